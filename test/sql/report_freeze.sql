-- A report frozen: its figures as tables that nothing changes.
SET client_min_messages = warning;

SELECT current_database() AS regression \gset
CREATE DATABASE outcomestar_freeze;
CREATE ROLE outcomestar_analyst;
CREATE ROLE outcomestar_colleague;
\c outcomestar_freeze
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = ISO;
\set SHOW_CONTEXT never
CREATE SCHEMA stars;
CREATE EXTENSION outcomestar SCHEMA stars;
GRANT USAGE ON SCHEMA stars TO PUBLIC;
GRANT CREATE ON DATABASE outcomestar_freeze TO outcomestar_analyst, outcomestar_colleague;
INSERT INTO stars.star_own_editions (edition, areas, stages, highest_reading)
VALUES ('Five', '{Body,Home}', '{Stuck,Helped,Trying,Learning,Well}', 5);
SET search_path = stars, public;
SET ROLE outcomestar_analyst;
CREATE SCHEMA data;
CREATE TABLE data.readings AS
SELECT 'SECRET' || family AS family, date '2024-01-01' + 90 * star AS completed_on, area_no,
       1 + (family * 3 + area_no * star + star) % 10 AS reading, 'worker only' AS who
FROM generate_series(1, 12) AS family, generate_series(0, 1) AS star, generate_series(1, 10) AS area_no;
CREATE TABLE data.families AS
SELECT 'SECRET' || family AS family, date '2023-12-01' + family AS added_on, 'district ' || family % 3 AS district,
       NULL::date AS left_on
FROM generate_series(1, 13) AS family;
CREATE TABLE data.needs AS SELECT family, '2:1' AS need_code FROM data.families;
SELECT create_star_report('data.readings', 'report', 'family', 'completed_on', 'area_no', 'reading',
                          completed_by => 'who', dimensions => '{district}', families => 'data.families',
                          needs => 'data.needs', period_from => '2024-01-01', time_zone => 'UTC') IS NOT NULL AS made;
COMMENT ON VIEW report.inclusion IS 'ours';

-- What differs between the views and the tables: nothing but that the options say so; no view about families is there
SELECT freeze_star_report('report', 'frozen');
CREATE VIEW data.relations AS
SELECT nspname AS schema, relname, relkind, (
           SELECT jsonb_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), attcollation,
                                      col_description(attrelid, attnum)) ORDER BY attnum)
           FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0
       ) || to_jsonb(obj_description(pg_class.oid, 'pg_class')) AS described
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind IN ('r', 'v') AND relname !~ '^stored_';
CREATE FUNCTION data.differences(report_schema text, frozen_schema text, OUT name name, OUT difference text)
    RETURNS SETOF record LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    part record;
BEGIN
    FOR part IN
        SELECT relname, shown.relkind AS shown, kept.relkind AS kept, shown.described <> kept.described AS is_other
        FROM (SELECT * FROM data.relations WHERE schema = report_schema) AS shown
        FULL JOIN (SELECT * FROM data.relations WHERE schema = frozen_schema) AS kept USING (relname)
        ORDER BY relname
    LOOP
        name := part.relname;
        difference := CASE WHEN part.kept IS NULL THEN 'not frozen' WHEN part.shown IS NULL THEN 'not in the report'
                           WHEN part.kept <> 'r' THEN 'no table'
                           WHEN part.is_other THEN 'other columns or comments' END;
        IF difference IS NULL THEN
            EXECUTE format($sql$
                SELECT string_agg(row, E'\n' ORDER BY row COLLATE "C") FROM (
                    SELECT row FROM (SELECT v::text, -1 FROM %s AS v UNION ALL SELECT f::text, 1 FROM %s AS f)
                        AS each (row, times)
                    GROUP BY row HAVING sum(times) <> 0) AS other$sql$,
                format('%I.%I', report_schema, name), format('%I.%I', frozen_schema, name)) INTO difference;
        END IF;
        IF difference IS NOT NULL THEN
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;
SELECT name, regexp_replace(difference, '\d{4}-\d\d-\d\d[ :\d.+]*', 'DATE', 'g') AS difference
FROM data.differences('report', 'frozen');
SELECT obj_description('frozen'::regnamespace, 'pg_namespace');

