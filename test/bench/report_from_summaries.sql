/* The whole report from counts stored by month, district and area: the same roll-up of the same families, kept as a
   matrix or as one row for each pair of readings.  Overall change is counted by family, not by area: both sides add it
   up from change_summary. */
\i figures.sql
-- report: sum(progress_matrix)
WITH total AS (
    SELECT area_no, sum(matrix) AS matrix FROM matrix_summary GROUP BY area_no
), change AS (
    SELECT row(sum(families) FILTER (WHERE change = 'negative'), sum(families) FILTER (WHERE change = 'no change'),
                 sum(families) FILTER (WHERE change = 'positive'))::overall_change_counts AS changes FROM change_summary
)
SELECT :matrix_figures FROM total, change, starting_below(matrix, 7) AS low ORDER BY area_no;
-- report: sums
WITH cells AS (
    SELECT area_no, first, latest, sum(families) AS n FROM cell_summary GROUP BY area_no, first, latest
    UNION ALL
    SELECT 0, CASE change WHEN 'negative' THEN 1 WHEN 'no change' THEN 2 ELSE 3 END, 1, sum(families)
    FROM change_summary GROUP BY change
) :figures_of_cells;
-- report: sums, packed by arithmetic
WITH counted AS (
    SELECT (area_no * 16 + first) * 16 + latest AS place, sum(families) AS n FROM cell_summary GROUP BY 1
), cells AS (
    SELECT place >> 8 AS area_no, place >> 4 & 15 AS first, place & 15 AS latest, n FROM counted
    UNION ALL
    SELECT 0, CASE change WHEN 'negative' THEN 1 WHEN 'no change' THEN 2 ELSE 3 END, 1, sum(families)
    FROM change_summary GROUP BY change
) :figures_of_cells;
-- roll-up alone: sum(progress_matrix)
SELECT area_no, sum(matrix) FROM matrix_summary GROUP BY area_no;
-- roll-up alone: sums
SELECT area_no, first, latest, sum(families) FROM cell_summary GROUP BY area_no, first, latest;
-- roll-up alone: sums, packed by arithmetic
SELECT (area_no * 16 + first) * 16 + latest, sum(families) FROM cell_summary GROUP BY 1;
