/* Words to actions. */
#include <string.h>

#include "engine/net.h"
#include "language/reader.h"

static bool read_send(struct reader *r, struct action *a)
{
	if (!reader_more(r) || !r->words[r->at].quoted)
		return reader_number(r, 0, 1048576, &a->amount, "a text in quotes or a number of octets up to 1048576");
	a->option = 1;
	if (!reader_text(r, a->text, &a->text_len))
		return false;
	a->amount = a->text_len;
	return true;
}

static bool read_linger(struct reader *r, struct action *a)
{
	static const char *const near[] = { "off", "0" };

	if (reader_take(r, "off"))
		return true;
	a->option = 1;
	if (reader_take(r, "0"))
		return true;
	if (!reader_span(r, &a->span, "off, 0 or a duration such as 5s", near, 2))
		return false;
	if (a->span.count == 0)
		a->span = (struct duration){ 0 }; /* 0s is 0: one action, one line */
	return true;
}

static bool read_call(struct reader *r, struct action *a)
{
	static const char *const how[] = { "rd", "wr", "rdwr" };
	static const char *const on_off[] = { "off", "on" };

	switch ((enum call_id)a->call) {
	case CALL_BIND:
		return reader_number(r, 0, 65535, &a->amount, "a port from 0 (any) to 65535");
	case CALL_CONNECT:
		return reader_number(r, 1, 65535, &a->amount, "a port from 1 to 65535");
	case CALL_LISTEN:
		a->has_amount = reader_more(r);
		return !reader_more(r) || reader_number(r, 0, 65535, &a->amount, "a backlog from 0 to 65535");
	case CALL_RECV:
		a->has_amount = reader_more(r);
		return !reader_more(r) || reader_number(r, 0, 1048576, &a->amount, "a number of octets up to 1048576");
	case CALL_SEND:
		return read_send(r, a);
	case CALL_SHUTDOWN:
		return reader_one_of(r, how, 3, "rd, wr or rdwr", &a->option);
	case CALL_LINGER:
		return read_linger(r, a);
	case CALL_REUSEADDR:
		return reader_one_of(r, on_off, 2, "on or off", &a->option);
	case CALL_SOCKET:
	case CALL_ACCEPT:
	case CALL_CLOSE:
	case CALL_ABORT:
	case CALL_DUP:
	case CALL_EXIT:
	case CALL_CRASH:
	case CALL_BOOT:
	case CALL_COUNT:
	case CALL_NONE:
		return true;
	}
	return true;
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
	    !reader_digits(r->words[r->at].text + 1, 1, UINT32_MAX, &a->id))
		return reader_unexpected(
			r, "a segment: #N, to client, to server, last, or nothing for the earliest due", near, 2);
	a->pick = PICK_ID;
	r->at++;
	return true;
}

/* What an inject's line has named so far. */
enum { GIVEN_SEQ = 1, GIVEN_ACK = 2, GIVEN_WIN = 4, GIVEN_LEN = 8, GIVEN_TEXT = 16, GIVEN_FROM = 32, GIVEN_TO = 64 };

