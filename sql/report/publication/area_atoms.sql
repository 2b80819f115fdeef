-- In each area: families by the readings compared, by the first one, and by the latest; 0 is none.
CREATE UNLOGGED TABLE {report}.staged_area_atoms AS
WITH counted AS (
    SELECT members, area_class, a.area_no::text AS subject,
           CASE WHEN r.start_reading > 0 AND r.latest_reading > 0 THEN r.start_reading ELSE 0 END AS start_reading,
           CASE WHEN r.start_reading > 0 AND r.latest_reading > 0 THEN r.latest_reading ELSE 0 END AS latest_reading,
           coalesce(r.first_reading, 0) AS first_reading, coalesce(r.last_reading, 0) AS last_reading,
           count(*) AS families
    FROM {report}.staged_service_users
    CROSS JOIN {exact}.stored_areas AS a
    CROSS JOIN LATERAL (VALUES (
        start_star[a.area_no]::integer, latest_star[a.area_no]::integer,
        CASE WHEN with_first_star THEN (@extschema@.first_star(journey))[a.area_no]::integer END,
        latest_of_all[a.area_no]::integer
    )) AS r (start_reading, latest_reading, first_reading, last_reading)
    WHERE with_a_star
    GROUP BY 1, 2, 3, 4, 5, 6, 7
), atom AS (
    SELECT *, row_number() OVER (
               ORDER BY area_class COLLATE "C", start_reading, latest_reading, first_reading,
                        last_reading)::integer AS atom_no,
           ARRAY[area_class] || @extschema@.cell_classes(nullif(start_reading, 0), nullif(latest_reading, 0))
               || ARRAY[nullif(first_reading, 0), nullif((first_reading + 1) / 2, 0), nullif(sign(first_reading), 0),
                        nullif(last_reading, 0), nullif((last_reading + 1) / 2, 0), nullif(sign(last_reading), 0)]
                      ::text[] AS classes
    FROM (SELECT DISTINCT area_class, start_reading, latest_reading, first_reading, last_reading
          FROM counted) AS one
)
SELECT subject, atom_no, classes, start_reading, latest_reading, first_reading, last_reading, members, families
FROM counted JOIN atom USING (area_class, start_reading, latest_reading, first_reading, last_reading);
