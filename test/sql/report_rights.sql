-- Whose rights a report is made, kept and read with; and what nobody can smuggle into it.
SET client_min_messages = warning;
\set SHOW_CONTEXT never

SELECT current_database() AS regression \gset
CREATE DATABASE outcomestar_rights;
CREATE ROLE outcomestar_analyst;
CREATE ROLE outcomestar_colleague;
CREATE ROLE outcomestar_dashboard;
CREATE ROLE outcomestar_mallory;
\c outcomestar_rights
SET client_min_messages = warning;
CREATE EXTENSION outcomestar;
CREATE SCHEMA early_help;
CREATE TABLE early_help.readings AS
SELECT family AS family_id, date '2023-01-10' + family + 100 * star AS completed_on, area AS area_no,
       1 + (family * 3 + area * star + star) % 10 AS reading,
       'team ' || family % 2 AS team
FROM generate_series(1, 12) AS family, generate_series(0, 1) AS star, generate_series(1, 10) AS area;
CREATE TABLE early_help.families AS
SELECT family AS family_id, date '2023-01-01' + family AS added_on, 'district ' || family % 3 AS district
FROM generate_series(1, 12) AS family;
\set columns '''family_id'', ''completed_on'', ''area_no'', ''reading'', '
\set columns :columns 'dimensions => ''{district}'', families => ''early_help.families'''
\set report 'create_star_report(''early_help.readings'', ''report'', ' :columns ')'

-- An analyst needs a right to all that the report reads, and a schema
SET ROLE outcomestar_analyst;
SELECT :report;
RESET ROLE;
GRANT USAGE ON SCHEMA early_help TO outcomestar_analyst;
SET ROLE outcomestar_analyst;
SELECT :report;
RESET ROLE;
GRANT SELECT (family_id, completed_on, area_no, reading) ON early_help.readings TO outcomestar_analyst;
SET ROLE outcomestar_analyst;
SELECT :report;
RESET ROLE;
GRANT SELECT (family_id, added_on, district) ON early_help.families TO outcomestar_analyst;
SET ROLE outcomestar_analyst;
SELECT :report;
RESET ROLE;
CREATE SCHEMA report AUTHORIZATION outcomestar_analyst;
SET ROLE outcomestar_analyst;
SELECT :report;
RESET ROLE;
COMMENT ON SCHEMA report IS 'Star report';
SET ROLE outcomestar_analyst;
SELECT :report;
SELECT refresh_star_report('report') IS NOT NULL AS refreshed;

-- Nothing is granted to anybody
SELECT relname, relacl FROM pg_class WHERE relnamespace = 'report'::regnamespace AND relacl IS NOT NULL;

-- A dashboard gets what is granted to it, and nothing behind it
GRANT USAGE ON SCHEMA report TO outcomestar_dashboard;
GRANT SELECT ON report.inclusion, report.mean_progress, report.report_options TO outcomestar_dashboard;
SET ROLE outcomestar_dashboard;
SELECT measure, number FROM report.inclusion WHERE dimension_no = 0 AND measure_no <= 3;
SELECT count(*) FROM report.mean_progress;
SELECT count(*) FROM report.journeys;
SELECT count(*) FROM report.data_quality;
SELECT count(*) FROM report.stored_families;
SELECT count(*) FROM report.stored_members;
SELECT count(*) FROM early_help.readings;
SELECT refresh_star_report('report');
SELECT :report;
SELECT drop_star_report('report');

