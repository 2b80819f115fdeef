-- Aggregates over readings, integers and stages

CREATE TEMP TABLE pair (first integer, latest integer);
INSERT INTO pair VALUES
    (1, 3), (2, 3), (6, 6), (5, 6), (6, 7), (8, 5), (9, 10), (10, 9), (NULL, 4), (4, NULL), (NULL, NULL);
SELECT progress_matrix(first, latest) FROM pair;
SELECT progress_matrix(stage(first), stage(latest)) FROM pair;
SELECT progress_matrix(first, latest) = progress_matrix(first::star_reading, latest::star_reading) AS readings,
       progress_matrix(first, latest) = progress_matrix(first::smallint, latest::star_reading) AS smallints,
       by_stage(progress_matrix(first, latest)) = progress_matrix(stage(first), stage(latest)) AS stages
FROM pair;
SELECT progress_matrix(11, 3);
\echo :LAST_ERROR_SQLSTATE
SELECT progress_matrix(3, 0);
SELECT progress_matrix(first::text, latest::text) FROM pair;
\echo :LAST_ERROR_SQLSTATE

-- The empty set: no rows, NULL on either side, all filtered out (a worker without rows: see test "plans")

SELECT progress_matrix(first, latest) FROM pair WHERE first > 10;
SELECT progress_matrix(first, NULL::integer), progress_matrix(NULL::star_reading, latest::star_reading),
       progress_matrix(stage(first), NULL::journey_stage) FROM pair;
SELECT progress_matrix(first, latest) FILTER (WHERE false) FROM pair;
SELECT sum(NULL::progress_matrix);
SELECT sum(m - m) FROM (SELECT progress_matrix(first, latest) AS m FROM pair) AS t;

-- Figures, beside the same figures from the rows

CREATE TEMP TABLE matrix AS
SELECT progress_matrix(first, latest) AS m, progress_matrix(stage(first), stage(latest)) AS s FROM pair;
SELECT start_distribution(m), latest_distribution(m), start_distribution(s), latest_distribution(s) FROM matrix;
SELECT family_count(m), start_mean(m), latest_mean(m), mean_progress(m) FROM matrix;
SELECT count(*), avg(first), avg(latest), avg(latest - first) FROM pair WHERE first IS NOT NULL AND latest IS NOT NULL;
SELECT progressed(m), maintained(m), regressed(m), stayed_at_top(m), rose(m), unchanged(m), fell(m), crossed(m, 7)
FROM matrix;
SELECT count(*) FILTER (WHERE stage(latest) > stage(first)) AS progressed,
       count(*) FILTER (WHERE stage(latest) = stage(first)) AS maintained,
       count(*) FILTER (WHERE stage(latest) < stage(first)) AS regressed,
       count(*) FILTER (WHERE first > 8 AND latest > 8) AS stayed_at_top,
       count(*) FILTER (WHERE latest > first) AS rose, count(*) FILTER (WHERE latest = first) AS unchanged,
       count(*) FILTER (WHERE latest < first) AS fell, count(*) FILTER (WHERE first < 7 AND latest >= 7) AS crossed
FROM pair;
SELECT progressed(s), maintained(s), regressed(s), stayed_at_top(s), family_count(s) FROM matrix;
SELECT made_progress_percent(m, 1), progressed_percent(m, 1), regressed_percent(m, 1), made_progress_percent(m),
       made_progress_percent(s, 0), progressed_percent(s, 0), regressed_percent(s, 0) FROM matrix;
SELECT maintained_percent(m, 1), rose_percent(m, 1), unchanged_percent(m, 1), fell_percent(m, 1), rose_percent(m),
       progressed_percent(m) + maintained_percent(m) + regressed_percent(m) AS by_stage,
       rose_percent(m) + unchanged_percent(m) + fell_percent(m) AS by_reading, maintained_percent(s, 1) AS of_stages
FROM matrix;
SELECT count(*) FILTER (WHERE stage(latest) = stage(first)) * 100.0 / count(*) AS maintained,
       count(*) FILTER (WHERE latest > first) * 100.0 / count(*) AS rose,
       count(*) FILTER (WHERE latest = first) * 100.0 / count(*) AS unchanged,
       count(*) FILTER (WHERE latest < first) * 100.0 / count(*) AS fell
FROM pair WHERE first IS NOT NULL AND latest IS NOT NULL;
SELECT rose_percent(s, 1) FROM matrix;
\echo :LAST_ERROR_SQLSTATE
SELECT family_count(starting_below(m, 7)), start_distribution(starting_below(m, 7)), family_count(starting_below(m, 1)),
       mean_progress(starting_below(m, 7)), mean_progress(starting_below(m, 1)), start_mean(starting_below(m, 1))
