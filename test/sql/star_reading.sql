-- Input and output

SELECT '7'::star_reading, ' 10 '::star_reading, '+1'::star_reading, '007'::star_reading;
SELECT '11'::star_reading;
\echo :LAST_ERROR_SQLSTATE
SELECT '0'::star_reading;
\echo :LAST_ERROR_SQLSTATE
SELECT '-3'::star_reading;
\echo :LAST_ERROR_SQLSTATE
SELECT '99999999999999999999'::star_reading;
\echo :LAST_ERROR_SQLSTATE
SELECT 'x'::star_reading;
\echo :LAST_ERROR_SQLSTATE
SELECT ''::star_reading;
SELECT '6.5'::star_reading;
SELECT '7x'::star_reading;
SELECT '7 8'::star_reading;
SELECT star_reading_send('10');
SELECT typlen, typbyval, typalign, typcategory, typispreferred FROM pg_type WHERE typname = 'star_reading';

-- Casts

SELECT 7::smallint::star_reading, 7::star_reading, 7::bigint::star_reading, 7.00::star_reading;
SELECT '7'::star_reading::smallint, '7'::star_reading::integer, '7'::star_reading::bigint, '7'::star_reading::numeric;
SELECT 11::star_reading;
\echo :LAST_ERROR_SQLSTATE
SELECT 0::smallint::star_reading;
SELECT 9223372036854775807::star_reading;
SELECT 10.5::star_reading;
\echo :LAST_ERROR_SQLSTATE
SELECT 11.0::star_reading;
\echo :LAST_ERROR_SQLSTATE
SELECT 'NaN'::numeric::star_reading;
SELECT castsource::regtype, casttarget::regtype, castcontext FROM pg_cast
WHERE 'star_reading'::regtype IN (castsource, casttarget) ORDER BY 1, 2;

-- What an analyst writes

CREATE TEMP TABLE reading (id integer, reading star_reading);
INSERT INTO reading SELECT n, CASE WHEN n % 11 > 0 THEN n % 11 END FROM generate_series(1, 1100) AS n;
INSERT INTO reading VALUES (0, 11);
SELECT avg(reading), sum(reading), min(reading), max(reading), count(reading) FROM reading;
SELECT pg_typeof(max(reading)), pg_typeof(coalesce(max(reading), 0)), pg_typeof(max(reading) + 1) FROM reading;
SELECT coalesce(reading, 0), reading < 7, 7 > reading, reading BETWEEN 5 AND 8, reading IN (7, 8),
       CASE WHEN reading > 6 THEN reading ELSE 0 END, greatest(reading, 5)
FROM reading WHERE id IN (2, 7, 11) ORDER BY id;
SELECT min(reading), max(reading) FROM reading WHERE reading IS NULL;
SELECT reading, count(*) FROM reading GROUP BY reading ORDER BY reading;

-- Every comparison, with every integer type on either side

SELECT count(*) AS comparisons, count(*) FILTER (WHERE NOT agree) AS wrong
FROM generate_series(1, 10) AS a, generate_series(0, 11) AS b,
     LATERAL (SELECT a::star_reading AS r) AS reading,
     LATERAL (VALUES ((r < b) = (a < b)), ((r <= b) = (a <= b)), ((r = b) = (a = b)), ((r <> b) = (a <> b)),
                     ((r >= b) = (a >= b)), ((r > b) = (a > b)),
                     ((b < r) = (b < a)), ((b <= r) = (b <= a)), ((b = r) = (b = a)), ((b <> r) = (b <> a)),
                     ((b >= r) = (b >= a)), ((b > r) = (b > a)),
                     ((r < b::smallint) = (a < b)), ((r <= b::smallint) = (a <= b)), ((r = b::smallint) = (a = b)),
                     ((r <> b::smallint) = (a <> b)), ((r >= b::smallint) = (a >= b)), ((r > b::smallint) = (a > b)),
                     ((b::smallint < r) = (b < a)), ((b::smallint <= r) = (b <= a)), ((b::smallint = r) = (b = a)),
                     ((b::smallint <> r) = (b <> a)), ((b::smallint >= r) = (b >= a)), ((b::smallint > r) = (b > a)),
                     ((r < b::bigint) = (a < b)), ((r <= b::bigint) = (a <= b)), ((r = b::bigint) = (a = b)),
                     ((r <> b::bigint) = (a <> b)), ((r >= b::bigint) = (a >= b)), ((r > b::bigint) = (a > b)),
                     ((b::bigint < r) = (b < a)), ((b::bigint <= r) = (b <= a)), ((b::bigint = r) = (b = a)),
                     ((b::bigint <> r) = (b <> a)), ((b::bigint >= r) = (b >= a)),
                     ((b::bigint > r) = (b > a))) AS comparison (agree);
