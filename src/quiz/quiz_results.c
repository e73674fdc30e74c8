/* Asks what a call returns, and what the application may still do. Called by quiz.c
 * through quiz_kinds.def. */
#include <string.h>

#include "language/verbs.h"
#include "quiz/quiz_parts.h"

/* --- results --- */

/* The result of a call: the call waits, or returns an error, octets or a number. */
struct gives {
	bool waits;
	uint8_t error;
	uint16_t text_len;
	uint32_t value;
	char text[SEND_TEXT_MAX];
};

static bool same(const struct gives *a, const struct gives *b)
{
	return a->waits == b->waits && a->error == b->error && a->value == b->value;
}

static uint16_t blocked_calls(const struct world *w, uint8_t host)
{
	uint16_t all = 0;

	for (uint32_t i = 0; i < w->hosts[host].high; i++)
		all |= w->hosts[host].slots[i].blocked;
	return all;
}

static enum call_id one_call(uint16_t blocked)
{
	for (int c = 0; c < CALL_COUNT; c++)
		if (blocked == 1u << c)
			return (enum call_id)c;
	return CALL_NONE;
}

/* Returns the call that the event makes, ends or leaves waiting, and its result in *g. */
static enum call_id what_it_gives(const struct maker *m, struct gives *g)
{
	const struct row *first = outcome_first(m), *back = NULL;
	uint16_t before = blocked_calls(&m->now, m->out.host), after = blocked_calls(&m->after, m->out.host);
	enum call_id call = first->kind == ROW_CALL ? (enum call_id)first->call.call : one_call(before);

	memset(g, 0, sizeof *g);
	if (call == CALL_NONE || (before & ~(1u << call)) || (after & ~(1u << call)) ||
	    (first->kind == ROW_CALL && before))
		return CALL_NONE;
	for (size_t i = 0; i < m->out.used; i++) {
		if (m->out.rows[i].kind != ROW_RETURN)
			continue;
		if (back || m->out.rows[i].actor != m->out.host || m->out.rows[i].result.call != call)
			return CALL_NONE;
		back = &m->out.rows[i];
	}
	g->waits = !back;
	if (!back)
		return after ? call : CALL_NONE;
	g->error = back->result.error;
	g->value = back->result.error ? 0 : back->result.value;
	if (back->result.has_text) {
		g->text_len = (uint16_t)g->value;
		memcpy(g->text, back->result.data.text, g->value);
	}
	return call;
}

/* Sets *g to the text that the peer sent last, which a student might expect to read. */
static void last_said(const struct maker *m, struct gives *g)
{
	memset(g, 0, sizeof *g);
	for (size_t i = m->used; i-- > 0;) {
		const struct action *a = &m->actions[i];

		if (a->kind != ACT_CALL || a->call != CALL_SEND || a->host == m->out.host)
			continue;
		g->value = g->text_len = a->text_len;
		memcpy(g->text, a->text, a->text_len);
		return;
	}
}

static void text_of(struct text *t, const struct gives *g, enum call_id call, bool was_waiting, enum lang lang)
{
	static const char *const waits[2][LANG_COUNT] = { { "nothing yet: it waits", "아직 반환되지 않고 기다립니다" },
							  { "nothing: it still waits",
							    "반환되지 않고 계속 기다립니다" } };

	if (g->waits)
		text_add(t, waits[was_waiting][lang]);
	else if (g->error)
		text_addf(t, "-1, %s", error_name((enum sock_error)g->error));
	else if (g->text_len)
		text_add_quoted(t, g->text, g->text_len);
	else if (call == CALL_ACCEPT)
		text_add(t, lang == LANG_KO ? "새 소켓의 디스크립터" : "the descriptor of a new socket");
	else if (call == CALL_RECV && g->value == 0)
		text_add(t, lang == LANG_KO ? "0: 읽을 것이 없고 기다리지도 않음"
					    : "0: nothing to read, and it does not wait");
	else if (call == CALL_SEND)
		text_addf(t, lang == LANG_KO ? "%u: 모두 송신 버퍼에 들어감" : "%u: all of it is in the send buffer",
			  (unsigned)g->value);
	else
		text_addf(t, lang == LANG_KO ? "%u: 성공" : "%u: success", (unsigned)g->value);
}

