-- Every function and aggregate of the extension, internal ones too, with every odd argument: NULL, empty, huge, at the
-- limits, of a wrong shape: all combinations up to a number, or as many different ones.  CALLS=400 makes more of them.

\set calls 40
\getenv calls CALLS
SET client_min_messages = error;
SELECT pg_backend_pid() AS backend \gset
CREATE TABLE long_journey AS
SELECT star_journey(n % 15 + 1, n % 10 + 1, date '1960-01-01' + n / 2) AS journey FROM generate_series(0, 9999) AS n;
CREATE TABLE printed_page AS SELECT 'reviewed' AS figure, 1 AS area_no, 1 AS place, '7' AS printed;
CREATE TABLE odd (type regtype, expression text);
INSERT INTO odd
SELECT type, 'NULL' FROM pg_type AS t, LATERAL (SELECT t.oid::regtype AS type) AS r WHERE type::text IN (
    'star_reading', 'journey_stage', 'outcome_star', 'star_journey', 'stage_distribution', 'progress_matrix',
    'star_reading[]', 'stage_distribution[]', 'progress_matrix[]', 'star_need_rules[]',
    'smallint', 'integer', 'bigint', 'numeric', 'text', 'text[]', 'smallint[]', 'integer[]', 'bigint[]', 'boolean[]',
    'jsonb[]', 'character', 'character varying', 'numeric[]', 'interval', 'date[]', 'outcome_star[]',
    'name', 'name[]', 'cstring', 'date', 'boolean', 'double precision', 'jsonb', 'regclass', 'regtype', 'oid');
INSERT INTO odd SELECT type::regtype, quote_literal(value) FROM (VALUES
    ('star_reading', '{1,7,10}'::text[]), ('journey_stage', '{1,5}'),
    ('smallint', '{0,1,7,-1,16,32767,-32768}'), ('integer', '{0,1,3,7,10,-1,11,16,2147483647,-2147483648}'),
    ('bigint', '{0,7,-1,9223372036854775807,-9223372036854775808}'),
    ('double precision', '{0,7,NaN,-Infinity,1e300}'),
    ('numeric', '{0,0.25,7,100,-1,6.5,NaN,Infinity,-Infinity,1e131071,1e-16383}'), ('boolean', '{t,f}'),
    ('oid', '{0,23,4294967295}'), ('regtype', '{0,4294967295,integer,text,uuid}'),
    ('date', '{infinity,-infinity,4714-11-24 BC,5874897-12-31,2024-02-29}'),
    ('regclass', '{0,4294967295,pg_class,pg_class_oid_index,pg_stat_activity,long_journey,printed_page}'),
    ('character', '{"",7,x}'),
    ('character varying', '{"",7,Stuck}'),
    ('name', '{"",public,pg_catalog,"\"",nowhere}')) AS t (type, list), unnest(list) AS value;
