/*
 * star_journey.c
 *		The type star_journey: one family's Stars, one a date; its input and
 *		output, its aggregates, and its parts.
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
#include "utils/memutils.h"

#include "change.h"
#include "comparison.h"
#include "star_journey.h"

#define JOURNEY_VERSION 1

typedef enum JourneyForm
{
	STORED,
	GROWING
} JourneyForm;

/* The stored form. */
typedef struct StarJourney
{
	int32 vl_len_;   /* varlena header, do not touch directly */
	uint8 version;   /* of this layout */
	uint8 form;      /* STORED */
	uint16 reserved; /* zero */
	JourneyStar stars[FLEXIBLE_ARRAY_MEMBER];
} StarJourney;

/* The form that grows: the state of the aggregates. */
typedef struct GrowingJourney
{
	int32 vl_len_; /* with the room at the end */
	uint8 version;
	uint8 form; /* GROWING */
	uint16 reserved;
	int32 count;  /* of the places in use */
	int32 sorted; /* how many of them, from the start, are in order, one a date */
	JourneyStar stars[FLEXIBLE_ARRAY_MEMBER];
} GrowingJourney;

/*
 * A new state takes 64 bytes, an allocation of its size, and holds four Stars,
 * as many as most families have; each next one twice as many bytes.
 */
#define FIRST_SIZE 64

/* Up to so many Stars, one that comes out of order is moved to its place at once. */
#define FEW_STARS 32

#define WHAT_IS_A_JOURNEY                                                        \
	"A journey is Stars with their dates in ascending order, one a date, as in " \
	"{2024-05-17:{3,4},2024-11-02:{5,4}}."

/*
 * Checking
 */

/* A value that no function here can have made. */
static void
pg_attribute_noreturn() report_invalid_journey(void)
{
	ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
					errmsg("invalid stored value of type %s", "star_journey")));
	pg_unreachable();
}

static inline bool
is_date_of_star(DateADT date)
{
	return !DATE_NOT_FINITE(date) && IS_VALID_DATE(date);
}

static inline int
room(const GrowingJourney *state)
{
	return (VARSIZE(state) - offsetof(GrowingJourney, stars)) / sizeof(JourneyStar);
}

/* Does the header of a state fit its size?  Reads no further than the value goes. */
static inline bool
growing_header_is_valid(const GrowingJourney *state)
{
	return VARSIZE(state) >= offsetof(GrowingJourney, stars) && state->version == JOURNEY_VERSION &&
		   state->form == GROWING && state->reserved == 0 && state->sorted >= (state->count > 0) &&
		   state->sorted <= state->count && state->count <= room(state);
}

/* Are these Stars in order, one a date, and each of them one? */
static bool
are_stars_of_journey(const JourneyStar *stars, int count)
{
	for (int i = 0; i < count; i++)
		if (!is_date_of_star(stars[i].completed_on) || journey_star(&stars[i]) == EMPTY_STAR ||
			!is_outcome_star(journey_star(&stars[i])) ||
			(i > 0 && stars[i].completed_on <= stars[i - 1].completed_on))
			return false;
	return true;
}

/*
 * Putting in order
 */

static int
compare_dates(const void *left, const void *right)
{
	return COMPARE(((const JourneyStar *) left)->completed_on,
				   ((const JourneyStar *) right)->completed_on);
}

static inline void
set_star(JourneyStar *place, OutcomeStar star)
{
	place->star_high = (uint32) (star >> 32);
	place->star_low = (uint32) star;
}

static inline void
merge_into(JourneyStar *place, OutcomeStar star)
{
	set_star(place, merge_stars(journey_star(place), star));
}

/* Sorts all Stars and merges those of one date. */
static void
put_in_order(GrowingJourney *state)
{
	int last = 0;

	if (state->sorted == state->count)
		return;
	qsort(state->stars, state->count, sizeof(JourneyStar), compare_dates);
	for (int i = 1; i < state->count; i++)
	{
		if (state->stars[i].completed_on == state->stars[last].completed_on)
			merge_into(&state->stars[last], journey_star(&state->stars[i]));
		else
			state->stars[++last] = state->stars[i];
	}
	state->count = state->sorted = last + 1;
}

/*
 * Building
 */

