/* UTF-8, and the width of characters by the table in width.def. */
#include "base/utf8.h"

uint32_t utf8_next(const char *s, size_t *n)
{
	static const uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s;
	size_t len = p[0] < 0x80                   ? 1
		     : p[0] >= 0xF0 && p[0] < 0xF8 ? 4
		     : p[0] >= 0xE0 && p[0] < 0xF0 ? 3
		     : p[0] >= 0xC2 && p[0] < 0xE0 ? 2
						   : 0;
	uint32_t c;

	*n = p[0] != '\0';
	if (len == 1)
		return p[0];
	*n = 1;
	if (len == 0)
		return UTF8_BROKEN;
	c = p[0] & (0x7Fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return UTF8_BROKEN;
		c = c << 6 | (p[i] & 0x3Fu);
	}
	if (c < smallest[len] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return UTF8_BROKEN;
	*n = len;
	return c;
}

unsigned utf8_column(const char *line, const char *at)
{
	unsigned column = 1;
	size_t n;

	for (; line < at; line += n ? n : 1, column++)
		utf8_next(line, &n);
	return column;
}

size_t utf8_put(char out[static 4], uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* --- widths --- */

/* A span of characters, both ends included. */
struct span {
	uint32_t low, high;
};

static const struct span zero[] = {
#define ZERO(low, high) { 0x##low, 0x##high },
#include "base/width.def"
#undef ZERO
};

static const struct span wide[] = {
#define WIDE(low, high) { 0x##low, 0x##high },
#include "base/width.def"
#undef WIDE
};

static bool among(uint32_t c, const struct span *spans, size_t n)
{
	size_t low = 0;

	while (low < n) {
		size_t middle = low + (n - low) / 2;

		if (c > spans[middle].high)
			low = middle + 1;
		else if (c < spans[middle].low)
			n = middle;
		else
			return true;
	}
	return false;
}

int utf8_width(uint32_t c)
{
	if (c < 0x300)
		return 1;
	if (among(c, zero, sizeof zero / sizeof *zero))
		return 0;
	return among(c, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

size_t text_width(const char *s)
{
	size_t columns = 0, n;

	while (*s) {
		uint32_t c = utf8_next(s, &n);

		columns += c == UTF8_BROKEN ? 1 : (size_t)utf8_width(c);
		s += n;
	}
	return columns;
}
