-- percentage: the one rule of rounding.

CREATE FUNCTION percentage(part numeric, base numeric, digits integer DEFAULT NULL) RETURNS numeric
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION percentage(numeric, numeric, integer) IS 'part as a percentage of base, rounded half away from zero, once, to the digits given, or not rounded; NULL for a base of zero';
