-- Aggregates over readings, integers and stages

SELECT stage_distribution(n) AS integers, stage_distribution(n::star_reading) AS readings,
       stage_distribution(n::smallint) AS smallints, stage_distribution(stage(n)) AS stages
FROM generate_series(3, 10) AS n;
SELECT stage_distribution(n) FROM (VALUES (7), (NULL), (7), (NULL), (2)) AS reading (n);
SELECT stage_distribution(11);
\echo :LAST_ERROR_SQLSTATE
SELECT stage_distribution(0);
SELECT stage_distribution(reading) FROM (VALUES ('7'::text)) AS t (reading);
\echo :LAST_ERROR_SQLSTATE
SELECT stage_distribution(reading) FROM (VALUES (NULL::varchar)) AS t (reading);
SELECT area, stage_distribution(reading) FROM (VALUES (1, '7'::char(2))) AS t (area, reading) GROUP BY area;

-- The empty set: no rows, all NULL, all filtered out (a worker without rows: see test "plans")

SELECT stage_distribution(n) FROM (SELECT 1 WHERE false) AS none (n);
SELECT stage_distribution(NULL::integer), stage_distribution(NULL::star_reading),
       stage_distribution(NULL::journey_stage);
SELECT stage_distribution(1) FILTER (WHERE false);
SELECT sum(d) FROM (VALUES (NULL::stage_distribution), ('{0,0,0,0,0}')) AS t (d);

-- Figures

SELECT d, family_count(d), reading_total(d), mean_reading(d), median_reading(d)
FROM (VALUES ('{0,0,0,0,0,0,1,3,5,15}'::stage_distribution), ('{0,1,0,0,0,0,0,0,0,0}'), ('{0,1,0,0,1,0,0,0,0,0}'),
             ('{3,0,0,0,0,0,0,0,0,3}'), ('{1,1,1,0,0,0,0,0,0,0}'), ('{0,0,0,0,0,0,0,0,0,0}')) AS t (d);
SELECT * FROM readings('{0,0,0,0,0,0,1,3,5,15}'::stage_distribution);
SELECT * FROM stages('{0,0,0,0,0,0,1,3,5,15}');
SELECT * FROM stages('{0,0,0,0,0,0,0,0,0,0}');
SELECT count(*) FROM readings(NULL::stage_distribution), stages(NULL);
SELECT pg_typeof(reading), pg_typeof(families) FROM readings('{0,0,0,0,0,0,1,3,5,15}'::stage_distribution) LIMIT 1;
SELECT pg_typeof(stage_no), pg_typeof(stage), pg_typeof(families), pg_typeof(percent) FROM stages('{0,0,0,0,1}')
LIMIT 1;
SELECT d, by_stage(d), by_stage(by_stage(d)), d::bigint[], by_stage(d)::bigint[], reading_counts(d)
FROM (SELECT '{1,2,3,4,5,6,7,8,9,10}'::stage_distribution AS d) AS t;

-- Median against percentile_cont

SELECT count(*) AS cohorts, count(*) FILTER (WHERE median <> exact) AS wrong
FROM (SELECT median_reading(stage_distribution(reading)) AS median,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY reading)::numeric AS exact
      FROM generate_series(1, 500) AS cohort, generate_series(1, 1 + cohort % 9) AS family,
           LATERAL (SELECT 1 + (hashint4(cohort * 10 + family) & 7)) AS r (reading)
      GROUP BY cohort) AS t;

-- Counts of stages have no readings to tell

SELECT mean_reading('{0,0,0,4,20}'::stage_distribution);
\echo :LAST_ERROR_SQLSTATE
SELECT median_reading('{0,0,0,4,20}');
SELECT reading_total('{0,0,0,4,20}');
SELECT * FROM readings('{0,0,0,4,20}'::stage_distribution);
SELECT reading_counts('{0,0,0,4,20}'::stage_distribution);
SELECT family_count('{0,0,0,4,20}'::stage_distribution), by_stage('{0,0,0,4,20}'::stage_distribution);
SELECT * FROM stages('{0,0,0,4,20}');

-- Arithmetic, rollup, and counts that do not mix

