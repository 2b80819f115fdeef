-- complain if script is sourced in psql, rather than via ALTER EXTENSION
\echo Use "ALTER EXTENSION outcomestar UPDATE" to load this file. \quit

SET LOCAL search_path TO @extschema@, pg_temp;

-- How many families changed which way: the aggregate overall_change_counts, which has a band of its own or 0.25.

CREATE FUNCTION overall_change_counts_add(bigint[], first outcome_star, latest outcome_star) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'overall_change_counts_add_stars';
CREATE FUNCTION overall_change_counts_add(bigint[], first outcome_star, latest outcome_star, band numeric) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'overall_change_counts_add_stars';
CREATE FUNCTION overall_change_counts_add(bigint[], star_journey) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'overall_change_counts_add_journey';
CREATE FUNCTION overall_change_counts_add(bigint[], star_journey, band numeric) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'overall_change_counts_add_journey';
CREATE FUNCTION overall_change_counts_combine(bigint[], bigint[]) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION overall_change_counts_final(bigint[]) RETURNS bigint[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';

COMMENT ON FUNCTION overall_change_counts_add(bigint[], outcome_star, outcome_star) IS 'one more family that went from a first to a latest Star';
COMMENT ON FUNCTION overall_change_counts_add(bigint[], outcome_star, outcome_star, numeric) IS 'one more family that went from a first to a latest Star';
COMMENT ON FUNCTION overall_change_counts_add(bigint[], star_journey) IS 'one more family that went from the first to the latest Star of its journey';
COMMENT ON FUNCTION overall_change_counts_add(bigint[], star_journey, numeric) IS 'one more family that went from the first to the latest Star of its journey';
COMMENT ON FUNCTION overall_change_counts_combine(bigint[], bigint[]) IS 'the families of both';
COMMENT ON FUNCTION overall_change_counts_final(bigint[]) IS 'the counts, or NULL if no family was counted';

CREATE AGGREGATE overall_change_counts(first outcome_star, latest outcome_star) (
    SFUNC = overall_change_counts_add, STYPE = bigint[], SSPACE = 64, INITCOND = '{0,0,0}',
    FINALFUNC = overall_change_counts_final, COMBINEFUNC = overall_change_counts_combine, PARALLEL = SAFE
);
CREATE AGGREGATE overall_change_counts(first outcome_star, latest outcome_star, band numeric) (
    SFUNC = overall_change_counts_add, STYPE = bigint[], SSPACE = 64, INITCOND = '{0,0,0}',
    FINALFUNC = overall_change_counts_final, COMBINEFUNC = overall_change_counts_combine, PARALLEL = SAFE
);
CREATE AGGREGATE overall_change_counts(journey star_journey) (
    SFUNC = overall_change_counts_add, STYPE = bigint[], SSPACE = 64, INITCOND = '{0,0,0}',
    FINALFUNC = overall_change_counts_final, COMBINEFUNC = overall_change_counts_combine, PARALLEL = SAFE
);
CREATE AGGREGATE overall_change_counts(journey star_journey, band numeric) (
    SFUNC = overall_change_counts_add, STYPE = bigint[], SSPACE = 64, INITCOND = '{0,0,0}',
    FINALFUNC = overall_change_counts_final, COMBINEFUNC = overall_change_counts_combine, PARALLEL = SAFE
);

COMMENT ON AGGREGATE overall_change_counts(outcome_star, outcome_star) IS 'how many families'' overall_change from the first to the latest Star is negative, no change and positive: an array of three counts';
COMMENT ON AGGREGATE overall_change_counts(outcome_star, outcome_star, numeric) IS 'how many families'' overall_change from the first to the latest Star, with a band, is negative, no change and positive: an array of three counts';
COMMENT ON AGGREGATE overall_change_counts(star_journey) IS 'how many journeys'' overall_change is negative, no change and positive: an array of three counts; those of one Star do not count';
COMMENT ON AGGREGATE overall_change_counts(star_journey, numeric) IS 'how many journeys'' overall_change with a band is negative, no change and positive: an array of three counts; those of one Star do not count';

-- The aggregates begin with a journey that has room, which spares each group to make one.
CREATE OR REPLACE AGGREGATE star_journey(outcome_star, date) (
    SFUNC = star_journey_add_star, STYPE = star_journey, SSPACE = 96, INITCOND = '{}',
    FINALFUNC = star_journey_final, COMBINEFUNC = star_journey_merge, PARALLEL = SAFE
);
CREATE OR REPLACE AGGREGATE star_journey(integer, star_reading, date) (
    SFUNC = star_journey_add_reading, STYPE = star_journey, SSPACE = 96, INITCOND = '{}',
    FINALFUNC = star_journey_final, COMBINEFUNC = star_journey_merge, PARALLEL = SAFE
);
CREATE OR REPLACE AGGREGATE star_journey(integer, integer, date) (
    SFUNC = star_journey_add_reading, STYPE = star_journey, SSPACE = 96, INITCOND = '{}',
    FINALFUNC = star_journey_final, COMBINEFUNC = star_journey_merge, PARALLEL = SAFE
);
CREATE OR REPLACE AGGREGATE rollup(star_journey) (
    SFUNC = star_journey_merge, STYPE = star_journey, SSPACE = 96, INITCOND = '{}',
    FINALFUNC = star_journey_final, COMBINEFUNC = star_journey_merge, PARALLEL = SAFE
);
