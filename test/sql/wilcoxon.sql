-- the last digits are those of the C library
SET extra_float_digits = -3;

-- Against reference values: R's (wilcox.test, effectsize) and enumeration of all signs, for published and random
-- matrices.

CREATE TEMP TABLE reference (
    name text, matrix progress_matrix, families bigint, rose bigint, fell bigint, unchanged bigint, w_plus numeric,
    w_minus numeric, z double precision, p double precision, r double precision, rank_biserial double precision);
\copy reference FROM 'test/data/statistics/wilcoxon.csv' (FORMAT csv, HEADER)

CREATE FUNCTION near(one double precision, other double precision) RETURNS boolean
    RETURN one IS NOT DISTINCT FROM other OR abs(one - other) <= 1e-12 * abs(other);
-- (where nobody moved, the sums of no ranks are NULL there)
SELECT count(*) AS matrices, count(*) FILTER (WHERE r.rose + r.fell <= 50) AS exact,
       count(*) FILTER (WHERE (r.families, r.rose, r.fell, r.unchanged, coalesce(r.w_plus, 0), coalesce(r.w_minus, 0))
           IS DISTINCT FROM (w.families, w.rose, w.fell, w.unchanged, w.w_plus, w.w_minus)) AS wrong_counts,
       count(*) FILTER (WHERE near(w.z, r.z)) AS z, count(*) FILTER (WHERE near(w.p, r.p)) AS p,
       count(*) FILTER (WHERE near(w.r, r.r)) AS r,
       count(*) FILTER (WHERE near(w.rank_biserial, r.rank_biserial)) AS rank_biserial
FROM reference AS r, wilcoxon(matrix) AS w;

-- Against plain SQL: ranks by window functions, and p by all ways to give them signs
CREATE TEMP TABLE family AS
SELECT n AS matrix_no, 1 + abs(hashint4(n * 100 + m)) % 10 AS start, 1 + abs(hashint4(n * 100 - m)) % 10 AS latest
FROM generate_series(1, 60) AS n, generate_series(1, 2 + n % 10) AS m;
WITH ranked AS (
    SELECT matrix_no, latest > start AS rose,
           rank() OVER far + (count(*) OVER (PARTITION BY matrix_no, abs(latest - start)) - 1) / 2.0 AS rank,
           row_number() OVER (PARTITION BY matrix_no)::integer - 1 AS bit
    FROM family WHERE latest <> start
    WINDOW far AS (PARTITION BY matrix_no ORDER BY abs(latest - start))),
whole AS (
    SELECT matrix_no, count(*)::integer AS moved, coalesce(sum(rank) FILTER (WHERE rose), 0) AS w_plus,
           sum(rank) AS total
    FROM ranked GROUP BY matrix_no),
pattern AS (
    SELECT matrix_no, pattern, sum(rank) FILTER (WHERE pattern >> bit & 1 = 1) AS w
    FROM whole CROSS JOIN generate_series(0, (1 << moved) - 1) AS pattern JOIN ranked USING (matrix_no)
    GROUP BY matrix_no, pattern),
oracle AS (
    SELECT matrix_no, w_plus, total - w_plus AS w_minus,
           count(*) FILTER (WHERE abs(coalesce(w, 0) - total / 2) >= abs(w_plus - total / 2)) / 2.0 ^ moved AS p
    FROM pattern JOIN whole USING (matrix_no) GROUP BY matrix_no, moved, w_plus, total)
SELECT count(*) AS matrices, count(DISTINCT o.p) AS different,
       count(*) FILTER (WHERE w.w_plus <> o.w_plus OR w.w_minus <> o.w_minus OR w.p::numeric <> o.p) AS wrong
FROM oracle AS o
JOIN (SELECT matrix_no, progress_matrix(start, latest) AS matrix FROM family GROUP BY matrix_no) AS f USING (matrix_no),
     wilcoxon(f.matrix) AS w;

