-- controlled_rounding: what is published adds up, and is near what is true.
\set VERBOSITY terse

CREATE TABLE line (value text);
\copy line FROM 'test/data/rounding/rounding_cases.jsonl' (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE FUNCTION numbers(list jsonb) RETURNS bigint[] IMMUTABLE
    RETURN translate(nullif(list, 'null')::text, '[] ', '{}')::bigint[];
CREATE TABLE rounding AS
SELECT c->>'name' AS name, (c->>'base')::integer AS base, numbers(c->'counts') AS counts,
       numbers(c->'figures')::integer[] AS figures, numbers(c->'totals') AS totals,
       numbers(c->'rounded') AS reference, (c->>'objective')::bigint AS reference_objective
FROM line, CAST(value AS jsonb) AS c;
ALTER TABLE rounding ADD rounded bigint[];
UPDATE rounding SET rounded = controlled_rounding(counts, figures, base, totals);
-- as the reference does it
SELECT count(*) AS cases, count(*) FILTER (WHERE rounded = reference) AS same FROM rounding;

-- Cells, and the figures that are sums of them, of members and of All (0)
CREATE VIEW cell AS
SELECT name, base, totals, member, atom, counts[member][atom] AS families, rounded[member][atom] AS published
FROM rounding, generate_subscripts(counts, 1) AS member, generate_subscripts(counts, 2) AS atom;
CREATE VIEW figure AS
SELECT name, base, grouping_no, member, r.figures[grouping_no][atom] AS class, sum(families) AS families,
       sum(published) AS published
FROM rounding AS r
JOIN (SELECT name, member, atom, families, published FROM cell
      UNION ALL SELECT name, 0, atom, sum(families), sum(published) FROM cell GROUP BY name, atom) AS c USING (name),
     generate_subscripts(r.figures, 1) AS grouping_no
WHERE r.figures[grouping_no][atom] > 0
GROUP BY name, base, grouping_no, member, class;
-- multiples of the base, none below zero; without totals none further than rounded down or up
SELECT count(*) FILTER (WHERE published % base <> 0) AS no_multiple,
       count(*) FILTER (WHERE published < 0) AS below_zero,
       count(*) FILTER (WHERE totals IS NULL AND abs(published - families) >= base) AS far
FROM cell;
-- without totals, those of All are the nearest multiples; with them, they are kept
SELECT count(*) AS figures,
       count(*) FILTER (WHERE totals IS NULL AND member = 0
                          AND 2 * abs(published - families) > rounding.base) AS not_nearest,
       count(*) FILTER (WHERE member > 0 AND published <> totals[member][class + 1]) AS not_kept
FROM figure JOIN rounding USING (name) WHERE grouping_no = 1;
-- how far off figures are, those of members and of All, in squares
SELECT count(*) AS cases, round(avg(objective / reference_objective), 3) AS of_reference FROM (
    SELECT name, reference_objective, sum((published - f.families) ^ 2) AS objective
    FROM figure AS f JOIN rounding USING (name) GROUP BY name, reference_objective) AS c
WHERE reference_objective > 0;

-- Sums that an earlier rounding has fixed, with totals and without
SELECT controlled_rounding('{{1,2},{4,4}}', '{{1,1}}', 5, NULL, '{5,5}') AS of_sums,
       controlled_rounding('{{1,2},{4,4}}', '{{1,1}}', 5, '{{0,0},{0,10}}', '{5,5}') AS of_both;
-- the same counts, the same publication
SELECT count(*) FROM rounding WHERE rounded <> controlled_rounding(counts, figures, base, totals);
-- what is published already stays
SELECT count(*) FROM rounding WHERE rounded <> controlled_rounding(rounded, figures, base);

-- What does not fit
SELECT controlled_rounding(NULL, '{{1}}', 5) IS NULL AND controlled_rounding('{{1}}', NULL, 5) IS NULL
   AND controlled_rounding('{{1}}', '{{1}}', NULL) IS NULL AS is_null;
SELECT controlled_rounding('{{1,2}}', '{{1,1}}', 1);
\echo :LAST_ERROR_SQLSTATE
SELECT controlled_rounding('{{1,2}}', '{{1,1}}', 1001);
SELECT controlled_rounding('{{1,NULL}}', '{{1,1}}', 5);
SELECT controlled_rounding('{{1,-2}}', '{{1,1}}', 5);
SELECT controlled_rounding('{{1,1000000001}}', '{{1,1}}', 5);
SELECT controlled_rounding('{1,2}', '{{1,1}}', 5);
SELECT controlled_rounding('{}', '{}', 5);
SELECT controlled_rounding('{{1,2,3}}', '{{1,1}}', 5);
SELECT controlled_rounding('{{1,2}}', '{{1,9}}', 5);
SELECT controlled_rounding('{{1,2}}', '{{1,-1}}', 5);
SELECT controlled_rounding('{{1,2}}', '{{1,1}}', 5, '{{0,3}}');
SELECT controlled_rounding('{{1,2}}', '{{1,1}}', 5, '{{0,1000000000}}');
SELECT controlled_rounding('{{1,2}}', '{{1,1}}', 5, '{{0,5,5}}');
SELECT controlled_rounding('{{1,2}}', '{{2,2}}', 5, '{{0,5,0}}');
SELECT controlled_rounding('{{1,2}}', '{{1,1}}', 5, NULL, '{5}');
SELECT controlled_rounding('{{1,2}}', '{{1,1}}', 5, NULL, '{5,4}');
SELECT controlled_rounding('{{1,2},{4,4}}', '{{1,1}}', 5, '{{0,5},{0,10}}', '{5,5}');

-- rounded: one row, one table, one matrix or distribution
SELECT rounded('{1,2,3,4,5,6,7}'::bigint[]) AS a_row, rounded('{{1,2,9},{3,4,11}}'::bigint[], 10) AS a_table,
       rounded('{1,2,3,4,5,6,7,8,9,10}'::stage_distribution) AS by_reading,
       rounded('{1,2,3,4,5}'::stage_distribution, 3) AS by_stage, rounded('{}'::bigint[]) AS nothing;
CREATE TABLE counted AS
SELECT case_no, (SELECT array_agg(cells ORDER BY start) FROM (
           SELECT start, array_agg(hashint8(case_no * 1000 + start * 10 + latest) & (case_no - 1)
                                   ORDER BY latest) AS cells
           FROM generate_series(1, width) AS start, generate_series(1, width) AS latest GROUP BY start) AS row
       )::text::progress_matrix AS matrix
FROM (VALUES (1, 10), (2, 10), (4, 5), (8, 10), (16, 5), (32, 10), (64, 10)) AS c (case_no, width);
-- what it sums to is as far from true as a few families
SELECT case_no, base, family_count(matrix) AS families, family_count(rounded) AS published,
       max(abs(c.families - p.families)) < base AS cells_near,
       abs(progressed(matrix) - progressed(rounded)) + abs(regressed(matrix) - regressed(rounded))
           + abs(stayed_at_top(matrix) - stayed_at_top(rounded)) <= 2 * base AS figures_near,
       bool_and(p.families % base = 0) AS multiples
FROM counted, unnest('{3,5,10}'::integer[]) AS base, rounded(matrix, base) AS rounded,
     LATERAL unnest(matrix::bigint[]) WITH ORDINALITY AS c (families, place)
JOIN LATERAL unnest(rounded::bigint[]) WITH ORDINALITY AS p (families, place) USING (place)
GROUP BY case_no, base, matrix, rounded ORDER BY case_no, base;
SELECT rounded(NULL::bigint[]) IS NULL AND rounded(NULL::progress_matrix) IS NULL AS is_null;
SELECT rounded('{1,NULL}'::bigint[]);
SELECT rounded('{{{1}}}'::bigint[]);
SELECT rounded('{1}'::bigint[], 1);
