/*
 * compared_families.c
 *		Counts of families compared, in an area, by month and reading: from
 *		arrays that have an element for each family.
 *
 * A report keeps the families of each combination of members in such arrays,
 * so that who filters by members reads few rows.
 */
#include "outcomestar.h"

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/tuplestore.h"

#include "counts.h"
#include "outcome_star.h"

/* Families of the same months and readings count together. */
typedef struct
{
	DateADT first_month;
	DateADT latest_month;
	int start;
	int latest;
} Family;

static inline int
compare_months(const Family *one, const Family *other)
{
	if (one->first_month != other->first_month)
		return one->first_month < other->first_month ? -1 : 1;
	return (one->latest_month > other->latest_month) - (one->latest_month < other->latest_month);
}

static inline int
compare_families(const Family *one, const Family *other)
{
	int months = compare_months(one, other);

	return months != 0 ? months
					   : (one->start - other->start) * READINGS + one->latest - other->latest;
}

#define ST_SORT sort_families
#define ST_ELEMENT_TYPE Family
#define ST_COMPARE(one, other) compare_families(one, other)
#define ST_SCOPE static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DECLARE
#define ST_DEFINE
#include "lib/sort_template.h"

/* The elements of an array argument, of which there have to be so many: another array is an error
 * (22023). */
static const void *
elements_getarg(FunctionCallInfo fcinfo, int argument, int length)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(argument);

	if (ARR_HASNULL(array) || ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) != length)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("these arrays are not those of families"),
				 errdetail("All have to have an element for each family, and none may be NULL.")));
	return ARR_DATA_PTR(array);
}

/*
 * Those of the families that have both readings in the area, in order.
 * Arguments: months of the first Star and of the latest one, start Stars and
 * latest Stars, an element of each for each family; the number of the area.
 */
static Family *
families_getarg(FunctionCallInfo fcinfo, int *count)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(0);
	int length = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	const DateADT *first_month = elements_getarg(fcinfo, 0, length);
	const DateADT *latest_month = elements_getarg(fcinfo, 1, length);
	const OutcomeStar *start = elements_getarg(fcinfo, 2, length);
	const OutcomeStar *latest = elements_getarg(fcinfo, 3, length);
	int area_no = area_no_check(PG_GETARG_INT32(4));
	Family *families = palloc_extended((Size) length * sizeof(Family), MCXT_ALLOC_HUGE);

	*count = 0;
	for (int i = 0; i < length; i++)
	{
		Family family = {first_month[i], latest_month[i],
						 held_in_area(readings_only(outcome_star_check(start[i])), area_no),
						 held_in_area(readings_only(outcome_star_check(latest[i])), area_no)};

		if (family.start != NO_READING && family.latest != NO_READING)
			families[(*count)++] = family;
	}
	sort_families(families, *count);
	return families;
}

/* A row for each two months and pair of readings: how many families there are. */
PG_FUNCTION_INFO_V1(compared_families_counts);
Datum
compared_families_counts(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int count;
	Family *families = families_getarg(fcinfo, &count);

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0, next; i < count; i = next)
	{
		Family *family = &families[i];
		bool nulls[5] = {false};
		Datum values[5];

		for (next = i + 1; next < count && compare_families(family, &families[next]) == 0;)
			next++;
		values[0] = DateADTGetDatum(family->first_month);
		values[1] = DateADTGetDatum(family->latest_month);
		values[2] = Int32GetDatum(family->start);
		values[3] = Int32GetDatum(family->latest);
		values[4] = Int64GetDatum(next - i);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		CHECK_FOR_INTERRUPTS();
	}
	return (Datum) 0;
}

/* A row for each two months: the families by start and latest reading. */
PG_FUNCTION_INFO_V1(compared_families_matrices);
Datum
compared_families_matrices(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	int count;
	Family *families = families_getarg(fcinfo, &count);

	InitMaterializedSRF(fcinfo, 0);
	for (int i = 0, next; i < count; i = next)
	{
		Family *family = &families[i];
		Counts *matrix = counts_make(2, READINGS);
		bool nulls[3] = {false};
		Datum values[3];

		for (next = i; next < count && compare_months(family, &families[next]) == 0; next++)
			counts_increment(matrix,
							 (families[next].start - 1) * READINGS + families[next].latest - 1, 1);
		values[0] = DateADTGetDatum(family->first_month);
		values[1] = DateADTGetDatum(family->latest_month);
		values[2] = PointerGetDatum(matrix);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		pfree(matrix);
		CHECK_FOR_INTERRUPTS();
	}
	return (Datum) 0;
}
