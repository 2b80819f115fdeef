/*
 * input.h
 *		What the types share in reading their text and binary forms.
 */
#ifndef INPUT_H
#define INPUT_H

#include "outcomestar.h"

#include "lib/stringinfo.h"

/* How reading a part of a literal went. */
typedef enum ParseResult
{
	PARSED,
	MALFORMED,
	OUT_OF_RANGE
} ParseResult;

/* What the errors of a type say. */
typedef struct InputType
{
	const char *name;
	const char *what_it_is;
	const char *part; /* what in a value can be out of range, or NULL for the value itself */
	const char *what_a_part_is;
} InputType;

extern bool input_accept(const char **rest, char character);
extern bool input_whole_number(const char *literal, int64 *number);
extern ParseResult input_element(const char **rest, int64 *number);
extern Datum input_error(const InputType *type, ParseResult result, const char *literal,
						 Node *escontext);
extern void input_check_length(StringInfo message, int expected, const char *type_name);

#endif /* INPUT_H */
