/* The first line of the screen. */
#include "ui/panel/panels.h"

#include <string.h>

#include "language/format.h"
#include "ui/tell/messages.h"
#include "ui/tell/story.h"

static void draw_right(struct canvas *c, struct rect r, int taken, uint8_t look, const char *s)
{
	int w = (int)text_width(s);

	if (taken + 1 + w <= r.w)
		canvas_text(c, r.x + r.w - w, r.y, w, look, s);
}

enum {
	STEPS_W = 8, /* "14/30 " next to the title */
	SETTINGS = 3,
};

/* Returns the lesson's title, or its short id if the title does not fit. */
static const char *title_of(const struct view *v, int w)
{
	if (!mode_facts(v->mode)->has_steps || !v->player->script)
		return message(MSG_SANDBOX, v->lang);
	const char *title = script_title(v->player->script, v->lang);
	return !title || (int)text_width(title) > w ? v->player->script->id : title;
}

/* Draws "5/14 ■■■■■□□□□□□□□□"; returns the columns used. */
static int draw_progress(struct canvas *c, int x, int y, int w, const struct view *v)
{
	size_t done, all;
	char steps[48];
	struct text t = text_over(steps, sizeof steps);

	player_progress(v->player, &done, &all);
	if (all == 0)
		return 0;
	if (mode_facts(v->mode)->grows && v->class_state != CLASS_ENDED &&
	    done == all) { /* how many follow is not known */
		text_addf(&t, message(MSG_CLASS_STEP, v->lang), done);
		return (int)text_width(steps) <= w ? canvas_text(c, x, y, w, LOOK_PLAIN, steps) : 0;
	}
	text_addf(&t, "%zu/%zu ", done, all);
	if ((int)t.len > w)
		return 0;
	int used = canvas_text(c, x, y, w, LOOK_PLAIN, steps);
	int cells = all < 14 ? (int)all : 14;
	if (used + cells > w)
		return used > 0 ? used - 1 : 0;
	int full = (int)(done * (size_t)cells / all);
	for (int i = 0; i < cells; i++)
		canvas_put(c, x + used + i, y, glyph_of(i < full ? GL_FULL : GL_EMPTY, v->ascii),
			   i < full ? LOOK_PLAIN : LOOK_QUIET);
	return used + cells;
}

/* Adds the first `parts` of "rfc · MSL 2m · 50ms one way". */
static void settings_text(struct text *t, const struct view *v, int parts)
{
	const struct config *config = session_config(v->player->session);
	char dot[8], span[32];
	struct text ms = text_over(span, sizeof span);

	dot[utf8_put(dot, glyph_of(GL_DOT, v->ascii))] = '\0';
	text_add(t, config->profile == PROFILE_LINUX ? "linux" : "rfc");
	if (parts < 2)
		return;
	story_span(&ms, config->msl_ms, v->lang);
	text_addf(t, " %s MSL %s", dot, span);
	if (parts < SETTINGS)
		return;
	text_clear(&ms);
	story_span(&ms, config->delay_ms, v->lang);
	text_addf(t, " %s ", dot);
	text_addf(t, message(MSG_WIRE_TITLE, v->lang), span);
}

/* Draws s if all of it fits; returns the columns used, including a gap. */
static int fitting(struct canvas *c, int x, int y, int w, uint8_t look, const char *s)
{
	return (int)text_width(s) <= w ? canvas_text(c, x, y, w, look, s) + 2 : 0;
}

enum { CLASS_PARTS = 2 };

/* What the header says of a class: whether it is recorded or followed, and who is behind. */
struct class_words {
	char text[CLASS_PARTS][48];
	uint8_t look[CLASS_PARTS];
	size_t used;
	int w; /* columns, with a gap after each */
};

static struct text class_part(struct class_words *words, uint8_t look)
{
	words->look[words->used] = look;
	return text_over(words->text[words->used++], sizeof words->text[0]);
}

static void class_state_word(struct class_words *words, const struct view *v)
{
	const struct {
		enum message said;
		uint8_t look;
	} said[] = {
		[CLASS_RECORDED] = { MSG_CLASS_RECORDED, LOOK_GOOD },
		[CLASS_NOT_RECORDED] = { MSG_CLASS_NOT_RECORDED, LOOK_WARN },
		[CLASS_LIVE] = { mode_facts(v->mode)->live, LOOK_GOOD },
		[CLASS_WAITS] = { MSG_CLASS_WAITS, LOOK_WARN },
		[CLASS_BROKE] = { MSG_CLASS_BROKE_STATE, LOOK_WARN },
		[CLASS_ENDED] = { mode_facts(v->mode)->over, LOOK_QUIET },
		[CLASS_LOST] = { MSG_CLASS_LOST_STATE, LOOK_WARN },
	};
	struct text t = class_part(words, said[v->class_state].look);

	text_add(&t, message(said[v->class_state].said, v->lang));
}

