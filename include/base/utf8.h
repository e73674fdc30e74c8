/* Reads and writes UTF-8 and knows the width of characters, without a locale. */
#ifndef TCPSTEP_BASE_UTF8_H
#define TCPSTEP_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returns the code point of the first character of s, and sets *n to its length in
 * octets (0 at the NUL). For broken UTF-8 (overlong, surrogate, incomplete) it
 * returns UTF8_BROKEN and sets *n to 1. */
#define UTF8_BROKEN 0xFFFFFFFFu
uint32_t utf8_next(const char *s, size_t *n);
/* Returns the column of a place in a line, counted in characters from 1. */
unsigned utf8_column(const char *line, const char *at);
/* Writes a character. Returns its length in octets (1 to 4). */
size_t utf8_put(char out[static 4], uint32_t c);
/* Returns the width of a character in columns: 0 (combining), 1 or 2. */
int utf8_width(uint32_t c);
/* Returns the width of a string in columns; an octet of broken UTF-8 counts as 1. */
size_t text_width(const char *s);

#endif
