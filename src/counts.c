/*
 * counts.c
 *		Exact counts of families: what stage_distribution and progress_matrix
 *		have in common, but for counts_io.c.
 *
 * The functions that SQL calls here serve both types: a value says itself which
 * of the two it is.
 */
#include "outcomestar.h"

#include "common/hashfn.h"
#include "common/int.h"

#include "comparison.h"
#include "counts.h"

#define SCALE_NAME(scale) ((scale) == READINGS ? "readings" : "stages")

/* All zeros. */
Counts *
counts_make(int dimensions, int scale)
{
	Size size = COUNTS_SIZE(COUNTS_LENGTH(dimensions, scale));
	Counts *counts = palloc0(size);

	SET_VARSIZE(counts, size);
	counts->version = COUNTS_VERSION;
	counts->dimensions = dimensions;
	counts->scale = scale;
	return counts;
}

/*
 * Counting, combining, subtracting: a count below zero or above int8 is an
 * error (22003), never a wrong figure.
 */
void
counts_out_of_range(const Counts *counts)
{
	ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					errmsg("count out of range for type %s", COUNTS_TYPE_NAME(counts->dimensions)),
					errdetail(WHAT_IS_A_COUNT)));
}

/*
 * No value with another header gets past here.  dimensions is what the SQL
 * type promises, or 0 where either will do.
 */
static void
check_header(const Counts *counts, int dimensions)
{
	if ((dimensions != 2 &&
		 (counts_header_is(counts, 1, READINGS) || counts_header_is(counts, 1, STAGES))) ||
		(dimensions != 1 &&
		 (counts_header_is(counts, 2, READINGS) || counts_header_is(counts, 2, STAGES))))
		return;
	ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
					errmsg("invalid stored value of type %s",
						   dimensions == 0 ? "stage_distribution or progress_matrix"
										   : COUNTS_TYPE_NAME(dimensions))));
}

/* A scale other than the one that the caller works on is an error (22023). */
static void
check_scale(const Counts *counts, int scale)
{
	if (scale != EITHER_SCALE && scale != counts->scale)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("this %s counts %s, but counts of %s are needed",
							   COUNTS_TYPE_NAME(counts->dimensions), SCALE_NAME(counts->scale),
							   SCALE_NAME(scale)),
						scale == STAGES
							? errhint("by_stage() turns counts of readings into counts of stages.")
							: errhint("Build it from readings: stages do not tell the readings.")));
}

/* An argument of one of the two types, of which the header is checked. */
static Counts *
argument_with_header(FunctionCallInfo fcinfo, int argument, int dimensions, int scale)
{
	Counts *counts = (Counts *) PG_GETARG_VARLENA_P(argument);

	check_header(counts, dimensions);
	check_scale(counts, scale);
	return counts;
}

/* A count below zero is an error (22003). */
void
counts_check_signs(const Counts *counts)
{
	int64 signs = 0;

	for (int i = 0, length = counts_length(counts); i < length; i++)
		signs |= counts->families[i];
	if (signs < 0)
		counts_out_of_range(counts);
}

/*
 * An argument of one of the two types, checked from header to last count.
 * dimensions may be 0, scale EITHER_SCALE.
 */
Counts *
counts_getarg(FunctionCallInfo fcinfo, int argument, int dimensions, int scale)
{
	Counts *counts = argument_with_header(fcinfo, argument, dimensions, scale);

	counts_check_signs(counts);
	return counts;
}

/*
 * The first argument, to be changed: itself when it is the state of an
 * aggregate, otherwise a copy, because it is somebody's value.  A state that
 * comes straight from a table can be compressed or have a short header; the
 * executor keeps the copy we return then.
 */
