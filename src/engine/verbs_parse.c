/* Words to actions and predicates. Every failure says what is wrong, where,
 * and the word that may have been meant. */
#include "engine/verbs.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "engine/net.h"

/* --- splitting --- */

static void wrong(struct diag *d, unsigned column, const char *message)
{
	memset(d, 0, sizeof *d);
	d->column = column;
	snprintf(d->message, sizeof d->message, "%s", message);
}

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

/* Where the splitter stands: octet and character. */
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
			wrong(diag, column, "\\x needs two hexadecimal digits");
			return false;
		}
		*(*out)++ = (char)(hex(c->at[1]) << 4 | hex(c->at[2]));
		step(c);
		step(c);
		break;
	default:
		wrong(diag, column, "unknown escape in a string: \\\" \\\\ \\n \\t and \\xHH are known");
		return false;
	}
	step(c);
	return true;
}

static bool quoted(struct cursor *c, char **out, struct diag *diag)
{
	unsigned column = c->column;

	step(c);
	while (*c->at != '"') {
		if (*c->at == '\0') {
			wrong(diag, column, "this string has no closing quote");
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
		wrong(diag, c->column, "a blank is missing after the string");
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
			wrong(diag, c.column, "too many words");
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
		*out++ = '\0';
	}
}

/* --- reading words one after the other --- */

struct reader {
	const struct word *words;
	size_t n, at;
	struct diag *diag;
};

/* The place after the last word: columns count characters, not cells. */
static unsigned end_column(const struct reader *r)
{
	const struct word *w;
	unsigned column;
	size_t octets;

	if (r->n == 0)
		return 1;
	w = &r->words[r->n - 1];
	column = w->column + (w->quoted ? 2 : 0);
	for (const char *s = w->text; *s; s += octets, column++)
		utf8_next(s, &octets);
	return column;
}

static bool more(const struct reader *r)
{
	return r->at < r->n;
}

static bool is(const struct reader *r, const char *word)
{
	return more(r) && !r->words[r->at].quoted && strcmp(r->words[r->at].text, word) == 0;
}

static bool take(struct reader *r, const char *word)
{
	if (!is(r, word))
		return false;
	r->at++;
	return true;
}

/* The word that stands there is not what was expected; near: what may have been meant. */
static bool unexpected(const struct reader *r, const char *expected, const char *const *near, size_t n)
{
	const char *guess;
	struct text t;

	if (!more(r)) {
		wrong(r->diag, end_column(r), "");
		t = text_over(r->diag->message, sizeof r->diag->message);
		text_addf(&t, "missing: expected %s", expected);
		return false;
	}
	wrong(r->diag, r->words[r->at].column, "");
	t = text_over(r->diag->message, sizeof r->diag->message);
	text_addf(&t, "expected %s, not ", expected);
	text_add(&t, "'");
	text_add_safe(&t, r->words[r->at].text, r->words[r->at].len > 60 ? 60 : r->words[r->at].len);
	text_add(&t, "'");
	guess = near && !r->words[r->at].quoted ? diag_nearest(r->words[r->at].text, near, n) : NULL;
	if (guess)
		snprintf(r->diag->hint, sizeof r->diag->hint, "%s", guess);
	return false;
}

static bool done(const struct reader *r)
{
	struct text t;

	if (!more(r))
		return true;
	wrong(r->diag, r->words[r->at].column, "");
	t = text_over(r->diag->message, sizeof r->diag->message);
	text_add(&t, "one word too many: '");
	text_add_safe(&t, r->words[r->at].text, r->words[r->at].len > 60 ? 60 : r->words[r->at].len);
	text_add(&t, "'");
	return false;
}

static bool digits(const char *s, uint64_t low, uint64_t high, uint32_t *value)
{
	uint64_t v = 0;

	if (*s == '\0')
		return false;
	for (; *s; s++) {
		if (*s < '0' || *s > '9')
			return false;
		v = v * 10 + (uint64_t)(*s - '0');
		if (v > high)
			return false;
	}
	*value = (uint32_t)v;
	return v >= low;
}

static bool number(struct reader *r, uint64_t low, uint64_t high, uint32_t *value, const char *expected)
{
	if (!more(r) || r->words[r->at].quoted || !digits(r->words[r->at].text, low, high, value))
		return unexpected(r, expected, NULL, 0);
	r->at++;
	return true;
}

static bool span(struct reader *r, struct duration *d, const char *expected)
{
	if (!more(r) || r->words[r->at].quoted || !duration_parse(r->words[r->at].text, d))
		return unexpected(r, expected, NULL, 0);
	r->at++;
	return true;
}

static bool text_word(struct reader *r, char *text, uint16_t *len)
{
	const struct word *w = &r->words[r->at];

	if (w->len > SEND_TEXT_MAX) {
		wrong(r->diag, w->column, "this text is longer than 256 octets: send a number of octets instead");
		return false;
	}
	memcpy(text, w->text, w->len);
	*len = (uint16_t)w->len;
	r->at++;
	return true;
}

/* "client", "server.2". */
static bool host_word(const char *word, bool may_number, uint8_t *host, uint32_t *sock)
{
	for (uint8_t h = 0; h < HOSTS; h++) {
		size_t n = strlen(host_name(h));

		if (strncmp(word, host_name(h), n) != 0)
			continue;
		*host = h;
		if (word[n] == '\0')
			return true;
		if (may_number && word[n] == '.')
			return digits(word + n + 1, 1, UINT32_MAX, sock);
	}
	return false;
}

static bool host(struct reader *r, bool may_number, uint8_t *h, uint32_t *sock)
{
	static const char *const near[] = { "client", "server" };

	if (!more(r) || r->words[r->at].quoted || !host_word(r->words[r->at].text, may_number, h, sock))
		return unexpected(r, "client or server", near, 2);
	r->at++;
	return true;
}

static bool one_of(struct reader *r, const char *const *names, size_t n, const char *expected, uint8_t *which)
{
	for (size_t i = 0; i < n; i++)
		if (take(r, names[i])) {
			*which = (uint8_t)i;
			return true;
		}
	return unexpected(r, expected, names, n);
}

/* --- actions --- */

static bool read_send(struct reader *r, struct action *a)
{
	if (!more(r) || !r->words[r->at].quoted)
		return number(r, 0, 1048576, &a->amount, "a text in quotes or a number of octets up to 1048576");
	a->option = 1;
	if (!text_word(r, a->text, &a->text_len))
		return false;
	a->amount = a->text_len;
	return true;
}

static bool read_linger(struct reader *r, struct action *a)
{
	static const char *const near[] = { "off", "0" };

	if (take(r, "off"))
		return true;
	a->option = 1;
	if (take(r, "0"))
		return true;
	if (!more(r) || !duration_parse(r->words[r->at].text, &a->span))
		return unexpected(r, "off, 0 or a duration such as 5s", near, 2);
	r->at++;
	return true;
}

static bool read_call(struct reader *r, struct action *a)
{
	static const char *const how[] = { "rd", "wr", "rdwr" };
	static const char *const on_off[] = { "off", "on" };

	switch ((enum call_id)a->call) {
	case CALL_BIND:
		return number(r, 0, 65535, &a->amount, "a port from 0 (any) to 65535");
	case CALL_CONNECT:
		return number(r, 1, 65535, &a->amount, "a port from 1 to 65535");
	case CALL_LISTEN:
		a->has_amount = more(r);
		return !more(r) || number(r, 0, 65535, &a->amount, "a backlog from 0 to 65535");
	case CALL_RECV:
		a->has_amount = more(r);
		return !more(r) || number(r, 0, 1048576, &a->amount, "a number of octets up to 1048576");
	case CALL_SEND:
		return read_send(r, a);
	case CALL_SHUTDOWN:
		return one_of(r, how, 3, "rd, wr or rdwr", &a->option);
	case CALL_LINGER:
		return read_linger(r, a);
	case CALL_REUSEADDR:
		return one_of(r, on_off, 2, "on or off", &a->option);
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

static bool call_word(struct reader *r, uint8_t *call)
{
	const char *names[CALL_COUNT];

	for (int i = 0; i < CALL_COUNT; i++)
		names[i] = call_name((enum call_id)i);
	return one_of(r, names, CALL_COUNT, "a call such as connect, send or close", call);
}

static bool read_pick(struct reader *r, struct action *a)
{
	static const char *const near[] = { "last", "to" };
	uint8_t h;
	uint32_t sock;

	if (!more(r))
		return true;
	if (take(r, "last")) {
		a->pick = PICK_LAST;
		return true;
	}
	if (take(r, "to")) {
		if (!host(r, false, &h, &sock))
			return false;
		a->pick = h == HOST_CLIENT ? PICK_TO_CLIENT : PICK_TO_SERVER;
		return true;
	}
	if (r->words[r->at].text[0] != '#' || !digits(r->words[r->at].text + 1, 1, UINT32_MAX, &a->id))
		return unexpected(r, "a segment: #N, to client, to server, last, or nothing for the earliest due", near,
				  2);
	a->pick = PICK_ID;
	r->at++;
	return true;
}

/* "seq=300": the number after the name, when the word starts with it. */
static bool field(struct reader *r, const char *name, uint64_t high, uint32_t *value, bool *bad)
{
	size_t n = strlen(name);
	const struct word *w = &r->words[r->at];

	*bad = false;
	if (w->quoted || strncmp(w->text, name, n) != 0 || w->text[n] != '=')
		return false;
	if (!digits(w->text + n + 1, 0, high, value)) {
		struct text t;

		wrong(r->diag, w->column + (unsigned)n + 1, "");
		t = text_over(r->diag->message, sizeof r->diag->message);
		text_addf(&t, "%s= takes a number from 0 to %llu", name, (unsigned long long)high);
		*bad = true;
		return false;
	}
	r->at++;
	return true;
}

static bool flags_word(struct reader *r, uint8_t *flags)
{
	static const char *const near[] = { "SYN", "ACK", "FIN", "RST", "SYN,ACK", "FIN,ACK", "RST,ACK", "-" };

	if (!more(r) || r->words[r->at].quoted || !segment_flags_parse(r->words[r->at].text, flags))
		return unexpected(r, "flags: SYN, FIN, RST and ACK joined by commas, or -", near, 8);
	r->at++;
	return true;
}

static const char *const inject_words[] = { "seq=", "ack=", "win=", "len=", "from", "to" };

static bool read_inject_fields(struct reader *r, struct action *a, bool *seq, bool *ack)
{
	struct forgery *f = &a->forgery;

	while (more(r)) {
		uint32_t v;
		bool bad;

		if (r->words[r->at].quoted) {
			if (r->words[r->at].len > KEPT_MAX) {
				wrong(r->diag, r->words[r->at].column,
				      "a segment's text has at most 64 octets: use len=");
				return false;
			}
			if (!text_word(r, a->text, &a->text_len))
				return false;
			f->has_text = 1;
			f->len = a->text_len;
		} else if (take(r, "from") || take(r, "to")) {
			bool from = strcmp(r->words[r->at - 1].text, "from") == 0;

			if (!number(r, 1, 65535, &v, "a port from 1 to 65535"))
				return false;
			*(from ? &f->from_port : &f->to_port) = (uint16_t)v;
		} else if (field(r, "seq", UINT32_MAX, &f->seq, &bad)) {
			*seq = true;
		} else if (!bad && field(r, "ack", UINT32_MAX, &f->ack, &bad)) {
			*ack = true;
		} else if (!bad && field(r, "win", 65535, &v, &bad)) {
			f->wnd = (uint16_t)v;
		} else if (!bad && !field(r, "len", 65535, &f->len, &bad)) {
			return bad ? false
				   : unexpected(r, "seq=, ack=, win=, len=, a text, from or to", inject_words, 6);
		} else if (bad) {
			return false;
		}
	}
	return true;
}

static bool read_inject(struct reader *r, struct action *a)
{
	static const char *const near[] = { "to" };
	bool seq = false, ack = false;
	unsigned flags_column;
	uint32_t sock;

	a->forgery.wnd = 64;
	if (!take(r, "to"))
		return unexpected(r, "to client or to server", near, 1);
	if (!host(r, false, &a->host, &sock))
		return false;
	flags_column = more(r) ? r->words[r->at].column : end_column(r);
	if (!flags_word(r, &a->forgery.flags) || !read_inject_fields(r, a, &seq, &ack))
		return false;
	if (!seq)
		wrong(r->diag, end_column(r), "missing: expected seq=N");
	else if (ack && !(a->forgery.flags & SEG_ACK))
		wrong(r->diag, flags_column, "ack= is given, but the flags have no ACK");
	else if (!ack && a->forgery.flags & SEG_ACK)
		wrong(r->diag, end_column(r), "missing: ACK needs ack=N");
	else
		return true;
	return false;
}

static bool read_wait(struct reader *r, struct action *a)
{
	static const char *const near[] = { "next", "idle" };

	a->kind = take(r, "next") ? ACT_WAIT_NEXT : take(r, "idle") ? ACT_WAIT_IDLE : ACT_WAIT;
	if (a->kind != ACT_WAIT)
		return true;
	if (!more(r) || !duration_parse(r->words[r->at].text, &a->span))
		return unexpected(r, "next, idle or a duration such as 500ms, 5s, 2m or 2msl", near, 2);
	r->at++;
	return true;
}

static bool read_action(struct reader *r, struct action *a)
{
	static const char *const near[] = { "client", "server",  "deliver", "drop",       "dup",
					    "hold",   "release", "inject",  "retransmit", "wait" };
	uint32_t sock;

	for (int k = ACT_DELIVER; k <= ACT_RELEASE; k++)
		if (take(r, act_name((enum act_kind)k))) {
			a->kind = (uint8_t)k;
			return read_pick(r, a);
		}
	if (take(r, "inject")) {
		a->kind = ACT_INJECT;
		return read_inject(r, a);
	}
	if (take(r, "retransmit")) {
		a->kind = ACT_RETRANSMIT;
		return host(r, false, &a->host, &sock);
	}
	if (take(r, "wait"))
		return read_wait(r, a);
	if (!more(r) || r->words[r->at].quoted || !host_word(r->words[r->at].text, true, &a->host, &a->sock))
		return unexpected(r, "an action", near, sizeof near / sizeof *near);
	r->at++;
	a->kind = ACT_CALL;
	return call_word(r, &a->call) && read_call(r, a);
}

bool action_parse(const struct word *words, size_t n, struct action *a, struct diag *diag)
{
	struct reader r = { .words = words, .n = n, .diag = diag };

	memset(a, 0, sizeof *a);
	return read_action(&r, a) && done(&r);
}

/* --- predicates --- */

static bool read_sent(struct reader *r, struct predicate *p)
{
	static const char *const near[] = { "seq=", "ack=", "win=", "len=" };

	if (!flags_word(r, &p->flags))
		return false;
	while (more(r)) {
		bool bad;

		if (r->words[r->at].quoted) {
			if (!text_word(r, p->text, &p->text_len))
				return false;
			p->fields |= SENT_TEXT;
			p->has_text = 1;
		} else if (field(r, "seq", UINT32_MAX, &p->seq, &bad)) {
			p->fields |= SENT_SEQ;
		} else if (!bad && field(r, "ack", UINT32_MAX, &p->ack, &bad)) {
			p->fields |= SENT_ACK;
		} else if (!bad && field(r, "win", 65535, &p->win, &bad)) {
			p->fields |= SENT_WIN;
		} else if (!bad && field(r, "len", 1048576, &p->len, &bad)) {
			p->fields |= SENT_LEN;
		} else {
			return bad ? false : unexpected(r, "seq=, ack=, win=, len= or a text", near, 4);
		}
	}
	return true;
}

static bool read_amount(struct reader *r, struct predicate *p, const char *expected)
{
	if (more(r) && r->words[r->at].quoted) {
		p->has_text = 1;
		return text_word(r, p->text, &p->text_len);
	}
	return number(r, 0, UINT32_MAX, &p->amount, expected);
}

static bool read_returned(struct reader *r, struct predicate *p)
{
	const char *names[ERR_COUNT];
	enum sock_error e;

	for (int i = 1; i < ERR_COUNT; i++)
		names[i - 1] = error_name((enum sock_error)i);
	if (more(r) && !r->words[r->at].quoted && error_parse(r->words[r->at].text, &e)) {
		p->error = (uint8_t)e;
		r->at++;
		return true;
	}
	if (more(r) && !r->words[r->at].quoted && (r->words[r->at].text[0] < '0' || r->words[r->at].text[0] > '9'))
		return unexpected(r, "a number, a text or an errno such as ECONNRESET", names, ERR_COUNT - 1);
	return read_amount(r, p, "a number, a text or an errno such as ECONNRESET");
}

static bool read_timer(struct reader *r, struct predicate *p)
{
	const char *names[TMR_DELAYED_ACK];

	for (int i = 0; i < TMR_DELAYED_ACK; i++)
		names[i] = timer_name((enum timer_id)i);
	if (!one_of(r, names, TMR_DELAYED_ACK, "a timer: rto persist time-wait fin-wait-2 keepalive user linger",
		    &p->timer))
		return false;
	if (take(r, "off")) {
		p->off = 1;
		return true;
	}
	p->has_amount = more(r);
	return !more(r) || span(r, &p->span, "off or a duration such as 4m");
}

static bool read_blocked(struct reader *r, struct predicate *p)
{
	p->call = CALL_NONE;
	return take(r, "nothing") || call_word(r, &p->call);
}

static bool read_can(struct reader *r, struct predicate *p)
{
	static const char *const names[] = { "send", "receive" };
	uint8_t which = 0;

	if (!one_of(r, names, 2, "send or receive", &which))
		return false;
	p->kind = which ? PRED_CAN_RECEIVE : PRED_CAN_SEND;
	p->off = take(r, "no");
	return true;
}

static bool read_state(struct reader *r, struct predicate *p)
{
	static const char *const more_words[] = { "sent",        "returned",    "blocked", "timer",
						  "send-buffer", "recv-buffer", "can" };
	const char *names[TCPS_COUNT + sizeof more_words / sizeof *more_words];
	enum tcp_state s;

	if (more(r) && !r->words[r->at].quoted && state_parse(r->words[r->at].text, &s)) {
		p->kind = PRED_STATE;
		p->state = (uint8_t)s;
		r->at++;
		return true;
	}
	for (int i = 0; i < TCPS_COUNT; i++)
		names[i] = state_name((enum tcp_state)i);
	memcpy(names + TCPS_COUNT, more_words, sizeof more_words);
	return unexpected(r, "a state, or sent, returned, blocked, timer, send-buffer, recv-buffer or can", names,
			  sizeof names / sizeof *names);
}

static bool read_host_predicate(struct reader *r, struct predicate *p)
{
	if (!host(r, true, &p->host, &p->sock))
		return false;
	if (take(r, "sent")) {
		p->kind = PRED_SENT;
		return read_sent(r, p);
	}
	if (take(r, "returned")) {
		p->kind = PRED_RETURNED;
		return read_returned(r, p);
	}
	if (take(r, "blocked")) {
		p->kind = PRED_BLOCKED;
		return read_blocked(r, p);
	}
	if (take(r, "timer")) {
		p->kind = PRED_TIMER;
		return read_timer(r, p);
	}
	if (take(r, "send-buffer")) {
		p->kind = PRED_SEND_BUFFER;
		return number(r, 0, UINT32_MAX, &p->amount, "a number of octets");
	}
	if (take(r, "recv-buffer")) {
		p->kind = PRED_RECV_BUFFER;
		return read_amount(r, p, "a number of octets or a text");
	}
	if (take(r, "can"))
		return read_can(r, p);
	return read_state(r, p);
}

static bool read_predicate(struct reader *r, struct predicate *p)
{
	static const char *const near[] = { "client", "server", "flight", "time" };
	uint32_t sock;
	uint8_t h;

	if (take(r, "flight")) {
		p->kind = PRED_FLIGHT;
		return number(r, 0, UINT32_MAX, &p->amount, "a number of segments");
	}
	if (take(r, "time")) {
		p->kind = PRED_TIME;
		return span(r, &p->span, "a duration such as 4m");
	}
	if (!more(r) || r->words[r->at].quoted || !host_word(r->words[r->at].text, true, &h, &sock))
		return unexpected(r, "client, server, flight or time", near, 4);
	return read_host_predicate(r, p);
}

bool predicate_parse(const struct word *words, size_t n, struct predicate *p, struct diag *diag)
{
	struct reader r = { .words = words, .n = n, .diag = diag };

	memset(p, 0, sizeof *p);
	return read_predicate(&r, p) && done(&r);
}

/* --- one line --- */

enum { LINE_MAX_OCTETS = 4096 };

bool action_read(const char *line, struct action *a, struct diag *diag)
{
	char store[LINE_MAX_OCTETS + 1];
	struct word words[WORDS_MAX];
	size_t n;

	if (strlen(line) >= LINE_MAX_OCTETS) {
		wrong(diag, 1, "this line is too long");
		return false;
	}
	return words_split(line, store, words, &n, diag) && action_parse(words, n, a, diag);
}

bool predicate_read(const char *line, struct predicate *p, struct diag *diag)
{
	char store[LINE_MAX_OCTETS + 1];
	struct word words[WORDS_MAX];
	size_t n;

	if (strlen(line) >= LINE_MAX_OCTETS) {
		wrong(diag, 1, "this line is too long");
		return false;
	}
	return words_split(line, store, words, &n, diag) && predicate_parse(words, n, p, diag);
}
