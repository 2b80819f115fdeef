-- Councils' tables from their own records.
-- Run it with "make demo", or copy what you need: readings in, tables out.

\set QUIET on
\pset footer off
\pset null ''
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS outcomestar;
CREATE SCHEMA star_demo;
SET search_path = star_demo, public;

-- 1. The records: one row a reading, as Star Online exports them (invented families).

CREATE TABLE areas (area_no integer PRIMARY KEY, area text NOT NULL);
INSERT INTO areas VALUES
    (1, 'Physical health'), (2, 'Your well-being'), (3, 'Meeting emotional needs'),
    (4, 'Keeping your children safe'), (5, 'Social networks'), (6, 'Education and learning'),
    (7, 'Boundaries and behaviour'), (8, 'Family routine'), (9, 'Home and money'), (10, 'Progress to work');

CREATE TABLE readings (
    family_id    text NOT NULL,
    star_no      integer NOT NULL,
    completed_on date NOT NULL,
    completed_by text,
    area_no      integer NOT NULL REFERENCES areas,
    reading      star_reading
);
\copy readings FROM 'test/data/south_staffs_2017_06/readings.csv' (FORMAT csv, HEADER)

CREATE TABLE families (family_id text PRIMARY KEY, added_on date, in_change_base boolean);
\copy families FROM 'test/data/south_staffs_2017_06/families.csv' (FORMAT csv, HEADER)

-- 2. One journey a family: all its Stars in the order of their dates, whatever the order of the rows.

CREATE VIEW journeys AS
SELECT family_id, star_journey(area_no, reading, completed_on) AS journey
FROM readings GROUP BY family_id;

-- The same from a table with one row a Star and one column an area.

CREATE VIEW wide_stars AS
SELECT family_id, completed_on,
       max(reading) FILTER (WHERE area_no = 1) AS physical_health, max(reading) FILTER (WHERE area_no = 2) AS well_being,
       max(reading) FILTER (WHERE area_no = 3) AS emotional_needs, max(reading) FILTER (WHERE area_no = 4) AS safety,
       max(reading) FILTER (WHERE area_no = 5) AS social_networks, max(reading) FILTER (WHERE area_no = 6) AS education,
       max(reading) FILTER (WHERE area_no = 7) AS boundaries, max(reading) FILTER (WHERE area_no = 8) AS family_routine,
       max(reading) FILTER (WHERE area_no = 9) AS home_and_money, max(reading) FILTER (WHERE area_no = 10) AS work
FROM readings GROUP BY family_id, completed_on;

CREATE VIEW journeys_from_wide_stars AS
SELECT family_id,
       star_journey(outcome_star(ARRAY[physical_health, well_being, emotional_needs, safety, social_networks, education,
                                       boundaries, family_routine, home_and_money, work]), completed_on) AS journey
FROM wide_stars GROUP BY family_id;

-- 3. One matrix an area holds all that the tables of areas need.  A family with one Star is in no comparison, and
--    an area without a reading in the first or the latest Star is in none either.

CREATE VIEW progress AS
SELECT area_no, area, matrix
FROM (SELECT progress_matrices(journey) AS matrices FROM journeys) AS reviewed_families,
     unnest(matrices) WITH ORDINALITY AS counted (matrix, number)
JOIN areas ON area_no = number;

-- 4. The tables.

CREATE VIEW first_readings AS
SELECT area_no, area, n[1] AS "1", n[2] AS "2", n[3] AS "3", n[4] AS "4", n[5] AS "5",
       n[6] AS "6", n[7] AS "7", n[8] AS "8", n[9] AS "9", n[10] AS "10", family_count(matrix) AS total
FROM progress, reading_counts(initial_distribution(matrix)) AS n;

CREATE VIEW latest_readings AS
SELECT area_no, area, n[1] AS "1", n[2] AS "2", n[3] AS "3", n[4] AS "4", n[5] AS "5",
       n[6] AS "6", n[7] AS "7", n[8] AS "8", n[9] AS "9", n[10] AS "10", family_count(matrix) AS total
FROM progress, reading_counts(final_distribution(matrix)) AS n;

CREATE VIEW stages_by_area AS
SELECT which_star, area_no, area, stage_no, stage, families, percent
FROM progress,
     LATERAL (VALUES ('first', initial_distribution(matrix)),
                     ('latest', final_distribution(matrix))) AS star (which_star, distribution),
     stages(distribution);