static void add_gives(struct maker *m, struct quiz_question *q, enum call_id call, const struct gives *g,
		      enum myth myth)
{
	bool was_waiting = outcome_first(m)->kind != ROW_CALL;
	struct quiz_choice *c = choice_new(q);
	struct predicate *p = choice_claim(c, PRED_BLOCKED, q->host);

	p->call = (uint8_t)(g->waits ? call : CALL_NONE);
	if (!g->waits) {
		p = choice_claim(c, PRED_RETURNED, q->host);
		p->error = g->error;
		p->amount = g->value;
		p->has_text = g->text_len > 0;
		p->text_len = g->text_len;
		memcpy(p->text, g->text, g->text_len);
	}
	for (int l = 0; l < LANG_COUNT; l++) {
		struct text t = text_over(c->text[l], sizeof c->text[l]);

		text_of(&t, g, call, was_waiting, (enum lang)l);
	}
	choice_refute(c, myth);
}

/* Returns a wrong result among those that are typical of the call. */
static struct gives wrong_gives(struct maker *m, enum call_id call)
{
	static const uint8_t errors[][5] = {
		[CALL_RECV] = { ERR_ECONNRESET, ERR_ECONNRESET, ERR_ENOTCONN, ERR_EBADF, ERR_ETIMEDOUT },
		[CALL_SEND] = { ERR_EPIPE, ERR_EPIPE, ERR_ECONNRESET, ERR_EBADF, ERR_ENOTCONN },
		[CALL_ACCEPT] = { ERR_ECONNABORTED, ERR_ECONNREFUSED, ERR_EINVAL, ERR_EINVAL, ERR_ECONNABORTED },
		[CALL_CONNECT] = { ERR_ECONNREFUSED, ERR_ECONNREFUSED, ERR_ETIMEDOUT, ERR_EADDRINUSE, ERR_EISCONN },
		[CALL_CLOSE] = { ERR_EBADF, ERR_ENOTCONN, ERR_ECONNRESET, ERR_EPIPE, ERR_EBADF },
		[CALL_SHUTDOWN] = { ERR_ENOTCONN, ERR_EPIPE, ERR_EBADF, ERR_ENOTCONN, ERR_EPIPE },
		[CALL_BIND] = { ERR_EADDRINUSE, ERR_EADDRINUSE, ERR_EINVAL, ERR_EADDRNOTAVAIL, ERR_EISCONN },
	};
	struct gives g;
	uint32_t dice = dice_roll(&m->dice, 10);

	memset(&g, 0, sizeof g);
	if (dice < 4)
		g.error = errors[call][dice_roll(&m->dice, 5)];
	else if (dice < 6 && call != CALL_BIND)
		g.waits = true;
	else if (call == CALL_RECV && dice < 8)
		last_said(m, &g);
	else if (call == CALL_SEND && outcome_first(m)->kind == ROW_CALL)
		g.value = outcome_first(m)->call.amount;
	else if (call == CALL_ACCEPT)
		g.value = m->now.hosts[m->out.host].sockets + 1;
	return g;
}

static enum myth myth_of_gives(const struct maker *m, enum call_id call, const struct gives *truth,
			       const struct gives *g)
{
	const struct slot *s = world_focus(&m->now, m->out.host);
	bool fin = s && s->tcb.peer_fin_done;

	if (call == CALL_RECV && truth->text_len && !g->waits && !g->error && !g->text_len && fin)
		return MYTH_FIN_DISCARDS;
	if (call == CALL_RECV && truth->error == ERR_ECONNRESET && g->text_len)
		return MYTH_RST_KEEPS;
	if (call == CALL_RECV && truth->waits && !g->waits && !g->error && !g->text_len)
		return MYTH_ZERO_IS_EOF;
	if (call == CALL_SEND && !truth->error && g->error == ERR_EPIPE && fin)
		return MYTH_PEER_CLOSED;
	return MYTH_NONE;
}

