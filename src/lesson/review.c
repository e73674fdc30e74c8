/* Reviews a lesson: first its words, then what they claim, compared with a
 * run. */
#include "lesson/review.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "engine/states.h"
#include "lesson/cheat.h"
#include "lesson/review_parts.h"
#include "lesson/run.h"
#include "lesson/write.h"
#include "language/verbs.h"
#include "session/path.h"

enum { GOAL_PARTS = 16, GOAL_STATES = 100000 };

struct review {
	const struct script *script;
	const struct reviewer *reviewer;
	const struct statement *asked; /* the last question that claims a state; NULL: none is open */
	int claimed;                   /* enum tcp_state */
	int about;                     /* the host that it names, HOSTS: either */
	bool was_so;                   /* ... and the state was as claimed since it was asked */
	uint8_t state[HOSTS];          /* the states when it was asked */
	const struct statement *goal;  /* the last one */
	struct world *set;             /* the world when that goal was set */
	const struct statement *last;  /* the statement that is being performed */
	uint32_t order_before;         /* of the newest result of its call, before it */
	struct answers answers;        /* of the last question */
	struct {
		const struct statement *call; /* failed at once, and no expectation has named its result; NULL: none */
		uint8_t error;                /* enum sock_error */
	} failed[HOSTS];
};

/* Returns a warning at a place; its other arguments are set by diag_argument. */
static struct diag at_place(unsigned line, unsigned column, enum diag_id id, const char *first)
{
	struct diag d;

	diag_set(&d, column, id, first, "");
	d.line = line;
	return d;
}

static struct diag at_statement(const struct statement *st, enum diag_id id, const char *first)
{
	return at_place(st->line, st->column, id, first);
}

static void warn(const struct review *r, const struct diag *d)
{
	r->reviewer->warn(r->reviewer->to, d);
}

static void warn_of(const struct review *r, const struct statement *st, enum diag_id id, const char *first)
{
	struct diag d = at_statement(st, id, first);

	warn(r, &d);
}

/* --- languages --- */

static bool has_text(const struct statement *st)
{
	return st->kind == ST_SAY || st->kind == ST_NOTE || st->kind == ST_ASK || st->kind == ST_GOAL;
}

/* Finds the languages that the script has anywhere. */
static void languages_of(const struct statement *statements, size_t n, bool has[LANG_COUNT])
{
	for (size_t i = 0; i < n; i++) {
		for (int l = 0; l < LANG_COUNT; l++)
			has[l] = has[l] || statements[i].block[l].text;
		languages_of(statements[i].solution, statements[i].solution_used, has);
	}
}

static void review_languages(const struct review *r, const struct statement *statements, size_t n,
			     const bool has[LANG_COUNT])
{
	for (size_t i = 0; i < n; i++) {
		for (int l = 0; l < LANG_COUNT; l++)
			if (has_text(&statements[i]) && has[l] && !statements[i].block[l].text)
				warn_of(r, &statements[i], DIAG_REVIEW_NO_TEXT, lang_code((enum lang)l));
		review_languages(r, statements[i].solution, statements[i].solution_used, has);
	}
}

static void review_titles(const struct review *r, const bool has[LANG_COUNT])
{
	bool titled = false;

	for (int l = 0; l < LANG_COUNT; l++)
		titled = titled || r->script->title[l];
	for (int l = 0; l < LANG_COUNT; l++)
		if (titled && has[l] && !r->script->title[l]) {
			struct diag d = at_place(0, 0, DIAG_REVIEW_NO_TITLE, lang_code((enum lang)l));

			warn(r, &d);
		}
}

/* --- lengths --- */

static size_t lines_of(const char *text)
{
	return text ? text_lines(text, STORY_COLUMNS) : 0;
}

