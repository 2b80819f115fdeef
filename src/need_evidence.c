/*
 * need_evidence.c
 *		What a family's start and latest Star show of a need: the rule of the frameworks.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "need_rules.h"
#include "outcome_star.h"
#include "star_journey.h"

/*
 * The rule.
 */

/* In this order the state of areas that are one source together is the highest of theirs. */
typedef enum State
{
	NO_STATE,            /* no start or no latest reading */
	BELOW_WITHOUT_START, /* no start reading, but the latest is too low whatever the start was */
	BELOW,
	HELD,
	FURTHER,
	CROSSED,
	FELL
} State;

typedef enum Finding
{
	NO_NEED,
	HARD_ONLY,
	OTHER_STAR,
	CANNOT_TELL,
	NOT_SHOWN,
	SOME_PROGRESS,
	PARTLY,
	HELD_LEVEL,
	FURTHER_ONLY,
	IMPROVED
} Finding;

typedef enum Answer
{
	NO,
	UNKNOWN,
	YES
} Answer;

typedef struct Verdict
{
	const Need *need;
	OutcomeStar start;
	OutcomeStar latest;
	bool strict;
	Finding result;
	bool all_readings; /* has each source the two readings that it takes? */
	int highest_level; /* crossed by any area, or 0 */
	Answer below_ten;  /* is an area? */
	State state[MOST_ROWS];
	State together; /* of all other areas */
} Verdict;

static bool
lies_between(int level, int start, int latest)
{
	return level > start && level <= latest;
}

/*
 * The highest level that going from one reading to the other crosses, or 0; one that is only more
 * of the same is none.
 */
static int
level_crossed(const AreaEvidence *area, int start, int latest)
{
	int highest = lies_between(area->threshold, start, latest) ? area->threshold : 0;

	for (size_t i = 0; i < lengthof(area->further); i++)
		if (area->own[i] && lies_between(area->further[i], start, latest))
			highest = Max(highest, area->further[i]);
	return highest;
}

static State
state_of_area(const AreaEvidence *area, int start, int latest)
{
	if (start == NO_READING || latest == NO_READING)
		return latest != NO_READING && latest < area->threshold ? BELOW_WITHOUT_START : NO_STATE;
	if (latest < area->threshold)
		return start < area->threshold ? BELOW : FELL;
	if (level_crossed(area, start, latest) > 0)
		return CROSSED;
	if (latest > start && (start >= 7 || lies_between(area->further[0], start, latest) ||
						   lies_between(area->further[1], start, latest)))
		return FURTHER;
	return HELD;
}

/* Is there a rise within the two readings? */
static bool
any_progress(const AreaEvidence *area, int start, int latest)
{
	return start != NO_READING && Min(latest, area->further[0]) > Max(start, area->threshold);
}

static Finding
result_of_sources(int states, bool some_progress)
{
#define ANY_IS(state) ((states & 1 << (state)) != 0)
	if (ANY_IS(BELOW) || ANY_IS(FELL) || ANY_IS(BELOW_WITHOUT_START))
		return ANY_IS(CROSSED) || ANY_IS(FURTHER) ? PARTLY
			   : some_progress                    ? SOME_PROGRESS
												  : NOT_SHOWN;
	/* a need for which the framework lists no area to reach has no source */
	if (ANY_IS(NO_STATE) || states == 0)
		return CANNOT_TELL;
	return ANY_IS(CROSSED) ? IMPROVED : ANY_IS(FURTHER) ? FURTHER_ONLY : HELD_LEVEL;
#undef ANY_IS
}

