CREATE VIEW {report}.data_quality AS
SELECT l.issue, l.family, l.completed_on, l.area_no, l.value, l.detail, l.occurrences
FROM {report}.stored_left_out AS l;

COMMENT ON VIEW {report}.data_quality IS
    'ABOUT SINGLE FAMILIES: grant with care. What in the source could not be used, or contradicts itself, and what '
    'became of it.';
COMMENT ON COLUMN {report}.data_quality.issue IS 'what is wrong, in a few words';
COMMENT ON COLUMN {report}.data_quality.family IS 'the family; NULL if none is named';
COMMENT ON COLUMN {report}.data_quality.completed_on IS
    'the date of the Star; NULL if it is none, or if the issue is about the family';
COMMENT ON COLUMN {report}.data_quality.area_no IS 'number of the area, if the issue is about one';
COMMENT ON COLUMN {report}.data_quality.value IS 'what the source says';
COMMENT ON COLUMN {report}.data_quality.detail IS 'why it could not be used, and what became of it';
COMMENT ON COLUMN {report}.data_quality.occurrences IS
    'how often the source has just this; for contradictions, Stars, families and needs: once each';
