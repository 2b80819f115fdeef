/*
 * name_key.c
 *		The key of a name that people type, such as a family's or a team's.
 */
#include "outcomestar.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "character.h"

/* What a character is to the key.  All but letters and digits only stand between them. */
typedef enum Kind
{
	LETTER,
	DIGIT,
	SPACE,
	DOT,
	AND,
	PUNCTUATION
} Kind;

/* Punctuation beyond ASCII, of Unicode and of encodings of one byte that are mostly equal to it. */
static const struct Range
{
	pg_wchar first, last;
	Kind kind;
} ranges[] = {
	{0x82, 0x82, PUNCTUATION}, {0x84, 0x85, PUNCTUATION}, /* quotation marks of Windows */
	{0x8B, 0x8B, PUNCTUATION}, {0x91, 0x97, PUNCTUATION}, /* and its dashes */
	{0x9B, 0x9B, PUNCTUATION}, {0xA0, 0xA0, SPACE},           {0xAB, 0xAB, PUNCTUATION},
	{0xAD, 0xAD, PUNCTUATION}, {0xB7, 0xB7, PUNCTUATION},     {0xBB, 0xBB, PUNCTUATION},
	{0x2000, 0x200F, SPACE},   {0x2028, 0x202F, SPACE},       {0x2010, 0x205E, PUNCTUATION},
	{0x205F, 0x206F, SPACE},   {0x2212, 0x2212, PUNCTUATION}, {0x3000, 0x3000, SPACE},
	{0xFEFF, 0xFEFF, SPACE},
};

/* The key as far as it is written, and what was left out of the name since; LETTER for nothing. */
typedef struct Key
{
	char *text;
	int length;
	Kind between;
} Key;

static bool
is_digit(char character)
{
	return character >= '0' && character <= '9';
}

/* What the key ends in so far. */
static char
end_of(const Key *key)
{
	return key->length > 0 ? key->text[key->length - 1] : '\0';
}

static Kind
kind_beyond_ascii(const char *character)
{
	pg_wchar code = character_code(character);

	for (size_t i = 0; i < lengthof(ranges); i++)
		if (code >= ranges[i].first && code <= ranges[i].last)
			return ranges[i].kind;
	return LETTER;
}

/* The kind of the character that a piece of text begins with, and its length. */
static Kind
kind_of(const char *rest, const char *end, int *length)
{
	*length = 1;
	if (IS_HIGHBIT_SET(*rest))
	{
		int whole = pg_mblen(rest);

		*length = Min(whole, (int) (end - rest));
		return *length < whole ? LETTER : kind_beyond_ascii(rest);
	}
	if (is_digit(*rest))
		return DIGIT;
	if ((*rest >= 'a' && *rest <= 'z') || (*rest >= 'A' && *rest <= 'Z'))
		return LETTER;
	switch (*rest)
	{
		case '&':
			if (pg_strncasecmp(rest, "&amp;", 5) == 0)
				*length = 5;
			return AND;
		case '+': /* 18+ is not 18 */
			return rest[1 + strspn(rest + 1, WHITE_SPACE)] == '\0' ? LETTER : AND;
		case '.':
			return DOT;
		case '<':
		case '=':
		case '>':
		case '%':
			return LETTER;
	}
	return strchr(WHITE_SPACE, *rest) != NULL ? SPACE : PUNCTUATION;
}

/*
 * Writes what has to stand before the next piece, which is of a number or not.
 * Numbers that are not written as one stay apart: 0-4 is not 04, and 2.5 not 25.
 */
static void
begin_piece(Key *key, bool is_number)
{
	if (key->between == AND && key->length > 0)
	{
		memcpy(key->text + key->length, "and", 3);
		key->length += 3;
	}
	else if (is_number && is_digit(end_of(key)) &&
			 (key->between == DOT || key->between == PUNCTUATION))
		key->text[key->length++] = key->between == DOT ? '.' : '-';
	key->between = LETTER;
}

/* A digit, but for zeros that lead a number; and a sign, if the number comes first. */
static void
add_digit(Key *key, const char *digit, bool has_sign)
{
	begin_piece(key, true);
	if (*digit == '0' && is_digit(digit[1]) && !is_digit(end_of(key)) && end_of(key) != '.')
		return;
	if (key->length == 0 && has_sign)
		key->text[key->length++] = '-';
	key->text[key->length++] = *digit;
}

/* Is this the .0 of a number to the end of the name? */
static bool
is_nothing_more(const char *point, const Key *key)
{
	const char *rest = point + 1 + strspn(point + 1, "0");

	return is_digit(end_of(key)) && key->between == LETTER &&
		   rest[strspn(rest, WHITE_SPACE)] == '\0';
}

/*
 * The form in which names that people type are compared: letters in lower case
 * and digits, without white space, punctuation, zeros that lead a number and a
 * .0 at the end; & and + are "and".  Empty if that leaves nothing.
 */
PG_FUNCTION_INFO_V1(name_key);
Datum
name_key(PG_FUNCTION_ARGS)
{
	const char *name = text_to_cstring(PG_GETARG_TEXT_PP(0)), *end = name + strlen(name);
	/* no name grows by more than x&x does, from three characters to five */
	Key key = {palloc(2 * (end - name) + 1), 0, LETTER};
	int length;

	for (const char *rest = name; rest < end; rest += length)
	{
		Kind kind = kind_of(rest, end, &length);

		CHECK_FOR_INTERRUPTS();
		if (kind == DIGIT)
			add_digit(&key, rest, rest > name && rest[-1] == '-');
		else if (kind == LETTER)
		{
			begin_piece(&key, false);
			memcpy(key.text + key.length, rest, length);
			key.length += length;
		}
		else if (kind == DOT && is_nothing_more(rest, &key))
			break;
		else if (key.between != AND)
			key.between = kind == SPACE && key.between != LETTER ? key.between : kind;
	}
	key.text[key.length] = '\0';
	character_lower_case(key.text);
	PG_RETURN_TEXT_P(cstring_to_text(key.text));
}
