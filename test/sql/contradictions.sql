-- contradictions(published): printed tables that contradict themselves, and those that do not.
SET client_min_messages = warning;
\set SHOW_CONTEXT never
\set VERBOSITY terse

-- What three councils printed: exactly the contradictions that were found by hand
CREATE TABLE council_table (data_set text, figure text, area_no integer, place integer, printed text);
\copy council_table FROM 'test/data/printed/published_shared.csv' (FORMAT csv, HEADER)
CREATE TABLE expected (
    data_set text, rule text, figure text, area_no integer, place integer, printed text, because text);
\copy expected FROM 'test/data/printed/contradictions_expected.csv' (FORMAT csv, HEADER)
CREATE VIEW leicestershire_2018 AS SELECT * FROM council_table WHERE data_set = 'leicestershire_2018';
CREATE VIEW south_staffs_2017_06 AS SELECT * FROM council_table WHERE data_set = 'south_staffs_2017_06';
CREATE VIEW tamworth_2017_09 AS SELECT * FROM council_table WHERE data_set = 'tamworth_2017_09';
CREATE TABLE found AS
SELECT data_set, c.* FROM (SELECT DISTINCT data_set FROM council_table) AS d CROSS JOIN contradictions(data_set) AS c;
SELECT data_set, count(*) FROM found GROUP BY data_set ORDER BY data_set;
TABLE found EXCEPT ALL TABLE expected;
TABLE expected EXCEPT ALL TABLE found;
SELECT * FROM contradictions('tamworth_2017_09');

-- A report in print: every figure of 29 families in three areas, made from readings
CREATE TABLE pair AS
SELECT family, area_no, 1 + (family * 7 + area_no * 3) % 10 AS first_reading,
       1 + (family * 7 + area_no * 3 + family * area_no % 4) % 10 AS latest_reading
FROM generate_series(1, 29) AS family, generate_series(1, 3) AS area_no;
CREATE TABLE matrix AS
SELECT area_no, progress_matrix(first_reading, latest_reading) AS m FROM pair GROUP BY area_no;
CREATE TABLE printed_report (figure text, area_no integer, place integer, printed text);
INSERT INTO printed_report
SELECT which || '_reading', area_no, reading, families::text
FROM matrix, (VALUES ('first'), ('first_all'), ('latest')) AS row (which),
     readings(CASE which WHEN 'latest' THEN latest_distribution(m) ELSE start_distribution(m) END);
INSERT INTO printed_report
SELECT figure, area_no, stage_no, printed
FROM matrix, (VALUES ('first'), ('first_all'), ('latest')) AS row (which),
     stages(CASE which WHEN 'latest' THEN latest_distribution(m) ELSE start_distribution(m) END),
     LATERAL (VALUES (which || '_stage', families::text),
                     (which || '_stage_percent', percent || '%')) AS f (figure, printed);
INSERT INTO printed_report
SELECT 'cell', area_no, 10 * start_stage_no + latest_stage_no, families::text FROM matrix, stage_cells(m);
INSERT INTO printed_report
SELECT figure, area_no, NULL, printed FROM matrix, starting_below(m, 7) AS low, LATERAL (VALUES
    ('first_families', family_count(m)::text), ('first_all_families', family_count(m)::text),
    ('latest_families', family_count(m)::text),
    ('start_mean', round(start_mean(m), 2)::text), ('latest_mean', round(latest_mean(m), 2)::text),
    ('mean_progress', to_char(round(mean_progress(m), 1), 'SG0.0')),
    ('below_7_families', family_count(low)::text), ('below_7_start_mean', round(start_mean(low), 2)::text),
    ('below_7_latest_mean', round(latest_mean(low), 2)::text),
    ('below_7_mean_progress', round(mean_progress(low), 2)::text),
    ('made_progress_percent', made_progress_percent(m, 1) || ' %'),
    ('progressed_percent', progressed_percent(m, 1)::text),
    ('regressed_percent', regressed_percent(m, 0) || '.0%')) AS f (figure, printed);
