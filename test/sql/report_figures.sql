SET client_min_messages = warning;
SET datestyle = ISO;
-- Small tables in many joins: compiling takes longer than running, and a merge join goes through them again and again.
SET jit = off;
SET enable_mergejoin = off;

-- Every figure of a report, row by row and column by column, beside plain SQL that knows the definitions
-- and nothing of the extension: generated families, with everything that goes wrong in real tables

\set ECHO none
CREATE SCHEMA figures;
CREATE TABLE figures.families (family text, added_on date, left_on date, district text);
CREATE TABLE figures.readings (family text, completed_on date, completed_by text, team text, area_no integer,
                               reading integer, row_no integer GENERATED ALWAYS AS IDENTITY, entered_at timestamptz);

-- Some number from 1 to n
CREATE FUNCTION figures.draw(n integer) RETURNS integer LANGUAGE sql VOLATILE RETURN 1 + floor(random() * n)::integer;

-- Families 1 to 280 are in the table of families, all but each tenth have Stars, each fifth has one Star only, each
-- seventh has readings in four areas, where a mean change of exactly 0.25 or 0.5 is common.
DO $$
DECLARE
    family text;
    day date;
    worker text;
    its_team text;
    level integer[];
BEGIN
    PERFORM setseed(0.5);
    FOR n IN 1 .. 300 LOOP
        family := 'F' || to_char(n, 'FM000');
        day := date '2018-01-10' + figures.draw(1000);
        IF n <= 280 THEN
            INSERT INTO figures.families VALUES (family,
                CASE figures.draw(12)
                     WHEN 1 THEN NULL
                     WHEN 2 THEN day + figures.draw(200)
                     ELSE day - figures.draw(90) END,
                CASE figures.draw(3) WHEN 1 THEN day + figures.draw(500) END,
                (ARRAY['North', 'North', 'South', 'East', 'Årsta', '', '  ', NULL])[figures.draw(8)]);
        END IF;
        CONTINUE WHEN n % 10 = 0 AND n <= 280;
        level := ARRAY(SELECT figures.draw(10) FROM generate_series(1, 10));
        FOR visit IN 1 .. CASE WHEN n % 5 = 1 THEN 1 ELSE figures.draw(4) + n % 2 END LOOP
            -- one visit in eight is on the day of the one before: the same Star, with contradicting readings
            IF visit > 1 AND figures.draw(8) > 1 THEN
                day := day + figures.draw(200);
            END IF;
            worker := (ARRAY['Worker & Service User', 'Worker & Service User', 'Worker Only', 'Service User Only',
                             NULL, ''])[figures.draw(6)];
            its_team := (ARRAY['Blue', 'Green', 'green', 'Zoë', NULL, ' '])[figures.draw(6)];
            FOR area_no IN 1 .. CASE WHEN n % 7 = 0 THEN 4 ELSE 10 END LOOP
                level[area_no] := least(10, greatest(1, level[area_no]
                    + CASE WHEN n % 7 = 0 THEN figures.draw(9) / 4 - 1 ELSE figures.draw(6) - 3 END));
                CONTINUE WHEN figures.draw(10) = 1 AND n % 7 > 0;
                INSERT INTO figures.readings
                SELECT family, day, CASE figures.draw(60) WHEN 1 THEN 'Worker Only' WHEN 2 THEN NULL ELSE worker END,
                       CASE figures.draw(60) WHEN 1 THEN 'Blue' WHEN 2 THEN '' ELSE its_team END, area_no,
                       CASE WHEN copy > 1 AND figures.draw(3) = 1 THEN figures.draw(10) ELSE level[area_no] END
                FROM generate_series(1, CASE figures.draw(15) WHEN 1 THEN 2 WHEN 2 THEN 3 ELSE 1 END) AS copy;
            END LOOP;
        END LOOP;
    END LOOP;
END $$;

-- By hand: what chance would leave out. A Star is given as its readings in areas 1, 2, ...;
-- 99 stands for contradicting ones.
INSERT INTO figures.readings
SELECT family, completed_on, 'Worker Only', 'Hand', area_no, CASE WHEN reading = 99 THEN copy ELSE reading END
FROM (VALUES ('all contradicted, first', date '2019-02-01', '{99,99}'::integer[]),
             ('all contradicted, first', '2019-05-01', '{5,6}'),
             ('all contradicted, latest', '2019-02-01', '{5,6}'), ('all contradicted, latest', '2019-05-01', '{99,99}'),
             ('all contradicted, only', '2019-02-01', '{99}'),
             ('all contradicted, between', '2019-02-01', '{5,6}'),
             ('all contradicted, between', '2019-03-01', '{99,99}'),
             ('all contradicted, between', '2019-05-01', '{6,6}'),
             ('rose by 0.25', '2019-02-01', '{5,5,5,5}'), ('rose by 0.25', '2019-05-01', '{6,5,5,5}'),
             ('fell by 0.25', '2019-02-01', '{5,5,5,5}'), ('fell by 0.25', '2019-05-01', '{4,5,5,5}'),
             ('rose by 0.5', '2019-02-01', '{5,5}'), ('rose by 0.5', '2019-05-01', '{6,5}'),
             ('fell by 0.5', '2019-02-01', '{5,5}'), ('fell by 0.5', '2019-05-01', '{4,5}'),
             ('rose by 0.3', '2019-02-01', '{5,5,5,5,5,5,5,5,5,5}'),
             ('rose by 0.3', '2019-05-01', '{6,6,6,5,5,5,5,5,5,5}'),
             -- start rule: equal over what both have; lower over what both have, though higher over all;
             -- nothing in common; a Star less
             ('equal means', '2019-02-01', '{3,9}'), ('equal means', '2019-03-01', '{3,NULL,1}'),
             ('equal means', '2019-05-01', '{4,4,4}'),
             ('lower second', '2019-02-01', '{3,1}'), ('lower second', '2019-03-01', '{2,NULL,9}'),
             ('lower second', '2019-05-01', '{4,4,4}'),
             ('nothing in common', '2019-02-01', '{9}'), ('nothing in common', '2019-03-01', '{NULL,1}'),
             ('nothing in common', '2019-05-01', '{9,9}'),
             ('second is the latest', '2019-02-01', '{9}'), ('second is the latest', '2019-03-01', '{1}'),
             ('no common area', '2019-02-01', '{9}'), ('no common area', '2019-03-01', '{NULL,1}'),
             -- the ends of the period, and a day beyond
             ('on its first day', '2018-06-01', '{1,2}'), ('on its first day', '2019-01-01', '{3,3}'),
             ('a day before', '2018-06-01', '{1,2}'), ('a day before', '2018-12-31', '{3,3}'),
             ('on its last day', '2019-06-01', '{1,2}'), ('on its last day', '2020-03-31', '{3,3}'),
             ('a day after', '2019-06-01', '{1,2}'), ('a day after', '2020-04-01', '{3,3}'),
             ('only after', '2020-04-01', '{3,3}'), ('added after, a Star within', '2020-03-01', '{3,3}'),
             ('left before, a Star within', '2019-01-02', '{3,3}'),
             ('added after, a Star before', '2018-03-01', '{3,3}'),
             ('left before, a Star before', '2018-03-01', '{3,3}'),
             ('left after its latest Star', '2018-03-01', '{3,3}'),
             ('left after its latest Star', '2018-05-01', '{4,4}'),
             ('left before it was added', '2018-03-01', '{3,3}'), ('left before it was added', '2018-05-01', '{4,4}'),
             ('added after it left', '2018-03-01', '{3,3}'), ('added after it left', '2018-05-01', '{4,4}'),
             ('left before, two Stars before', '2018-03-01', '{3,3}'),
             ('left before, two Stars before', '2018-05-01', '{4,4}'),
             -- dates that may be mistakes
             ('too early', '1925-03-01', '{1,1}'), ('too early', '1999-12-31', '{1,1}'),
             ('too early', '2019-02-01', '{2,2}'), ('early', '2016-02-29', '{1,1}'), ('early', '2019-02-28', '{2,2}'),
             ('early', '2019-03-01', '{2,2}'), ('years between', '2016-02-28', '{1,1}'),
             ('years between', '2019-03-01', '{2,2}'), ('years between', '2022-03-02', '{2,2}'),
             -- days 0, 5, 29, 30, 31, 60, 89, 90
             ('soon', '2018-01-01', '{1,1}'), ('soon', '2018-01-06', '{2,2,2}'), ('soon', '2018-01-30', '{3,3}'),
             ('soon', '2018-01-31', '{4,4}'), ('soon', '2018-02-01', '{5,5}'), ('soon', '2018-03-02', '{6,6}'),
             ('soon', '2018-03-31', '{7,7}'), ('soon', '2018-04-01', '{8,8}'),
             ('all too soon', '2018-01-01', '{5}'), ('all too soon', '2018-01-02', '{6}'),
             ('all too soon', '2018-01-30', '{7,7}'),
             ('soon before the period', '2018-12-20', '{5}'), ('soon before the period', '2019-01-05', '{6}'),
             ('soon before the period', '2019-01-20', '{7}'), ('soon before the period', '2019-02-20', '{7}'),
             -- reviews of one quarter, before and in the period
             ('twice in a quarter', '2018-06-01', '{5}'), ('twice in a quarter', '2018-11-05', '{5}'),
             ('twice in a quarter', '2018-11-20', '{5}'), ('twice in a quarter', '2018-12-30', '{5}'),
             -- fewer areas: in the latest Star, in another; as many, but others
             ('fewer areas', '2018-06-01', '{5,5,5}'), ('fewer areas', '2019-06-01', '{5,5}'),
             ('fewer between', '2018-06-01', '{5,5}'), ('fewer between', '2018-08-01', '{5}'),
             ('fewer between', '2019-06-01', '{5,5}'),
             ('other areas', '2018-06-01', '{5,5}'), ('other areas', '2019-06-01', '{NULL,5,5}'),
             ('fewer, contradicted', '2018-06-01', '{5,5}'), ('fewer, contradicted', '2019-06-01', '{5,99}'),
             -- another kind of Star: most of its areas unknown, half of them, after the end of a period
             ('another kind', '2019-06-01', '{5,5}'), ('half another kind', '2019-06-01', '{5,5}'),
             ('another kind later', '2021-06-01', '{5,5}'), ('not another kind later', '2021-06-01', '{5,5,5}'),
             -- cases: closed and opened again, with Stars in both, in one; both closed between; listed twice alike
             ('two cases', '2018-02-01', '{5}'), ('two cases', '2019-02-01', '{6}'),
             ('two cases, Stars in the second', '2019-02-01', '{5}'),
             ('two cases, Stars in the second', '2019-06-01', '{6}'),
             ('two cases closed', '2018-02-01', '{5}'), ('two cases closed', '2019-02-01', '{6}'),
             ('two cases closed before', '2018-02-01', '{5}'), ('two cases closed before', '2019-09-01', '{6}'),
             ('closed on the day', '2018-02-01', '{5}'), ('closed on the day', '2018-12-31', '{6}')
     ) AS star (family, completed_on, readings), unnest(readings) WITH ORDINALITY AS r (reading, area_no),
     generate_series(1, 2) AS copy
