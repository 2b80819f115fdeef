// The script for Power Query: read by Microsoft's own parser; what it takes from views is there.  tables() gives the
// model that it makes, for pages.mjs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import pq from "@microsoft/powerquery-parser";
import { rows } from "./report.mjs";

const file = "doc/tools/outcomestar.pq";
const { NodeKind } = pq.Language.Ast;

function* nodes(node) { // itself, and all below it
    if (node === null || typeof node !== "object")
        return;
    if (node.kind)
        yield node;
    for (const part of Object.values(node))
        yield* nodes(part);
}
const all = (node, kind) => [...nodes(node)].filter(n => n.kind === kind);
const called = node => node.head.identifier?.literal;
const text = node => {
    assert.equal(node.literalKind, "Text");
    return JSON.parse(node.literal);
};
const values = (node, key) => all(node, NodeKind.GeneralizedIdentifierPairedExpression)
    .concat(all(node, NodeKind.IdentifierPairedExpression))
    .filter(pair => pair.key.literal === key).map(pair => pair.value);

export async function tables() {
    const parsed = await pq.TaskUtils.tryLexParse(pq.DefaultSettings, readFileSync(file, "utf8"));
    assert.ok(pq.TaskUtils.isParseStageOk(parsed), `${file}: ${parsed.error?.message}`);

    // every name is one of the script, or of the library that Microsoft documents
    const library = ["PostgreSQL.Database", "Table.AddColumn", "Table.Distinct", "Table.SelectColumns",
        "Table.SelectRows"];
    const own = all(parsed.ast, NodeKind.IdentifierPairedExpression).map(pair => pair.key.literal)
        .concat(all(parsed.ast, NodeKind.Parameter).map(parameter => parameter.name.literal));
    for (const { identifier: { literal: name } } of all(parsed.ast, NodeKind.IdentifierExpression))
        assert.ok(library.includes(name) || own.includes(name), `${file}: what is ${name}?`);

    const [report] = values(parsed.ast, "Report").map(text);
    const result = parsed.ast.expression;
    assert.equal(result.kind, NodeKind.RecordExpression);
    const found = {};
    for (const { node: { key, value } } of result.content.elements) {
        const calls = all(value, NodeKind.RecursivePrimaryExpression);
        const view = calls.filter(call => called(call) === "View");
        assert.equal(view.length, 1, `${key.literal} is of one view`);
        const [name, ...columns] = all(view[0], NodeKind.LiteralExpression).map(text);
        const member_key = calls.some(call => called(call) === "WithMember");
        found[key.literal] = { view: `${report}.${name}`, columns, member_key };
    }
    return found;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
    const model = await tables();
    assert.ok(Object.keys(model).length > 10);
    for (const { view, columns, member_key } of Object.values(model))
        rows(`SELECT ${columns.join(", ")} FROM ${view}`, columns.concat(member_key ? ["dimension", "member"] : []));
    // the one side of a relation
    const keys = [["areas", "area_no"], ["stages", "stage_no"], ["members", "dimension || ': ' || member"]];
    for (const [table, column] of keys)
        assert.deepEqual(rows(`SELECT count(*) AS rows, count(DISTINCT ${column}) AS keys
            FROM (SELECT DISTINCT ${model[table].columns.join(", ")} FROM ${model[table].view}) AS t`)
            .map(counts => counts.rows - counts.keys), [0], `${table}: ${column} is not a key`);
}
