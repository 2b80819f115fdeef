/*
 * number_counts.c
 *		How often each number occurs: the aggregate number_counts.
 *
 * For any numbers, of which few are different, such as kinds of events: one
 * pass over the rows of a group in place of one group for each number.
 *
 * The state is an array: how many numbers there are, then the slots of a hash
 * table, each a number and how often it occurred.  A slot that is free has
 * occurred 0 times.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "common/int.h"
#include "utils/array.h"

typedef struct
{
	int64 number;
	int64 times;
} Slot;

typedef struct
{
	ArrayType array; /* of one dimension: what follows is its data */
	int32 length;
	int32 lower_bound;
	int64 used;
	Slot slots[FLEXIBLE_ARRAY_MEMBER];
} NumberCounts;

#define FEWEST_SLOTS 16
#define MOST_SLOTS (1 << 25)
#define STATE_SIZE(count) (offsetof(NumberCounts, slots) + (count) * sizeof(Slot))

StaticAssertDecl(offsetof(NumberCounts, used) == ARR_OVERHEAD_NONULLS(1),
				 "the data of an array begin where a state has its numbers");

static inline int
slot_count(const NumberCounts *state)
{
	return (state->length - 1) / 2;
}

static bool
is_state(const NumberCounts *state)
{
	int slots;

	if (VARSIZE(state) < STATE_SIZE(FEWEST_SLOTS) || state->array.ndim != 1 ||
		ARR_HASNULL(&state->array) || state->lower_bound != 1)
		return false;
	slots = slot_count(state);
	return slots >= FEWEST_SLOTS && slots <= MOST_SLOTS && (slots & (slots - 1)) == 0 &&
		   state->length == 1 + 2 * slots && VARSIZE(state) == STATE_SIZE(slots) &&
		   state->used >= 0 && state->used <= slots / 2;
}

pg_noreturn static void
invalid_state(void)
{
	ereport(
		ERROR,
		(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		 errmsg("this array is not one of counts of numbers"),
		 errdetail(
			 "It has to have how many numbers there are, and a hash table of them and how often "
			 "each occurred, none NULL.")));
}

static NumberCounts *
make_state(int slots)
{
	NumberCounts *state;

	if (slots > MOST_SLOTS)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("more than %d different numbers", MOST_SLOTS / 2)));
	state = palloc0(STATE_SIZE(slots));
	SET_VARSIZE(state, STATE_SIZE(slots));
	state->array.ndim = 1;
	state->array.elemtype = INT8OID;
	state->length = 1 + 2 * slots;
	state->lower_bound = 1;
	return state;
}

/* The slot of a number, or the free one where it belongs. */
static inline Slot *
find_slot(NumberCounts *state, int64 number)
{
	uint32 mask = slot_count(state) - 1;
	/* a multiplication spreads numbers that are alike over the upper bits */
	uint32 place = ((uint64) number * UINT64CONST(0x9E3779B97F4A7C15)) >> 32;

	/* a table that is half full has a free slot, unless somebody forged it */
	for (uint32 tried = 0; tried <= mask; tried++, place++)
	{
		Slot *slot = &state->slots[place & mask];

		if (slot->times == 0 || slot->number == number)
			return slot;
	}
	invalid_state();
}

/* Adds to a state of the caller's, or to one of twice the size. */
static NumberCounts *
add(NumberCounts *state, int64 number, int64 times)
{
	Slot *slot = find_slot(state, number);

	if (slot->times == 0)
	{
		if (state->used == slot_count(state) / 2)
		{
			NumberCounts *larger = make_state(2 * slot_count(state));

			for (int i = 0; i < slot_count(state); i++)
				if (state->slots[i].times != 0)
					larger = add(larger, state->slots[i].number, state->slots[i].times);
			return add(larger, number, times);
		}
		slot->number = number;
		state->used++;
	}
	if (pg_add_s64_overflow(slot->times, times, &slot->times))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("count out of range for type %s", "bigint")));
	return state;
}

