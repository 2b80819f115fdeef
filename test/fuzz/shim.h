/*
 * shim.h
 *		What stands for the server: see shim.c.
 */
#ifndef SHIM_H
#define SHIM_H

#include "postgres.h"

#include <setjmp.h>

#include "fmgr.h"

/* The last error: ereport(ERROR) goes to on_error. */
extern sigjmp_buf on_error;
extern int error_code;
extern char error_message[];

extern void free_all(void);

#endif /* SHIM_H */
