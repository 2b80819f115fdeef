/*
 * change.c
 *		What changed between two Stars of a family, or over its journey.
 */
#include "outcomestar.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/int.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "change.h"
#include "comparison.h"
#include "journey_stage.h"
#include "mean.h"
#include "star_journey.h"

/* A mean can't change by more, so wider bands are all alike. */
#define WIDEST_BAND (HIGHEST_READING - LOWEST_READING)

/* Over the journey that is an argument, start to latest Star; of one Star, over no area. */
static inline Change
change_of_journey(FunctionCallInfo fcinfo, int argument)
{
	OutcomeStar start, latest;

	start_and_latest(star_journey_getarg(fcinfo, argument), &start, &latest);
	return change_between(start, latest);
}

/* The mean over the areas of latest less start reading, not rounded; NULL without a common area. */
PG_FUNCTION_INFO_V1(change_mean_of_stars);
Datum
change_mean_of_stars(PG_FUNCTION_ARGS)
{
	Change change = change_between(PG_GETARG_OUTCOME_STAR(0), PG_GETARG_OUTCOME_STAR(1));

	return mean_of_total(fcinfo, change.total, change.areas);
}

/* The same from the start to the latest Star; NULL for one Star too. */
PG_FUNCTION_INFO_V1(change_mean_of_journey);
Datum
change_mean_of_journey(PG_FUNCTION_ARGS)
{
	Change change = change_of_journey(fcinfo, 0);

	return mean_of_total(fcinfo, change.total, change.areas);
}

/* The sum over the areas of latest less start reading; NULL without a common area. */
static inline Datum
total_of_change(FunctionCallInfo fcinfo, Change change)
{
	if (change.areas == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(change.total);
}

PG_FUNCTION_INFO_V1(change_total_of_stars);
Datum
change_total_of_stars(PG_FUNCTION_ARGS)
{
	return total_of_change(fcinfo,
						   change_between(PG_GETARG_OUTCOME_STAR(0), PG_GETARG_OUTCOME_STAR(1)));
}

/* The same from the start to the latest Star; NULL for one Star too. */
PG_FUNCTION_INFO_V1(change_total_of_journey);
Datum
change_total_of_journey(PG_FUNCTION_ARGS)
{
	return total_of_change(fcinfo, change_of_journey(fcinfo, 0));
}

/*
 * Overall change: negative if the mean change is below -band, positive if it
 * is above band.  Exactly so: the total of the changes is compared with the
 * largest whole number up to band times the number of areas.
 */

typedef enum OverallChange
{
	NEGATIVE,
	NO_CHANGE,
	POSITIVE
} OverallChange;

#define OVERALL_CHANGES 3

/* As in SQL, where a function can have a default, but an aggregate can not. */
#define DEFAULT_BAND "0.25"

typedef struct Limits
{
	int of[MOST_AREAS + 1];           /* by number of areas */
	text *names[OVERALL_CHANGES];     /* the results, made once */
	char band[FLEXIBLE_ARRAY_MEMBER]; /* the numeric they are from */
} Limits;

/* A band below zero, or none at all, is an error (22023). */
static Limits *
make_limits(MemoryContext context, Numeric band)
{
	Limits *limits;
	Datum widest = NumericGetDatum(int64_to_numeric(WIDEST_BAND));
	Datum narrowed = DirectFunctionCall2(numeric_smaller, NumericGetDatum(band), widest);

	if (numeric_is_nan(band) ||
		DatumGetBool(DirectFunctionCall2(numeric_lt, NumericGetDatum(band),
										 NumericGetDatum(int64_to_numeric(0)))))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("band of change must be zero or more, not %s",
						DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(band))))));
	context = MemoryContextSwitchTo(context);
	limits = palloc(offsetof(Limits, band) + VARSIZE(band));
	memcpy(limits->band, band, VARSIZE(band));
	limits->names[NEGATIVE] = cstring_to_text("negative");
	limits->names[NO_CHANGE] = cstring_to_text("no change");
	limits->names[POSITIVE] = cstring_to_text("positive");
	MemoryContextSwitchTo(context);
	for (int areas = 0; areas <= MOST_AREAS; areas++)
		limits->of[areas] = DatumGetInt32(DirectFunctionCall1(
			numeric_int4,
			DirectFunctionCall1(numeric_floor,
								DirectFunctionCall2(numeric_mul, narrowed,
													NumericGetDatum(int64_to_numeric(areas))))));
	return limits;
}

