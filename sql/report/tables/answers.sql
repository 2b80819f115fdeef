-- Who completed Stars, numbered for events.  In a publication, where an answer of few families would tell of them, the
-- others are left: those that as many families gave as it is in multiples of, and the known ones, which always stand
-- there.  What is not in the table counts as not recorded.
CREATE UNLOGGED TABLE {report}.staged_answers AS
-- if has_completed_by
SELECT answer, row_number() OVER (ORDER BY answer COLLATE "C")::integer AS answer_no
-- if is_publication
FROM {all_families} AS f, unnest(@extschema@.star_dates(f.journey), f.completed_by) AS star (completed_on, answer)
WHERE f.service_user AND star.completed_on BETWEEN {period_from} AND {period_to} AND answer IS NOT NULL
GROUP BY answer
HAVING count(DISTINCT f.family) >= {base} OR answer IN ('Worker & Service User', 'Worker Only', 'Service User Only')
-- else
FROM (SELECT DISTINCT unnest(completed_by) AS answer FROM {all_families} WHERE service_user) AS given
WHERE answer IS NOT NULL
-- end
-- end
;
