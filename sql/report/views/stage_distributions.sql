-- published
CREATE VIEW {report}.stage_distributions AS
SELECT p.dimension_no, p.dimension, p.member_no, p.member, which.which_star_no, which.which_star, p.area_no, p.area,
       s.stage_no, label.stage, s.families, @extschema@.family_count(which.distribution) AS base,
       CASE WHEN @extschema@.family_count(which.distribution) >= {least} THEN s.percent END::numeric(3,0) AS percent,
       label.stage_label
FROM {report}.stored_progress AS p,
     LATERAL (VALUES
         (1, 'start', @extschema@.start_distribution(p.matrix)),
         (2, 'latest', @extschema@.latest_distribution(p.matrix)),
         (3, 'first of all families', p.first_readings),
         (4, 'latest of all families', p.latest_readings)
     ) AS which (which_star_no, which_star, distribution),
     LATERAL @extschema@.stages(which.distribution) AS s
JOIN {report}.stored_stages AS label ON label.stage_no = s.stage_no;

COMMENT ON VIEW {report}.stage_distributions IS
    'Families at each stage of the Journey of Change. Start and latest: the families compared, with both readings '
    'in the area; first of all families: everybody with a first Star (of the period) and a reading in the area.';
COMMENT ON COLUMN {report}.stage_distributions.families IS 'number of families at the stage';
COMMENT ON COLUMN {report}.stage_distributions.base IS 'families in the area = 100 %';
COMMENT ON COLUMN {report}.stage_distributions.percent IS
    'families as whole % of base; rounded, they need not add up to 100';
