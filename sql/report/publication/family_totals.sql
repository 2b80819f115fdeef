-- What inclusion fixes
CREATE UNLOGGED TABLE {report}.staged_family_totals AS
SELECT dimension_no, member, class, sum(published)::bigint AS total
FROM {report}.staged_family_rounded, LATERAL (VALUES
    (area_class), (started_class), (need_class), (CASE WHEN reviewed THEN 'latest review' END),
    (CASE WHEN reviewed_twice THEN 'review before it' END), (CASE WHEN added THEN 'added' END),
    (CASE WHEN left_reviewed THEN 'left reviewed' END)) AS part (class)
WHERE class IS NOT NULL
GROUP BY dimension_no, member, class;
