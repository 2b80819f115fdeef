/*
 * character.c
 *		Characters beyond ASCII, the same in every database: its locale knows other capitals than
 *		another one's, and locale C none.
 */
#include "outcomestar.h"

#include "character.h"

/*
 * Capitals of Latin, Greek, Cyrillic and Armenian: every one, or every second one, from the first
 * to the last, and how far from them their small letters are.  The first two rows are Windows',
 * where Unicode has controls.  No small letter is longer than its capital.
 */
static const struct Capitals
{
	pg_wchar first, last;
	int step, distance;
} capitals[] = {
	{0x8A, 0x8E, 2, 16},        {0x9F, 0x9F, 1, 96},       {0xC0, 0xD6, 1, 32},
	{0xD8, 0xDE, 1, 32},        {0x100, 0x12E, 2, 1},      {0x130, 0x130, 1, 'i' - 0x130},
	{0x132, 0x136, 2, 1},       {0x139, 0x147, 2, 1},      {0x14A, 0x176, 2, 1},
	{0x178, 0x178, 1, -121},    {0x179, 0x17D, 2, 1},      {0x18F, 0x18F, 1, 202},
	{0x1A0, 0x1A4, 2, 1},       {0x1AF, 0x1AF, 1, 1},      {0x1CD, 0x1DB, 2, 1},
	{0x1DE, 0x1EE, 2, 1},       {0x1F8, 0x21E, 2, 1},      {0x386, 0x386, 1, 38},
	{0x388, 0x38A, 1, 37},      {0x38C, 0x38C, 1, 64},     {0x38E, 0x38F, 1, 63},
	{0x391, 0x3A1, 1, 32},      {0x3A3, 0x3AB, 1, 32},     {0x400, 0x40F, 1, 80},
	{0x410, 0x42F, 1, 32},      {0x460, 0x480, 2, 1},      {0x48A, 0x4BE, 2, 1},
	{0x4C0, 0x4C0, 1, 15},      {0x4C1, 0x4CD, 2, 1},      {0x4D0, 0x52E, 2, 1},
	{0x531, 0x556, 1, 48},      {0x1E00, 0x1E94, 2, 1},    {0x1E9E, 0x1E9E, 1, 0xDF - 0x1E9E},
	{0x1EA0, 0x1EFE, 2, 1},
};

/* The number of a whole character: Unicode's, or that of an encoding of one byte that is mostly
 * equal to it; 0 in other encodings. */
pg_wchar
character_code(const char *character)
{
	switch (GetDatabaseEncoding())
	{
		case PG_UTF8:
			return utf8_to_unicode((const unsigned char *) character);
		case PG_LATIN1:
		case PG_LATIN9:
		case PG_WIN1252:
			return (unsigned char) *character;
	}
	return 0;
}

static pg_wchar
small_letter(pg_wchar code)
{
	for (size_t i = 0; i < lengthof(capitals); i++)
		if (code >= capitals[i].first && code <= capitals[i].last &&
			(code - capitals[i].first) % capitals[i].step == 0)
			return code + capitals[i].distance;
	return code;
}

/* Puts letters into lower case, where they stand; those of other scripts and encodings stay. */
void
character_lower_case(char *text)
{
	char *written = text;
	int length;

	for (const char *rest = text; *rest != '\0'; rest += length)
	{
		int whole;
		pg_wchar code, small;

		if (!IS_HIGHBIT_SET(*rest))
		{
			*written++ = pg_ascii_tolower((unsigned char) *rest);
			length = 1;
			continue;
		}
		whole = pg_mblen(rest);
		length = strnlen(rest, whole);
		code = length < whole ? 0 : character_code(rest); /* the last one may be cut off */
		small = small_letter(code);
		if (small == code)
		{
			memmove(written, rest, length);
			written += length;
		}
		else if (GetDatabaseEncoding() == PG_UTF8)
			written += pg_utf_mblen(unicode_to_utf8(small, (unsigned char *) written));
		else
			*written++ = (char) small;
	}
	*written = '\0';
}
