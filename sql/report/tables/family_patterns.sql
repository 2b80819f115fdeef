-- Families compared by whether any area went up, and any down, by stage and by reading; and how many of their areas, of
-- those that both Stars have, stand at stage 2 or below.
CREATE TABLE {report}.staged_family_patterns AS
WITH family AS (
    SELECT 'All'::text AS member_0,
           -- for each dimension
           {member} AS member_{dimension_no},
           -- end
           areas_progressed AS progressed, @extschema@.areas_regressed(start_star, latest_star) AS regressed,
           @extschema@.areas_rose(start_star, latest_star) AS rose,
           @extschema@.areas_fell(start_star, latest_star) AS fell,
           @extschema@.areas_at_or_below(start_star, latest_star, 2) AS start_low,
           @extschema@.areas_at_or_below(latest_star, start_star, 2) AS latest_low
    FROM {made}_families
    WHERE service_user AND overall_change IS NOT NULL
), counted AS (
    SELECT
           -- for All and each dimension
           member_{dimension_no},
           -- end
           CASE WHEN progressed > 0 AND regressed > 0 THEN 2 WHEN progressed > 0 THEN 1 WHEN regressed > 0 THEN 3 ELSE 4
                END AS stage_pattern_no,
           CASE WHEN rose > 0 AND fell > 0 THEN 2 WHEN rose > 0 THEN 1 WHEN fell > 0 THEN 3 ELSE 4
                END AS reading_pattern_no,
           count(*) AS families, sum(start_low) AS start_low_areas, sum(latest_low) AS latest_low_areas,
           count(*) FILTER (WHERE start_low = 0) AS start_low_none,
           count(*) FILTER (WHERE latest_low = 0) AS latest_low_none
    FROM family
    GROUP BY
             -- for All and each dimension
             member_{dimension_no},
             -- end
             stage_pattern_no, reading_pattern_no
), both_patterns AS (
    -- for All and each dimension, joined by UNION ALL
    SELECT {dimension_no} AS dimension_no, member_{dimension_no} AS member, stage_pattern_no, reading_pattern_no,
           sum(families) AS families, sum(start_low_areas) AS start_low_areas,
           sum(latest_low_areas) AS latest_low_areas,
           sum(start_low_none) AS start_low_none, sum(latest_low_none) AS latest_low_none
    FROM counted
    GROUP BY member, stage_pattern_no, reading_pattern_no
    -- end
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
