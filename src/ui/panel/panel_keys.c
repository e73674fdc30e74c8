/* The last two lines of the screen: the script line and the key bar. */
#include "ui/panel/panels.h"

#include <string.h>

#include "engine/rules.h"
#include "language/verbs.h"
#include "ui/app/commands.h"
#include "ui/draw/keys.h"
#include "ui/tell/messages.h"
#include "ui/tell/story.h"

static bool typing(const struct view *v)
{
	return view_context(v) == CTX_LINE;
}

static uint8_t message_look(const struct view *v)
{
	return v->notice.bad ? LOOK_WARN : LOOK_GOOD;
}

/* Draws what can be typed into the line, if there is room for it. */
static void draw_prompt_help(struct canvas *c, struct rect r, const struct view *v)
{
	enum message help = v->overlay == OVERLAY_WAIT     ? MSG_PROMPT_WAIT
			    : v->overlay == OVERLAY_SAVE   ? MSG_PROMPT_SAVE
			    : v->overlay == OVERLAY_SEARCH ? MSG_PROMPT_SEARCH
			    : v->overlay == OVERLAY_TERM   ? MSG_PROMPT_TERM
							   : MSG_PROMPT_COMMAND;
	char line[160], up[16];
	struct text t = text_over(line, sizeof line), key = text_over(up, sizeof up);

	if (help == MSG_PROMPT_COMMAND) {
		key_label(&key, K_UP, v->ascii);
		text_addf(&t, message(help, v->lang), up);
	} else {
		text_add(&t, message(help, v->lang));
	}
	if ((int)text_width(line) <= r.w)
		canvas_text(c, r.x, r.y, r.w, LOOK_QUIET, line);
}

/* Reports whether the command is the step that ends the lesson. */
static bool finishes(enum command_id id, const struct view *v)
{
	return id == CMD_NEXT && view_context(v) == CTX_LESSON && mode_facts(v->mode)->keeps_progress &&
	       player_at_end(v->player);
}

/* Whether a selection can move, commands_bar knows; a text moves if it is longer than its
 * box. In a step the arrow keys move something else, and the page keys its text. */
bool panel_key_works(const struct canvas *c, const struct command *command, const struct view *v)
{
	bool text = view_context(v) == CTX_READ || (view_context(v) == CTX_LIST && !v->list.choose);
	bool step = (view_context(v) & (CTX_LESSON | CTX_FREE)) != 0;

	if (command->id == CMD_PAGE_DOWN)
		return step && c->scroll_most > 0;
	return command->id != CMD_DOWN || !text || c->scroll_most > 0;
}

const char *panel_key_label(const struct command *command, const struct view *v)
{
	enum command_id id = command->id;
	bool on_card = v->overlay == OVERLAY_CARD;

	if (id == CMD_LEAVE && (v->overlay == OVERLAY_NONE || on_card) && v->screen == SCREEN_STEP && v->from_menu)
		return message(MSG_TO_MENU, v->lang);
	if (id == CMD_LEAVE && v->overlay == OVERLAY_ASK) /* leaving is the next q's */
		return message(MSG_KEY_CLOSES, v->lang);
	if ((id == CMD_HELP && v->overlay == OVERLAY_HELP) || (id == CMD_GLOSSARY && v->overlay == OVERLAY_GLOSSARY) ||
	    (id == CMD_NUMBERS && v->overlay == OVERLAY_NUMBERS))
		return message(MSG_KEY_CLOSES, v->lang);
	if (id == CMD_ONWARD && !v->next)
		return message(MSG_TO_MENU, v->lang);
	if (id == CMD_RETURN && mode_facts(v->mode)->grows)
		return message(MSG_CATCH_UP, v->lang);
	if (id == CMD_LANGUAGE && v->lang == LANG_EN && v->ascii)
		return message(MSG_LANGUAGE_KOREAN, v->lang);
	if (id == CMD_EVENT && view_shows_solution(v))
		return message(MSG_SOLUTION_NEXT, v->lang);
	if (id == CMD_RETURN && on_card)
		return message(MSG_CARD_MISSED_KEY, v->lang);
	return finishes(id, v) ? message(MSG_CARD_FINISH, v->lang) : command->label[v->lang];
}

