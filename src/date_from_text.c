/*
 * date_from_text.c
 *		Dates that somebody typed, in one format.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/datetime.h"

/* In which of the three numbers year, month and day are written, and how many digits a year has. */
typedef struct Format
{
	const char *name;
	int year, month, day, year_digits;
} Format;

/* All formats there are: whatever else needs them asks date_formats(). */
static const Format formats[] = {
	{"YYYY-MM-DD", 0, 1, 2, 4}, {"DD/MM/YYYY", 2, 1, 0, 4}, {"MM/DD/YYYY", 2, 0, 1, 4},
	{"YY-MM-DD", 0, 1, 2, 2},   {"DD/MM/YY", 2, 1, 0, 2},   {"MM/DD/YY", 2, 0, 1, 2},
};

PG_FUNCTION_INFO_V1(date_from_text_formats);
Datum
date_from_text_formats(PG_FUNCTION_ARGS pg_attribute_unused())
{
	Datum names[lengthof(formats)];

	for (size_t i = 0; i < lengthof(formats); i++)
		names[i] = CStringGetTextDatum(formats[i].name);
	PG_RETURN_ARRAYTYPE_P(
		construct_array(names, lengthof(formats), TEXTOID, -1, false, TYPALIGN_INT));
}

static const Format *
format_of(text *name)
{
	for (size_t i = 0; i < lengthof(formats); i++)
		if (VARSIZE_ANY_EXHDR(name) == strlen(formats[i].name) &&
			pg_strncasecmp(VARDATA_ANY(name), formats[i].name, VARSIZE_ANY_EXHDR(name)) == 0)
			return &formats[i];
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("date format \"%s\" not recognized", text_to_cstring(name)),
					errhint("Function date_formats has all that are known.")));
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

/* The year that is meant by one of two digits: from 1970 to 2069. */
static int
full_year(int year, const Format *format)
{
	return format->year_digits == 4 ? year : year + (year < 70 ? 2000 : 1900);
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
 * The date that is written in a format, whose name may be in any case, from the
 * year 1000 on; the separator may be any of - / and .  NULL if no date is.  An
 * unknown format is an error (22023).
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
		int most = i == format->year ? format->year_digits : 2;
		int digits = read_digits(&rest, most, &number[i]);

		if (digits == 0 || (i == format->year && digits < most) ||
			(i < 2 && (*rest == '\0' || strchr("-/.", *rest++) == NULL)))
			PG_RETURN_NULL();
	}
	year = full_year(number[format->year], format);
	month = number[format->month];
	day = number[format->day];
	if (!is_end_of_date(rest) || year < 1000 || month < 1 || month > MONTHS_PER_YEAR || day < 1 ||
		day > day_tab[isleap(year)][month - 1])
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(date2j(year, month, day) - POSTGRES_EPOCH_JDATE);
}
