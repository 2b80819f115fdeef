/*
 * star_reading.c
 *		The type star_reading: one reading of a Star, a whole number from 1 to 10.
 *
 * It is a base type rather than a domain over smallint for its size of one
 * byte, for errors that name it and say what is allowed, and for a binary form
 * of its own.
 */
#include "outcomestar.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "one_byte_type.h"
#include "star_reading.h"

static const InputType star_reading_type = {.name = "star_reading",
											.what_it_is = WHAT_IS_A_READING};

ONE_BYTE_TYPE(star_reading, PG_GETARG_STAR_READING)

/* Not a whole number: 22P02; a number that is no reading: 22003. */
static Datum
star_reading_from_text(const char *literal, Node *escontext)
{
	int64 number;

	if (!input_whole_number(literal, &number))
		return input_error(&star_reading_type, MALFORMED, literal, escontext);
	PG_RETURN_STAR_READING(star_reading_check(number, literal, escontext));
}

PG_FUNCTION_INFO_V1(star_reading_in);
Datum
star_reading_in(PG_FUNCTION_ARGS)
{
	return star_reading_from_text(PG_GETARG_CSTRING(0), fcinfo->context);
}

PG_FUNCTION_INFO_V1(star_reading_out);
Datum
star_reading_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(psprintf("%d", PG_GETARG_STAR_READING(0)));
}

/* Casts to and from the built-in numbers. */
SHORT_FUNCTION(star_reading_to_int2, PG_RETURN_INT16(PG_GETARG_STAR_READING(0)))
SHORT_FUNCTION(star_reading_to_int4, PG_RETURN_INT32(PG_GETARG_STAR_READING(0)))
SHORT_FUNCTION(star_reading_to_int8, PG_RETURN_INT64(PG_GETARG_STAR_READING(0)))
SHORT_FUNCTION(star_reading_to_numeric,
			   PG_RETURN_NUMERIC(int64_to_numeric(PG_GETARG_STAR_READING(0))))

SHORT_FUNCTION(star_reading_from_int2,
			   PG_RETURN_STAR_READING(star_reading_check(PG_GETARG_INT16(0), NULL, NULL)))
SHORT_FUNCTION(star_reading_from_int4,
			   PG_RETURN_STAR_READING(star_reading_check(PG_GETARG_INT32(0), NULL, NULL)))
SHORT_FUNCTION(star_reading_from_int8,
			   PG_RETURN_STAR_READING(star_reading_check(PG_GETARG_INT64(0), NULL, NULL)))

/*
 * 7 and 7.00 are the same reading; 6.5 is none, and rounding it would invent
 * one.  Without its trailing zeros a number has just one text to judge.
 */
PG_FUNCTION_INFO_V1(star_reading_from_numeric);
Datum
star_reading_from_numeric(PG_FUNCTION_ARGS)
{
	Datum trimmed = DirectFunctionCall1(numeric_trim_scale, PG_GETARG_DATUM(0));

	return star_reading_from_text(DatumGetCString(DirectFunctionCall1(numeric_out, trimmed)), NULL);
}

/* Comparisons with the integers, so that "reading = 7" can use an index. */
#define READING_COMPARISON_FUNCTIONS(name, left, right) \
	static int name##_compare(FunctionCallInfo fcinfo)  \
	{                                                   \
		return COMPARE(left, right);                    \
	}                                                   \
	COMPARISON_FUNCTIONS(name)

READING_COMPARISON_FUNCTIONS(star_reading_int2, PG_GETARG_STAR_READING(0), PG_GETARG_INT16(1))
READING_COMPARISON_FUNCTIONS(star_reading_int4, PG_GETARG_STAR_READING(0), PG_GETARG_INT32(1))
READING_COMPARISON_FUNCTIONS(star_reading_int8, PG_GETARG_STAR_READING(0), PG_GETARG_INT64(1))
READING_COMPARISON_FUNCTIONS(star_reading_after_int2, PG_GETARG_INT16(0), PG_GETARG_STAR_READING(1))
READING_COMPARISON_FUNCTIONS(star_reading_after_int4, PG_GETARG_INT32(0), PG_GETARG_STAR_READING(1))
READING_COMPARISON_FUNCTIONS(star_reading_after_int8, PG_GETARG_INT64(0), PG_GETARG_STAR_READING(1))
