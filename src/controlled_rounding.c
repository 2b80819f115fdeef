/*
 * controlled_rounding.c
 *		Counts of disjoint groups of families, the atoms, in multiples of a base, so
 *		that all figures that are sums of them still add up, and are near the true ones.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"

#define LEAST_BASE 2
#define GREATEST_BASE 1000
#define MOST_FAMILIES INT64CONST(1000000000)
#define MOST_ROUNDS 50

/* Arrays of rows: of members, of groupings.  A NULL array has no rows. */
typedef struct Table
{
	int rows;
	int columns;
	int64 *cells;
} Table;

typedef struct Rounding
{
	int members;
	int atoms;
	int groupings;
	int64 base;
	const int64 *counts;  /* of each member, by atom */
	const int64 *classes; /* of each grouping, by atom; 0 is none */
	int *first_figure;    /* of each grouping */
	int figures;
	int classes_of_first; /* of the first grouping, with 0 */
} Rounding;

static Table
table_of(FunctionCallInfo fcinfo, int argument, int dimensions, const char *what, int64 most)
{
	Table table = {0};
	ArrayType *array;
	Datum *elements;
	bool *nulls;
	int count;
	bool is_bigint;

	if (PG_ARGISNULL(argument))
		return table;
	array = PG_GETARG_ARRAYTYPE_P(argument);
	is_bigint = ARR_ELEMTYPE(array) == INT8OID;
	if (ARR_NDIM(array) != dimensions)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s must be an array of %d dimension(s) with an element", what,
							   dimensions)));
	table.rows = dimensions == 1 ? 1 : ARR_DIMS(array)[0];
	table.columns = ARR_DIMS(array)[dimensions - 1];
	deconstruct_array(array, ARR_ELEMTYPE(array), is_bigint ? 8 : 4,
					  is_bigint ? FLOAT8PASSBYVAL : true,
					  is_bigint ? TYPALIGN_DOUBLE : TYPALIGN_INT, &elements, &nulls, &count);
	table.cells = palloc(count * sizeof(int64));
	for (int i = 0; i < count; i++)
	{
		table.cells[i] = nulls[i]    ? -1
						 : is_bigint ? DatumGetInt64(elements[i])
									 : DatumGetInt32(elements[i]);
		if (table.cells[i] < 0 || table.cells[i] > most)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("array of %s must hold whole numbers from 0 to " INT64_FORMAT,
								   what, most)));
	}
	return table;
}

static int64
count_of(const Rounding *r, int member, int atom)
{
	return r->counts[(int64) member * r->atoms + atom];
}

static int64
class_of(const Rounding *r, int grouping, int atom)
{
	return r->classes[(int64) grouping * r->atoms + atom];
}

/* By how much the sum of squares of (published - true) grows if the atom gets more. */
static int64
harm(const Rounding *r, const int64 *off, int atom, int64 more)
{
	int64 sum = 0;

	for (int g = 0; g < r->groupings; g++)
	{
		int64 class = class_of(r, g, atom);

		if (class > 0)
			sum += 2 * more * off[r->first_figure[g] + class] + more * more;
	}
	return sum;
}

static void
give(const Rounding *r, int64 *off, int atom, int64 more)
{
	for (int g = 0; g < r->groupings; g++)
	{
		int64 class = class_of(r, g, atom);

		if (class > 0)
			off[r->first_figure[g] + class] += more;
	}
}

static int64
rounded_down(const Rounding *r, int64 count)
{
	return count / r->base * r->base;
}

static int64
total_of(const Rounding *r, const int64 *families, int64 class)
{
	int64 sum = 0;

	CHECK_FOR_INTERRUPTS();
	for (int j = 0; j < r->atoms; j++)
		if (class_of(r, 0, j) == class)
			sum += families[j];
	return sum;
}

/* The atom of a class that goes up with the least harm, or -1: of those that are not up and can be.
 */
