-- Nothing keeps memory: not a row in a query, not a call in a session.  With more rows:
-- PGOPTIONS='-c stars.rows=10000000'.
SET client_min_messages = warning;
SELECT coalesce(current_setting('stars.rows', true)::integer, 15000) / 300 AS times \gset
SET stars.times = :times;
CREATE SCHEMA memory;
SET search_path = memory, public;
\i test/every_type.psql

CREATE FUNCTION memory.memory() RETURNS bigint LANGUAGE sql
    AS 'SELECT sum(used_bytes)::bigint FROM pg_backend_memory_contexts';

-- All rows again and again in one query, for an aggregate or for a call in each row: by how much memory grows from the
-- second time to the last.  A few bytes are none that each row keeps.
CREATE FUNCTION memory.growth(call text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    used bigint[];
BEGIN
    EXECUTE format('
        SELECT array_agg(memory.memory()) FILTER (WHERE row_no = 300 AND time IN (1, 2, %s)), %s
        FROM generate_series(1, %1$s) AS time, LATERAL (SELECT * FROM every_type OFFSET time * 0) AS every_row',
        current_setting('stars.times'), call) INTO used;
    RETURN used[3] - used[2];
END $$;
SELECT memory.growth('count(row_no)') < 1000 AS nothing_grows_by_nothing,
       memory.growth('array_agg(row_no)') > 8192 AS what_grows_is_seen;

-- Every function in C and every aggregate, its arguments by their types; but those that are given other ones here
CREATE TABLE argument (type regtype, argument text);
INSERT INTO argument VALUES
    ('star_reading', 'reading'), ('journey_stage', 'stage'), ('outcome_star', 'star'), ('star_journey', 'journey'),
    ('stage_distribution', 'distribution'),
    ('progress_matrix', 'matrix'), ('smallint', '(1 + row_no % 10)::smallint'), ('integer', '(1 + row_no % 10)'),
    ('bigint', '(1 + row_no % 10)::bigint'),
    ('numeric', '(1 + row_no % 10)::numeric'), ('double precision', '(1 + row_no % 10)::double precision'),
    ('date', '(date ''2024-01-01'' + row_no)'),
    ('star_reading[]', 'ARRAY[reading, NULL]'), ('smallint[]', 'ARRAY[reading::smallint, NULL]'),
    ('integer[]', 'ARRAY[reading::integer, NULL]'),
    ('bigint[]', 'ARRAY[row_no % 10 + 1, 2, 3::bigint]'),
    ('stage_distribution[]', 'ARRAY[coalesce(distribution, ''{0,0,0,0,0,0,0,0,0,0}'')]'),
    ('progress_matrix[]', 'matrices'), ('text', 'star::text'), ('text[]', 'ARRAY[star::text, journey::text]');
CREATE TABLE other (function regprocedure, call text);
-- (a function that returns rows, by itself: a query that looks at it again and again keeps its columns each time)
CREATE FUNCTION memory.nodes(code integer) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN count(*) FROM chaid_nodes(ARRAY[[code, 1], [1, 2], [2, 1]], '{2,2}', '{f}', '{f}', 3, 1, 1, 0.05, 1, true,
                                     false);
END $$;
CREATE FUNCTION memory.rows_of(what text, star outcome_star) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM compared_families_%s(''{2024-01-01}'', ''{2024-01-01}'', $1, $1, 1)', what)
    INTO number USING ARRAY[coalesce(star, '{5}')];
    RETURN number;
END $$;
INSERT INTO other VALUES
    ('stage(integer)', 'count(stage(1 + row_no % 10))'),
    ('journey_stage_from_int4(integer)', 'count((1 + row_no % 5)::journey_stage)'),
    ('stage_distribution_add_stage(stage_distribution, journey_stage)',
     'count(stage_distribution_add_stage(by_stage(distribution), stage))'),
    ('progress_matrix_add_stages(progress_matrix, journey_stage, journey_stage)',
     'count(progress_matrix_add_stages(by_stage(matrix), stage, stage))'),
    ('areas_at_or_below(outcome_star, outcome_star, integer)', 'count(areas_at_or_below(star, star, 1 + row_no % 5))'),
    ('starting_at_stage(progress_matrix, integer)', 'count(starting_at_stage(matrix, 1 + row_no % 5))'),
    ('start_star(star_journey, text)', 'count(start_star(journey, ''lower of first two''))'),
    ('start_on(star_journey, text)', 'count(start_on(journey, ''lower of first two''))'),
    ('chi_squared(bigint[])', 'count(chi_squared(ARRAY[[row_no, 2], [3, 4]]::bigint[]))'),
    ('chi_squared_table(bigint[])', 'count(chi_squared_table(ARRAY[[row_no, 2], [3, 4]]::bigint[]))'),
    ('joint_changes_add(bigint[], outcome_star, outcome_star)', 'count(joint_changes_add(''{}'', star, stars[1]))'),
    ('joint_changes_combine(bigint[], bigint[])',
     'count(joint_changes_combine(joint_changes_add(''{}'', star, star), ''{}''))'),
    ('joint_changes_final(bigint[])', 'count(joint_changes_final(joint_changes_add(''{}'', star, star)))'),
    ('compared_families_counts(date[], date[], outcome_star[], outcome_star[], integer)',
     'count(memory.rows_of(''counts'', star))'),
    ('compared_families_matrices(date[], date[], outcome_star[], outcome_star[], integer)',
     'count(memory.rows_of(''matrices'', star))'),
    ('number_counts_add(bigint[], bigint)', 'count(number_counts_add(''{}'', row_no))'),
    ('number_counts_add(bigint[], bigint[])', 'count(number_counts_add(''{}'', ARRAY[row_no, 1]))'),
    ('number_counts_combine(bigint[], bigint[])',
     'count(number_counts_combine(number_counts_add(''{}'', row_no), number_counts_add(''{}'', 1)))'),
    ('number_counts_final(bigint[])', 'count(number_counts_final(number_counts_add(''{}'', row_no)))'),
    ('labels_by_date(date[], text[])',
     'count(labels_by_date(ARRAY[first_on(journey), first_on(journey)], ARRAY[row_no::text, NULL]))'),
    ('chaid_nodes(integer[], integer[], boolean[], boolean[], integer, integer, integer, double precision, '
     'double precision, boolean, boolean)',
     'count(memory.nodes(1 + row_no % 2))'),
    ('need_clusters_of_patterns(bigint[], bigint[], integer)',
     'count(need_clusters_of_patterns(ARRAY[1, 2 + row_no % 10], ''{2,1}'', 2))'),
    ('controlled_rounding(bigint[], integer[], integer, bigint[], bigint[])',
     'count(controlled_rounding(ARRAY[[row_no % 10, 2], [3, 4]]::bigint[], ''{{1,1}}'', 5))'),
    ('star_chart(numeric[], numeric[], text[], integer, text, text[], text, numeric[])',
     'count(star_chart(ARRAY[row_no % 10, 2, 3.5], ARRAY[1, 2, 3.5], ''{a,b,c}''))'),
    ('star_chart(outcome_star, outcome_star, text[], integer, text, text[], text, outcome_star)',
     'count(star_chart(star, stars[1], array_fill(''a''::text, ''{15}'')))'),
    ('stage_chart(bigint[], bigint[], text[], text[], text, bigint)',
     'count(stage_chart(ARRAY[[row_no, 2, 3, 4, 5]]::bigint[], ''{{1,2,3,4,5}}''::bigint[], ''{a}''::text[]))'),
    ('progress_chart(bigint[], bigint[], bigint[], text[], bigint[], text, bigint, bigint)',
     'count(progress_chart(ARRAY[row_no]::bigint[], ARRAY[row_no]::bigint[], ARRAY[row_no]::bigint[], ''{a}''))'),
    ('matrix_chart(bigint[], text[], text, bigint)', 'count(matrix_chart(array_fill(row_no::bigint, ''{5,5}'')))'),
    ('change_chart(bigint[], bigint[], bigint[], text[], text[], text, bigint, bigint)',
     'count(change_chart(ARRAY[row_no]::bigint[], ARRAY[row_no]::bigint[], ARRAY[row_no]::bigint[], ''{a}''))'),
    ('count_chart(bigint[], text[], text[], text, bigint, boolean)',
     'count(count_chart(ARRAY[row_no]::bigint[], ''{a}''))'),
    ('date_from_text(text, text)', 'count(date_from_text(''01/01/'' || 2000 + row_no, ''DD/MM/YYYY''))');
SELECT format('INSERT INTO other VALUES
                   (%L,
                    ''count(%s(star, stars[1], (ARRAY[''''9:1'''', ''''5:1''''])[1 + row_no %% 2],
                               ''''supporting_families_2022_25'''', true, false, (SELECT all_need_rules())%s))'')',
              oid::regprocedure, oid::regproc,
              CASE pronargs WHEN 10 THEN ', (SELECT edition_1_areas()), first_on(journey), latest_on(journey)' END)
FROM pg_proc
WHERE proname ~ '^need_evidence_(result|why|highest|fell|support|other|all)'
  AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'c')
ORDER BY 1 \gexec

-- and for this one, which takes readings up to 5
INSERT INTO other VALUES
    ('as_ten_point(star_journey)',
     'count(as_ten_point(format(''{2024-05-%s:{1,2,?}}'', 10 + row_no % 10)::star_journey))');

CREATE TABLE call AS
SELECT p.oid::regprocedure AS function,
       coalesce((SELECT other.call FROM other WHERE function = p.oid), format(
           CASE prokind WHEN 'a' THEN '%s(%s)' ELSE 'count(%s(%s))' END, p.oid::regproc,
           (SELECT string_agg(argument, ', ' ORDER BY place)
            FROM unnest(proargtypes::oid[]) WITH ORDINALITY AS a (type, place) JOIN argument USING (type)))) AS call
FROM pg_proc AS p JOIN pg_depend ON classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e'
WHERE refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar')
  AND (prokind = 'a' OR prolang = (SELECT oid FROM pg_language WHERE lanname = 'c'))
  -- not what the types call themselves, see below, and not what is an error for any argument
  AND NOT 'internal'::regtype = ANY (proargtypes) AND NOT 'cstring'::regtype = ANY (proargtypes)
  AND prorettype <> 'cstring'::regtype
  AND proname !~ '_refuse$'
  AND NOT EXISTS (SELECT FROM pg_aggregate WHERE aggfnoid = p.oid AND aggtransfn::text ~ '_refuse$');
-- through text and binary, subscripts and assignment
INSERT INTO call
SELECT NULL, format('count(%s::text::%s)', argument, type) FROM argument WHERE type::text ~ 'star|stage|progress';
INSERT INTO call VALUES
    (NULL, 'count(star[3])'), (NULL, 'count(memory.assigned(star))'), (NULL, 'count(memory.refused(''{1,11}''))');
CREATE FUNCTION memory.assigned(star outcome_star) RETURNS outcome_star LANGUAGE plpgsql
    AS 'BEGIN star[2] := 7; RETURN star; END';
CREATE FUNCTION memory.refused(wrong text) RETURNS text LANGUAGE plpgsql
    AS 'BEGIN RETURN wrong::outcome_star; EXCEPTION WHEN OTHERS THEN RETURN SQLERRM; END';
SELECT count(*) > 200 AS many FROM call;
-- (a type that is missing above)
SELECT DISTINCT type::regtype FROM pg_proc AS p JOIN call ON function = p.oid, unnest(proargtypes::oid[]) AS type
WHERE type NOT IN (SELECT argument.type FROM argument) AND p.oid NOT IN (SELECT other.function FROM other);
SELECT function, call, growth FROM call, memory.growth(call) AS growth WHERE growth >= 1000 ORDER BY growth DESC;

-- Sorting and inserting compare and hash values again and again in one context: what a sort holds when it is done,
-- beside one of the same values as text, and by how much rows in a table with indexes make memory grow.  A journey is
-- copied to be read if it is compressed, as the long ones are.
CREATE TABLE long_journey AS
SELECT row_no, star_journey(1 + n % 10, 1 + (n * row_no) % 10, date '2024-01-01' + n) AS long_journey
FROM generate_series(1, 300) AS row_no, generate_series(1, 200) AS n GROUP BY row_no;
SELECT bool_and(pg_column_compression(long_journey) IS NOT NULL) AS compressed FROM long_journey;
CREATE VIEW value AS SELECT * FROM every_type JOIN long_journey USING (row_no);
CREATE FUNCTION memory.of_sort(expression text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    used bigint;
BEGIN
    EXECUTE format('
        SELECT memory.memory() FROM (SELECT %s AS sorted FROM value, generate_series(1, 20) ORDER BY 1) AS s LIMIT 1',
        expression) INTO used;
    RETURN used;
END $$;
CREATE FUNCTION memory.of_inserts(column_name name) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    used bigint[];
BEGIN
    EXECUTE format('CREATE TABLE indexed AS SELECT row_no, %I AS indexed FROM value WITH NO DATA', column_name);
    CREATE INDEX ON indexed USING btree (indexed);
    CREATE INDEX ON indexed USING hash (indexed);
    EXECUTE format('
        WITH inserted AS (
            INSERT INTO indexed
            SELECT row_no, %I FROM generate_series(1, 20) AS time, LATERAL (SELECT * FROM value OFFSET time * 0) AS v
            RETURNING row_no)
        SELECT array_agg(memory.memory()) FILTER (WHERE row_no = 300) FROM inserted', column_name) INTO used;
    DROP TABLE indexed;
    RETURN used[20] - used[1];
END $$;
SELECT attname,
       memory.of_sort(quote_ident(attname)) - memory.of_sort(format('%I::text COLLATE "C"', attname)) < 100000 AS sorts,
       memory.of_inserts(attname) < 1000000 AS inserts
FROM pg_attribute WHERE attrelid = 'value'::regclass AND attname <> 'row_no' ORDER BY attname COLLATE "C";

-- Nor does a report in a session that refreshes it again and again: but PostgreSQL itself keeps what it knows of the
-- row types of tables that are gone, some 100 kB a refresh
CREATE TABLE readings AS
SELECT row_no % 7 AS family_id, date '2024-01-01' + row_no AS completed_on, row_no % 10 + 1 AS area_no, reading
FROM every_type;
SELECT create_star_report('readings', 'memory_report', 'family_id', 'completed_on', 'area_no',
                          'reading') IS NOT NULL AS made;
CREATE PROCEDURE memory.refreshes(times integer) LANGUAGE plpgsql AS $$
BEGIN
    FOR n IN 1..times LOOP
        UPDATE readings SET reading = 11 - reading;
        PERFORM refresh_star_report('memory_report');
        PERFORM count(*) FROM memory_report.journeys;
        COMMIT;
    END LOOP;
END $$;
CALL memory.refreshes(5);
SELECT memory.memory() AS before \gset
CALL memory.refreshes(10);
SELECT memory.memory() - :before < 10 * 300000 AS little_is_kept;

SELECT drop_star_report('memory_report');
DROP SCHEMA memory CASCADE;