SELECT '{1,0,0,0,0}'::stage_distribution + '{0,2,0,0,3}', '{1,2,0,0,3}'::stage_distribution - '{0,2,0,0,3}';
SELECT '{1,0,0,0,0}'::stage_distribution - '{0,2,0,0,3}';
\echo :LAST_ERROR_SQLSTATE
SELECT '{9223372036854775807,0,0,0,0}'::stage_distribution + '{1,0,0,0,0}';
\echo :LAST_ERROR_SQLSTATE
SELECT '{1,0,0,0,0}'::stage_distribution + '{1,0,0,0,0,0,0,0,0,0}';
\echo :LAST_ERROR_SQLSTATE
SELECT '{1,0,0,0,0,0,0,0,0,0}'::stage_distribution - '{1,0,0,0,0}';
SELECT sum(d) FROM (VALUES ('{1,0,0,0,0}'::stage_distribution), (NULL), ('{0,2,0,0,3}')) AS t (d);
SELECT sum(d) FROM (VALUES ('{1,0,0,0,0}'::stage_distribution), ('{1,0,0,0,0,0,0,0,0,0}')) AS t (d);
SELECT family_count('{9223372036854775807,0,0,0,1}'::stage_distribution);
\echo :LAST_ERROR_SQLSTATE
SELECT mean_reading('{0,0,0,0,0,0,0,0,0,9223372036854775807}'::stage_distribution);

-- Text

SELECT ' { 1 , 2,3, 4,+5 } '::stage_distribution;
SELECT '{1,2,3,4}'::stage_distribution;
\echo :LAST_ERROR_SQLSTATE
SELECT ''::stage_distribution;
SELECT '{}'::stage_distribution;
SELECT '{1,2,3,4,5,6,7,8,9,10,11}'::stage_distribution;
SELECT '{1,2,3,4,5'::stage_distribution;
SELECT '{1,2,3,4,5}6'::stage_distribution;
SELECT '{1,2,3,,5}'::stage_distribution;
SELECT '{1,2,3,4,NULL}'::stage_distribution;
SELECT '{{1,2,3,4,5}}'::stage_distribution;
SELECT '{1,2,3,4,-5}'::stage_distribution;
\echo :LAST_ERROR_SQLSTATE
SELECT '{1,2,3,4,9223372036854775808}'::stage_distribution;
\echo :LAST_ERROR_SQLSTATE

-- Support functions called by hand leave their arguments alone, and check them

CREATE TEMP TABLE kept AS SELECT '{1,0,0,0,0,0,0,0,0,0}'::stage_distribution AS d;
SELECT stage_distribution_add_reading(d, 7), stage_distribution_add_reading(d, '10'::star_reading),
       stage_distribution_add(d, d), stage_distribution_subtract(d, d), stage_distribution_final(d), d FROM kept;
SELECT stage_distribution_add_reading(NULL, 7), stage_distribution_add_reading(d, NULL::integer),
       stage_distribution_add(d, NULL),
       stage_distribution_add(NULL, d), stage_distribution_subtract(NULL, d), stage_distribution_final(NULL),
       stage_distribution_add_stage(NULL, 'Stuck'), by_stage(NULL::stage_distribution) FROM kept;
SELECT stage_distribution_add_reading('{0,0,0,0,0}', 7);
SELECT stage_distribution_add_stage(d, 'Stuck') FROM kept;
SELECT stage_distribution_add_reading(d, 11) FROM kept;
SELECT stage_distribution_refuse(d, '7'::text) FROM kept;
SELECT stage_distribution_final('{0,0,0,0,0}');

-- Comparison, hashing, sorting, grouping; round trips of random values

SELECT setseed(0.25);
CREATE TEMP TABLE random_distribution AS
SELECT id, CASE WHEN id % 2 = 0 THEN stage_distribution(reading) ELSE stage_distribution(stage(reading)) END AS d
FROM generate_series(1, 1000) AS id, generate_series(1, 3) AS family,
     LATERAL (SELECT 1 + floor(random() * 10 + id * 0)::integer AS reading) AS r
GROUP BY id;
INSERT INTO random_distribution VALUES
    (1001, NULL), (1002, '{0,9223372036854775807,0,0,0,0,0,0,0,0}'), (1003, '{0,0,0,0,0}');
SELECT count(*) AS rows, count(d::text::stage_distribution = d OR NULL) AS same_through_text,
       count(d::text = d::bigint[]::text OR NULL) AS text_like_array FROM random_distribution;