WHERE reading IS NOT NULL;
INSERT INTO figures.families VALUES
    ('added after, a Star within', '2020-04-01', NULL, 'North'),
    ('left before, a Star within', '2018-01-01', '2018-12-31', 'North'),
    ('added after, a Star before', '2020-04-01', NULL, 'Added later'),
    ('left before, a Star before', '2018-01-01', '2018-12-31', 'Left earlier'),
    ('left after its latest Star', '2018-01-01', '2019-01-01', 'North'),
    ('added on the last day', '2020-03-31', '2020-04-01', 'South'),
    ('left on the last day', '2018-01-01', '2020-03-31', 'South'),
    ('added after', '2020-04-01', '2020-05-01', 'South'), ('left before', '2018-01-01', '2018-12-31', 'South'),
    ('no dates', NULL, NULL, 'South'),
    ('only bad rows', '2019-01-01', NULL, 'South'),
    ('future', '2999-01-01', '2999-02-01', 'South'), ('endless', '2019-01-01', 'infinity', 'South'),
    ('left only', NULL, '2019-03-01', 'South'),
    ('left before it was added', '2019-06-01', '2018-06-01', 'South'),
    ('added after it left', '2020-06-01', '2019-06-01', 'South'),
    ('left before, two Stars before', '2018-01-01', '2018-06-01', 'South'),
    ('two cases', '2018-01-01', '2018-12-31', 'South'), ('two cases', '2019-01-01', NULL, 'North'),
    ('two cases, Stars in the second', '2018-01-01', '2018-12-31', 'South'),
    ('two cases, Stars in the second', '2019-01-01', NULL, 'South'),
    ('two cases closed', '2018-01-01', '2018-02-01', 'South'),
    ('two cases closed', '2019-01-01', '2019-12-31', 'South'),
    ('two cases closed before', '2018-01-01', '2018-12-31', 'South'),
    ('two cases closed before', '2019-01-01', '2019-08-31', 'South'),
    ('closed on the day', '2018-01-01', '2018-12-31', 'South'), ('closed on the day', '2018-12-31', NULL, 'South'),
    ('early', '2016-01-01', '1999-12-31', 'South'), ('too early', '1925-03-01', NULL, 'South');
-- a family listed twice is one family
INSERT INTO figures.families SELECT * FROM figures.families WHERE family LIKE 'F0_3';

-- Bad rows: of dates with a Star, and of dates without
INSERT INTO figures.readings
SELECT family, completed_on, CASE WHEN bad.column1 = 3 THEN 'Service User Only' ELSE completed_by END,
       CASE WHEN bad.column1 = 4 THEN 'Aa' ELSE team END, bad.*
FROM (SELECT DISTINCT ON (family) * FROM figures.readings WHERE family LIKE 'F1%'
      ORDER BY family, completed_on DESC, area_no) AS row,
     (VALUES (3, 0), (4, 11), (5, NULL), (0, 5), (11, 5), (NULL, 5), (-1, -1)) AS bad
WHERE (right(family, 2)::integer + coalesce(bad.column1, 2)) % 9 = 0;
INSERT INTO figures.readings
SELECT 'only bad rows', date '2019-04-01', 'Worker Only', 'Bad', bad.*
FROM (VALUES (3, 0), (4, 11), (5, NULL), (0, 5), (11, 5), (NULL, 5)) AS bad
UNION ALL SELECT 'only a bad row', '2019-04-02', 'Worker Only', 'Bad', 3, 0
UNION ALL SELECT 'only bad dates', day, 'Worker Only', 'Bad', 3, 5
    FROM unnest('{NULL,2999-12-31,infinity,-infinity}'::date[]) AS day
UNION ALL SELECT 'F00' || n, day, 'Service User Only', 'Bad', 3, 5
    FROM unnest('{NULL,2999-12-31,infinity,-infinity}'::date[]) AS day, generate_series(1, 9) AS n
UNION ALL SELECT NULL, '2019-04-01', 'Worker Only', 'Bad', n, 5 FROM generate_series(1, 3) AS n
UNION ALL SELECT family, day, 'Worker Only', 'Bad', area_no, 5
    FROM (VALUES ('another kind', date '2019-06-01', 13), ('half another kind', '2019-06-01', 12),
                 ('another kind later', '2021-06-01', 14), ('not another kind later', '2021-06-01', 12))
             AS mixed (family, day, last), generate_series(11, last) AS area_no
UNION ALL SELECT 'only another kind', '2019-06-01', 'Worker Only', 'Bad', area_no, area_no
    FROM unnest('{11,11,12}'::integer[]) AS area_no;

-- When each row was entered, for reports in which a later one counts: at times together with the one before, or unknown
UPDATE figures.readings
SET entered_at = CASE WHEN row_no % 11 > 0 THEN timestamptz '2021-01-01 12:00' + row_no / 2 % 3 * interval '1 hour' END;

-- The oracle: plain SQL over the same tables, one step a view, kept at each configuration

CREATE TABLE figures.configuration (period_from date, period_to date, start_rule text, change_band numeric,
                                    quarter_starts integer, least_days integer, earliest_on date, missing boolean,
                                    corrected boolean, row_id boolean);
CREATE SCHEMA oracle;
CREATE TABLE oracle.area AS
SELECT area_no::integer, area
FROM unnest('{Physical health,Your well-being,Meeting emotional needs,Keeping your children safe,Social networks,
    Education and learning,Boundaries and behaviour,Family routine,Home and money,Progress to work}'::text[])
     WITH ORDINALITY AS t (area, area_no);
CREATE TABLE oracle.stage AS
SELECT stage_no::integer, stage, to_char(stage_no, 'FM9 ') || stage AS stage_label
FROM unnest('{Stuck,Accepting help,Trying,Finding what works,'
            'Effective parenting}'::text[]) WITH ORDINALITY AS t (stage, stage_no);

ANALYZE oracle.area, oracle.stage;

-- What a row says: nothing where a code stands for that
CREATE MATERIALIZED VIEW oracle.said AS
SELECT row_no, family,
       CASE WHEN missing AND completed_on = '1900-01-01' THEN NULL ELSE completed_on END AS completed_on,
       CASE WHEN missing AND lower(trim(completed_by)) = 'n/a' THEN NULL ELSE completed_by END AS completed_by,
       CASE WHEN missing AND lower(trim(team)) = 'n/a' THEN NULL ELSE team END AS team, area_no,
       CASE WHEN missing AND reading = 99 THEN NULL ELSE reading END AS reading, entered_at,
       CASE WHEN row_id THEN row_no::text END AS row_id
FROM figures.readings, figures.configuration;
CREATE MATERIALIZED VIEW oracle.listed AS
SELECT family, CASE WHEN missing AND added_on = '1900-01-01' THEN NULL ELSE added_on END AS added_on,
       CASE WHEN missing AND left_on = '1900-01-01' THEN NULL ELSE left_on END AS left_on,
       CASE WHEN missing AND lower(trim(district)) = 'n/a' THEN NULL ELSE district END AS district
FROM figures.families, figures.configuration;

-- What is to become of each row, by itself and beside those of its family and date: of an area the rows that were
-- entered last count; one before them is superseded, or only repeated if it says the same (as the highest of them)
CREATE MATERIALIZED VIEW oracle.faulty AS
SELECT said.*, CASE
           WHEN family IS NULL THEN 'no family'
           WHEN isfinite(completed_on) IS NOT TRUE THEN 'no date'
           WHEN completed_on < earliest_on THEN 'date too early'
           WHEN completed_on > current_date THEN 'date in the future'
           WHEN area_no IS NULL THEN 'no area'
           WHEN area_no NOT BETWEEN 1 AND 10 THEN 'unknown area'
           WHEN reading IS NULL THEN 'no reading'
           WHEN reading NOT BETWEEN 1 AND 10 THEN 'reading out of range' END AS fault
FROM oracle.said, figures.configuration;
CREATE MATERIALIZED VIEW oracle.judged AS
SELECT ranked.*, CASE
           WHEN fault IS NOT NULL THEN fault
           WHEN corrected AND nth > 1 THEN CASE reading
               WHEN first_value(reading) OVER (PARTITION BY family, completed_on, area_no, fault
                                               ORDER BY nth, reading DESC) THEN 'repeated' ELSE 'superseded' END
           WHEN completed_on > period_to THEN 'after the period' END AS fate
FROM (SELECT *, rank() OVER (PARTITION BY family, completed_on, area_no, fault
                             ORDER BY entered_at DESC NULLS LAST) AS nth
      FROM oracle.faulty) AS ranked, figures.configuration;

-- Rows that can be used, up to the end of the period: Stars after it do not exist.
CREATE MATERIALIZED VIEW oracle.usable_row AS SELECT * FROM oracle.judged WHERE fate IS NULL;

-- Readings that count: one for each family, date and area; none where rows contradict each other
CREATE MATERIALIZED VIEW oracle.usable AS
SELECT family, completed_on, area_no, CASE WHEN min(reading) = max(reading) THEN min(reading) END AS reading
FROM oracle.usable_row GROUP BY family, completed_on, area_no;

-- Stars, numbered by date, those that contradict themselves throughout too,
-- and what their rows say of who completed them and of the team
CREATE MATERIALIZED VIEW oracle.each_star AS
SELECT *, row_number() OVER (PARTITION BY family ORDER BY completed_on)::integer AS star_no,
       count(*) OVER (PARTITION BY family)::integer AS stars
FROM (SELECT family, completed_on, count(DISTINCT nullif(trim(completed_by), '')) AS answers,
             min(nullif(trim(completed_by), '')) AS answer,
             min(nullif(trim(team), '') COLLATE "C") AS team
      FROM oracle.usable_row GROUP BY family, completed_on) AS star;

-- The first Star and its reviews, numbered apart: the next one is the next that comes late enough.
CREATE MATERIALIZED VIEW oracle.review AS
WITH RECURSIVE review AS (
    SELECT family, completed_on, 1 AS review_no FROM oracle.each_star WHERE star_no = 1
    UNION ALL
    SELECT family, (SELECT min(later.completed_on) FROM oracle.each_star AS later
                    WHERE later.family = review.family AND later.completed_on > review.completed_on
                      AND later.completed_on - review.completed_on >= least_days), review_no + 1
    FROM review, figures.configuration
    WHERE completed_on IS NOT NULL
)
SELECT *, count(*) OVER (PARTITION BY family)::integer AS reviews FROM review WHERE completed_on IS NOT NULL;
CREATE MATERIALIZED VIEW oracle.star AS
SELECT *, lag(completed_on) OVER (PARTITION BY family ORDER BY completed_on) AS previous_on
FROM oracle.each_star LEFT JOIN oracle.review USING (family, completed_on);
CREATE MATERIALIZED VIEW oracle.reading AS
SELECT family, star_no, stars, review_no, reviews, area_no, reading
FROM oracle.usable JOIN oracle.star USING (family, completed_on);

-- Families, as they stand at the end of the period; dates in the future and infinite ones count as unknown
CREATE MATERIALIZED VIEW oracle.family AS
SELECT family, district, team, added_on, left_on, coalesce(star_count, 0) AS star_count,
       coalesce(review_count, 0) AS review_count, first_on, last_on,
       coalesce(start_no, 1) AS start_no,
       -- in the service in the period, as far as known, or with a Star in it
       (listed IS NOT NULL OR star_count > 0)
       AND (coalesce(added_on <= period_to, true) AND coalesce(left_on >= period_from, true)
            OR coalesce(in_period > 0, false)) AS service_user,
       coalesce(review_count >= 2 AND last_on >= coalesce(period_from, last_on), false) AS reviewed,
       coalesce(first_on >= coalesce(period_from, first_on), false) AS started,
       coalesce(left_on BETWEEN coalesce(period_from, left_on) AND coalesce(period_to, left_on), false) AS leaver
