/*
 * star_journey.c
 *		The type star_journey: one family's Stars, one a date; its input and
 *		output, and its parts.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"

#include "change.h"
#include "comparison.h"
#include "growing_journey.h"

#define WHAT_IS_A_JOURNEY                                                        \
	"A journey is Stars with their dates in ascending order, one a date, as in " \
	"{2024-05-17:{3,4},2024-11-02:{5,4}}."

static const InputType star_journey_type = {.name = "star_journey",
											.what_it_is = WHAT_IS_A_JOURNEY,
											.part = "reading",
											.what_a_part_is = WHAT_IS_A_READING};

/* A value that no function here can have made. */
void
star_journey_invalid(void)
{
	ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
					errmsg("invalid stored value of type %s", "star_journey")));
	pg_unreachable();
}

/* Are the Stars in order, one a date, and each of them one? */
static inline bool
is_in_order(Journey journey)
{
	DateADT before = DATEVAL_NOBEGIN;

	for (int i = 0; i < journey.count; i++)
	{
		JourneyStar place = place_of(journey, i);

		if (place.completed_on <= before || !is_star_of_journey(place))
			return false;
		before = place.completed_on;
	}
	return true;
}

/* An argument of type star_journey, of either form, checked from its header to the last Star. */
Journey
star_journey_getarg(FunctionCallInfo fcinfo, int argument)
{
	struct varlena *value = PG_GETARG_VARLENA_PP(argument);
	const char *header = VARDATA_ANY(value); /* version, form, reserved */
	const Size header_size = offsetof(StarJourney, stars) - VARHDRSZ;
	static const char expected[] = {JOURNEY_VERSION, STORED, 0, 0};
	Size size = VARSIZE_ANY_EXHDR(value);
	Journey journey;

	if (size >= header_size && header[1] == GROWING)
	{
		GrowingJourney *state =
			growing_journey_in_order((GrowingJourney *) PG_GETARG_VARLENA_P(argument));

		journey = view_of(state);
		value = (struct varlena *) state;
	}
	else
	{
		if (size < header_size || memcmp(header, expected, header_size) != 0 ||
			(size - header_size) % sizeof(JourneyStar) != 0)
			star_journey_invalid();
		journey.bytes = header + header_size;
		journey.count = (size - header_size) / sizeof(JourneyStar);
	}
	journey.copy = (Pointer) value == PG_GETARG_POINTER(argument) ? NULL : value;
	if (!is_in_order(journey))
		star_journey_invalid();
	return journey;
}

/* The stored form. */
StarJourney *
star_journey_make(Journey journey)
{
	Size size = offsetof(StarJourney, stars) + journey.count * sizeof(JourneyStar);
	StarJourney *stored = palloc(size);

	SET_VARSIZE(stored, size);
	stored->version = JOURNEY_VERSION;
	stored->form = STORED;
	stored->reserved = 0;
	memcpy(stored->stars, journey.bytes, journey.count * sizeof(JourneyStar));
	return stored;
}

/*
 * Text: {date:star,...}, dates always as in ISO 8601.
 */

/* Reads so many digits and no more. */
static bool
parse_digits(const char **rest, int least, int most, int *number)
{
	int digits = 0;

	*number = 0;
	for (; digits < most && isdigit((unsigned char) **rest); digits++)
		*number = *number * 10 + (*(*rest)++ - '0');
	return digits >= least;
}

/* Reads a date as star_journey_print_date prints it. */
static bool
parse_date(const char **rest, DateADT *date)
{
	int year, month, day;
	int same_year, same_month, same_day;

	if (!parse_digits(rest, 4, 7, &year) || *(*rest)++ != '-' ||
		!parse_digits(rest, 2, 2, &month) || *(*rest)++ != '-' || !parse_digits(rest, 2, 2, &day) ||
		year == 0)
		return false;
	if (strncmp(*rest, " BC", 3) == 0)
	{
		*rest += 3;
		year = 1 - year;
	}
	if (!IS_VALID_JULIAN(year, month, day))
		return false;
	*date = date2j(year, month, day) - POSTGRES_EPOCH_JDATE;
	j2date(*date + POSTGRES_EPOCH_JDATE, &same_year, &same_month, &same_day);
	return year == same_year && month == same_month && day == same_day && is_date_of_star(*date);
}

