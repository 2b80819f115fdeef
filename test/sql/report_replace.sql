-- A report replaced, refreshed and dropped: what users built on it and gave it survives, or is named in an error.
SET client_min_messages = warning;
\set SHOW_CONTEXT never

SELECT current_database() AS regression \gset
CREATE DATABASE outcomestar_replace;
\c outcomestar_replace
SET client_min_messages = warning;
CREATE EXTENSION outcomestar;
CREATE SCHEMA early_help;
CREATE SCHEMA mine;
CREATE ROLE outcomestar_dashboard;
CREATE ROLE outcomestar_reader;
CREATE TABLE early_help.readings AS
SELECT family AS family_id, date '2023-01-10' + family + 100 * star AS completed_on, area AS area_no,
       1 + (family * 3 + area * star + star) % 10 AS reading,
       CASE family % 3 WHEN 0 THEN 'Worker Only' ELSE 'Worker & Service User' END AS completed_by,
       'team ' || family % 2 AS team
FROM generate_series(1, 12) AS family, generate_series(0, 2) AS star, generate_series(1, 10) AS area
WHERE family > 2 OR star = 0;
CREATE TABLE early_help.families AS
SELECT family AS family_id, date '2023-01-01' + family AS added_on,
       CASE WHEN family % 5 = 0 THEN date '2024-02-01' END AS left_on,
       (ARRAY['North', 'South', NULL])[1 + family % 3] AS district, family % 2 AS cluster
FROM generate_series(1, 14) AS family;
CREATE TABLE early_help.wide AS
SELECT family_id, completed_on, completed_by, team,
       min(reading) FILTER (WHERE area_no = 1) AS a1, min(reading) FILTER (WHERE area_no = 2) AS a2,
       min(reading) FILTER (WHERE area_no = 3) AS a3, min(reading) FILTER (WHERE area_no = 4) AS a4,
       min(reading) FILTER (WHERE area_no = 5) AS a5, min(reading) FILTER (WHERE area_no = 6) AS a6,
       min(reading) FILTER (WHERE area_no = 7) AS a7, min(reading) FILTER (WHERE area_no = 8) AS a8,
       min(reading) FILTER (WHERE area_no = 9) AS a9, min(reading) FILTER (WHERE area_no = 10) AS a10
FROM early_help.readings GROUP BY 1, 2, 3, 4;

-- In how many rows the views of two reports differ; only views that do are returned.
CREATE FUNCTION mine.differences(one name, other name, OUT view_name name, OUT differing bigint) RETURNS SETOF record
    LANGUAGE plpgsql AS $$
DECLARE
    columns text;
BEGIN
    FOR view_name, columns IN
        SELECT relname, string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_class
        JOIN pg_attribute ON attrelid = pg_class.oid
        WHERE relnamespace = quote_ident(one)::regnamespace AND relkind = 'v' AND attnum > 0
          AND attname <> 'refreshed_at' AND relname <> 'changes'  -- which is about what was before
        GROUP BY 1 ORDER BY 1 LOOP
        EXECUTE format('WITH a AS (SELECT %1$s FROM %2$I.%4$I), b AS (SELECT %1$s FROM %3$I.%4$I)
                        SELECT count(*)
                        FROM ((TABLE a EXCEPT ALL TABLE b) UNION ALL (TABLE b EXCEPT ALL TABLE a)) AS d',
                       columns, one, other, view_name)
        INTO differing;
        CONTINUE WHEN differing = 0;
        RETURN NEXT;
    END LOOP;
END $$;

-- What is in a report besides its views and stored tables
CREATE VIEW mine.left_behind AS
SELECT relname FROM pg_class
WHERE relnamespace = to_regnamespace('report') AND relkind IN ('r', 'v') AND relname !~ '^stored_' AND relname NOT IN (
    'inclusion', 'completed_by', 'activity', 'reading_distributions', 'stage_distributions', 'mean_progress',
    'progress_matrices', 'progress_cells', 'progress_rates', 'progress_tests', 'member_differences', 'member_residuals',
    'area_links', 'overall_change', 'areas_progressed', 'family_patterns', 'star_changes',
    'journeys', 'family_stars', 'progress_counts', 'progress_summary', 'evidence', 'evidence_summary',
    'headline_movement', 'data_quality', 'source_rows', 'report_options', 'changes',
    'evidence_families');

