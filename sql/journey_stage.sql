-- journey_stage: a stage of the Journey of Change, 1 to 5.

\include fixed_type.sql type=journey_stage category=U
COMMENT ON TYPE journey_stage IS 'a stage of the Journey of Change: Stuck, Accepting help, Trying, Finding what works, Effective parenting';

CREATE FUNCTION journey_stage_to_int4(journey_stage) RETURNS integer
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION int4_to_journey_stage(integer) RETURNS journey_stage
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION stage(reading integer) RETURNS journey_stage
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'reading_to_stage';

COMMENT ON FUNCTION journey_stage_to_int4(journey_stage) IS 'the number of the stage, 1 to 5';
COMMENT ON FUNCTION int4_to_journey_stage(integer) IS 'the stage with this number, 1 to 5';
COMMENT ON FUNCTION stage(integer) IS 'the stage at which a reading stands: 1-2 Stuck, 3-4 Accepting help, 5-6 Trying, 7-8 Finding what works, 9-10 Effective parenting';

CREATE CAST (journey_stage AS integer) WITH FUNCTION journey_stage_to_int4(journey_stage);
CREATE CAST (integer AS journey_stage) WITH FUNCTION int4_to_journey_stage(integer);

COMMENT ON CAST (journey_stage AS integer) IS 'the number of the stage, 1 to 5';
COMMENT ON CAST (integer AS journey_stage) IS 'the stage with this number, 1 to 5';

\include operator_classes.sql type=journey_stage symbol=journey_stage
\include largest_and_smallest.sql type=journey_stage