/* A state with room for these Stars and more, from Stars in order. */
static GrowingJourney *
make_state(const JourneyStar *stars, int count, Size at_least)
{
	Size size = FIRST_SIZE;
	GrowingJourney *state;

	while (size < at_least ||
		   (size - offsetof(GrowingJourney, stars)) / sizeof(JourneyStar) <= count)
		size *= 2;
	if (!AllocSizeIsValid(size))
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("a value of type %s is too large", "star_journey"),
						errdetail("It has %d Stars.", count)));
	state = palloc0(size);
	SET_VARSIZE(state, size);
	state->version = JOURNEY_VERSION;
	state->form = GROWING;
	state->count = state->sorted = count;
	memcpy(state->stars, stars, count * sizeof(JourneyStar));
	return state;
}

/*
 * Makes room: by putting in order, if that leaves half of it free, otherwise
 * in a state of twice the size, so that each Star is sorted and copied a
 * number of times that grows with the logarithm of their number.
 */
static GrowingJourney *
make_room(GrowingJourney *state)
{
	put_in_order(state);
	if (state->count <= room(state) / 2)
		return state;
	return make_state(state->stars, state->count, (Size) VARSIZE(state) * 2);
}

/* The place of a date among Stars in order, or the one before which it belongs. */
static int
find_date(const JourneyStar *stars, int count, DateADT date)
{
	int low = 0;
	int high = count;

	while (low < high)
	{
		int middle = low + (high - low) / 2;

		if (stars[middle].completed_on < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/*
 * Adds a Star, or a part of one: merges it with the one of the same date if
 * there is one.  This is the one rule that all aggregates go by.  Returns the
 * state, which is another one if it had to grow.
 */
static GrowingJourney *
add_star(GrowingJourney *state, DateADT date, OutcomeStar star)
{
	JourneyStar *stars = state->stars;
	int count = state->count;
	int place;

	/* Rows of one Star mostly come together, and Stars in the order of their dates. */
	if (count > 0 && stars[count - 1].completed_on == date)
	{
		merge_into(&stars[count - 1], star);
		return state;
	}
	place = count > 0 && stars[state->sorted - 1].completed_on < date
				? state->sorted
				: find_date(stars, state->sorted, date);
	if (place < state->sorted && stars[place].completed_on == date)
	{
		merge_into(&stars[place], star);
		return state;
	}
	if (count == room(state))
		return add_star(make_room(state), date, star);

	if (state->sorted == count && (place == count || count < FEW_STARS))
	{
		memmove(&stars[place + 1], &stars[place], (count - place) * sizeof(JourneyStar));
		state->sorted++;
	}
	else
		place = count;
	stars[place].completed_on = date;
	set_star(&stars[place], star);
	state->count++;
	return state;
}

/* The stored form of Stars in order. */
static StarJourney *
make_journey(const JourneyStar *stars, int count)
{
	Size size = offsetof(StarJourney, stars) + count * sizeof(JourneyStar);
	StarJourney *journey = palloc(size);

	SET_VARSIZE(journey, size);
	journey->version = JOURNEY_VERSION;
	journey->form = STORED;
	journey->reserved = 0;
	memcpy(journey->stars, stars, count * sizeof(JourneyStar));
	return journey;
}

/*
 * Arguments
 */

/* What is to be seen of a state, in order.  Leaves the state itself as it is. */
static Journey
view_of_state(const GrowingJourney *state)
{
	Journey journey;

	if (!growing_header_is_valid(state))
		report_invalid_journey();
	if (state->sorted < state->count)
	{
		GrowingJourney *copy = palloc(VARSIZE(state));

		memcpy(copy, state, VARSIZE(state));
		put_in_order(copy);
		state = copy;
	}
	journey.stars = state->stars;
	journey.count = state->count;
	return journey;
}

/*
 * An argument of type star_journey, of either form, checked from the header to
 * the last Star.
 */
Journey
journey_getarg(FunctionCallInfo fcinfo, int argument)
{
	StarJourney *value = (StarJourney *) PG_GETARG_VARLENA_P(argument);
	Journey journey;
	Size size = VARSIZE(value);

	if (size < offsetof(StarJourney, stars))
		report_invalid_journey();
	if (value->form == GROWING)
		journey = view_of_state((GrowingJourney *) value);
	else
	{
		journey.stars = value->stars;
		journey.count = (size - offsetof(StarJourney, stars)) / sizeof(JourneyStar);
		if (value->version != JOURNEY_VERSION || value->form != STORED || value->reserved != 0 ||
			(size - offsetof(StarJourney, stars)) % sizeof(JourneyStar) != 0)
			report_invalid_journey();
	}
	if (!are_stars_of_journey(journey.stars, journey.count))
		report_invalid_journey();
	return journey;
}

/* The first argument, to be changed: itself when it is a state in an aggregate, otherwise a copy.
 */
static inline GrowingJourney *
state_getarg(FunctionCallInfo fcinfo)
{
	GrowingJourney *state = (GrowingJourney *) PG_GETARG_POINTER(0);
	Journey journey;

	if (likely(!VARATT_IS_EXTENDED(state) && growing_header_is_valid(state) &&
			   AggCheckCallContext(fcinfo, NULL)))
		return state;
	journey = journey_getarg(fcinfo, 0);
	return make_state(journey.stars, journey.count, 0);
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

/* Reads a date as EncodeDateOnly prints it, whatever the session's DateStyle. */
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
	*state = make_state(NULL, 0, 0);
	if (!accept_character(rest, '{'))
		return MALFORMED;
	if (accept_character(rest, '}'))
		return PARSED;
	do
	{
		DateADT date;
		OutcomeStar star;
		ParseResult result;

		if (!parse_date(rest, &date) || !accept_character(rest, ':'))
			return MALFORMED;
		result = outcome_star_parse(rest, &star);
		if (result != PARSED)
			return result;
		if (star == EMPTY_STAR ||
			((*state)->count > 0 && date <= (*state)->stars[(*state)->count - 1].completed_on))
			return MALFORMED;
		*state = add_star(*state, date, star);
	} while (accept_character(rest, ','));
	return accept_character(rest, '}') ? PARSED : MALFORMED;
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

	if (result == OUT_OF_RANGE)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("reading out of range for type %s: \"%s\"", "star_journey", literal),
				 errdetail(WHAT_IS_A_READING)));
	if (result == MALFORMED || *rest != '\0')
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"", "star_journey", literal),
				 errdetail(WHAT_IS_A_JOURNEY)));
	PG_RETURN_POINTER(make_journey(state->stars, state->count));
}

