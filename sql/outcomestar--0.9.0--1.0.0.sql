-- complain if script is sourced in psql, rather than via ALTER EXTENSION
\echo Use "ALTER EXTENSION outcomestar UPDATE" to load this file. \quit

SET LOCAL search_path TO @extschema@, pg_temp;

-- Equal values have equal bytes: a btree index keeps a value once for many rows.  An index gets smaller when it is built
-- anew: REINDEX.
ALTER OPERATOR FAMILY star_reading_ops USING btree ADD FUNCTION 4 (star_reading, star_reading) btequalimage(oid);
ALTER OPERATOR FAMILY journey_stage_ops USING btree ADD FUNCTION 4 (journey_stage, journey_stage) btequalimage(oid);
ALTER OPERATOR FAMILY outcome_star_ops USING btree ADD FUNCTION 4 (outcome_star, outcome_star) btequalimage(oid);

-- "reading IN (7, 8)" by an index, which was an error, and "reading IN (SELECT number ...)" by a hash table
ALTER OPERATOR FAMILY star_reading_ops USING btree ADD
    FUNCTION 1 (smallint, smallint) btint2cmp(smallint, smallint),
    FUNCTION 1 (integer, integer) btint4cmp(integer, integer),
    FUNCTION 1 (bigint, bigint) btint8cmp(bigint, bigint);
ALTER OPERATOR FAMILY star_reading_ops USING hash ADD
    OPERATOR 1 = (smallint, smallint),
    OPERATOR 1 = (integer, integer),
    OPERATOR 1 = (bigint, bigint);

SET LOCAL search_path TO pg_catalog, pg_temp;

-- The planner takes an array to have ten elements; that there are 25 or 100, generate_series tells it.
CREATE OR REPLACE FUNCTION @extschema@.cells(matrix @extschema@.progress_matrix)
    RETURNS TABLE (start_stage_no integer, start_stage text, end_stage_no integer, end_stage text, families bigint)
    IMMUTABLE PARALLEL SAFE ROWS 25
BEGIN ATOMIC
    SELECT stage_no.first, stage_no.first::@extschema@.journey_stage::text,
           stage_no.latest, stage_no.latest::@extschema@.journey_stage::text, counted.families
    FROM ROWS FROM (unnest(@extschema@.by_stage(matrix)::bigint[]), generate_series(1, 25)) AS counted (families, place),
         LATERAL (SELECT (place - 1) / 5 + 1, (place - 1) % 5 + 1) AS stage_no (first, latest)
    WHERE matrix IS NOT NULL;
END;
CREATE OR REPLACE FUNCTION @extschema@.reading_cells(matrix @extschema@.progress_matrix)
    RETURNS TABLE (first_reading integer, latest_reading integer, families bigint)
    IMMUTABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT (counted.place - 1) / 10 + 1, (counted.place - 1) % 10 + 1, counted.families
    FROM ROWS FROM (unnest(@extschema@.reading_counts(matrix)), generate_series(1, 100)) AS counted (families, place)
    WHERE matrix IS NOT NULL;
END;

-- A number that is no type's went round for ever.
CREATE OR REPLACE FUNCTION @extschema@.report_column_kind(column_type oid) RETURNS text
    STABLE STRICT PARALLEL SAFE LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    type pg_type;
BEGIN
    LOOP
        SELECT * INTO type FROM pg_type WHERE oid = column_type;
        EXIT WHEN type.typtype IS DISTINCT FROM 'd'; -- or there is no such type
        column_type := type.typbasetype;
    END LOOP;
    RETURN CASE
        WHEN type.oid IN ('int2'::regtype, 'int4'::regtype) THEN 'integer'
        WHEN type.oid = 'int8'::regtype THEN 'bigint'
        WHEN type.oid IN ('numeric'::regtype, 'float4'::regtype, 'float8'::regtype) THEN 'number'
        WHEN type.oid IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype, 'uuid'::regtype) THEN type.typname::text
        WHEN type.oid = '@extschema@.star_reading'::regtype THEN 'reading'
        WHEN type.oid = '@extschema@.outcome_star'::regtype THEN 'star'
        WHEN type.typcategory IN ('S', 'E') THEN 'text'
        ELSE 'other'
    END;
END $$;
