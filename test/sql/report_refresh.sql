-- A refresh changes what has changed, and the report is then the one that would be made anew.
\set VERBOSITY terse
SET client_min_messages = warning;
SET intervalstyle = postgres;
SET datestyle = ISO;
CREATE SCHEMA refreshed;
SET search_path = refreshed, public;

-- Everything that a source can have: contradictions, rows that cannot be used, corrections, needs, two dimensions
CREATE TABLE cases (family integer, district text, added_on date, left_on date);
CREATE TABLE recorded_needs (family integer, need_code text, recorded_on date);
CREATE TABLE readings (
    id serial, family integer, completed_on date, area text, reading text, completed_by text, team text,
    entered_on date);

-- Reproducible: what changes in each round follows from its number.
CREATE FUNCTION noise(VARIADIC seed integer[]) RETURNS double precision
    IMMUTABLE LANGUAGE sql AS $$ SELECT (hashint8(hash_array_extended(seed, 7)) & 1048575) / 1048576.0 $$;
CREATE FUNCTION add_readings(round integer, families integer[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO readings (family, completed_on, area, reading, completed_by, team, entered_on)
    SELECT family, date '2024-01-01' + (700 * noise(round, family, star))::integer,
           CASE WHEN noise(round, family, star, area, 1) < 0.02 THEN 'Nowhere' ELSE area::text END,
           CASE WHEN noise(round, family, star, area, 2) < 0.05 THEN '' WHEN noise(round, family, star, area, 2) < 0.07
                THEN '12' ELSE (1 + floor(10 * noise(round, family, star, area, 3)))::integer::text END,
           CASE WHEN noise(round, family, star, 4) < 0.7 THEN 'Worker Only' ELSE 'Service user only' END,
           'Team ' || floor(4 * noise(family, star)), date '2026-01-01' + round
    FROM unnest(families) AS family, generate_series(1, 1 + floor(3 * noise(round, family))::integer) AS star,
         generate_series(1, 10) AS area
$$;
INSERT INTO cases SELECT family, 'District ' || family % 3, date '2024-01-01' + 5 * family,
                         CASE WHEN family % 7 = 0 THEN date '2025-06-01' + family END
FROM generate_series(1, 40) AS family;
INSERT INTO recorded_needs SELECT family, (ARRAY['1:1', '2:3', '9:2', 'x'])[1 + family % 4], '2024-02-01'
FROM generate_series(2, 40, 3) AS family;
SELECT add_readings(0, ARRAY(SELECT generate_series(1, 38)));

CREATE FUNCTION make(report_schema name, period_from date, needs regclass, dimensions text[]) RETURNS text
    LANGUAGE sql AS $$
    SELECT create_star_report('readings', report_schema, 'family', 'completed_on', 'area', 'reading',
                              completed_by => 'completed_by', dimensions => dimensions, families => 'cases',
                              entered_on => 'entered_on', row_id => 'id', needs => needs, period_from => period_from,
                              period_to => '2025-11-30', start_rule => 'lower of first two') $$;
SELECT make('a_period', '2024-06-01', 'recorded_needs', '{district,team}') <> '' AS made,
       make('plain', NULL, NULL, '{}') <> '' AS made;

-- What two reports of the same say differently, view by view, beside when they were made and what was before
CREATE FUNCTION differences(one name, other name) RETURNS TABLE (view name, rows bigint) LANGUAGE plpgsql AS $$
BEGIN
    FOR view IN SELECT viewname FROM pg_views WHERE schemaname = one AND viewname <> 'changes' ORDER BY 1 LOOP
        EXECUTE format($sql$
            SELECT count(*) FROM (
                (SELECT to_jsonb(a) - 'refreshed_at' FROM %1$I.%3$I AS a
                 EXCEPT ALL SELECT to_jsonb(b) - 'refreshed_at' FROM %2$I.%3$I AS b)
                UNION ALL
                (SELECT to_jsonb(b) - 'refreshed_at' FROM %2$I.%3$I AS b
                 EXCEPT ALL SELECT to_jsonb(a) - 'refreshed_at' FROM %1$I.%3$I AS a)) AS d$sql$,
            one, other, view) INTO rows;
        IF rows > 0 THEN
            RETURN NEXT;
        END IF;
    END LOOP;
END $$;

-- In place, a table that nothing has happened to is left alone.  Which are written is what a refresh is about.
CREATE FUNCTION written(report_schema name, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    before jsonb;
    written text;
BEGIN
    before := (SELECT jsonb_object_agg(relname, n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables
               WHERE schemaname = report_schema);
    EXECUTE statement;
    SELECT string_agg(substr(relname, 8), ' ' ORDER BY relname) INTO written FROM pg_stat_xact_user_tables
    WHERE schemaname = report_schema AND relname LIKE 'stored\_%'
      AND n_tup_ins + n_tup_upd + n_tup_del > coalesce((before->>relname::text)::bigint, 0);
    RETURN written;
END $$;

CREATE FUNCTION change(round integer) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    CASE round
        WHEN 1 THEN RETURN 'nothing';
        WHEN 2 THEN PERFORM add_readings(2, '{3,39}'); RETURN 'new Stars, and a first one';
        WHEN 3 THEN DELETE FROM readings WHERE family IN (4, 5); RETURN 'families without their Stars';
        WHEN 4 THEN DELETE FROM cases WHERE family IN (4, 40); RETURN 'families that are gone';
        WHEN 5 THEN UPDATE readings SET team = 'Team 9' WHERE family = 8; RETURN 'another team';
        WHEN 6 THEN UPDATE readings SET completed_by = 'Nobody' WHERE family = 9; RETURN 'another answer';
        WHEN 7 THEN UPDATE cases SET district = NULL, left_on = '2025-01-01' WHERE family = 10; RETURN 'a case';
        WHEN 8 THEN
            INSERT INTO readings (family, completed_on, area, reading) VALUES (NULL, '2025-01-01', 1, 1);
            RETURN 'a row that cannot be used';
        WHEN 9 THEN UPDATE readings SET reading = 'not known' WHERE reading = '12'; RETURN 'what is wrong, and why';
        WHEN 10 THEN
            INSERT INTO readings (family, completed_on, area, reading, entered_on)
            SELECT family, completed_on, area, 11 - reading::integer, entered_on FROM readings
            WHERE family = 11 AND area = '2' AND reading ~ '^([1-9]|10)$';
            RETURN 'contradictions';
        WHEN 11 THEN
            UPDATE readings SET reading = 1 + reading::integer % 10
            WHERE id IN (SELECT max(id) FROM readings WHERE family = 11 AND area = '2' AND reading ~ '^[1-9]$');
            RETURN 'other contradictions';
        WHEN 12 THEN UPDATE recorded_needs SET recorded_on = '2025-09-01' WHERE family = 2; RETURN 'a need';
        WHEN 13 THEN DELETE FROM recorded_needs; RETURN 'no needs';
        WHEN 14 THEN
            INSERT INTO star_own_answers VALUES ('Nobody', 'Worker Only');
            RETURN 'an answer of the council';
        WHEN 15 THEN DELETE FROM star_own_answers; RETURN 'and without it';
        WHEN 16 THEN
            INSERT INTO star_own_area_names VALUES ('Family Star Plus 1', 3, 'Nowhere');
            RETURN 'a name of an area';
        WHEN 17 THEN DELETE FROM star_own_area_names; RETURN 'and without it';
        WHEN 18 THEN
            ALTER TABLE readings ALTER family TYPE bigint;
            ALTER TABLE cases ALTER family TYPE bigint;
            RETURN 'another type';
        WHEN 19 THEN UPDATE readings SET completed_on = completed_on - 31; RETURN 'all days';
        WHEN 20 THEN DELETE FROM readings WHERE family > 2; RETURN 'nearly everything gone';
    END CASE;
END $$;
CREATE FUNCTION go_through(
    first_round integer, last_round integer, OUT changed text, OUT written_in_period text, OUT written_in_plain text,
    OUT differing text) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
    FOR round IN first_round .. last_round LOOP
        changed := change(round);
        written_in_period := written('a_period', 'SELECT refresh_star_report(''a_period'', true)');
        written_in_plain := written('plain', 'SELECT refresh_star_report(''plain'', true)');
        PERFORM make('anew', '2024-06-01', 'recorded_needs', '{district,team}');
        differing := (SELECT string_agg(view, ' ') FROM differences('a_period', 'anew'));
        PERFORM drop_star_report('anew');
        PERFORM make('anew', NULL, NULL, '{}');
        differing := concat_ws(' ', differing, (SELECT string_agg(view, ' ') FROM differences('plain', 'anew')));
        PERFORM drop_star_report('anew');
        RETURN NEXT;
    END LOOP;
END $$;
-- (all at once would take more locks than there are)
SELECT * FROM go_through(1, 10) \gx
SELECT * FROM go_through(11, 20) \gx

-- The rows that an unchanged refresh leaves dead in the catalogs are few: vacuum has to take them away.
SELECT create_star_report('readings', 'bare', 'family', 'completed_on', 'area', 'reading', families => 'cases') <> ''
    AS made;
SELECT refresh_star_report('bare') <> '' AS refreshed;
SELECT pg_stat_force_next_flush();
BEGIN;
SELECT refresh_star_report('bare') <> '' AS refreshed;
SELECT sum(n_tup_del + n_tup_upd) < 100 AS few FROM pg_stat_xact_sys_tables;
COMMIT;

-- Whatever the dimensions are called, and however long what cannot be used is
CREATE VIEW named AS
SELECT family, completed_on, area,
       CASE WHEN reading ~ '^[0-9]+$' THEN reading ELSE repeat('long ', 100000) END AS reading,
       team AS few, completed_by AS new, 1 AS old
FROM readings;
INSERT INTO recorded_needs SELECT family, '1:1', '2024-02-01' FROM readings WHERE family IS NOT NULL;
SELECT create_star_report('named', 'named_report', 'family', 'completed_on', 'area', 'reading',
                          dimensions => '{few,new,old}', needs => 'recorded_needs') <> '' AS made;
UPDATE readings SET reading = 'none' WHERE area IN ('4', '5', '6');
SELECT refresh_star_report('named_report') <> '' AS refreshed;
SELECT create_star_report('named', 'named_anew', 'family', 'completed_on', 'area', 'reading',
                          dimensions => '{few,new,old}', needs => 'recorded_needs') <> '' AS made;
SELECT * FROM differences('named_report', 'named_anew');
SELECT drop_star_report('named_report'), drop_star_report('named_anew');

DROP SCHEMA refreshed CASCADE;
SELECT drop_star_report('plain'), drop_star_report('a_period'), drop_star_report('bare');
