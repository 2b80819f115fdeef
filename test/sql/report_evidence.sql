-- Evidence for family needs in a report: the views beside need_evidence itself, asked for each family.
SET client_min_messages = warning;
SET datestyle = ISO;
CREATE SCHEMA evidence_test;
CREATE TABLE evidence_test.readings (family_id text, star_no integer, completed_on date, completed_by text,
                                     area_no integer, reading integer);
\copy evidence_test.readings FROM 'test/data/tamworth_2017_09/readings.csv' (FORMAT csv, HEADER)
CREATE TABLE evidence_test.families (family_id text PRIMARY KEY, added_on date, left_on date, in_change_base boolean,
                                     ward text);
\copy evidence_test.families (family_id, added_on, left_on, in_change_base) FROM 'test/data/tamworth_2017_09/families.csv' (FORMAT csv, HEADER)
UPDATE evidence_test.families
SET ward = CASE right(family_id, 1) WHEN '1' THEN 'Castle' WHEN '2' THEN NULL ELSE 'Glascote' END;

-- Every family has every second need; and what cannot be used: a code that there is not, none,
-- a family that there is not, one need twice
CREATE TABLE evidence_test.needs AS
SELECT family_id, need_code
FROM evidence_test.families,
     (SELECT need_code, row_number() OVER (ORDER BY need_code) AS place FROM star_family_needs
      WHERE framework = 'supporting_families_2022_25') AS need
WHERE (right(family_id, 3)::integer + place) % 2 = 0;
INSERT INTO evidence_test.needs SELECT * FROM evidence_test.needs WHERE family_id = 'TA001';
INSERT INTO evidence_test.needs VALUES
    ('TA001', '9:9'), ('TA002', ' '), ('nobody', '9:1'), (NULL, '9:1'), ('TA002', ' 9:1 ');

SELECT create_star_report('evidence_test.readings', 'evidence_report', 'family_id', 'completed_on', area => 'area_no',
    reading => 'reading',
    families => 'evidence_test.families', dimensions => '{ward}', needs => 'evidence_test.needs');
SELECT * FROM evidence_report.data_quality ORDER BY issue COLLATE "C", family COLLATE "C", value COLLATE "C";

-- One row a family and need, as need_evidence says it of its two Stars: the latest, and the last one on or before the
-- day on which the need was recorded, or else the first
CREATE VIEW evidence_test.star AS
SELECT family_id, completed_on, outcome_star(area_no, reading) AS star
FROM evidence_test.readings GROUP BY 1, 2;
CREATE VIEW evidence_test.expected AS
SELECT need.family_id AS family, coalesce(ward, 'not recorded') AS ward, need.need_code, recorded_on, start_on,
       latest_on, by_default.result, strict.result AS strict_result, by_default.all_readings,
       strict.all_readings AS strict_all_readings,
       CASE WHEN by_default.result IN ('hard_only', 'other_star') THEN by_default.why
            WHEN start_on IS NULL THEN 'The Star cannot tell: there is no review to compare with.'
            WHEN latest_on IS NULL THEN
                format('The Star cannot tell: there is no review to compare with the Star of %s.', start_on)
            ELSE (SELECT why FROM need_evidence(
                      format('{%s:%s,%s:%s}', start_on, f.star, latest_on, l.star)::star_journey, need.need_code))
       END AS why,
       by_default.highest_level, nullif(array_to_string(by_default.fell_areas, ', '), '') AS fell_areas,
       by_default.support_still_needed, by_default.other_evidence
FROM (SELECT family_id, btrim(need_code) AS need_code, min((to_jsonb(n)->>'recorded_on')::date) AS recorded_on
      FROM evidence_test.needs AS n GROUP BY 1, 2) AS need
JOIN evidence_test.families USING (family_id)
JOIN star_family_needs ON framework = 'supporting_families_2022_25' AND star_family_needs.need_code = need.need_code
CROSS JOIN LATERAL (
    SELECT coalesce(max(completed_on) FILTER (WHERE completed_on <= recorded_on), min(completed_on)) AS start_on,
           max(completed_on) AS last_on
    FROM evidence_test.star WHERE star.family_id = need.family_id) AS of_family
