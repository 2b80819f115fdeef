-- Families compared by their change over all areas, and by the number of areas in which they progressed and rose
CREATE UNLOGGED TABLE {report}.staged_change_atoms AS
SELECT members, 'change' AS subject, overall_change, NULL::integer AS areas_progressed, NULL::integer AS areas_rose,
       dense_rank() OVER (ORDER BY area_class COLLATE "C", overall_change COLLATE "C")::integer AS atom_no,
       ARRAY[area_class, overall_change, CASE WHEN overall_change IS NOT NULL THEN 'any' END] AS classes,
       count(*) AS families
FROM {report}.staged_service_users
WHERE reviewed
GROUP BY members, area_class, overall_change
UNION ALL
SELECT members, 'areas', NULL, areas_progressed, areas_rose,
       dense_rank() OVER (ORDER BY area_class COLLATE "C", areas_progressed, areas_rose)::integer,
       ARRAY[area_class, areas_progressed::text, areas_rose::text], count(*)
FROM {report}.staged_service_users
WHERE reviewed
GROUP BY members, area_class, areas_progressed, areas_rose;
