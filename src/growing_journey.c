/*
 * growing_journey.c
 *		How the aggregates build a journey: the state that grows, and the one
 *		rule by which rows, Stars and journeys are merged into it.
 */
#include "outcomestar.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "growing_journey.h"

/*
 * A new state takes 64 bytes, an allocation of its size, and holds four Stars,
 * as many as most families have; each next one twice as many bytes.
 */
#define FIRST_SIZE 64

/* Up to so many Stars, one that comes out of order is moved to its place at once. */
#define FEW_STARS 32

static inline Size
size_of(int64 count)
{
	return offsetof(GrowingJourney, stars) + count * sizeof(JourneyStar);
}

/*
 * Does the header fit the size?  Reads no further than the value goes.  One
 * smaller than any that growing_journey_make() makes might have no room, and never get some.
 */
static inline bool
header_is_valid(const GrowingJourney *state)
{
	return VARSIZE(state) >= FIRST_SIZE && state->version == JOURNEY_VERSION &&
		   state->form == GROWING && state->reserved == 0 && state->sorted >= (state->count > 0) &&
		   state->sorted <= state->count && size_of(state->count) <= VARSIZE(state);
}

/* A state with these Stars, which are in order, and room for at least as many more. */
GrowingJourney *
growing_journey_make(Journey journey)
{
	Size size = FIRST_SIZE;
	GrowingJourney *state;

	while (size < size_of(2 * (int64) journey.count))
		size *= 2;
	if (!AllocSizeIsValid(size))
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("a value of type %s is too large", "star_journey"),
						errdetail("It has %d Stars.", journey.count)));
	state = palloc(size);
	SET_VARSIZE(state, size);
	state->version = JOURNEY_VERSION;
	state->form = GROWING;
	state->reserved = 0;
	state->count = state->sorted = journey.count;
	memcpy(state->stars, journey.bytes, journey.count * sizeof(JourneyStar));
	memset(state->stars + journey.count, 0, size - size_of(journey.count));
	return state;
}

/*
 * Sorts Stars by date, merges those of one date, and returns how many are
 * left.  A merge sort, in space for half of them: qsort can be made to take
 * quadratic time by whoever chooses the dates.
 */
static int
sort_and_merge(JourneyStar *stars, int count, JourneyStar *space)
{
	int half = count / 2;
	int i = 0, j = half, n = 0;
	int left, end;

	CHECK_FOR_INTERRUPTS();
	if (count < 2)
		return count;
	left = sort_and_merge(stars, half, space);
	end = half + sort_and_merge(stars + half, count - half, space);
	memcpy(space, stars, left * sizeof(JourneyStar));
	while (i < left && j < end)
	{
		if (space[i].completed_on < stars[j].completed_on)
			stars[n] = space[i++];
		else if (space[i].completed_on > stars[j].completed_on)
			stars[n] = stars[j++];
		else
		{
			stars[n] = space[i++];
			merge_into(&stars[n], star_of(stars[j++]));
		}
		n++;
	}
	while (i < left)
		stars[n++] = space[i++];
	while (j < end)
		stars[n++] = stars[j++];
	return n;
}

static void
put_in_order(GrowingJourney *state)
{
	JourneyStar *space;

	if (state->sorted == state->count)
		return;
	space = palloc(state->count * sizeof(JourneyStar));
	state->count = state->sorted = sort_and_merge(state->stars, state->count, space);
	pfree(space);
}

/*
 * Makes room: by putting in order, if that leaves half of it free, otherwise
 * in a state of twice the size, so that each Star is sorted and copied a
 * number of times that grows with the logarithm of their number.
 */
static GrowingJourney *
make_room(GrowingJourney *state)
{
	put_in_order(state);
	return size_of(2 * (int64) state->count) <= VARSIZE(state)
			   ? state
			   : growing_journey_make(view_of(state));
}