CROSS JOIN LATERAL (SELECT nullif(last_on, start_on) AS latest_on) AS other
LEFT JOIN evidence_test.star AS f ON f.family_id = need.family_id AND f.completed_on = start_on
LEFT JOIN evidence_test.star AS l ON l.family_id = need.family_id AND l.completed_on = latest_on,
     need_evidence(f.star, l.star, need.need_code) AS by_default,
     need_evidence(f.star, l.star, need.need_code, strict => true) AS strict;
SELECT count(*), count(DISTINCT result) AS results,
       count(*) FILTER (WHERE result <> strict_result) AS strictly_otherwise
FROM evidence_test.expected;
CREATE VIEW evidence_test.given AS
SELECT family, ward, need_code, recorded_on, start_on, latest_on, result, strict_result, all_readings,
       strict_all_readings, why, highest_level, fell_areas, support_still_needed, other_evidence
FROM evidence_report.evidence;
CREATE VIEW evidence_test.difference AS
(TABLE evidence_test.given EXCEPT ALL TABLE evidence_test.expected)
UNION ALL (TABLE evidence_test.expected EXCEPT ALL TABLE evidence_test.given);
TABLE evidence_test.difference;
SELECT count(*) AS labels_that_differ FROM evidence_report.evidence JOIN star_family_needs AS n USING (need_code)
WHERE framework = 'supporting_families_2022_25' AND (evidence.headline, evidence.headline_no, evidence.need_label)
      IS DISTINCT FROM (n.headline, n.headline_no, n.need_label);

-- The summary: every need of the framework for every member, both rules, counted from those rows
CREATE VIEW evidence_test.summary AS
SELECT m.dimension_no, m.member, n.need_code, r.rule, count(e.family) AS recorded,
       count(*) FILTER (WHERE NOT complete) AS reading_missing, count(*) FILTER (WHERE complete) AS base,
       count(*) FILTER (WHERE shown = 'improved') AS improved,
       count(*) FILTER (WHERE shown = 'further_only') AS further_only, count(*) FILTER (WHERE shown = 'held') AS held,
       count(*) FILTER (WHERE shown = 'partly') AS partly,
       count(*) FILTER (WHERE shown = 'some_progress') AS some_progress,
       count(*) FILTER (WHERE shown = 'not_shown') AS not_shown,
       count(*) FILTER (WHERE shown = 'cannot_tell') AS cannot_tell,
       count(*) FILTER (WHERE shown = 'hard_only') AS hard_only,
       count(*) FILTER (WHERE shown = 'other_star') AS other_star,
       round(100.0 * count(*) FILTER (WHERE shown = 'improved') / nullif(count(*) FILTER (WHERE complete), 0), 1)
           AS improved_percent
FROM (VALUES (0, 'All'), (1, 'Castle'), (1, 'Glascote'), (1, 'not recorded')) AS m (dimension_no, member)
CROSS JOIN star_family_needs AS n CROSS JOIN (VALUES ('default'), ('strict')) AS r (rule)
LEFT JOIN evidence_test.expected AS e ON e.need_code = n.need_code AND m.member IN ('All', e.ward)
LEFT JOIN LATERAL (VALUES ('default', e.result, e.all_readings), ('strict', e.strict_result, e.strict_all_readings))
     AS s (rule, shown, complete) ON s.rule = r.rule
WHERE n.framework = 'supporting_families_2022_25' GROUP BY 1, 2, 3, 4;
SELECT count(*), sum(recorded) FILTER (WHERE dimension_no = 0 AND rule = 'default') AS recorded
FROM evidence_report.evidence_summary;
CREATE VIEW evidence_test.given_summary AS
SELECT dimension_no, member, need_code, rule, recorded, reading_missing, base, improved, further_only, held, partly,
       some_progress, not_shown, cannot_tell, hard_only, other_star, improved_percent
