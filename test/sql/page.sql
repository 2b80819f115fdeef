-- The committee's paper: its figures are those of the views, it tells nothing that they hide, and names in the data
-- stay text.
SET client_min_messages = warning;
SET client_encoding = 'UTF8';
\set SHOW_CONTEXT never
CREATE SCHEMA page_test;
SET search_path = page_test, public;

-- 90 families, of whom every ninth has one Star; a district of few, and one with a hostile name
CREATE TABLE families AS
SELECT 'F' || n AS family, date '2024-04-01' + n AS added_on,
       CASE WHEN n % 15 = 0 THEN 'Little' WHEN n % 4 = 0 THEN '<b onclick="alert(1)">&amp;'' North' ELSE 'South' END
           AS district
FROM generate_series(1, 90) AS n;
CREATE TABLE readings AS
SELECT 'F' || n AS family, date '2024-05-01' + n + 100 * star_no AS completed_on, area_no,
       least(10, greatest(1, 1 + (n * area_no) % 11 + star_no * ((n * area_no) % 5 - n % 4 + area_no % 3)))::integer
           AS reading,
       CASE n % 3 WHEN 0 THEN 'Worker Only' ELSE 'Worker & Service User' END AS completed_by
FROM generate_series(1, 90) AS n, generate_series(0, 1) AS star_no, generate_series(1, 10) AS area_no
WHERE star_no = 0 OR n % 9 > 0;
INSERT INTO readings VALUES ('F1', NULL, 3, 4, NULL), ('F2', '2024-06-01', 3, 11, NULL);
CREATE FUNCTION make(report name, source regclass DEFAULT 'readings', families regclass DEFAULT 'families',
                     period_to date DEFAULT '2024-12-31', edition text DEFAULT 'Family Star Plus 1') RETURNS text
    RETURN create_star_report(
        source => source, report_schema => report, family => 'family', completed_on => 'completed_on',
        area => 'area_no', reading => 'reading', completed_by => 'completed_by', families => families,
        dimensions => '{district}', period_to => period_to, edition => edition);
SELECT make('page_report');

-- The text of a page, without its style and its pictures; the text and the descriptions of its pictures
CREATE FUNCTION page_text(page text) RETURNS text
    RETURN trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(page, '^.*</head>', ''),
                                                             '<svg.*?</svg>', '', 'g'),
                                              '<[^>]*>', ' ', 'g'), '\s+', ' ', 'g'));
CREATE FUNCTION described(page text) RETURNS SETOF text LANGUAGE sql
    AS $$ SELECT found[1] FROM regexp_matches(page, '<desc>(.*?)</desc>', 'g') AS found $$;
CREATE FUNCTION headline(page text) RETURNS SETOF text LANGUAGE sql
    AS $$ SELECT found[1] FROM regexp_matches(page, '<figcaption><b>(.*?)</b>', 'g') AS found $$;
