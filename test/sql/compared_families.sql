-- Counts of families from arrays, as GROUP BY has them: of Stars with gaps and contradictions, in an order of chance
SELECT setseed(0.5);
CREATE TEMP TABLE family AS
SELECT n, date '2024-01-01' + 31 * (n % 3) AS first_month, date '2025-01-01' - 400 * (n % 4) AS latest_month,
       (SELECT outcome_star(area_no, 1 + floor(random() * 3)::integer) FROM generate_series(1, 15) AS area_no
        WHERE random() < 0.8 AND n > 0) AS start_star,
       (SELECT outcome_star(1 + floor(random() * 15)::integer, 1 + floor(random() * 3)::integer)
        FROM generate_series(1, 15) WHERE n > 0) AS latest_star
FROM generate_series(1, 500) AS n;
CREATE TEMP VIEW counted AS
SELECT area_no, c.*
FROM (SELECT array_agg(first_month ORDER BY random) AS first_months,
             array_agg(latest_month ORDER BY random) AS latest_months,
             array_agg(start_star ORDER BY random) AS start_stars,
             array_agg(latest_star ORDER BY random) AS latest_stars
      FROM (SELECT *, n * 7919 % 503 AS random FROM family) AS f) AS f,
     generate_series(1, 15) AS area_no,
     compared_families_counts(first_months, latest_months, start_stars, latest_stars, area_no) AS c;
CREATE TEMP VIEW expected AS
SELECT area_no, first_month, latest_month, start_star[area_no]::integer AS start_reading,
       latest_star[area_no]::integer AS latest_reading, count(*) AS families
FROM family, generate_series(1, 15) AS area_no
WHERE start_star[area_no] IS NOT NULL AND latest_star[area_no] IS NOT NULL
GROUP BY 1, 2, 3, 4, 5;
SELECT count(*) AS rows, max(families) AS most,
       (SELECT count(*) FROM (TABLE counted EXCEPT TABLE expected) AS d) AS wrong,
       (SELECT count(*) FROM (TABLE expected EXCEPT TABLE counted) AS d) AS missing
FROM counted;
SELECT count(*) AS matrices, count(*) FILTER (WHERE c.matrix = e.matrix) AS right
FROM (SELECT array_agg(first_month) AS first_months, array_agg(latest_month) AS latest_months,
             array_agg(start_star) AS start_stars, array_agg(latest_star) AS latest_stars FROM family) AS f
CROSS JOIN generate_series(1, 15) AS area_no
CROSS JOIN LATERAL compared_families_matrices(first_months, latest_months, start_stars, latest_stars, area_no) AS c
FULL JOIN (
    SELECT area_no, first_month, latest_month, progress_matrix(start_star[area_no], latest_star[area_no]) AS matrix
    FROM family, generate_series(1, 15) AS area_no
    WHERE start_star[area_no] IS NOT NULL AND latest_star[area_no] IS NOT NULL
    GROUP BY 1, 2, 3
) AS e USING (area_no, first_month, latest_month);

-- Of nobody, and of nobody with a reading in the area
SELECT * FROM compared_families_counts('{}', '{}', '{}', '{}', 1);
SELECT * FROM compared_families_matrices('{2024-01-01}', '{2024-02-01}', ARRAY['{5}'::outcome_star],
                                         ARRAY['{6}'::outcome_star], 2);

-- Arrays that do not belong together, and a number that is no area's
SELECT * FROM compared_families_counts('{2024-01-01}', '{}', '{}', '{}', 1);
SELECT * FROM compared_families_counts('{2024-01-01}', '{2024-01-01}', '{}', '{}', 1);
SELECT * FROM compared_families_counts('{2024-01-01}', '{2024-01-01}', '{NULL}', '{NULL}', 1);
SELECT * FROM compared_families_matrices('{}', '{2024-01-01,2024-01-01}', '{}', '{}', 1);
SELECT * FROM compared_families_matrices('{}', '{}', '{}', '{}', 16);
