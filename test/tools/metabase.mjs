// The collection for Metabase: valid by the schemas that Metabase publishes, whole in itself, and its questions asked.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { literal, marks, rows } from "./report.mjs";

const require = createRequire(import.meta.url);
const { default: Ajv } = require("ajv/dist/2020");
const yaml = require("js-yaml");
const load = file => yaml.load(readFileSync(file, "utf8"));

const schemas = new URL("node_modules/@metabase/representations/core-spec/v1/schemas", import.meta.url).pathname;
const ajv = new Ajv({ allErrors: true, strictTuples: false, allowUnionTypes: true });
require("ajv-formats")(ajv);
for (const name of readdirSync(`${schemas}/common`)) {
    const { $schema, ...schema } = load(`${schemas}/common/${name}`);
    ajv.addSchema(schema, `common/${name}`);
}
const validators = Object.fromEntries(["card", "collection", "dashboard"].map(name => {
    const { $schema, ...schema } = load(`${schemas}/${name}.yaml`);
    return [schema.title, ajv.compile(schema)];
}));

const folder = "doc/tools/metabase/collections/main";
const files = [`${folder}/outcomes_star.yaml`]
    .concat(readdirSync(`${folder}/outcomes_star`).map(name => `${folder}/outcomes_star/${name}`));
const entities = files.map(file => {
    const entity = load(file);
    const { id, model } = entity["serdes/meta"][0];
    assert.ok(validators[model](entity), `${file}: ${ajv.errorsText(validators[model].errors)}`);
    assert.equal(id, entity.entity_id, file);
    return { model, ...entity };
});
const ids = entities.map(entity => entity.entity_id);
assert.equal(new Set(ids).size, ids.length, "two entities have one id");
const [collection] = entities;
const cards = entities.filter(entity => entity.model === "Card");
const dashboards = entities.filter(entity => entity.model === "Dashboard");
assert.deepEqual([collection.model, dashboards.length, cards.length + 2], ["Collection", 1, entities.length]);

let marking = 0; // questions
const tagsOf = card => card.dataset_query.stages[0]["template-tags"];
for (const card of cards) {
    assert.equal(card.collection_id, collection.entity_id, card.name);
    const [{ native }] = card.dataset_query.stages;
    const tags = Object.fromEntries(tagsOf(card).map(tag => [tag.name, tag]));
    assert.deepEqual([...new Set([...native.matchAll(/\{\{(.*?)\}\}/g)].map(match => match[1]))],
        Object.keys(tags), card.name);

    const settings = card.visualization_settings;
    const columns = ["graph.dimensions", "graph.metrics", "table.pivot_column", "table.cell_column"]
        .flatMap(key => settings[key] ?? []);
    const marked = [{}, { dimension: "district", member: "North" }].map(values => {
        const sql = native.replace(/\{\{(.*?)\}\}/g, (_, name) =>
            tags[name].type === "number" ? tags[name].default : literal(values[name] ?? tags[name].default));
        rows(sql, columns);
        return marks(sql, { title: card.name, table: card.display === "table",
            stacked: settings["stackable.stack_type"] === "normalized" });
    });
    marking += marked.some(Boolean);
}
assert.equal(marking, 5);

for (const { collection_id, dashcards, parameters } of dashboards) {
    assert.equal(collection_id, collection.entity_id);
    for (const { card_id, col, size_x, parameter_mappings } of dashcards) {
        const card = cards.find(({ entity_id }) => entity_id === card_id);
        assert.ok(card, `no question ${card_id}`);
        assert.ok(col + size_x <= 24, `${card.name} is outside`);
        // every variable of a question is set by the filter of its name
        assert.deepEqual(parameter_mappings.map(({ parameter_id, target: [kind, [tag, name]] }) =>
            [kind, tag, name, parameters.find(({ id }) => id === parameter_id)?.slug]),
            tagsOf(card).map(({ name }) => ["variable", "template-tag", name, name]), card.name);
    }
}
