-- What is wrong with a call is said clearly, before anything is created, and nothing is left behind.
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
\set SHOW_CONTEXT never
\pset format unaligned
\pset tuples_only on
CREATE SCHEMA errors;
SET search_path = errors, public;

CREATE TABLE readings (family_id integer, completed_on date, area_no integer, reading integer, completed_by text,
    district text,
    document json, flag boolean, place point, at time, price money, letters text[], picture bytea, star outcome_star,
    stage journey_stage,
    a1 integer, a2 integer, a3 integer, a4 integer, a5 integer, a6 integer, a7 integer, a8 integer, a9 integer,
    a10 integer);
CREATE TABLE families (family_id integer, added_on date, left_on date, cluster text);
INSERT INTO readings (family_id, completed_on, area_no, reading) VALUES
    (1, '2024-05-17', 1, 5), (1, '2024-11-02', 1, 7);

-- The error, and whether anything was created before; long lists of columns are cut short.
CREATE SEQUENCE created;
CREATE FUNCTION count_created() RETURNS event_trigger
    LANGUAGE plpgsql AS $$BEGIN PERFORM nextval('errors.created'); END $$;
CREATE EVENT TRIGGER count_created ON ddl_command_start EXECUTE FUNCTION count_created();

CREATE FUNCTION error_of(changed jsonb) RETURNS text SECURITY INVOKER LANGUAGE plpgsql AS $$
DECLARE
    state text; message text; detail text; hint text;
    before bigint := (SELECT last_value FROM errors.created);
