/*
 * journey_stage.h
 *		A stage of the Journey of Change: 1 to 5, one byte, passed by value.
 */
#ifndef JOURNEY_STAGE_H
#define JOURNEY_STAGE_H

#include "outcomestar.h"

#define LOWEST_STAGE 1
#define HIGHEST_STAGE 5

#define JourneyStageGetDatum(stage) UInt8GetDatum(stage)
#define PG_GETARG_JOURNEY_STAGE(n) DatumGetJourneyStage(PG_GETARG_DATUM(n))
#define PG_RETURN_JOURNEY_STAGE(stage) return JourneyStageGetDatum(stage)

#define IsJourneyStage(number) ((number) >= LOWEST_STAGE && (number) <= HIGHEST_STAGE)

/* The stage at which a reading stands: two readings to a stage. */
#define ReadingStage(reading) (((reading) + 1) / 2)

extern int journey_stage_error(int64 number, const char *literal, Node *escontext);

/* Like star_reading_check, for stages. */
static inline int
journey_stage_check(int64 number, const char *literal, Node *escontext)
{
	return likely(IsJourneyStage(number)) ? (int) number
										  : journey_stage_error(number, literal, escontext);
}

/* Checked, like a reading. */
static inline int
DatumGetJourneyStage(Datum datum)
{
	return journey_stage_check(DatumGetUInt8(datum), NULL, NULL);
}

#endif /* JOURNEY_STAGE_H */
