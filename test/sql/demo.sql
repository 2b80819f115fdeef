-- The demo prints the councils' tables; then each of their cells is compared with the print.

\set ECHO none
\i doc/demo.sql
\set ECHO all
\pset footer on

CREATE TEMP TABLE published (data_set text, table_name text, row_label text, column_name text, printed text);
\set ECHO none
\set data_set south_staffs_2017_06
\set key_columns 1
\set table first_readings
\i test/published.psql
\set table latest_readings
\i test/published.psql
\set table first_stages
\i test/published.psql
\set table latest_stages
\i test/published.psql
\set table first_percent
\i test/published.psql
\set table latest_percent
\i test/published.psql
\set table means
\i test/published.psql
\set table inclusion
\i test/published.psql
\set table completion
\i test/published.psql
\set table overall_change
\i test/published.psql
\set table below7
\i test/published.psql
\set data_set tamworth_2017_09
\i test/published.psql
\set table summary
\i test/published.psql
\set data_set leicestershire_2018
\set table make_progress
\i test/published.psql
\set key_columns 2
\set table matrix_wide
\i test/published.psql
\set table overall_higher_lower
\i test/published.psql
\set ECHO all
SELECT data_set, table_name, count(*) AS cells FROM published GROUP BY data_set, table_name ORDER BY data_set, table_name;

-- The same cells from the demo's views, in the councils' number formats

\pset null '(null)'
CREATE TEMP TABLE computed (data_set text, table_name text, row_label text, column_name text, data text);
INSERT INTO computed
SELECT 'south_staffs_2017_06', table_name, area_no || ' - ' || area, lower(key), CASE WHEN value = '0' AND table_name LIKE '%readings' THEN '' ELSE value END
FROM (SELECT 'first_readings', area_no, area, to_jsonb(t) FROM first_readings AS t
      UNION ALL SELECT 'latest_readings', area_no, area, to_jsonb(t) FROM latest_readings AS t
      UNION ALL SELECT which_star || '_stages', area_no, area, to_jsonb(t) - 'total' FROM stage_table AS t) AS t (table_name, area_no, area, cells),
     jsonb_each_text(cells - 'area_no' - 'area' - 'which_star');
INSERT INTO computed
SELECT 'south_staffs_2017_06', which_star || '_percent', area_no || ' - ' || area, lower(key), value || '%'
FROM stage_percent_table AS t, jsonb_each_text(to_jsonb(t) - 'area_no' - 'area' - 'which_star' - 'families = 100 %');
INSERT INTO computed
SELECT 'south_staffs_2017_06', 'means', area_no || ' - ' || area, key, value
FROM means AS t JOIN progress USING (area_no, area),
     LATERAL (VALUES ('initial', initial::text), ('final', final::text),
                     ('average_progress', round(mean_progress(matrix), 1)::text)) AS cell (key, value);

INSERT INTO computed
SELECT 'south_staffs_2017_06', 'inclusion', (ARRAY['No. Service Users', 'No. 1st Stars Completed', 'No. with at least 1 reviewed Star',
       'No. with at least 2 reviewed Stars', 'No. Stars Completed in Total'])[measure_no], key, value
FROM inclusion, LATERAL (VALUES ('number', number::text), ('percent', coalesce(percent || '%', ''))) AS cell (key, value);
INSERT INTO computed
SELECT 'south_staffs_2017_06', 'completion', answer, key, value
FROM completed_by, LATERAL (VALUES ('number', first_stars_of_reviewed_families::text),
                                   ('percent', percentage(first_stars_of_reviewed_families, 24, 0) || '%')) AS cell (key, value);
INSERT INTO computed
SELECT 'south_staffs_2017_06', 'overall_change', label, key, value
FROM (SELECT (ARRAY['Negative', 'No change (-0.25 or +0.25)', 'Positive'])[change_no], families, percent FROM overall_changes
      UNION ALL SELECT DISTINCT 'Total', base, 100.0 FROM overall_changes) AS t (label, families, percent),
     LATERAL (VALUES ('number', families::text), ('percent', percent || '%')) AS cell (key, value);

-- Tamworth prints one decimal; a mean of no family is printed as 0

