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
	Journey journey = {(const char *) state->stars, state->count};

	return journey;
}

extern GrowingJourney *grow(Journey journey);
extern GrowingJourney *add_star(GrowingJourney *state, DateADT date, OutcomeStar star);
extern GrowingJourney *in_order(GrowingJourney *state);

#endif /* GROWING_JOURNEY_H */
