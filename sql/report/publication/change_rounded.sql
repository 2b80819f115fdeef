CREATE UNLOGGED TABLE {report}.staged_change_rounded AS
SELECT r.dimension_no, r.member, a.overall_change, a.areas_progressed, a.areas_rose, r.published
FROM @extschema@.report_rounded({schema}, 'change'::text, {base}, 'staged_totals'::text) AS r
JOIN (
    SELECT DISTINCT subject, atom_no, overall_change, areas_progressed, areas_rose FROM {report}.staged_change_atoms
) AS a USING (subject, atom_no);
