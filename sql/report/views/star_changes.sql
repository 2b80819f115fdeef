-- not published: it comes from families, not from counts that are rounded
CREATE VIEW {report}.star_changes AS
SELECT s.dimension_no, s.dimension, s.member_no, s.member, s.star_no, s.star_no || ' to ' || s.star_no + 1 AS step,
       s.area_no, s.area, s.families, s.start_total{halved} AS start_total, s.next_total{halved} AS next_total,
       round((s.start_total{halved})::numeric / nullif(s.families, 0), 2)::numeric(4,2) AS start_mean,
       round((s.next_total{halved})::numeric / nullif(s.families, 0), 2)::numeric(4,2) AS next_mean,
       round(((s.next_total - s.start_total){halved})::numeric / nullif(s.families, 0), 2)::numeric(4,2) AS mean_change,
       s.families_with_next, s.median_days
FROM {report}.stored_star_changes AS s;

COMMENT ON VIEW {report}.star_changes IS
    'From each Star to the next one, by number: mean readings, mean change and the days between. With each step '
    'there are fewer families, and others: those who stay longer.';
COMMENT ON COLUMN {report}.star_changes.star_no IS 'number of the earlier Star, the first Star being 1: sorts step';
COMMENT ON COLUMN {report}.star_changes.step IS 'from which Star to which: 1 to 2, 2 to 3, ...; never add them up';
COMMENT ON COLUMN {report}.star_changes.families IS 'families that have both readings in the area';
COMMENT ON COLUMN {report}.star_changes.start_total IS
    'sum of the readings of the earlier Star: start_mean = start_total / families';
COMMENT ON COLUMN {report}.star_changes.next_total IS
    'sum of the readings of the later Star: next_mean = next_total / families';
COMMENT ON COLUMN {report}.star_changes.start_mean IS 'mean reading of the earlier Star; NULL without a family';
COMMENT ON COLUMN {report}.star_changes.next_mean IS 'mean reading of the later Star; NULL without a family';
COMMENT ON COLUMN {report}.star_changes.mean_change IS
    '(next_total - start_total) / families, rounded once; NULL without a family';
COMMENT ON COLUMN {report}.star_changes.families_with_next IS
    'families with both Stars, whatever the area: base of median_days';
COMMENT ON COLUMN {report}.star_changes.median_days IS
    'median of the days between the two Stars, of families_with_next; NULL without a family';