\set columns '''family_id'', ''completed_on'', ''area_no'', ''reading'', '
\set columns :columns 'completed_by => ''completed_by'', families => ''early_help.families'''
\set of_readings '''early_help.readings'', ''report'', ' :columns
\set of_fresh '''early_help.readings'', ''fresh'', ' :columns
SELECT create_star_report(:of_readings, dimensions => '{district,cluster}');

-- What users build on it, and what they give it
CREATE VIEW mine.districts AS SELECT district, count(*) AS families FROM report.journeys GROUP BY district;
CREATE VIEW mine.busy_districts AS SELECT * FROM mine.districts WHERE families > 4;
CREATE MATERIALIZED VIEW mine.months AS
SELECT cluster, first_month, sum(families) AS readings FROM report.progress_counts GROUP BY 1, 2;
CREATE FUNCTION mine.stuck() RETURNS bigint LANGUAGE sql
BEGIN ATOMIC SELECT sum("Stuck") FROM report.progress_matrices WHERE dimension = 'All' AND start_stage = 'Total'; END;
CREATE TABLE mine.snapshots (taken_on date, inclusion report.inclusion);
INSERT INTO mine.snapshots SELECT '2024-04-01', i FROM report.inclusion AS i;
GRANT USAGE ON SCHEMA report TO outcomestar_dashboard;
GRANT SELECT ON report.inclusion TO outcomestar_dashboard WITH GRANT OPTION;
GRANT SELECT ON report.progress_matrices, report.journeys TO outcomestar_dashboard;
GRANT SELECT (family, district, cluster), UPDATE (cluster) ON report.journeys TO outcomestar_reader WITH GRANT OPTION;
GRANT SELECT (start_1) ON report.journeys TO PUBLIC;
SET ROLE outcomestar_dashboard;
GRANT SELECT ON report.inclusion TO outcomestar_reader;
RESET ROLE;
COMMENT ON VIEW report.journeys IS 'mine: for the board''s eyes';
COMMENT ON COLUMN report.journeys.cluster IS 'mine: need, as assessed';
COMMENT ON COLUMN report.journeys.days IS 'mine: how long';
COMMENT ON COLUMN report.progress_matrices."Stuck" IS 'mine: \ no % progress';
ALTER VIEW report.journeys SET (security_barrier);
CREATE FUNCTION mine.note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END $$;
CREATE TRIGGER noted INSTEAD OF UPDATE ON report.journeys FOR EACH ROW EXECUTE FUNCTION mine.note('of {member} %s');
CREATE TRIGGER "Re-entered" INSTEAD OF INSERT OR DELETE ON report.data_quality
    FOR EACH ROW EXECUTE FUNCTION mine.note();
CREATE VIEW mine.gifts AS
SELECT relname || coalesce('.' || attname, '') AS given_to,
       concat(acl.privilege_type, ' to ', CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
              CASE WHEN is_grantable THEN ' *' END) AS gift
FROM (SELECT oid, relname, NULL AS attname, relacl, relowner FROM pg_class
      UNION ALL SELECT attrelid, relname, attname, attacl, relowner FROM pg_attribute
          JOIN pg_class ON attrelid = pg_class.oid) AS part,
     aclexplode(relacl) AS acl
WHERE oid IN (SELECT oid FROM pg_class WHERE relnamespace = to_regnamespace('report')) AND grantee <> relowner
UNION ALL
SELECT objoid::regclass || coalesce('.' || attname, ''), description
FROM pg_description LEFT JOIN pg_attribute ON (attrelid, attnum) = (objoid, objsubid) AND objsubid > 0
WHERE classoid = 'pg_class'::regclass AND description LIKE 'mine:%'
UNION ALL
SELECT relname, array_to_string(reloptions, ', ') FROM pg_class
WHERE relnamespace = to_regnamespace('report') AND reloptions IS NOT NULL
UNION ALL
SELECT relname, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = to_regnamespace('report');
SELECT * FROM mine.gifts ORDER BY 1, 2;
CREATE TABLE mine.gifts_before AS TABLE mine.gifts;
CREATE VIEW mine.gifts_changed AS
SELECT 'gone' AS what, * FROM (TABLE mine.gifts_before EXCEPT TABLE mine.gifts) AS gone
UNION ALL SELECT 'new', * FROM (TABLE mine.gifts EXCEPT TABLE mine.gifts_before) AS new ORDER BY 1, 2, 3;

