/* Called by plain. The sentence on what happened is story's, as on the screen. */
#include "ui/plain_tell.h"

#include <stdarg.h>
#include <string.h>

#include "base/mem.h"
#include "engine/format.h"
#include "engine/verbs.h"
#include "ui/story.h"

void tell_text(FILE *out, const char *s)
{
	char line[4096];
	struct text t = text_over(line, sizeof line);
	for (; *s != '\0'; s++) {
		if (s[0] == '\n' && s[1] == '\n') {
			fprintf(out, "%s\n", line);
			text_clear(&t);
			s++;
		} else if (*s == '\n') {
			text_add(&t, " ");
		} else {
			size_t n;
			utf8_next(s, &n);
			text_add_safe(&t, s, n);
			s += n - 1;
		}
	}
	if (t.len > 0)
		fprintf(out, "%s\n", line);
}

/* ---- what holds, as lines ---- */

void told_free(struct told *t)
{
	mem_free(t->lines);
	*t = (struct told){ 0 };
}

static void add(struct told *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct told *t, const char *format, ...)
{
	va_list args;
	t->lines = mem_grow(t->lines, t->used, &t->size, sizeof *t->lines);
	va_start(args, format);
	vsnprintf(t->lines[t->used++], sizeof *t->lines, format, args);
	va_end(args);
}

static void add_segments(struct told *t, const struct app *a)
{
	const struct world *w = session_world(a->player.session);
	enum lang lang = a->view.lang;
	for (uint32_t i = 0; i < w->net.count; i++) {
		const struct flight *f = &w->net.flights[i];
		char numbers[64], where[48], span[32];
		struct text n = text_over(numbers, sizeof numbers), d = text_over(where, sizeof where),
			    s = text_over(span, sizeof span);
		text_addf(&n, "seq %u", f->segment.seq);
		if (f->segment.flags & SEG_ACK)
			text_addf(&n, ", ack %u", f->segment.ack);
		if (f->segment.len > 0)
			text_addf(&n, ", len %u", f->segment.len);
		story_span(&s, f->due_ms > w->now_ms ? f->due_ms - w->now_ms : 0);
		if (f->held)
			text_add(&d, message(MSG_SEG_HELD, lang));
		else if (f->due_ms <= w->now_ms)
			text_add(&d, message(MSG_SEG_OVERDUE, lang));
		else
			text_addf(&d, message(MSG_PLAIN_DUE, lang), span);
		if (f->forged || f->copy)
			text_addf(&d, ", %s", message(f->forged ? MSG_SEG_FORGED : MSG_SEG_COPY, lang));
		add(t, message(MSG_PLAIN_SEGMENT, lang), f->id, segment_flags_name(f->segment.flags),
		    host_name(f->segment.from), host_name(host_other(f->segment.from)), numbers, where);
	}
}

static const char *valve(const struct slot *s, bool sends, enum lang lang)
{
	bool open = sends ? tcb_can_send(&s->tcb) : tcb_can_receive(&s->tcb);
	return message(open ? MSG_VALVE_OPEN : MSG_VALVE_SHUT, lang);
}

static void add_buffers(struct told *t, const struct app *a, uint8_t host)
{
	const struct slot *s = world_view(session_world(a->player.session), host);
	const struct config *c = session_config(a->player.session);
	char known[KEPT_MAX * 4 + 8];
	struct text k = text_over(known, sizeof known);
	enum lang lang = a->view.lang;
	if (s == NULL || s->conn == 0)
		return;
	add(t, message(MSG_PLAIN_SEND_BUFFER, lang), host_name(host), s->tcb.snd_len, c->buffer[host],
	    valve(s, true, lang));
	add(t, message(MSG_PLAIN_RECV_BUFFER, lang), host_name(host), s->tcb.rcv_len, c->buffer[host],
	    valve(s, false, lang));
	if (s->tcb.rcv_len == 0)
		return;
	format_octets(&k, &s->tcb.rcv, s->tcb.rcv_len);
	add(t, message(MSG_PLAIN_UNREAD, lang), host_name(host), known);
}

