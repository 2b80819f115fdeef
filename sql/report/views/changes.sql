-- not published: about single families
CREATE VIEW {report}.changes AS
WITH family AS (
    SELECT c.family,
           -- for each dimension
           coalesce(f.{member}, c.{member}) AS {member},
           -- end
           was.there AS was_there, f.family IS NOT NULL AS is_there,
           CASE WHEN was.there THEN c.journey END AS former_journey, c.completed_by AS former_completed_by,
           f.journey, f.completed_by,
           concat_ws('; '
               -- for each dimension
               , CASE WHEN c.{member} <> f.{member}
                      THEN format('%s from %s to %s', {dimension}, c.{member}, f.{member}) END
               -- end
               , CASE WHEN c.added_on IS DISTINCT FROM f.added_on THEN format('added on from %s to %s',
                   coalesce(c.added_on::text, 'none'), coalesce(f.added_on::text, 'none')) END
               , CASE WHEN c.left_on IS DISTINCT FROM f.left_on THEN format('left on from %s to %s',
                   coalesce(c.left_on::text, 'none'), coalesce(f.left_on::text, 'none')) END) AS detail
    FROM {report}.stored_changed_families AS c
    CROSS JOIN LATERAL (VALUES (c.was_there AND c.service_user IS TRUE)) AS was (there)
    LEFT JOIN {report}.stored_families AS f ON f.family = c.family AND f.service_user
), star AS (
    SELECT f.family,
           -- for each dimension
           f.{member},
           -- end
           star.star_no, star.completed_on, star.former, star.latter,
           coalesce((f.former_completed_by)[star.former_no], 'not recorded') AS former_completed_by,
           coalesce((f.completed_by)[star.star_no], 'not recorded') AS completed_by
    FROM family AS f,
         LATERAL (SELECT former.star_no AS former_no, latter.star_no, former.star AS former, latter.star AS latter,
                         completed_on
                  FROM @extschema@.stars(f.former_journey) AS former
                  FULL JOIN @extschema@.stars(f.journey) AS latter USING (completed_on)) AS star
)
SELECT f.family,
       -- for each dimension
       f.{member},
       -- end
       'family'::text AS what, change.change, NULL::integer AS star_no, NULL::date AS completed_on,
       CASE change.change WHEN 'changed' THEN f.detail END AS detail
FROM family AS f,
     LATERAL (VALUES (CASE WHEN NOT f.was_there THEN 'new' WHEN NOT f.is_there THEN 'gone' ELSE 'changed' END)
     ) AS change (change)
WHERE f.was_there <> f.is_there OR f.was_there AND f.detail <> ''
UNION ALL
SELECT s.family,
       -- for each dimension
       s.{member},
       -- end
       'Star', change.change, s.star_no, s.completed_on,
       CASE change.change WHEN 'changed' THEN concat_ws('; ', (
           SELECT string_agg(format('%s from %s to %s', a.area, reading.former, reading.latter), '; '
                             ORDER BY a.area_no)
           FROM {report}.stored_areas AS a,
                LATERAL (VALUES (
                    coalesce(((s.former)[a.area_no]::integer{halved})::text, CASE
                        WHEN a.area_no = ANY (@extschema@.contradicting_areas(s.former)) THEN 'contradicting'
                        ELSE 'none' END),
                    coalesce(((s.latter)[a.area_no]::integer{halved})::text, CASE
                        WHEN a.area_no = ANY (@extschema@.contradicting_areas(s.latter)) THEN 'contradicting'
                        ELSE 'none' END))) AS reading (former, latter)
           WHERE reading.former <> reading.latter),
           CASE WHEN s.former_completed_by <> s.completed_by
                THEN format('completed by from %s to %s', s.former_completed_by, s.completed_by) END) END
FROM star AS s,
     LATERAL (VALUES (CASE WHEN s.former IS NULL THEN 'new' WHEN s.latter IS NULL THEN 'gone' ELSE 'changed' END)
     ) AS change (change)
WHERE (s.former OPERATOR(@extschema@.=) s.latter) IS NOT TRUE OR s.former_completed_by <> s.completed_by;

COMMENT ON VIEW {report}.changes IS
    'ABOUT SINGLE FAMILIES: grant with care. What the last refresh changed: late entries and corrections, which is why '
    'figures are others than they were. Empty after a refresh that found nothing new, and where the report was made '
    'anew since.';
COMMENT ON COLUMN {report}.changes.{member} IS
    'the member of this dimension that the family has, or had if it has gone; or not recorded';
COMMENT ON COLUMN {report}.changes.what IS 'family, or Star';
COMMENT ON COLUMN {report}.changes.change IS 'new, changed or gone';
COMMENT ON COLUMN {report}.changes.star_no IS
    'number of the Star, from 1; NULL for a family, and for a Star that has gone';
COMMENT ON COLUMN {report}.changes.completed_on IS 'date of the Star; NULL for a family';
COMMENT ON COLUMN {report}.changes.detail IS
    'of what has changed: what, from what and to what; a Star is known by its date, so that one with another date is '
    'gone and new';
