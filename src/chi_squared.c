/*
 * chi_squared.c
 *		Do groups differ by more than chance?  Pearson's chi-squared of a table
 *		of counts: a row for each group, a column for each outcome.
 */
#include "outcomestar.h"

#include <math.h>

#include "common/int.h"
#include "utils/array.h"
#include "utils/memutils.h"

#include "arithmetic.h"
#include "chi_squared.h"
#include "result_row.h"
#include "tail.h"

/* Below this expected count, the distribution of chi-squared is no longer near that of the
 * statistic. */
#define LEAST_EXPECTED 5

enum
{
	CHI_SQUARED,
	DF,
	P,
	CRAMERS_V,
	FAMILIES,
	LEAST,
	BELOW_5,
	COLUMNS
};

typedef struct Table
{
	int rows, columns;
	const int64 *counts; /* row by row */
	int64 *row_totals, *column_totals;
	int64 families;
} Table;

static void
add_to(int64 *total, int64 count)
{
	if (pg_add_s64_overflow(*total, count, total))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("total of the array of counts is out of range for type %s", "bigint")));
}

/* A count below zero is an error (22023), a total out of range too (22003). */
static Table
table_of(const int64 *counts, int rows, int columns)
{
	Table table = {.rows = rows, .columns = columns, .counts = counts};

	table.row_totals = palloc0(rows * sizeof(int64));
	table.column_totals = palloc0(columns * sizeof(int64));
	for (int i = 0; i < rows * columns; i++)
	{
		if (counts[i] < 0)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("array of counts must have no count below zero")));
		add_to(&table.families, counts[i]);
		table.row_totals[i / columns] += counts[i];
		table.column_totals[i % columns] += counts[i];
	}
	return table;
}

/* An array that is no table of counts is an error (22023). */
static Table
table_getarg(FunctionCallInfo fcinfo, int argument)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);

	if (ARR_NDIM(array) != 2 || array_contains_nulls(array))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of counts must have two dimensions, and no NULL"),
						errhint("A row for each group: array_agg(ARRAY[progressed, maintained, "
								"regressed]).")));
	return table_of((const int64 *) ARR_DATA_PTR(array), ARR_DIMS(array)[0], ARR_DIMS(array)[1]);
}

static int
count_not_empty(const int64 *totals, int length)
{
	int not_empty = 0;

	for (int i = 0; i < length; i++)
		not_empty += totals[i] > 0;
	return not_empty;
}

static int
degrees_of_freedom(const Table *table)
{
	int rows = count_not_empty(table->row_totals, table->rows);
	int columns = count_not_empty(table->column_totals, table->columns);

	return rows < 2 || columns < 2 ? 0 : (rows - 1) * (columns - 1);
}

/* families x (observed - expected): a small difference of large numbers, computed exactly. */
static Datum
difference(const Table *table, int cell)
{
	return minus(times(number(table->counts[cell]), number(table->families)),
				 times(number(table->row_totals[cell / table->columns]),
					   number(table->column_totals[cell % table->columns])));
}

typedef struct Sums
{
	double chi_squared, least_expected;
	int expected_below_5;
} Sums;

/* Over the cells of which some are expected. */
static Sums
sum_cells(const Table *table)
{
	Sums sums = {.least_expected = INFINITY};

	for (int i = 0; i < table->rows * table->columns; i++)
	{
		int64 row = table->row_totals[i / table->columns];
		int64 column = table->column_totals[i % table->columns];
		double expected, beyond;

		if (row == 0 || column == 0)
			continue;
		expected = (double) row * (double) column / (double) table->families;
		beyond = as_double(difference(table, i)) / (double) table->families;
		sums.chi_squared += beyond * beyond / expected;
		sums.least_expected = Min(sums.least_expected, expected);
		sums.expected_below_5 += expected < LEAST_EXPECTED;
	}
	return sums;
}

typedef struct Fraction
{
	Datum numerator, denominator;
} Fraction;

static Fraction
add_fraction(Fraction sum, Datum numerator, Datum denominator)
{
	sum.numerator = plus(times(sum.numerator, denominator), times(numerator, sum.denominator));
	sum.denominator = times(sum.denominator, denominator);
	return sum;
}

/*
 * Chi-squared of small tables that are compared with one another: the sum is an
 * exact fraction until the last step, so that what is equal comes out equal,
 * whatever the order of rows and columns.  Frees what it allocates.
 */
double
chi_squared_exact(const int64 *counts, int rows, int columns, int *df)
{
	MemoryContext scratch = AllocSetContextCreate(CurrentMemoryContext, "chi_squared_exact",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(scratch);
	Table table = table_of(counts, rows, columns);
	Fraction sum = {number(0), number(1)};
	double chi_squared;

	for (int row = 0; row < rows; row++)
	{
		Fraction of_row = {number(0), number(1)};

		if (table.row_totals[row] == 0)
			continue;
		for (int cell = row * columns; cell < (row + 1) * columns; cell++)
		{
			int64 column_total = table.column_totals[cell % columns];
			Datum beyond = difference(&table, cell);

			if (column_total > 0)
				of_row = add_fraction(of_row, times(beyond, beyond), number(column_total));
		}
		sum = add_fraction(sum, of_row.numerator,
						   times(of_row.denominator, number(table.row_totals[row])));
	}
	*df = degrees_of_freedom(&table);
	chi_squared = *df == 0 ? 0
						   : as_double(quotient(sum.numerator, times(sum.denominator,
																	 number(table.families))));
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(scratch);
	return chi_squared;
}

PG_FUNCTION_INFO_V1(chi_squared);
Datum
chi_squared(PG_FUNCTION_ARGS)
{
	Table table = table_getarg(fcinfo, 0);
	Sums sums = sum_cells(&table);
	int rows = count_not_empty(table.row_totals, table.rows);
	int columns = count_not_empty(table.column_totals, table.columns);
	int df = degrees_of_freedom(&table);
	Datum values[COLUMNS] = {[DF] = Int32GetDatum(df),
							 [FAMILIES] = Int64GetDatum(table.families),
							 [LEAST] = Float8GetDatum(sums.least_expected),
							 [BELOW_5] = Int32GetDatum(sums.expected_below_5)};
	bool nulls[COLUMNS] = {
		[CHI_SQUARED] = df == 0, [P] = df == 0, [CRAMERS_V] = df == 0, [LEAST] = rows == 0};

	if (df > 0)
	{
		values[CHI_SQUARED] = Float8GetDatum(sums.chi_squared);
		values[P] = Float8GetDatum(tail_chi_squared_above(sums.chi_squared, df));
		values[CRAMERS_V] = Float8GetDatum(
			sqrt(sums.chi_squared / (double) table.families / (Min(rows, columns) - 1)));
	}
	return result_row(fcinfo, values, nulls);
}

/* The array that it is given, if it is a table of counts: for functions in SQL. */
PG_FUNCTION_INFO_V1(chi_squared_table);
Datum
chi_squared_table(PG_FUNCTION_ARGS)
{
	table_getarg(fcinfo, 0);
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}
