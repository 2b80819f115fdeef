-- What leaves the house: publications add up, as reports do, are in multiples of their base, and tell of no family.
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
\set SHOW_CONTEXT never
\set VERBOSITY terse
\i test/unsound_publications.psql

-- 300 families of 12 teams, which lie in 4 districts but for none, and of clusters that cross them; some answers and a
-- team have a family each
CREATE SCHEMA disclosure;
CREATE FUNCTION disclosure.die(family integer, throw integer, sides integer) RETURNS integer IMMUTABLE
    RETURN (hashint8(family * 1000 + throw)::bigint & 2147483647) % sides;
CREATE TABLE disclosure.families AS
SELECT 'Family ' || family AS family, date '2023-01-01' + disclosure.die(family, 1, 700) AS added_on,
       CASE disclosure.die(family, 2, 3) WHEN 0 THEN date '2024-06-01' + disclosure.die(family, 3, 300) END AS left_on,
       CASE WHEN family = 300 THEN 'Team of one' WHEN disclosure.die(family, 4, 20) > 0 THEN 'Team ' || team END
           AS team,
       CASE WHEN family = 300 OR disclosure.die(family, 4, 20) > 0 THEN 'District ' || team / 3 END AS district,
       'Cluster ' || disclosure.die(family, 5, 5) AS cluster, 'Everybody' AS everybody
FROM generate_series(1, 300) AS family, LATERAL (VALUES (disclosure.die(family, 6, 12))) AS one (team);
CREATE TABLE disclosure.readings AS
SELECT 'Family ' || family AS family, date '2023-02-01' + disclosure.die(family, 1, 600) + 90 * star_no AS completed_on,
       area_no, greatest(1, least(10, 2 + disclosure.die(family, 20 + area_no, 6) + star_no / 2
                                        + disclosure.die(family, 40 * star_no + area_no, 4) - 1)) AS reading,
       CASE WHEN family = 7 AND star_no = 1 THEN 'A neighbour of the Smiths'
            ELSE (ARRAY['Worker Only', 'Worker & Service User', 'Service User Only', NULL])
                     [1 + disclosure.die(family, 8 + star_no, 4)] END AS completed_by
FROM generate_series(1, 300) AS family, generate_series(1, disclosure.die(family, 7, 5)) AS star_no,
     generate_series(1, 10) AS area_no
WHERE disclosure.die(family, 500 + 10 * star_no + area_no, 9) > 0;
CREATE TABLE disclosure.needs AS
SELECT 'Family ' || family AS family, need_code, date '2023-02-01' + disclosure.die(family, 9, 500) AS recorded_on
FROM generate_series(1, 300) AS family, star_family_needs
WHERE framework = 'supporting_families_2022_25'
  AND disclosure.die(family, 700 + length(need_code) * headline_no, 8) = 0;
CREATE PROCEDURE disclosure.make(report name, dimensions text[], source regclass DEFAULT 'disclosure.readings',
                                 period_from date DEFAULT NULL, period_to date DEFAULT NULL,
                                 start_rule text DEFAULT 'first', least_days integer DEFAULT 0) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM create_star_report(source, report, 'family', 'completed_on', 'area_no', 'reading',
        completed_by => 'completed_by', dimensions => dimensions, families => 'disclosure.families',
        needs => 'disclosure.needs', period_from => period_from, period_to => period_to, start_rule => start_rule,
        least_days_between => least_days);
END $$;
CALL disclosure.make('report', '{district,team,cluster,everybody}');
CALL disclosure.make('of_a_year', '{team,cluster}', period_from => '2023-09-01', period_to => '2024-08-31');
CALL disclosure.make('by_the_rule', '{cluster,district}', start_rule => 'lower of first two', least_days => 100);
CREATE VIEW disclosure.early AS SELECT * FROM disclosure.readings WHERE completed_on < '2000-01-01';
CALL disclosure.make('of_no_stars', '{team}', 'disclosure.early');
-- everybody in one cell
CREATE VIEW disclosure.same AS
SELECT family, date '2024-01-01' + star_no AS completed_on, area_no, 3 * star_no AS reading, NULL AS completed_by
FROM disclosure.families, generate_series(1, 2) AS star_no, generate_series(1, 10) AS area_no;
CALL disclosure.make('all_the_same', '{team,cluster}', 'disclosure.same');
CREATE VIEW disclosure.nobody AS SELECT * FROM disclosure.families WHERE false;
SELECT create_star_report('disclosure.early', 'of_nobody', 'family', 'completed_on', 'area_no', 'reading',
                          families => 'disclosure.nobody', dimensions => '{team}') IS NOT NULL AS made;