static void
judge_areas(Verdict *verdict)
{
	const Need *need = verdict->need;
	int states = 0; /* a bit for each that a source is in */
	bool others = false, some_progress = false;

	for (int i = 0; i < need->rows; i++)
	{
		const AreaEvidence *area = &need->row[i];
		int start = held_in_area(verdict->start, area->area_no);
		int latest = held_in_area(verdict->latest, area->area_no);
		State state;

		if (latest == NO_READING)
			verdict->below_ten = Max(verdict->below_ten, UNKNOWN);
		else if (latest < HIGHEST_READING)
			verdict->below_ten = YES;
		if (area->criterion == ANY_PROGRESS)
		{
			some_progress |= any_progress(area, start, latest);
			continue;
		}
		state = verdict->state[i] = state_of_area(area, start, latest);
		if (state == CROSSED)
			verdict->highest_level =
				Max(verdict->highest_level, level_crossed(area, start, latest));
		if (area->criterion == REACH_OTHER && !verdict->strict)
		{
			/* together they are judged by those that have both readings */
			others = true;
			if (state != BELOW_WITHOUT_START)
				verdict->together = Max(verdict->together, state);
		}
		else
			states |= 1 << state;
	}
	if (others)
		states |= 1 << verdict->together;
	verdict->all_readings =
		states != 0 && (states & (1 << NO_STATE | 1 << BELOW_WITHOUT_START)) == 0;
	verdict->result = result_of_sources(states, some_progress);
}

/*
 * The functions: all have the same arguments, and differ in what they say of the verdict.
 */

/* A Star that is not there is one without readings. */
static OutcomeStar
star_argument(FunctionCallInfo fcinfo, int argument)
{
	return PG_ARGISNULL(argument) ? EMPTY_STAR : readings_only(PG_GETARG_OUTCOME_STAR(argument));
}

/* False without a need or a framework.  A need not known to be recorded is not recorded. */
static bool
judge(FunctionCallInfo fcinfo, Verdict *verdict)
{
	bool need_recorded = !PG_ARGISNULL(4) && PG_GETARG_BOOL(4);
	const Need *need;

	if (PG_ARGISNULL(2) || PG_ARGISNULL(3) || PG_ARGISNULL(6))
		return false;
	need = need_rules_find(fcinfo, PG_GETARG_ARRAYTYPE_P(6), PG_GETARG_TEXT_PP(3),
						   PG_GETARG_TEXT_PP(2));
	memset(verdict, 0, sizeof(Verdict));
	verdict->need = need;
	verdict->start = star_argument(fcinfo, 0);
	verdict->latest = star_argument(fcinfo, 1);
	verdict->strict = !PG_ARGISNULL(5) && PG_GETARG_BOOL(5);
	if (!need_recorded)
		verdict->result = NO_NEED;
	else if (text_is(need->star_can_evidence, "no"))
		verdict->result = HARD_ONLY;
	else if (text_is(need->star_can_evidence, "other_star"))
		verdict->result = OTHER_STAR;
	else
		judge_areas(verdict);
	return true;
}

static bool
areas_were_judged(const Verdict *verdict)
{
	return verdict->result >= CANNOT_TELL;
}

static const char *const result_codes[] = {
	[NO_NEED] = "no_need",         [HARD_ONLY] = "hard_only", [OTHER_STAR] = "other_star",
	[CANNOT_TELL] = "cannot_tell", [NOT_SHOWN] = "not_shown", [SOME_PROGRESS] = "some_progress",
	[PARTLY] = "partly",           [HELD_LEVEL] = "held",     [FURTHER_ONLY] = "further_only",
	[IMPROVED] = "improved",
};

PG_FUNCTION_INFO_V1(need_evidence_result);
Datum
need_evidence_result(PG_FUNCTION_ARGS)
{
	Verdict verdict;

	if (!judge(fcinfo, &verdict))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(result_codes[verdict.result]));
}

