-- What becomes of each row of a source: the options that decide it, in all shapes, and what is said of it.
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
SET TimeZone = 'Europe/London';
\set SHOW_CONTEXT never
\i test/unsound_reports.psql
CREATE SCHEMA rows;
SET search_path = rows, public;
INSERT INTO star_own_editions VALUES
    ('Rows', '{Health,Home,Work}', '{Stuck,Helped,Trying,Learning,Free}'),
    ('Two', '{One,Two}', '{Stuck,Helped,Trying,Learning,Free}');
INSERT INTO star_own_area_names VALUES ('Rows', 2, 'Our home'), ('Rows', 3, 'Employment');

-- Makes a report of it with changed arguments; says the error if there is one.
CREATE FUNCTION make(source text, changed jsonb DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    summary text; state text; message text; detail text; hint text;
BEGIN
    EXECUTE (
        SELECT format('SELECT create_star_report(%s)', string_agg(format('%I => %L', key, value), ', '))
        FROM jsonb_each_text('{"report_schema": "report", "family": "family", "completed_on": "completed_on",
                               "edition": "Rows"}'::jsonb || jsonb_build_object('source', source) || changed))
    INTO summary;
    RETURN summary;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
                            hint = PG_EXCEPTION_HINT;
    RETURN concat(state, ' ', message, E'\n    ' || nullif(detail, ''), E'\n    ' || nullif(hint, ''));
END $$;
-- The same, and the Stars
CREATE FUNCTION make_stars(source text, changed jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    said CONSTANT text := make(source, changed);
BEGIN
    RETURN CASE WHEN said LIKE 'report: %' THEN (SELECT string_agg(line, '; ') FROM stars() AS line) ELSE said END;
END $$;
-- The lines of source_rows that count something
CREATE FUNCTION rows() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT string_agg(format('%s %s %s', counted, what, number), ', ' ORDER BY line_no)
            FROM report.source_rows WHERE number > 0);
END $$;
-- The Stars that the report knows
CREATE FUNCTION stars() RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
    SELECT format('%s %s: %s', family, completed_on,
                  string_agg(area_no || '=' || coalesce(reading::text, '?'), ' ' ORDER BY area_no))
    FROM report.family_stars GROUP BY family, completed_on ORDER BY family, completed_on;
END $$;

-- A source in all shapes, from rows of a Star: row_no, family, completed_on, entered_on, a1, a2, a3
CREATE TABLE wide (row_no integer, family text, completed_on date, entered_on timestamptz, a1 integer, a2 integer,
                   a3 integer);
CREATE VIEW whole AS
SELECT row_no, family, completed_on, entered_on, outcome_star(ARRAY[a1, a2, a3]) AS star FROM wide;
CREATE VIEW long AS
SELECT row_no * 10 + area AS row_no, family, completed_on, entered_on, area, reading
FROM wide, unnest(ARRAY[a1, a2, a3]) WITH ORDINALITY AS r (reading, area) WHERE reading IS NOT NULL;
CREATE FUNCTION shapes(changed jsonb) RETURNS TABLE (shape text, said text, kept text) LANGUAGE plpgsql AS $$
BEGIN
    FOREACH shape IN ARRAY '{long,wide,whole}'::text[] LOOP
        said := make('rows.' || shape, CASE shape
            WHEN 'long' THEN '{"area": "area", "reading": "reading"}'::jsonb
            WHEN 'wide' THEN '{"areas": "{a1,a2,a3}"}' ELSE '{"star": "star"}' END || changed);
        kept := (SELECT string_agg(line, '; ') FROM stars() AS line);
        RETURN NEXT;
    END LOOP;
END $$;

-- entered_on: the later row of the same family, date and area counts; a tie stays a contradiction, also of rows that
-- are not known to have been entered; what a row leaves open stays as it was.
INSERT INTO wide VALUES
    (1, 'A', '2024-01-01', '2024-01-02 10:00', 5, 6, NULL),   -- corrected in one area
    (2, 'A', '2024-01-01', '2024-01-02 10:00:01', 7, NULL, 8),
    (3, 'B', '2024-01-01', '2024-01-02', 5, 6, 7),            -- corrected as a whole, twice
    (4, 'B', '2024-01-01', '2024-01-04', 6, 7, 8),
    (5, 'B', '2024-01-01', '2024-01-03', 1, 1, 1),
    (6, 'C', '2024-01-01', '2024-01-02', 5, 6, 7),            -- a tie: the same in one area, contradicting in another
    (7, 'C', '2024-01-01', '2024-01-02', 5, 7, NULL),
    (8, 'D', '2024-01-01', NULL, 5, 6, NULL),                 -- unknown: before all others, and a tie by themselves
    (9, 'D', '2024-01-01', NULL, 6, 5, 5),
    (10, 'D', '2024-01-01', '2000-01-01', NULL, 4, NULL),
    (11, 'E', '2024-01-01', 'infinity', 5, 5, 5),
    (12, 'E', '2024-01-01', '2024-01-02', 6, 6, 6),
    (13, 'E', '2024-02-01', '-infinity', 5, NULL, NULL),
    (14, 'E', '2024-02-01', '2024-01-02', 6, NULL, NULL),
    (15, 'F', '2024-01-01', '2024-01-05', NULL, NULL, NULL),  -- empty: corrects nothing
    (16, 'F', '2024-01-01', '2024-01-02', 9, NULL, NULL),
    (17, 'F', '2024-02-01', '2024-01-02', 9, 9, NULL),
    (18, 'G', '2024-01-01', '2024-01-02', 5, 6, 7),           -- entered again, all of it, and then a part
    (19, 'G', '2024-01-01', '2024-01-03', 5, 6, 7),
    (20, 'G', '2024-01-01', '2024-01-04', 5, 8, NULL);
SELECT * FROM shapes('{"entered_on": "entered_on", "row_id": "row_no"}');
SELECT * FROM pg_temp.unsound_reports();
SELECT rows();
SELECT issue, family, completed_on, area_no, value, row_id, detail FROM report.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", completed_on, area_no, value COLLATE "C", row_id COLLATE "C";
-- a correction that cannot be used corrects nothing
UPDATE wide SET a1 = 11, a3 = 0 WHERE row_no = 2;
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "entered_on": "entered_on"}');
SELECT line FROM stars() AS line WHERE line LIKE 'A%';
SELECT make('rows.long', '{"area": "area", "reading": "reading", "entered_on": "entered_on"}');
SELECT line FROM stars() AS line WHERE line LIKE 'A%';
UPDATE wide SET a1 = 7, a3 = 8 WHERE row_no = 2;
-- without it they contradict each other
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}"}'), rows();
SELECT family, completed_on, area_no, value FROM report.data_quality WHERE issue = 'contradicting readings'
ORDER BY family, completed_on, area_no;
-- what is superseded also outside a period
SELECT make('rows.long', '{"area": "area", "reading": "reading", "entered_on": "entered_on",
                           "period_to": "2024-01-15"}'), rows();

