/* Reads words one after the other: numbers, names, hosts, a segment's
 * fields. Each failure reports what was expected, where, and what may have
 * been meant. */
#include "language/reader.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "engine/net.h"
#include "language/aliases.h"
#include "language/settings.h"

enum { SHOWN_OCTETS = 60 }; /* of a wrong word in a message */

/* Returns the column after the last word. */
unsigned reader_end(const struct reader *r)
{
	return r->n ? r->words[r->n - 1].end : 1;
}

bool reader_more(const struct reader *r)
{
	return r->at < r->n;
}

bool reader_is(const struct reader *r, const char *word)
{
	return reader_more(r) && !r->words[r->at].quoted && strcmp(r->words[r->at].text, word) == 0;
}

bool reader_take(struct reader *r, const char *word)
{
	if (!reader_is(r, word))
		return false;
	r->at++;
	return true;
}

bool reader_take_name(struct reader *r, const char *name)
{
	size_t before = r->at;

	for (;; name++) {
		const struct word *w = &r->words[r->at];
		size_t len = strcspn(name, " ");

		if (!reader_more(r) || w->quoted || w->len != len || memcmp(w->text, name, len) != 0) {
			r->at = before;
			return false;
		}
		r->at++;
		name += len;
		if (*name == '\0')
			return true;
	}
}

/* Writes a word as a message shows it: made safe, and cut between
 * characters. */
static void add_shown(struct text *t, const struct word *w)
{
	size_t n = 0, octets;

	while (n < w->len && n < SHOWN_OCTETS) {
		utf8_next(w->text + n, &octets);
		n += octets ? octets : 1;
	}
	text_add(t, "'");
	text_add_safe(t, w->text, n);
	text_add(t, n < w->len ? "…'" : "'");
}

bool reader_missing(const struct reader *r, enum diag_id expected)
{
	diag_expected(r->diag, reader_end(r), DIAG_MISSING, expected, "", "");
	return false;
}

bool reader_unexpected_list(const struct reader *r, enum diag_id expected, const char *list, const char *const *near,
			    size_t n)
{
	char array[DIAG_ARGUMENT_MAX];
	struct text t = text_over(array, sizeof array);
	const char *guess;

	if (!reader_more(r)) {
		diag_expected(r->diag, reader_end(r), DIAG_MISSING, expected, list, "");
		return false;
	}
	add_shown(&t, &r->words[r->at]);
	diag_expected(r->diag, r->words[r->at].column, DIAG_UNEXPECTED, expected, list, array);
	guess = near && !r->words[r->at].quoted ? diag_nearest(r->words[r->at].text, near, n) : NULL;
	if (guess)
		snprintf(r->diag->hint, sizeof r->diag->hint, "%s", guess);
	alias_explain(&r->words[r->at], r->at ? ALIAS_WITHIN : ALIAS_AT_START, near, n, r->diag);
	return false;
}

bool reader_unexpected(const struct reader *r, enum diag_id expected, const char *const *near, size_t n)
{
	return reader_unexpected_list(r, expected, "", near, n);
}

bool reader_line(const char *line, struct line *l, struct diag *diag)
{
	if (strlen(line) >= LINE_MAX_OCTETS) {
		diag_set(diag, 1, DIAG_LINE_TOO_LONG, "", "");
		return false;
	}
	return words_split(line, l->store, l->words, &l->used, diag);
}

bool reader_done(const struct reader *r)
{
	char array[DIAG_ARGUMENT_MAX];
	struct text t = text_over(array, sizeof array);

	if (!reader_more(r))
		return true;
	add_shown(&t, &r->words[r->at]);
	diag_set(r->diag, r->words[r->at].column, DIAG_UNEXPECTED_WORD, array, "");
	alias_explain(&r->words[r->at], ALIAS_WITHIN, NULL, 0, r->diag);
	return false;
}

bool reader_number(struct reader *r, uint64_t low, uint64_t high, uint32_t *value, enum diag_id expected)
{
	if (!reader_more(r) || r->words[r->at].quoted || !text_digits(r->words[r->at].text, low, high, value))
		return reader_unexpected(r, expected, NULL, 0);
	r->at++;
	return true;
}

/* A number without a unit is most likely meant in seconds. */
static void suggest_seconds(struct diag *d, const char *word)
{
	size_t n = strspn(word, "0123456789");

	if (n > 0 && word[n] == '\0' && n + 2 <= sizeof d->hint)
		snprintf(d->hint, sizeof d->hint, "%ss", word);
}

bool reader_span(struct reader *r, struct duration *d, enum diag_id expected, const char *const *near, size_t n)
{
	enum duration_fault fault = DURATION_NONE;

	if (reader_more(r) && !r->words[r->at].quoted)
		fault = duration_read(r->words[r->at].text, d);
	if (fault == DURATION_OK)
		r->at++;
	else
		reader_unexpected(r, duration_expected(fault, expected), near, n);
	if (fault == DURATION_NONE && reader_more(r))
		suggest_seconds(r->diag, r->words[r->at].text);
	return fault == DURATION_OK;
}