SELECT count(*) AS comparisons, count(*) FILTER (WHERE NOT agree) AS wrong
FROM generate_series(1, 10) AS a, generate_series(1, 10) AS b,
     LATERAL (SELECT a::star_reading AS r, b::star_reading AS s) AS reading,
     LATERAL (VALUES ((r < s) = (a < b)), ((r <= s) = (a <= b)), ((r = s) = (a = b)), ((r <> s) = (a <> b)),
                     ((r >= s) = (a >= b)), ((r > s) = (a > b)),
                     (star_reading_cmp(r, s) = sign(a - b)), (star_reading_larger(r, s) = greatest(a, b)),
                     (star_reading_smaller(r, s) = least(a, b)),
                     ((star_reading_hash(r) = star_reading_hash(s)) = (a = b)),
                     ((star_reading_hash_extended(r, 42) = star_reading_hash_extended(s, 42))
                          = (a = b))) AS comparison (agree);
SELECT bool_and(star_reading_hash(n::star_reading) = hashint4(n) AND star_reading_hash(n::star_reading) = hashint8(n)
                AND star_reading_hash_extended(n::star_reading, 42)
                    = hashint2extended(n::smallint, 42)) AS hash_like_integers
FROM generate_series(1, 10) AS n;

-- Indexes and joins

CREATE INDEX ON reading (reading);
ANALYZE reading;
\i test/planner_settings.psql
SET enable_seqscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM reading WHERE reading = 7;
EXPLAIN (COSTS OFF) SELECT * FROM reading WHERE reading < 7::bigint AND 3::smallint <= reading;
SELECT count(*) FROM reading WHERE reading = 7;
SELECT count(*) FROM reading WHERE reading < 7::bigint AND 3::smallint <= reading;
SELECT max(reading), min(reading) FROM reading;
SET enable_seqscan = on;
SET enable_bitmapscan = on;
DROP INDEX reading_reading_idx;
CREATE INDEX ON reading USING hash (reading);
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM reading WHERE reading = 7;
SELECT count(*) FROM reading WHERE reading = 7;
SET enable_seqscan = on;
SET enable_nestloop = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM reading JOIN generate_series(1, 10) AS n ON reading = n;
SELECT count(*) FROM reading JOIN generate_series(1, 10) AS n ON reading = n;
SET enable_nestloop = on;

-- Binary round trip

\copy reading TO 'results/star_reading.bin' (FORMAT binary)
CREATE TEMP TABLE copied (LIKE reading);
\copy copied FROM 'results/star_reading.bin' (FORMAT binary)
SELECT count(*) FROM reading FULL JOIN copied USING (id) WHERE reading.reading IS DISTINCT FROM copied.reading;
CREATE TEMP TABLE forged (id integer, reading "char");
INSERT INTO forged VALUES (1, '\013');
\copy forged TO 'results/star_reading.bin' (FORMAT binary)
\copy copied FROM 'results/star_reading.bin' (FORMAT binary)
ALTER TABLE forged ALTER reading TYPE text USING 'ab';
\copy forged TO 'results/star_reading.bin' (FORMAT binary)
\copy copied FROM 'results/star_reading.bin' (FORMAT binary)
