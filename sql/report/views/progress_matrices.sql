-- published
CREATE VIEW {report}.progress_matrices AS
SELECT p.dimension_no, p.dimension, p.member_no, p.member, p.area_no, p.area, r.start_stage_no,
       coalesce(label.stage, 'Total') AS start_stage,
       -- for each stage
       r.stage_{stage_no} AS {stage},
       -- end
       r.total, coalesce(label.stage_label, 'Total') AS start_stage_label
FROM {report}.stored_progress AS p, LATERAL @extschema@.matrix_rows(p.matrix) AS r
LEFT JOIN {report}.stored_stages AS label ON label.stage_no = r.start_stage_no;

COMMENT ON VIEW {report}.progress_matrices IS
    'Families compared by start stage (rows) and latest stage (columns). The row Total, without a start_stage_no, '
    'holds the totals of the columns: leave it out of sums.';
COMMENT ON COLUMN {report}.progress_matrices.start_stage_no IS
    'number of the start stage: sorts start_stage; NULL in the row of totals';
COMMENT ON COLUMN {report}.progress_matrices.start_stage IS 'stage at the start; Total';
COMMENT ON COLUMN {report}.progress_matrices.{stage} IS 'families at this stage in their latest Star';
COMMENT ON COLUMN {report}.progress_matrices.total IS 'all families of the row';
