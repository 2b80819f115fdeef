/*
 * quarter.c
 *		Quarters of a year that begins in any month.
 */
#include "outcomestar.h"

#include "utils/date.h"
#include "utils/datetime.h"

/*
 * The first day of the quarter of a day, where quarters begin in the month
 * given and every three months from there.  NULL for an infinite date; another
 * month than 1 to 12 is an error (22023).
 */
PG_FUNCTION_INFO_V1(quarter_start);
Datum
quarter_start(PG_FUNCTION_ARGS)
{
	DateADT day = PG_GETARG_DATEADT(0);
	int32 starts = PG_GETARG_INT32(1);
	int year, month, day_of_month;

	if (starts < 1 || starts > 12)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("quarters cannot start in month %d", starts),
						errdetail("Months are numbered from 1 to 12.")));
	if (DATE_NOT_FINITE(day))
		PG_RETURN_NULL();
	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &day_of_month);
	month -= (month - starts + 12) % 3;
	if (month < 1)
	{
		month += 12;
		year--;
	}
	day = date2j(year, month, 1) - POSTGRES_EPOCH_JDATE;
	if (!IS_VALID_DATE(day))
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE), errmsg("date out of range")));
	PG_RETURN_DATEADT(day);
}
