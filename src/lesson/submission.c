/* Writes and grades submissions. Called by cli: grade, progress. */
#include "lesson/submission.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "lesson/player.h"

static bool is_goal(const struct statement *st)
{
	return st->kind == ST_GOAL;
}

static unsigned actions_of(const struct statement *goal)
{
	unsigned n = 0;

	for (size_t i = 0; i < goal->solution_used; i++)
		n += goal->solution[i].kind == ST_ACTION;
	return n;
}

/* --- writing --- */

/* Writes script lines that '\n' separates, each indented. */
static void put_way(FILE *out, const char *way)
{
	for (size_t n; *way; way += n + (way[n] == '\n')) {
		n = strcspn(way, "\n");
		fprintf(out, "    %.*s\n", (int)n, way);
	}
}

static void put_goal(FILE *out, const struct script *lesson, const struct statement *goal, const char *way)
{
	const char *s = statement_block(goal, lesson->first_lang)->text;
	size_t size = 4 * strlen(s) + 3;
	char *quoted = mem_new(size, 1);
	struct text t = text_over(quoted, size);

	text_add_quoted(&t, s, strlen(s));
	fprintf(out, "\ngoal %s\n  solution\n", quoted);
	put_way(out, way);
	mem_free(quoted);
}

char *submission_write(const struct script *lesson, const struct progress *p, unsigned *left_out)
{
	unsigned nth = 0;
	char *text;
	size_t len;
	FILE *out = mem_stream(&text, &len);

	*left_out = 0;
	fprintf(out, "tcpstep 1\nid %s\n", lesson->id);
	for (size_t i = 0; i < lesson->used; i++) {
		const struct statement *goal = &lesson->statements[i];
		const struct progress_goal *g = is_goal(goal) ? progress_goal_find(p, lesson->id, ++nth) : NULL;

		if (g && g->solved && g->way)
			put_goal(out, lesson, goal, g->way);
		else
			*left_out += is_goal(goal);
	}
	mem_stream_close(out);
	return text;
}

/* --- grading --- */

/* Returns whether a goal of a submission has the text of this one, in some language. */
static bool same_goal(const struct statement *goal, const char *text)
{
	for (int l = 0; l < LANG_COUNT; l++)
		if (goal->block[l].text && strcmp(goal->block[l].text, text) == 0)
			return true;
	return false;
}

/* Returns the submission's goal for a goal of the lesson: the one with its text. Where goals of
 * the lesson share a text, they are told apart by their order. NULL: it has none. */
static const struct statement *submitted(const struct script *lesson, const struct statement *goal,
					 const struct script *submission)
{
	size_t before = 0;

	for (const struct statement *st = lesson->statements; st < goal; st++)
		before += is_goal(st) && same_goal(st, statement_block(goal, lesson->first_lang)->text);
	for (size_t i = 0; i < submission->used; i++) {
		const struct statement *st = &submission->statements[i];

		if (is_goal(st) && same_goal(goal, statement_block(st, submission->first_lang)->text) && before-- == 0)
			return st;
	}
	return NULL;
}

/* Plays the lesson until a goal is set. Returns false if it does not come to it. */
static bool play_to(struct player *p, const struct statement *goal)
{
	const struct statement *st;

	while ((st = player_step(p)) != goal) {
		if (!st)
			return false;
		if (is_goal(st))
			player_show_solution(p);
	}
	return true;
}

struct grade submission_grade(const struct script *lesson, const struct script *submission, unsigned nth)
{
	const struct statement *goal = lesson->statements, *way;
	struct grade grade = { .shortest = 0 };
	struct player p;

	for (; !is_goal(goal) || --nth > 0; goal++)
		;
	grade.shortest = actions_of(goal);
	way = submitted(lesson, goal, submission);
	if (!way)
		return grade;
	player_start(&p, lesson);
	if (play_to(&p, goal))
		for (size_t i = 0; i < way->solution_used && !grade.reached; i++) {
			if (way->solution[i].kind != ST_ACTION ||
			    player_act(&p, &way->solution[i].action) != REFUSED_NOT)
				continue;
			grade.actions++;
			grade.reached = player_goal_reached(&p) && player_goal_honest(&p);
		}
	player_stop(&p);
	return grade;
}
