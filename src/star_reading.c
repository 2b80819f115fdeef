/*
 * star_reading.c
 *		The type star_reading: one reading of a Star, a whole number from 1 to 10.
 *
 * It is a base type rather than a domain over smallint for its size of one
 * byte, for errors that name it and say what is allowed, and for a binary form
 * of its own.
 */
#include "outcomestar.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "comparison.h"
#include "star_reading.h"

/* What star_reading_check reports. */
int
star_reading_error(int64 number, const char *literal, Node *escontext)
{
	ereturn(escontext, 0,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value \"%s\" is out of range for type %s",
					literal ? literal : psprintf(INT64_FORMAT, number), "star_reading"),
			 errdetail(WHAT_IS_A_READING)));
}

/* Not a whole number: 22P02; a number that is no reading: 22003. */
static Datum
star_reading_from_text(const char *literal, Node *escontext)
{
	int64 number;

	if (!parse_whole_number(literal, &number))
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "star_reading", literal),
				 errdetail(WHAT_IS_A_READING)));
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

/* The binary form is the one byte. */
PG_FUNCTION_INFO_V1(star_reading_recv);
Datum
star_reading_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);

	check_message_length(message, 1, "star_reading");
	PG_RETURN_STAR_READING(star_reading_check(pq_getmsgbyte(message), NULL, NULL));
}

PG_FUNCTION_INFO_V1(star_reading_send);
Datum
star_reading_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint8(&message, PG_GETARG_STAR_READING(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* Casts to and from the built-in numbers. */
#define CAST_FUNCTION(function, return_cast) \
	PG_FUNCTION_INFO_V1(function);           \
	Datum function(PG_FUNCTION_ARGS)         \
	{                                        \
		return_cast;                         \
	}

CAST_FUNCTION(star_reading_to_int2, PG_RETURN_INT16(PG_GETARG_STAR_READING(0)))
CAST_FUNCTION(star_reading_to_int4, PG_RETURN_INT32(PG_GETARG_STAR_READING(0)))
CAST_FUNCTION(star_reading_to_int8, PG_RETURN_INT64(PG_GETARG_STAR_READING(0)))
CAST_FUNCTION(star_reading_to_numeric,
			  PG_RETURN_NUMERIC(int64_to_numeric(PG_GETARG_STAR_READING(0))))

CAST_FUNCTION(int2_to_star_reading,
			  PG_RETURN_STAR_READING(star_reading_check(PG_GETARG_INT16(0), NULL, NULL)))
CAST_FUNCTION(int4_to_star_reading,
			  PG_RETURN_STAR_READING(star_reading_check(PG_GETARG_INT32(0), NULL, NULL)))
CAST_FUNCTION(int8_to_star_reading,
			  PG_RETURN_STAR_READING(star_reading_check(PG_GETARG_INT64(0), NULL, NULL)))

/*
 * 7 and 7.00 are the same reading; 6.5 is none, and rounding it would invent
 * one.  Without its trailing zeros a number has just one text to judge.
 */
PG_FUNCTION_INFO_V1(numeric_to_star_reading);
Datum
numeric_to_star_reading(PG_FUNCTION_ARGS)
{
	Datum trimmed = DirectFunctionCall1(numeric_trim_scale, PG_GETARG_DATUM(0));

	return star_reading_from_text(DatumGetCString(DirectFunctionCall1(numeric_out, trimmed)), NULL);
}

/* Comparisons, also with the integers, so that "reading = 7" can use an index. */
#define READING_COMPARISON_FUNCTIONS(name, left, right) \
	static int name##_compare(FunctionCallInfo fcinfo)  \
	{                                                   \
		return COMPARE(left, right);                    \
	}                                                   \
	COMPARISON_FUNCTIONS(name)

READING_COMPARISON_FUNCTIONS(star_reading, PG_GETARG_STAR_READING(0), PG_GETARG_STAR_READING(1))
READING_COMPARISON_FUNCTIONS(star_reading_int2, PG_GETARG_STAR_READING(0), PG_GETARG_INT16(1))
READING_COMPARISON_FUNCTIONS(star_reading_int4, PG_GETARG_STAR_READING(0), PG_GETARG_INT32(1))
READING_COMPARISON_FUNCTIONS(star_reading_int8, PG_GETARG_STAR_READING(0), PG_GETARG_INT64(1))
READING_COMPARISON_FUNCTIONS(int2_star_reading, PG_GETARG_INT16(0), PG_GETARG_STAR_READING(1))
READING_COMPARISON_FUNCTIONS(int4_star_reading, PG_GETARG_INT32(0), PG_GETARG_STAR_READING(1))
READING_COMPARISON_FUNCTIONS(int8_star_reading, PG_GETARG_INT64(0), PG_GETARG_STAR_READING(1))

PG_FUNCTION_INFO_V1(star_reading_larger);
Datum
star_reading_larger(PG_FUNCTION_ARGS)
{
	PG_RETURN_STAR_READING(Max(PG_GETARG_STAR_READING(0), PG_GETARG_STAR_READING(1)));
}

PG_FUNCTION_INFO_V1(star_reading_smaller);
Datum
star_reading_smaller(PG_FUNCTION_ARGS)
{
	PG_RETURN_STAR_READING(Min(PG_GETARG_STAR_READING(0), PG_GETARG_STAR_READING(1)));
}

/* A reading hashes like the same integer of any size, so that they can be hash-joined. */
PG_FUNCTION_INFO_V1(star_reading_hash);
Datum
star_reading_hash(PG_FUNCTION_ARGS)
{
	return hash_uint32((uint32) PG_GETARG_STAR_READING(0));
}

PG_FUNCTION_INFO_V1(star_reading_hash_extended);
Datum
star_reading_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_uint32_extended((uint32) PG_GETARG_STAR_READING(0), PG_GETARG_INT64(1));
}