CREATE FUNCTION is_well_formed(page text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    RETURN xml_is_well_formed_document(page);
EXCEPTION WHEN feature_not_supported THEN -- without libxml: test/pictures parses pages
    RETURN true;
END $$;

CREATE TABLE page AS
SELECT star_report_html('page_report', 'Early help', 'Northshire', 'the committee') AS html;
SELECT is_well_formed(html), length(html) < 200000 AS small,
       html !~* '<(script|img|link|iframe)|https?://(?!www.w3.org/2000/svg)' AS fetches_nothing,
       html ~ 'http-equiv="Content-Security-Policy" content="default-src ''none''' AS has_policy
FROM page;
SELECT regexp_replace(page_text(html), 'figures of \d+ [A-Z][a-z]+ \d{4}', 'figures of today') FROM page;

-- A page says in which encoding it is: the client's.
SET client_encoding = 'WIN1252';
SELECT substring(star_report_html('page_report') FROM '<meta charset="(.*?)"/>') AS charset;
SET client_encoding = 'UTF8';
SELECT substring(star_report_html('page_report') FROM '<meta charset="(.*?)"/>') AS charset;

-- The figures are those of the views: what the page begins with,
SELECT o.families AS positive, o.base,
       page_text(html) ~ format('Of %s families with a first and a later Star, %s \(%s%%\) rose overall', o.base,
                                o.families, percentage(o.families, o.base, 0)) AS lead,
       html ~ format('<p class="big">%s%%</p><p>of service users have a first Star</p><p class="of">%s of %s</p>',
                     i.percent, i.number, i.base) AS tile
FROM page, page_report.overall_change AS o, page_report.inclusion AS i
WHERE o.dimension = 'All' AND o.change = 'positive' AND i.dimension = 'All' AND i.measure_no = 2;
-- means,
SELECT count(*) AS areas,
       bool_and(html LIKE format('%%<th scope="row">%s</th><td>%s</td><td>%s</td><td><b>%s</b></td>%%', area,
           start_mean, latest_mean,
           CASE sign(mean_progress) WHEN 1 THEN '+' WHEN -1 THEN '&#8722;' ELSE '' END || abs(mean_progress)))
           AS in_table,
       bool_and(html LIKE format('%%>%s &#8594; %s</text>%%', round(start_total / families::numeric, 1),
                                 round(latest_total / families::numeric, 1))) AS in_star
FROM page, page_report.mean_progress WHERE dimension = 'All' AND starting = 'all';
-- percentages of stages, progress, cells and changes, as the descriptions have them
SELECT count(*) AS areas,
       bool_and(described ~ format('%s: first %s of %s; most recent %s of %3$s\.', area, first, base, latest)) AS stages
FROM page, LATERAL described(html) AS described, (
    SELECT area, base, string_agg(percent || '%', ', ' ORDER BY stage_no) FILTER (WHERE which_star = 'start') AS first,
           string_agg(percent || '%', ', ' ORDER BY stage_no) FILTER (WHERE which_star = 'latest') AS latest
    FROM page_report.stage_distributions WHERE dimension = 'All' AND which_star_no < 3 GROUP BY area, base) AS s
WHERE described ~ '^Stacked bars, percentage';
SELECT count(*) AS areas,
       bool_and(described ~ format('%s: %s, %s, %s, %s \(%4$s of %6$s\)\.', area, regressed, maintained, progressed,
                                   percentage(progressed, made_progress_base, 0) || '%', made_progress_base))
           AS progress
FROM page, LATERAL described(html) AS described, page_report.progress_rates
WHERE dimension = 'All' AND described ~ 'lower stage, same stage';
SELECT count(*) AS rows,
       bool_and(described ~ format('From %s( %s)? to stages 1 to 5: %s\.', start_stage_no, start_stage, counts))
           AS cells
FROM page, LATERAL described(html) AS described, (
    SELECT area, start_stage_no, start_stage, string_agg(families::text, ', ' ORDER BY latest_stage_no) AS counts
    FROM page_report.progress_cells WHERE dimension = 'All' GROUP BY area, start_stage_no, start_stage) AS c
WHERE strpos(html, '<title>' || area || '</title><desc>' || described) > 0;
SELECT count(*) AS members,
       bool_and(strpos(described, format('%s: %s, %s, %s, ', chart_escaped(member), negative, no_change, positive)) > 0)
           AS changes
FROM page, LATERAL described(html) AS described, (
    SELECT CASE dimension WHEN 'All' THEN 'All families' ELSE member END AS member,
           sum(families) FILTER (WHERE change = 'negative') AS negative,
           sum(families) FILTER (WHERE change = 'no change') AS no_change,
           sum(families) FILTER (WHERE change = 'positive') AS positive
    FROM page_report.overall_change GROUP BY dimension, member) AS c
WHERE described ~ ': negative, no change, positive\.';

-- One district's paper, and last year's report beside it: no headline of five families
SELECT make('page_before', period_to => '2024-09-30');
SELECT regexp_replace(page_text(star_report_html('page_report', dimension => 'district', member => 'Little',
                                                 before_schema => 'page_before')),
                      'figures of \d+ [A-Z][a-z]+ \d{4}', 'figures of today') AS little;

-- A headline is about 20 families at least, and never one of two that are alike.
CREATE FUNCTION headlines(source text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE OR REPLACE VIEW some_readings AS
                    SELECT family, completed_on, area_no::integer, reading, completed_by FROM (%s) AS s', source);
    PERFORM make('page_some', 'some_readings');
    RETURN (SELECT string_agg(headline, '; ') FROM headline(star_report_html('page_some')) AS headline
            WHERE headline !~ 'The other|by group|by quarter');
END $$;
SELECT headlines('SELECT * FROM readings WHERE substr(family, 2)::integer <= 23') AS twenty_one;
SELECT headlines('SELECT * FROM readings WHERE substr(family, 2)::integer <= 21') AS nineteen;
SELECT headlines('SELECT family, completed_on, area_no + other AS area_no, reading, completed_by
                  FROM readings, (VALUES (0), (1)) AS o (other) WHERE area_no IN (1, 3)') AS each_twice;
SELECT headlines('SELECT family, completed_on, area_no + other AS area_no, reading, completed_by
                  FROM readings, (VALUES (0), (1)) AS o (other)
                  WHERE area_no = 10 - other OR area_no = 2 AND other = 0')
       AS least_twice;
SELECT headlines('SELECT family, completed_on, area_no, 5 AS reading, completed_by FROM readings WHERE area_no < 4')
       AS nothing_changed;
SELECT headlines('SELECT * FROM readings WHERE completed_on < ''2024-05-20''') AS one_star_each;

-- Of a publication the page shows what that shows, and nothing of the report that it was made from.
SELECT publish_star_report('page_report', 'page_published') IS NOT NULL AS published;
CREATE TABLE published_page AS
SELECT dimension, member, star_report_html('page_published', 'Early help', dimension => dimension, member => member)
           AS html
FROM (SELECT DISTINCT dimension, member FROM page_published.inclusion) AS m;
-- no headline of fewer than 50
SELECT member, string_agg(headline, '; ') AS headlines FROM published_page, LATERAL headline(html)
WHERE member = 'Little' GROUP BY member;
-- no percentage of fewer than 50 anywhere, every count a multiple of five, no corner
SELECT count(*) > 20 AS percentages, bool_and(found[1]::integer >= 50) AS of_fifty
FROM published_page, LATERAL regexp_matches(html, '\d% ?(?:</[a-z]+><tspan [^>]*> ?)?\(?\d+ of (\d+)', 'g') AS found;
SELECT count(*) > 100 AS shares, bool_and((found[1]::integer % 5, found[2]::integer % 5) = (0, 0)) AS in_fives
FROM published_page, LATERAL regexp_matches(html, '(\d+) of (\d+)', 'g') AS found;
SELECT count(*) > 100 AS cells, bool_and(found[1]::integer % 5 = 0) AS in_fives
FROM published_page, LATERAL described(html) AS described,
     LATERAL regexp_matches(described, '\d+(?=[,.])', 'g') AS found
WHERE described ~ '^\d+ families: ';
SELECT bool_or(html ~ 'h5v5z') AS corners FROM published_page;
SELECT page_text(html) ~ 'Not on this page what of the records was left out' AS says_what_is_missing
FROM published_page WHERE dimension = 'All';
-- the same page when the report and its source have gone
SELECT drop_star_report('page_report', "cascade" => true) IS NOT NULL AS dropped;
ALTER TABLE readings RENAME TO source;
SELECT bool_and(html = star_report_html('page_published', 'Early help', dimension => dimension, member => member))
           AS same
FROM published_page;
ALTER TABLE source RENAME TO readings;
SELECT make('page_report') IS NOT NULL AS made;

-- The dashboard's role may call it, and gets the same page; without a right there is no page, and without a view its
-- part is missing, which the page says.
CREATE ROLE outcomestar_page;
GRANT USAGE ON SCHEMA page_test TO outcomestar_page;
GRANT SELECT ON page TO outcomestar_page;
SET ROLE outcomestar_page;
SELECT star_report_html('page_report');
RESET ROLE;
SELECT grant_star_report('page_report', 'outcomestar_page') IS NOT NULL AS granted;
SET ROLE outcomestar_page;
SELECT star_report_html('page_report', 'Early help', 'Northshire', 'the committee') = html AS same FROM page;
RESET ROLE;
REVOKE SELECT ON page_report.progress_cells, page_report.activity FROM outcomestar_page;
SET ROLE outcomestar_page;
SELECT page_text(html) ~ 'Not on this page progress from stage to stage; activity by quarter\.' AS says_so,
       (SELECT count(*) FROM headline(html)) AS figures
FROM star_report_html('page_report') AS html;
RESET ROLE;
SELECT revoke_star_report('page_report', 'outcomestar_page') IS NOT NULL AS revoked;
REVOKE ALL ON SCHEMA page_test FROM outcomestar_page;
REVOKE ALL ON page FROM outcomestar_page;
DROP ROLE outcomestar_page;

-- Whatever titles, members and labels there are, nothing of them is markup, in text, attributes or style.
INSERT INTO star_own_editions VALUES ('</style><script>alert(1)</script> 1',
    ARRAY['<img src=x onerror=alert(1)>', '"><script>alert(2)</script>', repeat('Very long ', 12), ']]>&"'''],
    ARRAY['<i>1', '&lt;2', '3"', '4''', E'\u202e5\x01'], 5);
CREATE VIEW five AS
SELECT family, completed_on, 1 + (area_no - 1) / 3 AS area_no, 1 + reading % 5 AS reading,
       completed_by || '<u>' AS completed_by
FROM readings WHERE area_no % 3 = 1;
SELECT make('page_hostile', 'five', edition => '</style><script>alert(1)</script> 1') IS NOT NULL AS made;
CREATE TABLE hostile AS
SELECT shown, star_report_html('page_hostile', shown, shown, shown, dimension, member, 'page_hostile') AS html
FROM unnest(ARRAY['</style><script>alert(1)</script>', '"; } body { background: url(http://evil.example/) } /*',
                  E'\\3c script>\n</title>', E'\x01\u0085\u2028', repeat('x', 100000), '']) AS shown,
     (VALUES ('All', 'All'), ('district', '<b onclick="alert(1)">&amp;'' North')) AS m (dimension, member);
SELECT left(shown, 20) FROM hostile
WHERE NOT is_well_formed(html) OR html ~ '<(script|img|b on|i>|u>)|onclick="|[\x01-\x08\u202a-\u202e]'
   OR substring(html FROM '<style>(.*?)</style>') !~ '^@page[^<&]*$'
   OR regexp_replace(substring(html FROM '<style>(.*?)</style>'),
                     '"[^"\\]*(\\[0-9a-f]+ [^"\\]*)*"', '', 'g') ~ 'url|evil|"'
   OR (SELECT count(*) FROM regexp_matches(html, '</style>', 'g')) <> 1;
SELECT count(*) AS pages, min(length(html)) > 10000 AS all_there FROM hostile;

-- What is no report, and no member of it
SELECT star_report_html('nowhere');
SELECT star_report_html('page_test');
SELECT star_report_html('page_report', dimension => 'district', member => 'Nowhere');
SELECT star_report_html('page_report', before_schema => 'nowhere');
SELECT star_report_html(NULL);

DELETE FROM star_own_editions;
SELECT count(drop_star_report(report))
FROM unnest('{page_report,page_before,page_some,page_published,page_hostile}'::name[]) AS report;
DROP SCHEMA page_test CASCADE;
