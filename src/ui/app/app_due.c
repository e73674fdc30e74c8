/* What happens next and when, as a list: Enter waits until that moment. Called by app. */
#include "ui/app/app_core.h"

#include "language/format.h"
#include "ui/app/focus.h"
#include "ui/draw/keys.h"
#include "ui/tell/story.h"

enum { DUE_MAX = FLIGHT_MAX + HOSTS * SLOTS_MAX * TMR_COUNT };
enum { WAITS, TYPES }; /* what a line does: target.id */

/* Something that is due: a segment, or a timer of a slot. */
struct due {
	vtime left;
	const struct flight *flight; /* NULL: it is a timer */
	const struct slot *slot;
	uint8_t host;
	uint8_t timer; /* enum timer_id */
	bool old;      /* the segment is discarded instead of arriving */
};

/* Inserts by time. Of one moment, what was inserted first stays first. */
static void insert(struct due *all, size_t *used, struct due due)
{
	size_t at = (*used)++;

	for (; at > 0 && all[at - 1].left > due.left; at--)
		all[at] = all[at - 1];
	all[at] = due;
}

static vtime left_until(const struct world *w, vtime ms)
{
	return ms > w->now_ms ? ms - w->now_ms : 0;
}

/* Collects everything that is due, in the order of world.h. */
static size_t collect(const struct world *w, struct due *all)
{
	size_t used = 0;

	for (uint32_t i = 0; i < w->net.count; i++) {
		const struct flight *f = &w->net.flights[i];
		vtime end = f->sent_ms + w->config.msl_ms + 1;
		bool old = f->held || f->due_ms >= end;

		insert(all, &used,
		       (struct due){ .left = left_until(w, old ? end : f->due_ms),
				     .flight = f,
				     .host = host_other(f->segment.from),
				     .old = old });
	}
	for (uint8_t h = 0; h < HOSTS; h++)
		for (uint8_t t = 0; t < TMR_COUNT; t++)
			for (uint32_t i = 0; i < w->hosts[h].high; i++) {
				struct due due = { .slot = &w->hosts[h].slots[i], .host = h, .timer = t };

				if (due.slot->used && slot_timer_left(w, due.slot, (enum timer_id)t, &due.left))
					insert(all, &used, due);
			}
	return used;
}

static void add_line(struct app *a, const struct due *due)
{
	static const enum message timers[TMR_COUNT] = {
		[TMR_RTO] = MSG_DUE_RTO,
		[TMR_PERSIST] = MSG_DUE_PERSIST,
		[TMR_TIME_WAIT] = MSG_DUE_TIME_WAIT,
		[TMR_FIN_WAIT_2] = MSG_DUE_FIN_WAIT_2,
		[TMR_KEEPALIVE] = MSG_DUE_KEEPALIVE,
		[TMR_USER] = MSG_DUE_USER,
		[TMR_LINGER] = MSG_DUE_LINGER,
		[TMR_DELAYED_ACK] = MSG_DUE_DELAYED_ACK,
	};
	enum lang lang = a->view.lang;
	char line[200], span[32], segment[100];
	struct text t = text_over(line, sizeof line), s = text_over(span, sizeof span);
	struct text g = text_over(segment, sizeof segment);
	const char *host = host_word(due->host, lang);
	uint8_t look = due->host == HOST_CLIENT ? LOOK_CLIENT : LOOK_SERVER;
	struct action wait = action_wait(due->left, UNIT_MS);

	story_span(&s, due->left, lang);
	if (due->flight) {
		story_segment(&g, &due->flight->segment, lang);
		text_addf(&t, message(due->old ? MSG_DUE_TOO_OLD : MSG_DUE_ARRIVES, lang), due->flight->id, segment,
			  host, span);
	} else {
		text_addf(&t, message(timers[due->timer], lang), host, span);
	}
	if (due->slot && due->slot != focus_slot(&a->view, due->host) && due->slot->number > 0)
		text_addf(&t, " (%s.%u)", host_name(due->host), due->slot->number);
	if (due->left == 0)
		wait = (struct action){ .kind = ACT_WAIT_NEXT };
	app_list_add(a, look, 0, line)->action = wait;
}

static void add_fixed(struct app *a)
{
	enum lang lang = a->view.lang;
	struct action msl2 = action_wait(2, UNIT_MSL);
	char line[100], span[32];
	struct text t = text_over(line, sizeof line), s = text_over(span, sizeof span);

	story_span(&s, duration_ms(msl2.span, session_world(a->player.session)->config.msl_ms), a->view.lang);
	text_addf(&t, message(MSG_DUE_2MSL, lang), span);
	app_list_add(a, LOOK_PLAIN, 0, message(MSG_DUE_5S, lang))->action = action_wait(5, UNIT_S);
	app_list_add(a, LOOK_PLAIN, 0, line)->action = msl2;
	app_list_add(a, LOOK_PLAIN, 0, message(MSG_DUE_IDLE, lang))->action = (struct action){ .kind = ACT_WAIT_IDLE };
	app_list_add(a, LOOK_PLAIN, 0, message(MSG_DUE_OTHER, lang))->id = TYPES;
}

static void choose(struct app *a, const struct target *target)
{
	if (target->id == TYPES) {
		app_due_type(a);
		return;
	}
	app_pop(a);
	app_act(a, &target->action);
}

void app_due_open(struct app *a)
{
	struct due all[DUE_MAX];
	size_t used = collect(session_world(a->player.session), all);

	app_list_begin(a, OVERLAY_DUE, choose);
	app_list_title(a, message(MSG_DUE_TITLE, a->view.lang));
	app_list_foot(a, message(MSG_DUE_FOOT, a->view.lang));
	for (size_t i = 0; i < used; i++)
		add_line(a, &all[i]);
	add_fixed(a);
}

void app_due_type(struct app *a)
{
	app_pop(a);
	app_line_open(a, OVERLAY_WAIT, "next", true);
}

bool app_due_key(struct app *a, uint32_t key)
{
	if (a->view.overlay != OVERLAY_DUE || key <= ' ' || key >= 127 || command_find(key, CTX_LIST))
		return false;
	app_quiet(a);
	app_due_type(a);
	return app_line_key(a, key);
}
