-- published
CREATE VIEW {report}.reading_distributions AS
SELECT p.dimension_no, p.dimension, p.member_no, p.member, which.which_star_no, which.which_star, p.area_no, p.area,
       r.reading, r.families
FROM {report}.stored_progress AS p,
     LATERAL (VALUES
         (1, 'start', @extschema@.start_distribution(p.matrix)),
         (2, 'latest', @extschema@.latest_distribution(p.matrix)),
         (3, 'first of all families', p.first_readings),
         (4, 'latest of all families', p.latest_readings)
     ) AS which (which_star_no, which_star, distribution),
     LATERAL @extschema@.readings(which.distribution) AS r
-- if not ten_readings
WHERE false
-- end
;

COMMENT ON VIEW {report}.reading_distributions IS
    'Families at each of the ten readings; empty where readings are 1 to 5, as those are stages. Start and latest: '
    'the families compared, with both readings in the area; first of all families: everybody with a first Star '
    '(of the period) and a reading in the area.';
COMMENT ON COLUMN {report}.reading_distributions.reading IS 'the reading, 1 to 10';
COMMENT ON COLUMN {report}.reading_distributions.families IS 'number of families at the reading';
