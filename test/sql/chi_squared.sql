-- the last digits are those of the C library
SET extra_float_digits = -3;

CREATE FUNCTION near(one double precision, other double precision) RETURNS boolean
    RETURN one IS NOT DISTINCT FROM other OR abs(one - other) <= 1e-12 * greatest(abs(other), 1e-3);

-- The values of R: chisq.test(correct = FALSE), of tables with empty rows and columns as they are without these
CREATE TEMP TABLE edge (counts bigint[], chi_squared double precision, df integer, p double precision);
\copy edge FROM 'test/data/statistics/chi_squared.csv' (FORMAT csv, HEADER, DELIMITER ';', NULL 'NA')
SELECT counts, c.df, near(c.chi_squared, e.chi_squared) AS chi_squared, near(c.p, e.p) AS p
FROM edge AS e, chi_squared(counts) AS c WHERE coalesce(e.df, 0) = c.df;

-- Progress of nine groups of families in four areas
CREATE TEMP TABLE member_residual (
    area_no integer, member text, outcome text, families bigint, expected double precision,
    standardised double precision, adjusted double precision);
CREATE TEMP TABLE member_difference (
    area_no integer, families bigint, members integer, chi_squared double precision, df integer, p double precision,
    cramers_v double precision, least_expected double precision, expected_below_5 integer, p_holm double precision);
\copy member_residual FROM 'test/data/statistics/member_residuals.csv' (FORMAT csv, HEADER)
\copy member_difference FROM 'test/data/statistics/member_differences.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE area AS
SELECT area_no, array_agg(counts ORDER BY member) AS counts
FROM (SELECT area_no, member, array_agg(families ORDER BY outcome) AS counts FROM member_residual
      GROUP BY area_no, member) AS members
GROUP BY area_no;
SELECT count(*) AS areas, count(*) FILTER (WHERE near(c.chi_squared, d.chi_squared)) AS chi_squared,
       count(*) FILTER (WHERE c.df = d.df) AS df, count(*) FILTER (WHERE abs(c.p / d.p - 1) < 1e-12) AS p,
       count(*) FILTER (WHERE near(c.cramers_v, d.cramers_v)) AS cramers_v,
       count(*) FILTER (WHERE c.families = d.families) AS families,
       count(*) FILTER (WHERE near(c.least_expected, d.least_expected)) AS least_expected,
       count(*) FILTER (WHERE c.expected_below_5 = d.expected_below_5) AS expected_below_5
FROM area JOIN member_difference AS d USING (area_no), chi_squared(counts) AS c;
SELECT count(*) AS cells, count(*) FILTER (WHERE r.families = m.families) AS families,
       count(*) FILTER (WHERE near(r.expected, m.expected)) AS expected,
       count(*) FILTER (WHERE near(r.standardised, m.standardised)) AS standardised,
       count(*) FILTER (WHERE near(r.adjusted, m.adjusted)) AS adjusted
FROM area, residuals(counts) AS r
JOIN (SELECT *, dense_rank() OVER (ORDER BY member) AS row_no, dense_rank() OVER (ORDER BY outcome) AS column_no
      FROM member_residual) AS m USING (row_no, column_no)
WHERE m.area_no = area.area_no;

-- Against plain SQL, and what has to hold of any table: the order of rows and columns, which is which, empty ones
-- between them, and the lower bounds of the array make no difference; doubled counts double chi-squared
CREATE TEMP TABLE random AS
SELECT n, (SELECT array_agg(line ORDER BY i)
           FROM (SELECT i, array_agg((abs(hashint4(n * 1000 + i * 20 + j)) % 40)::bigint ORDER BY j) AS line
                 FROM generate_series(1, 2 + n % 5) AS i, generate_series(1, 2 + n % 3) AS j GROUP BY i) AS lines)
           AS counts
FROM generate_series(1, 60) AS n;
CREATE TEMP VIEW cell AS
SELECT n, i, j, counts[i][j] AS families
FROM random, generate_subscripts(counts, 1) AS i, generate_subscripts(counts, 2) AS j;
CREATE TEMP TABLE result AS SELECT n, c.* FROM random, chi_squared(counts) AS c;
SELECT count(*) AS tables, count(*) FILTER (WHERE near(c.chi_squared, o.chi_squared::double precision)) AS chi_squared,
       count(*) FILTER (WHERE near(c.least_expected, o.least::double precision)) AS least_expected,
       count(*) FILTER (WHERE c.expected_below_5 = o.below_5) AS expected_below_5,
       count(*) FILTER (WHERE near(c.chi_squared, r.sum_of_squares)) AS sum_of_squares_of_residuals
FROM result AS c
JOIN (SELECT n, sum((families - expected) ^ 2 / expected) AS chi_squared, min(expected) AS least,
             count(*) FILTER (WHERE expected < 5) AS below_5
      FROM (SELECT n, families, sum(families) OVER (PARTITION BY n, i) * sum(families) OVER (PARTITION BY n, j)
                                / sum(families) OVER (PARTITION BY n) AS expected FROM cell) AS e
      GROUP BY n) AS o USING (n)