-- Of every kind of column
CREATE FUNCTION with_entered(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    said text;
BEGIN
    EXECUTE format('CREATE VIEW rows.typed AS SELECT family, completed_on, %s AS entered_on, a1, a2, a3
                    FROM (SELECT *, CASE WHEN isfinite(entered_on) THEN (entered_on AT TIME ZONE ''UTC'')::date
                                         - ''2023-12-31''::date END AS nth FROM rows.wide) AS wide
                    WHERE family IN (''A'', ''B'', ''D'', ''F'') AND row_no > 2', expression);
    said := make('rows.typed', '{"areas": "{a1,a2,a3}", "entered_on": "entered_on"}');
    said := CASE WHEN said LIKE 'report%' THEN (SELECT string_agg(line, '; ') FROM stars() AS line) ELSE said END;
    DROP VIEW rows.typed;
    RETURN said;
END $$;
SELECT type, with_entered(expression) FROM (VALUES
    ('timestamptz', 'entered_on'), ('timestamp', 'entered_on AT TIME ZONE ''UTC'''), ('date', 'entered_on::date'),
    ('integer', 'nth'), ('smallint', 'nth::smallint'), ('bigint', 'nth * 1000000000000'), ('numeric', 'nth / 100000.0'),
    ('double precision', 'nth / 3::double precision'), ('text', 'entered_on::date::text'),
    ('text with a time', 'to_char(entered_on, ''YYYY/MM/DD HH24:MI'')'), ('varchar', 'entered_on::date::varchar'),
    ('boolean', 'true'), ('json', '''1''::json'), ('interval', 'nth * interval ''1 day''')) AS kind (type, expression);
-- a day that cannot be read is before all others, and listed; of text the day alone counts, so that two rows of one day
-- are a tie
CREATE TABLE entered_as_text (no integer, family text, completed_on date, entered text, area integer, reading integer);
INSERT INTO entered_as_text VALUES
    (1, 'A', '2024-01-01', '2024-01-05', 1, 5), (2, 'A', '2024-01-01', 'yesterday', 1, 6),
    (3, 'A', '2024-01-01', '2024-01-05 10:00', 2, 5), (4, 'A', '2024-01-01', '2024-01-05 11:00', 2, 6),
    (5, 'A', '2024-01-01', '', 3, 5), (6, 'A', '2024-01-01', '1999-01-05', 3, 7), (7, NULL, '2024-01-01', 'x', 3, 7);
SELECT make('rows.entered_as_text', '{"area": "area", "reading": "reading", "entered_on": "entered", "row_id": "no"}');
SELECT stars();
SELECT issue, family, area_no, value, row_id, detail FROM report.data_quality
ORDER BY issue COLLATE "C", row_id COLLATE "C";
UPDATE entered_as_text SET entered = '05/01/2024';
SELECT make('rows.entered_as_text', '{"area": "area", "reading": "reading", "entered_on": "entered"}');
SELECT stars();
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "entered_on": "entered_no"}');

-- Whole Stars that hold marks, and areas that the edition does not have
CREATE TABLE marked (no integer, family text, completed_on date, entered_on date, star outcome_star);
INSERT INTO marked VALUES
    (1, 'A', '2024-01-01', '2024-01-02', '{5,?,7}'), (2, 'A', '2024-01-01', '2024-01-03', '{6,5}'),
    (3, 'B', '2024-01-01', '2024-01-02', '{?}'), (4, 'C', '2024-01-01', '2024-01-02', '{5,,,9}'),
    (5, 'C', '2024-01-01', '2024-01-03', '{,,,9,?}'), (6, 'D', '2024-01-01', '2024-01-03', '{,,,,?}'),
    (7, 'E', '2024-01-01', '2024-01-03', '{}'), (8, 'F', '2024-01-01', '2024-01-03', NULL);
SELECT make('rows.marked', '{"star": "star", "row_id": "no"}'), rows();
SELECT stars();
SELECT * FROM pg_temp.unsound_reports();
SELECT issue, family, area_no, value, row_id, detail FROM report.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", area_no, value COLLATE "C", row_id COLLATE "C";
SELECT make('rows.marked', '{"star": "star", "row_id": "no", "entered_on": "entered_on"}'), rows();
SELECT stars();
SELECT * FROM pg_temp.unsound_reports();
SELECT issue, family, area_no, value, row_id, detail FROM report.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", area_no, value COLLATE "C", row_id COLLATE "C";

-- least_days_between: the next review is the next Star that comes late enough after the last one that counts.
TRUNCATE wide;
INSERT INTO wide
SELECT row_number() OVER (), family, date '2024-01-01' + day, NULL, reading, reading, NULL
FROM (VALUES ('chain', '{0,13,14,20,27,28}'::integer[], '{5,1,6,2,3,7}'::integer[]),
             ('all too soon', '{0,1,13}', '{5,1,2}'), ('one', '{0}', '{5}'),
             ('lower second', '{0,5,15,40}', '{5,1,3,9}'), ('soon after the latest', '{0,20,25}', '{4,6,1}')
     ) AS f (family, days, readings), unnest(days, readings) AS s (day, reading);
SELECT * FROM shapes('{"least_days_between": 14}');
CREATE FUNCTION journeys() RETURNS TABLE (family text, star_count integer, first_on date, latest_on date, days integer,
    compared boolean, start_1 integer, latest_1 integer, overall_change text) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT j.family, j.star_count, j.first_on, j.latest_on, j.days, j.compared, j.start_1, j.latest_1,
                        j.overall_change FROM report.journeys AS j ORDER BY family;
END $$;
SELECT * FROM journeys();
SELECT family, completed_on, detail FROM report.data_quality WHERE issue = 'too soon for a review' ORDER BY 1, 2;
SELECT measure, number FROM report.inclusion ORDER BY measure_no;
SELECT rows();
SELECT quarter_start, stars_completed, families_reviewed FROM report.activity;
SELECT make('rows.long', '{"area": "area", "reading": "reading", "least_days_between": 14,
                           "start_rule": "lower of first two"}') <> '' AS made;
SELECT * FROM journeys() WHERE family IN ('chain', 'lower second');
-- a period cuts journeys, whose Stars count or not as before
SELECT make('rows.long', '{"area": "area", "reading": "reading", "least_days_between": 14,
                           "period_from": "2024-01-22", "period_to": "2024-01-28"}') <> '' AS made;
SELECT * FROM journeys();
SELECT measure, number FROM report.inclusion ORDER BY measure_no;
SELECT family, completed_on FROM report.data_quality WHERE issue = 'too soon for a review' ORDER BY 1, 2;
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "least_days_between": 2147483647}') <> '' AS made;
SELECT count(*) FILTER (WHERE compared) AS compared FROM journeys();
SELECT make('rows.wide', jsonb_build_object('areas', '{a1,a2,a3}', 'least_days_between', days))
FROM unnest('{-1,NULL}'::integer[]) AS days;
SELECT * FROM pg_temp.unsound_reports();

