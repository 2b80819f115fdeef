-- What the planner knows of the types and their operators: the rows it expects, and the plans it has to choose from.

SET client_min_messages = warning;
\i test/plan_of.psql
SET max_parallel_workers_per_gather = 0;

-- 10,000 families, some values of each type far more frequent than others, and NULLs;
-- the sample of ANALYZE is all of them.
CREATE TABLE planned (id integer, reading star_reading, stage journey_stage, star outcome_star, journey star_journey,
                      distribution stage_distribution, matrix progress_matrix) WITH (autovacuum_enabled = off);
INSERT INTO planned
SELECT id, reading, stage(reading), star,
       (SELECT star_journey(outcome_star(ARRAY[1 + id * n % 9, 1 + id % 7]), '2020-01-01'::date + id * n % 900)
        FROM generate_series(1, 1 + id % 5) AS n),
       (SELECT stage_distribution(1 + id * n % k % 10) FROM generate_series(1, k) AS n),
       (SELECT progress_matrix(1 + id * n % k % 10, 1 + n % 10) FROM generate_series(1, k) AS n)
FROM generate_series(1, 10000) AS id,
     LATERAL (SELECT 1 + floor(sqrt(id % 131))::integer % 11 AS r, 3 + id % 83 % 13 AS k) AS a,
     LATERAL (SELECT nullif(r, 11)::star_reading AS reading,
                     CASE WHEN id % 11 > 0 THEN outcome_star(ARRAY[nullif(r, 11), 1 + id % 7, nullif(id % 10, 0),
                                                                   1 + id * 31 % 10]) END AS star) AS b;
-- (a type that is missing above)
SELECT typname FROM pg_type AS t JOIN pg_depend ON classid = 'pg_type'::regclass AND objid = t.oid
WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar')
  AND typtype = 'b' AND typcategory <> 'A'
  AND t.oid NOT IN (SELECT atttypid FROM pg_attribute WHERE attrelid = 'planned'::regclass);
CREATE TABLE plain AS
SELECT id, reading::integer, (stage::integer)::text AS stage, star::integer[] AS star, journey::text FROM planned;
ANALYZE plain;