FROM figures.configuration,
     -- of several cases one may be open
     (SELECT family, min(added_on) FILTER (WHERE added_on BETWEEN earliest_on AND current_date) AS added_on,
             CASE WHEN bool_and(coalesce(left_on BETWEEN earliest_on AND current_date, false))
                  THEN max(left_on) END AS left_on,
             min(nullif(trim(district), '') COLLATE "C") AS district, true AS listed
      FROM oracle.listed, figures.configuration WHERE family IS NOT NULL GROUP BY family) AS listed
     FULL JOIN
     (SELECT family, stars AS star_count, max(reviews) AS review_count, min(completed_on) AS first_on,
             max(completed_on) FILTER (WHERE review_no IS NOT NULL) AS last_on,
             min(team) FILTER (WHERE star_no = 1) AS team,
             count(*) FILTER (WHERE completed_on >= coalesce(period_from, completed_on)) AS in_period
      FROM oracle.star, figures.configuration GROUP BY family, stars) AS starred USING (family)
     LEFT JOIN
     -- 'lower of first two': the second of three Stars or more, if lower over the areas that both have
     (SELECT one.family, CASE WHEN sum(two.reading) < sum(one.reading)
                                   AND start_rule = 'lower of first two' THEN 2 ELSE 1 END AS start_no
      FROM oracle.reading AS one JOIN oracle.reading AS two USING (family, area_no), figures.configuration
      WHERE one.review_no = 1 AND two.review_no = 2 AND one.reviews > 2 AND one.reading IS NOT NULL
        AND two.reading IS NOT NULL
      GROUP BY one.family, start_rule) AS start USING (family);

-- Service users: all of them, and by district (a column of the families) and team (that of the first Star)
CREATE MATERIALIZED VIEW oracle.member AS
SELECT 0 AS dimension_no, 'All' AS dimension, 'All' AS member, f.* FROM oracle.family AS f WHERE service_user
UNION ALL SELECT 1, 'district', coalesce(district, 'not recorded'), f.* FROM oracle.family AS f WHERE service_user
UNION ALL SELECT 2, 'team', coalesce(team, 'not recorded'), f.* FROM oracle.family AS f WHERE service_user;
CREATE MATERIALIZED VIEW oracle.members AS SELECT DISTINCT dimension_no, dimension, member FROM oracle.member;

-- First and latest reading of the families compared, where both are there
CREATE MATERIALIZED VIEW oracle.pair AS
SELECT family, first.area_no, first.reading AS first, latest.reading AS latest,
       (first.reading + 1) / 2 AS start_stage_no,
       (latest.reading + 1) / 2 AS latest_stage_no
FROM oracle.family AS f JOIN oracle.reading AS first USING (family)
     JOIN oracle.reading AS latest USING (family, area_no)
WHERE reviewed AND first.review_no = start_no AND latest.review_no = review_count AND first.reading IS NOT NULL
  AND latest.reading IS NOT NULL;
CREATE MATERIALIZED VIEW oracle.member_pair AS
SELECT dimension_no, dimension, member, pair.* FROM oracle.member JOIN oracle.pair USING (family);
CREATE MATERIALIZED VIEW oracle.change AS
SELECT family, avg(latest - first) AS mean_change, sum(latest - first) AS change_total, count(*) AS areas,
       count(area_no) FILTER (WHERE latest_stage_no > start_stage_no) AS progressed,
       count(*) FILTER (WHERE latest_stage_no = start_stage_no) AS maintained,
       count(*) FILTER (WHERE latest_stage_no < start_stage_no) AS regressed,
       count(*) FILTER (WHERE latest > first) AS rose, count(*) FILTER (WHERE latest = first) AS unchanged,
       count(*) FILTER (WHERE latest < first) AS fell,
       CASE WHEN sum(latest - first) > change_band * count(*) THEN 'positive'
            WHEN sum(latest - first) < -change_band * count(*) THEN 'negative'
           ELSE 'no change' END AS overall_change
FROM oracle.pair, figures.configuration GROUP BY family, change_band;

-- Who is in the report
CREATE VIEW oracle.inclusion AS
SELECT dimension_no, dimension, member, measure_no, measure, number, base_name, base,
       round(100.0 * number / nullif(base, 0)) AS percent
FROM (SELECT dimension_no, dimension, member, count(*) AS users, count(*) FILTER (WHERE started) AS started,
             count(*) FILTER (WHERE star_count > 0) AS with_star, count(*) FILTER (WHERE reviewed) AS reviewed,
             count(*) FILTER (WHERE reviewed AND review_count >= 3) AS reviewed_twice,
             count(*) FILTER (WHERE leaver) AS leavers,
             count(*) FILTER (WHERE leaver AND review_count >= 2) AS left_reviewed
      FROM oracle.member GROUP BY dimension_no, dimension, member) AS counts
     LEFT JOIN (SELECT dimension_no, dimension, member, count(*) AS stars FROM oracle.member
                     JOIN oracle.star USING (family), figures.configuration
                WHERE completed_on >= coalesce(period_from, completed_on)
                GROUP BY dimension_no, dimension, member) AS stars
                    USING (dimension_no, dimension, member),
     figures.configuration,
     LATERAL (VALUES (1, 'service users', users, NULL, NULL),
                     (2, CASE WHEN period_from IS NULL AND period_to IS NULL THEN 'with a first Star'
                              ELSE 'first Star in the period' END, started, 'service users', users),
                     (3, 'with at least 1 reviewed Star', reviewed, 'families with a first Star', with_star),
                     (4, 'with at least 2 reviewed Stars', reviewed_twice, 'families with a first Star', with_star),
                     (5, 'left the service', leavers, 'service users', users),
                     (6, 'left the service with a reviewed Star', left_reviewed, 'families that left', leavers),
                     (7, 'Stars in total', coalesce(stars, 0), NULL, NULL))
         AS m (measure_no, measure, number, base_name, base);

CREATE VIEW oracle.completed_by AS
SELECT *, round(100.0 * stars / nullif(base, 0)) AS percent
FROM (SELECT dimension_no, dimension, member, counted_no, counted, completed_by_no, completed_by,
             count(*) FILTER (WHERE counts) AS stars,
             (sum(count(*) FILTER (WHERE counts)) OVER (PARTITION BY dimension_no, member, counted))::bigint AS base
      FROM oracle.members
           CROSS JOIN (VALUES (1, 'first Stars'), (2, 'first Stars of reviewed families'), (3, 'all Stars'))
               AS c (counted_no, counted)
           CROSS JOIN (VALUES (1, 'Worker & Service User'), (2, 'Worker Only'), (3, 'Service User Only'),
                              (4, 'not recorded'))
               AS b (completed_by_no, completed_by)
           LEFT JOIN (SELECT dimension_no, dimension, member, star_no, reviewed,
                             CASE WHEN answers = 1 THEN answer ELSE 'not recorded' END AS answer
                      FROM oracle.member JOIN oracle.star USING (family), figures.configuration
                      WHERE completed_on >= coalesce(period_from, completed_on)) AS star
           USING (dimension_no, dimension, member),
           LATERAL (SELECT answer = completed_by
                               AND (counted = 'all Stars'
                                    OR star_no = 1 AND (counted = 'first Stars' OR reviewed)) AS counts) AS matching
      GROUP BY dimension_no, dimension, member, counted_no, counted, completed_by_no, completed_by) AS t;

-- Quarters: what happened in each, by the first day of the quarter; from the first to the last in which anything
-- happened, and at least those of the period's ends
CREATE VIEW oracle.quarter_of AS
SELECT day, (date_trunc('month', day) - make_interval(
                months => (12 + extract(month FROM day)::integer - quarter_starts) % 3))::date AS quarter_start
FROM (SELECT day::date FROM generate_series(date '2015-01-01', '2025-12-31', interval '1 day') AS day) AS days,
     figures.configuration;
CREATE MATERIALIZED VIEW oracle.event AS
SELECT dimension_no, dimension, member, family, what, quarter_start
FROM figures.configuration,
     (SELECT dimension_no, dimension, member, family, what, day
      FROM oracle.member,
           LATERAL (VALUES ('added', added_on),
                           ('closed', CASE WHEN leaver AND review_count >= 2 THEN left_on END)) AS e (what, day)
      UNION ALL
      SELECT dimension_no, dimension, member, family,
             CASE WHEN star_no = 1 THEN 'first Star' WHEN review_no > 1 THEN 'review' ELSE 'Star' END,
             completed_on
      FROM oracle.member
      JOIN oracle.star USING (family)) AS event
     JOIN oracle.quarter_of USING (day)
WHERE day BETWEEN coalesce(period_from, day) AND coalesce(period_to, day);
CREATE VIEW oracle.activity AS
SELECT dimension_no, dimension, member, quarter_start,
       to_char(quarter_start, 'Mon') || ' to ' || to_char(quarter_start + interval '2 months', 'Mon YYYY')
           AS quarter_label,
       count(*) FILTER (WHERE what = 'added') AS families_added,
       count(*) FILTER (WHERE what IN ('first Star', 'review', 'Star')) AS stars_completed,
       count(DISTINCT family) FILTER (WHERE what = 'review') AS families_reviewed,
       count(*) FILTER (WHERE what = 'closed') AS families_left_reviewed
FROM (SELECT generate_series(min(quarter_start), max(quarter_start), interval '3 months')::date AS quarter_start
      FROM (SELECT quarter_start FROM oracle.event
            UNION ALL SELECT quarter_start FROM oracle.quarter_of, figures.configuration
            WHERE day IN (period_from, period_to)) AS ends) AS quarters
     CROSS JOIN oracle.members LEFT JOIN oracle.event USING (dimension_no, dimension, member, quarter_start)
GROUP BY dimension_no, dimension, member, quarter_start;

-- Distributions
CREATE VIEW oracle.reading_distributions AS
SELECT dimension_no, dimension, member, which_star_no, which_star, area_no, area, reading, count(family) AS families
FROM oracle.members
     CROSS JOIN (VALUES (1, 'start'), (2, 'latest'), (3, 'first of all families'),
                        (4, 'latest of all families')) AS w (which_star_no, which_star)
     CROSS JOIN oracle.area CROSS JOIN generate_series(1, 10) AS reading
     LEFT JOIN (SELECT dimension_no, dimension, member, family, 1 AS which_star_no, area_no, first AS reading
                FROM oracle.member_pair
                UNION ALL SELECT dimension_no, dimension, member, family, 2, area_no, latest FROM oracle.member_pair
                UNION ALL SELECT dimension_no, dimension, member, family, 3, area_no, reading FROM oracle.member
                         JOIN oracle.reading USING (family)
                    WHERE started AND star_no = 1
                UNION ALL SELECT dimension_no, dimension, member, family, 4, area_no, reading FROM oracle.member
                         JOIN oracle.reading USING (family)
                    WHERE review_no = reviews) AS r
     USING (dimension_no, dimension, member, which_star_no, area_no, reading)
GROUP BY dimension_no, dimension, member, which_star_no, which_star, area_no, area, reading;
CREATE VIEW oracle.stage_distributions AS
SELECT *, round(100.0 * families / nullif(base, 0)) AS percent
FROM (SELECT dimension_no, dimension, member, which_star_no, which_star, area_no, area, stage_no, stage,
             sum(families)::bigint AS families,
             (sum(sum(families)) OVER (PARTITION BY dimension_no, member, which_star_no, area_no))::bigint AS base,
             stage_label
      FROM oracle.reading_distributions JOIN oracle.stage ON reading IN (2 * stage_no - 1, 2 * stage_no)
      GROUP BY dimension_no, dimension, member, which_star_no, which_star, area_no, area, stage_no, stage,
               stage_label) AS t;

-- Means, from the totals
CREATE VIEW oracle.mean_progress AS
SELECT *, round(start_total::numeric / nullif(families, 0), 2) AS start_mean,
       round(latest_total::numeric / nullif(families, 0), 2) AS latest_mean,
       round((latest_total - start_total)::numeric / nullif(families, 0), 2) AS mean_progress
