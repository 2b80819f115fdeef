-- stage_distribution: families at each reading, or at each stage.

\include counts.sql type=stage_distribution state_size=144
COMMENT ON TYPE stage_distribution IS 'how many families there are at each reading, or at each stage';

-- The aggregate

CREATE FUNCTION stage_distribution_add_reading(stage_distribution, star_reading) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION stage_distribution_add_reading(stage_distribution, integer) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'stage_distribution_add_integer';
CREATE FUNCTION stage_distribution_add_stage(stage_distribution, journey_stage) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION stage_distribution_add_text(stage_distribution, text) RETURNS stage_distribution
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'text_argument_error';

COMMENT ON FUNCTION stage_distribution_add_reading(stage_distribution, star_reading) IS 'one more family at a reading';
COMMENT ON FUNCTION stage_distribution_add_reading(stage_distribution, integer) IS 'one more family at a reading';
COMMENT ON FUNCTION stage_distribution_add_stage(stage_distribution, journey_stage) IS 'one more family at a stage';
COMMENT ON FUNCTION stage_distribution_add_text(stage_distribution, text) IS 'an error that says which cast to write';

-- The form over star_reading does what the implicit cast to integer would do, without its cost.
CREATE AGGREGATE stage_distribution(reading star_reading) (
    SFUNC = stage_distribution_add_reading, STYPE = stage_distribution, SSPACE = 144,
    INITCOND = '{0,0,0,0,0,0,0,0,0,0}',
    FINALFUNC = stage_distribution_final, COMBINEFUNC = stage_distribution_add, PARALLEL = SAFE
);
CREATE AGGREGATE stage_distribution(reading integer) (
    SFUNC = stage_distribution_add_reading, STYPE = stage_distribution, SSPACE = 144,
    INITCOND = '{0,0,0,0,0,0,0,0,0,0}',
    FINALFUNC = stage_distribution_final, COMBINEFUNC = stage_distribution_add, PARALLEL = SAFE
);
CREATE AGGREGATE stage_distribution(stage journey_stage) (
    SFUNC = stage_distribution_add_stage, STYPE = stage_distribution, SSPACE = 144,
    INITCOND = '{0,0,0,0,0}',
    FINALFUNC = stage_distribution_final, COMBINEFUNC = stage_distribution_add, PARALLEL = SAFE
);
CREATE AGGREGATE stage_distribution(reading text) (
    SFUNC = stage_distribution_add_text, STYPE = stage_distribution, SSPACE = 144,
    COMBINEFUNC = stage_distribution_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE stage_distribution(star_reading) IS 'families at each reading; rows without a reading do not count';
COMMENT ON AGGREGATE stage_distribution(integer) IS 'families at each reading; rows without a reading do not count';
COMMENT ON AGGREGATE stage_distribution(journey_stage) IS 'families at each stage; rows without a stage do not count';
COMMENT ON AGGREGATE stage_distribution(text) IS 'an error that says which cast to write';

-- Figures

CREATE FUNCTION reading_total(stage_distribution) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'stage_distribution_reading_total';
CREATE FUNCTION mean_reading(stage_distribution) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'stage_distribution_mean_reading';
CREATE FUNCTION median_reading(stage_distribution) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'stage_distribution_median_reading';

COMMENT ON FUNCTION reading_total(stage_distribution) IS 'the sum of all readings: numerator of mean_reading';
COMMENT ON FUNCTION mean_reading(stage_distribution) IS 'the mean reading, not rounded: reading_total / family_count';
COMMENT ON FUNCTION median_reading(stage_distribution) IS 'the median reading, to one decimal: of an even number of families half-way between the middle two';

CREATE FUNCTION readings(distribution stage_distribution)
    RETURNS TABLE (reading integer, families bigint)
    IMMUTABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
    SELECT counted.reading::integer, counted.families
    FROM unnest(reading_counts(distribution)) WITH ORDINALITY AS counted (families, reading);
END;
CREATE FUNCTION stages(distribution stage_distribution)
    RETURNS TABLE (stage_no integer, stage text, families bigint, percent numeric)
    IMMUTABLE PARALLEL SAFE ROWS 5
BEGIN ATOMIC
    SELECT counted.stage_no::integer, counted.stage_no::integer::journey_stage::text, counted.families,
           percentage(counted.families, sum(counted.families) OVER (), 0)
    FROM unnest(by_stage(distribution)::bigint[]) WITH ORDINALITY AS counted (families, stage_no);
END;

COMMENT ON FUNCTION readings(stage_distribution) IS 'one row a reading: families, zeros included';
COMMENT ON FUNCTION stages(stage_distribution) IS 'one row a stage: families, zeros included, and whole percent of all families in the distribution; rounded percentages need not add up to 100';
