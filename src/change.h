/*
 * change.h
 *		What changed between two Stars of a family.
 */
#ifndef CHANGE_H
#define CHANGE_H

#include "outcomestar.h"

#include "outcome_star.h"

/* Over the areas that both Stars have a reading of. */
typedef struct Change
{
	int areas;
	int total; /* of the latest readings, less that of the start ones */
} Change;

static inline Change
change_between(OutcomeStar start, OutcomeStar latest)
{
	OutcomeStar both = areas_with_readings(start) & areas_with_readings(latest);
	Change change = {count_areas(both), sum_of_areas(latest & both) - sum_of_areas(start & both)};

	return change;
}

#endif /* CHANGE_H */