/*
 * An argument that is a state, or NULL for the one that nothing was added to.
 * Another array is an error (22023).
 */
static NumberCounts *
state_or_empty_getarg(FunctionCallInfo fcinfo, int argument)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);
	NumberCounts *state = (NumberCounts *) array;
	bool valid;

	if (ARR_NDIM(array) == 0)
		return NULL;
	valid = is_state(state);
	for (int i = 0; valid && i < slot_count(state); i++)
		valid = state->slots[i].times >= 0;
	if (!valid)
		invalid_state();
	return state;
}

/* The first argument, to be changed: itself if it is the state of an aggregate, or a copy. */
static NumberCounts *
state_getarg(FunctionCallInfo fcinfo)
{
	NumberCounts *state = (NumberCounts *) PG_GETARG_POINTER(0);

	if (likely(is_in_aggregate(fcinfo) && !VARATT_IS_EXTENDED(state) && is_state(state)))
		return state;
	state = state_or_empty_getarg(fcinfo, 0);
	if (state == NULL)
		return make_state(FEWEST_SLOTS);
	return (NumberCounts *) PG_DETOAST_DATUM_COPY(PointerGetDatum(state));
}

/* One number more. */
PG_FUNCTION_INFO_V1(number_counts_add);
Datum
number_counts_add(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(add(state_getarg(fcinfo), PG_GETARG_INT64(1), 1));
}

/* All numbers of an array, of any shape; NULLs are none. */
PG_FUNCTION_INFO_V1(number_counts_add_array);
Datum
number_counts_add_array(PG_FUNCTION_ARGS)
{
	NumberCounts *state = state_getarg(fcinfo);
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(1);
	uint8 *nulls = ARR_NULLBITMAP(array);
	int64 *number = (int64 *) ARR_DATA_PTR(array);

	for (int i = 0, n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)); i < n; i++)
		if (nulls == NULL || (nulls[i / 8] & (1 << i % 8)) != 0)
			state = add(state, *number++, 1);
	PG_RETURN_POINTER(state);
}

/* The counts of both: the combine function. */
PG_FUNCTION_INFO_V1(number_counts_combine);
Datum
number_counts_combine(PG_FUNCTION_ARGS)
{
	NumberCounts *other = state_or_empty_getarg(fcinfo, 1);
	NumberCounts *state;

	if (other == NULL)
	{
		state_or_empty_getarg(fcinfo, 0);
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	state = state_getarg(fcinfo);
	for (int i = 0; i < slot_count(other); i++)
		if (other->slots[i].times != 0)
			state = add(state, other->slots[i].number, other->slots[i].times);
	PG_RETURN_POINTER(state);
}

static int
compare_slots(const void *left, const void *right)
{
	int64 one = ((const Slot *) left)->number;
	int64 other = ((const Slot *) right)->number;

	return (one > other) - (one < other);
}

/* Two rows: the numbers, in order, and how often each occurred.  NULL if there is none. */
PG_FUNCTION_INFO_V1(number_counts_final);
Datum
number_counts_final(PG_FUNCTION_ARGS)
{
	NumberCounts *state = state_or_empty_getarg(fcinfo, 0);
	Slot *slots;
	Datum *elements;
	int n = 0;

	if (state == NULL)
		PG_RETURN_NULL();
	slots = palloc(slot_count(state) * sizeof(Slot));
	for (int i = 0; i < slot_count(state); i++)
		if (state->slots[i].times != 0)
			slots[n++] = state->slots[i];
	if (n == 0)
		PG_RETURN_NULL();
	qsort(slots, n, sizeof(Slot), compare_slots);
	elements = palloc(2 * n * sizeof(Datum));
	for (int i = 0; i < n; i++)
	{
		elements[i] = Int64GetDatum(slots[i].number);
		elements[n + i] = Int64GetDatum(slots[i].times);
	}
	PG_RETURN_POINTER(construct_md_array(elements, NULL, 2, (int[]){2, n}, (int[]){1, 1}, INT8OID,
										 sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}
