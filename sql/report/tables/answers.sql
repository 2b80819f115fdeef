-- Who completed Stars, numbered for events.
CREATE UNLOGGED TABLE {report}.staged_answers AS
-- if has_completed_by
SELECT answer, row_number() OVER (ORDER BY answer COLLATE "C")::integer AS answer_no
FROM (SELECT DISTINCT unnest(completed_by) AS answer FROM {all_families} WHERE service_user) AS given
WHERE answer IS NOT NULL
-- end
;