SELECT * FROM pg_temp.unsound_publications(5);
SELECT * FROM pg_temp.unsound_publications(3, '^report$');
SELECT * FROM pg_temp.unsound_publications(10, '^of_a_year$');

-- What is told of a report
SELECT publish_star_report('report', 'public_report');
SELECT option, CASE option WHEN 'published_on' THEN (value::date = current_date)::text ELSE value END AS value
FROM public_report.report_options WHERE option ~ 'publi|round|dimensions' ORDER BY option;
SELECT split_part(obj_description('public_report.inclusion'::regclass), E'\n', 2) AS mark;
SELECT view_name, obj_description(format('public_report.%I', view_name)::regclass) FROM report_views()
WHERE is_published
  AND obj_description(format('public_report.%I', view_name)::regclass) NOT LIKE meaning || E'\nPUBLISHED: %';
SELECT measure, number, base, percent FROM public_report.inclusion WHERE dimension = 'All' ORDER BY measure_no;
-- how far off counts of All are, at most, and those of members
SELECT dimension_no > 0 AS of_members, max(abs(cells)) AS cells, max(abs(progressed)) AS progressed,
       max(abs(area)) AS area
FROM (SELECT dimension_no, sum(sign * families) AS cells, sum(sign * progressed) AS progressed,
             sum(sign * families_of_area) AS area
      FROM (SELECT 1 AS sign, dimension_no, dimension, member, area_no, start_stage_no, latest_stage_no, families,
                   NULL::bigint AS progressed, NULL::bigint AS families_of_area
            FROM report.progress_cells
            UNION ALL SELECT -1, dimension_no, dimension, member, area_no, start_stage_no, latest_stage_no, families,
                             NULL, NULL
            FROM public_report.progress_cells
            UNION ALL SELECT 1, dimension_no, dimension, member, area_no, NULL, NULL, NULL, progressed, families
            FROM report.progress_rates
            UNION ALL SELECT -1, dimension_no, dimension, member, area_no, NULL, NULL, NULL, progressed, families
            FROM public_report.progress_rates) AS f
      GROUP BY dimension_no, dimension, member, area_no, start_stage_no, latest_stage_no
      HAVING count(*) = 2) AS difference
GROUP BY of_members ORDER BY of_members;
-- teams add up to their districts
SELECT count(*) AS figures, count(*) FILTER (WHERE of_district <> of_teams) AS that_differ
FROM (SELECT member, area_no, start_stage_no, latest_stage_no, families AS of_district
      FROM public_report.progress_cells WHERE dimension = 'district') AS d
JOIN (SELECT district AS member, area_no, start_stage_no, latest_stage_no, sum(families) AS of_teams
      FROM public_report.progress_cells
      JOIN (SELECT DISTINCT coalesce(team, 'not recorded') AS member, coalesce(district, 'not recorded') AS district
            FROM disclosure.families) AS lies_in USING (member)
      WHERE dimension = 'team' GROUP BY 1, 2, 3, 4) AS t USING (member, area_no, start_stage_no, latest_stage_no);
-- a member, or an answer, of a family alone is not named
SELECT member FROM report.inclusion WHERE measure_no = 1 EXCEPT SELECT member FROM public_report.inclusion;
SELECT completed_by FROM report.completed_by EXCEPT SELECT completed_by FROM public_report.completed_by;
-- nor is an answer of four families, however many Stars they have, which counts as not recorded; that there are so many
-- members of one or two that some have to be is warned of
CREATE VIEW disclosure.visited AS
SELECT family, completed_on, area_no, reading, 'Visitor ' || number / 2 AS visitor,
       CASE WHEN number % 70 = 0 THEN 'An aunt' WHEN number % 20 = 1 THEN 'A volunteer' ELSE completed_by END
           AS completed_by
