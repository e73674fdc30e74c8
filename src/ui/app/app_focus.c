/* Puts another socket of a host into its diagram, by a key or a click. Called by app and
 * app_mouse. */
#include "language/format.h"
#include "ui/app/app_core.h"
#include "ui/app/focus.h"
#include "ui/tell/story.h"

static const struct world *world(const struct app *a)
{
	return session_world(a->player.session);
}

static void put(struct app *a, uint8_t host, const struct slot *s)
{
	const struct slot *meant = world_focus(world(a), host);
	struct pin *p = &a->view.pins[host];

	*p = (struct pin){ 0 };
	if (s != meant)
		*p = (struct pin){ s->conn, s->number, meant->conn, meant->number };
	a->view.pointed[host] = (uint8_t)slot_state(s);
}

void app_focus_on(struct app *a, uint8_t host, const struct slot *s)
{
	const struct slot *all[SLOTS_MAX];
	const struct slot *peer = focus_peer(world(a), host, s);
	unsigned n = focus_list(world(a), host, all);
	bool both = peer && peer != focus_slot(&a->view, host_other(host));
	char which[48];
	struct text t = text_over(which, sizeof which);

	put(a, host, s);
	if (both)
		put(a, host_other(host), peer);
	a->view.side = host;
	story_socket(&t, s, a->view.lang);
	app_say(a, false, both ? MSG_APP_FOCUS_BOTH : MSG_APP_FOCUS, host_word(host, a->view.lang), which, n,
		host_word(host_other(host), a->view.lang));
}

void app_focus_next(struct app *a)
{
	const struct slot *all[SLOTS_MAX];
	uint8_t host = a->view.side;
	unsigned n = focus_list(world(a), host, all), at = 0;

	if (n < 2 && a->view.overlay != OVERLAY_CALLS) { /* the host that has others */
		host = host_other(host);
		n = focus_list(world(a), host, all);
	}
	if (n < 2) {
		app_say(a, false, MSG_APP_ONE_SOCKET);
		return;
	}
	while (at < n && all[at] != focus_slot(&a->view, host))
		at++;
	app_focus_on(a, host, all[(at + 1) % n]);
	if (a->view.overlay == OVERLAY_CALLS)
		app_calls_list(a);
}
