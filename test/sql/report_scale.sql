-- Stars with readings of 1 to 5: each is a stage.  Their figures, beside plain SQL, and beside those of the same Stars
-- with readings of 1 to 10.
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
\set SHOW_CONTEXT never

INSERT INTO star_own_editions (edition, areas, stages, highest_reading) VALUES
    ('Five', '{Health,Home,Work}', '{Stuck,Accepting help,Trying,Finding what works,Doing well}', 5),
    ('Ten', '{Health,Home,Work}', '{Stuck,Accepting help,Trying,Finding what works,Doing well}', 10);
INSERT INTO star_own_editions (edition, areas, stages, highest_reading) VALUES ('Seven', '{A}', '{a,b,c,d,e}', 7);

-- 60 families of 1 to 4 Stars, with gaps, ties and contradictions
CREATE SCHEMA five;
CREATE TABLE five.readings AS
SELECT 'F' || family AS family, date '2024-01-01' + family + 40 * star_no AS completed_on, area_no,
       CASE WHEN family % 10 = 9 AND copy = 2 THEN 1 + (family + star_no) % 5
            ELSE 1 + (family * area_no + star_no * (family % 4 + 1) + area_no) % 5 END AS reading,
       chr(65 + family % 3) AS team, (ARRAY['Worker Only', 'Worker & Service User'])[1 + family % 2] AS completed_by
FROM generate_series(1, 60) AS family, generate_series(1, 1 + family % 4) AS star_no, generate_series(1, 3) AS area_no,
     generate_series(1, 2) AS copy
WHERE (family + area_no + star_no) % 7 > 0;
CREATE TABLE five.stars AS
SELECT family, completed_on, outcome_star(area_no, reading) AS star, min(team) AS team,
       min(completed_by) AS completed_by,
       min(reading) FILTER (WHERE area_no = 1)::text AS health,
       min(reading) FILTER (WHERE area_no = 2)::numeric AS home,
       min(reading) FILTER (WHERE area_no = 3)::star_reading AS work
FROM five.readings GROUP BY family, completed_on;

SELECT create_star_report('five.readings', 'five_long', 'family', 'completed_on', area => 'area_no',
                          reading => 'reading', edition => 'Five',
                          dimensions => '{team}', completed_by => 'completed_by', change_band => 0.5,
                          start_rule => 'lower of first two');
SELECT create_star_report('five.stars', 'five_star', 'family', 'completed_on', star => 'star', edition => 'Five',
                          dimensions => '{team}', completed_by => 'completed_by', change_band => 0.5,
                          start_rule => 'lower of first two');
CREATE VIEW five.ten AS
SELECT family, completed_on, area_no, 2 * reading AS reading, team, completed_by FROM five.readings;
SELECT create_star_report('five.ten', 'ten', 'family', 'completed_on', area => 'area_no', reading => 'reading',
                          edition => 'Ten',
                          dimensions => '{team}', completed_by => 'completed_by', change_band => 1,
                          start_rule => 'lower of first two');

