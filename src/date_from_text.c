/*
 * date_from_text.c
 *		Dates that somebody typed, in one format.
 */
#include "outcomestar.h"

#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"

/* In which of the three numbers year, month and day are written. */
typedef struct Format
{
	const char *name;
	int year, month, day;
} Format;

static const Format formats[] = {
	{"YYYY-MM-DD", 0, 1, 2}, {"DD/MM/YYYY", 2, 1, 0}, {"MM/DD/YYYY", 2, 0, 1}};

static const Format *
format_of(text *name)
{
	for (size_t i = 0; i < lengthof(formats); i++)
		if (VARSIZE_ANY_EXHDR(name) == strlen(formats[i].name) &&
			memcmp(VARDATA_ANY(name), formats[i].name, VARSIZE_ANY_EXHDR(name)) == 0)
			return &formats[i];
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("date format \"%s\" not recognized", text_to_cstring(name)),
					errhint("Known formats are YYYY-MM-DD, DD/MM/YYYY and MM/DD/YYYY.")));
}

/* Up to most digits; how many there were. */
static int
read_digits(const char **rest, int most, int *number)
{
	int digits = 0;

	for (*number = 0; digits < most && **rest >= '0' && **rest <= '9'; digits++)
		*number = *number * 10 + *(*rest)++ - '0';
	return digits;
}

/* Nothing more; or, after T or white space, a time of day, which is not looked into. */
static bool
is_end_of_date(const char *rest)
{
	const char *time = rest + (*rest == 'T');
	int number;

	time += strspn(time, WHITE_SPACE);
	if (*time == '\0')
		return *rest != 'T';
	return time > rest && read_digits(&time, 2, &number) > 0 && *time == ':';
}

/*
 * The date that is written in a format, from the year 1000 on; the separator
 * may be any of - / and .  NULL if no date is.  An unknown format is an error
 * (22023).
 */
PG_FUNCTION_INFO_V1(date_from_text);
Datum
date_from_text(PG_FUNCTION_ARGS)
{
	const char *rest = text_to_cstring(PG_GETARG_TEXT_PP(0));
	const Format *format = format_of(PG_GETARG_TEXT_PP(1));
	int number[3], year, month, day;

	rest += strspn(rest, WHITE_SPACE);
	for (int i = 0; i < 3; i++)
	{
		int digits = read_digits(&rest, i == format->year ? 4 : 2, &number[i]);

		if (digits == 0 || (i == format->year && digits < 4) ||
			(i < 2 && (*rest == '\0' || strchr("-/.", *rest++) == NULL)))
			PG_RETURN_NULL();
	}
	year = number[format->year];
	month = number[format->month];
	day = number[format->day];
	if (!is_end_of_date(rest) || year < 1000 || month < 1 || month > MONTHS_PER_YEAR || day < 1 ||
		day > day_tab[isleap(year)][month - 1])
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(date2j(year, month, day) - POSTGRES_EPOCH_JDATE);
}
