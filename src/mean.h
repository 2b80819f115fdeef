/*
 * mean.h
 *		Means, from a total and a count.
 */
#ifndef MEAN_H
#define MEAN_H

#include "outcomestar.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

/* What a function returns: total / count as a numeric, not rounded, or NULL when the count is 0. */
static inline Datum
mean_of_total(FunctionCallInfo fcinfo, int64 total, int64 count)
{
	if (count == 0)
		PG_RETURN_NULL();
	return DirectFunctionCall2(numeric_div, NumericGetDatum(int64_to_numeric(total)),
							   NumericGetDatum(int64_to_numeric(count)));
}

#endif /* MEAN_H */
