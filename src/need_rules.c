/*
 * need_rules.c
 *		Reading what view star_need_rules says: once for all rows of a query.
 */
#include "outcomestar.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "need_rules.h"

/* More than all frameworks that there ever were have together. */
#define MOST_NEEDS 100000

typedef struct Needs
{
	MemoryContext context; /* in which they are */
	ArrayType *array;      /* from which they were read */
	int count;
	Need need[FLEXIBLE_ARRAY_MEMBER];
} Needs;

static bool
texts_equal(const text *left, const text *right)
{
	return VARSIZE_ANY_EXHDR(left) == VARSIZE_ANY_EXHDR(right) &&
		   memcmp(VARDATA_ANY(left), VARDATA_ANY(right), VARSIZE_ANY_EXHDR(left)) == 0;
}

static bool
is_white_space(char character)
{
	return character != '\0' && strchr(WHITE_SPACE, character) != NULL;
}

static void
trim_end(StringInfo key)
{
	while (key->len > 0 && is_white_space(key->data[key->len - 1]))
		key->len--;
}

/*
 * By their keys codes are the same however their parts are set apart: that of
 * 9.1, 9-1 and " 9 : 1" is 9:1.
 */
static text *
key_of(const text *need_code)
{
	const char *written = VARDATA_ANY(need_code);
	StringInfoData key;

	initStringInfo(&key);
	for (Size i = 0; i < VARSIZE_ANY_EXHDR(need_code); i++)
	{
		bool sets_apart = written[i] == ':' || written[i] == '.' || written[i] == '-';

		if (sets_apart)
			trim_end(&key);
		else if (is_white_space(written[i]) && (key.len == 0 || key.data[key.len - 1] == ':'))
			continue;
		appendStringInfoChar(&key, sets_apart ? ':' : written[i]);
	}
	trim_end(&key);
	return cstring_to_text_with_len(key.data, key.len);
}

PG_FUNCTION_INFO_V1(need_rules_key);
Datum
need_rules_key(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(key_of(PG_GETARG_TEXT_PP(0)));
}

static void
report_invalid_needs(void)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("invalid rows of view star_need_rules")));
}

/* A copy of its own; NULL for NULL. */
static void *
optional_attribute(HeapTupleHeader tuple, const char *name)
{
	bool is_null;
	Datum value = GetAttributeByName(tuple, name, &is_null);

	return is_null ? NULL : PG_DETOAST_DATUM_COPY(value);
}

static Datum
attribute(HeapTupleHeader tuple, const char *name)
{
	void *value = optional_attribute(tuple, name);

	if (value == NULL)
		report_invalid_needs();
	return PointerGetDatum(value);
}

static bool
is_level(int level, int lowest)
{
	return level == 0 || (level >= lowest && level <= HIGHEST_READING);
}

static void
read_evidence(Need *need, ArrayType *evidence)
{
	bool reached[MOST_AREAS + 1] = {false};

	if (ARR_NDIM(evidence) == 0)
		return;
	if (ARR_ELEMTYPE(evidence) != INT2OID || ARR_NDIM(evidence) != 2 ||
		ARR_DIMS(evidence)[0] > MOST_ROWS || ARR_DIMS(evidence)[1] != EVIDENCE_COLUMNS ||
		array_contains_nulls(evidence))
		report_invalid_needs();
	StaticAssertStmt(sizeof(AreaEvidence) == EVIDENCE_COLUMNS * sizeof(int16),
					 "a row is an AreaEvidence");
	need->rows = ARR_DIMS(evidence)[0];
	memcpy(need->row, ARR_DATA_PTR(evidence), need->rows * sizeof(AreaEvidence));
	for (int i = 0; i < need->rows; i++)
	{
		const AreaEvidence *area = &need->row[i];

		if (area->criterion < REACH_NAMED || area->criterion > ANY_PROGRESS || area->area_no < 1 ||
			area->area_no > MOST_AREAS || area->threshold < LOWEST_READING ||
			area->threshold > HIGHEST_READING || !is_level(area->further[0], area->threshold) ||
			!is_level(area->further[1], area->threshold) ||
			(area->criterion != ANY_PROGRESS && reached[area->area_no]))
			report_invalid_needs();
		reached[area->area_no] |= area->criterion != ANY_PROGRESS;
	}
}

