/* Describes a situation in both languages: how it started, each action since then with
 * its effects, the present state, and what happens next. It replays the actions from
 * the start. Called by quiz.c. */
#include <string.h>

#include "language/format.h"
#include "language/verbs.h"
#include "quiz/quiz_parts.h"

static const char *const timer_words[TMR_COUNT][LANG_COUNT] = {
	[TMR_RTO] = { "retransmission timer", "재전송 타이머" },
	[TMR_PERSIST] = { "persist timer", "persist 타이머" },
	[TMR_TIME_WAIT] = { "2MSL timer", "2MSL 타이머" },
	[TMR_FIN_WAIT_2] = { "FIN-WAIT-2 timer", "FIN-WAIT-2 타이머" },
	[TMR_KEEPALIVE] = { "keepalive timer", "keepalive 타이머" },
	[TMR_USER] = { "user timeout", "user timeout 타이머" },
	[TMR_LINGER] = { "linger timer", "linger 타이머" },
	[TMR_DELAYED_ACK] = { "delayed ACK", "지연 ACK 타이머" },
};

enum { LEFT = 20, STATES_AT = 14, WIDTH = 76 };

/* --- segments and effects --- */

static void brief(struct text *t, const struct row *row)
{
	text_addf(t, "#%u %s", (unsigned)row->id, segment_flags_name(row->segment.flags));
	if (row->segment.len)
		text_addf(t, " len=%u", (unsigned)row->segment.len);
}

static void comma(struct text *t)
{
	if (t->len)
		text_add(t, ", ");
}

/* Adds "sends #5 ACK, #6 FIN,ACK". */
static void effect_sends(struct text *t, const struct outcome *o, enum lang lang)
{
	char array[160];
	struct text list = text_over(array, sizeof array);
	bool again = false;

	for (size_t i = 0; i < o->used; i++) {
		if (o->rows[i].kind != ROW_SEND)
			continue;
		comma(&list);
		brief(&list, &o->rows[i]);
		again |= o->rows[i].retransmitted;
	}
	if (list.len == 0)
		return;
	comma(t);
	if (lang == LANG_KO)
		text_addf(t, "%s%s 보냄", array, again ? " 다시" : "");
	else
		text_addf(t, "%ssends %s%s", t->len ? "it " : "", array, again ? " again" : "");
}

/* Adds a call's result, except for a success without a value. */
static void effect_return(struct text *t, const struct row *row)
{
	const struct result *r = &row->result;

	if (!r->error && r->call != CALL_RECV && r->call != CALL_SEND && r->call != CALL_CONNECT)
		return;
	comma(t);
	format_result(t, r);
}

static void effect_first(struct text *t, const struct row *row, enum lang lang)
{
	const char *flags = segment_flags_name(row->segment.flags), *host = host_word(row->actor, lang);

	switch ((enum row_kind)row->kind) {
	case ROW_LOSE:
		text_addf(t, lang == LANG_EN ? "%s is lost" : "%s 유실", flags);
		return;
	case ROW_ARRIVE:
		if (lang == LANG_EN)
			text_addf(t, "%s at the %s", flags, host);
		else
			text_addf(t, "%s에 %s 도착", host, flags);
		return;
	case ROW_FORGE:
		if (row->of)
			text_addf(t, lang == LANG_EN ? "#%u, a copy of #%u" : "#%u: #%u의 복제본", (unsigned)row->id,
				  (unsigned)row->of);
		else
			text_addf(t, lang == LANG_EN ? "#%u, a forged segment" : "#%u: 위조된 세그먼트",
				  (unsigned)row->id);
		return;
	case ROW_TIMER:
		text_addf(t, lang == LANG_EN ? "the %s's %s timer expires" : "%s의 %s 만료", host,
			  lang == LANG_EN ? timer_name((enum timer_id)row->timer) : timer_words[row->timer][lang]);
		return;
	case ROW_CALL:
	case ROW_RETURN:
	case ROW_SEND:
		return;
	}
}