-- Replaced with the same options: nothing changes
CREATE TABLE mine.views_before AS
SELECT oid, relname FROM pg_class WHERE relnamespace = 'report'::regnamespace AND relkind = 'v';
SELECT create_star_report(:of_readings, dimensions => '{district,cluster}') IS NOT NULL AS replaced;
SELECT count(*) FROM mine.views_before JOIN pg_class USING (oid, relname);
TABLE mine.gifts_changed;
TABLE mine.left_behind;

-- Other dimensions: new columns are added at the end, and the order in which they are given does not matter to a view
SELECT create_star_report(:of_readings, dimensions => '{team,cluster,district}') IS NOT NULL AS replaced;
SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'report.progress_counts'::regclass;
SELECT DISTINCT dimension_no, dimension FROM report.inclusion ORDER BY 1;
SELECT family, district, cluster, team, first_on FROM report.journeys WHERE family IN (3, 13) ORDER BY 1;
SELECT * FROM mine.busy_districts ORDER BY district COLLATE "C";
TABLE mine.gifts_changed;
SELECT create_star_report(:of_fresh, dimensions => '{team,cluster,district}') IS NOT NULL AS made;
SELECT * FROM mine.differences('report', 'fresh');

-- The other shape
SELECT create_star_report('early_help.wide', 'report', 'family_id', 'completed_on',
                          areas => '{a1,a2,a3,a4,a5,a6,a7,a8,a9,a10}',
                          completed_by => 'completed_by', families => 'early_help.families',
                          dimensions => '{team,cluster,district}') IS NOT NULL AS replaced;
SELECT * FROM mine.differences('report', 'fresh');
TABLE mine.gifts_changed;

-- A column has to go: all that stands on it is named, and everything is as before
CREATE TABLE mine.relations_before AS
SELECT oid, relfilenode, relname FROM pg_class WHERE relnamespace = 'report'::regnamespace;
SELECT create_star_report(:of_readings, dimensions => '{district}');
INSERT INTO star_own_editions VALUES
    ('Short Star', '{Body,Mind,Money}', '{Stuck,Helped,Trying,Learning,Free}'),
    ('Renamed Star', (SELECT areas FROM star_editions WHERE edition = 'Family Star Plus 1'), '{1,2,3,4,total of 5}');
SELECT create_star_report(:of_readings, dimensions => '{district,cluster,team}', edition => 'Renamed Star');
SELECT create_star_report(:of_readings, dimensions => '{district,cluster,team}', edition => 'Short Star');
SELECT * FROM mine.differences('report', 'fresh');
SELECT count(now_there.oid) AS same, count(*) - count(now_there.oid) AS gone
FROM mine.relations_before LEFT JOIN pg_class AS now_there USING (oid, relfilenode, relname);
TABLE mine.gifts_changed;
TABLE mine.left_behind;

-- Columns that nobody uses may go; those that stay keep what they were given
DROP FUNCTION mine.stuck();
SELECT create_star_report(:of_readings, dimensions => '{district,cluster,team}',
                          edition => 'Family Star Plus 2') IS NOT NULL AS replaced;
SELECT * FROM report.progress_matrices WHERE dimension = 'All' AND area_no = 1 ORDER BY start_stage_no;
TABLE mine.gifts_changed;

-- Told to cascade
SELECT create_star_report(:of_readings, dimensions => '{district}', "cascade" => true) IS NOT NULL AS replaced;
TABLE mine.gifts_changed;
SELECT relname FROM pg_class WHERE relnamespace = 'mine'::regnamespace AND relkind IN ('v', 'm') ORDER BY 1;
SELECT taken_on, (inclusion).measure, (inclusion).number FROM mine.snapshots
WHERE (inclusion).dimension_no = 0 AND (inclusion).measure_no <= 2;

-- What default privileges would give, and somebody took away, stays away
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO outcomestar_reader;
REVOKE ALL ON report.journeys FROM outcomestar_reader;
SELECT create_star_report(:of_readings, dimensions => '{cluster}') IS NOT NULL AS replaced;
SELECT has_table_privilege('outcomestar_reader', 'report.journeys', 'SELECT') AS reader_sees_families,
       has_table_privilege('outcomestar_dashboard', 'report.journeys', 'SELECT') AS dashboard_does;
ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM outcomestar_reader;