-- How far the planner is off, in percent of the families
CREATE FUNCTION expected(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    plan jsonb;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan->0->'Plan'->>'Plan Rows';
END $$;
CREATE FUNCTION counted(query text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    rows bigint;
BEGIN
    EXECUTE query;
    GET DIAGNOSTICS rows = ROW_COUNT;
    RETURN rows;
END $$;
CREATE FUNCTION value_at(place float, attribute name) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    value text;
BEGIN
    EXECUTE format('SELECT percentile_disc(%s) WITHIN GROUP (ORDER BY %I)::text FROM planned', place,
                   attribute) INTO value;
    RETURN value;
END $$;
-- Each operator, with a value near either end and one in the middle.  Of an equality what is off is at most what the
-- values share that are too rare for the list of frequent ones; of an inequality, a bin of the histogram.
CREATE VIEW comparison AS
SELECT attribute, operator, query, 100.0 * abs(expected(query) - counted(query)) / 10000 AS percent_off
FROM unnest('{reading,stage,star,journey,distribution,matrix}'::name[]) AS attribute,
     unnest('{0.03,0.5,0.95}'::float[]) AS place,
     unnest('{=,<>,<,<=,>=,>}'::text[]) AS operator, value_at(place, attribute) AS value,
     LATERAL (SELECT format('SELECT FROM planned WHERE %I %s %L', attribute, operator, value) AS query
              UNION ALL
              SELECT format('SELECT FROM planned WHERE %s::%s %s %I', value, number, operator, attribute)
              FROM unnest('{smallint,integer,bigint}'::text[]) AS number WHERE attribute = 'reading'
              UNION ALL
              SELECT format('SELECT FROM planned WHERE %I %s %s::%s', attribute, operator, value, number)
              FROM unnest('{smallint,integer,bigint}'::text[]) AS number WHERE attribute = 'reading') AS q;
SELECT attribute,
       count(*) FILTER (WHERE percent_off > CASE WHEN operator IN ('=', '<>') THEN 0.1 ELSE 1 END)
           > count(*) / 3 AS much_is_off_without_statistics
FROM comparison GROUP BY attribute ORDER BY attribute;

ANALYZE planned;
SELECT attname, null_frac > 0 AS nulls, n_distinct <> 0 AS distinct_values,
       cardinality(most_common_freqs) > 0 AS frequent_values,
       histogram_bounds IS NOT NULL AS histogram, correlation IS NOT NULL AS correlation
FROM pg_stats WHERE tablename = 'planned' AND attname <> 'id' ORDER BY attname;
SELECT attribute, count(*), max(percent_off) FILTER (WHERE operator IN ('=', '<>')) <= 0.1 AS equality,
       max(percent_off) FILTER (WHERE operator NOT IN ('=', '<>')) <= 1 AS inequality
FROM comparison GROUP BY attribute ORDER BY attribute;
SELECT * FROM comparison WHERE percent_off > CASE WHEN operator IN ('=', '<>') THEN 0.1 ELSE 1 END;
SELECT expected(query) BETWEEN rows * 0.8 AND rows * 1.25 + 5 AS as_many, condition
FROM unnest(ARRAY['reading BETWEEN 3 AND 5', 'reading BETWEEN ''3'' AND ''5''', '4 <= reading AND reading < 9::bigint',
                  'reading IN (2, 3)', 'reading IN (''2'', ''3'')',
                  'reading = 11', 'reading > 10', 'reading < -5', 'reading < 100000::bigint', 'reading IS NULL',
                  'star IS NOT NULL',
                  'stage BETWEEN ''Stuck'' AND ''Trying''', 'stage = ''Trying'' OR reading = 1',
                  'star BETWEEN ''{3}'' AND ''{7}''', 'star < ''{}''',
                  'journey >= ''{2022-01-01:{1}}''']) AS condition,
     LATERAL (SELECT 'SELECT FROM planned WHERE ' || condition AS query) AS q, counted(query) AS rows
ORDER BY as_many, condition COLLATE "C";

-- Joins, groups, and the rows of functions, within a factor
SELECT expected(query) BETWEEN rows / 2.0 AND rows * 2.0 AS as_many, query
FROM unnest(ARRAY['SELECT FROM planned AS a JOIN planned AS b USING (reading) WHERE a.id < 200 AND b.id < 200',
                  'SELECT FROM planned JOIN planned AS b USING (star) WHERE b.id < 500',
                  'SELECT FROM planned JOIN planned AS b USING (journey)',
                  'SELECT FROM planned AS a JOIN planned AS b USING (distribution) WHERE a.id < 200',
                  'SELECT FROM planned AS a JOIN planned AS b USING (matrix) WHERE a.id < 200',
                  'SELECT FROM planned AS a JOIN plain AS b ON a.reading = b.reading WHERE a.id < 200',
                  'SELECT FROM plain AS a JOIN planned AS b ON a.reading = b.reading WHERE a.id < 200',
                  'SELECT FROM planned AS a JOIN planned AS b ON a.reading < b.reading WHERE a.id < 200 AND b.id < 200',
                  'SELECT FROM planned JOIN generate_series(1, 10) AS n ON reading = n',
                  'SELECT FROM planned WHERE reading IN (SELECT reading FROM plain)',
                  'SELECT DISTINCT reading FROM planned', 'SELECT stage FROM planned GROUP BY stage',
                  'SELECT DISTINCT star FROM planned', 'SELECT DISTINCT journey FROM planned',
                  'SELECT FROM planned, stage_cells(matrix)', 'SELECT FROM planned, reading_cells(matrix)',
                  'SELECT FROM planned, matrix_rows(matrix)',
                  'SELECT FROM planned, readings(distribution)', 'SELECT FROM planned, stages(distribution)',
                  'SELECT stars(journey) FROM planned']) AS query,
     counted(query) AS rows ORDER BY as_many, query COLLATE "C";

-- What is not a column has no statistics, unless they are asked for.
SELECT expected('SELECT overall_change(journey) FROM planned GROUP BY 1') > 1000 AS many_changes,
       expected('SELECT FROM planned WHERE star[2] = 7') < 100 AS few_stars;
CREATE STATISTICS planned_change ON (overall_change(journey)) FROM planned;
CREATE STATISTICS planned_area ON (star[2]) FROM planned;
ANALYZE planned;
SELECT expected('SELECT overall_change(journey) FROM planned GROUP BY 1') AS changes,
       abs(expected(query) - counted(query)) < 20 AS as_many_stars
FROM (VALUES ('SELECT FROM planned WHERE star[2] = 7')) AS q (query);

-- Plans.  Each is chosen when those named are not to be had, and gives what the same question of built-in types gives.
CREATE INDEX planned_reading ON planned (reading, id);
CREATE INDEX planned_stage ON planned (stage);
CREATE INDEX planned_star ON planned (star);
CREATE INDEX planned_journey ON planned (journey);
CREATE INDEX planned_distribution ON planned USING hash (distribution);
CREATE INDEX planned_matrix ON planned USING hash (matrix);
CREATE INDEX planned_area_2 ON planned ((star[2]));
CREATE INDEX planned_first_on ON planned (first_on(journey));
VACUUM ANALYZE planned;

CREATE FUNCTION as_text(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
BEGIN
    EXECUTE format('SELECT string_agg(q::text, %L) FROM (%s) AS q', E'\n', query) INTO result;
    RETURN result;
END $$;
CREATE PROCEDURE check_plan(meant text, without text, query text, oracle text) LANGUAGE plpgsql AS $$
DECLARE
    setting text;
BEGIN
    FOREACH setting IN ARRAY string_to_array(without, ' ') LOOP
        PERFORM set_config('enable_' || setting, 'off', true);
    END LOOP;
    IF plan_of(query) !~ meant THEN
        RAISE WARNING 'not the plan meant: %', plan_of(query);
    END IF;
    IF as_text(query) IS DISTINCT FROM as_text(oracle) THEN
        RAISE WARNING 'not the same: % and %', left(as_text(query), 200), left(as_text(oracle), 200);
    END IF;
    COMMIT;  -- brings the settings back
END $$;

-- by an index
CALL check_plan('Index Scan using planned_star.*Index Cond: \(star = ', 'bitmapscan',
    $$SELECT count(*), sum(id) FROM planned WHERE star = '{3,2,7,4}'$$,
    $$SELECT count(*), sum(id) FROM plain WHERE star = '{3,2,7,4}'$$);
CALL check_plan('Index Only Scan using planned_reading.*Index Cond: \(reading = 7\)', 'bitmapscan',
    'SELECT count(*), sum(reading) FROM planned WHERE reading = 7',
    'SELECT count(*), sum(reading) FROM plain WHERE reading = 7');
CALL check_plan('Index Only Scan using planned_reading.*Index Cond: \(reading = ANY', 'bitmapscan seqscan',
    'SELECT count(*) FROM planned WHERE reading IN (9, 3, 3, 8, 11)',
    'SELECT count(*) FROM plain WHERE reading IN (9, 3, 3, 8, 11)');
CALL check_plan('Index Only Scan using planned_reading.*Index Cond: \(reading = ANY', 'bitmapscan seqscan',
    'SELECT count(*) FROM planned WHERE reading = ANY (ARRAY[9, 3, NULL]::bigint[])',
    'SELECT count(*) FROM plain WHERE reading IN (9, 3)');
CALL check_plan('Index Only Scan using planned_reading.*Index Cond: .*reading = ANY', 'bitmapscan seqscan',
    'SELECT count(*) FROM planned
     WHERE reading = ANY (ARRAY[9, 3, 5]::smallint[]) AND reading > 4 AND reading < 9::bigint',
    'SELECT count(*) FROM plain WHERE reading IN (9, 3, 5) AND reading > 4 AND reading < 9');
CALL check_plan('Index Only Scan using planned_reading.*Index Cond: '
                '.*reading > 2.*reading >= .*4.*reading < .*9.*reading < ', 'bitmapscan seqscan',
    $$SELECT count(*) FROM planned
      WHERE reading > 2 AND reading >= 4::bigint AND 9::smallint > reading AND reading < '10'$$,
    'SELECT count(*) FROM plain WHERE reading BETWEEN 4 AND 8');
CALL check_plan('Index Only Scan using planned_reading.*Index Cond: \(ROW\(', 'bitmapscan seqscan',
    'SELECT count(*) FROM planned WHERE (reading, id) > (9, 100)',
    'SELECT count(*) FROM plain WHERE (reading, id) > (9, 100)');
CALL check_plan('Index Only Scan using planned_reading.*Index Only Scan Backward using planned_reading', '',
    'SELECT min(reading), max(reading) FROM planned',
    'SELECT min(reading), max(reading) FROM plain');
CALL check_plan('^Limit\n  ->  Index Only Scan Backward using planned_reading', '',
    'SELECT reading, id FROM planned WHERE reading IS NOT NULL ORDER BY reading DESC, id DESC LIMIT 5',
    'SELECT reading, id FROM plain WHERE reading IS NOT NULL ORDER BY reading DESC, id DESC LIMIT 5');
CALL check_plan('Bitmap Index Scan on planned_stage', 'seqscan indexscan indexonlyscan',
    $$SELECT count(*), sum(id) FROM planned WHERE stage >= 'Trying'$$,
    $$SELECT count(*), sum(id) FROM plain WHERE stage >= '3'$$);
CALL check_plan('BitmapOr\n.*Bitmap Index Scan on planned_star\n.*Bitmap Index Scan on planned_journey', '',
    $$SELECT count(*), sum(id) FROM planned WHERE star = '{3,2,7,4}' OR journey = '{2020-01-02:{1,2,1,2}}'$$,
    $$SELECT count(*), sum(id) FROM plain WHERE star = '{3,2,7,4}' OR journey = '{2020-01-02:{1,2,1,2}}'$$);
CALL check_plan('Index Cond: \(distribution = ', 'seqscan',
    'SELECT count(*), sum(id) FROM planned WHERE distribution = (SELECT distribution FROM planned ORDER BY id LIMIT 1)',
    'SELECT count(*), sum(id) FROM planned
     WHERE distribution::text = (SELECT distribution::text FROM planned ORDER BY id LIMIT 1)');
CALL check_plan('Index Cond: \(star\[2\] = 7\)', '',
    'SELECT count(*), sum(id) FROM planned WHERE star[2] = 7',
    'SELECT count(*), sum(id) FROM plain WHERE star[2] = 7');
CALL check_plan('Index Cond: \(first_on\(journey\) < ', '',
    $$SELECT count(*), sum(id) FROM planned WHERE first_on(journey) < '2020-01-05'$$,
    $$SELECT count(*), sum(id) FROM plain WHERE substr(journey, 2, 10) < '2020-01-05'$$);

-- joins
CALL check_plan('Merge Join\n.*Merge Cond: \(.*star = .*star\)', 'hashjoin nestloop',
    'SELECT count(*), sum(a.id + b.id) FROM planned AS a JOIN planned AS b USING (star) WHERE b.id < 500',
    'SELECT count(*), sum(a.id + b.id) FROM plain AS a JOIN plain AS b USING (star) WHERE b.id < 500');
CALL check_plan('Merge Join\n.*Merge Cond: \(.*reading = .*reading\)', 'hashjoin nestloop',
    'SELECT count(*), sum(a.id + b.id) FROM planned AS a JOIN planned AS b USING (reading) WHERE b.id < 200',
    'SELECT count(*), sum(a.id + b.id) FROM plain AS a JOIN plain AS b USING (reading) WHERE b.id < 200');
CALL check_plan('Hash Join\n.*Hash Cond: \(.*journey = .*journey\)', 'mergejoin nestloop',
    'SELECT count(*), sum(a.id + b.id) FROM planned AS a JOIN planned AS b USING (journey) WHERE b.id < 2000',
    'SELECT count(*), sum(a.id + b.id) FROM plain AS a JOIN plain AS b USING (journey) WHERE b.id < 2000');
CALL check_plan('Hash Join\n.*Hash Cond: \(.\.reading = .\.reading\)', 'mergejoin nestloop',
    'SELECT count(*), sum(a.id + b.id) FROM planned AS a JOIN plain AS b ON a.reading = b.reading WHERE b.id < 200',
    'SELECT count(*), sum(a.id + b.id) FROM plain AS a JOIN plain AS b ON a.reading = b.reading WHERE b.id < 200');
CALL check_plan('Nested Loop\n.*Index Cond: \(reading = n.n\)', 'hashjoin mergejoin memoize',
    'SELECT count(*), sum(id) FROM planned JOIN generate_series(3, 12) AS n ON reading = n',
    'SELECT count(*), sum(id) FROM plain WHERE reading >= 3');
CALL check_plan('Memoize\n.*Cache Key: .\.star', 'hashjoin mergejoin',
    'SELECT count(*), sum(a.id + b.id) FROM planned AS a JOIN planned AS b USING (star) WHERE b.id < 500',
    'SELECT count(*), sum(a.id + b.id) FROM plain AS a JOIN plain AS b USING (star) WHERE b.id < 500');
CALL check_plan('Hash (Semi )?Join\n.*Hash Cond: \(.*reading = .*reading\)', 'nestloop mergejoin',
    'SELECT count(*), sum(id) FROM planned WHERE reading IN (SELECT reading FROM plain WHERE id < 7)',
    'SELECT count(*), sum(id) FROM plain WHERE reading IN (SELECT reading FROM plain WHERE id < 7)');
CALL check_plan('HashAggregate\n.*Group Key: plain.reading\n.*Index Cond: \(reading = plain.reading\)',
    'hashjoin mergejoin',
    'SELECT count(*), sum(id) FROM planned WHERE reading IN (SELECT reading FROM plain WHERE id < 7)',
    'SELECT count(*), sum(id) FROM plain WHERE reading IN (SELECT reading FROM plain WHERE id < 7)');
CALL check_plan('hashed SubPlan', '',
    'SELECT count(*), sum(id) FROM planned
     WHERE reading NOT IN (SELECT reading FROM plain WHERE id < 7 AND reading IS NOT NULL)',
    'SELECT count(*), sum(id) FROM plain
     WHERE reading NOT IN (SELECT reading FROM plain WHERE id < 7 AND reading IS NOT NULL)');
CALL check_plan('hashed SubPlan', '',
    'SELECT count(*), sum(id) FROM plain
     WHERE reading NOT IN (SELECT reading FROM planned WHERE id < 7 AND reading IS NOT NULL)',
    'SELECT count(*), sum(id) FROM plain
     WHERE reading NOT IN (SELECT reading FROM plain WHERE id < 7 AND reading IS NOT NULL)');
CALL check_plan('Hash (Right )?Anti Join', 'nestloop mergejoin',
    'SELECT count(*), sum(id) FROM planned AS a
     WHERE NOT EXISTS (SELECT FROM plain AS b WHERE a.reading = b.reading AND b.id < 7)',
    'SELECT count(*), sum(id) FROM plain AS a
     WHERE NOT EXISTS (SELECT FROM plain AS b WHERE a.reading = b.reading AND b.id < 7)');
CALL check_plan('Hash Full Join', '',
    'SELECT count(*), sum(a.id), sum(b.id) FROM planned AS a
     FULL JOIN (SELECT * FROM plain WHERE id < 7) AS b ON a.reading = b.reading',
    'SELECT count(*), sum(a.id), sum(b.id) FROM plain AS a
     FULL JOIN (SELECT * FROM plain WHERE id < 7) AS b ON a.reading = b.reading');

-- groups and order
CALL check_plan('HashAggregate\n.*Group Key: (planned\.)?star', 'indexscan indexonlyscan',
    'SELECT count(*), sum(n) FROM (SELECT star, count(*) AS n FROM planned GROUP BY star) AS g',
    'SELECT count(*), sum(n) FROM (SELECT star, count(*) AS n FROM plain GROUP BY star) AS g');
CALL check_plan('GroupAggregate\n.*Group Key: (planned\.)?journey\n.*Sort', 'hashagg indexscan indexonlyscan',
    'SELECT count(*), sum(n) FROM (SELECT journey, count(*) AS n FROM planned GROUP BY journey) AS g',
    'SELECT count(*), sum(n) FROM (SELECT journey, count(*) AS n FROM plain GROUP BY journey) AS g');
CALL check_plan('GroupAggregate\n.*Group Key: reading\n.*Index Only Scan', 'hashagg',
    'SELECT reading, count(*) FROM planned GROUP BY reading',
    'SELECT reading, count(*) FROM plain GROUP BY reading ORDER BY reading');
CALL check_plan('HashAggregate\n.*Group Key: (planned\.)?matrix', '',
    'SELECT count(*) FROM (SELECT DISTINCT matrix FROM planned) AS d',
    'SELECT count(*) FROM (SELECT DISTINCT matrix::text FROM planned) AS d');
CALL check_plan('Unique\n.*Sort\n.*Sort Key: (planned\.)?distribution', 'hashagg',
    'SELECT count(*) FROM (SELECT DISTINCT distribution FROM planned) AS d',
    'SELECT count(*) FROM (SELECT DISTINCT distribution::text FROM planned) AS d');
CALL check_plan('^Sort\n  Sort Key: stage DESC, id', 'indexscan',
    'SELECT stage::integer, id FROM planned ORDER BY planned.stage DESC, id',
    'SELECT stage, id FROM plain ORDER BY stage DESC, id');
CALL check_plan('Incremental Sort\n.*Presorted Key: (planned\.)?reading', 'sort',
    'SELECT reading, id FROM planned WHERE reading > 8 ORDER BY reading, id % 7, id',
    'SELECT reading, id FROM plain WHERE reading > 8 ORDER BY reading, id % 7, id');
CALL check_plan('HashSetOp Except', '',
    'SELECT star FROM planned EXCEPT SELECT star FROM planned WHERE id > 200 ORDER BY star',
    'SELECT star::outcome_star FROM (SELECT star FROM plain EXCEPT SELECT star FROM plain WHERE id > 200) AS s
     ORDER BY star::outcome_star');
CALL check_plan('WindowAgg\n.*Sort', 'indexscan',
    'SELECT sum(place) FROM (SELECT rank() OVER (PARTITION BY stage ORDER BY reading DESC) AS place FROM planned) AS r',
    'SELECT sum(place) FROM (SELECT rank() OVER (PARTITION BY stage ORDER BY reading DESC) AS place FROM plain) AS r');

-- Arrays of the types have statistics and indexes of their elements.
CREATE TABLE arrays (id integer, readings star_reading[], stars outcome_star[],
                     matrices progress_matrix[]) WITH (autovacuum_enabled = off);
INSERT INTO arrays
SELECT id, ARRAY[1 + id % 10, 1 + id % 9]::star_reading[], ARRAY[star, outcome_star(ARRAY[1 + id % 10])],
       ARRAY[matrix, NULL]
FROM planned;
CREATE INDEX arrays_readings ON arrays USING gin (readings);
CREATE INDEX arrays_stars ON arrays USING gin (stars);
ANALYZE arrays;
SELECT attname, cardinality(most_common_elem_freqs) > 0 AS frequent_elements FROM pg_stats
WHERE tablename = 'arrays' AND attname <> 'id' ORDER BY attname;
CALL check_plan('Bitmap Index Scan on arrays_readings', 'seqscan',
    $$SELECT count(*), sum(id) FROM arrays WHERE readings @> '{7,3}'$$,
    'SELECT count(*), sum(id) FROM arrays WHERE 7 IN (readings[1], readings[2]) AND 3 IN (readings[1], readings[2])');
CALL check_plan('Bitmap Index Scan on arrays_stars', 'seqscan',
    $$SELECT count(*), sum(id) FROM arrays WHERE stars && '{"{7}","{3}"}'$$,
    'SELECT count(*), sum(id) FROM arrays WHERE id % 10 IN (6, 2)');

-- An index keeps a value once for many rows, as one of integers does.
CREATE INDEX planned_readings ON planned (reading);
CREATE INDEX plain_readings ON plain (reading);
SELECT pg_relation_size('planned_readings') <= pg_relation_size('plain_readings') AS readings,
       pg_relation_size('planned_stage') <= pg_relation_size('plain_readings') AS stages;

-- Partitions: only those are read that can hold what is asked for, also by integers,
-- and when the plan is made before that is known.
CREATE TABLE by_list (LIKE planned) PARTITION BY LIST (reading);
CREATE TABLE by_list_low PARTITION OF by_list FOR VALUES IN (1, 2, 3, 4);
CREATE TABLE by_list_high PARTITION OF by_list FOR VALUES IN ('5', '6', '7', '8', '9', '10');
CREATE TABLE by_list_none PARTITION OF by_list FOR VALUES IN (NULL);
CREATE TABLE by_range (LIKE planned) PARTITION BY RANGE (reading);
CREATE TABLE by_range_low PARTITION OF by_range FOR VALUES FROM (1) TO (5);
CREATE TABLE by_range_high PARTITION OF by_range FOR VALUES FROM (5) TO (MAXVALUE);
CREATE TABLE by_range_none PARTITION OF by_range DEFAULT;
CREATE TABLE by_hash (LIKE planned) PARTITION BY HASH (reading);
CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE by_star (LIKE planned) PARTITION BY RANGE (star);
CREATE TABLE by_star_low PARTITION OF by_star FOR VALUES FROM (MINVALUE) TO ('{5}');
CREATE TABLE by_star_high PARTITION OF by_star FOR VALUES FROM ('{5}') TO (MAXVALUE);
CREATE TABLE by_star_none PARTITION OF by_star DEFAULT;
CREATE TABLE by_stage (LIKE planned) PARTITION BY LIST (stage);
CREATE TABLE by_stage_low PARTITION OF by_stage FOR VALUES IN ('Stuck', 'Accepting help');
CREATE TABLE by_stage_high PARTITION OF by_stage DEFAULT;
CREATE TABLE by_journey (LIKE planned) PARTITION BY HASH (journey);
CREATE TABLE by_journey_0 PARTITION OF by_journey FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE by_journey_1 PARTITION OF by_journey FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO by_list TABLE planned;
INSERT INTO by_range TABLE planned;
INSERT INTO by_hash TABLE planned;
INSERT INTO by_star TABLE planned;
INSERT INTO by_stage TABLE planned;
INSERT INTO by_journey TABLE planned;
SELECT partitioned, condition, partitions,
       counted(format('SELECT FROM %I WHERE %s', partitioned, condition))
           = counted(format('SELECT FROM planned WHERE %s', condition)) AS same
FROM (VALUES ('by_list', 'reading = 3'), ('by_list', '7::bigint = reading'), ('by_list', 'reading IN (1, 2)'),
             ('by_list', $$reading IN ('1', '9')$$),
             ('by_list', 'reading > 4::smallint'), ('by_list', 'reading IS NULL'), ('by_list', 'reading = 11'),
             ('by_range', 'reading = 3'), ('by_range', 'reading BETWEEN 6 AND 9::bigint'),
             ('by_range', $$reading <= '3'$$),
             ('by_hash', 'reading = 7'), ('by_hash', 'reading = 8::bigint'), ('by_hash', $$reading = '9'$$),
             ('by_hash', 'reading = 10::smallint'), ('by_hash', 'reading > 7'),
             ('by_star', $$star < '{4}'$$), ('by_star', $$star >= '{5}'$$), ('by_stage', $$stage = 'Stuck'$$),
             ('by_journey', $$journey = '{2020-01-08:{8,1}}'$$)) AS c (partitioned, condition),
     LATERAL (SELECT count(*) AS partitions
              FROM regexp_matches(plan_of(format('SELECT FROM %I WHERE %s', partitioned, condition)),
                                  '(?<!Replaces: )Scan on by_', 'g')) AS p;
PREPARE of_reading (integer) AS SELECT count(*) FROM by_list WHERE reading = $1;
PREPARE of_hashed_reading (bigint) AS SELECT count(*) FROM by_hash WHERE reading = $1;
SET plan_cache_mode = force_generic_plan;
SELECT plan_of('EXECUTE of_reading (3)') ~ 'Subplans Removed: 2' AS by_list,
       plan_of('EXECUTE of_hashed_reading (3)') ~ 'Subplans Removed: 1' AS by_hash;
SET plan_cache_mode = auto;
SET enable_partitionwise_join = on;
SET enable_partitionwise_aggregate = on;
CALL check_plan('Append\n.*Join.*Join', '',
    'SELECT count(*) FROM by_journey AS a JOIN by_journey AS b USING (journey)',
    'SELECT count(*) FROM plain AS a JOIN plain AS b USING (journey)');
CALL check_plan('^Aggregate\n  ->  Append\n        ->  HashAggregate', 'sort',
    'SELECT sum(n * reading) FROM (SELECT reading, count(*) AS n FROM by_hash GROUP BY reading) AS g',
    'SELECT sum(reading) FROM plain');
SET enable_partitionwise_join = off;
SET enable_partitionwise_aggregate = off;

-- Functions with bodies in SQL become a part of the query that calls them.
SELECT call, plan_of('SELECT ' || call || ' FROM planned', ', VERBOSE')
                 !~ ('\m' || substring(call FROM '\w+') || '\(') AS inlined
FROM unnest(ARRAY['start_mean(matrix)', 'latest_mean(sum(matrix))', 'made_progress_percent(matrix, 1)',
                  'made_progress_percent(sum(matrix), 1)',
                  'progressed_percent(matrix)', 'regressed_percent(sum(matrix), 0)']) AS call;
SELECT call, plan_of('SELECT s.* FROM planned, ' || call || ' AS s', ', VERBOSE')
                 !~ ('\m' || substring(call FROM '\w+') || '\(') AS inlined
FROM unnest('{stars(journey),stage_cells(matrix),matrix_rows(matrix),reading_cells(matrix),stages(distribution),'
            'readings(distribution),readings(star),contradictions(star)}'::text[]) AS call;

-- In parallel
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET min_parallel_index_scan_size = 0;
CALL check_plan('Gather.*Parallel Index Only Scan using planned_reading', 'bitmapscan seqscan',
    'SELECT count(*) FROM planned WHERE reading IN (9, 3)',
    'SELECT count(*) FROM plain WHERE reading IN (9, 3)');
CALL check_plan('Gather.*Parallel Hash Join.*Hash Cond: \(.*reading = .*reading\)', 'mergejoin nestloop',
    'SELECT count(*), sum(a.id + b.id) FROM planned AS a JOIN plain AS b ON a.reading = b.reading WHERE b.id < 200',
    'SELECT count(*), sum(a.id + b.id) FROM plain AS a JOIN plain AS b USING (reading) WHERE b.id < 200');
CALL check_plan('Gather Merge\n.*Sort\n.*Sort Key: (planned\.)?star', 'indexscan indexonlyscan',
    'SELECT array_agg(id) FROM (SELECT id FROM planned WHERE reading = 7 ORDER BY star, id) AS s',
    'SELECT array_agg(id) FROM (SELECT id FROM plain WHERE reading = 7 ORDER BY star::outcome_star, id) AS s');
CALL check_plan('Gather.*Parallel.*star\[2\] = 7', 'indexscan',
    'SELECT count(*), sum(id) FROM planned WHERE star[2] = 7',
    'SELECT count(*), sum(id) FROM plain WHERE star[2] = 7');

DROP TABLE planned, plain, arrays, by_list, by_range, by_hash, by_star, by_stage, by_journey CASCADE;
DROP FUNCTION plan_of, expected, counted, value_at, as_text CASCADE;
DROP PROCEDURE check_plan;
