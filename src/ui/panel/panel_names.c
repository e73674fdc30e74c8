/* The names of the two hosts, above their diagrams: which socket each diagram shows and
 * how many there are, and the calls that wait. */
#include "ui/panel/panels.h"

#include "ui/app/focus.h"
#include "ui/draw/style.h"
#include "ui/tell/messages.h"
#include "ui/tell/ss.h"
#include "ui/tell/story.h"

enum { FORMS = 5, NAME_SIZE = 160 };

static uint8_t look_of(uint8_t host)
{
	return host == HOST_CLIENT ? LOOK_CLIENT : LOOK_SERVER;
}

static void add_glyph(struct text *t, enum glyph g, const struct view *v)
{
	char utf8[8];

	text_add_n(t, utf8, utf8_put(utf8, glyph_of(g, v->ascii)));
}

/* Adds which of the host's sockets its diagram shows, in one of five forms, the longest
 * first: "LISTEN + ESTAB + ▸SYN-RECV", "▸socket 3 + LISTEN + 1 more", "▸socket 3 + 2 more",
 * "▸socket 3", "▸3". Nothing if there is only one. */
static void add_which(struct text *t, const struct view *v, uint8_t host, int form)
{
	const struct slot *all[SLOTS_MAX], *shown = focus_slot(v, host);
	unsigned n = focus_list(session_world(v->player->session), host, all), at = 0;

	if (n < 2)
		return;
	while (at + 1 < n && all[at] != shown)
		at++;
	for (unsigned i = 0; form == 0 && i < n; i++) {
		text_add(t, i > 0 ? " + " : "");
		if (i == at)
			add_glyph(t, GL_POINTER, v);
		text_add(t, ss_state(all[i]));
	}
	if (form == 0)
		return;
	bool listens = form == 1 && at > 0 && slot_state(all[0]) == TCPS_LISTEN;
	unsigned more = n - 1 - (unsigned)listens;

	add_glyph(t, GL_POINTER, v);
	if (form + 1 < FORMS)
		story_socket(t, all[at], v->lang);
	else
		text_addf(t, all[at]->number > 0 ? "%u" : "-", all[at]->number);
	if (listens)
		text_addf(t, " + %s", state_name(TCPS_LISTEN));
	if (form < 3 && more > 0) {
		text_add(t, " + ");
		text_addf(t, message(MSG_SOCKETS_MORE, v->lang), more);
	}
}

/* Adds what waits or is unusual. */
static void add_note(struct text *t, const struct view *v, uint8_t host)
{
	const struct session *s = v->player->session;
	const struct slot *slot = focus_slot(v, host);
	char calls[80];
	struct text waiting = text_over(calls, sizeof calls);

	if (session_world(s)->hosts[host].down != 0)
		text_add(t, message(MSG_HOST_DOWN, v->lang));
	else if (story_waiting(&waiting, s, host))
		text_addf(t, message(MSG_CALL_WAITS, v->lang), calls);
	else if (slot && slot->refs > 1)
		text_addf(t, message(MSG_REFERENCES, v->lang), slot->refs);
}

/* What stands above a diagram. */
struct name {
	char host[64], which[NAME_SIZE], note[112];
	bool list; /* which is a list of states */
	int width;
};

static int width_of(const struct name *n)
{
	int which = (int)text_width(n->which), note = (int)text_width(n->note);

	return (int)text_width(n->host) + (which > 0 ? which + (n->list ? 3 : 1) : 0) + (note > 0 ? note + 3 : 0);
}

/* Fills in the longest name that fits into `room` columns; the note goes first. */
static struct name name_of(const struct view *v, uint8_t host, int room)
{
	struct name n = { 0 };
	const struct slot *slot = focus_slot(v, host);
	struct text name = text_over(n.host, sizeof n.host), note = text_over(n.note, sizeof n.note);

