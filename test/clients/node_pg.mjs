// Asks by pg, for test/clients/run.  Without these three lines it gives bigint and numeric as text, because a number of
// JavaScript, a double, might not hold them.  It has no exact numeric: a double here.  A Date has milliseconds, and
// midnight where the program is stands for a date.
import pg from 'pg'

const { types } = pg
types.setTypeParser(types.builtins.INT8, BigInt)
types.setTypeParser(types.builtins.NUMERIC, Number)

function classOf(value, oid) {
    if (typeof value === 'boolean') return 'boolean'
    if (typeof value === 'bigint') return 'integer'
    if (typeof value === 'number') return oid === types.builtins.NUMERIC ? 'number' : 'integer'
    if (value instanceof Date) return oid === types.builtins.DATE ? 'date' : 'timestamp'
    return typeof value === 'string' ? 'text' : typeof value
}
function text(value, { dataTypeID, dataTypeModifier }) {
    if (value === null) return '\\N'
    if (typeof value === 'boolean') return value ? 't' : 'f'
    if (value instanceof Date && dataTypeID === types.builtins.DATE)
        return [value.getFullYear(), value.getMonth() + 1, value.getDate()]
            .map(part => String(part).padStart(2, '0')).join('-')
    if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '')
    if (dataTypeID === types.builtins.NUMERIC) return value.toFixed((dataTypeModifier - 4) & 0xffff)
    return String(value).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t')
}
function write(name, { fields, rows }) {
    for (const [i, field] of fields.entries()) {
        const classes = new Set(rows.map(row => row[i]).filter(value => value !== null)
            .map(value => classOf(value, field.dataTypeID)))
        console.log([name, field.name, ...classes].join('\t'))
    }
    for (const row of rows) console.log([name, ...row.map((value, i) => text(value, fields[i]))].join('\t'))
    return rows
}

const client = new pg.Client() // from the environment: PGHOST, PGDATABASE and so on
await client.connect()
// with a name, it is prepared
const ask = (text, values, name) => client.query({ text, values, name, rowMode: 'array' })

for (const [view] of (await ask("SELECT viewname FROM pg_views WHERE schemaname = 'star_report'")).rows)
    write(view, await ask(`SELECT * FROM star_report.${view}`))
const [member] = write('member', await ask('SELECT * FROM asked.member'))
write('filtered', await ask('SELECT * FROM star_report.progress_rates WHERE dimension = $1 AND member = $2',
    member, 'filtered'))

const values = write('own_types', await ask('SELECT * FROM asked.own_types'))
const back = 'SELECT $1::star_reading, $2::journey_stage, $3::outcome_star, $4::star_journey, ' +
    '$5::stage_distribution, $6::progress_matrix'
const answers = []
for (const row of values) answers.push(await ask(back, row, 'back'))
write('own_types_back', { fields: answers[0].fields, rows: answers.flatMap(answer => answer.rows) })
await client.end()
