-- Cases in which reports of such data, public ones and our own, came out wrong or misleading: of each the right value,
-- from test/data/cases (invented), beside what a report says of it.  Every column of the files is read as text.
SET client_min_messages = error;
SET datestyle = 'ISO, YMD';
SET jit = off;
\set ECHO none
CREATE SCHEMA cases;
CREATE TABLE cases.figures (line serial, case_no integer, figure text, "right" text, got text);

-- What is looked at in nearly every case, on a line
CREATE FUNCTION cases.ask(query text, VARIADIC parts text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    EXECUTE format(query, VARIADIC parts) INTO answer;
    RETURN answer;
END $$;
CREATE FUNCTION cases.means(report text, area_no integer DEFAULT 1, member text DEFAULT 'All') RETURNS text
    LANGUAGE sql RETURN cases.ask($sql$
        SELECT format('%%s families: %%s -> %%s, %%s', families, start_mean, latest_mean, mean_progress)
        FROM %I.mean_progress WHERE starting = 'all' AND area_no = %s AND member = %L$sql$, report,
        area_no::text, member);
CREATE FUNCTION cases.rates(report text, area_no integer DEFAULT 1, member text DEFAULT 'All') RETURNS text
    LANGUAGE sql RETURN cases.ask($sql$
        SELECT format('%%s families: %%s/%%s/%%s', families, progressed, maintained, regressed)
        FROM %I.progress_rates WHERE area_no = %s AND member = %L$sql$, report, area_no::text, member);
CREATE FUNCTION cases.included(report text, VARIADIC measures integer[]) RETURNS text
    LANGUAGE sql RETURN cases.ask($sql$
        SELECT string_agg(number::text, ', ' ORDER BY measure_no)
        FROM %I.inclusion WHERE dimension = 'All' AND measure_no = ANY (%L)$sql$, report, measures::text);
CREATE FUNCTION cases.issues(report text) RETURNS text
    LANGUAGE sql RETURN coalesce(cases.ask($sql$
        SELECT string_agg(issue || ' ' || number, ', ' ORDER BY issue COLLATE "C")
        FROM (SELECT issue, sum(occurrences) AS number FROM %I.data_quality GROUP BY issue) AS issues
    $sql$, report), 'none');
CREATE FUNCTION cases.source_rows(report text) RETURNS text
    LANGUAGE sql RETURN cases.ask($sql$
        SELECT string_agg(number || ' ' || what, ', ' ORDER BY line_no)
        FROM %I.source_rows WHERE counted = 'rows' AND number > 0$sql$, report);

-- 1: other Stars than Family Star Plus.  Every mean is that of plain SQL.
CREATE TABLE cases.other_stars (star text, family text, completed_on text, area text, reading text);
\copy cases.other_stars FROM 'test/data/cases/01_other_stars/input.csv' (FORMAT csv, HEADER)
INSERT INTO star_own_editions (edition, areas, stages, highest_reading)
SELECT 'case 1 ' || star, array_agg('Area ' || area ORDER BY area), '{one,two,three,four,five}',
       CASE WHEN star IN ('my_star', 'carers', 'wellbeing', 'teen', 'older') THEN 5 ELSE 10 END
FROM (SELECT DISTINCT star, area::integer AS area FROM cases.other_stars) AS area GROUP BY star;
SELECT format('CREATE VIEW cases.star_%s AS SELECT * FROM cases.other_stars WHERE star = %1$L', star)
FROM (SELECT DISTINCT star FROM cases.other_stars ORDER BY star) AS star \gexec
\o /dev/null
SELECT create_star_report(('cases.star_' || star)::regclass, 'case_1_' || star, 'family', 'completed_on',
    area => 'area', reading => 'reading', edition => 'case 1 ' || star)
FROM (SELECT DISTINCT star FROM cases.other_stars) AS star;
\o
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 1, star || ': means of all areas',
       string_agg(format('%s: %s -> %s', area, round(start_mean, 2), round(latest_mean, 2)), ', ' ORDER BY area),
       cases.ask($sql$
           SELECT string_agg(format('%%s: %%s -> %%s', area_no, start_mean, latest_mean), ', ' ORDER BY area_no)
           FROM %I.mean_progress WHERE dimension = 'All' AND starting = 'all'$sql$, 'case_1_' || star)
FROM (SELECT star, area::integer AS area, avg(reading::integer) FILTER (WHERE completed_on < '2024-07') AS start_mean,
             avg(reading::integer) FILTER (WHERE completed_on > '2024-07') AS latest_mean
      FROM cases.other_stars GROUP BY star, area) AS plain
GROUP BY star ORDER BY star;

-- 2: scales of 0 to 10 and of 1 to 4.  What does not fit is listed.
CREATE TABLE cases.scales (client text, assessed_on text, domain text, score text);
\copy cases.scales FROM 'test/data/cases/02_scales_that_do_not_fit/input.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.scales', 'case_2', 'client', 'assessed_on', area => 'domain', reading => 'score');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (2, 'what does not fit', 'reading out of range 1', cases.issues('case_2')),
    (2, 'what became of the rows', '6 read, 5 used, 1 left out: reading out of range', cases.source_rows('case_2'));

-- 3: values as people type them
CREATE TABLE cases.dirty_values (family text, completed_on text, area text, reading text, completed_by text);
\copy cases.dirty_values FROM 'test/data/cases/03_dirty_values/input.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.dirty_values', 'case_3', 'family', 'completed_on', area => 'area',
    reading => 'reading', completed_by => 'completed_by', date_format => 'DD/MM/YYYY', missing => '{n/a,-}');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (3, 'readings used', '2024-05-17 Your well-being 6, 2024-11-02 Physical health 6, 2024-11-02 Social networks 5',
     (SELECT string_agg(format('%s %s %s', completed_on, area, reading), ', ' ORDER BY completed_on, area_no)
      FROM case_3.family_stars WHERE reading IS NOT NULL)),
    (3, 'rows not used are all listed', '11 of 11',
     (SELECT (SELECT sum(occurrences) FROM case_3.data_quality WHERE detail LIKE '%left out%') || ' of ' || sum(number)
      FROM case_3.source_rows
      WHERE counted = 'rows' AND what LIKE 'left out%' AND what <> 'left out: no reading')),
    (3, 'codes for missing', '2', (SELECT number::text FROM case_3.source_rows WHERE what = 'left out: no reading'));
CREATE TABLE cases.no_names AS
SELECT * FROM (VALUES ('N/A', '2024-01-10', 1, 3), ('n/a', '2024-07-10', 1, 9), ('A', '2024-01-10', 1, 4))
                  AS stars (family, completed_on, area, reading);
\o /dev/null
SELECT create_star_report('cases.no_names', 'case_3_no_names', 'family', 'completed_on', area => 'area',
    reading => 'reading', missing => '{N/A}');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (3, 'a code for missing names no family', '3 read, 1 used, 2 left out: no family',
     cases.source_rows('case_3_no_names'));