PG_FUNCTION_INFO_V1(star_journey_out);
Datum
star_journey_out(PG_FUNCTION_ARGS)
{
	Journey journey = journey_getarg(fcinfo, 0);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfoChar(&text, '{');
	for (int i = 0; i < journey.count; i++)
	{
		struct pg_tm day;
		char date[MAXDATELEN + 1];

		j2date(journey.stars[i].completed_on + POSTGRES_EPOCH_JDATE, &day.tm_year, &day.tm_mon,
			   &day.tm_mday);
		EncodeDateOnly(&day, USE_ISO_DATES, date);
		appendStringInfo(&text, "%s%s:", i > 0 ? "," : "", date);
		outcome_star_print(&text, journey_star(&journey.stars[i]));
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
	StarJourney *journey;

	if (version != JOURNEY_VERSION || count < 0 || count > length / (int) sizeof(JourneyStar))
		ereport(ERROR, (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
						errmsg("invalid binary input for type %s: version %d, %d Stars in %d bytes",
							   "star_journey", version, count, length),
						errdetail("Version %d is known.", JOURNEY_VERSION)));
	check_message_length(message, count * sizeof(JourneyStar), "star_journey");
	journey = make_journey(NULL, 0);
	journey = repalloc(journey, offsetof(StarJourney, stars) + count * sizeof(JourneyStar));
	SET_VARSIZE(journey, offsetof(StarJourney, stars) + count * sizeof(JourneyStar));
	for (int i = 0; i < count; i++)
	{
		journey->stars[i].completed_on = (DateADT) pq_getmsgint(message, sizeof(int32));
		set_star(&journey->stars[i], outcome_star_check((OutcomeStar) pq_getmsgint64(message)));
	}
	if (!are_stars_of_journey(journey->stars, count))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid binary input for type %s: dates out of order, or an empty Star",
						"star_journey"),
				 errdetail(WHAT_IS_A_JOURNEY)));
	PG_RETURN_POINTER(journey);
}

