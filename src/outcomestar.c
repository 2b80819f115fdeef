/*
 * outcomestar.c
 *		The module itself, and what its input functions share.
 */
#include "outcomestar.h"

PG_MODULE_MAGIC;

/*
 * Reads a whole number with a sign and white space around it, if there are
 * any, as PostgreSQL's integers do.  False if the literal is anything else; a
 * number too large for int64 becomes the nearest int64, which no type here
 * allows.
 */
bool
parse_whole_number(const char *literal, int64 *number)
{
	char *end;

	*number = strtoi64(literal, &end, 10);
	return end > literal && end[strspn(end, WHITE_SPACE)] == '\0';
}

/*
 * Binary input of any other length than expected is an error (22P02) that
 * names the type, before anything is read.
 */
void
check_message_length(StringInfo message, int expected, const char *type_name)
{
	int length = message->len - message->cursor;

	if (length != expected)
		ereport(ERROR, (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
						errmsg("invalid binary input for type %s: %d bytes", type_name, length),
						errdetail("Expected length: %d.", expected)));
}

/* Goes past the character, and white space around it, if it is the next one. */
bool
accept_character(const char **rest, char character)
{
	const char *next = *rest + strspn(*rest, WHITE_SPACE);

	if (*next != character)
		return false;
	next++;
	*rest = next + strspn(next, WHITE_SPACE);
	return true;
}

/*
 * Reads a whole number that is an element of a list, up to the comma or brace
 * behind it.
 */
ParseResult
parse_element(const char **rest, int64 *number)
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
