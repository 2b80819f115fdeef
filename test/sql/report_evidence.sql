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
SELECT * FROM evidence_report.data_quality ORDER BY issue, family, value;

-- One row a family and need, as need_evidence says it
CREATE VIEW evidence_test.expected AS
SELECT family_id AS family, coalesce(ward, 'not recorded') AS ward, need.need_code, by_default.result,
       by_default.highest_level, by_default.fell_areas,
       by_default.support_still_needed, by_default.other_evidence, strict.result AS strict_result,
       CASE WHEN latest_star(journey) IS NULL AND by_default.result = 'cannot_tell'
            THEN 'The Star cannot tell: there is no review to compare with.' ELSE by_default.why END AS why
FROM (SELECT DISTINCT family_id, btrim(need_code) AS need_code FROM evidence_test.needs) AS need
JOIN evidence_test.families USING (family_id)
JOIN star_family_needs ON framework = 'supporting_families_2022_25' AND star_family_needs.need_code = need.need_code
LEFT JOIN (SELECT family_id, star_journey(area_no, reading, completed_on) AS journey FROM evidence_test.readings
           GROUP BY family_id) AS j USING (family_id),
     need_evidence(journey, need.need_code) AS by_default,
     need_evidence(journey, need.need_code, strict => true) AS strict;
SELECT count(*), count(DISTINCT result) AS results,
       count(*) FILTER (WHERE result <> strict_result) AS strictly_otherwise
FROM evidence_test.expected;
(SELECT family, ward, need_code, result, strict_result, why, highest_level, fell_areas, support_still_needed,
        other_evidence
 FROM evidence_report.evidence
 EXCEPT ALL
 SELECT family, ward, need_code, result, strict_result, why, highest_level,
        nullif(array_to_string(fell_areas, ', '), ''), support_still_needed, other_evidence
 FROM evidence_test.expected)
UNION ALL
(SELECT family, ward, need_code, result, strict_result, why, highest_level,
        nullif(array_to_string(fell_areas, ', '), ''), support_still_needed, other_evidence
 FROM evidence_test.expected
 EXCEPT ALL
 SELECT family, ward, need_code, result, strict_result, why, highest_level, fell_areas, support_still_needed,
        other_evidence
 FROM evidence_report.evidence);
SELECT count(*) AS labels_that_differ FROM evidence_report.evidence JOIN star_family_needs AS n USING (need_code)
WHERE framework = 'supporting_families_2022_25' AND (evidence.headline, evidence.headline_no, evidence.need_label)
      IS DISTINCT FROM (n.headline, n.headline_no, n.need_label);

-- The summary: every need of the framework for every member, both rules, counted from those rows
CREATE VIEW evidence_test.summary AS
SELECT m.dimension_no, m.member, n.need_code, r.rule, count(e.family) AS recorded,
       count(e.family) FILTER (WHERE shown NOT IN ('cannot_tell', 'hard_only', 'other_star')) AS base,
       count(*) FILTER (WHERE shown = 'improved') AS improved,
       count(*) FILTER (WHERE shown = 'further_only') AS further_only, count(*) FILTER (WHERE shown = 'held') AS held,
       count(*) FILTER (WHERE shown = 'partly') AS partly,
       count(*) FILTER (WHERE shown = 'some_progress') AS some_progress,
       count(*) FILTER (WHERE shown = 'not_shown') AS not_shown,
       count(*) FILTER (WHERE shown = 'cannot_tell') AS cannot_tell,
       count(*) FILTER (WHERE shown = 'hard_only') AS hard_only,
       count(*) FILTER (WHERE shown = 'other_star') AS other_star,
       round(100.0 * count(*) FILTER (WHERE shown = 'improved')
             / nullif(count(e.family) FILTER (WHERE shown NOT IN ('cannot_tell', 'hard_only', 'other_star')), 0), 1)
           AS improved_percent
FROM (VALUES (0, 'All'), (1, 'Castle'), (1, 'Glascote'), (1, 'not recorded')) AS m (dimension_no, member)
CROSS JOIN star_family_needs AS n CROSS JOIN (VALUES ('default'), ('strict')) AS r (rule)
LEFT JOIN evidence_test.expected AS e ON e.need_code = n.need_code AND m.member IN ('All', e.ward)
LEFT JOIN LATERAL (SELECT CASE r.rule WHEN 'strict' THEN e.strict_result ELSE e.result END) AS s (shown) ON true
WHERE n.framework = 'supporting_families_2022_25' GROUP BY 1, 2, 3, 4;
SELECT count(*), sum(recorded) FILTER (WHERE dimension_no = 0 AND rule = 'default') AS recorded
FROM evidence_report.evidence_summary;
WITH given AS (
    SELECT dimension_no, member, need_code, rule, recorded, base, improved, further_only, held, partly, some_progress,
           not_shown, cannot_tell, hard_only, other_star, improved_percent
    FROM evidence_report.evidence_summary
)
(TABLE given EXCEPT ALL TABLE evidence_test.summary) UNION ALL (TABLE evidence_test.summary EXCEPT ALL TABLE given);

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

SELECT drop_star_report(report) FROM unnest('{evidence_report,own_report}'::name[]) AS report;
DROP SCHEMA evidence_test CASCADE;
