-- The pictures of README.md and doc/, of the data of the demo, into the directory that variable "to" names.
\set QUIET on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE TABLE readings (
    family_id text, star_no integer, completed_on date, completed_by text, area_no integer, reading star_reading);
\copy readings FROM 'test/data/south_staffs_2017_06/readings.csv' (FORMAT csv, HEADER)
CREATE TABLE families (family_id text PRIMARY KEY, added_on date, reviewed boolean);
\copy families FROM 'test/data/south_staffs_2017_06/families.csv' (FORMAT csv, HEADER)
ALTER TABLE families ADD district text;
UPDATE families SET district = CASE WHEN family_id < 'SS018' THEN 'North' ELSE 'South' END;
CREATE VIEW progress AS
SELECT area_no, areas[area_no] AS area, areas, stages, matrix
FROM star_editions,
     unnest((SELECT progress_matrices(journey)
             FROM (SELECT star_journey(area_no, reading, completed_on) AS journey FROM readings GROUP BY family_id)
                 AS j))
         WITH ORDINALITY AS area (matrix, area_no)
WHERE edition = 'Family Star Plus 1';

\o :to/star.svg
SELECT star_chart(array_agg(start_mean(matrix) ORDER BY area_no), array_agg(latest_mean(matrix) ORDER BY area_no),
                  min(areas)) FROM progress;
\o :to/stages.svg
SELECT stage_chart(array_agg(matrix ORDER BY area_no), min(areas), min(stages)) FROM progress;
\o :to/progress.svg
SELECT progress_chart(array_agg(matrix ORDER BY area_no), min(areas)) FROM progress;
\o :to/matrix.svg
SELECT matrix_chart(matrix, stages, area) FROM progress WHERE area_no = 7;
\o
SELECT create_star_report(
    source => 'readings', report_schema => 'star_report', family => 'family_id', completed_on => 'completed_on',
    area => 'area_no', reading => 'reading', completed_by => 'completed_by',
    families => 'families', dimensions => '{district}') IS NOT NULL AS made;
\o :to/page.html
SELECT star_report_html('star_report', 'Early help: what changed for families', 'Demonstration data');
\o
