/* Diagnostics: their texts, and the search for the word of "did you mean". */
#include "base/diag.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 63 };

/* Returns the edit distance of two words without regard to case. Swapping two
 * neighbouring letters is one edit. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][LONGEST + 2];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];
	size_t n = strlen(a), m = strlen(b);

	if (n > LONGEST || m > LONGEST)
		return LONGEST;
	for (size_t j = 0; j <= m; j++)
		last[j] = j;
	memset(before, 0, sizeof rows[0]);
	for (size_t i = 1; i <= n; i++) {
		size_t *spare = before;
		int ca = tolower((unsigned char)a[i - 1]);

		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			int cb = tolower((unsigned char)b[j - 1]);
			size_t best = last[j - 1] + (ca != cb);

			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && ca == tolower((unsigned char)b[j - 2]) &&
			    cb == tolower((unsigned char)a[i - 2]) && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[m];
}

const char *diag_nearest(const char *word, const char *const *candidates, size_t n)
{
	size_t limit = strlen(word) / 3 ? strlen(word) / 3 : 1;
	const char *best = NULL;

	for (size_t i = 0; i < n; i++) {
		size_t d = distance(word, candidates[i]);

		if (d <= limit && d < strlen(candidates[i])) {
			best = candidates[i];
			if (d == 0)
				break;
			limit = d - 1;
		}
	}
	return best;
}

void diag_at(struct diag *d, unsigned column, const char *message)
{
	memset(d, 0, sizeof *d);
	d->column = column;
	snprintf(d->message, sizeof d->message, "%s", message);
}

static const char *const formats[DIAG_COUNT][LANG_COUNT] = {
#define DIAG(id, en, ko) [DIAG_##id] = { en, ko },
#include "base/diags.def"
};

const char *diag_format(enum diag_id id, enum lang lang)
{
	return formats[id][lang];
}

/* Appends a list "a, b, c", in English as "a, b or c". */
static void add_list(struct text *t, const char *list, enum lang lang)
{
	const char *last = NULL;

	for (const char *s = list; (s = strstr(s, ", ")); s += 2)
		last = s;
	if (!last || lang != LANG_EN) {
		text_add(t, list);
		return;
	}
	text_add_n(t, list, (size_t)(last - list));
	text_addf(t, " or %s", last + 2);
}

/* The parts that a format refers to. */
struct parts {
	const char *argument[DIAG_ARGUMENTS];
	enum diag_id expected;
};

/* Appends a text with its arguments: %1 to %6 are the arguments, %l the first one as
 * a list, %w what was expected. */
static void add_format(struct text *t, const struct parts *parts, const char *format, enum lang lang)
{
	for (const char *s = format; *s; s++) {
		size_t n = strcspn(s, "%");

		text_add_n(t, s, n);
		s += n;
		if (!*s)
			return;
		s++;
		if (*s == 'w' && parts->expected != DIAG_NONE && formats[parts->expected][lang] != format)
			add_format(t, parts, formats[parts->expected][lang], lang);
		else if (*s == 'l')
			add_list(t, parts->argument[0], lang);
		else if (*s >= '1' && *s < '1' + DIAG_ARGUMENTS)
			text_add(t, parts->argument[*s - '1']);
	}
}

void diag_fill(struct text *t, enum diag_id id, enum lang lang, const char *const *arguments, size_t n)
{
	struct parts parts = { .expected = DIAG_NONE };

	for (size_t i = 0; i < DIAG_ARGUMENTS; i++)
		parts.argument[i] = i < n ? arguments[i] : "";
	add_format(t, &parts, formats[id][lang], lang);
}

void diag_text(struct text *t, const struct diag *d, enum lang lang)
{
	struct parts parts = { .expected = d->expected };

	for (size_t i = 0; i < DIAG_ARGUMENTS; i++)
		parts.argument[i] = d->argument[i];
	if (d->id == DIAG_NONE)
		text_add(t, d->message);
	else
		add_format(t, &parts, formats[d->id][lang], lang);
}

struct diag_words diag_words(const struct diag *d, enum lang lang)
{
	struct diag_words words;
	struct text t = text_over(words.at, sizeof words.at);

	diag_text(&t, d, lang);
	return words;
}

/* Keeps the English text in the diagnostic. */
static void keep_message(struct diag *d)
{
	struct text t = text_over(d->message, sizeof d->message);

	diag_text(&t, d, LANG_EN);
}

void diag_expected(struct diag *d, unsigned column, enum diag_id id, enum diag_id expected, const char *first,
		   const char *second)
{
	struct text t;

	diag_at(d, column, "");
	d->id = id;
	d->expected = expected;
	t = text_over(d->argument[0], sizeof d->argument[0]);
	text_add(&t, first);
	t = text_over(d->argument[1], sizeof d->argument[1]);
	text_add(&t, second);
	keep_message(d);
}

void diag_argument(struct diag *d, size_t n, const char *format, ...)
{
	char whole[1024];
	struct text t = text_over(d->argument[n - 1], sizeof d->argument[n - 1]);
	va_list args;

	va_start(args, format);
	vsnprintf(whole, sizeof whole, format, args);
	va_end(args);
	text_add(&t, whole);
	keep_message(d);
}

enum diag_id diag_errno(int error)
{
	switch (error) {
	case ENOENT:
		return DIAG_WHY_ENOENT;
	case ENOTDIR:
		return DIAG_WHY_ENOTDIR;
	case EISDIR:
		return DIAG_WHY_EISDIR;
	case EACCES:
		return DIAG_WHY_EACCES;
	case EEXIST:
		return DIAG_WHY_EEXIST;
	case ENOSPC:
		return DIAG_WHY_ENOSPC;
	case EROFS:
		return DIAG_WHY_EROFS;
	case EPIPE:
		return DIAG_WHY_EPIPE;
	default:
		return DIAG_WHY_SYSTEM;
	}
}

void diag_set(struct diag *d, unsigned column, enum diag_id id, const char *first, const char *second)
{
	diag_expected(d, column, id, DIAG_NONE, first, second);
}

bool diag_file(struct diag *d, enum diag_id what, const char *path, enum diag_id why, const char *reason)
{
	char shown[DIAG_ARGUMENT_MAX];
	struct text t = text_over(shown, sizeof shown);

	text_add_safe(&t, path, strnlen(path, 100));
	diag_expected(d, 0, what, why, shown, reason);
	return false;
}
