CREATE UNLOGGED TABLE {report}.staged_change_rounded AS
SELECT r.dimension_no, r.member, r.subject, a.pattern_class, a.overall_change, a.areas_progressed, a.areas_rose,
       a.start_low_none, a.latest_low_none, r.published
FROM @extschema@.report_rounded({schema}, 'change'::text, {base}, 'staged_totals'::text) AS r
JOIN (
    SELECT DISTINCT subject, atom_no, pattern_class, overall_change, areas_progressed, areas_rose, start_low_none,
           latest_low_none
    FROM {report}.staged_change_atoms
) AS a USING (subject, atom_no);