static void add_timers(struct told *t, const struct app *a, uint8_t host)
{
	const struct world *w = session_world(a->player.session);
	const struct slot *s = world_view(w, host);
	for (int timer = 0; s != NULL && timer < TMR_COUNT; timer++) {
		vtime left;
		char span[32];
		struct text t2 = text_over(span, sizeof span);
		if (!slot_timer_left(w, s, (enum timer_id)timer, &left))
			continue;
		story_span(&t2, left);
		add(t, message(MSG_PLAIN_TIMER, a->view.lang), host_name(host), timer_name((enum timer_id)timer), span);
	}
}

void told_now(struct told *t, const struct app *a, unsigned parts)
{
	const struct world *w = session_world(a->player.session);
	t->used = 0;
	for (uint8_t host = 0; host < HOSTS; host++) {
		char calls[80];
		struct text c = text_over(calls, sizeof calls);
		if (parts & TELL_STATES)
			add(t, "%s: %s%s", host_name(host), state_name(world_state(w, host)),
			    w->hosts[host].down ? ", -" : "");
		if ((parts & TELL_CALLS) && story_waiting(&c, a->player.session, host))
			add(t, message(MSG_PLAIN_WAITS, a->view.lang), host_name(host), calls);
		if (parts & TELL_BUFFERS)
			add_buffers(t, a, host);
		if (parts & TELL_TIMERS)
			add_timers(t, a, host);
	}
	if (parts & TELL_SEGMENTS)
		add_segments(t, a);
}

void told_changes(FILE *out, const struct told *before, const struct told *now)
{
	for (size_t i = 0; i < now->used; i++) {
		bool old = false;
		for (size_t k = 0; k < before->used && !old; k++)
			old = strcmp(before->lines[k], now->lines[i]) == 0;
		if (!old)
			tell_text(out, now->lines[i]);
	}
}

/* ---- a step ---- */

static void tell_story(FILE *out, const struct app *a)
{
	struct story story;
	char result[KEPT_MAX * 4 + 64];
	struct text r = text_over(result, sizeof result);
	bool failed;
	story_tell(&story, a->player.session, a->view.lang);
	tell_text(out, story.what);
	if (story_result(&r, a->player.session, &failed) && failed)
		fprintf(out, message(MSG_RETURNED, a->view.lang), result), fputc('\n', out);
	if (story.why[0] != '\0' && story.rule[0] != '\0')
		fprintf(out, "%s (%s)\n", story.why, story.rule);
	tell_text(out, story.now);
}

void tell_step(FILE *out, const struct app *a)
{
	char line[SEND_TEXT_MAX * 4 + 64];
	struct text t = text_over(line, sizeof line);
	size_t at = session_at(a->player.session);
	if (at == 0)
		return;
	action_write(&t, session_action(a->player.session, at - 1));
	fputs(message(MSG_PLAIN_DONE, a->view.lang), out);
	tell_text(out, line);
	tell_story(out, a);
}

void tell_log(FILE *out, struct app *a)
{
	size_t at = session_at(a->player.session);
	for (size_t i = 1; i <= at; i++) {
		struct story story;
		session_seek(a->player.session, i);
		story_tell(&story, a->player.session, a->view.lang);
		fprintf(out, "%zu. ", i);
		tell_text(out, story.what);
	}
	session_seek(a->player.session, at);
	if (at == 0)
		fprintf(out, "%s\n", message(MSG_LADDER_EMPTY, a->view.lang));
}

/* ---- the script ---- */

static void tell_question(FILE *out, const struct app *a, const struct statement *st)
{
	const struct block *b = statement_block(st, a->view.lang);
	fprintf(out, "%s: ", message(MSG_ASK_TITLE, a->view.lang));
	tell_text(out, b->text != NULL ? b->text : "");
	for (size_t i = 0; i < b->choices_used; i++) {
		fprintf(out, "%zu. ", i + 1);
		tell_text(out, b->choices[i].text);
	}
	fprintf(out, "%s\n", message(MSG_PLAIN_ANSWER, a->view.lang));
}

void tell_goal(FILE *out, const struct app *a)
{
	const struct statement *goal = player_goal(&a->player);
	for (size_t i = 0; goal != NULL && i < goal->reach_used; i++) {
		char line[256];
		struct text t = text_over(line, sizeof line);
		predicate_write(&t, &goal->reach[i].predicate);
		fprintf(out, message(player_reached(&a->player, i) ? MSG_PLAIN_REACHED : MSG_PLAIN_OPEN, a->view.lang),
			line);
		fputc('\n', out);
	}
}

