/*
 * wrong_argument.c
 *		What an analyst is told who hands an aggregate a column of a type that it
 *		does not take.
 */
#include "outcomestar.h"

#include "access/htup_details.h"
#include "catalog/pg_aggregate.h"
#include "catalog/pg_type.h"
#include "nodes/execnodes.h"
#include "nodes/nodeFuncs.h"
#include "nodes/primnodes.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

/*
 * The transitions of the aggregates' forms over text and over double precision,
 * into which PostgreSQL turns all other numbers by itself: an error (42804) with
 * the cast to write.  Without them PostgreSQL would only say that there is no
 * such function.
 */

/*
 * The aggregate as it was called: its arguments have the types that they had
 * before PostgreSQL turned them.  Or the transition, called by hand.
 */
typedef struct Call
{
	Oid function;
	int arguments;
	Oid types[FUNC_MAX_ARGS];
} Call;

static Oid
transition_of(Oid aggregate)
{
	HeapTuple tuple = SearchSysCache1(AGGFNOID, ObjectIdGetDatum(aggregate));
	Oid transition = InvalidOid;

	if (HeapTupleIsValid(tuple))
	{
		transition = ((Form_pg_aggregate) GETSTRUCT(tuple))->aggtransfn;
		ReleaseSysCache(tuple);
	}
	return transition;
}

/* The window function that a transition is called for. */
static WindowFunc *
window_function(FunctionCallInfo fcinfo)
{
	ListCell *cell;

	if (fcinfo->context == NULL || !IsA(fcinfo->context, WindowAggState))
		return NULL;
	foreach (cell, ((WindowAggState *) fcinfo->context)->funcs)
	{
		WindowFunc *function = lfirst_node(WindowFuncExprState, cell)->wfunc;

		if (transition_of(function->winfnoid) == fcinfo->flinfo->fn_oid)
			return function;
	}
	return NULL;
}

static void
add_argument(Call *call, Node *argument)
{
	call->types[call->arguments++] = exprType(strip_implicit_coercions(argument));
}

static Call
find_call(FunctionCallInfo fcinfo)
{
	Aggref *aggregate = AggGetAggref(fcinfo);
	WindowFunc *window = window_function(fcinfo);
	Call call = {.function = fcinfo->flinfo->fn_oid};
	ListCell *cell;

	if (aggregate != NULL)
	{
		call.function = aggregate->aggfnoid;
		foreach (cell, aggregate->args)
		{
			TargetEntry *argument = lfirst_node(TargetEntry, cell);

			if (!argument->resjunk) /* what only ORDER BY names */
				add_argument(&call, (Node *) argument->expr);
		}
	}
	else if (window != NULL)
	{
		call.function = window->winfnoid;
		foreach (cell, window->args)
			add_argument(&call, lfirst(cell));
	}
	else
	{
		Oid *types;

		get_func_signature(call.function, &types, &call.arguments);
		call.arguments--; /* but for the state */
		memcpy(call.types, types + 1, call.arguments * sizeof(Oid));
	}
	return call;
}

/* "progress_matrix(text, text)" */
static char *
signature_of(const Call *call)
{
	StringInfoData signature;

	initStringInfo(&signature);
	appendStringInfo(&signature, "%s(", get_func_name(call->function));
	for (int i = 0; i < call->arguments; i++)
		appendStringInfo(&signature, "%s%s", i > 0 ? ", " : "", format_type_be(call->types[i]));
	appendStringInfoChar(&signature, ')');
	return signature.data;
}

/* Of the aggregates over readings or stages: one, or a start and a latest one. */
PG_FUNCTION_INFO_V1(wrong_argument_reading);
Datum
wrong_argument_reading(PG_FUNCTION_ARGS)
{
	Call call = find_call(fcinfo);
	const char *name = get_func_name(call.function);

	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("readings in %s must be of type star_reading, integer or smallint",
					signature_of(&call)),
			 PG_NARGS() == 2
				 ? errhint("Write %s(column::star_reading), or %s(column::journey_stage) for "
						   "labels of stages.",
						   name, name)
				 : errhint("Write %s(start::star_reading, latest::star_reading); for labels of "
						   "stages, progress_matrix(start::journey_stage, latest::journey_stage).",
						   name)));
	PG_RETURN_NULL();
}

/* Of the aggregates over readings by area, with a date or without. */
PG_FUNCTION_INFO_V1(wrong_argument_area);
Datum
wrong_argument_area(PG_FUNCTION_ARGS)
{
	Call call = find_call(fcinfo);
	bool is_area_right = call.types[0] == INT4OID || call.types[0] == INT2OID;

	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 is_area_right
				 ? errmsg("readings in %s must be of type star_reading, integer or smallint",
						  signature_of(&call))
				 : errmsg("area numbers in %s must be of type integer or smallint",
						  signature_of(&call)),
			 errhint("Write %s(area_no%s, reading::star_reading%s).", get_func_name(call.function),
					 is_area_right ? "" : "::integer", PG_NARGS() == 3 ? "" : ", completed_on")));
	PG_RETURN_NULL();
}
