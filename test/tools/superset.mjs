// The datasets for Superset: the fields that its import knows (superset/datasets/schemas.py and
// superset/databases/schemas.py there: it refuses any other), the columns of the views, and the metrics beside the
// percentages that the views print.  Charts and dashboard are run by test/superset.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { columnsOf, rows } from "./report.mjs";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const yaml = require("js-yaml");
const folder = "doc/tools/superset";
const load = file => yaml.load(readFileSync(`${folder}/${file}`, "utf8"));

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
require("ajv-formats")(ajv);
const string = { type: "string" }, text = { type: ["string", "null"] }, flag = { type: "boolean" };
const version = { const: "1.0.0" }, uuid = { type: "string", format: "uuid" };
const object = (required, optional = {}) => ({ type: "object", required: Object.keys(required),
    properties: { ...required, ...optional }, additionalProperties: false });
const list = items => ({ type: "array", items });
const kinds = {
    metadata: object({ version, type: { const: "Dashboard" } }),
    database: object({ database_name: string, sqlalchemy_uri: string, uuid, version },
        { expose_in_sqllab: flag, allow_run_async: flag, allow_ctas: flag, allow_cvas: flag, allow_dml: flag,
          extra: { type: "object" } }),
    dataset: object({ table_name: string, uuid, version, database_uuid: uuid },
        { schema: text, description: text, main_dttm_col: text, filter_select_enabled: flag,
          metrics: list(object({ metric_name: string, expression: string }, { verbose_name: text, description: text })),
          columns: list(object({ column_name: string },
              { type: text, verbose_name: text, is_dttm: flag, groupby: flag, filterable: flag })) }),
};
function loadAs(kind, file) {
    const found = load(file);
    assert.ok(ajv.validate(kinds[kind], found), `${file}: ${ajv.errorsText()}`);
    return found;
}

loadAs("metadata", "metadata.yaml");
const database = loadAs("database", "databases/outcomestar.yaml");
assert.ok(database.sqlalchemy_uri.includes(":XXXXXXXXXX@"), "the mask for which the import asks a password");
const datasets = readdirSync(`${folder}/datasets/outcomestar`)
    .map(file => loadAs("dataset", `datasets/outcomestar/${file}`));
assert.equal(new Set(datasets.map(dataset => dataset.uuid)).size, datasets.length);

// Every metric is either what the view prints beside the counts, at its own grain, or a plain sum.
const printed = {
    "inclusion.share": "percent", "progress_rates.made_progress": "made_progress_percent",
    "progress_rates.made_progress_of_20": "CASE WHEN made_progress_base >= 20 THEN made_progress_percent END",
    "progress_rates.made_progress_of_few": "CASE WHEN made_progress_base < 20 THEN made_progress_percent END",
    "progress_rates.progressed_share": "progressed_percent", "progress_rates.regressed_share": "regressed_percent",
    "progress_cells.made_progress": "progress_rates.made_progress_percent",
    "progress_cells.progressed_share": "progress_rates.progressed_percent",
    "progress_cells.regressed_share": "progress_rates.regressed_percent",
    "mean_progress.start": "start_mean", "mean_progress.latest": "latest_mean",
    "mean_progress.progress": "mean_progress", "evidence_summary.improved_share": "improved_percent",
    "family_patterns.share": "percent", "family_patterns.start_low": "start_low_mean",
    "family_patterns.latest_low": "latest_low_mean", "star_changes.start": "start_mean",
    "star_changes.next": "next_mean", "star_changes.change": "mean_change",
    "inclusion.few": "CASE WHEN base < 20 AND percent IS NOT NULL THEN '*' ELSE '' END",
    "evidence_summary.few": "CASE WHEN base < 20 AND improved_percent IS NOT NULL THEN '*' ELSE '' END",
};
for (const { table_name: view, schema, database_uuid, columns, metrics, main_dttm_col } of datasets) {
    assert.equal(database_uuid, database.uuid, view);
    assert.deepEqual(columns.map(({ column_name, type }) => ({ attname: column_name, type })),
        columnsOf(schema, view), view);
    assert.ok(main_dttm_col === null ||
        columns.some(column => column.column_name === main_dttm_col && column.is_dttm), view);
    const selected = metrics.map(metric => `${metric.expression} AS ${metric.metric_name}`).join(", ");
    rows(`SELECT ${selected} FROM ${schema}.${view}`, metrics.map(metric => metric.metric_name));

    for (const { metric_name, expression } of metrics) {
        const column = printed[`${view}.${metric_name}`];
        if (!column) {
            assert.match(expression, /^(SUM|MAX)\(\w+\)$/, `${view}.${metric_name} is compared with nothing`);
            continue;
        }
        const [other, name] = column.includes(".") ? column.split(".") : [view, column];
        const grain = ["dimension", "member", "measure_no", "area_no", "starting_no", "need_code", "rule_no", "by_no",
            "pattern_no", "star_no"]
            .filter(key => columns.some(c => c.column_name === key)).join(", ");
        const differences = `
            SELECT count(*) AS groups,
                   count(*) FILTER (WHERE ${metric_name === "few" ? "metric"
                       : "round(metric, coalesce(scale(printed), 4))"} IS DISTINCT FROM printed)
                       AS differences
            FROM (SELECT ${grain}, ${expression} AS metric FROM ${schema}.${view} GROUP BY ${grain}) AS computed
            FULL JOIN (SELECT ${grain}, ${name} AS printed FROM ${schema}.${other}) AS view USING (${grain})`;
        const [{ groups, differences: count }] = rows(differences);
        assert.ok(groups > 20 && count === 0,
            `${view}.${metric_name}: ${count} of ${groups} differ from ${other}.${name}`);
    }
}
