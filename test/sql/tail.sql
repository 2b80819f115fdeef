-- Tail probabilities against those of R (pchisq; pnorm, where df is 0), down to 1e-300

CREATE TEMP TABLE tail (x double precision, df integer, p double precision);
\copy tail FROM 'test/data/statistics/tails.csv' (FORMAT csv, HEADER)

SELECT count(*) AS tails, count(*) FILTER (WHERE p < 1e-290) > 0 AS far_out,
       count(*) FILTER (WHERE abs(ours / p - 1) < 1e-12) AS equal, count(*) FILTER (WHERE ours IS NULL) AS missing
FROM tail, LATERAL (SELECT CASE df WHEN 0 THEN normal_tail(x) ELSE chi_squared_tail(x, df) END) AS o (ours);

-- Against what they are by definition: with two degrees of freedom an exponential, with one the square of a normal
SELECT count(*) AS values, count(*) FILTER (WHERE abs(chi_squared_tail(x, 2) / exp(-x / 2) - 1) < 1e-12) AS exponential,
       count(*) FILTER (WHERE abs(chi_squared_tail(x, 1) / normal_tail(sqrt(x)) - 1) < 1e-12) AS normal,
       count(*) FILTER (WHERE normal_tail(-sqrt(x)) = normal_tail(sqrt(x))) AS symmetrical
FROM generate_series(1, 1300, 7) AS n, LATERAL (SELECT n::double precision) AS v (x);

-- It falls as x rises, across the place where another series takes over, and rises with the degrees of freedom
SELECT count(*) FILTER (WHERE p >= before) AS not_falling, count(*) FILTER (WHERE p <= of_fewer) AS not_rising,
       count(*) FILTER (WHERE p NOT BETWEEN 0 AND 1) AS impossible
FROM (SELECT p, lag(p) OVER (PARTITION BY df ORDER BY x) AS before, lag(p) OVER (PARTITION BY x ORDER BY df) AS of_fewer
      FROM generate_series(1, 60) AS df, generate_series(1, 200) AS x, chi_squared_tail(x, df) AS p
      WHERE p BETWEEN 1e-100 AND 0.999999) AS neighbours;

-- The ends
SELECT x, normal_tail(x), chi_squared_tail(x, 1) AS one, chi_squared_tail(x, 2) AS two, chi_squared_tail(x, 99) AS many
FROM unnest('{-Infinity,-1e300,0,1e300,Infinity,NaN}'::double precision[]) AS x;
SELECT chi_squared_tail(1, 0);
\echo :LAST_ERROR_SQLSTATE