void tell_statement(FILE *out, const struct app *a)
{
	const struct statement *st = player_now(&a->player);
	if (st == NULL)
		return;
	const struct block *b = statement_block(st, a->view.lang);
	switch (st->kind) {
	case ST_SAY:
		tell_text(out, b->text != NULL ? b->text : "");
		return;
	case ST_ASK:
		tell_question(out, a, st);
		return;
	case ST_GOAL:
		fprintf(out, "%s: ", message(MSG_PLAIN_GOAL, a->view.lang));
		tell_text(out, b->text != NULL ? b->text : "");
		tell_goal(out, a);
		return;
	case ST_PAUSE:
		fprintf(out, "%s\n", message(MSG_PAUSE_HERE, a->view.lang));
		return;
	case ST_ACTION:
		tell_step(out, a);
		return;
	case ST_EXPECT:
	case ST_NOTE:
		return;
	}
}

void tell_answer(FILE *out, const struct app *a)
{
	const struct statement *st = player_now(&a->player);
	const struct block *b = st != NULL ? statement_block(st, a->view.lang) : NULL;
	if (b == NULL || a->view.answered < 0 || (size_t)a->view.answered >= b->choices_used)
		return;
	const struct choice *c = &b->choices[a->view.answered];
	fprintf(out, "%s\n", message(c->right ? MSG_ASK_RIGHT : MSG_ASK_WRONG, a->view.lang));
	if (c->feedback != NULL)
		tell_text(out, c->feedback);
	for (size_t i = 0; i < b->choices_used && !c->right; i++)
		if (b->choices[i].right) {
			fprintf(out, message(MSG_PLAIN_RIGHT_IS, a->view.lang), i + 1);
			tell_text(out, b->choices[i].text);
		}
	if (b->because != NULL)
		tell_text(out, b->because);
}

/* ---- asked for ---- */

void tell_state(FILE *out, const struct app *a, enum tcp_state s)
{
	enum lang lang = a->view.lang;
	fprintf(out, "%s: %s\n", state_name(s), state_meaning(s, lang));
	fprintf(out, "%s: %s\n", message(MSG_STATE_CALLS, lang), state_calls(s, lang));
	fprintf(out, "%s: %s\n", message(MSG_STATE_WAITS, lang), state_waits(s, lang));
	for (size_t i = 0; i < state_edges_count; i++)
		if (state_edges[i].from == s && state_edges[i].in_figure)
			fprintf(out, message(MSG_PLAIN_WAY, lang), state_name(state_edges[i].to), state_edges[i].event,
				state_edges[i].action[0] != '\0' ? ", " : "", state_edges[i].action),
				fputc('\n', out);
}

void tell_variables(FILE *out, const struct app *a)
{
	for (uint8_t host = 0; host < HOSTS; host++) {
		const struct slot *s = world_view(session_world(a->player.session), host);
		if (s == NULL || s->conn == 0) {
			fprintf(out, "%s: %s\n", host_name(host), message(MSG_TCB_EMPTY, a->view.lang));
			continue;
		}
		const struct tcb *t = &s->tcb;
		fprintf(out, "%s SND.UNA: %u\n%s SND.NXT: %u\n%s SND.WND: %u\n", host_name(host), t->snd_una,
			host_name(host), t->snd_nxt, host_name(host), t->snd_wnd);
		fprintf(out, "%s RCV.NXT: %u\n%s RCV.WND: %u\n", host_name(host), t->rcv_nxt, host_name(host),
			t->rcv_wnd);
		fprintf(out, "%s ISS: %u\n%s IRS: %u\n", host_name(host), t->iss, host_name(host), t->irs);
	}
}

void tell_sockets(FILE *out, const struct app *a)
{
	bool any = false;
	for (uint8_t host = 0; host < HOSTS; host++) {
		const struct host *h = &session_world(a->player.session)->hosts[host];
		for (uint32_t i = 0; i < h->high; i++) {
			const struct slot *s = &h->slots[i];
			if (!s->used || s->gone)
				continue;
			any = true;
			fprintf(out, message(MSG_PLAIN_SOCKET, a->view.lang), host_name(host), s->number,
				state_name(slot_state(s)), s->lport, s->rport);
			fputc('\n', out);
		}
	}
	if (!any)
		fprintf(out, "%s\n", message(MSG_SOCKETS_EMPTY, a->view.lang));
}
