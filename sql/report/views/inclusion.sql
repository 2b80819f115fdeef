-- published
CREATE VIEW {report}.inclusion AS
SELECT m.dimension_no, m.dimension, m.member_no, m.member,
       counted.measure_no, counted.measure, counted.number, counted.base_name, counted.base,
       CASE WHEN counted.base >= {least} THEN
           @extschema@.percentage(counted.number::numeric, counted.base::numeric, 0) END::numeric(3,0) AS percent
FROM {report}.stored_members AS m,
     LATERAL (VALUES
         (1, 'service users', m.service_users, NULL, NULL),
         -- if has_period
         (2, 'first Star in the period', m.with_first_star, 'service users', m.service_users),
         -- else
         (2, 'with a first Star', m.with_first_star, 'service users', m.service_users),
         -- end
         (3, 'with at least 1 reviewed Star', m.reviewed, 'families with a first Star', m.with_a_star),
         (4, 'with at least 2 reviewed Stars', m.reviewed_twice, 'families with a first Star', m.with_a_star),
         (5, 'left the service', m.left_service, 'service users', m.service_users),
         (6, 'left the service with a reviewed Star', m.left_reviewed, 'families that left', m.left_service),
         (7, 'Stars in total', m.stars, NULL, NULL)
     ) AS counted (measure_no, measure, number, base_name, base);

COMMENT ON VIEW {report}.inclusion IS
    'Who is in the report: service users, Stars and reviews. Families with at least 1 reviewed Star are those '
    'compared in other views. With a period: service users, first Stars, families compared, families that left, '
    'and Stars of the period.';
COMMENT ON COLUMN {report}.inclusion.measure_no IS 'sorts measure';
COMMENT ON COLUMN {report}.inclusion.measure IS 'what is counted';
COMMENT ON COLUMN {report}.inclusion.number IS 'how many families, or Stars; NULL if the source does not tell';
COMMENT ON COLUMN {report}.inclusion.base_name IS
    'what percent is a percentage of; NULL if there is none. With a period, families with a first Star are those '
    'with one by its end';
COMMENT ON COLUMN {report}.inclusion.base IS 'how many of base_name = 100 %';
COMMENT ON COLUMN {report}.inclusion.percent IS 'number as whole % of base';
