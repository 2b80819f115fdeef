-- published
CREATE VIEW {report}.progress_rates AS
SELECT p.dimension_no, p.dimension, p.member_no, p.member, p.area_no, p.area,
       @extschema@.family_count(p.matrix) AS families,
       @extschema@.progressed(p.matrix) AS progressed,
       @extschema@.maintained(p.matrix) AS maintained,
       @extschema@.regressed(p.matrix) AS regressed,
       @extschema@.stayed_at_top(p.matrix) AS stayed_at_top,
       @extschema@.family_count(p.matrix) - @extschema@.stayed_at_top(p.matrix) AS made_progress_base,
       @extschema@.made_progress_percent(enough_below_top.matrix, 1)::numeric(4,1) AS made_progress_percent,
       @extschema@.progressed_percent(enough.matrix, 1)::numeric(4,1) AS progressed_percent,
       @extschema@.regressed_percent(enough.matrix, 1)::numeric(4,1) AS regressed_percent,
       @extschema@.rose(p.matrix) AS rose,
       @extschema@.unchanged(p.matrix) AS unchanged,
       @extschema@.fell(p.matrix) AS fell,
       @extschema@.rose_percent(enough.matrix, 1)::numeric(4,1) AS rose_percent,
       @extschema@.unchanged_percent(enough.matrix, 1)::numeric(4,1) AS unchanged_percent,
       @extschema@.fell_percent(enough.matrix, 1)::numeric(4,1) AS fell_percent,
       made_progress.low::numeric(4,1) AS made_progress_low, made_progress.high::numeric(4,1) AS made_progress_high,
       progressed.low::numeric(4,1) AS progressed_low, progressed.high::numeric(4,1) AS progressed_high,
       regressed.low::numeric(4,1) AS regressed_low, regressed.high::numeric(4,1) AS regressed_high,
       b.value::numeric(5,2) AS benchmark, b.figure AS benchmark_of
FROM {report}.stored_progress AS p
LEFT JOIN {report}.stored_benchmarks AS b ON b.area_no = p.area_no AND b.view_name = 'progress_rates',
     LATERAL (VALUES (CASE WHEN @extschema@.family_count(p.matrix) >= {least} THEN p.matrix END)) AS enough (matrix),
     LATERAL (VALUES (CASE WHEN @extschema@.family_count(p.matrix) - @extschema@.stayed_at_top(p.matrix) >= {least}
                           THEN p.matrix END)) AS enough_below_top (matrix),
     LATERAL @extschema@.percentage_interval(
         @extschema@.progressed(p.matrix)::numeric,
         (@extschema@.family_count(enough_below_top.matrix) - @extschema@.stayed_at_top(p.matrix))::numeric, 1)
         AS made_progress,
     LATERAL @extschema@.percentage_interval(
         @extschema@.progressed(p.matrix)::numeric, @extschema@.family_count(enough.matrix)::numeric, 1) AS progressed,
     LATERAL @extschema@.percentage_interval(
         @extschema@.regressed(p.matrix)::numeric, @extschema@.family_count(enough.matrix)::numeric, 1) AS regressed;

COMMENT ON VIEW {report}.progress_rates IS
    'Families compared that progressed, maintained and regressed, by stage, and three percentages that reports mix up; '
    'and those that rose, were unchanged and fell, by reading. Percentages of few families are far from exact: see '
    'their intervals. Change is not effect.';
COMMENT ON COLUMN {report}.progress_rates.families IS 'families compared that have both readings in the area';
COMMENT ON COLUMN {report}.progress_rates.progressed IS 'families whose latest stage is above their start stage';
COMMENT ON COLUMN {report}.progress_rates.maintained IS 'families whose latest stage is their start stage';
COMMENT ON COLUMN {report}.progress_rates.regressed IS 'families whose latest stage is below their start stage';
COMMENT ON COLUMN {report}.progress_rates.stayed_at_top IS
    'families that start and end in the top stage: they had nowhere to go';
COMMENT ON COLUMN {report}.progress_rates.made_progress_base IS
    'families - stayed_at_top = 100 % of made_progress_percent';
COMMENT ON COLUMN {report}.progress_rates.made_progress_percent IS
    'progressed as % of made_progress_base; NULL if that is 0';
COMMENT ON COLUMN {report}.progress_rates.progressed_percent IS 'progressed as % of families';
COMMENT ON COLUMN {report}.progress_rates.regressed_percent IS 'regressed as % of families';
COMMENT ON COLUMN {report}.progress_rates.rose IS 'families whose latest reading is above their start reading';
COMMENT ON COLUMN {report}.progress_rates.unchanged IS 'families whose latest reading is their start reading';
COMMENT ON COLUMN {report}.progress_rates.fell IS 'families whose latest reading is below their start reading';
COMMENT ON COLUMN {report}.progress_rates.rose_percent IS 'rose as % of families';
COMMENT ON COLUMN {report}.progress_rates.unchanged_percent IS 'unchanged as % of families';
COMMENT ON COLUMN {report}.progress_rates.fell_percent IS 'fell as % of families';
COMMENT ON COLUMN {report}.progress_rates.made_progress_low IS
    'lower end of the 95 % interval of made_progress_percent (Wilson''s): how far it can be relied upon';
COMMENT ON COLUMN {report}.progress_rates.made_progress_high IS 'upper end of the interval of made_progress_percent';
COMMENT ON COLUMN {report}.progress_rates.progressed_low IS
    'lower end of the 95 % interval of progressed_percent (Wilson''s)';
COMMENT ON COLUMN {report}.progress_rates.progressed_high IS 'upper end of the interval of progressed_percent';
COMMENT ON COLUMN {report}.progress_rates.regressed_low IS
    'lower end of the 95 % interval of regressed_percent (Wilson''s)';
COMMENT ON COLUMN {report}.progress_rates.regressed_high IS 'upper end of the interval of regressed_percent';
