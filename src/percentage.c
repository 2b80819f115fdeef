/*
 * percentage.c
 *		Percentages, rounded half away from zero, once, on the exact value.
 */
#include "outcomestar.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#define MOST_DIGITS 100

/* 10 to a power, exactly, whatever its sign. */
static Datum
power_of_ten(int exponent)
{
	return DirectFunctionCall3(numeric_in, CStringGetDatum(psprintf("1e%d", exponent)),
							   ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

/*
 * part as a percentage of base, both numeric, to a number of digits after the
 * point (0 to 100), or unrounded if that is NULL.  NULL if part or base is
 * NULL, or base is zero.
 *
 * numeric's own division is rounded to some 16 digits, and rounding its result
 * would round twice.  Cut off one digit further on instead, a quotient rounds
 * half away from zero just as the exact one does.
 */
PG_FUNCTION_INFO_V1(percentage);
Datum
percentage(PG_FUNCTION_ARGS)
{
	Datum part, base, quotient;
	int digits;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	part = DirectFunctionCall2(numeric_mul, PG_GETARG_DATUM(0),
							   NumericGetDatum(int64_to_numeric(100)));
	base = PG_GETARG_DATUM(1);
	if (DatumGetBool(DirectFunctionCall2(numeric_eq, base, NumericGetDatum(int64_to_numeric(0)))))
		PG_RETURN_NULL();
	if (PG_ARGISNULL(2))
		return DirectFunctionCall2(numeric_div, part, base);
	digits = PG_GETARG_INT32(2);
	if (digits < 0 || digits > MOST_DIGITS)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("number of digits %d is out of range", digits),
				 errdetail("A percentage has 0 to %d digits after the point.", MOST_DIGITS)));
	quotient = DirectFunctionCall2(
		numeric_div_trunc, DirectFunctionCall2(numeric_mul, part, power_of_ten(digits + 1)), base);
	return DirectFunctionCall2(
		numeric_round, DirectFunctionCall2(numeric_mul, quotient, power_of_ten(-digits - 1)),
		Int32GetDatum(digits));
}
