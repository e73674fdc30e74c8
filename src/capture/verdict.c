/* Puts into words what happened to a connection. Called by summary.c. */
#include "capture/verdict.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "capture/connection_life.h"
#include "engine/seq.h"

enum {
	SILENCE_S = 60, /* after so long, a box between may have forgotten a connection */
	ANSWER_S = 5,   /* an answer comes sooner */
	TTL_APART = 2,  /* paths that change make a difference up to it */
	STALLED = 2     /* after so many repetitions without an answer it is no late ACK */
};

static const char *const formats[VERDICTS][LANG_COUNT] = {
#define VERDICT(id, en, ko) [VERDICT_##id] = { en, ko },
#include "capture/verdicts.def"
#undef VERDICT
};

const char *verdict_format(enum verdict v, enum lang lang)
{
	return formats[v][lang];
}

/* What a sentence refers to. */
struct facts {
	int who; /* %w: an end */
	uint32_t record[4];
	int64_t ns; /* %t */
	uint64_t n, m;
};

/* What all sentences of a connection need. */
struct writer {
	struct text *t;
	const struct connection *c;
	const struct life *l; /* or NULL */
	struct connection_figures f;
	int client;
	bool inferred;
	int64_t end_ns;
	enum lang lang;
	bool any;       /* a sentence is written */
	bool says_anew; /* and it says that the pair is used anew */
};

/* --- words --- */

/* Appends "41 s", "2.3 s", "40 ms" or "80 µs". */
static void add_duration(struct text *t, int64_t ns, enum lang lang)
{
	static const char *const units[LANG_COUNT][3] = { { " s", " ms", " µs" }, { "초", "밀리초", "마이크로초" } };
	const char *unit = units[lang][0];
	int64_t tenths = (ns + 50000000) / 100000000;

	if (ns < 0)
		ns = tenths = 0;
	if (ns < 1000000) {
		text_addf(t, "%" PRId64 "%s", (ns + 500) / 1000, units[lang][2]);
		return;
	}
	if (ns < 999500000) {
		text_addf(t, "%" PRId64 "%s", (ns + 500000) / 1000000, units[lang][1]);
		return;
	}
	if (tenths >= 1000)
		text_addf(t, "%" PRId64 "%s", (tenths + 5) / 10, unit);
	else if (tenths % 10 == 0)
		text_addf(t, "%" PRId64 "%s", tenths / 10, unit);
	else
		text_addf(t, "%" PRId64 ".%" PRId64 "%s", tenths / 10, tenths % 10, unit);
}

static const char *host(const struct writer *w, int end)
{
	static const char *const words[LANG_COUNT][2] = { { "client", "server" }, { "클라이언트", "서버" } };

	return words[w->lang][end != w->client];
}

static void add_fact(struct writer *w, char what, const struct facts *f)
{
	switch (what) {
	case 'w':
	case 'o':
		text_add(w->t, host(w, what == 'w' ? f->who : 1 - f->who));
		break;
	case '1':
	case '2':
	case '3':
	case '4':
		text_addf(w->t, "%" PRIu32, f->record[what - '1']);
		break;
	case 't':
		add_duration(w->t, f->ns, w->lang);
		break;
	case 'n':
	case 'm':
		text_addf(w->t, "%" PRIu64, what == 'n' ? f->n : f->m);
		break;
	case 'c':
	case 's':
		text_add(w->t, state_name(connection_state(w->c, what == 'c' ? w->client : 1 - w->client)));
		break;
	}
}

static void say(struct writer *w, enum verdict v, struct facts f)
{
	static const char *const between[LANG_COUNT] = { "; ", ". " };

	if (w->any)
		text_add(w->t, between[w->lang]);
	w->any = true;
	w->says_anew |= v == VERDICT_V_OPEN_ANEW || v == VERDICT_V_CLOSE_WAIT_ANEW;
	for (const char *s = formats[v][w->lang]; *s; s++) {
		size_t n = strcspn(s, "%");

		text_add_n(w->t, s, n);
		s += n;
		if (!*s)
			return;
		add_fact(w, *++s, &f);
	}
}

/* --- how it ended --- */

static void say_unanswered(struct writer *w)
{
	const struct connection *c = w->c;
	uint32_t times = w->f.resent[0] + 1;

	if (times > 1)
		say(w, VERDICT_V_SYN_TIMEOUT,
		    (struct facts){ .record = { c->first_record, c->last_record },
				    .n = times,
				    .ns = c->last_ns - c->first_ns });
	else
		say(w, VERDICT_V_SYN_ALONE, (struct facts){ .record = { c->first_record } });
}

