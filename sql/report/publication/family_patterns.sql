-- How many areas at or below stage 2 the families of a pattern have, no rounded count tells, but of all of them.
CREATE TABLE {report}.staged_family_patterns AS
WITH class AS (
    SELECT DISTINCT class AS pattern_class,
           CASE WHEN progressed AND regressed THEN 2 WHEN progressed THEN 1 WHEN regressed THEN 3 ELSE 4 END
               AS stage_pattern_no,
           CASE WHEN rose AND fell THEN 2 WHEN rose THEN 1 WHEN fell THEN 3 ELSE 4 END AS reading_pattern_no
    FROM {report}.staged_class_atoms
    WHERE subject = 'families compared'
), of_member AS (
    SELECT dimension_no, member, pattern.by_no, pattern.pattern_no, sum(published) AS families,
           sum(published) FILTER (WHERE start_low_none) AS start_low_none,
           sum(published) FILTER (WHERE latest_low_none) AS latest_low_none
    FROM {report}.staged_change_rounded JOIN class USING (pattern_class),
         LATERAL (VALUES (1, stage_pattern_no), (2, reading_pattern_no), (1, 5), (2, 5))
             AS pattern (by_no, pattern_no)
    WHERE subject = 'patterns'
    GROUP BY dimension_no, member, pattern.by_no, pattern.pattern_no
), low AS (
    SELECT dimension_no, member, sum(published) FILTER (WHERE start_reading BETWEEN 1 AND 4) AS start_low_areas,
           sum(published) FILTER (WHERE latest_reading BETWEEN 1 AND 4) AS latest_low_areas
    FROM {report}.staged_area_rounded
    GROUP BY dimension_no, member
)
SELECT c.dimension_no, c.dimension, c.member_no, c.member, p.by_no, p.by, p.pattern_no, p.pattern,
       coalesce(m.families, 0)::bigint AS families,
       CASE p.pattern_no WHEN 5 THEN coalesce(low.start_low_areas, 0) END::bigint AS start_low_areas,
       CASE p.pattern_no WHEN 5 THEN coalesce(low.latest_low_areas, 0) END::bigint AS latest_low_areas,
       coalesce(m.start_low_none, 0)::bigint AS start_low_none,
       coalesce(m.latest_low_none, 0)::bigint AS latest_low_none
FROM {report}.staged_counts AS c
CROSS JOIN (SELECT DISTINCT by_no, by, pattern_no, pattern FROM {exact}.stored_family_patterns) AS p
LEFT JOIN of_member AS m USING (dimension_no, member, by_no, pattern_no)
LEFT JOIN low USING (dimension_no, member);

COMMENT ON TABLE {report}.stored_family_patterns IS
    'counts of families by whether any area went up, and any down';