-- 5: cases that were closed and opened again
CREATE TABLE cases.reopened (family text, episode text, completed_on text, area text, reading text);
\copy cases.reopened FROM 'test/data/cases/05_reopened_case/input.csv' (FORMAT csv, HEADER)
CREATE TABLE cases.reopened_families (family text, episode text, added_on text, left_on text);
\copy cases.reopened_families FROM 'test/data/cases/05_reopened_case/families.csv' (FORMAT csv, HEADER)
CREATE VIEW cases.episodes AS SELECT *, family || '/' || episode AS family_episode FROM cases.reopened;
CREATE VIEW cases.episodes_families AS
SELECT *, family || '/' || episode AS family_episode FROM cases.reopened_families;
\o /dev/null
SELECT create_star_report('cases.reopened', 'case_5', 'family', 'completed_on', area => 'area', reading => 'reading',
    families => 'cases.reopened_families');
SELECT create_star_report('cases.episodes', 'case_5_episodes', 'family_episode', 'completed_on', area => 'area',
    reading => 'reading', families => 'cases.episodes_families');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (5, 'families compared across a closure', 'R1, R2, R3', (
        SELECT string_agg(family, ', ' ORDER BY family) FROM case_5.data_quality
        WHERE issue = 'compared across a closure')),
    (5, 'episodes, and those with a review', '6, 5', cases.included('case_5_episodes', 1, 3)),
    (5, 'progress by episode', '5 families: 4.00 -> 7.40, 3.40', cases.means('case_5_episodes')),
    (5, 'issues by episode', 'none', cases.issues('case_5_episodes'));

-- 6: a "review" on the next day
CREATE TABLE cases.next_day (family text, completed_on text, area text, reading text, team text);
\copy cases.next_day FROM 'test/data/cases/06_review_next_day/input.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.next_day', 'case_6', 'family', 'completed_on', area => 'area', reading => 'reading',
    least_days_between => 5);
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (6, 'service users, reviewed', '5, 2', cases.included('case_6', 1, 3)),
    (6, 'progress', '2 families: 4.50 -> 6.50, 2.00', cases.means('case_6')),
    (6, 'Stars that are no reviews', 'N1 2024-03-02, N2 2024-03-14, N4 2024-09-07', (
        SELECT string_agg(family || ' ' || completed_on, ', ' ORDER BY family)
        FROM case_6.data_quality WHERE issue = 'too soon for a review'));

-- 7: a Star made later about an earlier day
CREATE TABLE cases.retrospective (
    family text, completed_on text, recorded_on text, kind text, area text, reading text);
\copy cases.retrospective FROM 'test/data/cases/07_retrospective_star/input.csv' (FORMAT csv, HEADER)
CREATE VIEW cases.standard_stars AS SELECT * FROM cases.retrospective WHERE kind = 'standard';
\o /dev/null
SELECT create_star_report('cases.retrospective', 'case_7', 'family', 'completed_on', area => 'area',
    reading => 'reading', dimensions => '{kind}');
SELECT create_star_report('cases.standard_stars', 'case_7_standard', 'family', 'completed_on', area => 'area',
    reading => 'reading');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (7, 'progress by standard Stars', '2 families: 5.50 -> 7.50, 2.00', cases.means('case_7_standard')),
    (7, 'the kind as dimension gives them away', 'dimension changes 1', cases.issues('case_7'));

-- 8: a child, a parent and a worker make a Star each on one day
CREATE TABLE cases.raters (child text, assessed_on text, scale text, score text, rater text);
\copy cases.raters FROM 'test/data/cases/08_raters_same_day/input.csv' (FORMAT csv, HEADER)
CREATE VIEW cases.by_rater AS SELECT *, child || '/' || rater AS child_rater FROM cases.raters;
\o /dev/null
SELECT create_star_report('cases.raters', 'case_8', 'child', 'assessed_on', area => 'scale', reading => 'score',
    completed_by => 'rater');
SELECT create_star_report('cases.by_rater', 'case_8_raters', 'child_rater', 'assessed_on', area => 'scale',
    reading => 'score', dimensions => '{rater}');
\o
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 8, 'progressed, maintained, regressed: ' || rater, "right", cases.rates('case_8_raters', 1, rater)
FROM (VALUES ('Self', '3 families: 1/1/1'), ('Parent', '2 families: 1/1/0'), ('Clinician', '2 families: 1/1/0'))
         AS right_values (rater, "right")
UNION ALL VALUES
    (8, 'as it comes the raters contradict each other',
     'compared in fewer areas 2, contradicting completed_by 4, contradicting readings 4',
     cases.issues('case_8'));

-- 9: each review of a year against the Star before it
CREATE TABLE cases.since_last (
    carer text, done_on text, kind text, o1 text, o2 text, o3 text, o4 text, o5 text, o6 text, o7 text, o8 text,
    o9 text, o10 text);
\copy cases.since_last FROM 'test/data/cases/09_since_last_review/input.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.since_last', 'case_9', 'carer', 'done_on', areas => '{o1,o2,o3,o4,o5,o6,o7,o8,o9,o10}',
    period_from => '2024-01-01', period_to => '2024-12-31', dimensions => '{kind}', change_band => 0);
\o
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 9, 'better, same, worse than before; better than first: ' || kind, "right", got
FROM (VALUES ('all', '8 reviews: 4/2/2; 5'), ('Annual', '3 reviews: 2/1/0; 1'), ('Light Touch', '3 reviews: 2/1/0; 2'),
             ('Unscheduled', '2 reviews: 0/0/2; 2')) AS right_values (kind, "right")
LEFT JOIN (
    SELECT coalesce(kind, 'all') AS kind,
           format('%s reviews: %s/%s/%s; %s', count(*), count(*) FILTER (WHERE change > 0),
                  count(*) FILTER (WHERE change = 0), count(*) FILTER (WHERE change < 0),
                  count(*) FILTER (WHERE since_first > 0)) AS got
    FROM (SELECT source.kind, mean_change(nth_star(journey, star_no::integer - 1), star) AS change,
                 mean_change(first_star(journey), star) AS since_first
          FROM (SELECT family, star_journey(area_no, reading, completed_on) AS journey
                FROM case_9.family_stars GROUP BY family) AS journeys, stars(journey)
          JOIN cases.since_last AS source ON source.done_on::date = stars.completed_on
          WHERE source.carer = family AND star_no > 1 AND completed_on >= '2024-01-01') AS reviews
    GROUP BY ROLLUP (kind)) AS counted USING (kind)
ORDER BY kind COLLATE "C";
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (9, 'the kind as dimension gives itself away', '7', (
        SELECT count(*)::text FROM case_9.data_quality WHERE issue = 'dimension changes'));

-- 10: all of them rise by a point, within a stage
CREATE TABLE cases.by_reading (person text, completed_on text, area text, reading text);
\copy cases.by_reading FROM 'test/data/cases/10_improved_by_score_not_stage/input.csv' (FORMAT csv, HEADER)
INSERT INTO star_own_editions (edition, areas, stages) VALUES ('case 10',
    '{Drug use,Alcohol use,Physical health,Meaningful use of time,Community,Emotional health,Accommodation,Money,'
    'Offending,Family and relationships}', '{Stuck,Accepting help,Believing,Learning,Self-reliance}');
