/* A report of the tables that councils have: 20,000 families with one to five Stars, some 598,000 readings, in six
   shapes from whole Stars to an export of text with the names of areas, who completed the Star and the team.  The same
   data in every run.  The figures of all six are the same. */
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS outcomestar;
DROP SCHEMA IF EXISTS shapes CASCADE;
CREATE SCHEMA shapes;
SELECT setseed(0.5);
CREATE TABLE shapes.integers AS
SELECT family_id, completed_on, area_no, 1 + floor(random() * 10)::integer AS reading,
       (ARRAY['Worker & Service User', 'Worker Only', 'service user only'])[1 + family_id * star_no % 3]
           AS completed_by,
       'Team ' || family_id % 20 AS team
FROM generate_series(1, 20000) AS family_id, generate_series(1, 1 + family_id % 5) AS star_no,
     LATERAL (SELECT date '2020-01-01' + family_id % 1000 + star_no * 90 AS completed_on) AS dated,
     generate_series(1, 10) AS area_no
WHERE (family_id * 7 + star_no * 3 + area_no) % 7 > 0 OR family_id % 10 > 0
ORDER BY completed_on, family_id;
CREATE TABLE shapes.stars AS
SELECT family_id, completed_on, outcome_star(area_no, reading) AS star
FROM shapes.integers GROUP BY family_id, completed_on ORDER BY completed_on, family_id;
CREATE TABLE shapes.texts AS
SELECT family_id::text, to_char(completed_on, 'DD/MM/YYYY') AS completed_on, areas[area_no] AS area, reading::text,
       completed_by, team
FROM shapes.integers, star_editions WHERE edition = 'Family Star Plus 1';
VACUUM ANALYZE shapes.integers, shapes.stars, shapes.texts;
SET max_parallel_workers_per_gather = 0;
-- integers
SELECT create_star_report('shapes.integers', 'shapes_i', 'family_id', 'completed_on', 'area_no', 'reading');
-- row a Star, outcome_star
SELECT create_star_report('shapes.stars', 'shapes_s', 'family_id', 'completed_on', star => 'star');
-- integers + completed_by
SELECT create_star_report('shapes.integers', 'shapes_c', 'family_id', 'completed_on', 'area_no', 'reading',
                          completed_by => 'completed_by');
-- integers + completed_by + a dimension
SELECT create_star_report('shapes.integers', 'shapes_d', 'family_id', 'completed_on', 'area_no', 'reading',
                          completed_by => 'completed_by', dimensions => '{team}');
-- text with names of areas
SELECT create_star_report('shapes.texts', 'shapes_t', 'family_id', 'completed_on', 'area', 'reading',
                          date_format => 'DD/MM/YYYY');
-- text + completed_by + a dimension
SELECT create_star_report('shapes.texts', 'shapes_a', 'family_id', 'completed_on', 'area', 'reading',
                          date_format => 'DD/MM/YYYY', completed_by => 'completed_by', dimensions => '{team}');
