-- What happened in the period, by member.
CREATE UNLOGGED TABLE {report}.staged_event_counts AS
SELECT counted.dimension_no, counted.member, event.what, event.quarter_start,
       -- if has_completed_by
       answer AS completed_by,
       -- else
       NULL::text AS completed_by,
       -- end
       event.first_star, event.reviewed, event.first_of_quarter, kind.number
FROM {report}.staged_counts AS counted
CROSS JOIN LATERAL unnest(events[1:1], events[2:2]) AS kind (event, number)
CROSS JOIN LATERAL @extschema@.report_event(kind.event) AS event
-- if has_completed_by
LEFT JOIN {report}.staged_answers USING (answer_no)
-- end
;
