-- Editions of the Star and names of areas; and the small functions that a report is made with.
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
\set SHOW_CONTEXT never
SET client_encoding = 'UTF8';

-- What is shipped is what test/data/frameworks has: labels, and every alias in every edition
SELECT edition, cardinality(areas) AS areas, array_to_string(stages, ', ') AS stages, shipped FROM star_editions
ORDER BY edition;
CREATE TEMP TABLE line (file text, line text);
\set path 'test/data/frameworks/areas.csv'
\set content `cat :path`
INSERT INTO line SELECT 'areas', string_to_table(replace(:'content', E'\r', ''), E'\n');
\set path 'test/data/frameworks/aliases.csv'
\set content `cat :path`
INSERT INTO line SELECT 'aliases', string_to_table(replace(:'content', E'\r', ''), E'\n');
\set path 'test/data/frameworks/stages.csv'
\set content `cat :path`
INSERT INTO line SELECT 'stages', string_to_table(replace(:'content', E'\r', ''), E'\n');
CREATE TEMP VIEW cell AS SELECT file, string_to_array(line, ',') AS cell FROM line WHERE line ~ '^[0-9]';
SELECT file, count(*) FROM cell GROUP BY 1 ORDER BY 1;

SELECT edition, area_no, label FROM star_editions, unnest(areas) WITH ORDINALITY AS area (label, area_no)
EXCEPT SELECT 'Family Star Plus ' || edition, cell[1]::bigint, coalesce(nullif(cell[1 + edition], ''), cell[2])
    FROM cell, generate_series(1, 2) AS edition WHERE file = 'areas';
SELECT edition, stage_no, label FROM star_editions, unnest(stages) WITH ORDINALITY AS stage (label, stage_no)
EXCEPT SELECT 'Family Star Plus ' || cell[1], cell[2]::bigint, cell[3] FROM cell WHERE file = 'stages';
-- each alias is known, and each name that is known is an alias, or a word or two of one that are of no other area
SELECT edition, cell[1] AS area_no, cell[2] AS alias,
       (SELECT array_agg(DISTINCT area_no) FROM star_area_names AS known
        WHERE known.edition = star_editions.edition AND area_key(area_name) = area_key(cell[2])) AS known
FROM cell, star_editions WHERE file = 'aliases'
AND (SELECT array_agg(DISTINCT area_no::text) FROM star_area_names AS known
     WHERE known.edition = star_editions.edition
       AND area_key(area_name) = area_key(cell[2])) IS DISTINCT FROM ARRAY[cell[1]];
SELECT edition, area_no, area_name FROM star_area_names
WHERE (area_no::text, area_key(area_name)) NOT IN (SELECT cell[1], area_key(cell[2]) FROM cell WHERE file = 'aliases');
SELECT edition, name_key(area_name) AS name_of_several FROM star_area_names
GROUP BY 1, 2 HAVING count(DISTINCT area_no) > 1;
-- other names of stages are read by journey_stage
SELECT cell[2] AS stage_no, name FROM cell, string_to_table(cell[4], '; ') AS name
WHERE file = 'stages' AND cell[4] <> '' AND name NOT IN ('Learning what works', 'Managing well');
SELECT 'Learning what works'::journey_stage::integer, 'Managing well'::journey_stage::integer;

-- area_key: case, apostrophes and white space do not matter
SELECT name, area_key(name)
FROM (VALUES ('Physical health'), (E'  PHYSICAL\t \n health\u00a0'), ('My children’s health'),
    ('My children‘s health'), ('My children`s health'), ('My children''s health'),
    (''), (E' \u00a0\t'), ('äö ü 心の健康 𝔲'), ('a-b (c)'), (NULL)) AS named (name);
SELECT length(area_key(repeat('ABC  ', 100000))),
       area_key(repeat('é’ ', 50000)) = rtrim(repeat('é'' ', 50000)) AS long_ones_too,
       area_key(repeat(' ', 100000)) = '' AS nothing;

-- nearest_name: for hints
SELECT written, nearest_name(written, '{family_id,completed_on,reading,area_no}')
FROM unnest('{familyid,FamilyID,completedon,raeding,area,areas,id,x,"","completed on"}'::text[]) AS written;
SELECT nearest_name('a', '{}'), nearest_name(NULL, '{a}'), nearest_name('a', NULL), nearest_name('a', '{NULL,b,a}'),
       nearest_name('ab', '{ax,ay}'), nearest_name('Grüße', '{Grusse,Grüsse}'),
       nearest_name(repeat('a', 100000), ARRAY[repeat('a', 100000)]), nearest_name('ab', '{{xy,ab},{b,c}}');