static void review_ask_length(const struct review *r, const struct statement *st, enum lang lang)
{
	const struct block *b = &st->block[lang];
	size_t lines = lines_of(b->text) + b->choices_used;
	struct diag d;

	if (lines > ASK_LINES) {
		d = at_statement(st, DIAG_REVIEW_ASK_LONG, lang_code(lang));
		diag_argument(&d, 2, "%zu", lines);
		diag_argument(&d, 3, "%d", ASK_LINES);
		warn(r, &d);
	}
	for (size_t i = 0; i < b->choices_used; i++) {
		size_t told = lines_of(b->choices[i].feedback) + lines_of(b->because);

		if (text_lines(b->choices[i].text, CHOICE_COLUMNS) > 1) {
			d = at_statement(st, DIAG_REVIEW_CHOICE_LONG, lang_code(lang));
			diag_argument(&d, 2, "%zu", i + 1);
			diag_argument(&d, 3, "%d", CHOICE_COLUMNS);
			warn(r, &d);
		}
		if (told > ANSWER_LINES) {
			d = at_statement(st, DIAG_REVIEW_ANSWER_LONG, lang_code(lang));
			diag_argument(&d, 2, "%zu", i + 1);
			diag_argument(&d, 3, "%zu", told);
			diag_argument(&d, 4, "%d", ANSWER_LINES);
			warn(r, &d);
		}
	}
}

static void review_length(const struct review *r, const struct statement *st, enum lang lang)
{
	size_t lines = lines_of(st->block[lang].text) + st->reach_used;

	if (st->kind == ST_ASK) {
		review_ask_length(r, st, lang);
	} else if ((st->kind == ST_SAY || st->kind == ST_GOAL) && lines > STORY_LINES) {
		struct diag d = at_statement(st, DIAG_REVIEW_TEXT_LONG, lang_code(lang));

		diag_argument(&d, 2, "%zu", lines);
		diag_argument(&d, 3, "%d", STORY_COLUMNS);
		diag_argument(&d, 4, "%d", STORY_LINES);
		warn(r, &d);
	}
}

/* Warns of a goal's text that does not fit into its line, and of hints that are
 * missing in a language. */
static void review_goal(const struct review *r, const struct statement *st, enum lang lang)
{
	const struct block *b = &st->block[lang], *first = &st->block[r->script->first_lang];
	size_t columns = b->text ? (size_t)text_width(b->text) : 0;
	struct diag d;

	if (columns > GOAL_COLUMNS) {
		d = at_statement(st, DIAG_REVIEW_GOAL_COLUMNS, lang_code(lang));
		diag_argument(&d, 2, "%zu", columns);
		diag_argument(&d, 3, "%d", GOAL_COLUMNS);
		warn(r, &d);
	}
	if (b->text && b->hints_used != first->hints_used) {
		d = at_statement(st, DIAG_REVIEW_HINTS, lang_code(lang));
		diag_argument(&d, 2, "%zu", first->hints_used);
		diag_argument(&d, 3, "%zu", b->hints_used);
		warn(r, &d);
	}
}

/* Warns of a goal that is reached without what it asks for. */
static void review_cheats(const struct review *r, const struct statement *goal, const struct world *w)
{
	char ways[DIAG_ARGUMENT_MAX - 4];
	struct text t = text_over(ways, sizeof ways);
	struct diag d;

	if (!goal_cheats(goal, w, &t))
		return;
	d = at_statement(goal, DIAG_REVIEW_CHEAT, "");
	diag_argument(&d, 1, "%s%s", ways, t.cut ? "..." : "");
	warn(r, &d);
}

/* --- questions --- */

/* Warns if every choice of a question is right. */
static void review_choices(const struct review *r, const struct statement *st)
{
	const struct block *b = statement_block(st, r->script->first_lang);
	size_t right = 0;

	for (size_t i = 0; i < b->choices_used; i++)
		right += b->choices[i].right;
	if (right > 0 && right == b->choices_used)
		warn_of(r, st, DIAG_REVIEW_ALL_RIGHT, "");
}

/* Warns of missing reasons, in the first language in which one is missing. */
static void review_reasons(const struct review *r, const struct statement *st)
{
	for (int l = 0; l < LANG_COUNT; l++) {
		const struct block *b = &st->block[l];
		bool told = false;

		for (size_t i = 0; i < b->choices_used; i++)
			if (!b->choices[i].right && !b->choices[i].feedback) {
				struct diag d = at_statement(st, DIAG_REVIEW_NO_FEEDBACK, "");

				diag_argument(&d, 1, "%zu", i + 1);
				warn(r, &d);
				told = true;
			}
		if (b->text && !b->because) {
			warn_of(r, st, DIAG_REVIEW_NO_BECAUSE, "");
			told = true;
		}
		if (told)
			return;
	}
}

