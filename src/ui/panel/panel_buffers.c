/* The buffers of one host. A buffer is drawn as a tank, one cell an octet; if it does
 * not fit its width, it is drawn to scale and starts with the content. */
#include "ui/panel/panels.h"

#include <string.h>

#include "ui/app/focus.h"
#include "ui/tell/messages.h"

#define SIZE_UNKNOWN UINT32_MAX /* of the buffers of an observed host */

/* One buffer, ready to be drawn. */
struct tank {
	const char *label, *valve;
	const struct octets *octets;
	uint32_t held, size;
	uint32_t sent; /* of a send buffer: the first octets, which were sent and are not acknowledged */
	bool fin;      /* a FIN follows the last octet */
	uint8_t valve_look;
};

/* Returns the tank of a host without a connection. */
static struct tank no_tank(const char *label, const struct view *v, uint32_t size)
{
	static const struct octets none;

	return (struct tank){ .label = label,
			      .octets = &none,
			      .size = size,
			      .valve = message(MSG_VALVE_NONE, v->lang),
			      .valve_look = LOOK_QUIET };
}

static struct tank send_tank(const struct slot *s, const struct view *v, uint32_t size)
{
	struct tank k = no_tank(message(MSG_BUF_SEND, v->lang), v, size);

	if (!s || s->conn == 0)
		return k;
	k.octets = &s->tcb.snd;
	k.held = s->tcb.snd_len;
	k.sent = tcb_sent_octets(&s->tcb);
	k.fin = s->tcb.fin_wanted != 0 && s->tcb.fin_acked == 0 && slot_state(s) != TCPS_CLOSED;
	if (slot_state(s) == TCPS_CLOSED)
		return k;
	bool open = tcb_can_send(&s->tcb);
	bool full = open && k.held >= size;
	k.valve = message(full ? MSG_VALVE_FULL : open ? MSG_VALVE_OPEN : MSG_VALVE_SHUT, v->lang);
	k.valve_look = full ? LOOK_WARN : open ? LOOK_GOOD : LOOK_STRONG;
	return k;
}

static struct tank recv_tank(const struct slot *s, const struct view *v, uint32_t size)
{
	struct tank k = no_tank(message(MSG_BUF_RECV, v->lang), v, size);

	if (!s || s->conn == 0)
		return k;
	k.octets = &s->tcb.rcv;
	k.held = s->tcb.rcv_len;
	k.fin = s->tcb.peer_fin_done != 0;
	if (slot_state(s) == TCPS_CLOSED && k.held == 0 && !k.fin)
		return k;
	bool shut = s->tcb.shut_rd != 0, full = !k.fin && k.held >= size;
	bool gone = s->tcb.closed != 0; /* nobody can read any more */
	k.valve = message(shut    ? MSG_VALVE_SHUT
			  : k.fin ? MSG_VALVE_ENDS
			  : gone  ? MSG_VALVE_SHUT
			  : full  ? MSG_VALVE_FULL
				  : MSG_VALVE_OPEN,
			  v->lang);
	k.valve_look = full ? LOOK_WARN : shut || gone || k.fin ? LOOK_STRONG : LOOK_GOOD;
	return k;
}

/* Returns the character for octet i, or a mark if its content is not kept. */
static uint32_t octet_cell(const struct tank *k, uint32_t i, bool ascii)
{
	if (i >= KEPT_MAX || (k->octets->known >> i & 1) == 0)
		return glyph_of(GL_OCTET, ascii);
	unsigned char ch = (unsigned char)k->octets->text[i];
	return ch >= ' ' && ch < 0x7F ? ch : glyph_of(GL_OCTET, ascii);
}

static void draw_cells(struct canvas *c, int x, int y, int w, const struct tank *k, bool ascii)
{
	uint32_t cells = k->size < (uint32_t)w ? k->size : (uint32_t)w;
	uint32_t filled = k->held;

	if (k->size > (uint32_t)w && k->held > 0) {
		filled = (uint32_t)((uint64_t)k->held * (uint32_t)w / k->size);
		/* show all of the content while it fits, even if that is not to scale */
		uint32_t shown = k->held < (uint32_t)w * 3 / 4 ? k->held : (uint32_t)w * 3 / 4;
		filled = filled < shown ? shown : filled;
	}
	for (uint32_t i = 0; i < cells; i++) {
		if (i < filled && i < k->held)
			canvas_put(c, x + (int)i, y, octet_cell(k, i, ascii), i < k->sent ? LOOK_SEGMENT : LOOK_DATA);
		else
			canvas_put(c, x + (int)i, y, glyph_of(GL_DOT, ascii), LOOK_QUIET);
	}
	uint32_t fin = filled < (uint32_t)w ? filled : (uint32_t)w - 1;
	if (k->fin)
		canvas_put(c, x + (int)fin, y, glyph_of(GL_FIN_MARK, ascii), LOOK_STRONG);
}

static void draw_tank(struct canvas *c, struct rect r, const struct tank *k, bool ascii)
{
	char count[32];
	struct text t = text_over(count, sizeof count);
	int x = r.x + 1;

	if (k->size == SIZE_UNKNOWN)
		text_addf(&t, "%u", k->held);
	else
		text_addf(&t, "%u/%u", k->held, k->size);
	int valve_w = 6, count_w = (int)t.len > 6 ? (int)t.len : 6;
	if (r.w < 30)
		count_w = 0;
	x += canvas_text(c, x, r.y, r.w - 1, LOOK_QUIET, k->label) + 1;
	int tank_w = r.w - (x - r.x) - 2 - (count_w > 0 ? count_w + 1 : 0) - valve_w - 1;
	if (tank_w < 3)
		return;
	canvas_put(c, x, r.y, glyph_of(GL_V, ascii), LOOK_PLAIN);
	draw_cells(c, x + 1, r.y, tank_w, k, ascii);
	canvas_put(c, x + 1 + tank_w, r.y, glyph_of(GL_V, ascii), LOOK_PLAIN);
	x += tank_w + 2;
	canvas_text(c, x + 1, r.y, valve_w, k->valve_look, k->valve);
	if (count_w > 0)
		canvas_text(c, r.x + r.w - (int)t.len, r.y, count_w, k->held > 0 ? LOOK_PLAIN : LOOK_QUIET, count);
}

void panel_buffers(struct canvas *c, struct rect r, const struct view *v, uint8_t host)
{
	const struct session *s = v->player->session;
	const struct slot *slot = focus_slot(v, host);
	const struct config *config = &session_world(s)->config;
	uint32_t size = config_observed(config, host) ? SIZE_UNKNOWN : config->buffer[host];
	struct tank send = send_tank(slot, v, size), recv = recv_tank(slot, v, size);
	struct rect line = { r.x, r.y, r.w, 1 };

	if (r.h >= 1)
		draw_tank(c, line, &send, v->ascii);
	line.y++;
	if (r.h >= 2)
		draw_tank(c, line, &recv, v->ascii);
}

bool panel_buffers_hold(const struct view *v, uint8_t host)
{
	const struct slot *slot = focus_slot(v, host);
	struct tank send = send_tank(slot, v, 0), recv = recv_tank(slot, v, 0);

	return send.held > 0 || send.fin || recv.held > 0 || recv.fin;
}