-- missing: codes for what is not known, whatever their case and the white space around them, in readings, dates,
-- answers, dimensions and names of families, but for numbers there; and not what an area is called
CREATE TABLE coded (family text, completed_on text, a1 integer, a2 text, a3 numeric(6,2), who text, ward text,
                    day date, area text, reading bigint);
INSERT INTO coded VALUES
    ('A', '2024-01-01', 99, ' n/a', 5, 'N/A', '-', '2024-01-01', 'Health', 99),
    ('A', '2024-02-01', 5, E'N/A\t', 99, 'worker only', ' - ', '2024-02-01', 'Home', 5),
    ('A', 'N/A', 5, '5', 5, 'N/A', 'West', '1900-01-01', 'N/A', 5),
    ('A', '2024-03-01', 5, 'not asked', 5.5, 'n.a.', 'n/a West', '2024-03-01', '99', 5),
    ('N/A', '2024-01-01', 99, '-', 99, '-', 'ÉTÉ', '2024-01-01', 'Work', 5),
    ('99', '2024-01-01', 98, '98', 98, '', '', '1900-01-02', 'Work', 98);
SELECT make('rows.coded', '{"areas": "{a1,a2,a3}", "completed_by": "who", "dimensions": "{ward}",
                            "missing": "{N/A,-,99,99.00,ÉTÉ}"}'), rows();
