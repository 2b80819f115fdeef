/*
 * outcome_star.c
 *		The type outcome_star: all readings of one completed Star.
 */
#include "outcomestar.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "executor/execExpr.h"
#include "libpq/pqformat.h"
#include "nodes/nodeFuncs.h"
#include "nodes/subscripting.h"
#include "parser/parse_coerce.h"
#include "parser/parse_expr.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "comparison.h"
#include "input.h"
#include "mean.h"
#include "outcome_star.h"

#define WHAT_IS_A_STAR                                                                            \
	"A Star is up to 15 readings in the order of their areas, as in {9,8,,7}; an empty place is " \
	"an area without a reading, a ? one with contradicting readings."

static const InputType outcome_star_type = {.name = "outcome_star",
											.what_it_is = WHAT_IS_A_STAR,
											.part = "reading",
											.what_a_part_is = WHAT_IS_A_READING};

/* What area_no_check reports. */
int
outcome_star_area_no_error(int64 area_no)
{
	ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					errmsg("area number %lld is out of range for type %s", (long long) area_no,
						   "outcome_star"),
					errdetail("Areas are numbered from 1 to %d.", MOST_AREAS)));
	return 0;
}

/* What outcome_star_check reports: a reading out of range (22003), or the reserved bits (22P03). */
OutcomeStar
outcome_star_error(OutcomeStar star)
{
	ereport(ERROR, (errcode((star & 15) == 0 ? ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE
											 : ERRCODE_INVALID_BINARY_REPRESENTATION),
					errmsg("invalid value for type %s: %016llx", "outcome_star",
						   (unsigned long long) star),
					errdetail("An area is four bits: 0, a reading from 1 to 10, or 15; the last "
							  "four bits are 0.")));
	return EMPTY_STAR;
}

/*
 * Text: the readings as an array, {9,8,,7}, without empty places at the end.
 */

/* Reads what one area holds, up to the comma or brace behind it. */
static ParseResult
parse_area(const char **rest, int *held)
{
	int64 number;
	ParseResult result;

	*held = NO_READING;
	if (**rest == ',' || **rest == '}')
		return PARSED;
	if (input_accept(rest, '?'))
	{
		*held = CONTRADICTION;
		return PARSED;
	}
	if (pg_strncasecmp(*rest, "null", 4) == 0)
	{
		*rest += 4;
		return PARSED;
	}
	result = input_element(rest, &number);
	if (result == PARSED && !IsStarReading(number))
		return OUT_OF_RANGE;
	*held = (int) number;
	return result;
}

/* Reads {reading,...} and goes past it. */
ParseResult
outcome_star_parse(const char **rest, OutcomeStar *star)
{
	int area_no = 0;

	*star = EMPTY_STAR;
	if (!input_accept(rest, '{'))
		return MALFORMED;
	do
	{
		int held;
		ParseResult result = area_no++ == MOST_AREAS ? MALFORMED : parse_area(rest, &held);

		if (result != PARSED)
			return result;
		*star |= area_holding(area_no, held);
	} while (input_accept(rest, ','));
	return input_accept(rest, '}') ? PARSED : MALFORMED;
}

/* Reads what outcome_star_out prints.  A reading out of range: 22003; anything else: 22P02. */
PG_FUNCTION_INFO_V1(outcome_star_in);
Datum
outcome_star_in(PG_FUNCTION_ARGS)
{
	const char *literal = PG_GETARG_CSTRING(0);
	const char *rest = literal;
	OutcomeStar star;
	ParseResult result = outcome_star_parse(&rest, &star);

	if (result == PARSED && *rest != '\0')
		result = MALFORMED;
	if (result != PARSED)
		return input_error(&outcome_star_type, result, literal, fcinfo->context);
	PG_RETURN_OUTCOME_STAR(star);
}

void
outcome_star_print(StringInfo text, OutcomeStar star)
{
	appendStringInfoChar(text, '{');
	for (int area_no = 1; area_no <= highest_area(star); area_no++)
	{
		int held = held_in_area(star, area_no);

		if (area_no > 1)
			appendStringInfoChar(text, ',');
		if (held == CONTRADICTION)
			appendStringInfoChar(text, '?');
		else if (held != NO_READING)
			appendStringInfo(text, "%d", held);
	}
	appendStringInfoChar(text, '}');
}

PG_FUNCTION_INFO_V1(outcome_star_out);
Datum
outcome_star_out(PG_FUNCTION_ARGS)
{
	StringInfoData text;

	initStringInfo(&text);
	outcome_star_print(&text, PG_GETARG_OUTCOME_STAR(0));
	PG_RETURN_CSTRING(text.data);
}

