-- An aggregation that is split between servers: a state of each part, sent as text and read again, combined and
-- finished, gives what one aggregation gives.  That is how Citus, and any hand-written scheme, does it; the functions
-- are not called by an aggregate there, find nothing kept from one row to the next, and are told nothing of the types
-- of a call.

SET client_min_messages = warning;
\i test/every_aggregate.psql
SELECT count(*) > 15 AS many, count(*) FILTER (WHERE call IS NULL) AS without_arguments FROM aggregate_call;

-- What Citus asks of an aggregate: a combine function, and a state of a type that has text;
-- nothing that depends on the types of a call.
SELECT aggregate FROM aggregate_call WHERE combine = 0 OR state_type = 'internal';
SELECT aggregate FROM aggregate_call JOIN pg_aggregate ON aggfnoid = aggregate
WHERE aggkind <> 'n' OR aggfinalmodify <> 'r' OR aggserialfn <> 0;
SELECT objid::regprocedure FROM pg_depend JOIN pg_proc ON classid = 'pg_proc'::regclass AND objid = pg_proc.oid
WHERE deptype = 'e' AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar')
  AND (prorettype::regtype::text ~ '^"?any' OR proargtypes::regtype[]::text ~ '[{,]"?any' OR provariadic <> 0);

-- The state of a part as text: of an aggregation that stops before its end, or with each row added to the text of the
-- state before it.  In the first the state is as the aggregate holds it; in the second, each call is the function's
-- first.
CREATE FUNCTION state_as_held(aggregate regprocedure, part text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    a aggregate_call := (SELECT c FROM aggregate_call AS c WHERE c.aggregate = $1);
    argument_types text := (SELECT string_agg(format_type(type, NULL), ', ' ORDER BY n)
                            FROM pg_proc, unnest(proargtypes::oid[]) WITH ORDINALITY AS t (type, n) WHERE oid = $1);
    state text;
BEGIN
    EXECUTE format('CREATE AGGREGATE pg_temp.unfinished(%s) (SFUNC = %s, STYPE = %s%s)',
                   argument_types, a.transition, a.state_type,
                   ', INITCOND = ' || quote_literal(a.initial));
    EXECUTE format('SELECT pg_temp.unfinished(%s)::text FROM argument WHERE %s', a.arguments, part) INTO state;
    EXECUTE format('DROP AGGREGATE pg_temp.unfinished(%s)', argument_types);
    RETURN state;
END $$;
CREATE FUNCTION state_row_by_row(aggregate regprocedure, part text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    a aggregate_call := (SELECT c FROM aggregate_call AS c WHERE c.aggregate = $1);
    is_strict boolean := (SELECT proisstrict FROM pg_proc WHERE oid = a.transition);
    state text := a.initial;
    place tid;
BEGIN
    FOR place IN EXECUTE format('SELECT ctid FROM argument WHERE %s AND num_nulls(%s) = 0', part, a.arguments) LOOP
        EXECUTE CASE WHEN state IS NULL AND is_strict
                     THEN format('SELECT %s::text FROM argument WHERE ctid = $1', a.arguments)
                     ELSE format('SELECT %s(%L::%s, %s)::text FROM argument WHERE ctid = $1',
                                 a.transition, state, a.state_type, a.arguments) END
        INTO state USING place;
    END LOOP;
    RETURN state;
END $$;
CREATE FUNCTION finished(aggregate regprocedure, states text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    a aggregate_call := (SELECT c FROM aggregate_call AS c WHERE c.aggregate = $1);
    state text;
    total text;
BEGIN
    FOREACH state IN ARRAY states LOOP
        IF total IS NULL OR state IS NULL THEN  -- a strict combine function is not called with NULL
            total := coalesce(total, state);
        ELSE
            EXECUTE format('SELECT %s(%L::%s, %L::%3$s)::text', a.combine, total, a.state_type, state) INTO total;
        END IF;
    END LOOP;
    IF a.final <> 0 THEN
        EXECUTE format('SELECT %s(%L::%s)::text', a.final, total, a.state_type) INTO total;
    END IF;
    RETURN total;
END $$;
CREATE FUNCTION direct(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
BEGIN
    EXECUTE format('SELECT %s::text FROM argument', call) INTO result;
    RETURN result;
END $$;

-- Five parts, of which one is empty
\set parts '''{group_no = 1 AND family_id > 1,group_no = 2,group_no = 3,group_no = 4,'
\set parts :parts 'group_no = 1 AND family_id = 1}''::text[]'
SELECT aggregate, as_held = direct AS as_held, backwards = direct AS backwards, row_by_row = direct AS row_by_row
FROM aggregate_call, direct(call), LATERAL (
         SELECT finished(aggregate, array_agg(held ORDER BY n)) AS as_held,
                finished(aggregate, array_agg(held ORDER BY n DESC)) AS backwards,
                finished(aggregate, array_agg(row_by_row ORDER BY n)) AS row_by_row
         FROM unnest(:parts) WITH ORDINALITY AS part (part, n), state_as_held(aggregate, part) AS held,
              state_row_by_row(aggregate, part) AS row_by_row) AS split
ORDER BY aggregate::text COLLATE "C";
-- Nothing at all
SELECT count(*) FILTER (WHERE finished(aggregate, ARRAY[state_as_held(aggregate, 'false'),
                                                        state_row_by_row(aggregate, 'false')]) IS NOT NULL) AS something
FROM aggregate_call;

DROP VIEW aggregate_call;
DROP TABLE argument;
DROP FUNCTION state_as_held, state_row_by_row, finished, direct;
