-- star_reading to and from @integer@.

CREATE FUNCTION star_reading_to_@short@(star_reading) RETURNS @integer@
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION @short@_to_star_reading(@integer@) RETURNS star_reading
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION star_reading_to_@short@(star_reading) IS 'the reading as @integer@';
COMMENT ON FUNCTION @short@_to_star_reading(@integer@) IS 'the @integer@ as a reading; an error for any but 1 to 10';

CREATE CAST (star_reading AS @integer@) WITH FUNCTION star_reading_to_@short@(star_reading) AS @to_integer@;
CREATE CAST (@integer@ AS star_reading) WITH FUNCTION @short@_to_star_reading(@integer@) AS ASSIGNMENT;

COMMENT ON CAST (star_reading AS @integer@) IS 'the reading as @integer@';
COMMENT ON CAST (@integer@ AS star_reading) IS 'the @integer@ as a reading; an error for any but 1 to 10';