-- quarter_start
SELECT starts, string_agg(to_char(quarter_start(make_date(2024, month, 15), starts), 'YYMM'),
                          ' ' ORDER BY month) AS quarters_of_2024
FROM generate_series(1, 12) AS starts, generate_series(1, 12) AS month GROUP BY starts ORDER BY starts;
SELECT day, quarter_start(day, 4), quarter_start(day, 1), quarter_start(day, 12)
FROM unnest('{2024-03-31,2024-04-01,2023-12-31,2024-01-01,2024-02-29,0001-01-01,0001-12-31 BC,4713-01-01 BC,'
            '5874897-12-31,infinity,-infinity,NULL}'::date[]) AS day;
SELECT bool_and(quarter_start(day, starts) <= day AND quarter_start(day, starts) + interval '3 months' > day
                AND (extract(month FROM quarter_start(day, starts)) - starts)::integer % 3 = 0
                AND extract(day FROM quarter_start(day, starts)) = 1
                AND quarter_start(quarter_start(day, starts), starts) = quarter_start(day, starts)) AS right
FROM generate_series(timestamp '1999-11-01', '2005-02-01', '1 day') AS at, CAST(at AS date) AS day,
     generate_series(1, 12) AS starts;
SELECT quarter_start('2024-05-17', 0);
SELECT quarter_start('2024-05-17', 13);
SELECT quarter_start('infinity', -1);
SELECT quarter_start('4714-11-24 BC', 12);

-- date_from_text: strictly
SELECT written, date_from_text(written, 'YYYY-MM-DD') AS ymd, date_from_text(written, 'DD/MM/YYYY') AS dmy,
       date_from_text(written, 'MM/DD/YYYY') AS mdy
FROM unnest('{2024-05-17,2024/5/7,17.05.2024,05/17/2024,05/06/2024,2024-02-29,2023-02-29,31/04/2024,
    2024-12-31 23:59,2024-05-17T10:00:00Z," 17/05/2024 9:30 PM ",2024-05-17x,2024-05-1712:30,2024-05-17T,
    2024-05-17 or 18,2024-05-17 BC,17/05/24,24-05-17,2024-5,20240517,0999-01-01,9999-12-31,00/00/0000,n/a,"",NULL,
    ٢٠٢٤-٠٥-١٧,"2024- 05-17",-2024-05-17}'::text[]) AS written;
SELECT written, date_from_text(written, 'YY-MM-DD') AS ymd, date_from_text(written, 'DD/MM/YY') AS dmy,
       date_from_text(written, 'MM/DD/YY') AS mdy
FROM unnest('{24-05-17,17/05/24,05/17/24,05/06/07,1.2.70,1.2.69,00-02-29,29/02/00,29-02-23,31/04/24,17/05/24 23:59,
    24-05-17T10:00Z,17/05/024,17/05/2024,2024-05-17,17/05/4,7/5/04,"",NULL}'::text[]) AS written;
-- every format that is known, in any case
SELECT format, lower(format) AS also, date_from_text(written, format) = date '2024-05-17' AS first_day,
       date_from_text(written, lower(format)) = date '2024-05-17' AS same
FROM unnest(date_formats()) AS format, to_char(date '2024-05-17', format) AS written;
SELECT date_from_text('17.05.2024', 'DD.MM.YYYY');

-- the parts of Stars and journeys that only a report asks for
SELECT star, up_to_area(star, 1), up_to_area(star, 3), up_to_area(star, 15) = star AS all
FROM unnest('{"{1,2,3,4,5}","{,,,4}","{}","{?,2,?,?}","{1,2,3,4,5,6,7,8,9,10,10,9,8,7,6}"}'::outcome_star[]) AS star;
SELECT up_to_area('{1}', 0);
SELECT up_to_area('{1}', 16);
SELECT up_to_area('{1}', NULL), up_to_area(NULL, 1), contradiction_count(NULL);
SELECT journey, contradiction_count(journey)
FROM unnest('{"{2024-05-17:{1,2}}","{2024-05-17:{?,2,?},2024-11-02:{3,?}}"}'::star_journey[]) AS journey;
SELECT first, latest, areas_progressed(first, latest), areas_maintained(first, latest), areas_regressed(first, latest),
       overall_change(first, latest), mean_change(first, latest)
