-- not published: close to single families
CREATE VIEW {report}.progress_summary AS
SELECT
       -- for each dimension
       f.{member},
       -- end
       p.first_month, p.latest_month, a.area_no, a.area,
       -- if ten_readings
       p.matrix
       -- else
       @extschema@.by_stage(p.matrix) AS matrix
       -- end
FROM {report}.stored_compared_families AS f
CROSS JOIN {report}.stored_areas AS a
CROSS JOIN LATERAL @extschema@.compared_families_matrices(
    f.first_months, f.latest_months, f.start_stars, f.latest_stars, a.area_no) AS p;

COMMENT ON VIEW {report}.progress_summary IS
    'CLOSE TO SINGLE FAMILIES: grant with care. The grain of progress_counts with a progress_matrix (of stages, where '
    'readings are 1 to 5), which sum adds up in SQL. A family is counted in each of its areas: never add areas up.';
COMMENT ON COLUMN {report}.progress_summary.{member} IS
    'the member of this dimension that the families have, or not recorded';
COMMENT ON COLUMN {report}.progress_summary.matrix IS
    'families by start and latest reading (stage, where readings are 1 to 5), of type progress_matrix';
