/* Words to predicates: what follows `expect` and `reach`. */
#include <string.h>

#include "language/reader.h"

static bool read_sent(struct reader *r, struct predicate *p)
{
	static const char *const near[] = { "seq=", "ack=", "win=", "len=" };
	const struct field fields[] = { { "seq", UINT32_MAX, &p->seq, SENT_SEQ },
					{ "ack", UINT32_MAX, &p->ack, SENT_ACK },
					{ "win", 65535, &p->win, SENT_WIN },
					{ "len", 1048576, &p->len, SENT_LEN } };
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
		got = reader_field(r, fields, 4, &given);
		if (got == FIELD_OTHER)
			return reader_unexpected(r, "seq=, ack=, win=, len= or a text", near, 4);
		if (got == FIELD_BAD)
			return false;
	}
	p->fields = (uint8_t)given;
	return true;
}

static bool read_amount(struct reader *r, struct predicate *p, const char *expected)
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
		return reader_unexpected(r, "a number, a text or an errno such as ECONNRESET", names, ERR_COUNT - 1);
	return read_amount(r, p, "a number, a text or an errno such as ECONNRESET");
}

static bool read_timer(struct reader *r, struct predicate *p)
{
	static const char *const near[] = { "off" };
	const char *names[TMR_DELAYED_ACK];

	for (int i = 0; i < TMR_DELAYED_ACK; i++)
		names[i] = timer_name((enum timer_id)i);
	if (!reader_one_of(r, names, TMR_DELAYED_ACK, "a timer: rto persist time-wait fin-wait-2 keepalive user linger",
			   &p->timer))
		return false;
	if (reader_take(r, "off")) {
		p->off = 1;
		return true;
	}
	p->has_amount = reader_more(r);
	return !reader_more(r) || reader_span(r, &p->span, "off or a duration such as 4m", near, 1);
}

static bool read_blocked(struct reader *r, struct predicate *p)
{
	return reader_call(r, true, &p->call);
}

static bool read_can(struct reader *r, struct predicate *p)
{
	static const char *const names[] = { "send", "receive" };
	uint8_t which = 0;

	if (!reader_one_of(r, names, 2, "send or receive", &which))
		return false;
	p->kind = which ? PRED_CAN_RECEIVE : PRED_CAN_SEND;
	p->off = reader_take(r, "no");
	return true;
}

static bool read_state(struct reader *r, struct predicate *p)
{
	static const char *const more_words[] = { "sent",        "returned",    "blocked", "timer",
						  "send-buffer", "recv-buffer", "can" };
	const char *names[TCPS_COUNT + sizeof more_words / sizeof *more_words];
	enum tcp_state s;

	if (reader_more(r) && !r->words[r->at].quoted && state_parse(r->words[r->at].text, &s)) {
		p->kind = PRED_STATE;
		p->state = (uint8_t)s;
		r->at++;
		return true;
	}
	for (int i = 0; i < TCPS_COUNT; i++)
		names[i] = state_name((enum tcp_state)i);
	memcpy(names + TCPS_COUNT, more_words, sizeof more_words);
	return reader_unexpected(r, "a state, or sent, returned, blocked, timer, send-buffer, recv-buffer or can",
				 names, sizeof names / sizeof *names);
}

static bool read_host_predicate(struct reader *r, struct predicate *p)
{
	if (!reader_host(r, true, &p->host, &p->sock))
		return false;
	if (reader_take(r, "sent")) {
		p->kind = PRED_SENT;
		return read_sent(r, p);
	}
	if (reader_take(r, "returned")) {
		p->kind = PRED_RETURNED;
		return read_returned(r, p);
	}
	if (reader_take(r, "blocked")) {
		p->kind = PRED_BLOCKED;
		return read_blocked(r, p);
	}
	if (reader_take(r, "timer")) {
		p->kind = PRED_TIMER;
		return read_timer(r, p);
	}
	if (reader_take(r, "send-buffer")) {
		p->kind = PRED_SEND_BUFFER;
		return reader_number(r, 0, UINT32_MAX, &p->amount, "a number of octets");
	}
	if (reader_take(r, "recv-buffer")) {
		p->kind = PRED_RECV_BUFFER;
		return read_amount(r, p, "a number of octets or a text");
	}
	if (reader_take(r, "can"))
		return read_can(r, p);
	return read_state(r, p);
}

static bool read_predicate(struct reader *r, struct predicate *p)
{
	static const char *const near[] = { "client", "server", "flight", "time" };
	uint32_t sock;
	uint8_t h;

	if (reader_take(r, "flight")) {
		p->kind = PRED_FLIGHT;
		return reader_number(r, 0, UINT32_MAX, &p->amount, "a number of segments");
	}
	if (reader_take(r, "time")) {
		p->kind = PRED_TIME;
		return reader_span(r, &p->span, "a duration such as 4m", NULL, 0);
	}
	if (!reader_more(r) || r->words[r->at].quoted || !reader_is_host(r->words[r->at].text, true, &h, &sock))
		return !reader_bad_socket(r, true) && reader_unexpected(r, "client, server, flight or time", near, 4);
	return read_host_predicate(r, p);
}

bool predicate_parse(const struct word *words, size_t n, struct predicate *p, struct diag *diag)
{
	struct reader r = { .words = words, .n = n, .diag = diag };

	memset(p, 0, sizeof *p);
	return read_predicate(&r, p) && reader_done(&r);
}

bool predicate_read(const char *line, struct predicate *p, struct diag *diag)
{
	struct line l;

	return reader_line(line, &l, diag) && predicate_parse(l.words, l.used, p, diag);
}
