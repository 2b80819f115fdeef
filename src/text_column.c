/*
 * text_column.c
 *		What a report reads in columns of text, other than dates: millions of times.
 */
#include "outcomestar.h"

#include "utils/builtins.h"

static inline bool
is_blank(char letter)
{
	return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

static const char *
skip_blanks(const char *rest, const char *end)
{
	while (rest < end && is_blank(*rest))
		rest++;
	return rest;
}

/* Is there nothing, or white space alone? */
PG_FUNCTION_INFO_V1(text_column_is_blank);
Datum
text_column_is_blank(PG_FUNCTION_ARGS)
{
	text *value = PG_GETARG_TEXT_PP(0);
	const char *end = VARDATA_ANY(value) + VARSIZE_ANY_EXHDR(value);

	PG_RETURN_BOOL(skip_blanks(VARDATA_ANY(value), end) == end);
}

/* What is written, without white space around it.  NULL if nothing is. */
PG_FUNCTION_INFO_V1(text_column_label);
Datum
text_column_label(PG_FUNCTION_ARGS)
{
	text *value = PG_GETARG_TEXT_PP(0);
	const char *end = VARDATA_ANY(value) + VARSIZE_ANY_EXHDR(value);
	const char *start = skip_blanks(VARDATA_ANY(value), end);

	if (start == end)
		PG_RETURN_NULL();
	while (is_blank(end[-1]))
		end--;
	if ((Size) (end - start) == VARSIZE_ANY_EXHDR(value))
		PG_RETURN_TEXT_P(value);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(start, end - start));
}

/*
 * The whole number that is written, 1 to 99: leading zeros, ".0" and white
 * space around it aside.  NULL if none is.
 */
PG_FUNCTION_INFO_V1(text_column_number);
Datum
text_column_number(PG_FUNCTION_ARGS)
{
	text *value = PG_GETARG_TEXT_PP(0);
	const char *end = VARDATA_ANY(value) + VARSIZE_ANY_EXHDR(value);
	const char *rest = skip_blanks(VARDATA_ANY(value), end);
	int number = 0;

	for (; rest < end && *rest >= '0' && *rest <= '9' && number <= 99; rest++)
		number = number * 10 + *rest - '0';
	if (rest < end && *rest == '.')
		for (rest++; rest < end && *rest == '0';)
			rest++;
	if (number < 1 || number > 99 || skip_blanks(rest, end) < end)
		PG_RETURN_NULL();
	PG_RETURN_INT32(number);
}