/* Returns whether a RST seems to come from neither end. */
static bool ttl_differs(const struct life *l)
{
	const struct direction *d = &l->of[l->reset.from];

	return d->sent && d->ttl != 0 && l->reset.ttl != 0 && abs(d->ttl - l->reset.ttl) > TTL_APART;
}

/* A RST whose sender closed before. */
static void say_reset_after_close(struct writer *w, struct facts f)
{
	const struct reset *r = &w->l->reset;
	struct mark fin = w->l->of[r->from].fin_mark;

	if (r->asked == 0 || !r->still_came) {
		f.record[0] = fin.record;
		f.record[1] = r->mark.record;
		f.ns = r->mark.ns - fin.ns;
		say(w, VERDICT_V_CLOSED_AND_RESET, f);
		return;
	}
	f.record[0] = fin.record;
	f.record[1] = r->asked;
	f.record[2] = r->mark.record;
	f.record[3] = w->l->of[1 - r->from].fin_mark.record;
	say(w, w->l->first_fin == 1 - r->from ? VERDICT_V_AFTER_BOTH : VERDICT_V_AFTER_CLOSE, f);
}

static void say_cause(struct writer *w, struct facts f)
{
	const struct life *l = w->l;
	const struct reset *r = &l->reset;
	const struct direction *peer = &l->of[1 - r->from];

	f.record[1] = r->mark.record;
	f.record[0] = r->before;
	switch (l->cause) {
	case CAUSE_TIMEOUT:
		f.record[0] = r->mark.record;
		f.record[1] = l->of[r->from].first_probe;
		f.n = l->of[r->from].unanswered;
		if (f.n < STALLED) {
			f.n = l->of[r->from].probes;
			say(w, VERDICT_V_PROBES, f);
			return;
		}
		say(w, VERDICT_V_GAVE_UP, f);
		return;
	case CAUSE_AFTER_CLOSE:
		say_reset_after_close(w, f);
		return;
	case CAUSE_UNKNOWN:
		if (r->before_from != r->from && r->before != 0) {
			f.record[0] = r->asked ? r->asked : r->before;
			say(w, VERDICT_V_UNKNOWN, f);
			return;
		}
		break;
	case CAUSE_UNREAD:
		f.record[0] = peer->last_data;
		say(w, VERDICT_V_UNREAD, f);
		return;
	case CAUSE_NONE:
	case CAUSE_REFUSED:
	case CAUSE_ABORT:
	case CAUSE_OUTSIDE:
	case CAUSES:
		break;
	}
	if (peer->fin_sent && peer->fin_mark.record < r->mark.record) {
		f.record[0] = peer->fin_mark.record;
		f.ns = r->mark.ns - peer->fin_mark.ns;
		say(w, VERDICT_V_RESET_INSTEAD, f);
		return;
	}
	f.record[0] = r->mark.record;
	say(w, l->of[r->from].sent ? VERDICT_V_ABORT : VERDICT_V_ALONE, f);
}

static void say_reset(struct writer *w)
{
	const int64_t silence_ns = SILENCE_S * INT64_C(1000000000), answer_ns = ANSWER_S * INT64_C(1000000000);
	const struct life *l = w->l;
	const struct reset *r = &l->reset;
	struct facts f = { .who = r->from, .record = { r->mark.record } };
	int closer = l->first_fin;

	if (l->went_on_record != 0) {
		f.record[1] = l->went_on_record;
		say(w, VERDICT_V_WENT_ON, f);
	} else if (ttl_differs(l)) {
		f.n = r->ttl;
		f.m = l->of[r->from].ttl;
		say(w, VERDICT_V_TTL, f);
	} else if (l->cause == CAUSE_TIMEOUT) { /* the time between two attempts may be as long */
		say_cause(w, f);
		return;
	} else if (r->idle_ns >= silence_ns) {
		f.ns = r->idle_ns;
		say(w, VERDICT_V_SILENCE, f);
	} else if (r->before_idle_ns >= silence_ns && r->before_from != r->from && r->idle_ns < answer_ns) {
		f.ns = r->before_idle_ns;
		f.record[0] = r->before;
		f.record[1] = r->mark.record;
		say(w, VERDICT_V_FORGOTTEN, f);
	} else if (r->state == TCPS_SYN_RECEIVED && l->syn_ack_record != 0) {
		f.record[0] = r->asked ? r->asked : l->syn_ack_record;
		f.record[1] = r->mark.record;
		say(w, VERDICT_V_HANDSHAKE, f);
		return;
	} else {
		say_cause(w, f);
		return;
	}
	if (closer >= 0)
		say(w, VERDICT_X_FIN_BEFORE,
		    (struct facts){ .who = closer, .record = { l->of[closer].fin_mark.record } });
}

