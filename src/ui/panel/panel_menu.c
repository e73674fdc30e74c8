/* The menu of lessons. */
#include "ui/panel/panels.h"

#include <string.h>

#include "lesson/run.h"
#include "ui/tell/messages.h"
#include "ui/draw/box.h"
#include "ui/panel/panel_diagram.h"

static bool title_fits(const struct menu_item *item, const struct view *v, int w)
{
	return !item->name || (int)text_width(menu_title(item, v)) <= w;
}

static void draw_item(struct canvas *c, struct rect line, const struct view *v, size_t i)
{
	const struct menu_item *item = &v->items[i];
	bool pointed = i == v->item;
	uint8_t look = pointed ? LOOK_SELECTED : item->problem[v->lang] ? LOOK_WARN : LOOK_PLAIN;

	canvas_put(c, line.x, line.y, pointed ? glyph_of(GL_POINTER, v->ascii) : ' ', LOOK_STRONG);
	canvas_put(c, line.x + 2, line.y, glyph_of(item->done ? GL_CHECK : GL_DOT, v->ascii),
		   item->done ? LOOK_GOOD : LOOK_QUIET);
	canvas_tag(c, line, tag_of(TAG_ITEM, (unsigned)i));
	const char *title = menu_title(item, v);
	if (!title_fits(item, v, line.w - 4))
		title = item->name; /* the whole title is shown below the list */
	int used = 4 + canvas_text(c, line.x + 4, line.y, line.w - 4, look, title);
	if (line.w - used > 20 && item->script && item->name) {
		int w = (int)text_width(item->name);

		if (used + w + 3 <= line.w)
			canvas_text(c, line.x + line.w - w, line.y, w, LOOK_QUIET, item->name);
	}
}

/* Draws what the selected entry is about: the first words of the lesson, which
 * lessons come before it, and its progress; or why it cannot be opened. */
static void draw_about(struct canvas *c, struct rect r, const struct view *v)
{
	const struct menu_item *item = &v->items[v->item];
	struct flow f = { .r = r };

	if (!title_fits(item, v, r.w - 2)) {
		canvas_flow(c, &f, LOOK_STRONG, menu_title(item, v));
		canvas_flow(c, &f, LOOK_PLAIN, "\n\n");
	}
	if (item->problem[v->lang])
		canvas_flow(c, &f, LOOK_WARN, item->problem[v->lang]);
	if (item->kind != ITEM_LESSON)
		canvas_flow(c, &f, LOOK_PLAIN,
			    message(item->kind == ITEM_QUIZ ? MSG_MENU_QUIZ_ABOUT : MSG_MENU_SANDBOX_ABOUT, v->lang));
	for (size_t i = 0; item->script && i < item->script->used; i++) {
		const struct statement *st = &item->script->statements[i];
		const struct block *b = st->kind == ST_SAY ? statement_block(st, v->lang) : NULL;

		if (!b || !b->text)
			continue;
		canvas_flow(c, &f, LOOK_PLAIN, b->text);
		break;
	}
	if (item->script && item->script->after_used > 0) {
		char list[160], line[224];
		struct text names = text_over(list, sizeof list), t = text_over(line, sizeof line);

		for (size_t i = 0; i < item->script->after_used; i++)
			text_addf(&names, "%s%s", i > 0 ? ", " : "", item->script->after[i]);
		text_addf(&t, message(MSG_MENU_AFTER, v->lang), list);
		canvas_flow(c, &f, LOOK_PLAIN, "\n\n");
		canvas_flow(c, &f, LOOK_QUIET, line);
	}
	if (item->script && item->asked + item->goals > 0 && (item->done || item->right + item->solved > 0)) {
		char line[96];
		struct text t = text_over(line, sizeof line);

		text_addf(&t, message(MSG_MENU_PROGRESS, v->lang), item->right, item->asked, item->solved, item->goals);
		if (item->script->after_used == 0)
			canvas_flow(c, &f, LOOK_PLAIN, "\n\n");
		else
			canvas_flow(c, &f, LOOK_QUIET, " ");
		f.gap = true;
		canvas_flow(c, &f, item->done ? LOOK_GOOD : LOOK_QUIET, line);
	}
	panel_strong_states(c, r);
}

