-- Names that people type: which are alike, in which order they come, and the answers to who completed a Star.
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
\set SHOW_CONTEXT never
SET client_encoding = 'UTF8';

-- name_key: names that are alike
SELECT name_key(name) AS key, string_agg(quote_literal(name), ' ' ORDER BY place) AS names
FROM unnest(ARRAY['123', '00123', '123.0', ' 123.00', '123.', '000123.0 ', E'1\u00a023', 'F126', 'F-126', 'f 126',
    'F/126.0', 'F0126', 'F#126', E'F\u2013126', E'F\t126', '12/034', '12-34', '12 / 34', 'O''Brien', 'o’brien',
    'O`BRIEN', 'OBrien',
    'Smith-Jones', 'Smith Jones', 'smith, jones', 'White British', 'White–British', 'WHITE  BRITISH ',
    'Home & money', 'Home and Money', 'Home &amp; Money', 'home+money', 'N/A', 'n.a.', 'NA', '0', '000', '0.0',
    '00.']::text[]) WITH ORDINALITY AS n (name, place)
GROUP BY key ORDER BY min(place);
-- and names that are not: each has a key of its own
SELECT count(*) AS names, count(DISTINCT name_key(name)) AS keys
FROM unnest('{0-4,4,40,5-11,51-1,511,2.5,25,2.05,-3,3,18,18+,<1,1,>1,"1 %",10,1.0.1,101,f1,f2,f,"a & b",ab,1/23,12/3,
    123,5-0,50,0.5,0.50}'::text[]) AS name;
-- nothing is left of some; NULL stays NULL
SELECT name, name_key(name) FROM unnest(ARRAY['', ' ', '-', ' ? ', E'\u00a0\u2014', '&', '.', NULL]) AS name;
-- characters of several bytes, and what is no punctuation, stay; long names
SELECT name, name_key(name)
FROM unnest(ARRAY['心の健康 2', 'ä-ö.ü', '£5', '𝔲!', 'a&&b', 'a &', '&amp', 'x&x&x', '+']) AS name;
SELECT length(name_key(repeat('A& ', 100000))), name_key(repeat('0', 100000)) = '0' AS one_zero,
       length(name_key(repeat('é-', 50000))) AS letters, name_key(repeat('- ', 100000)) = '' AS nothing,
       name_key(repeat('1.', 50000)) = repeat('1.', 49999) || '1' AS points;
-- the same in every locale: capitals of Latin, Greek, Cyrillic and Armenian, and what is none
SELECT name, name_key(name)
FROM unnest(ARRAY['ÀÉÎÖØÞ×÷ß', 'ŁÓDŹ', 'ŴYŶẀẄ', 'İĲĸŇŉŊŽſ', 'ŸƏƠƯǍǞȘȚ',
                  'ΆΈΊΌΎΏΑΣΩΫς', 'ЀЏАЯѠӀӁӐӏ', 'ԱՖև', 'ẠỸẞẖ',
                  'Ə-É&Ö', '漢字ÄＡ']) AS name;
-- and in every encoding
SELECT current_database() AS regression \gset
CREATE DATABASE outcomestar_names ENCODING 'WIN1252' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0;
\c outcomestar_names
SET client_min_messages = warning;
CREATE EXTENSION outcomestar;
SELECT name_key(convert_from(name, 'WIN1252')) = convert_from(key, 'WIN1252') AS same
FROM (VALUES ('\x4f9242525945'::bytea, 'obrye'::bytea), ('\x4fa042ad52965945', 'obrye'), ('\x31a032', '12'),
             ('\x679f2d6f', '\x67ff6f'),
             ('\xd0d78a8e', '\xf0d79a9e')) AS named (name, key);
\c :regression
DROP DATABASE outcomestar_names;
CREATE DATABASE outcomestar_names ENCODING 'EUC_JP' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0;
\c outcomestar_names
SET client_min_messages = warning;
CREATE EXTENSION outcomestar;
SELECT name_key(convert_from('\x41202db0ec2d4230', 'EUC_JP')) = convert_from('\x61b0ec6230', 'EUC_JP') AS same;
\c :regression
DROP DATABASE outcomestar_names;
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
SET client_encoding = 'UTF8';

-- name_number and name_order: what people expect, in every collation
SELECT string_agg(name, ', ' ORDER BY name_number(name), name_order(name) COLLATE "C", name COLLATE "C") AS in_order
FROM unnest('{5-11,0-4,12-15,18+,16-17,under 1,Not known,not known,Team 10,team 2,Team 1,Team,Team 2b,
    Team 02,10,9,-3,-10,2.5,2.25,1.10.2,1.2.10,1.2.9,0009,9.0,12345678901234567890,12345678901234567891,A1,a 1,
    Ward 2.10,Ward 2.9,-,"",x}'::text[]) AS name;
SELECT name_number('-'), name_number(''), name_number(NULL), name_number(repeat('9', 200)) > 1e98 AS large,
       name_order(''), name_order(NULL), length(name_order(repeat('1', 100000)));

