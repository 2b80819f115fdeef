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

export const literal = text => `'${text.replaceAll("'", "''")}'`;