/* Returns the one state that the text names; -1: none, or several. */
static int state_named(const char *text)
{
	int found = -1;

	for (int s = 0; s < TCPS_COUNT; s++)
		if (review_names(text, state_name((enum tcp_state)s))) {
			if (found >= 0)
				return -1;
			found = s;
		}
	return found;
}

/* Returns the one state that all right choices name; -1: none, or several. */
static int state_claimed(const struct block *b)
{
	int claimed = -1;

	for (size_t i = 0; i < b->choices_used; i++) {
		int named = b->choices[i].right ? state_named(b->choices[i].text) : claimed;

		if (b->choices[i].right && (named < 0 || (claimed >= 0 && claimed != named)))
			return -1;
		claimed = named;
	}
	return claimed;
}

/* Returns the one host that the text names; HOSTS: none, or both. */
static int host_named(const char *text)
{
	bool client = review_names(text, "client"), server = review_names(text, "server");

	return client == server ? HOSTS : client ? HOST_CLIENT : HOST_SERVER;
}

/* Returns the host whose state is claimed, named by the right choices or the
 * question; HOSTS: either. */
static int host_of(const struct block *b)
{
	for (size_t i = 0; i < b->choices_used; i++)
		if (b->choices[i].right && host_named(b->choices[i].text) != HOSTS)
			return host_named(b->choices[i].text);
	return host_named(b->text);
}

/* --- during the run --- */

static void look(struct review *r, const struct world *w)
{
	for (int h = 0; h < HOSTS; h++)
		if (r->about == h || r->about == HOSTS)
			r->was_so |= (int)world_state(w, (uint8_t)h) == r->claimed;
}

/* Judges a question that is over: was what it claims true in the meantime? */
static void judge_claim(struct review *r, const struct world *w)
{
	if (!r->asked)
		return;
	look(r, w);
	if (!r->was_so) {
		struct diag d = at_statement(r->asked, r->about == HOSTS ? DIAG_REVIEW_CLAIM : DIAG_REVIEW_CLAIM_OF,
					     state_name((enum tcp_state)r->claimed));

		for (uint8_t h = 0; h < HOSTS; h++) {
			diag_argument(&d, 2u + h, "%s", state_name((enum tcp_state)r->state[h]));
			diag_argument(&d, 4u + h, "%s", state_name(world_state(w, h)));
		}
		diag_argument(&d, 6, "%s", r->about == HOSTS ? "" : host_name((uint8_t)r->about));
		warn(r, &d);
	}
	r->asked = NULL;
}

/* Judges what the right choice of the last question names by what has happened since. */
static void judge_answers(struct review *r)
{
	struct diag d;

	if (r->answers.ask && !question_is_open(r->answers.ask) &&
	    answers_doubtful(&r->answers, r->script->first_lang, &d))
		warn(r, &d);
	r->answers = (struct answers){ 0 };
}

static void open_claim(struct review *r, const struct statement *st, const struct world *w)
{
	const struct block *b = statement_block(st, r->script->first_lang);

	r->claimed = state_claimed(b);
	if (r->claimed < 0)
		return;
	r->asked = st;
	r->about = host_of(b);
	r->was_so = false;
	for (int h = 0; h < HOSTS; h++)
		r->state[h] = (uint8_t)world_state(w, (uint8_t)h);
}

/* Warns of a host's call that failed if no expectation has named its result. */
static void judge_call(struct review *r, uint8_t host)
{
	const struct statement *call = r->failed[host].call;

	if (call) {
		struct diag d = at_statement(call, DIAG_REVIEW_CALL_FAILS,
					     error_name((enum sock_error)r->failed[host].error));

		diag_argument(&d, 2, "%s", host_name(host));
		warn(r, &d);
	}
	r->failed[host].call = NULL;
}

