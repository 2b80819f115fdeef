-- not published: about single families
CREATE VIEW {report}.family_stars AS
SELECT f.family,
       -- for each dimension
       f.{member},
       -- end
       s.star_no, s.completed_on, (f.completed_by)[s.star_no] AS completed_by, a.area_no, a.area,
       (s.star)[a.area_no]::integer{halved} AS reading, label.stage_no, label.stage,
       ((s.star)[a.area_no]::integer - (@extschema@.first_star(f.journey))[a.area_no]::integer){halved}
           AS change_since_first,
       label.stage_label
FROM {report}.stored_families AS f
CROSS JOIN LATERAL @extschema@.stars(f.journey) AS s
JOIN {report}.stored_areas AS a
    ON (s.star)[a.area_no] IS NOT NULL OR a.area_no = ANY (@extschema@.contradicting_areas(s.star))
LEFT JOIN {report}.stored_stages AS label ON label.stage_no = ((s.star)[a.area_no]::integer + 1) / 2
WHERE f.service_user;

COMMENT ON VIEW {report}.family_stars IS
    'ABOUT SINGLE FAMILIES: grant with care. Every reading of every service user, by Star and area; none where '
    'readings contradict each other.';
COMMENT ON COLUMN {report}.family_stars.{member} IS
    'the member of this dimension that the family has, or not recorded';
COMMENT ON COLUMN {report}.family_stars.star_no IS 'number of the Star, from 1';
COMMENT ON COLUMN {report}.family_stars.reading IS
    'the reading, 1 to 10 (or 1 to 5: see highest_reading in report_options); NULL if there are contradicting ones';
COMMENT ON COLUMN {report}.family_stars.stage_no IS 'number of the stage: sorts stage; NULL without a reading';
COMMENT ON COLUMN {report}.family_stars.change_since_first IS
    'the reading less that of the first Star in the area; NULL if one of them is missing';
