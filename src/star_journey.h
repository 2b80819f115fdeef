/*
 * star_journey.h
 *		A journey: one family's Stars in the order of their dates, one a date.
 *
 * Stored, a journey is its Stars and nothing else.  While an aggregate builds
 * one, it has room for more, and the Stars at its end may be out of order and
 * of dates that were there before; this is the other form.
 */
#ifndef STAR_JOURNEY_H
#define STAR_JOURNEY_H

#include "outcomestar.h"

#include "utils/date.h"

#include "outcome_star.h"

/* Twelve bytes on every platform: the Star in two halves, aligned as the date is. */
typedef struct JourneyStar
{
	DateADT completed_on;
	uint32 star_high;
	uint32 star_low;
} JourneyStar;

/* What a function sees of a journey, wherever its bytes are. */
typedef struct Journey
{
	const JourneyStar *stars;
	int count;
} Journey;

static inline OutcomeStar
journey_star(const JourneyStar *place)
{
	return (OutcomeStar) place->star_high << 32 | place->star_low;
}

extern Journey journey_getarg(FunctionCallInfo fcinfo, int argument);
extern const JourneyStar *latest_of(Journey journey);

#endif /* STAR_JOURNEY_H */
