-- not published: exact counts beside the rounded ones
CREATE VIEW {report}.source_rows AS
SELECT s.line_no, s.counted, s.what, s.number
FROM {report}.stored_source_rows AS s;

COMMENT ON VIEW {report}.source_rows IS
    'What became of every row of the source, and of readings, Stars and families. The rows read are the sum of all '
    'other lines about rows; the families known are those with a Star, those without one and those outside the '
    'period; Stars in the period are some of those used. No family is named: data_quality says which they are.';
COMMENT ON COLUMN {report}.source_rows.line_no IS 'sorts what';
COMMENT ON COLUMN {report}.source_rows.counted IS 'rows, readings, Stars or families: never add them up';
COMMENT ON COLUMN {report}.source_rows.what IS
    'read: all; used: up to the end of the period, as earlier Stars may be the start; repeated: of a reading or a Star '
    'that another row has too; contradicting: of a reading that other rows contradict; superseded: corrected by a '
    'later row; after the period; left out, and why';
COMMENT ON COLUMN {report}.source_rows.number IS 'how many';
