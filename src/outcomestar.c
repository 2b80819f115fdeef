/*
 * outcomestar.c
 *		The module that PostgreSQL loads.
 */
#include "outcomestar.h"

PG_MODULE_MAGIC;
