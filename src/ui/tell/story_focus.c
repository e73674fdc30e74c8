/* Tells that the connection in focus has changed, because the diagram then shows another
 * socket. Called by story. */
#include "ui/tell/story.h"

#include "engine/states.h"
#include "language/format.h"
#include "ui/tell/messages.h"

static bool same(const struct slot *a, const struct slot *b)
{
	return (a->number && a->number == b->number) || (a->conn && a->conn == b->conn);
}

/* Returns the newest connection of a host beside s that is not CLOSED, or NULL. */
static const struct slot *other_live(const struct host *h, const struct slot *s)
{
	const struct slot *best = NULL;

	for (uint32_t i = 0; i < h->high; i++) {
		const struct slot *o = &h->slots[i];

		if (o->used && !o->gone && o->conn && o->conn != s->conn && slot_state(o) != TCPS_CLOSED &&
		    (!best || o->conn > best->conn))
			best = o;
	}
	return best;
}

void story_focus(struct text *t, const struct session *s, enum lang lang)
{
	for (uint8_t host = 0; host < HOSTS; host++) {
		const struct world *w = session_world(s);
		const struct slot *before = world_focus(session_before(s), host), *now = world_focus(w, host), *other;
		enum message id;

		if (!before || !now || same(before, now))
			continue;
		other = other_live(&w->hosts[host], now);
		if (!other)
			continue;
		id = now->conn == 0                       ? MSG_ST_FOCUS_BACK
		     : now->conn == 2 && other->conn == 1 ? MSG_ST_FOCUS_SECOND
							  : MSG_ST_FOCUS_ANOTHER;
		text_add(t, t->len > 0 ? " " : "");
		text_addf(t, message(id, lang), host_word(host, lang), state_name(slot_state(other)));
	}
}
