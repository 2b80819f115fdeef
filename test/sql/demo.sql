-- The demo prints the councils' reports; then each of their cells is compared with the print.

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
\set table quarterly
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
SELECT data_set, table_name, count(*) AS cells FROM published GROUP BY data_set, table_name
ORDER BY data_set, table_name;

-- The same cells from the views of the demo's reports, in the councils' number formats

\pset null '(null)'
CREATE TEMP TABLE computed (data_set text, table_name text, row_label text, column_name text, data text);
INSERT INTO computed
SELECT 'south_staffs_2017_06', replace(which_star, 'start', 'first') || '_readings', area_no || ' - ' || area,
       coalesce(reading::text, 'total'), nullif(sum(families), 0)
FROM south_staffordshire.reading_distributions WHERE which_star_no < 3
GROUP BY which_star, area_no, area, ROLLUP (reading);
UPDATE computed SET data = coalesce(data, '');
INSERT INTO computed
SELECT 'south_staffs_2017_06', replace(which_star, 'start', 'first') || '_' || cell.name, area_no || ' - ' || area,
       lower(stage), cell.value
FROM south_staffordshire.stage_distributions,
     LATERAL (VALUES ('stages', families::text), ('percent', percent || '%')) AS cell (name, value)
WHERE which_star_no < 3;
INSERT INTO computed
SELECT 'south_staffs_2017_06', 'means', area_no || ' - ' || area, key, value
FROM south_staffordshire.mean_progress,
     LATERAL (VALUES ('initial', start_mean::text), ('final', latest_mean::text),
                     ('average_progress',
                      round((latest_total - start_total)::numeric / families, 1)::text)) AS cell (key, value)
WHERE starting = 'all';
INSERT INTO computed
SELECT 'south_staffs_2017_06', 'inclusion',
       (ARRAY['No. Service Users', 'No. 1st Stars Completed', 'No. with at least 1 reviewed Star',
       'No. with at least 2 reviewed Stars', NULL, NULL, 'No. Stars Completed in Total'])[measure_no], key, value
FROM south_staffordshire.inclusion,
     LATERAL (VALUES ('number', number::text), ('percent', coalesce(percent || '%', ''))) AS cell (key, value)
WHERE measure_no NOT IN (5, 6);
INSERT INTO computed
SELECT 'south_staffs_2017_06', 'completion', completed_by, key, value
FROM south_staffordshire.completed_by,
     LATERAL (VALUES ('number', stars::text), ('percent', percent || '%')) AS cell (key, value)
WHERE counted = 'first Stars of reviewed families';
INSERT INTO computed
SELECT 'south_staffs_2017_06', 'overall_change', label, key, value
FROM (SELECT (ARRAY['Negative', 'No change (-0.25 or +0.25)', 'Positive', 'Total'])[change_no], families, percent
      FROM south_staffordshire.overall_change) AS t (label, families, percent),
     LATERAL (VALUES ('number', families::text), ('percent', percent || '%')) AS cell (key, value);

-- Tamworth prints one decimal; a mean of no family is printed as 0

INSERT INTO computed
SELECT data_set, 'below7', area_no || ' - ' || area || ' (' || families || ')', key, value
FROM (SELECT 'south_staffs_2017_06' AS data_set, 2 AS digits, * FROM south_staffordshire.mean_progress
      UNION ALL SELECT 'tamworth_2017_09', 1, * FROM tamworth.mean_progress) AS report,
     LATERAL (SELECT nullif(families, 0)::numeric) AS base (n),
     LATERAL (VALUES ('number_below_7', families::text),
                     ('initial_mean', round(coalesce(start_total / n, 0), digits)::text),
                     ('final_mean', round(coalesce(latest_total / n, 0), digits)::text),
                     ('progress',
                      round(coalesce((latest_total - start_total) / n, 0), digits)::text)) AS cell (key, value)
WHERE starting = 'below 7';
INSERT INTO computed
SELECT 'tamworth_2017_09', 'summary', label, 'number', number::text
FROM (SELECT (ARRAY['Total no. service users (families) on system', 'No. with initial star completed',
                    'No. with a reviewed star', NULL,
                    'No. left service', 'No. left service and a final star', 'Total no. stars completed'])[measure_no],
             number
      FROM tamworth.inclusion
      UNION ALL SELECT '- ' || completed_by, stars FROM tamworth.completed_by
          WHERE counted = 'all Stars') AS row (label, number)
WHERE label IS NOT NULL;
INSERT INTO computed
SELECT 'tamworth_2017_09', 'quarterly', label, lower(quarter_label), number::text
FROM tamworth.activity,
     LATERAL (VALUES ('Number of families added to the family star system each quarter', families_added),
                     ('Number of stars initiated (i.e. scores added on) during quarter', stars_completed),
                     ('Number of service users that have had reviews added', families_reviewed),
                     ('Number of service users that have had final scores added and closed',
                      families_left_reviewed)) AS row (label, number);
INSERT INTO computed
SELECT 'leicestershire_2018', 'matrix_wide', domain || ', ' || initcap(start_stage), lower(key),
       CASE value WHEN '0' THEN '' ELSE value END
FROM (SELECT DISTINCT domain, area_no FROM star_demo.changes
      JOIN star_area_names ON edition = 'Family Star Plus 1' AND area_key(area_name) = area_key(domain)) AS domain
JOIN leicestershire.progress_matrices AS t USING (area_no),
     jsonb_each_text(to_jsonb(t) - '{dimension_no,dimension,member_no,member,
                                     area_no,area,start_stage,start_stage_no,start_stage_label}'::text[]);
INSERT INTO computed
SELECT 'leicestershire_2018', table_name, row_label, column_name, value || '%'
FROM (SELECT DISTINCT domain, area_no FROM star_demo.changes
      JOIN star_area_names ON edition = 'Family Star Plus 1' AND area_key(area_name) = area_key(domain)) AS domain
JOIN leicestershire.progress_rates USING (area_no),
     LATERAL (VALUES ('make_progress', domain, 'percent', percentage(progressed, made_progress_base, 0)),
                     ('overall_higher_lower', domain || ', higher', 'overall_percent', progressed_percent),
                     ('overall_higher_lower', domain || ', lower', 'overall_percent',
                      regressed_percent)) AS cell (table_name, row_label, column_name, value);

-- Cells that differ from the print.  The print contradicts itself there, and nowhere else: KNOWN_MISMATCHES.csv.

CREATE TEMP TABLE known (data_set text, table_name text, row_label text, column_name text, printed text, data text,
                         kind text, why text);
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
SELECT drop_star_report(report) FROM unnest('{south_staffordshire,tamworth,leicestershire}'::name[]) AS report;
DROP SCHEMA star_demo CASCADE;