FROM disclosure.readings, LATERAL (VALUES (substr(family, 8)::integer)) AS one (number);
SELECT create_star_report('disclosure.visited', 'visited', 'family', 'completed_on', 'area_no', 'reading',
                          completed_by => 'completed_by', dimensions => '{visitor}', families => 'disclosure.families')
    <> '' AS made;
SELECT publish_star_report('visited', 'public_visited') <> '' AS published;
SELECT counted, completed_by, e.stars, p.stars AS published
FROM visited.completed_by AS e LEFT JOIN public_visited.completed_by AS p
    USING (dimension_no, member, counted, completed_by)
WHERE dimension_no = 0 AND counted <> 'first Stars of reviewed families' ORDER BY e.counted_no, e.completed_by_no;
SELECT * FROM pg_temp.unsound_publications(5, '^visited$');
SELECT drop_star_report('public_visited'), drop_star_report('visited');

-- Nothing about single families
CREATE FUNCTION pg_temp.everything(published name) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    relation regclass;
BEGIN
    FOR relation IN SELECT oid FROM pg_class WHERE relnamespace = published::regnamespace AND relkind IN ('r', 'v')
                    ORDER BY relname COLLATE "C" LOOP
        RETURN NEXT relation;
        RETURN QUERY EXECUTE format('SELECT r::text FROM %s AS r ORDER BY r::text COLLATE "C"', relation);
    END LOOP;
END $$;
SELECT count(*) > 10000 AS lines, count(*) FILTER (WHERE line ~ 'Family [0-9]|Smith|Team of one') AS that_tell
FROM pg_temp.everything('public_report') AS line;
SELECT count(*) > 0 AS otherwise_it_finds_them FROM pg_temp.everything('report') AS line WHERE line ~ 'Family [0-9]';
SELECT relkind, relpersistence, string_agg(relname, ' ' ORDER BY relname COLLATE "C") AS relations FROM pg_class
WHERE relnamespace = 'public_report'::regnamespace GROUP BY relkind, relpersistence;
SELECT DISTINCT attname, atttypid::regtype AS type FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
WHERE relnamespace = 'public_report'::regnamespace AND attnum > 0
  AND (attname ~ 'family|journey|star$' OR atttypid >= 16384) ORDER BY 1, 2;
SELECT count(*) AS functions_and_types FROM pg_proc, pg_type
WHERE pronamespace = 'public_report'::regnamespace OR typnamespace = 'public_report'::regnamespace AND typtype <> 'c'
                                                       AND typcategory <> 'A';
-- each view is published or not
SELECT is_published, string_agg(view_name, ' ' ORDER BY view_name COLLATE "C") AS views
FROM report_views() GROUP BY is_published;

-- The same counts, the same publication: again, in another schema, from rows in another order, and without the other
-- dimensions
CREATE FUNCTION pg_temp.told(published name, of_all boolean DEFAULT false) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT md5(string_agg(replace(line, published, ''), E'\n'))
            FROM pg_temp.everything(published) WITH ORDINALITY AS e (line, place)
            WHERE line NOT LIKE '(published_%' AND line NOT LIKE '(dimensions,%' AND line !~ '^\([^,]*,20'
              AND (NOT of_all OR line LIKE '(0,All,1,All,%'));
END $$;
SELECT pg_temp.told('public_report') AS told, pg_temp.told('public_report', true) AS told_of_all \gset
SELECT publish_star_report('report', 'public_report', every => '0') IS NOT NULL AS published;
SELECT pg_temp.told('public_report') = :'told' AS the_same;
CREATE TABLE disclosure.shuffled AS
SELECT * FROM disclosure.readings ORDER BY hashtext(family || completed_on || area_no);
CALL disclosure.make('shuffled', '{district,team,cluster,everybody}', 'disclosure.shuffled');
SELECT publish_star_report('shuffled', 'public_shuffled') IS NOT NULL AS published;
SELECT pg_temp.told('public_shuffled', true) = :'told_of_all' AS the_same,
       (SELECT count(*) FROM (TABLE public_report.stored_progress EXCEPT TABLE public_shuffled.stored_progress) AS d)
           AS differ;
SELECT publish_star_report('report', 'public_report', dimensions => '{cluster}', every => '0') IS NOT NULL AS published;
SELECT pg_temp.told('public_report', true) = :'told_of_all' AS the_same,
       (SELECT string_agg(DISTINCT dimension, ', ') FROM public_report.inclusion) AS dimensions;