FROM evidence_report.evidence_summary;
CREATE VIEW evidence_test.difference_of_summary AS
(TABLE evidence_test.given_summary EXCEPT ALL TABLE evidence_test.summary)
UNION ALL (TABLE evidence_test.summary EXCEPT ALL TABLE evidence_test.given_summary);
TABLE evidence_test.difference_of_summary;

-- And by family
CREATE VIEW evidence_test.families_expected AS
SELECT family, ward, sum(1) AS recorded, sum((result = 'improved')::integer) AS improved,
       sum((result = 'further_only')::integer) AS further_only, sum((result = 'held')::integer) AS held,
       sum((result = 'partly')::integer) AS partly, sum((result = 'some_progress')::integer) AS some_progress,
       sum((result = 'not_shown')::integer) AS not_shown, sum((result = 'cannot_tell')::integer) AS cannot_tell,
       sum((result = 'hard_only')::integer) AS hard_only, sum((result = 'other_star')::integer) AS other_star,
       sum((n.other_evidence IN ('star_and_hard', 'hard_only', 'other_star'))::integer) AS want_other_evidence,
       array_to_string(array_agg(need_code ORDER BY headline_no, length(need_code), need_code), ', ') AS recorded_needs,
       nullif(array_to_string(array_agg(CASE WHEN result = 'improved' THEN need_code END
                                        ORDER BY headline_no, length(need_code), need_code), ', '), '')
           AS improved_needs,
       min(start_on) AS start_on, max(latest_on) AS latest_on
FROM evidence_test.expected JOIN star_family_needs AS n USING (need_code)
WHERE framework = 'supporting_families_2022_25' GROUP BY family, ward;
CREATE VIEW evidence_test.difference_of_families AS
(TABLE evidence_report.evidence_families EXCEPT ALL TABLE evidence_test.families_expected)
UNION ALL (TABLE evidence_test.families_expected EXCEPT ALL TABLE evidence_report.evidence_families);
TABLE evidence_test.difference_of_families;
SELECT count(*) > 20 AS families, count(improved_needs) > 5 AS some_improved, max(recorded) > 10 AS of_many_needs
FROM evidence_report.evidence_families;

-- The same with readings missing, and needs recorded on any day around the Stars, or on none
BEGIN;
DELETE FROM evidence_test.readings WHERE (ascii(reverse(family_id)) * 3 + star_no * 5 + area_no * 7) % 4 = 0;
ALTER TABLE evidence_test.needs ADD recorded_on date;
UPDATE evidence_test.needs
SET recorded_on = CASE WHEN ascii(reverse(family_id)) % 5 > 0 THEN
    date '2016-06-01' + (ascii(reverse(family_id)) * 97 + ascii(need_code) * 31 + length(need_code) * 7) % 600 END;
SELECT refresh_star_report('evidence_report');
SELECT count(*) FILTER (WHERE start_on > recorded_on) > 20 AS before_the_first,
       count(*) FILTER (WHERE start_on < recorded_on AND latest_on IS NOT NULL) > 20 AS between,
       count(*) FILTER (WHERE latest_on IS NULL AND recorded_on > start_on) > 20 AS after_the_latest,
       count(*) FILTER (WHERE recorded_on IS NULL) > 20 AS without,
       count(*) FILTER (WHERE NOT all_readings AND result <> 'cannot_tell') > 20 AS low_without_a_reading,
       count(*) FILTER (WHERE all_readings AND NOT strict_all_readings) > 2 AS strictly_without
FROM evidence_test.expected;
TABLE evidence_test.difference;
TABLE evidence_test.difference_of_summary;
TABLE evidence_test.difference_of_families;
ROLLBACK;
DROP VIEW evidence_test.difference, evidence_test.difference_of_summary, evidence_test.difference_of_families,
    evidence_test.given,
    evidence_test.given_summary;