CREATE TEMP TABLE tamworth (family_id text, star_no integer, completed_on date, completed_by text, area_no integer, reading star_reading);
\copy tamworth FROM 'test/data/tamworth_2017_09/readings.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE tamworth_family (family_id text, added_on date, left_on date, in_change_base boolean);
\copy tamworth_family FROM 'test/data/tamworth_2017_09/families.csv' (FORMAT csv, HEADER)
CREATE TEMP VIEW tamworth_journey AS
SELECT family_id, star_journey(area_no, reading, completed_on) AS journey FROM tamworth GROUP BY family_id;
INSERT INTO computed
SELECT data_set, 'below7', area_no || ' - ' || area || ' (' || family_count(m) || ')', key, value
FROM (SELECT 'south_staffs_2017_06', 2, area_no, starting_below(matrix, 7) FROM progress
      UNION ALL
      SELECT 'tamworth_2017_09', 1, number, starting_below(matrix, 7)
      FROM unnest((SELECT progress_matrices(journey) FROM tamworth_journey)) WITH ORDINALITY AS counted (matrix, number)) AS t (data_set, digits, area_no, m)
JOIN areas USING (area_no),
     LATERAL (VALUES ('number_below_7', family_count(m)::text),
                     ('initial_mean', round(coalesce(initial_mean(m), 0), digits)::text),
                     ('final_mean', round(coalesce(final_mean(m), 0), digits)::text),
                     ('progress', round(coalesce(mean_progress(m), 0), digits)::text)) AS cell (key, value);
INSERT INTO computed
SELECT 'tamworth_2017_09', 'summary', label, 'number', number::text
FROM (SELECT count(*) AS users, count(journey) AS first_stars, count(*) FILTER (WHERE star_count(journey) >= 2) AS reviewed,
             count(left_on) AS left_service, count(left_on) FILTER (WHERE star_count(journey) >= 2) AS left_reviewed, sum(star_count(journey)) AS stars
      FROM tamworth_family LEFT JOIN tamworth_journey USING (family_id)) AS total,
     LATERAL (VALUES ('Total no. service users (families) on system', users), ('No. with initial star completed', first_stars),
                     ('No. with a reviewed star', reviewed), ('No. left service', left_service),
                     ('No. left service and a final star', left_reviewed), ('Total no. stars completed', stars)) AS row (label, number)
UNION ALL
SELECT 'tamworth_2017_09', 'summary', '- ' || completed_by, 'number', count(DISTINCT (family_id, completed_on))::text FROM tamworth GROUP BY completed_by;
INSERT INTO computed
SELECT 'leicestershire_2018', 'matrix_wide', domain || ', ' || initcap(start_stage), lower(key), CASE value WHEN '0' THEN '' ELSE value END
FROM matrices AS t, jsonb_each_text(to_jsonb(t) - 'area_no' - 'domain' - 'start_stage' - 'start_stage_no');
INSERT INTO computed
SELECT 'leicestershire_2018', 'make_progress', domain, 'percent', made_progress_percent || '%' FROM progress_rates
UNION ALL SELECT 'leicestershire_2018', 'overall_higher_lower', domain || ', higher', 'overall_percent', higher_percent || '%' FROM progress_rates
UNION ALL SELECT 'leicestershire_2018', 'overall_higher_lower', domain || ', lower', 'overall_percent', lower_percent || '%' FROM progress_rates;

-- Cells that differ from the print.  The print contradicts itself there, and nowhere else: KNOWN_MISMATCHES.csv.

CREATE TEMP TABLE known (data_set text, table_name text, row_label text, column_name text, printed text, data text, kind text, why text);
\copy known FROM 'test/data/KNOWN_MISMATCHES.csv' (FORMAT csv, HEADER)
CREATE TEMP VIEW differing AS
SELECT data_set, table_name, row_label, column_name, printed, data
FROM published FULL JOIN computed USING (data_set, table_name, row_label, column_name)
WHERE printed IS DISTINCT FROM data;
TABLE differing ORDER BY data_set, table_name, row_label, column_name;
(TABLE differing EXCEPT SELECT data_set, table_name, row_label, column_name, printed, data FROM known)
UNION ALL
(SELECT data_set, table_name, row_label, column_name, printed, data FROM known EXCEPT TABLE differing);

SET client_min_messages = warning;
DROP SCHEMA star_demo CASCADE;
