-- the last digits are those of the C library
SET extra_float_digits = -3;

-- The values of R: cor(method = 'spearman') of the changes in each two areas, over the families that have both
CREATE TEMP TABLE change (family text, area_no integer, start integer, latest integer);
\copy change FROM 'test/data/statistics/area_changes.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE link (area_no integer, other_area_no integer, families bigint, spearman double precision);
\copy link FROM 'test/data/statistics/area_links.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE family AS
SELECT family, outcome_star(area_no, start) AS start, outcome_star(area_no, latest) AS latest
FROM change GROUP BY family;
CREATE FUNCTION near(one double precision, other double precision) RETURNS boolean
    RETURN one IS NOT DISTINCT FROM other OR abs(one - other) <= 1e-12;
SELECT count(*) AS links, count(*) FILTER (WHERE l.families = r.families) AS families,
       count(*) FILTER (WHERE near(l.spearman, r.spearman)) AS spearman
FROM (SELECT joint_changes(start, latest) AS counts FROM family) AS f, area_links(counts) AS l
JOIN link AS r USING (area_no, other_area_no);

-- What has to hold: neither the order of rows matters, nor how often there is each family, nor whether time runs
-- backwards; with one of two areas turned round the sign is the other one; a pair is the same both ways
CREATE FUNCTION same(changed text) RETURNS TABLE (links bigint, same bigint) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format('
        SELECT count(*), count(*) FILTER (WHERE near(l.spearman, r.spearman))
        FROM (SELECT joint_changes(start, latest) AS counts FROM (%s) AS f) AS f, area_links(counts) AS l
        JOIN link AS r USING (area_no, other_area_no)', changed);
END $$;
SELECT * FROM same('SELECT start, latest FROM family ORDER BY hashtext(family)');
SELECT * FROM same('SELECT start, latest FROM family, generate_series(1, 3)');
SELECT * FROM same('SELECT latest AS start, start AS latest FROM family');
SELECT count(*) AS links, count(*) FILTER (WHERE near(l.spearman, CASE WHEN 3 IN (area_no, other_area_no)
                                                                       THEN -r.spearman ELSE r.spearman END)) AS turned
FROM (SELECT joint_changes(start, latest) AS counts
      FROM (SELECT outcome_star(area_no, CASE area_no WHEN 3 THEN latest ELSE change.start END) AS start,
                   outcome_star(area_no, CASE area_no WHEN 3 THEN change.start ELSE latest END) AS latest
            FROM change GROUP BY family) AS f) AS f, area_links(counts) AS l
JOIN link AS r USING (area_no, other_area_no);
SELECT bool_and(a.spearman = b.spearman AND a.families = b.families) AS both_ways
FROM (SELECT joint_changes(start, latest) AS counts FROM family) AS f, area_links(counts) AS a
JOIN LATERAL area_links(counts) AS b ON (b.other_area_no, b.area_no) = (a.area_no, a.other_area_no);

-- Counted in parts
SELECT joint_changes(start, latest) = (
           SELECT joint_changes_combine(joint_changes(start, latest) FILTER (WHERE family < 'PC100'),
                                        joint_changes(start, latest) FILTER (WHERE family >= 'PC100'))
           FROM family) AS in_parts
FROM family;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
ALTER TABLE family SET (parallel_workers = 2);
CREATE TABLE persistent_family AS TABLE family;
ALTER TABLE persistent_family SET (parallel_workers = 2);
EXPLAIN (COSTS OFF) SELECT joint_changes(start, latest) FROM persistent_family;
SELECT joint_changes(start, latest) = (SELECT joint_changes(start, latest) FROM family) AS in_parallel
FROM persistent_family;
DROP TABLE persistent_family;

-- By hand: ties, a contradiction and a reading that is missing, all 15 areas, changes from -9 to 9
SELECT l.area_no, l.other_area_no, l.families, l.spearman
FROM (SELECT joint_changes(start, latest) AS counts
      FROM (VALUES ('{1,1,5}'::outcome_star, '{10,10,5}'::outcome_star), ('{10,10}', '{1,1}'), ('{5,5,1}', '{5,6,1}'),
                   ('{5,5,?}', '{5,6,1}'), (NULL, '{1,1,1}'), ('{1,1,1}', NULL), ('{}', '{1,1,1}'),
                   ('{1}', '{2}')) AS t (start, latest)) AS f, area_links(counts) AS l;
SELECT count(*), min(l.spearman), max(l.spearman), max(l.area_no) AS areas, max(l.families) AS families
FROM (SELECT joint_changes(outcome_star(array_fill(first, '{15}')), outcome_star(array_fill(11 - first, '{15}')))
                 AS counts
      FROM generate_series(1, 10) AS first) AS f, area_links(counts) AS l;

-- Nobody; one family; one area; nothing varies
SELECT joint_changes(start, latest) AS nobody, joint_changes_final('{}') AS also FROM family WHERE false;
SELECT count(*) FROM area_links('{}');
SELECT l.* FROM (SELECT joint_changes('{1,2}', '{3,3}') AS counts) AS f, area_links(counts) AS l;
SELECT count(*) FROM (SELECT joint_changes('{1}', '{3}') AS counts) AS f, area_links(counts);
SELECT l.* FROM (SELECT joint_changes(start, '{5,5}') AS counts
                 FROM unnest('{"{1,5}","{2,5}"}'::outcome_star[]) AS start) AS f, area_links(counts) AS l;

-- 4 x 10^18 families of two kinds, and one more than there can be
SELECT l.area_no, l.families, l.spearman
FROM (SELECT joint_changes_combine(state, joint_changes_add('{}', '{1,1}', '{1,3}')) AS counts
      FROM (SELECT array_agg(families * 4611686018427387904 ORDER BY n) AS state
            FROM unnest(joint_changes_add('{}', '{1,1}', '{3,1}')) WITH ORDINALITY AS c (families, n)) AS s) AS f,
     area_links(counts) AS l;
SELECT joint_changes_add(state, '{1,1}', '{3,1}') IS NULL AS never
FROM (SELECT array_agg(families * 9223372036854775807 ORDER BY n) AS state
      FROM unnest(joint_changes_add('{}', '{1,1}', '{3,1}')) WITH ORDINALITY AS c (families, n)) AS s;
\echo :LAST_ERROR_SQLSTATE

-- Support functions called by hand leave their arguments alone, and check them
CREATE TEMP TABLE kept AS SELECT joint_changes('{9,3}', '{10,8}') AS counts;
SELECT (SELECT sum(n) FROM unnest(joint_changes_add(counts, '{1,2}', '{1,2}')) AS n) AS one_more,
       (SELECT sum(n) FROM unnest(joint_changes_combine(counts, counts)) AS n) AS both,
       joint_changes_combine('{}', counts) = counts AS right, joint_changes_combine(counts, '{}') = counts AS left,
       (SELECT sum(n) FROM unnest(counts) AS n) AS kept,
       joint_changes_add(NULL, '{9}', '{9}'), joint_changes_combine(NULL, counts), cardinality(counts)
FROM kept;
SELECT joint_changes_add('{1,2,3}', '{9}', '{9}');
\echo :LAST_ERROR_SQLSTATE
SELECT joint_changes_combine(counts, counts || 0::bigint) FROM kept;
SELECT joint_changes_combine(counts, counts[:37904] || NULL::bigint) FROM kept;
SELECT joint_changes_combine(array_fill(0::bigint, '{37905}', '{0}'), counts) FROM kept;
SELECT joint_changes_combine(counts, array_fill(-1::bigint, '{37905}')) FROM kept;

DROP FUNCTION same, near;
