-- published
CREATE VIEW {report}.areas_progressed AS
SELECT m.dimension_no, m.dimension, m.member_no, m.member, counted.place::integer - 1 AS areas,
       counted.families AS families_progressed_in_exactly,
       sum(counted.families) OVER at_least::bigint AS families_progressed_in_at_least,
       m.reviewed AS base,
       CASE WHEN m.reviewed >= {least} THEN
           @extschema@.percentage(sum(counted.families) OVER at_least, m.reviewed::numeric, 1)
           END::numeric(4,1) AS percent
FROM {report}.stored_members AS m,
     LATERAL unnest(m.progressed_in) WITH ORDINALITY AS counted (families, place)
WINDOW at_least AS (PARTITION BY m.dimension_no, m.member ORDER BY counted.place DESC);

COMMENT ON VIEW {report}.areas_progressed IS
    'Families compared by the number of areas in which they progressed by stage.';
COMMENT ON COLUMN {report}.areas_progressed.areas IS 'in how many areas: 0 to all of them';
COMMENT ON COLUMN {report}.areas_progressed.families_progressed_in_exactly IS
    'families that progressed in so many areas';
COMMENT ON COLUMN {report}.areas_progressed.families_progressed_in_at_least IS
    'families that progressed in so many areas or more';
COMMENT ON COLUMN {report}.areas_progressed.base IS 'families compared = 100 %';
COMMENT ON COLUMN {report}.areas_progressed.percent IS 'families_progressed_in_at_least as % of base';
