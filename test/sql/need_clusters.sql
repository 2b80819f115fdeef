SET client_min_messages = warning;
CREATE SCHEMA clusters;
SET search_path = clusters, public;

-- The clusters of another implementation, in Python, with exact fractions: of 1,118 families and 57 needs, and of 40
-- families and 8 needs, many of whom have the same ones
CREATE TABLE expected (family_id text, pattern text, cluster integer);
CREATE TABLE few_expected (LIKE expected);
\copy expected FROM 'test/data/statistics/need_clusters.csv' (FORMAT csv, HEADER)
\copy few_expected FROM 'test/data/statistics/need_clusters_small.csv' (FORMAT csv, HEADER)
CREATE FUNCTION needs(count integer) RETURNS text[]
    RETURN ARRAY(SELECT 'need_' || n FROM generate_series(1, count) AS n);
-- as needs are written
CREATE FUNCTION make(name text, source text, needs integer, written text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I AS SELECT family_id, %s FROM %s AS source', name, (
        SELECT string_agg(format(written || ' AS need_%2$s', format('substr(pattern, %s, 1)', n), n), ', ')
        FROM generate_series(1, needs) AS n), source);
END $$;
SELECT make('family', 'expected', 57, '%s::integer'), make('few', 'few_expected', 8, '(%s = ''1'')');
SELECT count(*) AS families, count(*) FILTER (WHERE n.cluster = e.cluster) AS same,
       count(DISTINCT e.cluster) AS clusters,
       count(*) FILTER (WHERE n.families = (SELECT count(*) FROM expected AS other WHERE other.cluster = e.cluster))
           AS counted
FROM need_clusters('family', 'family_id', needs(57), 9) AS n JOIN expected AS e ON e.family_id = n.family;
SELECT count(*) AS families, count(*) FILTER (WHERE n.cluster = e.cluster) AS same,
       count(DISTINCT e.cluster) AS clusters, count(DISTINCT pattern) AS patterns
FROM need_clusters('few', 'family_id', needs(8), 3) AS n JOIN few_expected AS e ON e.family_id = n.family;

-- No family had better be elsewhere: moved into another cluster, none lessens the sum of squared distances.  Plain SQL.
CREATE TABLE point AS
SELECT pattern, cluster, count(*)::float8 AS weight,
       (SELECT array_agg(bit::float8 ORDER BY n)
        FROM regexp_split_to_table(pattern, '') WITH ORDINALITY AS b (bit, n)) AS needs
FROM expected GROUP BY pattern, cluster;
CREATE TABLE centre AS
SELECT cluster, families, array_agg(share ORDER BY n) AS shares
FROM (SELECT cluster, n, sum(weight) AS families, sum(weight * need) / sum(weight) AS share
      FROM point, unnest(needs) WITH ORDINALITY AS u (need, n) GROUP BY cluster, n) AS shares
GROUP BY cluster, families;
CREATE TABLE distance AS
SELECT p.pattern, p.weight, p.cluster AS own, c.cluster, c.families,
       (SELECT sum((need - share) ^ 2) FROM unnest(p.needs, c.shares) AS u (need, share)) AS squared
FROM point AS p, centre AS c;
SELECT count(*) AS moves, count(*) FILTER (WHERE o.squared * o.families / (o.families - o.weight)
                                                 > d.squared * d.families / (d.families + d.weight) + 1e-9) AS better
FROM distance AS d JOIN distance AS o ON o.pattern = d.pattern AND o.own = o.cluster
WHERE d.own <> d.cluster AND o.families > o.weight;

-- What has to hold: neither the order of rows matters, nor how often there is each family, nor how needs are written
CREATE FUNCTION same(source regclass) RETURNS TABLE (families bigint, same bigint)
BEGIN ATOMIC
    SELECT count(*), count(*) FILTER (WHERE n.cluster = e.cluster)
    FROM need_clusters(source, 'family_id'::text, needs(57), 9) AS n JOIN expected AS e ON e.family_id = n.family;
END;
CREATE TABLE shuffled AS SELECT * FROM family ORDER BY md5(family_id);
CREATE TABLE tripled AS SELECT f.* FROM family AS f, generate_series(1, 3);
SELECT make('as_text', 'expected', 57, '(ARRAY['' no'', ''YES ''])[%s::integer + 1]'),
       make('as_letter', 'expected', 57, '(ARRAY[''F'', ''t''])[%s::integer + 1]::char(5)'),
       make('as_numeric', 'expected', 57, '%s::numeric');
SELECT source, same.*
FROM unnest('{shuffled,tripled,as_text,as_letter,as_numeric}'::regclass[]) AS source, same(source);

-- A need that is not known, or blank: no cluster, and no difference to the others
CREATE VIEW some_missing AS
SELECT family_id, need_1, need_2, need_3 FROM as_text
UNION ALL VALUES ('nothing', NULL, NULL, NULL), ('one missing', 'yes', NULL, 'no'), ('blank', 'yes', ' ', 'no'),
                 (NULL, 'yes', 'no', 'no');
SELECT family, cluster, families FROM need_clusters('some_missing', 'family_id', needs(3), 3)
WHERE family !~ '^N' OR family IS NULL ORDER BY family;
CREATE VIEW known_and_missing AS SELECT * FROM some_missing WHERE family_id IS NOT NULL;
SELECT count(*) FILTER (WHERE a.cluster = b.cluster) = count(*) AS no_difference
FROM need_clusters('as_text', 'family_id', needs(3), 3) AS a
JOIN need_clusters('known_and_missing', 'family_id', needs(3), 3) AS b USING (family);