/* Finds the words; there are none where no class is shown. */
static struct class_words class_words(const struct view *v)
{
	struct class_words words = { .used = 0 };
	bool taught = v->mode == MODE_TEACH && v->room.served, behind = mode_facts(v->mode)->grows && v->behind > 0;
	struct text t;

	if (!mode_facts(v->mode)->in_class)
		return words;
	if (taught ? v->class_state != CLASS_RECORDED : v->class_state != CLASS_LIVE || (v->live && !behind))
		class_state_word(&words, v);
	if (taught) {
		t = class_part(&words, LOOK_GOOD);
		text_addf(&t, message(v->room.behind > 0 ? MSG_CLASS_ROOM_BEHIND : MSG_CLASS_ROOM, v->lang),
			  v->room.connected, v->room.behind);
	} else if (behind) {
		t = class_part(&words, LOOK_STRONG);
		text_addf(&t, message(MSG_CLASS_BEHIND, v->lang), v->behind);
	}
	for (size_t i = 0; i < words.used; i++)
		words.w += (int)text_width(words.text[i]) + 2;
	return words;
}

/* Draws the state of a class. Returns the columns used, including a gap. */
static int draw_class(struct canvas *c, int x, int y, int w, const struct class_words *words)
{
	int used = 0;

	for (size_t i = 0; i < words->used; i++)
		used += fitting(c, x + used, y, w - used, words->look[i], words->text[i]);
	return used;
}

void panel_header(struct canvas *c, struct rect r, const struct view *v)
{
	char clock[32], settings[80];
	struct text now = text_over(clock, sizeof clock), set = text_over(settings, sizeof settings);

	if (r.w < 1 || r.h < 1)
		return;
	format_clock(&now, session_world(v->player->session)->now_ms);
	struct class_words class = class_words(v);
	int right = (int)now.len + 1, x = r.x + 1, room = r.w - right - 2;
	int first = room - class.w; /* the rest gives way to the state of the class */
	canvas_text(c, r.x + r.w - right, r.y, right, LOOK_STRONG, clock);
	x += canvas_text(c, x, r.y, first, LOOK_TITLE,
			 title_of(v, first - (mode_facts(v->mode)->has_score ? 0 : STEPS_W))) +
	     2;
	if (mode_facts(v->mode)->has_steps && !mode_facts(v->mode)->has_score && x < r.x + first)
		x += draw_progress(c, x, r.y, r.x + first - x, v) + 2;
	x += draw_class(c, x, r.y, r.x + room - x, &class);
	if (v->player->detour && mode_facts(v->mode)->student_acts)
		x += fitting(c, x, r.y, r.x + room - x, LOOK_WARN, message(MSG_DETOUR, v->lang));
	if (!mode_facts(v->mode)->student_acts)
		x += canvas_text(c, x, r.y, r.x + room - x, LOOK_QUIET, message(MSG_REPLAY, v->lang)) + 2;
	size_t ahead = session_count(v->player->session) - session_at(v->player->session);
	if (ahead > 0 && !mode_facts(v->mode)->grows)
		x += canvas_textf(c, x, r.y, r.x + room - x, LOOK_STRONG, message(MSG_BACK_THERE, v->lang), ahead) + 2;
	if (v->playing && x + 2 < r.x + room) {
		canvas_put(c, x, r.y, glyph_of(GL_PLAY, v->ascii), LOOK_GOOD);
		x += 2 +
		     canvas_textf(c, x + 2, r.y, r.x + room - x - 2, LOOK_GOOD, message(MSG_PLAYING, v->lang),
				  v->speed) +
		     2;
	}
	for (int parts = SETTINGS; parts > 0; parts--) {
		text_clear(&set);
		settings_text(&set, v, parts);
		if (x + 1 + (int)text_width(settings) <= r.x + room)
			break;
	}
	struct rect left = { r.x, r.y, r.w - right - 2, 1 };
	draw_right(c, left, x - r.x, LOOK_QUIET, settings);
}