static void effects(struct text *t, const struct outcome *o, enum lang lang)
{
	bool returned = o->rows[0].kind != ROW_CALL;

	effect_first(t, &o->rows[0], lang);
	effect_sends(t, o, lang);
	for (size_t i = 0; i < o->used; i++)
		if (o->rows[i].kind == ROW_RETURN) {
			effect_return(t, &o->rows[i]);
			returned = true;
		}
	if (!returned && o->rows[0].call.call < CALL_EXIT) {
		comma(t);
		text_add(t, lang == LANG_EN ? "waits" : "기다림");
	}
}

/* --- the present state --- */

static void spaces(struct text *t, size_t n)
{
	while (n-- > 0)
		text_add(t, " ");
}

static void numbers(struct text *t, const struct slot *s)
{
	const struct tcb *c = &s->tcb;

	text_addf(t, "SND.UNA=%u SND.NXT=%u", (unsigned)c->snd_una, (unsigned)c->snd_nxt);
	if (slot_state(s) != TCPS_SYN_SENT)
		text_addf(t, " RCV.NXT=%u RCV.WND=%u", (unsigned)c->rcv_nxt, (unsigned)c->rcv_wnd);
}

static void aside(struct text *t, const char *en, const char *ko, enum lang lang)
{
	const char *words = lang == LANG_EN ? en : ko, *line = strrchr(t->at, '\n');
	size_t used = text_width(line ? line + 1 : t->at);

	if (used && (line ? 0 : STATES_AT) + used + 2 + text_width(words) > WIDTH)
		text_addf(t, ",\n%*s", STATES_AT, "");
	else
		text_add(t, used ? ", " : "");
	text_add(t, words);
}

/* Adds what is unusual: buffers with data, descriptors, calls that wait. */
static void asides(struct text *t, const struct world *w, uint8_t host, enum lang lang)
{
	const struct host *h = &w->hosts[host];
	const struct slot *s = world_focus(w, host);
	char array[KEPT_MAX * 4 + 80];
	struct text part = text_over(array, sizeof array);

	if (h->down)
		aside(t, "powered off", "전원이 꺼져 있음", lang);
	for (uint32_t i = 0; i < h->high; i++)
		for (int c = 0; c < CALL_COUNT; c++)
			if (h->slots[i].blocked >> c & 1) {
				text_clear(&part);
				text_addf(&part, lang == LANG_EN ? "%s() is waiting" : "%s()가 기다리는 중",
					  call_name((enum call_id)c));
				aside(t, array, array, lang);
			}
	if (!s || s->conn == 0)
		return;
	if (s->tcb.rcv_len) {
		text_clear(&part);
		text_add(&part, lang == LANG_EN ? "unread: \"" : "읽지 않은 데이터: \"");
		format_octets(&part, &s->tcb.rcv, s->tcb.rcv_len);
		text_add(&part, "\"");
		aside(t, array, array, lang);
	}
	if (s->tcb.snd_len) {
		text_clear(&part);
		text_addf(&part, lang == LANG_EN ? "send buffer: %u octets" : "송신 버퍼: %u바이트",
			  (unsigned)s->tcb.snd_len);
		aside(t, array, array, lang);
	}
	if (s->tcb.fin_wanted && !s->tcb.fin_sent && slot_state(s) != TCPS_CLOSED)
		aside(t, "the FIN has not been sent yet", "FIN은 아직 나가지 않음", lang);
	if (s->refs > 1)
		aside(t, "2 descriptors", "디스크립터 2개", lang);
	if (s->linger_on && s->refs)
		aside(t, "SO_LINGER on, 0 s", "SO_LINGER 켜짐, 0초", lang);
	if (s->number == 0 && s->ready)
		aside(t, "accept() not called yet", "accept()는 아직 호출하지 않음", lang);
}