-- Movement in the areas of the earlier programme, beside the function over matrices
(SELECT headline_no, headline, area_no, area, families, progressed, maintained, regressed, at_9_or_10,
        at_9_or_10_percent::text
 FROM evidence_report.headline_movement WHERE dimension_no = 0
 EXCEPT
 SELECT headline_no, headline, area_no, area, families, progressed, maintained, regressed, at_9_or_10,
        at_9_or_10_percent::text
 FROM headline_movement((SELECT progress_matrices(journey)
                         FROM (SELECT star_journey(area_no, reading, completed_on) AS journey
                               FROM evidence_test.readings GROUP BY family_id) AS j)));
SELECT member, headline, area, families, progressed, maintained, regressed, at_9_or_10, at_9_or_10_percent
FROM evidence_report.headline_movement WHERE dimension = 'ward' AND headline_no = 6 ORDER BY member;

-- A refresh sees new needs; a period holds for evidence as well:
-- a family whose latest Star lies before it is not compared
DELETE FROM evidence_test.needs WHERE need_code IN ('9:9', ' ') OR family_id = 'nobody' OR family_id IS NULL;
SELECT refresh_star_report('evidence_report');
SELECT create_star_report('evidence_test.readings', 'evidence_report', 'family_id', 'completed_on', area => 'area_no',
    reading => 'reading',
    families => 'evidence_test.families', dimensions => '{ward}', needs => 'evidence_test.needs',
    period_from => '2017-07-01');
SELECT count(*), count(*) FILTER (WHERE result = 'cannot_tell') AS cannot_tell FROM evidence_report.evidence;

-- A framework of the council's own; needs of another type of family; none at all
INSERT INTO star_own_frameworks (framework, extends) VALUES ('evidence_test', 'supporting_families_2022_25');
INSERT INTO star_own_headline_outcomes VALUES ('evidence_test', 9, 'Secure housing');
INSERT INTO star_own_family_needs (framework, headline_no, need_code, need_label) VALUES
    ('evidence_test', 9, '9:1', 'Housing at risk');
INSERT INTO star_own_need_area_evidence (framework, need_code, area_no, threshold) VALUES
    ('evidence_test', '9:1', 9, 7);
CREATE VIEW evidence_test.numbered AS
SELECT right(family_id, 3)::integer AS family_id, completed_on, area_no, reading FROM evidence_test.readings;
CREATE VIEW evidence_test.numbered_needs AS
SELECT right(family_id, 3)::integer::text AS family_id, need_code::varchar FROM evidence_test.needs;
SELECT create_star_report('evidence_test.numbered', 'own_report', 'family_id', 'completed_on', area => 'area_no',
    reading => 'reading',
    needs => 'evidence_test.numbered_needs', framework => 'evidence_test');
SELECT rule, need_label, recorded, base, improved FROM own_report.evidence_summary
WHERE need_code = '9:1' AND dimension_no = 0 ORDER BY rule_no;
SELECT issue, count(*) FROM own_report.data_quality GROUP BY issue;
-- areas have the labels of the report's edition; a framework that extends nothing has nothing to say of Family Star
-- Plus
UPDATE star_own_frameworks SET extends = NULL WHERE framework = 'evidence_test';
UPDATE star_own_need_area_evidence SET area_no = 6 WHERE framework = 'evidence_test';
SELECT create_star_report('evidence_test.numbered', 'own_report', 'family_id', 'completed_on', area => 'area_no',
    reading => 'reading', edition => 'Family Star Plus 2',
    needs => 'evidence_test.numbered_needs', framework => 'evidence_test', cascade => true);
SELECT why FROM own_report.evidence WHERE result <> 'cannot_tell' ORDER BY family LIMIT 1;
SELECT create_star_report('evidence_test.numbered', 'own_report', 'family_id', 'completed_on', area => 'area_no',
                          reading => 'reading', framework => NULL);
SELECT (SELECT count(*) FROM own_report.evidence), (SELECT count(*) FROM own_report.evidence_summary),
       (SELECT count(*) FROM own_report.headline_movement);

-- Errors
\set SHOW_CONTEXT never
SELECT create_star_report('evidence_test.readings', 'no_report', 'family_id', 'completed_on', area => 'area_no',
                          reading => 'reading', needs => 'evidence_test.families');