FROM matrix;
SELECT stage_no, family_count(starting_at_stage(m, stage_no)), start_distribution(starting_at_stage(m, stage_no)),
       mean_progress(starting_at_stage(m, stage_no))
           = (SELECT avg(latest - first) FROM pair WHERE stage(first)::integer = stage_no) AS as_rows,
       by_stage(starting_at_stage(m, stage_no)) = starting_at_stage(s, stage_no) AS of_stages
FROM matrix, generate_series(1, 5) AS stage_no;
SELECT sum(part) = m AS all_parts
FROM matrix, generate_series(1, 5) AS stage_no, starting_at_stage(m, stage_no) AS part GROUP BY m;
SELECT starting_at_stage(m, 6) FROM matrix;
\echo :LAST_ERROR_SQLSTATE
SELECT starting_at_stage(s, 0) FROM matrix;
SELECT made_progress_percent(progress_matrix(9, 10), 1) AS nowhere_to_go, made_progress_percent(NULL, 1) AS no_matrix,
       progressed_percent(progress_matrix(9, 10) - progress_matrix(9, 10), 1) AS no_families;
SELECT starting_below(m, 0) FROM matrix;
\echo :LAST_ERROR_SQLSTATE
SELECT crossed(m, 11) FROM matrix;

-- Rows: complete, with zeros and totals

SELECT stage_cells.* FROM matrix, stage_cells(m);
SELECT matrix_rows.* FROM matrix, matrix_rows(m);
SELECT matrix_rows.* FROM matrix, matrix_rows(s) WHERE start_stage = 'Total';
SELECT reading_cells.* FROM matrix, reading_cells(m) WHERE families > 0;
SELECT count(*), sum(families), min(start_reading), max(start_reading), min(latest_reading), max(latest_reading)
FROM matrix, reading_cells(m);
SELECT * FROM matrix_rows((SELECT m - m FROM matrix));
SELECT (SELECT count(*) FROM stage_cells(NULL)), (SELECT count(*) FROM matrix_rows(NULL)),
       (SELECT count(*) FROM reading_cells(NULL));
SELECT pg_typeof(start_stage_no), pg_typeof(start_stage), pg_typeof(latest_stage_no), pg_typeof(latest_stage),
       pg_typeof(families)
FROM matrix, stage_cells(m) LIMIT 1;
SELECT pg_typeof(start_stage_no), pg_typeof(start_stage), pg_typeof(stage_1), pg_typeof(stage_5), pg_typeof(total)
FROM matrix, matrix_rows(m) LIMIT 1;
SELECT pg_typeof(start_reading), pg_typeof(latest_reading), pg_typeof(families) FROM matrix, reading_cells(m) LIMIT 1;
SELECT s::bigint[], array_dims(m::bigint[]) FROM matrix;

-- Counts of stages have no readings to tell

SELECT mean_progress(s) FROM matrix;
\echo :LAST_ERROR_SQLSTATE
SELECT start_mean(s) FROM matrix;
SELECT rose(s) FROM matrix;
SELECT unchanged(s) FROM matrix;
SELECT fell(s) FROM matrix;
SELECT crossed(s, 7) FROM matrix;
SELECT starting_below(s, 7) FROM matrix;
SELECT * FROM matrix, reading_cells(s);
SELECT m + s FROM matrix;
\echo :LAST_ERROR_SQLSTATE
SELECT s + by_stage(m) = by_stage(m + m) FROM matrix;

-- Arithmetic and rollup

SELECT m + m - m = m AS inverse, family_count(m + m), sum(m) = m FROM matrix GROUP BY m;
SELECT m - (m + m) FROM matrix;
\echo :LAST_ERROR_SQLSTATE
SELECT '{{9223372036854775807,0,0,0,0},'
       '{0,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0}}'::progress_matrix
           + progress_matrix('Stuck'::journey_stage, 'Stuck');
\echo :LAST_ERROR_SQLSTATE
SELECT progressed('{{0,9223372036854775807,0,0,0},{0,0,1,0,0},{0,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0}}');

-- Text