\o /dev/null
SELECT create_star_report('cases.by_reading', 'case_10', 'person', 'completed_on', area => 'area', reading => 'reading',
    edition => 'case 10', period_from => '2014-04-01', period_to => '2014-06-30');
\o
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 10, 'rose, unchanged, fell: ' || area, "right", got
FROM (VALUES ('Community', '14/0/0'), ('Money', '5/7/2')) AS right_values (area, "right")
LEFT JOIN (SELECT area, format('%s/%s/%s', rose(sum(matrix)), unchanged(sum(matrix)), fell(sum(matrix))) AS got
           FROM case_10.progress_summary GROUP BY area) AS counted USING (area)
ORDER BY area;
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (10, 'reviewed', '14', cases.included('case_10', 3)),
    (10, 'rose in one area or more', '14', (
        SELECT count(*)::text FROM case_10.journeys AS j
        WHERE EXISTS (SELECT FROM case_10.family_stars AS s WHERE s.family = j.family AND change_since_first > 0
                                                            AND completed_on = j.latest_on)));

-- 11: drafts, and Stars on which worker and service user disagree
CREATE TABLE cases.drafts (
    su text, completed_on text, status text, approved_by text, area text, reading text);
\copy cases.drafts FROM 'test/data/cases/11_draft_and_disagreed/input.csv' (FORMAT csv, HEADER)
CREATE VIEW cases.approved AS SELECT * FROM cases.drafts WHERE status = 'Approved';
\o /dev/null
SELECT create_star_report('cases.drafts', 'case_11', 'su', 'completed_on', area => 'area', reading => 'reading',
    completed_by => 'approved_by', dimensions => '{status}');
SELECT create_star_report('cases.approved', 'case_11_approved', 'su', 'completed_on', area => 'area',
    reading => 'reading', completed_by => 'approved_by');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (11, 'service users, reviewed', '3, 2', cases.included('case_11_approved', 1, 3)),
    (11, 'progress: Physical health', '2 families: 4.50 -> 5.50, 1.00', cases.means('case_11_approved')),
    (11, 'progress: Your well-being', '2 families: 4.50 -> 6.00, 1.50', cases.means('case_11_approved', 2)),
    (11, 'the status as dimension gives drafts away', 'G1, G2, G3', (
        SELECT string_agg(family, ', ' ORDER BY family) FROM case_11.data_quality WHERE issue = 'dimension changes'));

-- 12: nearly 4,000 clients, 86 % of them forward in one area or more, 3.4 points more over all areas
INSERT INTO star_own_editions (edition, areas, stages, highest_reading) VALUES ('case 12',
    '{Lifestyle,Looking after yourself,Symptoms,Work,Money,Where you live,Family and friends,Feeling positive}',
    '{Not thinking about it,Finding out,Making changes,Getting there,As good as it can be}', 5);
CREATE TABLE cases.points AS
SELECT 'W' || n AS client, date '2018-01-01' + n % 365 + star * 380 AS star_date,
       2 + star * (rises > 0)::integer AS a1, 2 + star * (rises > 1)::integer AS a2,
       2 + star * (rises > 2)::integer AS a3, 2 + star * (rises > 3)::integer AS a4, 2 AS a5, 2 AS a6, 2 AS a7, 2 AS a8
FROM (SELECT n, CASE WHEN n > 560 THEN 4 - (n <= 720)::integer ELSE 0 END AS rises FROM generate_series(1, 4000) AS n)
         AS client, generate_series(0, 1) AS star;
\o /dev/null
SELECT create_star_report('cases.points', 'case_12', 'client', 'star_date', areas => '{a1,a2,a3,a4,a5,a6,a7,a8}',
    edition => 'case 12');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (12, 'progressed in one area or more', '3440 of 4000: 86.0', (
        SELECT format('%s of %s: %s', families_progressed_in_at_least, base, percent)
        FROM case_12.areas_progressed WHERE dimension = 'All' AND by = 'stage' AND areas = 1)),
    (12, 'mean change in points over all areas, and in % of the scale', '3.40, 10.6', (
        SELECT format('%s, %s', total_change, change_percent)
        FROM case_12.overall_change WHERE dimension = 'All' AND change = 'all'));

-- 13: the bases of inclusion, as published for two years
CREATE TABLE cases.referrals AS
SELECT year || '-' || n AS ref, year AS audit, make_date(year, 1, 5) AS added_on,
       CASE WHEN n <= leavers THEN make_date(year, 12, 1) END AS left_on,
       n <= first_stars AS has_first, n <= reviewed AS has_review
FROM (VALUES (2018, 859, 294, 672, 174), (2019, 960, 339, 744, 155))
         AS audit (year, referrals, leavers, first_stars, reviewed), generate_series(1, referrals) AS n;
CREATE VIEW cases.referral_stars AS
SELECT ref, make_date(audit, month, 20) AS on_date, 1 AS area, 3 AS reading
FROM cases.referrals, unnest(ARRAY[1, 9]) AS month WHERE CASE month WHEN 1 THEN has_first ELSE has_review END;
\o /dev/null
SELECT create_star_report('cases.referral_stars', 'case_13', 'ref', 'on_date', area => 'area', reading => 'reading',
    families => 'cases.referrals', dimensions => '{audit}');
\o
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 13, measure || ', ' || member, "right", format('%s (%s%%)', number, percentage(number, base, 1))
FROM (VALUES ('2018', 2, '672 (78.2%)'), ('2018', 6, '174 (59.2%)'),
             ('2019', 2, '744 (77.5%)'), ('2019', 6, '155 (45.7%)'))
         AS right_values (member, measure_no, "right")
LEFT JOIN case_13.inclusion USING (member, measure_no);

-- 14: how many areas less are at or below the second stage
CREATE TABLE cases.below_stage (
    client text, admission text, done_on text, i1 text, i2 text, i3 text, i4 text, i5 text, i6 text, i7 text, i8 text,
    i9 text, i10 text);
\copy cases.below_stage FROM 'test/data/cases/14_areas_at_or_below_stage/input.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.below_stage', 'case_14', 'admission', 'done_on',
    areas => '{i1,i2,i3,i4,i5,i6,i7,i8,i9,i10}');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (14, 'mean number of areas at or below stage 2: start, latest, difference', '7.00, 4.41, 2.59', (
        SELECT format('%s, %s, %s', start_low_mean, latest_low_mean,
                      round((start_low_areas - latest_low_areas)::numeric / families, 2))
        FROM case_14.family_patterns WHERE dimension = 'All' AND by = 'stage' AND pattern = 'all'));

