/*
 * area_key.c
 *		The key of an area's name: names differ between editions, reports and keyboards.
 */
#include "outcomestar.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "character.h"

/* What stands for another character, in an encoding that has it. */
static const struct Substitute
{
	int encoding;
	const char *written;
	char meant;
} substitutes[] = {
	{PG_UTF8, "\xE2\x80\x98", '\''}, /* left and right single quotation mark */
	{PG_UTF8, "\xE2\x80\x99", '\''}, {PG_UTF8, "\xC2\xA0", ' '}, /* no-break space */
	{PG_WIN1252, "\x91", '\''},      {PG_WIN1252, "\x92", '\''},
	{PG_WIN1252, "\xA0", ' '},       {PG_LATIN1, "\xA0", ' '},
};

/* The character that a piece of text begins with, as it is meant, and its length as it is written;
 * or 0. */
static char
meant_by(const char *text, const char *end, int *length)
{
	for (size_t i = 0; i < lengthof(substitutes); i++)
	{
		const struct Substitute *substitute = &substitutes[i];

		*length = strlen(substitute->written);
		if (substitute->encoding == GetDatabaseEncoding() && *length <= end - text &&
			memcmp(text, substitute->written, *length) == 0)
			return substitute->meant;
	}
	*length = Min(pg_mblen(text), (int) (end - text));
	return *length > 1 ? '\0' : strchr(WHITE_SPACE, *text) ? ' ' : *text == '`' ? '\'' : *text;
}

/* Adds a character to a key of so many; returns how many there are then. */
static inline int
add_meant(char *key, int written, char meant)
{
	if (meant != ' ' || (written > 0 && key[written - 1] != ' '))
		key[written++] = meant;
	return written;
}

/* The key of ASCII alone, as nearly all names are; NULL if there is anything else. */
static text *
ascii_key(const char *rest, const char *end)
{
	text *result = palloc(VARHDRSZ + (end - rest));
	char *key = VARDATA(result);
	int written = 0;

	for (; rest < end; rest++)
	{
		if (IS_HIGHBIT_SET(*rest))
			return NULL;
		written = add_meant(key, written,
							strchr(WHITE_SPACE, *rest) ? ' '
							: *rest == '`'             ? '\''
													   : pg_ascii_tolower((unsigned char) *rest));
	}
	if (written > 0 && key[written - 1] == ' ')
		written--;
	SET_VARSIZE(result, VARHDRSZ + written);
	return result;
}

/*
 * The form in which names of areas are compared: in lower case, with straight
 * apostrophes, and one space wherever there is white space between words.
 * NULL for NULL.
 */
PG_FUNCTION_INFO_V1(area_key);
Datum
area_key(PG_FUNCTION_ARGS)
{
	text *name = PG_GETARG_TEXT_PP(0);
	const char *rest = VARDATA_ANY(name), *end = rest + VARSIZE_ANY_EXHDR(name);
	text *ascii = ascii_key(rest, end);
	char *key;
	int written = 0, length;

	if (ascii != NULL)
		PG_RETURN_TEXT_P(ascii);
	key = palloc(end - rest + 1);

	for (; rest < end; rest += length)
	{
		char meant = meant_by(rest, end, &length);

		CHECK_FOR_INTERRUPTS();
		if (meant == '\0')
		{
			memcpy(key + written, rest, length);
			written += length;
		}
		else
			written = add_meant(key, written, meant);
	}
	if (written > 0 && key[written - 1] == ' ')
		written--;
	key[written] = '\0';
	character_lower_case(key);
	PG_RETURN_TEXT_P(cstring_to_text(key));
}
