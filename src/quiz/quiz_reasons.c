/* Gives the reasons for the right answer, from the engine's rules, and the refutation
 * of a wrong one: the misconception behind it. Called by the files that ask. */
#include <string.h>

#include "quiz/quiz_parts.h"

static const struct quiz_reason whys[WHY_COUNT] = {
#define WHY(id, source, en, ko) { source, { en, ko } },
#include "quiz/quiz_reasons.def"
#undef WHY
};

static const char *const myths[MYTH_COUNT][LANG_COUNT] = {
	{ "", "" },
#define MYTH(id, en, ko) { en, ko },
#include "quiz/quiz_myths.def"
#undef MYTH
};

static void add(struct quiz_question *q, struct quiz_reason r)
{
	for (size_t i = 0; i < q->reasons_used; i++)
		if (strcmp(q->reasons[i].text[LANG_EN], r.text[LANG_EN]) == 0)
			return;
	if (q->reasons_used < QUIZ_REASONS_MAX)
		q->reasons[q->reasons_used++] = r;
}

void reason_why(struct quiz_question *q, enum why why)
{
	add(q, whys[why]);
}

void reason_rule(struct quiz_question *q, enum rule_id rule)
{
	if (rule != RULE_NONE)
		add(q,
		    (struct quiz_reason){ rule_source(rule), { rule_text(rule, LANG_EN), rule_text(rule, LANG_KO) } });
}

/* Returns whether an ACK may cite this rule in addition to the one that matters. */
static bool by_the_way(uint16_t rule)
{
	return rule == RULE_ACK_DUPLICATE || rule == RULE_ACK_NEW || rule == RULE_WINDOW;
}

void reason_outcome(const struct maker *m, struct quiz_question *q)
{
	const struct row *row = outcome_first(m);
	bool changed = false;

	for (size_t i = 0; i < row->changes_used; i++)
		if (row->changes[i].rule != RULE_NONE) {
			reason_rule(q, (enum rule_id)row->changes[i].rule);
			changed = true;
		}
	for (size_t i = row->rules_used; !changed && i-- > 0;)
		if (i == 0 || !by_the_way(row->rules[i])) {
			reason_rule(q, (enum rule_id)row->rules[i]);
			changed = true;
		}
}

void choice_refute(struct quiz_choice *c, enum myth myth)
{
	for (int l = 0; l < LANG_COUNT; l++) {
		struct text t = text_over(c->refuted[l], sizeof c->refuted[l]);

		text_add(&t, myths[myth][l]);
	}
}

void choice_refute_state(struct quiz_choice *c, enum tcp_state s)
{
	for (int l = 0; l < LANG_COUNT; l++) {
		struct text t = text_over(c->refuted[l], sizeof c->refuted[l]);

		text_addf(&t, l == LANG_KO ? "%s 상태의 뜻은 이렇습니다: %s" : "%s means: %s", state_name(s),
			  state_meaning(s, (enum lang)l));
	}
}

/* --- states --- */

static bool synchronized(enum tcp_state s)
{
	return s != TCPS_CLOSED && s != TCPS_LISTEN && s != TCPS_SYN_SENT && s != TCPS_SYN_RECEIVED;
}

static bool closes(const struct maker *m)
{
	const struct row *row = outcome_first(m);

	return outcome_is_call(m, CALL_CLOSE) || outcome_is_call(m, CALL_EXIT) ||
	       (outcome_is_call(m, CALL_SHUTDOWN) && row->call.option != SHUTDOWN_RD);
}

/* Returns the misconception of someone who expects a change where there is none. */
static enum myth myth_of_staying(const struct maker *m, enum tcp_state state, enum tcp_state chosen)
{
	const struct segment *s = outcome_segment(m);

	if (s && s->flags & SEG_RST && chosen == TCPS_CLOSED)
		return MYTH_ANY_RST;
	if (s && s->flags & SEG_SYN && synchronized(state))
		return MYTH_SYN_RESETS;
	if (s && s->flags & SEG_ACK &&
	    ((state == TCPS_FIN_WAIT_1 && chosen == TCPS_FIN_WAIT_2) ||
	     (state == TCPS_CLOSING && chosen == TCPS_TIME_WAIT) || (state == TCPS_LAST_ACK && chosen == TCPS_CLOSED)))
		return MYTH_ANY_ACK;
	if (outcome_is_call(m, CALL_CLOSE) && state == TCPS_ESTABLISHED)
		return MYTH_CLOSE_ENDS;
	if (outcome_is_call(m, CALL_SHUTDOWN) && outcome_first(m)->call.option == SHUTDOWN_RD)
		return MYTH_SHUT_RD;
	if (outcome_is_call(m, CALL_ACCEPT))
		return MYTH_ACCEPT_SHAKES;
	return MYTH_NONE;
}

