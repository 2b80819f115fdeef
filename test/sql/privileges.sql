-- What people can do who are not superusers: the owner of a database, who installed the extension, and everybody else;
-- and what a trusted extension must not have, by the list of the manual (Security Considerations for Extensions).
-- More of it: trusted (what is planted in the schema), report_rights (reports), catalog (rights of functions and
-- tables), and the TAP test dump_restore (a dump by the owner).

SET client_min_messages = warning;
\set SHOW_CONTEXT never
\set VERBOSITY terse
SELECT current_database() AS regression \gset
CREATE ROLE outcomestar_steward;
CREATE ROLE outcomestar_analyst;
CREATE ROLE outcomestar_successor;
CREATE DATABASE outcomestar_privileges OWNER outcomestar_steward;
\c outcomestar_privileges
SET lc_messages = 'C';
SET client_min_messages = warning;
SET SESSION AUTHORIZATION outcomestar_steward;
CREATE SCHEMA stars;
GRANT USAGE ON SCHEMA stars TO PUBLIC;
CREATE EXTENSION outcomestar SCHEMA stars;
SET search_path = stars, public;

-- The extension is the steward's, its objects are the bootstrap superuser's: nobody else can change them.
CREATE TEMP VIEW member AS
SELECT classid, objid FROM pg_depend
WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
  AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar');
GRANT SELECT ON member TO PUBLIC;
SELECT extowner::regrole, extrelocatable FROM pg_extension WHERE extname = 'outcomestar';
SELECT count(*) > 200 AS many, count(*) FILTER (WHERE owner <> 10) AS of_others
FROM (SELECT proowner FROM member JOIN pg_proc ON (classid, objid) = ('pg_proc'::regclass, oid)
      UNION ALL SELECT relowner FROM member JOIN pg_class ON (classid, objid) = ('pg_class'::regclass, oid)
      UNION ALL SELECT typowner FROM member JOIN pg_type ON (classid, objid) = ('pg_type'::regclass, oid)
      UNION ALL SELECT oprowner FROM member JOIN pg_operator ON (classid, objid) = ('pg_operator'::regclass, oid)
      UNION ALL SELECT opfowner FROM member JOIN pg_opfamily ON (classid, objid) = ('pg_opfamily'::regclass, oid)
      UNION ALL SELECT opcowner FROM member
          JOIN pg_opclass ON (classid, objid) = ('pg_opclass'::regclass, oid)) AS object (owner);
-- What it is made of: nothing that acts by itself, no sequence, no cast without a function
SELECT classid::regclass, count(*) > 0 AS some FROM member GROUP BY classid
ORDER BY classid::regclass::text COLLATE "C";
SELECT objid::regclass, relkind FROM member JOIN pg_class ON (classid, objid) = ('pg_class'::regclass, oid)
WHERE relkind NOT IN ('r', 'v') OR relrowsecurity OR relhassubclass;
SELECT castsource::regtype, casttarget::regtype, castmethod FROM member
JOIN pg_cast ON (classid, objid) = ('pg_cast'::regclass, oid) WHERE castmethod <> 'f';
SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE tgrelid IN (SELECT objid FROM member) AND NOT tgisinternal;
SELECT ev_class::regclass, rulename FROM pg_rewrite
WHERE ev_class IN (SELECT objid FROM member) AND rulename <> '_RETURN';
-- Functions in C are this library's, and none hands out what only C may hold; no built-in function under another name
SELECT lanname, probin, count(*) > 0 AS some FROM member
JOIN pg_proc ON (classid, objid) = ('pg_proc'::regclass, pg_proc.oid) JOIN pg_language ON prolang = pg_language.oid
WHERE prokind = 'f' GROUP BY lanname, probin ORDER BY lanname;
SELECT objid::regprocedure FROM member JOIN pg_proc ON (classid, objid) = ('pg_proc'::regclass, oid)
WHERE prorettype = 'internal'::regtype AND NOT 'internal'::regtype = ANY (proargtypes::oid[]);
-- Nothing that is stored of it (bodies in SQL, views, constraints, indexes, operators)
-- calls what is not built in or its own.
WITH RECURSIVE part AS (
    SELECT classid, objid FROM member
    UNION SELECT d.classid, d.objid FROM pg_depend AS d
        JOIN part ON (d.refclassid, d.refobjid) = (part.classid, part.objid) AND d.deptype IN ('i', 'a'))
