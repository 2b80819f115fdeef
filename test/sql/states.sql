-- Every function that takes a stored value refuses bytes that are none, and reads nothing beyond them.  Only a
-- superuser can make such values: by a cast that checks nothing, from a type that is stored alike.
-- FORGED=1000 makes more of them.

\set seed 500
\set forged 3
\getenv seed MUTATION_SEED
\getenv forged FORGED
SET client_min_messages = error;
SELECT setseed(:seed % 1000 / 1000.0) AS seed \gset
SELECT pg_backend_pid() AS backend \gset

CREATE TYPE aligned_bytes;
CREATE FUNCTION aligned_bytes_in(cstring) RETURNS aligned_bytes IMMUTABLE STRICT LANGUAGE internal AS 'byteain';
CREATE FUNCTION aligned_bytes_out(aligned_bytes) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'byteaout';
CREATE TYPE aligned_bytes (INPUT = aligned_bytes_in, OUTPUT = aligned_bytes_out, ALIGNMENT = double,
                           STORAGE = extended);
CREATE CAST ("char" AS star_reading) WITHOUT FUNCTION;
CREATE CAST ("char" AS journey_stage) WITHOUT FUNCTION;
CREATE CAST (bigint AS outcome_star) WITHOUT FUNCTION;
CREATE CAST (bytea AS star_journey) WITHOUT FUNCTION;
CREATE CAST (star_journey AS bytea) WITHOUT FUNCTION;
CREATE CAST (aligned_bytes AS stage_distribution) WITHOUT FUNCTION;
CREATE CAST (stage_distribution AS aligned_bytes) WITHOUT FUNCTION;
CREATE CAST (aligned_bytes AS progress_matrix) WITHOUT FUNCTION;
CREATE CAST (progress_matrix AS aligned_bytes) WITHOUT FUNCTION;

-- Valid values, among them a journey as an aggregate without a final function leaves it, with a row out of order at its
-- end; and what becomes of them when one to three bytes are changed, taken away or repeated
CREATE AGGREGATE growing_journey(outcome_star, date) (
    SFUNC = star_journey_add_star, STYPE = star_journey, INITCOND = '{}'
);
CREATE TABLE valid (star_journey star_journey, stage_distribution stage_distribution, progress_matrix progress_matrix);
INSERT INTO valid
SELECT growing_journey('{1,2,,3}', date '2024-01-01' + (n * 37) % (3 * size)),
       CASE WHEN size < 100 THEN stage_distribution(n % 10 + 1) ELSE stage_distribution((n % 5 + 1)::journey_stage) END,
       CASE WHEN size < 100 THEN progress_matrix(n % 10 + 1, 5)
            ELSE progress_matrix((n % 5 + 1)::journey_stage, '3') END
FROM (VALUES (1), (5), (60), (300)) AS s (size), generate_series(1, size) AS n GROUP BY size ORDER BY size;
INSERT INTO valid SELECT star_journey_final(star_journey), stage_distribution, progress_matrix FROM valid;
CREATE FUNCTION mutated(bytes bytea) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
    place integer;
BEGIN
    FOR change IN 1 .. 1 + floor(random() * 3) LOOP
        EXIT WHEN bytes = '';
        place := floor(random() * CASE WHEN random() < 0.5 THEN least(12, length(bytes)) ELSE length(bytes) END);
        bytes := CASE floor(random() * 6)
                     WHEN 0 THEN set_byte(bytes, place,
                                          (ARRAY[0, 1, 2, 5, 10, 127, 128, 255])[1 + floor(random() * 8)::integer])
                     WHEN 1 THEN set_byte(bytes, place, floor(random() * 256)::integer)
                     WHEN 2 THEN substr(bytes, 1, place)
                     WHEN 3 THEN substr(bytes, 1, place) || substr(bytes, place + 1 + floor(random() * 12)::integer)
                     WHEN 4 THEN bytes || substr(bytes, place + 1, 1 + floor(random() * 12)::integer)
                     ELSE set_bit(bytes, 8 * place + floor(random() * 8)::integer, 1)
                 END;
    END LOOP;
    RETURN bytes;
END $$;
CREATE TABLE bytes (row_no bigint PRIMARY KEY, star_reading "char", journey_stage "char", outcome_star bigint,
                    star_journey bytea, stage_distribution bytea, progress_matrix bytea);
INSERT INTO bytes
SELECT row_number() OVER (), chr(1 + (13 * row_number() OVER () % 127)::integer)::"char",
       chr(1 + (11 * row_number() OVER () % 127)::integer)::"char",
       x'120AF00000000000'::bigint | 1::bigint << floor(random() * 64)::integer,
       mutated(star_journey::bytea), mutated(stage_distribution::aligned_bytes::text::bytea),
       mutated(progress_matrix::aligned_bytes::text::bytea)
FROM generate_series(1, :forged) AS n, valid;

