-- What the readings are that contradict each other, and in which rows.
CREATE UNLOGGED TABLE {report}.staged_contradictions AS
-- if has_contradictions
SELECT c.family, c.completed_on, c.area_no, c.service_user, count(*) AS rows,
       array_to_string(array_agg(DISTINCT p.value::integer ORDER BY p.value::integer), ' / ', '?') AS value,
       string_agg(DISTINCT p.row_id, ' / ' ORDER BY p.row_id) AS row_id
FROM {report}.staged_contradicted AS c
JOIN {report}.staged_problems AS p USING (family, completed_on, area_no)
WHERE p.issue = 'contradicting'
GROUP BY c.family, c.completed_on, c.area_no, c.service_user
-- end
;
