-- And the readings that do; a Star of the source may hold a mark in place of them.
CREATE UNLOGGED TABLE {report}.staged_contradictions AS
-- if has_contradictions
SELECT c.family, c.completed_on, c.area_no, c.service_user, count(*) AS rows,
       array_to_string(array_agg(DISTINCT cell.reading ORDER BY cell.reading), ' / ', '?') AS value,
       string_agg(DISTINCT r.row_id, ' / ' ORDER BY r.row_id) AS row_id
FROM {report}.staged_contradicted AS c
JOIN ({rows}) AS r ON r.family = c.family AND r.dated = c.completed_on
LEFT JOIN LATERAL (
    SELECT cell.reading
    FROM ({cells}) AS cell (area_no, area_written, reading, reading_written, superseded)
    WHERE cell.area_no = c.area_no AND cell.reading IS NOT NULL
) AS cell ON true
WHERE {usable} AND (cell.reading IS NOT NULL OR {marked})
GROUP BY c.family, c.completed_on, c.area_no, c.service_user
-- end
;
