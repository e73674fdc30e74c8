/* The menu: the lessons in their sections, the free session and the quiz below them, and what
 * the selected entry is about. */
#include "ui/panel/panels.h"

#include <string.h>

#include "base/utf8.h"
#include "lesson/run.h"
#include "ui/tell/messages.h"
#include "ui/app/commands.h"
#include "ui/draw/box.h"
#include "ui/panel/panel_diagram.h"

enum { MARKS_W = 4, TWO_COLUMNS_W = 72, LIST_W = 44, LABELLED_W = LABELS_W + 4, MENU_W = 144 };

/* --- the list --- */

/* Where the parts of a row are: columns from its start; 0: this list has no such part. */
struct columns {
	int w;
	int title_w; /* room for a title */
	int id, id_w;
	int minutes; /* right-aligned, up to w */
	bool airy;   /* a blank row above each heading and above the entries that are no lessons */
};

static size_t lessons_in(const struct view *v)
{
	size_t n = 0;

	while (n < v->items_used && v->items[n].kind == ITEM_LESSON)
		n++;
	return n;
}

/* Reports whether a heading is drawn above lesson i: where a section starts, if the course has
 * sections. */
static bool has_heading(const struct view *v, size_t i)
{
	bool sections = false;

	for (size_t k = 0; k < lessons_in(v); k++)
		sections |= v->items[k].section != SECTION_NONE;
	return sections && (i == 0 || v->items[i].section != v->items[i - 1].section);
}

/* Returns the rows from the top of the list to lesson i, its heading included. */
static int rows_above(const struct view *v, size_t i, bool airy)
{
	int rows = (int)i;

	for (size_t k = 0; k <= i && k < lessons_in(v); k++)
		rows += !has_heading(v, k) ? 0 : airy && k > 0 ? 2 : 1;
	return rows;
}

static void minutes_text(struct text *t, const struct menu_item *item, const struct view *v)
{
	if (item->minutes > 0)
		text_addf(t, message(MSG_MENU_MINUTES, v->lang), item->minutes);
}

/* Adds "6/30", how far a lesson was read; nothing if it was not begun, or is done. */
static void place_text(struct text *t, const struct menu_item *item)
{
	if (!item->done && item->at > 0)
		text_addf(t, "%u/%u", item->at, item->stops);
}

/* Plans the columns of the list for a width: ids only where all of them fit. */
static struct columns columns_for(const struct view *v, int w)
{
	struct columns columns = { .w = w, .title_w = w - MARKS_W };
	int titles = 0, ids = 0, minutes = 0;

	for (size_t i = 0; i < lessons_in(v); i++) {
		char line[32];
		struct text t = text_over(line, sizeof line);
		int title_w = (int)text_width(menu_title(&v->items[i], v)), id_w = (int)text_width(v->items[i].name);

		minutes_text(&t, &v->items[i], v);
		if (minutes < (int)text_width(line))
			minutes = (int)text_width(line);
		titles = title_w > titles ? title_w : titles;
		ids = id_w > ids ? id_w : ids;
	}
	if (minutes > 0 && w >= MARKS_W + 16 + minutes) {
		columns.minutes = w - minutes;
		columns.title_w -= minutes + 2;
	}
	if (titles + 3 + ids + 7 <= columns.title_w) { /* 7: "12/34" and a gap */
		columns.id = MARKS_W + titles + 3;
		columns.id_w = ids;
	}
	return columns;
}

/* Draws a title, shortened to w columns if need be: the whole of it is next to what the entry is
 * about. Returns the columns used. */
static int draw_title(struct canvas *c, int x, int y, int w, uint8_t look, const char *title, bool ascii)
{
	char short_title[256];
	size_t at = 0, n;

	if ((int)text_width(title) <= w)
		return canvas_text(c, x, y, w, look, title);
	for (int used = 1; title[at] != '\0' && at + 5 < sizeof short_title; at += n) {
		used += utf8_width(utf8_next(title + at, &n));
		if (used > w)
			break;
	}
	memcpy(short_title, title, at);
	short_title[at] = '\0';
	int used = canvas_text(c, x, y, w, look, short_title);
	canvas_put(c, x + used, y, glyph_of(GL_ELLIPSIS, ascii), look);
	return used + 1;
}

