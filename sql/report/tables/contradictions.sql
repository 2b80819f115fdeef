-- And the readings that do.
CREATE UNLOGGED TABLE {report}.staged_contradictions AS
SELECT r.family, r.dated AS completed_on, cell.area_no, count(*) AS rows,
       array_to_string(array_agg(DISTINCT cell.reading ORDER BY cell.reading), ' / ') AS value,
       string_agg(DISTINCT r.row_id, ' / ' ORDER BY r.row_id) AS row_id
FROM {report}.staged_contradicted AS c
JOIN ({rows}) AS r ON r.family = c.family AND r.dated = c.completed_on
CROSS JOIN LATERAL ({cells}) AS cell (area_no, area_written, reading, reading_written, superseded)
WHERE {usable} AND cell.area_no = c.area_no AND cell.reading IS NOT NULL
GROUP BY r.family, r.dated, cell.area_no;