PG_FUNCTION_INFO_V1(star_journey_send);
Datum
star_journey_send(PG_FUNCTION_ARGS)
{
	Journey journey = journey_getarg(fcinfo, 0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint8(&message, JOURNEY_VERSION);
	pq_sendint32(&message, journey.count);
	for (int i = 0; i < journey.count; i++)
	{
		pq_sendint32(&message, journey.stars[i].completed_on);
		pq_sendint64(&message, journey_star(&journey.stars[i]));
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* Star by Star, by date and then by readings; a journey that ends first comes first. */
static int
star_journey_compare(FunctionCallInfo fcinfo)
{
	Journey left = journey_getarg(fcinfo, 0);
	Journey right = journey_getarg(fcinfo, 1);

	for (int i = 0; i < left.count && i < right.count; i++)
	{
		int comparison = compare_dates(&left.stars[i], &right.stars[i]);

		if (comparison == 0)
			comparison = COMPARE(journey_star(&left.stars[i]), journey_star(&right.stars[i]));
		if (comparison != 0)
			return comparison;
	}
	return COMPARE(left.count, right.count);
}

COMPARISON_FUNCTIONS(star_journey)

PG_FUNCTION_INFO_V1(star_journey_hash);
Datum
star_journey_hash(PG_FUNCTION_ARGS)
{
	Journey journey = journey_getarg(fcinfo, 0);

	return hash_any((const unsigned char *) journey.stars, journey.count * sizeof(JourneyStar));
}

PG_FUNCTION_INFO_V1(star_journey_hash_extended);
Datum
star_journey_hash_extended(PG_FUNCTION_ARGS)
{
	Journey journey = journey_getarg(fcinfo, 0);

	return hash_any_extended((const unsigned char *) journey.stars,
							 journey.count * sizeof(JourneyStar), PG_GETARG_INT64(1));
}

/*
 * The aggregates
 */

/* An infinite date says no more than none: the row is passed over. */
#define TRANSITION(function, date, star)                  \
	PG_FUNCTION_INFO_V1(function);                        \
	Datum function(PG_FUNCTION_ARGS)                      \
	{                                                     \
		GrowingJourney *state = state_getarg(fcinfo);     \
		OutcomeStar added = star;                         \
                                                          \
		if (is_date_of_star(date) && added != EMPTY_STAR) \
			state = add_star(state, date, added);         \
		PG_RETURN_POINTER(state);                         \
	}

TRANSITION(star_journey_add_star, PG_GETARG_DATEADT(2),
		   outcome_star_check(PG_GETARG_OUTCOME_STAR(1)))
TRANSITION(star_journey_add_reading, PG_GETARG_DATEADT(3),
		   area_holding(area_no_check(PG_GETARG_INT32(1)),
						star_reading_check(PG_GETARG_STAR_READING(2), NULL, NULL)))
TRANSITION(star_journey_add_integer, PG_GETARG_DATEADT(3),
		   area_holding(area_no_check(PG_GETARG_INT32(1)),
						star_reading_check(PG_GETARG_INT32(2), NULL, NULL)))

/* The Stars of both: the combine function of the aggregates, and the transition of rollup. */
PG_FUNCTION_INFO_V1(star_journey_merge);
Datum
star_journey_merge(PG_FUNCTION_ARGS)
{
	GrowingJourney *state = state_getarg(fcinfo);
	Journey other = journey_getarg(fcinfo, 1);

	for (int i = 0; i < other.count; i++)
		state = add_star(state, other.stars[i].completed_on, journey_star(&other.stars[i]));
	PG_RETURN_POINTER(state);
}

/* The journey in its stored form, or NULL if it has no Star. */
PG_FUNCTION_INFO_V1(star_journey_final);
Datum
star_journey_final(PG_FUNCTION_ARGS)
{
	Journey journey = journey_getarg(fcinfo, 0);

	if (journey.count == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(make_journey(journey.stars, journey.count));
}

/*
 * Parts
 */

/* The n-th Star, counted from 1, or from the end for a negative n; or none. */
static const JourneyStar *
nth(Journey journey, int64 n)
{
	int64 place = n > 0 ? n - 1 : journey.count + n;

	return n != 0 && place >= 0 && place < journey.count ? &journey.stars[place] : NULL;
}

/* The latest Star: a review, so none in a journey of one Star. */
const JourneyStar *
latest_of(Journey journey)
{
	return journey.count > 1 ? nth(journey, -1) : NULL;
}

static Datum
star_or_null(FunctionCallInfo fcinfo, const JourneyStar *place)
{
	if (place == NULL)
		PG_RETURN_NULL();
	PG_RETURN_OUTCOME_STAR(journey_star(place));
}

static Datum
date_or_null(FunctionCallInfo fcinfo, const JourneyStar *place)
{
	if (place == NULL)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(place->completed_on);
}

/* A Star of the journey, and its date; NULL if there is none. */
#define PART(name, place)                              \
	PG_FUNCTION_INFO_V1(star_journey_##name##_star);   \
	Datum star_journey_##name##_star(PG_FUNCTION_ARGS) \
	{                                                  \
		Journey journey = journey_getarg(fcinfo, 0);   \
                                                       \
		return star_or_null(fcinfo, place);            \
	}                                                  \
	PG_FUNCTION_INFO_V1(star_journey_##name##_on);     \
	Datum star_journey_##name##_on(PG_FUNCTION_ARGS)   \
	{                                                  \
		Journey journey = journey_getarg(fcinfo, 0);   \
                                                       \
		return date_or_null(fcinfo, place);            \
	}

PART(first, nth(journey, 1))
PART(latest, latest_of(journey))
PART(nth, nth(journey, PG_GETARG_INT32(1)))

PG_FUNCTION_INFO_V1(star_journey_star_count);
Datum
star_journey_star_count(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(journey_getarg(fcinfo, 0).count);
}

/* All dates as date[], all Stars as outcome_star[]: what stars() makes rows of. */

PG_FUNCTION_INFO_V1(star_journey_dates);
Datum
star_journey_dates(PG_FUNCTION_ARGS)
{
	Journey journey = journey_getarg(fcinfo, 0);
	Datum *dates = palloc(Max(journey.count, 1) * sizeof(Datum));

	for (int i = 0; i < journey.count; i++)
		dates[i] = DateADTGetDatum(journey.stars[i].completed_on);
	PG_RETURN_ARRAYTYPE_P(
		construct_array(dates, journey.count, DATEOID, sizeof(DateADT), true, TYPALIGN_INT));
}

PG_FUNCTION_INFO_V1(star_journey_to_stars);
Datum
star_journey_to_stars(PG_FUNCTION_ARGS)
{
	Journey journey = journey_getarg(fcinfo, 0);
	Datum *stars = palloc(Max(journey.count, 1) * sizeof(Datum));
	Oid star_type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));

	for (int i = 0; i < journey.count; i++)
		stars[i] = OutcomeStarGetDatum(journey_star(&journey.stars[i]));
	PG_RETURN_ARRAYTYPE_P(construct_array(stars, journey.count, star_type, sizeof(OutcomeStar),
										  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/* The journey up to and with a date; NULL if it has not begun by then. */
PG_FUNCTION_INFO_V1(star_journey_until);
Datum
star_journey_until(PG_FUNCTION_ARGS)
{
	Journey journey = journey_getarg(fcinfo, 0);
	DateADT date = PG_GETARG_DATEADT(1);
	int count = find_date(journey.stars, journey.count, date);

	if (count < journey.count && journey.stars[count].completed_on == date)
		count++;
	if (count == 0)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(make_journey(journey.stars, count));
}

/* Is the second Star lower than the first, over the areas that both have? */
static bool
is_lower(OutcomeStar second, OutcomeStar first)
{
	return change_between(first, second).total < 0;
}

/*
 * The Star that counts as the start: the first one, or by the rule 'lower of
 * first two' the lower of the first two before the latest, if there are two
 * and the second is lower.  Another rule is an error (22023).
 */
PG_FUNCTION_INFO_V1(star_journey_start_star);
Datum
star_journey_start_star(PG_FUNCTION_ARGS)
{
	Journey journey = journey_getarg(fcinfo, 0);
	char *rule = text_to_cstring(PG_GETARG_TEXT_PP(1));
	bool lower = strcmp(rule, "lower of first two") == 0;
	int n = 1;

	if (!lower && strcmp(rule, "first") != 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("unknown start rule: \"%s\"", rule),
						errhint("The rules are 'first' and 'lower of first two'.")));
	if (lower && journey.count > 2 &&
		is_lower(journey_star(&journey.stars[1]), journey_star(&journey.stars[0])))
		n = 2;
	return star_or_null(fcinfo, nth(journey, n));
}