static int
best_to_raise(const Rounding *r, const int64 *sums, const bool *is_up, const int64 *off,
			  int64 class, int except)
{
	int best = -1;
	int64 least = 0;

	CHECK_FOR_INTERRUPTS();
	for (int j = 0; j < r->atoms; j++)
		if (j != except && !is_up[j] && sums[j] % r->base > 0 && class_of(r, 0, j) == class)
		{
			int64 harmed = harm(r, off, j, r->base);

			if (best < 0 || harmed < least)
			{
				best = j;
				least = harmed;
			}
		}
	return best;
}

/* The atom of a class with the most families. */
static int
largest(const Rounding *r, const int64 *families, int64 class)
{
	int best = -1;

	CHECK_FOR_INTERRUPTS();
	for (int j = 0; j < r->atoms; j++)
		if (class_of(r, 0, j) == class && (best < 0 || families[j] > families[best]))
			best = j;
	return best;
}

/* Atoms of All while they are rounded: which are up, and how far each figure is off. */
typedef struct Attempt
{
	int64 *rounded; /* but for what is up */
	bool *is_up;
	int64 *off;
} Attempt;

static void
change(const Rounding *r, Attempt *attempt, int atom, int64 more)
{
	attempt->rounded[atom] += more;
	give(r, attempt->off, atom, more);
}

