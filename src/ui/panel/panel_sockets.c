/* The sockets of both hosts as `ss -tano` prints them, and below those that ss does not
 * list. A pointer marks the socket that each diagram shows. */
#include "ui/panel/panels.h"

#include "ui/app/focus.h"
#include "ui/draw/box.h"
#include "ui/tell/messages.h"
#include "ui/tell/ss.h"

enum { WIDE_W = 56, NAMED_W = 36, NAME_W = 7, LETTER_W = 2 };

/* The table, a line after the other: those before `skip` are scrolled past. */
struct table {
	struct canvas *c;
	const struct view *v;
	struct rect r;
	int line, skip, name_w;
	bool wide; /* with addresses */
};

/* Returns the place of the next line; h is 0 if it is not visible. */
static struct rect next_line(struct table *t)
{
	int y = t->line++ - t->skip;

	return (struct rect){ t->r.x, t->r.y + y, t->r.w, y >= 0 && y < t->r.h };
}

/* The hosts of a capture have the addresses of its title. */
static const char *address(const struct table *t, bool connected, uint8_t host)
{
	if (!connected)
		return "0.0.0.0";
	if (config_observed(&session_world(t->v->player->session)->config, host))
		return host_name(host);
	return host == HOST_CLIENT ? "10.0.0.1" : "10.0.0.2";
}

static void add_end(struct text *t, const struct table *table, bool connected, uint8_t host, uint16_t port)
{
	if (table->wide)
		text_addf(t, "%s:", address(table, connected, host));
	if (port == 0)
		text_add(t, "*");
	else
		text_addf(t, "%u", port);
}

/* Draws the pointer and the host's name; returns the columns used. */
static int draw_host(struct table *t, struct rect line, uint8_t host, const struct slot *s)
{
	const struct host *h = &session_world(t->v->player->session)->hosts[host];
	bool shown = focus_slot(t->v, host) == s;

	canvas_tag(t->c, line, tag_of(TAG_SOCKET, host * 64u + (unsigned)(s - h->slots)));
	canvas_put(t->c, line.x - 1, line.y, shown ? glyph_of(GL_POINTER, t->v->ascii) : ' ', LOOK_STRONG);
	return canvas_textf(t->c, line.x, line.y, line.w, host == HOST_CLIENT ? LOOK_CLIENT : LOOK_SERVER, "%-*.*s",
			    t->name_w, t->name_w - 1, host_name(host));
}

/* Draws a socket as ss prints it; its timer in a line of its own if there is no room. */
static void draw_listed(struct table *t, uint8_t host, const struct slot *s)
{
	const struct world *w = session_world(t->v->player->session);
	bool connected = s->rport != 0;
	char local[32], peer[32], timer[64];
	struct text l = text_over(local, sizeof local), p = text_over(peer, sizeof peer);
	struct text tm = text_over(timer, sizeof timer);
	struct rect line = next_line(t);
	int x = line.x;

	add_end(&l, t, connected, host, s->lport);
	add_end(&p, t, connected, host_other(host), s->rport);
	if (line.h > 0) {
		x += draw_host(t, line, host, s);
		x += canvas_textf(t->c, x, line.y, line.x + line.w - x, LOOK_PLAIN,
				  t->wide ? "%-10s %6u %6u %14s %14s" : "%-10s %3u %3u %5s %5s", ss_state(s),
				  ss_recv_q(&w->hosts[host], s), ss_send_q(s), local, peer);
	}
	if (!ss_timer(&tm, w, s))
		return;
	if (!t->wide || t->name_w + 54 + (int)tm.len > t->r.w) {
		line = next_line(t);
		x = line.x + t->name_w - 1;
	}
	if (line.h > 0)
		canvas_text(t->c, x + 1, line.y, line.x + line.w - x - 1, LOOK_TIMER, timer);
}

