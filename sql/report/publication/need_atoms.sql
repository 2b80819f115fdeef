-- For each need, all service users: those with the need by what the Stars show of it, and the others.
CREATE UNLOGGED TABLE {report}.staged_need_atoms AS
WITH recorded AS (
    SELECT ARRAY['All'
               -- for each dimension
               , f.{member}
               -- end
           ]::text[] AS members,
           'with needs: ' || (f.latest_star IS NOT NULL) AS need_class, e.need_code, e.result, e.strict_result,
           e.all_readings, e.strict_all_readings, count(*) AS families
    FROM {exact}.stored_evidence AS e JOIN {all_families} AS f USING (family)
    WHERE f.service_user
    GROUP BY 1, 2, 3, 4, 5, 6, 7
), counted AS (
    SELECT * FROM recorded
    UNION ALL
    SELECT u.members, u.need_class, n.need_code, NULL, NULL, NULL, NULL, u.families - coalesce(r.families, 0)
    FROM (SELECT members, need_class, count(*) AS families FROM {report}.staged_service_users
          GROUP BY members, need_class) AS u
    CROSS JOIN (SELECT DISTINCT need_code FROM recorded) AS n
    LEFT JOIN (SELECT members, need_class, need_code, sum(families) AS families FROM recorded
               GROUP BY members, need_class, need_code) AS r USING (members, need_class, need_code)
)
SELECT members, need_code AS subject, result, strict_result, all_readings, strict_all_readings, families,
       dense_rank() OVER (ORDER BY need_class COLLATE "C", result COLLATE "C", strict_result COLLATE "C", all_readings,
                              strict_all_readings)::integer AS atom_no,
       ARRAY[need_class, CASE WHEN result IS NOT NULL THEN 'recorded' END, result, strict_result, all_readings::text,
             strict_all_readings::text] AS classes
FROM counted;
