/*
 * shim.c
 *		The few functions of the server that the types call, so that they run
 *		without one, under the eyes of the sanitizers: each palloc is a malloc
 *		of exactly its size, and an error jumps back to the caller.
 *
 * The rest comes from libpgcommon and libpgport.  What is called but makes no
 * decision here, such as the arithmetic of numeric, does nothing.
 */
#include "shim.h"

#include "common/int.h"
#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

/*
 * Memory, until free_all().
 */

static void **allocated;
static size_t count, room;

void *
palloc(Size size)
{
	if (!AllocSizeIsValid(size))
		elog(ERROR, "invalid memory alloc request size %zu", size);
	if (count == room)
	{
		room = room * 2 + 64;
		allocated = realloc(allocated, room * sizeof(void *));
	}
	return allocated[count++] = malloc(size);
}

void *
palloc0(Size size)
{
	return memset(palloc(size), 0, size);
}

void
pfree(void *pointer)
{
	size_t i = count;

	while (allocated[--i] != pointer)
		;
	allocated[i] = allocated[--count];
	free(pointer);
}

void *
repalloc(void *pointer, Size size)
{
	size_t i = count;

	while (allocated[--i] != pointer)
		;
	return allocated[i] = realloc(pointer, size);
}

char *
pstrdup(const char *string)
{
	return strcpy(palloc(strlen(string) + 1), string);
}

void
free_all(void)
{
	while (count > 0)
		free(allocated[--count]);
}

/*
 * Errors.  All parts of their texts are made, to see that they can be.
 */

sigjmp_buf on_error;
int error_code;
char error_message[256];

bool
errstart(int elevel, const char *domain)
{
	error_code = ERRCODE_INTERNAL_ERROR;
	error_message[0] = '\0';
	return true;
}

bool
errstart_cold(int elevel, const char *domain)
{
	return errstart(elevel, domain);
}

void
errfinish(const char *filename, int lineno, const char *funcname)
{
	siglongjmp(on_error, 1);
}

#if PG_VERSION_NUM >= 160000
bool
errsave_start(struct Node *context, const char *domain)
{
	return errstart(ERROR, domain);
}

void
errsave_finish(struct Node *context, const char *filename, int lineno, const char *funcname)
{
	errfinish(filename, lineno, funcname);
}
#endif

int
errcode(int sqlerrcode)
{
	return error_code = sqlerrcode;
}

#define MESSAGE_FUNCTION(function, text)         \
	int function(const char *format, ...)        \
	{                                            \
		va_list arguments;                       \
                                                 \
		va_start(arguments, format);             \
		vsnprintf(text, 256, format, arguments); \
		va_end(arguments);                       \
		return 0;                                \
	}

static char other_text[256];

MESSAGE_FUNCTION(errmsg, error_message)
MESSAGE_FUNCTION(errmsg_internal, error_message)
MESSAGE_FUNCTION(errdetail, other_text)
MESSAGE_FUNCTION(errhint, other_text)

/*
 * Values: nothing is compressed or out of line here, but headers may be short.
 */

struct varlena *
pg_detoast_datum_copy(struct varlena *value)
{
	Size size = VARSIZE_ANY_EXHDR(value);
	struct varlena *copy = palloc(size + VARHDRSZ);

	SET_VARSIZE(copy, size + VARHDRSZ);
	memcpy(VARDATA(copy), VARDATA_ANY(value), size);
	return copy;
}

struct varlena *
pg_detoast_datum(struct varlena *value)
{
	return VARATT_IS_SHORT(value) ? pg_detoast_datum_copy(value) : value;
}

struct varlena *
pg_detoast_datum_packed(struct varlena *value)
{
	return value;
}

char *
text_to_cstring(const text *value)
{
	return psprintf("%.*s", (int) VARSIZE_ANY_EXHDR(value), VARDATA_ANY(value));
}

int
AggCheckCallContext(FunctionCallInfo fcinfo, MemoryContext *aggcontext)
{
	return fcinfo->context != NULL;
}

/*
 * Messages: no more is read than there is.
 */

void
pq_begintypsend(StringInfo message)
{
	initStringInfo(message);
	appendStringInfoSpaces(message, VARHDRSZ);
}

bytea *
pq_endtypsend(StringInfo message)
{
	SET_VARSIZE(message->data, message->len);
	return (bytea *) message->data;
}

