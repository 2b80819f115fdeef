/*
 * outcomestar.h
 *		What every part of the extension needs.
 */
#ifndef OUTCOMESTAR_H
#define OUTCOMESTAR_H

#include "postgres.h"

#include "fmgr.h"
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

/*
 * Only what PostgreSQL calls is exported, as PostgreSQL 16 does it by itself:
 * of two modules that export the same name, the one that is loaded later would
 * call the function of the other.  The rest is hidden by the option of the
 * compiler in the Makefile.
 */
#if PG_VERSION_NUM < 160000 && !defined(WIN32)
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(function)                                    \
	extern PGDLLEXPORT Datum function(PG_FUNCTION_ARGS);                 \
	extern PGDLLEXPORT const Pg_finfo_record *pg_finfo_##function(void); \
	const Pg_finfo_record *pg_finfo_##function(void)                     \
	{                                                                    \
		static const Pg_finfo_record record = {1};                       \
		return &record;                                                  \
	}                                                                    \
	extern int no_such_variable
#endif

/* A function of one line. */
#define SHORT_FUNCTION(function, return_result) \
	PG_FUNCTION_INFO_V1(function);              \
	Datum function(PG_FUNCTION_ARGS)            \
	{                                           \
		return_result;                          \
	}

#define WHITE_SPACE " \t\n\r\f\v"

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
