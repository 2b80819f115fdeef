/*
 * harness.h
 *		See harness.c.
 */
#ifndef HARNESS_H
#define HARNESS_H

#include "c.h"

/* What the first byte of an input says: as a digit, or modulo their number. */
typedef enum Way
{
	TEXT,
	BINARY,
	STORED_BYTES,
	ROWS,
	WAYS
} Way;

/* Numbers of types, the second byte of an input.  What is above the scalar types comes as stored
 * bytes only. */
enum
{
	STAR = 2,
	JOURNEY,
	DISTRIBUTION,
	MATRIX,
	SCALAR_TYPES = 6,
	ARRAYS = 6,
	GROWING_JOURNEY = 8
};

extern size_t make_input(Way way, int type_no, const char *literal, uint8 *input);
extern int LLVMFuzzerTestOneInput(const uint8 *bytes, size_t size);

#endif /* HARNESS_H */
