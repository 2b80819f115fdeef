/*
 * input.c
 *		What the types share in reading their text and binary forms.
 */
#include "outcomestar.h"

#include "input.h"

/* Goes past the character, and white space around it, if it is the next one. */
bool
input_accept(const char **rest, char character)
{
	const char *next = *rest + strspn(*rest, WHITE_SPACE);

	if (*next != character)
		return false;
	next++;
	*rest = next + strspn(next, WHITE_SPACE);
	return true;
}

/*
 * Reads a whole number with a sign and white space around it, if there are
 * any, as PostgreSQL's integers do.  False if the literal is anything else; a
 * number too large for int64 becomes the nearest int64, which no type here
 * allows.
 */
bool
input_whole_number(const char *literal, int64 *number)
{
	char *end;

	*number = strtoi64(literal, &end, 10);
	return end > literal && end[strspn(end, WHITE_SPACE)] == '\0';
}

/*
 * Reads a whole number that is an element of a list, up to the comma or brace
 * behind it.
 */
ParseResult
input_element(const char **rest, int64 *number)
{
	char *end;
	char next;

	errno = 0;
	*number = strtoi64(*rest, &end, 10);
	next = end[strspn(end, WHITE_SPACE)];
	if (end == *rest || (next != ',' && next != '}'))
		return MALFORMED;
	*rest = end;
	return errno == ERANGE ? OUT_OF_RANGE : PARSED;
}

/*
 * The error for a literal that is no value of the type, soft if escontext
 * allows it: for a number out of range 22003, for anything else 22P02.
 */
Datum
input_error(const InputType *type, ParseResult result, const char *literal, Node *escontext)
{
	if (result == MALFORMED)
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", type->name, literal),
				 errdetail("%s", type->what_it_is)));
	if (type->part != NULL)
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s out of range for type %s: \"%s\"", type->part, type->name, literal),
				 errdetail("%s", type->what_a_part_is)));
	ereturn(escontext, (Datum) 0,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value \"%s\" is out of range for type %s", literal, type->name),
			 errdetail("%s", type->what_it_is)));
}

/*
 * Binary input of any other length than expected is an error (22P03) that
 * names the type, before anything is read.
 */
void
input_check_length(StringInfo message, int expected, const char *type_name)
{
	int length = message->len - message->cursor;

	if (length != expected)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid binary input for type %s: %d bytes", type_name, length),
						errdetail("Expected length: %d.", expected)));
}