SELECT stars();
SELECT DISTINCT family, ward FROM report.journeys ORDER BY family;
SELECT completed_by, stars FROM report.completed_by WHERE dimension_no = 0 AND counted_no = 3 ORDER BY completed_by_no;
SELECT issue, family, completed_on, area_no, value FROM report.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", completed_on, area_no;
SELECT make('rows.coded', '{"completed_on": "day", "area": "area", "reading": "reading",
                            "missing": "{99,N/A,1900-01-01}"}'), rows();
SELECT stars();
SELECT issue, family, completed_on, area_no, value FROM report.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", completed_on;
SELECT * FROM pg_temp.unsound_reports();
-- without it each is listed
SELECT make('rows.coded', '{"areas": "{a1,a2,a3}", "dimensions": "{ward}"}'), rows();
SELECT issue, family, completed_on, area_no, value FROM report.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", completed_on, area_no;
SELECT make('rows.coded', jsonb_build_object('areas', '{a1,a2,a3}', 'missing', codes))
FROM unnest(ARRAY['{}', '{""}', '{NULL}', '{N/A,NULL}', '{{N/A,-},{x,y}}', '{"''); DROP TABLE rows.coded; --"}',
                  '{"%s %I {rows} \\ \""}', NULL]) AS codes;
SELECT refresh_star_report('report');
-- dates of families
CREATE TABLE coded_families (family text, added_on text, left_on date, ward text);
INSERT INTO coded_families VALUES ('A', '2023-12-01', '1900-01-01', 'n/a'), ('B', 'N/A', '2024-05-01', 'West');
SELECT make('rows.coded', '{"areas": "{a1,a2,a3}", "families": "rows.coded_families", "dimensions": "{ward}",
                            "missing": "{N/A,1900-01-01}"}') <> '' AS made;