	text_add(&name, host_name(host));
	if (!config_observed(&session_world(v->player->session)->config,
			     host)) /* the title has a capture's addresses */
		text_addf(&name, " 10.0.0.%d", host == HOST_CLIENT ? 1 : 2);
	if (slot && slot->lport != 0)
		text_addf(&name, ":%u", slot->lport);
	add_note(&note, v, host);
	for (int with_note = 1; with_note >= 0; with_note--) {
		if (with_note == 0)
			n.note[0] = '\0';
		for (int form = 0; form < FORMS; form++) {
			struct text which = text_over(n.which, sizeof n.which);

			add_which(&which, v, host, form);
			n.list = form == 0;
			n.width = width_of(&n);
			if (n.width <= room && !which.cut)
				return n;
		}
	}
	n.which[0] = '\0';
	n.width = width_of(&n);
	return n;
}

/* Draws " · text"; returns the columns used. */
static int draw_part(struct canvas *c, int x, int y, int w, uint8_t look, const char *s, const struct view *v)
{
	canvas_put(c, x, y, ' ', LOOK_PLAIN);
	canvas_put(c, x + 1, y, glyph_of(GL_DOT, v->ascii), LOOK_QUIET);
	canvas_put(c, x + 2, y, ' ', LOOK_PLAIN);
	return 3 + canvas_text(c, x + 3, y, w - 3, look, s);
}

void panel_names(struct canvas *c, struct rect r, const struct view *v)
{
	int half = (r.w - 2) / 2;

	canvas_fill(c, r, glyph_of(GL_H, v->ascii), LOOK_QUIET);
	for (uint8_t host = 0; host < HOSTS; host++) {
		struct name n = name_of(v, host, half - 2);
		int x = host == HOST_CLIENT ? r.x + 1 : r.x + r.w - 28, end;

		if (host == HOST_SERVER && x + n.width + 2 > r.x + r.w)
			x = r.x + r.w - n.width - 2;
		if (host == HOST_SERVER && x < r.x + r.w - half)
			x = r.x + r.w - half;
		end = host == HOST_CLIENT ? r.x + half : r.x + r.w;
		canvas_tag(c, (struct rect){ x, r.y, n.width + 2, 1 }, tag_of(TAG_SIDE, host));
		canvas_put(c, x, r.y, v->side == host ? glyph_of(GL_POINTER, v->ascii) : ' ', LOOK_STRONG);
		x++;
		x += canvas_text(c, x, r.y, end - x, look_of(host), n.host);
		if (n.which[0] != '\0' && n.list)
			x += draw_part(c, x, r.y, end - x, LOOK_STRONG, n.which, v);
		else if (n.which[0] != '\0')
			x += canvas_textf(c, x, r.y, end - x, LOOK_STRONG, " %s", n.which);
		if (n.note[0] != '\0')
			x += draw_part(c, x, r.y, end - x, LOOK_WARN, n.note, v);
		if (x < end)
			canvas_put(c, x, r.y, ' ', LOOK_PLAIN);
	}
}

void panel_tabs(struct canvas *c, struct rect r, const struct view *v)
{
	int half = r.w / 2;

	if (r.h < 1)
		return;
	canvas_fill(c, r, glyph_of(GL_H, v->ascii), LOOK_QUIET);
	for (uint8_t host = 0; host < HOSTS; host++) {
		bool chosen = v->side == host;
		int x = r.x + (host == HOST_CLIENT ? 0 : half);
		char which[32];
		struct text t = text_over(which, sizeof which);

		canvas_tag(c, (struct rect){ x, r.y, half, 1 }, tag_of(TAG_SIDE, host));
		canvas_put(c, x, r.y, chosen ? glyph_of(GL_POINTER, v->ascii) : ' ', LOOK_STRONG);
		int used = 1 + canvas_textf(c, x + 1, r.y, half - 1, chosen ? LOOK_SELECTED : look_of(host), "%s %s",
					    host_name(host), state_name(focus_state(v, host)));
		canvas_put(c, x + used, r.y, ' ', LOOK_PLAIN);
		add_which(&t, v, host, FORMS - 1);
		if (t.len > 0 && used + 1 + (int)text_width(which) <= half)
			used += 1 + canvas_text(c, x + used + 1, r.y, half - used - 1, LOOK_STRONG, which);
		if (used < half)
			canvas_put(c, x + used, r.y, ' ', LOOK_PLAIN);
	}
}
