-- A matrix and the first readings of each area, in arrays by area.
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
), reading AS (
    SELECT dimension_no, member, area_no, first_reading, sum(published) AS published
    FROM {report}.staged_area_rounded
    GROUP BY dimension_no, member, area_no, first_reading
), distribution AS (
    SELECT dimension_no, member, area_no,
           array_agg(coalesce(published, 0) ORDER BY first_reading)::text::@extschema@.stage_distribution
               AS first_readings
    FROM area CROSS JOIN generate_series(1, 10) AS first_reading
    LEFT JOIN reading USING (dimension_no, member, area_no, first_reading)
    GROUP BY dimension_no, member, area_no
)
SELECT dimension_no, member, array_agg(matrix ORDER BY area_no) AS matrices,
       array_agg(first_readings ORDER BY area_no) AS first_readings
FROM matrix JOIN distribution USING (dimension_no, member, area_no)
GROUP BY dimension_no, member;