BEGIN
    BEGIN
        EXECUTE (
            SELECT format('SELECT create_star_report(%s)', string_agg(format('%I => %L', key, value), ', '))
            FROM jsonb_each_text('{"source": "errors.readings", "report_schema": "report", "family": "family_id",
                "completed_on": "completed_on", "area": "area_no", "reading": "reading"}'::jsonb || changed));
    EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
                                hint = PG_EXCEPTION_HINT;
        RETURN concat(changed, E'\n', state, ' ', message, E'\n    ' || nullif(detail, ''),
                      E'\n    ' || nullif(regexp_replace(hint, '(, [a-z0-9_]+){5,}', ', ...'), ''),
                      CASE WHEN (SELECT last_value FROM errors.created) > before THEN E'\n    (while it was made)' END);
    END;
    RETURN 'no error';
END $$;

-- Columns
SELECT error_of(changed::jsonb)
FROM unnest(ARRAY['{"family": "familyid"}', '{"family": "FAMILY_ID"}', '{"completed_on": "completedon"}',
    '{"area": "area"}', '{"reading": "raeding"}', '{"area": "ctid"}',
    '{"area": ""}', '{"area": "x''; DROP TABLE readings; --"}', '{"completed_by": "completed by"}',
    '{"dimensions": "{distric}"}', '{"dimensions": "{clusters}", "families": "errors.families"}',
    '{"left_on": "closed_on"}', '{"added_on": "opened_on"}',
    '{"family": "id", "families": "errors.families"}', '{"family": "district", "families": "errors.families"}',
    '{"families": "errors.readings"}', '{"star": "sta", "area": null, "reading": null}',
    '{"areas": "{a1,a2,a3,a4,a5,a6,a7,a8,a9,a_10}", "area": null, "reading": null}',
    '{"areas": "{a1,a2,a3,a4,a5,a6,a7,a8,a9,NULL}", "area": null, "reading": null}']) AS changed;

-- Types
SELECT error_of(changed::jsonb)
FROM unnest(ARRAY['{"reading": "document"}', '{"reading": "flag"}', '{"reading": "place"}',
    '{"reading": "completed_on"}', '{"reading": "price"}', '{"reading": "stage"}',
    '{"area": "flag"}', '{"area": "letters"}', '{"area": "star"}', '{"completed_on": "at"}',
    '{"completed_on": "area_no"}', '{"completed_on": "document"}', '{"family": "star"}',
    '{"completed_by": "flag"}', '{"dimensions": "{star}"}', '{"star": "reading", "area": null, "reading": null}',
    '{"star": "letters", "area": null, "reading": null}',
    '{"areas": "{a1,a2,a3,a4,a5,a6,a7,a8,a9,place}", "area": null, "reading": null}']) AS changed;
CREATE TABLE wrong_families (family_id integer, added_on boolean, left_on json);
SELECT error_of('{"families": "errors.wrong_families"}');
ALTER TABLE wrong_families ALTER added_on TYPE date USING NULL;
SELECT error_of('{"families": "errors.wrong_families"}');
ALTER TABLE wrong_families DROP COLUMN added_on;
SELECT error_of('{"families": "errors.wrong_families"}');

-- Shapes
SELECT error_of(changed::jsonb)
FROM unnest(ARRAY['{"area": null, "reading": null}', '{"star": "star"}', '{"areas": "{a1}"}', '{"reading": null}',
    '{"area": null}', '{"area": null, "star": "star"}',
    '{"area": null, "reading": null, "star": "star", "areas": "{a1,a2,a3,a4,a5,a6,a7,a8,a9,a10}"}',
    '{"area": null, "reading": null, "areas": "{}"}', '{"area": null, "reading": null, "areas": "{a1,a2,a3}"}',
    '{"area": null, "reading": null, "areas": "{a1,a2,a3,a4,a5,a6,a7,a8,a9,a1}"}',
    '{"area": null, "reading": null, "areas": "{{a1,a2,a3,a4,a5},{a6,a7,a8,a9,a10}}"}']) AS changed;

-- Options
SELECT error_of(changed::jsonb)
FROM unnest(ARRAY['{"source": null}', '{"report_schema": null}', '{"family": null}', '{"completed_on": null}',
    '{"edition": null}', '{"start_rule": null}', '{"change_band": null}',
    '{"quarter_starts": null}', '{"time_zone": null}', '{"date_format": null}', '{"report_schema": ""}',
    '{"edition": "Family Star Plus"}', '{"edition": "family star plus 1"}', '{"edition": "Attention Star"}',
    '{"start_rule": "lower of the first two"}', '{"start_rule": "latest"}',
    '{"time_zone": "london"}', '{"time_zone": "new york"}', '{"time_zone": "Europe/Londn"}',
    '{"date_format": "DD.MM.YYYY"}', '{"date_format": "dd/mm"}',
    '{"change_band": -0.01}', '{"change_band": "NaN"}', '{"change_band": "Infinity"}', '{"change_band": "-Infinity"}',
    '{"quarter_starts": 0}', '{"quarter_starts": 13}', '{"quarter_starts": -4}',
    '{"period_from": "2024-05-17", "period_to": "2024-05-16"}', '{"period_from": "-infinity"}',
    '{"period_to": "infinity"}',
    '{"period_from": "0044-03-15 BC"}', '{"period_to": "10000-01-01"}',
    '{"dimensions": "{district,NULL}"}', '{"dimensions": "{district,completed_by,district}"}',
    '{"dimensions": "{{district,completed_by}}"}']) AS changed;

-- The source
CREATE INDEX readings_index ON readings (family_id);
CREATE TYPE composite AS (family_id integer);
CREATE VIEW halfway AS SELECT family_id, completed_on, area_no, 12 / (7 - reading) AS reading FROM readings;
CREATE MATERIALIZED VIEW unpopulated AS SELECT * FROM readings WITH NO DATA;
CREATE TABLE without_columns ();
SELECT error_of(changed::jsonb)
FROM unnest(ARRAY['{"source": "errors.reading"}', '{"source": "4000000000"}', '{"source": "errors.readings_index"}',
    '{"source": "errors.created"}',
    '{"source": "errors.composite"}', '{"source": "errors.without_columns"}', '{"families": "errors.readings_index"}',
    '{"families": "errors.nowhere"}',
    '{"source": "errors.halfway"}', '{"source": "errors.unpopulated"}']) AS changed;
SELECT to_regnamespace('report') IS NULL AS nothing_left;

-- The schema
CREATE SCHEMA somebodys;
SELECT error_of(changed::jsonb)
FROM unnest(ARRAY['{"report_schema": "somebodys"}', '{"report_schema": "pg_catalog"}', '{"report_schema": "pg_report"}',
                  '{"report_schema": "public"}']) AS changed;
SELECT count(*) FROM pg_class WHERE relnamespace = 'somebodys'::regnamespace;
SELECT refresh_star_report('somebodys');
SELECT refresh_star_report('nowhere');
SELECT refresh_star_report(NULL);
SELECT drop_star_report('public');
SELECT drop_star_report(NULL);
CREATE TABLE changing AS SELECT family_id, completed_on, area_no, reading FROM readings;
SELECT create_star_report('changing', 'report', 'family_id', 'completed_on', 'area_no', 'reading');
SELECT refresh_star_report('repot');

-- an error leaves the report that is there as it is
SELECT error_of('{"source": "errors.halfway"}');
SELECT error_of('{"dimensions": "{distric}"}');
ALTER TABLE changing RENAME COLUMN reading TO reading_then;
SELECT refresh_star_report('report');
ALTER TABLE changing RENAME COLUMN reading_then TO reading;
ALTER TABLE changing ALTER COLUMN completed_on TYPE boolean USING NULL;
SELECT refresh_star_report('report');
DROP TABLE changing;
SELECT refresh_star_report('report');
SELECT family, star_count, latest_1 FROM report.journeys;
SELECT count(*) FROM pg_class WHERE relnamespace = 'report'::regnamespace AND relname LIKE 'staged%';
SELECT drop_star_report('report');

-- Editions
INSERT INTO star_own_editions VALUES
    ('Total Star', '{A,B}', '{dimension,area,total,Total,member}'),
    ('Same Star', '{A,B}', '{Stuck,Stuck,Better,Best,Bestest}'),
    ('Long Star', '{A,B}', ARRAY['1', '2', '3', '4', repeat('é', 32)]),
    ('Long Star 2', '{A,B}', ARRAY['1', '2', '3', repeat('x', 63) || 'y', repeat('x', 63) || 'z']),
    ('Twin Star', '{"My home","my  HOME "}', '{1,2,3,4,5}'), ('Number Star', '{2,1}', '{1,2,3,4,5}');
INSERT INTO star_own_area_names VALUES ('Family Star Plus 1', 9, 'Family routine'), ('Family Star Plus 2', 3, '5');
SELECT error_of(jsonb_build_object('edition', edition))
FROM unnest('{Total Star,Same Star,Long Star,Long Star 2,Twin Star,Number Star,Family Star Plus 1,'
            'Family Star Plus 2}'::text[]) AS edition;
DELETE FROM star_own_area_names;
DELETE FROM star_own_editions;
-- names of areas for an edition that does not exist
INSERT INTO star_own_area_names VALUES ('Family Star Pluss 1', 2, 'Mood');
SET client_min_messages = notice;
SELECT error_of('{"reading": "no_reading"}');
SET client_min_messages = warning;
DELETE FROM star_own_area_names;

-- Rights: on the database, the schema of a report, the schema of the source, the table, a column
CREATE ROLE outcomestar_analyst;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA errors TO outcomestar_analyst;
GRANT SELECT ON errors.created TO outcomestar_analyst;
GRANT UPDATE ON errors.created TO outcomestar_analyst;
CREATE SCHEMA analysts AUTHORIZATION outcomestar_analyst;
CREATE SCHEMA others_report;
COMMENT ON SCHEMA others_report IS 'Star report';
COMMENT ON SCHEMA analysts IS 'Star report of the analyst';
CREATE SCHEMA of_source;
GRANT USAGE ON SCHEMA errors TO outcomestar_analyst;
CREATE VIEW of_source.readings AS SELECT * FROM readings;
CREATE VIEW names_only AS SELECT * FROM readings;
GRANT SELECT (family_id, completed_on, area_no) ON names_only TO outcomestar_analyst;
SET ROLE outcomestar_analyst;
SELECT error_of('{"source": "errors.readings", "report_schema": "analysts"}');
SELECT error_of('{"source": "errors.names_only", "report_schema": "analysts"}');
SELECT error_of('{"source": "of_source.readings", "report_schema": "analysts"}');
RESET ROLE;
-- a right to each column is enough
GRANT SELECT (reading) ON names_only TO outcomestar_analyst;
SET ROLE outcomestar_analyst;
SELECT error_of('{"source": "errors.names_only", "report_schema": "analysts"}');
SELECT drop_star_report('analysts');
RESET ROLE;
CREATE SCHEMA analysts AUTHORIZATION outcomestar_analyst;
COMMENT ON SCHEMA analysts IS 'Star report of the analyst';
GRANT SELECT ON readings, of_source.readings TO outcomestar_analyst;
SELECT 'of_source.readings'::regclass::oid AS hidden \gset
SET ROLE outcomestar_analyst;
SELECT replace(error_of(jsonb_build_object('source', :hidden, 'report_schema', 'analysts')), :'hidden', 'its OID');
SELECT error_of('{"report_schema": "analysts", "families": "errors.families"}');
SELECT replace(error_of('{"report_schema": "report"}'), current_database(), 'this one');
SELECT error_of('{"report_schema": "others_report"}');
RESET ROLE;
-- a view is read with its owner's rights on what is behind it
CREATE VIEW analysts.view AS SELECT * FROM families;
ALTER VIEW analysts.view OWNER TO outcomestar_analyst;
CREATE VIEW analysts.readings AS SELECT * FROM readings;
ALTER VIEW analysts.readings OWNER TO outcomestar_analyst;
SET ROLE outcomestar_analyst;
SELECT error_of('{"source": "analysts.readings", "report_schema": "analysts", "families": "analysts.view"}');
SELECT count(*) FROM pg_class WHERE relnamespace = 'analysts'::regnamespace;
SELECT create_star_report('analysts.readings', 'analysts', 'family_id', 'completed_on', 'area_no', 'reading')
           <> '' AS made;
RESET ROLE;
REVOKE SELECT ON readings FROM outcomestar_analyst;
SET ROLE outcomestar_analyst;
SELECT refresh_star_report('analysts');
SELECT count(*) FROM analysts.journeys;
RESET ROLE;

DROP EVENT TRIGGER count_created;
DROP SCHEMA errors, somebodys, analysts, others_report, of_source CASCADE;
DROP ROLE outcomestar_analyst;
