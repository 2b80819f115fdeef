/*
 * area_links.c
 *		Families by how they moved in one area and in another: the aggregate
 *		joint_changes, in one pass over the families.
 *
 * The state is the result: an array with a count for each pair of areas and
 * each pair of changes, from -9 to 9, of a fixed size.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "common/int.h"
#include "utils/array.h"

#include "outcome_star.h"

#define CHANGES (2 * HIGHEST_READING - 1)
#define PAIRS (MOST_AREAS * (MOST_AREAS - 1) / 2)
#define COUNTS (PAIRS * CHANGES * CHANGES)
#define STATE_SIZE (ARR_OVERHEAD_NONULLS(1) + COUNTS * sizeof(int64))

/* The counts of two areas, of which the second has the higher number: both from 0. */
static inline int64 *
counts_of_pair(ArrayType *state, int area, int other)
{
	return (int64 *) ARR_DATA_PTR(state) +
		   (other * (other - 1) / 2 + area) * CHANGES * CHANGES;
}

static inline bool
is_state(ArrayType *array)
{
	return VARSIZE(array) == STATE_SIZE && ARR_NDIM(array) == 1 && !ARR_HASNULL(array) &&
		   ARR_DIMS(array)[0] == COUNTS && ARR_LBOUND(array)[0] == 1;
}

static void
add_families(int64 *count, int64 families)
{
	if (families < 0 || *count < 0 || pg_add_s64_overflow(*count, families, count))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("count out of range for type %s", "bigint")));
}

/*
 * An argument that is a state, or NULL for the one that nothing was added to.
 * Another array is an error (22023).
 */
static ArrayType *
state_or_empty_getarg(FunctionCallInfo fcinfo, int argument)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);

	if (ARR_NDIM(array) == 0)
		return NULL;
	if (!is_state(array))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("this array is not one of counts of joint changes"),
						errdetail("It has to have one dimension of %d elements from 1, none NULL.",
								  COUNTS)));
	return array;
}

/* The first argument, to be changed: itself if it is the state of an aggregate, or a copy. */
static ArrayType *
state_getarg(FunctionCallInfo fcinfo)
{
	ArrayType *state = (ArrayType *) PG_GETARG_POINTER(0);

	if (likely(is_in_aggregate(fcinfo) && !VARATT_IS_EXTENDED(state) && is_state(state)))
		return state;
	state = state_or_empty_getarg(fcinfo, 0);
	if (state != NULL)
		return (ArrayType *) PG_DETOAST_DATUM_COPY(PointerGetDatum(state));
	state = palloc0(STATE_SIZE);
	SET_VARSIZE(state, STATE_SIZE);
	state->ndim = 1;
	state->elemtype = INT8OID;
	ARR_DIMS(state)[0] = COUNTS;
	ARR_LBOUND(state)[0] = 1;
	return state;
}

/* One family more in each pair of areas of which both Stars have a reading. */
PG_FUNCTION_INFO_V1(area_links_add);
Datum
area_links_add(PG_FUNCTION_ARGS)
{
	ArrayType *state = state_getarg(fcinfo);
	OutcomeStar start = PG_GETARG_OUTCOME_STAR(1);
	OutcomeStar latest = PG_GETARG_OUTCOME_STAR(2);
	OutcomeStar both = areas_with_readings(start) & areas_with_readings(latest);
	int areas[MOST_AREAS], changes[MOST_AREAS];
	int known = 0;

	for (int area_no = 1; area_no <= MOST_AREAS; area_no++)
	{
		if (held_in_area(both, area_no) == 0)
			continue;
		areas[known] = area_no - 1;
		changes[known] = held_in_area(latest, area_no) - held_in_area(start, area_no) +
						 HIGHEST_READING - LOWEST_READING;
		for (int i = 0; i < known; i++)
			add_families(counts_of_pair(state, areas[i], areas[known]) + changes[i] * CHANGES +
							 changes[known],
						 1);
		known++;
	}
	PG_RETURN_POINTER(state);
}

/* The counts of both: the combine function. */
PG_FUNCTION_INFO_V1(area_links_combine);
Datum
area_links_combine(PG_FUNCTION_ARGS)
{
	ArrayType *other = state_or_empty_getarg(fcinfo, 1);
	ArrayType *state;

	if (other == NULL)
	{
		state_or_empty_getarg(fcinfo, 0);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	state = state_getarg(fcinfo);
	for (int i = 0; i < COUNTS; i++)
		add_families(&((int64 *) ARR_DATA_PTR(state))[i], ((int64 *) ARR_DATA_PTR(other))[i]);
	PG_RETURN_POINTER(state);
}

/* The counts, or NULL if there was nobody to count. */
PG_FUNCTION_INFO_V1(area_links_final);
Datum
area_links_final(PG_FUNCTION_ARGS)
{
	ArrayType *state = state_or_empty_getarg(fcinfo, 0);

	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}