/* Those that harm least go up, until a class has its total. */
static void
reach_total(const Rounding *r, const int64 *sums, int64 wanted, int64 class, Attempt *attempt)
{
	int64 missing = (wanted - total_of(r, attempt->rounded, class)) / r->base, can = 0;
	int most = largest(r, sums, class);

	if (missing != 0 && most < 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of totals has families of a class without atoms")));
	for (int j = 0; j < r->atoms; j++)
		can += class_of(r, 0, j) == class && sums[j] % r->base > 0;
	/* a total from an earlier rounding may ask for more, or for less, than rounding gives */
	if (missing > can)
		change(r, attempt, most, (missing - can) * r->base);
	for (; missing < 0; missing++)
		change(r, attempt, largest(r, attempt->rounded, class), -r->base);
	for (missing = Min(missing, can); missing > 0; missing--)
	{
		int j = best_to_raise(r, sums, attempt->is_up, attempt->off, class, -1);

		attempt->is_up[j] = true;
		give(r, attempt->off, j, r->base);
	}
}

/* Exchanges one that is up for the best of its class that is not, if that helps. */
static bool
exchange(const Rounding *r, const int64 *sums, int atom, Attempt *attempt)
{
	int64 gain = harm(r, attempt->off, atom, -r->base);
	int other;

	give(r, attempt->off, atom, -r->base);
	other = best_to_raise(r, sums, attempt->is_up, attempt->off, class_of(r, 0, atom), atom);
	if (other < 0 || gain + harm(r, attempt->off, other, r->base) >= 0)
	{
		give(r, attempt->off, atom, r->base);
		return false;
	}
	attempt->is_up[atom] = false;
	attempt->is_up[other] = true;
	give(r, attempt->off, other, r->base);
	return true;
}

/* All: atoms start rounded down. */
static void
round_all(const Rounding *r, const int64 *sums, const int64 *wanted, int64 *rounded)
{
	Attempt attempt = {rounded, palloc0(r->atoms * sizeof(bool)),
					   palloc0(r->figures * sizeof(int64))};
	bool *was_up = palloc(r->atoms * sizeof(bool));
	bool better = true;

	for (int j = 0; j < r->atoms; j++)
	{
		rounded[j] = rounded_down(r, sums[j]);
		give(r, attempt.off, j, rounded[j] - sums[j]);
	}
	for (int class = 0; class < r->classes_of_first; class ++)
		reach_total(r, sums, wanted[class], class, &attempt);
	while (better)
	{
		better = false;
		memcpy(was_up, attempt.is_up, r->atoms * sizeof(bool));
		for (int j = 0; j < r->atoms; j++)
			if (was_up[j] && exchange(r, sums, j, &attempt))
				better = true;
	}
	for (int j = 0; j < r->atoms; j++)
		rounded[j] += attempt.is_up[j] ? r->base : 0;
}

/* The member with the most families in an atom, of those of a table. */
static int
largest_member(const Rounding *r, const int64 *table, int atom)
{
	int best = 0;

	CHECK_FOR_INTERRUPTS();
	for (int k = 1; k < r->members; k++)
		if (table[(int64) k * r->atoms + atom] > table[(int64) best * r->atoms + atom])
			best = k;
	return best;
}

/* Which members go up in an atom: the number given of those whom it harms least. */
static void
choose_members(const Rounding *r, int64 *const *off, int atom, int64 number, bool *chosen)
{
	for (int k = 0; k < r->members; k++)
		chosen[k] = false;
	for (; number > 0; number--)
	{
		int best = -1;
		int64 least = 0;

		CHECK_FOR_INTERRUPTS();
		for (int k = 0; k < r->members; k++)
			if (!chosen[k] && count_of(r, k, atom) % r->base > 0)
			{
				int64 harmed = harm(r, off[k], atom, r->base);

				if (best < 0 || harmed < least)
				{
					best = k;
					least = harmed;
				}
			}
		chosen[best] = true;
	}
}

typedef struct AtomSize
{
	int atom;
	int64 families;
} AtomSize;

static int
compare_sizes(const void *a, const void *b)
{
	const AtomSize *x = a, *y = b;

	if (x->families != y->families)
		return x->families > y->families ? -1 : 1;
	return x->atom - y->atom;
}

/* Members start rounded down; how many of them have to go up in an atom, so that it has its sum. */
static int64
start_members(const Rounding *r, int atom, int64 sum, int64 *rounded)
{
	int64 ups = sum, can = 0;

	for (int k = 0; k < r->members; k++)
	{
		int64 down = rounded_down(r, count_of(r, k, atom));

		rounded[(int64) k * r->atoms + atom] = down;
		ups -= down;
		can += count_of(r, k, atom) > down;
	}
	ups /= r->base;
	/* a sum that an earlier rounding has fixed may be more, or less, than rounding gives */
	for (; ups < 0; ups++)
		rounded[(int64) largest_member(r, rounded, atom) * r->atoms + atom] -= r->base;
	if (ups > can)
		rounded[(int64) largest_member(r, r->counts, atom) * r->atoms + atom] +=
			(ups - can) * r->base;
	return Min(ups, can);
}

/* Chooses the members that go up in an atom anew; is that better than before, or the first time? */
static bool
choose_again(const Rounding *r, int atom, int64 ups, bool is_first, int64 **off, bool *is_up,
			 bool *chosen)
{
	int64 gain = 0;
	bool is_better;

	for (int k = 0; k < r->members; k++)
		if (is_up[k])
			give(r, off[k], atom, -r->base);
	choose_members(r, off, atom, ups, chosen);
	for (int k = 0; k < r->members; k++)
		gain += ((int) is_up[k] - (int) chosen[k]) * harm(r, off[k], atom, r->base);
	is_better = is_first || gain > 0;
	for (int k = 0; k < r->members; k++)
	{
		if (is_better)
			is_up[k] = chosen[k];
		if (is_up[k])
			give(r, off[k], atom, r->base);
	}
	return is_better;
}

/* Members: the largest atoms first, and again until nothing changes. */
static void
round_members(const Rounding *r, const int64 *sums, const int64 *all, int64 **off, int64 *rounded)
{
	int64 *ups = palloc(r->atoms * sizeof(int64));
	bool *is_up = palloc0((int64) r->members * r->atoms * sizeof(bool)); /* by atom */
	bool *chosen = palloc(r->members * sizeof(bool));
	AtomSize *order = palloc(r->atoms * sizeof(AtomSize));
	bool changed = true;

	for (int j = 0; j < r->atoms; j++)
	{
		order[j] = (AtomSize){j, sums[j]};
		ups[j] = start_members(r, j, all[j], rounded);
	}
	for (int k = 0; k < r->members; k++)
		for (int j = 0; j < r->atoms; j++)
			give(r, off[k], j, rounded[(int64) k * r->atoms + j] - count_of(r, k, j));
	qsort(order, r->atoms, sizeof(AtomSize), compare_sizes);
	for (int round = 0; changed && round < MOST_ROUNDS; round++)
	{
		changed = false;
		for (int i = 0; i < r->atoms; i++)
		{
			int j = order[i].atom;

			CHECK_FOR_INTERRUPTS();
			if (ups[j] > 0 &&
				choose_again(r, j, ups[j], round == 0, off, is_up + (int64) j * r->members, chosen))
				changed = true;
		}
	}
	for (int k = 0; k < r->members; k++)
		for (int j = 0; j < r->atoms; j++)
			rounded[(int64) k * r->atoms + j] += is_up[(int64) j * r->members + k] ? r->base : 0;
}

/* Is a count rounded down or up, and no further? */
static bool
is_near(const Rounding *r, int64 rounded, int64 count)
{
	return rounded - count < r->base && count - rounded < r->base;
}

/* Moves one base of a class from a member that has more than its total to one that has less, where
 * it harms least. */
static bool
move_one(const Rounding *r, const Table *totals, int64 **off, int64 *rounded, int64 class)
{
	int from = -1, to = -1, atom = -1;
	bool best_is_close = false;
	int64 least = 0;
	int64 *over = palloc(r->members * sizeof(int64));

	for (int k = 0; k < r->members; k++)
		over[k] = total_of(r, rounded + (int64) k * r->atoms, class) -
				  totals->cells[(int64) k * totals->columns + class];
	for (int k = 0; k < r->members; k++)
		for (int l = 0; over[k] > 0 && l < r->members; l++)
		{
			CHECK_FOR_INTERRUPTS();
			for (int j = 0; over[l] < 0 && j < r->atoms; j++)
			{
				int64 a = (int64) k * r->atoms + j, b = (int64) l * r->atoms + j, harmed;
				bool is_close;

				if (class_of(r, 0, j) != class || rounded[a] < r->base)
					continue;
				is_close = is_near(r, rounded[a] - r->base, r->counts[a]) &&
						   is_near(r, rounded[b] + r->base, r->counts[b]);
				harmed = harm(r, off[k], j, -r->base) + harm(r, off[l], j, r->base);
				if (atom < 0 || (is_close && !best_is_close) ||
					(is_close == best_is_close && harmed < least))
				{
					from = k;
					to = l;
					atom = j;
					best_is_close = is_close;
					least = harmed;
				}
			}
		}
	pfree(over);
	if (atom < 0)
		return false;
	rounded[(int64) from * r->atoms + atom] -= r->base;
	rounded[(int64) to * r->atoms + atom] += r->base;
	give(r, off[from], atom, -r->base);
	give(r, off[to], atom, r->base);
	return true;
}

/* What an earlier rounding has fixed is a multiple of the base, and not far from what it is rounded
 * from. */
static void
check_fixed(const Rounding *r, int64 fixed, int64 families, const char *what)
{
	int64 slack = r->base * ((int64) r->members + r->atoms);

	if (fixed % r->base != 0 || fixed < families - slack || fixed > families + slack)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("array of %s must hold multiples of the base near the counts", what)));
}