SELECT create_star_report('evidence_test.readings', 'no_report', 'family_id', 'completed_on', area => 'area_no',
                          reading => 'reading', needs => 'evidence_test.needs', framework => 'supporting_families');
SELECT create_star_report('evidence_test.readings', 'no_report', 'family_id', 'completed_on', area => 'area_no',
                          reading => 'reading', needs => 'evidence_test.needs', framework => NULL);
UPDATE star_own_frameworks SET extends = 'supporting_families_2022_25' WHERE framework = 'evidence_test';
INSERT INTO star_own_editions VALUES ('Three areas', '{Health,Home,Work}', '{a,b,c,d,e}');
SELECT create_star_report('evidence_test.readings', 'no_report', 'family_id', 'completed_on', area => 'area_no',
                          reading => 'reading', needs => 'evidence_test.needs', edition => 'Three areas');
SELECT create_star_report('evidence_test.readings', 'no_report', 'family_id', 'completed_on', area => 'area_no',
                          reading => 'reading', needs => 'evidence_test.needs', edition => 'Three areas',
                          framework => 'evidence_test');
SELECT create_star_report('evidence_test.readings', 'own_report', 'family_id', 'completed_on', area => 'area_no',
                          reading => 'reading', edition => 'Three areas');
SELECT count(*) AS movement_in_areas_of_another_star FROM own_report.headline_movement;
DELETE FROM star_own_editions WHERE edition = 'Three areas';
DELETE FROM star_own_frameworks WHERE framework = 'evidence_test';


-- The day on which a need was recorded says from which Star on it is judged

CREATE TABLE evidence_test.dated_star (family text, completed_on text, star outcome_star);
INSERT INTO evidence_test.dated_star VALUES
    ('A', '01/05/2021', '{,,,,,,,,4}'), ('A', '01/12/2023', '{,,,,,,,,7}'), ('A', '01/05/2024', '{,,,,,,,,9}'),
    ('B', '01/05/2021', '{,,,,,,,,4}'), ('B', '01/02/2024', '{,,,,,,,,9}'),
    ('C', '01/05/2021', '{,,,,,,,,6}'), ('C', '01/06/2021', '{,,,,,,,,5}'), ('C', '01/07/2021', '{,,,,,,,,4}'),
    ('C', '01/08/2021', '{,,,,,,,,8}'),
    ('D', '01/05/2021', '{,,,,,,,,4}'), ('E', '01/05/2021', '{,,,,,,,,4}'), ('E', '01/05/2022', '{,,,,,,,,8}');
CREATE TABLE evidence_test.dated_need (family text, need_code text, recorded_on text);
INSERT INTO evidence_test.dated_need VALUES
    ('A', '9:1', '10/01/2024'), ('A', '9:2', '01/05/2021'), ('A', '9:3', '30/04/2021'), ('A', '10:1', '02/05/2024'),
    ('B', '9:1', '31/01/2024'), ('B', '9:2', '01/02/2024'), ('B', '1:1', '05/02/2024'),
    ('C', '9:1', '31/05/2021'), ('C', '9:2', '01/06/2021'), ('C', '9:3', '15/07/2021'),
    ('D', '9:1', '01/05/2021'),
    ('E', '9:1', '31/02/2022'), ('E', '9:2', ' '), ('E', '9:3', NULL), ('E', '8:1', '01/01/2999'),
    ('E', '8:2', '05/05/1850'), ('E', '8:3', 'infinity'),
    -- twice, once with a day that cannot be read
    ('E', '10:1', '03/05/2021'), ('E', '10:1', '02/05/2021'), ('E', '10:1', '?');
CREATE PROCEDURE evidence_test.report(start_rule text, period_from date, period_to date) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM create_star_report('evidence_test.dated_star', 'evidence_report', 'family', 'completed_on', star => 'star',
        date_format => 'DD/MM/YYYY', needs => 'evidence_test.dated_need', start_rule => start_rule,
        period_from => period_from, period_to => period_to, "cascade" => true);
