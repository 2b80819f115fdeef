/*
 * star_journey.h
 *		A journey: one family's Stars in the order of their dates, one a date.
 */
#ifndef STAR_JOURNEY_H
#define STAR_JOURNEY_H

#include "outcomestar.h"

#include "lib/stringinfo.h"
#include "utils/date.h"

#include "outcome_star.h"

#define JOURNEY_VERSION 1

/* Twelve bytes on every platform: the Star in two halves, aligned as the date is. */
typedef struct JourneyStar
{
	DateADT completed_on;
	uint32 star_high;
	uint32 star_low;
} JourneyStar;

/* A journey as it is stored, or (see growing_journey.h) while an aggregate builds it. */
typedef enum JourneyForm
{
	STORED,
	GROWING
} JourneyForm;

typedef struct StarJourney
{
	int32 vl_len_;   /* varlena header, do not touch directly */
	uint8 version;   /* of this layout */
	uint8 form;      /* a JourneyForm */
	uint16 reserved; /* zero */
	JourneyStar stars[FLEXIBLE_ARRAY_MEMBER];
} StarJourney;

/*
 * What a function sees of a journey, wherever its bytes are: in a row of a
 * table they need not be aligned, and are read where they lie.
 */
typedef struct Journey
{
	const char *bytes;
	int count;
	void *copy; /* of an argument, in which they are; or NULL */
} Journey;

/* For functions that are called again and again in one context, as by a sort. */
static inline void
free_journey(Journey journey)
{
	if (journey.copy != NULL)
		pfree(journey.copy);
}

/* The Star at a place, from 0. */
static inline JourneyStar
place_of(Journey journey, int place)
{
	const char *bytes = journey.bytes + place * sizeof(JourneyStar);
	JourneyStar star;

	/* one by one, so that compilers keep them in registers */
	memcpy(&star.completed_on, bytes + offsetof(JourneyStar, completed_on), sizeof(DateADT));
	memcpy(&star.star_high, bytes + offsetof(JourneyStar, star_high), sizeof(uint32));
	memcpy(&star.star_low, bytes + offsetof(JourneyStar, star_low), sizeof(uint32));
	return star;
}

static inline OutcomeStar
star_of(JourneyStar place)
{
	return (OutcomeStar) place.star_high << 32 | place.star_low;
}

static inline JourneyStar
make_place(DateADT date, OutcomeStar star)
{
	JourneyStar place = {date, (uint32) (star >> 32), (uint32) star};

	return place;
}

/* The place of the latest Star, which is a review, so that one Star has none; or -1. */
static inline int
latest_place(Journey journey)
{
	return journey.count > 1 ? journey.count - 1 : -1;
}

/* The two Stars that are compared; two empty ones if there is no latest. */
static inline void
start_and_latest(Journey journey, OutcomeStar *start, OutcomeStar *latest)
{
	int place = latest_place(journey);

	*start = place < 0 ? EMPTY_STAR : star_of(place_of(journey, 0));
	*latest = place < 0 ? EMPTY_STAR : star_of(place_of(journey, place));
}

static inline bool
is_date_of_star(DateADT date)
{
	return IS_VALID_DATE(date); /* which the infinite ones are not */
}

/* Is this a Star with its date, both as they may be? */
static inline bool
is_star_of_journey(JourneyStar place)
{
	return is_date_of_star(place.completed_on) && star_of(place) != EMPTY_STAR &&
		   is_outcome_star(star_of(place));
}

pg_noreturn extern void star_journey_invalid(void);
extern Journey star_journey_getarg(FunctionCallInfo fcinfo, int argument);
extern StarJourney *star_journey_make(Journey journey);
extern void star_journey_print_date(StringInfo text, DateADT date);

#endif /* STAR_JOURNEY_H */