static uint32_t order_of(const struct past_return *result)
{
	return result ? result->order : 0;
}

/* Notes whether the call that was performed last has failed at once. */
static void look_at_call(struct review *r, const struct world *w)
{
	const struct statement *st = r->last;
	const struct past_return *result;

	r->last = NULL;
	if (!st || st->kind != ST_ACTION || st->action.kind != ACT_CALL)
		return;
	result = past_find_return(&w->past[st->action.host], 0, st->action.call);
	if (order_of(result) == r->order_before || !result->error) /* it waits, or has succeeded */
		return;
	r->failed[st->action.host].call = st;
	r->failed[st->action.host].error = result->error;
}

/* Returns whether a predicate is about the result of a call (NULL: of none). */
static bool names_result(const struct predicate *p, const struct statement *call)
{
	return p->kind == PRED_RETURNED || (p->kind == PRED_CALL_RETURNED && call && call->action.call == p->call);
}

/* Follows the calls that a script makes; those of a solution are judged by the
 * goal's conditions. */
static void follow_call(struct review *r, const struct statement *st, const struct world *w)
{
	look_at_call(r, w);
	if (st->kind == ST_ACTION && st->action.kind == ACT_CALL)
		judge_call(r, st->action.host);
	if (st->kind == ST_EXPECT && names_result(&st->predicate, r->failed[st->predicate.host].call))
		r->failed[st->predicate.host].call = NULL;
	if (!r->goal || st < r->goal->solution || st >= r->goal->solution + r->goal->solution_used)
		r->last = st;
	if (r->last && st->kind == ST_ACTION && st->action.kind == ACT_CALL)
		r->order_before = order_of(past_find_return(&w->past[st->action.host], 0, st->action.call));
}

static bool is_reached(const struct statement *goal, const struct world *w)
{
	struct failure f;

	for (size_t i = 0; i < goal->reach_used; i++)
		if (!judge_expect(w, &goal->reach[i], &f))
			return false;
	return true;
}

static void on_row(void *to, unsigned step, const struct row *row)
{
	struct review *r = to;

	(void)step;
	answers_row(&r->answers, row);
}

static void on_statement(void *to, const struct statement *st, const struct world *w)
{
	struct review *r = to;

	follow_call(r, st, w);
	if (st->kind == ST_ASK || st->kind == ST_GOAL)
		judge_claim(r, w);
	if (r->asked)
		look(r, w);
	if (st->kind == ST_ASK) {
		open_claim(r, st, w);
		judge_answers(r);
		r->answers.ask = st;
	}
	if (st->kind != ST_GOAL)
		return;
	r->goal = st;
	world_copy(r->set, w);
	if (!goal_is_proved(st))
		return;
	if (is_reached(st, w))
		warn_of(r, st, DIAG_REVIEW_GOAL_MET, "");
	else
		review_cheats(r, st, w);
}

/* Called where a solution does not reach its goal, which the run reports itself:
 * looks for another solution. */
static void on_failure(void *to, const struct failure *f)
{
	struct review *r = to;
	struct predicate goals[GOAL_PARTS];
	struct path p = { .from = r->set, .goals = goals, .states_max = GOAL_STATES };
	struct path_found found;
	char way[DIAG_ARGUMENT_MAX - 4];
	struct diag d;
	struct text t = text_over(way, sizeof way);
	const struct statement *goal = r->goal;

	if (!goal || f->at < goal->reach || f->at >= goal->reach + goal->reach_used || goal->reach_used > GOAL_PARTS)
		return;
	r->goal = NULL; /* warned of once */
	for (; p.goals_used < goal->reach_used; p.goals_used++)
		goals[p.goals_used] = goal->reach[p.goals_used].predicate;
	path_find(&p, &found);
	for (size_t i = 0; found.reached && i < found.actions_used; i++) {
		text_add(&t, i ? "; " : "");
		action_write(&t, &found.actions[i]);
	}
	d = at_statement(goal, found.reached ? DIAG_REVIEW_WAY : DIAG_REVIEW_NO_WAY, "");
	if (found.reached)
		diag_argument(&d, 1, "%s%s", way, t.cut ? "..." : "");
	else
		diag_argument(&d, 1, "%zu", found.states);
	warn(r, &d);
	path_found_free(&found);
}

