-- What columns mean that several views have.
COMMENT ON COLUMN {report}.any_view.dimension_no IS 'sorts dimension: 0 is All';
COMMENT ON COLUMN {report}.any_view.dimension IS
    'what the figures are broken down by: All, or the name of a dimension; filter by one, never add several up';
COMMENT ON COLUMN {report}.any_view.member_no IS
    'sorts member as people do: Team 2 before Team 10, and not recorded last';
COMMENT ON COLUMN {report}.any_view.member IS 'a value of the dimension; All; or not recorded';
COMMENT ON COLUMN {report}.any_view.area_no IS 'number of the outcome area: sorts area';
COMMENT ON COLUMN {report}.any_view.area IS 'outcome area, as the edition names it';
COMMENT ON COLUMN {report}.any_view.families IS 'number of families';
COMMENT ON COLUMN {report}.any_view.percent IS 'families as % of base, rounded half away from zero';
COMMENT ON COLUMN {report}.any_view.base IS 'families = 100 %';
COMMENT ON COLUMN {report}.any_view.benchmark IS
    'the benchmark of the area, from the table that option benchmarks names; NULL without one';
COMMENT ON COLUMN {report}.any_view.benchmark_of IS
    'of which figure of the row it is the benchmark: the name of the column';
COMMENT ON COLUMN {report}.any_view.which_star_no IS 'sorts which_star';
COMMENT ON COLUMN {report}.any_view.which_star IS
    'start: at the start, of the families compared; latest: the most recent review of the same families; '
    'first of all families: the first Star of everybody; latest of all families: the latest Star of everybody, or the '
    'only one, whenever it was';
COMMENT ON COLUMN {report}.any_view.stage_no IS 'number of the stage: sorts stage';
COMMENT ON COLUMN {report}.any_view.stage IS 'stage of the Journey of Change, as the edition names it';
COMMENT ON COLUMN {report}.any_view.stage_label IS 'number and label of the stage: sorts by itself, as pivots do';
COMMENT ON COLUMN {report}.any_view.start_stage_no IS 'number of the start stage: sorts start_stage';
COMMENT ON COLUMN {report}.any_view.start_stage IS 'stage at the start';
COMMENT ON COLUMN {report}.any_view.start_stage_label IS
    'number and label of the start stage: sorts by itself, as pivots do';
COMMENT ON COLUMN {report}.any_view.latest_stage_no IS 'number of the latest stage: sorts latest_stage';
COMMENT ON COLUMN {report}.any_view.latest_stage IS 'stage at the latest Star';
COMMENT ON COLUMN {report}.any_view.latest_stage_label IS
    'number and label of the latest stage: sorts by itself, as pivots do';
COMMENT ON COLUMN {report}.any_view.family IS 'the family, as the source names it';
COMMENT ON COLUMN {report}.any_view.completed_on IS 'date of the Star';
COMMENT ON COLUMN {report}.any_view.completed_by IS 'who completed the Star';
COMMENT ON COLUMN {report}.any_view.reading IS
    'the reading, 1 to 10 (or 1 to 5: see highest_reading in report_options)';
COMMENT ON COLUMN {report}.any_view.first_month IS 'first day of the month of the first Star';
COMMENT ON COLUMN {report}.any_view.latest_month IS 'first day of the month of the latest Star';
COMMENT ON COLUMN {report}.any_view.start_reading IS 'reading at the start';
COMMENT ON COLUMN {report}.any_view.latest_reading IS 'latest reading';
COMMENT ON COLUMN {report}.any_view.need_no IS 'sorts need_code';