static Numeric
default_band(void)
{
	return DatumGetNumeric(DirectFunctionCall3(numeric_in, CStringGetDatum(DEFAULT_BAND),
											   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

static void
free_limits(Limits *limits)
{
	if (limits == NULL)
		return;
	for (int i = 0; i < OVERALL_CHANGES; i++)
		pfree(limits->names[i]);
	pfree(limits);
}

/* The limits for the band that is an argument, mostly that of the row before, or the default. */
static inline const Limits *
limits_for(FunctionCallInfo fcinfo, int argument)
{
	Limits *limits = fcinfo->flinfo->fn_extra;
	Numeric band;

	if (argument == PG_NARGS() && limits != NULL)
		return limits;
	band = argument < PG_NARGS() ? PG_GETARG_NUMERIC(argument) : default_band();
	if (limits == NULL || VARSIZE(limits->band) != VARSIZE(band) ||
		memcmp(limits->band, band, VARSIZE(band)) != 0)
	{
		fcinfo->flinfo->fn_extra = NULL;
		free_limits(limits);
		limits = make_limits(fcinfo->flinfo->fn_mcxt, band);
		fcinfo->flinfo->fn_extra = limits;
	}
	return limits;
}

/* Over no area it means nothing. */
static inline OverallChange
classify(Change change, const Limits *limits)
{
	int limit = limits->of[change.areas];

	return (OverallChange) (NO_CHANGE + (change.total > limit) - (change.total < -limit));
}

PG_FUNCTION_INFO_V1(change_overall_of_stars);
Datum
change_overall_of_stars(PG_FUNCTION_ARGS)
{
	Change change = change_between(PG_GETARG_OUTCOME_STAR(0), PG_GETARG_OUTCOME_STAR(1));
	const Limits *limits = limits_for(fcinfo, 2);

	if (change.areas == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(limits->names[classify(change, limits)]);
}

PG_FUNCTION_INFO_V1(change_overall_of_journey);
Datum
change_overall_of_journey(PG_FUNCTION_ARGS)
{
	const Limits *limits = limits_for(fcinfo, 1);
	Change change = change_of_journey(fcinfo, 0);

	if (change.areas == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(limits->names[classify(change, limits)]);
}

/*
 * The aggregate: how many families' overall change is negative, none and
 * positive; its state has them as three elements of a bigint[].  The band is the last argument;
 * without one it is the default; below zero it is an error (22023).
 */

static void
change_counts_out_of_range(void)
{
	ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					errmsg("count by overall change out of range for type %s", "bigint")));
}

/* The counts in an argument.  Another array is an error (22023), a count below zero too (22003). */
static inline int64 *
change_counts_of(ArrayType *array)
{
	int64 *counts = (int64 *) ((char *) array + ARR_OVERHEAD_NONULLS(1));

	if (VARSIZE(array) != ARR_OVERHEAD_NONULLS(1) + OVERALL_CHANGES * sizeof(int64) ||
		ARR_NDIM(array) != 1 || ARR_HASNULL(array) || ARR_LBOUND(array)[0] != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("this array is not one of counts by overall change"),
				 errdetail("It has to have three elements from 1, none NULL: how many families' "
						   "change is negative, none and positive.")));
	if ((counts[NEGATIVE] | counts[NO_CHANGE] | counts[POSITIVE]) < 0)
		change_counts_out_of_range();
	return counts;
}

/* The first argument, to be changed: itself if it is an aggregate's state, otherwise a copy. */
static inline ArrayType *
change_counts_getarg(FunctionCallInfo fcinfo)
{
	return is_in_aggregate(fcinfo) ? PG_GETARG_ARRAYTYPE_P(0) : PG_GETARG_ARRAYTYPE_P_COPY(0);
}

/* One family more, if its Stars can be compared. */
static inline Datum
count_change(FunctionCallInfo fcinfo, Change change, int band_argument)
{
	ArrayType *array = change_counts_getarg(fcinfo);
	int64 *count = change_counts_of(array) + classify(change, limits_for(fcinfo, band_argument));

	*count += change.areas > 0;
	if (unlikely(*count < 0))
		change_counts_out_of_range();
	PG_RETURN_ARRAYTYPE_P(array);
}

PG_FUNCTION_INFO_V1(change_counts_add_stars);
Datum
change_counts_add_stars(PG_FUNCTION_ARGS)
{
	return count_change(fcinfo,
						change_between(PG_GETARG_OUTCOME_STAR(1), PG_GETARG_OUTCOME_STAR(2)), 3);
}

PG_FUNCTION_INFO_V1(change_counts_add_journey);
Datum
change_counts_add_journey(PG_FUNCTION_ARGS)
{
	return count_change(fcinfo, change_of_journey(fcinfo, 1), 2);
}

/* The families of both: the combine function. */
PG_FUNCTION_INFO_V1(change_counts_combine);
Datum
change_counts_combine(PG_FUNCTION_ARGS)
{
	ArrayType *array = change_counts_getarg(fcinfo);
	int64 *counts = change_counts_of(array);
	int64 *others = change_counts_of(PG_GETARG_ARRAYTYPE_P(1));

	for (int i = 0; i < OVERALL_CHANGES; i++)
		if (pg_add_s64_overflow(counts[i], others[i], &counts[i]))
			change_counts_out_of_range();
	PG_RETURN_ARRAYTYPE_P(array);
}

/* A row of the SQL type overall_change_counts, whose columns a superuser can have altered. */
static HeapTuple
form_row_of_counts(FunctionCallInfo fcinfo, const int64 *counts)
{
	TupleDesc columns;
	Datum values[OVERALL_CHANGES];
	bool nulls[OVERALL_CHANGES] = {false};
	bool is_as_made = get_call_result_type(fcinfo, NULL, &columns) == TYPEFUNC_COMPOSITE &&
					  columns->natts == OVERALL_CHANGES;

	for (int i = 0; is_as_made && i < OVERALL_CHANGES; i++)
	{
		is_as_made = TupleDescAttr(columns, i)->atttypid == INT8OID;
		values[i] = Int64GetDatum(counts[i]);
	}
	if (!is_as_made)
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("type %s must have three columns of type %s",
							   "overall_change_counts", "bigint")));
	return heap_form_tuple(columns, values, nulls);
}

