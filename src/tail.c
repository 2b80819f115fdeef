/*
 * tail.c
 *		Tail probabilities of the two distributions that tests need, exact far
 *		out too: a p of 1e-300 has as many good digits as one of 0.05.
 *
 * PostgreSQL has erfc and lgamma in SQL only from 16 and 18 on; libm has them.
 */
#include "outcomestar.h"

#include <math.h>

#include "tail.h"

/* Terms of a series that are smaller than this part of the sum no longer change it. */
#define NEGLIGIBLE 1e-17

/* Of a standard normal distribution, beyond z on both sides. */
double
tail_normal_two_sided(double z)
{
	return erfc(fabs(z) / sqrt(2.0));
}

/* y^power e^-y / Gamma(power + 1), in logarithms, as its factors overflow. */
static double
gamma_density(double y, double power)
{
	return exp(power * log(y) - y - lgamma(power + 1));
}

/* The lower part, where it is the smaller one: 1 + y/(a+1) + y^2/((a+1)(a+2)) + ... */
static double
lower_gamma(double a, double y)
{
	double term = 1.0, sum = 1.0;

	for (double k = a + 1; term > sum * NEGLIGIBLE; k++)
		sum += term *= y / k;
	return gamma_density(y, a) * sum;
}

/*
 * The upper part: 1 + (a-1)/y + (a-1)(a-2)/y^2 + ..., which for whole a ends by
 * itself, and for others at a = 1/2, whose upper part is an erfc.
 */
static double
upper_gamma(double a, double y)
{
	double term = 1.0, sum = 0.0;
	double rest = a == floor(a) ? 0.0 : erfc(sqrt(y));

	for (double k = a - 1; k >= 0 && term > sum * NEGLIGIBLE; k--)
	{
		sum += term;
		term *= k / y;
	}
	return sum == 0 ? rest : gamma_density(y, a - 1) * sum + rest;
}

/* Of the chi-squared distribution, above x: the incomplete gamma function Q(df/2, x/2). */
double
tail_chi_squared_above(double x, double df)
{
	double a = df / 2, y = x / 2;

	if (isnan(x))
		return x;
	if (x <= 0)
		return 1.0;
	if (isinf(x))
		return 0.0;
	return y < a + 1 ? 1.0 - lower_gamma(a, y) : upper_gamma(a, y);
}

PG_FUNCTION_INFO_V1(tail_normal);
Datum
tail_normal(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(tail_normal_two_sided(PG_GETARG_FLOAT8(0)));
}

PG_FUNCTION_INFO_V1(tail_chi_squared);
Datum
tail_chi_squared(PG_FUNCTION_ARGS)
{
	int df = PG_GETARG_INT32(1);

	if (df < 1)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("number of degrees of freedom must be 1 or more, not %d", df)));
	PG_RETURN_FLOAT8(tail_chi_squared_above(PG_GETARG_FLOAT8(0), df));
}
