-- published
CREATE VIEW {report}.overall_change AS
SELECT m.dimension_no, m.dimension, m.member_no, m.member, counted.change_no, counted.change, counted.families,
       m.negative + m.no_change + m.positive AS base,
       CASE WHEN m.negative + m.no_change + m.positive >= {least} THEN
           @extschema@.percentage(counted.families::numeric, (m.negative + m.no_change + m.positive)::numeric, 1)
           END::numeric(4,1) AS percent
FROM {report}.stored_members AS m,
     LATERAL (VALUES
         (1, 'negative', m.negative),
         (2, 'no change', m.no_change),
         (3, 'positive', m.positive)
     ) AS counted (change_no, change, families);

COMMENT ON VIEW {report}.overall_change IS
    'Families compared by their overall change: the mean over their areas of latest less start reading, below, '
    'within or above the band of change (see report_options).';
COMMENT ON COLUMN {report}.overall_change.change_no IS 'sorts change';
COMMENT ON COLUMN {report}.overall_change.change IS 'negative, no change or positive';
COMMENT ON COLUMN {report}.overall_change.families IS 'number of families whose overall change that is';
COMMENT ON COLUMN {report}.overall_change.base IS
    'families compared that have an area with both readings = 100 %';
