-- The classes of families compared, and of first Stars
CREATE UNLOGGED TABLE {report}.staged_class_atoms AS
SELECT members, 'families compared' AS subject, pattern_class AS class, progressed, regressed, rose, fell,
       dense_rank() OVER (ORDER BY pattern_class COLLATE "C")::integer AS atom_no,
       ARRAY[area_class, pattern_class, CASE WHEN progressed THEN 'progressed' END, CASE WHEN rose THEN 'rose' END,
             CASE WHEN fell THEN 'fell' END, CASE WHEN regressed THEN 'regressed' END,
             progressed || ', ' || regressed, rose || ', ' || fell] AS classes, families
FROM (
    SELECT members, area_class, pattern_class, areas_progressed > 0 AS progressed, areas_regressed > 0 AS regressed,
           areas_rose > 0 AS rose, areas_fell > 0 AS fell, count(*) AS families
    FROM {report}.staged_service_users
    WHERE reviewed
    GROUP BY 1, 2, 3, 4, 5, 6, 7
) AS compared
UNION ALL
SELECT members, 'first Stars', first_star_class, NULL, NULL, NULL, NULL,
       dense_rank() OVER (ORDER BY first_star_class COLLATE "C")::integer,
       ARRAY[started_class, first_star_class, first_completed_by, first_completed_by, NULL, NULL, NULL, NULL],
       families
FROM (
    SELECT members, started_class, first_star_class, first_completed_by, count(*) AS families
    FROM {report}.staged_service_users
    WHERE with_first_star
    GROUP BY 1, 2, 3, 4
) AS started;