void panel_keys(struct canvas *c, struct rect r, const struct view *v)
{
	const struct command *bar[CMD_COUNT];
	int x = r.x + 1, end = r.x + r.w - 1;

	if (typing(v) && v->notice.text[0] != '\0' && r.h > 0) { /* the message line has the input */
		canvas_text(c, r.x + 1, r.y, r.w - 2, message_look(v), v->notice.text);
		return;
	}
	size_t n = commands_bar(v, bar, CMD_COUNT);
	for (size_t i = 0; r.h > 0 && i < n; i++) {
		char key[32];
		struct text t = text_over(key, sizeof key);

		command_keys(&t, bar[i], v->ascii, true);
		const char *label = panel_key_label(bar[i], v);
		int need = (int)text_width(key) + 1 + (int)text_width(label);
		if (x + need > end || !panel_key_works(c, bar[i], v))
			continue;
		canvas_tag(c, (struct rect){ x, r.y, need, 1 }, tag_of(TAG_COMMAND, (unsigned)(bar[i] - commands)));
		x += canvas_text(c, x, r.y, end - x, LOOK_KEY, key) + 1;
		x += canvas_text(c, x, r.y, end - x, LOOK_BAR, label) + 2;
	}
	if (typing(v) && r.h > 0)
		draw_prompt_help(c, (struct rect){ x, r.y, end - x, 1 }, v);
}

/* Marks the word at which the input is wrong; column 1 of the input is at x. */
static void mark_wrong(struct canvas *c, struct rect r, const struct view *v, int x)
{
	const char *s = v->input;
	size_t n;

	for (unsigned i = 1; i < v->input_bad_at && *s != '\0'; i++) {
		x += utf8_width(utf8_next(s, &n));
		s += n;
	}
	for (; *s != '\0' && *s != ' ' && x < r.x + r.w - 1; s += n) {
		int w = utf8_width(utf8_next(s, &n));

		if (x > r.x)
			canvas_look(c, (struct rect){ x, r.y, w, 1 }, LOOK_WARN);
		x += w;
	}
}

/* Draws the line being typed, with the cursor as a reversed cell, scrolled so that
 * the cursor is visible. */
static void draw_input(struct canvas *c, struct rect r, const struct view *v)
{
	enum message prompt = v->overlay == OVERLAY_WAIT     ? MSG_INPUT_WAIT
			      : v->overlay == OVERLAY_SAVE   ? MSG_INPUT_SAVE
			      : v->overlay == OVERLAY_SEARCH ? MSG_INPUT_SEARCH
			      : v->overlay == OVERLAY_TERM   ? MSG_INPUT_SEARCH
							     : MSG_INPUT_COMMAND;
	int x = r.x + 1, end = r.x + r.w - 1;
	char before[SEND_TEXT_MAX];
	size_t n;
	size_t at = v->input_at < strlen(v->input) ? v->input_at : strlen(v->input);

	x += canvas_text(c, x, r.y, end - x, LOOK_KEY, message(prompt, v->lang)) + 1;
	memcpy(before, v->input, at);
	before[at] = '\0';
	const char *from = before;
	while ((int)text_width(from) > end - x - 2 && *from != '\0') {
		utf8_next(from, &n);
		from += n;
	}
	int begin = x;
	x += canvas_text(c, x, r.y, end - x, LOOK_PLAIN, from);
	canvas_put(c, x, r.y, ' ', LOOK_SELECTED);
	if (v->input[at] != '\0') {
		canvas_text(c, x, r.y, end - x, LOOK_PLAIN, v->input + at);
		struct rect cursor = { x, r.y, utf8_width(utf8_next(v->input + at, &n)), 1 };
		canvas_look(c, cursor, LOOK_SELECTED);
	}
	if (v->input_bad_at > 0)
		mark_wrong(c, r, v, begin - (int)text_width(before) + (int)text_width(from));
}

