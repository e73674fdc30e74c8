/* Reads words as predicates: what follows `expect` and `reach`. */
#include <string.h>

#include "language/names.h"
#include "language/reader.h"

static bool read_sent(struct reader *r, struct predicate *p)
{
	const struct field fields[] = {
		{ "seq", UINT32_MAX, &p->seq, SENT_SEQ },       { "ack", UINT32_MAX, &p->ack, SENT_ACK },
		{ "win", OBSERVED_MAX, &p->win, SENT_WIN },     { "len", OBSERVED_MAX, &p->len, SENT_LEN },
		{ "tsval", UINT32_MAX, &p->tsval, SENT_TSVAL }, { "tsecr", UINT32_MAX, &p->tsecr, SENT_TSECR }
	};
	unsigned given = 0;

	if (!reader_flags(r, &p->flags))
		return false;
	while (reader_more(r)) {
		enum field_read got;

		if (r->words[r->at].quoted) {
			if (!reader_once(r, &given, SENT_TEXT, "the text") || !reader_text(r, p->text, &p->text_len))
				return false;
			p->has_text = 1;
			continue;
		}
		got = reader_field(r, fields, OBSERVE_WORDS, &given);
		if (got == FIELD_OTHER)
			return reader_unexpected(r, DIAG_EXPECTED_OBSERVE_FIELD, observe_words, OBSERVE_WORDS);
		if (got == FIELD_BAD)
			return false;
	}
	p->fields = (uint8_t)given;
	return true;
}

static bool read_amount(struct reader *r, struct predicate *p, enum diag_id expected)
{
	if (reader_more(r) && r->words[r->at].quoted) {
		p->has_text = 1;
		return reader_text(r, p->text, &p->text_len);
	}
	return reader_number(r, 0, UINT32_MAX, &p->amount, expected);
}

static bool read_returned(struct reader *r, struct predicate *p)
{
	const char *names[ERR_COUNT];
	enum sock_error e;

	for (int i = 1; i < ERR_COUNT; i++)
		names[i - 1] = error_name((enum sock_error)i);
	if (reader_more(r) && !r->words[r->at].quoted && error_parse(r->words[r->at].text, &e)) {
		p->error = (uint8_t)e;
		r->at++;
		return true;
	}
	if (reader_more(r) && !r->words[r->at].quoted &&
	    (r->words[r->at].text[0] < '0' || r->words[r->at].text[0] > '9'))
		return reader_unexpected(r, DIAG_EXPECTED_RESULT, names, ERR_COUNT - 1);
	return read_amount(r, p, DIAG_EXPECTED_RESULT);
}

static bool read_timer(struct reader *r, struct predicate *p)
{
	static const char *const near[] = { "off" };
	const char *names[TMR_DELAYED_ACK];

	char list[DIAG_ARGUMENT_MAX];
	struct text t = text_over(list, sizeof list);
	uint8_t timer = 0;

	for (int i = 0; i < TMR_DELAYED_ACK; i++) {
		names[i] = timer_name((enum timer_id)i);
		text_addf(&t, "%s%s", i ? " " : "", names[i]);
	}
	while (timer < TMR_DELAYED_ACK && !reader_take(r, names[timer]))
		timer++;
	if (timer == TMR_DELAYED_ACK)
		return reader_unexpected_list(r, DIAG_EXPECTED_TIMER, list, names, TMR_DELAYED_ACK);
	p->timer = timer;
	if (reader_take(r, "off")) {
		p->off = 1;
		return true;
	}
	p->has_amount = reader_more(r);
	return !reader_more(r) || reader_span(r, &p->span, DIAG_EXPECTED_OFF_OR_DURATION, near, 1);
}

static bool read_call(struct reader *r, struct predicate *p)
{
	return reader_call(r, true, &p->call);
}

static bool read_octets(struct reader *r, struct predicate *p)
{
	return reader_number(r, 0, UINT32_MAX, &p->amount, DIAG_EXPECTED_OCTETS);
}

static bool read_data(struct reader *r, struct predicate *p)
{
	return read_amount(r, p, DIAG_EXPECTED_DATA);
}

static bool read_segments(struct reader *r, struct predicate *p)
{
	return reader_number(r, 0, UINT32_MAX, &p->amount, DIAG_EXPECTED_SEGMENTS);
}

static bool read_connections(struct reader *r, struct predicate *p)
{
	return reader_number(r, 0, UINT32_MAX, &p->amount, DIAG_EXPECTED_CONNECTIONS);
}

static bool read_listening(struct reader *r, struct predicate *p)
{
	if (!reader_number(r, 1, 65535, &p->amount, DIAG_EXPECTED_PORT))
		return false;
	p->off = reader_take(r, "no");
	return true;
}

static bool read_moment(struct reader *r, struct predicate *p)
{
	return reader_span(r, &p->span, DIAG_EXPECTED_DURATION, NULL, 0);
}

static bool read_can(struct reader *r, struct predicate *p)
{
	p->off = reader_take(r, "no");
	return true;
}