INSERT INTO printed_report
SELECT figure, NULL, NULL, printed FROM (VALUES
    ('service_users', '1,040'), ('with_a_star', '38'), ('with_a_star_percent', '3.7%'), ('reviewed', '29'),
    ('reviewed_percent', '76%'), ('reviewed_twice', '11'), ('reviewed_twice_percent', '28.9%'), ('stars', '80'),
    ('left_service', '20'), ('left_reviewed', '17'), ('change_negative', '5'), ('change_negative_percent', '17.2%'),
    ('change_no_change', '6'), ('change_no_change_percent', '20.7%'), ('change_positive', '18'),
    ('change_positive_percent', '62.1%'), ('change_total', '29'),
    ('change_total_percent', '100%')) AS f (figure, printed);
SELECT count(*) FROM printed_report;
SELECT * FROM contradictions('printed_report');

-- One figure of it printed otherwise, or a second time: all that follows from it
CREATE TABLE fault (fault_no integer GENERATED ALWAYS AS IDENTITY, figure text, area_no integer, place integer,
                    printed text, is_added boolean);
INSERT INTO fault (figure, area_no, place, printed, is_added) VALUES
    ('first_reading', 1, 5, '13', false), ('latest_reading', 2, 9, '0', false), ('first_all_reading', 3, 1, '9', false),
    ('first_stage', 1, 3, '12', false), ('latest_stage', 2, 5, '9', false), ('first_all_stage', 3, 2, '1', false),
    ('first_families', 1, NULL, '30', false), ('first_all_families', 1, NULL, '30', false),
    ('latest_families', 3, NULL, '28', false), ('cell', 1, 12, '7', false), ('cell', 2, 55, '0', false),
    ('first_stage_percent', 1, 1, '99%', false), ('first_all_stage_percent', 2, 5, '20.6%', false),
    ('latest_stage_percent', 3, 2, '0%', false), ('start_mean', 1, NULL, '5.56', false),
    ('latest_mean', 2, NULL, '10.4', false), ('mean_progress', 3, NULL, '+0.2', false),
    ('below_7_families', 1, NULL, '16', false), ('below_7_start_mean', 2, NULL, '6.45', false),
    ('below_7_latest_mean', 2, NULL, '4.01', false), ('below_7_mean_progress', 3, NULL, '0.01', false),
    ('made_progress_percent', 1, NULL, '53.4%', false), ('progressed_percent', 2, NULL, '12', false),
    ('regressed_percent', 3, NULL, '-3.4', false), ('service_users', NULL, NULL, '37', false),
    ('with_a_star', NULL, NULL, '28', false), ('with_a_star_percent', NULL, NULL, '3.6%', false),
    ('reviewed', NULL, NULL, '28', false), ('reviewed_percent', NULL, NULL, '77%', false),
    ('reviewed_twice', NULL, NULL, '30', false), ('reviewed_twice_percent', NULL, NULL, '28.94%', false),
    ('stars', NULL, NULL, '37', false), ('left_service', NULL, NULL, '16', false),
    ('left_reviewed', NULL, NULL, '31', false), ('change_negative', NULL, NULL, '6', false),
    ('change_positive_percent', NULL, NULL, '62.0', false), ('change_total', NULL, NULL, '30', false),
    ('first_reading', 1, 5, '2.5', false), ('cell', 1, 12, '-1', false),
    ('first_reading', 1, 5, '13', true), ('start_mean', 1, NULL, '5.6', true), ('start_mean', 1, NULL, '5.7', true),
    ('reviewed_percent', NULL, NULL, '76.3', true), ('reviewed_percent', NULL, NULL, '76.25', true);
CREATE VIEW printed_with_fault AS
SELECT p.figure, p.area_no, p.place,
       CASE WHEN f.is_added THEN p.printed ELSE coalesce(f.printed, p.printed) END AS printed
FROM printed_report AS p
LEFT JOIN fault AS f ON f.fault_no = current_setting('fault.no')::integer AND f.figure = p.figure
                        AND (f.area_no, f.place) IS NOT DISTINCT FROM (p.area_no, p.place)
