/* UTF-8, read and written without a locale, and the width of characters. */
#ifndef TCPSTEP_BASE_UTF8_H
#define TCPSTEP_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Next character of s: its code point, and its length in octets in *n (at
 * least 1 unless at the NUL). Broken UTF-8 (overlong, surrogate, torn) gives
 * UTF8_BROKEN with *n = 1. */
#define UTF8_BROKEN 0xFFFFFFFFu
uint32_t utf8_next(const char *s, size_t *n);
/* Writes the character, returns its length (1 to 4). */
size_t utf8_put(char out[static 4], uint32_t c);
/* Columns that a terminal gives the character: 0 (combining), 1 or 2. */
int utf8_width(uint32_t c);
/* Columns of a whole string (broken octets count 1). */
size_t text_width(const char *s);

#endif
