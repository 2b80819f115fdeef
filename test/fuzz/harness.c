/*
 * harness.c
 *		One input for the types, from bytes that can be anything.
 *
 * The first byte says in which way they come, the second one for which type;
 * both may be digits.  As text or in binary form a value is refused, or read,
 * and then printed and sent, and from that read back equal.  As the bytes of a
 * stored value they go through each function that takes one, in and outside of
 * an aggregate, with a long and a short header.  As rows they make a journey,
 * which is the same from either end.  An error has a proper SQLSTATE and says
 * what is wrong with which type.  Whatever reads outside of a value is found
 * by the sanitizers.
 */
#include "shim.h"

#include "lib/stringinfo.h"
#include "nodes/nodes.h"
#include "utils/array.h"
#include "utils/date.h"

#include "counts.h"
#include "functions.h"
#include "harness.h"
#include "outcome_star.h"

#define NEITHER ((Datum) 0)

/* Which functions there are, and what letters stand for their further arguments: see functions.awk.
 */
typedef struct Function
{
	const char *name;
	PGFunction function;
	const char *further_arguments;
} Function;

typedef struct Type
{
	const char *name;
	int size; /* if it is passed by value, or 0 */
	PGFunction in, out, receive, send, compare, hash;
	const Function *functions;
	int function_count;
} Type;

#define DECLARE(function, arguments) extern Datum function(PG_FUNCTION_ARGS);
#define LIST(function, arguments) {#function, function, arguments},

#define FUNCTIONS(type)                                                       \
	FUNCTIONS_OF_##type(DECLARE) static const Function type##_functions[] = { \
		FUNCTIONS_OF_##type(LIST)};

FUNCTIONS(star_reading)
FUNCTIONS(journey_stage)
FUNCTIONS(outcome_star)
FUNCTIONS(star_journey)
FUNCTIONS(stage_distribution)
FUNCTIONS(progress_matrix)
FUNCTIONS(stage_distributions)
FUNCTIONS(progress_matrixs)

#define DECLARE_INPUT(type) extern Datum type##_in(PG_FUNCTION_ARGS), type##_recv(PG_FUNCTION_ARGS);

DECLARE_INPUT(star_reading)
DECLARE_INPUT(journey_stage)
DECLARE_INPUT(outcome_star)
DECLARE_INPUT(star_journey)
DECLARE_INPUT(stage_distribution)
DECLARE_INPUT(progress_matrix)

#define TYPE(type, size, symbol)                                                        \
	{                                                                                   \
#type, size, type##_in, symbol##_out, type##_recv, symbol##_send, symbol##_cmp, \
			symbol##_hash, type##_functions, lengthof(type##_functions)                 \
	}