SELECT family, added_on, left_on, ward FROM report.journeys WHERE family IN ('A', 'B') ORDER BY family;
SELECT issue, family, value, detail FROM report.data_quality WHERE detail ~ 'added_on|left_on';

-- added_on, left_on: by other names; a left_on that was there and has gone is an error
TRUNCATE wide;
INSERT INTO wide VALUES (1, 'A', '2024-01-01', NULL, 5, 5, 5), (2, 'A', '2024-03-01', NULL, 5, 5, 5);
CREATE TABLE cases (family text, opened date, closed date, left_on date, added_on date);
INSERT INTO cases VALUES ('A', '2023-01-01', '2024-01-15', NULL, '2023-02-02');
SET client_min_messages = notice;
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "families": "rows.cases", "added_on": "opened",
                           "left_on": "closed"}') <> '' AS made;
SELECT added_on, left_on FROM report.journeys;
SELECT option, value FROM report.report_options WHERE option IN ('added_on', 'left_on') ORDER BY option;
SELECT issue, family, completed_on, value FROM report.data_quality;
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "families": "rows.cases"}') <> '' AS made;
SELECT added_on, left_on FROM report.journeys;
SELECT option, value FROM report.report_options WHERE option IN ('added_on', 'left_on') ORDER BY option;
ALTER TABLE cases DROP COLUMN left_on;
SELECT refresh_star_report('report');
SELECT count(*) FROM report.journeys;
-- made without one, it is known that nobody is known to have left
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "families": "rows.cases"}') <> '' AS made;
SELECT measure, number FROM report.inclusion WHERE measure ~ 'left' ORDER BY measure_no;
SELECT refresh_star_report('report') <> '' AS refreshed;
ALTER TABLE cases ADD left_on date DEFAULT '2024-01-20';
SELECT refresh_star_report('report') <> '' AS refreshed;
SELECT measure, number FROM report.inclusion WHERE measure ~ 'left' ORDER BY measure_no;
SET client_min_messages = warning;
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "families": "rows.cases"}' || changed::jsonb)
FROM unnest(ARRAY['{"added_on": "added"}', '{"left_on": "left"}', '{"added_on": null}', '{"left_on": "family"}',
                  '{"added_on": "closed", "left_on": "closed"}']) AS changed;

