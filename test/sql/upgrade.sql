-- The oldest version there is, with all that people build on it, upgraded to this one: nothing that is theirs has
-- changed, and the extension is what a new install gives.
SET client_min_messages = warning;
SELECT current_database() AS regression \gset
CREATE DATABASE outcomestar_upgrade;
\c outcomestar_upgrade
SET client_min_messages = warning;
CREATE SCHEMA stars;
CREATE SCHEMA mine;
SET search_path = mine, stars;
-- (installed by test/cluster alone: upgrade_1.out is for servers that have no script of an older version)
DO $$
BEGIN
    CREATE EXTENSION outcomestar VERSION '0' SCHEMA stars;
EXCEPTION WHEN invalid_parameter_value THEN
END $$;
SELECT count(*) = 0 AS none FROM pg_extension WHERE extname = 'outcomestar' \gset
\if :none
\c :regression
DROP DATABASE outcomestar_upgrade;
\quit
\endif

\set ECHO none
\i test/every_type.psql
\i test/indexes_of_every_type.psql
\set ECHO all
CREATE VIEW averages AS
SELECT stage, count(*), round(avg(reading), 2) AS mean, sum(distribution) AS distribution
FROM every_type GROUP BY stage;
CREATE MATERIALIZED VIEW rates AS
SELECT area_no, made_progress_percent(sum(matrix), 1) AS made_progress, sum(matrix) AS matrix
FROM (SELECT matrices FROM every_type) AS every, unnest(matrices) WITH ORDINALITY AS area (matrix, area_no)
GROUP BY area_no;
CREATE FUNCTION goal(star outcome_star) RETURNS boolean
BEGIN ATOMIC SELECT bool_and(reading >= 7) FROM readings(star); END;
CREATE TABLE readings AS
SELECT row_no % 7 AS family_id, date '2023-01-01' + row_no AS completed_on, row_no % 3 + 1 AS area_no, reading
FROM every_type;
CREATE TABLE needs AS
SELECT family_id, (ARRAY['1:3', '2:1', 'ours'])[1 + family_id % 3] AS need_code FROM generate_series(1, 6) AS family_id;
INSERT INTO star_own_editions VALUES ('Our Star', '{Body,Home,Money}', '{Stuck,Helped,Trying,Learning,Well}');
INSERT INTO star_own_area_names VALUES ('Our Star', 3, 'Income');
INSERT INTO star_own_frameworks VALUES ('ours');
INSERT INTO star_own_headline_outcomes VALUES ('ours', 1, 'Home');
INSERT INTO star_own_headline_areas VALUES ('ours', 1, 2);
INSERT INTO star_own_family_needs (framework, headline_no, need_code, need_label) VALUES ('ours', 1, 'ours', 'A home');
INSERT INTO star_own_need_area_evidence (framework, need_code, area_no, threshold) VALUES ('ours', 'ours', 2, 6);
SELECT create_star_report('readings', 'report', 'family_id', 'completed_on', 'area_no', 'reading',
                          edition => 'Our Star', needs => 'needs', framework => 'ours') IS NOT NULL AS made;
CREATE MATERIALIZED VIEW names AS SELECT edition, area_no, area_name, shipped FROM star_area_names WHERE NOT shipped;
CREATE VIEW board AS SELECT area, progressed, made_progress_percent FROM report.progress_rates;

-- Nothing that is anybody's has changed
CREATE TABLE before (relation text, rows bigint, contents text);
CREATE FUNCTION contents() RETURNS SETOF before LANGUAGE plpgsql AS $$
DECLARE
    relation regclass;
