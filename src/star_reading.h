/*
 * star_reading.h
 *		A reading: 1 to 10, one byte, passed by value.
 */
#ifndef STAR_READING_H
#define STAR_READING_H

#include "outcomestar.h"

#define LOWEST_READING 1
#define HIGHEST_READING 10

#define StarReadingGetDatum(reading) UInt8GetDatum(reading)
#define PG_GETARG_STAR_READING(n) DatumGetStarReading(PG_GETARG_DATUM(n))
#define PG_RETURN_STAR_READING(reading) return StarReadingGetDatum(reading)

#define WHAT_IS_A_READING "A reading is a whole number from 1 to 10."

#define IsStarReading(number) ((number) >= LOWEST_READING && (number) <= HIGHEST_READING)

extern int star_reading_error(int64 number, const char *literal, Node *escontext);

/*
 * Returns the number if it is a reading.  Anything else is an error (22003)
 * that echoes the literal, if the number was read from one; a soft error if
 * escontext allows it, and then the result, 0, means nothing.
 */
static inline int
star_reading_check(int64 number, const char *literal, Node *escontext)
{
	return likely(IsStarReading(number)) ? (int) number
										 : star_reading_error(number, literal, escontext);
}

/* Checked like all that is stored: a byte of this type need not have come through its input. */
static inline int
DatumGetStarReading(Datum datum)
{
	return star_reading_check(DatumGetUInt8(datum), NULL, NULL);
}

#endif /* STAR_READING_H */