/* Cuts a line to w columns and ends it with "...". */
static void line_shorten(char *line, int w)
{
	size_t n, at = 0;

	for (int used = 0; line[at] != '\0'; at += n) {
		used += utf8_width(utf8_next(line + at, &n));
		if (used + 3 > w)
			break;
	}
	if (line[at] != '\0')
		memcpy(line + at, "...", 4);
}

static void draw_done(struct canvas *c, struct rect r, const struct view *v)
{
	const struct session *s = v->player->session;
	int x = r.x + 1, end = r.x + r.w - 1;
	char line[SEND_TEXT_MAX * 4 + 64], value[KEPT_MAX * 4 + 64], said[KEPT_MAX * 4 + 128];
	struct text t = text_over(line, sizeof line), val = text_over(value, sizeof value);
	struct text note = text_over(said, sizeof said);
	uint8_t look = LOOK_GOOD;

	canvas_put(c, x, r.y, glyph_of(GL_PROMPT, v->ascii), LOOK_QUIET);
	x += 2;
	if (session_at(s) == 0) {
		canvas_text(c, x, r.y, end - x, LOOK_QUIET, message(MSG_NOTHING_DONE, v->lang));
		return;
	}
	const struct action *a = session_action(s, session_at(s) - 1);
	action_write(&t, a);
	bool failed, gave = story_result(&val, s, &failed);
	if (gave) {
		if (a->kind == ACT_CALL)
			text_addf(&note, message(MSG_RETURNED, v->lang), value);
		else
			text_add(&note, value);
		look = failed ? LOOK_WARN : LOOK_GOOD;
	} else if (a->kind == ACT_CALL && story_waiting(&val, s, a->host) &&
		   strstr(value, call_name((enum call_id)a->call))) {
		text_add(&note, message(MSG_WAITS, v->lang));
		look = LOOK_WARN;
	}
	const char *gives = strstr(value, " = ");
	int room = end - x - (int)text_width(line);
	if (gave && (int)text_width(said) + 3 > room) { /* only the value fits */
		text_clear(&note);
		text_add(&note, a->kind != ACT_CALL && gives ? gives + 3 : value);
	}
	int need = note.len > 0 ? (int)text_width(said) + 3 : 0;
	if (need > room && (int)text_width(line) > (end - x) / 2) /* cut a long line rather than its result */
		line_shorten(line, end - x - need);
	if (need > end - x) {
		need = 0;
		text_clear(&note);
	}
	x += canvas_text(c, x, r.y, end - x - need, LOOK_STRONG, line);
	if (note.len == 0)
		return;
	x = end - (int)text_width(said) > x + 3 ? end - (int)text_width(said) : x + 3;
	bool held = look == LOOK_GOOD;
	canvas_put(c, x - 2, r.y, glyph_of(held ? GL_CHECK : failed ? GL_LOST : GL_ELLIPSIS, v->ascii), look);
	canvas_text(c, x, r.y, end - x, look, said);
}

/* Draws a notice; a long one also covers lines above r. */
static void draw_message(struct canvas *c, struct rect r, const struct view *v)
{
	struct rect in = { r.x + 1, r.y, r.w - 2, 0 };
	int lines = canvas_wrap(c, in, LOOK_PLAIN, v->notice.text);

	if (lines > 1 && lines <= r.y) {
		in.y = r.y - lines + 1;
		canvas_fill(c, (struct rect){ r.x, in.y, r.w, lines }, ' ', LOOK_PLAIN);
	}
	in.h = lines;
	canvas_wrap(c, in, message_look(v), v->notice.text);
}

void panel_script(struct canvas *c, struct rect r, const struct view *v)
{
	if (r.h < 1)
		return;
	if (typing(v))
		draw_input(c, r, v);
	else if (v->notice.text[0] != '\0')
		draw_message(c, r, v);
	else if (v->overlay == OVERLAY_CALLS && v->calls_used > 0 && v->calls[v->call].rule != RULE_NONE)
		canvas_text(c, r.x + 1, r.y, r.w - 2, LOOK_WARN, rule_text(v->calls[v->call].rule, v->lang));
	else
		draw_done(c, r, v);
}
