/*
 * text_argument.c
 *		What an analyst is told who hands a text column to an aggregate.
 */
#include "outcomestar.h"

#include "catalog/pg_aggregate.h"
#include "nodes/primnodes.h"
#include "utils/lsyscache.h"

/*
 * The transition of each aggregate's form over text: an error (42804) with the
 * cast to write.  Without it PostgreSQL would only say that there is no such
 * function.
 */
PG_FUNCTION_INFO_V1(text_argument_error);
Datum
text_argument_error(PG_FUNCTION_ARGS)
{
	Aggref *aggregate = AggGetAggref(fcinfo);
	const char *name = aggregate ? get_func_name(aggregate->aggfnoid) : "text_argument_error";

	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("%s needs readings or stages, not text", name),
			 errdetail("Each text must be turned into a reading, 1 to 10, or a stage."),
			 PG_NARGS() == 2 ? errhint("Write %s(column::star_reading), or "
									   "%s(column::journey_stage) for labels of stages.",
									   name, name)
							 : errhint("Write %s(first::star_reading, latest::star_reading), or "
									   "::journey_stage for labels of stages.",
									   name)));
	PG_RETURN_NULL();
}