FROM (VALUES ('{1,5,9,3,,7}'::outcome_star, '{2,7,8,,5,?}'::outcome_star), ('{1}', '{,2}'), ('{}', '{}'), ('{5}', NULL),
             ('{10,10,10,10,10,10,10,10,10,10,10,10,10,10,10}',
              '{1,1,1,1,1,1,1,1,1,1,1,1,1,1,10}')) AS pair (first, latest);
SELECT areas_progressed(first_star(j), latest_star(j)) = areas_progressed(j)
           AND areas_maintained(first_star(j), latest_star(j)) = areas_maintained(j)
           AND areas_regressed(first_star(j), latest_star(j)) = areas_regressed(j) AS same
FROM (SELECT '{2024-01-01:{1,2,3,9,?},2024-02-01:{9},2024-03-01:{3,2,1,,5}}'::star_journey) AS t (j);

-- Own editions and names: added by the owner of the database, who need not be a superuser; read by everybody
SELECT current_database() AS regression \gset
CREATE DATABASE outcomestar_editions;
CREATE ROLE outcomestar_owner;
CREATE ROLE outcomestar_reader;
ALTER DATABASE outcomestar_editions OWNER TO outcomestar_owner;
\c outcomestar_editions
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
SET client_encoding = 'UTF8';
SET ROLE outcomestar_owner;
CREATE SCHEMA stars;
CREATE EXTENSION outcomestar SCHEMA stars;
GRANT USAGE ON SCHEMA stars TO PUBLIC;
SET search_path = stars;
INSERT INTO star_own_editions VALUES
    ('Drei Sterne', '{Wohnen,"Geld & Schulden","l''école"}',
     '{Fest,"Hilfe annehmen",Glauben,Lernen,"Selbst; \"ständig\" {stored}"}');
INSERT INTO star_own_area_names VALUES
    ('Drei Sterne', 1, 'Zuhause'), ('Drei Sterne', 7, 'no such area'), ('Family Star Plus 1', 8, 'Bedtime');
SELECT edition, shipped FROM star_editions ORDER BY 1;
SELECT area_no, area_name, shipped FROM star_area_names WHERE edition = 'Drei Sterne' ORDER BY 1, area_name COLLATE "C";
-- one takes the place of the shipped edition of its name
INSERT INTO star_own_editions
SELECT edition, areas, '{1,2,3,4,Five}' FROM star_shipped_editions WHERE edition = 'Family Star Plus 2';
SELECT edition, stages[5], shipped FROM star_editions ORDER BY 1;
UPDATE star_own_area_names SET area_name = 'Bed time' WHERE area_name = 'Bedtime';
DELETE FROM star_own_editions WHERE edition = 'Family Star Plus 2';
-- rows that would not do
INSERT INTO star_own_editions VALUES ('', '{A}', '{1,2,3,4,5}');
INSERT INTO star_own_editions VALUES (NULL, '{A}', '{1,2,3,4,5}');
INSERT INTO star_own_editions VALUES ('X', '{}', '{1,2,3,4,5}');
INSERT INTO star_own_editions VALUES ('X', NULL, '{1,2,3,4,5}');
INSERT INTO star_own_editions VALUES ('X', '{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16}', '{1,2,3,4,5}');
INSERT INTO star_own_editions VALUES ('X', '{A,NULL}', '{1,2,3,4,5}');
INSERT INTO star_own_editions VALUES ('X', '{A,""}', '{1,2,3,4,5}');
INSERT INTO star_own_editions VALUES ('X', '[0:1]={A,B}', '{1,2,3,4,5}');
INSERT INTO star_own_editions VALUES ('X', '{{A,B}}', '{1,2,3,4,5}');
INSERT INTO star_own_editions VALUES ('X', '{A}', '{1,2,3,4}');
INSERT INTO star_own_editions VALUES ('X', '{A}', '{1,2,3,4,5,6}');
INSERT INTO star_own_editions VALUES ('X', '{A}', '{1,2,3,4,NULL}');
INSERT INTO star_own_editions VALUES ('X', '{A}', NULL);
INSERT INTO star_own_editions VALUES ('Drei Sterne', '{A}', '{1,2,3,4,5}');
INSERT INTO star_own_area_names VALUES ('Drei Sterne', 0, 'A');
INSERT INTO star_own_area_names VALUES ('Drei Sterne', 16, 'A');
INSERT INTO star_own_area_names VALUES ('Drei Sterne', 1, '');
INSERT INTO star_own_area_names VALUES ('Drei Sterne', 1, E' \u00a0 ');
INSERT INTO star_own_area_names VALUES ('Drei Sterne', 1, NULL);
INSERT INTO star_own_area_names VALUES ('Drei Sterne', 2, 'zu  HAUSE'), ('Drei Sterne', 2, ' ZUHAUSE ');
INSERT INTO star_shipped_editions VALUES ('X', '{A}', '{1,2,3,4,5}');
UPDATE star_shipped_area_names SET area_name = 'x';
DELETE FROM star_editions;
INSERT INTO star_area_names VALUES ('Drei Sterne', 1, 'A', false);
-- everybody else reads
RESET ROLE;
SET ROLE outcomestar_reader;
SELECT count(*) FROM stars.star_editions, stars.star_own_editions, stars.star_shipped_editions;
SELECT count(*) > 50 AS names FROM stars.star_area_names;
SELECT (SELECT count(*) FROM stars.star_own_area_names), (SELECT count(*) > 50 FROM stars.star_shipped_area_names);
INSERT INTO stars.star_own_editions VALUES ('X', '{A}', '{1,2,3,4,5}');
DELETE FROM stars.star_own_area_names;
UPDATE stars.star_editions SET edition = 'X';
RESET ROLE;

