-- Every function that takes a summary refuses bytes that are none.  Only a superuser can make such
-- values: by a cast that checks nothing, from types of the same alignment.

CREATE CAST (polygon AS stage_distribution) WITHOUT FUNCTION;
CREATE CAST (polygon AS progress_matrix) WITHOUT FUNCTION;
CREATE CAST (pg_snapshot AS stage_distribution) WITHOUT FUNCTION;
CREATE CAST (pg_snapshot AS progress_matrix) WITHOUT FUNCTION;

-- A polygon starts with its number of points, which forges a header: version, dimensions, scale.  A snapshot is
-- shorter than a header.
CREATE TEMP TABLE forged AS
SELECT value::stage_distribution AS stage_distribution, value::progress_matrix AS progress_matrix
FROM (SELECT polygon(points, circle '<(0,0),1>') FROM (VALUES (3), (x'050101'::integer), (x'050201'::integer)) AS header (points)) AS t (value);
INSERT INTO forged SELECT value::stage_distribution, value::progress_matrix FROM (VALUES (pg_snapshot '1:1:')) AS t (value);

CREATE FUNCTION pg_temp.outcome(call text, forged_row tid) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE call USING forged_row;
    RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;

-- Each argument in turn is forged; the others are as they should be.
CREATE TEMP TABLE call AS
SELECT function.oid::regprocedure AS function, forged_argument,
       format('SELECT %s(%s) FROM forged WHERE ctid = $1', function.oid::regproc, string_agg(
           CASE WHEN n = forged_argument THEN 'forged.' || type::regtype
                ELSE CASE type::regtype::text
                         WHEN 'stage_distribution' THEN quote_literal('{0,0,0,0,0,0,1,3,5,15}') || '::stage_distribution'
                         WHEN 'progress_matrix' THEN '(SELECT progress_matrix(1, 2))'
                         WHEN 'journey_stage' THEN quote_literal('Stuck') || '::journey_stage'
                         WHEN 'star_reading' THEN '7::star_reading'
                         WHEN 'text' THEN quote_literal('7') || '::text'
                         ELSE '7'
                     END
           END, ', ' ORDER BY n)) AS call
FROM pg_depend AS member
JOIN pg_proc AS function ON function.oid = member.objid AND member.classid = 'pg_proc'::regclass,
     LATERAL unnest(function.proargtypes::oid[]) WITH ORDINALITY AS forged_type (forged_type, forged_argument),
     LATERAL unnest(function.proargtypes::oid[]) WITH ORDINALITY AS argument (type, n)
WHERE member.deptype = 'e' AND member.refobjid = (SELECT oid FROM pg_extension WHERE extname = 'outcomestar')
  AND function.prokind = 'f' AND forged_type IN ('stage_distribution'::regtype, 'progress_matrix'::regtype)
  AND function.prosrc <> 'text_argument_error'
GROUP BY function.oid, forged_argument;

SELECT outcome, count(*) > 50 AS many, count(DISTINCT row_no) AS forged_rows
FROM call, (SELECT ctid AS forged_row, row_number() OVER () AS row_no FROM forged) AS forged, pg_temp.outcome(call, forged_row) AS outcome
GROUP BY outcome ORDER BY outcome;
SELECT rollup(stage_distribution) FROM forged;
SELECT rollup(progress_matrix) FROM forged;
DROP CAST (polygon AS stage_distribution);
DROP CAST (polygon AS progress_matrix);
DROP CAST (pg_snapshot AS stage_distribution);
DROP CAST (pg_snapshot AS progress_matrix);