BEGIN
    FOR relation IN SELECT oid FROM pg_class
                    WHERE relkind IN ('r', 'v', 'm') AND relname !~ 'options$' AND relname <> 'before'
                      AND (relnamespace IN ('mine'::regnamespace, 'report'::regnamespace)
                           OR relnamespace = 'stars'::regnamespace AND relname ~ '^star_own_') LOOP
        RETURN QUERY EXECUTE format('
            SELECT %L, count(*), md5(string_agg(every_column::text, '' '' ORDER BY every_column::text COLLATE "C"))
            FROM %1$s AS every_column', relation);
    END LOOP;
END $$;
INSERT INTO before SELECT * FROM contents();
-- (beside functions that somebody has made to be called in place of those that are meant)
CREATE ROLE outcomestar_mallory;
GRANT CREATE ON SCHEMA stars TO outcomestar_mallory;
SET SESSION AUTHORIZATION outcomestar_mallory;
CREATE FUNCTION stars.array_to_string(text[], text) RETURNS text LANGUAGE sql AS 'SELECT 1 / 0 || $2';
CREATE FUNCTION stars.unnest(text[]) RETURNS SETOF text LANGUAGE sql AS 'SELECT 1 / 0 || $1[1]';
CREATE FUNCTION stars.generate_series(integer, bigint) RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1 / 0';
CREATE FUNCTION stars.same(name, text) RETURNS boolean LANGUAGE sql AS 'SELECT 1 / 0 > 0';
CREATE OPERATOR stars.~ (LEFTARG = name, RIGHTARG = text, FUNCTION = stars.same);
RESET SESSION AUTHORIZATION;
ALTER EXTENSION outcomestar UPDATE;
SELECT pg_describe_object(classid, objid, objsubid) AS depends_on_mallory
FROM pg_depend JOIN pg_proc ON refclassid = 'pg_proc'::regclass AND refobjid = pg_proc.oid
WHERE proowner = 'outcomestar_mallory'::regrole AND classid <> 'pg_operator'::regclass;
DROP OWNED BY outcomestar_mallory;
DROP ROLE outcomestar_mallory;
SELECT * FROM before EXCEPT SELECT * FROM contents();
SELECT value AS made_by FROM report.report_options WHERE option = 'version';
SELECT refresh_star_report('report') IS NOT NULL AS refreshed;
SELECT value = extversion AS made_by_this_version FROM report.report_options, pg_extension
WHERE option = 'version' AND extname = 'outcomestar';
REFRESH MATERIALIZED VIEW rates;
REFRESH MATERIALIZED VIEW names;
SELECT * FROM before EXCEPT SELECT * FROM contents();
SELECT count(*) > 30 AS many, bool_or(rows > 0) AS something FROM before;

-- The members of the extension are those of a new install
SET search_path = stars, mine;
\set ECHO none
\i test/extension_members.psql
\set ECHO all
CREATE TABLE upgraded AS SELECT * FROM pg_temp.extension_members('outcomestar');
DROP EXTENSION outcomestar CASCADE;
CREATE EXTENSION outcomestar SCHEMA stars;
CREATE TABLE new AS SELECT * FROM pg_temp.extension_members('outcomestar');
SELECT 'not after the upgrade' AS which, * FROM (TABLE new EXCEPT TABLE upgraded) AS missing
UNION ALL SELECT 'not in a new install', * FROM (TABLE upgraded EXCEPT TABLE new) AS left_over
ORDER BY object, property, which;

-- And a difference would be seen
CREATE FUNCTION difference(change text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    difference text;
BEGIN
    EXECUTE change;
    SELECT string_agg(DISTINCT concat_ws(' ', object, CASE WHEN former.property = latter.property THEN property END),
                      E'\n') INTO difference
    FROM new AS former FULL JOIN pg_temp.extension_members('outcomestar') AS latter USING (object, property)
    WHERE former.value IS DISTINCT FROM latter.value OR (former.property = latter.property) IS NULL;
    RAISE EXCEPTION '%', coalesce(difference, 'NOT SEEN');
EXCEPTION WHEN raise_exception THEN
    RETURN SQLERRM;
END $$;
\pset format unaligned
\pset tuples_only
\pset fieldsep '\n'
\pset recordsep '\n\n'
SELECT change, difference(change) FROM unnest(ARRAY[
    $$ALTER FUNCTION stage(integer) COST 7$$,
    $$ALTER FUNCTION stage(integer) VOLATILE CALLED ON NULL INPUT PARALLEL RESTRICTED$$,
    $$CREATE OR REPLACE FUNCTION stages(distribution stage_distribution, OUT stage_no integer, OUT stage text,
                                        OUT families bigint, OUT percent numeric) RETURNS SETOF record
      IMMUTABLE STRICT PARALLEL SAFE ROWS 5 BEGIN ATOMIC SELECT 1, 'x', 2, 3; END$$,
    $$CREATE OR REPLACE FUNCTION report_drop(statement text, with_dependents boolean, message text, detail text)
      RETURNS void SET search_path = pg_catalog, pg_temp LANGUAGE plpgsql AS 'BEGIN END'$$,
    $$COMMENT ON FUNCTION stage(integer) IS 'other'$$,
    $$COMMENT ON COLUMN star_own_editions.areas IS NULL$$,
    $$REVOKE SELECT ON star_own_editions FROM PUBLIC$$,
    $$GRANT UPDATE (edition) ON star_editions TO PUBLIC$$,
    $$ALTER TYPE outcome_star SET (ANALYZE = array_typanalyze)$$,
    $$ALTER OPERATOR < (star_reading, star_reading) SET (RESTRICT = NONE)$$,
    $$ALTER OPERATOR FAMILY star_reading_ops USING hash DROP FUNCTION 2 (star_reading, star_reading)$$,
    $$ALTER EXTENSION outcomestar DROP CAST (star_reading AS integer)$$,
    $$CREATE CAST (star_reading AS text) WITH INOUT; ALTER EXTENSION outcomestar ADD CAST (star_reading AS text)$$,
    $$CREATE FUNCTION new_one() RETURNS void LANGUAGE sql AS '';
      ALTER EXTENSION outcomestar ADD FUNCTION new_one()$$,
    $$ALTER TABLE star_own_editions ADD note text DEFAULT 'x'$$,
    $$ALTER TABLE star_own_editions ALTER stages SET STORAGE EXTERNAL$$,
    $$ALTER TABLE star_own_editions DROP CONSTRAINT five_stages$$,
    $$DROP INDEX star_own_area_names_key$$,
    $$CREATE INDEX ON star_own_area_names (area_no)$$,
    $$CREATE OR REPLACE VIEW star_editions AS
      SELECT edition, areas, stages, highest_reading, true AS shipped FROM star_own_editions$$,
    $$UPDATE star_shipped_editions SET areas[5] = 'Friends' WHERE edition = 'Family Star Plus 2'$$,
    $$DELETE FROM star_shipped_area_names WHERE area_no = 10$$]) AS change;
-- what no command can change
SET allow_system_table_mods = on;
SELECT change, difference(change) FROM unnest(ARRAY[
    $$UPDATE pg_aggregate SET aggtransspace = aggtransspace + 1
      WHERE aggfnoid = 'journey_agg(star_journey)'::regprocedure$$,
    $$UPDATE pg_extension SET extcondition[2] = 'WHERE area_no > 1' WHERE extname = 'outcomestar'$$,
    $$UPDATE pg_extension SET extversion = '0.8' WHERE extname = 'outcomestar'$$]) AS change;

\c :regression
DROP DATABASE outcomestar_upgrade;
