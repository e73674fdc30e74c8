/* The list of calls of one host, and below it what the selected one would do. */
#include "ui/panel/panels.h"

#include "language/format.h"
#include "ui/app/focus.h"
#include "ui/draw/box.h"
#include "ui/tell/consequence.h"
#include "ui/tell/messages.h"
#include "ui/tell/reason.h"

enum { NAME_W = 14, NARROW_NAME_W = 12, WIDE_W = 40, ROOMY_H = 12 };

static bool works(const struct call_item *item)
{
	return item->refusal == REFUSED_NOT && item->error == ERR_NONE;
}

/* Adds the call's name, marked if its argument is asked for in an input line. */
static void add_name(struct text *t, const struct call_item *item, const struct view *v)
{
	char dots[8];

	dots[utf8_put(dots, glyph_of(GL_ELLIPSIS, v->ascii))] = '\0';
	if (item->action.kind == ACT_RETRANSMIT)
		text_add(t, "retransmit");
	else
		format_call(t, &item->action);
	if (call_asks(&item->action))
		text_add(t, dots);
}

/* Adds the socket on which a call acts, if it is not the one that the diagram shows. */
static void add_socket(struct text *t, const struct call_item *item, const struct view *v)
{
	const struct slot *meant = focus_of_call(v, &item->action);

	if (meant && meant != focus_slot(v, v->side) && meant->number > 0)
		text_addf(t, " (%s.%u)", host_name(v->side), meant->number);
}

static void draw_call(struct canvas *c, struct rect line, const struct call_item *item, bool pointed,
		      const struct view *v)
{
	char name[SEND_TEXT_MAX * 4 + 64], why[200];
	struct text t = text_over(name, sizeof name), w = text_over(why, sizeof why);
	int name_w = line.w >= WIDE_W ? NAME_W : NARROW_NAME_W;
	uint8_t look = pointed ? LOOK_SELECTED : works(item) ? LOOK_PLAIN : LOOK_QUIET;

	add_name(&t, item, v);
	if (works(item))
		add_socket(&t, item, v);
	canvas_put(c, line.x, line.y, pointed ? glyph_of(GL_POINTER, v->ascii) : ' ', LOOK_STRONG);
	int used = 2 + canvas_text(c, line.x + 2, line.y, line.w - 2, look, name);
	used = used + 1 > name_w + 2 ? used + 1 : name_w + 2;
	if (works(item))
		return;
	reason_add(&w, item->refusal, item->error, item->rule, v->lang, line.w - used);
	if ((int)text_width(why) <= line.w - used)
		canvas_text(c, line.x + used, line.y, line.w - used,
			    item->refusal == REFUSED_NOT ? LOOK_WARN : LOOK_QUIET, why);
}

/* Draws what the selected call would do, or in full why it would not work. */
static void draw_foot(struct canvas *c, struct rect r, const struct call_item *item, const struct view *v)
{
	struct consequence would;
	char why[200];
	struct text w = text_over(why, sizeof why);

	if (!works(item)) {
		reason_add(&w, item->refusal, item->error, item->rule, v->lang, r.w * r.h);
		canvas_wrap(c, r, item->refusal == REFUSED_NOT ? LOOK_WARN : LOOK_QUIET, why);
		return;
	}
	consequence_of(&would, session_world(v->player->session), &item->action, v->lang, v->ascii,
		       r.h > 1 ? r.w * r.h - r.w / 4 : r.w);
	canvas_wrap(c, r, LOOK_GOOD, would.words);
	panel_strong_states(c, r);
}

void panel_calls(struct canvas *c, struct rect screen, const struct view *v)
{
	int lines = (v->calls_used > 2 ? (int)v->calls_used : 2) + 3;
	struct rect box = panel_side_box(c, screen, lines, v->side == HOST_CLIENT);
	const struct slot *all[SLOTS_MAX], *shown = focus_slot(v, v->side);
	bool many = focus_list(session_world(v->player->session), v->side, all) > 1;
	char title[80];
	struct text t = text_over(title, sizeof title);

	text_addf(&t, message(MSG_CALLS_TITLE, v->lang), host_word(v->side, v->lang));
	if (many && shown && shown->number > 0)
		text_addf(&t, " (%s.%u)", host_name(v->side), shown->number);
	struct rect in = panel_box(c, box, title, v->ascii);
	if (v->calls_used == 0) {
		canvas_wrap(c, in, LOOK_QUIET, message(MSG_CALLS_NONE, v->lang));
		return;
	}
	int foot = in.h >= ROOMY_H ? 2 : in.h > 2 ? 1 : 0;
	struct rect below = { in.x, in.y + in.h - foot, in.w, foot };
	in.h -= foot;
	if (foot == 2) {
		in.h--;
		canvas_fill(c, (struct rect){ in.x, in.y + in.h, in.w, 1 }, glyph_of(GL_H, v->ascii), LOOK_QUIET);
	}
	size_t first = v->call >= (size_t)in.h ? v->call - (size_t)in.h + 1 : 0;
	for (size_t i = first; i < v->calls_used && (int)(i - first) < in.h; i++) {
		struct rect line = { in.x, in.y + (int)(i - first), in.w, 1 };

		draw_call(c, line, &v->calls[i], i == v->call, v);
		canvas_tag(c, line, tag_of(TAG_ITEM, (unsigned)i));
	}
	panel_more(c, in, (int)first, (int)v->calls_used, v->ascii);
	if (foot > 0)
		draw_foot(c, below, &v->calls[v->call], v);
}