\copy random_distribution TO 'results/stage_distribution.bin' (FORMAT binary)
CREATE TEMP TABLE copied (LIKE random_distribution);
\copy copied FROM 'results/stage_distribution.bin' (FORMAT binary)
SELECT count(*) FROM random_distribution AS r FULL JOIN copied AS c USING (id) WHERE r.d IS DISTINCT FROM c.d;
SELECT count(*) AS pairs, count(*) FILTER (WHERE NOT agree) AS wrong
FROM (SELECT d FROM random_distribution WHERE id < 100) AS a (a),
     (SELECT d FROM random_distribution WHERE id < 100) AS b (b),
     LATERAL (SELECT array_length(a::bigint[], 1) AS la, array_length(b::bigint[], 1) AS lb) AS l,
     LATERAL (SELECT CASE WHEN (la, a::bigint[]) < (lb, b::bigint[]) THEN -1
                          WHEN (la, a::bigint[]) > (lb, b::bigint[]) THEN 1
                          ELSE 0 END) AS c (c),
     LATERAL (VALUES ((a < b) = (c < 0)), ((a <= b) = (c <= 0)), ((a = b) = (c = 0)), ((a <> b) = (c <> 0)),
                     ((a >= b) = (c >= 0)), ((a > b) = (c > 0)),
                     (stage_distribution_cmp(a, b) = c),
                     ((stage_distribution_hash(a) = stage_distribution_hash(b)) = (c = 0)),
                     ((stage_distribution_hash_extended(a, 42) = stage_distribution_hash_extended(b, 42))
                          = (c = 0))) AS comparison (agree);
SELECT (SELECT count(DISTINCT d) FROM random_distribution) = (SELECT count(DISTINCT d::text) FROM random_distribution)
           AS by_sorting,
       (SELECT count(*) FROM (SELECT d FROM random_distribution GROUP BY d) AS t)
           = (SELECT count(*) FROM (SELECT d::text FROM random_distribution GROUP BY 1) AS t) AS by_hashing;
CREATE INDEX ON random_distribution (d);
\i test/planner_settings.psql
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM random_distribution WHERE d = '{0,0,0,0,0}';
SELECT id FROM random_distribution WHERE d = '{0,0,0,0,0}';
SET enable_seqscan = on;

-- Forged binary input

CREATE TEMP TABLE forged (id integer, d bytea);
CREATE FUNCTION pg_temp.message(version integer, scale integer, counts bigint[]) RETURNS bytea
    RETURN set_byte(set_byte('\x0000', 0, version), 1, scale)
           || (SELECT string_agg(int8send(n), NULL ORDER BY place) FROM unnest(counts) WITH ORDINALITY AS t (n, place));
INSERT INTO forged SELECT 1, pg_temp.message(1, 5, '{1,2,3,4,5}');
\copy forged TO 'results/stage_distribution.bin' (FORMAT binary)
\copy copied FROM 'results/stage_distribution.bin' (FORMAT binary)
SELECT d FROM copied WHERE id = 1 AND d = '{1,2,3,4,5}';
UPDATE forged SET d = pg_temp.message(2, 5, '{1,2,3,4,5}');
\copy forged TO 'results/stage_distribution.bin' (FORMAT binary)
\copy copied FROM 'results/stage_distribution.bin' (FORMAT binary)
UPDATE forged SET d = pg_temp.message(1, 6, '{1,2,3,4,5,6}');
\copy forged TO 'results/stage_distribution.bin' (FORMAT binary)
\copy copied FROM 'results/stage_distribution.bin' (FORMAT binary)
UPDATE forged SET d = pg_temp.message(1, 10, '{1,2,3,4,5}');
\copy forged TO 'results/stage_distribution.bin' (FORMAT binary)
\copy copied FROM 'results/stage_distribution.bin' (FORMAT binary)
UPDATE forged SET d = pg_temp.message(1, 5, '{1,2,3,4,-5}');
\copy forged TO 'results/stage_distribution.bin' (FORMAT binary)
\copy copied FROM 'results/stage_distribution.bin' (FORMAT binary)
UPDATE forged SET d = '\x01';
\copy forged TO 'results/stage_distribution.bin' (FORMAT binary)
\copy copied FROM 'results/stage_distribution.bin' (FORMAT binary)
UPDATE forged SET d = '';
\copy forged TO 'results/stage_distribution.bin' (FORMAT binary)
\copy copied FROM 'results/stage_distribution.bin' (FORMAT binary)

-- Malformed before out of range: a number counts only once what follows it is right

SELECT '{1,2,3,4,99999999999999999999'::stage_distribution;
\echo :LAST_ERROR_SQLSTATE
SELECT '{1,2,3,4,-5x}'::stage_distribution;
\echo :LAST_ERROR_SQLSTATE
SELECT '{11'::outcome_star;
\echo :LAST_ERROR_SQLSTATE
SELECT '{11x}'::outcome_star;
\echo :LAST_ERROR_SQLSTATE
SELECT '{2024-01-01:{11'::star_journey;
\echo :LAST_ERROR_SQLSTATE
