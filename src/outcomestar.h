/*
 * outcomestar.h
 *		What every part of the extension needs.
 */
#ifndef OUTCOMESTAR_H
#define OUTCOMESTAR_H

#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/nodes.h"

/* Input functions report errors softly where the server can (PostgreSQL 16+). */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#else
#define ereturn(context, dummy_value, ...) \
	do                                     \
	{                                      \
		(void) (context);                  \
		ereport(ERROR, __VA_ARGS__);       \
		return dummy_value;                \
	} while (0)
#endif

/* varatt.h left postgres.h in PostgreSQL 16. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* PostgreSQL 18 says before a declaration that a function does not return. */
#if PG_VERSION_NUM < 180000
#define pg_noreturn pg_attribute_noreturn()
#endif

#define WHITE_SPACE " \t\n\r\f\v"

/* How reading a part of a literal went. */
typedef enum ParseResult
{
	PARSED,
	MALFORMED,
	OUT_OF_RANGE
} ParseResult;

extern bool accept_character(const char **rest, char character);
extern ParseResult parse_element(const char **rest, int64 *number);
extern void check_message_length(StringInfo message, int expected, const char *type_name);
extern bool parse_whole_number(const char *literal, int64 *number);

/*
 * May this function change its first argument, because it is the state of an
 * aggregate?  The answer for plain aggregates, which is needed at every row,
 * takes no call.
 */
static inline bool
is_in_aggregate(FunctionCallInfo fcinfo)
{
	return likely(fcinfo->context != NULL && IsA(fcinfo->context, AggState)) ||
		   AggCheckCallContext(fcinfo, NULL);
}

#endif /* OUTCOMESTAR_H */
