/* The Stars of families, and everything that a service could keep of them.  psql variable stars: how many, a
   multiple of 10; 0.4 times as many families with 1 to 4 Stars each, ten readings a Star.  Rows arrive by date, and
   the numbers of families say nothing about dates.  No reading is missing and no date is there twice, which the
   SQL of an analyst and the fastest SQL rely on (the extension doesn't).  The same data in every run. */
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS outcomestar;
\if :{?stars}
\else
\set stars 1000000
\endif
DROP TABLE IF EXISTS family, stored_star, reading, reading_partitioned, star_wide, star_packed, star, star_partitioned,
    journey, first_latest, first_latest_packed, cell_summary, matrix_summary, change_summary;
SET work_mem = '512MB';
SET maintenance_work_mem = '1GB';
SET max_parallel_workers_per_gather = 0;
SELECT setseed(0.5);

-- (random() in a level of its own: ORDER BY random() would sort by the value of another random() in its list)
CREATE TABLE family AS
WITH chance AS MATERIALIZED (
    SELECT family_id, random() AS district, random() AS stars, random() AS start
    FROM generate_series(1, :stars * 2 / 5) AS family_id
)
SELECT family_id, (1 + floor(district * 8))::smallint AS district_no,
       1 + row_number() OVER (ORDER BY stars) % 4 AS star_count,
       date '2015-01-01' + floor(start * 2922)::integer AS start_on
FROM chance ORDER BY family_id;

-- One row a Star: first readings are rather high, and each later one is a small step from the one before, smaller in
-- areas 5, 7, 8 and 10.
CREATE TABLE stored_star AS
WITH RECURSIVE star AS (
    SELECT family_id, star_count, 1 AS star_no, start_on AS completed_on,
           ARRAY(SELECT 1 + floor(sqrt(random()) * 10)::integer FROM generate_series(1, 10)
                 WHERE family_id > 0) AS readings
    FROM family
    UNION ALL
    SELECT family_id, star_count, star_no + 1, completed_on + 60 + floor(random() * 180)::integer,
           ARRAY(SELECT greatest(1, least(10, reading + floor(random() * 5)::integer - 1
                                              - (area_no IN (5, 7, 8, 10))::integer))
                 FROM unnest(readings) WITH ORDINALITY AS area (reading, area_no) ORDER BY area_no)
    FROM star WHERE star_no < star_count
)
SELECT family_id, completed_on, readings FROM star ORDER BY completed_on, hashint4(family_id);

CREATE TABLE reading AS
SELECT family_id, completed_on, area_no::smallint, reading::smallint
FROM stored_star, unnest(readings) WITH ORDINALITY AS area (reading, area_no);
CREATE INDEX reading_covering ON reading (family_id, completed_on) INCLUDE (area_no, reading);

-- One row a Star in three shapes: ten columns, one integer with four bits an area, one outcome_star
SELECT string_agg(format('readings[%s]::smallint AS a%1$s', area_no), ', ') AS columns,
       string_agg(format('(readings[%s]::bigint << %s)', area_no, 4 * area_no - 4), ' | ') AS packed
FROM generate_series(1, 10) AS area_no \gset
SELECT string_agg(format('first[%s]::smallint AS f%1$s', area_no), ', ') || ', ' ||
       string_agg(format('latest[%s]::smallint AS l%1$s', area_no), ', ') AS pairs
FROM generate_series(1, 10) AS area_no \gset
CREATE TABLE star_wide AS SELECT family_id, completed_on, :columns FROM stored_star;
CREATE TABLE star_packed AS SELECT family_id, completed_on, (:packed) AS bits FROM stored_star;
CREATE TABLE star AS SELECT family_id, completed_on, readings::outcome_star AS star FROM stored_star;
CREATE INDEX star_packed_covering ON star_packed (family_id, completed_on) INCLUDE (bits);
CREATE INDEX star_covering ON star (family_id, completed_on) INCLUDE (star);

-- Two parts of the families, for two processors: what is asked of each family is then asked of both at once
CREATE TABLE reading_partitioned (LIKE reading) PARTITION BY HASH (family_id);
CREATE TABLE reading_partition_1 PARTITION OF reading_partitioned FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE reading_partition_2 PARTITION OF reading_partitioned FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO reading_partitioned TABLE reading;
CREATE INDEX ON reading_partitioned (family_id, completed_on) INCLUDE (area_no, reading);
CREATE TABLE star_partitioned (LIKE star) PARTITION BY HASH (family_id);
CREATE TABLE star_partition_1 PARTITION OF star_partitioned FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE star_partition_2 PARTITION OF star_partitioned FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO star_partitioned TABLE star;
CREATE INDEX ON star_partitioned (family_id, completed_on) INCLUDE (star);

-- One row a family: its journey; or, of those with two Stars or more, the start and latest readings
CREATE TABLE journey AS
SELECT family_id, star_journey(star, completed_on) AS journey FROM star GROUP BY family_id ORDER BY family_id;
CREATE TABLE first_latest AS
WITH family AS (
    SELECT family_id, (array_agg(readings::text ORDER BY completed_on))[1]::integer[] AS first,
           (array_agg(readings::text ORDER BY completed_on DESC))[1]::integer[] AS latest
    FROM stored_star GROUP BY family_id HAVING count(*) > 1
)
SELECT family_id, :pairs FROM family ORDER BY family_id;
CREATE TABLE first_latest_packed AS
WITH dated AS (
    SELECT family_id, min(ARRAY[completed_on - date '2000-01-01', bits]) AS first,
           max(ARRAY[completed_on - date '2000-01-01', bits]) AS latest
    FROM star_packed GROUP BY family_id HAVING count(*) > 1
)
SELECT family_id, first[2] AS first_bits, latest[2] AS latest_bits FROM dated ORDER BY family_id;

-- Summaries by month of the latest Star, district and area: counts as SQL keeps them, and as a value
CREATE TEMPORARY TABLE month_pair AS
SELECT date_trunc('month', latest_on(journey))::date AS month, district_no, area_no,
       (first_star(journey))[area_no]::smallint AS first, (latest_star(journey))[area_no]::smallint AS latest
FROM journey JOIN family USING (family_id), generate_series(1, 10) AS area_no
WHERE star_count(journey) > 1;
CREATE TABLE cell_summary AS
SELECT month, district_no, area_no::smallint, first, latest, count(*)::integer AS families FROM month_pair
GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5;
CREATE TABLE matrix_summary AS
SELECT month, district_no, area_no::smallint, progress_matrix(first, latest) AS matrix FROM month_pair GROUP BY 1, 2, 3
ORDER BY 1, 2, 3;
CREATE TABLE change_summary AS
SELECT date_trunc('month', latest_on(journey))::date AS month, district_no, overall_change(journey) AS change,
       count(*)::integer AS families
FROM journey JOIN family USING (family_id) WHERE star_count(journey) > 1 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

DROP TABLE stored_star, month_pair;
RESET ALL;
VACUUM ANALYZE;