-- Families of another type: views about them are made anew, and users' views on the others move to the new tables.
-- What stands on a stored table is in the way.
CREATE VIEW mine.months AS SELECT first_month, sum(families) AS readings FROM report.progress_counts GROUP BY 1;
CREATE VIEW mine.ids AS SELECT family, service_user FROM report.stored_families;
CREATE TABLE early_help.text_readings AS
SELECT 'F' || family_id AS family_id, completed_on, area_no, reading FROM early_help.readings;
SELECT create_star_report('early_help.text_readings', 'report', 'family_id', 'completed_on', 'area_no', 'reading',
                          dimensions => '{cluster}');
ALTER TABLE early_help.text_readings ADD cluster integer DEFAULT 7;
SELECT create_star_report('early_help.text_readings', 'report', 'family_id', 'completed_on', 'area_no', 'reading',
                          dimensions => '{cluster}');
DROP VIEW mine.ids;
SELECT create_star_report('early_help.text_readings', 'report', 'family_id', 'completed_on', 'area_no', 'reading',
                          dimensions => '{cluster}');
SELECT family, cluster, first_on FROM report.journeys WHERE family = 'F3';
SELECT sum(readings) FROM mine.months;
TABLE mine.left_behind;
DROP VIEW mine.months;

-- Refresh: what was added, changed and removed
SELECT create_star_report(:of_readings, dimensions => '{district,cluster,team}') IS NOT NULL AS made;
DELETE FROM early_help.readings WHERE family_id = 4;
UPDATE early_help.readings SET reading = 10 WHERE family_id = 5 AND area_no = 3;
UPDATE early_help.readings SET completed_on = completed_on + 500, team = 'team 9'
WHERE family_id = 6 AND completed_on > '2023-07-01';
INSERT INTO early_help.readings VALUES
    (21, '2024-01-01', 1, 5, 'Somebody', 'team 1'), (21, '2024-01-01', 2, 11, 'Nobody', 'team 1'),
    (NULL, '2024-01-01', 1, 5, NULL, NULL), (22, NULL, 3, 3, NULL, NULL);
DELETE FROM early_help.families WHERE family_id = 13;
UPDATE early_help.families SET district = 'West', left_on = '2024-03-03' WHERE family_id = 7;
SELECT refresh_star_report('report');
SELECT create_star_report(:of_fresh, dimensions => '{district,cluster,team}') IS NOT NULL AS made;
SELECT * FROM mine.differences('report', 'fresh');

-- Without any change, no row is written but those of stored_options
CREATE FUNCTION mine.places() RETURNS TABLE (table_name name, place text) LANGUAGE plpgsql AS $$
BEGIN
    FOR table_name IN SELECT relname FROM pg_class
                      WHERE relnamespace = 'report'::regnamespace AND relname LIKE 'stored%' AND relkind = 'r' LOOP
        RETURN QUERY EXECUTE format('SELECT %L::name, concat_ws(''/'', tableoid, ctid, xmin, xmax) FROM report.%1$I',
                                    table_name);
    END LOOP;
END $$;
CREATE TABLE mine.places_before AS SELECT * FROM mine.places();
SELECT refresh_star_report('report') IS NOT NULL AS refreshed;
SELECT table_name, count(*) FROM (SELECT * FROM mine.places() EXCEPT TABLE mine.places_before) AS written GROUP BY 1;

-- Refresh with the options of before, whatever the session's settings are
SELECT create_star_report(:of_readings, dimensions => '{}', period_from => '2023-04-01', period_to => '2023-09-30',
                          start_rule => 'lower of first two',
                          change_band => 0.4, quarter_starts => 1, time_zone => 'Asia/Tokyo', "cascade" => true);
CREATE TABLE mine.options_before AS SELECT option, value FROM report.report_options;
SET timezone = 'America/New_York'; SET datestyle = 'German';
\i test/backslashes.psql
SELECT refresh_star_report('report');
RESET timezone; RESET datestyle; RESET standard_conforming_strings;
SELECT option, value FROM report.report_options EXCEPT TABLE mine.options_before;

-- The collation of the families' column does not matter
ALTER TABLE early_help.text_readings ALTER family_id TYPE text COLLATE "C";
SELECT create_star_report('early_help.text_readings', 'texts', 'family_id', 'completed_on', 'area_no', 'reading');
ALTER TABLE early_help.text_readings ALTER family_id TYPE text COLLATE "POSIX";
SELECT refresh_star_report('texts');

