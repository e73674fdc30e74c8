/* Puts the predicates of a goal into words. A predicate's row in verbs.def names its
 * function here: words_NAME. Called by the panels and plain mode. */
#include "ui/tell/condition.h"

#include <string.h>

#include "language/format.h"
#include "language/names.h"
#include "language/verbs.h"
#include "ui/tell/messages.h"
#include "ui/tell/story.h"

enum { WHO_MAX = 48, VALUE_MAX = SEND_TEXT_MAX * 4 + 96 };

/* The subject of a clause, in an array, for the arguments of a message. */
struct who {
	char at[WHO_MAX];
};

static struct who who_of(const struct predicate *p, enum lang lang)
{
	struct who who;
	struct text t = text_over(who.at, sizeof who.at);
	const char *host = host_word(p->host, lang);

	if (p->sock)
		text_addf(&t, message(MSG_COND_SOCKET, lang), host, (unsigned)p->sock);
	else
		text_addf(&t, message(MSG_COND_HOST, lang), host);
	return who;
}

/* Adds the message about the subject and the predicate's value, as a script has it. */
static void add_value(struct text *t, const struct predicate *p, enum lang lang, enum message id)
{
	char value[VALUE_MAX];
	struct text v = text_over(value, sizeof value);

	predicate_write_value(&v, p);
	text_addf(t, message(id, lang), who_of(p, lang).at, value);
}

static void add_about(struct text *t, const struct predicate *p, enum lang lang, enum message id)
{
	text_addf(t, message(id, lang), who_of(p, lang).at);
}

static void words_state(struct text *t, const struct predicate *p, enum lang lang)
{
	bool adjective = p->state == TCPS_CLOSED || p->state == TCPS_ESTABLISHED;

	add_value(t, p, lang, adjective ? MSG_COND_STATE : MSG_COND_IN_STATE);
}

/* Data that travel with an ACK alone are named by what they are, as on the wire. */
static void words_sent(struct text *t, const struct predicate *p, enum lang lang)
{
	char value[VALUE_MAX];
	struct text v = text_over(value, sizeof value);

	if (p->flags == SEG_ACK && p->fields & SENT_TEXT && p->text_len > 0)
		text_add_quoted(&v, p->text, p->text_len);
	else if (p->flags == SEG_ACK && p->fields & SENT_LEN && p->len > 0)
		text_addf(&v, message(message_for(p->len, MSG_SEG_OCTET, MSG_SEG_OCTETS), lang), (unsigned)p->len);
	else
		predicate_write_value(&v, p);
	text_addf(t, message(MSG_COND_SENT, lang), who_of(p, lang).at, value);
}

static void words_returned(struct text *t, const struct predicate *p, enum lang lang)
{
	add_value(t, p, lang, p->error ? MSG_COND_FAILED : MSG_COND_RETURNED);
}

static void words_call_returned(struct text *t, const struct predicate *p, enum lang lang)
{
	char value[VALUE_MAX];
	struct text v = text_over(value, sizeof value);

	predicate_write_value(&v, p);
	text_addf(t, message(p->error ? MSG_COND_CALL_FAILED : MSG_COND_CALL_RETURNED, lang), who_of(p, lang).at,
		  call_name((enum call_id)p->call), value);
}

static void words_listening(struct text *t, const struct predicate *p, enum lang lang)
{
	text_addf(t, message(p->off ? MSG_COND_NOT_LISTENING : MSG_COND_LISTENING, lang), who_of(p, lang).at,
		  (unsigned)p->amount);
}

static void words_syn_queue(struct text *t, const struct predicate *p, enum lang lang)
{
	text_addf(t, message(MSG_COND_SYN_QUEUE, lang), who_of(p, lang).at, (unsigned)p->amount);
}

static void words_accept_queue(struct text *t, const struct predicate *p, enum lang lang)
{
	text_addf(t, message(MSG_COND_ACCEPT_QUEUE, lang), who_of(p, lang).at, (unsigned)p->amount);
}

static void words_blocked(struct text *t, const struct predicate *p, enum lang lang)
{
	if (p->call == CALL_NONE)
		add_about(t, p, lang, MSG_COND_NOT_BLOCKED);
	else
		add_value(t, p, lang, MSG_COND_BLOCKED);
}

