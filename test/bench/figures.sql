/* The last steps that the statements of the reports share, as variables of psql (a variable's text may name others).
   A report has a row for each area with every figure over one area of doc/definitions.md: families, both
   distributions, means, those beginning below 7, the matrix by stage; and overall change, which is one for all areas,
   on each row. */
SELECT
/* The extension's, FROM anything with area_no, matrix and changes, which are overall_change_counts */
$$  area_no, family_count(matrix), reading_counts(start_distribution(matrix)),
    reading_counts(latest_distribution(matrix)),
    round(start_mean(matrix), 4), round(latest_mean(matrix), 4), round(mean_progress(matrix), 4),
    family_count(low), round(start_mean(low), 4), round(latest_mean(low), 4), round(mean_progress(low), 4),
    by_stage(matrix)::bigint[], (changes).negative, (changes).no_change, (changes).positive
$$ AS matrix_figures,
/* SQL's: after "WITH ..., cells AS (...)" with how many families (n) went from first to latest in an area, and for
   overall change area_no 0 with first = 1 for negative, 2 for no change, 3 for positive; at most 1000 rows */
$$  SELECT area_no, sum(n), :first_counts, :latest_counts,
        round(sum(n * first) / sum(n), 4), round(sum(n * latest) / sum(n), 4),
        round(sum(n * (latest - first)) / sum(n), 4),
        sum(low), round(sum(low * first) / sum(low), 4), round(sum(low * latest) / sum(low), 4),
        round(sum(low * (latest - first)) / sum(low), 4), :stage_counts, negative, no_change, positive
    FROM (SELECT area_no, first, latest, n::numeric, CASE WHEN first < 7 THEN n::numeric ELSE 0 END AS low FROM cells
          WHERE area_no > 0) AS cell,
         (SELECT sum(n) FILTER (WHERE first = 1) AS negative, sum(n) FILTER (WHERE first = 2) AS no_change,
                 sum(n) FILTER (WHERE first = 3) AS positive FROM cells WHERE area_no = 0) AS change
    GROUP BY area_no, negative, no_change, positive ORDER BY area_no
$$ AS figures_of_cells,
/* What an analyst writes after "WITH ..., pair AS (...)" with family_id, area_no, first and latest */
$$  cells AS (
        SELECT area_no, first, latest, count(*) AS n FROM pair GROUP BY area_no, first, latest
        UNION ALL
        SELECT 0, CASE WHEN change < -0.25 THEN 1 WHEN change > 0.25 THEN 3 ELSE 2 END, 1, count(*)
        FROM (SELECT avg(latest - first) AS change FROM pair GROUP BY family_id) AS family GROUP BY 2
    )
$$ AS cells_of_pairs,
/* The fastest SQL counts the readings of two areas together, in one pass with five groupings (in place of ten),
   overall change with the first of them: first FROM anything with the keys, then "WITH counted AS (...)" */
$$  grouping(areas_1, areas_3, areas_5, areas_7, areas_9) AS place,
    coalesce(areas_1, areas_3, areas_5, areas_7, areas_9) AS areas, count(*) AS n
$$ AS count_areas,
$$  GROUP BY GROUPING SETS ((areas_1), (areas_3), (areas_5), (areas_7), (areas_9))
$$ AS by_areas,
$$  cells AS (
        SELECT area_no + half AS area_no, areas >> 8 + 4 * half & 15 AS first, areas >> 4 * half & 15 AS latest,
               sum(n) AS n
        FROM counted
        JOIN (VALUES (15, 1), (23, 3), (27, 5), (29, 7), (30, 9)) AS of_place (place, area_no) USING (place),
             (VALUES (0), (1)) AS area (half) GROUP BY 1, 2, 3
        UNION ALL
        SELECT 0, areas >> 16, 1, sum(n) FROM counted WHERE place = 15 GROUP BY 2
    )
$$ AS cells_of_areas,
/* the keys, from start and latest readings in four bits an area (their sum is that of their bytes' halves, and what
   remains of a sum of bytes after division by 255) */
$$  (:change_of_bits << 16) | ((first_bits & 255) << 8) | (latest_bits & 255) AS areas_1,
    (first_bits >> 8 & 255) << 8 | (latest_bits >> 8 & 255) AS areas_3,
    (first_bits >> 16 & 255) << 8 | (latest_bits >> 16 & 255) AS areas_5,
    (first_bits >> 24 & 255) << 8 | (latest_bits >> 24 & 255) AS areas_7,
    (first_bits >> 32 & 255) << 8 | (latest_bits >> 32 & 255) AS areas_9
$$ AS areas_of_bits,
$$  (1 + (4 * :rise_of_bits >= -10)::integer + (4 * :rise_of_bits > 10)::integer)::bigint
$$ AS change_of_bits,
$$  (((latest_bits & :halves) + (latest_bits >> 4 & :halves)) % 255
        - ((first_bits & :halves) + (first_bits >> 4 & :halves)) % 255)
$$ AS rise_of_bits,
x'0F0F0F0F0F'::bigint AS halves,
/* the keys, from twenty columns */
$$  (1 + (4 * :rise_of_columns >= -10)::integer + (4 * :rise_of_columns > 10)::integer) << 16
    | ((f2 * 16 + f1) * 16 + l2) * 16 + l1 AS areas_1,
    ((f4 * 16 + f3) * 16 + l4) * 16 + l3 AS areas_3, ((f6 * 16 + f5) * 16 + l6) * 16 + l5 AS areas_5,
    ((f8 * 16 + f7) * 16 + l8) * 16 + l7 AS areas_7, ((f10 * 16 + f9) * 16 + l10) * 16 + l9 AS areas_9
$$ AS areas_of_columns,
'(l1 + l2 + l3 + l4 + l5 + l6 + l7 + l8 + l9 + l10'
' - f1 - f2 - f3 - f4 - f5 - f6 - f7 - f8 - f9 - f10)' AS rise_of_columns
\gset
SELECT 'ARRAY[' || string_agg(format('coalesce(sum(n) FILTER (WHERE first = %s), 0)', reading), ', ') || ']'
           AS first_counts,
       'ARRAY[' || string_agg(format('coalesce(sum(n) FILTER (WHERE latest = %s), 0)', reading), ', ') || ']'
           AS latest_counts
FROM generate_series(1, 10) AS reading \gset
SELECT 'ARRAY[' || string_agg(start, ', ') || ']' AS stage_counts FROM (
    SELECT 'ARRAY[' || string_agg(format('coalesce(sum(n) FILTER (WHERE (first + 1) / 2 = %s'
                                         ' AND (latest + 1) / 2 = %s), 0)', first, latest), ', ') || ']' AS start
    FROM generate_series(1, 5) AS first, generate_series(1, 5) AS latest GROUP BY first ORDER BY first) AS stage \gset
SELECT max(family_id) / 2 AS middle FROM family \gset