-- a report of three areas with labels of their own
SET ROLE outcomestar_owner;
CREATE TABLE stars.readings AS
SELECT family, date '2024-01-01' + 100 * star AS completed_on, area, 1 + (family * 3 + star * 4 + area) % 10 AS reading
FROM generate_series(1, 5) AS family, generate_series(0, 1) AS star, generate_series(1, 3) AS area;
ALTER TABLE stars.readings ADD area_name text;
UPDATE stars.readings SET area_name = (ARRAY['zuHAUSE ', ' 2', 'L’école'])[area];
INSERT INTO stars.readings VALUES
    (1, '2024-01-01', NULL, 5, 'no such area'), (1, '2024-01-01', NULL, 5, 'Family routine'),
    (1, '2024-01-01', NULL, 5, '4');
SELECT create_star_report('stars.readings', 'three', 'family', 'completed_on', 'area_name', 'reading',
                          edition => 'Drei Sterne');
SELECT area_no, area, start_stage, "Fest", "Hilfe annehmen", "Glauben", "Lernen", "Selbst; ""ständig"" {stored}", total
FROM three.progress_matrices WHERE total > 0 ORDER BY area_no, start_stage_no;
SELECT * FROM three.areas_progressed ORDER BY by_no, areas;
SELECT DISTINCT which_star, area_no, area, stage_no, stage, families FROM three.stage_distributions
WHERE families > 0 AND which_star_no = 2 ORDER BY area_no, stage_no;
SELECT * FROM three.journeys ORDER BY family LIMIT 2;
SELECT issue, value FROM three.data_quality ORDER BY value COLLATE "C";
CREATE TABLE stars.wide AS
SELECT family, completed_on, outcome_star(area, reading) AS star, min(reading) FILTER (WHERE area = 1) AS a,
       min(reading) FILTER (WHERE area = 2) AS b, min(reading) FILTER (WHERE area = 3) AS c
FROM stars.readings WHERE area IS NOT NULL GROUP BY 1, 2;
UPDATE stars.wide SET star = '{1,2,3,4,5}' WHERE family = 1 AND completed_on = '2024-01-01';
SELECT create_star_report('stars.wide', 'three_wide', 'family', 'completed_on', areas => '{a,b,c}',
                          edition => 'Drei Sterne');
SELECT count(*) FROM (TABLE three.journeys EXCEPT ALL TABLE three_wide.journeys) AS differing;
SELECT create_star_report('stars.wide', 'three_wide', 'family', 'completed_on', star => 'star',
                          edition => 'Drei Sterne');
SELECT issue, family, value, detail FROM three_wide.data_quality ORDER BY value COLLATE "C";
\i test/unsound_reports.psql
SELECT * FROM pg_temp.unsound_reports();
SELECT create_star_report('stars.wide', 'three_wide', 'family', 'completed_on', areas => '{a,b}',
                          edition => 'Drei Sterne');
-- the label of an area changes: so do the views at the next refresh, and with an edition gone there is none
UPDATE star_own_editions SET areas[2] = 'Geld';
SELECT refresh_star_report('three');
SELECT DISTINCT area_no, area FROM three.progress_rates ORDER BY 1;
DELETE FROM star_own_editions;
SELECT refresh_star_report('three');
RESET ROLE;

\c :regression
DROP DATABASE outcomestar_editions;
DROP ROLE outcomestar_owner, outcomestar_reader;
