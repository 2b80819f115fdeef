-- not published: about single families
CREATE VIEW {report}.journeys AS
SELECT f.family,
       -- for each dimension
       f.{member},
       -- end
       f.added_on, f.left_on, coalesce(@extschema@.star_count(f.journey), 0) AS star_count,
       @extschema@.first_on(f.journey) AS first_on, @extschema@.latest_on({reviews}) AS latest_on,
       @extschema@.latest_on({reviews}) - @extschema@.first_on(f.journey) AS days,
       f.latest_star IS NOT NULL AS compared,
       round(@extschema@.mean_change(f.start_star, f.latest_star){halved}, 2)::numeric(4,2) AS mean_change,
       f.overall_change, f.areas_progressed,
       @extschema@.areas_maintained(f.start_star, f.latest_star) AS areas_maintained,
       @extschema@.areas_regressed(f.start_star, f.latest_star) AS areas_regressed,
       @extschema@.areas_rose(f.start_star, f.latest_star) AS areas_rose,
       @extschema@.areas_unchanged(f.start_star, f.latest_star) AS areas_unchanged,
       @extschema@.areas_fell(f.start_star, f.latest_star) AS areas_fell
       -- for each area
       , (f.start_star)[{area_no}]::integer{halved} AS start_{area_no}
       -- end
       -- for each area
       , (f.latest_star)[{area_no}]::integer{halved} AS latest_{area_no}
       -- end
FROM {report}.stored_families AS f
WHERE f.service_user;

COMMENT ON VIEW {report}.journeys IS
    'ABOUT SINGLE FAMILIES: grant with care. One row a service user: where the family started and where it got to.';
COMMENT ON COLUMN {report}.journeys.{member} IS 'the member of this dimension that the family has, or not recorded';
COMMENT ON COLUMN {report}.journeys.added_on IS 'when the family was added to the service';
COMMENT ON COLUMN {report}.journeys.left_on IS 'when the family left';
COMMENT ON COLUMN {report}.journeys.star_count IS 'number of Stars up to the end of the period';
COMMENT ON COLUMN {report}.journeys.first_on IS 'date of the first Star';
COMMENT ON COLUMN {report}.journeys.latest_on IS
    'date of the latest review; NULL for one Star. With a period it may lie before it: then the family is not compared';
COMMENT ON COLUMN {report}.journeys.days IS 'days from first_on to latest_on';
COMMENT ON COLUMN {report}.journeys.compared IS
    'is the family compared: has it two Stars or more, the latest of them in the period?';
COMMENT ON COLUMN {report}.journeys.mean_change IS
    'mean over the areas with both readings of latest less start reading; NULL if the family is not compared, or has '
    'no such area';
COMMENT ON COLUMN {report}.journeys.overall_change IS 'negative, no change or positive; NULL where mean_change is';
COMMENT ON COLUMN {report}.journeys.areas_progressed IS
    'areas in which the stage went up; NULL if the family is not compared';
COMMENT ON COLUMN {report}.journeys.areas_maintained IS
    'areas in which the stage stayed; NULL if the family is not compared';
COMMENT ON COLUMN {report}.journeys.areas_regressed IS
    'areas in which the stage went down; NULL if the family is not compared';
COMMENT ON COLUMN {report}.journeys.areas_rose IS
    'areas in which the reading rose; NULL if the family is not compared';
COMMENT ON COLUMN {report}.journeys.areas_unchanged IS
    'areas in which the reading stayed; NULL if the family is not compared';
COMMENT ON COLUMN {report}.journeys.areas_fell IS
    'areas in which the reading fell; NULL if the family is not compared';
COMMENT ON COLUMN {report}.journeys.start_{area_no} IS '{area}: reading at the start';
COMMENT ON COLUMN {report}.journeys.latest_{area_no} IS '{area}: latest reading';
