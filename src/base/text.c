/* Bounded text, and the escaping of untrusted text. */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct text text_over(char *array, size_t size)
{
	struct text t = { .at = array, .size = size };

	array[0] = '\0';
	return t;
}

void text_clear(struct text *t)
{
	t->len = 0;
	t->cut = false;
	t->at[0] = '\0';
}

/* Returns the largest length of at most n octets at which s can be cut between two
 * characters. */
static size_t whole_characters(const char *s, size_t n)
{
	while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
		n--;
	return n;
}

void text_add_n(struct text *t, const char *s, size_t n)
{
	size_t room = t->size - t->len - 1;

	if (t->cut)
		return;
	if (n > room) {
		n = whole_characters(s, room);
		t->cut = true;
	}
	memcpy(t->at + t->len, s, n);
	t->len += n;
	t->at[t->len] = '\0';
}

void text_add(struct text *t, const char *s)
{
	text_add_n(t, s, strlen(s));
}

void text_add_number(struct text *t, uint64_t n, unsigned digits)
{
	char array[20];
	size_t at = sizeof array;

	do {
		array[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0 || sizeof array - at < digits);
	text_add_n(t, array + at, sizeof array - at);
}

/* Returns the length of s without an incomplete character at its end. */
static size_t whole_tail(const char *s)
{
	size_t n = strlen(s), lead = n, octets;

	while (lead > 0 && n - lead < 3 && ((unsigned char)s[lead - 1] & 0xC0) == 0x80)
		lead--;
	if (lead == 0 || (unsigned char)s[lead - 1] < 0xC0)
		return n;
	return utf8_next(s + lead - 1, &octets) == UTF8_BROKEN ? lead - 1 : n;
}

void text_addf(struct text *t, const char *format, ...)
{
	char line[1024];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(line, sizeof line, format, args);
	va_end(args);
	if (n < 0)
		return;
	if ((size_t)n < sizeof line) {
		text_add(t, line);
		return;
	}
	text_add_n(t, line, whole_tail(line));
	t->cut = true;
}

bool text_harmful(uint32_t c)
{
	static const struct {
		uint32_t low, high;
	} spans[] = { { 0, 0x1F },         { 0x7F, 0x9F },     { 0xAD, 0xAD },     { 0x61C, 0x61C },
		      { 0x180E, 0x180E },  { 0x200B, 0x200F }, { 0x2028, 0x202E }, { 0x2060, 0x206F },
		      { 0xFDD0, 0xFDEF },  { 0xFEFF, 0xFEFF }, { 0xFFF0, 0xFFFB }, { 0xFFFE, 0xFFFF },
		      { 0xE0000, 0xE0FFF } };

	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
		if (c >= spans[i].low && c <= spans[i].high)
			return true;
	return (c & 0xFFFE) == 0xFFFE;
}

void text_add_safe(struct text *t, const char *s, size_t n)
{
	const char *end = s + n;

	while (s < end) {
		char torn[5] = { 0 };
		size_t len = (size_t)(end - s) < 4 ? (size_t)(end - s) : 4, used;
		uint32_t c;

		memcpy(torn, s, len); /* so that nothing past the end is read */
		c = utf8_next(torn, &used);
		if (used == 0)
			used = 1;
		if (c == UTF8_BROKEN || (text_harmful(c) && c < 0x80))
			text_addf(t, "\\x%02X", (unsigned)(unsigned char)*s);
		else if (text_harmful(c))
			text_addf(t, "\\u{%X}", (unsigned)c);
		else
			text_add_n(t, torn, used);
		s += used;
	}
}

void text_add_quoted(struct text *t, const char *s, size_t n)
{
	const char *end = s + n;

	text_add(t, "\"");
	while (s < end) {
		char torn[5] = { 0 };
		size_t len = (size_t)(end - s) < 4 ? (size_t)(end - s) : 4, used;
		uint32_t c;

		memcpy(torn, s, len);
		c = utf8_next(torn, &used);
		if (used == 0)
			used = 1;
		if (*s == '"' || *s == '\\')
			text_addf(t, "\\%c", *s);
		else if (*s == '\n')
			text_add(t, "\\n");
		else if (*s == '\t')
			text_add(t, "\\t");
		else if (c == UTF8_BROKEN || text_harmful(c))
			for (size_t i = 0; i < used; i++)
				text_addf(t, "\\x%02X", (unsigned)(unsigned char)s[i]);
		else
			text_add_n(t, torn, used);
		s += used;
	}
	text_add(t, "\"");
}

size_t text_safe_width(const char *s, size_t n)
{
	char store[64];
	struct text t = text_over(store, sizeof store);

	if (n == 1 && *s >= ' ' && *s < 0x7F)
		return 1;
	text_add_safe(&t, s, n);
	return text_width(store);
}

size_t text_word(const char *s, size_t *octets)
{
	size_t width = 0, i = 0, n;

	for (; s[i] != '\0' && s[i] != ' ' && s[i] != '\n'; i += n) {
		utf8_next(s + i, &n);
		width += text_safe_width(s + i, n);
	}
	*octets = i;
	return width;
}

/* Breaks a word of `octets` octets that starts in column x into lines. Returns the
 * column at its end, and adds the lines before the last one to *lines. */
static size_t broken_word(const char *s, size_t octets, size_t columns, size_t x, size_t *lines)
{
	for (size_t i = 0, n; i < octets; i += n) {
		size_t width;

		utf8_next(s + i, &n);
		width = text_safe_width(s + i, n);
		if (x > 0 && x + width > columns) {
			++*lines;
			x = 0;
		}
		x += width;
	}
	return x;
}

size_t text_lines(const char *s, size_t columns)
{
	size_t lines = 0, x = 0, octets;
	bool gap = false;

	for (; *s; s += octets) {
		size_t width;

		octets = 1;
		if (s[0] == '\n' && s[1] == '\n') {
			lines += x > 0 ? 2 : 0;
			octets = strspn(s, "\n");
			x = 0;
			gap = false;
		} else if (*s == ' ' || *s == '\n') {
			gap = x > 0;
		} else {
			width = text_word(s, &octets);
			if (x > 0 && x + gap + width > columns) {
				lines++;
				x = 0;
				gap = false;
			}
			x += gap;
			gap = false;
			x = width > columns ? broken_word(s, octets, columns, x, &lines) : x + width;
		}
	}
	return lines + (x > 0);
}

/* --- numbers --- */

bool text_number(const char *word, uint64_t max, uint64_t *n, const char **rest)
{
	uint64_t value = 0;
	const char *p = word;

	for (; *p >= '0' && *p <= '9'; p++) {
		value = value * 10 + (uint64_t)(*p - '0');
		if (value > max)
			return false;
	}
	*n = value;
	*rest = p;
	return p != word;
}

bool text_digits(const char *word, uint64_t low, uint64_t high, uint32_t *n)
{
	const char *rest;
	uint64_t value;

	if (!text_number(word, high, &value, &rest) || *rest != '\0')
		return false;
	*n = (uint32_t)value;
	return value >= low;
}
