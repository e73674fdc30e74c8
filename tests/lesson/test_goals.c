/* Tries to cheat every shipped goal: by waiting alone, a crash, an exit, an abort, and by
 * ways that are shorter than the solution and use none of its calls. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/verbs.h"
#include "lesson/cheat.h"
#include "lesson/parse.h"
#include "lesson/run.h"
#include "session/path.h"

#include "suites.h"

Suite *suite_lesson_goals(void);

#define LESSONS_DIR TESTS_DIR "/../lessons"
enum { STATES = 4000, GOALS = 16 };

/* Looks at each goal of a lesson where it is set. */
struct looker {
	const char *name;
	struct text *told;
	unsigned goals;
};

static size_t actions_in(const struct statement *goal)
{
	size_t n = 0;

	for (size_t i = 0; i < goal->solution_used; i++)
		n += goal->solution[i].kind == ST_ACTION;
	return n;
}

/* Returns whether two actions are of one sort: the same call of the same host (close and
 * shutdown both end a direction), or the same interference with a segment. */
static bool same_sort(const struct action *a, const struct action *b)
{
	bool end_a = a->call == CALL_CLOSE || a->call == CALL_SHUTDOWN;
	bool end_b = b->call == CALL_CLOSE || b->call == CALL_SHUTDOWN;

	if (a->kind != b->kind || a->kind == ACT_DELIVER || a->kind >= ACT_WAIT)
		return false;
	return a->kind != ACT_CALL || (a->host == b->host && (a->call == b->call || (end_a && end_b)));
}

static bool has_of_solution(const struct statement *goal, const struct action *way, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < goal->solution_used; k++)
			if (goal->solution[k].kind == ST_ACTION && same_sort(&goal->solution[k].action, &way[i]))
				return true;
	return false;
}

static void look_for_shorter(struct looker *l, const struct statement *goal, const struct world *w)
{
	struct predicate reach[GOALS];
	struct path p = { .from = w,
			  .goals = reach,
			  .forbid = goal->forbid,
			  .forbid_used = goal->forbid_used,
			  .actions_max = (unsigned)actions_in(goal) - 1,
			  .states_max = STATES };
	struct path_found found;

	if (p.actions_max == 0)
		return;
	for (; p.goals_used < goal->reach_used && p.goals_used < GOALS; p.goals_used++)
		reach[p.goals_used] = goal->reach[p.goals_used].predicate;
	path_find(&p, &found);
	if (found.reached && !has_of_solution(goal, found.actions, found.actions_used)) {
		text_addf(l->told, "\n%s:%u: shorter, without the solution's calls:", l->name, goal->line);
		for (size_t i = 0; i < found.actions_used; i++) {
			text_add(l->told, i ? "; " : " ");
			action_write(l->told, &found.actions[i]);
		}
	}
	path_found_free(&found);
}

static void on_statement(void *to, const struct statement *st, const struct world *w)
{
	struct looker *l = to;
	char array[400];
	struct text ways = text_over(array, sizeof array);

	if (st->kind != ST_GOAL)
		return;
	l->goals++;
	if (goal_cheats(st, w, &ways))
		text_addf(l->told, "\n%s:%u: by %s", l->name, st->line, array);
	else
		look_for_shorter(l, st, w);
}

static unsigned look_at(const char *path, const char *name, struct text *told)
{
	struct looker l = { .name = name, .told = told };
	struct run_events events = { .to = &l, .statement = on_statement };
	struct diags errors = { 0 };
	struct script *s;
	char *text;
	size_t len;

	ck_assert_msg(source_read(path, &text, &len, &errors), "%s", path);
	s = script_parse(name, text, len, &errors);
	ck_assert_msg(s, "%s", path);
	script_run(s, &events, NULL);
	diags_free(&errors);
	script_free(s);
	free(text);
	return l.goals;
}