FROM (SELECT dimension_no, dimension, member, starting_no, starting, area_no, area,
             count(*) FILTER (WHERE first BETWEEN lowest AND highest) AS families,
             coalesce(sum(first) FILTER (WHERE first BETWEEN lowest AND highest), 0) AS start_total,
             coalesce(sum(latest) FILTER (WHERE first BETWEEN lowest AND highest), 0) AS latest_total
      FROM oracle.members
           CROSS JOIN (VALUES (1, 'all', 1, 10), (2, 'below 7', 1, 6), (3, 'at Stuck', 1, 2),
                              (4, 'at Accepting help', 3, 4), (5, 'at Trying', 5, 6),
                              (6, 'at Finding what works', 7, 8), (7, 'at Effective parenting', 9, 10))
               AS s (starting_no, starting, lowest, highest)
           CROSS JOIN oracle.area
           LEFT JOIN oracle.member_pair USING (dimension_no, dimension, member, area_no)
      GROUP BY dimension_no, dimension, member, starting_no, starting, area_no, area) AS t;

-- From stage to stage
CREATE VIEW oracle.progress_cells AS
SELECT dimension_no, dimension, member, area_no, area, start_stage_no, s.stage AS start_stage, latest_stage_no,
       e.stage AS latest_stage,
       count(family) AS families, s.stage_label AS start_stage_label, e.stage_label AS latest_stage_label
FROM oracle.members CROSS JOIN oracle.area CROSS JOIN oracle.stage AS s (start_stage_no, stage, stage_label)
     CROSS JOIN oracle.stage AS e (latest_stage_no, stage, stage_label)
     LEFT JOIN oracle.member_pair USING (dimension_no, dimension, member, area_no, start_stage_no, latest_stage_no)
GROUP BY dimension_no, dimension, member, area_no, area, start_stage_no, s.stage, latest_stage_no, e.stage,
         s.stage_label, e.stage_label;
CREATE VIEW oracle.progress_matrices AS
SELECT dimension_no, dimension, member, area_no, area, start_stage_no,
       CASE WHEN start_stage_no IS NULL THEN 'Total' ELSE min(start_stage) END AS start_stage,
       (sum(families) FILTER (WHERE latest_stage_no = 1))::bigint AS "Stuck",
       (sum(families) FILTER (WHERE latest_stage_no = 2))::bigint AS "Accepting help",
       (sum(families) FILTER (WHERE latest_stage_no = 3))::bigint AS "Trying",
       (sum(families) FILTER (WHERE latest_stage_no = 4))::bigint AS "Finding what works",
       (sum(families) FILTER (WHERE latest_stage_no = 5))::bigint AS "Effective parenting",
       sum(families)::bigint AS total,
       CASE WHEN start_stage_no IS NULL THEN 'Total' ELSE min(start_stage_label) END AS start_stage_label
FROM oracle.progress_cells
GROUP BY dimension_no, dimension, member, area_no, area, GROUPING SETS ((start_stage_no), ());
-- Wilson's interval of 95 %
CREATE FUNCTION oracle.bound(part bigint, base bigint, side integer) RETURNS numeric
    RETURN (SELECT round(100 * (2 * part + z ^ 2 + side * z * sqrt(z ^ 2 + 4 * part * (base - part)::numeric / base))
                         / (2 * (base + z ^ 2)), 1)
            FROM (VALUES (1.959963984540054000000000000000)) AS normal (z) WHERE base > 0);
CREATE VIEW oracle.progress_rates AS
SELECT *, round(100.0 * progressed / nullif(made_progress_base, 0), 1) AS made_progress_percent,
       round(100.0 * progressed / nullif(families, 0), 1) AS progressed_percent,
       round(100.0 * regressed / nullif(families, 0), 1) AS regressed_percent,
       round(100.0 * rose / nullif(families, 0), 1) AS rose_percent,
       round(100.0 * unchanged / nullif(families, 0), 1) AS unchanged_percent,
       round(100.0 * fell / nullif(families, 0), 1) AS fell_percent,
       oracle.bound(progressed, made_progress_base, -1) AS made_progress_low,
       oracle.bound(progressed, made_progress_base, 1) AS made_progress_high,
       oracle.bound(progressed, families, -1) AS progressed_low,
       oracle.bound(progressed, families, 1) AS progressed_high,
       oracle.bound(regressed, families, -1) AS regressed_low, oracle.bound(regressed, families, 1) AS regressed_high
FROM (SELECT dimension_no, dimension, member, area_no, area, count(family) AS families,
             count(*) FILTER (WHERE latest_stage_no > start_stage_no) AS progressed,
             count(*) FILTER (WHERE latest_stage_no = start_stage_no) AS maintained,
             count(*) FILTER (WHERE latest_stage_no < start_stage_no) AS regressed,
             count(*) FILTER (WHERE first >= 9 AND latest >= 9) AS stayed_at_top,
             count(*) FILTER (WHERE first < 9 OR latest < 9) AS made_progress_base,
             count(*) FILTER (WHERE latest > first) AS rose, count(*) FILTER (WHERE latest = first) AS unchanged,
             count(*) FILTER (WHERE latest < first) AS fell
      FROM oracle.members CROSS JOIN oracle.area
           LEFT JOIN oracle.member_pair USING (dimension_no, dimension, member, area_no)
      GROUP BY dimension_no, dimension, member, area_no, area) AS t;

-- Is it more than chance?  Members that are recorded, and the three outcomes as rows; what nobody has is left out.  The
-- tail of the chi-squared distribution is one less the series of the incomplete gamma function.
CREATE FUNCTION oracle.tail(x double precision, df integer) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
    a CONSTANT double precision := df / 2.0;
    term double precision := exp(-x / 2) * (x / 2) ^ a;
    lower double precision := 0;
BEGIN
    -- by Gamma(a + 1), from Gamma(1) = 1 and Gamma(1/2)
    FOR n IN 0 .. ceil(a)::integer - 1 LOOP
        term := term / (a - n);
    END LOOP;
    term := CASE WHEN df % 2 = 1 THEN term / sqrt(pi()) ELSE term END;
    FOR n IN 1 .. 500 LOOP
        lower := lower + term;
        EXIT WHEN term < 1e-18;
        term := term * x / 2 / (a + n);
    END LOOP;
    RETURN 1 - lower;
END $$;
CREATE MATERIALIZED VIEW oracle.outcome AS
SELECT dimension_no, dimension, member, area_no, area, outcome_no, outcome,
       CASE outcome_no WHEN 1 THEN progressed WHEN 2 THEN maintained ELSE regressed END AS families, families AS base,
       (sum(families) OVER everybody)::bigint AS total,
       (sum(CASE outcome_no WHEN 1 THEN progressed WHEN 2 THEN maintained ELSE regressed END) OVER everybody)::bigint
           AS with_outcome
FROM oracle.progress_rates
     CROSS JOIN (VALUES (1, 'progressed'), (2, 'maintained'), (3, 'regressed')) AS o (outcome_no, outcome)
WHERE dimension_no > 0 AND member <> 'not recorded'
WINDOW everybody AS (PARTITION BY dimension_no, area_no, outcome_no);
CREATE VIEW oracle.member_residuals AS
SELECT dimension_no, dimension, member, area_no, area, outcome_no, outcome, families, base,
       round(100.0 * families / nullif(base, 0), 1) AS percent,
       round(100.0 * with_outcome / nullif(total, 0), 1) AS overall_percent, round(expected, 2) AS expected,
       round(residual, 2) AS adjusted_residual,
       CASE WHEN residual NOT BETWEEN -1.96 AND 1.96 AND expected < 5 THEN 'too few to tell'
            WHEN residual > 1.96 THEN 'more' WHEN residual < -1.96 THEN 'fewer' END AS differs
FROM oracle.outcome,
     LATERAL (SELECT base * with_outcome / nullif(total::numeric, 0) AS expected) AS e,
     LATERAL (SELECT (families - expected) / nullif(sqrt(expected * (1 - base / nullif(total::numeric, 0))
                                                         * (1 - with_outcome / nullif(total::numeric, 0))), 0)
                         AS residual) AS r;
CREATE VIEW oracle.member_differences AS
WITH tested AS (
    SELECT dimension_no, dimension, area_no, area, sum(families)::bigint AS families,
           count(DISTINCT member) FILTER (WHERE base > 0) AS members,
           sum((families - expected) ^ 2 / nullif(expected, 0)) FILTER (WHERE df > 0) AS chi_squared, df,
           min(expected) FILTER (WHERE expected > 0) AS least_expected,
           count(*) FILTER (WHERE expected > 0 AND expected < 5) AS expected_below_5
    FROM oracle.outcome AS o,
         LATERAL (SELECT base * with_outcome / nullif(total::numeric, 0) AS expected) AS e,
         LATERAL (SELECT greatest(0, (count(DISTINCT member) - 1) * (count(DISTINCT outcome) - 1))::integer AS df
                  FROM oracle.outcome AS seen
                  WHERE (seen.dimension_no, seen.area_no) = (o.dimension_no, o.area_no)
                    AND base > 0 AND with_outcome > 0) AS d
    GROUP BY dimension_no, dimension, area_no, area, df
), valued AS (
    SELECT *, CASE WHEN df > 0 THEN oracle.tail(chi_squared::double precision, df) END AS p FROM tested
)
SELECT dimension_no, dimension, area_no, area, families, coalesce(members, 0) AS members,
       round(chi_squared, 3) AS chi_squared, df, round(p::numeric, 6) AS p,
       -- the largest of what those at or below it come to
       (SELECT round(least(1, max(other.p * (SELECT count(*) FROM valued AS later
                                             WHERE later.dimension_no = v.dimension_no
                                               AND (later.p, later.area_no) >= (other.p, other.area_no)))::numeric), 6)
        FROM valued AS other WHERE other.dimension_no = v.dimension_no AND other.p <= v.p) AS p_holm,
       round(sqrt(chi_squared / families / (SELECT least(members, count(DISTINCT outcome)) - 1 FROM oracle.outcome AS o
                                            WHERE (o.dimension_no, o.area_no) = (v.dimension_no, v.area_no)
                                              AND with_outcome > 0)), 3) AS cramers_v,
       round(least_expected, 2) AS least_expected, expected_below_5::integer AS expected_below_5
FROM valued AS v;

-- Spearman's correlation: Pearson's of the ranks, those that are alike with the mean of theirs
CREATE VIEW oracle.area_links AS
SELECT one.area_no, one.area, other.area_no AS other_area_no, other.area AS other_area,
       count(ranked.area_no) AS families, round(corr(rank, other_rank)::numeric, 2) AS spearman
FROM oracle.area AS one JOIN oracle.area AS other ON other.area_no <> one.area_no
LEFT JOIN (SELECT a.area_no, b.area_no AS other_area_no,
                  rank() OVER (PARTITION BY a.area_no, b.area_no ORDER BY a.latest - a.first)
                  + (count(*) OVER (PARTITION BY a.area_no, b.area_no, a.latest - a.first) - 1) / 2.0 AS rank,
                  rank() OVER (PARTITION BY a.area_no, b.area_no ORDER BY b.latest - b.first)
                  + (count(*) OVER (PARTITION BY a.area_no, b.area_no, b.latest - b.first) - 1) / 2.0 AS other_rank
           FROM oracle.pair AS a JOIN oracle.pair AS b USING (family)
           WHERE family IN (SELECT family FROM oracle.family WHERE service_user)) AS ranked
    ON (ranked.area_no, ranked.other_area_no) = (one.area_no, other.area_no)
