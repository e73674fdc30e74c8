/* Bounded text: a builder over the caller's array, and the escaping of untrusted
 * text for a terminal. It never allocates and does not use the locale. */
#ifndef TCPSTEP_BASE_TEXT_H
#define TCPSTEP_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/utf8.h"

/* A text that is always NUL-terminated. If more is appended than fits, it is cut
 * between two characters, and `cut` is set. */
struct text {
	char *at;
	size_t size; /* octets of the array */
	size_t len;  /* octets used, without the NUL */
	bool cut;
};

/* Returns an empty text over an array of at least one octet. */
struct text text_over(char *array, size_t size);
/* Makes the text empty. */
void text_clear(struct text *t);
/* Append a string, n octets, and formatted text of at most 1023 octets. After the
 * text was cut, nothing more is appended. */
void text_add(struct text *t, const char *s);
void text_add_n(struct text *t, const char *s, size_t n);
/* Appends a number in decimal, with zeros before it up to `digits` (at most 20). Much
 * faster than text_addf. */
void text_add_number(struct text *t, uint64_t n, unsigned digits);
void text_addf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Returns the width in columns of the character of n octets at s, after escaping
 * as text_add_safe does. */
size_t text_safe_width(const char *s, size_t n);
/* Returns the width in columns of the word at s, which ends at a space, a newline
 * or the NUL, after escaping. *octets is set to its length. */
size_t text_word(const char *s, size_t *octets);
/* Returns how many lines of `columns` columns s fills when it is wrapped at spaces,
 * with an empty line between paragraphs. A word that is longer than a line is
 * broken. */
size_t text_lines(const char *s, size_t columns);

/* Returns whether a character has an effect on a terminal, or on the order or shape
 * of the text around it: controls, bidirectional and invisible format characters,
 * tags, noncharacters. */
bool text_harmful(uint32_t c);
/* Appends n octets of untrusted text. Control characters (also \n and \t), broken
 * UTF-8, and bidirectional or invisible format characters are escaped as \xHH or
 * \u{H...}, so that they have no effect on a terminal. */
void text_add_safe(struct text *t, const char *s, size_t n);
/* Appends n octets as a quoted string of a script, with the escapes \", \\, \n, \t
 * and \xHH. */
void text_add_quoted(struct text *t, const char *s, size_t n);

/* Parses the decimal digits at the start of a word into *n; *rest is set to what
 * follows them. Returns false if there are none, or the number is above max. */
bool text_number(const char *word, uint64_t max, uint64_t *n, const char **rest);
/* Parses a word into *n. Returns false unless it is a decimal number from low to
 * high and nothing else. */
bool text_digits(const char *word, uint64_t low, uint64_t high, uint32_t *n);

#endif
