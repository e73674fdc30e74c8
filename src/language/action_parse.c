/* Reads words as actions. */
#include <string.h>

#include "engine/net.h"
#include "language/names.h"
#include "language/reader.h"

static bool read_text(struct reader *r, struct action *a)
{
	if (!reader_more(r) || !r->words[r->at].quoted)
		return reader_number(r, 0, 1048576, &a->amount, DIAG_EXPECTED_TEXT_OR_OCTETS);
	a->option = 1;
	if (!reader_text(r, a->text, &a->text_len))
		return false;
	a->amount = a->text_len;
	return true;
}

static bool read_linger(struct reader *r, struct action *a)
{
	if (reader_take(r, linger_words[0]))
		return true;
	a->option = 1;
	if (reader_take(r, linger_words[1]))
		return true;
	if (!reader_span(r, &a->span, DIAG_EXPECTED_LINGER, linger_words, LINGER_WORDS))
		return false;
	if (a->span.count == 0)
		a->span = (struct duration){ 0 }; /* 0s is read as 0, so that equal actions have equal lines */
	return true;
}

static bool read_none(struct reader *r, struct action *a)
{
	(void)r;
	(void)a;
	return true;
}

static bool read_local_port(struct reader *r, struct action *a)
{
	return reader_number(r, 0, 65535, &a->amount, DIAG_EXPECTED_LOCAL_PORT);
}

static bool read_port(struct reader *r, struct action *a)
{
	return reader_number(r, 1, 65535, &a->amount, DIAG_EXPECTED_PORT);
}

static bool read_backlog(struct reader *r, struct action *a)
{
	a->has_amount = reader_more(r);
	return !reader_more(r) || reader_number(r, 0, 65535, &a->amount, DIAG_EXPECTED_BACKLOG);
}

static bool read_most(struct reader *r, struct action *a)
{
	a->has_amount = reader_more(r);
	return !reader_more(r) || reader_number(r, 0, 1048576, &a->amount, DIAG_EXPECTED_OCTETS_AT_MOST);
}

static bool read_how(struct reader *r, struct action *a)
{
	return reader_one_of(r, how_words, HOW_WORDS, DIAG_EXPECTED_HOW, &a->option);
}

static bool read_on_off(struct reader *r, struct action *a)
{
	return reader_one_of(r, on_off_words, ON_OFF_WORDS, DIAG_EXPECTED_ON_OFF, &a->option);
}

static bool read_pick(struct reader *r, struct action *a)
{
	static const char *const near[] = { "last", "to" };
	uint8_t h;
	uint32_t sock;

	if (!reader_more(r))
		return true;
	if (reader_take(r, "last")) {
		a->pick = PICK_LAST;
		return true;
	}
	if (reader_take(r, "to")) {
		if (!reader_host(r, false, &h, &sock))
			return false;
		a->pick = h == HOST_CLIENT ? PICK_TO_CLIENT : PICK_TO_SERVER;
		return true;
	}
	if (r->words[r->at].quoted || r->words[r->at].text[0] != '#' ||
	    !text_digits(r->words[r->at].text + 1, 1, UINT32_MAX, &a->id))
		return reader_unexpected(r, DIAG_EXPECTED_SEGMENT, near, 2);
	a->pick = PICK_ID;
	r->at++;
	return true;
}

/* What a line of `inject` or `observe` has named so far. */
enum {
	GIVEN_SEQ = 1,
	GIVEN_ACK = 2,
	GIVEN_WIN = 4,
	GIVEN_LEN = 8,
	GIVEN_TEXT = 16,
	GIVEN_FROM = 32,
	GIVEN_TO = 64,
	GIVEN_TSVAL = 128,
	GIVEN_TSECR = 256
};

enum { HEADER_MAX = 65535 }; /* the most that a window and a length may be in a header */

static bool read_segment_text(struct reader *r, struct action *a, unsigned *given)
{
	if (!reader_once(r, given, GIVEN_TEXT, "the text"))
		return false;
	if (r->words[r->at].len > KEPT_MAX) {
		diag_set(r->diag, r->words[r->at].column, DIAG_SEGMENT_TEXT, "", "");
		return false;
	}
	a->forgery.has_text = 1;
	return reader_text(r, a->text, &a->text_len);
}

static bool read_inject_port(struct reader *r, struct forgery *f, unsigned *given)
{
	bool from = reader_is(r, "from");
	uint32_t port;

	if (!reader_once(r, given, from ? GIVEN_FROM : GIVEN_TO, from ? "from" : "to"))
		return false;
	r->at++;
	if (!reader_number(r, 1, 65535, &port, DIAG_EXPECTED_PORT))
		return false;
	*(from ? &f->from_port : &f->to_port) = (uint16_t)port;
	return true;
}