GROUP BY one.area_no, one.area, other.area_no, other.area;

-- Figures over families
-- (2520 can be divided by each number of areas up to ten: so sums of means are exact.)
CREATE VIEW oracle.overall_change AS
SELECT dimension_no, dimension, member, change_no, change, families, base, points,
       round(100.0 * families / nullif(base, 0), 1) AS percent,
       round(parts / nullif(2520.0 * families, 0), 2) AS mean_change,
       round(points::numeric / nullif(families, 0), 2) AS total_change,
       round(100 * parts / nullif(2520.0 * 9 * families, 0), 1) AS change_percent
FROM (SELECT dimension_no, dimension, member, change_no, change, count(family) AS families,
             (sum(count(family)) FILTER (WHERE change_no < 4) OVER (PARTITION BY dimension_no, member))::bigint AS base,
             coalesce(sum(change_total), 0) AS points, coalesce(sum(change_total * 2520 / areas), 0) AS parts
      FROM oracle.members
           CROSS JOIN (VALUES (1, 'negative'), (2, 'no change'), (3, 'positive'), (4, 'all')) AS c (change_no, change)
           LEFT JOIN (SELECT dimension_no, dimension, member, family, change_total, areas, row_of.change
                      FROM oracle.member JOIN oracle.change USING (family),
                           unnest(ARRAY['all', overall_change]) AS row_of (change)) AS t
               USING (dimension_no, dimension, member, change)
      GROUP BY dimension_no, dimension, member, change_no, change) AS t;
CREATE VIEW oracle.areas_progressed AS
SELECT *, round(100.0 * families_progressed_in_at_least / nullif(base, 0), 1) AS percent
FROM (SELECT dimension_no, dimension, member, by_no, by, areas,
             count(*) FILTER (WHERE higher = areas) AS families_progressed_in_exactly,
             count(*) FILTER (WHERE higher >= areas) AS families_progressed_in_at_least, count(higher) AS base
      FROM oracle.members CROSS JOIN (VALUES (1, 'stage'), (2, 'reading')) AS way (by_no, by)
           CROSS JOIN generate_series(0, 10) AS areas
           LEFT JOIN (SELECT dimension_no, dimension, member, way.by_no, coalesce(higher, 0) AS higher
                      FROM oracle.member LEFT JOIN oracle.change USING (family),
                           LATERAL (VALUES (1, progressed), (2, rose)) AS way (by_no, higher) WHERE reviewed) AS t
           USING (dimension_no, dimension, member, by_no)
      GROUP BY dimension_no, dimension, member, by_no, by, areas) AS t;

CREATE VIEW oracle.family_patterns AS
SELECT *, max(families) OVER w AS base,
       round(100.0 * families / nullif(max(families) OVER w, 0), 1) AS percent,
       round(start_low_areas::numeric / nullif(families, 0), 2) AS start_low_mean,
       round(latest_low_areas::numeric / nullif(families, 0), 2) AS latest_low_mean
FROM (SELECT dimension_no, dimension, member, by_no, by, pattern_no, pattern, count(family) AS families,
             coalesce(sum(start_low), 0)::bigint AS start_low_areas,
             coalesce(sum(latest_low), 0)::bigint AS latest_low_areas,
             count(family) FILTER (WHERE start_low = 0) AS start_low_none,
             count(family) FILTER (WHERE latest_low = 0) AS latest_low_none
      FROM oracle.members
           CROSS JOIN (VALUES (1, 'stage', 1, 'progressed only'), (1, 'stage', 2, 'progressed and regressed'),
                              (1, 'stage', 3, 'regressed only'), (1, 'stage', 4, 'maintained'), (1, 'stage', 5, 'all'),
                              (2, 'reading', 1, 'rose only'), (2, 'reading', 2, 'rose and fell'),
                              (2, 'reading', 3, 'fell only'), (2, 'reading', 4, 'unchanged'), (2, 'reading', 5, 'all'))
               AS p (by_no, by, pattern_no, pattern)
           LEFT JOIN (SELECT dimension_no, dimension, member, family, start_low, latest_low, of_way.by_no, pattern_no
                      FROM oracle.member JOIN oracle.change USING (family)
                           JOIN (SELECT family, count(*) FILTER (WHERE first <= 4) AS start_low,
                                        count(*) FILTER (WHERE latest <= 4) AS latest_low
                                 FROM oracle.pair GROUP BY family) AS low USING (family),
                           LATERAL (VALUES (1, progressed > 0, regressed > 0), (2, rose > 0, fell > 0))
                               AS of_way (by_no, up, down),
                           LATERAL (VALUES (5), (array_position(ARRAY[up AND NOT down, up AND down, NOT up AND down,
                                                                      NOT up AND NOT down], true)))
                               AS of_pattern (pattern_no)) AS f
               USING (dimension_no, dimension, member, by_no, pattern_no)
      GROUP BY dimension_no, dimension, member, by_no, by, pattern_no, pattern) AS t
WINDOW w AS (PARTITION BY dimension_no, member, by_no);

-- From each Star to the next: the later one is numbered review_no, among the first Star and its reviews
CREATE VIEW oracle.step AS
SELECT dimension_no, dimension, member, star.family, star.review_no - 1 AS star_no, earlier.star_no AS from_no,
       star.star_no AS to_no, star.completed_on - earlier.completed_on AS days
FROM oracle.member JOIN oracle.star USING (family)
     JOIN oracle.star AS earlier ON earlier.family = star.family AND earlier.review_no = star.review_no - 1,
     figures.configuration
WHERE star.completed_on >= coalesce(period_from, star.completed_on);
CREATE VIEW oracle.star_changes AS
SELECT *, round(start_total::numeric / nullif(families, 0), 2) AS start_mean,
       round(next_total::numeric / nullif(families, 0), 2) AS next_mean,
       round((next_total - start_total)::numeric / nullif(families, 0), 2) AS mean_change
FROM (SELECT dimension_no, dimension, member, star_no, format('%s to %s', star_no, star_no + 1) AS step, area_no, area,
             count(next_reading - reading) AS families,
             coalesce(sum(reading) FILTER (WHERE next_reading IS NOT NULL), 0) AS start_total,
             coalesce(sum(next_reading) FILTER (WHERE reading IS NOT NULL), 0) AS next_total,
             count(family) AS families_with_next,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::numeric(7,1) AS median_days
      FROM oracle.members CROSS JOIN oracle.area
           CROSS JOIN (SELECT generate_series(1, max(star_no)) AS star_no FROM oracle.step) AS number
           LEFT JOIN (SELECT step.*, area.area_no, a.reading, b.reading AS next_reading
                      FROM oracle.step CROSS JOIN oracle.area
                           LEFT JOIN oracle.reading AS a
                               ON (a.family, a.star_no, a.area_no) = (step.family, from_no, area.area_no)
                           LEFT JOIN oracle.reading AS b
                               ON (b.family, b.star_no, b.area_no) = (step.family, to_no, area.area_no)) AS taken
           USING (dimension_no, dimension, member, star_no, area_no)
      GROUP BY dimension_no, dimension, member, star_no, area_no, area) AS t;

-- Single families.  Dates and changes since are those of the first Star of all; start_1 ... are those of the Star at
-- which the start rule starts, and latest_1 ... those of families compared: so their means are those of mean_progress.
CREATE VIEW oracle.journeys AS
SELECT family, coalesce(district, 'not recorded') AS district, coalesce(team, 'not recorded') AS team, added_on,
       left_on, star_count, first_on,
       latest_on, latest_on - first_on AS days, reviewed AS compared,
       round(mean_change, 2) AS mean_change, overall_change,
       CASE WHEN reviewed THEN coalesce(progressed, 0) END AS areas_progressed,
       CASE WHEN reviewed THEN coalesce(maintained, 0) END AS areas_maintained,
       CASE WHEN reviewed THEN coalesce(regressed, 0) END AS areas_regressed,
       CASE WHEN reviewed THEN coalesce(rose, 0) END AS areas_rose,
       CASE WHEN reviewed THEN coalesce(unchanged, 0) END AS areas_unchanged,
       CASE WHEN reviewed THEN coalesce(fell, 0) END AS areas_fell, r.*
FROM (SELECT *, CASE WHEN review_count > 1 THEN last_on END AS latest_on FROM oracle.family WHERE service_user) AS f
     LEFT JOIN oracle.change USING (family),
     LATERAL (SELECT min(reading) FILTER (WHERE review_no = start_no AND area_no = 1) AS start_1,
                     min(reading) FILTER (WHERE review_no = start_no AND area_no = 2) AS start_2,
                     min(reading) FILTER (WHERE review_no = start_no AND area_no = 3) AS start_3,
                     min(reading) FILTER (WHERE review_no = start_no AND area_no = 4) AS start_4,
                     min(reading) FILTER (WHERE review_no = start_no AND area_no = 5) AS start_5,
                     min(reading) FILTER (WHERE review_no = start_no AND area_no = 6) AS start_6,
                     min(reading) FILTER (WHERE review_no = start_no AND area_no = 7) AS start_7,
                     min(reading) FILTER (WHERE review_no = start_no AND area_no = 8) AS start_8,
                     min(reading) FILTER (WHERE review_no = start_no AND area_no = 9) AS start_9,
                     min(reading) FILTER (WHERE review_no = start_no AND area_no = 10) AS start_10,
                     min(reading) FILTER (WHERE reviewed AND review_no = reviews AND area_no = 1) AS latest_1,
                     min(reading) FILTER (WHERE reviewed AND review_no = reviews AND area_no = 2) AS latest_2,
                     min(reading) FILTER (WHERE reviewed AND review_no = reviews AND area_no = 3) AS latest_3,
                     min(reading) FILTER (WHERE reviewed AND review_no = reviews AND area_no = 4) AS latest_4,
                     min(reading) FILTER (WHERE reviewed AND review_no = reviews AND area_no = 5) AS latest_5,
                     min(reading) FILTER (WHERE reviewed AND review_no = reviews AND area_no = 6) AS latest_6,
                     min(reading) FILTER (WHERE reviewed AND review_no = reviews AND area_no = 7) AS latest_7,
                     min(reading) FILTER (WHERE reviewed AND review_no = reviews AND area_no = 8) AS latest_8,
                     min(reading) FILTER (WHERE reviewed AND review_no = reviews AND area_no = 9) AS latest_9,
                     min(reading) FILTER (WHERE reviewed AND review_no = reviews AND area_no = 10) AS latest_10
              FROM oracle.reading WHERE reading.family = f.family) AS r;
CREATE VIEW oracle.family_stars AS
SELECT family, coalesce(f.district, 'not recorded') AS district, coalesce(f.team, 'not recorded') AS team, star_no,
       completed_on, CASE WHEN answers = 1 THEN answer END AS completed_by, area_no, area, r.reading, stage_no, stage,
       r.reading - first.reading AS change_since_first, stage_label
FROM oracle.family AS f JOIN oracle.star USING (family) JOIN oracle.reading AS r USING (family, star_no)
     JOIN oracle.area USING (area_no)
     LEFT JOIN oracle.stage ON r.reading IN (2 * stage_no - 1, 2 * stage_no)
     LEFT JOIN (SELECT family, area_no, reading FROM oracle.reading WHERE star_no = 1) AS first USING (family, area_no)
WHERE service_user;

-- For filters over several dimensions
CREATE VIEW oracle.progress_counts AS
SELECT coalesce(district, 'not recorded') AS district, coalesce(team, 'not recorded') AS team,
       date_trunc('month', first_on)::date AS first_month,
       date_trunc('month', last_on)::date AS latest_month, area_no, area, first AS start_reading,
       latest AS latest_reading, count(*) AS families