/* The highest level that any area crossed; NULL if none did. */
PG_FUNCTION_INFO_V1(need_evidence_highest_level);
Datum
need_evidence_highest_level(PG_FUNCTION_ARGS)
{
	Verdict verdict;

	if (!judge(fcinfo, &verdict) || verdict.highest_level == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(verdict.highest_level);
}

/*
 * The areas that fell below their threshold, in the order of their numbers; NULL if no area was
 * looked at.
 */
PG_FUNCTION_INFO_V1(need_evidence_fell_areas);
Datum
need_evidence_fell_areas(PG_FUNCTION_ARGS)
{
	Verdict verdict;
	Datum areas[MOST_AREAS];
	int count = 0;

	if (!judge(fcinfo, &verdict) || !areas_were_judged(&verdict))
		PG_RETURN_NULL();
	for (int area_no = 1; area_no <= MOST_AREAS; area_no++)
		for (int i = 0; i < verdict.need->rows; i++)
			if (verdict.need->row[i].area_no == area_no && verdict.state[i] == FELL)
				areas[count++] = Int32GetDatum(area_no);
	PG_RETURN_ARRAYTYPE_P(
		construct_array(areas, count, INT4OID, sizeof(int32), true, TYPALIGN_INT));
}

/*
 * Is an area that is listed for the need below 10?  NULL if that is not known, or no area was
 * looked at.
 */
PG_FUNCTION_INFO_V1(need_evidence_support_still_needed);
Datum
need_evidence_support_still_needed(PG_FUNCTION_ARGS)
{
	Verdict verdict;

	if (!judge(fcinfo, &verdict) || !areas_were_judged(&verdict) || verdict.need->rows == 0 ||
		verdict.below_ten == UNKNOWN)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(verdict.below_ten == YES);
}

PG_FUNCTION_INFO_V1(need_evidence_other_evidence);
Datum
need_evidence_other_evidence(PG_FUNCTION_ARGS)
{
	Verdict verdict;

	if (!judge(fcinfo, &verdict))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(DatumGetTextPCopy(PointerGetDatum(verdict.need->other_evidence)));
}

/*
 * Has every source of the need the two readings that it takes?  Without one the
 * result can be not_shown, as a latest reading may be too low whatever the start
 * was, but never improved: so shares are of those that have all.  NULL if no
 * area was looked at.
 */
PG_FUNCTION_INFO_V1(need_evidence_all_readings);
Datum
need_evidence_all_readings(PG_FUNCTION_ARGS)
{
	Verdict verdict;

	if (!judge(fcinfo, &verdict) || !areas_were_judged(&verdict))
		PG_RETURN_NULL();
	PG_RETURN_BOOL(verdict.all_readings);
}

/*
 * Why: a sentence for a case file.
 */

static const char *const openings[] = {
	[NO_NEED] = "The need was not recorded at the start.",
	[HARD_ONLY] = "A Star cannot evidence this need: the framework asks for hard records.",
	[OTHER_STAR] =
		"This Star cannot evidence this need: the framework names another version of the Star.",
	[CANNOT_TELL] = "The Star cannot tell",
	[NOT_SHOWN] = "Not shown by the Star",
	[SOME_PROGRESS] = "Some progress, not up to the threshold",
	[PARTLY] = "Shown in part",
	[HELD_LEVEL] = "At the threshold or above from the start",
	[FURTHER_ONLY] = "At the threshold or above from the start, and further progress",
	[IMPROVED] = "The Star is evidence of improvement",
};

/* "area 9 (Home and money)" */
static void
append_area(StringInfo why, int area_no, ArrayType *area_names)
{
	bool is_null = true;
	Datum name = (Datum) 0;

	if (area_names != NULL)
		name = array_get_element(PointerGetDatum(area_names), 1, &area_no, -1, -1, false,
								 TYPALIGN_INT, &is_null);
	appendStringInfo(why, "area %d", area_no);
	if (!is_null)
		appendStringInfo(why, " (%s)", TextDatumGetCString(name));
}

static void
append_state(StringInfo why, const Verdict *verdict, int i, ArrayType *area_names)
{
	const AreaEvidence *area = &verdict->need->row[i];
	int start = held_in_area(verdict->start, area->area_no);
	int latest = held_in_area(verdict->latest, area->area_no);

	append_area(why, area->area_no, area_names);
	switch (verdict->state[i])
	{
		case NO_STATE:
			appendStringInfoString(why, start != NO_READING ? " has no latest reading"
										: latest != NO_READING
											? " has no start reading"
											: " has neither a start nor a latest reading");
			return;
		case BELOW_WITHOUT_START:
			appendStringInfo(why, " has no start reading and stands at %d", latest);
			break;
		default:
			if (start == latest)
				appendStringInfo(why, " stayed at %d", latest);
			else
				appendStringInfo(why, " %s from %d to %d",
								 latest > start              ? "rose"
								 : verdict->state[i] == FELL ? "fell"
															 : "went",
								 start, latest);
	}
	if (verdict->state[i] == CROSSED)
		appendStringInfo(why, ", reaching level %d", level_crossed(area, start, latest));
	if (verdict->state[i] != CROSSED || start >= area->threshold)
		appendStringInfo(why, ", %s the threshold %d",
						 latest < area->threshold ? "below" : "at or above", area->threshold);
}

/*
 * First the sources that are one area; then all other areas together, that is those of them that
 * decide it.
 */
static void
append_sources(StringInfo why, const Verdict *verdict, ArrayType *area_names)
{
	const Need *need = verdict->need;
	const char *separator = ": ";
	bool others = false;

	for (int i = 0; i < need->rows; i++)
	{
		others |= need->row[i].criterion == REACH_OTHER;
		if (need->row[i].criterion == REACH_NAMED ||
			(need->row[i].criterion == REACH_OTHER && verdict->strict))
		{
			appendStringInfoString(why, separator);
			append_state(why, verdict, i, area_names);
			separator = "; ";
		}
	}
	if (others && !verdict->strict)
	{
		appendStringInfo(why, "%sall other areas together: ", separator);
		separator = "";
		for (int i = 0; i < need->rows; i++)
			if (need->row[i].criterion == REACH_OTHER && verdict->together != NO_STATE &&
				verdict->state[i] == verdict->together)
			{
				appendStringInfoString(why, separator);
				append_state(why, verdict, i, area_names);
				separator = "; ";
			}
		if (verdict->together == NO_STATE)
			appendStringInfoString(why, "none has both a start and a latest reading");
	}
	else if (separator[0] == ':')
		appendStringInfoString(why, ": the framework lists no area to reach");
	appendStringInfoChar(why, '.');
	if (others && verdict->strict)
		appendStringInfoString(why, " Strict: each of all other areas counts by itself.");
}

/* Nothing where one of them is not known. */
static void
append_dates(StringInfo why, NullableDatum start_on, NullableDatum latest_on)
{
	if (start_on.isnull || latest_on.isnull || !is_date_of_star(DatumGetDateADT(start_on.value)) ||
		!is_date_of_star(DatumGetDateADT(latest_on.value)))
		return;
	appendStringInfoString(why, " The Stars are of ");
	star_journey_print_date(why, DatumGetDateADT(start_on.value));
	appendStringInfoString(why, " and ");
	star_journey_print_date(why, DatumGetDateADT(latest_on.value));
	appendStringInfoChar(why, '.');
}

PG_FUNCTION_INFO_V1(need_evidence_why);
Datum
need_evidence_why(PG_FUNCTION_ARGS)
{
	Verdict verdict;
	StringInfoData why;

	if (!judge(fcinfo, &verdict))
		PG_RETURN_NULL();
	initStringInfo(&why);
	appendStringInfoString(&why, openings[verdict.result]);
	if (areas_were_judged(&verdict))
	{
		append_sources(&why, &verdict, PG_ARGISNULL(7) ? NULL : PG_GETARG_ARRAYTYPE_P(7));
		append_dates(&why, fcinfo->args[8], fcinfo->args[9]);
		if (text_is(verdict.need->other_evidence, "star_and_hard"))
			appendStringInfoString(&why, " The framework asks for a hard record as well.");
		if (verdict.need->remark != NULL)
			appendStringInfo(&why, " %s", text_to_cstring(verdict.need->remark));
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(why.data, why.len));
}