/*
 * Binary: the eight bytes in network order.
 */

PG_FUNCTION_INFO_V1(outcome_star_recv);
Datum
outcome_star_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);

	input_check_length(message, sizeof(OutcomeStar), "outcome_star");
	PG_RETURN_OUTCOME_STAR(outcome_star_check((OutcomeStar) pq_getmsgint64(message)));
}

PG_FUNCTION_INFO_V1(outcome_star_send);
Datum
outcome_star_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendint64(&message, PG_GETARG_OUTCOME_STAR(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/* Area by area: no reading first, then readings in order, a contradiction last. */
static int
outcome_star_compare(FunctionCallInfo fcinfo)
{
	return COMPARE(PG_GETARG_OUTCOME_STAR(0), PG_GETARG_OUTCOME_STAR(1));
}

COMPARISON_FUNCTIONS(outcome_star)

PG_FUNCTION_INFO_V1(outcome_star_hash);
Datum
outcome_star_hash(PG_FUNCTION_ARGS)
{
	OutcomeStar star = PG_GETARG_OUTCOME_STAR(0);

	return hash_any((unsigned char *) &star, sizeof(star));
}

PG_FUNCTION_INFO_V1(outcome_star_hash_extended);
Datum
outcome_star_hash_extended(PG_FUNCTION_ARGS)
{
	OutcomeStar star = PG_GETARG_OUTCOME_STAR(0);

	return hash_any_extended((unsigned char *) &star, sizeof(star), PG_GETARG_INT64(1));
}

/*
 * Arrays of whole numbers or of star_reading, told apart by the size of an
 * element: the place of an element is its area, NULL an area without a reading.
 */

static char
element_alignment(int size)
{
	return size == sizeof(int64)   ? TYPALIGN_DOUBLE
		   : size == sizeof(int32) ? TYPALIGN_INT
		   : size == sizeof(int16) ? TYPALIGN_SHORT
								   : TYPALIGN_CHAR;
}

static bool
is_element_by_value(int size)
{
	return size < (int) sizeof(int64) || FLOAT8PASSBYVAL;
}

static int64
number_of_element(Datum element, int size)
{
	return size == sizeof(int64)   ? DatumGetInt64(element)
		   : size == sizeof(int32) ? DatumGetInt32(element)
		   : size == sizeof(int16) ? DatumGetInt16(element)
								   : DatumGetUInt8(element);
}

/*
 * More than one dimension is an error (22P02); so are a place outside 1 to 15
 * and a number that is no reading (22003).
 */
static OutcomeStar
star_from_array(ArrayType *array, int size)
{
	Datum *elements;
	bool *nulls;
	int count;
	OutcomeStar star = EMPTY_STAR;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("an array of %d dimensions is not an %s", ARR_NDIM(array), "outcome_star"),
				 errdetail(WHAT_IS_A_STAR)));
	deconstruct_array(array, ARR_ELEMTYPE(array), size, is_element_by_value(size),
					  element_alignment(size), &elements, &nulls, &count);
	for (int i = 0; i < count; i++)
	{
		int area_no = area_no_check((int64) ARR_LBOUND(array)[0] + i);

		if (!nulls[i])
			star |= area_holding(
				area_no, star_reading_check(number_of_element(elements[i], size), NULL, NULL));
	}
	return star;
}

/* The readings by area, NULL where there is none, a contradiction included. */
static ArrayType *
star_to_array(OutcomeStar star, Oid element_type, int size)
{
	OutcomeStar readings = readings_only(star);
	Datum elements[MOST_AREAS];
	bool nulls[MOST_AREAS];
	int length = highest_area(star);
	int lower_bound = 1;

	if (length == 0)
		return construct_empty_array(element_type);
	for (int i = 0; i < length; i++)
	{
		int held = held_in_area(readings, i + 1);

		elements[i] = size == sizeof(int64) ? Int64GetDatum(held) : Int32GetDatum(held);
		nulls[i] = held == NO_READING;
	}
	return construct_md_array(elements, nulls, 1, &length, &lower_bound, element_type, size,
							  is_element_by_value(size), element_alignment(size));
}

#define ARRAY_CASTS(elements, element_type, size)                                            \
	PG_FUNCTION_INFO_V1(outcome_star_from_##elements);                                       \
	Datum outcome_star_from_##elements(PG_FUNCTION_ARGS)                                     \
	{                                                                                        \
		PG_RETURN_OUTCOME_STAR(star_from_array(PG_GETARG_ARRAYTYPE_P(0), size));             \
	}                                                                                        \
	PG_FUNCTION_INFO_V1(outcome_star_to_##elements);                                         \
	Datum outcome_star_to_##elements(PG_FUNCTION_ARGS)                                       \
	{                                                                                        \
		PG_RETURN_ARRAYTYPE_P(star_to_array(PG_GETARG_OUTCOME_STAR(0), element_type, size)); \
	}

ARRAY_CASTS(smallints, INT2OID, sizeof(int16))
ARRAY_CASTS(integers, INT4OID, sizeof(int32))
ARRAY_CASTS(bigints, INT8OID, sizeof(int64))
ARRAY_CASTS(readings, get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid)), 1)

