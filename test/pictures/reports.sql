-- Six reports: 24, 41, 786 and 20,000 families, a Star of four areas and five points, and long labels; and their pages,
-- in table "page".
\set QUIET on
\set ON_ERROR_STOP on
\pset format unaligned
\pset tuples_only on
SET client_min_messages = warning;

CREATE FUNCTION make(source regclass, report name, area text DEFAULT 'area_no', dimensions text[] DEFAULT '{}',
                     families regclass DEFAULT NULL, period_to date DEFAULT NULL,
                     edition text DEFAULT 'Family Star Plus 1') RETURNS void
    LANGUAGE sql AS $$
    SELECT create_star_report(
        source => source, report_schema => report, family => 'family', completed_on => 'completed_on', area => area,
        reading => 'reading', dimensions => dimensions, families => families, period_to => period_to,
        edition => edition) $$;

-- 24 families of the demo, 786 of a council's published table
CREATE TABLE demo (
    family text, star_no integer, completed_on date, completed_by text, area_no integer, reading integer);
\copy demo FROM 'test/data/south_staffs_2017_06/readings.csv' (FORMAT csv, HEADER)
SELECT make('demo', 'of_24', dimensions => '{completed_by}');
CREATE TABLE change (family text, domain text, start_reading integer, latest_reading integer);
\copy change FROM 'test/data/leicestershire_2018/readings.csv' (FORMAT csv, HEADER)
CREATE VIEW changes AS
SELECT family, date '2017-04-01' AS completed_on, domain, start_reading AS reading FROM change
UNION ALL
SELECT family, date '2018-03-31', domain, latest_reading FROM change;
SELECT make('changes', 'of_786', area => 'domain');

-- 20,000 families with 1 to 3 Stars in 3 years, 29 teams in 5 districts
CREATE TABLE many AS
SELECT family, date '2022-01-10' + family % 700 + 130 * star_no AS completed_on, area_no,
       greatest(1, least(10, 3 + (family * area_no) % 7 + star_no * ((family + area_no) % 5 - 1)
                             + area_no % 3 - (family + star_no) % 2)) AS reading
FROM generate_series(1, 20000) AS family, generate_series(0, 2) AS star_no, generate_series(1, 10) AS area_no
WHERE star_no <= family % 4;
CREATE TABLE many_families AS
SELECT family, date '2022-01-01' + family % 700 AS added_on, NULL::date AS left_on,
       'District ' || family % 5 AS district, 'Team ' || family % 29 AS team
FROM generate_series(1, 20000) AS family;
SELECT make('many', 'of_20000', families => 'many_families', dimensions => '{district,team}',
            period_to => '2024-12-31');
SELECT make('many', 'of_20000_before', families => 'many_families', dimensions => '{district,team}',
            period_to => '2023-12-31');
SELECT publish_star_report('of_20000', 'published');
CREATE VIEW few AS SELECT * FROM many WHERE family <= 55;
SELECT make('few', 'of_41');

-- A Star of four areas and five points; long labels, of areas, stages and members, that hold no place to break a line
INSERT INTO star_own_editions VALUES
    ('Short Star', '{Home,Health,Work,Friends}', '{Not yet,Starting,Going,Nearly,There}', 5),
    ('Long Star', ARRAY(SELECT repeat(word, 1 + area_no % 3) || area_no
                        FROM unnest('{Keeping everybody in the family safe and well at home ,
                                      Unvereinbarkeitsfeststellungsverfahren,
                                      Healthandwellbeingofallchildrenandadults }'::text[])
                                 WITH ORDINALITY AS w (word, n),
                             generate_series(n::integer, 10, 3) AS area_no ORDER BY area_no),
     ARRAY['Not able to say anything about it yet at all', 'Sometimes', 'Donaudampfschifffahrtsgesellschaft', 'Mostly',
           'Yes'], 10);
CREATE VIEW short AS SELECT family, completed_on, area_no, 1 + reading % 5 AS reading FROM many WHERE area_no < 5;
SELECT make('short', 'of_five', edition => 'Short Star');
CREATE VIEW long_names AS
SELECT m.*, CASE family % 3 WHEN 0 THEN repeat('Northern and rural district ', 1 + family % 9)
                            WHEN 1 THEN repeat('Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', 2)
                            ELSE repeat('漢字の名前がとても長い', 4) END AS team
FROM many AS m WHERE family <= 300;
SELECT make('long_names', 'long_labels', edition => 'Long Star', dimensions => '{team}');

-- Names that would run, or fetch, if they were not text
INSERT INTO star_own_editions VALUES
    ('</style><script>alert(1)</script>',
     ARRAY['<img src=http://example.invalid/1 onerror=alert(1)>', '"><script src=http://example.invalid/2></script>',
           ''' onload=''alert(3)', '</text></svg><script>alert(4)</script>',
           '<svg><style>@import url(http://example.invalid/5);</style>',
           '</title><iframe src=http://example.invalid/6>', ']]><a href="javascript:alert(7)">', '&lt;script&gt;',
           '{{constructor}}', '<base href=http://example.invalid/>'],
     ARRAY['<script>alert(8)</script>', '<b>', '&#x3c;script>', '" onmouseover="alert(9)',
           '''><img src=x onerror=alert(1)>'], 10);
CREATE VIEW hostile AS
SELECT m.*, (ARRAY['<script>alert(10)</script>', '</desc><script>alert(11)</script>'])[1 + family % 2]
           AS "<script>alert(12)</script>"
FROM many AS m WHERE family <= 60;
SELECT make('hostile', '"; } @import url(http://example.invalid/13); "', edition => '</style><script>alert(1)</script>',
            dimensions => '{"<script>alert(12)</script>"}');

-- Their pages, and in what time each is made
CREATE TABLE page (page text PRIMARY KEY, html text, milliseconds numeric);
CREATE FUNCTION add_page(page text, report name, title text DEFAULT 'Early help: what changed for families',
                         audience text DEFAULT NULL, dimension text DEFAULT 'All', member text DEFAULT 'All',
                         before_report name DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    began timestamptz;
    html text;
BEGIN
    FOR again IN 1 .. 2 LOOP -- the second time with plans made
        began := clock_timestamp();
        html := star_report_html(report, title, 'Northshire County Council', audience, dimension, member,
                                 before_report);
    END LOOP;
    INSERT INTO page VALUES (page, html, round(extract(epoch FROM clock_timestamp() - began) * 1000));
END $$;
SELECT count(add_page(report, report))
FROM unnest('{of_24,of_786,of_20000,published,of_five}'::name[]) AS report;
SELECT add_page('of_41', 'of_41', audience => 'the Children and Families Committee');
SELECT add_page('before', 'of_20000', before_report => 'of_20000_before');
SELECT add_page('member', 'of_20000', 'Early help in District 3', dimension => 'district', member => 'District 3');
SELECT add_page('published_team', 'published', 'Early help: Team 7', dimension => 'team', member => 'Team 7');
SELECT add_page('long_labels', 'long_labels', repeat('Early help ', 20));
SELECT add_page('hostile', '"; } @import url(http://example.invalid/13); "', hostile, hostile)
FROM (VALUES ('</style><script>alert(14)</script>"; } @import url(http://example.invalid/14); /*')) AS h (hostile);
INSERT INTO page
SELECT page, family_star_html(report, family), NULL
FROM (VALUES ('family', 'of_24', 'SS001'), ('hostile_family', '"; } @import url(http://example.invalid/13); "', '3'),
             ('long_family', 'long_labels', '3')) AS f (page, report, family);
