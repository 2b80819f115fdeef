/*
 * percentage_interval.c
 *		How far a percentage of few families can be relied upon: its Wilson
 *		interval.
 */
#include "outcomestar.h"

#include "arithmetic.h"
#include "result_row.h"

/*
 * Between these two lie 95 % of a standard normal distribution.  The zeros are
 * what makes quotients and square roots below be computed to as many decimals,
 * more than are printed.
 */
#define NORMAL_95 "1.9599639845400540000000000000000000000000"

#define MOST_DIGITS 16

enum
{
	LOW,
	HIGH,
	COLUMNS
};

static int
digits_getarg(FunctionCallInfo fcinfo, int argument)
{
	int digits = PG_ARGISNULL(argument) ? MOST_DIGITS : PG_GETARG_INT32(argument);

	if (digits < 0 || digits > MOST_DIGITS)
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("number of digits %d is out of range", digits),
						errdetail("An interval has 0 to %d digits after the point.", MOST_DIGITS)));
	return digits;
}

static bool
is_number(Datum value)
{
	return !numeric_is_nan(DatumGetNumeric(value)) && !numeric_is_inf(DatumGetNumeric(value));
}

static bool
is_less(Datum left, Datum right)
{
	return DatumGetBool(DirectFunctionCall2(numeric_lt, left, right));
}

static void
check_part(Datum part, Datum base)
{
	if (!is_number(part) || !is_number(base) || is_less(part, number(0)) || is_less(base, part))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("part must be from 0 to base, which is %s, not %s",
							   DatumGetCString(DirectFunctionCall1(numeric_out, base)),
							   DatumGetCString(DirectFunctionCall1(numeric_out, part)))));
}

/* 100 * value / base, rounded. */
static Datum
rounded_percentage(Datum value, Datum base, int digits)
{
	Datum quotient = DirectFunctionCall2(numeric_div, times(number(100), value), base);

	return DirectFunctionCall2(numeric_round, quotient, Int32GetDatum(digits));
}

/*
 * All shares s of which part / base is not further than z standard errors,
 * sqrt(s (1 - s) / base): those between the two solutions of a quadratic
 * equation, (2 part + z^2 -+ z sqrt(z^2 + 4 part (base - part) / base)) / 2 (base + z^2).
 */
static void
wilson_interval(Datum part, Datum base, int digits, Datum *interval)
{
	Datum z = DirectFunctionCall3(numeric_in, CStringGetDatum(NORMAL_95),
								  ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	Datum square = times(z, z);
	Datum product = times(number(4), times(part, minus(base, part)));
	Datum under_root = plus(square, DirectFunctionCall2(numeric_div, product, base));
	Datum spread = times(z, DirectFunctionCall1(numeric_sqrt, under_root));
	Datum middle = plus(times(number(2), part), square);
	Datum whole = times(number(2), plus(base, square));

	interval[LOW] = rounded_percentage(minus(middle, spread), whole, digits);
	interval[HIGH] = rounded_percentage(plus(middle, spread), whole, digits);
}

/* Both columns are NULL if part or base is NULL, or base is zero. */
PG_FUNCTION_INFO_V1(percentage_interval);
Datum
percentage_interval(PG_FUNCTION_ARGS)
{
	Datum interval[COLUMNS] = {0};
	bool is_null = PG_ARGISNULL(0) || PG_ARGISNULL(1);
	int digits = digits_getarg(fcinfo, 2);

	if (!is_null)
	{
		check_part(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1));
		is_null = !is_less(number(0), PG_GETARG_DATUM(1));
	}
	if (!is_null)
		wilson_interval(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1), digits, interval);
	return result_row(fcinfo, interval, (bool[COLUMNS]){is_null, is_null});
}
