/* Tests whole screens, reached by playing scripts: what holds at every size, and the text of
 * the story. The screens that a person has read are in test_golden.c. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "language/verbs.h"
#include "lesson/parse.h"
#include "ui/draw/layout.h"
#include "ui/panel/panel_diagram.h"
#include "ui/app/ladder_log.h"
#include "ui/panel/panels.h"
#include "ui/tell/story.h"
#include "ui/app/view.h"
#include "closing_question.h"

Suite *suite_ui_screen(void);

/* Nine statements after which both ends are ESTABLISHED and the server has accepted. */
#define CONNECTED \
	"server socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n" \
	"deliver\ndeliver\ndeliver\nserver accept\n"

static const char half_close[] =
	"tcpstep 1\n"
	"id half-close\n"
	"title Half-close\n"
	"title[ko] 하프 클로즈\n"
	"say\n"
	"  Two programs want to talk. The server opens a socket and listens; the client connects. Watch both\n"
	"  diagrams: each end keeps its own state, and they never change at the same instant.\n"
	"say ko\n"
	"  두 프로그램이 통신하려고 합니다. server는 소켓을 열어 기다리고 client가 연결합니다. 두 다이어그램을 함께\n"
	"  보십시오. 양쪽은 저마다 상태를 가지며 같은 순간에 바뀌지 않습니다.\n" CONNECTED "client send \"GET /\"\n"
	"deliver\n"
	"deliver\n"
	"client shutdown wr\n"
	"deliver\n"
	"server recv\n"
	"server send \"HELLO WORLD\"\n"
	"server close\n"
	"deliver\n"
	"deliver\n"
	"deliver\n"
	"deliver\n"
	"deliver\n"
	"wait 1m\n";

/* Statements of half_close up to … */
enum { AT_SAY = 1, AT_SYN = 6, AT_FIN_ARRIVED = 15, AT_END = 24 };

static const char exercise[] = "tcpstep 1\n"
			       "id simultaneous-close\n"
			       "title Simultaneous close\n"
			       "title[ko] 동시 종료\n" CONNECTED "ask\n" CLOSING_QUESTION;

enum { AT_ASK = 10, AT_GOAL = 11 };

/* Lost, held, forged and copied segments; then a reset. */
static const char trouble[] = "tcpstep 1\n"
			      "title Trouble on the wire\n" CONNECTED "client send 20\n"
			      "wait 20ms\n"
			      "inject to client SYN,ACK seq=4294967000 ack=4294967295 len=20\n"
			      "dup #4\n"
			      "hold #6\n"
			      "drop #4\n"
			      "inject to server RST seq=101\n"
			      "deliver last\n"
			      "wait 2s\n";

enum { AT_LOST = 15, AT_RESET = 17, AT_MANY = 18 };

static struct script *script;
static struct player player;
static struct view *view;

static void play(const char *source, int steps)
{
	struct diags errors = { 0 };
	script = script_parse("test.tcpstep", source, strlen(source), &errors);
	if (script == NULL)
		ck_abort_msg("line %u: %s", errors.at[0].line, errors.at[0].message);
	diags_free(&errors);
	player_start(&player, script);
	for (int i = 0; i < steps; i++) {
		ck_assert_ptr_nonnull(player_step(&player));
		ck_assert_msg(player.failure.at == NULL, "%s", player.failure.message[LANG_EN]);
	}
	view = mem_new(1, sizeof *view);
	*view = (struct view){ .screen = SCREEN_STEP, .player = &player };
}

static void teardown(void)
{
	if (script != NULL) {
		player_stop(&player);
		script_free(script);
	}
	free(view);
	script = NULL;
	view = NULL;
}

static char *screen_text(int w, int h, bool with_looks)
{
	struct canvas c;
	canvas_init(&c, w, h);
	screen_draw(&c, view);
	char *dump = canvas_dump(&c, with_looks);
	canvas_free(&c);
	return dump;
}

/* Every moment of every script, at sizes from nothing to large, in each
 * language and glyph set: nothing leaves the canvas (the sanitizers watch), no
 * row is wider than the screen, no wide character is torn. */
static bool cell_is_whole(const struct canvas *c, int i)
{
	const struct cell *cell = &c->cells[i];
	bool wide = cell->c >= 0x1100 && utf8_width(cell->c) == 2;
	bool torn = wide && (i % c->w + 1 == c->w || cell[1].c != 0);
	bool orphan = cell->c == 0 && (i % c->w == 0 || utf8_width(cell[-1].c) != 2);
	return cell->look < LOOK_COUNT && !torn && !orphan && (cell->c == 0 || cell->c >= ' ');
}

