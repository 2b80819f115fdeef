-- @name@(first, latest), from the matrix of first and latest readings.

-- The form over star_reading does what the implicit cast to integer would do, without its cost.
CREATE AGGREGATE @name@(first star_reading, latest star_reading) (
    SFUNC = progress_matrix_add_readings, STYPE = progress_matrix, SSPACE = 1040,
    INITCOND = '{{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0}}',
    FINALFUNC = @final@, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);
CREATE AGGREGATE @name@(first integer, latest integer) (
    SFUNC = progress_matrix_add_readings, STYPE = progress_matrix, SSPACE = 1040,
    INITCOND = '{{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0},{0,0,0,0,0,0,0,0,0,0}}',
    FINALFUNC = @final@, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);
CREATE AGGREGATE @name@(first text, latest text) (
    SFUNC = progress_matrix_add_text, STYPE = progress_matrix, SSPACE = 1040,
    FINALFUNC = @final@, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @name@(text, text) IS 'an error that says which cast to write';
