/*
 * chi_squared.c
 *		Do groups differ by more than chance?  Pearson's chi-squared of a table
 *		of counts: a row for each group, a column for each outcome.
 */
#include "outcomestar.h"

#include <math.h>

#include "common/int.h"
#include "utils/array.h"

#include "arithmetic.h"
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

/* An array that is no table of counts is an error (22023), a total out of range too (22003). */
static Table
table_getarg(FunctionCallInfo fcinfo, int argument)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);
	Table table = {0};

	if (ARR_NDIM(array) != 2 || array_contains_nulls(array))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of counts must have two dimensions, and no NULL"),
						errhint("A row for each group: array_agg(ARRAY[progressed, maintained, "
								"regressed]).")));
	table.rows = ARR_DIMS(array)[0];
	table.columns = ARR_DIMS(array)[1];
	table.counts = (const int64 *) ARR_DATA_PTR(array);
	table.row_totals = palloc0(table.rows * sizeof(int64));
	table.column_totals = palloc0(table.columns * sizeof(int64));
	for (int i = 0; i < table.rows * table.columns; i++)
	{
		if (table.counts[i] < 0)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("array of counts must have no count below zero")));
		add_to(&table.families, table.counts[i]);
		table.row_totals[i / table.columns] += table.counts[i];
		table.column_totals[i % table.columns] += table.counts[i];
	}
	return table;
}

static int
count_not_empty(const int64 *totals, int length)
{
	int not_empty = 0;

	for (int i = 0; i < length; i++)
		not_empty += totals[i] > 0;
	return not_empty;
}

typedef struct Sums
{
	double chi_squared, least_expected;
	int expected_below_5;
} Sums;

/*
 * Over the cells of which some are expected.  Observed less expected is a small
 * difference of large numbers: families times it is computed exactly.
 */
static Sums
sum_cells(const Table *table)
{
	Sums sums = {.least_expected = INFINITY};

	for (int i = 0; i < table->rows * table->columns; i++)
	{
		int64 row = table->row_totals[i / table->columns];
		int64 column = table->column_totals[i % table->columns];
		double expected, difference;

		if (row == 0 || column == 0)
			continue;
		expected = (double) row * (double) column / (double) table->families;
		difference = as_double(minus(times(number(table->counts[i]), number(table->families)),
									 times(number(row), number(column)))) /
					 (double) table->families;
		sums.chi_squared += difference * difference / expected;
		sums.least_expected = Min(sums.least_expected, expected);
		sums.expected_below_5 += expected < LEAST_EXPECTED;
	}
	return sums;
}

PG_FUNCTION_INFO_V1(chi_squared);
Datum
chi_squared(PG_FUNCTION_ARGS)
{
	Table table = table_getarg(fcinfo, 0);
	Sums sums = sum_cells(&table);
	int rows = count_not_empty(table.row_totals, table.rows);
	int columns = count_not_empty(table.column_totals, table.columns);
	int df = rows < 2 || columns < 2 ? 0 : (rows - 1) * (columns - 1);
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
