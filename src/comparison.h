/*
 * comparison.h
 *		The six comparison operators and the btree support function of a type,
 *		or of a pair of types, from one function that compares its two arguments.
 */
#ifndef COMPARISON_H
#define COMPARISON_H

#include "outcomestar.h"

/*
 * Expects "static int name_compare(FunctionCallInfo fcinfo)", which returns
 * less than, equal to or greater than zero.  The SQL functions are strict.
 */
#define COMPARISON_FUNCTIONS(name)                                         \
	SHORT_FUNCTION(name##_lt, PG_RETURN_BOOL(name##_compare(fcinfo) < 0))  \
	SHORT_FUNCTION(name##_le, PG_RETURN_BOOL(name##_compare(fcinfo) <= 0)) \
	SHORT_FUNCTION(name##_eq, PG_RETURN_BOOL(name##_compare(fcinfo) == 0)) \
	SHORT_FUNCTION(name##_ne, PG_RETURN_BOOL(name##_compare(fcinfo) != 0)) \
	SHORT_FUNCTION(name##_ge, PG_RETURN_BOOL(name##_compare(fcinfo) >= 0)) \
	SHORT_FUNCTION(name##_gt, PG_RETURN_BOOL(name##_compare(fcinfo) > 0))  \
	SHORT_FUNCTION(name##_cmp, PG_RETURN_INT32(name##_compare(fcinfo)))

/* Three-way comparison of two numbers, each evaluated more than once. */
#define COMPARE(left, right) (((left) > (right)) - ((left) < (right)))

#endif /* COMPARISON_H */