-- Answers: each is written in one way only, and the three are their own
SELECT answer, count(*) > 20 AS many, bool_and(shipped) AS shipped FROM star_answers
GROUP BY answer ORDER BY answer COLLATE "C";
SELECT name_key(written) FROM star_answers GROUP BY 1 HAVING count(*) > 1;
CREATE SCHEMA names;
CREATE TABLE names.answer (place serial, written text);
INSERT INTO names.answer (written) VALUES
    -- as reports print them
    ('Worker & Service User'), ('Worker &amp; Service User'), ('worker and service user'), ('Worker + Service User'),
    ('Service User & Worker'), ('Joint'), ('Worker only'), ('Worker'), ('Service user only'), ('Self'), ('Both'),
    ('Collaborative'), ('Worker/Service User'), ('Worker & service-user'),
    -- others that are plain
    (' KEYWORKER  AND FAMILY '), ('Practitioner with parent'), ('both worker and client'), ('Jointly'), ('Together'),
    ('key-worker only'), ('Staff alone'), ('Completed by practitioner'), ('Family only'), ('client'), ('SU only'),
    ('Parent/Carer alone'), ('Young person'), ('Self-completed'),
    -- and some that are not
    ('Family worker'), ('Alone'), ('Mother'), ('N/A'), ('Worker & Service User & Child'), ('team'), ('1'), ('-'),
    -- no answer
    ('Not recorded'), ('not recorded'), ('  '), (NULL);
SELECT a.written, known.answer
FROM names.answer AS a LEFT JOIN star_answers AS known ON name_key(known.written) = name_key(a.written)
ORDER BY place;

-- a report knows them, own ones before the shipped, and keeps every other one
CREATE TABLE names.readings AS
SELECT 'F' || place AS family, date '2024-05-17' AS completed_on, 1 AS area, 5 AS reading, written FROM names.answer;
INSERT INTO names.readings VALUES
    ('F1', '2024-05-17', 2, 5, 'BOTH'), ('F1', '2024-05-17', 3, 5, 'Worker / Service User'),
    ('F1', '2024-05-17', 4, 5, NULL), ('F1', '2024-05-17', 4, 5, 'Not recorded'),
    ('F2', '2024-05-17', 2, 5, 'Worker'), ('F99', '2024-05-17', 2, 5, ' '), ('F98', '2024-05-17', 2, 5, 'mother');
SELECT create_star_report('names.readings', 'names_report', 'family', 'completed_on', 'area', 'reading',
                          completed_by => 'written') <> '' AS made;
SELECT completed_by_no, completed_by, stars FROM names_report.completed_by
WHERE dimension_no = 0 AND counted = 'all Stars' ORDER BY completed_by_no;
SELECT issue, family, value FROM names_report.data_quality ORDER BY issue COLLATE "C";
INSERT INTO star_own_answers VALUES
    ('Worker Only', 'Family Worker'), ('Service User Only', 'MOTHER'), ('Child', 'Self'),
    ('Worker & Service User', '1'), ('not recorded', 'N/A');
SELECT refresh_star_report('names_report') <> '' AS refreshed;
SELECT completed_by_no, completed_by, stars FROM names_report.completed_by
WHERE dimension_no = 0 AND counted = 'all Stars' ORDER BY completed_by_no;
SELECT answer, written, shipped FROM star_answers WHERE name_key(written) = 'self';
-- rows that would not do
INSERT INTO star_own_answers VALUES ('Worker Only', 'family-worker');
INSERT INTO star_own_answers VALUES (' ', 'x');
INSERT INTO star_own_answers VALUES (NULL, 'x');
INSERT INTO star_own_answers VALUES ('Worker Only', ' - ');
INSERT INTO star_own_answers VALUES ('Worker Only', NULL);
DELETE FROM star_own_answers;

-- Members and families that are alike are listed, and counted as they are
CREATE TABLE names.alike (family text, team text, place text, age text, added_on date);
INSERT INTO names.alike VALUES
    ('00123', 'Team 2', 'East', '0-4'), ('123', 'Team 10', 'East ', '5-11'), ('123.0', 'Team 1', 'east', '12-15'),
    ('F-126', 'TEAM 1', 'North-West', '18'), ('F126', 'Team 2', 'North West', '18+'),
    ('F 127', 'Team 2', 'North', '04'), ('F127', '', ' ', '4'), ('f128', NULL, 'not recorded', NULL),
    (' F128', NULL, 'Not Recorded', NULL), ('F129', NULL, E'East\u00a0', NULL), ('F0129', NULL, '-', NULL),
    ('F130', 'x', '?', NULL), ('1-30', 'x', 'South', NULL);
CREATE VIEW names.alike_readings AS
SELECT family, date '2024-01-10' + 100 * star_no AS completed_on, 1 AS area, 4 AS reading, team, place, age
FROM names.alike, generate_series(1, 2) AS star_no;
SELECT create_star_report('names.alike_readings', 'names_report', 'family', 'completed_on', 'area', 'reading',
                          dimensions => '{team,place,age}') <> '' AS made;
SELECT issue, family, value, detail, occurrences FROM names_report.data_quality
ORDER BY issue COLLATE "C", value COLLATE "C";
SELECT dimension, string_agg(quote_literal(member), ' ' ORDER BY member_no) AS members FROM names_report.inclusion
WHERE measure_no = 1 GROUP BY dimension_no, dimension ORDER BY dimension_no;
-- families that are numbers have no spellings
CREATE VIEW names.numbered AS SELECT 7 AS family, completed_on, area, reading FROM names.alike_readings
UNION ALL SELECT -7, completed_on, area, reading FROM names.alike_readings;
SELECT create_star_report('names.numbered', 'names_report', 'family', 'completed_on', 'area', 'reading') <> '' AS made;
SELECT count(*) FROM names_report.data_quality;

SELECT drop_star_report('names_report');
DROP SCHEMA names CASCADE;
