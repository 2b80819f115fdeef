/*
 * one_byte_type.h
 *		What star_reading and journey_stage have in common: a number of one byte,
 *		passed by value.
 *
 * Expects an InputType name_type, name_check, and a macro that gets an argument
 * and checks it, like all that is stored.
 */
#ifndef ONE_BYTE_TYPE_H
#define ONE_BYTE_TYPE_H

#include "outcomestar.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"

#include "comparison.h"
#include "input.h"

/*
 * The error of name_check, binary input and output, comparison, min and max,
 * and hashing.  The hash is that of the same integer of any size, so that the
 * two can be hash-joined.
 */
#define ONE_BYTE_TYPE(name, GETARG)                                                        \
	int name##_error(int64 number, const char *literal, Node *escontext)                   \
	{                                                                                      \
		if (literal == NULL)                                                               \
			literal = psprintf(INT64_FORMAT, number);                                      \
		return DatumGetInt32(input_error(&name##_type, OUT_OF_RANGE, literal, escontext)); \
	}                                                                                      \
	PG_FUNCTION_INFO_V1(name##_recv);                                                      \
	Datum name##_recv(PG_FUNCTION_ARGS)                                                    \
	{                                                                                      \
		StringInfo message = (StringInfo) PG_GETARG_POINTER(0);                            \
                                                                                           \
		input_check_length(message, 1, #name);                                             \
		return UInt8GetDatum(name##_check(pq_getmsgbyte(message), NULL, NULL));            \
	}                                                                                      \
	PG_FUNCTION_INFO_V1(name##_send);                                                      \
	Datum name##_send(PG_FUNCTION_ARGS)                                                    \
	{                                                                                      \
		StringInfoData message;                                                            \
                                                                                           \
		pq_begintypsend(&message);                                                         \
		pq_sendint8(&message, GETARG(0));                                                  \
		PG_RETURN_BYTEA_P(pq_endtypsend(&message));                                        \
	}                                                                                      \
	static int name##_compare(FunctionCallInfo fcinfo)                                     \
	{                                                                                      \
		return COMPARE(GETARG(0), GETARG(1));                                              \
	}                                                                                      \
	COMPARISON_FUNCTIONS(name)                                                             \
	SHORT_FUNCTION(name##_larger, return UInt8GetDatum(Max(GETARG(0), GETARG(1))))         \
	SHORT_FUNCTION(name##_smaller, return UInt8GetDatum(Min(GETARG(0), GETARG(1))))        \
	SHORT_FUNCTION(name##_hash, return hash_uint32((uint32) GETARG(0)))                    \
	SHORT_FUNCTION(name##_hash_extended,                                                   \
				   return hash_uint32_extended((uint32) GETARG(0), PG_GETARG_INT64(1)))

#endif /* ONE_BYTE_TYPE_H */
