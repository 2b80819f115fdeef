/*
 * labels_by_date.c
 *		The one label of each date, such as who completed the Star of that day.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/date.h"

typedef struct
{
	DateADT date;
	bool differs;
	text *label; /* NULL for none */
} Label;

static int
compare_dates(const void *left, const void *right)
{
	DateADT date = ((const Label *) left)->date, other = ((const Label *) right)->date;

	CHECK_FOR_INTERRUPTS();
	return (date > other) - (date < other);
}

static bool
is_same(const text *label, const text *other)
{
	return VARSIZE_ANY_EXHDR(label) == VARSIZE_ANY_EXHDR(other) &&
		   memcmp(VARDATA_ANY(label), VARDATA_ANY(other), VARSIZE_ANY_EXHDR(label)) == 0;
}

/*
 * Of labels in the order of their dates, makes one of those of each date.
 * Returns how many are left.
 */
static int
merge_dates(Label *labels, int count)
{
	int kept = 0;

	for (int i = 1; i < count; i++)
	{
		Label *place = &labels[kept];

		if (labels[i].date != place->date)
			labels[++kept] = labels[i];
		else if (place->label == NULL)
			place->label = labels[i].label;
		else if (labels[i].label != NULL && !is_same(labels[i].label, place->label))
			place->differs = true;
	}
	return count == 0 ? 0 : kept + 1;
}

/* An array of one dimension as Datums.  Another one is an error (2202E). */
static int
elements_getarg(FunctionCallInfo fcinfo, int argument, Oid type, Datum **elements, bool **nulls)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);
	int count;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR, (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
						errmsg("dates and labels must be arrays of one dimension, not %d",
							   ARR_NDIM(array))));
	if (type == DATEOID)
		deconstruct_array(array, DATEOID, sizeof(DateADT), true, TYPALIGN_INT, elements, nulls,
						  &count);
	else
		deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, elements, nulls, &count);
	return count;
}

/*
 * Dates in any order and the label of each, NULL for none: the labels in the
 * order of their dates, one a date.  A date that has different labels has none,
 * and what has no date does not count.  NULL for NULL.
 */
PG_FUNCTION_INFO_V1(labels_by_date);
Datum
labels_by_date(PG_FUNCTION_ARGS)
{
	Datum *dates, *texts;
	bool *no_date, *no_text;
	int count = elements_getarg(fcinfo, 0, DATEOID, &dates, &no_date);
	Label *labels;
	int used = 0, length[1], lower_bound[1] = {1};

	if (count != elements_getarg(fcinfo, 1, TEXTOID, &texts, &no_text))
		ereport(ERROR, (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
						errmsg("as many labels as dates are needed")));
	/* of the largest arrays, more than palloc gives */
	labels = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(Label) * count);
	for (int i = 0; i < count; i++)
		if (!no_date[i])
			labels[used++] = (Label){.date = DatumGetDateADT(dates[i]),
									 .label = no_text[i] ? NULL : DatumGetTextPP(texts[i])};
	qsort(labels, used, sizeof(Label), compare_dates);
	length[0] = merge_dates(labels, used);
	for (int i = 0; i < length[0]; i++)
	{
		texts[i] = PointerGetDatum(labels[i].label);
		no_text[i] = labels[i].label == NULL || labels[i].differs;
	}
	PG_RETURN_ARRAYTYPE_P(construct_md_array(texts, no_text, 1, length, lower_bound, TEXTOID, -1,
											 false, TYPALIGN_INT));
}