INSERT INTO odd SELECT type::regtype, quote_literal(value) FROM (VALUES
    ('outcome_star', '{}'), ('outcome_star', '{?}'), ('outcome_star', '{1,2,3,4,5,6,7,8,9,10,?,1,2,3,10}'),
    ('outcome_star', '{,,,,,,,,,,,,,,?}'),
    ('star_journey', '{}'), ('star_journey', '{2024-02-29:{3,4}}'),
    ('star_journey', '{4714-11-24 BC:{1,?},2024-02-29:{7,8},5874897-12-31:{10,9}}'),
    ('stage_distribution', '{0,0,0,0,0}'), ('stage_distribution', '{0,1,2,3,4,5,6,7,8,9}'),
    ('stage_distribution', array_fill(9223372036854775807, '{5}')::text),
    ('stage_distribution', array_fill(9223372036854775807, '{10}')::text),
    ('progress_matrix', array_fill(0, '{10,10}')::text), ('progress_matrix', array_fill(9, '{5,5}')::text),
    ('progress_matrix', array_fill(9223372036854775807, '{5,5}')::text),
    ('progress_matrix', array_fill(9223372036854775807, '{10,10}')::text),
    ('integer[]', '{}'), ('integer[]', '{7,NULL,10}'), ('integer[]', '{0}'), ('integer[]', array_fill(7, '{16}')::text),
    ('integer[]', '{{7},{8}}'), ('integer[]', '{{1,1},{2,2}}'), ('integer[]', '{2,2}'),
    ('integer[]', '[2147483647:2147483647]={7}'),
    ('integer[]', '[-2147483648:-2147483648]={7}'),
    ('smallint[]', '{}'), ('smallint[]', '{7,NULL,10}'), ('smallint[]', '{11}'), ('smallint[]', '{{7},{8}}'),
    ('smallint[]', '[0:0]={7}'),
    ('bigint[]', '{}'), ('bigint[]', '{1,2,3}'), ('bigint[]', '{1,2,NULL}'), ('bigint[]', '{{1,2}}'),
    ('bigint[]', '{{0,7},{3,1}}'),
    ('bigint[]', array_fill(9223372036854775807, '{2,2}')::text),
    ('bigint[]', '[0:2]={1,2,3}'), ('bigint[]', '{1,2,-3}'), ('bigint[]', array_fill(9223372036854775807, '{3}')::text),
    ('bigint[]', array_fill(7, '{1000}')::text),
    ('numeric[]', '{}'), ('numeric[]', '{7,NULL,10}'), ('numeric[]', '{1,2.345,5}'), ('numeric[]', '{NaN,1,2}'),
    ('numeric[]', '{Infinity,1,2}'), ('numeric[]', '{1e131071,-1,1e-16383}'), ('numeric[]', '{{7},{8}}'),
    ('numeric[]', '[0:2]={7,8,9}'), ('numeric[]', array_fill(7, '{1000}')::text),
    ('bigint[]', array_fill(7, '{5,5}')::text), ('bigint[]', array_fill(0, '{5,5}')::text),
    ('date[]', '{}'), ('date[]', '{2024-02-29}'), ('date[]', '{infinity,-infinity,5874897-12-31}'),
    ('date[]', '{NULL}'), ('date[]', array_fill(date '2024-02-29', '{1000}')::text),
    ('outcome_star[]', '{}'), ('outcome_star[]', '{"{1,7}"}'),
    ('outcome_star[]', '{"{?,10}",NULL}'), ('outcome_star[]', array_fill('{7}'::outcome_star, '{1000}')::text),
    ('outcome_star[]', '[0:2]={"{1}","{2,3}","{4}"}'),
    ('boolean[]', '{}'), ('boolean[]', '{t}'), ('boolean[]', '{f,NULL}'), ('boolean[]', '{{t},{f}}'),
    ('jsonb[]', '{}'), ('jsonb[]', '{null,"[]","[1,null]"}'), ('jsonb[]', '{{7},{8}}'),
    ('star_reading[]', '{}'), ('star_reading[]', '{7,NULL}'), ('star_reading[]', '{{7},{8}}'),
    ('star_reading[]', '[16:16]={7}'), ('star_reading[]', array_fill(7, '{1000}')::text),
    ('name[]', '{}'), ('name[]', '{NULL}'), ('name[]', '{{nowhere,"\""},{public,x}}'),
    ('text[]', '{}'), ('text[]', '{NULL}'), ('text[]', '{"",x,family_id}'), ('text[]', '{{journey,x},{y,z}}'),
    ('text[]', '[0:0]={area}'),
    ('text', ''), ('text', 'x'), ('text', '7'), ('text', 'first'), ('text', 'Managing well'), ('text', '{1}'),
    ('text', 'DD/MM/YYYY'), ('text', '31/12/9999'), ('text', E'\t "%I%s''\\'), ('text', 'troubled_families_2018_20'),
    ('text', '9:1'), ('text', 'long_journey'), ('text', 'journey'),
    ('cstring', ''), ('cstring', '7'), ('cstring', 'Trying'), ('cstring', '{}'), ('cstring', '{0,0,0,0,1}'),
    ('cstring', '{2024-02-29:{1}}'),
    ('jsonb', 'null'), ('jsonb', '0'), ('jsonb', '"x"'), ('jsonb', '[]'), ('jsonb', '[{"a":[1]}]'), ('jsonb', '{}'),
    ('jsonb', '{"source":"long_journey","report_schema":"report","family":"journey","completed_on":"x","area":1,'
              '"areas":{"a":1},"dimensions":"x","edition":"x","framework":null,"period_starts":"infinity"}'),
    ('jsonb', '{"source":null,"report_schema":"","family":[],"completed_on":{},"areas":[null],"dimensions":[[]],'
              '"families":"pg_class","area_count":-1,"edition":1}')) AS t (type, value);
INSERT INTO odd VALUES
    ('star_journey', '(SELECT journey FROM long_journey)'), ('text', $$repeat('{', 100000)$$),
    ('text', $$repeat('9', 100000)$$), ('cstring', $$repeat('{{', 50000)::cstring$$),
    ('cstring', $$('{' || repeat(' ', 100000) || '?')::cstring$$),
    ('text[]', $$array_fill('name'::text, '{10000}')$$), ('text[]', $$ARRAY[repeat('a', 100000)]$$),
    ('jsonb', $$jsonb_build_object('source', repeat('x', 100000), 'family', repeat('"', 100))$$),
    ('star_need_rules[]', $$'{}'$$), ('star_need_rules[]', 'ARRAY[NULL]::star_need_rules[]'),
    ('star_need_rules[]', 'all_need_rules()'), ('star_need_rules[]', 'array_fill((all_need_rules())[1], ARRAY[2,3])');
INSERT INTO odd
SELECT type::regtype, expression
FROM (VALUES ('stage_distribution', '(''{1,2,3,4,5,6,7,8,9,10}'')'),
             ('progress_matrix', '(array_fill(7, ''{10,10}'')::text)')) AS t (element, valid),
    LATERAL (VALUES (element || '[]', '''{}'''), (element || '[]', 'ARRAY[NULL]::' || element || '[]'),
                    (element || '[]', format('array_fill(%s::%s, ''{15}'')', valid, element)),
                    (element || '[]', format('array_fill(%s::%s, ''{16}'')', valid, element)),
                    (element || '[]', format('array_fill(%s::%s, ''{2,2}'')', valid, element)),
                    (element || '[]', format('array_fill(%s::%s, ''{2}'', ''{0}'')', valid, element)),
                    (element || '[]', format('ARRAY[by_stage(%s::%s)]', valid, element)),
                    (element || '[]',
                     format('ARRAY[%s::%s, by_stage(%1$s::%2$s)]', valid, element))) AS a (type, expression);

