CREATE TABLE {report}.staged_benchmarks AS
SELECT view_name, figure, area_no, value
FROM ({benchmarks}) AS b LEFT JOIN @extschema@.report_benchmark_figures() USING (figure);

COMMENT ON TABLE {report}.stored_benchmarks IS 'figures that stand beside those of the report';
