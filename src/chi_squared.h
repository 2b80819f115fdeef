/*
 * chi_squared.h
 *		Pearson's chi-squared of a table of counts.
 */
#ifndef CHI_SQUARED_H
#define CHI_SQUARED_H

#include "outcomestar.h"

extern double chi_squared_exact(const int64 *counts, int rows, int columns, int *df);

#endif /* CHI_SQUARED_H */
