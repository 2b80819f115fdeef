CREATE UNLOGGED TABLE {report}.staged_event_counts AS
SELECT r.dimension_no, r.member, r.subject AS what, a.quarter_start, a.completed_by, a.first_star, a.reviewed,
       a.first_of_quarter, sum(r.published)::bigint AS number
FROM @extschema@.report_rounded({schema}, 'event'::text, {base}, 'staged_totals'::text) AS r
JOIN (
    SELECT DISTINCT atom_no, quarter_start, completed_by, first_star, reviewed, first_of_quarter
    FROM {report}.staged_event_atoms
) AS a USING (atom_no)
-- what rounds to none is not known to have happened
WHERE r.published > 0
GROUP BY r.dimension_no, r.member, r.subject, a.quarter_start, a.completed_by, a.first_star, a.reviewed,
         a.first_of_quarter;
