-- All quarters from the first in which anything happened to the last, and at least those of the period.
CREATE TABLE {report}.staged_activity AS
WITH counted AS (
    SELECT dimension_no, member, quarter_start,
           sum(number) FILTER (WHERE what = 'added')::bigint AS families_added,
           sum(number) FILTER (WHERE what = 'Star')::bigint AS stars_completed,
           sum(number) FILTER (WHERE what = 'Star' AND first_of_quarter)::bigint AS families_reviewed,
           sum(number) FILTER (WHERE what = 'left reviewed')::bigint AS families_left_reviewed
    FROM {report}.staged_event_counts
    GROUP BY dimension_no, member, quarter_start
), span AS (
    SELECT least(min(quarter_start), @extschema@.quarter_start({period_from}, {quarter_starts})) AS first_quarter,
           greatest(max(quarter_start), @extschema@.quarter_start({period_to}, {quarter_starts})) AS last_quarter
    FROM counted
)
SELECT c.dimension_no, c.dimension, c.member_no, c.member, quarter::date AS quarter_start,
       -- if has_families
       coalesce(families_added, 0) AS families_added,
       -- else
       NULL::bigint AS families_added,
       -- end
       coalesce(stars_completed, 0) AS stars_completed, coalesce(families_reviewed, 0) AS families_reviewed,
       -- if has_left
       coalesce(families_left_reviewed, 0) AS families_left_reviewed
       -- else
       NULL::bigint AS families_left_reviewed
       -- end
FROM {made}_members AS c
CROSS JOIN span
CROSS JOIN generate_series(first_quarter::timestamp, last_quarter, interval '3 months') AS quarter
LEFT JOIN counted ON (counted.dimension_no, counted.member, counted.quarter_start)
                   = (c.dimension_no, c.member, quarter::date);

COMMENT ON TABLE {report}.stored_activity IS 'counts of what happened in each quarter';
