/* The sockets of both hosts. The state names are those of ss, so that students
 * recognize them there. */
#include "ui/panel/panels.h"

#include "ui/tell/messages.h"
#include "ui/draw/box.h"

enum { WIDE_W = 74 };

static const char *ss_state(const struct slot *s)
{
	static const char *const names[TCPS_COUNT] = {
		[TCPS_CLOSED] = "UNCONN",         [TCPS_LISTEN] = "LISTEN",         [TCPS_SYN_SENT] = "SYN-SENT",
		[TCPS_SYN_RECEIVED] = "SYN-RECV", [TCPS_ESTABLISHED] = "ESTAB",     [TCPS_FIN_WAIT_1] = "FIN-WAIT-1",
		[TCPS_FIN_WAIT_2] = "FIN-WAIT-2", [TCPS_CLOSE_WAIT] = "CLOSE-WAIT", [TCPS_CLOSING] = "CLOSING",
		[TCPS_LAST_ACK] = "LAST-ACK",     [TCPS_TIME_WAIT] = "TIME-WAIT",
	};

	return names[slot_state(s)];
}

/* Returns Recv-Q. For a listener, ss counts the connections that wait for accept. */
static uint32_t recv_queue(const struct host *h, const struct slot *s)
{
	uint32_t waiting = 0;

	if (slot_state(s) != TCPS_LISTEN)
		return s->tcb.rcv_len;
	for (uint32_t i = 0; i < h->high && i < SLOTS_MAX; i++)
		if (h->slots[i].used != 0 && h->slots[i].parent == s->number && h->slots[i].ready != 0)
			waiting++;
	return waiting;
}

static void port_text(struct text *t, uint16_t port)
{
	if (port == 0)
		text_add(t, "*");
	else
		text_addf(t, "%u", port);
}

/* Draws a line as ss prints it, with addresses. */
static void draw_wide(struct canvas *c, struct rect line, const struct host *h, uint8_t host, const struct slot *s,
		      uint32_t send)
{
	char local[32], peer[32];
	struct text l = text_over(local, sizeof local), p = text_over(peer, sizeof peer);
	bool bound = s->lport != 0 && s->rport != 0;

	text_add(&l, bound ? (host == HOST_CLIENT ? "10.0.0.1:" : "10.0.0.2:") : "0.0.0.0:");
	text_add(&p, bound ? (host == HOST_CLIENT ? "10.0.0.2:" : "10.0.0.1:") : "0.0.0.0:");
	port_text(&l, s->lport);
	port_text(&p, s->rport);
	int used = canvas_textf(c, line.x, line.y, line.w, host == HOST_CLIENT ? LOOK_CLIENT : LOOK_SERVER, "%-8s",
				host_name(host));
	canvas_textf(c, line.x + used, line.y, line.w - used, LOOK_PLAIN, "%-11s %6u %6u %20s %18s", ss_state(s),
		     recv_queue(h, s), send, local, peer);
}

static void draw_slot(struct canvas *c, struct rect line, const struct host *h, uint8_t host, const struct slot *s)
{
	char local[8], peer[8];
	struct text l = text_over(local, sizeof local), p = text_over(peer, sizeof peer);
	int name_w = line.w >= 36 ? 7 : 2;
	uint32_t send = slot_state(s) == TCPS_LISTEN ? s->backlog : s->tcb.snd_len;

	port_text(&l, s->lport);
	port_text(&p, s->rport);
	if (line.w >= WIDE_W) {
		draw_wide(c, line, h, host, s, send);
		return;
	}
	int used = canvas_textf(c, line.x, line.y, line.w, host == HOST_CLIENT ? LOOK_CLIENT : LOOK_SERVER, "%-*.*s",
				name_w, name_w - 1, host_name(host));
	canvas_textf(c, line.x + used, line.y, line.w - used, LOOK_PLAIN, "%-10s %3u %3u %5s %5s", ss_state(s),
		     recv_queue(h, s), send, local, peer);
}

void panel_sockets(struct canvas *c, struct rect r, const struct view *v)
{
	int y = 1;

	if (r.h < 3 || r.w < 30)
		return;
	const struct world *w = session_world(v->player->session);
	struct rect in = panel_heading(c, r, message(MSG_PANEL_SOCKETS, v->lang), v->ascii);
	in.x++;
	in.w--;
	for (uint8_t host = 0; host < HOSTS; host++) {
		const struct host *h = &w->hosts[host];

		for (uint32_t i = 0; i < h->high && i < SLOTS_MAX; i++) {
			if (h->slots[i].used == 0 || h->slots[i].gone != 0)
				continue;
			if (y < in.h)
				draw_slot(c, (struct rect){ in.x, in.y + y, in.w, 1 }, h, host, &h->slots[i]);
			y++;
		}
	}
	if (y == 1)
		canvas_text(c, in.x, in.y, in.w, LOOK_QUIET, message(MSG_SOCKETS_EMPTY, v->lang));
	else
		canvas_text(c, in.x, in.y, in.w, LOOK_QUIET,
			    in.w >= WIDE_W ? "        State       Recv-Q Send-Q   Local Address:Port  Peer Address:Port"
			    : in.w >= 36   ? "       State     RcvQ SndQ Local  Peer"
					   : "  State     RcvQ SndQ Local  Peer");
	panel_more(c, (struct rect){ r.x, in.y, r.w, in.h }, 0, y, v->ascii);
}
