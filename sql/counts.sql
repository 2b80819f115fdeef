-- What the two summaries have in common: @type@, exact counts of families.

CREATE TYPE @type@;

\include input_output.sql type=@type@ symbol=counts

CREATE TYPE @type@ (
    INPUT = @type@_in, OUTPUT = @type@_out, RECEIVE = @type@_recv, SEND = @type@_send,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);

\include operator_classes.sql type=@type@ symbol=counts

-- Arithmetic

CREATE FUNCTION @type@_add(@type@, @type@) RETURNS @type@
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_add';
CREATE FUNCTION @type@_subtract(@type@, @type@) RETURNS @type@
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_subtract';
CREATE FUNCTION @type@_final(@type@) RETURNS @type@
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_final';

COMMENT ON FUNCTION @type@_add(@type@, @type@) IS 'implementation of + operator';
COMMENT ON FUNCTION @type@_subtract(@type@, @type@) IS 'implementation of - operator';
COMMENT ON FUNCTION @type@_final(@type@) IS 'the counts, or NULL if no family was counted';

CREATE OPERATOR + (LEFTARG = @type@, RIGHTARG = @type@, FUNCTION = @type@_add, COMMUTATOR = +);
CREATE OPERATOR - (LEFTARG = @type@, RIGHTARG = @type@, FUNCTION = @type@_subtract);

COMMENT ON OPERATOR + (@type@, @type@) IS 'the families of both';
COMMENT ON OPERATOR - (@type@, @type@) IS 'the families of the first without those of the second; an error if a count would fall below zero';

CREATE AGGREGATE rollup(@type@) (
    SFUNC = @type@_add, STYPE = @type@, SSPACE = @state_size@, FINALFUNC = @type@_final, COMBINEFUNC = @type@_add,
    MSFUNC = @type@_add, MINVFUNC = @type@_subtract, MSTYPE = @type@, MSSPACE = @state_size@, MFINALFUNC = @type@_final,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(@type@) IS 'the families of all, added up; NULL if there are none';

-- Figures and other forms

CREATE FUNCTION family_count(@type@) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_family_count';
CREATE FUNCTION by_stage(@type@) RETURNS @type@
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@type@_by_stage';
CREATE FUNCTION @type@_to_array(@type@) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'counts_to_array';
CREATE FUNCTION reading_counts(@type@) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', '@type@_reading_counts';

COMMENT ON FUNCTION family_count(@type@) IS 'the number of families counted';
COMMENT ON FUNCTION by_stage(@type@) IS 'the same families counted by stage';
COMMENT ON FUNCTION @type@_to_array(@type@) IS 'the counts, of readings or of stages, as an array';
COMMENT ON FUNCTION reading_counts(@type@) IS 'the counts of readings as an array; an error for counts of stages';

CREATE CAST (@type@ AS bigint[]) WITH FUNCTION @type@_to_array(@type@);
COMMENT ON CAST (@type@ AS bigint[]) IS 'the counts, of readings or of stages, as an array';