/* Collects the states and arrows that a run of the lesson visits. */
static void note_row(void *to, unsigned step, const struct row *row)
{
	struct diagram *d = to;

	(void)step;
	for (size_t i = 0; i < row->changes_used; i++) {
		const struct change *ch = &row->changes[i];

		d->visited |= (uint16_t)(1u << ch->from | 1u << ch->to);
		for (size_t e = 0; e < state_edges_count && e < 64; e++)
			if (state_edges[e].from == (enum tcp_state)ch->from &&
			    state_edges[e].to == (enum tcp_state)ch->to)
				d->walked |= UINT64_C(1) << e;
	}
}

/* Draws the state diagram with the arrows that the selected lesson walks. */
static void draw_way(struct canvas *c, struct rect r, const struct view *v)
{
	struct diagram d = { .state = TCPS_COUNT, .ascii = v->ascii };
	const struct menu_item *item = &v->items[v->item];
	struct run_events events = { .to = &d, .row = note_row };

	if (item->script)
		script_run(item->script, &events, NULL);
	panel_diagram(c, r, &shape_compact, &d);
}

static void draw_list(struct canvas *c, struct rect r, const struct view *v)
{
	size_t first = r.h > 0 && v->item >= (size_t)r.h ? v->item - (size_t)r.h + 1 : 0;

	for (size_t i = first; i < v->items_used && (int)(i - first) < r.h; i++)
		draw_item(c, (struct rect){ r.x, r.y + (int)(i - first), r.w, 1 }, v, i);
	panel_more(c, (struct rect){ r.x, r.y, r.w + 1, r.h }, (int)first, (int)v->items_used, v->ascii);
}

/* Draws the list, the diagram to its right if it fits, and below them what the
 * selected lesson is about. */
static void draw_parts(struct canvas *c, struct rect r, const struct view *v)
{
	bool figure = r.w >= 72 && r.h >= shape_compact.h;
	int figure_w = figure ? shape_compact.w + 2 : 0;
	int top_h = figure ? shape_compact.h : (int)v->items_used;
	bool about = r.h >= 8;
	int most = about ? r.h - (r.h >= 18 ? 6 : 4) : r.h;

	if ((int)v->items_used > top_h)
		top_h = (int)v->items_used;
	if (top_h > most)
		top_h = figure && most < shape_compact.h ? shape_compact.h : most;
	draw_list(c, (struct rect){ r.x, r.y, r.w - figure_w - (figure ? 2 : 0), top_h }, v);
	if (figure)
		draw_way(c, (struct rect){ r.x + r.w - figure_w, r.y, figure_w, shape_compact.h }, v);
	struct rect text = { r.x, r.y + top_h, r.w, r.h - top_h };
	if (about && text.h > 8)
		text = (struct rect){ text.x, text.y + 1, text.w, text.h - 1 };
	if (!about || text.h < 2)
		return;
	const struct menu_item *item = &v->items[v->item];
	bool fits = title_fits(item, v, text.w - 4);
	text = panel_heading(c, text, fits ? menu_title(item, v) : item->name, v->ascii);
	draw_about(c, (struct rect){ text.x + 1, text.y, text.w - 2, text.h }, v);
}

void panel_menu(struct canvas *c, struct rect r, const struct view *v)
{
	int top = r.h >= 8 ? 2 : 1;

	if (r.w < 1 || r.h < 1)
		return;
	int margin = r.w >= 76 ? 2 : 1, w = r.w - 2 * margin;
	if (w > 110) {
		margin = (r.w - 110) / 2;
		w = 110;
	}
	int used = canvas_text(c, r.x + margin, r.y, w, LOOK_TITLE, "tcpstep");
	const char *about = message(MSG_MENU_TITLE, v->lang);
	if (used + 3 + (int)text_width(about) <= w)
		canvas_text(c, r.x + margin + used + 3, r.y, w - used - 3, LOOK_QUIET, about);
	if (v->items_used == 0) {
		canvas_text(c, r.x + margin, r.y + 2, w, LOOK_WARN, message(MSG_MENU_EMPTY, v->lang));
		return;
	}
	if (v->item < v->items_used)
		draw_parts(c, (struct rect){ r.x + margin, r.y + top, w, r.h - top }, v);
}
