/*
 * counts.h
 *		Exact counts of families: what stage_distribution and progress_matrix
 *		have in common.
 *
 * A stage_distribution holds one count for each reading (or stage); a
 * progress_matrix one for each pair of a start and a latest reading (or
 * stage), row by row.  Whether readings or stages were counted is the value's
 * scale; the two never mix.
 */
#ifndef COUNTS_H
#define COUNTS_H

#include "outcomestar.h"

#include "lib/stringinfo.h"
#include "utils/array.h"

#include "journey_stage.h"
#include "star_reading.h"

#define READINGS HIGHEST_READING
#define STAGES HIGHEST_STAGE
#define EITHER_SCALE 0

#define COUNTS_TYPE_NAME(dimensions) ((dimensions) == 1 ? "stage_distribution" : "progress_matrix")
#define WHAT_IS_A_COUNT "A count of families is a whole number from 0 to 9223372036854775807."

typedef struct Counts
{
	int32 vl_len_;    /* varlena header, do not touch directly */
	uint8 version;    /* of this layout */
	uint8 dimensions; /* 1: stage_distribution, 2: progress_matrix */
	uint8 scale;      /* READINGS or STAGES */
	uint8 reserved;   /* zero */
	int64 families[FLEXIBLE_ARRAY_MEMBER];
} Counts;

#define COUNTS_VERSION 1
#define COUNTS_SIZE(length) (offsetof(Counts, families) + (length) * sizeof(int64))
#define COUNTS_LENGTH(dimensions, scale) ((dimensions) == 1 ? (scale) : (scale) * (scale))

/* What one family counts for in a sum, from its start and latest reading (or stage). */
typedef enum Weight
{
	WEIGH_FAMILY,  /* 1 */
	WEIGH_READING, /* the start reading */
	WEIGH_CHANGE,  /* the latest less the start reading */
	/* 1 for these families, 0 for the others */
	WEIGH_ROSE,
	WEIGH_UNCHANGED,
	WEIGH_FELL,
	WEIGH_TOP_TO_TOP,
	WEIGH_CROSSED /* from below the threshold to it or above */
} Weight;

extern Counts *counts_make(int dimensions, int scale);
extern Counts *counts_getarg(FunctionCallInfo fcinfo, int argument, int dimensions, int scale);
extern void counts_check_signs(const Counts *counts);
extern Counts *counts_to_change(FunctionCallInfo fcinfo, int dimensions, int scale);
extern Counts *counts_by_stage(const Counts *counts);
extern int64 counts_weigh(const Counts *counts, Weight weight, int threshold);
extern int64 counts_total(const Counts *counts);
extern ArrayType *counts_array(const Counts *counts);
extern Datum counts_parse(const char *literal, int dimensions, Node *escontext);
extern Datum counts_receive(StringInfo message, int dimensions);
pg_noreturn extern void counts_out_of_range(const Counts *counts);

/* How many counts there are. */
static inline int
counts_length(const Counts *counts)
{
	return COUNTS_LENGTH(counts->dimensions, counts->scale);
}

/* Is the header that of these dimensions and this scale?  Reads no further than the value goes. */
static inline bool
counts_header_is(const Counts *counts, int dimensions, int scale)
{
	const uint8 header[] = {COUNTS_VERSION, dimensions, scale, 0};

	return VARSIZE(counts) == COUNTS_SIZE(COUNTS_LENGTH(dimensions, scale)) &&
		   memcmp(&counts->version, header, sizeof(header)) == 0;
}

/*
 * The first argument, to be changed by a transition: itself when it is the
 * state of an aggregate, a copy otherwise.
 */
static inline Counts *
counts_state(FunctionCallInfo fcinfo, int dimensions, int scale)
{
	Counts *state = (Counts *) PG_GETARG_POINTER(0);

	if (likely(is_in_aggregate(fcinfo) && !VARATT_IS_EXTENDED(state) &&
			   counts_header_is(state, dimensions, scale)))
		return state;
	return counts_to_change(fcinfo, dimensions, scale);
}

/*
 * Adds families, 0 or more, to the count at a position; the caller has checked
 * both.  A count that was or becomes negative, which a sum out of range does,
 * shows in its sign.
 */
static inline void
counts_increment(Counts *counts, int position, int64 families)
{
	int64 before = counts->families[position];
	int64 sum = (int64) ((uint64) before + (uint64) families);

	if (unlikely((before | sum) < 0))
		counts_out_of_range(counts);
	counts->families[position] = sum;
}

#endif /* COUNTS_H */
