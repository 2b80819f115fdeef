-- Stars and journeys by hand: one element for each area up to the highest counted

SELECT stage_distributions(star)
FROM (VALUES ('{9,,?,10}'::outcome_star), ('{9,,3}'), (NULL), ('{}'), ('{1}')) AS t (star);
SELECT array_length(m, 1) AS areas, family_count(m[1]), family_count(m[2]) AS none, m[2] = m[1] - m[1] AS empty,
       by_stage(m[1]) AS stages, by_stage(m[3]) AS third
FROM (SELECT progress_matrices(first, latest) AS m
      FROM (VALUES ('{9,,3,7}'::outcome_star, '{10,5,8,?}'::outcome_star), ('{1,2}', '{3}'), ('{1}', NULL),
                   (NULL, '{1}'), ('{1}', '{}'), ('{,,,,5}', '{1,,,?}')) AS t (first, latest)) AS t;
SELECT array_length(m, 1) AS areas, by_stage(m[1]) AS stages
FROM (SELECT progress_matrices(journey) AS m
      FROM (VALUES ('{2024-01-01:{1,2},2024-02-01:{9,9,9},2024-03-01:{3,?}}'::star_journey), ('{2024-01-01:{5,5,5}}'),
                   ('{}'), (NULL), ('{2024-01-01:{5},2024-01-02:{,5}}')) AS t (journey)) AS t;

-- The empty set: no rows, all NULL, nothing to count, all filtered out

SELECT stage_distributions('{9}'::outcome_star), progress_matrices('{9}', '{9}'),
       progress_matrices('{2024-01-01:{9},2024-01-02:{9}}'::star_journey)
FROM (SELECT 1 WHERE false) AS none;
SELECT stage_distributions(NULL), progress_matrices('{9}', NULL), progress_matrices(NULL::star_journey);
SELECT stage_distributions('{?}'), progress_matrices('{9}', '{?,9}'),
       progress_matrices('{2024-01-01:{9}}'::star_journey);
SELECT stage_distributions('{9}') FILTER (WHERE false), progress_matrices('{9}', '{9}') FILTER (WHERE false);

-- Support functions called by hand leave their arguments alone, and check them

CREATE TEMP TABLE kept AS SELECT stage_distributions('{9,3}') AS d, progress_matrices('{9,3}', '{10,8}') AS m;
SELECT stage_distributions_add(d, '{,1,2}'), stage_distributions_add('{}', '{,1}') AS from_empty,
       stage_distributions_add(d, '{?}') = d AS nothing_added, stage_distributions_combine(d, d),
       stage_distributions_final(d) = d AS final, d
FROM kept;
SELECT by_stage((progress_matrices_add(m, '{,1,2}', '{,1,2}'))[2]) AS stars,
       by_stage((progress_matrices_add(m, '{2024-01-01:{,1},2024-01-02:{,1}}'))[2]) AS journey,
       by_stage((progress_matrices_combine(m, m))[2]) AS combined,
       progress_matrices_add(m, '{2024-01-01:{9}}') = m AS nothing_added, family_count(m[1]), by_stage(m[2]),
       array_length(m, 1)
FROM kept;
SELECT stage_distributions_final('{}') AS none, progress_matrices_final('{}') AS none,
       stage_distributions_combine('{}', '{}') AS empty, stage_distributions_combine(d, '{}') = d AS left,
       stage_distributions_combine('{}', d) = d AS right,
       progress_matrices_combine('{}', m) = m AS matrices FROM kept;
SELECT stage_distributions_add(NULL, '{9}'), stage_distributions_add(d, NULL), stage_distributions_combine(NULL, d),
       stage_distributions_combine(d, NULL), stage_distributions_final(NULL),
       progress_matrices_add(NULL, '{9}', '{9}'), progress_matrices_add(m, NULL, '{9}'),
       progress_matrices_add(m, '{9}', NULL), progress_matrices_add(m, NULL), progress_matrices_combine(NULL, m),
       progress_matrices_final(NULL)
FROM kept;
SELECT stage_distributions_combine(ARRAY['{9223372036854775807,0,0,0,0,0,0,0,0,0}'::stage_distribution],
                                   stage_distributions_add('{}', '{1}'));
