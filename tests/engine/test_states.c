/* Tests the facts about states: names read and written, texts in both languages, edges.
 * Figure 5 is written out again here, so that an error must be in both the table and the
 * test to be missed; and every change that the engine makes must be an edge of the table. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "language/settings.h"
#include "base/text.h"
#include "engine/states.h"
#include "engine/trace.h"
#include "language/verbs.h"
#include "engine/world.h"

#include "suites.h"

/* --- names --- */

START_TEST(every_name__reads_back)
{
	for (int i = 0; i < TCPS_COUNT; i++) {
		enum tcp_state s = TCPS_COUNT;

		ck_assert_msg(state_parse(state_name((enum tcp_state)i), &s), "%s", state_name((enum tcp_state)i));
		ck_assert_int_eq((int)s, i);
	}
}
END_TEST

START_TEST(other_spellings__are_read)
{
	static const struct {
		const char *word;
		enum tcp_state state;
	} rows[] = {
		{ "closed", TCPS_CLOSED },
		{ "Listen", TCPS_LISTEN },
		{ "SYN_SENT", TCPS_SYN_SENT },
		{ "synsent", TCPS_SYN_SENT },
		{ "SYN-RCVD", TCPS_SYN_RECEIVED },
		{ "SYN_RECV", TCPS_SYN_RECEIVED },
		{ "syn_received", TCPS_SYN_RECEIVED },
		{ "ESTAB", TCPS_ESTABLISHED },
		{ "FIN-WAIT1", TCPS_FIN_WAIT_1 },
		{ "FIN_WAIT_2", TCPS_FIN_WAIT_2 },
		{ "finwait-2", TCPS_FIN_WAIT_2 },
		{ "close_wait", TCPS_CLOSE_WAIT },
		{ "CLOSEWAIT", TCPS_CLOSE_WAIT },
		{ "closing", TCPS_CLOSING },
		{ "LAST_ACK", TCPS_LAST_ACK },
		{ "TIME_WAIT", TCPS_TIME_WAIT },
		{ "timewait", TCPS_TIME_WAIT },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum tcp_state s = TCPS_COUNT;

		ck_assert_msg(state_parse(rows[i].word, &s), "%s", rows[i].word);
		ck_assert_msg(s == rows[i].state, "%s is %s", rows[i].word, state_name(s));
	}
}
END_TEST

START_TEST(what_is_no_state__is_not_read)
{
	static const char *const words[] = {
		"",
		"-",
		"_",
		"SYN",
		"FIN-WAIT",
		"FIN-WAIT-3",
		"FIN-WAIT-11",
		"ESTABLISHEDX",
		"LISTEN ",
		"-LISTEN",
		"ESTABLISHED-ESTABLISHED-ESTABLISHED",
		"L\xC4\xB0STEN",
		"한글",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		enum tcp_state s = TCPS_COUNT;

		ck_assert_msg(!state_parse(words[i], &s), "'%s' is read as %s", words[i],
			      s < TCPS_COUNT ? state_name(s) : "?");
		ck_assert_int_eq((int)s, TCPS_COUNT);
	}
}
END_TEST

/* --- texts --- */

static bool has_hangul(const char *text)
{
	for (const char *s = text; *s;) {
		size_t n;
		uint32_t c = utf8_next(s, &n);

		if (c >= 0xAC00 && c <= 0xD7A3)
			return true;
		s += n;
	}
	return false;
}

static bool is_ascii(const char *text)
{
	for (const char *s = text; *s; s++)
		if ((unsigned char)*s > 126 || (unsigned char)*s < 32)
			return false;
	return true;
}

