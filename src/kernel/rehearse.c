/* Drives the model and the kernels event by event: what caused an event in the model is
 * done to the kernels, and their answers are waited for. Called by cli/cmd_kernel and
 * walk.c. */
#define _GNU_SOURCE
#include "kernel/rehearse.h"

#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "engine/net.h"
#include "kernel/carrier.h"
#include "kernel/events.h"
#include "kernel/machine.h"
#include "kernel/match.h"
#include "kernel/patience.h"

struct rehearsal {
	const struct config *config;
	struct rehearsal_options options;
	struct world *world;
	struct machine machines[HOSTS];
	struct carrier carrier;
	struct seen seen;
	struct events events;
	vtime waited_ms, of_ms; /* for the progress line */
	bool broken;
};

struct rehearsal *rehearsal_begin(const struct config *config, const struct rehearsal_options *options,
				  struct diag *diag)
{
	struct rehearsal *r = mem_new(1, sizeof *r);

	r->config = config;
	r->options = *options;
	r->seen.carrier = &r->carrier;
	r->world = mem_new(1, sizeof *r->world);
	world_init(r->world, config);
	carrier_begin(&r->carrier, options->pcap);
	for (uint8_t h = 0; h < HOSTS; h++)
		r->machines[h] = (struct machine){ .host = h, .tun = -1, .stack = -1, .performer = -1 };
	for (uint8_t h = 0; h < HOSTS; h++)
		if (!machine_start(&r->machines[h], h, config, 0, diag)) {
			rehearsal_end(r);
			return NULL;
		}
	return r;
}

void rehearsal_end(struct rehearsal *r)
{
	if (!r)
		return;
	for (uint8_t h = 0; h < HOSTS; h++)
		machine_stop(&r->machines[h]);
	carrier_end(&r->carrier);
	events_free(&r->events);
	mem_free(r->world);
	mem_free(r);
}

const struct world *rehearsal_world(const struct rehearsal *r)
{
	return r->world;
}

size_t rehearsal_sockets(const struct rehearsal *r, uint8_t host, struct compared_socket *out, size_t most)
{
	const struct kernel_table *t = &r->seen.tables[host];
	size_t n = 0;

	for (; n < t->used && n < most; n++)
		out[n] = (struct compared_socket){ t->at[n].lport, t->at[n].rport, t->at[n].state };
	return n;
}

size_t rehearsal_early(const struct rehearsal *r)
{
	return r->carrier.early;
}

/* --- what is seen of the kernels --- */

static size_t look_at(struct rehearsal *r, uint8_t h)
{
	static const struct order look = { .kind = ORDER_LOOK };
	struct machine *m = &r->machines[h];
	struct returns all = { 0 };
	size_t news;

	if (m->tun < 0) {
		r->seen.tables[h].used = 0;
		return 0;
	}
	news = carrier_catch(&r->carrier, m);
	if (!machine_ask(m, &look, &all) || !machine_table(m, &r->seen.tables[h]))
		r->broken = true;
	seen_add_returns(&r->seen, h, &all);
	return news + all.used + carrier_catch(&r->carrier, m);
}

/* Looks until neither kernel has more to say at once. */
static void look(struct rehearsal *r)
{
	while (look_at(r, HOST_CLIENT) + look_at(r, HOST_SERVER) > 0 && !r->broken)
		;
}

/* Waits a little, or until a host sends something. */
static void pause_a_little(struct rehearsal *r)
{
	struct pollfd p[HOSTS];

	for (int h = 0; h < HOSTS; h++)
		p[h] = (struct pollfd){ .fd = r->machines[h].tun, .events = POLLIN };
	poll(p, HOSTS, LOOK_MS);
}

/* --- causes --- */

static void make_call(struct rehearsal *r, const struct event *e, const struct row *cause)
{
	struct machine *m = &r->machines[cause->actor];
	struct order o = order_of(cause, e->port, r->config);
	struct returns all = { 0 };

	if (!machine_ask(m, &o, &all))
		r->broken = true;
	seen_add_returns(&r->seen, cause->actor, &all);
}

static void do_call(struct rehearsal *r, const struct event *e, const struct row *cause)
{
	struct machine *m = &r->machines[cause->actor];
	struct diag diag;

	switch ((enum call_id)cause->call.call) {
	case CALL_EXIT:
		r->seen.returns_used[cause->actor] = 0;
		r->broken |= !machine_exit(m, e->made);
		break;
	case CALL_CRASH:
		machine_stop(m);
		r->seen.returns_used[cause->actor] = 0;
		break;
	case CALL_BOOT:
		r->broken |= !machine_start(m, cause->actor, r->config, e->made, &diag);
		break;
	case CALL_SOCKET:
	case CALL_BIND:
	case CALL_LISTEN:
	case CALL_CONNECT:
	case CALL_ACCEPT:
	case CALL_SEND:
	case CALL_RECV:
	case CALL_SHUTDOWN:
	case CALL_CLOSE:
	case CALL_ABORT:
	case CALL_LINGER:
	case CALL_REUSEADDR:
	case CALL_DUP:
	case CALL_COUNT:
	case CALL_NONE:
		make_call(r, e, cause);
		break;
	}
}

static void do_cause(struct rehearsal *r, const struct event *e, const struct row *cause)
{
	switch ((enum row_kind)cause->kind) {
	case ROW_CALL:
		do_call(r, e, cause);
		break;
	case ROW_ARRIVE:
		if (!carrier_deliver(&r->carrier, cause->id, &r->machines[cause->actor]))
			r->broken = true;
		break;
	case ROW_LOSE:
		carrier_lose(&r->carrier, cause->id);
		break;
	case ROW_FORGE:
		if (cause->of)
			carrier_copy(&r->carrier, cause->id, cause->of);
		else
			carrier_forge(&r->carrier, cause->id, &cause->segment);
		break;
	case ROW_TIMER: /* the kernel's own timer expires */
	case ROW_SEND:
	case ROW_RETURN:
		break;
	}
}