-- No family is named, and nothing depends on the extension
CREATE FUNCTION data.contents(relation text, OUT contents text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT json_agg(v ORDER BY v::text COLLATE "C") FROM %s AS v', relation)
    INTO contents;
END $$;
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'frozen' AND data.contents(format('frozen.%I', table_name)) ~ 'SECRET';
SELECT table_name FROM information_schema.tables
WHERE table_schema = 'report' AND data.contents(format('report.%I', table_name)) ~ 'SECRET' ORDER BY 1;

-- It stays while the report goes on
UPDATE data.readings SET reading = 10 WHERE completed_on > '2024-02-01';
CREATE TABLE data.frozen_before AS SELECT * FROM frozen.mean_progress;
SELECT refresh_star_report('report') IS NOT NULL AS refreshed;
SELECT count(*) AS changed FROM (TABLE frozen.mean_progress EXCEPT TABLE data.frozen_before) AS rows;
SELECT latest_mean FROM report.mean_progress WHERE dimension_no = 0 AND area_no = 1 AND starting = 'all'
UNION ALL
SELECT latest_mean FROM frozen.mean_progress WHERE dimension_no = 0 AND area_no = 1 AND starting = 'all';

-- Nothing changes it
SELECT is_star_report('frozen');
SELECT refresh_star_report('frozen');
SELECT create_star_report('data.readings', 'frozen', 'family', 'completed_on', 'area_no', 'reading');
SELECT freeze_star_report('frozen', 'twice');
SELECT freeze_star_report('report', 'frozen');
SELECT freeze_star_report('report', 'report');
SELECT freeze_star_report('report', 'data');
SELECT freeze_star_report('report', NULL);
SELECT freeze_star_report('report', 'pg_frozen');
SELECT freeze_star_report('repart', 'other');

-- It is granted as a report is
SELECT grant_star_report('frozen', 'outcomestar_colleague');
SET ROLE outcomestar_colleague;
SELECT option, value ~ '^\d{4}-\d\d-\d\d$' AS is_date FROM frozen.report_options WHERE option = 'frozen_on';
SELECT freeze_star_report('report', 'mine');
SELECT drop_star_report('frozen');
SELECT grant_star_report('frozen', 'outcomestar_analyst');
RESET ROLE;
SELECT freeze_star_report('report', 'mine');
SET ROLE outcomestar_analyst;
SELECT revoke_star_report('frozen', 'outcomestar_colleague');

-- A schema that was made for it; and not one that somebody else's objects wait in
RESET ROLE;
CREATE SCHEMA "of a ""day'; --" AUTHORIZATION outcomestar_analyst;
COMMENT ON SCHEMA "of a ""day'; --" IS 'Star report';
REVOKE CREATE ON DATABASE outcomestar_freeze FROM outcomestar_analyst;
SET ROLE outcomestar_analyst;
SELECT freeze_star_report('report', 'of a "day''; --') IS NOT NULL AS frozen;
SELECT freeze_star_report('report', 'another_day');
SELECT name FROM data.differences('report', 'of a "day''; --')
WHERE difference <> 'not frozen' AND name <> 'report_options';
RESET ROLE;
GRANT CREATE ON DATABASE outcomestar_freeze TO outcomestar_analyst;
SET ROLE outcomestar_analyst;

-- Reports of nothing, of stages, and of whole Stars by two dimensions with names from hell
CREATE TABLE data.nothing (LIKE data.readings);
SELECT create_star_report('data.nothing', 'empty', 'family', 'completed_on', 'area_no', 'reading') IS NOT NULL AS made;
SELECT freeze_star_report('empty', 'empty_frozen') IS NOT NULL AS frozen;
SELECT name FROM data.differences('empty', 'empty_frozen')
WHERE difference <> 'not frozen' AND name <> 'report_options';
CREATE TABLE data.five AS SELECT family, completed_on, area_no, (reading + 1) / 2 AS reading, who AS "it's {who} %I"
FROM data.readings WHERE area_no < 3;
SELECT create_star_report('data.five', 'five', 'family', 'completed_on', 'area_no', 'reading', edition => 'Five',
                          dimensions => '{"it''s {who} %I"}') IS NOT NULL AS made;
SELECT freeze_star_report('five', 'five_frozen') IS NOT NULL AS frozen;
SELECT name FROM data.differences('five', 'five_frozen')
WHERE difference <> 'not frozen' AND name <> 'report_options';

-- A report that has lost a view
DROP VIEW five.headline_movement;
SELECT freeze_star_report('five', 'five_again');
SELECT refresh_star_report('five') IS NOT NULL AS refreshed;
SELECT freeze_star_report('five', 'five_again') IS NOT NULL AS frozen;

-- Dropped as a report is; and what is left when the extension has gone
CREATE VIEW data.board AS SELECT * FROM frozen.inclusion;
SELECT drop_star_report('frozen');
SELECT drop_star_report('frozen', "cascade" => true);
SELECT drop_star_report('five_again');
SELECT to_regclass('data.board') IS NULL AS board_dropped, to_regnamespace('five_again') IS NULL AS dropped;
RESET ROLE;
DROP EXTENSION outcomestar CASCADE;
SELECT area, latest_mean FROM empty_frozen.mean_progress WHERE starting = 'all';
SELECT area, starting, families, start_mean FROM five_frozen.mean_progress
WHERE dimension_no = 0 AND starting = 'all';
-- and comes back
CREATE EXTENSION outcomestar SCHEMA stars;
SET ROLE outcomestar_analyst;
SELECT refresh_star_report('five_frozen');
SELECT drop_star_report('five_frozen');
RESET ROLE;

\c :regression
DROP DATABASE outcomestar_freeze;
DROP ROLE outcomestar_analyst, outcomestar_colleague;
