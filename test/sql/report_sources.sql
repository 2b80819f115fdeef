-- The same few families through tables of every kind: all views of the report are the same.
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
\set SHOW_CONTEXT never
SET client_encoding = 'UTF8';
SET TimeZone = 'Europe/London';
CREATE SCHEMA sources;
SET search_path = sources, public;

-- 12 families, some with one Star and one without any, five areas, all readings, a contradiction, missing readings
CREATE TABLE readings AS
SELECT f AS family, (date '2023-11-20' + 97 * s + 3 * f) AS completed_on, a AS area,
       nullif(1 + (f * 7 + s * (f % 5) + a * 3) % 10, 4) AS reading,
       (ARRAY['Worker Only', 'Worker & Service User', NULL])[1 + (f + s) % 3] AS completed_by, 'Team ' || f % 2 AS team
FROM generate_series(1, 11) AS f, generate_series(0, 2) AS s, generate_series(1, 9, 2) AS a WHERE s <= f % 3;
INSERT INTO readings VALUES (1, (SELECT min(completed_on) FROM readings WHERE family = 1), 3, 10, NULL, 'Team 1');
CREATE TABLE families AS
SELECT f AS family, date '2023-10-01' + 31 * f AS added_on,
       CASE WHEN f % 4 = 0 THEN date '2024-12-24' + f END AS left_on,
       CASE WHEN f <> 5 THEN 'District ' || f % 3 END AS district
FROM generate_series(1, 12) AS f;

\i test/unsound_reports.psql