static void words_timer(struct text *t, const struct predicate *p, enum lang lang)
{
	const char *timer = message(story_timer_title((enum timer_id)p->timer), lang);
	char span[32];
	struct text s = text_over(span, sizeof span);

	if (p->span.unit == UNIT_MSL)
		duration_write(&s, p->span);
	else
		story_span(&s, duration_ms(p->span, 0), lang);
	if (p->off)
		text_addf(t, message(MSG_COND_TIMER_OFF, lang), who_of(p, lang).at, timer);
	else if (p->has_amount)
		text_addf(t, message(MSG_COND_TIMER_LEFT, lang), who_of(p, lang).at, timer, span);
	else
		text_addf(t, message(MSG_COND_TIMER, lang), who_of(p, lang).at, timer);
}

/* Adds what a buffer holds: nothing, a number of octets, or a text. */
static void add_buffer(struct text *t, const struct predicate *p, enum lang lang, enum message empty,
		       enum message octets, enum message text)
{
	if (p->has_text)
		add_value(t, p, lang, text);
	else if (p->amount == 0)
		add_about(t, p, lang, empty);
	else
		text_addf(t, message(octets, lang), who_of(p, lang).at, (unsigned)p->amount);
}

static void words_send_buffer(struct text *t, const struct predicate *p, enum lang lang)
{
	add_buffer(t, p, lang, MSG_COND_SEND_EMPTY, MSG_COND_SEND_OCTETS, MSG_COND_SEND_TEXT);
}

static void words_recv_buffer(struct text *t, const struct predicate *p, enum lang lang)
{
	add_buffer(t, p, lang, MSG_COND_RECV_EMPTY, MSG_COND_RECV_OCTETS, MSG_COND_RECV_TEXT);
}

static void words_can_send(struct text *t, const struct predicate *p, enum lang lang)
{
	add_about(t, p, lang, p->off ? MSG_COND_CANNOT_SEND : MSG_COND_CAN_SEND);
}

static void words_can_receive(struct text *t, const struct predicate *p, enum lang lang)
{
	add_about(t, p, lang, p->off ? MSG_COND_CANNOT_RECEIVE : MSG_COND_CAN_RECEIVE);
}

static void words_flight(struct text *t, const struct predicate *p, enum lang lang)
{
	if (p->amount == 0)
		text_add(t, message(MSG_COND_NO_FLIGHT, lang));
	else
		text_addf(t, message(MSG_COND_FLIGHT, lang), (unsigned)p->amount);
}

static void words_time(struct text *t, const struct predicate *p, enum lang lang)
{
	char span[32];
	struct text s = text_over(span, sizeof span);

	duration_write(&s, p->span);
	text_addf(t, message(MSG_COND_TIME, lang), span);
}

static void (*const words[PRED_COUNT])(struct text *, const struct predicate *, enum lang) = {
#define PREDICATE(id, name, subject, test, argument, form, en, ko) [PRED_##id] = words_##test,
#include "language/verbs.def"
};

void condition_tell(struct text *t, const struct predicate *p, enum lang lang)
{
	words[p->kind](t, p, lang);
}

void forbidden_tell(struct text *t, const struct forbidden *f, enum lang lang)
{
	const char *name = f->call != CALL_NONE ? call_name((enum call_id)f->call) : act_name((enum act_kind)f->act);

	forbid_write(t, f);
	for (size_t i = 0; i < verbs_count; i++) {
		if (verbs[i].is_predicate || strcmp(verbs[i].name, name) != 0)
			continue;
		if (verbs[i].what[lang][0] != '\0')
			text_addf(t, " (%s)", verbs[i].what[lang]);
		return;
	}
}

void goal_actions_tell(struct text *t, const struct player *p, enum lang lang)
{
	struct goal_count count = player_goal_count(p);

	if (count.within > 0)
		text_addf(t, message(MSG_GOAL_ACTIONS_OF, lang), count.actions, count.within);
	else
		text_addf(t, message(MSG_GOAL_ACTIONS, lang), count.actions);
}
