/* Reads what followers send. Called by serve. */
#include "class/form.h"

#include <string.h>

#include "base/text.h"

enum { NUMBER_MAX = 1000000 };

/* Returns whether s has min to max of the characters of tokens and codes. */
static bool is_plain(const char *s, size_t min, size_t max)
{
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

	return s[n] == '\0' && n >= min && n <= max;
}

bool form_is_token(const char *s)
{
	return is_plain(s, TOKEN_MIN, TOKEN_MAX);
}

bool form_is_code(const char *s)
{
	return is_plain(s, 1, CODE_MAX);
}

bool form_same_code(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), differs = 0;

	for (size_t i = 0; i < CODE_MAX; i++)
		differs |= (size_t)((i < n ? a[i] : 0) ^ (i < m ? b[i] : 0));
	return differs == 0;
}

/* Reads one field, "name=value". */
static bool field(struct form *f, unsigned *seen, const char *name, const char *value)
{
	const struct {
		const char *name;
		char *text;
		bool (*is)(const char *s);
		uint32_t *number;
	} fields[] = { { "token", f->token, form_is_token, NULL },
		       { "code", f->code, form_is_code, NULL },
		       { "question", NULL, NULL, &f->question },
		       { "choice", NULL, NULL, &f->choice },
		       { "behind", NULL, NULL, &f->behind } };

	for (unsigned i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (strcmp(name, fields[i].name) != 0)
			continue;
		if (*seen >> i & 1)
			return false;
		*seen |= 1u << i;
		if (fields[i].number)
			return text_digits(value, 0, NUMBER_MAX, fields[i].number);
		if (!fields[i].is(value))
			return false;
		memcpy(fields[i].text, value, strlen(value) + 1);
		return true;
	}
	return false;
}

bool form_read(struct form *f, const char *body, size_t n)
{
	char text[FORM_OCTETS_MAX + 1], *at = text, *end, *value;
	unsigned seen = 0;

	memset(f, 0, sizeof *f);
	if (n > FORM_OCTETS_MAX || memchr(body, '\0', n))
		return false;
	memcpy(text, body, n);
	text[n] = '\0';
	while (at) {
		end = strchr(at, '&');
		if (end)
			*end++ = '\0';
		value = strchr(at, '=');
		if (!value)
			return false;
		*value++ = '\0';
		if (!field(f, &seen, at, value))
			return false;
		at = end;
	}
	f->has_behind = seen >> 4 & 1;
	return true;
}