-- Only its owner keeps a report: not a colleague who may create objects in the schema and see everything,
-- nor a superuser
RESET ROLE;
GRANT USAGE, CREATE ON SCHEMA report TO outcomestar_colleague;
GRANT ALL ON ALL TABLES IN SCHEMA report TO outcomestar_colleague;
GRANT USAGE ON SCHEMA early_help TO outcomestar_colleague;
GRANT SELECT ON ALL TABLES IN SCHEMA early_help TO outcomestar_colleague;
SET ROLE outcomestar_colleague;
SELECT refresh_star_report('report');
SELECT :report;
SELECT drop_star_report('report');
RESET ROLE;
SELECT refresh_star_report('report');
SELECT :report;
-- otherwise what its owner put there would run with the caller's rights, or be read with them
SET ROLE outcomestar_analyst;
CREATE FUNCTION report.trap() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'sprung by %', current_user; END$$;
CREATE TRIGGER trap BEFORE INSERT OR DELETE ON report.stored_options FOR EACH ROW EXECUTE FUNCTION report.trap();
UPDATE report.stored_options SET value = 'pg_authid' WHERE option = 'source';
RESET ROLE;
SELECT refresh_star_report('report');
SET ROLE outcomestar_analyst;
SELECT refresh_star_report('report');
UPDATE report.stored_options SET value = 'early_help.readings' WHERE option = 'source';
SELECT refresh_star_report('report');
DROP FUNCTION report.trap() CASCADE;
ALTER TABLE report.stored_options RENAME TO former_options;
CREATE FUNCTION report.trap(text) RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE 'sprung by %', current_user; END$$;
CREATE VIEW report.stored_options AS
SELECT option, report.trap(value) AS value, refreshed_at FROM report.former_options;
RESET ROLE;
SELECT refresh_star_report('report');
SELECT drop_star_report('report', "cascade" => true);

-- A schema that is somebody else's, marked for a report: what waits there for a superuser is not touched
CREATE SCHEMA bait AUTHORIZATION outcomestar_mallory;
SET ROLE outcomestar_mallory;
COMMENT ON SCHEMA bait IS 'Star report';
CREATE TABLE bait.stored_stages (stage_no integer, stage text, trap text DEFAULT 'x');
RESET ROLE;
SELECT create_star_report('early_help.readings', 'bait', :columns);
DROP SCHEMA bait CASCADE;

-- Row security: the stored part holds the rows that its owner sees
ALTER TABLE early_help.readings ENABLE ROW LEVEL SECURITY;
CREATE POLICY team ON early_help.readings TO outcomestar_analyst USING (team = 'team 1');
GRANT USAGE ON SCHEMA early_help TO outcomestar_dashboard;
GRANT SELECT ON early_help.readings TO outcomestar_dashboard;
CREATE SCHEMA report AUTHORIZATION outcomestar_analyst;
COMMENT ON SCHEMA report IS 'Star report';
SET ROLE outcomestar_analyst;
SELECT :report;
SELECT string_agg(family::text, ' ' ORDER BY family) FROM report.journeys WHERE star_count > 0;
GRANT USAGE ON SCHEMA report TO outcomestar_dashboard;
GRANT SELECT ON report.inclusion TO outcomestar_dashboard;
SET row_security = off;
SELECT refresh_star_report('report');
RESET row_security;
SET ROLE outcomestar_dashboard;
SELECT count(*) FROM early_help.readings;
SELECT measure, number FROM report.inclusion WHERE dimension_no = 0 AND measure_no <= 3;
RESET ROLE;
SELECT create_star_report('early_help.readings', 'everybody', :columns);

-- Names from hell
CREATE SCHEMA "a ""b""; DROP SCHEMA early_help CASCADE; --";
CREATE TABLE "a ""b""; DROP SCHEMA early_help CASCADE; --"."t'; SELECT 1; $$ {rows} %I %1$s" AS
SELECT family_id AS "fam""ily'; --", completed_on AS "{completed_on} %L", area_no AS "area\_no",
       reading AS "reading) FROM pg_authid; --",
       'x''; DROP TABLE early_help.families; --' AS "by'||""x""||'",
       E'{member_1} %s \\ '' "' AS "dimension'); --", 'y' AS "family"