/* --- why it gives that --- */

static bool why_error(struct maker *m, struct quiz_question *q, enum sock_error error)
{
	if (error == ERR_ECONNRESET)
		reason_why(q, WHY_RESET);
	else if (error == ERR_ENOTCONN)
		reason_why(q, WHY_NOT_CONNECTED);
	else if (error == ERR_EBADF && dice_roll(&m->dice, 15) == 0)
		reason_why(q, WHY_BAD_DESCRIPTOR);
	else if (error == ERR_ETIMEDOUT)
		reason_why(q, WHY_TIMED_OUT);
	else
		return false;
	return true;
}

static bool why_recv(struct maker *m, struct quiz_question *q, const struct gives *g)
{
	const struct slot *s = world_focus(&m->after, q->host);

	if (g->error)
		return why_error(m, q, (enum sock_error)g->error);
	if (g->waits)
		reason_why(q, WHY_RECV_WAITS);
	else if (g->value)
		reason_why(q, WHY_RECV_TEXT);
	else if (s && s->tcb.peer_fin_done)
		reason_why(q, WHY_RECV_EOF);
	else if (s && s->tcb.shut_rd)
		reason_why(q, WHY_RECV_SHUT);
	else
		return false;
	return true;
}

static bool why_send(struct maker *m, struct quiz_question *q, const struct gives *g)
{
	const struct slot *s = world_focus(&m->after, q->host);
	bool half = s && slot_state(s) == TCPS_CLOSE_WAIT;

	if (g->error == ERR_EPIPE) {
		reason_why(q, WHY_SEND_ENDED);
		return s && s->tcb.fin_wanted;
	}
	if (g->error)
		return why_error(m, q, (enum sock_error)g->error);
	reason_why(q, g->waits ? WHY_SEND_WAITS : half ? WHY_SEND_HALF : WHY_SEND_QUEUES);
	return g->waits || half || dice_roll(&m->dice, 4) == 0;
}

static bool why_connect(struct maker *m, struct quiz_question *q, const struct gives *g)
{
	if (g->error == ERR_EISCONN || g->error == ERR_EALREADY) {
		reason_why(q, WHY_HAS_CONNECTION);
		return true;
	}
	if (g->waits) {
		reason_why(q, WHY_CONNECT_WAITS);
		return dice_roll(&m->dice, 2) == 0;
	}
	if (!g->error)
		reason_why(q, WHY_CONNECTED);
	reason_outcome(m, q);
	return true;
}

static bool why_bind(const struct maker *m, struct quiz_question *q, const struct gives *g)
{
	const struct slot *old = world_focus(&m->now, q->host);
	bool taken = old && slot_state(old) == TCPS_TIME_WAIT;

	if (g->error == ERR_EADDRINUSE && taken)
		reason_why(q, WHY_BIND_IN_USE);
	else if (!g->error)
		reason_why(q, taken ? WHY_BIND_REUSES : WHY_BIND_FREE);
	else
		return false;
	return true;
}

/* Adds the reason for the result. Returns false if there is none to give, or if the
 * question would be dull. */
static bool why_gives(struct maker *m, struct quiz_question *q, enum call_id call, const struct gives *g)
{
	bool made = outcome_first(m)->kind == ROW_CALL;

	if (call == CALL_RECV)
		return why_recv(m, q, g);
	if (call == CALL_SEND)
		return why_send(m, q, g);
	if (call == CALL_CONNECT)
		return why_connect(m, q, g);
	if (call == CALL_BIND)
		return why_bind(m, q, g);
	if (call == CALL_ACCEPT) {
		if (g->waits)
			reason_why(q, WHY_ACCEPT_WAITS);
		else
			reason_rule(q, RULE_ACCEPT);
		return !g->error;
	}
	if (g->error)
		return why_error(m, q, (enum sock_error)g->error);
	if ((call != CALL_CLOSE && call != CALL_SHUTDOWN) || !made || dice_roll(&m->dice, 6))
		return false;
	reason_why(q, call == CALL_CLOSE ? WHY_CLOSE_RETURNS : WHY_SHUTDOWN_RETURNS);
	return !g->waits;
}