-- Columns of areas: in the wrong order, fewer of them, and names that say nothing
CREATE TABLE named_areas (family text, completed_on date, health integer, home integer, "My work" integer,
                          employment integer, our_home integer, a integer, b integer, "Home " integer);
INSERT INTO named_areas VALUES ('A', '2024-01-01', 1, 2, 3, 4, 5, 6, 7, 8);
SELECT areas, make_stars('rows.named_areas', jsonb_build_object('areas', areas))
FROM unnest(ARRAY['{health,home,employment}', '{health,our_home,employment}', '{health,a,b}', '{a,b,home}',
                  '{a,b,employment}', '{employment,home,health}', '{home,employment,a}', '{a,health,home}',
                  '{a,employment,b}', '{home,a,b}', '{health,b,home}',
                  '{employment}', '{home,health}', '{employment,health}', '{a}', '{health,a}', '{health,home,our_home}',
                  '{home,our_home}', '{health,health}', '{health,home,employment,a}', '{}', '{health,NULL,employment}',
                  '{"Home ",health}', '{nowhere,health}']) AS areas;
SELECT * FROM pg_temp.unsound_reports();
-- fewer columns, corrected by later rows
ALTER TABLE named_areas ADD entered_on date DEFAULT '2024-02-01';
INSERT INTO named_areas (family, completed_on, employment, entered_on) VALUES ('A', '2024-01-01', 9, '2024-02-02');
SELECT make('rows.named_areas', '{"areas": "{employment,health}", "entered_on": "entered_on"}'), rows();
SELECT stars();
-- the order of ten
CREATE TABLE ten_areas (family text, completed_on date, physical_health integer, your_wellbeing integer,
    meeting_emotional_needs integer, keeping_your_children_safe integer, social_networks integer,
    education_and_learning integer, boundaries_and_behaviour integer, family_routine integer, home_and_money integer,
    progress_to_work integer);
SELECT make('rows.ten_areas', jsonb_build_object('edition', 'Family Star Plus 1', 'areas',
    '{physical_health,your_wellbeing,social_networks,meeting_emotional_needs,keeping_your_children_safe,'
    'education_and_learning,family_routine,boundaries_and_behaviour,home_and_money,progress_to_work}'));

-- Ways to write the number of an area in text, and one that is no name for another area
CREATE TABLE numbered (family text, completed_on date, area text, reading integer);
INSERT INTO numbered SELECT 'A', '2024-01-01', area, 5 FROM unnest('{1,02,3.0}'::text[]) AS area;
INSERT INTO numbered SELECT 'B', '2024-01-01', area, 5
FROM unnest('{001,1.00,+2,3.,03.0,0,00,0.0,4,04,4.0,1.5," 2 ",２}'::text[]) AS area;
SELECT make('rows.numbered', '{"area": "area", "reading": "reading"}'), rows();
SELECT stars();
SELECT string_agg(value, ' ' ORDER BY value COLLATE "C") FROM report.data_quality WHERE issue = 'unknown area';
INSERT INTO star_own_area_names VALUES ('Two', 1, '02');
SELECT make('rows.numbered', '{"area": "area", "reading": "reading", "edition": "Two"}');
UPDATE star_own_area_names SET area_name = '2.0' WHERE edition = 'Two';
SELECT make('rows.numbered', '{"area": "area", "reading": "reading", "edition": "Two"}');
UPDATE star_own_area_names SET area_name = '01' WHERE edition = 'Two';
SELECT make('rows.numbered', '{"area": "area", "reading": "reading", "edition": "Two"}') <> '' AS made;

-- date_format: none of the dates can be read, few, one; what is there stays
CREATE TABLE dated (family text, completed_on text, area integer, reading integer, added text, gone text);
INSERT INTO dated SELECT 'F' || n, to_char(date '2024-01-01' + n, 'DD/MM/YYYY'), 1, 5,
                         to_char(date '2023-01-01' + n, 'YYYY-MM-DD'), NULL FROM generate_series(1, 40) AS n;
