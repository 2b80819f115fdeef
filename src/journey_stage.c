/*
 * journey_stage.c
 *		The type journey_stage: the five stages of the Journey of Change.
 *
 * Stage numbers are common to all editions of the Star; labels belong to an
 * edition.  The type prints those of Family Star Plus, edition 1, and reads
 * the others that are in use for the same stages.
 */
#include "outcomestar.h"

#include "utils/builtins.h"

#include "journey_stage.h"
#include "one_byte_type.h"
#include "star_reading.h"

#define WHAT_IS_A_STAGE                                                                           \
	"A stage is a whole number from 1 to 5, or one of the labels Stuck, Accepting help, Trying, " \
	"Finding what works and Effective parenting, or another label in use for one of these."

/* The first name of a stage is the one printed. */
static const struct
{
	const char *label;
	int stage;
} stage_labels[] = {
	{"Stuck", 1},         {"Accepting help", 2},      {"Trying", 3},
	{"Believing", 3},     {"Finding what works", 4},  {"Learning what works", 4},
	{"Learning", 4},      {"Effective parenting", 5}, {"Self-reliance", 5},
	{"Managing well", 5},
};

static const InputType journey_stage_type = {.name = "journey_stage",
											 .what_it_is = WHAT_IS_A_STAGE};

ONE_BYTE_TYPE(journey_stage, PG_GETARG_JOURNEY_STAGE)

/* The stage with this label, white space around it aside, or 0. */
static int
stage_of_label(const char *literal)
{
	const char *start = literal + strspn(literal, WHITE_SPACE);
	size_t length = strlen(start);

	while (length > 0 && strchr(WHITE_SPACE, start[length - 1]) != NULL)
		length--;
	for (size_t i = 0; i < lengthof(stage_labels); i++)
		if (length == strlen(stage_labels[i].label) &&
			pg_strncasecmp(start, stage_labels[i].label, length) == 0)
			return stage_labels[i].stage;
	return 0;
}

/*
 * Reads a label, without regard to case, or a stage's number.  Another number:
 * 22003; anything else: 22P02.
 */
PG_FUNCTION_INFO_V1(journey_stage_in);
Datum
journey_stage_in(PG_FUNCTION_ARGS)
{
	const char *literal = PG_GETARG_CSTRING(0);
	int64 number;

	if (!input_whole_number(literal, &number) && (number = stage_of_label(literal)) == 0)
		return input_error(&journey_stage_type, MALFORMED, literal, fcinfo->context);
	PG_RETURN_JOURNEY_STAGE(journey_stage_check(number, literal, fcinfo->context));
}

/* Prints the label of Family Star Plus, edition 1. */
PG_FUNCTION_INFO_V1(journey_stage_out);
Datum
journey_stage_out(PG_FUNCTION_ARGS)
{
	int stage = PG_GETARG_JOURNEY_STAGE(0);
	int i = 0;

	while (stage_labels[i].stage != stage)
		i++;
	PG_RETURN_CSTRING(pstrdup(stage_labels[i].label));
}

/*
 * The stage at which a reading stands; a number that is no reading is an error
 * (22003).  DEFINITIONS: two readings to a stage.
 */
PG_FUNCTION_INFO_V1(journey_stage_of_reading);
Datum
journey_stage_of_reading(PG_FUNCTION_ARGS)
{
	int reading = star_reading_check(PG_GETARG_INT32(0), NULL, NULL);

	PG_RETURN_JOURNEY_STAGE(ReadingStage(reading));
}

PG_FUNCTION_INFO_V1(journey_stage_from_int4);
Datum
journey_stage_from_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_JOURNEY_STAGE(journey_stage_check(PG_GETARG_INT32(0), NULL, NULL));
}

PG_FUNCTION_INFO_V1(journey_stage_to_int4);
Datum
journey_stage_to_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PG_GETARG_JOURNEY_STAGE(0));
}
