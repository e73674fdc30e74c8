/* Makes the sentences about how a lesson went. Called by panel_card and plain mode. */
#include "ui/app/card.h"

#include "ui/tell/messages.h"

enum { LINE_MAX_OCTETS = 600 };

struct card {
	card_line *line;
	void *to;
};

static void line(struct card *s, uint8_t look, const char *text)
{
	s->line(s->to, look, text);
}

static void add_questions(struct card *s, const struct view *v)
{
	const struct script *script = v->player->script;
	size_t asked = 0, right = 0, skipped = 0;
	char said[160];
	struct text t = text_over(said, sizeof said);

	for (size_t i = 0; i < script->used && i < v->outcomes_used; i++) {
		if (script->statements[i].kind != ST_ASK || question_is_open(&script->statements[i]))
			continue;
		asked++;
		right += v->outcomes[i].kind == OUTCOME_RIGHT;
		skipped += v->outcomes[i].kind == OUTCOME_SKIPPED || v->outcomes[i].kind == OUTCOME_NONE;
	}
	if (asked == 0)
		return;
	text_addf(&t, message(MSG_CARD_QUESTIONS, v->lang), right, asked);
	if (skipped > 0) {
		text_add(&t, " ");
		text_addf(&t, message(MSG_CARD_SKIPPED, v->lang), skipped);
	}
	line(s, right == asked ? LOOK_GOOD : LOOK_PLAIN, said);
}

static void add_goals(struct card *s, const struct view *v)
{
	const struct script *script = v->player->script;

	for (size_t i = 0; i < script->used && i < v->outcomes_used; i++) {
		const struct outcome *o = &v->outcomes[i];
		bool reached = o->kind == OUTCOME_REACHED;
		char said[200];
		struct text t = text_over(said, sizeof said);

		if (script->statements[i].kind != ST_GOAL)
			continue;
		if (reached)
			text_addf(&t, message(o->actions > o->shortest ? MSG_CARD_GOAL : MSG_CARD_GOAL_BEST, v->lang),
				  o->actions, o->shortest);
		else
			text_add(&t,
				 message(o->kind == OUTCOME_SHOWN ? MSG_CARD_GOAL_SHOWN : MSG_CARD_GOAL_OPEN, v->lang));
		if (reached && o->helped) {
			text_add(&t, " ");
			text_add(&t, message(MSG_CARD_HELPED, v->lang));
		}
		line(s, reached ? LOOK_GOOD : LOOK_PLAIN, said);
	}
}

static void add_missed(struct card *s, const struct view *v)
{
	const struct script *script = v->player->script;

	for (size_t i = 0; i < script->used && i < v->outcomes_used; i++) {
		const struct outcome *o = &v->outcomes[i];
		char said[LINE_MAX_OCTETS];
		struct text t = text_over(said, sizeof said);

		if (o->mended || (o->kind != OUTCOME_WRONG && o->kind != OUTCOME_SKIPPED))
			continue;
		text_addf(&t, message(o->kind == OUTCOME_WRONG ? MSG_CARD_MISSED : MSG_CARD_PASSED, v->lang),
			  statement_block(&script->statements[i], v->lang)->text);
		line(s, LOOK_WARN, said);
	}
}

/* Returns the text after the last step of the lesson; NULL: there is none. */
static const char *last_words(const struct view *v)
{
	const struct script *script = v->player->script;

	for (size_t i = script->used; i-- > 0 && script->statements[i].kind != ST_ACTION;)
		if (script->statements[i].kind == ST_SAY)
			return statement_block(&script->statements[i], v->lang)->text;
	return NULL;
}

void card_tell(const struct view *v, card_line *take, void *to)
{
	struct card card = { take, to };
	const char *words = last_words(v);

	line(&card, LOOK_TITLE, script_title(v->player->script, v->lang));
	add_questions(&card, v);
	add_goals(&card, v);
	add_missed(&card, v);
	if (words) {
		line(&card, LOOK_TITLE, message(MSG_CARD_WORDS, v->lang));
		line(&card, LOOK_PLAIN, words);
	}
}