static uint8_t mark_of(const struct menu_item *item)
{
	return item->done ? GL_CHECK : item->at > 0 ? GL_HALF : GL_DOT;
}

static void draw_item(struct canvas *c, struct rect line, const struct columns *columns, const struct view *v, size_t i)
{
	const struct menu_item *item = &v->items[i];
	bool pointed = i == v->item;
	uint8_t look = pointed ? LOOK_SELECTED : item->problem[v->lang] ? LOOK_WARN : LOOK_PLAIN;
	char place[24] = "", minutes[32] = "";
	struct text at = text_over(place, sizeof place), takes = text_over(minutes, sizeof minutes);
	const char *title = menu_title(item, v);
	int end = columns->minutes > 0 ? columns->minutes - 2 : columns->w;

	canvas_put(c, line.x, line.y, pointed ? glyph_of(GL_POINTER, v->ascii) : ' ', LOOK_STRONG);
	if (item->kind == ITEM_LESSON)
		canvas_put(c, line.x + 2, line.y, glyph_of(mark_of(item), v->ascii),
			   item->done     ? LOOK_GOOD
			   : item->at > 0 ? LOOK_STRONG
					  : LOOK_QUIET);
	canvas_tag(c, line, tag_of(TAG_ITEM, (unsigned)i));
	int used = MARKS_W + draw_title(c, line.x + MARKS_W, line.y, columns->title_w, look, title, v->ascii);
	if (item->kind != ITEM_LESSON)
		return;
	if (columns->id > 0) {
		canvas_text(c, line.x + columns->id, line.y, columns->id_w, LOOK_QUIET, item->name);
		used = columns->id + columns->id_w;
	}
	place_text(&at, item);
	if (at.len > 0 && used + 2 + (int)at.len <= end)
		canvas_text(c, line.x + end - (int)at.len, line.y, (int)at.len, LOOK_STRONG, place);
	minutes_text(&takes, item, v);
	int w = (int)text_width(minutes);
	if (w > 0 && columns->minutes > 0)
		canvas_text(c, line.x + columns->w - w, line.y, w, LOOK_QUIET, minutes);
}

/* Draws the heading above lesson i: the section, how many lessons it has, how long they take. */
static void draw_heading(struct canvas *c, struct rect line, const struct view *v, size_t i)
{
	static const enum message names[] = {
		[SECTION_NONE] = MSG_MENU_OTHERS, [SECTION_CORE] = MSG_MENU_CORE, [SECTION_ADVANCED] = MSG_MENU_ADVANCED
	};
	enum course_section section = v->items[i].section;
	unsigned minutes = 0, count = 0;
	char size[64];
	struct text t = text_over(size, sizeof size);

	for (; i < lessons_in(v) && v->items[i].section == section; i++) {
		minutes += v->items[i].minutes;
		count++;
	}
	text_addf(&t, message(MSG_MENU_LESSONS, v->lang), count);
	if (minutes > 0) {
		text_add(&t, ", ");
		text_addf(&t, message(MSG_MENU_MINUTES, v->lang), minutes);
	}
	int used = canvas_text(c, line.x, line.y, line.w, LOOK_TITLE, message(names[section], v->lang));
	int w = (int)text_width(size);
	if (used + 2 + w <= line.w)
		canvas_text(c, line.x + line.w - w, line.y, w, LOOK_QUIET, size);
}

/* Draws the lessons, scrolled so that the selected one, or the top, is visible. */
static void draw_lessons(struct canvas *c, struct rect r, const struct columns *columns, const struct view *v)
{
	size_t n = lessons_in(v);
	int rows = n > 0 ? rows_above(v, n - 1, columns->airy) + 1 : 0;
	int first = v->item < n ? rows_above(v, v->item, columns->airy) - r.h + 1 : 0;

	if (first < 0)
		first = 0;
	for (size_t i = 0; i < n; i++) {
		int y = rows_above(v, i, columns->airy) - first;

		if (has_heading(v, i) && y - 1 >= 0 && y - 1 < r.h)
			draw_heading(c, (struct rect){ r.x, r.y + y - 1, r.w, 1 }, v, i);
		if (y >= 0 && y < r.h)
			draw_item(c, (struct rect){ r.x, r.y + y, r.w, 1 }, columns, v, i);
	}
	panel_more(c, (struct rect){ r.x, r.y, r.w + 1, r.h }, first, rows, v->ascii);
}