/* Draws a socket that ss does not list, and why. */
static void draw_unlisted(struct table *t, uint8_t host, const struct slot *s)
{
	char what[96];
	struct text w = text_over(what, sizeof what);
	struct rect line = next_line(t);

	if (line.h < 1)
		return;
	if (s->number > 0)
		text_addf(&w, message(MSG_SS_SOCKET, t->v->lang), s->number);
	if (s->lport)
		text_addf(&w, ":%u ", s->lport);
	text_add(&w, message(s->conn && s->refs ? MSG_SS_CLOSED
			     : s->conn          ? MSG_SS_GONE
			     : s->bound         ? MSG_SS_BOUND
						: MSG_SS_FRESH,
			     t->v->lang));
	int used = draw_host(t, line, host, s);
	canvas_text(t->c, line.x + used, line.y, line.w - used, LOOK_QUIET, what);
}

/* Draws the sockets that ss lists, or the others; returns how many there are. */
static unsigned draw_all(struct table *t, bool listed)
{
	unsigned drawn = 0;

	for (uint8_t host = 0; host < HOSTS; host++) {
		const struct slot *all[SLOTS_MAX];
		unsigned n = focus_list(session_world(t->v->player->session), host, all);

		for (unsigned i = 0; i < n; i++) {
			if (ss_lists(all[i]) != listed)
				continue;
			if (!listed && drawn == 0) {
				struct rect line = next_line(t);

				if (line.h > 0)
					canvas_text(t->c, line.x, line.y, line.w, LOOK_TITLE,
						    message(MSG_SS_NOT_LISTED, t->v->lang));
			}
			drawn++;
			(listed ? draw_listed : draw_unlisted)(t, host, all[i]);
		}
	}
	return drawn;
}

void panel_sockets(struct canvas *c, struct rect r, const struct view *v)
{
	if (r.h < 3 || r.w < 30)
		return;
	struct rect in = panel_heading(c, r, message(MSG_PANEL_SOCKETS, v->lang), v->ascii);
	struct table t = { .c = c, .v = v, .r = { in.x + 1, in.y + 1, in.w - 1, in.h - 1 } };

	t.wide = t.r.w >= WIDE_W + LETTER_W;
	t.name_w = t.r.w >= (t.wide ? WIDE_W + 24 : NAMED_W) ? NAME_W : LETTER_W;
	t.skip = 1 << 20; /* nothing is drawn: only counts the lines */
	unsigned sockets = draw_all(&t, true) + draw_all(&t, false);
	int lines = t.line;
	t.line = 0;
	t.skip = v->overlay == OVERLAY_NUMBERS ? panel_scroll(v->scroll, lines, t.r.h) : 0;
	if (sockets == 0) {
		canvas_text(c, in.x + 1, in.y, in.w - 1, LOOK_QUIET, message(MSG_SOCKETS_EMPTY, v->lang));
		return;
	}
	canvas_textf(c, t.r.x, in.y, t.r.w, LOOK_QUIET, "%*s%s", t.name_w, "",
		     t.wide ? "State      Recv-Q Send-Q     Local:Port      Peer:Port"
			    : "State      RcQ SnQ Local  Peer");
	draw_all(&t, true);
	draw_all(&t, false);
	panel_more(c, (struct rect){ r.x, t.r.y, r.w, t.r.h }, t.skip, lines, v->ascii);
}

void panel_tables(struct canvas *c, struct rect screen, const struct view *v)
{
	enum { W = 84, TCB_H = 10, SOCKETS_H = 14 };
	int w = screen.w < W ? screen.w : W, h = screen.h < TCB_H + SOCKETS_H + 2 ? screen.h : TCB_H + SOCKETS_H + 2;
	struct rect box = { screen.x + (screen.w - w) / 2, screen.y, w, h };
	struct rect in = panel_box(c, box, message(MSG_NUMBERS_TITLE, v->lang), v->ascii);
	int tcb_h = in.h < TCB_H + 3 ? in.h : TCB_H;

	panel_tcb(c, (struct rect){ in.x, in.y, in.w, tcb_h }, v);
	if (in.h > tcb_h)
		panel_sockets(c, (struct rect){ in.x, in.y + tcb_h, in.w, in.h - tcb_h }, v);
}