FROM oracle.family AS f JOIN oracle.pair USING (family) JOIN oracle.area USING (area_no)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
CREATE VIEW oracle.progress_summary AS SELECT * FROM oracle.progress_counts;

-- What is wrong in the source, each problem of a family, date, area and value once: rows that cannot be used whatever
-- the period, contradictions and doubts of Stars up to its end
CREATE VIEW oracle.problem AS
SELECT fate AS issue, family, CASE WHEN isfinite(completed_on) THEN completed_on END AS completed_on,
       CASE WHEN fate IN ('superseded', 'reading out of range') THEN area_no END AS area_no,
       CASE WHEN fate IN ('no date', 'date too early', 'date in the future') THEN completed_on::text
            WHEN fate = 'unknown area' THEN area_no::text
            WHEN fate IN ('superseded', 'reading out of range') THEN reading::text END AS value,
       row_id, count(*) AS occurrences
FROM oracle.judged WHERE fate NOT IN ('no reading', 'after the period', 'repeated') GROUP BY 1, 2, 3, 4, 5, 6
UNION ALL
SELECT 'contradicting readings', family, completed_on, area_no,
       array_to_string(ARRAY(SELECT DISTINCT reading FROM unnest(array_agg(reading)) AS reading ORDER BY 1), ' / '),
       string_agg(row_id, ' / ' ORDER BY row_id COLLATE "C"), 1
FROM oracle.usable_row GROUP BY 1, 2, 3, 4 HAVING count(DISTINCT reading) > 1
UNION ALL
SELECT 'Star without readings', family, completed_on, NULL, NULL,
       string_agg(judged.row_id, ' / ' ORDER BY judged.row_id COLLATE "C"), 1
FROM oracle.judged, figures.configuration
WHERE fate IN ('no area', 'unknown area', 'no reading', 'reading out of range')
  AND completed_on <= coalesce(period_to, completed_on)
  AND NOT EXISTS (SELECT FROM oracle.each_star WHERE (family, completed_on) = (judged.family, judged.completed_on))
GROUP BY 1, 2, 3
UNION ALL
SELECT 'contradicting completed_by', family, completed_on, NULL,
       string_agg(DISTINCT nullif(trim(completed_by), '') COLLATE "C", ' / '), NULL, 1
FROM oracle.usable_row GROUP BY family, completed_on HAVING count(DISTINCT nullif(trim(completed_by), '')) > 1
UNION ALL
SELECT 'dimension changes', family, NULL, NULL, string_agg(DISTINCT nullif(trim(team), '') COLLATE "C", ' / '), NULL, 1
FROM oracle.usable_row GROUP BY family HAVING count(DISTINCT nullif(trim(team), '')) > 1
UNION ALL
-- Stars that may be mistakes
SELECT doubt.issue, family, completed_on, NULL, doubt.value, NULL, 1
FROM oracle.star JOIN oracle.family USING (family), LATERAL (VALUES
         ('Star before added_on', added_on::text, completed_on < added_on),
         ('Star after left_on', left_on::text, completed_on > left_on),
         ('years between Stars', previous_on::text, age(completed_on, previous_on) > interval '3 years'),
         ('too soon for a review', NULL, review_no IS NULL)) AS doubt (issue, value, applies)
WHERE applies
UNION ALL
SELECT 'compared in fewer areas', family, last_on, NULL, max(areas) FILTER (WHERE completed_on = last_on) || ' of '
       || max(areas) FILTER (WHERE completed_on < last_on), NULL, 1
FROM oracle.family
     JOIN (SELECT family, completed_on, count(reading) AS areas FROM oracle.usable GROUP BY 1, 2) AS s USING (family)
WHERE reviewed GROUP BY family, last_on
HAVING 0.75 >= max(areas) FILTER (WHERE completed_on = last_on)::numeric
               / nullif(max(areas) FILTER (WHERE completed_on < last_on), 0)
UNION ALL
SELECT 'perhaps another kind of Star', family, completed_on, NULL,
       string_agg(area_no::text, ', ' ORDER BY area_no), NULL, 1
FROM (SELECT DISTINCT family, completed_on, area_no FROM oracle.judged, figures.configuration
      WHERE fate = 'unknown area' AND completed_on <= coalesce(period_to, completed_on)) AS unknown
GROUP BY family, completed_on
HAVING count(*) > (SELECT count(reading) FROM oracle.usable
                   WHERE (family, completed_on) = (unknown.family, unknown.completed_on))
UNION ALL
-- The table of families
SELECT issue, family, NULL, NULL, value, NULL, count(*)
FROM oracle.listed, figures.configuration,
     LATERAL (VALUES ('added', added_on), ('left', left_on)) AS event (what, day), LATERAL (VALUES
         ('date in the future', day::text, isfinite(day) AND day > current_date),
         ('date too early', day::text, isfinite(day) AND day < earliest_on),
         ('not a date', day::text, NOT isfinite(day)),
         ('left before added', added_on || ' / ' || left_on,
          what = 'left' AND left_on < added_on AND left_on >= earliest_on AND added_on <= current_date)
     ) AS found (issue, value, applies)
WHERE applies GROUP BY what, issue, family, value
UNION ALL
SELECT 'family listed twice', family, NULL, NULL, count(*)::text, NULL, 1 FROM oracle.listed
GROUP BY family HAVING count(*) > 1
UNION ALL
SELECT 'dimension changes', family, NULL, NULL, string_agg(DISTINCT trim(district) COLLATE "C", ' / '), NULL, 1
FROM oracle.listed WHERE trim(district) <> '' GROUP BY family HAVING count(DISTINCT trim(district)) > 1
UNION ALL
-- one case ends between the two Stars, and another one does not
SELECT DISTINCT 'compared across a closure', family, last_on, NULL::integer, first_on::text, NULL, 1
FROM oracle.family JOIN oracle.listed AS one USING (family) JOIN oracle.listed AS other USING (family),
     figures.configuration
WHERE reviewed AND one.left_on BETWEEN greatest(first_on, earliest_on) AND last_on - 1
  AND NOT coalesce(other.left_on BETWEEN greatest(first_on, earliest_on) AND last_on - 1, false)
UNION ALL
SELECT 'family not listed', family, NULL, NULL, NULL, NULL, 1 FROM oracle.family
WHERE family NOT IN (SELECT family FROM oracle.listed WHERE family IS NOT NULL)
UNION ALL
SELECT 'similar members', NULL, NULL, NULL,
       string_agg(quote_literal(member), ' / ' ORDER BY member COLLATE "C"), NULL, 1
FROM oracle.members GROUP BY dimension, lower(member) HAVING count(*) > 1;
CREATE VIEW oracle.data_quality AS
SELECT issue, family, CASE WHEN f.family IS NOT NULL THEN coalesce(district, 'not recorded') END AS district,
       CASE WHEN f.family IS NOT NULL THEN coalesce(team, 'not recorded') END AS team, completed_on, area_no, area,
       value, row_id, occurrences
FROM oracle.problem LEFT JOIN oracle.family AS f USING (family) LEFT JOIN oracle.area USING (area_no);

-- What became of the source, row by row: of those that say the same of a family of the period, the first is used.  One
-- row a reading here, and one a Star where the source is a table of these.
CREATE VIEW oracle.fate AS
SELECT CASE WHEN NOT service_user THEN 'of families outside the period'
            WHEN min(reading) OVER same < max(reading) OVER same THEN 'contradicting'
            WHEN row_no = min(row_no) OVER same THEN 'used' ELSE 'repeated' END AS fate
FROM oracle.usable_row JOIN oracle.family USING (family) WINDOW same AS (PARTITION BY family, completed_on, area_no)
UNION ALL SELECT fate FROM oracle.judged WHERE fate IS NOT NULL;
CREATE TABLE figures.wide (row_no integer, family text, completed_on date, completed_by text, team text,
                           entered_at timestamptz, health integer, "Well-being" integer, emotions integer,
                           safety integer, networks integer, learning integer, behaviour integer, routine integer,
                           home integer, work integer);
CREATE VIEW oracle.cell AS
SELECT row_no, area_no, CASE
           WHEN NOT in_range THEN 'left out: reading out of range'
           WHEN NOT corrected OR nth = 1 THEN 'used'
           WHEN reading = first_value(reading) OVER (PARTITION BY family, completed_on, area_no, in_range
                                                     ORDER BY nth, reading DESC) THEN 'repeated'
           ELSE 'superseded' END AS fate
FROM (SELECT *, rank() OVER (PARTITION BY family, completed_on, area_no, in_range
                             ORDER BY entered_at DESC NULLS LAST) AS nth
      FROM figures.wide, figures.configuration,
           unnest(ARRAY[health, "Well-being", emotions, safety, networks, learning, behaviour, routine, home, work])
               WITH ORDINALITY AS r (reading, area_no),
           LATERAL (SELECT reading BETWEEN 1 AND 10 AS in_range) AS judged
      WHERE reading IS NOT NULL AND NOT (missing AND reading = 99) AND family IS NOT NULL
        AND completed_on BETWEEN earliest_on AND current_date) AS ranked;
CREATE VIEW oracle.wide_fate AS
SELECT CASE WHEN wide.family IS NULL THEN 'no family'
            WHEN isfinite(completed_on) IS NOT TRUE OR missing AND completed_on = '1900-01-01' THEN 'no date'
            WHEN completed_on < earliest_on THEN 'date too early'
            WHEN completed_on > current_date THEN 'date in the future'
            WHEN 'used' = ANY (fates) THEN CASE
                WHEN completed_on > period_to THEN 'after the period'
                WHEN NOT service_user THEN 'of families outside the period'
                WHEN row_no = min(row_no) FILTER (WHERE 'used' = ANY (fates))
                              OVER (PARTITION BY wide.family, completed_on) THEN 'used' ELSE 'repeated' END
            WHEN 'superseded' = ANY (fates) THEN 'superseded'
            WHEN 'repeated' = ANY (fates) THEN 'repeated' ELSE 'no reading' END AS fate
FROM figures.configuration CROSS JOIN figures.wide
     LEFT JOIN (SELECT row_no, array_agg(fate) AS fates FROM oracle.cell GROUP BY row_no) AS cells USING (row_no)
     LEFT JOIN oracle.family ON family.family = wide.family;
CREATE TABLE oracle.known_fate AS
SELECT fate, nth::integer AS fate_no
FROM unnest('{used,after the period,contradicting,of families outside the period,repeated,superseded,
    date in the future,date too early,no area,no date,no family,no reading,not a date,not a reading,
    reading out of range,unknown area}'::text[]) WITH ORDINALITY AS known (fate, nth);
CREATE VIEW oracle.other_counts AS
SELECT 2 AS counted_no, 'readings' AS counted, 1 AS part_no, 'used' AS what, count(reading) AS number
FROM oracle.reading JOIN oracle.family USING (family) WHERE service_user
UNION ALL SELECT 2, 'readings', 2, 'contradicting', count(*) FROM oracle.reading JOIN oracle.family USING (family)
    WHERE service_user AND reading IS NULL
UNION ALL SELECT 3, 'Stars', 1, 'used', count(*) FROM oracle.star JOIN oracle.family USING (family) WHERE service_user
UNION ALL SELECT 3, 'Stars', 2, 'in the period', coalesce(sum(number), 0)::bigint
    FROM oracle.inclusion, figures.configuration
    WHERE dimension_no = 0 AND measure_no = 7 HAVING count(period_from) + count(period_to) > 0