Counts *
counts_to_change(FunctionCallInfo fcinfo, int dimensions, int scale)
{
	Counts *counts = (Counts *) PG_GETARG_POINTER(0);
	bool is_value = VARATT_IS_EXTENDED(counts) || !is_in_aggregate(fcinfo);

	if (is_value)
		counts = (Counts *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	check_header(counts, dimensions);
	check_scale(counts, scale);
	if (is_value)
		counts_check_signs(counts);
	return counts;
}

static int
weight_of(Weight weight, int start, int latest, int threshold)
{
	switch (weight)
	{
		case WEIGH_FAMILY:
			return 1;
		case WEIGH_READING:
			return start;
		case WEIGH_CHANGE:
			return latest - start;
		case WEIGH_ROSE:
			return latest > start;
		case WEIGH_UNCHANGED:
			return latest == start;
		case WEIGH_FELL:
			return latest < start;
		case WEIGH_TOP_TO_TOP:
			return start == HIGHEST_STAGE && latest == HIGHEST_STAGE;
		case WEIGH_CROSSED:
			return start < threshold && latest >= threshold;
	}
	pg_unreachable();
}

/*
 * The sum of a weight over all families: each figure of a summary is one, or a
 * quotient of two.  The latest reading of a stage_distribution is 0.
 */
int64
counts_weigh(const Counts *counts, Weight weight, int threshold)
{
	int columns = counts->dimensions == 1 ? 1 : counts->scale;
	int64 sum = 0;

	for (int i = 0; i < counts_length(counts); i++)
	{
		int latest = counts->dimensions == 1 ? 0 : i % columns + 1;
		int64 product;

		if (pg_mul_s64_overflow(counts->families[i],
								weight_of(weight, i / columns + 1, latest, threshold), &product) ||
			pg_add_s64_overflow(sum, product, &sum))
			counts_out_of_range(counts);
	}
	return sum;
}

/* The number of families counted. */
int64
counts_total(const Counts *counts)
{
	return counts_weigh(counts, WEIGH_FAMILY, 0);
}

/* Counts of readings by the stages at which they stand; counts of stages as they are. */
Counts *
counts_by_stage(const Counts *counts)
{
	Counts *stages = counts_make(counts->dimensions, STAGES);

	for (int i = 0; i < counts_length(counts); i++)
	{
		int position = i;

		if (counts->scale == READINGS)
			position =
				counts->dimensions == 1 ? i / 2 : i / READINGS / 2 * STAGES + i % READINGS / 2;
		counts_increment(stages, position, counts->families[i]);
	}
	return stages;
}

/* Counts of stages before counts of readings, then count by count. */
static int
counts_compare(FunctionCallInfo fcinfo)
{
	Counts *left = counts_getarg(fcinfo, 0, 0, EITHER_SCALE);
	Counts *right = counts_getarg(fcinfo, 1, left->dimensions, EITHER_SCALE);
	int comparison = COMPARE(left->scale, right->scale);

	for (int i = 0; comparison == 0 && i < counts_length(left); i++)
		comparison = COMPARE(left->families[i], right->families[i]);
	/* a sort calls this again and again in one context */
	PG_FREE_IF_COPY(left, 0);
	PG_FREE_IF_COPY(right, 1);
	return comparison;
}

COMPARISON_FUNCTIONS(counts)

/* Equal values have equal counts; their number tells the scale. */
PG_FUNCTION_INFO_V1(counts_hash);
Datum
counts_hash(PG_FUNCTION_ARGS)
{
	Counts *counts = counts_getarg(fcinfo, 0, 0, EITHER_SCALE);
	Datum hash =
		hash_any((unsigned char *) counts->families, counts_length(counts) * sizeof(int64));

	PG_FREE_IF_COPY(counts, 0);
	PG_RETURN_DATUM(hash);
}

PG_FUNCTION_INFO_V1(counts_hash_extended);
Datum
counts_hash_extended(PG_FUNCTION_ARGS)
{
	Counts *counts = counts_getarg(fcinfo, 0, 0, EITHER_SCALE);

	Datum hash = hash_any_extended((unsigned char *) counts->families,
								   counts_length(counts) * sizeof(int64), PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(counts, 0);
	PG_RETURN_DATUM(hash);
}

/*
 * Addition and its exact inverse: the operators + and -, the combine function
 * of the aggregates, and both ways of sum.  They change their first
 * argument only if that is the state of an aggregate.  Counts of readings and
 * of stages do not mix (22023).  A count that was or becomes negative, which a
 * sum out of range does, shows in the signs of all, looked at once.
 */

PG_FUNCTION_INFO_V1(counts_add);
Datum
counts_add(PG_FUNCTION_ARGS)
{
	Counts *sum = counts_to_change(fcinfo, 0, EITHER_SCALE);
	Counts *other = argument_with_header(fcinfo, 1, sum->dimensions, sum->scale);
	int length = counts_length(sum);
	int64 signs = 0;

	for (int i = 0; i < length; i++)
	{
		signs |= sum->families[i] | other->families[i];
		sum->families[i] = (int64) ((uint64) sum->families[i] + (uint64) other->families[i]);
		signs |= sum->families[i];
	}
	if (signs < 0)
		counts_out_of_range(sum);
	PG_RETURN_POINTER(sum);
}

PG_FUNCTION_INFO_V1(counts_subtract);
Datum
counts_subtract(PG_FUNCTION_ARGS)
{
	Counts *difference = counts_to_change(fcinfo, 0, EITHER_SCALE);
	Counts *other = argument_with_header(fcinfo, 1, difference->dimensions, difference->scale);
	int length = counts_length(difference);
	int64 signs = 0;

	for (int i = 0; i < length; i++)
	{
		signs |= difference->families[i] | other->families[i];
		difference->families[i] -= other->families[i];
		signs |= difference->families[i];
	}
	if (signs < 0)
		counts_out_of_range(difference);
	PG_RETURN_POINTER(difference);
}

/* The final function of the aggregates: NULL when nothing was counted. */
PG_FUNCTION_INFO_V1(counts_final);
Datum
counts_final(PG_FUNCTION_ARGS)
{
	Counts *counts = counts_getarg(fcinfo, 0, 0, EITHER_SCALE);

	for (int i = 0; i < counts_length(counts); i++)
		if (counts->families[i] != 0)
			PG_RETURN_POINTER(counts);
	PG_RETURN_NULL();
}

/* The number of families counted. */
PG_FUNCTION_INFO_V1(counts_family_count);
Datum
counts_family_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(counts_total(counts_getarg(fcinfo, 0, 0, EITHER_SCALE)));
}
