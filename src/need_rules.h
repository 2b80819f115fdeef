/*
 * need_rules.h
 *		What view star_need_rules says of each need: what the rule of need_evidence has to know.
 */
#ifndef NEED_RULES_H
#define NEED_RULES_H

#include "outcomestar.h"

#include "fmgr.h"
#include "utils/array.h"

#include "outcome_star.h"

typedef enum Criterion
{
	REACH_NAMED = 1,
	REACH_OTHER = 2, /* one of all other areas, which are one source together */
	ANY_PROGRESS = 3
} Criterion;

/* A row of the view's column evidence.  A level that is not there is 0. */
typedef struct AreaEvidence
{
	int16 criterion;
	int16 area_no;
	int16 threshold; /* for ANY_PROGRESS the readings from and to */
	int16 further[2];
	int16 own[2]; /* are those of a meaning of their own? */
} AreaEvidence;

#define EVIDENCE_COLUMNS 7

/* An area is there once to be reached, and once for any progress. */
#define MOST_ROWS (2 * MOST_AREAS)

typedef struct Need
{
	text *framework;
	text *need_code;
	text *key; /* of its code */
	text *star_can_evidence;
	text *other_evidence;
	text *remark; /* what has to be said of the framework, or NULL */
	int rows;
	AreaEvidence row[MOST_ROWS];
} Need;

static inline bool
text_is(const text *value, const char *literal)
{
	return VARSIZE_ANY_EXHDR(value) == strlen(literal) &&
		   memcmp(VARDATA_ANY(value), literal, strlen(literal)) == 0;
}

extern const Need *need_rules_find(FunctionCallInfo fcinfo, ArrayType *rules, const text *framework,
								   const text *need_code);

#endif /* NEED_RULES_H */
