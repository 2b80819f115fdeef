-- not published: close to single families
CREATE VIEW {report}.progress_summary AS
SELECT
       -- for each dimension
       f.{member},
       -- end
       date_trunc('month', @extschema@.first_on(f.journey)::timestamp)::date AS first_month,
       date_trunc('month', @extschema@.latest_on({reviews})::timestamp)::date AS latest_month,
       a.area_no, a.area,
       @extschema@.progress_matrix(
           -- if ten_readings
           (f.start_star)[a.area_no]::integer, (f.latest_star)[a.area_no]::integer
           -- else
           @extschema@.stage((f.start_star)[a.area_no]::integer), @extschema@.stage((f.latest_star)[a.area_no]::integer)
           -- end
       ) AS matrix
FROM {report}.stored_families AS f CROSS JOIN {report}.stored_areas AS a
WHERE (f.start_star)[a.area_no] IS NOT NULL AND (f.latest_star)[a.area_no] IS NOT NULL
GROUP BY
         -- for each dimension
         f.{member},
         -- end
         first_month, latest_month, a.area_no, a.area;

COMMENT ON VIEW {report}.progress_summary IS
    'CLOSE TO SINGLE FAMILIES: grant with care. The grain of progress_counts with a progress_matrix (of stages, where '
    'readings are 1 to 5), which sum adds up in SQL. A family is counted in each of its areas: never add areas up.';
COMMENT ON COLUMN {report}.progress_summary.{member} IS
    'the member of this dimension that the families have, or not recorded';
COMMENT ON COLUMN {report}.progress_summary.matrix IS
    'families by start and latest reading (stage, where readings are 1 to 5), of type progress_matrix';
