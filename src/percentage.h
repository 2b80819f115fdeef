/*
 * percentage.h
 *		Percentages and means, exact.
 */
#ifndef PERCENTAGE_H
#define PERCENTAGE_H

#include "outcomestar.h"

extern Datum mean(FunctionCallInfo fcinfo, int64 total, int64 count);

#endif /* PERCENTAGE_H */
