-- progress_matrix: families for each pair of first and latest reading, or stage.

\include counts.sql type=progress_matrix state_size=1040
COMMENT ON TYPE progress_matrix IS 'how many families went from which first reading, or stage, to which latest one';

-- The aggregate

CREATE FUNCTION progress_matrix_add_readings(progress_matrix, first star_reading, latest star_reading) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION progress_matrix_add_readings(progress_matrix, first integer, latest integer) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_add_integers';
CREATE FUNCTION progress_matrix_add_stages(progress_matrix, first journey_stage, latest journey_stage) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME';
CREATE FUNCTION progress_matrix_add_text(progress_matrix, first text, latest text) RETURNS progress_matrix
    IMMUTABLE PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'text_argument_error';

COMMENT ON FUNCTION progress_matrix_add_readings(progress_matrix, star_reading, star_reading) IS 'one more family that went from a first to a latest reading';
COMMENT ON FUNCTION progress_matrix_add_readings(progress_matrix, integer, integer) IS 'one more family that went from a first to a latest reading';
COMMENT ON FUNCTION progress_matrix_add_stages(progress_matrix, journey_stage, journey_stage) IS 'one more family that went from a first to a latest stage';
COMMENT ON FUNCTION progress_matrix_add_text(progress_matrix, text, text) IS 'an error that says which cast to write';

\include reading_pair_aggregate.sql name=progress_matrix final=progress_matrix_final

CREATE AGGREGATE progress_matrix(first journey_stage, latest journey_stage) (
    SFUNC = progress_matrix_add_stages, STYPE = progress_matrix, SSPACE = 272,
    INITCOND = '{{0,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0},{0,0,0,0,0}}',
    FINALFUNC = progress_matrix_final, COMBINEFUNC = progress_matrix_add, PARALLEL = SAFE
);

COMMENT ON AGGREGATE progress_matrix(star_reading, star_reading) IS 'families for each pair of first and latest reading; rows without both do not count';
COMMENT ON AGGREGATE progress_matrix(integer, integer) IS 'families for each pair of first and latest reading; rows without both do not count';
COMMENT ON AGGREGATE progress_matrix(journey_stage, journey_stage) IS 'families for each pair of first and latest stage; rows without both do not count';

-- Margins and parts

CREATE FUNCTION initial_distribution(progress_matrix) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_initial_distribution';
CREATE FUNCTION final_distribution(progress_matrix) RETURNS stage_distribution
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_final_distribution';
CREATE FUNCTION starting_below(progress_matrix, reading integer) RETURNS progress_matrix
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_starting_below';

COMMENT ON FUNCTION initial_distribution(progress_matrix) IS 'where the families stood first';
COMMENT ON FUNCTION final_distribution(progress_matrix) IS 'where the same families stood latest';
COMMENT ON FUNCTION starting_below(progress_matrix, integer) IS 'the families whose first reading is below the one given, and only they';

-- Counts by stage: of readings or of stages