/* Reads a state's name, or reports everything that is possible here. */
static bool read_state(struct reader *r, struct predicate *p)
{
	struct names words = { 0 };
	const char *near[NAMES_MAX + TCPS_COUNT + CALL_COUNT];
	char list[DIAG_ARGUMENT_MAX];
	struct text t = text_over(list, sizeof list);
	enum tcp_state s;
	size_t n = 0;

	if (reader_more(r) && !r->words[r->at].quoted && state_parse(r->words[r->at].text, &s)) {
		p->state = (uint8_t)s;
		r->at++;
		return true;
	}
	names_of_predicates(&words, true);
	names_write(&t, &words);
	for (int i = 0; i < TCPS_COUNT; i++)
		near[n++] = state_name((enum tcp_state)i);
	for (size_t i = 0; i < words.used; i++)
		near[n++] = words.at[i];
	for (int i = 0; r->at + 1 < r->n && i < CALL_COUNT; i++) /* `CALL returned` is possible */
		near[n++] = call_name((enum call_id)i);
	return reader_unexpected_list(r, DIAG_EXPECTED_STATE, list, near, n);
}

static bool (*const readers[PRED_COUNT])(struct reader *, struct predicate *) = {
#define PREDICATE(id, name, subject, test, argument, form, en, ko) [PRED_##id] = read_##argument,
#include "language/verbs.def"
};

/* Always false: reports that one of these words was expected. */
static bool unexpected_of(struct reader *r, const struct names *names)
{
	char list[DIAG_ARGUMENT_MAX];
	struct text t = text_over(list, sizeof list);

	names_write(&t, names);
	return reader_unexpected_list(r, DIAG_EXPECTED_ONE_OF, list, names->at, names->used);
}

/* Returns whether a predicate has this name and is about the world, about a host,
 * or about one of its calls. */
static bool is_of(int k, bool of_host, bool of_call)
{
	enum subject subject = predicate_names[k].subject;

	return names_of_host(subject) == of_host && (subject == SUBJECT_CALL) == of_call && predicate_names[k].name[0];
}

/* Reads a predicate of this subject by its name. A host's predicate that has no
 * other's name must be PRED_STATE, which has none. */
static bool read_named(struct reader *r, bool of_host, bool of_call, struct predicate *p, bool *found)
{
	struct names seconds = { 0 };

	*found = true;
	for (int k = 0; k < PRED_COUNT; k++)
		if (is_of(k, of_host, of_call) && reader_take_name(r, predicate_names[k].name)) {
			p->kind = (uint8_t)k;
			return readers[k](r, p);
		}
	if (reader_more(r) && !r->words[r->at].quoted && of_host)
		names_after(&seconds, r->words[r->at].text);
	if (seconds.used) {
		r->at++;
		return unexpected_of(r, &seconds);
	}
	*found = false;
	return false;
}

/* Takes the name of a call if more words follow: then the predicate is about that
 * call. `listen` alone is the state LISTEN. */
static bool take_call(struct reader *r, struct predicate *p)
{
	for (int i = 0; r->at + 1 < r->n && i < CALL_COUNT; i++)
		if (reader_take(r, call_name((enum call_id)i))) {
			p->call = (uint8_t)i;
			return true;
		}
	return false;
}

static bool read_call_predicate(struct reader *r, struct predicate *p)
{
	struct names names = { 0 };
	bool found, ok = read_named(r, true, true, p, &found);

	if (found)
		return ok;
	for (int k = 0; k < PRED_COUNT; k++)
		if (is_of(k, true, true))
			names_add(&names, predicate_names[k].name);
	return unexpected_of(r, &names);
}

static bool read_predicate(struct reader *r, struct predicate *p)
{
	struct names names = { 0 };
	bool found, ok = read_named(r, false, false, p, &found);
	size_t host = r->at;
	uint32_t sock;
	uint8_t h;

	if (found)
		return ok;
	for (h = 0; h < HOSTS; h++)
		names_add(&names, host_name(h));
	names_of_predicates(&names, false);
	if (!reader_more(r) || r->words[r->at].quoted || !reader_is_host(r->words[r->at].text, true, &h, &sock))
		return !reader_bad_socket(r, true) && unexpected_of(r, &names);
	if (!reader_host(r, true, &p->host, &p->sock))
		return false;
	if (take_call(r, p))
		return read_call_predicate(r, p);
	ok = read_named(r, true, false, p, &found);
	p->kind = found ? p->kind : (uint8_t)PRED_STATE;
	if (p->sock && predicate_names[p->kind].subject == SUBJECT_HOST_ALONE) {
		r->at = host;
		reader_bad_socket(r, false);
		return false;
	}
	return found ? ok : readers[PRED_STATE](r, p);
}

bool predicate_parse(const struct word *words, size_t n, size_t from, struct predicate *p, struct diag *diag)
{
	struct reader r = { .words = words, .n = n, .at = from, .diag = diag };

	memset(p, 0, sizeof *p);
	return read_predicate(&r, p) && reader_done(&r);
}

bool predicate_read(const char *line, struct predicate *p, struct diag *diag)
{
	struct line l;

	return reader_line(line, &l, diag) && predicate_parse(l.words, l.used, 0, p, diag);
}
