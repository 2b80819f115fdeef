CREATE TABLE {report}.staged_benchmarks AS TABLE {exact}.stored_benchmarks;

COMMENT ON TABLE {report}.stored_benchmarks IS 'figures that stand beside those of the report';
