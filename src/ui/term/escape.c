/* Swallows whole what terminals send that is no key: sequences of keys that curses does not know
 * (CSI u), focus events, late replies; and reads bracketed pastes. Called by term. */
#include "ui/term/escape.h"

#include <string.h>

#include "base/utf8.h"

enum { ESC = 27, BEL = 7, SEQUENCE_MOST = 4096, PARAMETERS_MOST = 15 };

/* Reads parameters up to the final character, which it returns; ESCAPE_NONE: the sequence ends
 * without one. Keeps the first of the parameters. */
static int32_t read_csi(const struct escape_source *source, char parameters[PARAMETERS_MOST + 1])
{
	size_t n = 0;
	int32_t c = ESCAPE_NONE;

	for (int i = 0; i < SEQUENCE_MOST; i++) {
		c = source->next();
		if (c < 0x20 || c > 0x3F)
			break;
		if (n < PARAMETERS_MOST)
			parameters[n++] = (char)c;
	}
	parameters[n] = '\0';
	if (c == ESC || c >= 0x80) { /* the next key */
		source->back(c);
		return ESCAPE_NONE;
	}
	if (c == '[' && n == 0) /* a function key of the Linux console: CSI [ A */
		source->next();
	return c;
}

/* Reads up to BEL or ESC \. */
static void read_string(const struct escape_source *source)
{
	for (int i = 0; i < SEQUENCE_MOST; i++) {
		int32_t c = source->next();

		if (c == ESC)
			c = source->next() == '\\' ? BEL : 0;
		if (c == BEL || c == ESCAPE_NONE)
			return;
	}
}

enum escape escape_read(const struct escape_source *source)
{
	char parameters[PARAMETERS_MOST + 1];
	int32_t c = source->next();

	switch (c) {
	case '[':
		c = read_csi(source, parameters);
		return c == '~' && strcmp(parameters, "200") == 0 ? ESCAPE_PASTE : ESCAPE_OTHER;
	case ']':
	case 'P':
	case 'X':
	case '^':
	case '_':
		c = source->next();
		if (c == ESCAPE_NONE)
			return ESCAPE_OTHER;
		source->back(c);
		read_string(source);
		return ESCAPE_OTHER;
	case 'O':
		source->next();
		return ESCAPE_OTHER;
	case ESCAPE_NONE:
		return ESCAPE_KEY;
	default:
		source->back(c);
		return ESCAPE_KEY;
	}
}

bool escape_paste(const struct escape_source *source, char *text, size_t size)
{
	static const char end[] = "\033[201~";
	size_t n = 0, matched = 0;
	bool whole = true;

	for (;;) {
		char octets[4];
		int32_t c = source->next();

		if (c == ESCAPE_NONE)
			break;
		matched = c == end[matched] ? matched + 1 : c == end[0] ? 1 : 0;
		if (end[matched] == '\0') {
			n -= whole ? sizeof end - 2 : 0; /* its beginning was kept */
			break;
		}
		if (c == 0)
			continue;
		size_t length = utf8_put(octets, c == '\r' ? '\n' : (uint32_t)c);
		if (n + length >= size) {
			whole = false;
			continue;
		}
		memcpy(text + n, octets, length);
		n += length;
	}
	text[n] = '\0';
	return whole;
}
