/*
 * tail.c
 *		Tail probabilities of the two distributions that tests need, exact far
 *		out too: a p of 1e-300 has as many good digits as one of 0.05.
 *
 * PostgreSQL has erfc and lgamma in SQL only from 16 and 18 on; libm has them.
 */
#include "outcomestar.h"

#include <float.h>
#include <math.h>

#include "tail.h"

/* Terms of a series that are smaller than this part of the sum no longer change it. */
#define NEGLIGIBLE 1e-17

/* A continued fraction that has not settled by then will not do so. */
#define MOST_TERMS 100000

/* Of a standard normal distribution, beyond z on both sides. */
double
tail_normal_two_sided(double z)
{
	return erfc(fabs(z) / sqrt(2.0));
}

/* The logarithm of y^a e^-y / Gamma(a), of which the factors overflow. */
static double
log_gamma_density(double a, double y)
{
	return a * log(y) - y - lgamma(a);
}

/* The lower part, where it is the smaller one: (1 + y/(a+1) + y^2/((a+1)(a+2)) + ...) / a. */
static double
lower_gamma(double a, double y)
{
	double term = 1.0, sum = 1.0;

	for (double k = a + 1; term > sum * NEGLIGIBLE; k++)
		sum += term *= y / k;
	return exp(log_gamma_density(a, y)) * sum / a;
}

/*
 * The logarithm of the upper part, by its continued fraction
 * 1/(y+1-a - 1(1-a)/(y+3-a - 2(2-a)/(y+5-a - ...))), from the front as Lentz does.
 */
static double
log_upper_gamma(double a, double y)
{
	double b = y + 1 - a;
	double c = INFINITY, d = 1 / b;
	double fraction = d, factor = 0;

	for (double k = 1; fabs(factor - 1) > DBL_EPSILON && k < MOST_TERMS; k++)
	{
		b += 2;
		c = b - k * (k - a) / c;
		d = 1 / (b - k * (k - a) * d);
		factor = c * d;
		fraction *= factor;
	}
	return log_gamma_density(a, y) + log(fraction);
}

/*
 * The logarithm of how much of the chi-squared distribution is above x, the
 * incomplete gamma function Q(df/2, x/2): for what is too small for a double.
 */
double
tail_log_chi_squared_above(double x, double df)
{
	double a = df / 2, y = x / 2;

	if (isnan(x))
		return x;
	if (x <= 0)
		return 0.0;
	if (isinf(x))
		return -INFINITY;
	return y < a + 1 ? log1p(-lower_gamma(a, y)) : log_upper_gamma(a, y);
}

double
tail_chi_squared_above(double x, double df)
{
	return exp(tail_log_chi_squared_above(x, df));
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