-- They come from memory, from a table, with a short header or compressed, and from out of line; also in arrays.
CREATE VIEW forged_in_memory AS
SELECT row_no, star_reading::star_reading, journey_stage::journey_stage, outcome_star::outcome_star,
       (star_journey || '')::star_journey AS star_journey,
       (stage_distribution::text::aligned_bytes)::stage_distribution AS stage_distribution,
       (progress_matrix::text::aligned_bytes)::progress_matrix AS progress_matrix,
       ARRAY[star_reading::star_reading, '7'] AS "star_reading[]",
       ARRAY[outcome_star::outcome_star] AS "outcome_star[]",
       ARRAY[(stage_distribution::text::aligned_bytes)::stage_distribution] AS "stage_distribution[]",
       ARRAY[(progress_matrix::text::aligned_bytes)::progress_matrix,
             (SELECT progress_matrix(1, 2))] AS "progress_matrix[]"
FROM bytes;
-- (a type that is missing above)
SELECT DISTINCT type::regtype
FROM pg_depend JOIN pg_proc AS p ON classid = 'pg_proc'::regclass AND objid = p.oid
JOIN pg_language AS l ON prolang = l.oid AND lanname = 'c', unnest(proargtypes::oid[]) AS type
WHERE deptype = 'e'
  AND type IN (SELECT unnest(ARRAY[t.oid, typarray])
               FROM pg_type AS t JOIN pg_depend AS d ON d.classid = 'pg_type'::regclass AND d.objid = t.oid
               WHERE d.deptype = 'e' AND d.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar')
                 AND typtype = 'b' AND typcategory <> 'A')
  AND type::regtype::text NOT IN (SELECT attname FROM pg_attribute WHERE attrelid = 'forged_in_memory'::regclass);
CREATE TABLE forged_in_table (LIKE forged_in_memory, PRIMARY KEY (row_no));
CREATE TABLE forged_out_of_line (LIKE forged_in_memory, PRIMARY KEY (row_no));
ALTER TABLE forged_out_of_line
    ALTER star_journey SET STORAGE external, ALTER stage_distribution SET STORAGE external,
    ALTER progress_matrix SET STORAGE external, ALTER "progress_matrix[]" SET STORAGE external;
INSERT INTO forged_in_table TABLE forged_in_memory;
INSERT INTO forged_out_of_line TABLE forged_in_memory;
SELECT min(pg_column_size(star_journey)) < 20 AS short,
       bool_or(pg_column_compression(star_journey) IS NOT NULL) AS compressed
FROM forged_in_table;
SELECT pg_relation_size(reltoastrelid) > 0 AS out_of_line FROM pg_class WHERE oid = 'forged_out_of_line'::regclass;

-- Each argument in turn is forged; the others are as they should be.  In an aggregate the row comes twice, so that it
-- is the state, too, if the transition is strict.
CREATE AGGREGATE users_merge(star_journey) (SFUNC = star_journey_merge, STYPE = star_journey);
CREATE AGGREGATE users_combine(stage_distribution[]) (SFUNC = stage_distributions_combine,
                                                      STYPE = stage_distribution[]);
CREATE AGGREGATE users_combine(progress_matrix[]) (SFUNC = progress_matrices_combine, STYPE = progress_matrix[]);
CREATE TABLE call AS
SELECT function.oid::regprocedure AS function, forged_type::regtype AS type, relation,
       format('SELECT count(format(''%%s'', result))
               FROM (SELECT %s(%s) AS result FROM %I AS forged, generate_series(1, %s) WHERE row_no = $1) AS t',
              function.oid::regproc, string_agg(
           CASE WHEN n = forged_argument THEN 'forged.' || quote_ident(type::regtype::text)
                ELSE coalesce(CASE function.proargnames[n]
                                   WHEN 'need_code' THEN quote_literal('9:1')
                                   WHEN 'framework' THEN quote_literal(
                                       CASE WHEN 'need_code' = ANY (proargnames) THEN 'supporting_families_2022_25'
                                            ELSE 'troubled_families_2018_20' END) END,
                              CASE type::regtype::text
                                  WHEN 'stage_distribution' THEN quote_literal('{0,0,0,0,0,0,1,3,5,15}')
                                  WHEN 'progress_matrix' THEN '(SELECT progress_matrix(1, 2))'
                                  WHEN 'journey_stage' THEN quote_literal('Stuck')
                                  WHEN 'outcome_star' THEN quote_literal('{1,2}')
                                  WHEN 'star_journey' THEN quote_literal('{2024-01-01:{1,2},2024-02-01:{3}}')
                                  WHEN 'text' THEN quote_literal('first')
                                  WHEN 'date' THEN quote_literal('2024-01-15')
                                  WHEN 'boolean' THEN 'true'
                                  WHEN 'star_need_rules[]' THEN 'all_need_rules()'
                                  WHEN 'text[]' THEN quote_literal('{one,two}')
                                  WHEN 'stage_distribution[]' THEN 'ARRAY[(SELECT stage_distribution(1))]'
                                  WHEN 'progress_matrix[]' THEN 'ARRAY[(SELECT progress_matrix(1, 2))]'
                                  WHEN 'outcome_star[]' THEN 'ARRAY[''{1,2}''::outcome_star]'
                                  WHEN 'date[]' THEN quote_literal('{2024-01-15}')
                                  WHEN 'bigint[]' THEN quote_literal('{1,2,3}') ELSE '5'
                              END) || '::' || type::regtype
           END, ', ' ORDER BY n), relation, CASE prokind WHEN 'a' THEN 2 ELSE 1 END) AS call
