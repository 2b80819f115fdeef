/*
 * stage_distribution.c
 *		The type stage_distribution: how many families there are at each
 *		reading, or at each stage.
 */
#include "outcomestar.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "counts.h"
#include "mean.h"

PG_FUNCTION_INFO_V1(stage_distribution_in);
Datum
stage_distribution_in(PG_FUNCTION_ARGS)
{
	return counts_parse(PG_GETARG_CSTRING(0), 1, fcinfo->context);
}

PG_FUNCTION_INFO_V1(stage_distribution_recv);
Datum
stage_distribution_recv(PG_FUNCTION_ARGS)
{
	return counts_receive((StringInfo) PG_GETARG_POINTER(0), 1);
}

/*
 * The transitions: one more family at a reading (given as star_reading,
 * integer or smallint; a number that is no reading is an error, 22003), or at a stage.
 */
#define TRANSITION(function, scale, place)              \
	PG_FUNCTION_INFO_V1(function);                      \
	Datum function(PG_FUNCTION_ARGS)                    \
	{                                                   \
		Counts *state = counts_state(fcinfo, 1, scale); \
                                                        \
		counts_increment(state, (place) -1, 1);         \
		PG_RETURN_POINTER(state);                       \
	}

TRANSITION(stage_distribution_add_reading, READINGS, PG_GETARG_STAR_READING(1))
TRANSITION(stage_distribution_add_integer, READINGS,
		   star_reading_check(PG_GETARG_INT32(1), NULL, NULL))
TRANSITION(stage_distribution_add_smallint, READINGS,
		   star_reading_check(PG_GETARG_INT16(1), NULL, NULL))
TRANSITION(stage_distribution_add_stage, STAGES, PG_GETARG_JOURNEY_STAGE(1))

PG_FUNCTION_INFO_V1(stage_distribution_by_stage);
Datum
stage_distribution_by_stage(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(counts_by_stage(counts_getarg(fcinfo, 0, 1, EITHER_SCALE)));
}

/* The sum of all readings: the numerator of mean_reading. */
PG_FUNCTION_INFO_V1(stage_distribution_reading_total);
Datum
stage_distribution_reading_total(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(counts_weigh(counts_getarg(fcinfo, 0, 1, READINGS), WEIGH_READING, 0));
}

/* The mean reading, not rounded; NULL for no families. */
PG_FUNCTION_INFO_V1(stage_distribution_mean_reading);
Datum
stage_distribution_mean_reading(PG_FUNCTION_ARGS)
{
	Counts *counts = counts_getarg(fcinfo, 0, 1, READINGS);

	return mean_of_total(fcinfo, counts_weigh(counts, WEIGH_READING, 0), counts_total(counts));
}

/* The reading of the family that stands at a place, from 1, of all in order. */
static int
reading_at(const Counts *counts, int64 place)
{
	int reading = 1;

	while (place > counts->families[reading - 1])
		place -= counts->families[reading++ - 1];
	return reading;
}

/*
 * The median reading, of an even number of families half-way between the
 * middle two, so always to one decimal; NULL for no families.
 */
PG_FUNCTION_INFO_V1(stage_distribution_median_reading);
Datum
stage_distribution_median_reading(PG_FUNCTION_ARGS)
{
	Counts *counts = counts_getarg(fcinfo, 0, 1, READINGS);
	int64 families = counts_total(counts);
	int middle_two;

	if (families == 0)
		PG_RETURN_NULL();
	middle_two =
		reading_at(counts, families / 2 + families % 2) + reading_at(counts, families / 2 + 1);
	PG_RETURN_NUMERIC(int64_div_fast_to_numeric(5 * middle_two, 1));
}

/* The ten counts of readings as bigint[]; counts of stages are an error (22023). */
PG_FUNCTION_INFO_V1(stage_distribution_reading_counts);
Datum
stage_distribution_reading_counts(PG_FUNCTION_ARGS)
{
	PG_RETURN_ARRAYTYPE_P(counts_array(counts_getarg(fcinfo, 0, 1, READINGS)));
}
