-- A report copied for another period, and with other options.
SET client_min_messages = warning;
SET timezone = 'Europe/London';
\set SHOW_CONTEXT never

-- What two reports differ in
CREATE FUNCTION differences(one text, other text, OUT relation name, OUT rows text) RETURNS SETOF record
    LANGUAGE plpgsql AS $$
BEGIN
    FOR relation IN SELECT relname FROM pg_class
                    WHERE relnamespace = one::regnamespace AND relkind = 'v' ORDER BY relname LOOP
        EXECUTE format($sql$
            SELECT string_agg(row, ', ' ORDER BY row COLLATE "C") FROM (
                SELECT row FROM (SELECT (to_jsonb(o) - 'refreshed_at')::text, -1 FROM %I.%I AS o
                                 UNION ALL
                                 SELECT (to_jsonb(n) - 'refreshed_at')::text, 1 FROM %I.%2$I AS n) AS each (row, times)
                GROUP BY row HAVING sum(times) <> 0) AS different$sql$, one, relation, other) INTO rows;
        IF rows IS NOT NULL THEN
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;

CREATE ROLE outcomestar_analyst;
GRANT CREATE ON DATABASE :"DBNAME" TO outcomestar_analyst;
SET ROLE outcomestar_analyst;
CREATE SCHEMA "My data";
CREATE TABLE "My data"."Star Export" AS
SELECT 'F' || family AS "Family's ID", to_char(date '2023-06-01' + family * 9 + 200 * star, 'DD/MM/YYYY') AS "on",
       area_no, CASE WHEN family % 7 = 0 THEN 'n/a, {x}' ELSE (1 + (family * 3 + star) % 10)::text END AS score,
       CASE family % 2 WHEN 0 THEN 'worker only' END AS who, 'it''s ' || family % 3 AS "the {place}"
FROM generate_series(1, 30) AS family, generate_series(0, 2) AS star, generate_series(1, 10) AS area_no;
CREATE TABLE "My data".families AS
SELECT DISTINCT "Family's ID", date '2023-05-01' AS added_on, 'north' AS district FROM "My data"."Star Export";
CREATE TABLE "My data".needs AS SELECT "Family's ID", '2:1' AS need_code FROM "My data".families;
SELECT create_star_report('"My data"."Star Export"', 'report', 'Family''s ID', 'on', 'area_no', 'score',
    completed_by => 'who', dimensions => '{"the {place}"}', families => '"My data".families',
    date_format => 'DD/MM/YYYY',
    period_from => '2023-04-01', period_to => '2024-03-31', missing => '{"n/a, {x}",-}', change_band => 0.5,
    needs => '"My data".needs', least_days_between => 10) IS NOT NULL AS made;

-- The same again
SET timezone = 'Asia/Tokyo';
SET datestyle = 'German';
SELECT copy_star_report('report', 'same', '2023-04-01', '2024-03-31') LIKE 'same: rows read: %' AS copied;
RESET datestyle;
SELECT * FROM differences('report', 'same');

-- Another period is as if it had been made for it
SELECT copy_star_report('report', 'year', '2024-04-01', NULL) IS NOT NULL AS copied;
SELECT option, value FROM year.report_options EXCEPT SELECT option, value FROM report.report_options ORDER BY 1;
SELECT create_star_report('"My data"."Star Export"', 'anew', 'Family''s ID', 'on', 'area_no', 'score',
    completed_by => 'who', dimensions => '{"the {place}"}', families => '"My data".families',
    date_format => 'DD/MM/YYYY',
    period_from => '2024-04-01', missing => '{"n/a, {x}",-}', change_band => 0.5,
    needs => '"My data".needs', least_days_between => 10, time_zone => 'Europe/London') IS NOT NULL AS made;
SELECT * FROM differences('year', 'anew');
SELECT count(*) > 10 AS many FROM differences('report', 'year');

-- Other options; and a copy takes the place of a report, as whatever is made does, and keeps what was granted
RESET ROLE;
CREATE ROLE outcomestar_dashboard;
SET ROLE outcomestar_analyst;
SELECT grant_star_report('year', 'outcomestar_dashboard') IS NOT NULL AS granted;
SELECT copy_star_report('report', 'year', NULL, NULL,
    '{"dimensions": ["district", "the {place}"], "least_days_between": 0, "needs": null,
      "missing": "{-,\"n/a, {x}\"}"}') IS NOT NULL AS copied;
SELECT option, value FROM year.report_options EXCEPT SELECT option, value FROM report.report_options ORDER BY 1;
SELECT has_table_privilege('outcomestar_dashboard', 'year.inclusion', 'SELECT') AS kept;
-- a report for another period in its own place
SELECT copy_star_report('anew', 'anew', '2023-04-01', '2024-03-31') IS NOT NULL AS copied;
SELECT * FROM differences('report', 'anew');

-- What is wrong is said, and nothing is made
SELECT copy_star_report('repart', 'other', NULL, NULL);
SELECT copy_star_report('report', 'other', NULL, NULL, '{"dimenions": ["district"]}');
SELECT copy_star_report('report', 'other', NULL, NULL, '{"period_from": "2024-01-01"}');
SELECT copy_star_report('report', 'other', NULL, NULL, '{"report_schema": "x"}');
SELECT copy_star_report('report', 'other', NULL, NULL, '[]');
SELECT copy_star_report('report', 'other', NULL, NULL, 'null');
SELECT copy_star_report('report', 'other', NULL, NULL, '{"dimensions": ["nowhere"]}');
SELECT copy_star_report('report', 'other', NULL, NULL, '{"dimensions": 7}');
SELECT copy_star_report('report', 'other', NULL, NULL, '{"least_days_between": "soon"}');
SELECT copy_star_report('report', 'other', NULL, NULL, '{"source": "nowhere"}');
SELECT copy_star_report('report', 'other', NULL, NULL, '{"family": null}');
SELECT copy_star_report('report', 'other', '2024-03-31', '2024-03-01');
SELECT copy_star_report('report', 'My data', NULL, NULL);
SELECT copy_star_report('report', NULL, NULL, NULL);
SELECT copy_star_report(NULL, 'other', NULL, NULL);
SELECT freeze_star_report('report', 'frozen') IS NOT NULL AS frozen;
SELECT copy_star_report('frozen', 'other', NULL, NULL);
SELECT copy_star_report('report', 'frozen', NULL, NULL);
SELECT to_regnamespace('other') IS NULL AS nothing_made;

-- Somebody else's options are not read: they name the source, which would be read with the rights of the caller
RESET ROLE;
SELECT copy_star_report('report', 'other', NULL, NULL);

SET ROLE outcomestar_analyst;
SELECT drop_star_report(schema) FROM unnest('{report,same,year,anew,frozen}'::name[]) AS schema;
RESET ROLE;
DROP OWNED BY outcomestar_analyst;
DROP ROLE outcomestar_analyst, outcomestar_dashboard;
DROP FUNCTION differences;
