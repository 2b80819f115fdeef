-- Benchmarks of the user's beside the figures of a report
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CREATE SCHEMA bench;
CREATE TABLE bench.readings (family text, completed_on date, place text, area_no integer, reading integer);
INSERT INTO bench.readings
SELECT 'F' || n, date '2024-01-01' + 100 * star_no, CASE WHEN n < 4 THEN 'here' ELSE 'there' END, area_no,
       1 + (n + area_no + 3 * star_no) % 10
FROM generate_series(1, 6) AS n, generate_series(0, 1) AS star_no, generate_series(1, 10) AS area_no;
CREATE TABLE bench."a ""target"" %I" (area_no integer, figure text, value numeric);
INSERT INTO bench."a ""target"" %I" VALUES
    (1, 'mean_progress', 0.5), (3, 'mean_progress', -1.25), (3, ' rose_percent ', 45.5), (10, 'rose_percent', 50),
    (4, 'rose_percent', NULL), (NULL, NULL, NULL);
CREATE FUNCTION pg_temp.made(benchmarks regclass) RETURNS boolean
    RETURN create_star_report('bench.readings', 'bench_report', 'family', 'completed_on', area => 'area_no',
                              reading => 'reading', dimensions => '{place}', benchmarks => benchmarks) IS NOT NULL;
SELECT pg_temp.made('bench."a ""target"" %I"');

-- In each row of the area that is about all families compared, whatever the member
SELECT DISTINCT area_no, benchmark, benchmark_of FROM bench_report.mean_progress WHERE starting = 'all'
ORDER BY area_no;
SELECT count(*) > 0 AS others, count(benchmark) + count(benchmark_of) AS with_one
FROM bench_report.mean_progress WHERE starting <> 'all';
SELECT count(*) AS members, area_no, benchmark, benchmark_of FROM bench_report.progress_rates
WHERE benchmark_of IS NOT NULL GROUP BY area_no, benchmark, benchmark_of ORDER BY area_no;
SELECT value FROM bench_report.report_options WHERE option = 'benchmarks';

-- The other figures are as without
CREATE TABLE bench.before AS SELECT to_jsonb(r) - '{benchmark,benchmark_of}'::text[] AS figures
FROM bench_report.progress_rates AS r;
SELECT pg_temp.made(NULL);
SELECT count(*) AS rows, count(*) FILTER (WHERE b.figures IS NULL) AS differing,
       count(benchmark) + count(benchmark_of) AS with_a_benchmark
FROM bench_report.progress_rates AS r
LEFT JOIN bench.before AS b ON b.figures = to_jsonb(r) - '{benchmark,benchmark_of}'::text[];

-- Read anew by a refresh; numbers of other types; those of which nothing is known
CREATE TABLE bench.floats (figure varchar, area_no text, value real);
INSERT INTO bench.floats VALUES ('latest_mean', '2', 7.5), ('progressed_percent', '02', 40);
SELECT pg_temp.made('bench.floats');
UPDATE bench.floats SET value = value + 1;
SELECT refresh_star_report('bench_report') IS NOT NULL AS refreshed;
SELECT benchmark, benchmark_of FROM bench_report.mean_progress WHERE member = 'All' AND benchmark_of IS NOT NULL
UNION ALL
SELECT benchmark, benchmark_of FROM bench_report.progress_rates WHERE member = 'All' AND benchmark_of IS NOT NULL;

-- What cannot stand beside a figure is an error, and the report in use stays
CREATE PROCEDURE bench.refused(rows text) LANGUAGE plpgsql AS $$
DECLARE
    message text;
    state text;
BEGIN
    EXECUTE 'CREATE TABLE bench.wrong (figure, area_no, value) AS ' || rows;
    PERFORM create_star_report('bench.readings', 'bench_report', 'family', 'completed_on', area => 'area_no',
                               reading => 'reading', dimensions => '{place}', benchmarks => 'bench.wrong');
    RAISE WARNING 'not refused: %', rows;
    DROP TABLE bench.wrong;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, state = RETURNED_SQLSTATE;
    RAISE WARNING '%: %', state, message;
END $$;
CALL bench.refused($$VALUES ('rose_percent', 1, 5), ('rose_percent', 1, 6)$$);
CALL bench.refused($$VALUES ('rose_percent', 1, 5), ('fell_percent', 2, 6)$$);
CALL bench.refused($$VALUES ('rose_percent', 1, numeric 'NaN')$$);
CALL bench.refused($$VALUES ('rose_percent', 1, float8 'Infinity')$$);
CALL bench.refused($$VALUES ('rose_percent', 1, 100.01)$$);
CALL bench.refused($$VALUES ('rose_percent', 11, 5)$$);
CALL bench.refused($$VALUES ('rose_percent', NULL::integer, 5)$$);
CALL bench.refused($$VALUES ('rose_percent', 'Home', 5)$$);
CALL bench.refused($$VALUES ('families', 1, 5), ('%s"', 2, 5)$$);
CALL bench.refused($$VALUES (NULL::text, 1, 5)$$);
CALL bench.refused($$VALUES ('rose_percent', 1, '5')$$);
CALL bench.refused($$VALUES (1, 1, 5)$$);
SELECT create_star_report('bench.readings', 'bench_report', 'family', 'completed_on', area => 'area_no',
                          reading => 'reading', benchmarks => 'bench.readings');
INSERT INTO bench.floats VALUES ('rose_percent', 1, 5);
SELECT refresh_star_report('bench_report');
SELECT count(benchmark) > 0 AS still_there FROM bench_report.progress_rates;
DROP TABLE bench.floats;
SELECT refresh_star_report('bench_report');

-- Types of the user's are no types of a report
CREATE DOMAIN bench.small AS smallint;
CREATE TABLE bench.smalls (area_no bench.small, figure text, value bench.small);
INSERT INTO bench.smalls VALUES (3, 'rose_percent', 5);
SELECT create_star_report('bench.readings', 'bench_report', 'family', 'completed_on', area => 'area_no',
                          reading => 'reading', benchmarks => 'bench.smalls');
SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
WHERE attrelid = 'bench_report.stored_benchmarks'::regclass AND attnum > 0 ORDER BY attnum;

SELECT drop_star_report('bench_report');
DROP SCHEMA bench CASCADE;