bool ask_returned(struct maker *m, struct quiz_question *q)
{
	static const unsigned asked = 1u << CALL_RECV | 1u << CALL_SEND | 1u << CALL_ACCEPT | 1u << CALL_CONNECT |
				      1u << CALL_CLOSE | 1u << CALL_SHUTDOWN | 1u << CALL_BIND;
	bool made = outcome_first(m)->kind == ROW_CALL;
	struct gives offers[QUIZ_CHOICES_MAX];
	enum call_id call = what_it_gives(m, &offers[0]);

	if (call == CALL_NONE || !(asked >> call & 1) || (!made && offers[0].waits && dice_roll(&m->dice, 4)) ||
	    !why_gives(m, q, call, &offers[0]))
		return false;
	add_gives(m, q, call, &offers[0], MYTH_NONE);
	for (int tries = 0; tries < 30 && q->choices_used < QUIZ_CHOICES_MAX; tries++) {
		struct gives g = wrong_gives(m, call);
		bool twice = call == CALL_ACCEPT && !g.error && !g.waits && g.value == 0;

		for (size_t i = 0; i < q->choices_used; i++)
			twice |= same(&offers[i], &g);
		if (twice)
			continue;
		offers[q->choices_used] = g;
		add_gives(m, q, call, &g, myth_of_gives(m, call, &offers[0], &g));
	}
	choices_mix(m, q);
	for (int l = 0; l < LANG_COUNT; l++) {
		struct text t = text_over(q->ask[l], sizeof q->ask[l]);

		if (made)
			text_addf(&t, l == LANG_KO ? "이 %s()는 무엇을 반환합니까?" : "What does this %s() return?",
				  call_name(call));
		else
			text_addf(&t,
				  l == LANG_KO ? "%s에서 기다리던 %s()는 이제 무엇을 반환합니까?"
					       : "At the %s, %s() is waiting. What does it return now?",
				  host_word(q->host, (enum lang)l), call_name(call));
	}
	return q->choices_used >= 3;
}

/* --- directions --- */

bool ask_open(struct maker *m, struct quiz_question *q)
{
	static const enum why whys[4] = { WHY_OPEN_NEITHER, WHY_OPEN_RECEIVE, WHY_OPEN_SEND, WHY_OPEN_BOTH };
	static const char *const texts[4][LANG_COUNT] = { { "neither", "둘 다 할 수 없음" },
							  { "receive, not send", "받기만 할 수 있음" },
							  { "send, not receive", "보내기만 할 수 있음" },
							  { "send and receive", "보내기와 받기 모두" } };
	const struct slot *s = world_focus(&m->after, q->host);
	unsigned truth;

	if (!s || s->conn == 0 || s->number == 0 || s->refs == 0 || s->tcb.rcv_len || !tcb_synchronized(&s->tcb) ||
	    slot_state(s) == TCPS_CLOSED || slot_state(s) == TCPS_TIME_WAIT || outcome_refused(m) ||
	    (!outcome_first(m)->changes_used && !outcome_is_call(m, CALL_SHUTDOWN) && !outcome_is_call(m, CALL_CLOSE)))
		return false;
	truth = (unsigned)tcb_can_send(&s->tcb) * 2 + (unsigned)tcb_can_receive(&s->tcb);
	for (unsigned i = 0; i < 4; i++) {
		struct quiz_choice *c = choice_new(q);

		choice_claim(c, PRED_CAN_SEND, q->host)->off = !(i & 2);
		choice_claim(c, PRED_CAN_RECEIVE, q->host)->off = !(i & 1);
		choice_text(c, texts[i][LANG_EN], texts[i][LANG_KO]);
	}
	q->right = truth;
	question_ask(q, "What may the %s's application still do on this connection?",
		     "%s 쪽 프로그램은 이 연결에서 아직 무엇을 할 수 있습니까?");
	reason_why(q, whys[truth]);
	reason_outcome(m, q);
	return true;
}
