/*
 * change.c
 *		What changed between two Stars of a family, or over its journey.
 */
#include "outcomestar.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "change.h"
#include "journey_stage.h"
#include "percentage.h"
#include "star_journey.h"

/* A mean can't change by more, so wider bands are all alike. */
#define WIDEST_BAND (HIGHEST_READING - LOWEST_READING)

Change
change_between(OutcomeStar first, OutcomeStar latest)
{
	OutcomeStar both = areas_with_readings(first) & areas_with_readings(latest);
	Change change = {count_areas(both), sum_of_areas(latest & both) - sum_of_areas(first & both)};

	return change;
}

/* Over the journey that is the first argument, first to latest Star.  False if it has but one. */
static bool
change_of_journey(FunctionCallInfo fcinfo, Change *change)
{
	OutcomeStar first, latest;

	if (!first_and_latest(fcinfo, 0, &first, &latest))
		return false;
	*change = change_between(first, latest);
	return true;
}

/* The mean over the areas of latest less first reading, not rounded; NULL without a common area. */
PG_FUNCTION_INFO_V1(mean_change_of_stars);
Datum
mean_change_of_stars(PG_FUNCTION_ARGS)
{
	Change change = change_between(PG_GETARG_OUTCOME_STAR(0), PG_GETARG_OUTCOME_STAR(1));

	return mean(fcinfo, change.total, change.areas);
}

/* The same from the first to the latest Star; NULL for one Star too. */
PG_FUNCTION_INFO_V1(mean_change_of_journey);
Datum
mean_change_of_journey(PG_FUNCTION_ARGS)
{
	Change change;

	if (!change_of_journey(fcinfo, &change))
		PG_RETURN_NULL();
	return mean(fcinfo, change.total, change.areas);
}

/*
 * Overall change: negative if the mean change is below -band, positive if it
 * is above band.  Exactly so: the total of the changes is compared with the
 * largest whole number up to band times the number of areas.
 */

typedef struct Limits
{
	int of[MOST_AREAS + 1]; /* by number of areas */
	text *negative;         /* the three results, made once */
	text *no_change;
	text *positive;
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
	limits->negative = cstring_to_text("negative");
	limits->no_change = cstring_to_text("no change");
	limits->positive = cstring_to_text("positive");
	MemoryContextSwitchTo(context);
	for (int areas = 0; areas <= MOST_AREAS; areas++)
		limits->of[areas] = DatumGetInt32(DirectFunctionCall1(
			numeric_int4,
			DirectFunctionCall1(numeric_floor,
								DirectFunctionCall2(numeric_mul, narrowed,
													NumericGetDatum(int64_to_numeric(areas))))));
	return limits;
}

static void
free_limits(Limits *limits)
{
	if (limits == NULL)
		return;
	pfree(limits->negative);
	pfree(limits->no_change);
	pfree(limits->positive);
	pfree(limits);
}

/* The limits for a band, which mostly is the one of the row before. */
static const Limits *
limits_for(FunctionCallInfo fcinfo, Numeric band)
{
	Limits *limits = fcinfo->flinfo->fn_extra;

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

static Datum
classify(FunctionCallInfo fcinfo, Change change, const Limits *limits)
{
	int limit = limits->of[change.areas];

	if (change.areas == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(change.total < -limit  ? limits->negative
					 : change.total > limit ? limits->positive
											: limits->no_change);
}

PG_FUNCTION_INFO_V1(overall_change_of_stars);
Datum
overall_change_of_stars(PG_FUNCTION_ARGS)
{
	Change change = change_between(PG_GETARG_OUTCOME_STAR(0), PG_GETARG_OUTCOME_STAR(1));

	return classify(fcinfo, change, limits_for(fcinfo, PG_GETARG_NUMERIC(2)));
}

PG_FUNCTION_INFO_V1(overall_change_of_journey);
Datum
overall_change_of_journey(PG_FUNCTION_ARGS)
{
	const Limits *limits = limits_for(fcinfo, PG_GETARG_NUMERIC(1));
	Change change;

	if (!change_of_journey(fcinfo, &change))
		PG_RETURN_NULL();
	return classify(fcinfo, change, limits);
}

/*
 * In how many areas the family's stage went up, stayed, went down: between two
 * Stars, or over a journey, where it is NULL for one Star.
 */
#define AREAS(name, condition)                                                               \
	static Datum count_##name(OutcomeStar first, OutcomeStar latest)                         \
	{                                                                                        \
		OutcomeStar both = areas_with_readings(first) & areas_with_readings(latest);         \
		int areas = 0;                                                                       \
                                                                                             \
		for (int area_no = 1; area_no <= highest_area(both); area_no++)                      \
		{                                                                                    \
			int start = ReadingStage(held_in_area(first & both, area_no));                   \
			int end = ReadingStage(held_in_area(latest & both, area_no));                    \
                                                                                             \
			areas += start != 0 && (condition);                                              \
		}                                                                                    \
		return Int32GetDatum(areas);                                                         \
	}                                                                                        \
	PG_FUNCTION_INFO_V1(areas_##name##_between);                                             \
	Datum areas_##name##_between(PG_FUNCTION_ARGS)                                           \
	{                                                                                        \
		PG_RETURN_DATUM(count_##name(PG_GETARG_OUTCOME_STAR(0), PG_GETARG_OUTCOME_STAR(1))); \
	}                                                                                        \
	PG_FUNCTION_INFO_V1(areas_##name);                                                       \
	Datum areas_##name(PG_FUNCTION_ARGS)                                                     \
	{                                                                                        \
		OutcomeStar first, latest;                                                           \
                                                                                             \
		if (!first_and_latest(fcinfo, 0, &first, &latest))                                   \
			PG_RETURN_NULL();                                                                \
		PG_RETURN_DATUM(count_##name(first, latest));                                        \
	}

AREAS(progressed, end > start)
AREAS(maintained, end == start)
AREAS(regressed, end < start)
