-- The same result from every plan, on 200,000 random rows with NULLs.

SET client_min_messages = warning;
SELECT setseed(0.125);
CREATE TABLE plan_pair (family_id integer, area_no integer, first star_reading,
                        latest star_reading) PARTITION BY HASH (area_no);
CREATE TABLE plan_pair_0 PARTITION OF plan_pair FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE plan_pair_1 PARTITION OF plan_pair FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE plan_pair_2 PARTITION OF plan_pair FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO plan_pair
SELECT n, 1 + n % 10, nullif(floor(random() * 11)::integer, 0), nullif(floor(random() * 11)::integer, 0)
FROM generate_series(1, 200000) AS n;
ANALYZE plan_pair;

\i test/plan_of.psql
-- Runs the query and keeps its rows under a name, if its plan is the one meant.
CREATE TABLE plan_result (plan text, area_no integer, result text);
CREATE PROCEDURE run(plan text, meant text, query text) LANGUAGE plpgsql AS $$
BEGIN
    IF plan_of(query) !~ meant THEN
        RAISE EXCEPTION 'not the plan meant: %', plan_of(query);
    END IF;
    EXECUTE format('INSERT INTO plan_result
                    SELECT %L, area_no, row(d, s, m, n, p, lowest, highest)::text FROM (%s) AS t', plan, query);
END $$;

\set figures 'stage_distribution(first) AS d, stage_distribution(stage(latest)) AS s, '
\set figures :figures 'progress_matrix(first, latest) AS m, progress_matrix(stage(first), stage(latest)) AS n, '
\set figures :figures 'mean_progress(first, latest) AS p, min(first) AS lowest, max(stage(latest)) AS highest'
\set by_area 'SELECT area_no, ' :figures ' FROM plan_pair GROUP BY area_no'
\set over_all 'SELECT NULL::integer AS area_no, ' :figures ' FROM plan_pair'

SET max_parallel_workers_per_gather = 0;
SET enable_hashagg = off;
CALL run('serial, sorted', '^GroupAggregate\n.*Sort', :'by_area');
CALL run('serial', '^Aggregate\n', :'over_all');
SET enable_hashagg = on;
CALL run('serial, hashed', '^HashAggregate\n', :'by_area');
SET enable_partitionwise_aggregate = on;
CALL run('partition by partition', '^Append\n  ->  HashAggregate', :'by_area');
CALL run('partition by partition, combined', '^Finalize Aggregate\n  ->  Append\n        ->  Partial Aggregate',
         :'over_all');
SET enable_partitionwise_aggregate = off;

SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CALL run('parallel', 'Finalize .*Gather.*Partial HashAggregate.*Parallel', :'by_area');
CALL run('parallel', 'Finalize Aggregate\n  ->  Gather\n .*Partial Aggregate', :'over_all');
SET parallel_leader_participation = off;
SET max_parallel_workers_per_gather = 4;
CALL run('parallel, workers only', 'Finalize .*Gather.*Partial HashAggregate.*Parallel', :'by_area');
SET parallel_leader_participation = on;

SELECT count(DISTINCT plan) AS plans, count(*) AS rows, count(DISTINCT (area_no, result)) AS different_rows
FROM plan_result;

-- A worker that gets no row: partitions of which only one has rows, and none at all.
CREATE TABLE plan_few (LIKE plan_pair);
INSERT INTO plan_few VALUES (1, 1, 7, 8);
SET parallel_leader_participation = off;
SELECT plan_of('SELECT progress_matrix(first, latest), stage_distribution(first), mean_progress(first, latest)
                FROM plan_few')
       ~ 'Finalize Aggregate.*Gather.*Workers Planned: [2-9].*Partial Aggregate' AS parallel;
SELECT matrix_rows(progress_matrix(first, latest)), stage_distribution(first), mean_progress(first, latest)
FROM plan_few;
SELECT progress_matrix(first, latest), stage_distribution(first), mean_progress(first, latest) FROM plan_few
WHERE first > latest;
SET parallel_leader_participation = on;

-- rollup of stored summaries, however they are put together
CREATE TABLE plan_summary AS
SELECT area_no, family_id % 97 AS month, progress_matrix(first, latest) AS m, stage_distribution(first) AS d
FROM plan_pair GROUP BY area_no, family_id % 97;
INSERT INTO plan_summary SELECT area_no, 97, NULL, NULL FROM generate_series(1, 10) AS area_no;
ANALYZE plan_summary;
SELECT plan_of('SELECT sum(m), sum(d) FROM plan_summary') ~ 'Finalize Aggregate.*Partial Aggregate' AS parallel;
SELECT sum(m) = (SELECT progress_matrix(first, latest) FROM plan_pair) AS matrix,
       sum(d) = (SELECT stage_distribution(first) FROM plan_pair) AS distribution FROM plan_summary;
SET max_parallel_workers_per_gather = 0;
SELECT sum(m) = (SELECT progress_matrix(first, latest) FROM plan_pair) AS matrix,
       sum(d) = (SELECT stage_distribution(first) FROM plan_pair) AS distribution FROM plan_summary;
SELECT count(*) AS areas, bool_and(m = matrix) AS equal
FROM (SELECT area_no, sum(m) AS m FROM plan_summary GROUP BY area_no) AS stored
JOIN (SELECT area_no, progress_matrix(first, latest) AS matrix FROM plan_pair
      GROUP BY area_no) AS counted USING (area_no);

-- A moving window takes rows away again, exactly: the same as each frame counted anew
CREATE TABLE plan_window AS
SELECT area_no, month, sum(m) OVER moving AS m, sum(d) OVER moving AS d
FROM plan_summary WINDOW moving AS (PARTITION BY area_no ORDER BY month ROWS BETWEEN 11 PRECEDING AND CURRENT ROW);
SELECT count(*) AS frames,
       count(*) FILTER (WHERE w.m IS DISTINCT FROM counted.m OR w.d IS DISTINCT FROM counted.d) AS wrong
FROM plan_window AS w,
     LATERAL (SELECT sum(m) AS m, sum(d) AS d FROM plan_summary AS s
              WHERE s.area_no = w.area_no AND s.month BETWEEN w.month - 11 AND w.month) AS counted;
SELECT month, sum(m) OVER (ORDER BY month ROWS BETWEEN CURRENT ROW AND CURRENT ROW) IS NULL AS empty_frame
FROM plan_summary WHERE area_no = 1 AND month > 95 ORDER BY month;
SELECT count(*) AS frames, count(*) FILTER (WHERE running <> counted) AS wrong
FROM (SELECT family_id, progress_matrix(first, latest) OVER (ORDER BY family_id) AS running,
             stage_distribution(first) OVER (ORDER BY family_id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS three
      FROM plan_pair WHERE family_id <= 200) AS w,
     LATERAL (SELECT progress_matrix(first, latest) AS counted FROM plan_pair AS p
              WHERE p.family_id <= w.family_id) AS c;

-- A report looks with several processes for what cannot be used: the planner has to expect little of it.
CREATE TABLE plan_source AS
SELECT family_id / 20 AS family, date '2024-01-01' + family_id % 2 AS completed_on, area_no, first::integer AS reading
FROM plan_pair;
ANALYZE plan_source;
SELECT create_star_report('plan_source', 'plan_report', 'family', 'completed_on', 'area_no', 'reading') <> '' AS made;
SET max_parallel_workers_per_gather = 2;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
SELECT plan_of(report_fill(query, report_fields(report_options_of('plan_report') || '{"today": "2026-01-01"}')))
       ~ 'Gather.*Parallel Seq Scan on plan_source' AS parallel
FROM report_tables() WHERE table_name = 'problems';
SELECT drop_star_report('plan_report');

-- It reads its source twice, or once if later rows correct earlier ones, whatever is wrong in it and is asked of it.
SET max_parallel_workers_per_gather = 0;
CREATE FUNCTION reads() RETURNS bigint LANGUAGE sql
    RETURN (SELECT coalesce(sum(seq_scan), 0)::bigint FROM pg_stat_xact_user_tables WHERE relname = 'plan_source');
CREATE FUNCTION reads_of_report(arguments text, OUT made bigint, OUT refreshed bigint) LANGUAGE plpgsql AS $$
BEGIN
    made := -reads();
    EXECUTE format('SELECT create_star_report(%L, %L, %L, %L, %L, %L%s)', 'plan_source', 'plan_report', 'family',
                   'completed_on', 'area_no', 'reading', arguments);
    made := made + reads();
    refreshed := -reads();
    PERFORM refresh_star_report('plan_report');
    refreshed := refreshed + reads();
    PERFORM drop_star_report('plan_report');
END $$;
DELETE FROM plan_source WHERE family > 100;
ALTER TABLE plan_source ADD completed_by text, ADD team text, ADD entered_on text;
UPDATE plan_source SET completed_by = 'Worker Only', team = 'Team ' || family % 3, entered_on = '2024-06-01';
INSERT INTO plan_source
SELECT 7, '2024-01-01', 7, 1 + n, NULL, 'Team 9', CASE n WHEN 5 THEN 'soon' END FROM generate_series(0, 10) AS n;
SELECT arguments, made, refreshed
FROM (VALUES (''), ($$, period_to => '2024-01-01'$$), ($$, completed_by => 'completed_by', dimensions => '{team}'$$),
             ($$, completed_by => 'completed_by', period_to => '2024-01-01'$$), ($$, entered_on => 'entered_on'$$),
             ($$, entered_on => 'entered_on', completed_by => 'completed_by', period_to => '2024-01-01'$$)
     ) AS given (arguments), reads_of_report(arguments);

DROP TABLE plan_source, plan_pair, plan_few, plan_result, plan_summary, plan_window;
DROP FUNCTION plan_of, reads, reads_of_report;
DROP PROCEDURE run;
