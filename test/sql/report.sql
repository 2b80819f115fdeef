-- The councils' reports are the same from every shape of the same records.  (Test demo compares them with the print.)
SET client_min_messages = warning;
CREATE SCHEMA shapes;
CREATE TABLE shapes.long (council text, family_id text, star_no integer, completed_on date, completed_by text,
                          area_no integer, reading integer);
CREATE TABLE shapes.family (council text, family_id text, added_on date, left_on date, in_change_base boolean);
CREATE TABLE shapes.change (family_id text, domain text, start_reading integer, end_reading integer);
ALTER TABLE shapes.long ALTER council SET DEFAULT 'south';
\copy shapes.long (family_id, star_no, completed_on, completed_by, area_no, reading) FROM 'test/data/south_staffs_2017_06/readings.csv' (FORMAT csv, HEADER)
ALTER TABLE shapes.long ALTER council SET DEFAULT 'tamworth';
\copy shapes.long (family_id, star_no, completed_on, completed_by, area_no, reading) FROM 'test/data/tamworth_2017_09/readings.csv' (FORMAT csv, HEADER)
ALTER TABLE shapes.family ALTER council SET DEFAULT 'south';
\copy shapes.family (family_id, added_on, in_change_base) FROM 'test/data/south_staffs_2017_06/families.csv' (FORMAT csv, HEADER)
ALTER TABLE shapes.family ALTER council SET DEFAULT 'tamworth';
\copy shapes.family (family_id, added_on, left_on, in_change_base) FROM 'test/data/tamworth_2017_09/families.csv' (FORMAT csv, HEADER)
\copy shapes.change FROM 'test/data/leicestershire_2018/readings.csv' (FORMAT csv, HEADER)
INSERT INTO shapes.long
SELECT 'leicester', family_id, star_no, date '2017-04-01' + 364 * (star_no - 1), NULL, area_no,
       CASE star_no WHEN 1 THEN start_reading ELSE end_reading END
FROM shapes.change
JOIN star_area_names ON edition = 'Family Star Plus 1' AND area_key(area_name) = area_key(domain),
     generate_series(1, 2) AS star_no;

-- The other shapes: names of areas (of either edition, as reports spell them) with readings as text;
-- a column an area; whole Stars
CREATE TABLE shapes.named AS
SELECT council, family_id, completed_on::timestamp AS completed_on, completed_by, upper(area_name) || '  ' AS area,
       ' ' || reading AS reading
FROM shapes.long
JOIN (SELECT area_no, (array_agg(area_name ORDER BY area_name COLLATE "C"))[1] AS area_name FROM star_area_names
      WHERE edition = 'Family Star Plus 2' GROUP BY area_no) AS area USING (area_no);
SELECT string_agg(format('max(reading) FILTER (WHERE area_no = %s)::smallint AS area_%1$s', n), ', ') AS columns,
       string_agg('area_' || n, ',') AS names
FROM generate_series(1, 10) AS n \gset
CREATE TABLE shapes.wide AS
SELECT council, family_id, completed_on, completed_by, :columns FROM shapes.long
GROUP BY council, family_id, completed_on, completed_by;
CREATE TABLE shapes.star AS
SELECT council, family_id, completed_on, completed_by, outcome_star(ARRAY[:names]) AS whole FROM shapes.wide;

-- Reports of each council from each shape
SELECT format('CREATE VIEW shapes.%s_%s AS SELECT * FROM shapes.%2$s WHERE council = %1$L', council, source)
FROM unnest('{south,tamworth,leicester}'::text[]) AS council,
     unnest('{long,named,wide,star,family}'::text[]) AS source \gexec
SELECT create_star_report(('shapes.' || council || '_' || shape)::regclass, (council || '_' || shape)::name,
    'family_id', 'completed_on',
    area => CASE shape WHEN 'long' THEN 'area_no' WHEN 'named' THEN 'area' END,
    reading => CASE WHEN shape IN ('long', 'named') THEN 'reading' END,
    areas => CASE shape WHEN 'wide' THEN string_to_array(:'names', ',') END,
    star => CASE shape WHEN 'star' THEN 'whole' END,
    completed_by => 'completed_by',
    families => CASE WHEN council <> 'leicester' THEN 'shapes.' || council || '_family' END::regclass,
    dimensions => CASE WHEN council <> 'leicester' THEN '{in_change_base}'::text[] END, quarter_starts => 9)
FROM unnest('{south,tamworth,leicester}'::text[]) AS council, unnest('{long,named,wide,star}'::text[]) AS shape;

