-- A matrix, and the first and latest readings of all families, in arrays by area.
CREATE UNLOGGED TABLE {report}.staged_area_counts AS
WITH area AS (
    SELECT DISTINCT dimension_no, member, area_no FROM {report}.staged_area_rounded
), cell AS (
    SELECT dimension_no, member, area_no, start_reading, latest_reading, sum(published) AS published
    FROM {report}.staged_area_rounded
    GROUP BY dimension_no, member, area_no, start_reading, latest_reading
), matrix_row AS (
    SELECT dimension_no, member, area_no, start_reading,
           array_agg(coalesce(published, 0) ORDER BY latest_reading) AS families
    FROM area
    CROSS JOIN generate_series(1, 10) AS start_reading
    CROSS JOIN generate_series(1, 10) AS latest_reading
    LEFT JOIN cell USING (dimension_no, member, area_no, start_reading, latest_reading)
    GROUP BY dimension_no, member, area_no, start_reading
), matrix AS (
    SELECT dimension_no, member, area_no,
           array_agg(families ORDER BY start_reading)::text::@extschema@.progress_matrix AS matrix
    FROM matrix_row
    GROUP BY dimension_no, member, area_no
), counted AS (
    SELECT dimension_no, member, area_no, which_star, reading, sum(published) AS published
    FROM {report}.staged_area_rounded,
         LATERAL (VALUES ('first', first_reading), ('last', last_reading)) AS of_all (which_star, reading)
    GROUP BY dimension_no, member, area_no, which_star, reading
), distribution AS (
    SELECT dimension_no, member, area_no, which_star,
           array_agg(coalesce(published, 0) ORDER BY reading)::text::@extschema@.stage_distribution AS readings
    FROM area CROSS JOIN (VALUES ('first'), ('last')) AS which (which_star) CROSS JOIN generate_series(1, 10) AS reading
    LEFT JOIN counted USING (dimension_no, member, area_no, which_star, reading)
    GROUP BY dimension_no, member, area_no, which_star
)
SELECT dimension_no, member, array_agg(matrix ORDER BY area_no) AS matrices,
       array_agg(first.readings ORDER BY area_no) AS first_readings,
       array_agg(last.readings ORDER BY area_no) AS latest_readings,
       sum(@extschema@.reading_total(@extschema@.latest_distribution(matrix))
           - @extschema@.reading_total(@extschema@.start_distribution(matrix)))::bigint AS change_points
FROM matrix
JOIN distribution AS first USING (dimension_no, member, area_no)
JOIN distribution AS last USING (dimension_no, member, area_no)
WHERE first.which_star = 'first' AND last.which_star = 'last'
GROUP BY dimension_no, member;