/* The numbers of the areas that hold a contradiction, as integer[]. */
PG_FUNCTION_INFO_V1(outcome_star_contradicting_areas);
Datum
outcome_star_contradicting_areas(PG_FUNCTION_ARGS)
{
	OutcomeStar star = PG_GETARG_OUTCOME_STAR(0);
	Datum area_nos[MOST_AREAS];
	int count = 0;

	for (int area_no = 1; area_no <= highest_area(star); area_no++)
		if (held_in_area(star, area_no) == CONTRADICTION)
			area_nos[count++] = Int32GetDatum(area_no);
	PG_RETURN_ARRAYTYPE_P(
		construct_array(area_nos, count, INT4OID, sizeof(int32), true, TYPALIGN_INT));
}

/* The Star without what it holds in areas above a number.  Another number than 1 to 15 is an error
 * (22003). */
PG_FUNCTION_INFO_V1(outcome_star_up_to_area);
Datum
outcome_star_up_to_area(PG_FUNCTION_ARGS)
{
	int area_no = area_no_check(PG_GETARG_INT32(1));

	PG_RETURN_OUTCOME_STAR(PG_GETARG_OUTCOME_STAR(0) & ~UINT64CONST(0) << (64 - 4 * area_no));
}

/* The Star without readings above a number, any integer; contradictions stay. */
PG_FUNCTION_INFO_V1(outcome_star_up_to_reading);
Datum
outcome_star_up_to_reading(PG_FUNCTION_ARGS)
{
	OutcomeStar star = PG_GETARG_OUTCOME_STAR(0);
	int highest = PG_GETARG_INT32(1);

	for (int area_no = 1; area_no <= MOST_AREAS; area_no++)
	{
		int held = held_in_area(star, area_no);

		if (held != CONTRADICTION && held > highest)
			star &= ~area_holding(area_no, held);
	}
	PG_RETURN_OUTCOME_STAR(star);
}

/* The mean reading over the areas that have one, not rounded; NULL if none has. */
PG_FUNCTION_INFO_V1(outcome_star_mean_reading);
Datum
outcome_star_mean_reading(PG_FUNCTION_ARGS)
{
	OutcomeStar readings = readings_only(PG_GETARG_OUTCOME_STAR(0));

	return mean_of_total(fcinfo, sum_of_areas(readings), count_areas(areas_held(readings)));
}

/*
 * The aggregate: one reading more, given as star_reading, integer or smallint.
 */

#define TRANSITION(function, reading)                                                              \
	PG_FUNCTION_INFO_V1(function);                                                                 \
	Datum function(PG_FUNCTION_ARGS)                                                               \
	{                                                                                              \
		PG_RETURN_OUTCOME_STAR(merge_stars(                                                        \
			PG_GETARG_OUTCOME_STAR(0), area_holding(area_no_check(PG_GETARG_INT32(1)), reading))); \
	}

TRANSITION(outcome_star_add_reading, PG_GETARG_STAR_READING(2))
TRANSITION(outcome_star_add_integer, star_reading_check(PG_GETARG_INT32(2), NULL, NULL))
TRANSITION(outcome_star_add_smallint, star_reading_check(PG_GETARG_INT16(2), NULL, NULL))

PG_FUNCTION_INFO_V1(outcome_star_merge);
Datum
outcome_star_merge(PG_FUNCTION_ARGS)
{
	PG_RETURN_OUTCOME_STAR(merge_stars(PG_GETARG_OUTCOME_STAR(0), PG_GETARG_OUTCOME_STAR(1)));
}

