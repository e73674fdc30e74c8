/* The end of a lesson: how its questions and goals went, its last words, and what comes next. */
#include "ui/panel/panels.h"

#include "ui/app/card.h"
#include "ui/draw/box.h"
#include "ui/tell/messages.h"

enum { LINE_MAX_OCTETS = 600 };

/* Lines that are drawn one below the other in r, from line `skip` on. */
struct sheet {
	struct canvas *c;
	struct rect r;
	int y, skip; /* y: of the next line, counting those that are skipped */
};

static void add(void *to, uint8_t look, const char *text)
{
	struct sheet *s = to;
	int lines = canvas_wrap(s->c, (struct rect){ s->r.x, s->r.y, s->r.w, 0 }, look, text);
	int at = s->y - s->skip, above = at < 0 ? -at : 0;
	struct rect r = { s->r.x, s->r.y + at + above, s->r.w, s->r.h - at - above };

	if (above < lines && r.h > 0)
		canvas_wrap_from(s->c, r, look, text, above);
	s->y += lines;
}

/* Draws all but what comes next; returns the lines. */
static int draw_sheet(struct canvas *c, struct rect r, const struct view *v, int skip)
{
	struct sheet s = { .c = c, .r = r, .skip = skip };

	card_tell(v, add, &s);
	return s.y;
}

void panel_card(struct canvas *c, struct rect room, struct rect screen, const struct view *v)
{
	char line[LINE_MAX_OCTETS];
	struct text next = text_over(line, sizeof line);
	struct rect in = { room.x + 1, room.y, room.w - 3, 0 };

	if (v->next)
		text_addf(&next, message(MSG_CARD_NEXT, v->lang), menu_title(v->next, v));
	else
		text_add(&next, message(MSG_CARD_LAST, v->lang));
	int foot = canvas_wrap(c, in, LOOK_KEY, line);
	if (room.h < 2 || room.w < 30 || draw_sheet(c, in, v, 0) + foot + 2 > room.h) {
		in = (struct rect){ screen.x + 1, 0, screen.w - 3, 0 };
		foot = canvas_wrap(c, in, LOOK_KEY, line);
		int h = draw_sheet(c, in, v, 0) + foot + 2;
		if (h > screen.h)
			h = screen.h;
		room = (struct rect){ screen.x, screen.y + screen.h - h, screen.w, h };
	}
	canvas_fill(c, room, ' ', LOOK_PLAIN);
	canvas_tag(c, room, TAG_NONE);
	in = panel_heading(c, room, message(MSG_CARD_TITLE, v->lang), v->ascii);
	in.x++;
	in.w -= 3;
	if (in.h > foot + 1)
		canvas_wrap(c, (struct rect){ in.x, in.y + in.h - foot, in.w, foot }, LOOK_KEY, line);
	else
		foot = 0;
	in.h -= foot;
	int lines = draw_sheet(c, (struct rect){ in.x, in.y, in.w, 0 }, v, 0);
	if (in.h > lines) /* an empty line before what comes next */
		in.h--;
	int skip = panel_scroll(v->scroll, lines, in.h);
	draw_sheet(c, in, v, skip);
	panel_strong_states(c, in);
	panel_more(c, (struct rect){ in.x, in.y, in.w + 1, in.h }, skip, lines, v->ascii);
}
