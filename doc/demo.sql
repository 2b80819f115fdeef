-- Councils' reports from their own records: one call each, then the views.
-- Run it with "make demo", or copy what you need.

\set QUIET on
\pset footer off
\pset null ''
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS outcomestar;
CREATE SCHEMA star_demo;

-- 1. The records: one row a reading, as Star Online exports them, and the families of the service (all invented).

CREATE TABLE star_demo.readings (family_id text, star_no integer, completed_on date, completed_by text, area_no integer, reading integer);
\copy star_demo.readings FROM 'test/data/south_staffs_2017_06/readings.csv' (FORMAT csv, HEADER)
CREATE TABLE star_demo.families (family_id text PRIMARY KEY, added_on date, in_change_base boolean);
\copy star_demo.families FROM 'test/data/south_staffs_2017_06/families.csv' (FORMAT csv, HEADER)

-- 2. The report.

\echo
\echo 'SOUTH STAFFORDSHIRE, JUNE 2017'
\echo
\pset tuples_only on
SELECT create_star_report(
    source => 'star_demo.readings', report_schema => 'south_staffordshire',
    family => 'family_id', completed_on => 'completed_on', area => 'area_no', reading => 'reading',
    completed_by => 'completed_by', families => 'star_demo.families');
\pset tuples_only off

-- 3. Its views.  Without dimensions all of it is about dimension 'All'.  A percentage of few families is marked: of fewer
-- than 20 each is more than 5 %.

CREATE FUNCTION pg_temp.marked(percent numeric, base bigint) RETURNS text
    RETURN lpad(percent || CASE WHEN base < 20 THEN '*' ELSE ' ' END, 5);
\echo '*: % of fewer than 20'

\pset title 'Inclusion'
SELECT measure, number, pg_temp.marked(percent, base) AS "%", base_name AS "% of" FROM south_staffordshire.inclusion ORDER BY measure_no;
\pset title 'Stars by who completed them'
SELECT completed_by, completed_by_no, counted, stars FROM south_staffordshire.completed_by ORDER BY completed_by_no, counted DESC \crosstabview completed_by counted stars
\pset title 'Overall change of the families compared: their mean change over all areas is below -0.25, up to 0.25, above it'
SELECT change, families, pg_temp.marked(percent, base) AS "%", base AS "families = 100 %" FROM south_staffordshire.overall_change ORDER BY change_no;
\pset title 'Families that progressed in at least so many areas'
SELECT areas, families_progressed_in_at_least, pg_temp.marked(percent, base) AS "%", base AS "families = 100 %"
FROM south_staffordshire.areas_progressed WHERE by = 'stage' AND areas BETWEEN 1 AND 5 ORDER BY areas;
\pset title 'Readings by area at the start, of the families compared: families'
SELECT area, reading, families FROM south_staffordshire.reading_distributions WHERE which_star = 'start' ORDER BY area_no, reading \crosstabview
\pset title 'Readings by area in the latest Star: families'
SELECT area, reading, families FROM south_staffordshire.reading_distributions WHERE which_star = 'latest' ORDER BY area_no, reading \crosstabview
\pset title 'Stages by area at the start, of the families compared: families'
SELECT area, stage, families FROM south_staffordshire.stage_distributions WHERE which_star = 'start' ORDER BY area_no, stage_no \crosstabview
\pset title 'Stages by area in the latest Star: families'
SELECT area, stage, families FROM south_staffordshire.stage_distributions WHERE which_star = 'latest' ORDER BY area_no, stage_no \crosstabview
\pset title 'Stages by area at the start, of the families compared: % of the families in the row'
SELECT area, stage, pg_temp.marked(percent, base) AS percent FROM south_staffordshire.stage_distributions WHERE which_star = 'start' ORDER BY area_no, stage_no \crosstabview
\pset title 'Stages by area in the latest Star: % of the families in the row'
SELECT area, stage, pg_temp.marked(percent, base) AS percent FROM south_staffordshire.stage_distributions WHERE which_star = 'latest' ORDER BY area_no, stage_no \crosstabview
\pset title 'Mean readings and progress of the families compared'
SELECT area_no, area, families, start_mean, latest_mean, mean_progress FROM south_staffordshire.mean_progress WHERE starting = 'all' ORDER BY area_no;
\pset title 'The same for those whose start reading in the area is below 7'
SELECT area_no, area, families, start_mean, latest_mean, mean_progress FROM south_staffordshire.mean_progress WHERE starting = 'below 7' ORDER BY area_no;
\pset title 'One family''s story'
SELECT area, max(reading) FILTER (WHERE star_no = 1) AS first, max(reading) FILTER (WHERE star_no = 2) AS second, max(change_since_first) FILTER (WHERE star_no = 2) AS change
FROM south_staffordshire.family_stars WHERE family = 'SS001' GROUP BY area_no, area ORDER BY area_no;
\pset title