\echo :LAST_ERROR_SQLSTATE
CREATE FUNCTION pg_temp.outcome(call text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE call;
    RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TEMP TABLE given (name text, d stage_distribution[], m progress_matrix[]);
INSERT INTO given SELECT name, array_fill(d[1], lengths, bounds), array_fill(m[1], lengths, bounds)
FROM kept, (VALUES ('valid: 1 element', '{1}'::integer[], '{1}'::integer[]), ('valid: 15 elements', '{15}', '{1}'),
                   ('16 elements', '{16}', '{1}'), ('from 2', '{2}', '{2}'), ('from 0', '{2}', '{0}'),
                   ('two dimensions', '{2,2}', '{1,1}'),
                   ('two dimensions, one element', '{1,1}', '{1,1}')) AS t (name, lengths, bounds);
INSERT INTO given SELECT 'valid: empty', '{}', '{}' FROM kept
UNION ALL SELECT 'a NULL', d || NULL::stage_distribution, m || NULL::progress_matrix FROM kept
UNION ALL SELECT 'only NULL', ARRAY[NULL::stage_distribution], ARRAY[NULL::progress_matrix]
UNION ALL SELECT 'stages', ARRAY[by_stage(d[1])], ARRAY[by_stage(m[1])] FROM kept
UNION ALL SELECT 'readings and stages', d || by_stage(d[1]), m || by_stage(m[1]) FROM kept;
SELECT name, count(*) AS calls, outcome
FROM given, unnest(ARRAY['stage_distributions_add(d, ''{1,2}'')', 'stage_distributions_add(d, ''{}'')',
                         'stage_distributions_combine(d, ''{}'')', 'stage_distributions_combine(''{}'', d)',
                         'progress_matrices_add(m, ''{1,2}'', ''{1,2}'')',
                         'progress_matrices_add(m, ''{2024-01-01:{9},2024-01-02:{9}}'')',
                         'progress_matrices_add(m, ''{2024-01-01:{9}}'')', 'progress_matrices_combine(m, ''{}'')',
                         'progress_matrices_combine(''{}'', m)']) AS call,
     pg_temp.outcome(format('SELECT %s FROM given WHERE name = %L', call, name)) AS outcome
GROUP BY name, outcome ORDER BY name COLLATE "C", outcome;

-- 400 families, from rows with ties, duplicates, contradictions, gaps, NULLs and infinite dates, in seven districts

\i test/journey_row.psql
CREATE TABLE family AS
SELECT family_id, family_id % 7 AS district, star_journey(area_no, reading, completed_on) AS journey FROM journey_row
GROUP BY family_id;
ANALYZE family;

-- The same in plain SQL: start and latest readings, without those that rows contradict

CREATE TABLE model AS
SELECT family_id % 7 AS district, area_no, min(reading) FILTER (WHERE star_no = 1) AS first,
       min(reading) FILTER (WHERE star_no = stars AND stars > 1) AS latest
FROM (SELECT *, max(star_no) OVER (PARTITION BY family_id) AS stars
      FROM (SELECT family_id, completed_on, area_no,
                   CASE WHEN min(reading) = max(reading) THEN min(reading) END AS reading,
                   dense_rank() OVER (PARTITION BY family_id ORDER BY completed_on) AS star_no
            FROM journey_row WHERE area_no IS NOT NULL AND reading IS NOT NULL AND isfinite(completed_on)
            GROUP BY family_id, completed_on, area_no) AS t) AS t
GROUP BY family_id, area_no;
CREATE TABLE counted AS
SELECT district, stage_distributions(first_star(journey)) AS first, stage_distributions(latest_star(journey)) AS latest,
       progress_matrices(first_star(journey), latest_star(journey)) AS pairs, progress_matrices(journey) AS journeys,
       overall_change_counts(journey) AS changes
FROM family GROUP BY district;
SELECT count(*) AS counts, count(*) FILTER (WHERE families > 0) > 700 AS positive,
       count(*) FILTER (WHERE coalesce(families, 0) <> coalesce(expected, 0)) AS wrong
FROM (SELECT district, 'first' AS counted, area_no, n AS reading, NULL::bigint AS latest,
             (first[area_no]::bigint[])[n] AS families
      FROM counted, generate_series(1, 15) AS area_no, generate_series(1, 10) AS n
      UNION ALL SELECT district, 'latest', area_no, NULL, n, (latest[area_no]::bigint[])[n]
          FROM counted, generate_series(1, 15) AS area_no, generate_series(1, 10) AS n
      UNION ALL SELECT district, 'pairs', area_no, f, l, (pairs[area_no]::bigint[])[f][l]
          FROM counted, generate_series(1, 15) AS area_no, generate_series(1, 10) AS f, generate_series(1, 10) AS l
      UNION ALL SELECT district, 'journeys', area_no, f, l, (journeys[area_no]::bigint[])[f][l]
          FROM counted, generate_series(1, 15) AS area_no, generate_series(1, 10) AS f,
               generate_series(1, 10) AS l) AS c
FULL JOIN (SELECT district, 'first' AS counted, area_no, first::bigint AS reading, NULL::bigint AS latest,
                  count(*) AS expected
           FROM model WHERE first IS NOT NULL GROUP BY district, area_no, first
           UNION ALL SELECT district, 'latest', area_no, NULL, latest, count(*) FROM model WHERE latest IS NOT NULL
               GROUP BY district, area_no, latest
           UNION ALL SELECT district, counted, area_no, first, latest, count(*)
               FROM model, (VALUES ('pairs'), ('journeys')) AS v (counted)
               WHERE first IS NOT NULL AND latest IS NOT NULL GROUP BY district, counted, area_no, first, latest) AS e
ON (c.district, c.counted, c.area_no, coalesce(c.reading, 0), coalesce(c.latest, 0))
   = (e.district, e.counted, e.area_no, coalesce(e.reading, 0), coalesce(e.latest, 0));
SELECT count(*) AS districts,
       count(*) FILTER (WHERE (array_length(first, 1), array_length(latest, 1), array_length(pairs, 1),
                               array_length(journeys, 1))
                              IS DISTINCT FROM (highest_first, highest_latest, highest_pair, highest_pair)) AS wrong
FROM counted
JOIN (SELECT district, max(area_no) FILTER (WHERE first IS NOT NULL) AS highest_first,
             max(area_no) FILTER (WHERE latest IS NOT NULL) AS highest_latest,
             max(area_no) FILTER (WHERE first + latest > 0) AS highest_pair
      FROM model GROUP BY district) AS e USING (district);

-- Any plan

\i test/plan_of.psql
-- Runs the query and keeps its rows under a name, if its plan is the one meant.
CREATE TABLE plan_result (plan text, district integer, result text);
CREATE PROCEDURE run(plan text, meant text, query text, options text DEFAULT '') LANGUAGE plpgsql AS $$
BEGIN
    IF plan_of(query, options) !~ meant THEN
        RAISE EXCEPTION 'not the plan meant: %', plan_of(query, options);
    END IF;
    EXECUTE format('INSERT INTO plan_result
                    SELECT %L, district, row(first, pairs, journeys, changes)::text FROM (%s) AS t', plan, query);
END $$;
CREATE TABLE plan_family (family_id integer, district integer, first outcome_star, latest outcome_star,
                          journey star_journey) PARTITION BY HASH (family_id);
CREATE TABLE plan_family_0 PARTITION OF plan_family FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE plan_family_1 PARTITION OF plan_family FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO plan_family
SELECT family_id * 100 + copy, district, first_star(journey), latest_star(journey), journey
FROM family, generate_series(1, 10) AS copy;
ANALYZE plan_family;
\set figures 'district, stage_distributions(first) AS first, progress_matrices(first, latest) AS pairs, '
\set figures :figures 'progress_matrices(journey) AS journeys, overall_change_counts(journey) AS changes '
\set figures :figures 'FROM plan_family'
\set by_district 'SELECT ' :figures ' GROUP BY district'
\set by_family 'SELECT family_id AS ' :figures ' WHERE family_id % 10 = 1 GROUP BY family_id'
\set over_all 'SELECT NULL::integer AS ' :figures
\set over_none :over_all ' WHERE family_id + 0 < 0'
SET max_parallel_workers_per_gather = 0;
SET enable_hashagg = off;
CALL run('serial, sorted', '^GroupAggregate\n.*Sort', :'by_district');
SET enable_hashagg = on;
SET enable_sort = off;
CALL run('serial, hashed', '^HashAggregate\n', :'by_district');
SET enable_partitionwise_aggregate = on;
CALL run('partition by partition, combined', '^Finalize HashAggregate\n.*Append\n.*Partial HashAggregate',
         :'by_district');
SET enable_partitionwise_aggregate = off;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CALL run('parallel', 'Finalize .*Gather.*Partial HashAggregate.*Parallel', :'by_district');
SET parallel_leader_participation = off;
CALL run('parallel, workers only', 'Finalize .*Gather.*Partial .*Aggregate.*Parallel', :'by_district');
SET parallel_leader_participation = on;
SELECT count(DISTINCT plan) AS plans, count(*) AS rows, count(DISTINCT (district, result)) AS different_rows
FROM plan_result;
CALL run('parallel', 'Finalize Aggregate\n  ->  Gather\n .*Partial Aggregate', :'over_all');
CALL run('parallel, none', 'Finalize Aggregate\n  ->  Gather\n .*Partial Aggregate', :'over_none');
SET max_parallel_workers_per_gather = 0;
CALL run('serial', '^Aggregate\n', :'over_all');
CALL run('serial, none', '^Aggregate\n', :'over_none');
SELECT count(*) AS rows, count(DISTINCT result) AS different_rows, bool_or(result = '(,,,)') AS none FROM plan_result
WHERE district IS NULL;
SELECT count(*) AS districts,
       count(*) FILTER (WHERE result <> row(
           (SELECT array_agg((SELECT sum(e) FROM unnest(array_fill(e, '{10}')) AS e) ORDER BY n)
            FROM unnest(first) WITH ORDINALITY AS t (e, n)),
           (SELECT array_agg((SELECT sum(e) FROM unnest(array_fill(e, '{10}')) AS e) ORDER BY n)
            FROM unnest(pairs) WITH ORDINALITY AS t (e, n)),
           (SELECT array_agg((SELECT sum(e) FROM unnest(array_fill(e, '{10}')) AS e) ORDER BY n)
            FROM unnest(journeys) WITH ORDINALITY AS t (e, n)),
           row(10 * (changes).negative, 10 * (changes).no_change, 10 * (changes).positive))::text) AS not_tenfold
FROM plan_result JOIN counted USING (district) WHERE plan = 'serial, sorted';

-- Hashed with spill, a group for each family; and again without
SET work_mem = '64kB';
SET hash_mem_multiplier = 1;
CALL run('by family, with spill', 'HashAggregate.*Batches: ([2-9]|[1-9][0-9])', :'by_family',
         ', ANALYZE, TIMING OFF, SUMMARY OFF');
SET work_mem = '4MB';
SET hash_mem_multiplier = 2;
SET enable_sort = on;
SET enable_hashagg = off;
CALL run('by family, sorted', '^GroupAggregate\n.*Sort', :'by_family');
SET enable_hashagg = on;
SELECT count(*) > 600 AS rows, count(*) - 2 * count(DISTINCT (district, result)) AS different FROM plan_result
WHERE plan ~ '^by family';

-- A running window gives each row its own result

CREATE TABLE running AS
SELECT family_id, stage_distributions(first_star(journey)) OVER (ORDER BY family_id) AS d,
       progress_matrices(journey) OVER (ORDER BY family_id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS m,
       overall_change_counts(journey) OVER (ORDER BY family_id) AS c FROM family WHERE family_id < 60;
SELECT count(*) AS frames,
       count(*) FILTER (WHERE d IS DISTINCT FROM (SELECT stage_distributions(first_star(journey)) FROM family AS f
                                                  WHERE f.family_id <= running.family_id)
                           OR c IS DISTINCT FROM (SELECT overall_change_counts(journey) FROM family AS f
                                                  WHERE f.family_id <= running.family_id)
                           OR m IS DISTINCT FROM (SELECT progress_matrices(journey)
                                                  FROM (SELECT journey FROM family AS f
                                                        WHERE f.family_id <= running.family_id
                                                        ORDER BY family_id DESC LIMIT 3) AS t)) AS wrong
FROM running;

DROP TABLE journey_row, family, model, counted, plan_result, plan_family, running;
DROP FUNCTION plan_of;
DROP PROCEDURE run;
