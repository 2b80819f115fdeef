/*
 * outcome_star.h
 *		A Star: a reading, none, or a contradiction in each of up to 15 areas,
 *		in eight bytes, passed by value where the platform can.
 *
 * Four bits an area, the first area in the highest ones, so that comparing two
 * Stars as numbers compares them area by area.  The lowest four bits are zero.
 */
#ifndef OUTCOME_STAR_H
#define OUTCOME_STAR_H

#include "outcomestar.h"

#include "port/pg_bitutils.h"

#include "input.h"
#include "star_reading.h"

typedef uint64 OutcomeStar;

#define MOST_AREAS 15
#define EMPTY_STAR UINT64CONST(0)

/* What an area holds other than a reading. */
#define NO_READING 0
#define CONTRADICTION 15

#define OutcomeStarGetDatum(star) Int64GetDatum((int64) (star))
#define PG_GETARG_OUTCOME_STAR(n) DatumGetOutcomeStar(PG_GETARG_DATUM(n))
#define PG_RETURN_OUTCOME_STAR(star) return OutcomeStarGetDatum(star)

#define LOWEST_BITS UINT64CONST(0x1111111111111111)

extern int outcome_star_area_no_error(int64 area_no);
extern OutcomeStar outcome_star_error(OutcomeStar star);
extern ParseResult outcome_star_parse(const char **rest, OutcomeStar *star);
extern void outcome_star_print(StringInfo text, OutcomeStar star);

/* Returns the number if it is an area's.  Anything else is an error (22003). */
static inline int
area_no_check(int64 area_no)
{
	return likely(area_no >= 1 && area_no <= MOST_AREAS) ? (int) area_no
														 : outcome_star_area_no_error(area_no);
}

/* An area that holds this, and nothing in the others. */
static inline OutcomeStar
area_holding(int area_no, int held)
{
	return (OutcomeStar) held << (64 - 4 * area_no);
}

/* What an area holds: a reading, NO_READING or CONTRADICTION. */
static inline int
held_in_area(OutcomeStar star, int area_no)
{
	return (star >> (64 - 4 * area_no)) & 15;
}

/* The highest area that holds anything, or 0. */
static inline int
highest_area(OutcomeStar star)
{
	return star == EMPTY_STAR ? 0 : 16 - pg_rightmost_one_pos64(star) / 4;
}

/* The lowest bit of each area of which any bit is set. */
static inline OutcomeStar
any_bit(OutcomeStar star)
{
	OutcomeStar pairs = star | star >> 1;

	return (pairs | pairs >> 2) & LOWEST_BITS;
}

/* The lowest bit of each area of which all bits are set. */
static inline OutcomeStar
all_bits(OutcomeStar star)
{
	OutcomeStar pairs = star & star >> 1;

	return pairs & pairs >> 2 & LOWEST_BITS;
}

/* All four bits of each area that holds anything. */
static inline OutcomeStar
areas_held(OutcomeStar star)
{
	return any_bit(star) * 15;
}

/* All four bits of each area that holds a contradiction. */
static inline OutcomeStar
areas_contradicted(OutcomeStar star)
{
	return all_bits(star) * 15;
}

/* All four bits of each area that holds a reading: some bits are set, and not all. */
static inline OutcomeStar
areas_with_readings(OutcomeStar star)
{
	return (any_bit(star) ^ all_bits(star)) * 15;
}

/* The Star with contradictions taken for what they count: no reading. */
static inline OutcomeStar
readings_only(OutcomeStar star)
{
	return star & ~areas_contradicted(star);
}

/* Does each area hold a reading, nothing or a contradiction, and are the reserved bits zero? */
static inline bool
is_outcome_star(OutcomeStar star)
{
	/* 11 to 14 have the highest bit, and either the next one or both lower ones, not all three. */
	OutcomeStar other = star >> 3 & (star >> 2 ^ (star >> 1 & star)) & LOWEST_BITS;

	return (other | (star & 15)) == 0;
}

/* The sum of what all areas hold: first of each two neighbours, then of all eight pairs. */
static inline int
sum_of_areas(OutcomeStar star)
{
	const uint64 every_other = UINT64CONST(0x0F0F0F0F0F0F0F0F);
	uint64 pairs = (star & every_other) + (star >> 4 & every_other);

	return (pairs * UINT64CONST(0x0101010101010101)) >> 56;
}

/* How many areas there are in what one of the functions above returns. */
static inline int
count_areas(OutcomeStar areas)
{
	return sum_of_areas(areas & LOWEST_BITS);
}

/*
 * Two versions of one Star: what only one has is kept, equal readings are one,
 * different ones contradict each other, and a contradiction stays.  So merging
 * is commutative, associative and idempotent.
 */
static inline OutcomeStar
merge_stars(OutcomeStar left, OutcomeStar right)
{
	return left | right | (any_bit(left) & any_bit(right) & any_bit(left ^ right)) * 15;
}

/* Returns the bits if they are a Star.  Anything else is an error. */
static inline OutcomeStar
outcome_star_check(OutcomeStar star)
{
	return likely(is_outcome_star(star)) ? star : outcome_star_error(star);
}

/* Checked, like a reading: the functions rely on it that only 15 areas hold anything. */
static inline OutcomeStar
DatumGetOutcomeStar(Datum datum)
{
	return outcome_star_check((OutcomeStar) DatumGetInt64(datum));
}

#endif /* OUTCOME_STAR_H */
