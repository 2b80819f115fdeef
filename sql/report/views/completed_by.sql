-- published
CREATE VIEW {report}.completed_by AS
SELECT c.dimension_no, c.dimension, c.member_no, c.member, counts.counted_no, counts.counted,
       c.completed_by_no, c.completed_by, counts.stars, sum(counts.stars) OVER every::bigint AS base,
       CASE WHEN sum(counts.stars) OVER every >= {least} THEN
           @extschema@.percentage(counts.stars::numeric, sum(counts.stars) OVER every, 0) END::numeric(3,0) AS percent
FROM {report}.stored_completed_by AS c,
     LATERAL (VALUES
         (1, 'first Stars', c.first_stars),
         (2, 'first Stars of reviewed families', c.first_stars_of_reviewed),
         (3, 'all Stars', c.all_stars)
     ) AS counts (counted_no, counted, stars)
WINDOW every AS (PARTITION BY c.dimension_no, c.member, counts.counted_no);

COMMENT ON VIEW {report}.completed_by IS 'Stars by who completed them, counted in three ways that reports mix up.';
COMMENT ON COLUMN {report}.completed_by.counted_no IS 'sorts counted';
COMMENT ON COLUMN {report}.completed_by.counted IS
    'which Stars: first Stars, first Stars of reviewed families, all Stars; never add them up';
COMMENT ON COLUMN {report}.completed_by.completed_by_no IS 'sorts completed_by';
COMMENT ON COLUMN {report}.completed_by.completed_by IS 'who completed the Stars; or not recorded';
COMMENT ON COLUMN {report}.completed_by.stars IS 'number of Stars';
COMMENT ON COLUMN {report}.completed_by.base IS 'all Stars counted so = 100 %';
COMMENT ON COLUMN {report}.completed_by.percent IS 'stars as whole % of base';
