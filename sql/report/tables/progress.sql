CREATE TABLE {report}.staged_progress AS
SELECT dimension_no, dimension, member_no, member, area_no, area,
       coalesce(matrices[area_no], array_fill(0, ARRAY[10, 10])::text::@extschema@.progress_matrix) AS matrix,
       coalesce(first_readings[area_no], '{0,0,0,0,0,0,0,0,0,0}') AS first_readings,
       coalesce(latest_readings[area_no], '{0,0,0,0,0,0,0,0,0,0}') AS latest_readings
FROM {report}.staged_counts CROSS JOIN {made}_areas;

COMMENT ON TABLE {report}.stored_progress IS
    'one progress matrix, and the first and latest readings of all families, for each member and area';
