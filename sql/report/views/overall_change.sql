-- published
CREATE VIEW {report}.overall_change AS
SELECT m.dimension_no, m.dimension, m.member_no, m.member, counted.change_no, counted.change, counted.families,
       m.negative + m.no_change + m.positive AS base,
       CASE WHEN m.negative + m.no_change + m.positive >= {least} THEN
           @extschema@.percentage(counted.families::numeric, (m.negative + m.no_change + m.positive)::numeric, 1)
           END::numeric(4,1) AS percent,
       counted.points{halved} AS points,
       round((counted.parts{halved})::numeric / (360360 * enough.families), 2)::numeric(4,2) AS mean_change,
       round((counted.points{halved})::numeric / enough.families, 2)::numeric(5,2) AS total_change,
       @extschema@.percentage(counted.parts::numeric, (360360 * enough.families * {reading_range})::numeric, 1)
           ::numeric(4,1) AS change_percent
FROM {report}.stored_members AS m,
     LATERAL (VALUES
         (1, 'negative', m.negative, m.change_points[1], m.mean_change_parts[1]),
         (2, 'no change', m.no_change, m.change_points[2], m.mean_change_parts[2]),
         (3, 'positive', m.positive, m.change_points[3], m.mean_change_parts[3]),
         (4, 'all', m.negative + m.no_change + m.positive, m.change_points[4], m.mean_change_parts[4])
     ) AS counted (change_no, change, families, points, parts),
     LATERAL (VALUES (CASE WHEN counted.families >= greatest({least}, 1) THEN counted.families END))
         AS enough (families);

COMMENT ON VIEW {report}.overall_change IS
    'Families compared by their overall change: the mean over their areas of latest less start reading, below, '
    'within or above the band of change (see report_options). The row all holds the total: leave it out of sums.';
COMMENT ON COLUMN {report}.overall_change.change_no IS 'sorts change: 4 is all';
COMMENT ON COLUMN {report}.overall_change.change IS 'negative, no change or positive; all: the three together';
COMMENT ON COLUMN {report}.overall_change.families IS 'number of families whose overall change that is';
COMMENT ON COLUMN {report}.overall_change.base IS
    'families compared that have an area with both readings = 100 %';
COMMENT ON COLUMN {report}.overall_change.points IS
    'sum over these families and their areas with both readings of latest less start reading';
COMMENT ON COLUMN {report}.overall_change.mean_change IS
    'mean over these families of the mean change over their areas; NULL without a family';
COMMENT ON COLUMN {report}.overall_change.total_change IS
    'points over the areas, for a family: points / families; NULL without a family';
COMMENT ON COLUMN {report}.overall_change.change_percent IS
    'mean_change as % of the range of the scale, which is 9 points (4, where readings are 1 to 5)';
