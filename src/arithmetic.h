/*
 * arithmetic.h
 *		Exact arithmetic for products of counts, which 64 bits do not hold: on
 *		numerics, as Datums.
 */
#ifndef ARITHMETIC_H
#define ARITHMETIC_H

#include "outcomestar.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

static inline Datum
number(int64 value)
{
	return NumericGetDatum(int64_to_numeric(value));
}

static inline Datum
plus(Datum left, Datum right)
{
	return DirectFunctionCall2(numeric_add, left, right);
}

static inline Datum
minus(Datum left, Datum right)
{
	return DirectFunctionCall2(numeric_sub, left, right);
}

static inline Datum
times(Datum left, Datum right)
{
	return DirectFunctionCall2(numeric_mul, left, right);
}

/* To so many digits that only equal quotients, in practice, have one nearest double. */
static inline Datum
quotient(Datum numerator, Datum denominator)
{
	return DirectFunctionCall2(numeric_div,
							   DirectFunctionCall2(numeric_round, numerator, Int32GetDatum(60)),
							   denominator);
}

/* The last step: the nearest double. */
static inline double
as_double(Datum value)
{
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8, value));
}

#endif /* ARITHMETIC_H */