-- 4. Another council, another year: its table of families also says who left, and its quarters begin in September.

\echo
\echo 'TAMWORTH, SEPTEMBER 2017'
\echo
CREATE TABLE star_demo.tamworth_readings (LIKE star_demo.readings);
\copy star_demo.tamworth_readings FROM 'test/data/tamworth_2017_09/readings.csv' (FORMAT csv, HEADER)
CREATE TABLE star_demo.tamworth_families (family_id text PRIMARY KEY, added_on date, left_on date, in_change_base boolean);
\copy star_demo.tamworth_families FROM 'test/data/tamworth_2017_09/families.csv' (FORMAT csv, HEADER)
\pset tuples_only on
SELECT create_star_report(
    source => 'star_demo.tamworth_readings', report_schema => 'tamworth',
    family => 'family_id', completed_on => 'completed_on', area => 'area_no', reading => 'reading',
    completed_by => 'completed_by', families => 'star_demo.tamworth_families', quarter_starts => 9);
\pset tuples_only off
\pset title 'Inclusion'
SELECT measure, number, pg_temp.marked(percent, base) AS "%", base_name AS "% of" FROM tamworth.inclusion ORDER BY measure_no;
\pset title 'Stars by who completed them'
SELECT completed_by, stars, pg_temp.marked(percent, base) AS "%", base AS "Stars = 100 %" FROM tamworth.completed_by WHERE counted = 'all Stars' ORDER BY completed_by_no;
\pset title 'What happened in each quarter'
SELECT quarter_label, families_added, stars_completed, families_reviewed, families_left_reviewed FROM tamworth.activity ORDER BY quarter_start;
\pset title 'Mean readings and progress of those whose start reading in the area is below 7'
SELECT area_no, area, families, start_mean, latest_mean, mean_progress FROM tamworth.mean_progress WHERE starting = 'below 7' ORDER BY area_no;
\pset title

-- 5. A table of start and latest readings, with areas by names of its own and no dates: two Stars a family.

\echo
\echo 'LEICESTERSHIRE, 2018'
\echo
CREATE TABLE star_demo.changes (family_id text, domain text, start_reading integer, latest_reading integer);
\copy star_demo.changes FROM 'test/data/leicestershire_2018/readings.csv' (FORMAT csv, HEADER)
CREATE VIEW star_demo.leicestershire_readings AS
SELECT family_id, date '2017-04-01' AS completed_on, domain, start_reading AS reading FROM star_demo.changes
UNION ALL
SELECT family_id, date '2018-03-31', domain, latest_reading FROM star_demo.changes;
\pset tuples_only on
SELECT create_star_report(
    source => 'star_demo.leicestershire_readings', report_schema => 'leicestershire',
    family => 'family_id', completed_on => 'completed_on', area => 'domain', reading => 'reading');
\pset tuples_only off
\pset title 'Families by start stage (rows) and latest stage (columns)'
SELECT area, start_stage, "Stuck", "Accepting help", "Trying", "Finding what works", "Effective parenting", total
FROM leicestershire.progress_matrices WHERE area_no IN (1, 2, 4, 10) ORDER BY area_no, start_stage_no;
\pset title 'Progress by stage: % of all families; and % of those who had somewhere to go, which are all except those who stayed at the top'
SELECT area, families, progressed, maintained, regressed,
       pg_temp.marked(progressed_percent, families) AS progressed_percent,
       pg_temp.marked(regressed_percent, families) AS regressed_percent, stayed_at_top, made_progress_base,
       pg_temp.marked(made_progress_percent, made_progress_base) AS made_progress_percent
FROM leicestershire.progress_rates WHERE area_no IN (1, 2, 4, 10) ORDER BY area_no;
\pset title
