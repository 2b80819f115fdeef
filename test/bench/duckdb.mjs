// The same reports by DuckDB from the same rows, in tables of its own, on two threads:
//
//     node duckdb.mjs [RUNS]
//
// psql hands the rows over.  For each source the query that its users write (arg_min and arg_max) and the fastest one
// that we found.  Every query gives the cells of the report: families that went from a start to a latest reading, for
// each area, and overall change as area 0; the figures are sums over these at most 1000 rows.  Fails unless they are
// PostgreSQL's.
import { DuckDBInstance } from '@duckdb/node-api'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const runs = Number(process.argv[2] ?? 7)
const directory = mkdtempSync(join(tmpdir(), 'duckdb-'))
process.on('exit', () => rmSync(directory, { recursive: true }))
const connection = await (await DuckDBInstance.create(join(directory, 'stars.duckdb'), { threads: '2' })).connect()
const psql = (...options) =>
    execFileSync('psql', ['--no-psqlrc', '--quiet', ...options], { maxBuffer: 1 << 26 }).toString()

const areas = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const each = (text, separator = ', ') => areas.map(text).join(separator)
const tables = {
    reading: 'family_id integer, completed_on date, area_no smallint, reading smallint',
    star_wide: `family_id integer, completed_on date, ${each(n => `a${n} smallint`)}`,
    star_packed: 'family_id integer, completed_on date, bits bigint',
    first_latest: `family_id integer, ${each(n => `f${n} smallint`)}, ${each(n => `l${n} smallint`)}`
}
for (const [table, columns] of Object.entries(tables)) {
    const file = join(directory, table + '.csv')
    psql('--command', `\\copy ${table} TO '${file}' (FORMAT csv)`)
    await connection.run(`CREATE TABLE ${table} (${columns})`)
    await connection.run(`COPY ${table} FROM '${file}' (HEADER false)`)
    rmSync(file)
}
await connection.run('CHECKPOINT')

// From pairs (family_id, area_no, first, latest), as anybody would write it
const cellsOfPairs = `SELECT area_no, first, latest, count(*) AS n FROM pair GROUP BY ALL
    UNION ALL
    SELECT 0, CASE WHEN change < -0.25 THEN 1 WHEN change > 0.25 THEN 3 ELSE 2 END AS class, 1, count(*)
    FROM (SELECT avg(latest - first) AS change FROM pair GROUP BY family_id) GROUP BY class`
const pairsOfColumns = `pair AS MATERIALIZED (SELECT family_id, unnest([${areas}]) AS area_no,
    unnest([${each(n => 'f' + n)}]) AS first, unnest([${each(n => 'l' + n)}]) AS latest FROM family)`
// From families (f1 ..., l1 ...), the fastest: five groupings of two areas, overall change with the first of them
const rise = `(${each(n => 'l' + n, ' + ')} - ${each(n => 'f' + n, ' - ')})`
const key = n => `((f${n + 1}::integer * 16 + f${n}) * 16 + l${n + 1}) * 16 + l${n}` +
    (n === 1 ? ` + 65536 * (1 + (4 * ${rise} >= -10)::integer + (4 * ${rise} > 10)::integer)` : '')
const counted = n => `SELECT ${n} AS area_no, ${key(n)} AS areas, count(*) AS n FROM family GROUP BY areas`
const cellsOfTwoAreas = `counted AS (
        ${[1, 3, 5, 7, 9].map(counted).join(' UNION ALL ')}
    ) SELECT area_no + half, areas >> (8 + 4 * half) & 15, areas >> (4 * half) & 15, sum(n)
    FROM counted, (VALUES (0), (1)) AS area (half) GROUP BY ALL
    UNION ALL SELECT 0, areas >> 16, 1, sum(n) FROM counted WHERE area_no = 1 GROUP BY ALL`
const columnsOfBits = (each(n => `((first_bits >> ${4 * n - 4}) & 15)::smallint AS f${n}`)) + ', ' +
    each(n => `((latest_bits >> ${4 * n - 4}) & 15)::smallint AS l${n}`)
