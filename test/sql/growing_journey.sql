-- The aggregates over 400 families with up to 45 visits, of which many are on one date; with duplicated and
-- contradicting rows, gaps, NULLs, infinite dates, families of one Star and of none

SELECT setseed(0.75);
CREATE TABLE journey_row (row_no bigint, family_id integer, area_no integer, reading integer,
                          completed_on date) PARTITION BY HASH (area_no);
CREATE TABLE journey_row_0 PARTITION OF journey_row FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE journey_row_1 PARTITION OF journey_row FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO journey_row
SELECT row_number() OVER (), family_id, area_no,
       CASE WHEN random() < 0.04 THEN NULL WHEN random() < 0.03 THEN 1 + floor(random() * 10)::integer
            ELSE 1 + abs((family_id * 7919 + (completed_on - '2024-01-01') * 104729 + area_no * 1299709) % 10) END,
       CASE WHEN random() < 0.02 THEN (ARRAY[NULL, 'infinity', '-infinity']::date[])[1 + floor(random() * 3)::integer]
            ELSE completed_on END
FROM generate_series(1, 400) AS family_id,
     generate_series(1, CASE WHEN family_id % 80 = 1 THEN 45 ELSE family_id % 6 END) AS visit,
     LATERAL (SELECT date '2024-01-01' + floor(random() * CASE WHEN family_id % 4 = 0 THEN 4 ELSE 400 END
                                                   + visit * 0)::integer AS completed_on) AS v,
     generate_series(1, 4 + family_id % 12) AS area_no,
     generate_series(1, CASE WHEN (family_id + visit + area_no) % 5 = 0 THEN 2 ELSE 1 END) AS copy
WHERE random() > 0.1;
INSERT INTO journey_row VALUES
    (0, 401, 1, NULL, '2024-01-01'), (-1, 401, NULL, 3, '2024-01-01'), (-2, 402, 1, 3, 'infinity'),
    (-3, 402, 1, 3, NULL);
ANALYZE journey_row;
CREATE TABLE journey AS
SELECT family_id, star_journey(area_no, reading, completed_on) AS journey FROM journey_row GROUP BY family_id;
SELECT count(*) > 300 AS families, count(*) FILTER (WHERE star_count(journey) = 1) > 30 AS of_one_star,
       count(*) FILTER (WHERE journey IS NULL) AS of_none,
       max(star_count(journey)) > 40 AS long, count(*) FILTER (WHERE journey::text ~ '\?') > 50 AS contradictions
FROM journey;

-- Any order of the rows, any repetition

SELECT CASE seed WHEN 1 THEN 'latest first' WHEN 2 THEN 'earliest first' WHEN 3 THEN 'by area'
                 ELSE 'random' END AS rows,
       count(*) = (SELECT count(*) FROM journey) AS all_families,
       count(*) FILTER (WHERE built IS DISTINCT FROM journey) AS wrong
FROM generate_series(1, 7) AS seed,
     LATERAL (SELECT family_id,
                     star_journey(area_no, reading, completed_on
                                  ORDER BY CASE seed WHEN 1 THEN completed_on END DESC,
                                           CASE seed WHEN 2 THEN completed_on END, CASE seed WHEN 3 THEN area_no END,
                                           hashint8(row_no * 10 + seed)) AS built
              FROM journey_row, generate_series(1, CASE WHEN seed > 5 THEN 1 + row_no % 3 ELSE 1 END) AS repetition
              GROUP BY family_id) AS t
JOIN journey USING (family_id) GROUP BY seed ORDER BY seed;

-- Any shape of the table: each wide row holds one of each area's rows of a date

CREATE TABLE wide_row AS
SELECT family_id, completed_on,
       max(reading) FILTER (WHERE area_no = 1) AS area_1, max(reading) FILTER (WHERE area_no = 2) AS area_2,
       max(reading) FILTER (WHERE area_no = 3) AS area_3, max(reading) FILTER (WHERE area_no = 4) AS area_4,
       max(reading) FILTER (WHERE area_no = 5) AS area_5, max(reading) FILTER (WHERE area_no = 6) AS area_6,
       max(reading) FILTER (WHERE area_no = 7) AS area_7, max(reading) FILTER (WHERE area_no = 8) AS area_8,
       max(reading) FILTER (WHERE area_no = 9) AS area_9, max(reading) FILTER (WHERE area_no = 10) AS area_10,
       max(reading) FILTER (WHERE area_no = 11) AS area_11, max(reading) FILTER (WHERE area_no = 12) AS area_12,
       max(reading) FILTER (WHERE area_no = 13) AS area_13, max(reading) FILTER (WHERE area_no = 14) AS area_14,
       max(reading) FILTER (WHERE area_no = 15) AS area_15