static void stands(struct text *t, const struct world *w, uint8_t host, enum lang lang)
{
	const struct slot *s = world_focus(w, host);
	const char *name = host_word(host, lang);
	enum tcp_state state = world_state(w, host);
	char array[600];
	struct text more = text_over(array, sizeof array);

	text_addf(t, "  %s", name);
	spaces(t, STATES_AT - 2 - text_width(name));
	text_add(t, state_name(state));
	if (s && s->conn && state != TCPS_CLOSED && state != TCPS_LISTEN) {
		numbers(&more, s);
		if (STATES_AT + 13 + more.len > WIDTH)
			text_addf(t, "\n%*s", STATES_AT, "");
		else
			spaces(t, 13 - strlen(state_name(state)));
		text_add(t, array);
		text_clear(&more);
	}
	text_add(t, "\n");
	asides(&more, w, host, lang);
	if (more.len)
		text_addf(t, "%*s%s\n", STATES_AT, "", array);
}

static void in_flight(struct text *t, const struct world *w, enum lang lang)
{
	if (w->net.count == 0) {
		text_add(t, lang == LANG_EN ? "Nothing is in flight.\n" : "전송 중인 세그먼트는 없습니다.\n");
		return;
	}
	text_add(t, lang == LANG_EN ? "In flight:\n" : "전송 중인 세그먼트:\n");
	for (uint32_t i = 0; i < w->net.count; i++) {
		const struct flight *f = &w->net.flights[i];
		const char *to = host_word(host_other(f->segment.from), lang);

		text_addf(t, "  #%u ", (unsigned)f->id);
		format_segment(t, &f->segment);
		text_addf(t, lang == LANG_EN ? ", to the %s\n" : ", %s로\n", to);
	}
}

/* --- what happens next --- */

static void call_words(struct text *t, const struct action *a)
{
	static const char *const how[] = { "SHUT_RD", "SHUT_WR", "SHUT_RDWR" };

	text_addf(t, "%s(", call_name((enum call_id)a->call));
	if (a->call == CALL_SHUTDOWN)
		text_add(t, how[a->option]);
	else if (a->call == CALL_SEND)
		text_add_quoted(t, a->text, a->text_len);
	else if (a->call == CALL_CONNECT || a->call == CALL_BIND)
		text_addf(t, "%u", (unsigned)a->amount);
	text_add(t, ")");
}

/* Returns 을 or 를, by the last sound of the call as it is read aloud. */
static const char *object_particle(const struct action *a)
{
	bool closed = a->call == CALL_LISTEN || a->call == CALL_SOCKET || a->call == CALL_CONNECT ||
		      a->call == CALL_BIND || (a->call == CALL_SHUTDOWN && a->option != SHUTDOWN_RD);

	return closed ? "을" : "를";
}

static void next_call(struct text *t, const struct action *a, enum lang lang)
{
	const char *host = host_word(a->host, lang);
	char array[SEND_TEXT_MAX * 4 + 40];
	struct text call = text_over(array, sizeof array);

	if (a->call == CALL_ABORT) {
		text_addf(t,
			  lang == LANG_EN ? "Next: the %s aborts the connection (ABORT of RFC 9293)."
					  : "다음: %s가 연결을 중단합니다(RFC 9293의 ABORT).",
			  host);
	} else if (a->call == CALL_EXIT) {
		text_addf(t, lang == LANG_EN ? "Next: the %s's process ends." : "다음: %s의 프로세스가 끝납니다.",
			  host);
	} else {
		call_words(&call, a);
		if (lang == LANG_EN)
			text_addf(t, "Next: the %s calls %s.", host, array);
		else
			text_addf(t, "다음: %s가 %s%s 호출합니다.", host, array, object_particle(a));
	}
}