SELECT publish_star_report('report', 'public_report', dimensions => '{}', every => '0') IS NOT NULL AS published;
SELECT pg_temp.told('public_report', true) = :'told_of_all' AS the_same;
SELECT publish_star_report('report', 'public_report', 10, every => '0') IS NOT NULL AS published;
SELECT pg_temp.told('public_report', true) = :'told_of_all' AS otherwise_it_tells,
       split_part(obj_description('public_report.inclusion'::regclass), E'\n', 2) AS mark;

-- What users gave a publication stays
CREATE VIEW disclosure.theirs AS SELECT number FROM public_report.inclusion WHERE measure_no = 1 AND dimension_no = 0;
CREATE ROLE outcomestar_reader;
GRANT SELECT ON public_report.inclusion TO outcomestar_reader;
COMMENT ON VIEW public_report.activity IS 'ours';
SELECT publish_star_report('report', 'public_report', every => '0') IS NOT NULL AS published;
SELECT number FROM disclosure.theirs;
SELECT has_table_privilege('outcomestar_reader', 'public_report.inclusion', 'SELECT') AS granted,
       obj_description('public_report.activity'::regclass) AS comment;
SELECT grant_star_report('public_report', 'outcomestar_reader'),
       revoke_star_report('public_report', 'outcomestar_reader');
DROP ROLE outcomestar_reader;

-- What it is not for
\set VERBOSITY sqlstate
SELECT publish_star_report('report', 'public_report');
\set VERBOSITY terse
SELECT publish_star_report('report', 'public_report', every => '-1 day');
SELECT publish_star_report('report', 'public_report', every => NULL);
SELECT publish_star_report('report', NULL);
SELECT publish_star_report(NULL, 'public_report');
SELECT publish_star_report('report', 'public_report', 1);
SELECT publish_star_report('report', 'public_report', NULL);
SELECT publish_star_report('report', 'public_report', dimensions => '{distrikt}', every => '0');
SELECT publish_star_report('report', 'public_report', dimensions => '{team,NULL}', every => '0');
SELECT publish_star_report('report', 'disclosure');
SELECT publish_star_report('report', 'of_a_year');
SELECT publish_star_report('report', 'report');
SELECT publish_star_report('public_report', 'another');
SELECT refresh_star_report('public_report');
\echo :LAST_ERROR_SQLSTATE
SELECT freeze_star_report('public_report', 'frozen');
CALL disclosure.make('public_report', '{}');
-- a team in two dimensions that cross each other
CREATE TABLE disclosure.crossed AS
SELECT *, cluster || ', ' || coalesce(district, '') AS both_of_them FROM disclosure.families;
SELECT create_star_report('disclosure.readings', 'crossed', 'family', 'completed_on', 'area_no', 'reading',
                          families => 'disclosure.crossed', dimensions => '{cluster,district,both_of_them}') <> ''
    AS made;
SELECT publish_star_report('crossed', 'public_crossed');
SELECT publish_star_report('crossed', 'public_crossed', dimensions => '{cluster,both_of_them}') <> '' AS published;
UPDATE public_crossed.stored_members SET reviewed = reviewed + 1, stars = 0, progressed_in[1] = 0
WHERE dimension_no = 1;
SELECT count(*) > 3 AS found FROM pg_temp.contradicting_figures('public_crossed') WHERE wrong > 0;
SELECT * FROM pg_temp.wrongly_published('public_crossed', 5) WHERE wrong > 0 AND rule LIKE 'inclusion.%';
SELECT count(*) > 0 AS found FROM pg_temp.members_not_adding_up('public_crossed') WHERE wrong > 0;

DROP VIEW disclosure.theirs;
SELECT drop_star_report('public_report'), drop_star_report('public_shuffled'), drop_star_report('public_crossed');
SELECT count(*) AS left FROM pg_namespace WHERE nspname LIKE 'public_%';
SELECT count(drop_star_report(report))
FROM unnest('{all_the_same,by_the_rule,crossed,of_a_year,of_no_stars,of_nobody,report,shuffled}'::name[]) AS report;
SET client_min_messages = warning;
DROP SCHEMA disclosure CASCADE;
