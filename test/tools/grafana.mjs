// The dashboard for Grafana: typed by Grafana's own schema, and its queries run as Grafana would.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { literal, marks, rows } from "./report.mjs";

const file = "doc/tools/outcomestar.grafana.json";
const dashboard = JSON.parse(readFileSync(file, "utf8"));

// The schema is published as types, so the file is checked by the compiler, which knows surplus fields, too.
const panelTypes = { barchart: "BarChart", stat: "Stat", table: "Table" };
function typed() {
    const source = ['import type { Dashboard } from "@grafana/schema";',
        // what JSON can hold of a type: the text of an enumeration
        "type Plain<T> = T extends string ? `${T}` : T extends (infer U)[] ? Plain<U>[]",
        "    : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;",
        `export const dashboard: Plain<Dashboard> = ${JSON.stringify(dashboard)};`];
    for (const [type, name] of Object.entries(panelTypes))
        source.push(`import type { Options as ${name} } from ` +
            `"@grafana/schema/dist/esm/raw/composable/${type}/panelcfg/x/${name}PanelCfg_types.gen";`);
    for (const { id, type, title, options } of dashboard.panels) {
        assert.ok(type in panelTypes, `${title}: panels of type ${type} are not checked`);
        source.push(`export const panel${id}: Plain<Partial<${panelTypes[type]}>> = ${JSON.stringify(options)};`);
    }
    const directory = new URL(".", import.meta.url).pathname;
    writeFileSync(`${directory}/dashboard.mts`, source.join("\n"));
    execFileSync(process.execPath, [createRequire(import.meta.url).resolve("typescript/bin/tsc"),
        "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "dashboard.mts"],
        { cwd: directory, stdio: "inherit" });
}
typed();

// ${name:format} in a query, and $name nowhere: its quoting would depend on the kind of variable
const values = {};
function interpolate(sql) {
    const text = sql.replace(/\$\{(\w+):(\w+)\}/g, (_, name, format) => {
        assert.ok(name in values, `no variable ${name} yet: ${sql}`);
        assert.ok(format === "raw" || format === "sqlstring", `format ${format}`);
        return format === "raw" ? values[name] : literal(values[name]);
    });
    assert.doesNotMatch(text, /\$/, `left as it was: ${sql}`);
    return text;
}

// What a panel names has to be a column, before or after its transformation
function columnsNamed({ options, fieldConfig, transformations = [] }) {
    const matrix = transformations.map(t => {
        assert.equal(t.id, "groupingToMatrix");
        return t.options;
    })[0];
    const named = matrix ? [matrix.rowField, matrix.columnField, matrix.valueField] : [];
    if (options.xField && matrix)
        assert.equal(options.xField, `${matrix.rowField}\\${matrix.columnField}`);
    else if (options.xField)
        named.push(options.xField);
    if (options.reduceOptions)
        named.push(options.reduceOptions.fields.match(/^\/\^(.*)\$\/$/)[1]);
    return named.concat(fieldConfig.overrides.map(o => o.matcher.options));
}

// Each variable takes its current value or the first one offered; then each member of each dimension is tried.
function choose(variable) {
    if (variable.type === "query") {
        const offered = rows(interpolate(variable.query)).map(row => Object.values(row)[0]);
        values[variable.name] = variable.current?.value ?? offered[0];
        assert.ok(offered.includes(values[variable.name]),
            `variable ${variable.name} has no value ${values[variable.name]}`);
        return offered;
    }
    values[variable.name] = variable.current?.value;
    return variable.query.split(",");
}
const variables = Object.fromEntries(dashboard.templating.list.map(v => [v.name, v]));
const marked = {};
const runPanels = () => {
    for (const panel of dashboard.panels)
        for (const target of panel.targets) {
            const { title, type, options: { stacking } } = panel, sql = interpolate(target.rawSql);
            rows(sql, columnsNamed(panel));
            marked[title] = (marked[title] ?? 0) +
                marks(sql, { title, table: type === "table", stacked: stacking === "percent" });
        }
};
const offered = Object.fromEntries(Object.values(variables).map(v => [v.name, choose(v)]));
runPanels();
for (values.dimension of offered.dimension)
    for (values.member of rows(interpolate(variables.member.query)).map(row => row.member))
        runPanels();
for (const name of ["area", "starting", "which_star", "rule"])
    for (values[name] of offered[name])
        runPanels();
assert.equal(Object.values(marked).filter(Boolean).length, 7);

// each panel on a place of its own
for (const [i, { gridPos: a, title }] of dashboard.panels.entries())
    for (const { gridPos: b } of dashboard.panels.slice(0, i))
        assert.ok(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y,
            `${title} covers another panel`);