/* Reads {date:star,...}, the dates in order and no Star empty. */
static ParseResult
parse_journey(const char **rest, GrowingJourney **state)
{
	const Journey none = {"", 0, NULL};

	*state = growing_journey_make(none);
	if (!input_accept(rest, '{'))
		return MALFORMED;
	if (input_accept(rest, '}'))
		return PARSED;
	do
	{
		DateADT date;
		OutcomeStar star;
		ParseResult result;

		if (!parse_date(rest, &date) || !input_accept(rest, ':'))
			return MALFORMED;
		result = outcome_star_parse(rest, &star);
		if (result != PARSED)
			return result;
		if (star == EMPTY_STAR ||
			((*state)->count > 0 && date <= (*state)->stars[(*state)->count - 1].completed_on))
			return MALFORMED;
		*state = growing_journey_add_star(*state, date, star);
	} while (input_accept(rest, ','));
	return input_accept(rest, '}') ? PARSED : MALFORMED;
}

/* Reads what star_journey_out prints.  A reading out of range: 22003; anything else: 22P02. */
PG_FUNCTION_INFO_V1(star_journey_in);
Datum
star_journey_in(PG_FUNCTION_ARGS)
{
	const char *literal = PG_GETARG_CSTRING(0);
	const char *rest = literal;
	GrowingJourney *state;
	ParseResult result = parse_journey(&rest, &state);

	if (result == PARSED && *rest != '\0')
		result = MALFORMED;
	if (result != PARSED)
		return input_error(&star_journey_type, result, literal, fcinfo->context);
	PG_RETURN_POINTER(star_journey_make(view_of(state)));
}

/* As in ISO 8601, whatever the session's DateStyle. */
void
star_journey_print_date(StringInfo text, DateADT date)
{
	struct pg_tm day;
	char printed[MAXDATELEN + 1];

	j2date(date + POSTGRES_EPOCH_JDATE, &day.tm_year, &day.tm_mon, &day.tm_mday);
	EncodeDateOnly(&day, USE_ISO_DATES, printed);
	appendStringInfoString(text, printed);
}

PG_FUNCTION_INFO_V1(star_journey_out);
Datum
star_journey_out(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfoChar(&text, '{');
	for (int i = 0; i < journey.count; i++)
	{
		JourneyStar place = place_of(journey, i);

		if (i > 0)
			appendStringInfoChar(&text, ',');
		star_journey_print_date(&text, place.completed_on);
		appendStringInfoChar(&text, ':');
		outcome_star_print(&text, star_of(place));
	}
	appendStringInfoChar(&text, '}');
	PG_RETURN_CSTRING(text.data);
}

/*
 * Binary: version, the number of Stars, and of each its date (int4, days from
 * 2000-01-01) and its eight bytes, in network order.
 */

PG_FUNCTION_INFO_V1(star_journey_recv);
Datum
star_journey_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	int length = message->len - message->cursor;
	int version = length > 0 ? pq_getmsgbyte(message) : -1;
	int count = length > (int) sizeof(int32) ? (int) pq_getmsgint(message, sizeof(int32)) : -1;
	JourneyStar *stars;
	Journey journey;

	if (version != JOURNEY_VERSION || count < 0 || count > length / (int) sizeof(JourneyStar))
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid binary input for type %s: version %d, %d Stars in %d bytes",
							   "star_journey", version, count, length),
						errdetail("Version %d is known.", JOURNEY_VERSION)));
	input_check_length(message, count * sizeof(JourneyStar), "star_journey");
	stars = palloc(Max(count, 1) * sizeof(JourneyStar));
	for (int i = 0; i < count; i++)
	{
		DateADT date = (DateADT) pq_getmsgint(message, sizeof(DateADT));

		stars[i] = make_place(date, (OutcomeStar) pq_getmsgint64(message));
	}
	journey.bytes = (const char *) stars;
	journey.count = count;
	journey.copy = NULL;
	if (!is_in_order(journey))
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid binary input for type %s: dates out of order, or no Star",
							   "star_journey"),
						errdetail(WHAT_IS_A_JOURNEY)));
	PG_RETURN_POINTER(star_journey_make(journey));
}

