-- published
CREATE VIEW {report}.family_patterns AS
SELECT p.dimension_no, p.dimension, p.member_no, p.member, p.by_no, p.by, p.pattern_no, p.pattern, p.families,
       max(p.families) OVER of_member AS base,
       CASE WHEN max(p.families) OVER of_member >= {least} THEN
           @extschema@.percentage(p.families::numeric, max(p.families) OVER of_member::numeric, 1)
           END::numeric(4,1) AS percent,
       p.start_low_areas, p.latest_low_areas,
       round(p.start_low_areas::numeric / enough.families, 2)::numeric(4,2) AS start_low_mean,
       round(p.latest_low_areas::numeric / enough.families, 2)::numeric(4,2) AS latest_low_mean,
       p.start_low_none, p.latest_low_none
FROM {report}.stored_family_patterns AS p,
     LATERAL (VALUES (CASE WHEN p.families >= greatest({least}, 1) THEN p.families END)) AS enough (families)
WINDOW of_member AS (PARTITION BY p.dimension_no, p.member, p.by_no);

COMMENT ON VIEW {report}.family_patterns IS
    'Families compared by whether they went up in an area or more, and down in one, by stage and by reading; and the '
    'areas in which they stand at or below stage 2. The row all holds the total: leave it out of sums.';
COMMENT ON COLUMN {report}.family_patterns.by_no IS 'sorts by';
COMMENT ON COLUMN {report}.family_patterns.by IS 'what counts as up and down: stage, reading; never add them up';
COMMENT ON COLUMN {report}.family_patterns.pattern_no IS 'sorts pattern: 5 is all';
COMMENT ON COLUMN {report}.family_patterns.pattern IS
    'rose only: in an area or more, and fell in none; rose and fell; fell only; unchanged in all areas; all; by stage: '
    'progressed, regressed, maintained';
COMMENT ON COLUMN {report}.family_patterns.families IS 'number of families of which that holds';
COMMENT ON COLUMN {report}.family_patterns.base IS 'families compared that have an area with both readings = 100 %';
COMMENT ON COLUMN {report}.family_patterns.start_low_areas IS
    'their areas at or below stage 2 at the start, of those with both readings: start_low_mean = start_low_areas / '
    'families';
COMMENT ON COLUMN {report}.family_patterns.latest_low_areas IS
    'their areas at or below stage 2 in the latest Star, of those with both readings';
COMMENT ON COLUMN {report}.family_patterns.start_low_mean IS
    'areas at or below stage 2 at the start, for a family; NULL without a family';
COMMENT ON COLUMN {report}.family_patterns.latest_low_mean IS
    'areas at or below stage 2 in the latest Star, for a family; NULL without a family';
COMMENT ON COLUMN {report}.family_patterns.start_low_none IS
    'those of the families with no area at or below stage 2 at the start';
COMMENT ON COLUMN {report}.family_patterns.latest_low_none IS
    'those of the families with no area at or below stage 2 in the latest Star';