/* The place of a date among Stars in order, or the one before which it belongs. */
static int
find_date(const JourneyStar *stars, int count, DateADT date)
{
	int low = 0;
	int high = count;

	while (low < high)
	{
		int middle = low + (high - low) / 2;

		if (stars[middle].completed_on < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What growing_journey_add_star does for another date than that of the last row. */
GrowingJourney *
growing_journey_add_star_of_date(GrowingJourney *state, DateADT date, OutcomeStar star)
{
	JourneyStar *stars = state->stars;
	int count = state->count;
	int place;

	/* Stars mostly come in the order of their dates. */
	place = count > 0 && stars[state->sorted - 1].completed_on < date
				? state->sorted
				: find_date(stars, state->sorted, date);
	if (place < state->sorted && stars[place].completed_on == date)
	{
		merge_into(&stars[place], star);
		return state;
	}
	if (size_of(count + 1) > VARSIZE(state))
		return growing_journey_add_star_of_date(make_room(state), date, star);

	if (state->sorted == count && (place == count || count < FEW_STARS))
	{
		for (int i = count; i > place; i--)
			stars[i] = stars[i - 1];
		state->sorted++;
	}
	else
		place = count;
	stars[place] = make_place(date, star);
	state->count++;
	return state;
}

/* The state in order: itself, or a copy, since it may be somebody's.  A forged one is an error. */
GrowingJourney *
growing_journey_in_order(GrowingJourney *state)
{
	GrowingJourney *copy;

	if (!header_is_valid(state))
		star_journey_invalid();
	if (state->sorted == state->count)
		return state;
	for (int i = 0; i < state->count; i++)
		if (!is_star_of_journey(state->stars[i]))
			star_journey_invalid();
	copy = memcpy(palloc(VARSIZE(state)), state, VARSIZE(state));
	put_in_order(copy);
	return copy;
}

/*
 * The first argument, to be changed: itself when it is a state in an
 * aggregate, otherwise a copy.
 */
static inline GrowingJourney *
state_getarg(FunctionCallInfo fcinfo)
{
	GrowingJourney *state = (GrowingJourney *) PG_GETARG_POINTER(0);

	if (likely(!VARATT_IS_EXTENDED(state) && header_is_valid(state) && is_in_aggregate(fcinfo)))
		return state;
	return growing_journey_make(star_journey_getarg(fcinfo, 0));
}

/* What a transition returns: the state, or to anybody but an aggregate a journey as it is stored.
 */
static inline Datum
changed(FunctionCallInfo fcinfo, GrowingJourney *state)
{
	if (is_in_aggregate(fcinfo))
		PG_RETURN_POINTER(state);
	PG_RETURN_POINTER(star_journey_make(view_of(growing_journey_in_order(state))));
}

/*
 * The transitions.  They begin with an empty journey, and make the state of it
 * that grows.  An infinite date is passed over: it says no more than none.
 */

static inline Datum
add(FunctionCallInfo fcinfo, DateADT date, OutcomeStar star)
{
	if (star == EMPTY_STAR || !is_date_of_star(date))
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	return changed(fcinfo, growing_journey_add_star(state_getarg(fcinfo), date, star));
}

PG_FUNCTION_INFO_V1(star_journey_add_star);
Datum
star_journey_add_star(PG_FUNCTION_ARGS)
{
	return add(fcinfo, PG_GETARG_DATEADT(2), PG_GETARG_OUTCOME_STAR(1));
}

#define ADD_READING(function, reading)                                        \
	PG_FUNCTION_INFO_V1(function);                                            \
	Datum function(PG_FUNCTION_ARGS)                                          \
	{                                                                         \
		return add(fcinfo, PG_GETARG_DATEADT(3),                              \
				   area_holding(area_no_check(PG_GETARG_INT32(1)), reading)); \
	}

ADD_READING(star_journey_add_reading, PG_GETARG_STAR_READING(2))
ADD_READING(star_journey_add_integer, star_reading_check(PG_GETARG_INT32(2), NULL, NULL))
ADD_READING(star_journey_add_smallint, star_reading_check(PG_GETARG_INT16(2), NULL, NULL))

/* The Stars of both: the combine function of the aggregates, and the transition of journey_agg. */
PG_FUNCTION_INFO_V1(star_journey_merge);
Datum
star_journey_merge(PG_FUNCTION_ARGS)
{
	GrowingJourney *state = state_getarg(fcinfo);
	Journey other = star_journey_getarg(fcinfo, 1);

	for (int i = 0; i < other.count; i++)
		state = growing_journey_add_star(state, place_of(other, i).completed_on,
										 star_of(place_of(other, i)));
	return changed(fcinfo, state);
}

/* The journey in its stored form, or NULL if it has no Star. */
PG_FUNCTION_INFO_V1(star_journey_final);
Datum
star_journey_final(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);

	if (journey.count == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(star_journey_make(journey));
}