/* Draws an entry that is no lesson: its title, and the key that opens it. */
static void draw_other(struct canvas *c, struct rect line, const struct columns *columns, const struct view *v,
		       size_t i)
{
	enum command_id id = v->items[i].kind == ITEM_QUIZ ? CMD_MENU_QUIZ : CMD_MENU_SANDBOX;
	char key[16];
	struct text t = text_over(key, sizeof key);

	draw_item(c, line, columns, v, i);
	command_keys(&t, command_here(id, CTX_MENU), v->ascii, true);
	if (MARKS_W + (int)text_width(menu_title(&v->items[i], v)) + 2 + (int)text_width(key) <= line.w)
		canvas_text(c, line.x + line.w - (int)text_width(key), line.y, (int)text_width(key), LOOK_KEY, key);
}

/* Draws the list: the lessons, and below them, always visible, what else there is. Returns the
 * rows used. */
static int draw_list(struct canvas *c, struct rect r, const struct view *v)
{
	struct columns columns = columns_for(v, r.w);
	size_t lessons = lessons_in(v);
	int others = (int)(v->items_used - lessons), rows, whole;

	columns.airy = lessons > 0 && rows_above(v, lessons - 1, true) + 1 + 1 + others <= r.h;
	whole = lessons > 0 ? rows_above(v, lessons - 1, columns.airy) + 1 : 0;
	int gap = lessons > 0 && (columns.airy || r.h >= others + 8) ? 1 : 0;
	rows = r.h - others - gap < whole ? r.h - others - gap : whole;
	if (rows < 1 && lessons > 0) { /* no room for both: one list of all */
		size_t first = v->item >= (size_t)r.h ? v->item - (size_t)r.h + 1 : 0;

		for (size_t i = first; i < v->items_used && (int)(i - first) < r.h; i++)
			draw_item(c, (struct rect){ r.x, r.y + (int)(i - first), r.w, 1 }, &columns, v, i);
		return r.h;
	}
	draw_lessons(c, (struct rect){ r.x, r.y, r.w, rows }, &columns, v);
	for (int i = 0; i < others && rows + gap + i < r.h; i++)
		draw_other(c, (struct rect){ r.x, r.y + rows + gap + i, r.w, 1 }, &columns, v, lessons + (size_t)i);
	if (gap > 0 && !columns.airy)
		canvas_fill(c, (struct rect){ r.x, r.y + rows, r.w, 1 }, glyph_of(GL_H, v->ascii), LOOK_QUIET);
	return rows + gap + others;
}

/* --- what the selected entry is about --- */

static void draw_progress(struct canvas *c, struct flow *f, const struct view *v)
{
	const struct menu_item *item = &v->items[v->item];
	char line[160] = "", place[24];
	struct text t = text_over(line, sizeof line), at = text_over(place, sizeof place);

	place_text(&at, item);
	if (at.len > 0) {
		text_addf(&t, message(MSG_MENU_AT, v->lang), place);
		canvas_flow(c, f, LOOK_PLAIN, "\n\n");
		canvas_flow(c, f, LOOK_STRONG, line);
	}
	if (item->asked + item->goals == 0 || (!item->done && item->right + item->skipped + item->solved == 0))
		return;
	text_clear(&t);
	text_addf(&t, message(MSG_MENU_QUESTIONS, v->lang), item->right, item->asked);
	if (item->skipped > 0)
		text_addf(&t, message(MSG_MENU_SKIPPED, v->lang), item->skipped);
	text_addf(&t, message(MSG_MENU_GOALS, v->lang), item->solved, item->goals);
	canvas_flow(c, f, LOOK_PLAIN, "\n\n");
	canvas_flow(c, f, item->done ? LOOK_GOOD : LOOK_QUIET, line);
	if (item->solved == 0)
		return;
	text_clear(&t);
	text_addf(&t, message(MSG_MENU_BEST, v->lang), item->best, item->shortest);
	canvas_flow(c, f, LOOK_PLAIN, "\n\n");
	canvas_flow(c, f, item->best > item->shortest ? LOOK_PLAIN : LOOK_GOOD, line);
}

