-- published
CREATE VIEW {report}.headline_movement AS
SELECT p.dimension_no, p.dimension, p.member_no, p.member, h.headline_no, h.headline, p.area_no, p.area,
       @extschema@.family_count(p.matrix) AS families,
       @extschema@.progressed(p.matrix) AS progressed,
       @extschema@.maintained(p.matrix) AS maintained,
       @extschema@.regressed(p.matrix) AS regressed,
       top.families AS at_9_or_10,
       CASE WHEN @extschema@.family_count(p.matrix) >= {least} THEN
           @extschema@.percentage(top.families::numeric, @extschema@.family_count(p.matrix)::numeric, 1)
           END::numeric(4,1) AS at_9_or_10_percent
FROM {report}.stored_headline_areas AS h
JOIN {report}.stored_progress AS p ON p.area_no = h.area_no
JOIN LATERAL @extschema@.stages(@extschema@.latest_distribution(p.matrix)) AS top ON top.stage_no = 5;

COMMENT ON VIEW {report}.headline_movement IS
    'Families compared by headline problem of the Troubled Families programme 2018-20 and area: progressed, maintained '
    'and regressed by stage. The programme has no thresholds, so this is movement, not evidence. Empty for editions '
    'other than Family Star Plus; a family is counted in every area: never add headlines up.';
COMMENT ON COLUMN {report}.headline_movement.headline_no IS 'number of the headline problem: sorts headline';
COMMENT ON COLUMN {report}.headline_movement.headline IS 'headline problem of the programme';
COMMENT ON COLUMN {report}.headline_movement.families IS 'families compared that have both readings in the area';
COMMENT ON COLUMN {report}.headline_movement.progressed IS 'families whose latest stage is above their start stage';
COMMENT ON COLUMN {report}.headline_movement.maintained IS 'families whose latest stage is their start stage';
COMMENT ON COLUMN {report}.headline_movement.regressed IS 'families whose latest stage is below their start stage';
COMMENT ON COLUMN {report}.headline_movement.at_9_or_10 IS 'families at 9 or 10 in the latest Star';
COMMENT ON COLUMN {report}.headline_movement.at_9_or_10_percent IS 'at_9_or_10 as % of families';
