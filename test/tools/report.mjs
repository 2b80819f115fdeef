// The report that report.sql made, as the role for dashboards sees it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

function query(sql) {
    const json = execFileSync("psql",
        ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--file=-"],
        { input: `SELECT coalesce(json_agg(q), '[]') FROM (${sql}\n) AS q;`, encoding: "utf8",
          stdio: ["pipe", "pipe", "pipe"] });
    return JSON.parse(json);
}

// The rows of a query, which has to give some, with these columns
export function rows(sql, columns = []) {
    const found = query(sql);
    assert.notEqual(found.length, 0, `no rows: ${sql}`);
    for (const column of columns)
        assert.ok(column in found[0], `no column ${column} in: ${sql}`);
    return found;
}

// The columns of a view, with their types
export function columnsOf(schema, view) {
    return rows(`SELECT attname, upper(format_type(atttypid, atttypmod)) AS type FROM pg_attribute
                 WHERE attrelid = '${schema}.${view}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`);
}

// A query marks the percentages of fewer than 20 by a * at the end of a text, and nothing else: a table each of them, a
// chart the label of bars, which may be of several percentages, and says so in its title.  How many rows it marks.
const percentages = { evidence_summary: ["improved_percent", "base"], inclusion: ["percent", "base"],
    overall_change: ["percent", "base"], progress_rates: ["made_progress_percent", "made_progress_base"],
    stage_distributions: ["percent", "base"] };
export function marks(sql, { title, table, stacked }) {
    const marked = rows(sql).map(row => Object.values(row).some(value => /\*$/.test(value)));
    const [selected, from] = sql.split(/(?=\sFROM\s)/);
    if (!stacked && !selected.includes("percent")) {
        assert.ok(!marked.includes(true), sql);
        return 0;
    }
    const [percent, base] = percentages[from.match(/FROM\s+\S*?(\w+)\s/)[1]];
    const few = rows(`SELECT ${base} < 20 ${table ? `AND ${percent} IS NOT NULL` : ""} AS few ${from}`)
        .map(row => row.few === true);
    assert.deepEqual(marked, few, sql);
    assert.match(title + selected, /fewer than 20/);
    return few.filter(Boolean).length;
}

export const literal = text => `'${text.replaceAll("'", "''")}'`;
