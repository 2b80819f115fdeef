-- mean_progress(first, latest): the figure straight from the rows.

\include reading_pair_aggregate.sql name=mean_progress final=mean_progress

COMMENT ON AGGREGATE mean_progress(star_reading, star_reading) IS 'mean latest reading less mean first reading, of the rows that have both; not rounded';
COMMENT ON AGGREGATE mean_progress(integer, integer) IS 'mean latest reading less mean first reading, of the rows that have both; not rounded';
