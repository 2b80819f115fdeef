-- published
CREATE VIEW {report}.areas_progressed AS
SELECT m.dimension_no, m.dimension, m.member_no, m.member, way.by_no, way.by, counted.place::integer - 1 AS areas,
       counted.families AS families_progressed_in_exactly,
       sum(counted.families) OVER at_least::bigint AS families_progressed_in_at_least,
       m.reviewed AS base,
       CASE WHEN m.reviewed >= {least} THEN
           @extschema@.percentage(sum(counted.families) OVER at_least, m.reviewed::numeric, 1)
           END::numeric(4,1) AS percent
FROM {report}.stored_members AS m,
     LATERAL (VALUES (1, 'stage', m.progressed_in), (2, 'reading', m.rose_in)) AS way (by_no, by, families_in),
     LATERAL unnest(way.families_in) WITH ORDINALITY AS counted (families, place)
WINDOW at_least AS (PARTITION BY m.dimension_no, m.member, way.by_no ORDER BY counted.place DESC);

COMMENT ON VIEW {report}.areas_progressed IS
    'Families compared by the number of areas in which they progressed by stage, and in which they rose by reading: '
    'never add the two up.';
COMMENT ON COLUMN {report}.areas_progressed.by_no IS 'sorts by';
COMMENT ON COLUMN {report}.areas_progressed.by IS
    'what counts as progress in an area: stage, a higher stage; reading, a higher reading; never add them up';
COMMENT ON COLUMN {report}.areas_progressed.areas IS 'in how many areas: 0 to all of them';
COMMENT ON COLUMN {report}.areas_progressed.families_progressed_in_exactly IS
    'families that progressed (by reading: rose) in so many areas';
COMMENT ON COLUMN {report}.areas_progressed.families_progressed_in_at_least IS
    'families that progressed (by reading: rose) in so many areas or more';
COMMENT ON COLUMN {report}.areas_progressed.base IS 'families compared = 100 %';
COMMENT ON COLUMN {report}.areas_progressed.percent IS 'families_progressed_in_at_least as % of base';
