/* Splits a line into words: spaces, quotes, comments. */
#include "base/words.h"

#include <string.h>

#include "base/text.h"

/* Returns the value of a hexadecimal digit, or -1. */
static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The position in the line: as a pointer, and in characters from 1. */
struct cursor {
	const char *at;
	unsigned column;
};

static void step(struct cursor *c)
{
	size_t n;

	utf8_next(c->at, &n);
	c->at += n;
	c->column++;
}

static bool escape(struct cursor *c, char **out, struct diag *diag)
{
	unsigned column = c->column;

	if (c->at[1] == '\0') { /* the string is not closed: quoted() reports it */
		step(c);
		return true;
	}
	step(c);
	switch (*c->at) {
	case '"':
	case '\\':
		*(*out)++ = *c->at;
		break;
	case 'n':
		*(*out)++ = '\n';
		break;
	case 't':
		*(*out)++ = '\t';
		break;
	case 'x':
		if (hex(c->at[1]) < 0 || hex(c->at[2]) < 0) {
			diag_set(diag, column, DIAG_HEX, "", "");
			return false;
		}
		*(*out)++ = (char)(hex(c->at[1]) << 4 | hex(c->at[2]));
		step(c);
		step(c);
		break;
	default:
		diag_set(diag, column, DIAG_ESCAPE, "", "");
		return false;
	}
	step(c);
	return true;
}

/* Reads a quoted string. Returns false and fills in *diag if it is not valid. */
static bool quoted(struct cursor *c, char **out, struct diag *diag)
{
	unsigned column = c->column;

	step(c);
	while (*c->at != '"') {
		if (*c->at == '\0') {
			diag_set(diag, column, DIAG_NO_CLOSING_QUOTE, "", "");
			return false;
		}
		if (*c->at == '\\') {
			if (!escape(c, out, diag))
				return false;
		} else {
			const char *from = c->at;

			step(c);
			memcpy(*out, from, (size_t)(c->at - from));
			*out += c->at - from;
		}
	}
	step(c);
	if (*c->at && *c->at != ' ' && *c->at != '\t') {
		diag_set(diag, c->column, DIAG_NO_SPACE, "", "");
		return false;
	}
	return true;
}

static void plain(struct cursor *c, char **out)
{
	while (*c->at && *c->at != ' ' && *c->at != '\t') {
		const char *from = c->at;

		step(c);
		memcpy(*out, from, (size_t)(c->at - from));
		*out += c->at - from;
	}
}

bool words_split(const char *line, char *store, struct word words[WORDS_MAX], size_t *n, struct diag *diag)
{
	struct cursor c = { line, 1 };
	char *out = store;

	*n = 0;
	for (;;) {
		struct word *w;

		while (*c.at == ' ' || *c.at == '\t')
			step(&c);
		if (*c.at == '\0' ||
		    (*c.at == '#' && (c.at == line || c.at[1] == '\0' || c.at[1] == ' ' || c.at[1] == '\t')))
			return true;
		if (*n == WORDS_MAX) {
			diag_set(diag, c.column, DIAG_TOO_MANY_WORDS, "", "");
			return false;
		}
		w = &words[(*n)++];
		*w = (struct word){ .text = out, .column = c.column, .quoted = *c.at == '"' };
		if (w->quoted) {
			if (!quoted(&c, &out, diag))
				return false;
		} else {
			plain(&c, &out);
		}
		w->len = (size_t)(out - w->text);
		w->end = c.column;
		*out++ = '\0';
	}
}