END $$;
CALL evidence_test.report('first', NULL, NULL);
SELECT family, need_code, recorded_on, start_on, latest_on, result, all_readings FROM evidence_report.evidence
ORDER BY family, need_no;
SELECT family, need_code, why FROM evidence_report.evidence WHERE family IN ('A', 'B', 'D') ORDER BY family, need_no;
SELECT * FROM evidence_report.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", value COLLATE "C", detail COLLATE "C";
SELECT refresh_star_report('evidence_report');

-- With the other start rule, of the two Stars from that one on
CALL evidence_test.report('lower of first two', NULL, NULL);
SELECT family, need_code, recorded_on, start_on, latest_on, result FROM evidence_report.evidence
WHERE family IN ('A', 'C') ORDER BY family, need_no;

-- With a period: a need recorded after its end does not exist yet, nor does a Star; the latest one lies in it
CALL evidence_test.report('first', '2023-01-01', '2024-01-31');
SELECT family, need_code, recorded_on, start_on, latest_on, result FROM evidence_report.evidence
ORDER BY family, need_no;
SELECT issue, value FROM evidence_report.data_quality WHERE issue = 'need recorded twice';
CALL evidence_test.report('first', NULL, '2021-05-02');
SELECT family, need_code, recorded_on, start_on, latest_on, result FROM evidence_report.evidence
ORDER BY family, need_no;

-- A Star that comes too soon is neither a review nor a start; codes for missing; days in another format
SELECT create_star_report('evidence_test.dated_star', 'evidence_report', 'family', 'completed_on', star => 'star',
    date_format => 'DD/MM/YYYY', needs => 'evidence_test.dated_need', missing => '{?,9:3}', least_days_between => 40,
    "cascade" => true);
SELECT family, need_code, recorded_on, start_on, latest_on, result FROM evidence_report.evidence
WHERE family = 'C' ORDER BY family, need_no;
SELECT issue, value FROM evidence_report.data_quality WHERE issue ~ 'need' OR detail ~ 'need'
ORDER BY issue COLLATE "C", value COLLATE "C";
CREATE VIEW evidence_test.other_format AS SELECT 'A' AS family, '9:1' AS need_code, '2021-05-01' AS recorded_on;
SELECT create_star_report('evidence_test.dated_star', 'evidence_report', 'family', 'completed_on', star => 'star',
    date_format => 'DD/MM/YYYY', needs => 'evidence_test.other_format');

-- Days in other types: in the time zone of the report; one that holds none is refused
ALTER TABLE evidence_test.dated_need ALTER recorded_on TYPE timestamptz USING '2021-04-30 23:30:00Z';
SELECT create_star_report('evidence_test.dated_star', 'evidence_report', 'family', 'completed_on', star => 'star',
    date_format => 'DD/MM/YYYY', needs => 'evidence_test.dated_need', time_zone => 'Europe/London', "cascade" => true);
SELECT DISTINCT recorded_on FROM evidence_report.evidence;
ALTER TABLE evidence_test.dated_need ALTER recorded_on TYPE integer USING 5;
SELECT refresh_star_report('evidence_report');

-- Codes in other spellings; the nearest one for what is none

CREATE TABLE evidence_test.spelled (family text, need_code text);
INSERT INTO evidence_test.spelled
SELECT 'A', code FROM unnest('{9.1,9-1," 9:1 ","9 : 1",9:1,10.1,09:02:00,9:4,10:11,housing}'::text[]) AS code;
INSERT INTO evidence_test.spelled VALUES ('B', '9 -2'), ('nobody', '9.3'), ('nobody', '9.4');
SELECT create_star_report('evidence_test.dated_star', 'evidence_report', 'family', 'completed_on', star => 'star',
    date_format => 'DD/MM/YYYY', needs => 'evidence_test.spelled', "cascade" => true);
