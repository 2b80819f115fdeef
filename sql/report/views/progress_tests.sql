-- published
CREATE VIEW {report}.progress_tests AS
SELECT p.dimension_no, p.dimension, p.member_no, p.member, p.area_no, p.area,
       w.families, w.rose, w.fell, w.unchanged,
       CASE WHEN w.families >= {least} THEN w.z END::numeric(8,3) AS z,
       CASE WHEN w.families >= {least} THEN w.p END::numeric(9,6) AS p,
       CASE WHEN w.families >= {least} THEN w.r END::numeric(4,2) AS r,
       CASE WHEN w.families >= {least} THEN w.rank_biserial END::numeric(4,2) AS rank_biserial
FROM {report}.stored_progress AS p, LATERAL @extschema@.wilcoxon(p.matrix) AS w;

COMMENT ON VIEW {report}.progress_tests IS
    'Did readings rise more than chance explains? Wilcoxon''s signed-rank test, of all families compared: those who '
    'start low rise by themselves (regression to the mean). Change is not effect. Of 20 tests one has p < 0.05 by '
    'chance.';
COMMENT ON COLUMN {report}.progress_tests.families IS 'families compared that have both readings in the area';
COMMENT ON COLUMN {report}.progress_tests.rose IS 'families whose latest reading is above their start reading';
COMMENT ON COLUMN {report}.progress_tests.fell IS 'families whose latest reading is below their start reading';
COMMENT ON COLUMN {report}.progress_tests.unchanged IS 'families whose latest reading is their start reading';
COMMENT ON COLUMN {report}.progress_tests.z IS
    'how many standard deviations the ranks of those that rose are above what chance gives; NULL if no family moved';
COMMENT ON COLUMN {report}.progress_tests.p IS
    'how often chance alone gives as much or more, in either direction, exact up to 50 families that moved; 0.000000 '
    'is below 0.0000005';
COMMENT ON COLUMN {report}.progress_tests.r IS 'size of the change: z / square root of families';
COMMENT ON COLUMN {report}.progress_tests.rank_biserial IS
    'size of the change: 1 if all families that moved rose, -1 if all fell, 0 if both weigh the same';