const days = `(completed_on - DATE '2000-01-01')::bigint`
const twoDates = 'HAVING min(completed_on) < max(completed_on)'

const queries = {
    'readings: arg_min and arg_max': `WITH pair AS MATERIALIZED (
        SELECT family_id, area_no, arg_min(reading, completed_on) AS first, arg_max(reading, completed_on) AS latest
        FROM reading GROUP BY family_id, area_no ${twoDates}) ${cellsOfPairs}`,
    'readings: packed by arithmetic': `WITH packed AS MATERIALIZED (
        SELECT min(dated) >> 4 AS first_bits, max(dated) >> 4 AS latest_bits
        FROM (SELECT family_id, (${days} << 44) | bit_or(reading::bigint << (4 * area_no)) AS dated
            FROM reading GROUP BY family_id, completed_on)
        GROUP BY family_id HAVING count(*) > 1), family AS (SELECT ${columnsOfBits} FROM packed), ${cellsOfTwoAreas}`,
    'Stars: arg_min and arg_max of ten columns': `WITH family AS MATERIALIZED (
        SELECT family_id, ${each(n => `arg_min(a${n}, completed_on) AS f${n}, arg_max(a${n}, completed_on) AS l${n}`)}
        FROM star_wide GROUP BY family_id ${twoDates}), ${pairsOfColumns} ${cellsOfPairs}`,
    'Stars: packed by arithmetic': `WITH packed AS MATERIALIZED (
        SELECT min(dated) AS first_bits, max(dated) AS latest_bits
        FROM (SELECT family_id, (${days} << 40) | bits AS dated FROM star_packed)
        GROUP BY family_id HAVING min(dated) < max(dated)),
        family AS (SELECT ${columnsOfBits} FROM packed), ${cellsOfTwoAreas}`,
    'first and latest: a row for each area': `WITH family AS (FROM first_latest), ${pairsOfColumns} ${cellsOfPairs}`,
    'first and latest: two areas at a time': `WITH family AS (FROM first_latest), ${cellsOfTwoAreas}`
}

const sorted = rows => rows.map(row => row.map(Number))
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).join('\n')
const expected = sorted(psql('--tuples-only', '--no-align', '--field-separator=,', '--command', `
    SELECT area_no, start_reading, latest_reading, families
    FROM (SELECT progress_matrices(journey) AS matrices FROM journey) AS total,
         unnest(matrices) WITH ORDINALITY AS area (matrix, area_no), reading_cells(matrix) WHERE families > 0
    UNION ALL
    SELECT 0, CASE change WHEN 'negative' THEN 1 WHEN 'no change' THEN 2 ELSE 3 END, 1, count(*)
    FROM (SELECT overall_change(journey) AS change FROM journey) AS family WHERE change IS NOT NULL GROUP BY change`)
    .trim().split('\n').map(line => line.split(',')))

const times = {}
for (let run = 0; run <= runs; run++) for (const [name, query] of Object.entries(queries)) {
    const start = performance.now()
    const rows = (await connection.runAndReadAll(query)).getRows()
    if (run > 0) (times[name] ??= []).push(performance.now() - start)
    else if (sorted(rows) !== expected) throw new Error(`${name}: does not give PostgreSQL's report`)
}
const [[version]] = (await connection.runAndReadAll('SELECT version()')).getRows()
console.log(`${`DuckDB ${version}, two threads`.padEnd(44)} ` +
    `${'median ms'.padStart(10)}  ${'lowest - highest'.padStart(19)}`)
for (const [name, time] of Object.entries(times)) {
    time.sort((a, b) => a - b)
    const median = (time[(runs - 1) >> 1] + time[runs >> 1]) / 2
    console.log(`${name.padEnd(44)} ${median.toFixed(1).padStart(10)}  ` +
        `${time[0].toFixed(1).padStart(8)} - ${time.at(-1).toFixed(1).padStart(8)}`)
}
