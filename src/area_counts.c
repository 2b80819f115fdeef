/*
 * area_counts.c
 *		Arrays of counts, one for each area: the aggregates stage_distributions
 *		and progress_matrices, which count all areas of a Star in one pass.
 *
 * The state is the result: an array of as many stage_distributions or
 * progress_matrices as the highest area counted, all of readings.  Their size
 * is fixed, so that each has its place in the array.
 */
#include "outcomestar.h"

#include "utils/array.h"

#include "counts.h"
#include "outcome_star.h"
#include "star_journey.h"

#define ELEMENT_SIZE(dimensions) COUNTS_SIZE(COUNTS_LENGTH(dimensions, READINGS))

static inline Counts *
counts_of_area(ArrayType *array, int dimensions, int area_no)
{
	return (Counts *) (ARR_DATA_PTR(array) + (area_no - 1) * ELEMENT_SIZE(dimensions));
}

/* The counts of the area after the one that these are of. */
static inline Counts *
next_counts(Counts *counts, int dimensions)
{
	return (Counts *) ((char *) counts + ELEMENT_SIZE(dimensions));
}

static inline int
area_count(ArrayType *array)
{
	return ARR_NDIM(array) == 0 ? 0 : ARR_DIMS(array)[0];
}

/*
 * Is this an array as we make them?  No element is longer than one that counts
 * readings, so an array of the full length has no others, and what is read
 * below is inside it whatever the elements say of themselves.
 */
static inline bool
is_array_of_counts(ArrayType *array, int dimensions)
{
	if (VARSIZE(array) < ARR_OVERHEAD_NONULLS(0) || ARR_HASNULL(array))
		return false;
	if (ARR_NDIM(array) == 0)
		return true;
	return ARR_NDIM(array) == 1 && VARSIZE(array) >= ARR_OVERHEAD_NONULLS(1) &&
		   ARR_DIMS(array)[0] >= 1 && ARR_DIMS(array)[0] <= MOST_AREAS &&
		   ARR_LBOUND(array)[0] == 1 &&
		   VARSIZE(array) ==
			   ARR_OVERHEAD_NONULLS(1) + ARR_DIMS(array)[0] * ELEMENT_SIZE(dimensions);
}

/* An argument that is a state.  Another array is an error (22023). */
static ArrayType *
array_getarg(FunctionCallInfo fcinfo, int argument, int dimensions)
{
	ArrayType *array = (ArrayType *) PG_GETARG_VARLENA_P(argument);
	bool valid = is_array_of_counts(array, dimensions);

	for (int area_no = 1; valid && area_no <= area_count(array); area_no++)
		valid = counts_header_is(counts_of_area(array, dimensions, area_no), dimensions, READINGS);
	if (!valid)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("this array is not one of counts of readings by area"),
						errdetail("It has to have one dimension of 1 to %d elements from 1, all "
								  "counts of readings, none NULL.",
								  MOST_AREAS)));
	for (int area_no = 1; area_no <= area_count(array); area_no++)
		counts_check_signs(counts_of_area(array, dimensions, area_no));
	return array;
}

/* A new array of this many areas, with the counts of another one. */
static ArrayType *
make_array(ArrayType *from, int dimensions, int areas)
{
	Size size = areas == 0 ? ARR_OVERHEAD_NONULLS(0)
						   : ARR_OVERHEAD_NONULLS(1) + areas * ELEMENT_SIZE(dimensions);
	ArrayType *array = palloc0(size);

	SET_VARSIZE(array, size);
	array->ndim = areas > 0;
	array->elemtype = from->elemtype;
	if (areas > 0)
	{
		ARR_DIMS(array)[0] = areas;
		ARR_LBOUND(array)[0] = 1;
	}
	for (int area_no = 1; area_no <= areas; area_no++)
		memcpy(counts_of_area(array, dimensions, area_no),
			   area_no <= area_count(from) ? counts_of_area(from, dimensions, area_no)
										   : counts_make(dimensions, READINGS),
			   ELEMENT_SIZE(dimensions));
	return array;
}

