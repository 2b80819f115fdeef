/*
 * character.h
 *		Characters beyond ASCII, the same in every database.
 */
#ifndef CHARACTER_H
#define CHARACTER_H

#include "mb/pg_wchar.h"

extern pg_wchar character_code(const char *character);
extern void character_lower_case(char *text);

#endif /* CHARACTER_H */
