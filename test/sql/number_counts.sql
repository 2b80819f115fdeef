-- How often each number occurs: as GROUP BY counts it, whatever the order and however often the table has grown
CREATE TEMP TABLE sample AS
SELECT n AS row_no, n % 5 AS group_no,
       CASE n % 7 WHEN 0 THEN NULL WHEN 1 THEN n % 3 WHEN 2 THEN -(n % 4) WHEN 3 THEN n::bigint << 32
            WHEN 4 THEN 9223372036854775807 - n % 2 WHEN 5 THEN -9223372036854775808 + n % 2 ELSE n END AS number
FROM generate_series(1, 5000) AS n;
CREATE TEMP VIEW counted AS
SELECT group_no, c.number, c.times
FROM (SELECT group_no, number_counts(number) AS counts FROM sample GROUP BY group_no) AS s,
     unnest(counts[1:1], counts[2:2]) AS c (number, times);
CREATE TEMP VIEW expected AS
SELECT group_no, number, count(*) AS times FROM sample WHERE number IS NOT NULL GROUP BY group_no, number;
SELECT count(*) AS numbers, (SELECT count(*) FROM (TABLE counted EXCEPT TABLE expected) AS d) AS wrong,
       (SELECT count(*) FROM (TABLE expected EXCEPT TABLE counted) AS d) AS missing
FROM counted;
SELECT number_counts(number ORDER BY row_no) = number_counts(number ORDER BY number) AS any_order FROM sample;
-- they come in order
SELECT number_counts(n % 3 - 1) FROM generate_series(1, 8) AS n;

-- All numbers of arrays, of any shape, but no NULL
SELECT number_counts(numbers)
FROM (VALUES ('{2,NULL,2}'::bigint[]), ('{}'), (NULL), ('{{7,2},{-1,NULL}}'), ('[5:6]={7,7}'), ('{NULL}'))
         AS a (numbers);
SELECT (SELECT number_counts(number) FROM sample)
       = (SELECT number_counts(numbers) FROM (SELECT array_agg(number) AS numbers FROM sample GROUP BY group_no) AS a)
           AS same;

-- Nothing
SELECT number_counts(number) FROM sample WHERE number IS NULL;
SELECT number_counts('{}'::bigint[]), number_counts('{NULL}'::bigint[]);

-- In parts, and by several processes
CREATE AGGREGATE pg_temp.part(bigint) (SFUNC = number_counts_add, STYPE = bigint[], INITCOND = '{}');
SELECT number_counts(number) = (
           SELECT number_counts_final(number_counts_combine(number_counts_combine('{}', a.state), b.state))
           FROM (SELECT pg_temp.part(number) AS state FROM sample WHERE row_no < 100) AS a,
                (SELECT pg_temp.part(number) AS state FROM sample WHERE row_no >= 100) AS b) AS in_parts
FROM sample;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CREATE TABLE persistent_sample AS TABLE sample;
ALTER TABLE persistent_sample SET (parallel_workers = 2);
EXPLAIN (COSTS OFF) SELECT number_counts(number) FROM persistent_sample;
SELECT number_counts(number) = (SELECT number_counts(number) FROM sample) AS in_parallel FROM persistent_sample;
DROP TABLE persistent_sample;

-- What is no state is an error, and so is a count that is too large
SELECT number_counts_add('{1,2,3}', 1::bigint);
SELECT number_counts_add('{{1,2},{3,4}}', 1::bigint);
SELECT number_counts_add(array_fill(0::bigint, '{33}', '{0}'), 1::bigint);
SELECT number_counts_add(array_fill(NULL::bigint, '{33}'), 1::bigint);
SELECT number_counts_add(ARRAY[-1] || array_fill(0::bigint, '{32}'), 1::bigint);
SELECT number_counts_add(ARRAY[9] || array_fill(0::bigint, '{32}'), 1::bigint);
SELECT number_counts_final('{1}');
SELECT number_counts_combine('{}', '{1}');
SELECT number_counts_combine('{1}', '{}');
-- one that is full although it says that it is not, and one that says that it is full of numbers that occur 0 times
SELECT number_counts_add(ARRAY[0] || array_fill(1::bigint, '{32}'), 2::bigint);
SELECT number_counts_final(number_counts_add(ARRAY[8] || array_fill(0::bigint, '{32}'), 2::bigint));
SELECT number_counts_final(number_counts_combine(
           pg_temp.part(5), replace(pg_temp.part(5)::text, '5,1', '5,-1')::bigint[]));
SELECT number_counts_final(number_counts_combine(
           pg_temp.part(5), replace(pg_temp.part(5)::text, '5,1', '5,9223372036854775807')::bigint[]));
