/* Bounded text: a builder over a caller's array, and what makes untrusted
 * text fit for a terminal. Never allocates; knows no locale. */
#ifndef TCPSTEP_BASE_TEXT_H
#define TCPSTEP_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/utf8.h"

/* Always NUL-terminated; what does not fit is cut at a character's border and
 * `cut` is set. */
struct text {
	char *at;
	size_t size; /* octets of the array */
	size_t len;  /* octets used, the NUL not counted */
	bool cut;
};

struct text text_over(char *array, size_t size);
void text_clear(struct text *t);
void text_add(struct text *t, const char *s);
void text_add_n(struct text *t, const char *s, size_t n);
void text_addf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Columns of the character of n octets at s, once made safe. */
size_t text_safe_width(const char *s, size_t n);
/* Columns of the word at s, up to a blank or a line's end, once made safe; its
 * octets in *octets. */
size_t text_word(const char *s, size_t *octets);
/* Returns how many lines of `columns` columns s fills, broken at blanks, an empty line between
 * paragraphs; a word longer than a line is broken within. */
size_t text_lines(const char *s, size_t columns);

/* Appends s with every octet that could act on a terminal made visible:
 * control characters, broken UTF-8 and bidi or invisible format characters
 * as \xHH or \u{H…}; \n and \t too. */
void text_add_safe(struct text *t, const char *s, size_t n);
/* As a double-quoted script string: ", \, \n, \t and \xHH. */
void text_add_quoted(struct text *t, const char *s, size_t n);

/* Reads the decimal digits at the start of a word into *n, up to max; *rest is
 * what follows them. False if there are none or the number is above max. */
bool text_number(const char *word, uint64_t max, uint64_t *n, const char **rest);
/* Reads a word that is a decimal number from low to high, and nothing else. */
bool text_digits(const char *word, uint64_t low, uint64_t high, uint32_t *n);

#endif
