/* Columns that a terminal gives a character, without asking the locale. Not
 * the writing of text (text.c). Called for layouts and cut texts. */
#include "base/text.h"

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