/* The counts as a row, or NULL if no family was counted. */
PG_FUNCTION_INFO_V1(change_counts_final);
Datum
change_counts_final(PG_FUNCTION_ARGS)
{
	int64 *counts = change_counts_of(PG_GETARG_ARRAYTYPE_P(0));

	if ((counts[NEGATIVE] | counts[NO_CHANGE] | counts[POSITIVE]) == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(HeapTupleGetDatum(form_row_of_counts(fcinfo, counts)));
}

/*
 * In how many areas the family progressed, maintained its stage, regressed; or
 * rose, was unchanged, fell, by reading: between two Stars, or over a journey,
 * where it is NULL for one Star.
 */

static int
count_areas_moving(OutcomeStar start, OutcomeStar latest, bool by_stage, int direction)
{
	OutcomeStar both = areas_with_readings(start) & areas_with_readings(latest);
	int areas = 0;

	for (int area_no = 1; area_no <= highest_area(both); area_no++)
	{
		int from = held_in_area(start & both, area_no);
		int to = held_in_area(latest & both, area_no);

		if (from == NO_READING)
			continue;
		if (by_stage)
		{
			from = ReadingStage(from);
			to = ReadingStage(to);
		}
		areas += COMPARE(to, from) == direction;
	}
	return areas;
}

#define AREAS(name, by_stage, direction)                                                          \
	PG_FUNCTION_INFO_V1(name##_between);                                                          \
	Datum name##_between(PG_FUNCTION_ARGS)                                                        \
	{                                                                                             \
		PG_RETURN_INT32(count_areas_moving(PG_GETARG_OUTCOME_STAR(0), PG_GETARG_OUTCOME_STAR(1),  \
										   by_stage, direction));                                 \
	}                                                                                             \
	PG_FUNCTION_INFO_V1(name);                                                                    \
	Datum name(PG_FUNCTION_ARGS)                                                                  \
	{                                                                                             \
		OutcomeStar start, latest;                                                                \
                                                                                                  \
		start_and_latest(star_journey_getarg(fcinfo, 0), &start, &latest);                        \
		if (start == EMPTY_STAR)                                                                  \
			PG_RETURN_NULL();                                                                     \
		PG_RETURN_INT32(count_areas_moving(start, latest, by_stage, direction));                  \
	}

/*
 * In how many of the areas that both Stars have a reading of does the first one
 * stand at the stage with this number or below?  Another number than 1 to 5 is
 * an error (22003).
 */
PG_FUNCTION_INFO_V1(change_areas_at_or_below);
Datum
change_areas_at_or_below(PG_FUNCTION_ARGS)
{
	OutcomeStar star = PG_GETARG_OUTCOME_STAR(0);
	OutcomeStar other = PG_GETARG_OUTCOME_STAR(1);
	OutcomeStar both = star & areas_with_readings(star) & areas_with_readings(other);
	int stage = journey_stage_check(PG_GETARG_INT32(2), NULL, NULL);
	int areas = 0;

	for (int area_no = 1; area_no <= highest_area(both); area_no++)
	{
		int reading = held_in_area(both, area_no);

		areas += reading != NO_READING && ReadingStage(reading) <= stage;
	}
	PG_RETURN_INT32(areas);
}

AREAS(change_areas_progressed, true, 1)
AREAS(change_areas_maintained, true, 0)
AREAS(change_areas_regressed, true, -1)
AREAS(change_areas_rose, false, 1)
AREAS(change_areas_unchanged, false, 0)
AREAS(change_areas_fell, false, -1)
