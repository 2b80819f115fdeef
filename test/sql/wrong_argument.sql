-- What the aggregates over readings say of each type of column: a result, or which cast to write.

CREATE TABLE typed (
    area_no integer, area_bigint bigint, area_smallint smallint, day date, smallint smallint, integer integer,
    bigint bigint, numeric numeric, real real, "double precision" double precision, star_reading star_reading,
    journey_stage journey_stage,
    text text, varchar varchar, char character(1));
INSERT INTO typed VALUES (1, 1, 1, '2024-05-17', 4, 4, 4, 4, 4, 4, 4, '4', '4', '4', '4');
CREATE FUNCTION outcome(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
    hint text;
BEGIN
    EXECUTE format('SELECT %s FROM typed', call) INTO result;
    RETURN result;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
    -- that of the server, which was longer before PostgreSQL 19
    hint := regexp_replace(hint, '^No function matches the given name and argument types[.] ', '');
    RETURN SQLSTATE || ': ' || SQLERRM || E'\n' || hint;
END $$;
\pset format unaligned
\pset tuples_only on

SELECT call, outcome(call)
FROM unnest('{smallint,integer,bigint,numeric,real,"\"double precision\"",star_reading,text,varchar,char,"NULL",
              NULL::text,"''4''"}'::text[])
     WITH ORDINALITY AS argument (expression, n),
     unnest('{stage_distribution(%s),"mean_progress(%s, %1$s)","outcome_star(area_no, %s)",
              "star_journey(area_no, %s, day)"}'::text[])
     WITH ORDINALITY AS aggregate (form, form_no), format(form, expression) AS call
ORDER BY form_no, n;

-- Two types in one call
SELECT call, outcome(call)
FROM unnest('{smallint,integer,bigint,"\"double precision\"",star_reading,text,"NULL"}'::text[])
         WITH ORDINALITY AS argument (start, n),
     unnest('{smallint,integer,numeric,star_reading,text,"''4''"}'::text[]) WITH ORDINALITY AS other (latest, m),
     format('family_count(progress_matrix(%s, %s))', start, latest) AS call
ORDER BY n, m;
SELECT call, outcome(call)
FROM unnest('{"outcome_star(area_smallint, smallint)","outcome_star(area_bigint, integer)",
              "outcome_star(area_bigint, bigint)",
              "outcome_star(area_smallint, numeric)","star_journey(area_bigint, integer, day)"}'::text[])
     WITH ORDINALITY AS argument (call, n)
ORDER BY n;

-- Stages have a form of their own; in windows, and with a filter or an order, the aggregate is named, too
SELECT call, outcome(call)
FROM unnest('{stage_distribution(journey_stage),"family_count(progress_matrix(journey_stage, journey_stage))",
              "mean_progress(journey_stage, journey_stage)",stage_distribution(bigint) OVER (),
              "mean_progress(bigint, integer) OVER (ORDER BY integer)",
              "count(*) OVER (), outcome_star(area_no, text) OVER ()",
              "star_journey(area_no, numeric, day) OVER ()",stage_distribution(text ORDER BY integer),
              stage_distribution(bigint) FILTER (WHERE true)}'::text[])
     WITH ORDINALITY AS argument (call, n)
ORDER BY n;
SELECT call, outcome(call)
FROM unnest('{"stage_distribution_refuse(NULL, bigint)",
              "outcome_star_refuse(NULL, area_bigint, bigint)"}'::text[]) AS call;

-- Each aggregate's arguments have names
SELECT aggfnoid::regprocedure FROM pg_aggregate JOIN pg_proc ON aggfnoid = pg_proc.oid
WHERE pronargs <> coalesce(cardinality(array_remove(proargnames, '')), 0)
  AND aggfnoid IN (SELECT objid FROM pg_depend WHERE deptype = 'e'
                       AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar'));

DROP FUNCTION outcome;
DROP TABLE typed;