START_TEST(each_text__is_a_sentence_in_its_language)
{
	const char *(*const texts[])(enum tcp_state, enum lang) = { state_meaning, state_calls, state_waits };

	for (int i = 0; i < TCPS_COUNT; i++)
		for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
			const char *name = state_name((enum tcp_state)i);
			const char *en = texts[k]((enum tcp_state)i, LANG_EN),
				   *ko = texts[k]((enum tcp_state)i, LANG_KO);

			ck_assert_msg(is_ascii(en) && en[strlen(en) - 1] == '.', "%s: %s", name, en);
			ck_assert_msg(has_hangul(ko) && ko[strlen(ko) - 1] == '.', "%s: %s", name, ko);
			ck_assert_msg(text_width(en) <= 100 && text_width(ko) <= 100, "%s: %s / %s", name, en, ko);
		}
}
END_TEST

/* --- edges --- */

static const struct state_edge *find(enum tcp_state from, enum tcp_state to, const char *event)
{
	for (size_t i = 0; i < state_edges_count; i++)
		if (state_edges[i].from == from && state_edges[i].to == to &&
		    (!event || strcmp(state_edges[i].event, event) == 0))
			return &state_edges[i];
	return NULL;
}

/* RFC 9293 figure 5, arrow by arrow; "x" of the figure is "". */
static const struct state_edge figure_5[] = {
	{ TCPS_CLOSED, TCPS_LISTEN, "passive OPEN", "create TCB", true },
	{ TCPS_LISTEN, TCPS_CLOSED, "CLOSE", "delete TCB", true },
	{ TCPS_CLOSED, TCPS_SYN_SENT, "active OPEN", "create TCB, snd SYN", true },
	{ TCPS_SYN_SENT, TCPS_CLOSED, "CLOSE", "delete TCB", true },
	{ TCPS_LISTEN, TCPS_SYN_RECEIVED, "rcv SYN", "snd SYN,ACK", true },
	{ TCPS_LISTEN, TCPS_SYN_SENT, "SEND", "snd SYN", true },
	{ TCPS_SYN_RECEIVED, TCPS_LISTEN, "rcv RST", "", true },
	{ TCPS_SYN_SENT, TCPS_SYN_RECEIVED, "rcv SYN", "snd SYN,ACK", true },
	{ TCPS_SYN_RECEIVED, TCPS_ESTABLISHED, "rcv ACK of SYN", "", true },
	{ TCPS_SYN_SENT, TCPS_ESTABLISHED, "rcv SYN,ACK", "snd ACK", true },
	{ TCPS_SYN_RECEIVED, TCPS_FIN_WAIT_1, "CLOSE", "snd FIN", true },
	{ TCPS_ESTABLISHED, TCPS_FIN_WAIT_1, "CLOSE", "snd FIN", true },
	{ TCPS_ESTABLISHED, TCPS_CLOSE_WAIT, "rcv FIN", "snd ACK", true },
	{ TCPS_FIN_WAIT_1, TCPS_FIN_WAIT_2, "rcv ACK of FIN", "", true },
	{ TCPS_FIN_WAIT_1, TCPS_CLOSING, "rcv FIN", "snd ACK", true },
	{ TCPS_CLOSE_WAIT, TCPS_LAST_ACK, "CLOSE", "snd FIN", true },
	{ TCPS_FIN_WAIT_2, TCPS_TIME_WAIT, "rcv FIN", "snd ACK", true },
	{ TCPS_CLOSING, TCPS_TIME_WAIT, "rcv ACK of FIN", "", true },
	{ TCPS_LAST_ACK, TCPS_CLOSED, "rcv ACK of FIN", "", true },
	{ TCPS_TIME_WAIT, TCPS_CLOSED, "Timeout=2MSL", "delete TCB", true },
};
enum { FIGURE_5 = sizeof figure_5 / sizeof *figure_5 };

START_TEST(figure_5__is_in_the_table_and_nothing_else_claims_to_be)
{
	size_t in_figure = 0;

	for (size_t i = 0; i < state_edges_count; i++)
		in_figure += state_edges[i].in_figure;
	ck_assert_uint_eq(in_figure, FIGURE_5);
	for (size_t i = 0; i < FIGURE_5; i++) {
		const struct state_edge *want = &figure_5[i], *e = find(want->from, want->to, want->event);

		ck_assert_msg(e && e->in_figure, "%s to %s, %s", state_name(want->from), state_name(want->to),
			      want->event);
		ck_assert_str_eq(e->action, want->action);
	}
}
END_TEST

