/* Asks about states: of one end, and of both. */
#include "quiz/quiz_parts.h"

/* --- states --- */

static bool has_listener(const struct world *w, uint8_t host)
{
	const struct host *h = &w->hosts[host];

	for (uint32_t i = 0; i < h->high; i++)
		if (h->slots[i].used && h->slots[i].conn == 0 && slot_state(&h->slots[i]) == TCPS_LISTEN)
			return true;
	return false;
}

/* Returns whether the state is right or could be defended as an answer: it was passed
 * through within the event; a listener exists next to the connection; or the
 * connection is gone (CLOSED) and its listener is in focus. */
static bool defensible(const struct maker *m, uint8_t host, enum tcp_state s)
{
	enum tcp_state truth = world_state(&m->after, host);
	const struct row *row = outcome_first(m);

	if (s == truth || (s == TCPS_LISTEN && has_listener(&m->after, host)) ||
	    (s == TCPS_CLOSED && truth == TCPS_LISTEN && world_state(&m->now, host) != TCPS_CLOSED))
		return true;
	for (size_t i = 0; i < row->changes_used; i++)
		if (row->changes[i].host == host && row->changes[i].to == s)
			return true;
	return false;
}

/* Returns how near the state is to where the connection was and is. */
static uint32_t nearness(const struct maker *m, uint8_t host, enum tcp_state s)
{
	enum tcp_state before = world_state(&m->now, host), truth = world_state(&m->after, host);
	uint32_t n = s == before ? 10 : 0;

	for (size_t i = 0; i < state_edges_count; i++) {
		const struct state_edge *e = &state_edges[i];

		n += e->from == before && e->to == s ? (e->in_figure ? 7 : 1) : 0;
		n += e->from == truth && e->to == s && e->in_figure ? 5 : 0;
		n += e->to == truth && e->from == s && e->in_figure ? 2 : 0;
	}
	if (myth_of_state(m, host, truth, s) != MYTH_NONE)
		n += 12;
	return n;
}

/* Returns a random wrong state that is not in `taken`; TCPS_COUNT: none is left. */
static enum tcp_state wrong_state(struct maker *m, uint8_t host, unsigned taken)
{
	uint32_t weights[TCPS_COUNT] = { 0 }, all = 0, at;
	int i = 0;

	for (int s = 0; s < TCPS_COUNT; s++) {
		if (!(taken >> s & 1) && !defensible(m, host, (enum tcp_state)s))
			weights[s] = nearness(m, host, (enum tcp_state)s);
		all += weights[s];
	}
	if (all == 0)
		return TCPS_COUNT;
	for (at = dice_roll(&m->dice, all); at >= weights[i]; i++)
		at -= weights[i];
	return (enum tcp_state)i;
}

static void add_state(struct maker *m, struct quiz_question *q, enum tcp_state s)
{
	struct quiz_choice *c = choice_new(q);
	enum tcp_state truth = world_state(&m->after, q->host);
	enum myth myth = myth_of_state(m, q->host, truth, s);

	choice_claim(c, PRED_STATE, q->host)->state = (uint8_t)s;
	choice_text(c, state_name(s), state_name(s));
	if (s != truth && myth != MYTH_NONE)
		choice_refute(c, myth);
	else if (s != truth)
		choice_refute_state(c, s);
}

/* Puts the choices in the diagram's order, which gives nothing away. */
static void sort_states(struct quiz_question *q)
{
	for (size_t n = q->choices_used; n > 1; n--)
		for (size_t i = 0; i + 1 < n; i++)
			if (q->choices[i].claims[0].state > q->choices[i + 1].claims[0].state)
				choices_exchange(q, i, i + 1);
}

