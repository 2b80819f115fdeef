-- One family's page: its readings are those of the views, and nobody reads it who may not read about families.
SET client_min_messages = warning;
SET client_encoding = 'UTF8';
\set SHOW_CONTEXT never
CREATE SCHEMA family_page;
SET search_path = family_page, public;
CREATE TABLE readings (family text, completed_on date, area_no integer, reading integer, completed_by text);
-- three Stars, with a gap and a contradiction; one; eight; two areas; a hostile one; nothing
INSERT INTO readings VALUES
    ('three', '2024-01-10', 1, 3, 'Worker & Service User'), ('three', '2024-01-10', 2, 5, NULL),
    ('three', '2024-01-10', 3, 9, NULL), ('three', '2024-01-10', 4, 2, NULL),
    ('three', '2024-06-10', 1, 4, 'Worker Only'), ('three', '2024-06-10', 2, 5, NULL),
    ('three', '2024-06-10', 3, 8, NULL), ('three', '2024-06-10', 3, 7, NULL),
    ('three', '2024-12-10', 1, 7, NULL), ('three', '2024-12-10', 2, 5, NULL), ('three', '2024-12-10', 4, 1, NULL),
    ('one', '2024-02-10', 1, 3, NULL), ('one', '2024-02-10', 2, 3, NULL),
    ('two areas', '2024-02-10', 1, 3, NULL), ('two areas', '2024-02-10', 2, 3, NULL),
    ('two areas', '2024-05-10', 1, 3, NULL), ('two areas', '2024-05-10', 2, 4, NULL);
INSERT INTO readings
SELECT 'eight', date '2024-01-01' + 30 * star_no, area_no, 1 + star_no, 'Worker Only'
FROM generate_series(1, 8) AS star_no, generate_series(1, 10) AS area_no;
INSERT INTO readings
SELECT '<script>alert(1)</script>', completed_on, area_no, reading, '<img src=x onerror=alert(2)>'
FROM readings WHERE family = 'three';
CREATE TABLE families AS
SELECT family, date '2023-12-01' AS added_on FROM (SELECT family FROM readings UNION SELECT 'none') AS f;
CREATE TABLE needs (family text, need_code text);
INSERT INTO needs VALUES ('three', '5:2'), ('three', '1:2'), ('<script>alert(1)</script>', '5:2');
SELECT create_star_report(
    source => 'readings', report_schema => 'family_page_report', family => 'family', completed_on => 'completed_on',
    area => 'area_no', reading => 'reading', completed_by => 'completed_by', families => 'families', needs => 'needs')
    IS NOT NULL AS made;

CREATE FUNCTION page_text(page text) RETURNS text
    RETURN trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(page, '^.*</head>', ''),
                                                             '<svg.*?</svg>', '', 'g'),
                                              '<[^>]*>', ' ', 'g'), '\s+', ' ', 'g'));
CREATE FUNCTION is_well_formed(page text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN xml_is_well_formed_document(page);
EXCEPTION WHEN feature_not_supported THEN -- without libxml: test/pictures parses pages
    RETURN true;
END $$;

CREATE TABLE page AS
SELECT family, family_star_html('family_page_report', family, organisation => 'Northshire') AS html
FROM family_page_report.journeys;
SELECT family, is_well_formed(html) AS well_formed, html ~ '<(script|img)' AS runs,
       regexp_replace(substring(page_text(html) FROM '^(.*) Made from'), 'readings of \d+ [A-Z][a-z]+ \d{4}',
                      'readings of today') AS shown
FROM page ORDER BY family COLLATE "C";
SELECT substring(html FROM '<title>Readings.*?</title><desc>(.*?)</desc>') AS described FROM page
WHERE html ~ '<svg' ORDER BY family COLLATE "C";
-- Every reading of the view is on the page, in the cell of its Star and area
SELECT count(*) AS readings,
       bool_and((regexp_match(html, format('<th scope="row">%s</th>((?:<td>[^<]*</td>)*)', area)))[1]
                ~ format('^(<td>[^<]*</td>){%s}<td>%s</td>', star_no - 1, coalesce(reading::text, '\?'))) AS same
FROM page JOIN family_page_report.family_stars USING (family) WHERE family <> 'eight';
SELECT (regexp_match(html, '<th scope="row">Physical health</th>(.*?)</tr>'))[1] AS first_and_last_five
FROM page WHERE family = 'eight';

-- With a period that ended before, and the lower of the first two Stars
SELECT create_star_report(
    source => 'readings', report_schema => 'family_page_late', family => 'family', completed_on => 'completed_on',
    area => 'area_no', reading => 'reading', start_rule => 'lower of first two', period_from => '2024-12-01')
    IS NOT NULL AS made;
SELECT family, substring(family_star_html('family_page_late', family) FROM '<p class="lead">(.*?)</p>') AS lead
FROM unnest('{three,two areas}'::text[]) AS family;

-- Who may not read about families gets no page, and there is none of a report without families.
CREATE ROLE outcomestar_family_page;
SELECT grant_star_report('family_page_report', 'outcomestar_family_page') IS NOT NULL AS granted;
SET ROLE outcomestar_family_page;
SELECT family_star_html('family_page_report', 'three');
RESET ROLE;
SELECT grant_star_report('family_page_report', 'outcomestar_family_page', 'families') IS NOT NULL AS granted;
SET ROLE outcomestar_family_page;
SELECT length(family_star_html('family_page_report', 'three', organisation => 'Northshire')) > 0 AS may_read;
RESET ROLE;
SELECT revoke_star_report('family_page_report', 'outcomestar_family_page') IS NOT NULL AS revoked;
DROP ROLE outcomestar_family_page;
SELECT publish_star_report('family_page_report', 'family_page_published') IS NOT NULL AS published;
SELECT family_star_html('family_page_published', 'three');
SELECT family_star_html('family_page_report', 'nobody');
SELECT family_star_html('family_page_report', NULL);
SELECT family_star_html('nowhere', 'three');

SELECT count(drop_star_report(report))
FROM unnest('{family_page_report,family_page_late,family_page_published}'::name[]) AS report;
DROP SCHEMA family_page CASCADE;