static void draw_at_all_sizes(void)
{
	for (int w = 1; w <= 170; w += w < 45 ? 3 : 11) {
		for (int h = 1; h <= 54; h += h < 26 ? 1 : 7) {
			struct canvas c;
			canvas_init(&c, w, h);
			screen_draw(&c, view);
			/* an assertion a cell would cost more than the drawing */
			for (int i = 0; i < w * h; i++)
				if (!cell_is_whole(&c, i))
					ck_abort_msg("%dx%d: wrong cell at %d,%d", w, h, i % w, i / w);
			canvas_free(&c);
		}
	}
}

START_TEST(every_size__is_drawn)
{
	static const char *const sources[] = { half_close, exercise, trouble };
	static const int moments[] = { 0, AT_SYN, AT_ASK, AT_FIN_ARRIVED };
	play(sources[_i / 4], moments[_i % 4] > AT_GOAL && _i / 4 == 1 ? AT_GOAL : moments[_i % 4]);
	for (int overlay = OVERLAY_NONE; overlay <= OVERLAY_COMMAND; overlay++) {
		view->overlay = (enum overlay)overlay;
		view->lang = overlay % 2 == 0 ? LANG_KO : LANG_EN;
		view->ascii = overlay % 3 == 0;
		draw_at_all_sizes();
	}
}
END_TEST

START_TEST(both_states__are_named_at_every_size_from_20x5)
{
	play(half_close, AT_FIN_ARRIVED);
	for (int w = 20; w <= 170; w += w < 84 ? 1 : 6) {
		for (int h = 5; h <= 54; h += h < 26 ? 1 : 4) {
			char *dump = screen_text(w, h, false);
			if (strstr(dump, "FIN-WAIT-1") == NULL || strstr(dump, "CLOSE-WAIT") == NULL)
				ck_abort_msg("%dx%d:\n%s", w, h, dump);
			free(dump);
		}
	}
}
END_TEST

START_TEST(drawing_twice__gives_the_same_screen)
{
	play(trouble, AT_LOST);
	char *a = screen_text(160, 50, true), *b = screen_text(160, 50, true);
	ck_assert_str_eq(a, b);
	free(a);
	free(b);
}
END_TEST

START_TEST(title_of_a_hostile_script__reaches_no_terminal_unescaped)
{
	play(half_close, AT_SYN);
	free(script->title[LANG_EN]);
	script->title[LANG_EN] = mem_copy_text("a\033]0;x\007b");
	char *dump = screen_text(80, 24, false);
	ck_assert_ptr_null(strchr(dump, '\033'));
	ck_assert_ptr_nonnull(strstr(dump, "a\\x1B]0;x\\x07b"));
	free(dump);
}
END_TEST

/* Each arrow of the figure, taken, is heavy and ends in a heavy head. */
START_TEST(an_arrow_taken__is_heavy)
{
	const struct shape *const shapes[] = { &shape_compact, &shape_labels };
	for (size_t s = 0; s < 2; s++) {
		for (size_t i = 0; i < state_edges_count; i++) {
			struct diagram d = { .state = (uint8_t)state_edges[i].to, .taken_used = 1 };
			d.taken[0].from = (uint8_t)state_edges[i].from;
			d.taken[0].to = (uint8_t)state_edges[i].to;
			struct canvas c;
			canvas_init(&c, shapes[s]->w, shapes[s]->h);
			panel_diagram(&c, (struct rect){ 0, 0, c.w, c.h }, shapes[s], &d);
			char *dump = canvas_dump(&c, false);
			bool head = strstr(dump, "▶") || strstr(dump, "◀") || strstr(dump, "▲") || strstr(dump, "▼");
			ck_assert_msg(head, "%s to %s:\n%s", state_name(state_edges[i].from),
				      state_name(state_edges[i].to), dump);
			ck_assert_ptr_nonnull(strstr(dump, "▐"));
			free(dump);
			canvas_free(&c);
		}
	}
}
END_TEST

START_TEST(selected_segment__is_the_earliest_due_until_one_is_chosen)
{
	play(trouble, AT_LOST);
	ck_assert_uint_eq(view_segment(view), 5);
	view->selected = 6;
	ck_assert_uint_eq(view_segment(view), 6);
	view->selected = 4; /* lost */
	ck_assert_uint_eq(view_segment(view), 5);
}
END_TEST

