-- Whom a report is shown to: views of figures, or all, and never its tables.
SET client_min_messages = warning;
\set SHOW_CONTEXT never

SELECT current_database() AS regression \gset
CREATE DATABASE outcomestar_grants;
CREATE ROLE outcomestar_analyst;
CREATE ROLE outcomestar_dashboard;
CREATE ROLE outcomestar_manager;
CREATE ROLE outcomestar_group;
CREATE ROLE "Robert""; DROP TABLE readings; --" IN ROLE outcomestar_group;
\c outcomestar_grants
SET client_min_messages = warning;
CREATE EXTENSION outcomestar;
GRANT CREATE ON DATABASE outcomestar_grants TO outcomestar_analyst;
SET ROLE outcomestar_analyst;
CREATE SCHEMA data;
CREATE TABLE data.readings AS
SELECT 'SECRET' || family AS family, date '2024-01-01' + 90 * star AS completed_on, 1 AS area_no, 3 + star AS reading,
       'here' AS place
FROM generate_series(1, 3) AS family, generate_series(0, 1) AS star;
CREATE TABLE data.needs AS SELECT DISTINCT family, '2:1' AS need_code FROM data.readings;
SELECT create_star_report('data.readings', 'report', 'family', 'completed_on', 'area_no', 'reading',
                          dimensions => '{place}', needs => 'data.needs') IS NOT NULL AS made;

-- How much roles can read, with what they have been granted by anybody
CREATE VIEW data.readable AS
SELECT rolname AS role, count(*) FILTER (WHERE relkind = 'v') > 10 AS figures,
       string_agg(relname, ', ' ORDER BY relname COLLATE "C")
           FILTER (WHERE relname ~ '^(stored.*|journeys|progress_(summary|counts)|family_stars|data_quality|evidence|'
                                   'evidence_families|changes)$')
           AS families
FROM pg_roles JOIN pg_class ON relnamespace = 'report'::regnamespace AND relkind IN ('r', 'v')
 AND has_schema_privilege(pg_roles.oid, relnamespace, 'USAGE')
 AND has_any_column_privilege(pg_roles.oid, pg_class.oid, 'SELECT')
WHERE rolname ~ '^(outcomestar_(dashboard|manager|group)|Robert)'
GROUP BY rolname;
SELECT * FROM data.readable;
SELECT grant_star_report('report', 'outcomestar_dashboard'),
       grant_star_report('report', 'outcomestar_manager', 'families');
SELECT * FROM data.readable ORDER BY role COLLATE "C";

-- A view is about single families if it names one, or counts at the finest grain, which is said in its comment
SELECT relname, has_table_privilege('outcomestar_dashboard', pg_class.oid, 'SELECT') AS shown
FROM pg_class
WHERE relnamespace = 'report'::regnamespace AND relkind = 'v'
  AND (EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'family')
       OR relname IN ('progress_counts', 'progress_summary'))
      = has_table_privilege('outcomestar_dashboard', oid, 'SELECT');
DO $$
DECLARE
    view regclass;
    named bigint;
BEGIN
    FOR view IN SELECT oid FROM pg_class WHERE relnamespace = 'report'::regnamespace AND relkind = 'v'
                  AND has_table_privilege('outcomestar_dashboard', oid, 'SELECT') LOOP
        EXECUTE format('SELECT count(*) FROM %s AS v WHERE v::text ~ ''SECRET''', view) INTO named;
        IF named > 0 THEN
            RAISE WARNING '% names a family', view;
        END IF;
    END LOOP;
END $$;

-- Both read what they may through the views alone
SET ROLE outcomestar_dashboard;
SELECT area, progressed FROM report.progress_rates WHERE dimension_no = 0 AND area_no = 1;
SELECT count(*) FROM report.journeys;
SELECT count(*) FROM report.stored_families;
SET ROLE outcomestar_manager;
SELECT count(*) FROM report.journeys;
SELECT count(*) FROM report.stored_families;
SELECT grant_star_report('report', 'outcomestar_dashboard', 'families');
SELECT revoke_star_report('report', 'outcomestar_dashboard');

-- The level last granted holds; and what default privileges or somebody's GRANT gave is taken back with it, as who may
-- write to report_options decides what is read with its owner's rights
SET ROLE outcomestar_analyst;
GRANT ALL ON ALL TABLES IN SCHEMA report TO outcomestar_dashboard;
GRANT SELECT (family) ON report.family_stars TO outcomestar_manager;
SELECT grant_star_report('report', 'outcomestar_dashboard', 'figures'),
       grant_star_report('report', 'outcomestar_manager', 'figures');
SELECT * FROM data.readable ORDER BY role COLLATE "C";
SELECT DISTINCT privilege_type FROM pg_class, aclexplode(relacl)
WHERE relnamespace = 'report'::regnamespace AND grantee = 'outcomestar_dashboard'::regrole;
SELECT revoke_star_report('report', 'outcomestar_manager');
SELECT role FROM data.readable;

-- A refresh and a replacement keep the grants
SELECT refresh_star_report('report') IS NOT NULL AS refreshed;
SELECT create_star_report('data.readings', 'report', 'family', 'completed_on', 'area_no',
                          'reading') IS NOT NULL AS made;
SELECT * FROM data.readable;

-- A role with a name from hell; and what it can read all the same is said
SELECT grant_star_report('report', 'Robert"; DROP TABLE readings; --');
GRANT USAGE ON SCHEMA report TO PUBLIC;
GRANT SELECT ON report.journeys TO outcomestar_group;
GRANT SELECT (family) ON report.stored_families TO PUBLIC;
SELECT grant_star_report('report', 'Robert"; DROP TABLE readings; --');
SELECT revoke_star_report('report', 'Robert"; DROP TABLE readings; --');
SELECT revoke_star_report('report', 'outcomestar_group');
REVOKE ALL ON report.stored_families FROM PUBLIC;
SELECT revoke_star_report('report', 'Robert"; DROP TABLE readings; --');

-- What cannot be granted
SELECT grant_star_report('report', 'outcomestar_nobody');
SELECT grant_star_report('report', 'public');
SELECT grant_star_report('report', NULL);
SELECT grant_star_report('report', 'outcomestar_analyst');
SELECT revoke_star_report('report', 'outcomestar_analyst');
SELECT grant_star_report('report', 'outcomestar_manager', 'figurs');
SELECT grant_star_report('report', 'outcomestar_manager', NULL);
SELECT grant_star_report('repart', 'outcomestar_manager');
SELECT grant_star_report(NULL, 'outcomestar_manager');
RESET ROLE;
SELECT grant_star_report('report', 'outcomestar_manager');

-- A schema of somebody else's: its owner has to let the role in
CREATE SCHEMA shared;
COMMENT ON SCHEMA shared IS 'Star report';
GRANT USAGE, CREATE ON SCHEMA shared TO outcomestar_analyst;
SET ROLE outcomestar_analyst;
SELECT create_star_report('data.readings', 'shared', 'family', 'completed_on', 'area_no',
                          'reading') IS NOT NULL AS made;
SELECT grant_star_report('shared', 'outcomestar_manager');
RESET ROLE;
GRANT USAGE ON SCHEMA shared TO outcomestar_manager;
SET ROLE outcomestar_analyst;
SELECT grant_star_report('shared', 'outcomestar_manager');
SELECT revoke_star_report('shared', 'outcomestar_manager');
RESET ROLE;

\c :regression
DROP DATABASE outcomestar_grants;
DROP ROLE outcomestar_analyst, outcomestar_dashboard, outcomestar_manager, outcomestar_group,
    "Robert""; DROP TABLE readings; --";