static void
check_all_fixed(const Rounding *r, const Table *totals, const Table *sums)
{
	for (int c = 1; c < totals->columns; c++)
	{
		int64 left = 0;

		for (int k = 0; k < r->members; k++)
		{
			int64 families = total_of(r, r->counts + (int64) k * r->atoms, c);
			int64 total = totals->cells[(int64) k * totals->columns + c];

			check_fixed(r, total, families, "totals");
			left += total;
		}
		if (sums->rows && total_of(r, sums->cells, c) != left)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("arrays of totals and sums must add up to the same")));
	}
	for (int j = 0; j < sums->columns; j++)
	{
		int64 families = 0;

		for (int k = 0; k < r->members; k++)
			families += count_of(r, k, j);
		check_fixed(r, sums->cells[j], families, "sums");
	}
}

static void
find_figures(Rounding *r)
{
	r->first_figure = palloc(r->groupings * sizeof(int));
	for (int g = 0; g < r->groupings; g++)
	{
		int64 highest = 0;

		for (int j = 0; j < r->atoms; j++)
			highest = Max(highest, class_of(r, g, j));
		r->first_figure[g] = r->figures;
		r->figures += highest + 1;
	}
	r->classes_of_first = r->groupings > 1 ? r->first_figure[1] : r->figures;
}

