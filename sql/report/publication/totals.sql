-- What all later roundings add up to
CREATE UNLOGGED TABLE {report}.staged_totals AS
SELECT dimension_no, member, class, total FROM {report}.staged_family_totals
UNION ALL
SELECT r.dimension_no, r.member, a.class, r.published
FROM @extschema@.report_rounded({schema}, 'class'::text, {base}, 'staged_family_totals'::text) AS r
JOIN (SELECT DISTINCT subject, atom_no, class FROM {report}.staged_class_atoms) AS a USING (subject, atom_no);
