-- published
CREATE VIEW {report}.mean_progress AS
SELECT p.dimension_no, p.dimension, p.member_no, p.member, s.starting_no, s.starting, p.area_no, p.area,
       @extschema@.family_count(s.matrix) AS families,
       @extschema@.reading_total(@extschema@.start_distribution(s.matrix)){halved} AS start_total,
       @extschema@.reading_total(@extschema@.latest_distribution(s.matrix)){halved} AS latest_total,
       round(@extschema@.start_mean(enough.matrix){halved}, 2)::numeric(4,2) AS start_mean,
       round(@extschema@.latest_mean(enough.matrix){halved}, 2)::numeric(4,2) AS latest_mean,
       round(@extschema@.mean_progress(enough.matrix){halved}, 2)::numeric(4,2) AS mean_progress,
       CASE WHEN s.starting_no = 1 THEN b.value END::numeric(5,2) AS benchmark,
       CASE WHEN s.starting_no = 1 THEN b.figure END AS benchmark_of
FROM {report}.stored_progress AS p
LEFT JOIN {report}.stored_benchmarks AS b ON b.area_no = p.area_no AND b.view_name = 'mean_progress',
     LATERAL (VALUES
         (1, 'all', p.matrix)
         -- if ten_readings
         , (2, 'below 7', @extschema@.starting_below(p.matrix, 7))
         -- end
         UNION ALL
         SELECT 2 + stage_no, 'at ' || stage, @extschema@.starting_at_stage(p.matrix, stage_no)
         FROM {report}.stored_stages
     ) AS s (starting_no, starting, matrix),
     LATERAL (VALUES (CASE WHEN @extschema@.family_count(s.matrix) >= {least} THEN s.matrix END)) AS enough (matrix);

COMMENT ON VIEW {report}.mean_progress IS
    'Mean start and latest readings and mean progress of the families compared: all; (of ten readings) those '
    'whose start reading in the area is below 7; and those who start at each stage (other families in each area). Who '
    'starts low rises by itself (regression to the mean): never print low starters alone. Change is not effect.';
COMMENT ON COLUMN {report}.mean_progress.starting_no IS 'sorts starting';
COMMENT ON COLUMN {report}.mean_progress.starting IS
    'all; below 7: only families whose start reading in the area is; at Stuck ...: only those who start at this '
    'stage in the area; never add them up';
COMMENT ON COLUMN {report}.mean_progress.families IS
    'families compared with both readings in the area, of those that starting says';
COMMENT ON COLUMN {report}.mean_progress.start_total IS 'sum of start readings: start_mean = start_total / families';
COMMENT ON COLUMN {report}.mean_progress.latest_total IS
    'sum of latest readings: latest_mean = latest_total / families';
COMMENT ON COLUMN {report}.mean_progress.start_mean IS 'mean of start readings; NULL without a family';
COMMENT ON COLUMN {report}.mean_progress.latest_mean IS 'mean of latest readings; NULL without a family';
COMMENT ON COLUMN {report}.mean_progress.mean_progress IS
    '(latest_total - start_total) / families, rounded once; NULL without a family';
