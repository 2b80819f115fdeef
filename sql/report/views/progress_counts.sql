-- not published: close to single families
CREATE VIEW {report}.progress_counts AS
SELECT
       -- for each dimension
       f.{member},
       -- end
       p.first_month, p.latest_month, a.area_no, a.area, p.start_reading{halved} AS start_reading,
       p.latest_reading{halved} AS latest_reading, p.families
FROM {report}.stored_compared_families AS f
CROSS JOIN {report}.stored_areas AS a
CROSS JOIN LATERAL @extschema@.compared_families_counts(
    f.first_months, f.latest_months, f.start_stars, f.latest_stars, a.area_no) AS p;

COMMENT ON VIEW {report}.progress_counts IS
    'CLOSE TO SINGLE FAMILIES: grant with care. Families compared, counted at the full grain of dimensions and months, '
    'for filters across several. A family is counted in each of its areas: never add areas up. Most counts are 1.';
COMMENT ON COLUMN {report}.progress_counts.{member} IS
    'the member of this dimension that the families have, or not recorded';
COMMENT ON COLUMN {report}.progress_counts.families IS 'number of families with these two readings in the area';