UNION ALL
SELECT figure, area_no, place, printed FROM fault WHERE is_added AND fault_no = current_setting('fault.no')::integer;
CREATE FUNCTION contradictions_with_fault(no integer) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('fault.no', no::text, false);
    RETURN QUERY SELECT concat_ws(' ', c.figure, c.area_no, c.place, c.printed || ':', c.rule || ':', c.because)
    FROM contradictions('printed_with_fault') AS c;
END $$;
\pset format unaligned
\pset tuples_only on
SELECT concat_ws(' ', E'\n' || f.figure, f.area_no, f.place, f.printed, CASE WHEN f.is_added THEN 'added' END, E'\n   '
                 || (SELECT string_agg(c, E'\n    ') FROM contradictions_with_fault(f.fault_no) AS c))
FROM fault AS f ORDER BY fault_no;
\pset tuples_only off
\pset format aligned

-- Without rows of readings, means and progress are held against each other; and of what is there in part,
-- the sum is not more than the total.
CREATE TABLE printed_part (figure text, area_no integer, place integer, printed text);
INSERT INTO printed_part VALUES
    ('first_families', 1, NULL, '24'), ('start_mean', 1, NULL, '8.54'), ('latest_mean', 1, NULL, '9.25'),
    ('mean_progress', 1, NULL, '0.72'), ('first_reading', 1, 10, '20'), ('first_reading', 1, 9, '*'),
    ('first_families', 2, NULL, '24'), ('start_mean', 2, NULL, '8.54'), ('latest_mean', 2, NULL, '9.25'),
    ('mean_progress', 2, NULL, '0.71'), ('first_reading', 2, 10, '25'), ('first_reading', 2, 9, ''),
    ('cell', 2, 11, '6'), ('first_stage', 2, 1, '5'), ('latest_stage', 2, 1, '7'), ('latest_stage', 2, 2, '1-5'),
    ('change_negative', NULL, NULL, '9'), ('change_total', NULL, NULL, '8');
SELECT figure, area_no, place, printed, rule, because FROM contradictions('printed_part');

-- A row of far fewer families than those of the other areas
INSERT INTO printed_part
SELECT 'first_reading', area_no, place, CASE place WHEN 7 THEN families ELSE '0' END
FROM (VALUES (4, '26'), (5, '4'), (6, '13')) AS area (area_no, families), generate_series(1, 10) AS place;
SELECT figure, area_no, place, printed, rule, because FROM contradictions('printed_part') WHERE area_no > 2;

-- Numbers as they are printed, and what is none
SELECT printed, printed_number(printed)
FROM unnest(ARRAY['7', ' 7.50 ', '7.', '+0.7', '-0.25', '20.8 %', '20.8%', '1,336', '12,345,678.9', E'\t4\r\n', '007',
                  '', '-', '*', '1-5', '<5', '5,2', '1,33', '.5', '1e3', 'NaN', 'Infinity', '0x1F', '1_000', '%', '7%%',
                  'n/a', '1234567890123456', '0.1234567890123456', '7 7', NULL]) AS printed;

-- is_mean_of: every mean of up to 12 readings, and no other number
SELECT count(*) AS printed, count(*) FILTER (WHERE is_mean) AS means,
       count(*) FILTER (WHERE is_mean IS DISTINCT FROM is_mean_of(printed, families)) AS wrong
FROM generate_series(1, 12) AS families, generate_series(0, 2) AS decimals,
     generate_series(0, 11 * 10 ^ decimals::numeric) AS digits,
     LATERAL (SELECT round(digits / 10 ^ decimals::numeric, decimals)::text) AS p (printed),
     LATERAL (SELECT EXISTS (
         SELECT FROM generate_series(families, 10 * families) AS total, generate_series(0, decimals) AS d
         WHERE round(total::numeric / families, d) = printed::numeric)) AS m (is_mean);
-- of changes, below zero too
SELECT count(*) AS printed, count(*) FILTER (WHERE is_mean) AS means,
       count(*) FILTER (WHERE is_mean IS DISTINCT FROM is_mean_of(printed, families, -9, 9)) AS wrong
