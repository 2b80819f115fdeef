-- All reports of a role refreshed by one call.
SET client_min_messages = warning;
\set SHOW_CONTEXT never

CREATE ROLE outcomestar_analyst;
CREATE ROLE outcomestar_colleague;
GRANT CREATE ON DATABASE :"DBNAME" TO outcomestar_analyst, outcomestar_colleague;
CREATE SCHEMA trap;
GRANT ALL ON SCHEMA trap TO PUBLIC;

CREATE FUNCTION refreshed(OUT report name, OUT stars bigint) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
    FOR report IN SELECT nspname FROM pg_namespace
                  WHERE is_star_report(nspname) AND nspname <> 'colleagues' ORDER BY nspname LOOP
        EXECUTE format('SELECT number FROM %I.inclusion WHERE measure_no = 7', report) INTO stars;
        RETURN NEXT;
    END LOOP;
END $$;

SET ROLE outcomestar_colleague;
CREATE TABLE trap.colleagues AS SELECT 1 AS family, date '2024-01-01' AS completed_on, 1 AS area_no, 5 AS reading;
SELECT create_star_report('trap.colleagues', 'colleagues', 'family', 'completed_on', 'area_no',
                          'reading') IS NOT NULL AS made;
SET ROLE outcomestar_analyst;
CALL refresh_star_reports();
CREATE TABLE trap.readings AS
SELECT family, date '2024-01-01' + family AS completed_on, 1 AS area_no, 5 AS reading
FROM generate_series(1, 3) AS family;
CREATE TABLE trap.others AS SELECT * FROM trap.readings;
SELECT create_star_report(source, schema, 'family', 'completed_on', 'area_no', 'reading') IS NOT NULL AS made
FROM (VALUES ('trap.readings'::regclass, 'a'::name), ('trap.others', 'b "''; %I'), ('trap.readings', 'c'),
             ('trap.others', 'd')) AS report (source, schema);
SELECT freeze_star_report('a', 'frozen') IS NOT NULL AS frozen;
-- The caller's reports, and no frozen one
INSERT INTO trap.readings VALUES (4, '2024-01-01', 1, 5);
INSERT INTO trap.others SELECT * FROM trap.readings WHERE family = 4;
SET client_min_messages = notice;
CALL refresh_star_reports();
SET client_min_messages = warning;
SELECT * FROM refreshed();

-- What fails is said, stops no other, and is an error in the end
INSERT INTO trap.readings VALUES (5, '2024-01-01', 1, 5);
ALTER TABLE trap.others RENAME reading TO readng;
CALL refresh_star_reports();
SELECT * FROM refreshed();
-- also what a function of somebody's in a source does
ALTER TABLE trap.others RENAME readng TO reading;
ALTER TABLE trap.readings RENAME TO kept;
CREATE FUNCTION trap.fails(integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN RAISE 'the "warehouse" is %' , 'closed' USING ERRCODE = 'P0002', HINT = 'Tomorrow.'; END $$;
CREATE VIEW trap.readings AS SELECT family, completed_on, area_no, trap.fails(reading) AS reading FROM trap.kept;
INSERT INTO trap.others VALUES (6, '2024-01-01', 1, 5);
CALL refresh_star_reports();
\echo :SQLSTATE
SELECT * FROM refreshed();

-- Each is committed: in a transaction of the caller's it cannot be
BEGIN;
CALL refresh_star_reports();
ROLLBACK;
DO $$ BEGIN CALL refresh_star_reports(); EXCEPTION WHEN no_data_found THEN NULL; END $$;

-- What lies in wait on the caller's path is not called
DROP VIEW trap.readings;
ALTER TABLE trap.kept RENAME TO readings;
CREATE FUNCTION trap.sprung() RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE 'sprung by %', current_user; END$$;
CREATE FUNCTION trap.array_append(name[], name) RETURNS name[] LANGUAGE sql AS 'SELECT ARRAY[trap.sprung()]';
CREATE FUNCTION trap.report_own() RETURNS name[] LANGUAGE sql AS 'SELECT ARRAY[trap.sprung()]';
CREATE FUNCTION trap.report_refresh_or_say(name) RETURNS boolean LANGUAGE sql AS 'SELECT trap.sprung() IS NULL';
CREATE FUNCTION trap.report_check_refreshed(name[], name[]) RETURNS void LANGUAGE sql AS 'SELECT trap.sprung()';
CREATE DOMAIN trap.name AS pg_catalog.name CHECK (trap.sprung() IS NULL);
CREATE FUNCTION trap.eq(name, name) RETURNS boolean LANGUAGE sql AS 'SELECT trap.sprung() IS NULL';
CREATE OPERATOR trap.= (LEFTARG = pg_catalog.name, RIGHTARG = pg_catalog.name, FUNCTION = trap.eq);
ALTER TABLE trap.others RENAME reading TO readng;
INSERT INTO trap.readings VALUES (7, '2024-01-01', 1, 5);
SET search_path = trap, pg_catalog, public;
CALL public.refresh_star_reports();
RESET search_path;
SELECT * FROM refreshed();

SELECT drop_star_report(schema) FROM unnest(ARRAY['a', 'b "''; %I', 'c', 'd', 'frozen']) AS schema;
CALL refresh_star_reports();
RESET ROLE;
DROP OWNED BY outcomestar_analyst, outcomestar_colleague;
DROP SCHEMA trap CASCADE;
DROP ROLE outcomestar_analyst, outcomestar_colleague;
DROP FUNCTION refreshed;