#define ARRAY_TYPE(type)                                                  \
	{                                                                     \
		"array", 0, NULL, NULL, NULL, NULL, NULL, NULL, type##_functions, \
			lengthof(type##_functions)                                    \
	}

static const Type types[] = {
	TYPE(star_reading, 1, star_reading),
	TYPE(journey_stage, 1, journey_stage),
	TYPE(outcome_star, 8, outcome_star),
	TYPE(star_journey, 0, star_journey),
	TYPE(stage_distribution, 0, counts),
	TYPE(progress_matrix, 0, counts),
	ARRAY_TYPE(stage_distributions),
	ARRAY_TYPE(progress_matrixs),
	/* while an aggregate builds it */
	TYPE(star_journey, 0, star_journey),
};

static void
require(bool holds, const char *what, const char *name)
{
	if (holds)
		return;
	fprintf(stderr, "%s: %s (last error: %s)\n", name, what, error_message);
	abort();
}

/* An error is of one of these kinds, and names a type or an argument. */
static void
check_error(void)
{
	bool named =
		strstr(error_message, "array") != NULL || strstr(error_message, "start rule") != NULL;

	for (int i = 0; i < SCALAR_TYPES; i++)
		named |= strstr(error_message, types[i].name) != NULL;
	require(named, "the error does not name a type", "error");
	require(error_code == ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE ||
				error_code == ERRCODE_INVALID_TEXT_REPRESENTATION ||
				error_code == ERRCODE_INVALID_BINARY_REPRESENTATION ||
				error_code == ERRCODE_INVALID_PARAMETER_VALUE ||
				error_code == ERRCODE_DATA_CORRUPTED,
			"unexpected SQLSTATE", "error");
}

/* False after an error.  arguments holds as many as a function here has. */
static bool
call(PGFunction function, bool in_aggregate, const Datum *arguments, int count,
	 NullableDatum *result)
{
	static Node aggregate = {T_AggState};
	LOCAL_FCINFO(fcinfo, 5);
	FmgrInfo function_info = {0};

	InitFunctionCallInfoData(*fcinfo, &function_info, count, InvalidOid,
							 in_aggregate ? &aggregate : NULL, NULL);
	for (int i = 0; i < count; i++)
	{
		fcinfo->args[i].value = arguments[i];
		fcinfo->args[i].isnull = false;
	}
	if (sigsetjmp(on_error, 0) != 0)
	{
		check_error();
		return false;
	}
	result->value = function(fcinfo);
	result->isnull = fcinfo->isnull;
	return true;
}

/* What a function must give for a value that another one has accepted. */
static Datum
must(const Type *type, PGFunction function, const Datum *arguments, int count)
{
	NullableDatum result;

	require(call(function, false, arguments, count, &result) && !result.isnull, "was refused",
			type->name);
	return result.value;
}

static bool
receive(const Type *type, const void *bytes, int length, NullableDatum *result)
{
	StringInfoData message;
	Datum argument = PointerGetDatum(&message);

	/* a copy of its own, so that its end is the end of the memory */
	message.data = memcpy(palloc(length), bytes, length);
	message.len = message.maxlen = length;
	message.cursor = 0;
	return call(type->receive, false, &argument, 1, result);
}

/* A value that was accepted comes back equal from its text and its binary form. */
static void
check_value(const Type *type, Datum value)
{
	Datum text = must(type, type->out, &value, 1);
	bytea *sent = (bytea *) DatumGetPointer(must(type, type->send, &value, 1));
	Datum read = must(type, type->in, &text, 1);
	NullableDatum received;
	Datum text_read = must(type, type->out, &read, 1);

	require(receive(type, VARDATA(sent), VARSIZE(sent) - VARHDRSZ, &received),
			"its binary form was refused", type->name);
	for (int i = 0; i < 2; i++)
	{
		Datum pair[] = {value, i == 0 ? read : received.value};

		require(DatumGetInt32(must(type, type->compare, pair, 2)) == 0, "came back another one",
				type->name);
		require(must(type, type->hash, &pair[0], 1) == must(type, type->hash, &pair[1], 1),
				"hashes differently", type->name);
	}
	require(strcmp(DatumGetCString(text), DatumGetCString(text_read)) == 0, "prints differently",
			type->name);
}

static void
try_text(const Type *type, const uint8 *bytes, size_t size)
{
	char *literal = palloc(size + 1);
	Datum argument = CStringGetDatum(literal);
	NullableDatum result;

	memcpy(literal, bytes, size);
	literal[size] = '\0';
	if (call(type->in, false, &argument, 1, &result))
		check_value(type, result.value);
}

static void
try_binary(const Type *type, const uint8 *bytes, size_t size)
{
	NullableDatum result;

	if (receive(type, bytes, size, &result))
		check_value(type, result.value);
}

/* The value anew for each function, because a state may be changed. */
static Datum
stored_value(const Type *type, bool short_header, const uint8 *bytes, size_t size)
{
	struct varlena *value;
	int64 number = 0;

	if (type->size > 0)
	{
		memcpy(&number, bytes, Min(size, type->size));
		return Int64GetDatum(number);
	}
	value = palloc(size + (short_header ? VARHDRSZ_SHORT : VARHDRSZ));
	if (short_header)
		SET_VARSIZE_SHORT(value, size + VARHDRSZ_SHORT);
	else
		SET_VARSIZE(value, size + VARHDRSZ);
	memcpy(VARDATA_ANY(value), bytes, size);
	return PointerGetDatum(value);
}

static Datum
further_argument(char letter, int variant)
{
	const int32 numbers[] = {1, 2, 10, 15, 0, 11, 16, -1, PG_INT32_MAX, PG_INT32_MIN};
	const int32 dates[] = {8902, 8903, 0, -1, DATEVAL_NOBEGIN, DATEVAL_NOEND, -2451546};
	const uint64 stars[] = {UINT64CONST(0x1230000000000000), UINT64CONST(0xF0A00000000000A0), 0,
							UINT64CONST(0xB000000000000000), UINT64CONST(0x000000000000000A)};
	Datum journey = CStringGetDatum("{2024-05-17:{3,4},2024-11-02:{5,?}}");
	text *rule;

	switch (letter)
	{
		case 'n':
			return Int32GetDatum(numbers[variant % lengthof(numbers)]);
		case 'r':
			return UInt8GetDatum(numbers[variant % lengthof(numbers)]);
		case 'd':
			return Int32GetDatum(dates[variant % lengthof(dates)]);
		case 's':
			return UInt64GetDatum(stars[variant % lengthof(stars)]);
		case 'j':
			return must(&types[JOURNEY], types[JOURNEY].in, &journey, 1);
		default:
			rule = palloc(VARHDRSZ + 18);
			SET_VARSIZE(rule, VARHDRSZ + 18);
			memcpy(VARDATA(rule), variant % 2 ? "lower of first two" : "anything at all   ", 18);
			return PointerGetDatum(rule);
	}
}

static void
try_stored(const Type *type, const uint8 *bytes, size_t size)
{
	int variant = size > 0 ? bytes[size - 1] : 0;
	NullableDatum result;
	Datum value;

	for (int form = 0; form < (type->size == 0 && size + 1 <= VARATT_SHORT_MAX ? 4 : 2); form++)
		for (int i = 0; i < type->function_count; i++)
		{
			const Function *f = &type->functions[i];
			Datum arguments[5];
			int count = 0;

			require(f->function != NULL, "is not linked here", f->name);
			arguments[count++] = stored_value(type, form / 2, bytes, size);
			for (const char *letter = f->further_arguments; *letter; letter++, count++)
				arguments[count] =
					*letter == 'v' && !(type == &types[STAR] && variant % 2)
						? stored_value(type, form / 2, bytes, size)
						: further_argument(*letter == 'v' ? 's' : *letter, variant + count);
			call(f->function, form % 2 == 1, arguments, count, &result);
		}
	value = stored_value(type, false, bytes, size);
	if (type->out == NULL || !call(type->out, false, &value, 1, &result))
		return;
	/* counts say themselves which of the two types they are, and are printed so */
	if (type->out == counts_out)
		type = &types[bytes[1] == 1 ? DISTRIBUTION : MATRIX];
	check_value(type, value);
}

/* Arrays: the elements have headers of their own, which are made right here. */
static void
try_array(const Type *type, int dimensions, const uint8 *bytes, size_t size)
{
	Size element_size = COUNTS_SIZE(COUNTS_LENGTH(dimensions, READINGS));
	Size array_size = size + VARHDRSZ;
	uint8 *array = palloc0(array_size);

	memcpy(VARDATA(array), bytes, size);
	for (Size at = ARR_OVERHEAD_NONULLS(1); at + element_size <= array_size; at += element_size)
		if ((array[at] & 1) == 0)
			SET_VARSIZE(array + at, element_size);
	try_stored(type, (uint8 *) VARDATA(array), size);
}

/* The journey of some rows, from the first to the last or from the last to the first. */
static Datum
journey_of(const uint8 *rows, int count, bool backwards)
{
	NullableDatum state = {PointerGetDatum(NULL), true};

	for (int i = 0; i < count; i++)
	{
		const uint8 *row = rows + 3 * (backwards ? count - 1 - i : i);
		uint64 star = area_holding(row[1] % MOST_AREAS + 1, row[2] % HIGHEST_READING + 1);
		Datum arguments[] = {state.value, UInt64GetDatum(star), Int32GetDatum(row[0])};

		if (state.isnull)
		{
			StringInfoData empty;
			NullableDatum none;

			initStringInfo(&empty);
			appendBinaryStringInfo(&empty, "\1\0\0\0\0", 5);
			require(receive(&types[JOURNEY], empty.data, empty.len, &none), "is refused", "{}");
			arguments[0] = none.value;
		}
		require(call(star_journey_add_star, true, arguments, 3, &state) && !state.isnull,
				"a row was refused", "star_journey");
	}
	return count == 0 ? NEITHER : must(&types[JOURNEY], star_journey_final, &state.value, 1);
}

static void
try_rows(const uint8 *bytes, size_t size)
{
	int count = size / 3;
	Datum arguments[] = {journey_of(bytes, count, false), journey_of(bytes, count, true)};

	if (count == 0)
		return;
	require(DatumGetInt32(must(&types[JOURNEY], star_journey_cmp, arguments, 2)) == 0,
			"depends on the order of rows", "star_journey");
	check_value(&types[JOURNEY], arguments[0]);
}

/*
 * A literal as an input that comes in one of the ways: for an array as its
 * only element, for a growing journey as the state that it was merged into.
 * Returns the size.
 */
size_t
make_input(Way way, int type_no, const char *literal, uint8 *input)
{
	const Type *type = &types[type_no == ARRAYS || type_no == ARRAYS + 1 ? type_no - 2 : type_no];
	const int32 array_header[] = {1, 0, 0, 1, 1}; /* dimensions, bitmap, type, length, bound */
	NullableDatum value = {CStringGetDatum(literal), false};
	size_t size = 0, length = strlen(literal);
	const void *bytes = literal;

	input[size++] = '0' + way;
	input[size++] = '0' + type_no;
	if (way == BINARY || way == STORED_BYTES)
	{
		value.value = must(type, type->in, &value.value, 1);
		if (way == BINARY)
			value.value = must(type, type->send, &value.value, 1);
		if (type_no == GROWING_JOURNEY)
		{
			Datum arguments[] = {value.value, value.value};

			call(star_journey_merge, true, arguments, 2, &value);
		}
		if (way == STORED_BYTES && type->size > 0)
		{
			bytes = &value.value;
			length = type->size;
		}
		else
		{
			bytes = VARDATA(value.value);
			length = VARSIZE(value.value) - VARHDRSZ;
		}
		if (type->name != types[type_no].name)
		{
			memcpy(input + size, array_header, sizeof(array_header));
			size += sizeof(array_header);
			bytes = DatumGetPointer(value.value);
			length += VARHDRSZ;
		}
	}
	memcpy(input + size, bytes, length);
	free_all();
	return size + length;
}

int
LLVMFuzzerTestOneInput(const uint8 *bytes, size_t size)
{
	const Type *type;
	int type_no;

	if (size < 2)
		return 0;
	type_no = (uint8) (bytes[1] - '0') % lengthof(types);
	type = &types[type_no];
	bytes += 2;
	size -= 2;
	switch ((uint8) (bytes[-2] - '0') % WAYS)
	{
		case TEXT:
			if (type_no < SCALAR_TYPES)
				try_text(type, bytes, size);
			break;
		case BINARY:
			if (type_no < SCALAR_TYPES)
				try_binary(type, bytes, size);
			break;
		case STORED_BYTES:
			if (type->in != NULL)
				try_stored(type, bytes, size);
			else
				try_array(type, type_no - ARRAYS + 1, bytes, size);
			break;
		case ROWS:
			try_rows(bytes, size);
			break;
	}
	free_all();
	return 0;
}
