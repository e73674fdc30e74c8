/* The menu of calls: first those that would work now, then the others, each with
 * the reason why it would not. Called by app. */
#include <string.h>

#include "base/check.h"
#include "base/text.h"
#include "language/verbs.h"
#include "engine/world.h"
#include "ui/app/app_core.h"
#include "ui/app/focus.h"
#include "ui/tell/consequence.h"

/* Script lines without their HOST. */
static const char *const offers[] = {
	"socket",      "bind 80",      "listen",        "connect 80", "accept", "send \"hello\"", "recv",
	"shutdown wr", "shutdown rd",  "shutdown rdwr", "close",      "abort",  "linger 0",       "linger 5s",
	"linger off",  "reuseaddr on", "reuseaddr off", "dup",        "exit",   "crash",          "boot",
};
enum { OFFERS = sizeof offers / sizeof offers[0] };

/* Returns the port on which the other host listens, or 80 if it does not listen. */
static uint16_t port_to_try(const struct world *w, uint8_t host)
{
	const struct host *other = &w->hosts[host_other(host)];

	for (uint32_t i = 0; i < other->high; i++)
		if (other->slots[i].used && slot_state(&other->slots[i]) == TCPS_LISTEN)
			return other->slots[i].lport;
	return 80;
}

/* Returns the rule because of which a call would fail. */
static enum rule_id rule_against(const struct view *v, const struct world *w, const struct action *action)
{
	struct consequence c;

	consequence_of(&c, w, action, v->lang, v->ascii, 80);
	return c.rule;
}

static void add(struct app *a, const struct world *w, const struct action *action)
{
	struct view *v = &a->view;

	CHECK(v->calls_used < sizeof v->calls / sizeof v->calls[0]);
	struct call_item *item = &v->calls[v->calls_used++];
	item->action = *action;
	item->error = ERR_NONE;
	item->refusal = REFUSED_NOT_ACCEPTED;
	if (focus_name(v, &item->action))
		item->refusal = world_would(w, &item->action, &item->error);
	action = &item->action;
	if (player_refuses(v->player, action).rule != GOAL_ALLOWS)
		item->refusal = REFUSED_BY_GOAL;
	item->rule = item->refusal == REFUSED_NOT && item->error != ERR_NONE ? rule_against(v, w, action) : RULE_NONE;
}

static bool works(const struct call_item *item)
{
	return item->refusal == REFUSED_NOT && item->error == ERR_NONE;
}

/* Returns the newest socket that was made for another connection and has none yet, or
 * NULL. */
static const struct slot *fresh_socket(const struct world *w, uint8_t host)
{
	const struct slot *all[SLOTS_MAX], *fresh = NULL;
	unsigned n = focus_list(w, host, all);

	for (unsigned i = 0; i < n; i++)
		if (!all[i]->conn && all[i]->refs > 0 && slot_state(all[i]) == TCPS_CLOSED)
			fresh = all[i];
	return fresh;
}

/* Returns the call that usually comes next, which is selected first. */
static enum call_id likely(const struct view *v, const struct world *w, uint8_t host)
{
	const struct slot *s = focus_slot(v, host), *fresh = fresh_socket(w, host);

	if (fresh && !focus_is_chosen(v, host))
		s = fresh;

	if (w->hosts[host].down)
		return CALL_BOOT;
	if (!s)
		return CALL_SOCKET;
	if (s->ready != 0)
		return CALL_ACCEPT;
	switch (slot_state(s)) {
	case TCPS_CLOSED:
		if (s->conn != 0)
			return CALL_SOCKET;
		if (s->bound)
			return CALL_LISTEN;
		return world_state(w, host_other(host)) == TCPS_LISTEN || host == HOST_CLIENT ? CALL_CONNECT
											      : CALL_BIND;
	case TCPS_LISTEN:
	case TCPS_SYN_SENT:
	case TCPS_SYN_RECEIVED:
		return CALL_ACCEPT;
	case TCPS_ESTABLISHED:
		return s->tcb.rcv_len > 0 ? CALL_RECV : CALL_SEND;
	case TCPS_CLOSE_WAIT:
		return s->tcb.rcv_len > 0 ? CALL_RECV : CALL_CLOSE;
	case TCPS_FIN_WAIT_1:
	case TCPS_FIN_WAIT_2:
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
	case TCPS_TIME_WAIT:
		return CALL_RECV;
	case TCPS_COUNT:
		break;
	}
	return CALL_SOCKET;
}

/* Moves the calls that would work to the front, keeping the order otherwise. */
static void works_first(struct view *v)
{
	struct call_item all[sizeof v->calls / sizeof v->calls[0]];
	size_t used = 0;

	memcpy(all, v->calls, v->calls_used * sizeof all[0]);
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < v->calls_used; i++)
			if (works(&all[i]) == (pass == 0))
				v->calls[used++] = all[i];
}

void app_calls_list(struct app *a)
{
	struct view *v = &a->view;
	const struct world *w = session_world(a->player.session);

	v->calls_used = v->call = 0;
	for (size_t i = 0; i < OFFERS; i++) {
		char line[64];
		struct text t = text_over(line, sizeof line);
		struct action action;
		struct diag diag;

		text_addf(&t, "%s %s", host_name(v->side), offers[i]);
		CHECK(action_read(line, &action, &diag));
		if (action.call == CALL_CONNECT)
			action.amount = port_to_try(w, v->side);
		add(a, w, &action);
	}
	add(a, w, &(struct action){ .kind = ACT_RETRANSMIT, .host = v->side });
	works_first(v);
	enum call_id first = likely(v, w, v->side);
	for (size_t i = v->calls_used; i-- > 0;)
		if (v->calls[i].action.kind == ACT_CALL && v->calls[i].action.call == first && works(&v->calls[i]))
			v->call = i;
}

void app_calls_open(struct app *a, int host)
{
	a->view.side = (uint8_t)host;
	app_calls_list(a);
	app_push(a, OVERLAY_CALLS);
}

/* Makes the selected call, even if it would fail: the student sees its errno. */
void app_calls_choose(struct app *a)
{
	const struct call_item item = a->view.calls[a->view.call];
	struct action action = item.action;
	char line[SEND_TEXT_MAX];
	struct text t = text_over(line, sizeof line);

	app_pop(a);
	if (item.refusal != REFUSED_NOT) {
		app_refuse_action(a, &action, item.refusal);
		return;
	}
	if (!call_asks(&action)) {
		app_act(a, &action);
		return;
	}
	action_write(&t, &action);
	app_line_open(a, OVERLAY_COMMAND, line, false);
}

/* Returns the first letter of a call's name. */
static char initial(const struct call_item *item)
{
	return item->action.kind == ACT_RETRANSMIT ? 'r' : call_name((enum call_id)item->action.call)[0];
}

bool app_calls_key(struct app *a, uint32_t key)
{
	struct view *v = &a->view;

	for (size_t i = 1; key >= 'a' && key <= 'z' && i <= v->calls_used; i++) {
		size_t at = (v->call + i) % v->calls_used;

		if ((uint32_t)initial(&v->calls[at]) != key)
			continue;
		v->call = at;
		app_quiet(a);
		return true;
	}
	return false;
}