UNION ALL SELECT 4, 'families', 1, 'known', count(*) FROM oracle.family
UNION ALL SELECT 4, 'families', 2, 'outside the period', count(*) FROM oracle.family WHERE NOT service_user
UNION ALL SELECT 4, 'families', 3, 'with a Star', count(*) FROM oracle.family WHERE service_user AND star_count > 0
UNION ALL SELECT 4, 'families', 4, 'without a Star', count(*) FROM oracle.family WHERE service_user AND star_count = 0;
CREATE FUNCTION oracle.counts(fates text, other_fates text DEFAULT '{}') RETURNS TABLE (
    line_no integer, counted text, what text, number bigint) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format('
        SELECT row_number() OVER (ORDER BY counted_no, part_no, what COLLATE "C")::integer, counted, what, number
        FROM (SELECT 1 AS counted_no, ''rows'' AS counted, 0 AS part_no, ''read'' AS what, count(*) AS number FROM %1$s
              UNION ALL
              SELECT 1, ''rows'', fate_no, CASE WHEN fate_no > 6 THEN ''left out: '' ELSE '''' END || fate,
                     (SELECT count(*) FROM %1$s AS row WHERE row.fate = known_fate.fate)
              FROM oracle.known_fate
              UNION ALL SELECT 2, ''readings'', CASE fate WHEN ''superseded'' THEN 3 ELSE 4 END, fate, count(*)
              FROM oracle.cell WHERE fate = ANY (%2$L) GROUP BY fate
              UNION ALL SELECT * FROM oracle.other_counts) AS part', fates, other_fates);
END $$;
CREATE VIEW oracle.source_rows AS SELECT * FROM oracle.counts('oracle.fate');

-- The comparison: a view's rows as text, so that the number of decimals counts too; what differs is kept

CREATE TABLE figures.view_name AS
SELECT view_no::integer, view_name
FROM unnest('{inclusion,completed_by,activity,reading_distributions,stage_distributions,mean_progress,
    progress_matrices,progress_cells,progress_rates,member_differences,member_residuals,area_links,overall_change,
    family_patterns,star_changes,
    areas_progressed,journeys,family_stars,progress_counts,progress_summary,data_quality,source_rows}'::text[])
     WITH ORDINALITY AS v (view_name, view_no);
CREATE TABLE figures.compared (configuration text, view_name text, rows bigint, differing bigint);
CREATE TABLE figures.difference (configuration text, view_name text, side text, line text);
CREATE PROCEDURE figures.compare(configuration text, view_name text, left_side text, left_query text, right_side text,
                                 right_query text)
LANGUAGE plpgsql AS $$
DECLARE
    rows bigint;
    differing bigint;
BEGIN
    EXECUTE format('CREATE TEMP TABLE left_lines AS SELECT t::text AS line FROM (%s) AS t', left_query);
    EXECUTE format('CREATE TEMP TABLE right_lines AS SELECT t::text AS line FROM (%s) AS t', right_query);
    INSERT INTO figures.difference
    SELECT configuration, view_name, left_side, line
    FROM (SELECT line FROM left_lines EXCEPT ALL SELECT line FROM right_lines) AS t
    UNION ALL
    SELECT configuration, view_name, right_side, line
    FROM (SELECT line FROM right_lines EXCEPT ALL SELECT line FROM left_lines) AS t;
    GET DIAGNOSTICS differing = ROW_COUNT;
    SELECT count(*) INTO rows FROM right_lines;
    DROP TABLE left_lines, right_lines;
    INSERT INTO figures.compared VALUES (configuration, view_name, rows, differing);
END $$;

-- All views with the oracle, in the order of the oracle's columns.
-- The cells of the matrices of progress_summary become rows of their own.
CREATE PROCEDURE figures.compare_with_oracle(configuration text) LANGUAGE plpgsql AS $$
DECLARE
    name text;
    columns_list text;
BEGIN
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'oracle'::regnamespace AND relkind = 'm'
                ORDER BY oid LOOP
        EXECUTE format('REFRESH MATERIALIZED VIEW oracle.%I', name);
        EXECUTE format('ANALYZE oracle.%I', name);
    END LOOP;
    FOR name, columns_list IN
        SELECT view_name, string_agg(quote_ident(attname), ', ' ORDER BY attnum)
        FROM figures.view_name JOIN pg_attribute ON attrelid = ('oracle.' || view_name)::regclass AND attnum > 0
        GROUP BY view_no, view_name ORDER BY view_no LOOP
        CALL figures.compare(configuration, name, 'oracle', format('SELECT %s FROM oracle.%I', columns_list, name),
            'report', format('SELECT %s FROM %s', columns_list, CASE name
                WHEN 'progress_summary'
                THEN 'star_report.progress_summary, reading_cells(matrix) AS cells WHERE families > 0'
                ELSE 'star_report.' || name END));
    END LOOP;
    -- all that have members number them alike; one has only those that are recorded
    FOR name IN SELECT view_name FROM figures.view_name
                JOIN pg_attribute ON attrelid = ('star_report.' || view_name)::regclass AND attname = 'member'
                WHERE view_name <> 'member_residuals'
                ORDER BY view_no LOOP
        CALL figures.compare(configuration, name || ': members', 'oracle', 'SELECT dimension_no, dimension, member,
            row_number() OVER (PARTITION BY dimension_no ORDER BY member = ''not recorded'', lower(member COLLATE "C"),
                                                                  member COLLATE "C")
            FROM oracle.members',
            'report', format('SELECT DISTINCT dimension_no, dimension, member, member_no FROM star_report.%I', name));
    END LOOP;
END $$;

-- Makes the report, and compares it: its views, and what it says of itself.
CREATE TABLE figures.said (configuration text, report text);
CREATE PROCEDURE figures.compare_what_it_says(configuration text) LANGUAGE plpgsql AS $$
BEGIN
    CALL figures.compare(configuration, 'what it says', 'oracle', $sql$
        SELECT 'star_report: ' || (
                   SELECT string_agg(part || ': ' || number, '; ' ORDER BY line_no)
                   FROM (SELECT CASE WHEN what LIKE 'left out%' THEN 'left out' WHEN what = 'read' THEN 'rows read'
                                     ELSE what END AS part, min(line_no) AS line_no, sum(number) AS number
                         FROM oracle.source_rows WHERE counted = 'rows' GROUP BY 1) AS rows
                   WHERE number > 0)
               || concat('; Stars: ', sum(star_count), ', in the period: ' || (
                             SELECT number FROM oracle.source_rows WHERE what = 'in the period'),
                         '; service users: ', count(*), '; with a Star: ', count(*) FILTER (WHERE star_count > 0),
                         '; ' || (SELECT measure || ': ' || number FROM oracle.inclusion
                                  WHERE dimension_no = 0 AND measure = 'first Star in the period'),
                         '; with a reviewed Star: ', count(*) FILTER (WHERE reviewed), '; issues in data_quality: ',
                         (SELECT sum(occurrences) FROM oracle.data_quality))
        FROM oracle.family WHERE service_user$sql$,
        -- (what has changed: test report_changes)
        'report', format('SELECT regexp_replace(report, %L, %L) FROM figures.said WHERE configuration = %L',
                         '(; (new|changed|gone) (Stars|families): \d+)+$', '', configuration));
END $$;
CREATE PROCEDURE figures.run(configuration text, period_from date DEFAULT NULL, period_to date DEFAULT NULL,
                             start_rule text DEFAULT 'first', change_band numeric DEFAULT 0.25,
                             quarter_starts integer DEFAULT 4, least_days integer DEFAULT 0,
                             earliest_on date DEFAULT '2000-01-01', missing boolean DEFAULT false,
                             corrected boolean DEFAULT false, row_id boolean DEFAULT false)
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM figures.configuration;
    INSERT INTO figures.configuration VALUES (period_from, period_to, start_rule, change_band, quarter_starts,
                                              least_days, earliest_on, missing, corrected, row_id);
    INSERT INTO figures.said VALUES (configuration,
        create_star_report('figures.readings', 'star_report', 'family', 'completed_on', 'area_no', 'reading',
            completed_by => 'completed_by', dimensions => '{district,team}', families => 'figures.families',
            period_from => period_from, period_to => period_to,
            start_rule => start_rule, change_band => change_band, quarter_starts => quarter_starts,
            least_days_between => least_days, earliest_on => earliest_on,
            missing => CASE WHEN missing THEN '{N/A,99,1900-01-01}' ELSE '{}' END::text[],
            entered_on => CASE WHEN corrected THEN 'entered_at' END, row_id => CASE WHEN row_id THEN 'row_no' END));
    CALL figures.compare_with_oracle(configuration);
    CALL figures.compare_what_it_says(configuration);
END $$;

\set ECHO all
CALL figures.run('no period');

-- What the data hold, so that the comparison means something
SELECT count(*) AS families, count(*) FILTER (WHERE star_count = 0) AS without_a_star,
       count(*) FILTER (WHERE star_count = 1) AS one_star,
       count(*) FILTER (WHERE star_count > 2) AS three_or_more,
       count(*) FILTER (WHERE NOT EXISTS (SELECT FROM figures.families AS listed
                                          WHERE listed.family = f.family)) AS not_listed,
       count(*) FILTER (WHERE leaver) AS leavers,
       count(*) FILTER (WHERE reviewed AND family NOT IN (SELECT family FROM oracle.change)) AS nothing_in_common,
       (SELECT count(*) FROM oracle.change WHERE abs(4 * change_total) = areas) AS changed_by_the_band
FROM oracle.family AS f;
SELECT (SELECT count(*) - count(DISTINCT (family, completed_on, area_no, reading)) FROM figures.readings)
           AS rows_repeated,
       count(*) FILTER (WHERE contradicted > 0) AS with_contradictions,
       count(*) FILTER (WHERE contradicted = areas) AS all_contradicted,
       count(*) FILTER (WHERE areas < 10) AS with_gaps, count(*) FILTER (WHERE answers = 0) AS not_recorded,
       count(*) FILTER (WHERE answers > 1) AS answers_contradict
FROM oracle.star
     JOIN (SELECT family, star_no, count(*) AS areas, count(*) - count(reading) AS contradicted FROM oracle.reading
           GROUP BY family, star_no) AS r
     USING (family, star_no);
SELECT issue, count(*) FROM oracle.data_quality GROUP BY issue ORDER BY issue COLLATE "C";
SELECT 'percentages that end in .5' AS exact_halves, count(*) FROM oracle.stage_distributions
WHERE base > 0 AND 200 * families % base = 0 AND 200 * families / base % 2 = 1
UNION ALL
SELECT 'percentages that end in .x5', count(*) FROM oracle.progress_rates
WHERE families > 0 AND 2000 * progressed % families = 0 AND 2000 * progressed / families % 2 = 1
UNION ALL
SELECT 'means that end in .xx5', count(*) FROM oracle.mean_progress
WHERE families > 0 AND 200 * (latest_total - start_total) % families = 0
  AND 200 * (latest_total - start_total) / families % 2 <> 0;

CALL figures.run('period', period_from => '2019-01-01', period_to => '2020-03-31');
SELECT count(*) FILTER (WHERE NOT service_user AND star_count > 0) AS no_service_users_with_a_star,
       count(*) FILTER (WHERE reviewed AND NOT started) AS started_earlier,
       count(*) FILTER (WHERE service_user AND star_count > 1 AND NOT reviewed) AS reviewed_earlier,
       count(*) FILTER (WHERE service_user AND (added_on > '2020-03-31' OR left_on < '2019-01-01')) AS by_a_star_alone
FROM oracle.family;

-- The comparison can fail: beside the oracle of another report, every view differs.
BEGIN;
UPDATE figures.configuration SET period_from = NULL, period_to = '2020-09-30', start_rule = 'lower of first two',
                                 row_id = true;
CALL figures.compare_with_oracle('another report');
SELECT count(*) AS views, count(*) FILTER (WHERE differing > 0) AS that_differ FROM figures.compared
WHERE configuration = 'another report';
ROLLBACK;

CALL figures.run('period to', period_to => '2020-03-31');
CALL figures.run('period from', period_from => '2019-01-01');
CALL figures.run('start rule', start_rule => 'lower of first two');
SELECT count(*) FILTER (WHERE start_no = 2) AS start_with_the_second,
       count(*) FILTER (WHERE start_no = 1 AND star_count > 2) AS start_with_the_first_of_several FROM oracle.family;
CALL figures.run('band and quarters', change_band => 0.5, quarter_starts => 9);
-- a period with empty quarters at both ends, the last of them over the turn of the year
CALL figures.run('long period', period_from => '2015-02-03', period_to => '2024-12-20', quarter_starts => 2);
CALL figures.run('all options', period_from => '2018-11-15', period_to => '2020-05-15',
                 start_rule => 'lower of first two', change_band => 0,
                 quarter_starts => 5);
CALL figures.run('least days', least_days => 30, start_rule => 'lower of first two', row_id => true);
SELECT count(*) FILTER (WHERE issue = 'too soon for a review') AS too_soon,
       (SELECT count(*) FROM oracle.family WHERE review_count = 1 AND star_count > 1) AS none_is_a_review,
       (SELECT count(*) FROM oracle.family WHERE review_count > 2 AND start_no = 2) AS start_with_the_second
FROM oracle.data_quality;
CALL figures.run('corrected', corrected => true, row_id => true);
SELECT fate, count(*) FROM oracle.fate GROUP BY 1 ORDER BY fate COLLATE "C";
SELECT count(*) AS late_corrections FROM oracle.judged
WHERE fate = 'superseded' AND (family, completed_on, area_no) IN (
    SELECT family, completed_on, area_no FROM oracle.usable WHERE reading IS NULL);

-- Codes for missing, beside real ones
INSERT INTO figures.readings
SELECT family, CASE WHEN area_no = 1 AND family LIKE '%4' THEN '1900-01-01' ELSE completed_on END,
       CASE family WHEN 'F002' THEN ' N/A' ELSE 'n/a' END, CASE family WHEN 'F004' THEN E'N/a' ELSE team END, area_no,
       CASE WHEN family IN ('F002', 'F005') THEN 99 ELSE reading END
FROM figures.readings WHERE family LIKE 'F00_' AND completed_on < current_date AND area_no < 6;
UPDATE figures.families SET added_on = '1900-01-01', district = 'N/A ' WHERE family IN ('F011', 'F012');
UPDATE figures.families SET left_on = '1900-01-01' WHERE family IN ('F012', 'F018');
CALL figures.run('missing', missing => true, row_id => true);
CALL figures.run('earliest', missing => true, earliest_on => '2018-05-01');
CALL figures.run('everything', period_from => '2018-11-15', period_to => '2020-05-15', missing => true,
                 start_rule => 'lower of first two', change_band => 0.3, quarter_starts => 5, least_days => 20,
                 earliest_on => '2018-02-01', corrected => true, row_id => true);

-- Refreshed after families came, went, and changed
DELETE FROM figures.readings WHERE family LIKE 'F1_4' OR family LIKE 'F2_5' AND completed_on > '2019-06-01';
UPDATE figures.readings SET reading = 11 - reading WHERE family LIKE 'F0_6';
UPDATE figures.families SET district = 'West', left_on = '2020-02-29' WHERE family LIKE 'F1_8';
INSERT INTO figures.readings
SELECT 'New ' || family, completed_on, completed_by, 'New', area_no, reading FROM figures.readings
WHERE family LIKE 'F0_7';
INSERT INTO figures.said VALUES ('refreshed', refresh_star_report('star_report'));
CALL figures.compare_with_oracle('refreshed');
CALL figures.compare_what_it_says('refreshed');

-- A Star in one row: with a column for each area, and as a whole; what a date has twice stays in rows of its own.  And
-- long again, with areas by name.  Each without corrections, and with them.
CREATE TABLE figures.long AS SELECT * FROM figures.readings WHERE area_no BETWEEN 1 AND 10;
INSERT INTO figures.wide
SELECT row_number() OVER (), family, completed_on, completed_by, team, entered_at, r[1], r[2], r[3], r[4], r[5], r[6],
       r[7], r[8], r[9], r[10]
FROM (SELECT family, completed_on, completed_by, team, entered_at,
             ARRAY(SELECT min(reading) FILTER (WHERE area_no = n)
                   FROM unnest(array_agg(area_no), array_agg(reading)) AS pair (area_no, reading)
                        CROSS JOIN generate_series(1, 10) AS n
                   GROUP BY n ORDER BY n) AS r
      FROM (SELECT *, row_number() OVER (PARTITION BY family, completed_on, completed_by, team, entered_at, area_no
                                         ORDER BY reading) AS copy
            FROM figures.long) AS t
      GROUP BY family, completed_on, completed_by, team, entered_at, copy) AS star;
CREATE TABLE figures.whole AS
SELECT family, completed_on, completed_by, team, entered_at, outcome_star(ARRAY(
           SELECT CASE WHEN reading BETWEEN 1 AND 10 THEN reading END
           FROM unnest(ARRAY[health, "Well-being", emotions, safety, networks,
                             learning, behaviour, routine, home, work])
                WITH ORDINALITY AS r (reading, area_no)
           ORDER BY area_no)) AS star
FROM figures.wide;
CREATE TABLE figures.named AS SELECT long.*, upper(area) AS area FROM figures.long JOIN oracle.area USING (area_no);
SELECT (SELECT count(*) FROM figures.long) AS long_rows, (SELECT count(*) FROM figures.wide) AS wide_rows,
       (SELECT count(DISTINCT (family, completed_on)) FROM figures.wide) AS dates;

CREATE PROCEDURE figures.compare_shapes(corrected boolean) LANGUAGE plpgsql AS $$
DECLARE
    shape text;
    name text;
    columns_list text;
    query CONSTANT text := 'SELECT %s FROM %I.%I';
BEGIN
    UPDATE figures.configuration SET corrected = compare_shapes.corrected, row_id = false;
    FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'oracle'::regnamespace AND relkind = 'm'
                ORDER BY oid LOOP
        EXECUTE format('REFRESH MATERIALIZED VIEW oracle.%I', name);
    END LOOP;
    FOREACH shape IN ARRAY '{long,wide,whole,named}'::text[] LOOP
        PERFORM create_star_report(('figures.' || shape)::regclass,
            (CASE shape WHEN 'long' THEN 'long' ELSE 'shape' END || '_report')::name, 'family', 'completed_on',
            completed_by => 'completed_by',
            dimensions => '{district,team}', families => 'figures.families',
            area => CASE shape WHEN 'named' THEN 'area' WHEN 'long' THEN 'area_no' END,
            reading => CASE WHEN shape IN ('named', 'long') THEN 'reading' END,
            star => CASE shape WHEN 'whole' THEN 'star' END,
            areas => CASE shape WHEN 'wide' THEN '{health,Well-being,emotions,safety,networks,
                                                   learning,behaviour,routine,home,work}'::text[] END,
            entered_on => CASE WHEN c.corrected THEN 'entered_at' END, missing => '{N/A,99,1900-01-01}',
            earliest_on => c.earliest_on, least_days_between => c.least_days, period_from => c.period_from,
            period_to => c.period_to, start_rule => c.start_rule)
        FROM figures.configuration AS c;
        CONTINUE WHEN shape = 'long';
        -- a Star has one row in place of several, so what is wrong with all of it occurs less often
        FOR name, columns_list IN
            SELECT view_name, string_agg(quote_ident(attname), ', ' ORDER BY attnum)
            FROM figures.view_name
                 JOIN pg_attribute ON attrelid = ('long_report.' || view_name)::regclass AND attnum > 0
                     AND (shape = 'named' OR attname <> 'occurrences')
            WHERE shape = 'named' OR view_name <> 'source_rows'
            GROUP BY view_no, view_name ORDER BY view_no LOOP
            CALL figures.compare(shape, name, 'long', format(query, columns_list, 'long_report', name) ||
                -- an outcome_star cannot hold a reading of 0 or 11
                CASE WHEN shape = 'whole' AND name = 'data_quality' THEN ' WHERE issue <> ''reading out of range'''
                     ELSE '' END,
                shape, format(query, columns_list, 'shape_report', name));
        END LOOP;
        CALL figures.compare(shape, 'source_rows', 'oracle', CASE shape
            WHEN 'named' THEN 'SELECT * FROM long_report.source_rows'
            WHEN 'wide' THEN 'SELECT * FROM oracle.counts(''oracle.wide_fate'',
                                  ''{superseded,left out: reading out of range}'')'
            ELSE 'SELECT * FROM oracle.counts(''oracle.wide_fate'', ''{superseded}'')' END,
            shape, 'SELECT * FROM shape_report.source_rows');
    END LOOP;