-- 15: up in an area or more and down in none
CREATE TABLE cases.up_and_down (child text, done_on text, m1 text, m2 text, m3 text);
\copy cases.up_and_down FROM 'test/data/cases/15_any_up_none_down/input.csv' (FORMAT csv, HEADER)
INSERT INTO star_own_editions (edition, areas, stages) VALUES ('case 15', '{X,Y,Z}', '{a,b,c,d,e}');
\o /dev/null
SELECT create_star_report('cases.up_and_down', 'case_15', 'child', 'done_on', areas => '{m1,m2,m3}',
    edition => 'case 15');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (15, 'up somewhere and down nowhere, down, unchanged, no area in both Stars', '3, 2, 2, 1', (
        SELECT format('%s, %s, %s, %s', sum(families) FILTER (WHERE pattern = 'progressed only'),
                      sum(families) FILTER (WHERE pattern IN ('progressed and regressed', 'regressed only')),
                      sum(families) FILTER (WHERE pattern = 'maintained'),
                      (SELECT number FROM case_15.inclusion WHERE measure_no = 3) - max(base))
        FROM case_15.family_patterns WHERE by = 'stage')),
    (15, 'compared in fewer areas', 'none', cases.issues('case_15'));

-- 16: a wrong year; a Star before the family was added; one after it left
CREATE TABLE cases.wrong_year (family text, completed_on text, area text, reading text);
\copy cases.wrong_year FROM 'test/data/cases/16_wrong_year/input.csv' (FORMAT csv, HEADER)
CREATE TABLE cases.wrong_year_families (family text, added_on text, left_on text);
\copy cases.wrong_year_families FROM 'test/data/cases/16_wrong_year/families.csv' (FORMAT csv, HEADER)
CREATE VIEW cases.right_year AS
SELECT family, replace(completed_on, '20/06/2014', '20/06/2024') AS completed_on, area, reading FROM cases.wrong_year;
\o /dev/null
SELECT create_star_report('cases.wrong_year', 'case_16', 'family', 'completed_on', area => 'area', reading => 'reading',
    families => 'cases.wrong_year_families', date_format => 'DD/MM/YYYY');
SELECT create_star_report('cases.wrong_year', 'case_16_earliest', 'family', 'completed_on', area => 'area',
    reading => 'reading', families => 'cases.wrong_year_families', date_format => 'DD/MM/YYYY',
    earliest_on => '2020-01-01');
SELECT create_star_report('cases.right_year', 'case_16_right', 'family', 'completed_on', area => 'area',
    reading => 'reading', families => 'cases.wrong_year_families', date_format => 'DD/MM/YYYY');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (16, 'what gives it away', 'Star after left_on Y4 2024-06-22, Star before added_on Y1 2014-06-20, '
        'Star before added_on Y3 2023-01-17, years between Stars Y1 2024-01-15', (
        SELECT string_agg(concat_ws(' ', issue, family, completed_on), ', '
                          ORDER BY issue COLLATE "C", family, completed_on)
        FROM case_16.data_quality)),
    (16, 'with earliest_on the Star of 2014 is left out', '3 families: 4.00 -> 6.00, 2.00',
     cases.means('case_16_earliest')),
    (16, 'and listed', '2014-06-20, 2 rows', (
        SELECT format('%s, %s rows', completed_on, occurrences) FROM case_16_earliest.data_quality
        WHERE issue = 'date too early')),
    (16, 'corrected in the source', '4 families: 3.75 -> 6.25, 2.50', cases.means('case_16_right')),
    (16, 'quarters of activity', '2023-01-01 to 2024-07-01: 7', (
        SELECT format('%s to %s: %s', min(quarter_start), max(quarter_start), count(*))
        FROM case_16_earliest.activity WHERE dimension = 'All'));

-- 18: bands of ages, and numbered teams, as people sort them
CREATE TABLE cases.bands (
    family text, completed_on text, area text, reading text, age_band text, school_term text, team text);
\copy cases.bands FROM 'test/data/cases/18_age_band_order/input.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.bands', 'case_18', 'family', 'completed_on', area => 'area', reading => 'reading',
    dimensions => '{age_band,team}');
\o
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 18, 'order of ' || dimension, "right", got
FROM (VALUES ('age_band', '0-4, 5-11, 12-15, 16-17, 18+'), ('team', 'Team 1, Team 2, Team 10'))
         AS right_values (dimension, "right")
LEFT JOIN (SELECT dimension, string_agg(member, ', ' ORDER BY member_no) AS got FROM case_18.inclusion
           WHERE measure_no = 1 AND member ~ '[0-9]' AND member <> 'under 1' GROUP BY dimension)
         AS listed USING (dimension);

-- 19: 203 people with two Stars, 113 of them with a third one
CREATE TABLE cases.three_stars (id text, on_date text, area text, reading text);
\copy cases.three_stars FROM 'test/data/cases/19_star_numbers_1_2_3/input.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.three_stars', 'case_19', 'id', 'on_date', area => 'area', reading => 'reading');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (19, 'service users, reviewed, reviewed twice, Stars', '203, 203, 113, 519', cases.included('case_19', 1, 3, 4, 7)),
    (19, 'means of the first, second and third Star, of those with three', '3.97, 4.96, 5.46', (
        SELECT string_agg(mean::text, ', ' ORDER BY star_no)
        FROM (SELECT star_no, round(avg(reading), 2) AS mean 
              FROM case_19.family_stars JOIN case_19.journeys USING (family)
              WHERE star_count >= 3 AND area_no = 1 GROUP BY star_no) AS stars));

-- 20: one group in several spellings
CREATE TABLE cases.spellings (family text, completed_on text, area text, reading text, ethnicity text);
\copy cases.spellings FROM 'test/data/cases/20_member_names/input.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.spellings', 'case_20', 'family', 'completed_on', area => 'area', reading => 'reading',
    dimensions => '{ethnicity}', missing => '{N/A,NULL,not recorded}');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (20, 'families for which it is not recorded', '5', (
        SELECT number::text FROM case_20.inclusion
        WHERE dimension = 'ethnicity' AND measure_no = 1 AND member = 'not recorded')),
    (20, 'spellings of one group are listed', 'similar members', (
        SELECT string_agg(DISTINCT issue, ', ') FROM case_20.data_quality));

-- 21: all Stars of a family bear the day on which they were uploaded
CREATE TABLE cases.uploaded (family text, star text, uploaded text, area text, reading text);
\copy cases.uploaded FROM 'test/data/cases/21_all_stars_on_upload_date/input.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.uploaded', 'case_21', 'family', 'uploaded', area => 'area', reading => 'reading',
    date_format => 'DD/MM/YYYY', dimensions => '{star}');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (21, 'what became of the rows: those of a Star that equals another one are repeated',
     '20 read, 6 used, 12 contradicting, 2 repeated', cases.source_rows('case_21')),
    (21, 'issues', 'contradicting readings 6, dimension changes 5', cases.issues('case_21'));

-- 23: areas as reports print them, and who completed the Star
CREATE TABLE cases.labels (family text, completed_on text, area text, reading text, by text);
\copy cases.labels FROM 'test/data/cases/23_labels_as_printed/input.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.labels', 'case_23', 'family', 'completed_on', area => 'area', reading => 'reading',
    completed_by => 'by');
\o
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 23, 'area of "' || area || '"', "right", coalesce(
           (SELECT f.area FROM case_23.family_stars AS f WHERE f.family = l.family AND reading IS NOT NULL),
           (SELECT 'listed; ' || substring(detail FROM 'perhaps .*') FROM case_23.data_quality AS q
            WHERE q.family = l.family AND issue = 'unknown area'))
