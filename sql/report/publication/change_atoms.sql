-- Families compared by their change over all areas, by the number of areas in which they progressed and rose, and by
-- whether they stand at or below stage 2 in any area
CREATE UNLOGGED TABLE {report}.staged_change_atoms AS
SELECT members, 'change' AS subject, pattern_class, overall_change, NULL::integer AS areas_progressed,
       NULL::integer AS areas_rose, NULL::boolean AS start_low_none, NULL::boolean AS latest_low_none,
       dense_rank() OVER (ORDER BY pattern_class COLLATE "C", overall_change COLLATE "C")::integer AS atom_no,
       ARRAY[pattern_class, overall_change, CASE WHEN overall_change IS NOT NULL THEN 'any' END] AS classes,
       count(*) AS families
FROM {report}.staged_service_users
WHERE reviewed
GROUP BY members, pattern_class, overall_change
UNION ALL
SELECT members, 'areas', pattern_class, NULL, areas_progressed, areas_rose, NULL, NULL,
       dense_rank() OVER (ORDER BY pattern_class COLLATE "C", areas_progressed, areas_rose)::integer,
       ARRAY[pattern_class, areas_progressed::text, areas_rose::text], count(*)
FROM {report}.staged_service_users
WHERE reviewed
GROUP BY members, pattern_class, areas_progressed, areas_rose
UNION ALL
SELECT members, 'patterns', pattern_class, NULL, NULL, NULL, start_low_none, latest_low_none,
       dense_rank() OVER (ORDER BY pattern_class COLLATE "C", start_low_none, latest_low_none)::integer,
       ARRAY[pattern_class, start_low_none::text, latest_low_none::text], count(*)
FROM {report}.staged_service_users
WHERE reviewed AND overall_change IS NOT NULL
GROUP BY members, pattern_class, start_low_none, latest_low_none;