static Needs *
read_needs(MemoryContext parent, ArrayType *array)
{
	MemoryContext context = AllocSetContextCreate(parent, "needs", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	Datum *rows;
	bool *nulls;
	int count;
	Needs *needs;

	array = DatumGetArrayTypePCopy(PointerGetDatum(array));
	deconstruct_array(array, ARR_ELEMTYPE(array), -1, false, TYPALIGN_DOUBLE, &rows, &nulls,
					  &count);
	if (count > MOST_NEEDS)
		report_invalid_needs();
	needs = palloc0(offsetof(Needs, need) + count * sizeof(Need));
	needs->context = context;
	needs->array = array;
	needs->count = count;
	for (int i = 0; i < count; i++)
	{
		Need *need = &needs->need[i];
		HeapTupleHeader tuple;

		if (nulls[i])
			report_invalid_needs();
		tuple = DatumGetHeapTupleHeader(rows[i]);
		need->framework = DatumGetTextP(attribute(tuple, "framework"));
		need->need_code = DatumGetTextP(attribute(tuple, "need_code"));
		need->key = key_of(need->need_code);
		need->star_can_evidence = DatumGetTextP(attribute(tuple, "star_can_evidence"));
		need->other_evidence = DatumGetTextP(attribute(tuple, "other_evidence"));
		need->remark = optional_attribute(tuple, "remark");
		read_evidence(need, DatumGetArrayTypeP(attribute(tuple, "evidence")));
	}
	MemoryContextSwitchTo(caller);
	return needs;
}

/* The needs of an array, which mostly is the one of the row before. */
static const Needs *
needs_of(FunctionCallInfo fcinfo, ArrayType *array)
{
	Needs *needs = fcinfo->flinfo->fn_extra;

	if (needs == NULL || VARSIZE(needs->array) != VARSIZE(array) ||
		memcmp(needs->array, array, VARSIZE(array)) != 0)
	{
		fcinfo->flinfo->fn_extra = NULL;
		if (needs != NULL)
			MemoryContextDelete(needs->context);
		needs = read_needs(fcinfo->flinfo->fn_mcxt, array);
		fcinfo->flinfo->fn_extra = needs;
	}
	return needs;
}

/* The names of all needs of a framework, or of all frameworks, in their order. */
static char *
list_of(const Needs *needs, const text *framework)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < needs->count; i++)
	{
		const Need *need = &needs->need[i];

		if (framework != NULL ? !texts_equal(need->framework, framework)
							  : i > 0 && texts_equal(need->framework, need[-1].framework))
			continue;
		appendStringInfo(&list, "%s%s", list.len == 0 ? "" : ", ",
						 text_to_cstring(framework != NULL ? need->need_code : need->framework));
	}
	return list.data;
}

static void
report_unknown_need(const Needs *needs, const text *framework, const text *need_code)
{
	char *codes = list_of(needs, framework);

	if (codes[0] == '\0')
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("framework \"%s\" does not exist or has no family needs",
							   text_to_cstring(framework)),
						errhint("Frameworks with family needs: %s.", list_of(needs, NULL))));
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("need \"%s\" does not exist in framework \"%s\"",
						   text_to_cstring(need_code), text_to_cstring(framework)),
					errhint("Its needs: %s.", codes)));
}

/*
 * The need of an array of rows of the view: the one with that very code, or else
 * with its key.  One that is not there is an error (22023) that lists what there
 * is.
 */
const Need *
need_rules_find(FunctionCallInfo fcinfo, ArrayType *rules, const text *framework,
				const text *need_code)
{
	const Needs *needs = needs_of(fcinfo, rules);
	const text *key;

	for (int i = 0; i < needs->count; i++)
		if (texts_equal(needs->need[i].need_code, need_code) &&
			texts_equal(needs->need[i].framework, framework))
			return &needs->need[i];
	key = key_of(need_code);
	for (int i = 0; i < needs->count; i++)
		if (texts_equal(needs->need[i].key, key) &&
			texts_equal(needs->need[i].framework, framework))
			return &needs->need[i];
	report_unknown_need(needs, framework, need_code);
	return NULL; /* not reached */
}
