// What the pages of doc/tools say beside their SQL, which the documentation's test runs: columns in DAX and in
// expressions for Metabase, metrics for Superset; and that the role for dashboards reads no single family.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tables } from "./power_query.mjs";
import { columnsOf, rows } from "./report.mjs";

const page = name => readFileSync(`doc/tools/${name}.md`, "utf8");
const found = (text, pattern) => {
    const matches = [...text.matchAll(pattern)];
    assert.notEqual(matches.length, 0, `nothing like ${pattern}`);
    return matches.map(match => match.slice(1));
};

// Power BI: table[column], of the tables that the script makes
const model = await tables();
const hasColumn = (table, column) => table in model &&
    (model[table].columns.includes(column) || (column === "member_key" && model[table].member_key));
for (const name of ["power_bi", "excel"])
    for (const [table] of found(page(name), /Outcomestar\[(\w+)\]/g))
        assert.ok(table in model, `${name}: ${table}`);
for (const [table, column] of found(page("power_bi"), /\b([a-z_]+)\[([^\]]+)\]/g))
    assert.ok(hasColumn(table, column), `power_bi: ${table}[${column}]`);
for (const [table] of found(page("power_bi"), /REMOVEFILTERS \( (\w+) \)/g))
    assert.ok(table in model, `power_bi: ${table}`);

// Metabase: | `view` | name | `expression` |, with the names that it makes of columns
for (const [view, expression] of found(page("metabase"), /^\| `(\w+)`.* \| `(.*)` \|$/gm)) {
    const columns = columnsOf("star_report", view).map(({ attname }) => attname);
    for (const [name] of found(expression, /\[(.*?)\]/g))
        assert.ok(columns.includes(name.toLowerCase().replaceAll(" ", "_")), `metabase: ${view} has no ${name}`);
}

// Superset: the metrics of the page are those of the files
const yaml = createRequire(import.meta.url)("js-yaml");
for (const [view, name, expression] of found(page("superset"), /^\| `(\w+)`[^|]* \| (.*?) \| `(.*)` \|$/gm)) {
    const { metrics } = yaml.load(readFileSync(`doc/tools/superset/datasets/outcomestar/${view}.yaml`, "utf8"));
    assert.equal(metrics.find(metric => metric.verbose_name === name)?.expression, expression,
        `superset: ${view}, ${name}`);
}

// The examples run as the role for dashboards, but for those of a view to which it has no right
for (const name of ["README", "excel", "grafana", "libreoffice", "metabase", "superset"])
    for (const [example] of found(page(name), /^```sql\n(.*?);\n```$/gms)) {
        const run = () => rows(example);
        if (/\.progress_counts\b/.test(example))
            assert.throws(run, /permission denied/, name);
        else
            run();
    }

// Every file that a page links to is there
for (const name of readdirSync("doc/tools").filter(file => file.endsWith(".md")))
    for (const [link] of found(readFileSync(`doc/tools/${name}`, "utf8"), /\]\(([^):]+)\)/g))
        assert.ok(existsSync(`doc/tools/${link.replace(/#.*/, "")}`), `${name} links to ${link}`);

// The role reads the views of figures, all of them, and nothing else of the report
const relations = rows(`SELECT relname, relkind = 'v' AS view,
                               coalesce(obj_description(oid, 'pg_class'), '') AS comment,
                               has_table_privilege(oid, 'SELECT') AS readable
                        FROM pg_class WHERE relnamespace = 'star_report'::regnamespace AND relkind IN ('r', 'v')`);
assert.ok(relations.some(({ comment }) => comment.startsWith("ABOUT SINGLE FAMILIES")));
for (const { relname, view, comment, readable } of relations)
    assert.equal(readable, view && !/^(ABOUT|CLOSE TO) SINGLE FAMILIES/.test(comment), relname);

// The script and the datasets have all that it reads, but for what README.md names
const [[but]] = found(page("README"), /^(The files for Power BI, Excel and Superset have all.*?)\n\n/gms);
const left = found(but, /`(\w+)`/g).flat();
const readable = relations.filter(relation => relation.readable).map(({ relname }) => relname);
assert.deepEqual(left.filter(view => !readable.includes(view)), []);
const added = readable.filter(view => !left.includes(view)).sort();
assert.deepEqual([...new Set(Object.values(model).map(({ view }) => view.split(".")[1]))].sort(), added);
assert.deepEqual(readdirSync("doc/tools/superset/datasets/outcomestar").map(file => file.replace(".yaml", "")).sort(),
    added);

assert.deepEqual(rows(`SELECT has_table_privilege('public.readings', 'SELECT')
                              OR has_table_privilege('public.families', 'SELECT') AS readable,
                              current_setting('search_path') AS path`),
    [{ readable: false, path: "star_report" }]);