FROM early_help.readings;
INSERT INTO star_own_editions VALUES ('Ed''n "1" {stage} %I',
    ARRAY['a''; --', '"b" {area} %s', '\', 'd', 'e', 'f', 'g', 'h', 'i', 'j'],
    ARRAY['"', '''', '{total} %I', 'select', '; --']);
SELECT create_star_report('"a ""b""; DROP SCHEMA early_help CASCADE; --"."t''; SELECT 1; $$ {rows} %I %1$s"',
                          '"re''port"; {x} %I --',
                          'fam"ily''; --', '{completed_on} %L', 'area\_no', 'reading) FROM pg_authid; --',
                          completed_by => 'by''||"x"||''', dimensions => ARRAY['dimension''); --', 'family'],
                          edition => 'Ed''n "1" {stage} %I');
SELECT refresh_star_report('"re''port"; {x} %I --') IS NOT NULL AS refreshed;
SELECT * FROM """re'port""; {x} %I --".progress_matrices WHERE area_no = 3 AND start_stage_no = 4;
SELECT * FROM """re'port""; {x} %I --".completed_by
WHERE dimension_no = 1 AND completed_by_no = 4 AND counted = 'all Stars';
SELECT family, "dimension'); --", family_dimension, start_10 FROM """re'port""; {x} %I --".journeys WHERE family = 3;
-- published, twice, with what users gave it
SELECT publish_star_report('"re''port"; {x} %I --', 'pub"lic''; {y} %I \ $$ --') IS NOT NULL AS published;
CREATE VIEW early_help.board AS
SELECT member, measure, number FROM "pub""lic'; {y} %I \ $$ --".inclusion WHERE dimension_no = 1 AND measure_no < 4;
GRANT SELECT ON "pub""lic'; {y} %I \ $$ --".progress_matrices TO outcomestar_dashboard;
COMMENT ON COLUMN "pub""lic'; {y} %I \ $$ --".progress_matrices.total IS 'their ''comment'' {member_1} %s \';
SELECT publish_star_report('"re''port"; {x} %I --', 'pub"lic''; {y} %I \ $$ --', dimensions => '{"dimension''); --"}',
                           every => '0') IS NOT NULL AS published;
TABLE early_help.board;
SELECT * FROM "pub""lic'; {y} %I \ $$ --".progress_matrices WHERE area_no = 3 AND start_stage_no = 4;
SELECT * FROM "pub""lic'; {y} %I \ $$ --".completed_by WHERE dimension_no = 1 AND counted_no = 3 AND stars > 0;
SELECT option, value FROM "pub""lic'; {y} %I \ $$ --".report_options WHERE value ~ '[{"'']' ORDER BY option;
SELECT relacl::text LIKE '%outcomestar_dashboard=r%' AS granted, col_description(oid, attnum)
FROM pg_class JOIN pg_attribute ON attrelid = oid
WHERE oid = '"pub""lic''; {y} %I \ $$ --".progress_matrices'::regclass AND attname = 'total';
DROP VIEW early_help.board;
SELECT drop_star_report('pub"lic''; {y} %I \ $$ --'), drop_star_report('"re''port"; {x} %I --');
SELECT create_star_report('early_help.readings', 'pg_temp', :columns);
SELECT create_star_report('early_help.readings', 'pg_report', :columns);
SELECT create_star_report('early_help.readings', 'information_schema', :columns);

-- Temporary tables do not get in the way of those that are meant, and can be a source
CREATE TEMP TABLE pg_class (oid oid, relname name);
CREATE TEMP TABLE star_editions (edition text, areas text[], stages text[]);
CREATE TEMP TABLE stored_options (option text, value text);
CREATE TEMP TABLE readings AS SELECT * FROM early_help.readings WHERE family_id < 3;
SELECT refresh_star_report('everybody');
SELECT create_star_report('readings', 'of_a_session', :columns);
DROP TABLE pg_temp.pg_class, pg_temp.star_editions, pg_temp.stored_options, pg_temp.readings;
SELECT refresh_star_report('of_a_session');

-- Internal functions, called by anybody with anything, have the rights of the caller
SET ROLE outcomestar_dashboard;
SELECT report_stage('nowhere', 'families', 'SELECT 1', false);
SELECT report_stage(NULL, NULL, NULL, NULL);
SELECT report_make('{"source": "early_help.families", "report_schema": "report"}', true, false);
SELECT report_fill('{x} {y} {', '{"x": "{y}", "y": null}'), report_fill(NULL, NULL);
SELECT report_take_schema('everybody');
SELECT report_publish_table('report', 'families', NULL, 'all of them');
SELECT report_restore_view('report.inclusion',
    '[{"statement": "GRANT ALL ON early_help.readings TO outcomestar_dashboard"}]');
SELECT report_drop('DROP TABLE early_help.readings', true, 'x', 'x');
SELECT report_lock('everybody');
SELECT report_options_of('everybody');
SELECT count(*) FROM report_keepsakes('early_help.readings'), report_relation_columns('early_help.readings');
SELECT count(*) FROM report_dimensions('{"source": "early_help.readings", "dimensions": ["team"]}');
SELECT * FROM report_check_relation('"', 'x');
SELECT nearest_name(repeat('x', 100000), ARRAY['x', NULL]), nearest_name('x', '{}'),
       nearest_name('reading', '{{redding,x},{y,readings}}');
RESET ROLE;

-- The extension in a schema full of traps: beside each of its functions, others of the same name whose arguments
-- could be taken for a better match
\c :regression
DROP DATABASE outcomestar_rights;
CREATE DATABASE outcomestar_rights;
GRANT CREATE ON DATABASE outcomestar_rights TO outcomestar_mallory;
\c outcomestar_rights
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
SET SESSION AUTHORIZATION outcomestar_mallory;
CREATE SCHEMA trap;
GRANT USAGE ON SCHEMA trap TO PUBLIC;
CREATE EXTENSION outcomestar SCHEMA trap;
DO $$
DECLARE
    lookalikes CONSTANT jsonb := '{
        "integer": ["bigint", "numeric"], "bigint": ["integer", "numeric"], "numeric": ["integer", "bigint"],
        "text": ["name", "varchar"], "text[]": ["text", "varchar[]"], "name": ["text"], "regclass": ["text", "oid"],
        "jsonb": ["json", "text"], "date": ["timestamp", "text"], "boolean": ["text"],
        "integer[]": ["text", "numeric[]"], "bigint[]": ["text", "integer[]"],
        "trap.outcome_star": ["text", "integer[]"], "trap.star_journey": ["text"],
        "trap.progress_matrix": ["text", "bigint[]"], "trap.stage_distribution": ["text", "bigint[]"],
        "trap.star_reading": ["integer", "text"]}';
    function record;
    operator record;
    traps integer := 0;
BEGIN
    -- not the three that people call: which of several functions they mean is up to them
    FOR function IN
        SELECT proname, oid::regprocedure AS meant, format_type(prorettype, NULL) AS result,
               (SELECT string_agg(CASE place WHEN one THEN coalesce(one_type, type)
                                             WHEN other THEN coalesce(other_type, type)
                                             ELSE type END, ', ' ORDER BY place)
                FROM unnest(types) WITH ORDINALITY AS argument (type, place)) AS arguments
        FROM (SELECT *, ARRAY(SELECT format_type(type, NULL) FROM unnest(proargtypes) WITH ORDINALITY AS t (type, place)
                              ORDER BY place) AS types
              FROM pg_proc) AS p,
             generate_series(1, pronargs) AS one, generate_series(one, pronargs) AS other,
             jsonb_array_elements_text(coalesce(lookalikes->types[one], '[null]')) AS one_type,
             jsonb_array_elements_text(coalesce(lookalikes->types[other], '[null]') || '[null]') AS other_type
        WHERE pronamespace = 'trap'::regnamespace AND proname !~ '_star_report$|_(in|out|recv|send)$'
          AND EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
        ORDER BY 1, 2, 4
    LOOP
        CONTINUE WHEN to_regprocedure(format('trap.%I(%s)', function.proname, function.arguments)) IS NOT NULL;
        EXECUTE format('CREATE FUNCTION trap.%I(%s) RETURNS %s LANGUAGE plpgsql AS %L',
            function.proname, function.arguments,
            CASE function.result WHEN 'record' THEN 'integer' ELSE function.result END,
            format('BEGIN RAISE %L; END', 'sprung in place of ' || function.meant));
        traps := traps + 1;
    END LOOP;
    RAISE WARNING 'more than 1000 traps: %', traps > 1000;
    -- and beside its operators
    traps := 0;
    FOR operator IN
        SELECT oprname, trap.proname AS function, format_type(trap.proargtypes[0], NULL) AS left_type,
               format_type(trap.proargtypes[1], NULL) AS right_type
        FROM pg_operator JOIN pg_proc AS meant ON meant.oid = oprcode JOIN pg_proc AS trap USING (proname, pronamespace)
        WHERE oprnamespace = 'trap'::regnamespace AND trap.pronargs = 2
    LOOP
        CONTINUE WHEN to_regoperator(format('trap.%s (%s, %s)', operator.oprname, operator.left_type,
                                            operator.right_type)) IS NOT NULL;
        EXECUTE format('CREATE OPERATOR trap.%s (FUNCTION = trap.%I, LEFTARG = %s, RIGHTARG = %s)', operator.oprname,
            operator.function, operator.left_type, operator.right_type);
        traps := traps + 1;
    END LOOP;
    RAISE WARNING 'more than 50 traps of operators: %', traps > 50;
END $$;

RESET SESSION AUTHORIZATION;
CREATE SCHEMA early_help;
CREATE TABLE early_help.readings AS
SELECT family AS family_id, 'F' || family AS family_name, completed_on,
       to_char(completed_on, 'YYYY-MM-DD') AS completed, area_no,
       CASE area_no WHEN 1 THEN 'Physical health' ELSE area_no::text END AS area, reading, reading::text AS said,
       'Worker Only' AS completed_by, 'team ' || family % 2 AS team, 100 * family + 10 * star + area_no AS row_no,
       (completed_on + star)::text AS entered
FROM generate_series(1, 12) AS family, generate_series(0, 2) AS star, generate_series(1, 10) AS area_no,
     LATERAL (SELECT date '2023-01-10' + family + 100 * star AS completed_on,
                     1 + (family * 3 + area_no * star + star) % 10 AS reading) AS r;
INSERT INTO early_help.readings VALUES
    (NULL, NULL, NULL, 'never', 11, 'What', 12, 'high', NULL, NULL, NULL, NULL),
    (1, 'F1', '2023-01-11', '2023-01-11', 1, 'Body', 9, '9', 'Nobody', 'team 5', 0, NULL),
    (1, 'F1', '2023-01-11', '2023-01-11', 2, '02', 9, '9', 'N/A', 'N/A', 1, '2024-01-01'),
    (1, 'F1', '2023-01-11', '2023-01-11', 3, '3', 99, 'N/A', 'N/A', 'N/A', 2, 'never'),
    (1, 'F1', '1923-01-11', '1923-01-11', 2, '2', 9, '9', 'N/A', 'N/A', 3, NULL);
CREATE TABLE early_help.families AS
SELECT family AS family_id, date '2023-01-01' + family AS added_on, date '2023-12-01' AS left_on, 'North' AS district
FROM generate_series(1, 13) AS family;
CREATE VIEW early_help.named_families AS
SELECT family_id, added_on::text AS opened, left_on::text AS closed FROM early_help.families
UNION ALL SELECT 1, '2024-01-01', NULL;
CREATE TABLE early_help.stars AS
SELECT family_id, completed_on, trap.outcome_star(area_no, reading) AS star FROM early_help.readings
WHERE area_no < 11 AND reading < 11
GROUP BY 1, 2;
CREATE TABLE early_help.wide AS
SELECT family_id, completed_on, star[1]::integer AS a1, star[2]::integer AS a2, star[3]::integer AS a3,
       star[4]::integer AS a4, star[5]::integer AS a5,
       star[6]::integer AS a6, star[7]::integer AS a7, star[8]::integer AS a8, star[9]::integer AS a9,
       star[10]::integer AS a10
FROM early_help.stars;
SELECT trap.create_star_report('early_help.readings', 'long', 'family_id', 'completed_on', 'area_no', 'reading',
                               completed_by => 'completed_by',
                               dimensions => '{district,team}', families => 'early_help.families', change_band => 1,
                               period_from => '2023-01-01', period_to => '2024-12-31',
                               start_rule => 'lower of first two', least_days_between => 120, missing => '{N/A,99}',
                               row_id => 'row_no');
SELECT trap.create_star_report('early_help.readings', 'typed', 'family_name', 'completed', 'area', 'said',
                               dimensions => '{team}', change_band => 0, missing => '{N/A}', entered_on => 'entered',
                               row_id => 'row_no', earliest_on => '1920-01-01');
SELECT trap.create_star_report('early_help.readings', 'typed', 'family_name', 'completed', 'area', 'said',
                               date_format => 'DD/MM/YYYY');
SELECT trap.create_star_report('early_help.readings', 'typed', 'family_name', 'completed', 'area', 'said',
                               entered_on => 'area');
SELECT trap.create_star_report('early_help.wide', 'wide', 'family_id', 'completed_on',
                               areas => '{a1,a2,a3,a4,a5,a6,a7,a8,a9,a10}', entered_on => 'a1',
                               families => 'early_help.named_families', added_on => 'opened', left_on => 'closed');
CREATE VIEW early_help.needs AS
SELECT family_id, need_code FROM early_help.stars, unnest('{1:1,2:1,5:1,9:1,none}'::text[]) AS need_code GROUP BY 1, 2;
SELECT trap.create_star_report('early_help.stars', 'whole', 'family_id', 'completed_on', star => 'star',
                               needs => 'early_help.needs');
SELECT trap.create_star_report('early_help.stars', 'whole', 'family_id', 'completed_on', star => 'star',
                               needs => 'early_help.needs', entered_on => 'completed_on', missing => '{N/A}');
SELECT trap.refresh_star_report('long');
SELECT trap.publish_star_report(report, 'public_' || report) IS NOT NULL AS published
FROM unnest('{long,typed,whole}'::name[]) AS report;
DO $$
DECLARE
    view text;
    views integer := 0;
BEGIN
    FOR view IN SELECT pg_class.oid::regclass FROM pg_class JOIN pg_namespace ON relnamespace = pg_namespace.oid
                WHERE relkind = 'v' AND nspname ~ '^(public_)?(long|typed|wide|whole)$' LOOP
        EXECUTE format('CREATE TEMP TABLE copy AS TABLE %s', view);
        DROP TABLE copy;
        views := views + 1;
    END LOOP;
    RAISE WARNING '% views read', views;
END $$;
GRANT SELECT ON long.journeys TO outcomestar_mallory;
SELECT trap.create_star_report('early_help.readings', 'long', 'family_name', 'completed_on', 'area_no', 'reading',
                               edition => 'Family Star Plus 2') IS NOT NULL AS replaced;
SELECT trap.create_star_report('early_help.readings', 'long', 'family_nam', 'completed_on', 'area_no', 'reading');
SELECT trap.create_star_report('early_help.wide', 'wide', 'family_id', 'completed_on', areas => '{a1,a2}');
SELECT trap.create_star_report('early_help.wide', 'wide', 'family_id', 'completed_on', areas => '{a1}',
                               edition => 'Family Star Plus 3');
CREATE VIEW early_help.named AS
SELECT family_id, completed_on, a1 AS home_and_money, a2 AS physical_health FROM early_help.wide;
SELECT trap.create_star_report('early_help.named', 'wide', 'family_id', 'completed_on',
                               areas => '{home_and_money,physical_health}') IS NOT NULL AS replaced;
SELECT trap.create_star_report('early_help.wide', 'wide', 'family_id', 'completed_on', least_days_between => -1,
                               areas => '{a1}');
SELECT trap.drop_star_report('long');

-- The source itself is trusted: a view's functions run with the rights of who refreshes, as in any query of it.
CREATE SCHEMA theirs AUTHORIZATION outcomestar_mallory;
SET ROLE outcomestar_mallory;
CREATE FUNCTION theirs.reading(integer) RETURNS integer
    LANGUAGE plpgsql AS $$BEGIN RAISE 'read as %', current_user; END$$;
CREATE VIEW theirs.readings AS
SELECT f AS family_id, date '2024-01-01' AS completed_on, 1 AS area_no, theirs.reading(f) AS reading
FROM generate_series(1, 3) AS f;
RESET ROLE;
SELECT trap.create_star_report('theirs.readings', 'of_theirs', 'family_id', 'completed_on', 'area_no', 'reading');
SELECT nspname FROM pg_namespace WHERE nspname = 'of_theirs';

\c :regression
DROP DATABASE outcomestar_rights;
DROP ROLE outcomestar_analyst, outcomestar_colleague, outcomestar_dashboard, outcomestar_mallory;