JOIN (SELECT n, sum(standardised ^ 2) AS sum_of_squares FROM random, residuals(counts) GROUP BY n) AS r USING (n);
CREATE FUNCTION same(text) RETURNS TABLE (tables bigint, same bigint) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT count(*), count(*) FILTER (WHERE near(c.chi_squared, r.chi_squared) AND c.df = r.df AND near(c.p, r.p)
                                           AND near(c.cramers_v, r.cramers_v)
                                           AND near(c.least_expected, r.least_expected)
                                           AND c.expected_below_5 = r.expected_below_5 AND c.families = r.families)
         FROM result AS r
         JOIN (SELECT n, array_agg(line ORDER BY i) AS counts FROM (%s) AS lines GROUP BY n) AS t USING (n),
              chi_squared(t.counts) AS c', $1);
END $$;
SELECT * FROM same('SELECT n, -i AS i, array_agg(families ORDER BY -j) AS line FROM cell GROUP BY n, i');
SELECT * FROM same('SELECT n, j AS i, array_agg(families ORDER BY i) AS line FROM cell GROUP BY n, j');
SELECT * FROM same($$SELECT n, i * 2 - empty AS i, array_agg(families * (1 - empty) ORDER BY j) || 0::bigint AS line
                     FROM cell, generate_series(0, 1) AS empty GROUP BY n, i, empty$$);
SELECT count(*) AS tables, count(*) FILTER (WHERE near(c.chi_squared, 2 * r.chi_squared)) AS chi_squared,
       count(*) FILTER (WHERE near(c.cramers_v, r.cramers_v)) AS cramers_v
FROM result AS r
JOIN (SELECT n, array_agg(line ORDER BY i) AS counts
      FROM (SELECT n, i, array_agg(2 * families ORDER BY j) AS line FROM cell GROUP BY n, i) AS lines
      GROUP BY n) AS t USING (n), chi_squared(t.counts) AS c;
SELECT c = d AS lower_bounds FROM chi_squared('{{1,2},{3,5}}') AS c, chi_squared('[0:1][-3:-2]={{1,2},{3,5}}') AS d;
SELECT count(*) AS rows_and_columns_turned, count(*) FILTER (WHERE near(a.adjusted, b.adjusted)) AS adjusted
FROM residuals('{{3,7,9},{12,2,4}}') AS a
JOIN residuals('{{3,12},{7,2},{9,4}}') AS b ON (b.row_no, b.column_no) = (a.column_no, a.row_no);

-- Degenerate tables: nobody, one cell, one row, one column, all in one cell, each row of an outcome of its own
SELECT t.counts, c.*
FROM (VALUES (1, '{{0}}'::bigint[]), (2, '{{0,0},{0,0}}'), (3, '{{7}}'), (4, '{{3,4,5}}'), (5, '{{3},{4}}'),
             (6, '{{0,0},{0,9}}'), (7, '{{9,0},{0,9}}')) AS t (n, counts), chi_squared(counts) AS c ORDER BY n;
SELECT t.counts, r.*
FROM (VALUES (1, '{{0,0}}'::bigint[]), (2, '{{3,4}}'), (3, '{{0,0},{1,9}}'), (4, '{{9,0},{0,9}}')) AS t (n, counts),
     residuals(counts) AS r ORDER BY n, row_no, column_no;

-- 10^12 families, of which one more in one cell than expected: differences are computed exactly
SELECT chi_squared * 1e12 AS chi_squared, p > 0.99999 AS p, families
FROM chi_squared('{{250000000001,249999999999},{249999999999,250000000001}}');
SELECT adjusted, expected FROM residuals('{{250000000001,249999999999},{249999999999,250000000001}}') WHERE row_no = 1;
SELECT families, df, round(cramers_v::numeric, 6) AS cramers_v, p
FROM chi_squared('{{4611686018427387904,0},{0,4611686018427387903}}');

SELECT chi_squared('{{9223372036854775807,1},{0,0}}');
\echo :LAST_ERROR_SQLSTATE
SELECT count(*) FROM residuals('{{9223372036854775807,1},{0,0}}');
SELECT chi_squared('{}');
\echo :LAST_ERROR_SQLSTATE
SELECT chi_squared('{1,2}');
SELECT chi_squared('{{{1,2},{3,4}}}');
SELECT chi_squared('{{1,2},{3,NULL}}');
SELECT chi_squared('{{1,2},{3,-4}}');
\echo :LAST_ERROR_SQLSTATE
SELECT count(*) FROM residuals('{{1,2},{3,-4}}');
SELECT (chi_squared(NULL)).p;
SELECT * FROM residuals(NULL);

DROP VIEW cell;
DROP FUNCTION same, near;
