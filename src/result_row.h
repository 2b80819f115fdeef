/*
 * result_row.h
 *		A row as the result of a function that has OUT arguments.
 */
#ifndef RESULT_ROW_H
#define RESULT_ROW_H

#include "outcomestar.h"

#include "access/htup_details.h"
#include "funcapi.h"

/* There has to be a value for each of its columns. */
static inline Datum
result_row(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc columns;

	if (get_call_result_type(fcinfo, NULL, &columns) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "result must be a row");
	return HeapTupleGetDatum(heap_form_tuple(columns, values, nulls));
}

#endif /* RESULT_ROW_H */
