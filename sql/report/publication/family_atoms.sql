-- Groups of families that inclusion does not tell apart, and what they count in.
CREATE UNLOGGED TABLE {report}.staged_family_atoms AS
SELECT *, 'families'::text AS subject,
       dense_rank() OVER (ORDER BY with_a_star, with_first_star, reviewed, reviewed_twice, left_service, left_reviewed,
                              added)::integer AS atom_no,
       ARRAY['service user', CASE WHEN with_a_star THEN 'with a Star' END,
             CASE WHEN with_first_star THEN 'with a first Star' END, CASE WHEN reviewed THEN 'reviewed' END,
             CASE WHEN reviewed_twice THEN 'reviewed twice' END, CASE WHEN left_service THEN 'left' END,
             CASE WHEN left_reviewed THEN 'left reviewed' END, CASE WHEN added THEN 'added' END] AS classes
FROM (
    SELECT members, with_a_star, with_first_star, reviewed, reviewed_twice, left_service, left_reviewed, added,
           area_class, started_class, need_class, count(*) AS families
    FROM {report}.staged_service_users
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
) AS counted;
