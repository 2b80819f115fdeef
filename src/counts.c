/*
 * counts.c
 *		Exact counts of families: what stage_distribution and progress_matrix
 *		have in common, from input and output to arithmetic.
 *
 * The functions that SQL calls here serve both types: a value says itself which
 * of the two it is.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "common/int.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "comparison.h"
#include "counts.h"

#define MOST_COUNTS (READINGS * READINGS)

#define TYPE_NAME(dimensions) ((dimensions) == 1 ? "stage_distribution" : "progress_matrix")
#define SCALE_NAME(scale) ((scale) == READINGS ? "readings" : "stages")
#define WHAT_IS_A_COUNT "A count of families is a whole number from 0 to " INT64_FORMAT "."
#define IsScale(number) ((number) == READINGS || (number) == STAGES)

static const char *const what_it_is[] = {
	[1] = "A stage_distribution is ten counts of readings or five of stages, as in {0,2,5,9,1}.",
	[2] =
		"A progress_matrix is ten rows of ten counts of readings, or five of five of stages, as in "
		"{{1,0,0,0,0},{0,2,0,0,0},{0,0,5,1,0},{0,0,0,9,0},{0,0,0,0,1}}."};

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
					errmsg("count out of range for type %s", TYPE_NAME(counts->dimensions)),
					errdetail(WHAT_IS_A_COUNT, PG_INT64_MAX)));
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
										   : TYPE_NAME(dimensions))));
}

/* A scale other than the one that the caller works on is an error (22023). */
static void
check_scale(const Counts *counts, int scale)
{
	if (scale != EITHER_SCALE && scale != counts->scale)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("this %s counts %s, but counts of %s are needed",
							   TYPE_NAME(counts->dimensions), SCALE_NAME(counts->scale),
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

/*
 * Text: the counts as an array, {0,2,5,9,1} or rows of them.
 */

/* Reads {count,...} of at most READINGS counts and sets how many there are. */
static ParseResult
parse_row(const char **rest, int64 *families, int *length)
{
	*length = 0;
	if (!accept_character(rest, '{'))
		return MALFORMED;
	do
	{
		ParseResult result =
			*length == READINGS ? MALFORMED : parse_element(rest, &families[*length]);

		if (result != PARSED)
			return result;
		if (families[(*length)++] < 0)
			return OUT_OF_RANGE;
	} while (accept_character(rest, ','));
	return accept_character(rest, '}') ? PARSED : MALFORMED;
}

/* Reads rows of equal length, as many as one is long. */
static ParseResult
parse_rows(const char **rest, int64 *families, int *length)
{
	int rows = 0;

	*length = 0;
	if (!accept_character(rest, '{'))
		return MALFORMED;
	do
	{
		int row_length;
		ParseResult result;

		if (rows == READINGS || (rows > 0 && rows == *length))
			return MALFORMED;
		result = parse_row(rest, families + (rows == 0 ? 0 : rows * *length), &row_length);
		if (result != PARSED)
			return result;
		if (rows > 0 && row_length != *length)
			return MALFORMED;
		*length = row_length;
		rows++;
	} while (accept_character(rest, ','));
	return accept_character(rest, '}') && rows == *length ? PARSED : MALFORMED;
}

/*
 * Reads what counts_out prints.  Errors, soft if escontext allows it: a count
 * out of range 22003, anything else 22P02.
 */
Datum
counts_parse(const char *literal, int dimensions, Node *escontext)
{
	const char *rest = literal;
	int64 families[MOST_COUNTS + READINGS];
	int scale;
	Counts *counts;
	ParseResult result =
		dimensions == 1 ? parse_row(&rest, families, &scale) : parse_rows(&rest, families, &scale);

	if (result == OUT_OF_RANGE)
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("count out of range for type %s: \"%s\"", TYPE_NAME(dimensions), literal),
				 errdetail(WHAT_IS_A_COUNT, PG_INT64_MAX)));
	if (result == MALFORMED || *rest != '\0' || !IsScale(scale))
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", TYPE_NAME(dimensions), literal),
				 errdetail("%s", what_it_is[dimensions])));
	counts = counts_make(dimensions, scale);
	memcpy(counts->families, families, counts_length(counts) * sizeof(int64));
	PG_RETURN_POINTER(counts);
}

