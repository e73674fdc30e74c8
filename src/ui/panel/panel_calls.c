/* The menu of calls of one host. */
#include "ui/panel/panels.h"

#include "language/format.h"
#include "ui/tell/messages.h"
#include "ui/draw/box.h"

enum { NAME_W = 14 };

/* Adds why the call is refused, or the error that it would return. */
static void why_not(struct text *t, const struct call_item *item, enum lang lang)
{
	if (item->refusal != REFUSED_NOT)
		text_add(t, refusal_text(item->refusal, lang));
	else if (item->error != ERR_NONE)
		text_addf(t, message(MSG_CALLS_WILL_FAIL, lang), error_name(item->error));
}

static void draw_call(struct canvas *c, struct rect line, const struct call_item *item, bool pointed,
		      const struct view *v)
{
	char name[SEND_TEXT_MAX * 4 + 64];
	struct text t = text_over(name, sizeof name);
	char why[160];
	struct text w = text_over(why, sizeof why);

	format_call(&t, &item->action);
	bool may = item->refusal == REFUSED_NOT, fails = may && item->error != ERR_NONE;
	uint8_t look = pointed ? LOOK_SELECTED : may && !fails ? LOOK_PLAIN : LOOK_QUIET;
	canvas_put(c, line.x, line.y, pointed ? glyph_of(GL_POINTER, v->ascii) : ' ', LOOK_STRONG);
	int used = 2 + canvas_text(c, line.x + 2, line.y, line.w - 2, look, name);
	used = used + 1 > NAME_W + 2 ? used + 1 : NAME_W + 2;
	why_not(&w, item, v->lang);
	if (w.len > 0 && (int)text_width(why) > line.w - used && fails) {
		text_clear(&w);
		text_add(&w, error_name(item->error));
	}
	if (w.len > 0 && (int)text_width(why) <= line.w - used)
		canvas_text(c, line.x + used, line.y, line.w - used, fails ? LOOK_WARN : LOOK_QUIET, why);
}

void panel_calls(struct canvas *c, struct rect screen, const struct view *v)
{
	int lines = v->calls_used > 2 ? (int)v->calls_used : 2;
	struct rect box = panel_side_box(c, screen, lines, v->side == HOST_CLIENT);
	char title[64];
	struct text t = text_over(title, sizeof title);

	text_addf(&t, message(MSG_CALLS_TITLE, v->lang), host_name(v->side));
	struct rect in = panel_box(c, box, title, v->ascii);
	if (v->calls_used == 0) {
		canvas_wrap(c, in, LOOK_QUIET, message(MSG_CALLS_NONE, v->lang));
		return;
	}
	size_t first = v->call >= (size_t)in.h ? v->call - (size_t)in.h + 1 : 0;
	for (size_t i = first; i < v->calls_used && (int)(i - first) < in.h; i++) {
		struct rect line = { in.x, in.y + (int)(i - first), in.w, 1 };

		draw_call(c, line, &v->calls[i], i == v->call, v);
		canvas_tag(c, line, tag_of(TAG_ITEM, (unsigned)i));
	}
	panel_more(c, in, (int)first, (int)v->calls_used, v->ascii);
}