START_TEST(no_shipped_goal__can_be_cheated)
{
	static char array[8000];
	struct text told = text_over(array, sizeof array);
	DIR *dir = opendir(LESSONS_DIR);
	struct dirent *entry;
	unsigned goals = 0;
	char path[512];

	ck_assert_ptr_nonnull(dir);
	while ((entry = readdir(dir)) != NULL) {
		const char *dot = strrchr(entry->d_name, '.');

		if (!dot || strcmp(dot, ".tcpstep") != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", LESSONS_DIR, entry->d_name);
		goals += look_at(path, entry->d_name, &told);
	}
	closedir(dir);
	ck_assert_uint_ge(goals, 20);
	ck_assert_msg(told.len == 0, "%s", array);
}
END_TEST

/* --- the ways that are looked for --- */

#define CONNECTED \
	"tcpstep 1\nserver socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n" \
	"wait idle\nserver accept\n"

/* Tells of the goal that ends the script. */
static void told_of(const char *source, struct text *told)
{
	struct looker l = { .name = "x", .told = told };
	struct run_events events = { .to = &l, .statement = on_statement };
	struct diags errors = { 0 };
	struct script *s = script_parse("x", source, strlen(source), &errors);

	ck_assert_msg(s, "%s", errors.used ? errors.at[0].message : "");
	text_clear(told);
	script_run(s, &events, NULL);
	script_free(s);
}

START_TEST(each_cheat__is_found_unless_it_is_forbidden_or_meant)
{
	static const struct {
		const char *source, *told;
	} rows[] = {
		{ CONNECTED
		  "client close\ngoal \"x\"\n  reach server CLOSE-WAIT\n  solution\n    server recv\n    deliver\n",
		  "\nx:10: by wait next" },
		{ CONNECTED "client close\ngoal \"x\"\n  reach server CLOSE-WAIT\n  solution\n    deliver\n", "" },
		{ CONNECTED
		  "goal \"x\"\n  reach server CLOSED\n  forbid linger\n  solution\n    client abort\n    deliver\n",
		  "\nx:9: by server crash, server boot, server abort" },
		{ CONNECTED
		  "goal \"x\"\n  reach server CLOSED\n  forbid crash boot abort linger\n  solution\n    client close\n"
		  "    wait idle\n    server close\n    wait idle\n",
		  "" },
		{ CONNECTED
		  "goal \"x\"\n  reach client FIN-WAIT-1\n  forbid client exit\n  solution\n    client close\n",
		  "" },
		{ CONNECTED "goal \"x\"\n  reach client FIN-WAIT-1\n  solution\n    client close\n",
		  "\nx:9: by client exit" },
		{ CONNECTED "goal \"x\"\n  reach client FIN-WAIT-1\n  solution\n    client exit\n", "" },
		{ CONNECTED
		  "goal \"x\"\n  reach client CLOSED\n  forbid crash exit abort\n  solution\n    client close\n"
		  "    server close\n    wait idle\n    wait 4m\n",
		  "\nx:9: by client linger 0, server linger 0" },
		{ CONNECTED "goal \"x\"\n  reach server CLOSE-WAIT\n  forbid crash exit abort linger\n  solution\n"
			    "    client send 1\n    wait idle\n    server recv\n    client close\n    wait idle\n",
		  "" },
		{ CONNECTED "goal \"x\"\n  reach server CLOSE-WAIT\n  forbid crash abort linger\n  solution\n"
			    "    client send 1\n    wait idle\n    server recv\n    client exit\n    wait idle\n",
		  "\nx:9: shorter, without the solution's calls: client shutdown wr; deliver #4" },
	};
	char array[1000];
	struct text told = text_over(array, sizeof array);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		told_of(rows[i].source, &told);
		ck_assert_msg(strcmp(array, rows[i].told) == 0, "row %zu: found '%s'", i, array);
	}
}
END_TEST

Suite *suite_lesson_goals(void)
{
	Suite *s = suite_create("lesson/goals");
	TCase *c = tcase_create("cheats");

	tcase_set_timeout(c, 120);
	tcase_add_test(c, no_shipped_goal__can_be_cheated);
	tcase_add_test(c, each_cheat__is_found_unless_it_is_forbidden_or_meant);
	suite_add_tcase(s, c);
	return s;
}