PG_FUNCTION_INFO_V1(star_journey_send);
Datum
star_journey_send(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint8(&message, JOURNEY_VERSION);
	pq_sendint32(&message, journey.count);
	for (int i = 0; i < journey.count; i++)
	{
		pq_sendint32(&message, place_of(journey, i).completed_on);
		pq_sendint64(&message, star_of(place_of(journey, i)));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* Star by Star, by date and then by readings; a journey that ends first comes first. */
static int
compare_journeys(Journey left, Journey right)
{
	for (int i = 0; i < left.count && i < right.count; i++)
	{
		JourneyStar a = place_of(left, i);
		JourneyStar b = place_of(right, i);

		if (a.completed_on != b.completed_on)
			return COMPARE(a.completed_on, b.completed_on);
		if (star_of(a) != star_of(b))
			return COMPARE(star_of(a), star_of(b));
	}
	return COMPARE(left.count, right.count);
}

static int
star_journey_compare(FunctionCallInfo fcinfo)
{
	Journey left = star_journey_getarg(fcinfo, 0);
	Journey right = star_journey_getarg(fcinfo, 1);
	int comparison = compare_journeys(left, right);

	free_journey(left);
	free_journey(right);
	return comparison;
}

COMPARISON_FUNCTIONS(star_journey)

PG_FUNCTION_INFO_V1(star_journey_hash);
Datum
star_journey_hash(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	Datum hash =
		hash_any((const unsigned char *) journey.bytes, journey.count * sizeof(JourneyStar));

	free_journey(journey);
	PG_RETURN_DATUM(hash);
}

PG_FUNCTION_INFO_V1(star_journey_hash_extended);
Datum
star_journey_hash_extended(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	Datum hash = hash_any_extended((const unsigned char *) journey.bytes,
								   journey.count * sizeof(JourneyStar), PG_GETARG_INT64(1));

	free_journey(journey);
	PG_RETURN_DATUM(hash);
}

/*
 * Parts
 */

PG_FUNCTION_INFO_V1(star_journey_star_count);
Datum
star_journey_star_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(star_journey_getarg(fcinfo, 0).count);
}

/* The place, from 0, of the n-th Star, counted from 1, or for a negative n from the end; or -1. */
static int
nth(Journey journey, int64 n)
{
	int64 place = n > 0 ? n - 1 : journey.count + n;

	return n != 0 && place >= 0 && place < journey.count ? (int) place : -1;
}

/*
 * The place of the Star that counts as the start: the first one, or by the rule
 * 'lower of first two' the lower of the first two before the latest, by their
 * means over the areas both have, if there are two and the second is lower.
 * -1 if there is none; another rule is an error (22023).
 */
static int
start_place(Journey journey, const text *rule)
{
	char *name = text_to_cstring(rule);
	bool of_two = strcmp(name, "lower of first two") == 0;

	if (!of_two && strcmp(name, "first") != 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("start rule \"%s\" not recognized", name),
						errhint("Known rules are 'first' and 'lower of first two'.")));
	if (of_two && journey.count > 2 &&
		change_between(star_of(place_of(journey, 0)), star_of(place_of(journey, 1))).total < 0)
		return 1;
	return journey.count > 0 ? 0 : -1;
}

