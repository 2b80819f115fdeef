/*
 * nearest_name.c
 *		What somebody may have meant who wrote a name that is not there.
 */
#include "outcomestar.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/varlena.h"

#include "character.h"

/*
 * Of the names given, the one with the least edits to what was written, case
 * aside, and the first one of several; NULL elements are no names.  NULL if none
 * shares half of its letters.
 */
PG_FUNCTION_INFO_V1(nearest_name);
Datum
nearest_name(PG_FUNCTION_ARGS)
{
	text *written = PG_GETARG_TEXT_PP(0);
	Datum *names, nearest = (Datum) 0;
	bool *nulls;
	int count, least = PG_INT32_MAX;

	deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false, TYPALIGN_INT, &names, &nulls,
					  &count);
	for (int i = 0; i < count; i++)
	{
		text *name = nulls[i] ? NULL : DatumGetTextPP(names[i]);
		char *given, *meant;
		int longer, distance;

		CHECK_FOR_INTERRUPTS();
		/* longer ones are no names of PostgreSQL's, and would take their time */
		if (nulls[i] || VARSIZE_ANY_EXHDR(written) >= NAMEDATALEN ||
			VARSIZE_ANY_EXHDR(name) >= NAMEDATALEN)
			continue;
		given = text_to_cstring(written);
		character_lower_case(given);
		meant = text_to_cstring(name);
		character_lower_case(meant);
		longer = Max(pg_mbstrlen(given), pg_mbstrlen(meant));
		distance = varstr_levenshtein(given, strlen(given), meant, strlen(meant), 1, 1, 1, true);
		if (distance < least && distance <= longer / 2)
		{
			least = distance;
			nearest = PointerGetDatum(name);
		}
	}
	if (nearest == (Datum) 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(nearest);
}
