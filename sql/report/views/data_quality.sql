-- not published: about single families
CREATE VIEW {report}.data_quality AS
SELECT l.issue, l.family,
       -- for each dimension
       f.{member},
       -- end
       l.completed_on, l.area_no, a.area, l.value, l.detail, l.row_id, l.occurrences
FROM (
    TABLE {report}.stored_left_out
    UNION ALL
    SELECT issue, family, completed_on, NULL::integer AS area_no, value, detail, NULL::text AS row_id,
           1::bigint AS occurrences
    FROM {report}.stored_doubts
) AS l
LEFT JOIN {report}.stored_families AS f ON f.family = l.family
LEFT JOIN {report}.stored_areas AS a ON a.area_no = l.area_no;

COMMENT ON VIEW {report}.data_quality IS
    'ABOUT SINGLE FAMILIES: grant with care. What in the source could not be used, contradicts itself or may be a '
    'mistake, and what became of it: a worklist for those who can put it right.';
COMMENT ON COLUMN {report}.data_quality.issue IS 'what is wrong, in a few words';
COMMENT ON COLUMN {report}.data_quality.family IS 'the family; NULL if none is named';
COMMENT ON COLUMN {report}.data_quality.{member} IS
    'the member of this dimension that the family has in the report; NULL if the report does not know the family';
COMMENT ON COLUMN {report}.data_quality.completed_on IS
    'the date of the Star; NULL if it is none, or if the issue is about the family';
COMMENT ON COLUMN {report}.data_quality.area_no IS 'number of the area, if the issue is about one';
COMMENT ON COLUMN {report}.data_quality.value IS 'what the source says';
COMMENT ON COLUMN {report}.data_quality.detail IS 'why it could not be used, and what became of it';
COMMENT ON COLUMN {report}.data_quality.row_id IS
    'the row of the source, by the column that row_id names; NULL without one, and if the issue is not about single '
    'rows';
COMMENT ON COLUMN {report}.data_quality.occurrences IS
    'how often the source has just this; for contradictions, Stars, families and needs: once each';