CREATE VIEW stage_table AS
SELECT which_star, area_no, area,
       max(families) FILTER (WHERE stage_no = 1) AS "Stuck",
       max(families) FILTER (WHERE stage_no = 2) AS "Accepting help",
       max(families) FILTER (WHERE stage_no = 3) AS "Trying",
       max(families) FILTER (WHERE stage_no = 4) AS "Finding what works",
       max(families) FILTER (WHERE stage_no = 5) AS "Effective parenting",
       sum(families)::bigint AS total
FROM stages_by_area GROUP BY which_star, area_no, area;

CREATE VIEW stage_percent_table AS
SELECT which_star, area_no, area,
       max(percent) FILTER (WHERE stage_no = 1) AS "Stuck",
       max(percent) FILTER (WHERE stage_no = 2) AS "Accepting help",
       max(percent) FILTER (WHERE stage_no = 3) AS "Trying",
       max(percent) FILTER (WHERE stage_no = 4) AS "Finding what works",
       max(percent) FILTER (WHERE stage_no = 5) AS "Effective parenting",
       sum(families)::bigint AS "families = 100 %"
FROM stages_by_area GROUP BY which_star, area_no, area;

CREATE VIEW means AS
SELECT area_no, area, family_count(matrix) AS families,
       round(initial_mean(matrix), 2) AS initial,
       round(final_mean(matrix), 2) AS final,
       round(mean_progress(matrix), 2) AS average_progress
FROM progress;

CREATE VIEW below7 AS
SELECT area_no, area, family_count(starters) AS number_below_7,
       round(initial_mean(starters), 2) AS initial_mean,
       round(final_mean(starters), 2) AS final_mean,
       round(mean_progress(starters), 2) AS progress
FROM progress, starting_below(matrix, 7) AS starters;

-- Who is in the figures: each percentage names what it is a percentage of.

CREATE VIEW inclusion AS
SELECT measure_no, measure, number, base_name, percentage(number, base, 0) AS percent
FROM (SELECT count(*) AS users, count(journey) AS first_stars,
             count(*) FILTER (WHERE star_count(journey) >= 2) AS reviewed,
             count(*) FILTER (WHERE star_count(journey) >= 3) AS reviewed_twice,
             sum(star_count(journey)) AS stars
      FROM families LEFT JOIN journeys USING (family_id)) AS total,
     LATERAL (VALUES (1, 'Service users', users, NULL, NULL),
                     (2, 'with a first Star', first_stars, 'service users', users),
                     (3, 'with at least 1 reviewed Star', reviewed, 'families with a first Star', first_stars),
                     (4, 'with at least 2 reviewed Stars', reviewed_twice, 'families with a first Star', first_stars),
                     (5, 'Stars in total', stars, NULL, NULL)) AS row (measure_no, measure, number, base_name, base);

-- Reports mix up three bases here, so all three are shown.

CREATE VIEW completed_by AS
SELECT answer_no, answer,
       count(*) FILTER (WHERE completed_on = first_on(journey)) AS first_stars,
       count(*) FILTER (WHERE completed_on = first_on(journey) AND star_count(journey) >= 2) AS first_stars_of_reviewed_families,
       count(completed_on) AS all_stars
FROM (VALUES (1, 'Worker & Service User'), (2, 'Worker Only'), (3, 'Service User Only')) AS possible (answer_no, answer)
LEFT JOIN (SELECT DISTINCT family_id, completed_on, completed_by AS answer FROM readings) AS star USING (answer)
LEFT JOIN journeys USING (family_id)
GROUP BY answer_no, answer;

CREATE VIEW overall_changes AS
SELECT change_no, change, count(journey) AS families, sum(count(journey)) OVER () AS base,
       percentage(count(journey), sum(count(journey)) OVER (), 1) AS percent
FROM (VALUES (1, 'negative'), (2, 'no change'), (3, 'positive')) AS possible (change_no, change)
LEFT JOIN journeys ON overall_change(journey) = change
GROUP BY change_no, change;