-- The source has changed
ALTER TABLE early_help.text_readings ALTER family_id TYPE integer USING substr(family_id, 2)::integer;
SELECT refresh_star_report('texts');
SELECT DISTINCT pg_typeof(family) FROM texts.journeys;
CREATE VIEW mine.families AS SELECT family FROM texts.journeys;
ALTER TABLE early_help.text_readings ALTER family_id TYPE text;
SELECT refresh_star_report('texts');
SELECT refresh_star_report('texts', "cascade" => true);
ALTER TABLE early_help.text_readings RENAME completed_on TO completion_date;
SELECT refresh_star_report('texts');
DROP TABLE early_help.text_readings;
SELECT refresh_star_report('texts');
SELECT count(*) FROM texts.journeys;
SELECT relname FROM pg_class WHERE relnamespace = 'texts'::regnamespace AND relname !~ '^stored_' AND relkind = 'r';
SELECT drop_star_report('texts');

-- The edition has changed
SELECT create_star_report('early_help.readings', 'short', 'family_id', 'completed_on', 'area_no', 'reading',
                          edition => 'Short Star');
UPDATE star_own_editions SET areas[3] = 'Income' WHERE edition = 'Short Star';
SELECT refresh_star_report('short') IS NOT NULL AS refreshed;
SELECT DISTINCT area_no, area FROM short.progress_rates ORDER BY 1;
UPDATE star_own_editions SET stages[5] = 'Happy' WHERE edition = 'Short Star';
SELECT refresh_star_report('short');
SELECT count("Happy") > 0 AS happy_is_a_column FROM short.progress_matrices;
DELETE FROM star_own_editions WHERE edition = 'Short Star';
SELECT refresh_star_report('short');
SELECT drop_star_report('short');

-- A report of an older version had fewer views, columns and options: a refresh brings it to the form of this one
SELECT create_star_report('early_help.readings', name, 'family_id', 'completed_on', 'area_no', 'reading',
                          dimensions => '{team}', change_band => 0.5) IS NOT NULL AS made
FROM unnest('{older,newer}'::name[]) AS name;
CREATE VIEW mine.rates AS SELECT area_no, progressed FROM older.progress_rates;
GRANT SELECT ON older.progress_rates TO outcomestar_reader;
DELETE FROM older.stored_options WHERE option IN (
    'framework', 'start_rule', 'missing', 'entered_on', 'row_id', 'earliest_on', 'least_days_between', 'added_on',
    'left_on');
