-- Faults of whole kinds, known from public bug reports on extensions: mended, or as the documentation
-- (doc/cookbook/running.md) says that they cannot be.  More of them: privileges (roles whose names have to be quoted,
-- and roles that are gone), outcome_star (types that drivers take for arrays, arrays of smallint), distributed.pl
-- (conditions sent to another server).
SET client_min_messages = warning;
SET lc_messages = 'C';
SET datestyle = 'ISO, YMD';
\set SHOW_CONTEXT never
\pset format unaligned
CREATE SCHEMA faults;
SET search_path = faults, public;
CREATE FUNCTION error_of(query text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE query;
    RETURN 'none';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLERRM;
END $$;

-- A zone given as a number is one zone throughout: '+1' is an hour east for SET, and an hour west for AT TIME ZONE.  So
-- is that of a session which was set in that way.
CREATE TABLE late (family text, completed_at timestamptz, area integer, reading integer);
INSERT INTO late VALUES ('A', '2024-03-10 23:30+00', 1, 4), ('A', '2024-09-10 00:30+00', 1, 6);
CREATE VIEW late_days AS SELECT *, completed_at::date AS day FROM late;
CREATE FUNCTION days_in(zone text, OUT by_option text, OUT by_session text, OUT plain text) LANGUAGE plpgsql AS $$
BEGIN
    SET LOCAL TimeZone = 'UTC';
    PERFORM create_star_report('late_days', 'faults_report', 'family', 'completed_at', 'area', 'reading',
                               dimensions => '{day}', time_zone => zone);
    SELECT concat_ws(' ', first_on, latest_on, day) INTO by_option FROM faults_report.journeys;
    PERFORM set_config('TimeZone', zone, true);
    PERFORM create_star_report('late_days', 'faults_report', 'family', 'completed_at', 'area', 'reading',
                               dimensions => '{day}');
    SELECT concat_ws(' ', first_on, latest_on, day) INTO by_session FROM faults_report.journeys;
    SELECT concat_ws(' ', min(completed_at::date), max(completed_at::date), min(completed_at::date)) INTO plain
    FROM late;
END $$;
SELECT zone, by_option, by_option = plain AND by_session = plain AS same
FROM unnest('{UTC,+1,1,-1,5,-5,-08,+05:30,GMT+1,Etc/GMT+1,Europe/Paris}'::text[]) AS zone, days_in(zone);

-- A dimension named All would double every figure of all families.
CREATE VIEW doubled AS SELECT *, 'x' AS "All", 'y' AS "all" FROM late;
SELECT error_of(format($$SELECT create_star_report('doubled', 'faults_report', 'family', 'completed_at', 'area',
                                                   'reading', dimensions => %L)$$, dimensions))
FROM unnest('{"{All}","{day,All}"}'::text[]) AS dimensions;
SELECT create_star_report('doubled', 'faults_report', 'family', 'completed_at', 'area', 'reading',
                          dimensions => '{all}') <> '' AS made;
SELECT dimension, member, number FROM faults_report.inclusion WHERE measure_no = 1;

-- A restore gives each object the definition that PostgreSQL writes, with an empty search path.
CREATE TABLE kept (
    id integer, star outcome_star, journey star_journey, stage journey_stage, distribution stage_distribution,
    matrix progress_matrix, reading star_reading);

-- What a view of a query becomes: the type of its last column before and after, or the error
CREATE FUNCTION restored(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    definition text;
    last_type CONSTANT text := $sql$
        SELECT replace(format_type(atttypid, atttypmod), 'public.', '') FROM pg_attribute
        WHERE attrelid = $1::regclass AND attnum > 0 ORDER BY attnum DESC LIMIT 1$sql$;
    before text;
    after text;
BEGIN
    EXECUTE 'CREATE VIEW faults.made AS ' || query;
    EXECUTE last_type INTO before USING 'faults.made';
    SET LOCAL search_path = '';
    definition := pg_catalog.pg_get_viewdef('faults.made'::regclass);
    BEGIN
        EXECUTE 'CREATE VIEW faults.made_again AS ' || definition;
        EXECUTE last_type INTO after USING 'faults.made_again';
        DROP VIEW faults.made_again;
    EXCEPTION WHEN undefined_function THEN
        after := 'lost: ' || regexp_replace(SQLERRM, 'public[.]', '', 'g');
    END;
    SET LOCAL search_path = faults, public;
    DROP VIEW faults.made;
    RETURN CASE after WHEN before THEN 'kept' ELSE after END;
END $$;

SELECT construct, string_agg(column_name, ', ' ORDER BY place) AS columns, outcome
FROM unnest('{star,journey,stage,distribution,matrix,reading}'::text[]) WITH ORDINALITY AS c (column_name, place),
     (VALUES ('NULLIF', 'SELECT nullif(%1$I, %1$I) FROM kept'),
             ('IS DISTINCT FROM', 'SELECT id FROM kept AS k WHERE %1$I IS DISTINCT FROM (SELECT %1$I FROM kept)'),
             ('CASE WHEN', 'SELECT CASE %1$I WHEN %1$I THEN 1 ELSE 2 END FROM kept'),
             ('JOIN USING', 'SELECT a.id FROM kept AS a JOIN kept AS b USING (%1$I)'),
             ('rows compared', 'SELECT id FROM kept WHERE (%1$I, id) > (%1$I, 3)'),
             ('rows IN', 'SELECT id FROM kept WHERE (%1$I, id) IN (SELECT %1$I, id FROM kept)'),
             ('rows equal', 'SELECT id FROM kept WHERE (%1$I, id) = (%1$I, 3) OR (%1$I, id) <> (%1$I, 3)'),
             ('=, <, IN, BETWEEN', 'SELECT id FROM kept WHERE %1$I = %1$I AND %1$I < %1$I AND %1$I IN (%1$I, %1$I)
                                    AND %1$I BETWEEN %1$I AND %1$I'),
             ('CASE WHEN =', 'SELECT CASE WHEN %1$I = %1$I THEN NULL ELSE %1$I END FROM kept'))
         AS constructs (construct, query),
     LATERAL (SELECT regexp_replace(restored(format(query, column_name)),
                                    '(outcome_star|star_journey|journey_stage|stage_distribution|progress_matrix)',
                                    'type', 'g') AS outcome) AS outcomes
GROUP BY construct, outcome ORDER BY construct COLLATE "C", outcome COLLATE "C";

-- The schema of the extension is renamed: figures and types go on; what makes reports says which schema is missing, and
-- finds it again when it has its name back.
INSERT INTO kept (id, star) VALUES (1, '{3,4}'), (2, '{5,6}');
CREATE VIEW stars AS SELECT 'A' AS family, date '2024-01-01' + id AS completed_on, star FROM kept;
SELECT create_star_report('stars', 'faults_report', 'family', 'completed_on', star => 'star') <> '' AS made;
ALTER SCHEMA public RENAME TO renamed;
SET search_path = faults, renamed;
SELECT count(*) FROM faults_report.progress_rates;
SELECT star, stage(star[1]), mean_change('{1}', star) FROM kept;
SELECT call, error_of('SELECT ' || call)
FROM unnest(ARRAY[$$refresh_star_report('faults_report')$$, $$drop_star_report('faults_report')$$,
                  $$create_star_report('stars', 'other', 'family', 'completed_on', star => 'star')$$,
                  $$need_evidence('{8,6}'::outcome_star, '{8,7}'::outcome_star, '9:1')$$]) AS call;
ALTER SCHEMA renamed RENAME TO public;
SET search_path = faults, public;
SELECT refresh_star_report('faults_report') <> '' AS refreshed;

-- The function of an event trigger is run with our search path.  With one of its own it finds its tables.
CREATE TABLE ddl_log (tag text, object text);
CREATE FUNCTION log_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ddl_log SELECT command_tag, object_identity FROM pg_event_trigger_ddl_commands();
END $$;
CREATE EVENT TRIGGER log_ddl ON ddl_command_end EXECUTE FUNCTION log_ddl();
SELECT error_of($$SELECT create_star_report('stars', 'other', 'family', 'completed_on', star => 'star')$$);
ALTER FUNCTION log_ddl() SET search_path = faults;
SELECT create_star_report('stars', 'other', 'family', 'completed_on', star => 'star') <> '' AS made;
SELECT count(*) > 10 AS logged FROM ddl_log WHERE object LIKE 'other.%';
DROP EVENT TRIGGER log_ddl;

SELECT drop_star_report('other'), drop_star_report('faults_report');
DROP SCHEMA faults CASCADE;
