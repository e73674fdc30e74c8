/* Tries an action on a copy of the world and summarizes its rows. Called by
 * app_explore. */
#include "ui/tell/consequence.h"

#include <string.h>

#include "base/mem.h"
#include "language/format.h"
#include "engine/states.h"
#include "engine/trace.h"
#include "language/verbs.h"
#include "ui/tell/messages.h"
#include "ui/tell/story.h"
#include "ui/draw/style.h"

/* What was collected from the rows. */
struct gather {
	struct text words;
	const struct world *before;
	enum lang lang;
	bool ascii;
	int columns;
	bool full; /* something was left out */
	enum rule_id rule;
	int sends, spoken; /* spoken: 1 + the host named last; 0: none */
};

/* Adds a part, separated by a comma; if it does not fit, an ellipsis. */
static void part(struct gather *g, const char *s)
{
	const char *comma = g->words.len > 0 ? ", " : "";
	int room = g->columns - (int)text_width(g->words.at) - (int)strlen(comma);

	if (g->full)
		return;
	if ((int)text_width(s) + 2 > room) {
		char end[8];

		end[utf8_put(end, glyph_of(GL_ELLIPSIS, g->ascii))] = '\0';
		text_addf(&g->words, " %s", end);
		g->full = true;
		return;
	}
	text_addf(&g->words, "%s%s", comma, s);
}

static void add_change(struct gather *g, const struct change *ch)
{
	char line[96];
	struct text t = text_over(line, sizeof line);

	text_addf(&t, "%s %s%s%s", host_name(ch->host), state_name((enum tcp_state)ch->from), g->ascii ? " -> " : " → ",
		  state_name((enum tcp_state)ch->to));
	part(g, line);
	g->spoken = 1 + ch->host;
	if (ch->rule != RULE_NONE)
		g->rule = (enum rule_id)ch->rule;
}

static void add_row(void *to, const struct row *row)
{
	struct gather *g = to;
	char line[KEPT_MAX * 4 + 96];
	struct text t = text_over(line, sizeof line);

	for (size_t i = 0; i < row->changes_used; i++)
		add_change(g, &row->changes[i]);
	if (row->changes_used == 0 && g->rule == RULE_NONE && row->rules_used > 0)
		g->rule = (enum rule_id)row->rules[row->rules_used - 1];
	switch ((enum row_kind)row->kind) {
	case ROW_SEND:
		if (g->sends++ >= 2)
			break;
		if (g->spoken == 1 + row->actor) /* the last words were about this host */
			text_addf(&t, message(MSG_IF_SENDS_TOO, g->lang), segment_flags_name(row->segment.flags));
		else
			text_addf(&t, message(MSG_IF_SENDS, g->lang), host_word(row->actor, g->lang),
				  segment_flags_name(row->segment.flags));
		g->spoken = 1 + row->actor;
		part(g, line);
		break;
	case ROW_RETURN:
		format_result(&t, &row->result);
		part(g, line);
		break;
	case ROW_TIMER:
		text_addf(&t, message(MSG_IF_TIMER, g->lang), host_word(row->actor, g->lang),
			  story_timer((enum timer_id)row->timer, g->lang));
		part(g, line);
		break;
	case ROW_CALL:
	case ROW_ARRIVE:
	case ROW_LOSE:
	case ROW_FORGE:
		break;
	}
}

/* Adds "connect() waits" if the call has not returned. */
static void add_wait(struct gather *g, const struct world *after, const struct action *action)
{
	const struct host *h = &after->hosts[action->host], *was = &g->before->hosts[action->host];
	bool waits = false;
	char call[32], line[64];
	struct text name = text_over(call, sizeof call), t = text_over(line, sizeof line);

	for (uint32_t i = 0; action->kind == ACT_CALL && i < h->high; i++)
		waits |= ((h->slots[i].blocked & ~was->slots[i].blocked) >> action->call & 1) != 0;
	if (!waits)
		return;
	text_addf(&name, "%s()", call_name((enum call_id)action->call));
	text_addf(&t, message(MSG_CALL_WAITS, g->lang), call);
	part(g, line);
}

void consequence_of(struct consequence *out, const struct world *w, const struct action *action, enum lang lang,
		    bool ascii, int columns)
{
	struct world *after = mem_new(1, sizeof *after);
	struct trace *trace = mem_new(1, sizeof *trace);
	struct gather g = { .words = text_over(out->words, sizeof out->words),
			    .before = w,
			    .lang = lang,
			    .ascii = ascii,
			    .columns = columns };

	world_init(after, &w->config);
	world_copy(after, w);
	trace_init(trace, add_row, &g);
	out->refusal = world_apply(after, action, trace);
	out->rule = g.rule;
	if (out->refusal == REFUSED_NOT)
		add_wait(&g, after, action);
	if (out->refusal != REFUSED_NOT)
		text_add(&g.words, refusal_text(out->refusal, lang));
	else if (g.words.len == 0)
		text_add(&g.words, message(action->kind == ACT_DROP ? MSG_IF_LOST : MSG_IF_NOTHING, lang));
	mem_free(trace);
	mem_free(after);
}