-- Counts are those of the same Stars with readings twice as high; what is in readings is half of it; rows that differ
CREATE FUNCTION pg_temp.figures(report_schema text, view_name text, twice integer) RETURNS SETOF jsonb
    LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format('
        SELECT (SELECT jsonb_object_agg(key,
                           CASE WHEN key ~ ''^points$|_total$|^(start|latest)_[0-9]+$|reading$|change_since_first''
                                THEN to_jsonb((value #>> ''{}'')::numeric * %s) ELSE value END)
                FROM jsonb_each(to_jsonb(v)
                    - ''{mean_change,total_change,change_percent,start_mean,latest_mean,next_mean,mean_progress,matrix,
                         refreshed_at}''::text[]))
        FROM %I.%I AS v', twice, report_schema, view_name);
END $$;
SELECT view_name, (SELECT count(*) FROM pg_temp.figures('five_long', view_name, 2)) AS rows,
       (SELECT count(*)
        FROM (SELECT pg_temp.figures('five_long', view_name, 2)
              EXCEPT ALL SELECT pg_temp.figures('ten', view_name, 1)) AS differ) AS not_as_in_ten,
       (SELECT count(*)
        FROM (SELECT pg_temp.figures('ten', view_name, 1)
              EXCEPT ALL SELECT pg_temp.figures('five_long', view_name, 2)) AS differ) AS only_in_ten,
       (SELECT count(*)
        FROM (SELECT pg_temp.figures('five_star', view_name, 1)
              EXCEPT ALL SELECT pg_temp.figures('five_long', view_name, 1)) AS differ) AS not_as_in_long
FROM report_views() WHERE view_name <> 'report_options' ORDER BY view_name;
SELECT DISTINCT starting FROM ten.mean_progress EXCEPT SELECT starting FROM five_long.mean_progress;

-- Means are those of the readings as they were given
WITH star AS (
    SELECT family, completed_on, area_no, CASE WHEN min(reading) = max(reading) THEN min(reading) END AS reading
    FROM five.readings GROUP BY family, completed_on, area_no
), dated AS (
    SELECT family, completed_on, row_number() OVER (PARTITION BY family ORDER BY completed_on) AS star_no,
           count(*) OVER (PARTITION BY family) AS stars
    FROM (SELECT DISTINCT family, completed_on FROM star) AS each
), pair AS (
    SELECT family, area_no, max(reading) FILTER (WHERE star_no = 1) AS first,
           max(reading) FILTER (WHERE star_no = 2) AS second, max(reading) FILTER (WHERE star_no = stars) AS latest,
           max(stars) AS stars
    FROM star JOIN dated USING (family, completed_on) WHERE stars > 1 GROUP BY family, area_no
), start AS (
    SELECT family, stars > 2
               AND avg(second) FILTER (WHERE first IS NOT NULL) < avg(first) FILTER (WHERE second IS NOT NULL) AS lower
    FROM pair GROUP BY family, stars
), compared AS (
    SELECT family, area_no, CASE WHEN lower THEN second ELSE first END AS first, latest FROM pair
    JOIN start USING (family)
), change AS (
    SELECT family, avg(latest - first) AS mean_change, sum(latest - first) AS points FROM compared GROUP BY family
), expected AS (
    SELECT 'mean' AS figure, area_no, count(*) AS families, sum(first) AS start_total, sum(latest) AS latest_total,
           round(avg(first), 2) AS start, round(avg(latest), 2) AS latest,
           round((sum(latest) - sum(first)) / count(*)::numeric, 2) AS progress
    FROM compared WHERE first IS NOT NULL AND latest IS NOT NULL GROUP BY area_no
    UNION ALL
    SELECT 'change', change_no, count(*), sum(points), NULL, round(avg(mean_change), 2), round(avg(points), 2),
           round(100 * avg(mean_change) / 4, 1)
    FROM change, unnest(ARRAY[4, CASE WHEN mean_change < -0.5 THEN 1 WHEN mean_change <= 0.5 THEN 2 ELSE 3 END])
                     AS change_no
    WHERE mean_change IS NOT NULL GROUP BY change_no
), actual AS (
    SELECT 'mean' AS figure, area_no, families, start_total, latest_total, start_mean, latest_mean, mean_progress
    FROM five_long.mean_progress WHERE dimension = 'All' AND starting = 'all'
    UNION ALL
    SELECT 'change', change_no, families, points, NULL, mean_change, total_change, change_percent
    FROM five_long.overall_change WHERE dimension = 'All'
), differ AS (
    (TABLE expected EXCEPT TABLE actual) UNION ALL (TABLE actual EXCEPT TABLE expected)
)
SELECT (SELECT count(*) FROM expected) AS figures, (SELECT count(*) FROM differ) AS that_differ;
SELECT count(*) AS families, count(*) FILTER (WHERE five.mean_change <> 0) AS changed,
       bool_and(abs(2 * five.mean_change - ten.mean_change) <= 0.01) AS half
FROM five_long.journeys AS five JOIN ten.journeys AS ten USING (family) WHERE five.mean_change IS NOT NULL;
SELECT area, families, start_total, latest_total, start_mean, latest_mean, mean_progress FROM five_long.mean_progress
WHERE dimension = 'All' AND starting = 'all' ORDER BY area_no;

-- A matrix has stages, and says so if asked for readings
SELECT area, family_count(sum(matrix)) = max(families) AS all_families,
       progressed(sum(matrix)) = max(progressed) AS progressed
FROM five_long.progress_summary JOIN five_long.progress_rates AS rates USING (area_no, area)
WHERE rates.dimension = 'All' GROUP BY area_no, area ORDER BY area_no;
SELECT mean_progress(sum(matrix)) FROM five_long.progress_summary;

-- What is above 5 is left out, whatever the shape
CREATE TABLE five.bad (family text, completed_on date, health text, home numeric, work star_reading, star outcome_star);
INSERT INTO five.bad VALUES
    ('A', '2024-01-01', '5', 6, 1, '{5,6,1}'), ('A', '2024-02-01', '10', 5, 6, '{10,5,6}'),
    ('B', '2024-01-01', '6', 7, 10, '{6,7,10}'), ('B', '2024-02-01', '3.0', 3, NULL, '{3,3,?}'),
    ('C', '2024-02-01', '3', 3, NULL, '{3,3,,4}');
SELECT create_star_report('five.bad', 'bad_wide', 'family', 'completed_on', areas => '{health,home,work}',
                          edition => 'Five');
SELECT create_star_report('five.bad', 'bad_star', 'family', 'completed_on', star => 'star', edition => 'Five');
SELECT family, completed_on, area_no, value, issue, detail FROM bad_wide.data_quality
ORDER BY family, completed_on, area_no, issue;
SELECT * FROM bad_star.data_quality EXCEPT SELECT * FROM bad_wide.data_quality ORDER BY 1, 2;
SELECT family, star_no, area, reading, stage, change_since_first FROM bad_wide.family_stars
ORDER BY family, star_no, area_no;
SELECT family, star_no, area, reading, stage, change_since_first FROM bad_star.family_stars
EXCEPT SELECT family, star_no, area, reading, stage, change_since_first FROM bad_wide.family_stars;
SELECT col_description('bad_wide.family_stars'::regclass, attnum) FROM pg_attribute
WHERE attrelid = 'bad_wide.family_stars'::regclass AND attname = 'reading';

-- The scale belongs to the edition, and a report knows which one it was made for
SELECT value FROM bad_wide.report_options WHERE option = 'highest_reading';
UPDATE star_own_editions SET highest_reading = 10 WHERE edition = 'Five';
SELECT refresh_star_report('bad_wide');
SELECT create_star_report('five.bad', 'bad_wide', 'family', 'completed_on', areas => '{health,home,work}',
                          edition => 'Five');
SELECT family, star_no, area, reading, stage FROM bad_wide.family_stars WHERE family = 'B' ORDER BY star_no, area_no;
SELECT col_description('bad_wide.family_stars'::regclass, attnum) FROM pg_attribute
WHERE attrelid = 'bad_wide.family_stars'::regclass AND attname = 'reading';
UPDATE star_own_editions SET highest_reading = 5 WHERE edition = 'Five';
CREATE TABLE five.needs (family text, need_code text);
SELECT create_star_report('five.bad', 'bad_wide', 'family', 'completed_on', areas => '{health,home,work}',
                          edition => 'Five', needs => 'five.needs');
SELECT create_star_report('five.bad', 'bad_wide', 'family', 'completed_on', areas => '{health,home,work}',
                          edition => 'Five');
SELECT count(*) FROM bad_wide.reading_distributions;
-- headline_movement counts readings of 9 and 10
INSERT INTO star_own_editions
SELECT edition, areas, stages, 5 FROM star_shipped_editions WHERE edition = 'Family Star Plus 1';
SELECT create_star_report('five.readings', 'shipped', 'family', 'completed_on', area => 'area_no',
                          reading => 'reading');
SELECT count(*) FROM shipped.headline_movement;
DELETE FROM star_own_editions WHERE edition = 'Family Star Plus 1';

-- The functions it takes
SELECT up_to_reading('{5,6,?,10,1}', highest) FROM unnest('{10,5,1,0,-1,2147483647,NULL}'::integer[]) AS highest;
SELECT as_ten_point('{2024-05-17:{1,2,3,4,5,?,,5},2024-11-02:{,,,,,,,,,,,,,,5}}');
DO $$
BEGIN
    FOR area_no IN 1 .. 15 LOOP
        FOR reading IN 6 .. 10 LOOP
            BEGIN
                PERFORM as_ten_point(format('{2024-05-17:%s}',
                                            outcome_star(array_fill(1, ARRAY[area_no - 1]) || reading))::star_journey);
                RAISE 'not refused: % in area %', reading, area_no;
            EXCEPTION WHEN numeric_value_out_of_range THEN
            END;
        END LOOP;
    END LOOP;
END $$;
SELECT as_ten_point('{2024-05-17:{5},2024-11-02:{10}}');
SELECT as_ten_point(NULL), as_ten_point('{}');

-- Labels of stages are readings of an edition of 1 to 5, however they are written, in long rows and in wide ones; not
-- where two labels are alike, nor of ten readings
CREATE TABLE five.labels (family text, completed_on date, health text, home varchar);
INSERT INTO star_own_editions (edition, areas, stages, highest_reading) VALUES
    ('Labels', '{Health,Home}', '{Not at all,A little,So-so,Mostly,Yes}', 5),
    ('Alike', '{Health,Home}', '{Not at all,Not-at-all,So-so,Mostly,Yes}', 5);
INSERT INTO five.labels VALUES ('A', '2024-01-01', 'not at ALL', '2'), ('A', '2024-02-01', ' Mostly', 'yes '),
                               ('B', '2024-01-01', 'a little', 'So-so'), ('B', '2024-02-01', '5', 'never'),
                               ('C', '2024-01-01', '', NULL), ('C', '2024-02-01', '0', 'A little');
CREATE VIEW five.long_labels AS
SELECT family, completed_on, area_no, reading
FROM five.labels, LATERAL (VALUES (1, health), (2, home)) AS r (area_no, reading);
SELECT create_star_report('five.labels', 'labels', 'family', 'completed_on', areas => '{health,home}',
                          edition => 'Labels') IS NOT NULL AS wide,
    create_star_report('five.long_labels', 'long_labels', 'family', 'completed_on', area => 'area_no',
                       reading => 'reading', edition => 'Labels') IS NOT NULL AS long;
SELECT family, star_no, area, reading, stage FROM labels.family_stars ORDER BY family, star_no, area_no;
SELECT count(*) AS differing FROM (
    (SELECT family, star_no, area, reading FROM labels.family_stars
     EXCEPT SELECT family, star_no, area, reading FROM long_labels.family_stars)
    UNION ALL
    (SELECT family, star_no, area, reading FROM long_labels.family_stars
     EXCEPT SELECT family, star_no, area, reading FROM labels.family_stars)) AS d;
SELECT family, area_no, value, issue, detail FROM long_labels.data_quality WHERE area_no IS NOT NULL
ORDER BY family, value;
SELECT create_star_report('five.labels', 'labels', 'family', 'completed_on', areas => '{health,home}',
                          edition => 'Alike') IS NOT NULL AS made;
SELECT family, star_no, area, reading FROM labels.family_stars ORDER BY family, star_no, area_no;
DELETE FROM five.labels WHERE health ~ '[0-9]' OR home ~ '[0-9]';
SELECT drop_star_report('labels'), drop_star_report('long_labels');
INSERT INTO star_own_editions (edition, areas, stages) SELECT 'Labels of ten', areas, stages FROM star_own_editions
WHERE edition = 'Labels';
SELECT create_star_report('five.labels', 'labels', 'family', 'completed_on', areas => '{health,home}',
                          edition => 'Labels of ten');
-- Many readings of 0 are a scale from 0, or stand for nothing known; few are mistakes
CREATE TABLE five.zeros AS
SELECT 'F' || n AS family, date '2024-01-01' AS completed_on, CASE WHEN n <= 3 THEN '0' ELSE '3' END AS health,
       NULL::text AS home
FROM generate_series(1, 60) AS n;
SELECT create_star_report('five.zeros', 'labels', 'family', 'completed_on', areas => '{health,home}',
                          edition => 'Labels') IS NOT NULL AS warned;
UPDATE five.zeros SET health = '3' WHERE family = 'F3';
SELECT create_star_report('five.zeros', 'labels', 'family', 'completed_on', areas => '{health,home}',
                          edition => 'Labels') IS NOT NULL AS silent;
SELECT drop_star_report('labels');
DELETE FROM star_own_editions WHERE edition IN ('Labels', 'Alike', 'Labels of ten');

\i test/unsound_reports.psql
SELECT * FROM pg_temp.unsound_reports();
SELECT drop_star_report(report) FROM unnest('{five_long,five_star,ten,bad_wide,bad_star,shipped}'::name[]) AS report;
DROP SCHEMA five CASCADE;
DELETE FROM star_own_editions WHERE edition IN ('Five', 'Ten');