static void next_timer(struct text *t, const struct maker *m, enum lang lang)
{
	const struct row *row = outcome_first(m);

	text_addf(t,
		  lang == LANG_EN ? "Next: nothing else happens until the %s's %s expires."
				  : "다음: 아무 일 없이 시간이 흘러 %s의 %s가 만료됩니다.",
		  host_word(row->actor, lang), timer_words[row->timer][lang]);
}

static void tell_next(struct text *t, const struct maker *m, enum lang lang)
{
	const struct row *row = outcome_first(m);
	char array[200];
	struct text segment = text_over(array, sizeof array);

	if (row->kind == ROW_CALL) {
		next_call(t, &row->call, lang);
	} else if (row->kind == ROW_TIMER) {
		next_timer(t, m, lang);
	} else {
		format_segment(&segment, &row->segment);
		text_addf(t,
			  lang == LANG_EN ? "Next: #%u %s arrives at the %s."
					  : "다음: #%u %s 세그먼트가 %s에 도착합니다.",
			  (unsigned)row->id, array, host_word(row->actor, lang));
	}
}

/* --- the situation --- */

/* Adds effects below their action, as many to a line as fit. */
static void tell_below(struct text *t, const char *effect)
{
	size_t used = WIDTH;

	for (const char *s = effect; *s;) {
		const char *end = strstr(s, ", ");
		size_t len = end ? (size_t)(end - s) + 2 : strlen(s);

		if (used + len > WIDTH) {
			text_add(t, "\n      ");
			used = 6;
		}
		text_add_n(t, s, len);
		used += len;
		s += len;
	}
}

static void tell_step(struct text *t, const struct maker *m, const struct action *a, enum lang lang)
{
	char line[SEND_TEXT_MAX * 4 + 80], effect[500];
	struct text l = text_over(line, sizeof line), e = text_over(effect, sizeof effect);
	size_t width;

	action_write(&l, a);
	effects(&e, &m->out, lang);
	width = text_width(line);
	text_addf(t, "  %s", line);
	if (e.len && (width > LEFT || 2 + LEFT + 2 + text_width(effect) > WIDTH)) {
		tell_below(t, effect);
	} else if (e.len) {
		spaces(t, LEFT - width + 2);
		text_add(t, effect);
	}
	text_add(t, "\n");
}

static void tell_state(struct text *t, const struct world *w, enum lang lang)
{
	text_add(t, lang == LANG_EN ? "Now:\n" : "지금:\n");
	stands(t, w, HOST_CLIENT, lang);
	stands(t, w, HOST_SERVER, lang);
	in_flight(t, w, lang);
}

void quiz_tell(struct maker *m, struct quiz_question *q)
{
	struct config config = m->now.config;
	struct text t[LANG_COUNT];

	memcpy(q->actions, m->actions, m->used * sizeof *m->actions);
	q->used = m->used;
	q->told = m->told;
	for (int l = 0; l < LANG_COUNT; l++) {
		t[l] = text_over(q->situation[l], sizeof q->situation[l]);
		text_addf(&t[l], "%s\n", m->plot->told[l]);
		if (q->told + 1 < q->used)
			text_add(&t[l], l == LANG_EN ? "Then:\n" : "이어서:\n");
	}
	world_init(&m->now, &config);
	for (size_t i = 0; i < q->used; i++) {
		maker_try(m, &q->actions[i]);
		for (int l = 0; l < LANG_COUNT; l++) {
			struct text next = text_over(q->next[l], sizeof q->next[l]);

			if (i + 1 == q->used) {
				tell_state(&t[l], &m->now, (enum lang)l);
				tell_next(&next, m, (enum lang)l);
			} else if (i >= q->told) {
				tell_step(&t[l], m, &q->actions[i], (enum lang)l);
			}
		}
		if (i + 1 == q->used)
			break;
		world_copy(&m->now, &m->after);
	}
	q->now[0] = (uint8_t)world_state(&m->now, 0);
	q->now[1] = (uint8_t)world_state(&m->now, 1);
}