START_TEST(no_edge__stands_twice_or_leads_nowhere)
{
	ck_assert_uint_le(state_edges_count, 64); /* bits of a coverage */
	for (size_t i = 0; i < state_edges_count; i++) {
		const struct state_edge *e = &state_edges[i];

		ck_assert_int_ne((int)e->from, (int)e->to);
		ck_assert_ptr_eq(find(e->from, e->to, e->event), e);
	}
}
END_TEST

/* Of two edges with the same ends, the figure's comes first, so that a search by ends finds
 * the figure's label. */
START_TEST(the_figures_edges__come_first)
{
	for (size_t i = 1; i < state_edges_count; i++)
		ck_assert_msg(state_edges[i - 1].in_figure || !state_edges[i].in_figure, "edge %zu", i);
}
END_TEST

START_TEST(any_connection__can_be_reset_aborted_and_given_up)
{
	for (int i = TCPS_SYN_SENT; i < TCPS_COUNT; i++) {
		enum tcp_state s = (enum tcp_state)i;

		ck_assert_msg(find(s, TCPS_CLOSED, "rcv RST"), "%s", state_name(s));
		ck_assert_msg(find(s, TCPS_CLOSED, "ABORT"), "%s", state_name(s));
		/* the 2MSL timer ends TIME-WAIT: nothing waits for an answer there */
		ck_assert_msg(!find(s, TCPS_CLOSED, "USER TIMEOUT") == (s == TCPS_TIME_WAIT), "%s", state_name(s));
	}
}
END_TEST

/* RFC 9293 3.10.5 names the states in which ABORT sends a RST. */
START_TEST(abort__sends_rst_where_the_rfc_says)
{
	for (size_t i = 0; i < state_edges_count; i++) {
		const struct state_edge *e = &state_edges[i];
		bool told = e->from == TCPS_SYN_RECEIVED || e->from == TCPS_ESTABLISHED || e->from == TCPS_FIN_WAIT_1 ||
			    e->from == TCPS_FIN_WAIT_2 || e->from == TCPS_CLOSE_WAIT;

		if (strcmp(e->event, "ABORT") == 0)
			ck_assert_msg((strstr(e->action, "RST") != NULL) == told, "%s", state_name(e->from));
	}
}
END_TEST

/* --- what the engine does --- */

struct seen {
	bool pair[TCPS_COUNT][TCPS_COUNT];
	const char *line;
};

static void note(void *to, const struct row *row)
{
	struct seen *seen = to;

	for (int i = 0; i < row->changes_used; i++) {
		enum tcp_state from = (enum tcp_state)row->changes[i].from, dest = (enum tcp_state)row->changes[i].to;

		seen->pair[from][dest] = true;
		ck_assert_msg(find(from, dest, NULL), "%s: %s to %s is no edge", seen->line, state_name(from),
			      state_name(dest));
	}
}

/* Plays a script of one line a step, from two fresh hosts. */
static void play(struct seen *seen, const char *const *lines)
{
	struct world *w = calloc(1, sizeof *w);
	struct trace *trace = calloc(1, sizeof *trace);
	struct script_settings none = script_settings_none();
	struct config config = script_settings_resolve(&none);

	world_init(w, &config);
	trace_init(trace, note, seen);
	for (; *lines; lines++) {
		struct action a;
		struct diag d;

		seen->line = *lines;
		ck_assert_msg(action_read(*lines, &a, &d), "%s: %s", *lines, d.message);
		ck_assert_msg(world_apply(w, &a, trace) == REFUSED_NOT, "%s: refused", *lines);
	}
	free(trace);
	free(w);
}

#define OPEN \
	"server socket", "server bind 80", "server listen", "client socket", "client connect 80", "deliver", \
		"deliver", "deliver", "server accept"