SELECT make('rows.dated', '{"area": "area", "reading": "reading", "date_format": "DD/MM/YYYY"}');
SELECT make('rows.dated', '{"area": "area", "reading": "reading"}');
SELECT make('rows.dated', '{"area": "area", "reading": "reading", "date_format": "MM/DD/YYYY"}') <> '' AS made;
SELECT make('rows.dated', '{"area": "area", "reading": "reading", "date_format": "DD/MM/YYYY"}') <> '' AS made;
UPDATE dated SET completed_on = replace(completed_on, '/2024', '/24');
SELECT refresh_star_report('report');
UPDATE dated SET completed_on = 'in May';
SELECT refresh_star_report('report');
SELECT count(*) AS still_there FROM report.journeys;
-- a fifth is no reason to warn, more is; blank ones, codes for missing and rows without a family do not count
UPDATE dated SET completed_on = CASE WHEN substr(family, 2)::integer <= 8 THEN 'in May' ELSE '01/05/2024' END;
INSERT INTO dated (family, completed_on) VALUES
    ('x', ''), ('x', NULL), ('x', ' '), (NULL, 'x'), ('', 'x'), ('x', 'N/A');
SELECT make('rows.dated', '{"area": "area", "reading": "reading", "date_format": "DD/MM/YYYY", "missing": "{N/A}"}');
UPDATE dated SET completed_on = 'in May' WHERE family = 'F9';
SELECT refresh_star_report('report') <> '' AS refreshed;
UPDATE dated SET completed_on = 'N/A';
SELECT refresh_star_report('report');  -- none of them names a date
-- more than are looked at for a hint
CREATE VIEW many_dates AS
SELECT n AS family, to_char(date '2020-01-01' + n % 1000, 'MM/DD/YYYY') AS completed_on, 1 AS area, 5 AS reading
FROM generate_series(1, 3000) AS n;
SELECT make('rows.many_dates', '{"area": "area", "reading": "reading"}');
-- dates of families: another format is an error, and a slip in a column that is mostly empty is none
UPDATE dated SET completed_on = '2024-05-01', gone = NULL;
CREATE VIEW dated_families AS SELECT family, added AS added_on, gone AS left_on FROM dated WHERE family LIKE 'F%';
SELECT make('rows.dated', '{"area": "area", "reading": "reading", "families": "rows.dated_families"}');
UPDATE dated SET added = to_char(added::date, 'DD.MM.YYYY') WHERE added <> '';
SELECT make('rows.dated', '{"area": "area", "reading": "reading", "families": "rows.dated_families"}');
UPDATE dated SET added = to_char(date '2023-05-01', 'YYYY-MM-DD') WHERE added <> '';
UPDATE dated SET gone = 'unknown' WHERE family = 'F1';
SELECT make('rows.dated', '{"area": "area", "reading": "reading", "families": "rows.dated_families"}');
UPDATE dated SET gone = '31/12/2024' WHERE family <> 'F1';
SELECT make('rows.dated', '{"area": "area", "reading": "reading", "families": "rows.dated_families"}');
UPDATE dated SET gone = '31/12/2024';
SELECT make('rows.dated', '{"area": "area", "reading": "reading", "families": "rows.dated_families"}');

-- earliest_on
TRUNCATE wide;
INSERT INTO wide SELECT n, 'A', day, NULL, 5, 5, 5
FROM unnest('{1925-05-17,1999-12-31,2000-01-01,2024-05-17}'::date[]) WITH ORDINALITY AS d (day, n);
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "row_id": "row_no"}'), rows();
SELECT issue, family, completed_on, value, row_id, detail FROM report.data_quality
ORDER BY issue COLLATE "C", completed_on;
SELECT count(*) AS quarters, min(quarter_start) FROM report.activity;
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "earliest_on": "2000-01-02"}'), rows();
SELECT count(*) AS quarters, min(quarter_start) FROM report.activity;
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "earliest_on": "1900-01-01"}'), rows();
SELECT make('rows.wide', jsonb_build_object('areas', '{a1,a2,a3}', 'earliest_on', day))
FROM unnest('{1899-12-31,-infinity,infinity,10000-01-01,NULL}'::text[]) AS day;
SELECT * FROM pg_temp.unsound_reports();

