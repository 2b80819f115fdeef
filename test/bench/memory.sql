/* Memory of the hashed plan over families of 1 to 4 Stars, whether it spills to disk correctly, and how the time grows
   for a family of very many Stars.  Prints three tables; fails if a spilled report differs or if time grows more than
   in proportion (with room for noise). */
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
SET jit = off;

/* Runs a statement: what its hashed aggregate needed, and how long it took */
CREATE FUNCTION pg_temp.run(statement text, OUT peak_kilobytes bigint, OUT batches bigint, OUT milliseconds numeric)
    LANGUAGE plpgsql AS $$
DECLARE plan jsonb;
BEGIN
    EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ' || statement INTO plan;
    peak_kilobytes = jsonb_path_query_first(plan, '$.**."Peak Memory Usage"');
    batches = jsonb_path_query_first(plan, '$.**."HashAgg Batches"');
    milliseconds = round((plan -> 0 ->> 'Execution Time')::numeric, 1);
END $$;

SET enable_sort = off;
SET enable_indexscan = off;
SET enable_indexonlyscan = off;
SET work_mem = '2GB';
\echo 'Peak memory of a hashed aggregate over the families'
WITH measured AS (
    SELECT place, item, ran.*
    FROM (VALUES (1, 'no aggregate', 'SELECT family_id FROM star GROUP BY family_id'),
                 (2, 'count(*)', 'SELECT family_id, count(*) FROM star GROUP BY family_id'),
                 (3, 'star_journey(star, completed_on)',
                  'SELECT family_id, star_journey(star, completed_on) FROM star GROUP BY family_id'),
                 (4, 'star_journey(area_no, reading, completed_on)',
                  'SELECT family_id, star_journey(area_no, reading, completed_on) FROM reading GROUP BY family_id')
         ) AS statement (place, item, sql), pg_temp.run(sql) AS ran
)
SELECT item AS "GROUP BY family_id with", peak_kilobytes AS kilobytes, batches,
       round(peak_kilobytes::numeric / first_value(peak_kilobytes) OVER places, 2) AS "to no aggregate",
       round(peak_kilobytes::numeric / nth_value(peak_kilobytes, 2)
                 OVER (places ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), 2) AS "to count(*)"
FROM measured WINDOW places AS (ORDER BY place) ORDER BY place;

\echo 'The report in memory, and with work_mem = 4MB'
SELECT $$WITH family AS (SELECT star_journey(star, completed_on) AS journey FROM star GROUP BY family_id)
SELECT progress_matrices(journey), count(*) FILTER (WHERE overall_change(journey) = 'positive')
FROM family$$ AS from_stars,
$$WITH family AS (SELECT star_journey(area_no, reading, completed_on) AS journey FROM reading GROUP BY family_id)
SELECT progress_matrices(journey), count(*) FILTER (WHERE overall_change(journey) = 'positive')
FROM family$$ AS from_readings \gset
CREATE TEMPORARY TABLE in_memory AS SELECT 'stars' AS source, * FROM (:from_stars) AS report
UNION ALL SELECT 'readings', * FROM (:from_readings) AS report;
SELECT *
FROM (SELECT 'stars' AS source, '2GB' AS work_mem, peak_kilobytes, batches, milliseconds FROM pg_temp.run(:'from_stars')
      UNION ALL SELECT 'readings', '2GB', * FROM pg_temp.run(:'from_readings')) AS ran;
SET work_mem = '4MB';
SELECT 'stars' AS source, '4MB' AS work_mem, * FROM pg_temp.run(:'from_stars')
UNION ALL SELECT 'readings', '4MB', * FROM pg_temp.run(:'from_readings');
CREATE TEMPORARY TABLE spilled AS SELECT 'stars' AS source, * FROM (:from_stars) AS report
UNION ALL SELECT 'readings', * FROM (:from_readings) AS report;
SELECT count(*) = 0 AS same FROM (TABLE in_memory EXCEPT TABLE spilled) AS different \gset
SELECT min(batches) > 1 AS spilled
FROM (SELECT * FROM pg_temp.run(:'from_stars') UNION ALL SELECT * FROM pg_temp.run(:'from_readings')) AS ran \gset
\if :same
\else
DO $$ BEGIN RAISE 'a spilled report differs from the one in memory'; END $$;
\endif
\if :spilled
\echo 'The results are identical.'
\echo
\else
DO $$ BEGIN RAISE 'work_mem = 4MB did not make the aggregate spill'; END $$;
\endif

RESET work_mem;
RESET enable_sort;
SELECT setseed(0.5) \g /dev/null
CREATE TEMPORARY TABLE many AS
SELECT star_no, date '1000-01-01' + star_no AS completed_on,
       ARRAY(SELECT 1 + (star_no * area_no) % 10 FROM generate_series(1, 10) AS area_no)::outcome_star AS star
FROM generate_series(1, 400000) AS star_no ORDER BY random();
\echo 'One family of very many Stars, rows in random order'
CREATE TEMPORARY TABLE growth AS
SELECT stars, one_row_a_star.milliseconds AS from_stars, one_row_a_reading.milliseconds AS from_readings
FROM (VALUES (100000), (200000), (400000)) AS size (stars),
     pg_temp.run(format('SELECT star_journey(star, completed_on) FROM many WHERE star_no <= %s', stars))
         AS one_row_a_star,
     pg_temp.run(format('SELECT star_journey(area_no, reading, completed_on) FROM many, readings(star)
                         WHERE star_no <= %s', stars)) AS one_row_a_reading;
SELECT stars, from_stars AS "ms from stars", from_readings AS "ms from readings" FROM growth ORDER BY stars;
DO $$
BEGIN
    IF (SELECT max(from_stars) > 8 * min(from_stars) OR max(from_readings) > 8 * min(from_readings) FROM growth) THEN
        RAISE 'four times the Stars took more than eight times the time';
    END IF;
END $$;