FROM (VALUES ('J00', 'listed; perhaps physical health'), ('J01', 'listed; perhaps your well-being'),
             ('J02', 'Meeting emotional needs'), ('J03', 'Keeping your children safe'),
             ('J04', 'Social networks'), ('J05', 'listed; perhaps education and learning'),
             ('J06', 'listed; perhaps boundaries and behaviour'), ('J07', 'listed; perhaps family routine'),
             ('J08', 'listed; perhaps home and money'), ('J09', 'Progress to work'), ('J10', 'Physical health'))
         AS right_values (family, "right")
JOIN cases.labels AS l USING (family);
CREATE VIEW cases.answers AS SELECT family, completed_on, 'Physical health' AS area, reading, by FROM cases.labels;
\o /dev/null
SELECT create_star_report('cases.answers', 'case_23_answers', 'family', 'completed_on', area => 'area',
    reading => 'reading', completed_by => 'by');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (23, 'who completed the Stars', 'Worker & Service User 10, Worker Only 2, Service User Only 2', (
        SELECT string_agg(completed_by || ' ' || stars, ', ' ORDER BY completed_by_no) FROM case_23_answers.completed_by
        WHERE dimension = 'All' AND counted = 'all Stars' AND stars > 0));

-- 24: stages alone are known
CREATE TABLE cases.stages (family text, completed_on text, area text, stage text);
\copy cases.stages FROM 'test/data/cases/24_stage_labels_only/input.csv' (FORMAT csv, HEADER)
INSERT INTO star_own_editions (edition, areas, stages, highest_reading)
SELECT 'case 24', areas, stages, 5 FROM star_editions WHERE edition = 'Family Star Plus 1';
\o /dev/null
SELECT create_star_report('cases.stages', 'case_24', 'family', 'completed_on', area => 'area',
    reading => 'stage', edition => 'case 24');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (24, 'from which stage to which', 'Stuck -> Accepting help 1, Stuck -> Trying 1, Accepting help -> Trying 1, '
        'Accepting help -> Finding what works 1, Trying -> Finding what works 1, Trying -> Effective parenting 1', (
        SELECT string_agg(format('%s -> %s %s', start_stage, latest_stage, families), ', '
                          ORDER BY start_stage_no, latest_stage_no)
        FROM case_24.progress_cells WHERE dimension = 'All' AND area_no = 1 AND families > 0));

-- 25: 0 to 4, of which 0 is the best, and 9 is not known
CREATE TABLE cases.reversed (
    person text, rated_on text, h1 text, h2 text, h3 text, h4 text, h5 text, h6 text, h7 text, h8 text, h9 text,
    h10 text, h11 text, h12 text);
\copy cases.reversed FROM 'test/data/cases/25_honos_reversed/input.csv' (FORMAT csv, HEADER)
INSERT INTO star_own_editions (edition, areas, stages, highest_reading) VALUES ('case 25',
    '{a,b,c,d,e,f,g,h,i,j,k,l}', '{severe,moderate,mild,minor,none}', 5);
CREATE VIEW cases.turned AS
SELECT person, rated_on, item AS area, CASE WHEN written <> '9' THEN 5 - written::integer END AS reading
FROM cases.reversed,
     unnest(ARRAY[h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12]) WITH ORDINALITY AS rated (written, item);
\o /dev/null
SELECT create_star_report('cases.turned', 'case_25', 'person', 'rated_on', area => 'area', reading => 'reading',
    edition => 'case 25', change_band => 0);
SELECT create_star_report('cases.reversed', 'case_25_unturned', 'person', 'rated_on',
    areas => '{h1,h2,h3,h4,h5,h6,h7,h8,h9,h10,h11,h12}', edition => 'case 25');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (25, 'overall change', 'V1 positive, V2 negative, V3 positive, V4 no change', (
        SELECT string_agg(family || ' ' || overall_change, ', ' ORDER BY family) FROM case_25.journeys)),
    (25, 'as it comes, what does not fit is listed', 'Star without readings 2, reading out of range 36', (
        SELECT string_agg(issue || ' ' || number, ', ' ORDER BY issue COLLATE "C")
        FROM (SELECT issue, sum(occurrences) AS number FROM case_25_unturned.data_quality
              WHERE issue <> 'compared in fewer areas' GROUP BY issue) AS issues));

-- 26: goals on a scale of 0 to 10
CREATE TABLE cases.goals (yp text, on_date text, goal text, rating text);
\copy cases.goals FROM 'test/data/cases/26_zero_to_ten_scale/input.csv' (FORMAT csv, HEADER)
INSERT INTO star_own_editions (edition, areas, stages) VALUES ('case 26',
    '{Goal 1,Goal 2,Goal 3}', '{0-2,3-4,5-6,7-8,9-10}');
\o /dev/null
SELECT create_star_report('cases.goals', 'case_26', 'yp', 'on_date', area => 'goal', reading => 'rating',
    edition => 'case 26');
\o
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 26, 'readings of 0 are listed, not counted',
       format('reading out of range %s', count(*) FILTER (WHERE rating = '0')),
       (SELECT issue || ' ' || sum(occurrences) FROM case_26.data_quality
        WHERE issue = 'reading out of range' GROUP BY issue)
FROM cases.goals;

-- 27: the first and the latest readings in one row
CREATE TABLE cases.one_row (
    id text, completed_by text, date_t1 text, g1_t1 text, g2_t1 text, g3_t1 text, date_t2 text, g1_t2 text, g2_t2 text,
    g3_t2 text);
\copy cases.one_row FROM 'test/data/cases/27_first_and_last_in_one_row/input.csv' (FORMAT csv, HEADER)
CREATE VIEW cases.two_rows AS
SELECT id, completed_by, date_t1 AS on_date, g1_t1 AS g1, g2_t1 AS g2, g3_t1 AS g3 FROM cases.one_row
UNION ALL
SELECT id, completed_by, date_t2, g1_t2, g2_t2, g3_t2 FROM cases.one_row WHERE date_t2 <> '';
\o /dev/null
SELECT create_star_report('cases.two_rows', 'case_27', 'id', 'on_date', areas => '{g1,g2,g3}', edition => 'case 26',
    dimensions => '{completed_by}');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (27, 'goal 1, patients', '3 families: 4.33 -> 6.67, 2.33', cases.means('case_27', 1, 'patient')),
    (27, 'goal 2, patients', '2 families: 3.00 -> 5.50, 2.50', cases.means('case_27', 2, 'patient')),
    (27, 'goal 3, patients', '1 families: 4.00 -> 9.00, 5.00', cases.means('case_27', 3, 'patient')),
    (27, 'all goals, patients', '2.83', (
        SELECT round(sum(latest_total - start_total)::numeric / sum(families), 2)::text FROM case_27.mean_progress
        WHERE starting = 'all' AND member = 'patient')),
    (27, 'issues', 'none', cases.issues('case_27'));

-- 29: eighteen areas, as two reports of nine
CREATE TABLE cases.eighteen (
    client text, done_on text, d1 text, d2 text, d3 text, d4 text, d5 text, d6 text, d7 text, d8 text, d9 text,
    d10 text, d11 text, d12 text, d13 text, d14 text, d15 text, d16 text, d17 text, d18 text);
