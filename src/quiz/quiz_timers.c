/* Asks about timers: which one runs, and for how long. Called by quiz.c through
 * quiz_kinds.def. */
#include "quiz/quiz_parts.h"

static const struct {
	enum timer_id timer;
	const char *text[LANG_COUNT];
} timers[] = {
	{ TMR_RTO, { "the retransmission timer", "재전송 타이머" } },
	{ TMR_TIME_WAIT, { "the 2MSL timer of TIME-WAIT", "TIME-WAIT의 2MSL 타이머" } },
	{ TMR_FIN_WAIT_2, { "a timer that ends FIN-WAIT-2", "FIN-WAIT-2를 끝내는 타이머" } },
	{ TMR_PERSIST, { "the persist timer", "persist 타이머" } },
	{ TMR_KEEPALIVE, { "the keepalive timer", "keepalive 타이머" } },
	{ TMR_COUNT, { "none", "동작하는 타이머가 없음" } },
};
enum { TIMERS = sizeof timers / sizeof *timers };

static enum myth myth_of_timer(const struct maker *m, uint8_t host, enum timer_id truth, enum timer_id chosen)
{
	enum tcp_state state = world_state(&m->after, host);

	if (chosen == TMR_FIN_WAIT_2)
		return MYTH_FIN_TIMEOUT;
	if (chosen == TMR_RTO && truth == TMR_COUNT)
		return MYTH_RTO_IDLE;
	if (state == TCPS_CLOSE_WAIT && truth == TMR_COUNT && chosen != TMR_COUNT)
		return MYTH_CLOSE_WAIT_TIMER;
	return MYTH_NONE;
}

static void add_timer(struct maker *m, struct quiz_question *q, size_t i, enum timer_id truth)
{
	struct quiz_choice *c = choice_new(q);

	for (int t = 0; t < TMR_DELAYED_ACK; t++)
		if (timers[i].timer == TMR_COUNT || timers[i].timer == (enum timer_id)t) {
			struct predicate *p = choice_claim(c, PRED_TIMER, q->host);

			p->timer = (uint8_t)t;
			p->off = timers[i].timer == TMR_COUNT;
		}
	choice_text(c, timers[i].text[LANG_EN], timers[i].text[LANG_KO]);
	if (timers[i].timer != truth)
		choice_refute(c, myth_of_timer(m, q->host, truth, timers[i].timer));
}

static void reason_timer(const struct maker *m, struct quiz_question *q, enum timer_id truth)
{
	bool gone = world_state(&m->after, q->host) == TCPS_CLOSED;
	enum why why = gone                     ? WHY_NO_CONNECTION
		       : truth == TMR_RTO       ? WHY_RTO
		       : truth == TMR_TIME_WAIT ? WHY_TWO_MSL
		       : truth == TMR_PERSIST   ? WHY_PERSIST_RUNS
		       : truth == TMR_KEEPALIVE ? WHY_KEEPALIVE_RUNS
						: WHY_NO_TIMER;

	reason_why(q, why);
	reason_outcome(m, q);
}

bool ask_timer(struct maker *m, struct quiz_question *q)
{
	const struct slot *s = world_focus(&m->after, q->host);
	enum tcp_state state = world_state(&m->after, q->host);
	enum timer_id truth = TMR_COUNT;
	unsigned running = 0, taken = 0;
	vtime left;

	if (!s || s->conn == 0 || outcome_refused(m) || (state == TCPS_CLOSED && dice_roll(&m->dice, 5)) ||
	    (state == TCPS_ESTABLISHED && dice_roll(&m->dice, 3)))
		return false;
	for (int t = 0; t < TMR_COUNT; t++)
		if (slot_timer_left(&m->after, s, (enum timer_id)t, &left)) {
			truth = (enum timer_id)t;
			running++;
		}
	if (running > 1 || truth == TMR_USER || truth == TMR_LINGER || truth == TMR_DELAYED_ACK)
		return false;
	for (size_t i = 0; i < TIMERS; i++)
		if (timers[i].timer == truth) {
			add_timer(m, q, i, truth);
			taken |= 1u << i;
		}
	while (q->choices_used < QUIZ_CHOICES_MAX) {
		size_t i = dice_roll(&m->dice, TIMERS);

		if (!(taken >> i & 1))
			add_timer(m, q, i, truth);
		taken |= 1u << i;
	}
	choices_mix(m, q);
	question_ask(q, "Which timer of the %s runs after that?", "그 뒤 %s에서는 어떤 타이머가 동작합니까?");
	reason_timer(m, q, truth);
	return true;
}