-- More clusters than different families; one; one family; nobody; nobody of whom all is known; all alike
SELECT max(cluster) AS most, count(DISTINCT cluster) AS clusters FROM need_clusters('few', 'family_id', needs(2), 64);
SELECT min(cluster), max(cluster), max(families) FROM need_clusters('few', 'family_id', needs(8), 1);
CREATE VIEW one AS SELECT * FROM few LIMIT 1;
SELECT * FROM need_clusters('one', 'family_id', needs(8), 9);
CREATE VIEW nobody AS SELECT * FROM few WHERE false;
SELECT * FROM need_clusters('nobody', 'family_id', needs(8), 9);
CREATE VIEW not_known AS SELECT family_id, NULL::boolean AS need_1 FROM few LIMIT 2;
SELECT cluster, families FROM need_clusters('not_known', 'family_id', needs(1), 9);
CREATE VIEW alike AS SELECT n AS family_id, true AS need_1, false AS need_2 FROM generate_series(1, 7) AS n;
SELECT DISTINCT cluster, families FROM need_clusters('alike', 'family_id', needs(2), 9);

-- 64 needs, of which the first is the highest bit: of as large clusters the one with the lowest pattern is the first
SELECT make('widest', '(SELECT n::text AS family_id, repeat(n::text, 64) AS pattern FROM generate_series(0, 1) AS n)',
            64, '%s::integer');
SELECT * FROM need_clusters('widest', 'family_id', needs(64), 2) ORDER BY cluster;

-- Names that look like something else
CREATE TABLE "a ""b"" %I $sql$" ("the 'family' %s" text, "f'1\" boolean, "%L" boolean, "Need" boolean);
INSERT INTO "a ""b"" %I $sql$" VALUES
    ('it''s \', true, false, true), ('"%I"', false, true, false), ('', NULL, true, true);
SELECT * FROM need_clusters('"a ""b"" %I $sql$"', 'the ''family'' %s', ARRAY['f''1\', '%L', 'Need'], 2) ORDER BY family;
\i test/backslashes.psql
SELECT count(DISTINCT cluster)
FROM need_clusters('"a ""b"" %I $sql$"', 'the ''family'' %s', ARRAY[E'f''1\\', '%L', 'Need'], 2);
RESET standard_conforming_strings;
CREATE TYPE like_int AS ENUM ('yes', 'no');
CREATE VIEW of_enum AS SELECT family_id, CASE WHEN need_1 THEN 'yes' ELSE 'no' END::like_int AS need_1 FROM few;
SELECT count(DISTINCT cluster) FROM need_clusters('of_enum', 'family_id', needs(1), 2);

-- Errors
CREATE FUNCTION outcome(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hint text;
BEGIN
    EXECUTE 'SELECT count(*) FROM need_clusters(' || call || ')';
    RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    RETURN concat(SQLSTATE, ' ', SQLERRM, ' -- ' || nullif(hint, ''));
END $$;
CREATE VIEW wrong AS SELECT family_id, 2 AS need_1, 'maybe' AS need_2, date '2024-01-01' AS need_3 FROM few;
SELECT call, outcome(call) FROM unnest(ARRAY[
    $$'few', 'family_id', needs(8), 64$$, $$'few', 'family_id', needs(8), 65$$, $$'few', 'family_id', needs(8), 0$$,
    $$'few', 'family_id', needs(8), NULL$$, $$'few', 'family_id', NULL, 3$$, $$'few', NULL, needs(8), 3$$,
    $$NULL, 'family_id', needs(8), 3$$, $$4294967295::oid::regclass, 'family_id', needs(8), 3$$,
    $$'few', 'family_id', '{}', 3$$, $$'few', 'family_id', needs(65), 3$$,
    $$'few', 'family_id', '{{need_1},{need_2}}', 3$$,
    $$'few', 'family_id', '{need_1,need_1}', 3$$, $$'few', 'family_id', '{need_1,NULL}', 3$$,
    $$'few', 'family_id', '{need_9}', 3$$, $$'few', 'family', '{need_1}', 3$$, $$'wrong', 'family_id', '{need_1}', 3$$,
    $$'wrong', 'family_id', '{need_2}', 3$$, $$'wrong', 'family_id', '{need_3}', 3$$]) WITH ORDINALITY AS c (call, n)
ORDER BY n;
CREATE FUNCTION of_patterns(patterns text, families text, clusters integer) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN need_clusters_of_patterns(patterns::bigint[], families::bigint[], clusters);
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
SELECT patterns, families, clusters, of_patterns(patterns, families, clusters) FROM (VALUES
    ('{1,2}', '{1,1}', 2), ('{2,1}', '{1,1}', 2), ('{1,1}', '{1,1}', 2), ('{1,-1}', '{1,1}', 2), ('{-1,1}', '{1,1}', 2),
    ('{1,2}', '{1}', 2), ('{1,2}', '{1,0}', 2), ('{1,2}', '{50000000,50000000}', 2),
    ('{1,2}', '{50000000,50000001}', 2),
    ('{1,2}', '{1,9223372036854775807}', 2), ('{1,NULL}', '{1,1}', 2), ('{{1},{2}}', '{1,1}', 2), ('{}', '{}', 2),
    ('{1,2}', '{1,1}', 0)) AS a (patterns, families, clusters);

-- With the rights of who calls it
CREATE ROLE outcomestar_clusters;
GRANT USAGE ON SCHEMA clusters TO outcomestar_clusters;
GRANT SELECT (family_id, need_1) ON few TO outcomestar_clusters;
SET ROLE outcomestar_clusters;
SELECT count(*) FROM need_clusters('few', 'family_id', '{need_1}', 2);
SELECT count(*) FROM need_clusters('few', 'family_id', '{need_1,need_2}', 2);
RESET ROLE;

RESET search_path;
DROP OWNED BY outcomestar_clusters;
DROP ROLE outcomestar_clusters;
DROP SCHEMA clusters CASCADE;