FROM (SELECT *, row_number() OVER (PARTITION BY family_id, completed_on, area_no ORDER BY row_no) AS copy
      FROM journey_row) AS t
GROUP BY family_id, completed_on, copy;
CREATE TABLE star_row AS
SELECT family_id, completed_on,
       outcome_star(ARRAY[area_1, area_2, area_3, area_4, area_5, area_6, area_7, area_8, area_9, area_10, area_11,
                          area_12, area_13, area_14, area_15]) AS star
FROM wide_row;
SELECT shape, count(*) = (SELECT count(*) FROM journey) AS all_families,
       count(*) FILTER (WHERE built IS DISTINCT FROM journey) AS wrong
FROM (SELECT 'long, star_reading' AS shape, family_id,
             star_journey(area_no, reading::star_reading, completed_on) AS built
      FROM journey_row GROUP BY family_id
      UNION ALL SELECT 'long, smallint', family_id, star_journey(area_no::smallint, reading::smallint, completed_on)
          FROM journey_row GROUP BY family_id
      UNION ALL SELECT 'long, by Star', family_id, star_journey(star, completed_on)
                FROM (SELECT family_id, completed_on, outcome_star(area_no, reading) AS star FROM journey_row
                      GROUP BY family_id, completed_on) AS t
                GROUP BY family_id
      UNION ALL SELECT 'long, by Star, star_reading', family_id, star_journey(star, completed_on)
                FROM (SELECT family_id, completed_on, outcome_star(area_no, reading::star_reading) AS star
                      FROM journey_row GROUP BY family_id, completed_on) AS t
                GROUP BY family_id
      UNION ALL SELECT 'wide', family_id,
                       star_journey(outcome_star(ARRAY[area_1, area_2, area_3, area_4, area_5, area_6, area_7, area_8,
                                                       area_9, area_10, area_11, area_12, area_13, area_14, area_15]),
                                    completed_on)
          FROM wide_row GROUP BY family_id
      UNION ALL SELECT 'outcome_star column', family_id, star_journey(star, completed_on) FROM star_row
          GROUP BY family_id
      UNION ALL SELECT 'journeys of one row', family_id, journey_agg(one)
          FROM (SELECT family_id, star_journey(area_no, reading, completed_on) AS one FROM journey_row
                GROUP BY row_no, family_id) AS t
          GROUP BY family_id) AS t
JOIN journey USING (family_id) GROUP BY shape ORDER BY shape COLLATE "C";

-- Any parts, also overlapping ones, put together at once, in steps, or two by two

CREATE TABLE journey_part AS
SELECT seed, family_id, part_no, star_journey(area_no, reading, completed_on) AS part
FROM journey_row, generate_series(1, 4) AS seed,
     LATERAL (SELECT hashint8(row_no * 10 + seed) & 3 UNION SELECT 4 WHERE seed > 2 AND row_no % 3 = 0) AS p (part_no)
GROUP BY seed, family_id, part_no;
SELECT seed, count(*) = (SELECT count(*) FROM journey) AS all_families,
       count(*) FILTER (WHERE at_once IS DISTINCT FROM journey OR in_steps IS DISTINCT FROM journey) AS wrong
FROM (SELECT seed, family_id, journey_agg(part ORDER BY part_no * (seed - 3)) AS at_once FROM journey_part
      GROUP BY seed, family_id) AS a
JOIN (SELECT seed, family_id, journey_agg(part) AS in_steps
      FROM (SELECT seed, family_id, journey_agg(part) AS part FROM journey_part
            GROUP BY seed, family_id, part_no % 2) AS t
      GROUP BY seed, family_id) AS s USING (seed, family_id)
JOIN journey USING (family_id) GROUP BY seed ORDER BY seed;
SELECT count(*) > 1000 AS triples,
       count(*) FILTER (WHERE star_journey_merge(a.part, b.part) <> star_journey_merge(b.part, a.part)
                           OR star_journey_merge(a.part, a.part) <> a.part
                           OR star_journey_merge(star_journey_merge(a.part, b.part), c.part)
                              <> star_journey_merge(a.part, star_journey_merge(b.part, c.part))) AS wrong
FROM journey_part AS a, journey_part AS b, journey_part AS c
WHERE a.family_id = b.family_id AND b.family_id = c.family_id AND a.seed = 3 AND b.seed = 3 AND c.seed = 3
  AND a.family_id % 9 = 0;

-- Any plan