/* Each run walks some arrows of the figure; together they walk all that sockets can. */
static const char *const close_by_client[] = { OPEN,      "client close", "deliver",   "deliver", "server close",
					       "deliver", "deliver",      "wait 2msl", NULL };
static const char *const close_by_both[] = { OPEN, "client close", "server close", "wait idle", "wait 2msl", NULL };
static const char *const reset[] = { OPEN, "client abort", "deliver", NULL };
static const char *const listener_closed[] = { "server socket", "server bind 80", "server listen", "server close",
					       NULL };
static const char *const attempt_closed[] = { "client socket", "client connect 80", "client close", NULL };
static const char *const refused[] = { "client socket", "client connect 80", "deliver", "deliver", NULL };
static const char *const old_duplicate[] = { "server socket", "server bind 80",
					     "server listen", "inject to server SYN seq=90 from 49152",
					     "deliver",       "deliver",
					     "deliver",       NULL };
static const char *const both_open[] = { "client socket",
					 "client bind 90",
					 "server socket",
					 "server bind 80",
					 "client connect 80",
					 "server connect 90",
					 "deliver to client",
					 "deliver to server",
					 "client close",
					 "wait idle",
					 NULL };
static const char *const fin_in_ack_of_fin[] = { OPEN,      "client close", "deliver",   "drop", "server close",
						 "deliver", "deliver",      "wait 2msl", NULL };
static const char *const *const runs[] = { close_by_client, close_by_both, reset,     listener_closed,  attempt_closed,
					   refused,         old_duplicate, both_open, fin_in_ack_of_fin };

START_TEST(the_runs__walk_every_arrow_of_the_figure_that_sockets_can)
{
	struct seen *seen = calloc(1, sizeof *seen);

	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
		play(seen, runs[i]);
	for (size_t i = 0; i < FIGURE_5; i++) {
		const struct state_edge *e = &figure_5[i];

		/* no call makes a listener send */
		if (e->from == TCPS_LISTEN && e->to == TCPS_SYN_SENT)
			continue;
		ck_assert_msg(seen->pair[e->from][e->to], "%s to %s", state_name(e->from), state_name(e->to));
	}
	free(seen);
}
END_TEST

START_TEST(fin_that_acknowledges_ours__passes_through_fin_wait_2)
{
	struct seen *seen = calloc(1, sizeof *seen);

	play(seen, fin_in_ack_of_fin);
	ck_assert(seen->pair[TCPS_FIN_WAIT_1][TCPS_FIN_WAIT_2]);
	ck_assert(seen->pair[TCPS_FIN_WAIT_2][TCPS_TIME_WAIT]);
	ck_assert(!seen->pair[TCPS_FIN_WAIT_1][TCPS_TIME_WAIT]);
	free(seen);
}
END_TEST

Suite *suite_engine_states(void)
{
	Suite *s = suite_create("engine/states");
	TCase *t = tcase_create("names");

	tcase_add_test(t, every_name__reads_back);
	tcase_add_test(t, other_spellings__are_read);
	tcase_add_test(t, what_is_no_state__is_not_read);
	suite_add_tcase(s, t);
	t = tcase_create("texts");
	tcase_add_test(t, each_text__is_a_sentence_in_its_language);
	suite_add_tcase(s, t);
	t = tcase_create("edges");
	tcase_add_test(t, figure_5__is_in_the_table_and_nothing_else_claims_to_be);
	tcase_add_test(t, no_edge__stands_twice_or_leads_nowhere);
	tcase_add_test(t, the_figures_edges__come_first);
	tcase_add_test(t, any_connection__can_be_reset_aborted_and_given_up);
	tcase_add_test(t, abort__sends_rst_where_the_rfc_says);
	suite_add_tcase(s, t);
	t = tcase_create("what the engine does");
	tcase_add_test(t, the_runs__walk_every_arrow_of_the_figure_that_sockets_can);
	tcase_add_test(t, fin_that_acknowledges_ours__passes_through_fin_wait_2);
	suite_add_tcase(s, t);
	return s;
}