FROM generate_series(1, 9) AS families, generate_series(-999, 999) AS hundredths,
     LATERAL (SELECT round(hundredths / 100.0, 2)::text) AS p (printed),
     LATERAL (SELECT EXISTS (
         SELECT FROM generate_series(-9 * families, 9 * families) AS total, generate_series(0, 2) AS d
         WHERE round(total::numeric / families, d) = printed::numeric)) AS m (is_mean);
SELECT is_mean_of('5.2', 4) AS no, is_mean_of('5.20', 4) AS padded, is_mean_of('5.25', 4) AS yes,
       is_mean_of('6.5', 4, 1, 6) AS above, is_mean_of('5', 0) AS of_none,
       is_mean_of(NULL, 4) AS of_null, is_mean_of('3.14', 9223372036854775807) AS of_many,
       is_mean_of('7.25 ', 4, highest => 5) AS on_1_to_5;
SELECT is_mean_of('n/a', 4);
SELECT is_mean_of('5.2', -4);

-- Any table or view of the four columns, in any order and of types like those; an empty one
CREATE TEMP TABLE temporary (printed varchar(9), place smallint, remark json, area_no smallint, figure char(20));
SELECT * FROM contradictions('temporary');
INSERT INTO temporary VALUES ('5', NULL, NULL, NULL, 'reviewed'), ('4', NULL, NULL, NULL, 'with_a_star');
SELECT * FROM contradictions('temporary');
SELECT * FROM contradictions('pg_temp.temporary'::regclass);
CREATE SCHEMA "of ""printed"" $q$";
CREATE TYPE figure_name AS ENUM ('reviewed', 'with_a_star');
DO $$
BEGIN
    CREATE COLLATION any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
EXCEPTION WHEN OTHERS THEN -- without ICU
    CREATE COLLATION any_case FROM "C";
END $$;
CREATE DOMAIN area AS integer;
CREATE TABLE "of ""printed"" $q$"."%s" (
    figure figure_name, area_no area, place integer, printed text COLLATE any_case);
INSERT INTO "of ""printed"" $q$"."%s" VALUES ('reviewed', NULL, NULL, '5'), ('with_a_star', 0, 0, '4');
SELECT rule, because FROM contradictions('"of ""printed"" $q$"."%s"');

-- What cannot be read is said clearly.
\set VERBOSITY default
CREATE TABLE lacking (figure text, area integer, place integer, printed text);
CREATE TABLE loaded_by_pandas (figure text, area_no double precision, place double precision, printed text);
CREATE TABLE not_as_printed (figure text, area_no integer, place integer, printed numeric);
CREATE TABLE of_arrays (figure text[], area_no integer, place integer, printed text);
CREATE INDEX an_index ON lacking (area);
SELECT * FROM contradictions('lacking');
SELECT * FROM contradictions('loaded_by_pandas');
SELECT * FROM contradictions('not_as_printed');
SELECT * FROM contradictions('of_arrays');
SELECT * FROM contradictions('an_index');
SELECT * FROM contradictions('nowhere');
SELECT * FROM contradictions(4294967295::regclass);
SELECT * FROM contradictions(NULL::regclass);
-- with the rights of who calls it
CREATE ROLE outcomestar_reader;
GRANT SELECT (figure, area_no, place) ON printed_part TO outcomestar_reader;
SET ROLE outcomestar_reader;
SELECT * FROM contradictions('printed_part');
RESET ROLE;
GRANT SELECT (printed) ON printed_part TO outcomestar_reader;
SET ROLE outcomestar_reader;
SELECT count(*) > 0 AS read FROM contradictions('printed_part');
RESET ROLE;
REVOKE ALL ON printed_part FROM outcomestar_reader;
DROP ROLE outcomestar_reader;
-- a Star's are another function's
SELECT * FROM contradictions('{1,?,3}'::outcome_star);
SET client_min_messages = warning;
DROP TABLE council_table, expected, found, pair, matrix, printed_report, fault, printed_part, lacking,
    loaded_by_pandas, not_as_printed, of_arrays CASCADE;