\echo
\echo 'SOUTH STAFFORDSHIRE, JUNE 2017'
\echo
\pset title 'Inclusion'
SELECT measure, number, percent AS "%", base_name AS "% of" FROM inclusion ORDER BY measure_no;
\pset title 'Stars by who completed them'
SELECT answer AS completed_by, first_stars, first_stars_of_reviewed_families, all_stars FROM completed_by ORDER BY answer_no;
\pset title 'Overall change of the reviewed families: mean over the areas below -0.25, up to 0.25, above it'
SELECT change, families, percent AS "%", base AS "families = 100 %" FROM overall_changes ORDER BY change_no;
\pset title 'Readings by area, first Star of the reviewed families: families'
TABLE first_readings ORDER BY area_no;
\pset title 'Readings by area, most recent Star: families'
TABLE latest_readings ORDER BY area_no;
\pset title 'Stages by area, first Star of the reviewed families: families'
SELECT area_no, area, "Stuck", "Accepting help", "Trying", "Finding what works", "Effective parenting", total
FROM stage_table WHERE which_star = 'first' ORDER BY area_no;
\pset title 'Stages by area, most recent Star: families'
SELECT area_no, area, "Stuck", "Accepting help", "Trying", "Finding what works", "Effective parenting", total
FROM stage_table WHERE which_star = 'latest' ORDER BY area_no;
\pset title 'Stages by area, first Star of the reviewed families: % of the families in the row'
SELECT area_no, area, "Stuck", "Accepting help", "Trying", "Finding what works", "Effective parenting", "families = 100 %"
FROM stage_percent_table WHERE which_star = 'first' ORDER BY area_no;
\pset title 'Stages by area, most recent Star: % of the families in the row'
SELECT area_no, area, "Stuck", "Accepting help", "Trying", "Finding what works", "Effective parenting", "families = 100 %"
FROM stage_percent_table WHERE which_star = 'latest' ORDER BY area_no;
\pset title 'Mean readings and average progress of the reviewed families'
TABLE means ORDER BY area_no;
\pset title 'The same for those whose first reading in the area is below 7'
TABLE below7 ORDER BY area_no;

\pset title 'From one row a Star: the same journeys?'
SELECT count(*) AS families, count(*) FILTER (WHERE long.journey = wide.journey) AS same_journey
FROM journeys AS long FULL JOIN journeys_from_wide_stars AS wide USING (family_id);

-- 5. Leicestershire: first and latest readings side by side already, and areas by names of its own.

CREATE TABLE domains (domain text PRIMARY KEY, area_no integer REFERENCES areas);
INSERT INTO domains VALUES
    ('Physical Health', 1), ('Adult Wellbeing', 2), ('Keeping Children Safe', 4), ('Progress to Work', 10);

CREATE TABLE changes (family_id text, domain text REFERENCES domains, start_reading star_reading, end_reading star_reading);
\copy changes FROM 'test/data/leicestershire_2018/readings.csv' (FORMAT csv, HEADER)

CREATE VIEW progress_by_domain AS
SELECT area_no, domain, progress_matrix(start_reading, end_reading) AS matrix
FROM changes JOIN domains USING (domain)
GROUP BY area_no, domain;

CREATE VIEW matrices AS
SELECT area_no, domain, start_stage_no, start_stage,
       stage_1 AS "Stuck", stage_2 AS "Accepting help", stage_3 AS "Trying",
       stage_4 AS "Finding what works", stage_5 AS "Effective parenting", total
FROM progress_by_domain, matrix_rows(matrix);

CREATE VIEW progress_rates AS
SELECT area_no, domain, family_count(matrix) AS families,
       progressed(matrix), maintained(matrix), regressed(matrix),
       higher_progress_percent(matrix, 1) AS higher_percent,
       lower_progress_percent(matrix, 1) AS lower_percent,
       stayed_at_top(matrix),
       family_count(matrix) - stayed_at_top(matrix) AS others,
       made_progress_percent(matrix, 0) AS made_progress_percent
FROM progress_by_domain;

\echo
\echo 'LEICESTERSHIRE, 2018'
\echo
\pset title 'Families by start stage (rows) and end stage (columns)'
SELECT domain, start_stage, "Stuck", "Accepting help", "Trying", "Finding what works", "Effective parenting", total
FROM matrices ORDER BY area_no, start_stage_no NULLS LAST;
\pset title 'Higher and lower progress: % of all families who progressed, who regressed'
SELECT domain, families, progressed, maintained, regressed, higher_percent, lower_percent
FROM progress_rates ORDER BY area_no;
\pset title 'Made progress: % of the families who had somewhere to go (all but those who stayed at the top)'
SELECT domain, progressed, families, stayed_at_top, others AS "others = 100 %", made_progress_percent
FROM progress_rates ORDER BY area_no;
\pset title