/* Reads one argument after the flags. */
static bool read_segment_field(struct reader *r, struct action *a, unsigned *given)
{
	struct forgery *f = &a->forgery;
	bool observed = a->kind == ACT_OBSERVE;
	uint64_t most = observed ? OBSERVED_MAX : HEADER_MAX;
	const struct field fields[] = { { "seq", UINT32_MAX, &f->seq, GIVEN_SEQ },
					{ "ack", UINT32_MAX, &f->ack, GIVEN_ACK },
					{ "win", most, &f->wnd, GIVEN_WIN },
					{ "len", most, &f->len, GIVEN_LEN },
					{ "tsval", UINT32_MAX, &f->tsval, GIVEN_TSVAL },
					{ "tsecr", UINT32_MAX, &f->tsecr, GIVEN_TSECR } };

	if (r->words[r->at].quoted)
		return read_segment_text(r, a, given);
	if (!observed && (reader_is(r, "from") || reader_is(r, "to")))
		return read_inject_port(r, f, given);
	switch (reader_field(r, fields, observed ? 6 : 4, given)) {
	case FIELD_TAKEN:
		return true;
	case FIELD_BAD:
		return false;
	case FIELD_OTHER:
		break;
	}
	return observed ? reader_unexpected(r, DIAG_EXPECTED_OBSERVE_FIELD, observe_words, OBSERVE_WORDS)
			: reader_unexpected(r, DIAG_EXPECTED_INJECT_FIELD, field_words, INJECT_WORDS);
}

/* Reads the arguments after the flags, in any order. */
static bool read_segment_fields(struct reader *r, struct action *a, unsigned *given)
{
	a->forgery.wnd = 64;
	while (reader_more(r)) {
		unsigned column = r->words[r->at].column;

		if (!read_segment_field(r, a, given))
			return false;
		if ((*given & (GIVEN_LEN | GIVEN_TEXT)) == (GIVEN_LEN | GIVEN_TEXT)) {
			diag_set(r->diag, column, DIAG_LEN_OR_TEXT, "", "");
			return false;
		}
	}
	a->forgery.has_times = (*given & (GIVEN_TSVAL | GIVEN_TSECR)) != 0;
	if (a->forgery.has_text)
		a->forgery.len = a->text_len;
	return true;
}

/* Reads flags and fields. */
static bool read_segment(struct reader *r, struct action *a)
{
	unsigned flags_column = reader_more(r) ? r->words[r->at].column : reader_end(r), given = 0;

	if (!reader_flags(r, &a->forgery.flags) || !read_segment_fields(r, a, &given))
		return false;
	if (!(given & GIVEN_SEQ))
		reader_missing(r, DIAG_EXPECTED_SEQ);
	else if (given & GIVEN_ACK && !(a->forgery.flags & SEG_ACK))
		diag_set(r->diag, flags_column, DIAG_ACK_WITHOUT_FLAG, "", "");
	else if (!(given & GIVEN_ACK) && a->forgery.flags & SEG_ACK)
		diag_set(r->diag, reader_end(r), DIAG_NEEDS_ACK, "", "");
	else
		return true;
	return false;
}

static bool read_inject(struct reader *r, struct action *a)
{
	static const char *const near[] = { "to" };
	uint32_t sock;

	if (!reader_take(r, "to"))
		return reader_unexpected(r, DIAG_EXPECTED_TO_A_HOST, near, 1);
	return reader_host(r, false, &a->host, &sock) && read_segment(r, a);
}

static bool read_observe(struct reader *r, struct action *a)
{
	uint32_t sock;

	return reader_host(r, false, &a->host, &sock) && read_segment(r, a);
}

static bool read_target(struct reader *r, struct action *a)
{
	return reader_host(r, true, &a->host, &a->sock);
}

static bool read_span(struct reader *r, struct action *a)
{
	struct names near = { 0 };

	names_after(&near, act_name(ACT_WAIT));
	return reader_span(r, &a->span, DIAG_EXPECTED_WAIT, near.at, near.used);
}

static bool (*const calls[CALL_COUNT])(struct reader *, struct action *) = {
#define CALL(id, name, argument, form, en, ko) [CALL_##id] = read_##argument,
#include "language/verbs.def"
};

static bool (*const steps[ACT_COUNT])(struct reader *, struct action *) = {
#define STEP(id, name, argument, form, en, ko) [ACT_##id] = read_##argument,
#include "language/verbs.def"
};

/* Takes the name of a step, the longest that fits: "wait next" before
 * "wait". */
static bool take_step(struct reader *r, uint8_t *kind)
{
	size_t from = r->at, best = from;

	for (int k = ACT_DELIVER; k < ACT_COUNT; k++) {
		r->at = from;
		if (reader_take_name(r, act_name((enum act_kind)k)) && r->at > best) {
			best = r->at;
			*kind = (uint8_t)k;
		}
	}
	r->at = best;
	return best > from;
}

static bool read_action(struct reader *r, struct action *a)
{
	struct names near = { 0 };

	if (take_step(r, &a->kind))
		return steps[a->kind](r, a);
	for (uint8_t h = 0; h < HOSTS; h++)
		names_add(&near, host_name(h));
	names_of_steps(&near);
	if (!reader_more(r) || r->words[r->at].quoted ||
	    !reader_is_host(r->words[r->at].text, true, &a->host, &a->sock))
		return !reader_bad_socket(r, true) && reader_unexpected(r, DIAG_EXPECTED_AN_ACTION, near.at, near.used);
	r->at++;
	a->kind = ACT_CALL;
	return reader_call(r, false, &a->call) && calls[a->call](r, a);
}

bool action_parse(const struct word *words, size_t n, struct action *a, struct diag *diag)
{
	struct reader r = { .words = words, .n = n, .diag = diag };

	memset(a, 0, sizeof *a);
	return read_action(&r, a) && reader_done(&r);
}

bool action_read(const char *line, struct action *a, struct diag *diag)
{
	struct line l;

	return reader_line(line, &l, diag) && action_parse(l.words, l.used, a, diag);
}