END $$;
CALL figures.compare_shapes(false);
CALL figures.compare_shapes(true);
SELECT fate, count(*) FROM oracle.wide_fate GROUP BY 1 ORDER BY fate COLLATE "C";
\i test/unsound_reports.psql
SELECT * FROM pg_temp.unsound_reports();

-- The result: rows of each view that were compared, and how many of all differ
SELECT view_name, max(rows) FILTER (WHERE configuration = 'no period') AS "no period",
       max(rows) FILTER (WHERE configuration = 'period') AS period,
       max(rows) FILTER (WHERE configuration = 'period to') AS "to",
       max(rows) FILTER (WHERE configuration = 'period from') AS "from",
       max(rows) FILTER (WHERE configuration = 'start rule') AS "start rule",
       max(rows) FILTER (WHERE configuration = 'band and quarters') AS band,
       max(rows) FILTER (WHERE configuration = 'long period') AS "long period",
       max(rows) FILTER (WHERE configuration = 'all options') AS "all options",
       max(rows) FILTER (WHERE configuration = 'least days') AS "least days",
       max(rows) FILTER (WHERE configuration = 'corrected') AS corrected,
       max(rows) FILTER (WHERE configuration = 'missing') AS missing,
       max(rows) FILTER (WHERE configuration = 'earliest') AS earliest,
       max(rows) FILTER (WHERE configuration = 'everything') AS everything,
       max(rows) FILTER (WHERE configuration = 'refreshed') AS refreshed,
       max(rows) FILTER (WHERE configuration = 'wide') AS wide,
       max(rows) FILTER (WHERE configuration = 'whole') AS whole,
       max(rows) FILTER (WHERE configuration = 'named') AS named, sum(differing) AS differing
FROM figures.compared LEFT JOIN figures.view_name USING (view_name) GROUP BY view_no, view_name ORDER BY view_no;
SELECT configuration, view_name, side, line
FROM (SELECT *, row_number() OVER (PARTITION BY configuration, view_name ORDER BY line COLLATE "C", side) AS place
      FROM figures.difference) AS t
WHERE place <= 10 ORDER BY configuration, view_name, place;
-- Columns that the oracle leaves out, beside the numbers of members
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'star_report' AND table_name IN (SELECT view_name FROM figures.view_name)
  AND NOT EXISTS (SELECT FROM pg_attribute
                  WHERE attrelid = ('oracle.' || table_name)::regclass AND attname = column_name)
  AND column_name <> 'member_no'
ORDER BY table_name, ordinal_position;

SELECT drop_star_report('star_report'), drop_star_report('long_report'), drop_star_report('shape_report');
DROP SCHEMA oracle, figures CASCADE;
