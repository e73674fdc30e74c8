/* Asks about segments: what is sent in answer, its number, and what happens to data
 * that arrives. Called by quiz.c through quiz_kinds.def. */
#include <string.h>

#include "quiz/quiz_parts.h"

/* --- what is sent --- */

/* An answer that is offered: flags, and the number of octets with them. */
struct offer {
	uint8_t flags;
	bool nothing;
	uint32_t len;
};

static void text_of_offer(struct text *t, const struct offer *o, enum lang lang)
{
	if (o->nothing)
		text_add(t, lang == LANG_KO ? "아무것도 보내지 않음" : "nothing");
	else if (o->len == 0)
		text_add(t, segment_flags_name(o->flags));
	else if (lang == LANG_KO)
		text_addf(t, "데이터 %u바이트가 실린 %s", (unsigned)o->len, segment_flags_name(o->flags));
	else
		text_addf(t, "%s with %u octet%s of data", segment_flags_name(o->flags), (unsigned)o->len,
			  o->len == 1 ? "" : "s");
}

static void add_sent(struct maker *m, struct quiz_question *q, const struct offer *o, enum myth myth)
{
	struct quiz_choice *c = choice_new(q);
	uint32_t silent = m->now.net.count - (outcome_segment(m) ? 1 : 0);
	struct predicate *p = choice_claim(c, PRED_FLIGHT, q->host);

	p->amount = silent + !o->nothing;
	if (!o->nothing) {
		p = choice_claim(c, PRED_SENT, q->host);
		p->flags = o->flags;
		p->fields = SENT_LEN;
		p->len = o->len;
	}
	for (int l = 0; l < LANG_COUNT; l++) {
		struct text t = text_over(c->text[l], sizeof c->text[l]);

		text_of_offer(&t, o, (enum lang)l);
	}
	choice_refute(c, myth);
}

static bool offered(const struct offer *offers, size_t n, const struct offer *o)
{
	for (size_t i = 0; i < n; i++) {
		bool both_rst = !o->nothing && !offers[i].nothing && o->flags & offers[i].flags & SEG_RST;

		if (both_rst ||
		    (offers[i].nothing == o->nothing && offers[i].flags == o->flags && offers[i].len == o->len))
			return true;
	}
	return false;
}

static void reason_sent(const struct maker *m, struct quiz_question *q, const struct offer *truth)
{
	const struct segment *s = outcome_segment(m);
	bool pure = s && s->len == 0 && s->flags == SEG_ACK;

	if (s && s->flags & SEG_RST && truth->nothing)
		reason_why(q, WHY_RST_UNANSWERED);
	else if (pure && truth->nothing)
		reason_why(q, WHY_NO_ACK_OF_ACK);
	else if (s && s->flags & SEG_FIN && truth->flags == SEG_ACK && outcome_first(m)->changes_used)
		reason_why(q, WHY_ACK_FIN);
	else if (s && s->len && truth->flags == SEG_ACK && outcome_first(m)->rules_used == 1)
		reason_why(q, WHY_ACK_TEXT);
	reason_outcome(m, q);
}

bool ask_sent(struct maker *m, struct quiz_question *q)
{
	static const uint8_t flags[] = { SEG_ACK, SEG_FIN | SEG_ACK, SEG_FIN, SEG_RST,
					 SEG_SYN, SEG_SYN | SEG_ACK, SEG_ACK, SEG_FIN | SEG_ACK };
	const struct row *sent = NULL;
	size_t n = outcome_sent(m, &sent);
	struct offer offers[QUIZ_CHOICES_MAX] = { { .nothing = n == 0 } };
	uint32_t len;

	if (n > 1 || outcome_refused(m) || outcome_is_call(m, CALL_LISTEN) || outcome_is_call(m, CALL_BIND) ||
	    outcome_is_call(m, CALL_ACCEPT) || (n == 0 && (outcome_is_call(m, CALL_RECV) || dice_roll(&m->dice, 2))))
		return false;
	if (sent) {
		offers[0].flags = sent->segment.flags;
		offers[0].len = sent->segment.len;
	}
	len = offers[0].len ? offers[0].len : outcome_is_call(m, CALL_SEND) ? m->out.rows[0].call.amount : 0;
	add_sent(m, q, &offers[0], MYTH_NONE);
	for (int tries = 0; tries < 30 && q->choices_used < QUIZ_CHOICES_MAX; tries++) {
		struct offer o = { .flags = flags[dice_roll(&m->dice, sizeof flags)] };

		o.nothing = dice_roll(&m->dice, 4) == 0;
		if (o.nothing)
			o.flags = 0;
		else if (len && dice_roll(&m->dice, 2) && (o.flags & (SEG_RST | SEG_SYN)) == 0)
			o.len = len;
		/* A SYN is rarely offered once the handshake is over. */
		if (o.flags & SEG_SYN && world_state(&m->now, q->host) > TCPS_SYN_RECEIVED && dice_roll(&m->dice, 6))
			continue;
		if (offered(offers, q->choices_used, &o))
			continue;
		offers[q->choices_used] = o;
		add_sent(m, q, &o, myth_of_sent(m, offers[0].flags, offers[0].nothing, o.flags, o.nothing));
	}
	choices_mix(m, q);
	if (outcome_segment(m))
		question_ask(q, "What does the %s send in answer?", "%s는 무엇으로 답합니까?");
	else
		question_ask(q, "What does the %s's TCP send as a result, before anything else happens?",
			     "그 결과로, 다른 일이 일어나기 전에 %s의 TCP는 무엇을 보냅니까?");
	reason_sent(m, q, &offers[0]);
	return q->choices_used >= 3;
}