static bool read_inject_text(struct reader *r, struct action *a, unsigned *given)
{
	if (!reader_once(r, given, GIVEN_TEXT, "the text"))
		return false;
	if (r->words[r->at].len > KEPT_MAX) {
		diag_at(r->diag, r->words[r->at].column, "a segment's text has at most 64 octets: use len=");
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
	if (!reader_number(r, 1, 65535, &port, "a port from 1 to 65535"))
		return false;
	*(from ? &f->from_port : &f->to_port) = (uint16_t)port;
	return true;
}

/* Reads the arguments behind the flags, in any order. */
static bool read_inject_fields(struct reader *r, struct action *a, unsigned *given)
{
	static const char *const near[] = { "seq=", "ack=", "win=", "len=", "from", "to" };
	struct forgery *f = &a->forgery;
	uint32_t wnd = 64;
	const struct field fields[] = { { "seq", UINT32_MAX, &f->seq, GIVEN_SEQ },
					{ "ack", UINT32_MAX, &f->ack, GIVEN_ACK },
					{ "win", 65535, &wnd, GIVEN_WIN },
					{ "len", 65535, &f->len, GIVEN_LEN } };

	while (reader_more(r)) {
		unsigned column = r->words[r->at].column;
		enum field_read got;

		if (r->words[r->at].quoted) {
			if (!read_inject_text(r, a, given))
				return false;
		} else if (reader_is(r, "from") || reader_is(r, "to")) {
			if (!read_inject_port(r, f, given))
				return false;
		} else {
			got = reader_field(r, fields, 4, given);
			if (got == FIELD_OTHER)
				return reader_unexpected(r, "seq=, ack=, win=, len=, a text, from or to", near, 6);
			if (got == FIELD_BAD)
				return false;
		}
		if ((*given & (GIVEN_LEN | GIVEN_TEXT)) == (GIVEN_LEN | GIVEN_TEXT)) {
			diag_at(r->diag, column, "a text has its own length: give len= or a text, not both");
			return false;
		}
	}
	f->wnd = (uint16_t)wnd;
	if (f->has_text)
		f->len = a->text_len;
	return true;
}

static bool read_inject(struct reader *r, struct action *a)
{
	static const char *const near[] = { "to" };
	unsigned flags_column, given = 0;
	uint32_t sock;

	if (!reader_take(r, "to"))
		return reader_unexpected(r, "to client or to server", near, 1);
	if (!reader_host(r, false, &a->host, &sock))
		return false;
	flags_column = reader_more(r) ? r->words[r->at].column : reader_end(r);
	if (!reader_flags(r, &a->forgery.flags) || !read_inject_fields(r, a, &given))
		return false;
	if (!(given & GIVEN_SEQ))
		diag_at(r->diag, reader_end(r), "missing: expected seq=N");
	else if (given & GIVEN_ACK && !(a->forgery.flags & SEG_ACK))
		diag_at(r->diag, flags_column, "ack= is given, but the flags have no ACK");
	else if (!(given & GIVEN_ACK) && a->forgery.flags & SEG_ACK)
		diag_at(r->diag, reader_end(r), "missing: ACK needs ack=N");
	else
		return true;
	return false;
}

static bool read_wait(struct reader *r, struct action *a)
{
	static const char *const near[] = { "next", "idle" };

	a->kind = reader_take(r, "next") ? ACT_WAIT_NEXT : reader_take(r, "idle") ? ACT_WAIT_IDLE : ACT_WAIT;
	if (a->kind != ACT_WAIT)
		return true;
	return reader_span(r, &a->span, "next, idle or a duration such as 500ms, 5s, 2m or 2msl", near, 2);
}

static bool read_action(struct reader *r, struct action *a)
{
	static const char *const near[] = { "client", "server",  "deliver", "drop",       "dup",
					    "hold",   "release", "inject",  "retransmit", "wait" };
	uint32_t sock;

	for (int k = ACT_DELIVER; k <= ACT_RELEASE; k++)
		if (reader_take(r, act_name((enum act_kind)k))) {
			a->kind = (uint8_t)k;
			return read_pick(r, a);
		}
	if (reader_take(r, "inject")) {
		a->kind = ACT_INJECT;
		return read_inject(r, a);
	}
	if (reader_take(r, "retransmit")) {
		a->kind = ACT_RETRANSMIT;
		return reader_host(r, false, &a->host, &sock);
	}
	if (reader_take(r, "wait"))
		return read_wait(r, a);
	if (!reader_more(r) || r->words[r->at].quoted ||
	    !reader_is_host(r->words[r->at].text, true, &a->host, &a->sock))
		return !reader_bad_socket(r, true) &&
		       reader_unexpected(r, "an action", near, sizeof near / sizeof *near);
	r->at++;
	a->kind = ACT_CALL;
	return reader_call(r, false, &a->call) && read_call(r, a);
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
