/* The whole report from one row a Star: an outcome_star, or ten columns (star_wide), or ten times four bits in one
   integer (star_packed); the first and the last with a covering index. */
\i figures.sql
SET enable_partitionwise_aggregate = on; -- makes a difference to a partitioned table alone
SELECT string_agg(format('(%s, first.a%1$s, latest.a%1$s)', area_no), ', ') AS pairs
FROM generate_series(1, 10) AS area_no \gset
-- report: star_journey
WITH family AS (
    SELECT star_journey(star, completed_on) AS journey FROM star GROUP BY family_id
), total AS (
    SELECT progress_matrices(journey) AS matrices, overall_change_counts(journey) AS changes FROM family
)
SELECT :matrix_figures
FROM total, unnest(matrices) WITH ORDINALITY AS area (matrix, area_no), starting_below(matrix, 7) AS low;
-- report: star_journey, partitioned
WITH family AS (
    SELECT star_journey(star, completed_on) AS journey FROM star_partitioned GROUP BY family_id
), total AS (
    SELECT progress_matrices(journey) AS matrices, overall_change_counts(journey) AS changes FROM family
)
SELECT :matrix_figures
FROM total, unnest(matrices) WITH ORDINALITY AS area (matrix, area_no), starting_below(matrix, 7) AS low;
-- report: DISTINCT ON, ten columns
WITH first AS (
    SELECT DISTINCT ON (family_id) * FROM star_wide ORDER BY family_id, completed_on
), latest AS (
    SELECT DISTINCT ON (family_id) * FROM star_wide ORDER BY family_id, completed_on DESC
), pair AS (
    SELECT family_id, area_no, reading.first, reading.latest
    FROM first JOIN latest USING (family_id), LATERAL (VALUES :pairs) AS reading (area_no, first, latest)
    WHERE first.completed_on < latest.completed_on
), :cells_of_pairs :figures_of_cells;
-- report: packed by arithmetic
WITH family AS (
    SELECT min(dated) AS first_bits, max(dated) AS latest_bits
    FROM (SELECT family_id, (completed_on - date '2000-01-01')::bigint << 40 | bits AS dated FROM star_packed) AS star
    GROUP BY family_id HAVING count(*) > 1
), counted AS (
    SELECT :count_areas FROM (SELECT :areas_of_bits FROM family) AS family :by_areas
), :cells_of_areas :figures_of_cells;
-- report: packed by arithmetic, two halves
WITH counted AS (
    (SELECT :count_areas FROM (
        SELECT :areas_of_bits FROM (
            SELECT min(dated) AS first_bits, max(dated) AS latest_bits
            FROM (SELECT family_id, (completed_on - date '2000-01-01')::bigint << 40 | bits AS dated FROM star_packed
                  WHERE family_id <= :middle) AS star
            GROUP BY family_id HAVING count(*) > 1) AS family) AS family :by_areas)
    UNION ALL
    (SELECT :count_areas FROM (
        SELECT :areas_of_bits FROM (
            SELECT min(dated) AS first_bits, max(dated) AS latest_bits
            FROM (SELECT family_id, (completed_on - date '2000-01-01')::bigint << 40 | bits AS dated FROM star_packed
                  WHERE family_id > :middle) AS star
            GROUP BY family_id HAVING count(*) > 1) AS family) AS family :by_areas)
), :cells_of_areas :figures_of_cells;
-- GROUP BY family_id, no report
SELECT count(*) FROM (SELECT family_id, count(*) FROM star GROUP BY family_id) AS family;
-- GROUP BY family_id, partitioned, no report
SELECT count(*) FROM (SELECT family_id, count(*) FROM star_partitioned GROUP BY family_id) AS family;