/* --- its number --- */

bool ask_number(struct maker *m, struct quiz_question *q)
{
	const struct segment *s = outcome_segment(m);
	const struct row *sent = NULL;
	seqnum numbers[6];

	if (!s || segment_length(s) == 0 || outcome_sent(m, &sent) != 1 || !(sent->segment.flags & SEG_ACK))
		return false;
	numbers[0] = sent->segment.ack;
	numbers[1] = numbers[0] - 1;
	numbers[2] = s->seq == numbers[0] ? s->seq + segment_length(s) : s->seq;
	numbers[3] = numbers[0] + 1;
	numbers[4] = s->ack;
	numbers[5] = sent->segment.seq;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers && q->choices_used < QUIZ_CHOICES_MAX; i++) {
		struct quiz_choice *c;
		struct predicate *p;
		char text[32];
		struct text t = text_over(text, sizeof text);
		bool twice = numbers[i] == 0;

		for (size_t k = 0; k < i; k++)
			twice |= numbers[k] == numbers[i];
		if (twice)
			continue;
		c = choice_new(q);
		p = choice_claim(c, PRED_SENT, q->host);
		p->flags = sent->segment.flags;
		p->fields = SENT_ACK;
		p->ack = numbers[i];
		text_addf(&t, "ack=%u", (unsigned)numbers[i]);
		choice_text(c, text, text);
		if (i == 1 && s->flags & (SEG_SYN | SEG_FIN))
			choice_refute(c, MYTH_FIN_NO_NUMBER);
	}
	choices_mix(m, q);
	for (int l = 0; l < LANG_COUNT; l++) {
		struct text t = text_over(q->ask[l], sizeof q->ask[l]);

		text_addf(&t,
			  l == LANG_KO ? "%s는 %s 세그먼트로 답합니다. 거기에 실리는 ack는 몇 번입니까?"
				       : "The %s answers with %s. Which ack= does it carry?",
			  host_word(q->host, (enum lang)l), segment_flags_name(sent->segment.flags));
	}
	reason_why(q, WHY_NUMBER);
	reason_outcome(m, q);
	return q->choices_used >= 3;
}

/* --- the data --- */

/* What may happen to the octets that arrive. */
enum fate { FATE_DELIVERED, FATE_WITH_HELD, FATE_HELD, FATE_KNOWN, FATE_RST, FATE_SILENT, FATE_COUNT };

static const char *const fates[FATE_COUNT][LANG_COUNT] = {
	[FATE_DELIVERED] = { "into the receive buffer, and an ACK is sent", "수신 버퍼에 들어가고 ACK를 보냅니다" },
	[FATE_WITH_HELD] = { "into the receive buffer, together with the data held for later",
			     "수신 버퍼에 들어가고, 보관되어 있던 뒤의 데이터도 함께 들어갑니다" },
	[FATE_HELD] = { "held until the missing data arrives; an ACK repeats the expected number",
			"앞의 빠진 데이터가 올 때까지 보관하고, 기대하는 번호를 ACK로 다시 알립니다" },
	[FATE_KNOWN] = { "dropped, and an ACK has the expected number", "버리고, 기대하는 번호를 ACK로 알립니다" },
	[FATE_RST] = { "dropped, and a RST is sent", "버리고 RST를 보냅니다" },
	[FATE_SILENT] = { "dropped, and nothing is sent", "버리고 아무것도 보내지 않습니다" },
};

