/*
 * progress_matrix.c
 *		The type progress_matrix: how many families went from which start
 *		reading (or stage) to which latest one.
 *
 * Every figure over one area derives from these counts, exactly: they are a
 * sufficient statistic.  doc/definitions.md says what each figure means.
 */
#include "outcomestar.h"

#include "utils/builtins.h"

#include "counts.h"
#include "mean.h"

PG_FUNCTION_INFO_V1(progress_matrix_in);
Datum
progress_matrix_in(PG_FUNCTION_ARGS)
{
	return counts_parse(PG_GETARG_CSTRING(0), 2, fcinfo->context);
}

PG_FUNCTION_INFO_V1(progress_matrix_recv);
Datum
progress_matrix_recv(PG_FUNCTION_ARGS)
{
	return counts_receive((StringInfo) PG_GETARG_POINTER(0), 2);
}

/*
 * The transitions: one more family that went from a start to a latest reading
 * (both star_reading, integer or smallint; a number that is no reading is an
 * error, 22003), or from a start to a latest stage.
 */
#define TRANSITION(function, scale, start, latest)                        \
	PG_FUNCTION_INFO_V1(function);                                        \
	Datum function(PG_FUNCTION_ARGS)                                      \
	{                                                                     \
		Counts *state = counts_state(fcinfo, 2, scale);                   \
                                                                          \
		counts_increment(state, ((start) -1) * (scale) + (latest) -1, 1); \
		PG_RETURN_POINTER(state);                                         \
	}

TRANSITION(progress_matrix_add_readings, READINGS, PG_GETARG_STAR_READING(1),
		   PG_GETARG_STAR_READING(2))
TRANSITION(progress_matrix_add_integers, READINGS,
		   star_reading_check(PG_GETARG_INT32(1), NULL, NULL),
		   star_reading_check(PG_GETARG_INT32(2), NULL, NULL))
TRANSITION(progress_matrix_add_smallints, READINGS,
		   star_reading_check(PG_GETARG_INT16(1), NULL, NULL),
		   star_reading_check(PG_GETARG_INT16(2), NULL, NULL))
TRANSITION(progress_matrix_add_stages, STAGES, PG_GETARG_JOURNEY_STAGE(1),
		   PG_GETARG_JOURNEY_STAGE(2))

PG_FUNCTION_INFO_V1(progress_matrix_by_stage);
Datum
progress_matrix_by_stage(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(counts_by_stage(counts_getarg(fcinfo, 0, 2, EITHER_SCALE)));
}

/*
 * A margin of the matrix, as a stage_distribution: of the start readings (or
 * stages), which are its rows, or of the latest ones, its columns.
 */
static Datum
margin(FunctionCallInfo fcinfo, bool of_start)
{
	Counts *matrix = counts_getarg(fcinfo, 0, 2, EITHER_SCALE);
	Counts *distribution = counts_make(1, matrix->scale);

	for (int i = 0; i < counts_length(matrix); i++)
		counts_increment(distribution, of_start ? i / matrix->scale : i % matrix->scale,
						 matrix->families[i]);
	PG_RETURN_POINTER(distribution);
}

PG_FUNCTION_INFO_V1(progress_matrix_start_distribution);
Datum
progress_matrix_start_distribution(PG_FUNCTION_ARGS)
{
	return margin(fcinfo, true);
}

PG_FUNCTION_INFO_V1(progress_matrix_latest_distribution);
Datum
progress_matrix_latest_distribution(PG_FUNCTION_ARGS)
{
	return margin(fcinfo, false);
}

