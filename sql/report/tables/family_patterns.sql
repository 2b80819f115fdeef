-- Families compared by whether any area went up, and any down, by stage and by reading; and how many of their areas, of
-- those that both Stars have, stand at stage 2 or below.
CREATE TABLE {report}.staged_family_patterns AS
WITH both_patterns AS (
    SELECT dimension_no, member, number >> 12 AS stage_pattern_no, number >> 8 & 15 AS reading_pattern_no,
           times AS families, times * (number >> 4 & 15) AS start_low_areas, times * (number & 15) AS latest_low_areas,
           CASE WHEN number >> 4 & 15 = 0 THEN times ELSE 0 END AS start_low_none,
           CASE WHEN number & 15 = 0 THEN times ELSE 0 END AS latest_low_none
    FROM {report}.staged_counts AS c, unnest(c.patterns[1:1], c.patterns[2:2]) AS pattern (number, times)
), of_member AS (
    SELECT dimension_no, member, pattern.by_no, pattern.pattern_no, sum(families) AS families,
           sum(start_low_areas) AS start_low_areas, sum(latest_low_areas) AS latest_low_areas,
           sum(start_low_none) AS start_low_none, sum(latest_low_none) AS latest_low_none
    FROM both_patterns, LATERAL (VALUES (1, stage_pattern_no), (2, reading_pattern_no), (1, 5), (2, 5))
                            AS pattern (by_no, pattern_no)
    GROUP BY dimension_no, member, pattern.by_no, pattern.pattern_no
)
SELECT c.dimension_no, c.dimension, c.member_no, c.member, p.by_no, p.by, p.pattern_no, p.pattern,
       coalesce(families, 0)::bigint AS families, coalesce(start_low_areas, 0)::bigint AS start_low_areas,
       coalesce(latest_low_areas, 0)::bigint AS latest_low_areas,
       coalesce(start_low_none, 0)::bigint AS start_low_none,
       coalesce(latest_low_none, 0)::bigint AS latest_low_none
FROM {report}.staged_counts AS c
CROSS JOIN (VALUES
    (1, 'stage', 1, 'progressed only'), (1, 'stage', 2, 'progressed and regressed'), (1, 'stage', 3, 'regressed only'),
    (1, 'stage', 4, 'maintained'), (1, 'stage', 5, 'all'),
    (2, 'reading', 1, 'rose only'), (2, 'reading', 2, 'rose and fell'), (2, 'reading', 3, 'fell only'),
    (2, 'reading', 4, 'unchanged'), (2, 'reading', 5, 'all')) AS p (by_no, by, pattern_no, pattern)
LEFT JOIN of_member USING (dimension_no, member, by_no, pattern_no);

COMMENT ON TABLE {report}.stored_family_patterns IS
    'counts of families by whether any area went up, and any down';
