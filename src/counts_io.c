/*
 * counts_io.c
 *		Counts as text, in binary form, and as an array.
 *
 * The functions that SQL calls here serve both types: a value says itself which
 * of the two it is.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "counts.h"
#include "input.h"

#define MOST_COUNTS (READINGS * READINGS)

#define IsScale(number) ((number) == READINGS || (number) == STAGES)

static const InputType counts_types[] = {
	[1] = {COUNTS_TYPE_NAME(1),
		   "A stage_distribution is ten counts of readings or five of stages, as in {0,2,5,9,1}.",
		   "count", WHAT_IS_A_COUNT},
	[2] = {
		COUNTS_TYPE_NAME(2),
		"A progress_matrix is ten rows of ten counts of readings, or five of five of stages, as in "
		"{{1,0,0,0,0},{0,2,0,0,0},{0,0,5,1,0},{0,0,0,9,0},{0,0,0,0,1}}.",
		"count", WHAT_IS_A_COUNT}};

/*
 * Text: the counts as an array, {0,2,5,9,1} or rows of them.
 */

/* Reads {count,...} of at most READINGS counts and sets how many there are. */
static ParseResult
parse_row(const char **rest, int64 *families, int *length)
{
	*length = 0;
	if (!input_accept(rest, '{'))
		return MALFORMED;
	do
	{
		ParseResult result =
			*length == READINGS ? MALFORMED : input_element(rest, &families[*length]);

		if (result != PARSED)
			return result;
		if (families[(*length)++] < 0)
			return OUT_OF_RANGE;
	} while (input_accept(rest, ','));
	return input_accept(rest, '}') ? PARSED : MALFORMED;
}

/* Reads rows of equal length, as many as one is long. */
static ParseResult
parse_rows(const char **rest, int64 *families, int *length)
{
	int rows = 0;

	*length = 0;
	if (!input_accept(rest, '{'))
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
	} while (input_accept(rest, ','));
	return input_accept(rest, '}') && rows == *length ? PARSED : MALFORMED;
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

	if (result == PARSED && (*rest != '\0' || !IsScale(scale)))
		result = MALFORMED;
	if (result != PARSED)
		return input_error(&counts_types[dimensions], result, literal, escontext);
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
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid binary input for type %s: version %d, scale %d",
							   COUNTS_TYPE_NAME(dimensions), version, scale),
						errdetail("Version %d and scale %d or %d are known.", COUNTS_VERSION,
								  READINGS, STAGES)));
	counts = counts_make(dimensions, scale);
	input_check_length(message, counts_length(counts) * sizeof(int64),
					   COUNTS_TYPE_NAME(dimensions));
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

/*
 * The counts as bigint[], of one or two dimensions.
 */

ArrayType *
counts_array(const Counts *counts)
{
	int lengths[] = {counts->scale, counts->scale};
	int lower_bounds[] = {1, 1};
	Datum elements[MOST_COUNTS];

	for (int i = 0; i < counts_length(counts); i++)
		elements[i] = Int64GetDatum(counts->families[i]);
	return construct_md_array(elements, NULL, counts->dimensions, lengths, lower_bounds, INT8OID,
							  sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
}

PG_FUNCTION_INFO_V1(counts_to_array);
Datum
counts_to_array(PG_FUNCTION_ARGS)
{
	PG_RETURN_ARRAYTYPE_P(counts_array(counts_getarg(fcinfo, 0, 0, EITHER_SCALE)));
}