/* A Star of the journey, and its date; NULL if there is none. */
#define PART(name, at)                                             \
	PG_FUNCTION_INFO_V1(star_journey_##name##_star);               \
	Datum star_journey_##name##_star(PG_FUNCTION_ARGS)             \
	{                                                              \
		Journey journey = star_journey_getarg(fcinfo, 0);          \
		int place = at;                                            \
                                                                   \
		if (place < 0)                                             \
			PG_RETURN_NULL();                                      \
		PG_RETURN_OUTCOME_STAR(star_of(place_of(journey, place))); \
	}                                                              \
	PG_FUNCTION_INFO_V1(star_journey_##name##_on);                 \
	Datum star_journey_##name##_on(PG_FUNCTION_ARGS)               \
	{                                                              \
		Journey journey = star_journey_getarg(fcinfo, 0);          \
		int place = at;                                            \
                                                                   \
		if (place < 0)                                             \
			PG_RETURN_NULL();                                      \
		PG_RETURN_DATEADT(place_of(journey, place).completed_on);  \
	}

PART(first, nth(journey, 1))
PART(start, start_place(journey, PG_GETARG_TEXT_PP(1)))
PART(latest, latest_place(journey))
PART(nth, nth(journey, PG_GETARG_INT32(1)))

/* How many readings there are in all Stars. */
PG_FUNCTION_INFO_V1(star_journey_reading_count);
Datum
star_journey_reading_count(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	int64 readings = 0;

	for (int i = 0; i < journey.count; i++)
		readings += count_areas(areas_with_readings(star_of(place_of(journey, i))));
	PG_RETURN_INT64(readings);
}

/* In how many areas of how many Stars, all counted together, readings contradict each other. */
PG_FUNCTION_INFO_V1(star_journey_contradiction_count);
Datum
star_journey_contradiction_count(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	int64 contradictions = 0;

	for (int i = 0; i < journey.count; i++)
		contradictions += count_areas(areas_contradicted(star_of(place_of(journey, i))));
	PG_RETURN_INT64(contradictions);
}

/* All dates as date[], all Stars as outcome_star[]: what stars() makes rows of. */

PG_FUNCTION_INFO_V1(star_journey_dates);
Datum
star_journey_dates(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	Datum *dates = palloc(Max(journey.count, 1) * sizeof(Datum));

	for (int i = 0; i < journey.count; i++)
		dates[i] = DateADTGetDatum(place_of(journey, i).completed_on);
	PG_RETURN_ARRAYTYPE_P(
		construct_array(dates, journey.count, DATEOID, sizeof(DateADT), true, TYPALIGN_INT));
}

PG_FUNCTION_INFO_V1(star_journey_to_stars);
Datum
star_journey_to_stars(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	Datum *stars = palloc(Max(journey.count, 1) * sizeof(Datum));
	Oid star_type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));

	for (int i = 0; i < journey.count; i++)
		stars[i] = OutcomeStarGetDatum(star_of(place_of(journey, i)));
	PG_RETURN_ARRAYTYPE_P(construct_array(stars, journey.count, star_type, sizeof(OutcomeStar),
										  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/*
 * The journey without the Stars that come less than so many days after the last
 * one that is kept; the first is.  The same journey for 0 days or less.
 */
PG_FUNCTION_INFO_V1(star_journey_spaced);
Datum
star_journey_spaced(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	int32 least_days = PG_GETARG_INT32(1);
	StarJourney *spaced = star_journey_make(journey);
	JourneyStar *stars = spaced->stars;
	int kept = 0;

	for (int i = 0; i < journey.count; i++)
		if (kept == 0 || (int64) stars[i].completed_on - stars[kept - 1].completed_on >= least_days)
			stars[kept++] = stars[i];
	SET_VARSIZE(spaced, offsetof(StarJourney, stars) + kept * sizeof(JourneyStar));
	PG_RETURN_POINTER(spaced);
}

/* The journey up to and with a date; NULL if it has not begun by then. */
PG_FUNCTION_INFO_V1(star_journey_until);
Datum
star_journey_until(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	DateADT last_day = PG_GETARG_DATEADT(1);

	while (journey.count > 0 && place_of(journey, journey.count - 1).completed_on > last_day)
		journey.count--;
	if (journey.count == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(star_journey_make(journey));
}

/* The journey from a date on, with it; NULL if all its Stars are before. */
PG_FUNCTION_INFO_V1(star_journey_since);
Datum
star_journey_since(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	DateADT first_day = PG_GETARG_DATEADT(1);

	while (journey.count > 0 && place_of(journey, 0).completed_on < first_day)
	{
		journey.bytes += sizeof(JourneyStar);
		journey.count--;
	}
	if (journey.count == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(star_journey_make(journey));
}

/*
 * The journey of a Star with a scale of 1 to 5, on which a reading is a stage,
 * on the scale of 1 to 10: each reading doubled.  A higher one is an error
 * (22003).
 */
PG_FUNCTION_INFO_V1(star_journey_as_ten_point);
Datum
star_journey_as_ten_point(PG_FUNCTION_ARGS)
{
	Journey journey = star_journey_getarg(fcinfo, 0);
	StarJourney *doubled = star_journey_make(journey);

	for (int i = 0; i < journey.count; i++)
	{
		JourneyStar place = place_of(journey, i);
		OutcomeStar readings = readings_only(star_of(place));

		/* two more than a reading have the highest bit from six on */
		if ((readings + 2 * LOWEST_BITS) & 8 * LOWEST_BITS)
			ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
							errmsg("star_journey has a reading above 5, which cannot be doubled"),
							errhint("Only readings of a scale of 1 to 5 can.")));
		doubled->stars[i] =
			make_place(place.completed_on, readings << 1 | areas_contradicted(star_of(place)));
	}
	PG_RETURN_POINTER(doubled);
}