SELECT family, need_code FROM evidence_report.evidence ORDER BY family, need_no;
SELECT issue, family, value, detail, occurrences FROM evidence_report.data_quality
ORDER BY issue COLLATE "C", family COLLATE "C", value COLLATE "C";

-- A missing start reading counts on neither side: of four families two stand at 8 or above now, and two below
CREATE TABLE evidence_test.blank (family integer, completed_on date, area_no integer, reading integer);
INSERT INTO evidence_test.blank VALUES
    (1, '2024-05-01', 9, 4), (1, '2024-11-01', 9, 8), (2, '2024-05-01', 1, 4), (2, '2024-11-01', 9, 8),
    (3, '2024-05-01', 9, 4), (3, '2024-11-01', 9, 5), (4, '2024-05-01', 1, 4), (4, '2024-11-01', 9, 5);
CREATE TABLE evidence_test.blank_need AS SELECT generate_series(1, 4) AS family, '9:1' AS need_code;
SELECT create_star_report('evidence_test.blank', 'evidence_report', 'family', 'completed_on', area => 'area_no',
    reading => 'reading', needs => 'evidence_test.blank_need', "cascade" => true);
SELECT family, result, all_readings, strict_all_readings FROM evidence_report.evidence ORDER BY family;
SELECT rule, recorded, reading_missing, base, improved, not_shown, cannot_tell, improved_percent
FROM evidence_report.evidence_summary WHERE recorded > 0 ORDER BY rule_no;

-- A framework that was not in force is a notice, in a line

SET client_min_messages = notice;
CREATE FUNCTION evidence_test.notice(needs regclass, framework text DEFAULT 'supporting_families_2022_25') RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    PERFORM create_star_report('evidence_test.blank', 'evidence_report', 'family', 'completed_on', area => 'area_no',
        reading => 'reading', needs => needs, framework => framework, "cascade" => true);
END $$;
INSERT INTO star_own_frameworks VALUES
    ('ended', '2020-04-01', '2024-03-31', 'supporting_families_2022_25'),
    ('adopted', '2025-04-01', NULL, 'supporting_families_2022_25'),
    ('open', NULL, NULL, 'supporting_families_2022_25');
SELECT evidence_test.notice('evidence_test.blank_need');
SELECT evidence_test.notice('evidence_test.blank_need', 'ended');
SELECT evidence_test.notice(NULL, 'ended');
CREATE VIEW evidence_test.no_need AS SELECT * FROM evidence_test.blank_need WHERE false;
SELECT evidence_test.notice('evidence_test.no_need', 'ended');
ALTER TABLE evidence_test.blank_need ADD recorded_on date;
SELECT evidence_test.notice('evidence_test.blank_need', 'ended');
UPDATE evidence_test.blank_need SET recorded_on = date '2024-04-01' - family;
SELECT evidence_test.notice('evidence_test.blank_need', 'ended');
UPDATE evidence_test.blank_need SET recorded_on = date '2022-03-31' + (family - 1) * 365;
SELECT evidence_test.notice('evidence_test.blank_need');
SELECT evidence_test.notice('evidence_test.blank_need', 'adopted');
SELECT evidence_test.notice('evidence_test.blank_need', 'open');
DELETE FROM star_own_frameworks;
SET client_min_messages = warning;

-- A report that was made without needs and is given some has the same columns, and is compared with itself
SELECT create_star_report('evidence_test.blank', 'given_report', 'family', 'completed_on', area => 'area_no',
    reading => 'reading') IS NOT NULL AS made;
SELECT create_star_report('evidence_test.blank', 'given_report', 'family', 'completed_on', area => 'area_no',
    reading => 'reading', needs => 'evidence_test.blank_need') IS NOT NULL AS made;
DELETE FROM evidence_test.blank WHERE family = 1 AND area_no = 9;
SELECT refresh_star_report('given_report') IS NOT NULL AS refreshed;
SELECT family, result FROM given_report.evidence ORDER BY family;

SELECT drop_star_report(report) FROM unnest('{evidence_report,own_report,given_report}'::name[]) AS report;
DROP SCHEMA evidence_test CASCADE;