/* --- the header --- */

/* Finds the place of an id in a header's line that starts with `after`. */
static void find_after(const struct script *s, const char *id, unsigned *line, unsigned *column)
{
	const char *at = s->source;

	*line = *column = 0;
	for (unsigned n = 1; at && *at; n++) {
		const char *end = strchr(at, '\n'), *word = strstr(at, id);

		if (strncmp(at, "after", 5) == 0 && word && (!end || word < end)) {
			*line = n;
			*column = (unsigned)(word - at) + 1;
			return;
		}
		at = end ? end + 1 : NULL;
	}
}

static void review_after(const struct review *r)
{
	const struct script *s = r->script;

	for (size_t i = 0; i < s->after_used; i++) {
		struct diag d;
		unsigned line, column;
		const char *near = NULL;
		bool itself = strcmp(s->after[i], s->id) == 0;

		if (!itself && r->reviewer->is_lesson(r->reviewer->to, s->after[i], &near))
			continue;
		find_after(s, s->after[i], &line, &column);
		d = at_place(line, column, itself ? DIAG_REVIEW_AFTER_ITSELF : DIAG_REVIEW_NO_LESSON, s->after[i]);
		snprintf(d.hint, sizeof d.hint, "%s", itself || !near ? "" : near);
		warn(r, &d);
	}
}

/* Warns of a setting that a later line sets again. */
static void review_sets(const struct review *r)
{
	const struct script *s = r->script;
	const char *at = s->source;
	size_t i = 0;

	for (unsigned n = 1; at && *at && i < s->sets_used; n++) {
		size_t len = strcspn(s->sets[i], " ") + 1, k = 0;

		if (strncmp(at, "set", 3) == 0 && (at[3] == ' ' || at[3] == '\t')) {
			while (k < i && strncmp(s->sets[k], s->sets[i], len) != 0)
				k++;
			if (k < i) {
				struct diag d = at_place(n, 1, DIAG_REVIEW_SET_TWICE, "");

				warn(r, &d);
			}
			i++;
		}
		at = strchr(at, '\n');
		at = at ? at + 1 : NULL;
	}
}

void script_review(const struct script *s, const struct reviewer *reviewer)
{
	struct review r = { .script = s, .reviewer = reviewer };
	struct run_events events = { .to = &r, .row = on_row, .statement = on_statement, .failure = on_failure };
	bool has[LANG_COUNT] = { false };
	struct run *run;

	for (int l = 0; l < LANG_COUNT; l++)
		has[l] = s->title[l];
	languages_of(s->statements, s->used, has);
	review_titles(&r, has);
	review_after(&r);
	review_sets(&r);
	review_languages(&r, s->statements, s->used, has);
	for (size_t i = 0; i < s->used; i++) {
		for (int l = 0; l < LANG_COUNT; l++)
			review_length(&r, &s->statements[i], (enum lang)l);
		for (int l = 0; l < LANG_COUNT && s->statements[i].kind == ST_GOAL; l++)
			review_goal(&r, &s->statements[i], (enum lang)l);
		if (s->statements[i].kind == ST_GOAL && s->statements[i].solution_used == 0)
			warn_of(&r, &s->statements[i], DIAG_REVIEW_GOAL_UNSOLVED, "");
		if (s->statements[i].kind == ST_ASK && !question_is_open(&s->statements[i])) {
			review_choices(&r, &s->statements[i]);
			review_reasons(&r, &s->statements[i]);
		}
	}
	if (reviewer->strict && s->used > 0)
		review_guide(s, reviewer->warn, reviewer->to);
	r.set = mem_new(1, sizeof *r.set);
	run = run_begin(&s->config, &events);
	for (size_t i = 0; i < s->used; i++)
		run_statement(run, &s->statements[i]);
	judge_claim(&r, run_world(run));
	judge_answers(&r);
	look_at_call(&r, run_world(run));
	for (uint8_t h = 0; h < HOSTS; h++)
		judge_call(&r, h);
	run_free(run);
	mem_free(r.set);
}