static void add_span(struct quiz_question *q, enum timer_id timer, vtime ms, enum myth myth)
{
	struct quiz_choice *c = choice_new(q);
	struct predicate *p = choice_claim(c, PRED_TIMER, q->host);
	bool minutes = ms % 60000 == 0 && ms > 60000;
	char en[32], ko[32];
	struct text e = text_over(en, sizeof en), k = text_over(ko, sizeof ko);

	p->timer = (uint8_t)timer;
	p->has_amount = 1;
	p->span = (struct duration){ .count = ms, .unit = UNIT_MS };
	text_addf(&e, minutes ? "%u minutes" : "%u s", (unsigned)(ms / (minutes ? 60000 : 1000)));
	text_addf(&k, minutes ? "%u분" : "%u초", (unsigned)(ms / (minutes ? 60000 : 1000)));
	choice_text(c, en, ko);
	choice_refute(c, myth);
}

/* Returns whether it will retransmit once more before it gives up. */
static bool goes_on(const struct maker *m, const struct slot *s)
{
	const struct config *c = &m->after.config;

	return s->tcb.rtx_count < (tcb_syn_unacked(&s->tcb) ? c->syn_retries : c->retries);
}

bool ask_span(struct maker *m, struct quiz_question *q)
{
	const struct row *first = outcome_first(m);
	const struct slot *s = world_focus(&m->after, q->host);
	vtime left = 0;

	if (!s || s->conn == 0)
		return false;
	if (first->kind == ROW_TIMER && first->timer == TMR_RTO && slot_timer_left(&m->after, s, TMR_RTO, &left) &&
	    left >= 2000 && left < 60000 && goes_on(m, s)) {
		add_span(q, TMR_RTO, left, MYTH_NONE);
		add_span(q, TMR_RTO, left / 2, MYTH_RTO_FIXED);
		add_span(q, TMR_RTO, 2 * left, MYTH_NONE);
		add_span(q, TMR_RTO, 60000, MYTH_NONE);
		question_ask(q, "If nothing arrives, how long is it until the %s retransmits again?",
			     "아무것도 도착하지 않으면 %s는 얼마 뒤에 다시 재전송합니까?");
		reason_why(q, WHY_DOUBLES);
	} else if (slot_timer_left(&m->after, s, TMR_TIME_WAIT, &left) && left == 2 * m->after.config.msl_ms &&
		   first->kind == ROW_ARRIVE) {
		add_span(q, TMR_TIME_WAIT, left, MYTH_NONE);
		add_span(q, TMR_TIME_WAIT, left / 2, MYTH_ONE_MSL);
		add_span(q, TMR_TIME_WAIT, 60000, MYTH_LINUX_60);
		add_span(q, TMR_TIME_WAIT, 1000, MYTH_NONE);
		question_ask(q,
			     "If nothing more arrives, how long does the %s stay in TIME-WAIT from now (profile rfc)?",
			     "더 도착하는 것이 없으면 %s는 지금부터 TIME-WAIT에 얼마나 머뭅니까(rfc 프로필)?");
		reason_why(q, WHY_TWO_MSL);
	} else {
		return false;
	}
	choices_mix(m, q);
	reason_outcome(m, q);
	return true;
}
