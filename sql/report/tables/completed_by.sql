-- The answers to who completed a Star: the three known ones with their zeros, others that were given, and none.
CREATE TABLE {report}.staged_completed_by AS
WITH possible AS (
    -- if has_completed_by
    SELECT completed_by, known_no
    FROM (VALUES ('Worker & Service User', 1), ('Worker Only', 2), ('Service User Only', 3))
             AS known (completed_by, known_no)
    UNION ALL
    -- end
    SELECT coalesce(completed_by, 'not recorded'), CASE WHEN completed_by IS NULL THEN 5 ELSE 4 END AS known_no
    FROM {report}.staged_event_counts
    WHERE what = 'Star'
), answer (completed_by, completed_by_no) AS (
    SELECT completed_by, row_number() OVER (ORDER BY min(known_no), completed_by COLLATE "C")::integer
    FROM possible AS p (completed_by, known_no)
    GROUP BY completed_by
)
SELECT dimension_no, dimension, member_no, member, completed_by_no, completed_by,
       coalesce(first_stars, 0) AS first_stars, coalesce(first_stars_of_reviewed, 0) AS first_stars_of_reviewed,
       coalesce(all_stars, 0) AS all_stars
FROM {made}_members CROSS JOIN answer
LEFT JOIN (
    SELECT dimension_no, member, coalesce(completed_by, 'not recorded') AS completed_by,
           coalesce(sum(number) FILTER (WHERE first_star), 0)::bigint AS first_stars,
           coalesce(sum(number) FILTER (WHERE first_star AND reviewed), 0)::bigint AS first_stars_of_reviewed,
           sum(number)::bigint AS all_stars
    FROM {report}.staged_event_counts
    WHERE what = 'Star'
    GROUP BY dimension_no, member, completed_by
) AS counted USING (dimension_no, member, completed_by);

COMMENT ON TABLE {report}.stored_completed_by IS 'counts of Stars by who completed them';