/* --- one event --- */

static void tell_progress(struct rehearsal *r, vtime began_ms)
{
	if (r->options.progress && r->of_ms >= 1000)
		r->options.progress(r->options.to, r->waited_ms + (real_ms() - began_ms), r->of_ms);
}

/* Returns whether the next event is a timer that expires so soon after this one that the
 * kernel's, which are late, may expire in another order. */
static bool expires_together(const struct events *e, size_t i, vtime since_ms)
{
	const struct row *now = &e->rows[e->at[i].row];
	const struct row *next = i + 1 < e->used ? &e->rows[e->at[i + 1].row] : NULL;

	return next && now->kind == ROW_TIMER && next->kind == ROW_TIMER &&
	       next->time_ms - now->time_ms <= since_ms / LATE_PART / 2;
}

/* Lets an event happen to the kernels. Returns whether they have done what the model did,
 * within `patience_ms`. */
static bool happens(struct rehearsal *r, const struct event *e, struct match *match, vtime patience_ms)
{
	vtime began_ms = real_ms();

	*match = match_begin(&r->events, e);
	do_cause(r, e, &match->rows[0]);
	for (;;) {
		if (!r->broken)
			look(r);
		if (r->broken)
			return false;
		if (match_look(match, &r->seen))
			return true;
		if (real_ms() - began_ms > patience_ms)
			return false;
		pause_a_little(r);
		tell_progress(r, began_ms);
	}
}

/* Returns how long to wait for the kernels at an event: `since_ms` have passed in the model
 * since the event before it. */
static vtime patience(const struct row *cause, vtime since_ms)
{
	return cause->kind == ROW_TIMER ? timer_patience_ms(since_ms) : ANSWER_MS;
}

/* Waits for what is left of a wait in which nothing happens. */
static void wait_rest(struct rehearsal *r, vtime ms)
{
	vtime began_ms = real_ms();

	while (!r->broken && real_ms() - began_ms < ms) {
		pause_a_little(r);
		look(r);
		tell_progress(r, began_ms);
	}
}

/* --- one step --- */

static uint8_t kernel_focus(const struct rehearsal *r, uint8_t host)
{
	const struct slot *s = world_focus(r->world, host);

	if (!s)
		return TCPS_CLOSED;
	return (uint8_t)match_state(&r->seen, host, s->lport, s->conn ? s->rport : 0);
}

static void differs(struct rehearsal *r, const struct match *match, struct step *step)
{
	step->end = r->broken ? STEP_BROKEN : STEP_DIFFERS;
	step->differences_used = match_differences(match, &r->seen, step->differences, DIFFERENCES_MAX);
}

/* Lets all events of the step happen to the kernels. */
static bool perform_events(struct rehearsal *r, struct step *step)
{
	vtime last_ms = r->events.from_ms;

	for (size_t i = 0; i < r->events.used; i++) {
		const struct row *cause = &r->events.rows[r->events.at[i].row];
		vtime since_ms = cause->time_ms - last_ms;
		struct event e = r->events.at[i];
		struct match match;

		for (; expires_together(&r->events, i, since_ms); i++) {
			e.rows += r->events.at[i + 1].rows;
			e.table = r->events.at[i + 1].table;
		}
		last_ms = r->events.rows[r->events.at[i].row].time_ms;
		since_ms += last_ms - cause->time_ms;
		if (!happens(r, &e, &match, patience(cause, since_ms))) {
			differs(r, &match, step);
			return false;
		}
		step->events++;
		r->waited_ms += cause->kind == ROW_TIMER ? since_ms : 0;
		r->seen.before = e.table;
	}
	return true;
}

/* Waits for what is left of `wait 5s`; nothing may happen in it. */
static bool perform_rest(struct rehearsal *r, const struct action *action, struct step *step)
{
	vtime last_ms = r->events.used ? r->events.rows[r->events.at[r->events.used - 1].row].time_ms
				       : r->events.from_ms;
	struct row nothing = { .kind = ROW_TIMER };
	struct event rest = { .rows = 1, .table = r->seen.before };
	struct match match = { .event = &rest, .rows = &nothing };

	if (action->kind != ACT_WAIT)
		return true;
	wait_rest(r, r->events.to_ms - last_ms);
	if (!r->broken && match_look(&match, &r->seen))
		return true;
	differs(r, &match, step);
	return false;
}

void rehearsal_do(struct rehearsal *r, const struct action *action, struct step *step)
{
	memset(step, 0, sizeof *step);
	step->refusal = events_record(&r->events, r->world, action);
	step->wait_ms = events_wait_ms(&r->events, action);
	if (step->refusal != REFUSED_NOT) {
		step->end = STEP_REFUSED;
	} else if (r->events.many || step->wait_ms > r->options.max_wait_ms) {
		step->end = STEP_SKIPPED;
	} else {
		r->waited_ms = 0;
		r->of_ms = step->wait_ms;
		step->end = STEP_AGREES;
		if (perform_events(r, step))
			perform_rest(r, action, step);
	}
	for (uint8_t h = 0; h < HOSTS; h++) {
		step->model[h] = (uint8_t)world_state(r->world, h);
		step->kernel[h] = kernel_focus(r, h);
	}
}