START_TEST(ladder_log__steps_back_and_on_as_a_replay_would)
{
	play(half_close, AT_FIN_ARRIVED);
	char *fresh = screen_text(160, 50, false);
	struct ladder_log *log = ladder_log_new();
	view->ladder = log;
	for (size_t at = 0; at <= session_count(player.session); at++) {
		session_seek(player.session, at);
		ladder_log_sync(log, player.session);
	}
	session_seek(player.session, 3);
	ladder_log_sync(log, player.session);
	session_seek(player.session, session_count(player.session));
	ladder_log_sync(log, player.session);
	char *kept = screen_text(160, 50, false);
	ck_assert_str_eq(kept, fresh);
	ladder_log_free(log);
	free(fresh);
	free(kept);
}
END_TEST

START_TEST(story__says_what_why_and_what_now)
{
	struct story story;
	play(half_close, AT_FIN_ARRIVED);
	story_tell(&story, player.session, LANG_EN);
	ck_assert_ptr_nonnull(strstr(story.what, "#6 FIN,ACK reaches the server."));
	ck_assert_ptr_nonnull(strstr(story.what, "from ESTABLISHED to CLOSE-WAIT."));
	ck_assert_ptr_nonnull(strstr(story.what, "It sends #7 ACK."));
	ck_assert_ptr_nonnull(strstr(story.why, "CLOSE-WAIT"));
	ck_assert_ptr_nonnull(strstr(story.now, "The server now waits for"));
	ck_assert_ptr_nonnull(strstr(story.rule, "RFC 9293 3.10.7.4"));
	story_tell(&story, player.session, LANG_KO);
	ck_assert_ptr_nonnull(strstr(story.what, "ESTABLISHED 상태에서 CLOSE-WAIT 상태로"));
}
END_TEST

START_TEST(story_at_the_start__is_empty)
{
	struct story story;
	play(half_close, 0);
	story_tell(&story, player.session, LANG_EN);
	ck_assert_str_eq(story.what, "");
	ck_assert_str_eq(story.rule, "");
}
END_TEST

START_TEST(story__tells_a_call_that_waits_and_what_another_returned)
{
	struct story story;
	char value[128];
	struct text t = text_over(value, sizeof value);
	bool failed;
	play(half_close, AT_SYN);
	story_tell(&story, player.session, LANG_EN);
	ck_assert_ptr_nonnull(strstr(story.what, "connect() does not return yet"));
	ck_assert(!story_result(&t, player.session, &failed));
	ck_assert(story_waiting(&t, player.session, HOST_CLIENT));
	ck_assert_str_eq(value, "connect()");
	while (session_at(player.session) < 14)
		ck_assert_ptr_nonnull(player_step(&player));
	ck_assert_ptr_nonnull(player_step(&player));
	text_clear(&t);
	ck_assert(story_result(&t, player.session, &failed));
	ck_assert_str_eq(value, "\"GET /\"");
	ck_assert(!failed);
}
END_TEST

static TCase *add_case(Suite *s, const char *name)
{
	TCase *t = tcase_create(name);
	tcase_add_checked_fixture(t, NULL, teardown);
	suite_add_tcase(s, t);
	return t;
}

Suite *suite_ui_screen(void)
{
	Suite *s = suite_create("ui/screen");
	TCase *sizes = add_case(s, "sizes");
	tcase_add_loop_test(sizes, every_size__is_drawn, 0, 12);
	tcase_add_test(sizes, both_states__are_named_at_every_size_from_20x5);
	tcase_add_test(sizes, drawing_twice__gives_the_same_screen);
	tcase_add_test(sizes, title_of_a_hostile_script__reaches_no_terminal_unescaped);
	TCase *parts = add_case(s, "parts");
	tcase_add_test(parts, an_arrow_taken__is_heavy);
	tcase_add_test(parts, selected_segment__is_the_earliest_due_until_one_is_chosen);
	tcase_add_test(parts, ladder_log__steps_back_and_on_as_a_replay_would);
	TCase *story = add_case(s, "story");
	tcase_add_test(story, story__says_what_why_and_what_now);
	tcase_add_test(story, story_at_the_start__is_empty);
	tcase_add_test(story, story__tells_a_call_that_waits_and_what_another_returned);
	return s;
}
