-- The same for each member.
CREATE UNLOGGED TABLE {report}.staged_event_counts AS
-- for All and each dimension, joined by UNION ALL
SELECT {dimension_no} AS dimension_no, member_{dimension_no} AS member, what, quarter_start, completed_by, first_star,
       reviewed, first_of_quarter, sum(number)::bigint AS number
FROM {report}.staged_events
GROUP BY member, what, quarter_start, completed_by, first_star, reviewed, first_of_quarter
-- end
;
