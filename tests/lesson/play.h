/* A script that is played, for the tests of player and way. */
#ifndef TCPSTEP_TESTS_LESSON_PLAY_H
#define TCPSTEP_TESTS_LESSON_PLAY_H

#include <check.h>
#include <string.h>

#include "language/verbs.h"
#include "lesson/parse.h"
#include "lesson/player.h"

static struct script *script;
static struct player p;

static inline void begin(const char *source)
{
	struct diags errors = { 0 };

	script = script_parse("test", source, strlen(source), &errors);
	ck_assert_msg(script != NULL, "%s", errors.used ? errors.at[0].message : "no script");
	diags_free(&errors);
	player_start(&p, script);
}

static inline void teardown(void)
{
	player_stop(&p);
	script_free(script);
}

static inline enum refusal act(const char *line)
{
	struct action a;
	struct diag d;

	ck_assert_msg(action_read(line, &a, &d), "%s: %s", line, d.message);
	return player_act(&p, &a);
}

/* Steps n times; the last must stop at a statement of this kind. */
static inline const struct statement *step_to(int n, enum statement_kind kind)
{
	const struct statement *st = NULL;

	while (n-- > 0) {
		st = player_step(&p);
		ck_assert_ptr_nonnull(st);
	}
	ck_assert_int_eq(st->kind, kind);
	ck_assert_ptr_eq(st, player_now(&p));
	return st;
}

static inline enum tcp_state state(uint8_t host)
{
	return world_state(session_world(p.session), host);
}

#endif
