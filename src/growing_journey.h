/*
 * growing_journey.h
 *		A journey while an aggregate builds it: with room for more Stars, and the
 *		ones at its end perhaps out of order, or of dates that were there before.
 */
#ifndef GROWING_JOURNEY_H
#define GROWING_JOURNEY_H

#include "outcomestar.h"

#include "star_journey.h"

typedef struct GrowingJourney
{
	int32 vl_len_; /* with the room at the end */
	uint8 version;
	uint8 form; /* GROWING */
	uint16 reserved;
	int32 count;  /* of the places in use */
	int32 sorted; /* how many of them, from the start, are in order, one a date */
	JourneyStar stars[FLEXIBLE_ARRAY_MEMBER];
} GrowingJourney;

/* What is to be seen of a state that is in order. */
static inline Journey
view_of(const GrowingJourney *state)
{
	Journey journey = {(const char *) state->stars, state->count, NULL};

	return journey;
}

extern GrowingJourney *growing_journey_make(Journey journey);
extern GrowingJourney *growing_journey_add_star_of_date(GrowingJourney *state, DateADT date,
														OutcomeStar star);
extern GrowingJourney *growing_journey_in_order(GrowingJourney *state);

static inline void
merge_into(JourneyStar *place, OutcomeStar star)
{
	*place = make_place(place->completed_on, merge_stars(star_of(*place), star));
}

/*
 * Adds a Star, or a part of one: merges it with the one of the same date if
 * there is one.  This is the one rule that all aggregates go by.  Returns the
 * state, which is another one if it had to grow.
 */
static inline GrowingJourney *
growing_journey_add_star(GrowingJourney *state, DateADT date, OutcomeStar star)
{
	int last = state->count - 1;

	/* rows of one Star mostly come together */
	if (last < 0 || state->stars[last].completed_on != date)
		return growing_journey_add_star_of_date(state, date, star);
	merge_into(&state->stars[last], star);
	return state;
}

#endif /* GROWING_JOURNEY_H */
