/*
 * text_argument.c
 *		What an analyst is told who hands a text column to an aggregate.
 */
#include "outcomestar.h"

#include "catalog/pg_aggregate.h"
#include "nodes/primnodes.h"
#include "utils/lsyscache.h"

/*
 * The transitions of the aggregates' forms over text: an error (42804) with
 * the cast to write.  Without them PostgreSQL would only say that there is no
 * such function.
 */

static const char *
aggregate_name(FunctionCallInfo fcinfo)
{
	Aggref *aggregate = AggGetAggref(fcinfo);

	return aggregate ? get_func_name(aggregate->aggfnoid) : get_func_name(fcinfo->flinfo->fn_oid);
}

/* Of the aggregates over readings or stages: one, or a start and a latest one. */
PG_FUNCTION_INFO_V1(text_argument_error);
Datum
text_argument_error(PG_FUNCTION_ARGS)
{
	const char *name = aggregate_name(fcinfo);

	ereport(
		ERROR,
		(errcode(ERRCODE_DATATYPE_MISMATCH), errmsg("%s does not take text", name),
		 errdetail("Each text must be turned into a reading, 1 to 10, or a stage."),
		 PG_NARGS() == 2
			 ? errhint("Write %s(column::star_reading), or %s(column::journey_stage) for labels "
					   "of stages.",
					   name, name)
			 : errhint("Write %s(start::star_reading, latest::star_reading); for labels of "
					   "stages, progress_matrix(start::journey_stage, latest::journey_stage).",
					   name)));
	PG_RETURN_NULL();
}

/* Of the aggregates over readings by area, with a date or without. */
PG_FUNCTION_INFO_V1(text_reading_error);
Datum
text_reading_error(PG_FUNCTION_ARGS)
{
	const char *name = aggregate_name(fcinfo);

	ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH), errmsg("%s does not take text", name),
					errdetail("Each text must be turned into a reading, 1 to 10."),
					errhint("Write %s(area_no, reading::star_reading%s).", name,
							PG_NARGS() == 3 ? "" : ", completed_on")));
	PG_RETURN_NULL();
}
