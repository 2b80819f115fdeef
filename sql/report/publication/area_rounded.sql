CREATE UNLOGGED TABLE {report}.staged_area_rounded AS
SELECT r.dimension_no, r.member, r.subject::integer AS area_no, a.start_reading, a.latest_reading, a.first_reading,
       a.last_reading, sum(r.published)::bigint AS published
FROM @extschema@.report_rounded({schema}, 'area'::text, {base}, 'staged_totals'::text) AS r
JOIN (
    SELECT DISTINCT atom_no, start_reading, latest_reading, first_reading, last_reading FROM {report}.staged_area_atoms
) AS a USING (atom_no)
GROUP BY r.dimension_no, r.member, r.subject, a.start_reading, a.latest_reading, a.first_reading,
         a.last_reading;
