-- Somebody who may create a schema in a database installs the extension there, beside functions and operators made to
-- be called in place of those that are meant.  None is ever called, whoever uses the extension.

SELECT current_database() AS regression \gset
CREATE DATABASE outcomestar_trusted;
CREATE ROLE outcomestar_mallory;
GRANT CREATE ON DATABASE outcomestar_trusted TO outcomestar_mallory;
\c outcomestar_trusted
SET SESSION AUTHORIZATION outcomestar_mallory;
CREATE SCHEMA trap;
GRANT USAGE ON SCHEMA trap TO PUBLIC;
SET search_path = trap;
CREATE FUNCTION sprung() RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'sprung by %', current_user; END$$;
CREATE FUNCTION percentage(bigint, numeric, integer) RETURNS numeric LANGUAGE sql AS 'SELECT trap.sprung()::numeric';
CREATE FUNCTION percentage(bigint, bigint, integer) RETURNS numeric LANGUAGE sql AS 'SELECT trap.sprung()::numeric';
CREATE FUNCTION unnest(bigint[]) RETURNS SETOF bigint LANGUAGE sql AS 'SELECT trap.sprung()::bigint';
CREATE FUNCTION unnest(integer[]) RETURNS SETOF integer LANGUAGE sql AS 'SELECT trap.sprung()';
CREATE FUNCTION unnest(date[]) RETURNS SETOF date LANGUAGE sql AS 'SELECT current_date + trap.sprung()';
CREATE FUNCTION unnest(text[]) RETURNS SETOF text LANGUAGE sql AS 'SELECT trap.sprung()::text';
CREATE FUNCTION cardinality(text[]) RETURNS integer LANGUAGE sql AS 'SELECT trap.sprung()';
CREATE FUNCTION array_ndims(text[]) RETURNS integer LANGUAGE sql AS 'SELECT trap.sprung()';
CREATE FUNCTION array_lower(text[], integer) RETURNS integer LANGUAGE sql AS 'SELECT trap.sprung()';
CREATE FUNCTION array_position(text[], text) RETURNS integer LANGUAGE sql AS 'SELECT trap.sprung()';
CREATE FUNCTION pg_extension_config_dump(text, text) RETURNS void LANGUAGE sql AS 'SELECT trap.sprung()';
CREATE FUNCTION difference(bigint, bigint) RETURNS bigint LANGUAGE sql AS 'SELECT trap.sprung()::bigint';
CREATE OPERATOR - (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = difference);
CREATE EXTENSION outcomestar SCHEMA trap;
SELECT extowner::regrole FROM pg_extension WHERE extname = 'outcomestar';
SELECT count(*) > 100 AS many, count(*) FILTER (WHERE proowner::regrole::text = 'outcomestar_mallory') AS of_mallory
FROM pg_depend JOIN pg_proc ON objid = pg_proc.oid WHERE classid = 'pg_proc'::regclass AND deptype = 'e'
AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar');

RESET SESSION AUTHORIZATION;
RESET search_path;
SELECT stages.percent FROM trap.stages('{1,0,0,0,2}') WHERE stage_no = 5;
SELECT count(*) FROM trap.readings('{1,0,0,0,2,0,0,0,0,0}'::trap.stage_distribution);
SELECT count(*) FROM trap.readings('{1,?,3}'::trap.outcome_star), trap.contradictions('{1,?,3}'::trap.outcome_star);
SELECT count(*) FROM trap.stars('{2024-05-17:{3,4},2024-11-02:{5,4}}');
SELECT trap.made_progress_percent(m, 1), trap.progressed_percent(m, 1), trap.regressed_percent(m, 1),
       trap.start_mean(m), trap.latest_mean(m),
       (SELECT count(*) FROM trap.stage_cells(m)), (SELECT count(*) FROM trap.matrix_rows(m)),
       (SELECT count(*) FROM trap.reading_cells(m))
FROM (SELECT trap.progress_matrix(3, 5)) AS t (m);

SELECT count(*) FROM trap.stage_cells((SELECT trap.progress_matrix(3, 5)));
SELECT count(*) FROM trap.reading_cells((SELECT trap.progress_matrix(3, 5)));
SELECT trap.report_column_kind('trap.outcome_star'::regtype);
SELECT pg_describe_object(classid, objid, objsubid) AS depends_on_mallory,
       pg_describe_object(refclassid, refobjid, refobjsubid) AS what
FROM pg_depend JOIN pg_proc ON refclassid = 'pg_proc'::regclass AND refobjid = pg_proc.oid
WHERE proowner = 'outcomestar_mallory'::regrole AND classid <> 'pg_operator'::regclass;

\c :regression
DROP DATABASE outcomestar_trusted;
DROP ROLE outcomestar_mallory;