static void say_where_it_ends(struct writer *w)
{
	bool waits[2], closed[2], last_ack[2];

	for (int i = 0; i < 2; i++) {
		enum tcp_state s = connection_state(w->c, i);

		waits[i] = s == TCPS_TIME_WAIT;
		closed[i] = s == TCPS_CLOSED;
		last_ack[i] = s == TCPS_LAST_ACK;
	}
	if (waits[0] && waits[1]) {
		say(w, VERDICT_X_TIME_WAIT_BOTH, (struct facts){ 0 });
		return;
	}
	for (int i = 0; i < 2; i++) {
		if (last_ack[i])
			say(w, VERDICT_X_LAST_ACK, (struct facts){ .who = i });
		if (waits[i])
			say(w, VERDICT_X_TIME_WAIT, (struct facts){ .who = i });
	}
	if (!waits[0] && !waits[1] && !(closed[0] && closed[1]))
		say(w, VERDICT_X_STATES, (struct facts){ 0 });
}

static void say_fins(struct writer *w)
{
	const struct life *l = w->l;
	int first = l->first_fin;
	const struct direction *d = &l->of[first], *peer = &l->of[1 - first];
	struct facts f = { .who = first, .record = { d->fin_mark.record, peer->fin_mark.record } };

	if (peer->fin_sent) {
		f.ns = peer->fin_mark.ns - d->fin_mark.ns;
		say(w, connection_ending(w->c) == ENDING_SIMULTANEOUS ? VERDICT_V_AT_ONCE : VERDICT_V_CLOSED, f);
		say_where_it_ends(w);
		return;
	}
	if (l->anew.record != 0 && connection_state(w->c, first) == TCPS_FIN_WAIT_2) {
		f.ns = l->anew.ns - d->fin_mark.ns;
		f.record[1] = l->anew.record;
		say(w, VERDICT_V_CLOSE_WAIT_ANEW, f);
		return;
	}
	f.ns = w->end_ns - d->fin_mark.ns;
	say(w,
	    !peer->heard                                       ? VERDICT_V_FIN_ONE_WAY
	    : connection_state(w->c, first) == TCPS_FIN_WAIT_2 ? VERDICT_V_CLOSE_WAIT
							       : VERDICT_V_FIN_UNANSWERED,
	    f);
}

static void say_open(struct writer *w)
{
	const struct life *l = w->l;
	int64_t idle_ns = w->end_ns - w->c->last_ns;

	for (int i = 0; i < 2; i++)
		if (connection_state(w->c, i) == TCPS_SYN_RECEIVED && l->syn_ack_record != 0) {
			say(w, VERDICT_V_HALF_OPEN,
			    (struct facts){ .who = i, .record = { w->c->first_record, l->syn_ack_record } });
			return;
		}
	for (int i = 0; i < 2; i++)
		if (l->of[i].unanswered >= STALLED) {
			say(w, VERDICT_V_STALLED,
			    (struct facts){ .who = i, .record = { l->of[i].first_resent }, .n = l->of[i].unanswered });
			return;
		}
	for (int i = 0; i < 2; i++)
		if (l->of[i].probes >= STALLED) {
			say(w, VERDICT_V_PROBED,
			    (struct facts){ .who = i, .record = { l->of[i].first_probe }, .n = l->of[i].probes });
			return;
		}
	if (l->anew.record != 0) {
		say(w, VERDICT_V_OPEN_ANEW, (struct facts){ .record = { l->anew.record } });
		return;
	}
	say(w, idle_ns >= 1000000000 ? VERDICT_V_OPEN_IDLE : VERDICT_V_OPEN,
	    (struct facts){ .record = { w->c->last_record }, .ns = idle_ns });
}