-- Counts of stages are tested by stage, and z is that of the variance of signed ranks
SELECT families, rose, fell, w_plus, w_minus, round(z::numeric, 6) AS z, round(p::numeric, 9) AS p
FROM (SELECT sum(matrix) FROM reference WHERE name LIKE 'random%') AS t (matrix),
     LATERAL (VALUES (matrix), (by_stage(matrix))) AS m (counts), wilcoxon(counts);
WITH moved AS (
    SELECT (latest - start)::numeric AS change, sum(families) AS families
    FROM (SELECT sum(matrix) FROM reference WHERE name LIKE 'random%') AS t (matrix), reading_cells(matrix) AS c,
         LATERAL (SELECT start_reading, latest_reading) AS d (start, latest)
    WHERE start <> latest GROUP BY change),
one AS (SELECT change, generate_series(1, families::integer) FROM moved),
ranked AS (
    SELECT change, rank() OVER (ORDER BY abs(change)) + (count(*) OVER (PARTITION BY abs(change)) - 1) / 2.0 AS rank
    FROM one)
SELECT round(sum(sign(change) * rank) / sqrt(sum(rank ^ 2)), 6) AS z FROM ranked;

-- Turned round in time it is the same the other way; with all counts doubled, a rank k becomes 2k - 1/2
SELECT count(*) AS matrices,
       count(*) FILTER (WHERE NOT (b.rose = a.fell AND b.fell = a.rose AND b.w_plus = a.w_minus AND near(b.z, -a.z)
                                   AND b.p = a.p AND near(b.rank_biserial, -a.rank_biserial))) AS turned_round,
       count(*) FILTER (WHERE d.w_plus <> 4 * a.w_plus - a.rose OR d.w_minus <> 4 * a.w_minus - a.fell
                           OR abs(d.z) <= abs(a.z)) AS doubled
FROM reference AS r,
     LATERAL (SELECT progress_matrix(latest_reading, start_reading)
              FROM reading_cells(matrix), generate_series(1, families)) AS t (backwards),
     wilcoxon(matrix) AS a, wilcoxon(backwards) AS b, wilcoxon(matrix + matrix) AS d
WHERE a.z <> 0;

-- All signs are counted up to 50 families that moved; above, p is nearly the same
SELECT w.rose + w.fell AS moved, p = normal_tail(z) AS normal, abs(p / normal_tail(z) - 1) < 0.05 AS near
FROM generate_series(49, 52) AS moved,
     LATERAL (SELECT progress_matrix(5, 5 + 1 + n % 4 - CASE WHEN n % 3 = 0 THEN 5 ELSE 0 END)
              FROM generate_series(1, moved) AS n) AS t (matrix), wilcoxon(matrix) AS w;

-- Ends: nobody, nobody moved, one family, all rose, very many
SELECT w.* FROM (VALUES (1, array_fill(0, '{5,5}')::text::progress_matrix),
                        (2, (SELECT progress_matrix(7, 7) FROM generate_series(1, 9))),
                        (3, (SELECT progress_matrix(2, 10))),
                        (4, (SELECT progress_matrix(n, n + 1) FROM generate_series(1, 8) AS n))) AS t (n, matrix),
                wilcoxon(matrix) AS w ORDER BY n;
CREATE FUNCTION two_cells(rise bigint, fall bigint) RETURNS progress_matrix
    RETURN format('{{0,%s,0,0,0},{%s,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0}}', rise, fall)::progress_matrix;
SELECT families, w_plus, w_minus, round(z::numeric, 9) AS z, round(p::numeric, 9) AS p, rank_biserial
FROM wilcoxon(two_cells(500000000000, 500000000000 - 1000000));
SELECT families, w_plus, w_minus, z, p FROM wilcoxon(two_cells(9223372036854775807, 0));
SELECT wilcoxon(two_cells(9223372036854775807, 1));
\echo :LAST_ERROR_SQLSTATE
SELECT (wilcoxon(NULL)).p;

DROP FUNCTION near, two_cells;
