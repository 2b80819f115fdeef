CREATE UNLOGGED TABLE {report}.staged_need_counts AS
SELECT r.dimension_no, r.member, r.subject AS need_code, a.result, a.strict_result, a.all_readings,
       a.strict_all_readings, sum(r.published)::bigint AS families
FROM @extschema@.report_rounded({schema}, 'need'::text, {base}, 'staged_totals'::text) AS r
JOIN (
    SELECT DISTINCT atom_no, result, strict_result, all_readings, strict_all_readings FROM {report}.staged_need_atoms
) AS a USING (atom_no)
WHERE a.result IS NOT NULL
GROUP BY r.dimension_no, r.member, r.subject, a.result, a.strict_result, a.all_readings, a.strict_all_readings;