static void say_ending(struct writer *w)
{
	if (!w->l) {
		say_unanswered(w);
		return;
	}
	switch (connection_ending(w->c)) {
	case ENDING_REFUSED:
		say(w, VERDICT_V_REFUSED,
		    (struct facts){ .record = { w->l->reset.before, w->l->reset.mark.record },
				    .n = w->c->end[1 - w->client].port });
		break;
	case ENDING_RST:
		say_reset(w);
		break;
	case ENDING_SIMULTANEOUS:
	case ENDING_FIN:
		say_fins(w);
		break;
	case ENDING_TIMEOUT:
		say_unanswered(w);
		break;
	case ENDING_OPEN:
	case ENDINGS:
		say_open(w);
		break;
	}
}

/* --- what else there is --- */

static void say_of_end(struct writer *w, int i)
{
	const struct direction *d = &w->l->of[i], *peer = &w->l->of[1 - i];
	struct facts f = { .who = i, .record = { d->first_resent }, .n = d->resent };
	/* a host whose program has closed receives nothing more, and answers with RST */
	bool refused = connection_ending(w->c) == ENDING_RST && w->l->reset.from == 1 - i &&
		       !(peer->acks && seq_gt(peer->acked, d->after_fin_from));
	bool stalled = connection_ending(w->c) == ENDING_OPEN && d->unanswered >= STALLED;

	if (d->after_fin > 0 && !refused)
		say(w, d->after_fin == 1 ? VERDICT_X_HALF_CLOSE_OCTET : VERDICT_X_HALF_CLOSE,
		    (struct facts){ .who = i, .n = d->after_fin });
	if (d->resent > 0 && !stalled)
		say(w, d->resent == 1 ? VERDICT_X_RESENT_ONCE : VERDICT_X_RESENT, f);
	if (d->zero_window != 0)
		say(w, VERDICT_X_ZERO_WINDOW, (struct facts){ .who = i, .record = { d->zero_window } });
}

static void say_lost(struct writer *w)
{
	const struct life *l = w->l;

	for (int i = 0; i < 2 && w->f.lost == 1; i++) {
		const struct direction *d = &l->of[i], *peer = &l->of[1 - i];

		if (d->sent && !d->fin_sent && peer->acks && peer->acked == d->end + 1) {
			say(w, VERDICT_X_FIN_MISSING, (struct facts){ .who = i });
			return;
		}
	}
	if (w->f.lost > 0)
		say(w, VERDICT_X_LOST, (struct facts){ .n = w->f.lost });
}

static void say_more(struct writer *w)
{
	const struct life *l = w->l;
	enum ending fins = l->of[0].fin_sent && l->of[1].fin_sent ? connection_ending(w->c) : ENDING_OPEN;

	if (l->of[0].active && l->of[1].active)
		say(w, VERDICT_X_OPENED_AT_ONCE, (struct facts){ 0 });
	if (l->stranger)
		say(w, VERDICT_X_STRANGER, (struct facts){ .who = 1, .record = { l->stranger_record } });
	if (connection_ending(w->c) != ENDING_TIMEOUT)
		for (int i = 0; i < 2; i++)
			say_of_end(w, i == 0 ? w->client : 1 - w->client);
	say_lost(w);
	if (l->anew.record != 0 && !w->says_anew)
		say(w, fins == ENDING_FIN || fins == ENDING_SIMULTANEOUS ? VERDICT_X_TIME_WAIT_OVER : VERDICT_X_ANEW,
		    (struct facts){ .record = { l->anew.record } });
	if (l->foreign_reset != 0)
		say(w, VERDICT_X_FOREIGN, (struct facts){ .who = l->foreign_from, .record = { l->foreign_reset } });
	if (l->ignored_reset != 0)
		say(w, VERDICT_X_IGNORED, (struct facts){ .record = { l->ignored_reset } });
	if (w->f.twice > 0)
		say(w, VERDICT_X_TWICE, (struct facts){ .n = w->f.twice });
	if (w->f.no_start)
		say(w, VERDICT_X_NO_START, (struct facts){ 0 });
	for (int i = 0; i < 2; i++)
		if (l->of[i].heard && !l->of[1 - i].heard && connection_ending(w->c) != ENDING_TIMEOUT)
			say(w, VERDICT_X_ONE_WAY, (struct facts){ .who = i });
	if (w->inferred)
		say(w, VERDICT_X_INFERRED, (struct facts){ 0 });
}

void verdict_write(struct text *t, const struct connection *c, int64_t end_ns, enum lang lang)
{
	struct writer w = { .t = t, .c = c, .l = c->life, .end_ns = end_ns, .lang = lang };

	w.client = connection_client(c, &w.inferred);
	connection_figures(c, &w.f);
	say_ending(&w);
	if (w.l)
		say_more(&w);
}
