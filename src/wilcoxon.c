/*
 * wilcoxon.c
 *		Did more families rise than fall than chance explains?  Wilcoxon's test
 *		of signed ranks, over a progress_matrix.
 *
 * Families that moved are ranked by how far they went, those that went as far
 * sharing the mean of their ranks.  If rising were as likely as falling, each
 * of these ranks would have either sign with the same probability.
 */
#include "outcomestar.h"

#include <math.h>

#include "arithmetic.h"
#include "counts.h"
#include "result_row.h"
#include "tail.h"

#define MOST_CHANGE (HIGHEST_READING - LOWEST_READING)

/* Up to so many families that moved, all ways to give signs to their ranks are counted: in doubles,
 * exactly. */
#define MOST_EXACT 50

enum
{
	FAMILIES,
	ROSE,
	FELL,
	UNCHANGED,
	W_PLUS,
	W_MINUS,
	Z,
	P,
	R,
	RANK_BISERIAL,
	COLUMNS
};

/* Families by how many readings (or stages) they rose or fell. */
typedef struct Changes
{
	int64 rose[MOST_CHANGE + 1];
	int64 fell[MOST_CHANGE + 1];
	int64 families, all_rose, all_fell;
} Changes;

/* No sum is out of range if that of all families is not. */
static Changes
count_changes(const Counts *matrix)
{
	Changes changes = {.families = counts_total(matrix)};

	for (int i = 0; i < counts_length(matrix); i++)
	{
		int change = i % matrix->scale - i / matrix->scale;

		if (change > 0)
		{
			changes.rose[change] += matrix->families[i];
			changes.all_rose += matrix->families[i];
		}
		else if (change < 0)
		{
			changes.fell[-change] += matrix->families[i];
			changes.all_fell += matrix->families[i];
		}
	}
	return changes;
}

/* The sums of the ranks of the families that rose and of those that fell. */
static void
sum_ranks(const Changes *changes, Datum *w_plus, Datum *w_minus)
{
	Datum half = NumericGetDatum(int64_div_fast_to_numeric(5, 1));
	Datum before = number(0);

	*w_plus = *w_minus = number(0);
	for (int change = 1; change <= MOST_CHANGE; change++)
	{
		Datum moved = number(changes->rose[change] + changes->fell[change]);
		Datum rank = plus(before, times(half, plus(moved, number(1))));

		*w_plus = plus(*w_plus, times(number(changes->rose[change]), rank));
		*w_minus = plus(*w_minus, times(number(changes->fell[change]), rank));
		before = plus(before, moved);
	}
}

/* The standard deviation of the sum of the ranks with one sign, by chance, if n families moved. */
static double
standard_deviation(const Changes *changes, double n)
{
	double ties = 0;

	for (int change = 1; change <= MOST_CHANGE; change++)
	{
		double moved = (double) (changes->rose[change] + changes->fell[change]);

		ties += moved * (moved - 1) * (moved + 1);
	}
	return sqrt((n * (n + 1) * (2 * n + 1) - ties / 2) / 24);
}

/*
 * In how many of all ways to give signs to the ranks their sum is as far from
 * the middle as it is here, or further.  Twice a rank is a whole number.
 */
static double
exact_p(const Changes *changes)
{
	double ways[MOST_EXACT * (MOST_EXACT + 1) + 1] = {
		1}; /* by twice the sum of the ranks that rose */
	double as_far = 0;
	int moved = 0, highest = 0, sum_of_rose = 0;

	for (int change = 1; change <= MOST_CHANGE; change++)
	{
		int rose = (int) changes->rose[change];
		int tied = rose + (int) changes->fell[change];
		int twice_rank = 2 * moved + tied + 1;

		for (int i = 0; i < tied; i++)
		{
			highest += twice_rank;
			for (int sum = highest; sum >= twice_rank; sum--)
				ways[sum] += ways[sum - twice_rank];
		}
		moved += tied;
		sum_of_rose += rose * twice_rank;
	}
	for (int sum = Min(sum_of_rose, highest - sum_of_rose); sum >= 0; sum--)
		as_far += ways[sum];
	return Min(ldexp(as_far, 1 - moved), 1.0);
}

/* z, p and the two sizes of effect, of n > 0 families that moved. */
static void
test_ranks(const Changes *changes, double n, Datum *values)
{
	double difference = as_double(minus(values[W_PLUS], values[W_MINUS]));
	double z = difference / 2 / standard_deviation(changes, n);

	values[Z] = Float8GetDatum(z);
	values[P] = Float8GetDatum(n <= MOST_EXACT ? exact_p(changes) : tail_normal_two_sided(z));
	values[R] = Float8GetDatum(z / sqrt((double) changes->families));
	values[RANK_BISERIAL] = Float8GetDatum(difference / (n * (n + 1) / 2));
}

PG_FUNCTION_INFO_V1(wilcoxon);
Datum
wilcoxon(PG_FUNCTION_ARGS)
{
	Changes changes = count_changes(counts_getarg(fcinfo, 0, 2, EITHER_SCALE));
	int64 moved = changes.all_rose + changes.all_fell;
	Datum values[COLUMNS] = {[FAMILIES] = Int64GetDatum(changes.families),
							 [ROSE] = Int64GetDatum(changes.all_rose),
							 [FELL] = Int64GetDatum(changes.all_fell),
							 [UNCHANGED] = Int64GetDatum(changes.families - moved)};
	bool nulls[COLUMNS] = {false};

	sum_ranks(&changes, &values[W_PLUS], &values[W_MINUS]);
	if (moved > 0)
		test_ranks(&changes, (double) moved, values);
	else
		nulls[Z] = nulls[P] = nulls[R] = nulls[RANK_BISERIAL] = true;
	return result_row(fcinfo, values, nulls);
}
