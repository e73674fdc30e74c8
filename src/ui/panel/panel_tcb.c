/* The variables of both TCBs. */
#include "ui/panel/panels.h"

#include "ui/app/focus.h"

#include "language/format.h"
#include "ui/tell/messages.h"
#include "ui/draw/box.h"

enum variable { V_SND_UNA, V_SND_NXT, V_SND_WND, V_RCV_NXT, V_RCV_WND, V_ISS, V_IRS, V_RTO, V_RESENT, V_COUNT };

static const char *const names[V_COUNT] = {
	"SND.UNA", "SND.NXT", "SND.WND", "RCV.NXT", "RCV.WND", "ISS", "IRS", "RTO",
};

enum { NAME_W = 9 };

static uint64_t value_of(const struct tcb *t, enum variable v)
{
	switch (v) {
	case V_SND_UNA:
		return t->snd_una;
	case V_SND_NXT:
		return t->snd_nxt;
	case V_SND_WND:
		return t->snd_wnd;
	case V_RCV_NXT:
		return t->rcv_nxt;
	case V_RCV_WND:
		return t->rcv_wnd;
	case V_ISS:
		return t->iss;
	case V_IRS:
		return t->irs;
	case V_RTO:
		return t->rto_ms;
	case V_RESENT:
		return t->rtx_count;
	case V_COUNT:
		break;
	}
	return 0;
}

static void value_text(struct text *t, enum variable v, uint64_t value)
{
	if (v == V_RTO)
		format_span(t, value);
	else
		text_addf(t, "%llu", (unsigned long long)value);
}

/* Draws a value; one that the last step changed is marked: "▸107 ←106". */
static void draw_value(struct canvas *c, int x, int y, int w, enum variable var, const struct slot *now,
		       const struct slot *before, bool ascii)
{
	char text[48];
	struct text t = text_over(text, sizeof text);
	uint64_t value = value_of(&now->tcb, var);

	value_text(&t, var, value);
	uint64_t old = before ? value_of(&before->tcb, var) : value;
	if (old == value) {
		canvas_text(c, x + 1, y, w - 1, LOOK_PLAIN, text);
		return;
	}
	canvas_put(c, x, y, glyph_of(GL_POINTER, ascii), LOOK_EDGE);
	int used = 1 + canvas_text(c, x + 1, y, w - 1, LOOK_EDGE, text);
	text_clear(&t);
	text_add(&t, ascii ? "was " : "← ");
	value_text(&t, var, old);
	if (used + 1 + (int)text_width(text) < w)
		canvas_text(c, x + used + 1, y, w, LOOK_QUIET, text);
}

void panel_tcb(struct canvas *c, struct rect r, const struct view *v)
{
	bool any = false;

	if (r.h < 2 || r.w < 30)
		return;
	const struct session *s = v->player->session;
	struct rect in = panel_heading(c, r, message(MSG_PANEL_TCB, v->lang), v->ascii);
	int half = (in.w - 1 - NAME_W) / HOSTS;
	for (uint8_t host = 0; host < HOSTS; host++) {
		const struct slot *now = focus_slot(v, host), *before;

		if (!now || now->conn == 0)
			continue;
		before = focus_same(session_before(s), host, now);
		any = true;
		int x = in.x + 1 + NAME_W + half * host;
		canvas_textf(c, x, r.y, half, host == HOST_CLIENT ? LOOK_CLIENT : LOOK_SERVER, " %s ", host_name(host));
		for (int var = 0; var < V_COUNT && var < in.h; var++)
			draw_value(c, x, in.y + var, half, (enum variable)var, now, before, v->ascii);
	}
	for (int var = 0; any && var < V_COUNT && var < in.h; var++)
		canvas_text(c, in.x + 1, in.y + var, NAME_W, LOOK_QUIET,
			    var == V_RESENT ? message(MSG_TCB_RESENT, v->lang) : names[var]);
	if (!any)
		canvas_text(c, in.x + 1, in.y, in.w - 2, LOOK_QUIET, message(MSG_TCB_EMPTY, v->lang));
}