static void add_fate(struct maker *m, struct quiz_question *q, enum fate fate, uint32_t buffer, enum myth myth)
{
	struct quiz_choice *c = choice_new(q);
	struct predicate *p;

	choice_claim(c, PRED_RECV_BUFFER, q->host)->amount = buffer;
	choice_claim(c, PRED_FLIGHT, q->host)->amount = m->now.net.count - (fate == FATE_SILENT);
	if (fate != FATE_SILENT) {
		p = choice_claim(c, PRED_SENT, q->host);
		p->flags = fate == FATE_RST ? SEG_RST : SEG_ACK;
	}
	choice_text(c, fates[fate][LANG_EN], fates[fate][LANG_KO]);
	choice_refute(c, myth);
}

/* Returns the fate, from the receive buffer before and after; FATE_COUNT: none of these. */
static enum fate fate_of(const struct maker *m, const struct segment *s)
{
	const struct slot *before = world_focus(&m->now, m->out.host), *after = world_focus(&m->after, m->out.host);
	const struct row *sent = NULL;
	size_t n = outcome_sent(m, &sent);
	uint32_t had;

	if (!before || !after || before->blocked || before->conn == 0 || before->conn != after->conn || n > 1 ||
	    (n && sent->segment.flags != SEG_ACK && sent->segment.flags != SEG_RST) || (n && sent->segment.len))
		return FATE_COUNT;
	had = before->tcb.rcv_len;
	if (n && sent->segment.flags == SEG_RST)
		return after->tcb.rcv_len == had ? FATE_RST : FATE_COUNT;
	if (n == 0)
		return after->tcb.rcv_len == had ? FATE_SILENT : FATE_COUNT;
	if (after->tcb.rcv_len == had + s->len)
		return FATE_DELIVERED;
	if (after->tcb.rcv_len > had + s->len)
		return FATE_WITH_HELD;
	if (after->tcb.rcv_len > had)
		return FATE_COUNT;
	return after->tcb.ranges_used && seq_gt(s->seq, before->tcb.rcv_nxt) ? FATE_HELD : FATE_KNOWN;
}

bool ask_data(struct maker *m, struct quiz_question *q)
{
	const struct segment *s = outcome_segment(m);
	const struct slot *after = world_focus(&m->after, q->host);
	enum fate fate = s && s->len && !(s->flags & SEG_FIN) ? fate_of(m, s) : FATE_COUNT;
	bool gap, closed, known;
	uint32_t had;

	if (fate == FATE_COUNT || (fate == FATE_DELIVERED && dice_roll(&m->dice, 3)))
		return false;
	had = world_focus(&m->now, q->host)->tcb.rcv_len;
	gap = fate == FATE_HELD || fate == FATE_WITH_HELD;
	closed = after->tcb.closed;
	known = seq_le(s->seq + s->len, world_focus(&m->now, q->host)->tcb.rcv_nxt);
	/* No claim distinguishes HELD from KNOWN, so no question has both. */
	add_fate(m, q, fate, after->tcb.rcv_len, MYTH_NONE);
	if (fate != FATE_DELIVERED)
		add_fate(m, q, FATE_DELIVERED, had + s->len,
			 fate == FATE_HELD             ? MYTH_OUT_OF_ORDER
			 : fate == FATE_KNOWN && known ? MYTH_TWICE
			 : fate == FATE_RST && closed  ? MYTH_SAME_TO_PEER
						       : MYTH_NONE);
	if (fate != FATE_RST)
		add_fate(m, q, FATE_RST, had, closed ? MYTH_NONE : MYTH_SAME_TO_PEER);
	if (!gap && fate != FATE_KNOWN)
		add_fate(m, q, FATE_KNOWN, had, MYTH_NONE);
	if (fate != FATE_SILENT && q->choices_used < QUIZ_CHOICES_MAX)
		add_fate(m, q, FATE_SILENT, had, MYTH_NONE);
	choices_mix(m, q);
	for (int l = 0; l < LANG_COUNT; l++) {
		struct text t = text_over(q->ask[l], sizeof q->ask[l]);

		text_addf(&t,
			  l == LANG_KO ? "이 데이터 %u바이트는 %s에서 어떻게 됩니까?"
				       : "What happens to the data (octets: %u) at the %s?",
			  (unsigned)s->len, host_word(q->host, (enum lang)l));
	}
	reason_outcome(m, q);
	return true;
}