\i test/plan_of.psql
-- Runs the query and keeps its rows under a name, if its plan is the one meant.
CREATE TABLE plan_result (plan text, family_id integer, result text);
CREATE PROCEDURE run(plan text, meant text, query text, options text DEFAULT '') LANGUAGE plpgsql AS $$
BEGIN
    IF plan_of(query, options) !~ meant THEN
        RAISE EXCEPTION 'not the plan meant: %', plan_of(query, options);
    END IF;
    EXECUTE format('INSERT INTO plan_result
                    SELECT %L, family_id, row(i, r, s, o, p)::text FROM (%s) AS t', plan, query);
END $$;
CREATE TABLE plan_row (row_no bigint, family_id integer, area_no integer, reading integer, completed_on date,
                       star outcome_star, part star_journey) PARTITION BY HASH (area_no);
CREATE TABLE plan_row_0 PARTITION OF plan_row FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE plan_row_1 PARTITION OF plan_row FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO plan_row
SELECT *, CASE WHEN area_no > 0 THEN outcome_star(array_fill(reading, '{1}', ARRAY[area_no])) END,
       star_journey_final(star_journey_add_reading('{}', area_no, reading, completed_on))
FROM journey_row;
CREATE TABLE family_row (LIKE plan_row) PARTITION BY HASH (family_id);
CREATE TABLE family_row_0 PARTITION OF family_row FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE family_row_1 PARTITION OF family_row FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO family_row SELECT * FROM plan_row;
ANALYZE plan_row, family_row;
\set figures 'family_id, star_journey(area_no, reading, completed_on) AS i, '
\set figures :figures 'star_journey(area_no, reading::star_reading, completed_on) AS r, '
\set figures :figures 'star_journey(star, completed_on) AS s, outcome_star(area_no, reading) AS o, '
\set figures :figures 'journey_agg(part) AS p'
\set by_family 'SELECT ' :figures ' FROM plan_row GROUP BY family_id'
\set by_partition 'SELECT ' :figures ' FROM family_row GROUP BY family_id'
\set over_all 'SELECT NULL::integer AS ' :figures ' FROM plan_row'
\set over_none :over_all ' WHERE row_no + 0 < -10'
SET max_parallel_workers_per_gather = 0;
SET enable_hashagg = off;
CALL run('serial, sorted', '^GroupAggregate\n.*Sort', :'by_family');
SET enable_hashagg = on;
SET enable_sort = off;
CALL run('serial, hashed', '^HashAggregate\n', :'by_family');
SET work_mem = '64kB';
SET hash_mem_multiplier = 1;
CALL run('serial, hashed, with spill', 'HashAggregate.*Batches: ([2-9]|[1-9][0-9])', :'by_family',
         ', ANALYZE, TIMING OFF, SUMMARY OFF');
SET work_mem = '4MB';
SET hash_mem_multiplier = 2;
SET enable_partitionwise_aggregate = on;
CALL run('partition by partition', '^Append\n  ->  HashAggregate', :'by_partition');
CALL run('partition by partition, combined', '^Finalize HashAggregate\n.*Append\n.*Partial HashAggregate',
         :'by_family');
SET enable_partitionwise_aggregate = off;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CALL run('parallel, hashed', 'Finalize .*Gather.*Partial HashAggregate.*Parallel', :'by_family');
SET enable_sort = on;
SET enable_hashagg = off;
CALL run('parallel, sorted', 'Finalize GroupAggregate.*Gather Merge.*Partial GroupAggregate.*Parallel', :'by_family');
SET enable_hashagg = on;
SET parallel_leader_participation = off;
CALL run('parallel, workers only', 'Finalize .*Gather.*Partial .*Aggregate.*Parallel', :'by_family');
SET parallel_leader_participation = on;
SELECT count(DISTINCT plan) AS plans, count(*) = count(DISTINCT plan) * (SELECT count(*) FROM journey) AS all_families,
       count(DISTINCT (family_id, result)) - (SELECT count(*) FROM journey) AS different
FROM plan_result;
SELECT count(*) AS results,
       count(*) FILTER (WHERE result <> row(journey, journey, journey,
                                            (SELECT outcome_star(area_no, reading) FROM journey_row AS r
                                             WHERE r.family_id = j.family_id), journey)::text) AS wrong
FROM plan_result JOIN journey AS j USING (family_id) WHERE plan = 'serial, sorted';

-- All rows as one family, and none
CALL run('parallel', 'Finalize Aggregate\n  ->  Gather\n .*Partial Aggregate', :'over_all');
CALL run('parallel, empty', 'Finalize Aggregate.*Gather.*Partial Aggregate', :'over_none');
SET max_parallel_workers_per_gather = 0;
CALL run('serial', '^Aggregate\n', :'over_all');
CALL run('serial, empty', '^Aggregate\n', :'over_none');
SELECT count(*), count(DISTINCT result), bool_or(result = '(,,,,)') AS empty FROM plan_result WHERE family_id IS NULL;

-- Of a table partitioned by family, each process makes the journeys of some families, and counts them
\set from_journeys 'SELECT NULL::integer AS family_id, progress_matrices(journey) AS i, '
\set from_journeys :from_journeys 'overall_change_counts(journey) AS r, NULL AS s, NULL AS o, NULL AS p FROM'
\set of_partitions :from_journeys ' (SELECT star_journey(area_no, reading, completed_on) AS journey '
\set of_partitions :of_partitions 'FROM family_row GROUP BY family_id) AS built'
\set of_journeys :from_journeys ' journey'
DELETE FROM plan_result;
SET enable_partitionwise_aggregate = on;
SET max_parallel_workers_per_gather = 2;
CALL run('partitions in parallel', '^Finalize Aggregate\n  ->  Gather\n .*Partial Aggregate\n '
                                   '+->  Parallel Append\n +->  (Hash|Group)Aggregate', :'of_partitions');
SET enable_partitionwise_aggregate = off;
SET max_parallel_workers_per_gather = 0;
CALL run('journeys', '^Aggregate\n  ->  Seq Scan on journey\n', :'of_journeys');
SELECT count(*) AS results, count(DISTINCT result) AS different, bool_or(result ~ '[1-9]') AS some FROM plan_result;

-- In a running window each row has the journey up to it, and keeps it; one that moves begins anew
CREATE TABLE running AS
SELECT family_id, row_no,
       star_journey(area_no, reading, completed_on) OVER (PARTITION BY family_id ORDER BY row_no) AS until_here,
       star_journey(star, completed_on) OVER (PARTITION BY family_id ORDER BY row_no ROWS 1 PRECEDING) AS of_two,
       journey_agg(part) OVER (PARTITION BY family_id ORDER BY row_no) AS rolled_up
FROM plan_row WHERE family_id < 60;
SELECT count(*) > 500 AS rows, count(DISTINCT until_here) > 200 AS journeys,
       count(*) FILTER (WHERE until_here IS NULL) > 0 AS none,
       count(*) FILTER (WHERE until_here IS DISTINCT FROM (SELECT star_journey(area_no, reading, completed_on)
                                                           FROM plan_row AS p
                                                           WHERE p.family_id = r.family_id AND p.row_no <= r.row_no)
                           OR rolled_up IS DISTINCT FROM until_here
                           OR of_two IS DISTINCT FROM (SELECT journey_agg(part)
                                                       FROM (SELECT part FROM plan_row AS p
                                                             WHERE p.family_id = r.family_id AND p.row_no <= r.row_no
                                                             ORDER BY row_no DESC LIMIT 2) AS t)) AS wrong
FROM running AS r;

-- 20,000 Stars in any order

CREATE TABLE long_row AS
SELECT n, n % 3 + 1 AS area_no, n % 7 + 1 AS reading, date '1960-01-01' + n / 3 AS completed_on
FROM generate_series(0, 59999) AS n;
SELECT star_count(in_order) AS stars, in_order = reversed AS reversed, in_order = shuffled AS shuffled,
       in_order = by_area AS by_area, in_order = repeated AS repeated, star_dates(in_order) = dates AS dates,
       star_array(in_order) = stars AS stars
FROM (SELECT star_journey(area_no, reading, completed_on ORDER BY n) AS in_order,
             star_journey(area_no, reading, completed_on ORDER BY n DESC) AS reversed,
             star_journey(area_no, reading, completed_on ORDER BY hashint4(n)) AS shuffled,
             star_journey(area_no, reading, completed_on ORDER BY area_no, n) AS by_area
      FROM long_row) AS a,
     (SELECT journey_agg(j) AS repeated
      FROM (SELECT star_journey(area_no, reading, completed_on) AS j FROM long_row, generate_series(1, 2)
            GROUP BY hashint4(n) & 7) AS t) AS r,
     (SELECT array_agg(completed_on ORDER BY completed_on) AS dates, array_agg(star ORDER BY completed_on) AS stars
      FROM (SELECT completed_on, outcome_star(array_agg(reading ORDER BY area_no)) AS star FROM long_row
            GROUP BY completed_on) AS t) AS e;
CREATE TABLE long_journey AS
SELECT copy AS n, star_journey(area_no, reading, completed_on) AS journey FROM long_row, generate_series(1, 3) AS copy
GROUP BY copy;
SELECT count(DISTINCT journey) AS journeys, count(DISTINCT star_journey_hash(journey)) AS hashes,
       star_count(journey_agg(journey)) AS stars, journey_agg(journey) = (array_agg(journey))[1] AS same,
       journey_agg(journey) FILTER (WHERE n = 1) = (array_agg(journey))[1] AS one_row,
       bool_and(star_journey_merge(journey, journey) = journey) AS merged,
       bool_and(until(journey, 'infinity') = journey) AS until,
       max(nth_on(journey, -1)) - min(first_on(journey)) AS days
FROM long_journey;

DROP TABLE journey_row, journey, wide_row, star_row, journey_part, plan_row, family_row, plan_result, long_row,
    long_journey;
DROP FUNCTION plan_of;
DROP PROCEDURE run;