SELECT '{ {1,0,0,0,0} , {0,1,0,0,0},{0,0,1,0,0},{0,0,0,1,0},{0,0,0,0,1}}'::progress_matrix;
SELECT '{1,0,0,0,0}'::progress_matrix;
\echo :LAST_ERROR_SQLSTATE
SELECT '{{1,0,0,0,0},{0,1,0,0,0},{0,0,1,0,0},{0,0,0,1,0}}'::progress_matrix;
SELECT '{{1,0,0,0,0},{0,1,0,0,0},{0,0,1,0,0},{0,0,0,1,0},{0,0,0,0,1},{0,0,0,0,1}}'::progress_matrix;
SELECT '{{1,0,0,0,0},{0,1,0,0},{0,0,1,0,0},{0,0,0,1,0},{0,0,0,0,1}}'::progress_matrix;
SELECT '{{1,0,0,0,0},{0,1,0,0,0,0,0},{0,0,1,0,0},{0,0,0,1,0},{0,0,0,0,1}}'::progress_matrix;
SELECT '{{1}}'::progress_matrix;
SELECT '{{}}'::progress_matrix;
SELECT '{{1,0,0,0,0},{0,1,0,0,0},{0,0,1,0,0},{0,0,0,1,0},{0,0,0,0,-1}}'::progress_matrix;
\echo :LAST_ERROR_SQLSTATE

-- Support functions called by hand leave their arguments alone

SELECT family_count(progress_matrix_add_readings(m, 1, 2)),
       family_count(progress_matrix_add_readings(m, '1'::star_reading, '2')),
       family_count(progress_matrix_add_stages(s, 'Stuck', 'Trying')), family_count(m), family_count(s) FROM matrix;
SELECT progress_matrix_add_readings(NULL, 1, 2), progress_matrix_add_readings(m, NULL::integer, 2),
       progress_matrix_add_readings(m, 1, NULL),
       progress_matrix_add_stages(NULL, 'Stuck', 'Stuck'), progress_matrix_add(m, NULL), progress_matrix_add(NULL, m),
       progress_matrix_subtract(NULL, m), progress_matrix_final(NULL), progressed(NULL), starting_below(m, NULL)
FROM matrix;
SELECT progress_matrix_add_readings(s, 1, 2) FROM matrix;
SELECT progress_matrix_add_stages(m, 'Stuck', 'Stuck') FROM matrix;
SELECT progress_matrix_refuse(m, '1', '2'::text) FROM matrix;

-- Round trips of random values, and order and equality by their arrays

SELECT setseed(0.75);
CREATE TEMP TABLE random_matrix AS
SELECT id, CASE WHEN id % 2 = 0 THEN progress_matrix(first, latest)
                ELSE progress_matrix(stage(first), stage(latest)) END AS m
FROM generate_series(1, 1000) AS id, generate_series(1, 2) AS family,
     LATERAL (SELECT 1 + floor(random() * 3 + id * 0)::integer AS first,
                     1 + floor(random() * 3 + id * 0)::integer AS latest) AS r
GROUP BY id;
INSERT INTO random_matrix VALUES (1001, NULL);
SELECT count(*) AS rows, count(m::text::progress_matrix = m OR NULL) AS same_through_text,
       count(m::text = m::bigint[]::text OR NULL) AS text_like_array FROM random_matrix;
\copy random_matrix TO 'results/progress_matrix.bin' (FORMAT binary)
CREATE TEMP TABLE copied (LIKE random_matrix);
\copy copied FROM 'results/progress_matrix.bin' (FORMAT binary)
SELECT count(*) FROM random_matrix AS r FULL JOIN copied AS c USING (id) WHERE r.m IS DISTINCT FROM c.m;
SELECT (SELECT count(DISTINCT m) FROM random_matrix) = (SELECT count(DISTINCT m::text) FROM random_matrix)
           AS by_sorting,
       (SELECT count(*) FROM (SELECT m FROM random_matrix GROUP BY m) AS t)
           = (SELECT count(*) FROM (SELECT m::text FROM random_matrix GROUP BY 1) AS t) AS by_hashing;
SELECT count(*) AS neighbours, count(*) FILTER (WHERE (array_length(a::bigint[], 1), a::bigint[])
                                                      > (array_length(b::bigint[], 1), b::bigint[])) AS out_of_order
FROM (SELECT m AS a, lead(m) OVER (ORDER BY m) AS b FROM random_matrix) AS t WHERE b IS NOT NULL;

-- Forged binary input

CREATE TEMP TABLE forged (id integer, m bytea);
INSERT INTO forged SELECT 1, '\x0105' || (SELECT string_agg(int8send(1), NULL) FROM generate_series(1, 24));
\copy forged TO 'results/progress_matrix.bin' (FORMAT binary)
\copy copied FROM 'results/progress_matrix.bin' (FORMAT binary)
UPDATE forged SET m = m || int8send(1) || '\x00';
\copy forged TO 'results/progress_matrix.bin' (FORMAT binary)
\copy copied FROM 'results/progress_matrix.bin' (FORMAT binary)
UPDATE forged SET m = '\x0205';
\copy forged TO 'results/progress_matrix.bin' (FORMAT binary)
\copy copied FROM 'results/progress_matrix.bin' (FORMAT binary)