/* The Star, or NULL if it holds nothing. */
PG_FUNCTION_INFO_V1(outcome_star_final);
Datum
outcome_star_final(PG_FUNCTION_ARGS)
{
	if (PG_GETARG_OUTCOME_STAR(0) == EMPTY_STAR)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/*
 * Subscripts: star[3] is the reading of area 3, NULL if there is none, and can
 * be assigned to.  Another area than 1 to 15 is an error (22003).
 *
 * The type has no element type in the catalog: several client libraries take
 * any type that has one for an array.
 */

/* star_reading, which is in the schema of the type that is subscripted. */
static Oid
reading_type(Oid star_type)
{
	HeapTuple tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(star_type));
	Oid schema, type;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", star_type);
	schema = ((Form_pg_type) GETSTRUCT(tuple))->typnamespace;
	ReleaseSysCache(tuple);
	type = GetSysCacheOid2(TYPENAMENSP, Anum_pg_type_oid, CStringGetDatum("star_reading"),
						   ObjectIdGetDatum(schema));
	if (!OidIsValid(type))
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_OBJECT),
						errmsg("type \"%s\" does not exist in the schema of type %s",
							   "star_reading", "outcome_star")));
	return type;
}

static void
subscript_transform(SubscriptingRef *sbsref, List *indirection, ParseState *pstate, bool isSlice,
					bool isAssignment pg_attribute_unused())
{
	A_Indices *index = linitial_node(A_Indices, indirection);
	Node *subscript;

	if (isSlice || list_length(indirection) != 1)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("type %s has one subscript, the number of an area", "outcome_star"),
						parser_errposition(pstate, exprLocation((Node *) sbsref->refexpr))));
	subscript = transformExpr(pstate, index->uidx, pstate->p_expr_kind);
	subscript = coerce_to_target_type(pstate, subscript, exprType(subscript), INT4OID, -1,
									  COERCION_ASSIGNMENT, COERCE_IMPLICIT_CAST, -1);
	if (subscript == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("subscript of type %s must be the number of an area", "outcome_star"),
				 parser_errposition(pstate, exprLocation(index->uidx))));
	sbsref->refupperindexpr = list_make1(subscript);
	sbsref->reflowerindexpr = NIL;
	sbsref->refrestype = reading_type(sbsref->refcontainertype);
	sbsref->reftypmod = -1;
}

/* False if the subscript is NULL, and with it the result. */
static bool
subscript_check(ExprState *state pg_attribute_unused(), ExprEvalStep *op,
				ExprContext *econtext pg_attribute_unused())
{
	SubscriptingRefState *sbsrefstate = op->d.sbsref_subscript.state;

	if (!sbsrefstate->upperindexnull[0])
	{
		area_no_check(DatumGetInt32(sbsrefstate->upperindex[0]));
		return true;
	}
	if (sbsrefstate->isassignment)
		ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						errmsg("the area to assign to in type %s is NULL", "outcome_star")));
	*op->resnull = true;
	return false;
}

static void
subscript_fetch(ExprState *state pg_attribute_unused(), ExprEvalStep *op,
				ExprContext *econtext pg_attribute_unused())
{
	SubscriptingRefState *sbsrefstate = op->d.sbsref.state;
	OutcomeStar readings = readings_only(DatumGetOutcomeStar(*op->resvalue));
	int held = held_in_area(readings, DatumGetInt32(sbsrefstate->upperindex[0]));

	*op->resvalue = StarReadingGetDatum(held);
	*op->resnull = held == NO_READING;
}

/* Assigning to a NULL Star makes one; assigning NULL takes the reading away. */
static void
subscript_assign(ExprState *state pg_attribute_unused(), ExprEvalStep *op,
				 ExprContext *econtext pg_attribute_unused())
{
	SubscriptingRefState *sbsrefstate = op->d.sbsref.state;
	OutcomeStar star = *op->resnull ? EMPTY_STAR : DatumGetOutcomeStar(*op->resvalue);
	int area_no = DatumGetInt32(sbsrefstate->upperindex[0]);
	int held =
		sbsrefstate->replacenull ? NO_READING : DatumGetStarReading(sbsrefstate->replacevalue);

	star = (star & ~area_holding(area_no, 15)) | area_holding(area_no, held);
	*op->resvalue = OutcomeStarGetDatum(star);
	*op->resnull = false;
}

static void
subscript_setup(const SubscriptingRef *sbsref pg_attribute_unused(),
				SubscriptingRefState *sbsrefstate pg_attribute_unused(),
				SubscriptExecSteps *methods)
{
	methods->sbs_check_subscripts = subscript_check;
	methods->sbs_fetch = subscript_fetch;
	methods->sbs_assign = subscript_assign;
}

PG_FUNCTION_INFO_V1(outcome_star_subscript);
Datum
outcome_star_subscript(PG_FUNCTION_ARGS pg_attribute_unused())
{
	static const SubscriptRoutines routines = {
		.transform = subscript_transform,
		.exec_setup = subscript_setup,
		.fetch_strict = true,     /* of a NULL Star: NULL */
		.fetch_leakproof = false, /* an area number out of range is an error */
		.store_leakproof = false,
	};

	PG_RETURN_POINTER(&routines);
}