SELECT DISTINCT pg_describe_object(d.refclassid, d.refobjid, 0) COLLATE "C" AS depends_on
FROM part JOIN pg_depend AS d USING (classid, objid)
WHERE d.deptype <> 'e' AND (d.refclassid, d.refobjid) NOT IN (SELECT classid, objid FROM part)
ORDER BY depends_on;
-- The script makes objects, and never takes over one that is there already.
\! grep -niE '^ *(CREATE OR REPLACE|(CREATE|ALTER) .*IF NOT EXISTS|DO )' sql/*.in sql/templates/*.in sql/report/*.in

-- Rights on its tables: everybody reads, the steward adds and removes what is the users'
SELECT grantee::regrole, string_agg(DISTINCT privilege, ', ') AS privileges,
       count(DISTINCT objid) FILTER (WHERE relname LIKE 'star\_own\_%') AS own_tables,
       count(DISTINCT objid) FILTER (WHERE relname NOT LIKE 'star\_own\_%') AS other_tables_and_views
FROM member JOIN pg_class ON (classid, objid) = ('pg_class'::regclass, oid),
     aclexplode(relacl) AS a (grantor, grantee, privilege, grantable)
WHERE grantee <> 10 GROUP BY grantee ORDER BY grantee;
SELECT objid::regclass FROM member JOIN pg_class ON (classid, objid) = ('pg_class'::regclass, oid)
WHERE relkind = 'r' AND (relname LIKE 'star\_own\_%')
      <> (oid = ANY (SELECT unnest(extconfig) FROM pg_extension WHERE extname = 'outcomestar'));

-- The steward: own editions and frameworks, nothing else
INSERT INTO star_own_editions VALUES ('Our Star', '{Health,Home}', '{a,b,c,d,e}');
INSERT INTO star_own_frameworks (framework, extends) VALUES ('ours', 'supporting_families_2022_25');
UPDATE star_own_editions SET areas = '{Health,Home,Work}' WHERE edition = 'Our Star';
SELECT count(*) FROM star_area_names WHERE edition = 'Our Star';
DELETE FROM star_own_frameworks;
UPDATE star_shipped_editions SET edition = 'x';
DELETE FROM star_shipped_frameworks;
TRUNCATE star_own_editions;
ALTER TABLE star_own_editions ADD x integer;
CREATE TRIGGER x BEFORE INSERT ON star_own_editions FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE OR REPLACE FUNCTION stage(reading integer) RETURNS journey_stage LANGUAGE sql
    AS 'SELECT NULL::stars.journey_stage';
DROP FUNCTION stage(integer);
ALTER EXTENSION outcomestar DROP VIEW star_editions;

-- Anybody else: all types, functions and aggregates, a report of one's own, and no way to change what others use
RESET SESSION AUTHORIZATION;
GRANT CREATE ON DATABASE outcomestar_privileges TO outcomestar_analyst;
SET SESSION AUTHORIZATION outcomestar_analyst;
CREATE SCHEMA work;
SET search_path = work, stars;
SELECT count(*) FILTER (WHERE NOT has_function_privilege(oid, 'EXECUTE')) AS not_executable FROM pg_proc
WHERE pronamespace = 'stars'::regnamespace;
SELECT count(*) FILTER (WHERE NOT has_type_privilege(oid, 'USAGE')) AS not_usable FROM pg_type
WHERE typnamespace = 'stars'::regnamespace;
\i test/every_aggregate.psql
CREATE FUNCTION answer(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    EXECUTE 'SELECT ' || call || '::text FROM argument' INTO answer;
    RETURN answer;
END $$;
SELECT count(*) > 20 AS aggregates, count(answer(call)) = count(*) AS answered FROM aggregate_call;
CREATE INDEX ON argument (journey, star, reading, stage, distribution);
CREATE TABLE by_star (LIKE argument) PARTITION BY HASH (star, journey);
SELECT create_star_report('argument', 'analysts_report', 'family_id', 'completed_on', 'area_no',
                          'reading') IS NOT NULL AS created;
SELECT refresh_star_report('analysts_report') IS NOT NULL AS refreshed;
SELECT objid::regclass, privilege
FROM member, unnest('{INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS privilege
WHERE classid = 'pg_class'::regclass AND has_table_privilege(objid, privilege);
INSERT INTO star_own_editions VALUES ('My Star', '{Health}', '{a,b,c,d,e}');
BEGIN;
LOCK TABLE star_own_editions IN ROW SHARE MODE;
COMMIT;
CREATE TABLE blocking (edition text REFERENCES star_own_editions);
CREATE FUNCTION stars.stage(numeric) RETURNS integer LANGUAGE sql AS 'SELECT 1';
COMMENT ON EXTENSION outcomestar IS 'mine';
ALTER EXTENSION outcomestar UPDATE;
DROP EXTENSION outcomestar;
ALTER TYPE stars.star_reading SET (STORAGE = plain);
ALTER OPERATOR FAMILY stars.star_reading_ops USING btree DROP OPERATOR 1 (star_reading, integer);

-- The steward cannot read that report, nor drop the extension under it unawares.
SET SESSION AUTHORIZATION outcomestar_steward;
SELECT count(*) FROM analysts_report.inclusion;
SELECT stars.refresh_star_report('analysts_report');
DROP EXTENSION outcomestar;

-- Functions taken away from the public: values come and go, and nothing is computed, until they are granted;
-- to whoever reads the views of a report, too.
RESET SESSION AUTHORIZATION;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA stars FROM PUBLIC;
CREATE FUNCTION public.outcome(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE query;
    RETURN 'done';
EXCEPTION WHEN insufficient_privilege THEN
    RETURN SQLERRM;
END $$;
SET SESSION AUTHORIZATION outcomestar_analyst;
SELECT query, outcome
FROM unnest('{"CREATE TABLE copied AS TABLE argument","SELECT star::text, journey::text FROM argument",
              "SELECT FROM argument WHERE reading = 7","SELECT stage(7)","SELECT sum(matrix) FROM argument",
              "SELECT 7::star_reading","SELECT star[1] FROM argument",
              "SELECT refresh_star_report(''analysts_report'')"}'::text[]) AS query,
     public.outcome(query);
SELECT count(*) FILTER (WHERE outcome ~ '^permission denied for function') > 10 AS many_views_denied
FROM pg_class, public.outcome('SELECT count(t) FROM (TABLE analysts_report.' || relname || ' OFFSET 0) AS t')
WHERE relnamespace = 'analysts_report'::regnamespace AND relkind = 'v';
RESET SESSION AUTHORIZATION;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA stars TO outcomestar_analyst;
SET SESSION AUTHORIZATION outcomestar_analyst;
SELECT count(*) > 20 AS aggregates, count(answer(call)) = count(*) AS answered FROM aggregate_call;
SELECT refresh_star_report('analysts_report') IS NOT NULL AS refreshed, drop_star_report('analysts_report');

-- Whoever takes the database over may do what its former owner could.
RESET SESSION AUTHORIZATION;
REASSIGN OWNED BY outcomestar_steward TO outcomestar_successor;
SELECT extowner::regrole FROM pg_extension WHERE extname = 'outcomestar';
SET SESSION AUTHORIZATION outcomestar_successor;
DELETE FROM star_own_editions;
DROP EXTENSION outcomestar CASCADE;
SELECT count(*) FROM pg_class WHERE relnamespace = 'stars'::regnamespace;

-- Somebody else installs it, whose name has to be quoted; the owner of the database grants what rows of one's own take;
-- and nothing is left of either role that a dump would have to name.
RESET SESSION AUTHORIZATION;
CREATE ROLE "outcomestar's \$""guest";
GRANT CREATE ON DATABASE outcomestar_privileges TO "outcomestar's \$""guest";
CREATE SCHEMA guest AUTHORIZATION "outcomestar's \$""guest";
SET SESSION AUTHORIZATION "outcomestar's \$""guest";
CREATE EXTENSION outcomestar SCHEMA guest;
DELETE FROM guest.star_own_editions;
RESET SESSION AUTHORIZATION;
GRANT USAGE ON SCHEMA guest TO outcomestar_analyst, outcomestar_successor;
SET SESSION AUTHORIZATION outcomestar_successor;
GRANT INSERT, UPDATE, DELETE ON guest.star_own_editions TO outcomestar_analyst;
SET SESSION AUTHORIZATION outcomestar_analyst;
DELETE FROM guest.star_own_editions;
RESET SESSION AUTHORIZATION;
SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END COLLATE "C" AS grantee
FROM pg_init_privs, aclexplode(initprivs)
WHERE classoid = 'pg_class'::regclass AND objoid::regclass::text ~ '^guest[.]star_' AND grantee <> 10
ORDER BY 1;

\c :regression
DROP DATABASE outcomestar_privileges;
DROP ROLE outcomestar_steward, outcomestar_analyst, outcomestar_successor, "outcomestar's \$""guest";