/* Returns whether a student might expect a change although there is none. */
static bool tempting(const struct maker *m)
{
	const struct segment *s = outcome_segment(m);
	enum tcp_state state = world_state(&m->now, m->out.host);

	if (outcome_first(m)->kind == ROW_TIMER)
		return state != TCPS_ESTABLISHED;
	if (s)
		return s->flags & (SEG_SYN | SEG_FIN | SEG_RST) || state == TCPS_FIN_WAIT_1 || state == TCPS_CLOSING ||
		       state == TCPS_LAST_ACK || state == TCPS_SYN_RECEIVED || state == TCPS_SYN_SENT ||
		       state == TCPS_TIME_WAIT;
	return outcome_is_call(m, CALL_CLOSE) || outcome_is_call(m, CALL_SHUTDOWN) || outcome_is_call(m, CALL_ACCEPT) ||
	       (outcome_is_call(m, CALL_SEND) && state != TCPS_ESTABLISHED);
}

bool ask_state(struct maker *m, struct quiz_question *q)
{
	enum tcp_state truth = world_state(&m->after, q->host), before = world_state(&m->now, q->host);
	unsigned taken = 1u << truth;

	if (outcome_refused(m) || (truth == before && (!tempting(m) || dice_roll(&m->dice, 3))))
		return false;
	add_state(m, q, truth);
	while (q->choices_used < QUIZ_CHOICES_MAX) {
		enum tcp_state s = wrong_state(m, q->host, taken);

		if (s == TCPS_COUNT)
			break;
		taken |= 1u << s;
		add_state(m, q, s);
	}
	sort_states(q);
	if (has_listener(&m->after, q->host) && truth != TCPS_LISTEN)
		question_ask(q, "Which state is the %s's connection in after that?",
			     "그 뒤 %s 쪽 연결은 어떤 상태입니까?");
	else
		question_ask(q, "Which state is the %s in after that?", "그 뒤 %s는 어떤 상태입니까?");
	reason_outcome(m, q);
	return q->choices_used >= 3;
}

/* --- pairs --- */

static bool add_pair(struct quiz_question *q, enum tcp_state client, enum tcp_state server, enum myth myth)
{
	struct quiz_choice *c;

	for (size_t i = 0; i < q->choices_used; i++)
		if (q->choices[i].claims[0].state == client && q->choices[i].claims[1].state == server)
			return false;
	c = choice_new(q);
	choice_claim(c, PRED_STATE, HOST_CLIENT)->state = (uint8_t)client;
	choice_claim(c, PRED_STATE, HOST_SERVER)->state = (uint8_t)server;
	for (int l = 0; l < LANG_COUNT; l++) {
		struct text t = text_over(c->text[l], sizeof c->text[l]);

		text_addf(&t, "%s %s, %s %s", host_word(HOST_CLIENT, (enum lang)l), state_name(client),
			  host_word(HOST_SERVER, (enum lang)l), state_name(server));
	}
	choice_refute(c, myth);
	return true;
}

bool ask_pair(struct maker *m, struct quiz_question *q)
{
	enum tcp_state truth[HOSTS] = { world_state(&m->after, 0), world_state(&m->after, 1) };
	uint8_t near = m->out.host, far = host_other(near);

	if (outcome_refused(m) ||
	    (truth[near] == world_state(&m->now, near) && (!tempting(m) || dice_roll(&m->dice, 3))))
		return false;
	add_pair(q, truth[0], truth[1], MYTH_NONE);
	for (int tries = 0; tries < 12 && q->choices_used < QUIZ_CHOICES_MAX; tries++) {
		enum tcp_state s[HOSTS] = { truth[0], truth[1] };
		uint32_t which = dice_roll(&m->dice, 3); /* near, far, both */
		enum myth myth = MYTH_NONE;

		if (which != 0) {
			s[far] = wrong_state(m, far, 1u << truth[far]);
			myth = MYTH_AT_ONCE;
		}
		if (which != 1) {
			s[near] = wrong_state(m, near, 1u << truth[near]);
			if (s[near] != TCPS_COUNT)
				myth = myth_of_state(m, near, truth[near], s[near]);
		}
		if (s[0] != TCPS_COUNT && s[1] != TCPS_COUNT && add_pair(q, s[0], s[1], myth) && myth == MYTH_NONE)
			choice_refute_state(&q->choices[q->choices_used - 1], s[near]);
	}
	choices_mix(m, q);
	question_ask(q, "Which states are the two ends in after that?", "그 뒤 양쪽은 각각 어떤 상태입니까?");
	reason_outcome(m, q);
	return q->choices_used >= 3;
}