static enum myth myth_of_closed(const struct maker *m, enum tcp_state before, enum tcp_state chosen)
{
	if (before == TCPS_LAST_ACK && chosen == TCPS_TIME_WAIT && !(outcome_segment(m)->flags & SEG_RST))
		return MYTH_FIRST_CLOSER;
	if (chosen == TCPS_TIME_WAIT && before != TCPS_TIME_WAIT)
		return MYTH_NO_TIME_WAIT;
	if (chosen == TCPS_FIN_WAIT_1 && closes(m))
		return MYTH_ALWAYS_FIN;
	return MYTH_NONE;
}

enum myth myth_of_state(const struct maker *m, uint8_t host, enum tcp_state truth, enum tcp_state chosen)
{
	enum tcp_state before = world_state(&m->now, host);

	if (truth == before)
		return myth_of_staying(m, truth, chosen);
	if (truth == TCPS_CLOSED)
		return outcome_segment(m) || before != TCPS_LAST_ACK ? myth_of_closed(m, before, chosen) : MYTH_NONE;
	if (closes(m) && chosen == TCPS_CLOSED)
		return MYTH_CLOSE_DONE;
	if (closes(m) && chosen == TCPS_CLOSE_WAIT)
		return MYTH_WHO_CLOSED;
	if (truth == TCPS_FIN_WAIT_1 && (chosen == TCPS_FIN_WAIT_2 || chosen == TCPS_TIME_WAIT))
		return MYTH_NOT_ACKED;
	if (truth == TCPS_CLOSE_WAIT && chosen == TCPS_LAST_ACK)
		return MYTH_FIN_BY_ITSELF;
	if (truth == TCPS_CLOSE_WAIT && (chosen == TCPS_CLOSED || chosen == TCPS_TIME_WAIT))
		return MYTH_FIN_ENDS_ONE;
	if (truth == TCPS_TIME_WAIT && chosen == TCPS_CLOSED)
		return MYTH_WAIT_NEEDED;
	if (truth == TCPS_SYN_RECEIVED && chosen == TCPS_ESTABLISHED)
		return MYTH_THIRD_STEP;
	if ((truth == TCPS_CLOSING || truth == TCPS_LAST_ACK) &&
	    (chosen == TCPS_TIME_WAIT || chosen == TCPS_FIN_WAIT_2 || chosen == TCPS_CLOSED))
		return MYTH_NOT_ACKED;
	return MYTH_NONE;
}

/* --- segments --- */

enum myth myth_of_sent(const struct maker *m, uint8_t truth, bool nothing, uint8_t chosen, bool chosen_nothing)
{
	const struct segment *s = outcome_segment(m);
	bool fin = !chosen_nothing && chosen & SEG_FIN;

	if (s && s->flags & SEG_RST && !chosen_nothing && chosen & SEG_RST)
		return MYTH_RST_ANSWER;
	if (fin && !(chosen & SEG_ACK))
		return MYTH_BARE_FIN;
	if (fin && closes(m) && !nothing && truth & SEG_RST)
		return MYTH_ALWAYS_FIN;
	if (fin && outcome_is_call(m, CALL_CLOSE) && nothing && world_state(&m->after, m->out.host) == TCPS_ESTABLISHED)
		return MYTH_CLOSE_ENDS;
	if (fin && outcome_is_call(m, CALL_SHUTDOWN) && outcome_first(m)->call.option == SHUTDOWN_RD)
		return MYTH_SHUT_RD;
	if (fin && s && s->flags & SEG_FIN && !nothing && truth == SEG_ACK)
		return MYTH_FIN_BY_ITSELF;
	if (s && s->flags == SEG_ACK && s->len == 0 && nothing && !chosen_nothing && chosen == SEG_ACK)
		return MYTH_ACK_OF_ACK;
	if (s && s->flags & SEG_SYN && !nothing && truth == SEG_ACK &&
	    synchronized(world_state(&m->now, m->out.host)) && !chosen_nothing && chosen & (SEG_RST | SEG_SYN))
		return MYTH_SYN_RESETS;
	if (outcome_is_call(m, CALL_ACCEPT))
		return MYTH_ACCEPT_SHAKES;
	return MYTH_NONE;
}