-- Differing rows in all views of all of them
CREATE FUNCTION pg_temp.differing(former text, latter text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    n bigint;
BEGIN
    EXECUTE format('SELECT count(*)
                    FROM ((TABLE %1$s EXCEPT ALL TABLE %2$s) UNION ALL (TABLE %2$s EXCEPT ALL TABLE %1$s)) AS d',
                   former, latter) INTO n;
    RETURN n;
END $$;
-- (rows of the source are others where a row is a Star)
SELECT shape, count(*) AS views, sum(pg_temp.differing(council || '_long.' || view_name,
                                                       council || '_' || shape || '.' || view_name)) AS differing_rows
FROM report_views(), unnest('{south,tamworth,leicester}'::text[]) AS council,
     unnest('{named,wide,star}'::text[]) AS shape
WHERE view_name <> 'report_options' AND (shape = 'named' OR view_name <> 'source_rows')
GROUP BY shape ORDER BY shape;
SELECT pg_temp.differing('south_long.inclusion', 'tamworth_long.inclusion') > 0 AS otherwise_it_tells;

-- Views hold built-in types, but for one; numbers with a scale; a comment on each view and column
SELECT view_name, column_name, column_type
FROM report_views(), report_relation_columns(('south_long.' || view_name)::regclass)
WHERE column_type NOT IN ('integer', 'bigint', 'text', 'date', 'boolean') ORDER BY view_name;
SELECT attrelid::regclass, attname FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
WHERE relnamespace = 'south_long'::regnamespace AND relkind = 'v' AND attnum > 0
  AND col_description(attrelid, attnum) IS NULL;
SELECT oid::regclass FROM pg_class
WHERE relnamespace = 'south_long'::regnamespace AND relkind IN ('r', 'v') AND obj_description(oid, 'pg_class') IS NULL;
SELECT view_name, string_agg(column_name, ', ') AS columns
FROM report_views(), report_relation_columns(('south_long.' || view_name)::regclass)
GROUP BY view_name ORDER BY view_name;
SELECT relname FROM pg_class WHERE relnamespace = 'south_long'::regnamespace AND relkind = 'r' ORDER BY relname;
-- a dimension of the name of another column of a view gets another name
SELECT view_name, column_name FROM report_views(), report_relation_columns(('south_long.' || view_name)::regclass)
WHERE view_name IN (SELECT c.view_name FROM report_view_columns() AS c WHERE c.column_name = '{member}')
  AND report_dimension_columns(jsonb_build_object('dimensions', ARRAY[column_name])) = ARRAY[column_name]
  AND column_name <> 'in_change_base';

-- progress_tests: the reference values of test wilcoxon that are of these councils, rounded; and nothing where nobody
-- moved
CREATE TABLE shapes.reference (
    name text, matrix progress_matrix, families bigint, rose bigint, fell bigint, unchanged bigint, w_plus numeric,
    w_minus numeric, z numeric, p numeric, r numeric, rank_biserial numeric);
\copy shapes.reference FROM 'test/data/statistics/wilcoxon.csv' (FORMAT csv, HEADER)
SELECT council, count(*) AS tests,
       count(*) FILTER (WHERE (t.families, t.rose, t.fell, t.unchanged) = (r.families, r.rose, r.fell, r.unchanged))
           AS counts,
       count(*) FILTER (WHERE (t.z, t.p) = (round(r.z, 3), round(r.p, 6))) AS z_and_p,
       count(*) FILTER (WHERE (t.r, t.rank_biserial) = (round(r.r, 2), round(r.rank_biserial, 2))) AS sizes
FROM (SELECT 'ss' AS council, * FROM south_long.progress_tests
      UNION ALL SELECT 'ta', * FROM tamworth_long.progress_tests) AS t
JOIN shapes.reference AS r ON r.name = format('%s All %s', council, area_no)
WHERE dimension_no = 0 GROUP BY council ORDER BY council;
SELECT count(*) FILTER (WHERE rose + fell > 0) > 0 AS moved,
       count(*) FILTER (WHERE (rose + fell = 0) <> (num_nulls(z, p, r, rank_biserial) = 4)
                           OR (rose + fell > 0) <> (num_nonnulls(z, p, r, rank_biserial) = 4)) AS wrong
FROM (TABLE south_long.progress_tests UNION ALL TABLE leicester_long.progress_tests) AS t;

-- member_differences and member_residuals: the reference values of test chi_squared, rounded, from families that moved
-- as their counts say; others, of no member, make no difference
CREATE TABLE shapes.member_residual (
    area_no integer, member text, outcome text, families integer, expected numeric, standardised numeric,
    adjusted numeric);
CREATE TABLE shapes.member_difference (
    area_no integer, families bigint, members bigint, chi_squared numeric, df integer, p numeric, cramers_v numeric,
    least_expected numeric, expected_below_5 integer, p_holm numeric);
\copy shapes.member_residual FROM 'test/data/statistics/member_residuals.csv' (FORMAT csv, HEADER)
\copy shapes.member_difference FROM 'test/data/statistics/member_differences.csv' (FORMAT csv, HEADER)
CREATE TABLE shapes.moved AS
SELECT concat(member, ' ', area_no, ' ', outcome, ' ', n) AS family, date '2020-01-01' + star_no AS day, member,
       area_no,
       CASE WHEN star_no = 1 THEN 5 WHEN outcome = 'progressed' THEN 8 WHEN outcome = 'regressed' THEN 2 ELSE 6 END
           AS reading
FROM (TABLE shapes.member_residual
      UNION ALL SELECT area_no, member, outcome, 40, NULL, NULL, NULL
      FROM (VALUES (1, 'progressed'), (2, 'regressed')) AS v (area_no, outcome), unnest('{NULL," "}'::text[]) AS member)
         AS r, generate_series(1, families) AS n, generate_series(1, 2) AS star_no;
SELECT create_star_report('shapes.moved', 'moved', 'family', 'day', 'area_no', 'reading', dimensions => '{member}');
SELECT count(*) AS areas,
       count(*) FILTER (WHERE (v.families, v.members, v.df, v.expected_below_5)
                            = (r.families, r.members, r.df, r.expected_below_5)) AS counts,
       count(*) FILTER (WHERE (v.chi_squared, v.cramers_v, v.least_expected)
                            = (round(r.chi_squared, 3), round(r.cramers_v, 3), round(r.least_expected, 2))) AS sizes,
       count(*) FILTER (WHERE (v.p, v.p_holm) = (round(r.p, 6), round(r.p_holm, 6))) AS p
FROM shapes.member_difference AS r JOIN moved.member_differences AS v USING (area_no);
SELECT count(*) AS rows, count(*) FILTER (WHERE v.families = r.families) AS families,
       count(*) FILTER (WHERE v.expected = round(r.expected, 2)) AS expected,
       count(*) FILTER (WHERE v.adjusted_residual = round(r.adjusted, 2)) AS adjusted,
       count(*) FILTER (WHERE v.differs IS NOT DISTINCT FROM CASE
           WHEN abs(r.adjusted) > 1.96 AND r.expected < 5 THEN 'too few to tell' WHEN r.adjusted > 1.96 THEN 'more'
           WHEN r.adjusted < -1.96 THEN 'fewer' END) AS differs
FROM shapes.member_residual AS r JOIN moved.member_residuals AS v USING (area_no, member, outcome);
SELECT differs, count(*) FROM moved.member_residuals GROUP BY differs ORDER BY differs;
-- areas without families, of which there is nothing to say
SELECT count(*) AS areas, count(*) FILTER (WHERE (families, members, df, expected_below_5) = (0, 0, 0, 0)
    AND num_nulls(chi_squared, p, p_holm, cramers_v, least_expected) = 5) AS empty
FROM moved.member_differences WHERE area_no NOT IN (SELECT area_no FROM shapes.member_difference);
SELECT count(*) AS rows, count(*) FILTER (WHERE families = 0 AND base = 0
    AND num_nulls(percent, overall_percent, expected, adjusted_residual, differs) = 5) AS empty
FROM moved.member_residuals WHERE area_no NOT IN (SELECT area_no FROM shapes.member_difference);
-- one member, or none that is recorded: the rows are there, and say nothing
CREATE VIEW shapes.of_one_member AS SELECT *, 'One' AS one, NULL::text AS none FROM shapes.moved;
SELECT create_star_report('shapes.of_one_member', 'moved', 'family', 'day', 'area_no', 'reading',
                          dimensions => '{one,none}');
SELECT dimension, count(*) AS areas, max(members) AS members, max(families) AS families, max(df) AS df, max(p) AS p,
       max(p_holm) AS p_holm, max(least_expected) AS least_expected
FROM moved.member_differences GROUP BY dimension ORDER BY dimension;
SELECT member, area_no, outcome, families, base, percent, overall_percent, expected, adjusted_residual, differs
FROM moved.member_residuals WHERE area_no <= 2 ORDER BY dimension_no, area_no, outcome_no;
SELECT drop_star_report('moved');

-- Each view has a page in the documentation, with the table of its columns (test documentation compares that),
-- and a place in the index
CREATE TEMPORARY TABLE pages (line text);
\copy pages FROM PROGRAM 'grep -hE "^<!-- sql: |[.]md[)]" doc/views/*.md'
SELECT view_name FROM report_views()
WHERE NOT EXISTS (SELECT FROM pages WHERE strpos(line, format('view_name = ''%s''', view_name)) > 0)
   OR NOT EXISTS (SELECT FROM pages WHERE strpos(line, format('| [%s](%1$s.md) |', view_name)) > 0);

\i test/unsound_reports.psql
SELECT * FROM pg_temp.unsound_reports();
SELECT count(drop_star_report((council || '_' || shape)::name)) AS dropped
FROM unnest('{south,tamworth,leicester}'::text[]) AS council, unnest('{long,named,wide,star}'::text[]) AS shape;
SELECT count(*) FROM pg_namespace WHERE nspname ~ '^(south|tamworth|leicester)_';
DROP SCHEMA shapes CASCADE;
