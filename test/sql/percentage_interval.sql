SELECT part, base, low, high
FROM (VALUES (0, 10), (4, 24), (5, 10), (24, 24), (416, 777)) AS t (part, base), percentage_interval(part, base, 1);
SELECT * FROM percentage_interval(4, 24);
SELECT * FROM percentage_interval(4, 24, 0);
SELECT * FROM percentage_interval(2.5, 7.25, 3);

-- The intervals of R: prop.test(part, base, correct = FALSE)
SELECT part, base, abs(i.low - r.low) < 1e-9 * r.low + 1e-11 AS low, abs(i.high - r.high) < 1e-9 AS high
FROM (VALUES
    (0, 1, 0, 79.3450685623), (1, 1, 20.6549314377, 100), (0, 10, 0, 27.7532799863),
    (1, 10, 1.78762130951, 40.4150026795), (5, 10, 23.6593090513, 76.3406909487), (10, 10, 72.2467200137, 100),
    (1, 24, 0.739345616551, 20.2418064787), (4, 24, 6.67867632863, 35.8530706497),
    (5, 13, 17.7097077978, 64.4771084873), (24, 24, 86.2023795325, 100),
    (416, 777, 50.0235881165, 57.0200952559), (1, 777, 0.02272234669, 0.725375587238),
    (776, 777, 99.2746244128, 99.9772776533), (786, 786, 99.513641785, 100),
    (12345, 99999, 12.1426833412, 12.5504564722)) AS r (part, base, low, high),
    percentage_interval(part, base) AS i;

-- The definition: at both ends the share found is 1.96 standard errors away.  And the interval holds the percentage,
-- is that of the others turned round, and with more families at the same percentage it is narrower.
CREATE TEMP TABLE interval_of AS
SELECT part, base, low, high
FROM generate_series(1::bigint, 60) AS n, generate_series(0, n) AS m,
     unnest('{1,1000000000000}'::bigint[]) AS factor, LATERAL (SELECT n * factor, m * factor) AS t (base, part),
     percentage_interval(part, base);
SELECT count(*) AS intervals,
       count(*) FILTER (WHERE abs(base * (part::numeric / base - s) ^ 2 - 1.959963984540054 ^ 2 * s * (1 - s))
                              > 1e-14 * base) AS wrong
FROM interval_of, LATERAL (VALUES (low / 100), (high / 100)) AS ends (s);
SELECT count(*) FILTER (WHERE NOT percentage(part, base, 16) BETWEEN low AND high) AS without_percentage,
       count(*) FILTER (WHERE low < 0 OR high > 100) AS impossible,
       count(*) FILTER (WHERE part = 0 AND low <> 0 OR part = base AND high <> 100) AS ends
FROM interval_of;
SELECT count(*) AS turned_round
FROM interval_of AS i JOIN interval_of AS o ON o.base = i.base AND o.part = i.base - i.part
WHERE o.low <> 100 - i.high;
SELECT count(*) AS doubled_not_narrower
FROM interval_of AS i JOIN interval_of AS o ON o.base = 2 * i.base AND o.part = 2 * i.part
WHERE o.high - o.low >= i.high - i.low;

-- Without a base, nothing
SELECT * FROM percentage_interval(0, 0);
SELECT * FROM percentage_interval(NULL, 5);
SELECT * FROM percentage_interval(5, NULL, 1);

SELECT * FROM percentage_interval(-1, 5);
\echo :LAST_ERROR_SQLSTATE
SELECT * FROM percentage_interval(6, 5);
SELECT * FROM percentage_interval(1, 0);
SELECT * FROM percentage_interval(1, 'NaN');
SELECT * FROM percentage_interval(1, 'Infinity');
SELECT * FROM percentage_interval(1, 2, 17);
\echo :LAST_ERROR_SQLSTATE
SELECT * FROM percentage_interval(1, 2, -1);
SELECT * FROM percentage_interval('1e131071', '2e131071');
\echo :LAST_ERROR_SQLSTATE