FROM pg_proc AS function,
     LATERAL unnest(function.proargtypes::oid[]) WITH ORDINALITY AS forged_type (forged_type, forged_argument),
     LATERAL unnest(function.proargtypes::oid[]) WITH ORDINALITY AS argument (type, n),
     (VALUES ('forged_in_memory'), ('forged_in_table'), ('forged_out_of_line')) AS r (relation)
WHERE (proname LIKE 'users_%'
       OR EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = function.oid AND deptype = 'e'))
  AND forged_type::regtype::text IN (SELECT attname FROM pg_attribute WHERE attrelid = 'forged_in_table'::regclass)
GROUP BY function.oid, forged_type, forged_argument, relation;
CREATE FUNCTION outcome(call text, row_no bigint, OUT code text, OUT message text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE call USING row_no;
    message := 'accepted';
EXCEPTION WHEN OTHERS THEN
    code := SQLSTATE;
    message := SQLERRM;
END $$;
CREATE TABLE result AS
SELECT function, type, row_no, relation, call, outcome.* FROM call, forged_in_table, outcome(call, row_no);

SELECT count(*) > 20000 AS calls, count(*) FILTER (WHERE code IS NULL) > 5000 AS accepted,
       pg_backend_pid() = :backend AS same_backend
FROM result;
-- A refusal says that the value is invalid, or what is wrong with it; those that only say which cast to write refuse
-- anything
SELECT code, message, count(*), min(call) FROM result
WHERE code !~ '^(XX001|22003|22P03|22023)' AND message !~ 'must be of type' GROUP BY 1, 2;
-- (which count it is that becomes too large goes by the order of bytes)
SELECT code,
       regexp_replace(message, '[0-9a-f]{16}|"[0-9]+"|(?<=count )[0-9]+ in the array of [a-z]+', '...') COLLATE "C"
           AS message
FROM result WHERE code IS NOT NULL AND message !~ 'must be of type' GROUP BY 1, 2 ORDER BY 1, 2;
-- What cannot be printed is accepted nowhere
SELECT f.function, f.type, f.message, o.message, count(*), min(f.relation), min(f.row_no)
FROM result AS f JOIN pg_type AS t ON t.oid = f.type
JOIN pg_type AS e ON e.oid = CASE t.typcategory WHEN 'A' THEN t.typelem ELSE t.oid END
JOIN result AS o ON o.function = e.typoutput AND (o.type, o.row_no, o.relation) = (e.oid, f.row_no, f.relation)
WHERE o.code IS NOT NULL AND f.code IS NULL GROUP BY 1, 2, 3, 4 ORDER BY 1;

-- A count of -1 is no family less.
CREATE TABLE minus_one AS
SELECT ('\x01010a00' || repeat('f', 16) || repeat('0', 144))::aligned_bytes::stage_distribution AS readings,
       ('\x01010500' || repeat('f', 16) || repeat('0', 64))::aligned_bytes::stage_distribution AS stages;
SELECT stages + '{5,0,0,0,0}' FROM minus_one;
SELECT stage_distribution '{5,0,0,0,0}' + stages FROM minus_one;
SELECT stages - '{0,0,0,0,0}' FROM minus_one;
SELECT stage_distribution_add_reading(readings, 2) FROM minus_one;
SELECT stage_distribution_add_stage(stages, 'Stuck') FROM minus_one;
SELECT stage_distributions_combine(ARRAY[readings], ARRAY['{5,0,0,0,0,0,0,0,0,0}'::stage_distribution]) FROM minus_one;
SELECT stage_distributions_combine(ARRAY['{5,0,0,0,0,0,0,0,0,0}'::stage_distribution], ARRAY[readings]) FROM minus_one;
SELECT stage_distributions_add(ARRAY[readings], '{1,1}') FROM minus_one;
SELECT cardinality(stage_distributions_final(ARRAY[readings])) FROM minus_one;

-- A state without room would never get some.
SELECT users_merge(state)
FROM (VALUES (('\x01010000' || repeat('00', 8))::bytea::star_journey), ('{2024-01-01:{1}}')) AS t (state);

DROP TABLE valid, bytes, forged_in_table, forged_out_of_line, call, result, minus_one CASCADE;
DROP FUNCTION mutated, outcome;
DROP AGGREGATE growing_journey(outcome_star, date), users_merge(star_journey), users_combine(stage_distribution[]),
    users_combine(progress_matrix[]);
DROP TYPE aligned_bytes CASCADE;
DROP CAST ("char" AS star_reading);
DROP CAST ("char" AS journey_stage);
DROP CAST (bigint AS outcome_star);
DROP CAST (bytea AS star_journey);
DROP CAST (star_journey AS bytea);