/*
 * The first argument, to be changed, with room for so many areas: itself when
 * it is the state of an aggregate and long enough, a copy otherwise.
 */
static inline ArrayType *
state_getarg(FunctionCallInfo fcinfo, int dimensions, int areas)
{
	ArrayType *state = (ArrayType *) PG_GETARG_POINTER(0);

	if (likely(is_in_aggregate(fcinfo) && !VARATT_IS_EXTENDED(state) &&
			   is_array_of_counts(state, dimensions) && areas <= area_count(state)))
		return state;
	state = array_getarg(fcinfo, 0, dimensions);
	return make_array(state, dimensions, Max(areas, area_count(state)));
}

/* One family more in each area of which the Star has a reading. */
PG_FUNCTION_INFO_V1(area_counts_add_star);
Datum
area_counts_add_star(PG_FUNCTION_ARGS)
{
	OutcomeStar star = readings_only(PG_GETARG_OUTCOME_STAR(1));
	ArrayType *state = state_getarg(fcinfo, 1, highest_area(star));
	Counts *counts = counts_of_area(state, 1, 1);

	for (; star != EMPTY_STAR; star <<= 4, counts = next_counts(counts, 1))
	{
		int reading = held_in_area(star, 1);

		if (reading != NO_READING)
			counts_increment(counts, reading - 1, 1);
	}
	PG_RETURN_POINTER(state);
}

/* One family more in each area of which both Stars have a reading. */
static Datum
add_pair(FunctionCallInfo fcinfo, OutcomeStar start, OutcomeStar latest)
{
	OutcomeStar both = areas_with_readings(start) & areas_with_readings(latest);
	ArrayType *state = state_getarg(fcinfo, 2, highest_area(both));
	Counts *counts = counts_of_area(state, 2, 1);

	start &= both;
	latest &= both;
	for (; start != EMPTY_STAR; start <<= 4, latest <<= 4, counts = next_counts(counts, 2))
	{
		int from = held_in_area(start, 1);
		int to = held_in_area(latest, 1);

		if (from != NO_READING)
			counts_increment(counts, (from - 1) * READINGS + to - 1, 1);
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(area_counts_add_pair);
Datum
area_counts_add_pair(PG_FUNCTION_ARGS)
{
	return add_pair(fcinfo, PG_GETARG_OUTCOME_STAR(1), PG_GETARG_OUTCOME_STAR(2));
}

/* A journey of one Star is no comparison. */
PG_FUNCTION_INFO_V1(area_counts_add_journey);
Datum
area_counts_add_journey(PG_FUNCTION_ARGS)
{
	OutcomeStar start, latest;

	start_and_latest(star_journey_getarg(fcinfo, 1), &start, &latest);
	return add_pair(fcinfo, start, latest);
}

/* The counts of both, area by area: the combine function. */
static Datum
combine(FunctionCallInfo fcinfo, int dimensions)
{
	ArrayType *other = array_getarg(fcinfo, 1, dimensions);
	ArrayType *state = state_getarg(fcinfo, dimensions, area_count(other));

	for (int area_no = 1; area_no <= area_count(other); area_no++)
	{
		Counts *sum = counts_of_area(state, dimensions, area_no);
		Counts *counts = counts_of_area(other, dimensions, area_no);

		for (int i = 0; i < COUNTS_LENGTH(dimensions, READINGS); i++)
			counts_increment(sum, i, counts->families[i]);
	}
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(area_counts_combine_distributions);
Datum
area_counts_combine_distributions(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(area_counts_combine_matrices);
Datum
area_counts_combine_matrices(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, 2);
}

/* The array, or NULL if no family was counted: an area is only there once one was. */
static Datum
final(FunctionCallInfo fcinfo, int dimensions)
{
	ArrayType *array = array_getarg(fcinfo, 0, dimensions);

	if (area_count(array) == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(array);
}

PG_FUNCTION_INFO_V1(area_counts_final_distributions);
Datum
area_counts_final_distributions(PG_FUNCTION_ARGS)
{
	return final(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(area_counts_final_matrices);
Datum
area_counts_final_matrices(PG_FUNCTION_ARGS)
{
	return final(fcinfo, 2);
}
