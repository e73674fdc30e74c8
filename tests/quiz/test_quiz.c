/* Tests the quiz independently of its generator: each question is replayed as a script from
 * two fresh hosts, with the claims of each choice as expectations, and its pairs of states
 * are looked up among those that the exploration found. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "language/settings.h"
#include "language/verbs.h"
#include "lesson/parse.h"
#include "quiz/quiz.h"
#include "lesson/run.h"
#include "session/search.h"

#include "suites.h"

enum { QUESTIONS = 10000, SCRIPT_MAX = 16384, WIDTH = 78 };

static size_t questions(void)
{
	const char *s = getenv("QUESTIONS");

	return s ? (size_t)strtoul(s, NULL, 10) : QUESTIONS;
}

/* --- a question as a script --- */

/* What the replay found, by the line of the script. */
struct verdict {
	size_t claims[QUIZ_CHOICES_MAX + 1]; /* line of each choice's first claim */
	size_t failed[QUIZ_CHOICES_MAX];
	size_t others; /* what must never fail: the actions, the states that are told */
	char first[700];
};

static size_t lines_of(const char *s)
{
	size_t n = 1;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

static void on_failure(void *to, const struct failure *f)
{
	struct verdict *v = to;

	for (size_t c = 0; c < QUIZ_CHOICES_MAX; c++)
		if (f->at->line >= v->claims[c] && f->at->line < v->claims[c + 1]) {
			v->failed[c]++;
			return;
		}
	if (v->others++ == 0)
		strcpy(v->first, f->message[LANG_EN]);
}

static void write_script(struct text *t, const struct quiz_question *q, struct verdict *v)
{
	text_add(t, "tcpstep 1\n");
	if (q->set[0])
		text_addf(t, "set %s %s\n", q->set[0], q->set[1]);
	for (size_t i = 0; i < q->used; i++) {
		if (i + 1 == q->used)
			text_addf(t, "expect client %s\nexpect server %s\n", state_name((enum tcp_state)q->now[0]),
				  state_name((enum tcp_state)q->now[1]));
		action_write(t, &q->actions[i]);
		text_add(t, "\n");
	}
	for (size_t c = 0; c < QUIZ_CHOICES_MAX; c++) {
		v->claims[c] = lines_of(t->at);
		for (size_t i = 0; c < q->choices_used && i < q->choices[c].claims_used; i++) {
			text_add(t, "expect ");
			predicate_write(t, &q->choices[c].claims[i]);
			text_add(t, "\n");
		}
	}
	v->claims[QUIZ_CHOICES_MAX] = lines_of(t->at);
}

/* Returns how many choices hold; copies the last world to *end. */
static size_t replay(const struct quiz_question *q, size_t *holds, struct verdict *v, struct world *end, char *source)
{
	struct run_events events = { .to = v, .failure = on_failure };
	struct text t = text_over(source, SCRIPT_MAX);
	struct diags errors = { 0 };
	struct script *script;
	size_t n = 0;

	memset(v, 0, sizeof *v);
	write_script(&t, q, v);
	ck_assert(!t.cut);
	script = script_parse("quiz", source, t.len, &errors);
	ck_assert_msg(script != NULL, "%s:\n%s", errors.used ? errors.at[0].message : "", source);
	world_init(end, &script->config);
	script_run(script, &events, end);
	script_free(script);
	diags_free(&errors);
	for (size_t c = 0; c < q->choices_used; c++)
		if (v->failed[c] == 0) {
			*holds = c;
			n++;
		}
	return n;
}

/* --- what the exploration has seen --- */

static void explore(struct found *found, bool reorder)
{
	static const char *const bound[] = { "server socket", "server bind 80", "client socket", "client bind 90" };
	static const char *const open[] = { "server listen", "client connect 80", "deliver", "deliver", "deliver" };
	struct world *from = calloc(1, sizeof *from);
	struct script_settings settings = script_settings_none();
	struct search s = { .from = from,
			    .states_max = 4000000,
			    .sockets_max = 2,
			    .connections_max = 1,
			    .losses_max = 2,
			    .copies_max = reorder,
			    .in_order = !reorder };
	struct config c;

	script_settings_set(&settings, "delay", "0ms");
	script_settings_set(&settings, "retries", "2");
	script_settings_set(&settings, "syn-retries", "2");
	c = script_settings_resolve(&settings);
	world_init(from, &c);
	for (size_t i = 0; i < 4 + (reorder ? 5 : 0); i++) {
		struct action a;
		struct diag d;

		ck_assert(action_read(i < 4 ? bound[i] : open[i - 4], &a, &d));
		ck_assert_int_eq(world_apply(from, &a, NULL), REFUSED_NOT);
	}
	search_run(&s, found);
	ck_assert_int_eq(found->end, SEARCH_EXHAUSTED);
	free(from);
}

/* Returns whether the explorations cover such situations: one connection, no forgery, no
 * crash. (There are at most two losses and one copy.) */
static bool comparable(const struct quiz_question *q)
{
	unsigned connects[HOSTS] = { 0 };

	for (size_t i = 0; i < q->used; i++) {
		const struct action *a = &q->actions[i];

		if (a->kind == ACT_INJECT ||
		    (a->kind == ACT_CALL &&
		     (a->call == CALL_CRASH || (a->call == CALL_CONNECT && connects[a->host]++ > 0))))
			return false;
	}
	return true;
}

/* Whether their bounds cover all that is done: no data, no option, no process
 * that ends, the settings that are the default. */
static bool covered(const struct quiz_question *q)
{
	static const unsigned calls = 1u << CALL_SOCKET | 1u << CALL_BIND | 1u << CALL_LISTEN | 1u << CALL_CONNECT |
				      1u << CALL_ACCEPT | 1u << CALL_SHUTDOWN | 1u << CALL_CLOSE | 1u << CALL_ABORT;

	for (size_t i = 0; i < q->used; i++) {
		const struct action *a = &q->actions[i];

		if (a->kind == ACT_CALL &&
		    (!(calls >> a->call & 1) || (a->call == CALL_SHUTDOWN && a->option != SHUTDOWN_WR)))
			return false;
	}
	return q->set[0] == NULL;
}

/* Whether a segment was copied, or delivered before an older one the same way;
 * whether both ends were ESTABLISHED, with nothing in flight, before that. */
static void look_at_order(const struct quiz_question *q, bool *reordered, bool *opened)
{
	struct world *w = calloc(1, sizeof *w);
	struct config c = config_default();

	*reordered = *opened = false;
	world_init(w, &c);
	for (size_t i = 0; i < q->used; i++) {
		const struct action *a = &q->actions[i];
		int at = a->kind == ACT_DELIVER ? net_pick(&w->net, (enum pick_kind)a->pick, a->id, false, false) : -1;

		*reordered |= a->kind == ACT_DUP;
		for (int k = 0; k < at; k++)
			*reordered |= w->net.flights[k].segment.from == w->net.flights[at].segment.from;
		*opened |= !*reordered && w->net.count == 0 && world_state(w, 0) == TCPS_ESTABLISHED &&
			   world_state(w, 1) == TCPS_ESTABLISHED;
		world_apply(w, a, NULL);
	}
	free(w);
}

/* --- how long: by letting the time pass --- */

static void count_again(void *to, const struct row *row)
{
	size_t *n = to;

	*n += row->kind == ROW_SEND && row->retransmitted;
}

/* Retransmissions within the time, on wires that lose all that is on them. */
static size_t again_within(struct world *w, vtime ms)
{
	struct trace *trace = calloc(1, sizeof *trace);
	struct action a = action_pick(ACT_DROP, 0);
	size_t n = 0;

	trace_init(trace, count_again, &n);
	while (w->net.count)
		ck_assert_int_eq(world_apply(w, &a, NULL), REFUSED_NOT);
	a = action_wait((uint32_t)ms, UNIT_MS);
	ck_assert_int_eq(world_apply(w, &a, trace), REFUSED_NOT);
	free(trace);
	return n;
}

/* The span that is the answer is the one after which it happens. */
static void check_span(const struct quiz_question *q, struct world *end, const char *source)
{
	const struct predicate *p = &q->choices[q->right].claims[0];
	vtime ms = duration_ms(p->span, end->config.msl_ms);

	/* crash the other end, so that its timers do not matter */
	struct action crash = action_call(host_other(q->host), CALL_CRASH);

	world_apply(end, &crash, NULL);
	ck_assert_msg(again_within(end, ms - 1) == 0, "earlier than told\n%s", source);
	if (p->timer == TMR_TIME_WAIT) {
		ck_assert_int_eq(world_state(end, q->host), TCPS_TIME_WAIT);
		again_within(end, 1);
		ck_assert_int_eq(world_state(end, q->host), TCPS_CLOSED);
	} else {
		ck_assert_msg(again_within(end, 1) == 1, "not when told\n%s", source);
	}
}

/* --- the tests --- */

START_TEST(of_ten_thousand_questions__exactly_one_choice_is_right_when_replayed)
{
	struct quiz *quiz = quiz_new(quiz_seed_number(1));
	struct quiz_question *q = calloc(1, sizeof *q);
	struct world *end = calloc(1, sizeof *end);
	struct found in_order, any_order;
	char *source = malloc(SCRIPT_MAX);
	size_t states[TCPS_COUNT] = { 0 }, subjects[SUBJECT_COUNT] = { 0 }, compared = 0, looked_up = 0,
	       n = questions();

	explore(&in_order, false);
	explore(&any_order, true);
	for (size_t i = 0; i < n; i++) {
		struct verdict v;
		size_t right = 0, all;
		bool reordered, opened;
		enum tcp_state a, b;

		quiz_next(quiz, q);
		all = replay(q, &right, &v, end, source);
		ck_assert_msg(v.others == 0, "question %zu: %s\n%s", i, v.first, source);
		ck_assert_msg(all == 1 && right == q->right, "question %zu: %zu hold, the last is %zu, not %zu\n%s", i,
			      all, right, q->right, source);
		subjects[quiz_subject(q->kind)]++;
		if (q->kind == QUIZ_STATE)
			states[q->choices[q->right].claims[0].state]++;
		a = world_state(end, HOST_CLIENT);
		b = world_state(end, HOST_SERVER);
		if (q->kind == QUIZ_SPAN)
			check_span(q, end, source);
		if (!comparable(q))
			continue;
		/* Data and options lead to no pair that opening and closing do not. */
		compared++;
		ck_assert_msg(in_order.pairs[a][b] || any_order.pairs[a][b],
			      "question %zu: (%s, %s) was never seen\n%s", i, state_name(a), state_name(b), source);
		look_at_order(q, &reordered, &opened);
		if (!covered(q) || (reordered && !opened))
			continue;
		looked_up++;
		ck_assert_msg((reordered ? &any_order : &in_order)->pairs[a][b],
			      "question %zu: (%s, %s) was never seen in this order\n%s", i, state_name(a),
			      state_name(b), source);
	}
	for (int s = 0; s < TCPS_COUNT; s++)
		ck_assert_msg(states[s] * 1000 >= n, "%s is the answer %zu times", state_name((enum tcp_state)s),
			      states[s]);
	for (int s = 0; s < SUBJECT_COUNT; s++)
		ck_assert_msg(subjects[s] * 20 >= n, "%zu questions on %s", subjects[s],
			      quiz_subject_name((enum quiz_subject)s, LANG_EN));
	ck_assert_uint_gt(compared * 2, n);
	ck_assert_uint_gt(looked_up * 10, n);
	found_free(&in_order);
	found_free(&any_order);
	free(source);
	free(end);
	free(q);
	quiz_free(quiz);
}
END_TEST

static void check_texts(const struct quiz_question *q, size_t number, int l)
{
	ck_assert_msg(q->situation[l][0] && q->next[l][0] && q->ask[l][0], "question %zu lacks a text", number);
	ck_assert_uint_lt(strlen(q->situation[l]), QUIZ_SITUATION_MAX - 4);
	ck_assert_uint_lt(strlen(q->next[l]), QUIZ_TEXT_MAX - 4);
	ck_assert_uint_gt(q->reasons_used, 0);
	for (size_t c = 0; c < q->choices_used; c++) {
		ck_assert_uint_gt(strlen(q->choices[c].text[l]), 0);
		ck_assert_uint_lt(strlen(q->choices[c].text[l]), QUIZ_TEXT_MAX - 4);
		ck_assert_uint_lt(strlen(q->choices[c].refuted[l]), QUIZ_TEXT_MAX - 4);
		for (size_t d = 0; d < c; d++)
			ck_assert_msg(strcmp(q->choices[c].text[l], q->choices[d].text[l]) != 0,
				      "question %zu: two choices read '%s'", number, q->choices[c].text[l]);
	}
	ck_assert_str_eq(q->choices[q->right].refuted[l], "");
	for (size_t r = 0; r < q->reasons_used; r++)
		ck_assert(q->reasons[r].source[0] && q->reasons[r].text[l][0]);
	/* indented lines are not wrapped, so they must fit */
	for (const char *s = q->situation[l]; *s;) {
		char line[QUIZ_SITUATION_MAX];
		struct text t = text_over(line, sizeof line);
		size_t len = strcspn(s, "\n");

		text_add_n(&t, s, len);
		ck_assert_msg(line[0] != ' ' || text_width(line) <= WIDTH, "question %zu: too wide: '%s'", number,
			      line);
		s += len + (s[len] == '\n');
	}
}

static int by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static uint64_t hash(uint64_t h, const char *s)
{
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
	return h;
}

START_TEST(every_question__reads_in_both_languages_and_comes_once)
{
	struct quiz *quiz = quiz_new(quiz_seed_number(2));
	struct quiz_question *q = calloc(1, sizeof *q);
	size_t n = questions(), places[QUIZ_CHOICES_MAX] = { 0 };
	uint64_t *seen = calloc(n, sizeof *seen);

	for (size_t i = 0; i < n; i++) {
		quiz_next(quiz, q);
		ck_assert_uint_ge(q->choices_used, 3);
		ck_assert_uint_lt(q->right, q->choices_used);
		places[q->right]++;
		for (int l = 0; l < LANG_COUNT; l++)
			check_texts(q, i, l);
		seen[i] = hash(hash(hash(17, q->situation[LANG_EN]), q->next[LANG_EN]), q->ask[LANG_EN]);
	}
	qsort(seen, n, sizeof *seen, by_value);
	for (size_t i = 1; i < n; i++)
		ck_assert_msg(seen[i] != seen[i - 1], "a question comes twice");
	for (size_t i = 0; i < QUIZ_CHOICES_MAX; i++)
		ck_assert_msg(places[i] * 8 > n, "the answer is number %zu %zu times", i + 1, places[i]);
	free(seen);
	free(q);
	quiz_free(quiz);
}
END_TEST

START_TEST(a_seed__gives_the_same_questions_and_another_gives_others)
{
	struct quiz *a = quiz_new(quiz_seed_number(7)), *b = quiz_new(quiz_seed_number(7)),
		    *c = quiz_new(quiz_seed_number(8));
	struct quiz_question *p = calloc(1, sizeof *p), *q = calloc(1, sizeof *q);
	size_t same = 0;

	for (size_t i = 0; i < 200; i++) {
		quiz_next(a, p);
		quiz_next(b, q);
		for (int l = 0; l < LANG_COUNT; l++) {
			ck_assert_str_eq(p->situation[l], q->situation[l]);
			ck_assert_str_eq(p->next[l], q->next[l]);
			ck_assert_str_eq(p->ask[l], q->ask[l]);
		}
		ck_assert_uint_eq(p->right, q->right);
		quiz_next(c, q);
		same += strcmp(p->situation[LANG_EN], q->situation[LANG_EN]) == 0;
	}
	ck_assert_uint_lt(same, 20);
	free(p);
	free(q);
	quiz_free(a);
	quiz_free(b);
	quiz_free(c);
}
END_TEST

START_TEST(a_wrong_answer__would_be_found_by_the_replay)
{
	struct quiz *quiz = quiz_new(quiz_seed_number(3));
	struct quiz_question *q = calloc(1, sizeof *q);
	struct world *end = calloc(1, sizeof *end);
	char *source = malloc(SCRIPT_MAX);

	for (size_t i = 0; i < 100; i++) {
		struct verdict v;
		size_t right = 0, other;

		quiz_next(quiz, q);
		other = (q->right + 1) % q->choices_used;
		q->choices[other] = q->choices[q->right];
		ck_assert_uint_eq(replay(q, &right, &v, end, source), 2);
		ck_assert_uint_eq(v.others, 0);
		q->now[i % HOSTS] = (uint8_t)((q->now[i % HOSTS] + 1 + i % 5) % TCPS_COUNT);
		replay(q, &right, &v, end, source);
		ck_assert_uint_eq(v.others, 1);
	}
	free(source);
	free(end);
	free(q);
	quiz_free(quiz);
}
END_TEST

Suite *suite_quiz_quiz(void)
{
	Suite *s = suite_create("quiz/quiz");
	TCase *c = tcase_create("questions");

	tcase_set_timeout(c, 300);
	tcase_add_test(c, of_ten_thousand_questions__exactly_one_choice_is_right_when_replayed);
	tcase_add_test(c, every_question__reads_in_both_languages_and_comes_once);
	tcase_add_test(c, a_seed__gives_the_same_questions_and_another_gives_others);
	tcase_add_test(c, a_wrong_answer__would_be_found_by_the_replay);
	suite_add_tcase(s, c);
	return s;
}