-- row_id: whatever tells rows apart is shown as it is written
CREATE FUNCTION with_row_id(expression text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    said text;
BEGIN
    EXECUTE format('CREATE VIEW rows.identified AS SELECT family, date ''2024-05-17'' AS completed_on, 11 AS a1,
                           5 AS a2, 5 AS a3, %s AS id FROM rows.wide WHERE row_no < 3', expression);
    said := make('rows.identified', '{"areas": "{a1,a2,a3}", "row_id": "id"}');
    said := CASE WHEN said LIKE 'report%' THEN (
        SELECT string_agg(concat(row_id, ' (', occurrences, ')'), ', ' ORDER BY row_id) FROM report.data_quality)
        ELSE said END;
    DROP VIEW rows.identified;
    RETURN said;
END $$;
SELECT type, with_row_id(expression) FROM (VALUES
    ('integer', 'row_no'), ('bigint', 'row_no * 10000000000'), ('numeric', 'row_no / 4.0'),
    ('text', '''row '' || row_no'), ('uuid', 'lpad(row_no::text, 32, ''0'')::uuid'), ('char', '''x''::char(3)'),
    ('twice', '7'), ('NULL', 'NULL::integer'),
    ('hostile', '''{rows} %s \ '''' / '' || row_no'), ('date', 'completed_on'),
    ('json', '''1''::json'), ('array', 'ARRAY[row_no]')) AS kind (type, expression);
SELECT make('rows.wide', '{"areas": "{a1,a2,a3}", "row_id": "rowno"}');

-- Columns of dimensions beside those of data_quality
CREATE VIEW dimensions AS
SELECT family, completed_on, a1, a2, a3, 'x' AS issue, 'y' AS row_id, 'z' AS what, 'w' AS value FROM wide;
SELECT make('rows.dimensions', '{"areas": "{a1,a2,a3}", "dimensions": "{issue,row_id,what,value}",
                                 "earliest_on": "1900-01-01"}') <> '' AS made;
SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'report.data_quality'::regclass;
SELECT DISTINCT issue, issue_dimension, row_id_dimension, value_dimension FROM report.data_quality;

-- A schema of the name of a field of the templates
SELECT make('rows.wide', jsonb_build_object('areas', '{a1,a2,a3}', 'report_schema', name))
FROM unnest('{"{rows}","{report}","{cells}","-- if has_period"}'::text[]) AS name;
SELECT refresh_star_report('{rows}');
SELECT count(*) FROM "{rows}".family_stars;
SELECT drop_star_report(name::name) FROM unnest('{"{rows}","{report}","{cells}","-- if has_period"}'::text[]) AS name;
CREATE SCHEMA "{rows}";
CREATE TABLE "{rows}"."{cells}" AS SELECT family AS "{source}", completed_on, a1, a2, a3 FROM wide;
SELECT make('"{rows}"."{cells}"', '{"areas": "{a1,a2,a3}", "family": "{source}"}'), rows();

-- A source that others cannot see
CREATE TEMP TABLE passing AS SELECT * FROM wide;
CREATE TEMP TABLE passing_families AS SELECT 'A'::text AS family, NULL::date AS added_on, NULL::date AS left_on;
SELECT make('passing', '{"areas": "{a1,a2,a3}", "families": "passing_families"}') <> '' AS made;

SELECT drop_star_report('report');
DELETE FROM star_own_area_names;
DELETE FROM star_own_editions;
DROP SCHEMA rows, "{rows}" CASCADE;