static uint64
read_bytes(StringInfo message, int bytes)
{
	uint64 number = 0;

	if (message->len - message->cursor < bytes)
		ereport(ERROR, (errcode(ERRCODE_PROTOCOL_VIOLATION), errmsg("too few bytes")));
	while (bytes-- > 0)
		number = number << 8 | (uint8) message->data[message->cursor++];
	return number;
}

int
pq_getmsgbyte(StringInfo message)
{
	return (int) read_bytes(message, 1);
}

unsigned int
pq_getmsgint(StringInfo message, int bytes)
{
	return (unsigned int) read_bytes(message, bytes);
}

int64
pq_getmsgint64(StringInfo message)
{
	return (int64) read_bytes(message, 8);
}

/*
 * Dates: a year begins in March here, so that the day that is sometimes there
 * is its last one; 400 years have 146097 days.
 */

#define DAYS_BEFORE_MARCH_OF_YEAR_0 1721120

int
date2j(int year, int month, int day)
{
	int64 years = (int64) year + 400000 - (month < 3);
	int months = (month + 9) % 12;

	return (int) (years * 365 + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 +
				  day - 1 - INT64CONST(1000) * 146097 + DAYS_BEFORE_MARCH_OF_YEAR_0);
}

void
j2date(int julian_day, int *year, int *month, int *day)
{
	int64 days = (int64) julian_day - DAYS_BEFORE_MARCH_OF_YEAR_0 + INT64CONST(100000) * 146097;
	int of_400 = (int) (days % 146097);
	int of_100 = of_400 - Min(of_400 / 36524, 3) * 36524;
	int of_4 = of_100 % 1461;
	int of_year = of_4 - Min(of_4 / 365, 3) * 365;
	int months = (5 * of_year + 2) / 153;

	*day = of_year - (153 * months + 2) / 5 + 1;
	*month = (months + 2) % 12 + 1;
	*year = (int) (days / 146097 * 400 - INT64CONST(100000) * 400) + Min(of_400 / 36524, 3) * 100 +
			of_100 / 1461 * 4 + Min(of_4 / 365, 3) + (*month < 3);
}

void
EncodeDateOnly(struct pg_tm *day, int style, char *text)
{
	sprintf(text, "%04d-%02d-%02d%s", day->tm_year > 0 ? day->tm_year : 1 - day->tm_year,
			day->tm_mon, day->tm_mday, day->tm_year > 0 ? "" : " BC");
}

/*
 * Arrays are not made, but all that would be in them is read.
 */

static uint64 sum_of_elements;

ArrayType *
construct_md_array(Datum *elements, bool *nulls, int dimensions, int *lengths, int *lower_bounds,
				   Oid type, int length, bool by_value, char alignment)
{
	int elements_count = 1;

	for (int i = 0; i < dimensions; i++)
		elements_count *= lengths[i];
	for (int i = 0; i < elements_count; i++)
		sum_of_elements += nulls != NULL && nulls[i] ? 0 : elements[i];
	return NULL;
}

ArrayType *
construct_array(Datum *elements, int elements_count, Oid type, int length, bool by_value,
				char alignment)
{
	return construct_md_array(elements, NULL, 1, &elements_count, NULL, type, length, by_value,
							  alignment);
}

ArrayType *
construct_empty_array(Oid type)
{
	return NULL;
}

/*
 * Nor are rows.
 */

TypeFuncClass
get_call_result_type(FunctionCallInfo call, Oid *type, TupleDesc *columns)
{
	*columns = NULL;
	return TYPEFUNC_COMPOSITE;
}

HeapTuple
heap_form_tuple(TupleDesc columns, Datum *values, bool *nulls)
{
	static HeapTupleData row;

	return &row;
}

Datum
HeapTupleHeaderGetDatum(HeapTupleHeader row)
{
	return (Datum) 0;
}

/*
 * The rest makes no decision.
 */

MemoryContext CurrentMemoryContext;
volatile sig_atomic_t InterruptPending;

void
ProcessInterrupts(void)
{
}

Oid
get_func_rettype(Oid function)
{
	return InvalidOid;
}

Oid
get_element_type(Oid type)
{
	return InvalidOid;
}

Numeric
int64_to_numeric(int64 number)
{
	return NULL;
}

Numeric
int64_div_fast_to_numeric(int64 number, int digits)
{
	return NULL;
}

Datum
DirectFunctionCall2Coll(PGFunction function, Oid collation, Datum first, Datum second)
{
	return (Datum) 0;
}

Datum
DirectFunctionCall1Coll(PGFunction function, Oid collation, Datum argument)
{
	return (Datum) 0;
}