\copy cases.eighteen FROM 'test/data/cases/29_eighteen_domains/input.csv' (FORMAT csv, HEADER)
INSERT INTO star_own_editions (edition, areas, stages, highest_reading)
SELECT format('case 29, %s', half), array_agg('Domain ' || n ORDER BY n),
       '{In crisis,Vulnerable,Safe,Building capacity,Empowered}', 5
FROM (SELECT n, (n + 8) / 9 AS half FROM generate_series(1, 18) AS n) AS domain GROUP BY half;
\o /dev/null
SELECT create_star_report('cases.eighteen', ('case_29_' || half)::name, 'client', 'done_on',
    areas => ARRAY(SELECT 'd' || (half - 1) * 9 + n FROM generate_series(1, 9) AS n),
    edition => format('case 29, %s', half))
FROM generate_series(1, 2) AS half;
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (29, 'Domain 1', '3 families: 2.00 -> 3.00, 1.00', cases.means('case_29_1')),
    (29, 'Domain 18', '3 families: 2.00 -> 3.00, 1.00', cases.means('case_29_2', 9));

-- 30: progress by the worker of the latest Star
CREATE TABLE cases.workers (family text, completed_on text, area text, reading text, worker text, service text);
\copy cases.workers FROM 'test/data/cases/30_latest_worker/input.csv' (FORMAT csv, HEADER)
CREATE VIEW cases.latest_workers AS
SELECT *, last_value(worker) OVER (PARTITION BY family ORDER BY completed_on
                                   ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS latest_worker
FROM cases.workers;
\o /dev/null
SELECT create_star_report('cases.latest_workers', 'case_30', 'family', 'completed_on', area => 'area',
    reading => 'reading', dimensions => '{latest_worker}');
SELECT create_star_report('cases.workers', 'case_30_first', 'family', 'completed_on', area => 'area',
    reading => 'reading', dimensions => '{worker}');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (30, 'by the latest worker: Bob', '3 families: 2/1/0', cases.rates('case_30', 1, 'Bob')),
    (30, 'by the latest worker: Cas', '1 families: 0/0/1', cases.rates('case_30', 1, 'Cas')),
    (30, 'by the first worker: listed', 'dimension changes 3', cases.issues('case_30_first'));

-- 31: where the open cases stand, by the latest Star or the only one
CREATE TABLE cases.snapshot (family text, completed_on text, area text, reading text);
\copy cases.snapshot FROM 'test/data/cases/31_snapshot_today/input.csv' (FORMAT csv, HEADER)
CREATE TABLE cases.snapshot_families (family text, added_on text, left_on text);
\copy cases.snapshot_families FROM 'test/data/cases/31_snapshot_today/families.csv' (FORMAT csv, HEADER)
\o /dev/null
SELECT create_star_report('cases.snapshot', 'case_31', 'family', 'completed_on', area => 'area', reading => 'reading',
    families => 'cases.snapshot_families');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (31, 'open cases at each stage', '1, 1, 1, 1, 4', (
        SELECT string_agg(stages.families::text, ', ' ORDER BY stage_no)
        FROM (SELECT stage_distribution(stage((nth_star(journey, -1))[1])) AS distribution
              FROM (SELECT family, star_journey(area_no, reading, completed_on) AS journey
                    FROM case_31.family_stars GROUP BY family) AS journeys JOIN case_31.journeys AS j USING (family)
              WHERE j.left_on IS NULL) AS open, stages(distribution)));

-- 32: the first Star against the next one, not the latest
CREATE TABLE cases.next_star (yp text, on_date text, t1 text, t2 text, t3 text, t4 text, t5 text, t6 text);
\copy cases.next_star FROM 'test/data/cases/32_first_against_next_star/input.csv' (FORMAT csv, HEADER)
INSERT INTO star_own_editions (edition, areas, stages, highest_reading) VALUES ('case 32',
    '{1,2,3,4,5,6}', '{Not safe,Want change,Making changes,Doing alright,Safe & well}', 5);
\o /dev/null
SELECT create_star_report('cases.next_star', 'case_32', 'yp', 'on_date', areas => '{t1,t2,t3,t4,t5,t6}',
    edition => 'case 32');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (32, 'first Stars, reviewed', '17, 3', cases.included('case_32', 2, 3)),
    (32, 'first against latest', '3 families: 2.33 -> 3.67, 1.33', cases.means('case_32')),
    (32, 'first against next', '2.33 -> 4.00', (
        SELECT string_agg(round(mean, 2)::text, ' -> ' ORDER BY star_no)
        FROM (SELECT star_no, avg(reading) AS mean FROM case_32.family_stars JOIN case_32.journeys USING (family)
              WHERE compared AND star_no <= 2 AND area_no = 1 GROUP BY star_no) AS stars));

-- 34: four levels: the best of them has to be the fifth stage, or nobody is at the top
CREATE TABLE cases.four_levels (child text, assessed_on text, domain text, score text);
\copy cases.four_levels FROM 'test/data/cases/34_four_levels_padded/input.csv' (FORMAT csv, HEADER)
INSERT INTO star_own_editions (edition, areas, stages, highest_reading) VALUES ('case 34',
    '{Food}', '{(not used),Critical,Problem,Not ideal,Good}', 5);
CREATE VIEW cases.five_levels AS SELECT child, assessed_on, domain, score::integer + 1 AS score FROM cases.four_levels;
\o /dev/null
SELECT create_star_report('cases.five_levels', 'case_34', 'child', 'assessed_on', area => 'domain', reading => 'score',
    edition => 'case 34');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (34, 'made progress, of those not at the top throughout', '1 of 2, 50.0%; 2 at the top', (
        SELECT format('%s of %s, %s%%; %s at the top', progressed, made_progress_base, made_progress_percent,
                      stayed_at_top)
        FROM case_34.progress_rates WHERE dimension = 'All'));

-- 35: two Stars on one day, told apart by the time: the later one counts
CREATE TABLE cases.by_time (family text, completed_at text, star_no text, area text, reading text);
\copy cases.by_time FROM 'test/data/cases/35_two_stars_one_day_by_time/input.csv' (FORMAT csv, HEADER)
CREATE VIEW cases.times AS
SELECT family, completed_at::timestamp AS completed_at, star_no, area, reading FROM cases.by_time;
\o /dev/null
SELECT create_star_report('cases.by_time', 'case_35', 'family', 'completed_at', area => 'area', reading => 'reading');
SELECT create_star_report('cases.times', 'case_35_later', 'family', 'completed_at', area => 'area',
    reading => 'reading', entered_on => 'completed_at');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (35, 'as it comes', '1 Star contradicted: 3 / 6', (
        SELECT format('%s Star contradicted: %s', occurrences, value) FROM case_35.data_quality
        WHERE issue = 'contradicting readings')),
    (35, 'the later one counts', 'DD1 2024-05-01 6', (
        SELECT concat_ws(' ', family, completed_on, reading) FROM case_35_later.family_stars
        WHERE family = 'DD1' AND area_no = 1)),
    (35, 'and the other one is listed', 'superseded 1', cases.issues('case_35_later'));

-- Dates in another format than is given.  Days and months that are exchanged pass for dates in twelve days of a month,
-- so that most can be read, and all are wrong.
CREATE TABLE cases.formats (family text, completed_on text, area integer, reading integer, format text);
INSERT INTO cases.formats
SELECT 'F' || n % 20, to_char(date '2023-01-05' + n * 5, format), 1, 1 + n % 10, format
FROM generate_series(1, 100) AS n,
     unnest('{YYYY-MM-DD,DD/MM/YYYY,MM/DD/YYYY,DD/MM/YY,"DD Mon YYYY"}'::text[]) AS format
UNION ALL
SELECT 'F' || n % 20, format('0%s/%s/24', 1 + n % 9, 1 + n % 11), 1, 1 + n % 10, '05/06/24'
FROM generate_series(1, 100) AS n
UNION ALL
SELECT 'F' || n % 20, to_char(date '2023-01-05' + n * 5, format), 1, 1 + n % 10, 'some of each'
FROM generate_series(1, 100) AS n,
     LATERAL (SELECT CASE WHEN n % 3 > 0 THEN 'DD/MM/YYYY' ELSE 'YYYY-MM-DD' END) AS one (format);
CREATE FUNCTION cases.error_of(written text, given text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hint text;
BEGIN
    EXECUTE format('CREATE OR REPLACE VIEW cases.of_format AS SELECT * FROM cases.formats WHERE format = %L', written);
    PERFORM create_star_report('cases.of_format', 'case_formats', 'family', 'completed_on', area => 'area',
                               reading => 'reading', date_format => given);
    RETURN 'none';
EXCEPTION WHEN invalid_datetime_format THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(E'; ', SQLERRM, hint);
END $$;
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 0, format('%s, read as %s', written, given), "right", cases.error_of(written, given)
FROM (VALUES
    ('DD/MM/YYYY', 'DD/MM/YYYY', 'none'),
    ('some of each', 'DD/MM/YYYY', 'none'),
    ('some of each', 'YYYY-MM-DD', '67 of 100 dates in column completed_on of cases.of_format cannot be read in the '
        'format YYYY-MM-DD; date_format => ''DD/MM/YYYY'' reads 67 of them.'),
    ('MM/DD/YYYY', 'DD/MM/YYYY', '62 of 100 dates in column completed_on of cases.of_format cannot be read in the '
        'format DD/MM/YYYY; date_format => ''MM/DD/YYYY'' reads 62 of them.'),
    ('DD/MM/YY', 'DD/MM/YYYY', '100 of 100 dates in column completed_on of cases.of_format cannot be read in the '
        'format DD/MM/YYYY; date_format => ''DD/MM/YY'' reads 100 of them.'),
    ('05/06/24', 'DD/MM/YYYY', '100 of 100 dates in column completed_on of cases.of_format cannot be read in the '
        'format DD/MM/YYYY; date_format => ''DD/MM/YY'' reads 100 of them.'),
    ('DD Mon YYYY', 'DD/MM/YYYY', '100 of 100 dates in column completed_on of cases.of_format cannot be read in the '
        'format DD/MM/YYYY; A view can turn them into dates.')) AS right_values (written, given, "right");

-- Columns that are named after areas of the edition, in an order that is not theirs
CREATE TABLE cases.columns AS
SELECT 'A' AS family, completed_on, 1 AS "Physical Health", reading AS your_well_being, 3 AS meeting_emotional_needs,
       4 AS a4, 5 AS a5, 6 AS a6, 7 AS a7, 8 AS a8, 9 AS a9, 10 AS a10,
       1 AS health, reading AS wellbeing, reading AS well_being, 3 AS emotional
FROM (VALUES (date '2024-01-10', 2), ('2024-07-10', 8)) AS star (completed_on, reading);
CREATE FUNCTION cases.error_of_areas(areas text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
    hint text;
BEGIN
    PERFORM create_star_report('cases.columns', 'case_columns', 'family', 'completed_on', areas => areas);
    RETURN 'none: ' || (SELECT string_agg(area || ' ' || mean_progress, ', ' ORDER BY area_no)
                        FROM case_columns.mean_progress WHERE starting = 'all' AND mean_progress <> 0);
EXCEPTION WHEN invalid_parameter_value THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws('; ', SQLERRM, substring(detail FROM 'Not the name.*'), substring(hint FROM 'areas => .*'));
END $$;
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 0, 'columns ' || areas, "right", cases.error_of_areas(areas::text[])
FROM (VALUES
    ('{Physical Health,your_well_being,meeting_emotional_needs,a4,a5,a6,a7,a8,a9,a10}', 'none: Your well-being 6.00'),
    ('{meeting_emotional_needs,your_well_being}', 'none: Your well-being 6.00'),
    ('{health,wellbeing,emotional}', 'none: Your well-being 6.00'),
    ('{well_being,health,emotional,a4,a5,a6,a7,a8,a9,a10}',
        'columns stand in the place of other areas than those that they are named after: well_being, health; '
        'areas => ''{health,well_being,emotional,a4,a5,a6,a7,a8,a9,a10}'''),
    ('{your_well_being,a4}', 'edition "Family Star Plus 1" has 10 areas, and 2 columns are given; '
        'Not the name of an area: a4.'),
    ('{your_well_being,Physical Health,meeting_emotional_needs,a4,a5,a6,a7,a8,a9,a10}',
        'columns stand in the place of other areas than those that they are named after: your_well_being, '
        '"Physical Health"; '
        'areas => ''{"Physical Health",your_well_being,meeting_emotional_needs,a4,a5,a6,a7,a8,a9,a10}''')
) AS right_values (areas, "right");

-- Nothing that the source says can be used: an error, and the report in use stays.  It says nothing yet: a warning.
CREATE TABLE cases.useless (source text, family text, completed_on text, area text, reading text, health text);
INSERT INTO cases.useless
SELECT source, family, to_char(date '2024-01-10' + 180 * n, 'YYYY-MM-DD'), 'Wellbeing', 3 + n, 3 + n
FROM unnest('{good,no dates,other areas,out of range,no readings}'::text[]) AS source,
     unnest('{A,B}'::text[]) AS family, generate_series(0, 1) AS n;
UPDATE cases.useless SET completed_on = ' ' WHERE source = 'no dates';
UPDATE cases.useless SET area = 'Mood' WHERE source = 'other areas';
UPDATE cases.useless SET reading = '55', health = '55' WHERE source = 'out of range';
UPDATE cases.useless SET reading = '', health = '' WHERE source = 'no readings';
CREATE FUNCTION cases.error_of_rows(source text, wide boolean) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
BEGIN
    EXECUTE format('CREATE OR REPLACE VIEW cases.use AS SELECT * FROM cases.useless WHERE source = %L', source);
    RETURN CASE WHEN wide
        THEN create_star_report('cases.use', 'case_useless', 'family', 'completed_on', areas => '{health}')
        ELSE create_star_report('cases.use', 'case_useless', 'family', 'completed_on', 'area', 'reading') END;
EXCEPTION WHEN data_exception THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN concat_ws('; ', SQLERRM, detail, cases.included('case_useless', 1) || ' service users');
END $$;
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 0, 'nothing to be used: ' || source, "right", cases.error_of_rows(source, wide)
FROM (VALUES
    ('good', false, 'case_useless: rows read: 4; used: 4; Stars: 4; service users: 2; with a Star: 2; '
        'with a reviewed Star: 2'),
    ('no dates', false, 'none of the 4 rows of cases.use can be used; What is wrong: no date 4.; 2 service users'),
    ('other areas', false, 'none of the 4 rows of cases.use can be used; What is wrong: unknown area 4.; '
        '2 service users'),
    ('out of range', true, 'none of the 4 rows of cases.use can be used; What is wrong: reading out of range 4.; '
        '2 service users'),
    ('no readings', true, 'case_useless: rows read: 4; used: 0; left out: 4; Stars: 0; service users: 0; '
        'with a Star: 0; with a reviewed Star: 0; issues in data_quality: 4')
) AS right_values (source, wide, "right");

-- Readings that are missing at random: 5 in 100.  A latest Star that lacks an area or two is nothing.
CREATE TABLE cases.at_random AS
SELECT 'F' || f AS family, date '2024-01-10' + 100 * s AS completed_on, a AS area, 1 + (f + s + a) % 10 AS reading
FROM generate_series(1, 400) AS f, generate_series(0, 2) AS s, generate_series(1, 10) AS a
WHERE hashint4(f * 1000 + s * 100 + a) % 20 <> 0
  AND NOT (s = 2 AND (f = 7 AND a > 7 OR f = 8 AND a > 8 OR f = 9 AND a > 4));
\o /dev/null
SELECT create_star_report('cases.at_random', 'case_at_random', 'family', 'completed_on', 'area', 'reading');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (0, 'a latest Star that lacks a quarter or more of the areas', 'F7, F9, and less than 2 in 100 of the others', (
        SELECT string_agg(family, ', ' ORDER BY family) FILTER (WHERE family IN ('F7', 'F8', 'F9'))
               || CASE WHEN count(*) - 2 < 8 THEN ', and less than 2 in 100 of the others' ELSE ', and more' END
        FROM case_at_random.data_quality WHERE issue = 'compared in fewer areas'));

-- In a period: the Stars used are those up to its end, and some of them lie in it.
\o /dev/null
SELECT create_star_report('cases.at_random', 'case_period', 'family', 'completed_on', 'area', 'reading',
                          period_from => '2024-04-01', period_to => '2024-06-30');
\o
INSERT INTO cases.figures (case_no, figure, "right", got) VALUES
    (0, 'Stars of a period', 'used 800, in the period 400; Stars in total 400', (
        SELECT format('%s; Stars in total %s', string_agg(what || ' ' || number, ', ' ORDER BY line_no),
                      cases.included('case_period', 7))
        FROM case_period.source_rows WHERE counted = 'Stars')),
    (0, 'what its summary says', 'Stars: 800, in the period: 400; service users: 400; with a Star: 400; '
        'first Star in the period: 0; with a reviewed Star: 400', (
        SELECT substring(refresh_star_report('case_period') FROM 'Stars: .*reviewed Star: [0-9]+')));

-- Exports of each month, each with all that was there: what is the same again is no correction, and a correction is one
-- also of who completed the Star.
CREATE TABLE cases.exports (exported_on date, family text, completed_on date, a1 integer, a2 integer, by text);
INSERT INTO cases.exports VALUES
    ('2024-04-01', 'A', '2024-01-10', 3, 4, 'Worker Only'), ('2024-04-01', 'B', '2024-03-10', 5, 5, 'Worker Only'),
    ('2024-05-01', 'A', '2024-01-10', 3, 4, 'Joint'), ('2024-05-01', 'B', '2024-03-10', 5, 6, 'Worker Only'),
    ('2024-06-01', 'A', '2024-01-10', 3, 4, 'Joint'), ('2024-06-01', 'B', '2024-03-10', 5, 5, 'Worker Only'),
    ('2024-06-01', 'A', '2024-05-10', 6, 4, 'Joint');
CREATE VIEW cases.exports_long AS
SELECT exported_on, family, completed_on, by, area, reading
FROM cases.exports, LATERAL (VALUES (1, a1), (2, a2)) AS cell (area, reading);
CREATE VIEW cases.exports_stars AS SELECT *, outcome_star(ARRAY[a1, a2]) AS star FROM cases.exports;
INSERT INTO star_own_editions VALUES ('case 0', '{One,Two}', '{a,b,c,d,e}');
\o /dev/null
SELECT create_star_report('cases.exports', 'case_0_wide', 'family', 'completed_on', areas => '{a1,a2}',
    completed_by => 'by', entered_on => 'exported_on', edition => 'case 0');
SELECT create_star_report('cases.exports_stars', 'case_0_star', 'family', 'completed_on', star => 'star',
    completed_by => 'by', entered_on => 'exported_on', edition => 'case 0');
SELECT create_star_report('cases.exports_long', 'case_0_long', 'family', 'completed_on', area => 'area',
    reading => 'reading', completed_by => 'by', entered_on => 'exported_on', edition => 'case 0');
\o
INSERT INTO cases.figures (case_no, figure, "right", got)
SELECT 0, report || ': ' || figure, "right", got
FROM unnest('{case_0_wide,case_0_star,case_0_long}'::text[]) AS report, LATERAL (VALUES
    ('what became of the rows', CASE report WHEN 'case_0_long' THEN '14 read, 6 used, 7 repeated, 1 superseded'
                                            ELSE '7 read, 3 used, 3 repeated, 1 superseded' END,
     cases.source_rows(report)),
    ('what is listed', 'superseded B 2 6', cases.ask($sql$
        SELECT string_agg(concat_ws(' ', issue, family, area_no, value), ', ') FROM %I.data_quality$sql$, report)),
    ('who completed the Stars', 'Worker & Service User 2, Worker Only 1', cases.ask($sql$
        SELECT string_agg(completed_by || ' ' || stars, ', ' ORDER BY completed_by_no)
        FROM %I.completed_by WHERE dimension = 'All' AND counted = 'all Stars' AND stars > 0$sql$, report))
) AS counted (figure, "right", got);

\i test/unsound_reports.psql
\pset null '(null)'
\pset format unaligned
\set ECHO all

-- Each case, and what of it is as it should be
SELECT case_no, figure, "right", got, "right" = got AS is_right FROM cases.figures ORDER BY line;

-- In every report of these the rows of the source add up, and so do families, Stars and readings.
SELECT count(*) AS reports FROM pg_namespace WHERE nspname LIKE 'case\_%';
SELECT report, fault FROM pg_temp.unsound_reports() WHERE report LIKE 'case\_%';
\o /dev/null
-- one at a time: all together take more locks than a server has
\set ECHO none
SELECT format('SELECT drop_star_report(%L)', nspname) FROM pg_namespace WHERE nspname LIKE 'case\_%' \gexec
\set ECHO all
DELETE FROM star_own_editions WHERE edition LIKE 'case %';
\o
