/*
 * sign_of_life.c
 *		How far a long refresh is.
 */
#include "outcomestar.h"

#include "utils/builtins.h"
#include "utils/timestamp.h"

typedef struct
{
	int64 families;
	TimestampTz told; /* when the last sign was given, or the first family came */
} Progress;

/*
 * Called once for each family that a query puts together.  Now and then gives
 * a notice of how many there have been: of which report (text), about how many
 * there will be (bigint; below 1: not known), how many seconds to be silent
 * for (integer).  Always true, so that it can stand in a WHERE.
 */
PG_FUNCTION_INFO_V1(sign_of_life);
Datum
sign_of_life(PG_FUNCTION_ARGS)
{
	Progress *progress = fcinfo->flinfo->fn_extra;
	int64 total = PG_GETARG_INT64(1);
	int64 silence = (int64) PG_GETARG_INT32(2) * USECS_PER_SEC;

	if (progress == NULL)
	{
		progress = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(Progress));
		progress->told = GetCurrentTimestamp();
		fcinfo->flinfo->fn_extra = progress;
	}
	/* the clock costs more than the rest */
	if (++progress->families % 1000 == 0 && GetCurrentTimestamp() - progress->told >= silence)
	{
		char *report = text_to_cstring(PG_GETARG_TEXT_PP(0));

		if (total >= progress->families)
			ereport(NOTICE, (errmsg("%s: %lld of about %lld families", report, (long long) progress->families,
									(long long) total)));
		else
			ereport(NOTICE, (errmsg("%s: %lld families", report, (long long) progress->families)));
		progress->told = GetCurrentTimestamp();
		pfree(report);
	}
	PG_RETURN_BOOL(true);
}