UPDATE older.stored_options SET value = '0.9' WHERE option = 'version';
DROP VIEW older.areas_progressed, older.activity;
CREATE OR REPLACE VIEW older.report_options AS SELECT option, value, NULL::timestamptz AS refreshed_at
FROM older.stored_options WHERE option <> 'version';
DROP VIEW older.source_rows;
DROP TABLE older.stored_activity, older.stored_source_rows;
ALTER TABLE older.stored_members DROP COLUMN progressed_in;
SELECT refresh_star_report('older');
CREATE FUNCTION mine.contents(relation text, OUT contents text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT json_agg(v ORDER BY v::text COLLATE "C") FROM %s AS v', relation)
    INTO contents;
END $$;
SELECT view_name AS differs FROM report_views()
WHERE mine.contents(format('older.%I', view_name)) IS DISTINCT FROM mine.contents(format('newer.%I', view_name))
  AND view_name <> 'report_options';
SELECT option, value FROM older.report_options EXCEPT SELECT option, value FROM newer.report_options;
SELECT count(*) AS areas_in_the_view FROM mine.rates;
SELECT has_table_privilege('outcomestar_reader', 'older.progress_rates', 'SELECT') AS still_granted;
-- and what stands in its way is said
DROP VIEW mine.rates;
UPDATE older.stored_options SET value = '0.9' WHERE option = 'version';
CREATE OR REPLACE VIEW older.progress_rates AS SELECT v.*, 1 AS gone FROM newer.progress_rates AS v;
CREATE VIEW mine.rates AS SELECT gone FROM older.progress_rates;
SELECT refresh_star_report('older');
SELECT refresh_star_report('older', "cascade" => true);
SELECT drop_star_report('older'), drop_star_report('newer');

-- Options that somebody has tampered with cannot do more than arguments can
CREATE FUNCTION mine.tampered(which text, with_value text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    UPDATE fresh.stored_options SET value = with_value WHERE option = which;
    RETURN refresh_star_report('fresh');
EXCEPTION WHEN others THEN
    RETURN SQLERRM;
END $$;
SELECT which, mine.tampered(which, value) FROM (VALUES
    ('source', 'early_help.readings; DROP TABLE mine.snapshots'), ('source', '(SELECT * FROM early_help.readings)'),
    ('source', NULL), ('source', 'pg_authid'),
    ('families', 'early_help.families AS s, pg_authid'), ('family', 'family_id) FROM pg_authid --'),
    ('area', 'area_no::text || 1'),
    ('areas', '{a1,a2}'), ('areas', 'a1'),
    ('change_band', '0.25); DROP TABLE mine.snapshots; --'), ('change_band', 'NaN'),
    ('quarter_starts', '4) OR true --'),
    ('start_rule', 'first'') --'),
    ('period_from', '2023-01-01''; --'), ('time_zone', 'UTC'' --'), ('date_format', 'YYYY'),
    ('edition', 'x'' OR true --'),
    ('dimensions', '{"team\" , (SELECT 1) AS \"x"}'),
    ('dimensions', '{{team},{cluster}}'), ('dimensions', '{NULL}'),
    ('missing', '{"N/A''::text) OR true --"}'), ('missing', 'N/A'), ('missing', NULL),
    ('earliest_on', '2000-01-01'' OR true --'), ('least_days_between', '7), pg_sleep(1'),
    ('entered_on', 'reading) FROM pg_authid --'), ('row_id', 'reading::text FROM pg_authid --'),
    ('added_on', 'added_on::text || 1'), ('left_on', 'left_on FROM pg_authid --')) AS tampered (which, value);
SELECT refresh_star_report('fresh') IS NOT NULL AS refreshed;
DELETE FROM fresh.stored_options;
SELECT refresh_star_report('fresh');
SELECT drop_star_report('fresh');
SELECT count(*) FROM mine.snapshots;

-- Under another name
SELECT create_star_report(:of_readings, dimensions => '{district,cluster,team}') IS NOT NULL AS replaced;
ALTER SCHEMA report RENAME TO "Report 2024 ""new""";
DELETE FROM early_help.readings WHERE family_id = 8;
SELECT refresh_star_report('Report 2024 "new"');
SELECT refresh_star_report('report');
ALTER SCHEMA "Report 2024 ""new""" RENAME TO report;

-- Dropped, unless something stands on it or in it
DROP TABLE mine.snapshots;
CREATE VIEW mine.rates AS SELECT area, made_progress_percent FROM report.progress_rates;
CREATE VIEW mine.means AS SELECT area, mean_progress FROM report.mean_progress;
SELECT drop_star_report('report');
DROP VIEW mine.rates, mine.means;
CREATE TABLE report.notes (note text);
SELECT drop_star_report('report');
SELECT count(*) FROM report.journeys;
CREATE VIEW mine.rates AS SELECT area, made_progress_percent FROM report.progress_rates;
SELECT drop_star_report('report', "cascade" => true);
SELECT to_regnamespace('report') IS NULL AS dropped, to_regclass('mine.rates') IS NULL AS with_what_stood_on_it;
SELECT drop_star_report('report');
SELECT drop_star_report('mine');
SELECT drop_star_report(NULL);

-- The extension dropped with all that depends on it, and made anew: a refresh makes what has gone
SELECT create_star_report(:of_readings, dimensions => '{district,cluster,team}') IS NOT NULL AS made;
SELECT create_star_report(:of_fresh, dimensions => '{district,cluster,team}') IS NOT NULL AS made;
GRANT SELECT ON report.inclusion TO outcomestar_reader;
SET client_min_messages = error;
DROP EXTENSION outcomestar CASCADE;
SET client_min_messages = warning;
SELECT relname FROM pg_class WHERE relnamespace = 'report'::regnamespace AND relkind = 'v' ORDER BY relname;
CREATE EXTENSION outcomestar;
SELECT refresh_star_report('report');
SELECT create_star_report(:of_fresh, dimensions => '{district,cluster,team}') IS NOT NULL AS made;
SELECT * FROM mine.differences('report', 'fresh');
SELECT has_table_privilege('outcomestar_reader', 'report.inclusion', 'SELECT') AS still_granted;
\i test/unsound_reports.psql
SELECT * FROM pg_temp.unsound_reports();
-- somebody has dropped a view
DROP VIEW report.activity, report.source_rows;
SELECT refresh_star_report('report') IS NOT NULL AS refreshed;
SELECT * FROM mine.differences('report', 'fresh');

\c :regression
DROP DATABASE outcomestar_replace;
DROP ROLE outcomestar_dashboard, outcomestar_reader;