/* What each class of the first grouping has to add up to: what totals say, or the nearest multiple.
 */
static int64 *
wanted_totals(const Rounding *r, const int64 *sums, const Table *totals)
{
	int64 *wanted = palloc0(r->classes_of_first * sizeof(int64));

	for (int c = 0; c < r->classes_of_first; c++)
	{
		if (c == 0 || totals->rows == 0)
			wanted[c] = rounded_down(r, total_of(r, sums, c) + r->base / 2);
		else
			for (int k = 0; k < totals->rows; k++)
				wanted[c] += totals->cells[(int64) k * totals->columns + c];
	}
	return wanted;
}

static int64 *
round_counts(const Rounding *r, const Table *totals, const Table *fixed_sums)
{
	int64 *rounded = palloc((int64) r->members * r->atoms * sizeof(int64));
	int64 *sums = palloc0(r->atoms * sizeof(int64)), *all = fixed_sums->cells;
	int64 **off = palloc(r->members * sizeof(int64 *));

	for (int k = 0; k < r->members; k++)
	{
		off[k] = palloc0(r->figures * sizeof(int64));
		for (int j = 0; j < r->atoms; j++)
			sums[j] += count_of(r, k, j);
	}
	if (fixed_sums->rows == 0)
	{
		all = palloc(r->atoms * sizeof(int64));
		round_all(r, sums, wanted_totals(r, sums, totals), all);
	}
	if (r->members == 1)
		return all;
	round_members(r, sums, all, off, rounded);
	for (int c = 1; c < totals->columns; c++)
		while (move_one(r, totals, off, rounded, c))
			;
	return rounded;
}

PG_FUNCTION_INFO_V1(controlled_rounding);
Datum
controlled_rounding(PG_FUNCTION_ARGS)
{
	Table counts, figures, totals, sums;
	Rounding r = {0};
	int64 *rounded;
	Datum *elements;
	int dimensions[2], lower_bounds[2] = {1, 1};

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	r.base = PG_GETARG_INT32(2);
	if (r.base < LEAST_BASE || r.base > GREATEST_BASE)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("array of counts must be rounded to a base from %d to %d",
							   LEAST_BASE, GREATEST_BASE)));
	counts = table_of(fcinfo, 0, 2, "counts", MOST_FAMILIES);
	figures = table_of(fcinfo, 1, 2, "figures", counts.columns);
	totals = table_of(fcinfo, 3, 2, "totals", MOST_FAMILIES);
	sums = table_of(fcinfo, 4, 1, "sums", MOST_FAMILIES);
	r.members = counts.rows;
	r.atoms = counts.columns;
	r.groupings = figures.rows;
	r.counts = counts.cells;
	r.classes = figures.cells;
	if (figures.columns == r.atoms)
		find_figures(&r);
	if (figures.columns != r.atoms ||
		(totals.rows && (totals.rows != r.members || totals.columns != r.classes_of_first)) ||
		(sums.rows && sums.columns != r.atoms))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("arrays of counts, figures, totals and sums must fit each other")));
	check_all_fixed(&r, &totals, &sums);

	rounded = round_counts(&r, &totals, &sums);
	elements = palloc((int64) r.members * r.atoms * sizeof(Datum));
	for (int64 i = 0; i < (int64) r.members * r.atoms; i++)
		elements[i] = Int64GetDatum(rounded[i]);
	dimensions[0] = r.members;
	dimensions[1] = r.atoms;
	PG_RETURN_ARRAYTYPE_P(construct_md_array(elements, NULL, 2, dimensions, lower_bounds, INT8OID,
											 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}
