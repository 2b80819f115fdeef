-- published
CREATE VIEW {report}.progress_cells AS
SELECT p.dimension_no, p.dimension, p.member_no, p.member, p.area_no, p.area,
       c.start_stage_no, start.stage AS start_stage, c.latest_stage_no, latest.stage AS latest_stage, c.families,
       start.stage_label AS start_stage_label, latest.stage_label AS latest_stage_label
FROM {report}.stored_progress AS p, LATERAL @extschema@.stage_cells(p.matrix) AS c
JOIN {report}.stored_stages AS start ON start.stage_no = c.start_stage_no
JOIN {report}.stored_stages AS latest ON latest.stage_no = c.latest_stage_no;

COMMENT ON VIEW {report}.progress_cells IS
    'The progress matrices with one row for each start and latest stage, without totals.';
COMMENT ON COLUMN {report}.progress_cells.families IS 'number of families with this start and this latest stage';