/* The figures by stage take either kind of counts, those by reading only readings. */
#define FIGURE_BY_STAGE(name, weight)                                                \
	PG_FUNCTION_INFO_V1(progress_matrix_##name);                                     \
	Datum progress_matrix_##name(PG_FUNCTION_ARGS)                                   \
	{                                                                                \
		Counts *stages = counts_by_stage(counts_getarg(fcinfo, 0, 2, EITHER_SCALE)); \
                                                                                     \
		PG_RETURN_INT64(counts_weigh(stages, weight, 0));                            \
	}

#define FIGURE_BY_READING(name, weight)                                                  \
	PG_FUNCTION_INFO_V1(progress_matrix_##name);                                         \
	Datum progress_matrix_##name(PG_FUNCTION_ARGS)                                       \
	{                                                                                    \
		PG_RETURN_INT64(counts_weigh(counts_getarg(fcinfo, 0, 2, READINGS), weight, 0)); \
	}

FIGURE_BY_STAGE(progressed, WEIGH_ROSE)
FIGURE_BY_STAGE(maintained, WEIGH_UNCHANGED)
FIGURE_BY_STAGE(regressed, WEIGH_FELL)
FIGURE_BY_STAGE(stayed_at_top, WEIGH_TOP_TO_TOP)
FIGURE_BY_READING(rose, WEIGH_ROSE)
FIGURE_BY_READING(unchanged, WEIGH_UNCHANGED)
FIGURE_BY_READING(fell, WEIGH_FELL)

/* The families that started below a threshold, a reading, and got to it or above. */
PG_FUNCTION_INFO_V1(progress_matrix_crossed);
Datum
progress_matrix_crossed(PG_FUNCTION_ARGS)
{
	Counts *matrix = counts_getarg(fcinfo, 0, 2, READINGS);
	int threshold = star_reading_check(PG_GETARG_INT32(1), NULL, NULL);

	PG_RETURN_INT64(counts_weigh(matrix, WEIGH_CROSSED, threshold));
}

/*
 * Mean of the latest less mean of the start readings, by one division, so from
 * unrounded means; NULL for no families.
 */
PG_FUNCTION_INFO_V1(progress_matrix_mean_progress);
Datum
progress_matrix_mean_progress(PG_FUNCTION_ARGS)
{
	Counts *matrix = counts_getarg(fcinfo, 0, 2, READINGS);

	return mean_of_total(fcinfo, counts_weigh(matrix, WEIGH_CHANGE, 0), counts_total(matrix));
}

/* The families in some rows of the matrix, and only they: a part by where they started. */
static Counts *
part_of_matrix(const Counts *matrix, int rows_before, int rows)
{
	Counts *part = counts_make(2, matrix->scale);
	int before = rows_before * matrix->scale;

	memcpy(part->families + before, matrix->families + before,
		   rows * matrix->scale * sizeof(int64));
	return part;
}

/* The families whose start reading is below the one given. */
PG_FUNCTION_INFO_V1(progress_matrix_starting_below);
Datum
progress_matrix_starting_below(PG_FUNCTION_ARGS)
{
	Counts *matrix = counts_getarg(fcinfo, 0, 2, READINGS);
	int reading = star_reading_check(PG_GETARG_INT32(1), NULL, NULL);

	PG_RETURN_POINTER(part_of_matrix(matrix, 0, reading - 1));
}

/* The families that start at the stage with this number, of counts of either kind. */
PG_FUNCTION_INFO_V1(progress_matrix_starting_at_stage);
Datum
progress_matrix_starting_at_stage(PG_FUNCTION_ARGS)
{
	Counts *matrix = counts_getarg(fcinfo, 0, 2, EITHER_SCALE);
	int stage = journey_stage_check(PG_GETARG_INT32(1), NULL, NULL);
	int rows = matrix->scale / STAGES;

	PG_RETURN_POINTER(part_of_matrix(matrix, (stage - 1) * rows, rows));
}

/* The counts of readings as bigint[][]; counts of stages are an error (22023). */
PG_FUNCTION_INFO_V1(progress_matrix_reading_counts);
Datum
progress_matrix_reading_counts(PG_FUNCTION_ARGS)
{
	PG_RETURN_ARRAYTYPE_P(counts_array(counts_getarg(fcinfo, 0, 2, READINGS)));
}