-- (a type that is missing above)
SELECT DISTINCT type::regtype
FROM pg_depend JOIN pg_proc AS p ON classid = 'pg_proc'::regclass AND objid = p.oid, unnest(proargtypes::oid[]) AS type
WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar')
  AND type NOT IN (SELECT odd.type FROM odd) AND type <> 'internal'::regtype;

-- A call as it is, or of an aggregate over two rows, and over a moving window
CREATE FUNCTION hostile_calls(function regprocedure, most integer) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    name CONSTANT text := function::regproc;
    kind CONSTANT "char" := (SELECT prokind FROM pg_proc WHERE oid = function);
    choices CONSTANT jsonb[] := (SELECT array_agg((SELECT jsonb_agg(format('%s::%s', expression, type)
                                                                    ORDER BY expression COLLATE "C")
                                                   FROM odd WHERE type = argument) ORDER BY n)
                                 FROM pg_proc, unnest(proargtypes) WITH ORDINALITY AS a (argument, n)
                                 WHERE pg_proc.oid = function);
    combinations numeric := 1;
    choice jsonb;
    rest numeric;
    arguments text[];
    before text[];
BEGIN
    FOREACH choice IN ARRAY coalesce(choices, '{}') LOOP
        combinations := combinations * jsonb_array_length(choice);
    END LOOP;
    FOR combination IN 0 .. least(combinations, most) - 1 LOOP
        before := arguments;
        arguments := '{}';
        rest := combination;
        FOREACH choice IN ARRAY coalesce(choices, '{}') LOOP
            IF combinations > most THEN
                rest := hashint8extended(combination, cardinality(arguments))::numeric + 9223372036854775808;
            END IF;
            arguments := arguments || (choice ->> (rest % jsonb_array_length(choice))::integer);
            rest := div(rest, jsonb_array_length(choice));
        END LOOP;
        IF kind = 'a' THEN
            RETURN NEXT format('SELECT %s(%s) FROM (VALUES (%s), (%s)) AS t (%2$s)', name,
                               left('a, b, c', 3 * cardinality(choices) - 2),
                               array_to_string(arguments, ', '), array_to_string(coalesce(before, arguments), ', '));
            RETURN NEXT format('SELECT %s(%s) OVER (ROWS 1 PRECEDING) FROM generate_series(1, 3)', name,
                               array_to_string(arguments, ', '));
        ELSE
            RETURN NEXT format('SELECT %s(%s)', name, array_to_string(arguments, ', '));
        END IF;
    END LOOP;
END $$;
-- What it gives is printed, what it leaves is rolled back.
CREATE FUNCTION outcome(call text, OUT code text, OUT message text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT count(format(''%%s'', result)) FROM (%s) AS t (result)', call);
    RAISE EXCEPTION 'accepted';
EXCEPTION WHEN OTHERS THEN
    code := SQLSTATE;
    message := SQLERRM;
END $$;
-- Internal functions that put queries together are left alone with 2,147,483,647 areas.
CREATE TABLE call AS
SELECT function, call, outcome.*
FROM pg_depend AS member JOIN pg_proc AS p ON p.oid = objid AND classid = 'pg_proc'::regclass,
     LATERAL (SELECT objid::regprocedure AS function) AS f, hostile_calls(function, :calls) AS call, outcome(call)
WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar')
  AND NOT 'internal'::regtype = ANY (proargtypes)
  AND NOT (proname LIKE 'report_%' AND call LIKE '%2147483647%');

SELECT count(*) > 5000 AS calls, count(*) FILTER (WHERE message = 'accepted') > 2000 AS accepted,
       pg_backend_pid() = :backend AS same_backend
FROM call;
-- A refusal is about what was asked, never an internal error; in C it names what it is about
SELECT code, message, call FROM call WHERE message <> 'accepted' AND code !~ '^(22|3F|42|54|P0001)' ORDER BY call
LIMIT 20;
SELECT code, message, call FROM call JOIN pg_proc AS p ON p.oid = function
JOIN pg_language AS l ON l.oid = prolang AND lanname = 'c'
WHERE message <> 'accepted'
  AND message !~ 'star_reading|journey_stage|outcome_star|star_journey|stage_distribution|progress_matrix'
                 '|array|need|digits|date|numeric|band|overall change|quarter|rule|text|must be of type'
                 '|part must be|degrees of freedom|chart'
ORDER BY call LIMIT 20;
-- but each function takes some of them, if it is not there to refuse, or to work on a report
SELECT function FROM call WHERE function::text !~ 'report|text|character|_refuse|double precision'
GROUP BY function
HAVING NOT bool_or(message = 'accepted');

DROP TABLE long_journey, printed_page, odd, call;
DROP FUNCTION hostile_calls, outcome;
