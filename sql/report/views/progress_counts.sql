-- not published: close to single families
CREATE VIEW {report}.progress_counts AS
SELECT f.*, count(*) AS families
FROM (
    SELECT
           -- for each dimension
           f.{member},
           -- end
           date_trunc('month', @extschema@.first_on(f.journey)::timestamp)::date AS first_month,
           date_trunc('month', @extschema@.latest_on({reviews})::timestamp)::date AS latest_month,
           a.area_no, a.area,
           (f.start_star)[a.area_no]::integer{halved} AS start_reading,
           (f.latest_star)[a.area_no]::integer{halved} AS latest_reading
    FROM {report}.stored_families AS f CROSS JOIN {report}.stored_areas AS a
    WHERE (f.start_star)[a.area_no] IS NOT NULL AND (f.latest_star)[a.area_no] IS NOT NULL
) AS f
GROUP BY
         -- for each dimension
         f.{member},
         -- end
         f.first_month, f.latest_month, f.area_no, f.area, f.start_reading, f.latest_reading;

COMMENT ON VIEW {report}.progress_counts IS
    'CLOSE TO SINGLE FAMILIES: grant with care. Families compared, counted at the full grain of dimensions and months, '
    'for filters across several. A family is counted in each of its areas: never add areas up. Most counts are 1.';
COMMENT ON COLUMN {report}.progress_counts.{member} IS
    'the member of this dimension that the families have, or not recorded';
COMMENT ON COLUMN {report}.progress_counts.families IS 'number of families with these two readings in the area';