/* Draws what the selected entry is about: the first words of the lesson, which
 * lessons come before it, and its progress; or why it cannot be opened. */
static void draw_about(struct canvas *c, struct rect r, const struct view *v)
{
	const struct menu_item *item = &v->items[v->item];
	struct flow f = { .r = r };

	if ((int)text_width(menu_title(item, v)) > r.w - 2) {
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
	draw_progress(c, &f, v);
	if (item->script && item->script->after_used > 0) {
		char list[400], line[480];
		struct text names = text_over(list, sizeof list), t = text_over(line, sizeof line);

		for (size_t i = 0; i < item->script->after_used; i++)
			text_addf(&names, "%s%s", i > 0 ? ", " : "", view_lesson_title(v, item->script->after[i]));
		text_addf(&t, message(MSG_MENU_AFTER, v->lang), list);
		canvas_flow(c, &f, LOOK_PLAIN, "\n\n");
		canvas_flow(c, &f, LOOK_QUIET, line);
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
static void draw_way(struct canvas *c, struct rect r, const struct shape *shape, const struct view *v)
{
	struct diagram d = { .state = TCPS_COUNT, .ascii = v->ascii };
	const struct menu_item *item = &v->items[v->item];
	struct run_events events = { .to = &d, .row = note_row };

	if (item->script)
		script_run(item->script, &events, NULL);
	panel_diagram(c, r, shape, &d);
}

/* --- both --- */

/* Draws the heading and below it what the selected entry is about. */
static void draw_text(struct canvas *c, struct rect r, const struct view *v)
{
	const struct menu_item *item = &v->items[v->item];
	const char *title = menu_title(item, v);
	bool fits = !item->name || (int)text_width(title) <= r.w - 4;

	if (r.h < 2)
		return;
	r = panel_heading(c, r, fits ? title : message(MSG_PANEL_LESSON, v->lang), v->ascii);
	draw_about(c, (struct rect){ r.x + 1, r.y, r.w - 2, r.h }, v);
}

/* Draws, to the right of the list, what the selected entry is about, and below it the diagram
 * if there is room for both. */
static void draw_right(struct canvas *c, struct rect r, const struct view *v)
{
	enum { ABOUT_H = 15 }; /* rows that the longest text needs in a narrow column */
	const struct shape *shape = r.w >= LABELS_W && r.h >= LABELS_H + ABOUT_H ? &shape_labels : &shape_compact;
	bool figure = r.w >= shape->w && r.h >= shape->h + ABOUT_H;
	int figure_h = figure ? shape->h : 0;

	int text_h = r.h - figure_h > ABOUT_H + 1 && figure ? ABOUT_H + 1 : r.h - figure_h;

	draw_text(c, (struct rect){ r.x, r.y, r.w, text_h }, v);
	if (figure)
		draw_way(c, (struct rect){ r.x + (r.w - shape->w) / 2, r.y + text_h, shape->w, figure_h }, shape, v);
}

/* Draws the list; to its right, or below it on a narrow screen, what the selected entry is
 * about. */
static void draw_parts(struct canvas *c, struct rect r, const struct view *v)
{
	if (r.w >= TWO_COLUMNS_W) {
		int list_w = r.w >= LIST_W + LABELLED_W + 14 ? r.w - LABELLED_W : LIST_W;

		draw_list(c, (struct rect){ r.x, r.y, list_w, r.h }, v);
		draw_right(c, (struct rect){ r.x + list_w + 2, r.y, r.w - list_w - 2, r.h }, v);
		return;
	}
	int text_h = r.h < 12 ? 0 : r.h >= 18 ? 7 : 4;
	int used = draw_list(c, (struct rect){ r.x, r.y, r.w, r.h - text_h }, v);

	if (text_h > 0)
		draw_text(c, (struct rect){ r.x, r.y + used, r.w, r.h - used }, v);
}

void panel_menu(struct canvas *c, struct rect r, const struct view *v)
{
	int top = r.h >= 8 ? 2 : 1;

	if (r.w < 1 || r.h < 1)
		return;
	int margin = r.w >= 76 ? 2 : 1, w = r.w - 2 * margin;
	if (w > MENU_W) {
		margin = (r.w - MENU_W) / 2;
		w = MENU_W;
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
