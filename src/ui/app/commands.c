/* The table of commands, and which of them are available now. What a command does is
 * in app.c. Called by app, the key bar and the help screen. */
#include "ui/app/commands.h"

#include "engine/world.h"
#include "ui/app/focus.h"
#include "ui/app/kernels.h"
#include "ui/draw/keys.h"

#define STEP (CTX_LESSON | CTX_FREE)
#define LIST (CTX_MENU | CTX_CALLS | CTX_ASK | CTX_LIST | CTX_LADDER)
#define ANY  (STEP | LIST | CTX_READ | CTX_CARD)

/* clang-format off */
const struct command commands[] = {
#define KEYS(...) { __VA_ARGS__ }
#define LABEL(en, ko) { en, ko }
#define HELP LABEL
#define COMMAND(id, keys, contexts, bar, does, plays_on, ready, label, help) \
	{ CMD_##id, keys, contexts, bar, label, help },
#include "ui/app/commands.def"
#undef COMMAND
};
/* clang-format on */
const size_t commands_count = sizeof commands / sizeof commands[0];

static size_t done(const struct view *v)
{
	return session_at(v->player->session);
}

static bool ready_next(const struct view *v)
{
	if (v->overlay == OVERLAY_CARD) /* Enter goes on: the results are not passed over unread */
		return false;
	if (mode_facts(v->mode)->grows && player_at_end(v->player))
		return false;
	if (v->overlay == OVERLAY_ASK && v->mode != MODE_TEACH)
		return v->player->answered >= 0 || view_answer_stands(v);
	return !v->player->at_end || mode_facts(v->mode)->keeps_progress;
}

static bool ready_event(const struct view *v)
{
	vtime when;

	return view_shows_solution(v) || world_next_ms(session_world(v->player->session), &when);
}

static bool ready_back(const struct view *v)
{
	return v->player->cursor > 0 || done(v) > 0;
}

static bool ready_forward(const struct view *v)
{
	return done(v) < session_count(v->player->session);
}

static bool ready_return(const struct view *v)
{
	if (v->overlay == OVERLAY_CARD)
		return view_first_missed(v) < v->outcomes_used;
	return v->player->detour || (mode_facts(v->mode)->grows && !v->live);
}

static bool ready_play(const struct view *v)
{
	return !v->player->at_end || done(v) > v->player->end_at;
}

static bool ready_speed(const struct view *v)
{
	return v->playing;
}

static bool ready_segment(const struct view *v)
{
	return session_world(v->player->session)->net.count > 0;
}

static bool ready_save(const struct view *v)
{
	return done(v) > 0;
}

static bool ready_choice(const struct view *v)
{
	return v->overlay != OVERLAY_ASK || !view_answer_stands(v);
}

/* Reports whether left and right do something: at a question, only in a diagram. */
static bool ready_aside(const struct view *v)
{
	return v->overlay != OVERLAY_ASK || (!view_answer_stands(v) && v->pane != PANE_WIRE);
}

/* Reports whether a host has more than one socket to show. */
static bool ready_focus(const struct view *v)
{
	const struct slot *all[SLOTS_MAX];
	const struct world *w;
	unsigned own;

	if (view_context(v) == CTX_READ && v->overlay != OVERLAY_NUMBERS) /* also before a lesson is open */
		return false;
	w = session_world(v->player->session);
	own = focus_list(w, v->side, all);
	return own > 1 || (v->overlay != OVERLAY_CALLS && focus_list(w, host_other(v->side), all) > 1);
}

static bool ready_numbers(const struct view *v)
{
	return view_context(v) != CTX_READ || v->overlay == OVERLAY_NUMBERS;
}

static bool ready_go(const struct view *v)
{
	return v->overlay == OVERLAY_LADDER || v->list.choose;
}

static bool ready_begin(const struct view *v)
{
	return v->mode == MODE_SANDBOX;
}

static bool ready_kernel(const struct view *v)
{
	return kernel_place(v, NULL) != KERNEL_NONE;
}

static bool ready_compare(const struct view *v)
{
	return v->overlay == OVERLAY_LADDER || v->overlay == OVERLAY_TREE;
}

static bool ready_hint(const struct view *v)
{
	return v->overlay == OVERLAY_NONE || v->overlay == OVERLAY_HINT || v->overlay == OVERLAY_CALLS ||
	       v->overlay == OVERLAY_STATE;
}

/* Needs no session: the glossary can be read in the menu. */
static bool ready_find(const struct view *v)
{
	return v->overlay == OVERLAY_LADDER || v->overlay == OVERLAY_GLOSSARY;
}

static bool ready_find_again(const struct view *v)
{
	return v->search[0] != '\0';
}

static bool always(const struct view *v)
{
	(void)v;
	return true;
}

/* For each command, whether it would do something now, in a session. */
static bool (*const readiness[CMD_COUNT])(const struct view *v) = {
#define ALWAYS                                                       always
#define IF(ready, why_not)                                           ready
#define COMMAND(id, keys, contexts, bar, does, plays_on, ready, ...) [CMD_##id] = ready,
#include "ui/app/commands.def"
#undef COMMAND
#undef IF
#undef ALWAYS
};

bool command_ready(const struct command *c, const struct view *v)
{
	if ((c->contexts & (unsigned)view_context(v)) == 0)
		return false;
	if ((v->screen == SCREEN_STEP && v->player) || c->id == CMD_SEARCH)
		return readiness[c->id](v);
	/* what acts on a session does nothing above the menu, in its help for example */
	return (c->contexts & STEP) == 0 || (c->contexts & CTX_MENU) != 0;
}

static bool has_key(const struct command *c, uint32_t key)
{
	if (c->id == CMD_ANSWER)
		return key >= '1' && key <= '9';
	for (size_t i = 0; i < sizeof c->keys / sizeof c->keys[0] && c->keys[i] != 0; i++)
		if (c->keys[i] == key)
			return true;
	return false;
}

const struct command *command_find(uint32_t key, enum context context)
{
	for (size_t i = 0; i < commands_count; i++)
		if ((commands[i].contexts & (unsigned)context) != 0 && has_key(&commands[i], key))
			return &commands[i];
	return NULL;
}

const struct command *command_here(enum command_id id, enum context context)
{
	for (size_t i = 0; i < commands_count; i++)
		if (commands[i].id == id && (commands[i].contexts & (unsigned)context) != 0)
			return &commands[i];
	return NULL;
}

/* Returns the rank in the key bar. Hints come earlier when there is a goal. */
static int rank(const struct command *c, const struct view *v)
{
	bool wanted = c->id == CMD_HINT && (v->overlay == OVERLAY_HINT || (v->player && view_goal_is_open(v)));

	return wanted ? 12 : c->bar;
}

/* Reports whether the arrow keys have something to move. Of a text only the canvas knows. */
static bool moves(const struct view *v)
{
	const struct statement *st;

	switch (view_context(v)) {
	case CTX_MENU:
		return v->items_used > 1;
	case CTX_CALLS:
		return v->calls_used > 1;
	case CTX_ASK:
		st = player_now(v->player);
		return !view_answer_stands(v) && st && st->kind == ST_ASK &&
		       statement_block(st, v->lang)->choices_used > 1;
	case CTX_LIST:
		return !v->list.choose || v->list.used > 1;
	case CTX_LESSON:
	case CTX_FREE:
		return v->pane != PANE_WIRE || session_world(v->player->session)->net.count > 1;
	case CTX_LADDER:
	case CTX_READ:
	case CTX_LINE:
	case CTX_FORGE:
	case CTX_CARD:
		break;
	}
	return true;
}

size_t commands_bar(const struct view *v, const struct command **out, size_t n)
{
	size_t used = 0;

	for (size_t i = 0; i < commands_count; i++) {
		const struct command *c = &commands[i];
		bool outermost = c->id == CMD_ESCAPE && v->overlay == OVERLAY_NONE;

		if (c->bar == 0 || outermost || (c->id == CMD_DOWN && !moves(v)) || !command_ready(c, v) || used == n)
			continue;
		size_t at = used++;
		for (; at > 0 && rank(out[at - 1], v) > rank(c, v); at--)
			out[at] = out[at - 1];
		out[at] = c;
	}
	return used;
}

void command_keys(struct text *t, const struct command *c, bool ascii, bool brief)
{
	for (size_t i = 0; i < sizeof c->keys / sizeof c->keys[0] && c->keys[i] != 0; i++) {
		if (i > 0 && brief)
			return;
		if (i > 0)
			text_add(t, " ");
		if (c->id == CMD_ANSWER)
			text_add(t, "1-9");
		else
			key_label(t, c->keys[i], ascii);
	}
}

/* Prints ASCII text, escaped for roff. */
static void roff_text(FILE *out, const char *s)
{
	if (*s == '.' || *s == '\'')
		fputs("\\&", out);
	for (; *s != '\0'; s++) {
		if (*s == '-')
			fputs("\\-", out);
		else if (*s == '`')
			fputs("\\(ga", out);
		else
			fputc(*s, out);
	}
}

void commands_roff(FILE *out)
{
	for (size_t i = 0; i < commands_count; i++) {
		char keys[64];
		struct text t = text_over(keys, sizeof keys);

		command_keys(&t, &commands[i], true, false);
		fputs(".TP\n.B ", out);
		roff_text(out, keys);
		fputc('\n', out);
		roff_text(out, commands[i].help[LANG_EN]);
		fputc('\n', out);
	}
}
