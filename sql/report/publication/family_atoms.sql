-- Groups of families that no figure of members tells apart, and what they count in: once in each figure.
CREATE UNLOGGED TABLE {report}.staged_family_atoms AS
SELECT *, 'families'::text AS subject,
       dense_rank() OVER (ORDER BY with_a_star, with_first_star, reviewed, reviewed_twice, left_service, left_reviewed,
                              added, overall_change COLLATE "C", areas_progressed,
                              first_completed_by COLLATE "C")::integer AS atom_no,
       ARRAY['service user', CASE WHEN with_a_star THEN 'with a Star' END,
             CASE WHEN with_first_star THEN 'with a first Star' END, CASE WHEN reviewed THEN 'reviewed' END,
             CASE WHEN reviewed_twice THEN 'reviewed twice' END, CASE WHEN left_service THEN 'left' END,
             CASE WHEN left_reviewed THEN 'left reviewed' END, CASE WHEN added THEN 'added' END,
             overall_change, areas_progressed::text, CASE WHEN areas_progressed > 0 THEN 'progressed' END,
             first_completed_by, CASE WHEN reviewed THEN first_completed_by END] AS classes
FROM (
    SELECT members, with_a_star, with_first_star, reviewed, reviewed_twice, left_service, left_reviewed, added,
           overall_change, areas_progressed, first_completed_by, area_class, first_star_class, need_class,
           count(*) AS families
    FROM {report}.staged_service_users
    GROUP BY members, with_a_star, with_first_star, reviewed, reviewed_twice, left_service, left_reviewed, added,
             overall_change, areas_progressed, first_completed_by, area_class, first_star_class, need_class
) AS counted;
