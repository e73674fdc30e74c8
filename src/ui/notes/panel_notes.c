/* Draws the instructor's screen. Called by notes. */
#include "ui/notes/panel_notes.h"

#include "ui/app/commands.h"
#include "ui/tell/messages.h"
#include "ui/draw/box.h"

/* Where to draw the lines; r.h 0: they are only measured. */
struct body {
	struct canvas *c;
	struct rect r;
	int y; /* row of the next text, counting those scrolled away */
	int skip;
};

static void draw_line(void *to, uint8_t look, int indent, const char *text)
{
	struct body *b = to;

	if (look == LOOK_TITLE && b->y > 0)
		b->y++;
	struct rect r = { b->r.x + indent, b->r.y, b->r.w - indent, 0 };
	int lines = canvas_wrap(b->c, r, look, text), y = b->y - b->skip, hidden = y < 0 ? -y : 0;
	r.y += y + hidden;
	r.h = b->r.h - y - hidden;
	if (r.h > 0 && hidden < lines)
		canvas_wrap_from(b->c, r, look, text, hidden);
	b->y += lines;
}

static void draw_right(struct canvas *c, int y, int taken, uint8_t look, const char *s)
{
	int w = (int)text_width(s);

	if (taken + 2 + w + 1 <= c->w)
		canvas_text(c, c->w - w - 1, y, w, look, s);
}

/* Draws the title, whether the class has ended, the place and the time. */
static void draw_head(struct canvas *c, const struct notes *n)
{
	char line[128], span[32];
	struct text t = text_over(line, sizeof line), s = text_over(span, sizeof span);
	const char *title = n->lesson ? script_title(n->lesson, n->lang) : message(MSG_NOTES_TITLE, n->lang);
	int used = canvas_text(c, 1, 0, c->w - 2, LOOK_TITLE, title);

	if (n->state != CLASS_LIVE)
		draw_right(c, 0, used, n->state == CLASS_WAITS ? LOOK_WARN : LOOK_QUIET,
			   message(n->state == CLASS_WAITS ? MSG_CLASS_WAITS : MSG_CLASS_OVER, n->lang));
	text_addf(&t, message(n->room.behind > 0 ? MSG_CLASS_ROOM_BEHIND : MSG_CLASS_ROOM, n->lang), n->room.connected,
		  n->room.behind);
	if (n->state == CLASS_LIVE && n->served)
		draw_right(c, 0, used, LOOK_GOOD, line);
	text_clear(&t);
	if (c->h < 4)
		return;
	if (n->lesson)
		notes_where(&t, n);
	used = canvas_text(c, 1, 1, c->w - 2, n->place.detour > 0 ? LOOK_WARN : LOOK_STRONG, line);
	text_clear(&t);
	notes_span(&s, n->step_s);
	text_addf(&t, message(MSG_NOTES_HERE, n->lang), span);
	text_clear(&s);
	notes_span(&s, n->all_s);
	text_addf(&t, "  %s", span);
	draw_right(c, 1, used, LOOK_PLAIN, line);
}

static void draw_keys(struct canvas *c, const struct notes *n, bool scrolls)
{
	static const enum command_id shown[] = { CMD_DOWN, CMD_LANGUAGE, CMD_LEAVE };
	int x = 1, y = c->h - 1;

	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		for (size_t k = 0; k < commands_count; k++) {
			char key[32];
			struct text t = text_over(key, sizeof key);

			if (commands[k].id != shown[i] || (shown[i] == CMD_DOWN && !scrolls))
				continue;
			command_keys(&t, &commands[k], n->ascii, true);
			x += canvas_text(c, x, y, c->w - x, LOOK_KEY, key) + 1;
			x += canvas_text(c, x, y, c->w - x, LOOK_BAR, commands[k].label[n->lang]) + 2;
		}
}

void panel_notes(struct canvas *c, const struct notes *n)
{
	canvas_clear(c);
	draw_head(c, n);
	int top = c->h < 4 ? 1 : c->h < 8 ? 2 : 3, foot = c->h < 6 ? 0 : 1;
	if (top == 3)
		canvas_fill(c, (struct rect){ 0, 2, c->w, 1 }, glyph_of(GL_H, n->ascii), LOOK_QUIET);
	struct rect r = { 1, top, c->w - 2, c->h - top - foot };
	if (r.w < 1 || r.h < 1)
		return;
	struct body measure = { .c = c, .r = { r.x, r.y, r.w, 0 } };
	notes_tell(n, draw_line, &measure);
	struct body body = { .c = c, .r = r, .skip = panel_scroll(n->scroll, measure.y, r.h) };
	notes_tell(n, draw_line, &body);
	panel_strong_states(c, r);
	panel_more(c, (struct rect){ 0, r.y, c->w, r.h }, body.skip, measure.y, n->ascii);
	if (foot > 0)
		draw_keys(c, n, measure.y > r.h);
}
