/*
 * tail.h
 *		Tail probabilities: how likely chance alone gives a statistic like this
 *		one, or one further out.
 */
#ifndef TAIL_H
#define TAIL_H

extern double tail_normal_two_sided(double z);
extern double tail_chi_squared_above(double x, double df);
extern double tail_log_chi_squared_above(double x, double df);

#endif /* TAIL_H */
