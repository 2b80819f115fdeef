/* The whole report from one row a reading.  "Two halves": each half of the families by a process of its own; PostgreSQL
   divides the rows of one family among processes, but not the families.  figures.sql has the last steps. */
\i figures.sql
SET enable_partitionwise_aggregate = on; -- makes a difference to a partitioned table alone
-- report: star_journey
WITH family AS (
    SELECT star_journey(area_no, reading, completed_on) AS journey FROM reading GROUP BY family_id
), total AS (
    SELECT progress_matrices(journey) AS matrices, overall_change_counts(journey) AS changes FROM family
)
SELECT :matrix_figures
FROM total, unnest(matrices) WITH ORDINALITY AS area (matrix, area_no), starting_below(matrix, 7) AS low;
-- report: star_journey, partitioned
WITH family AS (
    SELECT star_journey(area_no, reading, completed_on) AS journey FROM reading_partitioned GROUP BY family_id
), total AS (
    SELECT progress_matrices(journey) AS matrices, overall_change_counts(journey) AS changes FROM family
)
SELECT :matrix_figures
FROM total, unnest(matrices) WITH ORDINALITY AS area (matrix, area_no), starting_below(matrix, 7) AS low;
-- report: DISTINCT ON
WITH first AS (
    SELECT DISTINCT ON (family_id, area_no) family_id, area_no, completed_on, reading
    FROM reading ORDER BY family_id, area_no, completed_on
), latest AS (
    SELECT DISTINCT ON (family_id, area_no) family_id, area_no, completed_on, reading
    FROM reading ORDER BY family_id, area_no, completed_on DESC
), pair AS (
    SELECT family_id, area_no, first.reading AS first, latest.reading AS latest
    FROM first JOIN latest USING (family_id, area_no) WHERE first.completed_on < latest.completed_on
), :cells_of_pairs :figures_of_cells;
-- report: packed by arithmetic
WITH family AS (
    SELECT min(dated) >> 4 AS first_bits, max(dated) >> 4 AS latest_bits
    FROM (SELECT family_id,
                 (completed_on - date '2000-01-01')::bigint << 44 | bit_or(reading::bigint << 4 * area_no) AS dated
          FROM reading GROUP BY family_id, completed_on) AS star
    GROUP BY family_id HAVING count(*) > 1
), counted AS (
    SELECT :count_areas FROM (SELECT :areas_of_bits FROM family) AS family :by_areas
), :cells_of_areas :figures_of_cells;
-- report: packed by arithmetic, two halves
WITH counted AS (
    (SELECT :count_areas FROM (
        SELECT :areas_of_bits FROM (
            SELECT min(dated) >> 4 AS first_bits, max(dated) >> 4 AS latest_bits
            FROM (SELECT family_id, (completed_on - date '2000-01-01')::bigint << 44
                             | bit_or(reading::bigint << 4 * area_no) AS dated
                  FROM reading WHERE family_id <= :middle GROUP BY family_id, completed_on) AS star
            GROUP BY family_id HAVING count(*) > 1) AS family) AS family :by_areas)
    UNION ALL
    (SELECT :count_areas FROM (
        SELECT :areas_of_bits FROM (
            SELECT min(dated) >> 4 AS first_bits, max(dated) >> 4 AS latest_bits
            FROM (SELECT family_id, (completed_on - date '2000-01-01')::bigint << 44
                             | bit_or(reading::bigint << 4 * area_no) AS dated
                  FROM reading WHERE family_id > :middle GROUP BY family_id, completed_on) AS star
            GROUP BY family_id HAVING count(*) > 1) AS family) AS family :by_areas)
), :cells_of_areas :figures_of_cells;
-- GROUP BY family_id, no report
SELECT count(*) FROM (SELECT family_id, count(*) FROM reading GROUP BY family_id) AS family;
-- GROUP BY family_id, partitioned, no report
SELECT count(*) FROM (SELECT family_id, count(*) FROM reading_partitioned GROUP BY family_id) AS family;
