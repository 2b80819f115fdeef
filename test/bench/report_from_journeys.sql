/* The whole report from one row a family: a stored journey, or what SQL keeps of it at best: start and latest readings
   in twenty columns, or in two integers with four bits an area. */
\i figures.sql
SELECT string_agg(format('(%s, f%1$s, l%1$s)', area_no), ', ') AS pairs FROM generate_series(1, 10) AS area_no \gset
-- report: journeys
WITH total AS (
    SELECT progress_matrices(journey) AS matrices, overall_change_counts(journey) AS changes FROM journey
)
SELECT :matrix_figures
FROM total, unnest(matrices) WITH ORDINALITY AS area (matrix, area_no), starting_below(matrix, 7) AS low;
-- report: a row for each area
WITH pair AS (
    SELECT family_id, area_no, first, latest
    FROM first_latest, LATERAL (VALUES :pairs) AS reading (area_no, first, latest)
), :cells_of_pairs :figures_of_cells;
-- report: twenty columns
WITH counted AS (
    SELECT :count_areas FROM (SELECT :areas_of_columns FROM first_latest) AS family :by_areas
), :cells_of_areas :figures_of_cells;
-- report: twenty columns, two halves
WITH counted AS (
    (SELECT :count_areas
     FROM (SELECT :areas_of_columns FROM first_latest WHERE family_id <= :middle) AS family :by_areas)
    UNION ALL
    (SELECT :count_areas
     FROM (SELECT :areas_of_columns FROM first_latest WHERE family_id > :middle) AS family :by_areas)
), :cells_of_areas :figures_of_cells;
-- report: packed by arithmetic
WITH counted AS (
    SELECT :count_areas FROM (SELECT :areas_of_bits FROM first_latest_packed) AS family :by_areas
), :cells_of_areas :figures_of_cells;
-- report: packed by arithmetic, two halves
WITH counted AS (
    (SELECT :count_areas
     FROM (SELECT :areas_of_bits FROM first_latest_packed WHERE family_id <= :middle) AS family :by_areas)
    UNION ALL
    (SELECT :count_areas
     FROM (SELECT :areas_of_bits FROM first_latest_packed WHERE family_id > :middle) AS family :by_areas)
), :cells_of_areas :figures_of_cells;
-- count(*), no report
SELECT count(*) FROM journey;
