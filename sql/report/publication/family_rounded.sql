CREATE UNLOGGED TABLE {report}.staged_family_rounded AS
SELECT r.dimension_no, r.member, a.*, r.published
FROM @extschema@.report_rounded({schema}, 'family'::text, {base}, NULL::text) AS r
JOIN (
    SELECT DISTINCT atom_no, with_a_star, with_first_star, reviewed, reviewed_twice, left_service, left_reviewed, added,
           area_class, started_class, need_class
    FROM {report}.staged_family_atoms
) AS a USING (atom_no);