-- Makes a report of it, or of something else by changed arguments, of which source_rows adds up.
CREATE FUNCTION make_report(changed jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    summary text;
BEGIN
    EXECUTE (
        SELECT format('SELECT create_star_report(%s)', string_agg(format('%I => %L', key, value), ', '))
        FROM jsonb_each_text('{"source": "sources.readings", "report_schema": "expected", "family": "family",
            "completed_on": "completed_on", "area": "area", "reading": "reading", "completed_by": "completed_by",
            "dimensions": "{district,team}", "families": "sources.families",
            "time_zone": "Europe/London"}'::jsonb || changed))
    INTO summary;
    RETURN concat(summary, (SELECT string_agg(concat(', UNSOUND: ', report, ': ', fault), '')
                            FROM pg_temp.unsound_reports()));
END $$;

-- In which views a report differs from the expected one, column by column; dimensions may bear other names, and
-- families be longer ones.  What data_quality quotes from the source is not compared, nor how many rows there are.
CREATE FUNCTION differing_views(report text, dimensions text[] DEFAULT '{district,team}') RETURNS text
    LANGUAGE plpgsql AS $$
DECLARE
    view text;
    differs boolean;
    differing text[] := '{}';
    rows CONSTANT text := $q$
        SELECT format('SELECT (%s)::text FROM %I.%I'
                      || CASE $3 WHEN 'source_rows' THEN ' WHERE counted <> ''rows''' ELSE '' END,
                      string_agg(CASE attname
                          WHEN 'dimension' THEN format('coalesce(%L::jsonb->>dimension, dimension)',
                                                       jsonb_build_object($2[1], 'district', $2[2], 'team'))
                          WHEN 'family' THEN 'ltrim(replace(family::text, ''-'', ''''), ''Fä 0'')'
                          ELSE quote_ident(attname) END, ', ' ORDER BY attnum), $1, $3)
        FROM pg_attribute
        WHERE attrelid = format('%I.%I', $1, $3)::regclass AND attnum > 0
          AND ($3, attname) NOT IN (('data_quality', 'value'), ('source_rows', 'line_no'))$q$;
    ours text;
    theirs text;
BEGIN
    FOR view IN SELECT relname FROM pg_class
                WHERE relnamespace = 'expected'::regnamespace AND relkind = 'v' AND relname <> 'report_options'
                ORDER BY 1 LOOP
        EXECUTE rows INTO ours USING 'expected', '{district,team}'::text[], view;
        EXECUTE rows INTO theirs USING report, dimensions, view;
        EXECUTE format('SELECT EXISTS ((%s) EXCEPT ALL (%s))
                                   OR EXISTS ((%2$s) EXCEPT ALL (%1$s))', ours, theirs) INTO differs;
        differing := differing || CASE WHEN differs THEN ARRAY[view] ELSE '{}' END;
    END LOOP;
    RETURN CASE WHEN differing = '{}' THEN 'same' ELSE 'DIFFERENT: ' || array_to_string(differing, ', ') END;
END $$;

-- The same report from views in which some columns are other expressions.
CREATE FUNCTION make_view(view text, base text, changed jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE VIEW sources.%I AS SELECT %s FROM sources.%I', view, (
        SELECT string_agg(coalesce(changed->>attname, attname) || ' AS ' || attname, ', ')
        FROM pg_attribute WHERE attrelid = format('sources.%I', base)::regclass AND attnum > 0), base);
END $$;
CREATE FUNCTION same(changed_readings jsonb DEFAULT '{}', changed_families jsonb DEFAULT '{}',
                     changed_arguments jsonb DEFAULT '{}')
    RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
BEGIN
    PERFORM make_view('readings_view', 'readings', changed_readings),
            make_view('families_view', 'families', changed_families);
    PERFORM make_report('{"report_schema": "other", "source": "sources.readings_view",'
                        ' "families": "sources.families_view"}' || changed_arguments);
    result := differing_views('other');
    PERFORM drop_star_report('other');
    DROP VIEW readings_view, families_view;
    RETURN result;
END $$;

SELECT make_report('{}');
SELECT dimension, member, number, base, percent FROM expected.inclusion WHERE measure_no = 3
ORDER BY dimension_no, member COLLATE "C";
SELECT issue, family, completed_on, area_no, value FROM expected.data_quality
ORDER BY issue COLLATE "C", family, completed_on, area_no;

-- the comparison finds what is not the same
SELECT same('{"reading": "CASE WHEN family = 3 AND area = 9 THEN 1 ELSE reading END"}');

-- Types of columns
CREATE DOMAIN small_number AS integer CHECK (VALUE < 1000);
CREATE DOMAIN smaller_number AS small_number;
CREATE DOMAIN word AS varchar(40);
CREATE DOMAIN exact_number AS numeric(8, 2);
CREATE TYPE reading_label AS ENUM ('10', '9', '8', '7', '6', '5', '4', '3', '2', '1');
CREATE TYPE area_label AS ENUM ('Physical health', 'Meeting emotional needs', 'Social networks',
                                'boundaries and behaviour', 'HOME AND MONEY');

SELECT type, same(jsonb_build_object('reading', expression)) AS views FROM (VALUES
    ('smallint', 'reading::smallint'), ('bigint', 'reading::bigint'), ('numeric', 'reading::numeric'),
    ('numeric(6,3)', 'reading::numeric(6,3)'),
    ('real', 'reading::real'), ('double precision', 'reading::double precision'),
    ('star_reading', 'reading::star_reading'), ('domain of a domain', 'reading::smaller_number'),
    ('domain over numeric', 'reading::exact_number'), ('enum', 'reading::text::reading_label'),
    ('text', 'reading::text'), ('text, loosely written', $$E' \t0' || reading || E'.00\r\n'$$),
    ('text, empty for NULL', $$coalesce(reading::text, '  ')$$),
    ('varchar', 'reading::varchar(9)'), ('char(9)', 'reading::char(9)'), ('name', 'reading::text::name'),
    ('domain over varchar', 'reading::text::word')) AS kind (type, expression);

SELECT type, same(jsonb_build_object('area', expression)) AS views FROM (VALUES
    ('smallint', 'area::smallint'), ('bigint', 'area::bigint'), ('numeric', 'area::numeric(4,1)'),
    ('double precision', 'area::double precision'), ('domain', 'area::smaller_number'),
    ('text numbers', $$' ' || area || E'\t'$$), ('char(4)', 'area::char(4)'),
    ('enum', '(enum_range(NULL::area_label))[(area + 1) / 2]'),
    ('names',
     $$(ARRAY['Physical health', 'Meeting Children''s Emotional Needs', 'Social networks',
              'Boundaries and behaviours', 'Home and money'])[(area + 1) / 2]$$),
    ('names, loosely written',
     $$(ARRAY[E'my  children’s\nHEALTH ', ' mEETING cHILDREN‘S emotional needs', E'Social\u00a0networks',
              E'My children`s\tbehaviour', 'HOME and MONEY'])[(area + 1) / 2]$$),
    ('both',
     $$CASE WHEN family % 2 = 0 THEN area::text
            ELSE (ARRAY['Physical health', 'My children’s emotions', 'SOCIAL NETWORKS',
                        'Boundaries and behaviour', 'Home and money'])[(area + 1) / 2] END$$)
) AS kind (type, expression);

SELECT readings, families, same(jsonb_build_object('family', readings), jsonb_build_object('family', families)) AS views
FROM (VALUES
    ('family::bigint', 'family::bigint'), ('family::smallint', 'family::bigint'),
    ('family::smaller_number', 'family::small_number'), ('family::text', 'family::text'),
    ('family::varchar(9)', 'family::char(9)'), ('family::text', 'family'), ('family', 'family::text::word'),
    ('family::numeric', 'family::numeric'),
    ('family::numeric(9,2)', 'family'), ('family::double precision', 'family::numeric'),
    ('(family || repeat(''.0'', area / 5))::numeric', 'family::text'),
    ('family::text::name', 'family::small_number'),
    ('lpad(family::text, 32, ''0'')::uuid', 'lpad(family::text, 32, ''0'')::uuid'),
    ('lpad(family::text, 32, ''0'')::uuid', '(lpad(family::text, 32, ''0'')::uuid)::text'),
    ($$'Fä ' || family$$, $$('Fä ' || family)::char(9)$$)) AS kind (readings, families);


-- Dates: times are of the time zone given, in any session, and text is in the format given
SELECT type, same(jsonb_build_object('completed_on', readings),
                  jsonb_build_object('added_on', format(families, 'added_on'), 'left_on', format(families, 'left_on')),
                  arguments) AS views
FROM (VALUES
    ('timestamp', $$completed_on + time '23:59:59.999999'$$, $$%s + time '23:59:59.999999'$$, '{}'::jsonb),
    ('timestamptz', $$(completed_on + time '00:30') AT TIME ZONE 'Europe/London'$$,
     $$(%s + time '00:30') AT TIME ZONE 'Europe/London'$$, '{}'),
    ('timestamptz elsewhere', $$(completed_on + time '23:30') AT TIME ZONE 'Asia/Tokyo'$$,
     $$(%s + time '23:30') AT TIME ZONE 'Asia/Tokyo'$$, '{"time_zone": "Asia/Tokyo"}'),
    ('text', 'completed_on::text', '%s::text', '{}'),
    ('text, loosely written', $$to_char(completed_on, E'\t YYYY/FMMM/FMDD HH24:MI\n')$$,
     $$to_char(%s, 'YYYY-FMMM-DD"T00:00:00Z"')$$, '{}'),
    ('text, day first', $$to_char(completed_on, 'DD/MM/YYYY')$$, $$to_char(%s, 'FMDD.FMMM.YYYY ')$$,
     '{"date_format": "DD/MM/YYYY"}'),
    ('varchar, month first', $$to_char(completed_on, 'MM/DD/YYYY')::varchar$$,
     $$to_char(%s, 'FMMM-FMDD-YYYY 23:30')::char(40)$$,
     '{"date_format": "MM/DD/YYYY"}'),
    ('text, years of two digits', $$to_char(completed_on, 'DD/MM/YY')$$, $$to_char(%s, 'FMDD-FMMM-YY 9:30')$$,
     '{"date_format": "dd/mm/yy"}')) AS kind (type, readings, families, arguments);

CREATE VIEW instants AS
SELECT family, (completed_on + time '00:30') AT TIME ZONE 'Europe/London' AS completed_at, area, reading, completed_by,
       team
FROM readings;
CREATE VIEW days AS SELECT completed_at::date AS day, * FROM instants;
SELECT make_report('{"report_schema": "other", "source": "sources.instants", "completed_on": "completed_at"}')
           <> '' AS made;
SELECT differing_views('other');
SET TimeZone = 'America/New_York';
SELECT refresh_star_report('other') <> '' AS refreshed;
SELECT differing_views('other');
-- a view that reads a time in the session's time zone does so in the report's
SELECT make_report('{"report_schema": "other", "source": "sources.days", "completed_on": "day"}') <> '' AS made;
SELECT differing_views('other');
SELECT drop_star_report('other');
SELECT current_setting('TimeZone');
SET TimeZone = 'Europe/London';

-- Kinds of tables
CREATE TABLE parted (LIKE readings) PARTITION BY LIST (area);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1, 3);
CREATE TABLE parted_2 (area integer, team text, reading integer, completed_by text, gone text, completed_on date,
                       family integer);
ALTER TABLE parted_2 DROP COLUMN gone;
ALTER TABLE parted ATTACH PARTITION parted_2 DEFAULT;
INSERT INTO parted SELECT * FROM readings;

CREATE TABLE worn (gone_1 text, family integer, gone_2 date, completed_on date, area integer, reading integer,
                   completed_by text, gone_3 text, team text);
ALTER TABLE worn DROP COLUMN gone_1, DROP COLUMN gone_2, DROP COLUMN gone_3, ADD COLUMN gone_2 integer DEFAULT 7;
INSERT INTO worn SELECT * FROM readings;

CREATE TABLE generated_columns (family_name text, day_no integer,
    family integer GENERATED ALWAYS AS (substr(family_name, 2)::integer) STORED,
    completed_on date GENERATED ALWAYS AS (date '2000-01-01' + day_no) STORED, area integer, reading integer,
    completed_by text, team text);
INSERT INTO generated_columns (family_name, day_no, area, reading, completed_by, team)
SELECT 'F' || family, completed_on - date '2000-01-01', area, reading, completed_by, team FROM readings;

CREATE TABLE parent (LIKE readings);
CREATE TABLE child () INHERITS (parent);
INSERT INTO parent SELECT * FROM readings WHERE family < 6;
INSERT INTO child SELECT * FROM readings WHERE family >= 6;
CREATE MATERIALIZED VIEW materialized AS SELECT * FROM readings;
CREATE UNLOGGED TABLE twice AS SELECT * FROM readings UNION ALL SELECT * FROM readings;
CREATE TEMP TABLE temporary AS SELECT * FROM readings;
-- a foreign table, where there is file_fdw
DO $$
BEGIN
    CREATE EXTENSION file_fdw;
    CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
    EXECUTE format('CREATE FOREIGN TABLE sources.foreign_table (family integer, completed_on date, area integer,
                                                                reading integer, completed_by text, team text)
                    SERVER files OPTIONS (format ''csv'', program %L)', (
        SELECT 'printf ''' || string_agg(concat_ws(',', family, completed_on, area, coalesce(reading::text, ''),
                                                   coalesce(completed_by, ''), team), '\n') || ''''
        FROM sources.readings));
EXCEPTION WHEN OTHERS THEN
    CREATE VIEW sources.foreign_table AS SELECT * FROM sources.readings;
END $$;

CREATE FUNCTION same_from(source text, changed jsonb DEFAULT '{}') RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM make_report(jsonb_build_object('report_schema', 'other', 'source', source) || changed);
    RETURN differing_views('other');
END $$;
SELECT source, same_from(source)
FROM unnest('{parted,worn,generated_columns,parent,materialized,twice,temporary,foreign_table}'::text[]) AS source;
-- made anew, not replaced
SELECT drop_star_report('other');
SELECT same_from('foreign_table');

-- The table of families
CREATE TABLE families_with_key (LIKE families, PRIMARY KEY (family));
INSERT INTO families_with_key SELECT * FROM families;
CREATE TABLE family_parent (LIKE families, PRIMARY KEY (family));
CREATE TABLE family_child (PRIMARY KEY (family)) INHERITS (family_parent);
INSERT INTO family_parent SELECT * FROM families WHERE family < 6;
INSERT INTO family_child SELECT * FROM families WHERE family >= 6;
CREATE MATERIALIZED VIEW families_materialized AS SELECT * FROM families;
SELECT families, same_from('readings', jsonb_build_object('families', families))
FROM unnest('{families_with_key,family_parent,families_materialized}'::text[]) AS families;
-- a family that is listed twice counts as one, also where each table of an inheritance has a key of its own
INSERT INTO family_child SELECT family, added_on + 9, left_on - 9, district FROM family_parent WHERE family IN (3, 4);
SELECT same_from('readings', '{"families": "family_parent"}');
SELECT issue, family, value, detail FROM other.data_quality WHERE issue ~ 'famil' ORDER BY family;
SELECT drop_star_report('other');
-- none listed, and none with left_on
CREATE TABLE no_families (family bigint, added_on timestamptz);
SELECT make_report('{"report_schema": "other", "families": "sources.no_families", "dimensions": "{team}"}');
SELECT measure, number FROM other.inclusion WHERE dimension_no = 0 ORDER BY measure_no;
SELECT count(*), count(families_added), count(families_left_reviewed) FROM other.activity;
SELECT drop_star_report('other');

-- Dates in another format than was said, and families that are written in several ways
CREATE TABLE careless (family text, day text, area integer, reading integer);
INSERT INTO careless VALUES
    ('F1', '17/05/2024', 1, 5), ('f1', '05/06/2024', 1, 5), ('F1 ', '12/31/2024', 1, 5), ('F2', '2024-05-17', 1, 5),
    ('F2', '31/31/2024', 1, 5), (E'F\u00a01', '2024-05-17', 1, 5), (' ', '2024-05-17', 1, 5);
SELECT create_star_report('careless', 'other', 'family', 'day', 'area', 'reading');
SELECT issue, family, value, detail FROM other.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", value COLLATE "C";
SELECT create_star_report('careless', 'other', 'family', 'day', 'area', 'reading', date_format => 'DD/MM/YYYY');
SELECT issue, family, value, detail FROM other.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", value COLLATE "C";
CREATE TABLE careful (family text PRIMARY KEY, added_on date);
INSERT INTO careful VALUES ('F1', '2024-01-01'), ('f 1', '2024-01-01'), ('F  1', '2024-01-01');
SELECT create_star_report('careless', 'other', 'family', 'day', 'area', 'reading', date_format => 'DD/MM/YYYY',
                          families => 'careful');
SELECT issue, family, value, detail FROM other.data_quality WHERE issue ~ 'famil'
ORDER BY issue COLLATE "C", family COLLATE "C";
-- and listed twice, differently
CREATE TABLE listed_twice (family text, added_on date, left_on date, district text, ward integer);
INSERT INTO listed_twice VALUES
    ('F1', '2024-01-01', NULL, 'South', 2), ('F1', '2024-03-01', '2024-09-01', 'North', 2),
    ('f1', '2024-02-01', NULL, 'North', 1), ('f1', '2024-02-01', NULL, NULL, 1);
SELECT create_star_report('careless', 'other', 'family', 'day', 'area', 'reading', date_format => 'DD/MM/YYYY',
                          families => 'listed_twice', dimensions => '{ward,district}');
SELECT issue, family, value, detail FROM other.data_quality WHERE issue !~ 'not a date'
ORDER BY issue COLLATE "C", family COLLATE "C";
SELECT family, district, ward, added_on, left_on FROM other.journeys ORDER BY family COLLATE "C";
-- whatever is compared, what is shown has the collation of the database
SELECT attrelid::regclass, attname, attcollation::regcollation FROM pg_attribute
JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'other'::regnamespace AND attcollation NOT IN (0, 'pg_catalog."default"'::regcollation)
  AND relkind IN ('r', 'v');
SELECT drop_star_report('other');

-- Members have numbers to sort by: those that begin with a number by its size, others by name, and not recorded last
CREATE TABLE numbered AS
SELECT family, completed_on, area, reading,
       (ARRAY['10.0', '9', ' 2', 'b', 'A 1', '', '0009', '12345678901234567890', '-3', '2.5', NULL])
           [1 + family::bigint % 11] AS ward
FROM readings;
SELECT make_report('{"report_schema": "other", "source": "sources.numbered", "completed_by": null, "families": null,'
                   ' "dimensions": "{ward}"}');
SELECT dimension_no, member_no, member FROM other.overall_change WHERE change_no = 1 ORDER BY dimension_no, member_no;
SELECT drop_star_report('other');

-- No rows at all
CREATE TABLE no_readings (LIKE readings);
SELECT make_report('{"report_schema": "other", "source": "sources.no_readings", "families": "sources.no_families",'
                   ' "dimensions": "{team}"}');
SELECT measure, number, base, percent FROM other.inclusion ORDER BY measure_no;
SELECT (SELECT count(*) FROM other.progress_matrices), (SELECT sum(families) FROM other.stage_distributions),
       (SELECT count(*) FROM other.activity), (SELECT count(*) FROM other.journeys);
SELECT drop_star_report('other');

-- Names: of the schemas, the table, its columns, the report and its dimensions
CREATE SCHEMA "{rows} %s";
CREATE TABLE "{rows} %s"."Star ""readings"" {schema} 100% 'x' \ ä" (
    "{schema}.""Family"" %I" integer, "Dätum %1$s" date, "area's \ no" integer, "reading) -- " integer,
    "By; DROP TABLE x" text, "team\ 'x' $q$ {members}" text);
INSERT INTO "{rows} %s"."Star ""readings"" {schema} 100% 'x' \ ä" SELECT * FROM readings;
CREATE VIEW "{rows} %s"."Fämilies" AS
SELECT family AS "{schema}.""Family"" %I", added_on, left_on, district AS "{dimension} ""D"" 100%" FROM families;
SELECT create_star_report('"{rows} %s"."Star ""readings"" {schema} 100% ''x'' \ ä"', '{stored} %I "Q" ''x'' \',
    '{schema}."Family" %I', 'Dätum %1$s', 'area''s \ no', 'reading) -- ',
    completed_by => 'By; DROP TABLE x', dimensions => ARRAY['{dimension} "D" 100%', 'team\ ''x'' $q$ {members}'],
    families => '"{rows} %s"."Fämilies"', time_zone => 'Europe/London');
SELECT differing_views('{stored} %I "Q" ''x'' \', ARRAY['{dimension} "D" 100%', 'team\ ''x'' $q$ {members}']);
SELECT DISTINCT dimension_no, dimension FROM "{stored} %I ""Q"" 'x' \".inclusion ORDER BY 1;
SELECT option, value FROM "{stored} %I ""Q"" 'x' \".report_options ORDER BY option COLLATE "C";
\d "{stored} %I ""Q"" 'x' \".journeys
SELECT refresh_star_report('{stored} %I "Q" ''x'' \');
SELECT differing_views('{stored} %I "Q" ''x'' \', ARRAY['{dimension} "D" 100%', 'team\ ''x'' $q$ {members}']);
SELECT drop_star_report('{stored} %I "Q" ''x'' \');
DROP SCHEMA "{rows} %s" CASCADE;

-- dimensions that bear the name of a column of the views
CREATE FUNCTION same_with_dimension(name text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
BEGIN
    EXECUTE format('CREATE VIEW sources.renamed AS
                    SELECT family, added_on, left_on, district AS %I FROM sources.families', name);
    PERFORM make_report(jsonb_build_object('report_schema', 'other', 'families', 'sources.renamed', 'dimensions',
                                           ARRAY[name, 'team']::text));
    PERFORM refresh_star_report('other');
    result := differing_views('other', ARRAY[name, 'team']) || ' ' || (
        SELECT string_agg(DISTINCT quote_ident(attname), ' ') FROM pg_attribute
        WHERE attrelid IN ('other.journeys'::regclass, 'other.progress_counts'::regclass)
          AND attnum = CASE attrelid WHEN 'other.journeys'::regclass THEN 2 ELSE 1 END);
    PERFORM drop_star_report('other');
    DROP VIEW renamed;
    RETURN result;
END $$;
SELECT name, same_with_dimension(name)
FROM unnest('{area,start_1,latest_10,source_rows,row_id,families,overall_change,first_month,matrix,member,dimension,'
            'journey,members,f,s,star_1,ctid,mean_change_parts,first_months,listed,is_gone,was_there,former_family,'
            'reviews,first_star}'::text[]) AS name;

-- Collations: some have no patterns, and several are not compared
DO $$
BEGIN
    CREATE COLLATION caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    CREATE COLLATION german (provider = icu, locale = 'de');
EXCEPTION WHEN OTHERS THEN -- without ICU
    CREATE COLLATION caseless FROM "C";
    CREATE COLLATION german FROM "POSIX";
END $$;
SELECT readings, families,
       same(jsonb_build_object('family', format('family::text COLLATE %s', readings),
                               'reading', format('reading::text COLLATE %s', readings),
                               'area', format('area::text COLLATE %s', families),
                               'completed_on', format('completed_on::text COLLATE %s', readings),
                               'completed_by', format('completed_by COLLATE %s', families),
                               'team', format('team COLLATE %s', readings)),
            jsonb_build_object('family', format('family::text COLLATE %s', families),
                               'added_on', format('added_on::text COLLATE %s', families),
                               'left_on', format('left_on::text COLLATE %s', readings),
                               'district', format('district COLLATE %s', families)))
FROM unnest('{caseless,german,german,"\"C\""}'::text[],
            '{caseless,caseless,"\"C\"",german}'::text[]) AS collations (readings, families);
-- names of families that differ in case are two families
CREATE TABLE caseless_readings AS
SELECT (CASE WHEN area < 5 THEN 'f' ELSE 'F' END || family) COLLATE caseless AS family, completed_on, area, reading
FROM readings;
SELECT create_star_report('caseless_readings', 'other', 'family', 'completed_on', 'area', 'reading');
SELECT drop_star_report('other');

-- Sessions
CREATE VIEW texts AS
SELECT 'Fä ' || family AS family, to_char(completed_on, 'DD/MM/YYYY') AS completed_on, ' ' || area || ' ' AS area,
       ' 0' || reading || '.0 ' AS reading, completed_by, team
FROM readings;
CREATE VIEW families_texts AS
SELECT 'Fä ' || family AS family, to_char(added_on, 'DD/MM/YYYY') AS added_on,
       to_char(left_on, 'DD/MM/YYYY') AS left_on, district
FROM families;
CREATE FUNCTION same_in_session(setting text, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    before text := current_setting(setting);
    result text;
BEGIN
    -- PostgreSQL 19 has no other literals
    IF setting <> 'standard_conforming_strings' OR current_setting('server_version_num')::integer < 190000 THEN
        PERFORM set_config(setting, value, false);
    END IF;
    result := same_from('sources.texts', '{"families": "sources.families_texts", "date_format": "DD/MM/YYYY"}');
    PERFORM refresh_star_report('other');
    result := result || ', ' || differing_views('other');
    PERFORM set_config(setting, before, false), drop_star_report('other');
    RETURN result;
END $$;
\i test/backslashes.psql
RESET standard_conforming_strings;
SELECT setting, value, same_in_session(setting, value) FROM (VALUES
    ('DateStyle', 'German, DMY'), ('DateStyle', 'SQL, DMY'), ('DateStyle', 'Postgres, MDY'),
    ('TimeZone', 'Pacific/Kiritimati'), ('extra_float_digits', '-15'), ('IntervalStyle', 'sql_standard'),
    ('standard_conforming_strings', 'off'), ('backslash_quote', 'on'), ('row_security', 'off'), ('array_nulls', 'off'),
    ('transform_null_equals', 'on'),
    ('quote_all_identifiers', 'on'), ('plpgsql.variable_conflict', 'use_column'), ('enable_hashagg', 'off'),
    ('client_encoding', 'LATIN1')) AS session (setting, value);

-- What cannot be used is listed, and stops nothing
CREATE TABLE unusable (family text, completed_on text, area text, reading text, why text);
INSERT INTO unusable VALUES
    ('A', '2024-05-17', '1', '5', NULL), ('A', '2024-09-17', '1', '7', NULL),
    ('A', '2024-02-30', '1', '9', NULL), ('A', '2023-02-29', '1', '9', NULL), ('A', 'n/a', '1', '9', NULL),
    ('A', '', '1', '9', NULL), ('A', E' \t', '1', '9', NULL), ('A', NULL, '1', '9', NULL),
    ('A', '17-05-24', '1', '9', NULL), ('A', '17/05/2024', '1', '9', NULL), ('A', '2024-13-01', '1', '9', NULL),
    ('A', '2024-00-10', '1', '9', NULL), ('A', '20240517', '1', '9', NULL),
    ('A', 'infinity', '1', '9', NULL), ('A', '2024-05-17 BC', '1', '9', NULL),
    ('A', '2024-05-17 or 18', '1', '9', NULL), ('A', '0044-03-15', '1', '9', NULL), ('A', '1800-01-01', '1', '9', NULL),
    ('A', '2999-01-01', '1', '9', NULL),
    ('A', '٢٠٢٤-٠٥-١٧', '1', '9', NULL), ('A', '99999999999999-01-01', '1', '9', NULL),
    ('A', E'2024-05-17\n2024-05-18', '1', '9', NULL),
    (NULL, '2024-05-17', '1', '9', NULL), ('', '2024-05-17', '1', '9', NULL), (E' \t\r\n', 'n/a', '99', '99', NULL),
    ('A', '2024-05-17', '0', '9', NULL), ('A', '2024-05-17', '11', '9', NULL), ('A', '2024-05-17', '-1', '9', NULL),
    ('A', '2024-05-17', '2147483648', '9', NULL), ('A', '2024-05-17', '1.5', '9', NULL),
    ('A', '2024-05-17', 'Physical heath', '9', NULL), ('A', '2024-05-17', '', '9', NULL),
    ('A', '2024-05-17', NULL, '9', NULL), ('A', '2024-05-17', '%s {rows} '' \', '9', NULL),
    ('A', '2024-05-17', '2', '0', NULL), ('A', '2024-05-17', '2', '11', NULL), ('A', '2024-05-17', '2', '-3', NULL),
    ('A', '2024-05-17', '2', '7.5', NULL), ('A', '2024-05-17', '2', '7,0', NULL),
    ('A', '2024-05-17', '2', 'NaN', NULL), ('A', '2024-05-17', '2', 'Infinity', NULL),
    ('A', '2024-05-17', '2', '1e300', NULL), ('A', '2024-05-17', '2', '2147483648', NULL),
    ('A', '2024-05-17', '2', 'seven', NULL), ('A', '2024-05-17', '2', '٧', NULL),
    ('A', '2024-05-17', '2', '9x0', NULL), ('A', '2024-05-17', '2', '', NULL), ('A', '2024-05-17', '2', NULL, NULL),
    ('A', '2024-06-01', '2', '99', NULL), ('A', '2024-06-01', '3', '', NULL), ('A', '2024-07-01', '2', NULL, NULL),
    ('B', '2024-07-01', '1', NULL, NULL);
SELECT create_star_report('unusable', 'other', 'family', 'completed_on', 'area', 'reading');
SELECT issue, family, completed_on, area_no, value FROM other.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", completed_on, area_no, value COLLATE "C";
SELECT issue COLLATE "C" AS issue, detail FROM other.data_quality GROUP BY 1, 2 ORDER BY 1, detail COLLATE "C";
SELECT family, star_count, first_on, latest_on, start_1, latest_1, start_2 FROM other.journeys;
SELECT * FROM pg_temp.unsound_reports();
-- very long numbers
INSERT INTO unusable VALUES
    ('A', '2024-05-17', '5', '9.' || repeat('0', 20000)), ('A', '2024-05-17', '6', repeat('0', 150000) || '9'),
    ('A', '2024-05-17', '7', repeat('9', 150000));
SELECT refresh_star_report('other');
SELECT start_5, start_6, start_7 FROM other.journeys;

CREATE TABLE unusable_numbers (family double precision, completed_on timestamptz, area double precision,
                               reading double precision);
INSERT INTO unusable_numbers VALUES (1, '2024-05-17', 1, 5), (1, '2024-09-17', 1, 7), (NULL, '2024-05-17', 1, 9),
    (1, '2024-05-17', 0, 9), (1, '2024-05-17', -1, 9), (1, '2024-05-17', 11, 9), (1, '2024-05-17', 16, 9),
    (1, '2024-05-17', 2147483648, 9), (1, '2024-05-17', 1.5, 9), (1, '2024-05-17', 'NaN', 9),
    (1, '2024-05-17', '-Infinity', 9), (1, '2024-05-17', NULL, 9),
    (1, '2024-05-17', 2, 0), (1, '2024-05-17', 2, 7.5), (1, '2024-05-17', 2, 'NaN'), (1, '2024-05-17', 2, 'Infinity'),
    (1, '2024-05-17', 2, 1e300), (1, '2024-05-17', 2, 2147483648), (1, '2024-05-17', 2, NULL),
    (1, 'infinity', 1, 9), (1, '-infinity', 1, 9), (1, NULL, 1, 9), (1, '0044-03-15 BC', 1, 9),
    (1, '1999-12-31 23:59', 1, 9), (1, '2999-01-01', 1, 9),
    (1, '294276-12-31 23:59:59Z', 1, 9), (1, '4714-11-24 00:00:00Z BC', 1, 9), ('NaN', '2024-05-17', 1, 9);
SELECT create_star_report('unusable_numbers', 'other', 'family', 'completed_on', 'area', 'reading',
                          time_zone => 'Asia/Tokyo');
SELECT refresh_star_report('other');
SELECT issue, family, completed_on, area_no, value FROM other.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", completed_on, area_no, value COLLATE "C";
SELECT family, star_count, first_on, latest_on, start_1, latest_1, start_2 FROM other.journeys ORDER BY family;
SELECT * FROM pg_temp.unsound_reports();
SELECT create_star_report('unusable_numbers', 'other', 'family', 'completed_on', 'area', 'reading',
                          time_zone => 'America/New_York');
CREATE VIEW unusable_times AS
SELECT family, completed_on AT TIME ZONE 'UTC' AS completed_on, area::numeric, reading::numeric FROM unusable_numbers
WHERE area < 20 AND area > -20;
SELECT create_star_report('unusable_times', 'other', 'family', 'completed_on', 'area', 'reading');
CREATE VIEW unusable_days AS
SELECT family::text, completed_on::date, area::bigint, trunc(reading::numeric) AS reading FROM unusable_times;
SELECT create_star_report('unusable_days', 'other', 'family', 'completed_on', 'area', 'reading');
-- and nothing that can: the report in use stays
DELETE FROM unusable WHERE family = 'A' AND completed_on IN ('2024-05-17', '2024-09-17') AND area = '1';
DELETE FROM unusable WHERE length(reading) > 9;
SELECT create_star_report('unusable', 'other', 'family', 'completed_on', 'area', 'reading');
SELECT number AS rows_read FROM other.source_rows WHERE what = 'read';
INSERT INTO unusable VALUES ('G', '2024-05-17', '1', '5');
SELECT create_star_report('unusable', 'other', 'family', 'completed_on', 'area', 'reading');
SELECT measure, number, base, percent FROM other.inclusion ORDER BY measure_no;
SELECT issue COLLATE "C" AS issue, count(*) FROM other.data_quality GROUP BY 1 ORDER BY 1;
-- the table of families
CREATE TABLE unusable_families (family text, added_on text, left_on date);
INSERT INTO unusable_families VALUES
    ('A', '2024-02-30', '2024-01-01'), ('B', '2024-05-17', '2024-05-16'), ('C', '1066-10-14', '0044-03-15 BC'),
    ('D', '2999-01-01', '5874897-12-31'),
    ('E', 'infinity', 'infinity'), ('F', '', '-infinity'), ('G', NULL, NULL), (NULL, '2024-05-17', NULL),
    (' ', 'n/a', 'infinity');
SELECT create_star_report('unusable', 'other', 'family', 'completed_on', 'area', 'reading',
                          families => 'unusable_families');
SELECT issue, family, value, detail FROM other.data_quality WHERE detail ~ 'added|left_on|families'
ORDER BY issue COLLATE "C", family COLLATE "C", detail COLLATE "C";
SELECT family, added_on, left_on FROM other.journeys ORDER BY family;
SELECT * FROM pg_temp.unsound_reports();
SELECT drop_star_report('other');

-- The two other shapes; types and collations of columns may differ
CREATE VIEW wide AS
SELECT family, completed_on, max(completed_by) AS completed_by, max(team) AS team,
       min(reading) FILTER (WHERE area = 1)::text COLLATE german AS a1, NULL::integer AS a2,
       (min(reading) FILTER (WHERE area = 3) || '.0') COLLATE caseless AS a3, NULL::text AS a4,
       min(reading) FILTER (WHERE area = 5)::text::reading_label AS a5, NULL::numeric AS a6,
       min(reading) FILTER (WHERE area = 7)::star_reading AS a7, NULL::star_reading AS a8,
       min(reading) FILTER (WHERE area = 9)::real AS "A 9 {rows}", NULL::text COLLATE "C" AS a10
FROM (SELECT *, row_number() OVER (PARTITION BY family, completed_on, area ORDER BY reading) AS copy
      FROM readings) AS numbered
GROUP BY family, completed_on, copy;
SELECT same_from('wide', '{"area": null, "reading": null, "areas": "{a1,a2,a3,a4,a5,a6,a7,a8,\"A 9 {rows}\",a10}"}');
CREATE DOMAIN whole_star AS outcome_star;
CREATE VIEW whole AS
SELECT family, completed_on, completed_by, team, outcome_star(area, reading)::whole_star AS star FROM readings
GROUP BY 1, 2, 3, 4;
SELECT same_from('whole', '{"area": null, "reading": null, "star": "star"}');

-- Operators and functions that come before those of pg_catalog: each of these is one that a report is made with
CREATE FUNCTION public.sprung() RETURNS integer
    LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'sprung by %', current_query(); END $$;
CREATE SCHEMA hostile;
SET search_path = hostile, pg_catalog, public;
SELECT format('CREATE FUNCTION hostile.%I(%s) RETURNS %s LANGUAGE sql AS ''SELECT public.sprung()::text::%3$s''', name,
              arguments, result)
FROM (VALUES ('btrim', 'text, text', 'text'), ('lower', 'text', 'text'), ('replace', 'text, text, text', 'text'),
    ('substring', 'text, text', 'text'), ('isfinite', 'date', 'boolean'),
    ('date_trunc', 'text, timestamp', 'timestamp'), ('generate_series', 'integer, integer', 'integer'),
    ('unnest', 'anyarray', 'integer'), ('round', 'numeric, integer', 'numeric'),
    ('to_char', 'timestamp, text', 'text'), ('format', 'text, text', 'text'), ('now', '', 'timestamptz'),
    ('jsonb_each', 'jsonb', 'text'), ('quote_ident', 'text', 'text'),
    ('same_text', 'text, text', 'boolean'), ('same_integer', 'integer, integer', 'boolean'),
    ('same_date', 'date, date', 'boolean'), ('joined', 'text, text', 'text'),
    ('difference', 'date, date', 'integer'), ('matches', 'text, text', 'boolean'),
    ('contained', 'bigint, bigint', 'bigint')) AS trap (name, arguments, result) \gexec
CREATE OPERATOR = (LEFTARG = text, RIGHTARG = text, FUNCTION = hostile.same_text);
CREATE OPERATOR <> (LEFTARG = text, RIGHTARG = text, FUNCTION = hostile.same_text);
CREATE OPERATOR = (LEFTARG = integer, RIGHTARG = integer, FUNCTION = hostile.same_integer);
CREATE OPERATOR > (LEFTARG = integer, RIGHTARG = integer, FUNCTION = hostile.same_integer);
CREATE OPERATOR <= (LEFTARG = date, RIGHTARG = date, FUNCTION = hostile.same_date);
CREATE OPERATOR >= (LEFTARG = date, RIGHTARG = date, FUNCTION = hostile.same_date);
CREATE OPERATOR || (LEFTARG = text, RIGHTARG = text, FUNCTION = hostile.joined);
CREATE OPERATOR - (LEFTARG = date, RIGHTARG = date, FUNCTION = hostile.difference);
CREATE OPERATOR ~ (LEFTARG = text, RIGHTARG = text, FUNCTION = hostile.matches);
CREATE OPERATOR + (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = hostile.contained);
CREATE AGGREGATE hostile.min(text) (SFUNC = hostile.joined, STYPE = text);
CREATE AGGREGATE hostile.sum(bigint) (SFUNC = hostile.contained, STYPE = bigint);
SELECT 'a'::text = 'b'::text; -- set
SELECT create_star_report('sources.texts', 'other', 'family', 'completed_on', 'area', 'reading',
    completed_by => 'completed_by', dimensions => '{district,team}',
    families => 'sources.families_texts', date_format => 'DD/MM/YYYY', change_band => 0.25, period_from => '2023-01-01',
    start_rule => 'lower of first two');
SELECT create_star_report('sources.texts', 'other', 'family', 'completed_on', 'area', 'reading',
    completed_by => 'completed_by', dimensions => '{district,team}',
    families => 'sources.families_texts', date_format => 'DD/MM/YYYY');
SELECT refresh_star_report('other');
SET search_path = sources, public;
SELECT differing_views('other');

-- Other functions of the same names beside the extension's, with one argument of another type
BEGIN;
DO $$
DECLARE
    trap text;
    set_up integer := 0;
BEGIN
    FOR trap IN
        SELECT format('CREATE FUNCTION public.%I(%s) RETURNS integer LANGUAGE sql AS ''SELECT public.sprung()''',
                      proname, (
            SELECT string_agg(CASE place WHEN changed THEN other_type ELSE type::regtype::text END, ', ' ORDER BY place)
            FROM unnest(proargtypes::oid[]) WITH ORDINALITY AS argument (type, place)))
        FROM pg_proc
        JOIN pg_depend ON objid = pg_proc.oid AND classid = 'pg_proc'::regclass AND deptype = 'e',
             generate_series(1, pronargs) AS changed,
             unnest('{integer,bigint,smallint,numeric,text,varchar,name,date,timestamp,outcome_star,text[],integer[],'
                    'bigint[]}'::text[]) AS other_type
        WHERE refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar') AND prokind = 'f' AND pronargs < 7
          AND proname !~ '(_star_report|_in|_out|_recv|_send|_lt|_le|_eq|_ne|_ge|_gt|_cmp|_hash|_hash_extended)$'
    LOOP
        BEGIN
            EXECUTE trap;
            set_up := set_up + 1;
        EXCEPTION WHEN duplicate_function THEN NULL;
        END;
    END LOOP;
    RAISE WARNING 'enough traps: %', set_up > 500;
END $$;
SAVEPOINT before;
SELECT percentage(1::bigint, 2::numeric, 0); -- set
ROLLBACK TO before;
SELECT create_star_report('sources.texts', 'other', 'family', 'completed_on', 'area', 'reading',
    completed_by => 'completed_by', dimensions => '{district,team}',
    families => 'sources.families_texts', date_format => 'DD/MM/YYYY', change_band => 1, period_from => '2023-01-01',
    start_rule => 'lower of first two');
SELECT same_from('texts', '{"families": "sources.families_texts", "date_format": "DD/MM/YYYY"}');
SELECT refresh_star_report('other') <> '' AS refreshed;
SELECT same_from('wide', '{"area": null, "reading": null, "areas": "{a1,a2,a3,a4,a5,a6,a7,a8,\"A 9 {rows}\",a10}"}');
SELECT same_from('whole', '{"area": null, "reading": null, "star": "star"}');
ROLLBACK;

-- A UNION has an empty list of what it is from, too.
CREATE FUNCTION selects_without_from(view oid) RETURNS bigint LANGUAGE sql
RETURN (SELECT sum((SELECT count(*) FROM regexp_matches(ev_action::text, ':fromlist <>', 'g'))
                   - (SELECT count(*) FROM regexp_matches(ev_action::text, ':setOperations \{', 'g')))
        FROM pg_rewrite WHERE ev_class = view);
-- it finds what it looks for
CREATE VIEW of_constants AS SELECT family FROM readings UNION ALL SELECT 1 UNION ALL VALUES (2), (3);
SELECT selects_without_from('of_constants'::regclass);
-- Some servers, Citus for one, cannot run a SELECT without FROM beside UNION.  So no query over the tables of a user
-- has one: constants come from VALUES.  They are counted in what PostgreSQL makes of the queries.
CREATE FUNCTION shape_of_queries(changed jsonb, OUT queries bigint, OUT selects_without_from bigint)
    LANGUAGE plpgsql AS $$
DECLARE
    options jsonb;
    fields jsonb;
    name text;
    query text;
BEGIN
    PERFORM make_report(changed || '{"report_schema": "shape"}');
    options := report_options_of('shape') || jsonb_build_object('today', current_date);
    fields := report_fields(options) || '{"made": "shape.staged", "all_families": "shape.staged_families",
                                          "in_place": false, "has_contradictions": true, "counts_needs": true,
                                          "about_families": "-1"}';
    PERFORM report_make_tables(fields, 'shape', false);
    FOR name, query IN
        SELECT table_name, filled FROM report_tables() AS t, report_fill(t.query, fields) AS filled
        WHERE btrim(filled, E' \n') <> '' LOOP
        EXECUTE format('CREATE VIEW shape.query_%s AS %s', name, query);
    END LOOP;
    SELECT count(*), sum(selects_without_from(ev_class)) INTO queries, selects_without_from
    FROM pg_rewrite AS r
    WHERE ev_class::regclass::text LIKE 'shape.query_%'
      AND EXISTS (SELECT FROM pg_depend JOIN pg_class ON pg_class.oid = refobjid
                  WHERE objid = r.oid AND relnamespace = 'sources'::regnamespace);
    PERFORM drop_star_report('shape', "cascade" => true);
END $$;
CREATE VIEW wide_of_two AS
SELECT family, completed_on, min(completed_by) AS completed_by, min(team) AS team,
       min(reading) FILTER (WHERE area = 1) AS health, min(reading) FILTER (WHERE area = 3) AS emotional
FROM readings GROUP BY family, completed_on
UNION ALL
SELECT family, completed_on, NULL, NULL, 11 - reading, NULL FROM readings WHERE family = 1 AND area = 1;
CREATE VIEW whole_of_two AS SELECT *, outcome_star(ARRAY[health, NULL, emotional]) AS star FROM wide_of_two;
CREATE TABLE few_needs (family integer, need_code text, recorded_on date);
SET client_min_messages = error;
SELECT shape, options <> '{}' AS with_options, looked_at.*
FROM (VALUES ('long', '{}'::jsonb),
             ('wide', '{"area": null, "reading": null, "areas": "{health,emotional}",
                        "source": "sources.wide_of_two"}'),
             ('whole', '{"area": null, "reading": null, "star": "star", "source": "sources.whole_of_two"}'))
         AS shapes (shape, arguments),
     (VALUES ('{}'::jsonb),
             ('{"needs": "sources.few_needs", "entered_on": "completed_on", "row_id": "family", "missing": "{N/A}",
                "period_from": "2024-01-01", "period_to": "2024-12-31", "least_days_between": 5}'))
         AS given (options),
     shape_of_queries(arguments || options) AS looked_at
ORDER BY shape, options;
SET client_min_messages = warning;

SELECT drop_star_report('other'), drop_star_report('expected');
DROP SCHEMA sources, hostile CASCADE;
DROP FUNCTION public.sprung CASCADE;
DROP EXTENSION IF EXISTS file_fdw CASCADE;
