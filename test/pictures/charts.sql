-- The pictures of doc/charts.md, of the data of the demo, into the directory that variable "to" names.
\set QUIET on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;
CREATE TABLE readings (
    family_id text, star_no integer, completed_on date, completed_by text, area_no integer, reading star_reading);
\copy readings FROM 'test/data/south_staffs_2017_06/readings.csv' (FORMAT csv, HEADER)
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