CREATE FUNCTION progressed(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_progressed';
CREATE FUNCTION maintained(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_maintained';
CREATE FUNCTION regressed(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_regressed';
CREATE FUNCTION stayed_at_top(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_stayed_at_top';

COMMENT ON FUNCTION progressed(progress_matrix) IS 'families whose end stage is above their start stage';
COMMENT ON FUNCTION maintained(progress_matrix) IS 'families whose end stage is their start stage';
COMMENT ON FUNCTION regressed(progress_matrix) IS 'families whose end stage is below their start stage';
COMMENT ON FUNCTION stayed_at_top(progress_matrix) IS 'families that start and end in the top stage: they had nowhere to go';

-- Counts by reading

CREATE FUNCTION moved_up(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_moved_up';
CREATE FUNCTION stayed(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_stayed';
CREATE FUNCTION moved_down(progress_matrix) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_moved_down';
CREATE FUNCTION crossed(progress_matrix, threshold integer) RETURNS bigint
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_crossed';

COMMENT ON FUNCTION moved_up(progress_matrix) IS 'families whose latest reading is above their first';
COMMENT ON FUNCTION stayed(progress_matrix) IS 'families whose latest reading is their first';
COMMENT ON FUNCTION moved_down(progress_matrix) IS 'families whose latest reading is below their first';
COMMENT ON FUNCTION crossed(progress_matrix, integer) IS 'families whose first reading is below the threshold and whose latest is the threshold or above';

-- Means

CREATE FUNCTION initial_mean(matrix progress_matrix) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE
    RETURN mean_reading(initial_distribution(matrix));
CREATE FUNCTION final_mean(matrix progress_matrix) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE
    RETURN mean_reading(final_distribution(matrix));
CREATE FUNCTION mean_progress(matrix progress_matrix) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE C AS 'MODULE_PATHNAME', 'progress_matrix_mean_progress';

COMMENT ON FUNCTION initial_mean(progress_matrix) IS 'mean of the first readings, not rounded';
COMMENT ON FUNCTION final_mean(progress_matrix) IS 'mean of the latest readings of the same families, not rounded';
COMMENT ON FUNCTION mean_progress(progress_matrix) IS 'final mean less initial mean, not rounded: (sum of latest - sum of first) / families';

-- Percentages

CREATE FUNCTION made_progress_percent(matrix progress_matrix, digits integer DEFAULT NULL) RETURNS numeric
    IMMUTABLE PARALLEL SAFE
    RETURN percentage(progressed(matrix), family_count(matrix) - stayed_at_top(matrix), digits);
CREATE FUNCTION higher_progress_percent(matrix progress_matrix, digits integer DEFAULT NULL) RETURNS numeric
    IMMUTABLE PARALLEL SAFE
    RETURN percentage(progressed(matrix), family_count(matrix), digits);
CREATE FUNCTION lower_progress_percent(matrix progress_matrix, digits integer DEFAULT NULL) RETURNS numeric
    IMMUTABLE PARALLEL SAFE
    RETURN percentage(regressed(matrix), family_count(matrix), digits);

COMMENT ON FUNCTION made_progress_percent(progress_matrix, integer) IS 'progressed as % of the families that had somewhere to go: all but those that stayed_at_top';
COMMENT ON FUNCTION higher_progress_percent(progress_matrix, integer) IS 'progressed as % of all families';
COMMENT ON FUNCTION lower_progress_percent(progress_matrix, integer) IS 'regressed as % of all families';

-- Rows

CREATE FUNCTION cells(matrix progress_matrix)
    RETURNS TABLE (start_stage_no integer, start_stage text, end_stage_no integer, end_stage text, families bigint)
    IMMUTABLE PARALLEL SAFE ROWS 25
BEGIN ATOMIC
    SELECT stage_no.first, stage_no.first::journey_stage::text,
           stage_no.latest, stage_no.latest::journey_stage::text, counted.families
    FROM unnest(by_stage(matrix)::bigint[]) WITH ORDINALITY AS counted (families, place),
         LATERAL (SELECT (place::integer - 1) / 5 + 1, (place::integer - 1) % 5 + 1) AS stage_no (first, latest);
END;
CREATE FUNCTION matrix_rows(matrix progress_matrix)
    RETURNS TABLE (start_stage_no integer, start_stage text, stage_1 bigint, stage_2 bigint, stage_3 bigint,
                   stage_4 bigint, stage_5 bigint, total bigint)
    IMMUTABLE PARALLEL SAFE ROWS 6
BEGIN ATOMIC
    SELECT cell.start_stage_no, coalesce(cell.start_stage_no::journey_stage::text, 'Total'),
           (sum(cell.families) FILTER (WHERE cell.end_stage_no = 1))::bigint,
           (sum(cell.families) FILTER (WHERE cell.end_stage_no = 2))::bigint,
           (sum(cell.families) FILTER (WHERE cell.end_stage_no = 3))::bigint,
           (sum(cell.families) FILTER (WHERE cell.end_stage_no = 4))::bigint,
           (sum(cell.families) FILTER (WHERE cell.end_stage_no = 5))::bigint,
           sum(cell.families)::bigint
    FROM cells(matrix) AS cell
    GROUP BY GROUPING SETS ((cell.start_stage_no), ())
    HAVING count(*) > 0
    ORDER BY cell.start_stage_no NULLS LAST;
END;
CREATE FUNCTION reading_cells(matrix progress_matrix)
    RETURNS TABLE (first_reading integer, latest_reading integer, families bigint)
    IMMUTABLE PARALLEL SAFE ROWS 100
BEGIN ATOMIC
    SELECT (counted.place::integer - 1) / 10 + 1, (counted.place::integer - 1) % 10 + 1, counted.families
    FROM unnest(reading_counts(matrix)) WITH ORDINALITY AS counted (families, place);
END;

COMMENT ON FUNCTION cells(progress_matrix) IS 'one row for each start and end stage: families, zeros included';
COMMENT ON FUNCTION matrix_rows(progress_matrix) IS 'the table as it is printed: one row a start stage, one column an end stage, with totals; the row of column totals has no start_stage_no';
COMMENT ON FUNCTION reading_cells(progress_matrix) IS 'one row for each first and latest reading: families, zeros included';