bool reader_text(struct reader *r, char *text, uint16_t *len)
{
	const struct word *w = &r->words[r->at];

	if (w->len > SEND_TEXT_MAX) {
		diag_set(r->diag, w->column, DIAG_TEXT_TOO_LONG, "", "");
		return false;
	}
	memcpy(text, w->text, w->len);
	*len = (uint16_t)w->len;
	r->at++;
	return true;
}

/* Reads "client", "server.2". */
bool reader_is_host(const char *word, bool may_number, uint8_t *host, uint32_t *sock)
{
	for (uint8_t h = 0; h < HOSTS; h++) {
		size_t n = strlen(host_name(h));

		if (strncmp(word, host_name(h), n) != 0)
			continue;
		*host = h;
		if (word[n] == '\0')
			return true;
		if (may_number && word[n] == '.')
			return text_digits(word + n + 1, 1, UINT32_MAX, sock);
	}
	return false;
}

bool reader_bad_socket(const struct reader *r, bool may_number)
{
	if (!reader_more(r) || r->words[r->at].quoted)
		return false;
	for (uint8_t h = 0; h < HOSTS; h++) {
		const struct word *w = &r->words[r->at];
		size_t n = strlen(host_name(h));

		if (strncmp(w->text, host_name(h), n) != 0 || w->text[n] != '.')
			continue;
		diag_set(r->diag, w->column + (unsigned)n + (may_number ? 1u : 0u),
			 may_number ? DIAG_SOCKET_NUMBER : DIAG_HOST_ALONE, host_name(h), "");
		return true;
	}
	return false;
}

bool reader_host(struct reader *r, bool may_number, uint8_t *h, uint32_t *sock)
{
	static const char *const near[] = { "client", "server" };

	if (!reader_more(r) || r->words[r->at].quoted || !reader_is_host(r->words[r->at].text, may_number, h, sock))
		return !reader_bad_socket(r, may_number) && reader_unexpected(r, DIAG_EXPECTED_A_HOST, near, 2);
	r->at++;
	return true;
}

bool reader_one_of(struct reader *r, const char *const *names, size_t n, enum diag_id expected, uint8_t *which)
{
	for (size_t i = 0; i < n; i++)
		if (reader_take(r, names[i])) {
			*which = (uint8_t)i;
			return true;
		}
	return reader_unexpected(r, expected, names, n);
}

enum field_read reader_field(struct reader *r, const struct field *fields, size_t n, unsigned *given)
{
	const struct word *w = &r->words[r->at];

	for (size_t i = 0; i < n && !w->quoted; i++) {
		size_t len = strlen(fields[i].name);
		char high[24];

		if (strncmp(w->text, fields[i].name, len) != 0 || w->text[len] != '=')
			continue;
		if (!reader_once(r, given, fields[i].bit, fields[i].name))
			return FIELD_BAD;
		if (text_digits(w->text + len + 1, 0, fields[i].high, fields[i].value)) {
			r->at++;
			return FIELD_TAKEN;
		}
		snprintf(high, sizeof high, "%llu", (unsigned long long)fields[i].high);
		diag_set(r->diag, w->column + (unsigned)len + 1, DIAG_FIELD_NUMBER, fields[i].name, high);
		return FIELD_BAD;
	}
	return FIELD_OTHER;
}

bool reader_flags(struct reader *r, uint8_t *flags)
{
	static const char *const near[] = { "SYN", "ACK", "FIN", "RST", "SYN,ACK", "FIN,ACK", "RST,ACK", "-" };

	if (!reader_more(r) || r->words[r->at].quoted || !segment_flags_parse(r->words[r->at].text, flags))
		return reader_unexpected(r, DIAG_EXPECTED_FLAGS, near, 8);
	r->at++;
	return true;
}

bool reader_call(struct reader *r, bool or_nothing, uint8_t *call)
{
	const char *names[CALL_COUNT + 1];
	uint8_t which = 0;

	for (int i = 0; i < CALL_COUNT; i++)
		names[i] = call_name((enum call_id)i);
	names[CALL_COUNT] = "nothing";
	if (!reader_one_of(r, names, CALL_COUNT + (or_nothing ? 1u : 0u),
			   or_nothing ? DIAG_EXPECTED_CALL_OR_NOTHING : DIAG_EXPECTED_A_CALL, &which))
		return false;
	*call = which == CALL_COUNT ? (uint8_t)CALL_NONE : which;
	return true;
}

bool reader_once(const struct reader *r, unsigned *given, unsigned what, const char *name)
{
	if (!(*given & what)) {
		*given |= what;
		return true;
	}
	diag_set(r->diag, r->words[r->at].column, DIAG_GIVEN_TWICE, name, "");
	return false;
}