PG_FUNCTION_INFO_V1(counts_out);
Datum
counts_out(PG_FUNCTION_ARGS)
{
	Counts *counts = counts_getarg(fcinfo, 0, 0, EITHER_SCALE);
	int columns = counts->scale;
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < counts_length(counts); i++)
	{
		bool first_of_row = i % columns == 0;
		bool last_of_row = i % columns == columns - 1;

		appendStringInfo(&text, "%s%s" INT64_FORMAT "%s", i > 0 ? "," : "{",
						 first_of_row && counts->dimensions == 2 ? "{" : "", counts->families[i],
						 last_of_row && counts->dimensions == 2 ? "}" : "");
	}
	appendStringInfoChar(&text, '}');
	PG_RETURN_CSTRING(text.data);
}

/*
 * Binary: version, scale, and the counts as int8, in network order.
 */

#define MESSAGE_HEADER_LENGTH 2

Datum
counts_receive(StringInfo message, int dimensions)
{
	int version = message->len - message->cursor > 0 ? pq_getmsgbyte(message) : -1;
	int scale = message->len - message->cursor > 0 ? pq_getmsgbyte(message) : -1;
	Counts *counts;

	if (version != COUNTS_VERSION || !IsScale(scale))
		ereport(ERROR, (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
						errmsg("invalid binary input for type %s: version %d, scale %d",
							   TYPE_NAME(dimensions), version, scale),
						errdetail("Version %d and scale %d or %d are known.", COUNTS_VERSION,
								  READINGS, STAGES)));
	counts = counts_make(dimensions, scale);
	check_message_length(message, counts_length(counts) * sizeof(int64), TYPE_NAME(dimensions));
	for (int i = 0; i < counts_length(counts); i++)
	{
		counts->families[i] = pq_getmsgint64(message);
		if (counts->families[i] < 0)
			counts_out_of_range(counts);
	}
	PG_RETURN_POINTER(counts);
}

PG_FUNCTION_INFO_V1(counts_send);
Datum
counts_send(PG_FUNCTION_ARGS)
{
	Counts *counts = counts_getarg(fcinfo, 0, 0, EITHER_SCALE);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint8(&message, counts->version);
	pq_sendint8(&message, counts->scale);
	for (int i = 0; i < counts_length(counts); i++)
		pq_sendint64(&message, counts->families[i]);
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* The counts as bigint[], of one or two dimensions. */
PG_FUNCTION_INFO_V1(counts_to_array);
Datum
counts_to_array(PG_FUNCTION_ARGS)
{
	Counts *counts = counts_getarg(fcinfo, 0, 0, EITHER_SCALE);
	int lengths[] = {counts->scale, counts->scale};
	int lower_bounds[] = {1, 1};
	Datum elements[MOST_COUNTS];

	for (int i = 0; i < counts_length(counts); i++)
		elements[i] = Int64GetDatum(counts->families[i]);
	PG_RETURN_ARRAYTYPE_P(construct_md_array(elements, NULL, counts->dimensions, lengths,
											 lower_bounds, INT8OID, sizeof(int64), FLOAT8PASSBYVAL,
											 TYPALIGN_DOUBLE));
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
	return comparison;
}

COMPARISON_FUNCTIONS(counts)

/* Equal values have equal counts; their number tells the scale. */
PG_FUNCTION_INFO_V1(counts_hash);
Datum
counts_hash(PG_FUNCTION_ARGS)
{
	Counts *counts = counts_getarg(fcinfo, 0, 0, EITHER_SCALE);

	return hash_any((unsigned char *) counts->families, counts_length(counts) * sizeof(int64));
}

PG_FUNCTION_INFO_V1(counts_hash_extended);
Datum
counts_hash_extended(PG_FUNCTION_ARGS)
{
	Counts *counts = counts_getarg(fcinfo, 0, 0, EITHER_SCALE);

	return hash_any_extended((unsigned char *) counts->families,
							 counts_length(counts) * sizeof(int64), PG_GETARG_INT64(1));
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
