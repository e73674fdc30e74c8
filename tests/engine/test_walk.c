/* Tests properties over random legal walks: the invariants hold, a replay gives the same
 * bytes, initial numbers change nothing but numbers, every octet is received once and in
 * order, and nothing gets stuck. The walks are seeded, so they are the same on every
 * machine. WALKS in the environment gives their number. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/settings.h"
#include "language/format.h"
#include "language/verbs.h"

#include "suites.h"

enum { STEPS = 120 };

static uint64_t state_of_chance;

static uint32_t chance(uint32_t n)
{
	state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state_of_chance >> 33) % n;
}

static size_t walks(size_t otherwise)
{
	const char *s = getenv("WALKS");

	return s ? (size_t)strtoul(s, NULL, 10) : otherwise;
}

/* Faults a walk may have. */
enum { LOSS = 1, CRASH = 2, FORGERY = 4, REORDER = 8 };

static struct action random_call(int faults)
{
	static const uint8_t calls[] = { CALL_SOCKET, CALL_BIND,   CALL_LISTEN,    CALL_CONNECT,  CALL_CONNECT,
					 CALL_ACCEPT, CALL_ACCEPT, CALL_SEND,      CALL_SEND,     CALL_SEND,
					 CALL_RECV,   CALL_RECV,   CALL_RECV,      CALL_SHUTDOWN, CALL_CLOSE,
					 CALL_ABORT,  CALL_LINGER, CALL_REUSEADDR, CALL_DUP,      CALL_EXIT };
	struct action a = action_call((uint8_t)chance(2), calls[chance(sizeof calls)]);

	if (faults & CRASH && chance(60) == 0)
		a.call = chance(2) ? CALL_CRASH : CALL_BOOT;
	if (a.call == CALL_BIND) {
		a.amount = chance(8) ? (a.host == HOST_SERVER ? 80u : 90u) : 0u;
	} else if (a.call == CALL_CONNECT) {
		a.amount = a.host == HOST_CLIENT ? 80 : 90;
	} else if (a.call == CALL_LISTEN) {
		a.has_amount = (uint8_t)chance(2);
		a.amount = a.has_amount ? chance(3) : 0;
	} else if (a.call == CALL_SEND) {
		a.amount = chance(40);
	} else if (a.call == CALL_RECV) {
		a.has_amount = (uint8_t)chance(2);
		a.amount = a.has_amount ? chance(30) : 0;
	} else if (a.call == CALL_SHUTDOWN) {
		a.option = (uint8_t)chance(3);
	} else if (a.call == CALL_LINGER) {
		a.option = (uint8_t)chance(2);
		a.span = (struct duration){ .count = a.option ? chance(2) * 5 : 0, .unit = UNIT_S };
	} else if (a.call == CALL_REUSEADDR) {
		a.option = (uint8_t)chance(2);
	}
	return a;
}

static struct action random_forgery(const struct world *w)
{
	struct action a;
	const struct slot *s;

	memset(&a, 0, sizeof a);
	a.kind = ACT_INJECT;
	a.host = (uint8_t)chance(2);
	s = world_focus(w, a.host);
	a.forgery.flags = (uint8_t)(chance(8) | (chance(4) ? SEG_ACK : 0));
	a.forgery.seq = (s ? s->tcb.rcv_nxt : 0) + chance(80) - 10;
	a.forgery.ack = a.forgery.flags & SEG_ACK ? (s ? s->tcb.snd_nxt : 0) + chance(20) - 10 : 0;
	a.forgery.wnd = (uint16_t)chance(100);
	a.forgery.len = chance(3) ? 0 : chance(30);
	return a;
}

static struct action random_action(const struct world *w, int faults)
{
	uint32_t dice = chance(100);
	struct action a;

	if (faults & FORGERY && dice < 8)
		return random_forgery(w);
	if (dice < 45)
		return random_call(faults);
	if (faults & LOSS && dice < 55)
		return action_pick(chance(2) ? ACT_DROP : ACT_DUP, 0);
	if (faults & REORDER && dice < 65 && w->net.count)
		return action_pick(ACT_DELIVER, w->net.flights[chance(w->net.count)].id);
	if (dice < 90)
		return action_pick(ACT_DELIVER, 0);
	memset(&a, 0, sizeof a);
	a.kind = dice < 96 ? ACT_WAIT_NEXT : ACT_RETRANSMIT;
	a.host = (uint8_t)chance(2);
	return a;
}

static void perform(struct world *w, const struct action *a, size_t walk, size_t step)
{
	struct trace *none = NULL;
	char line[600];
	struct text t = text_over(line, sizeof line);

	world_apply(w, a, none);
	if (!world_broken(w))
		return;
	action_write(&t, a);
	ck_abort_msg("walk %zu, step %zu, %s: broken: %s", walk, step, line, world_broken(w));
}

static struct config config_with(const char *const *sets, size_t n)
{
	struct script_settings s = script_settings_none();

	for (size_t i = 0; i + 1 < n; i += 2)
		ck_assert_msg(script_settings_set(&s, sets[i], sets[i + 1]) == DIAG_NONE, "%s %s", sets[i],
			      sets[i + 1]);
	return script_settings_resolve(&s);
}

static struct config config_of_walk(size_t walk)
{
	static const char *const sets[4][6] = {
		{ "profile", "rfc", "buffer", "64", "mss", "536" },
		{ "profile", "linux", "buffer", "64", "mss", "20" },
		{ "profile", "rfc", "buffer", "30", "delayed-ack", "40ms" },
		{ "profile", "linux", "keepalive", "10m", "user-timeout", "3m" },
	};

	return config_with(sets[walk % 4], 6);
}

START_TEST(any_walk__keeps_the_invariants)
{
	struct world *w = calloc(1, sizeof *w);
	size_t n = walks(6000);

	for (size_t walk = 0; walk < n; walk++) {
		struct config c = config_of_walk(walk);

		state_of_chance = walk * 7919 + 1;
		world_init(w, &c);
		for (size_t step = 0; step < STEPS; step++) {
			struct action a = random_action(w, LOSS | CRASH | FORGERY | REORDER);

			perform(w, &a, walk, step);
		}
	}
	free(w);
}
END_TEST

START_TEST(any_walk__replayed_from_its_script__is_identical)
{
	struct world *a = calloc(1, sizeof *a), *b = calloc(1, sizeof *b), *copy = calloc(1, sizeof *copy);
	size_t n = walks(2000) / 10;

	for (size_t walk = 0; walk < n; walk++) {
		struct config c = config_of_walk(walk);

		state_of_chance = walk * 104729 + 3;
		world_init(a, &c);
		world_init(b, &c);
		for (size_t step = 0; step < STEPS; step++) {
			struct action act = random_action(a, LOSS | CRASH | FORGERY | REORDER), again;
			char line[700];
			struct text t = text_over(line, sizeof line);
			struct diag d;

			action_write(&t, &act);
			ck_assert_msg(action_read(line, &again, &d), "%s: %s", line, d.message);
			ck_assert_int_eq(world_apply(a, &act, NULL), world_apply(b, &again, NULL));
			ck_assert_msg(world_identical(a, b), "walk %zu: %s", walk, line);
			world_copy(copy, a);
			ck_assert_msg(world_identical(a, copy), "walk %zu: copied after %s", walk, line);
		}
	}
	free(a);
	free(b);
	free(copy);
}
END_TEST

/* A trace as text, with numbers relative to each end's ISS. */
struct relative {
	const struct config *config;
	char *array;
	struct text text;
	bool raw; /* a RST with SEQ = 0 was sent (3.10.7.1): that 0 is absolute, and may lie in a window */
};

static void relative_row(void *to, const struct row *row)
{
	struct relative *r = to;

	text_addf(&r->text, "%llu %d %d %d %d", (unsigned long long)row->time_ms, row->kind, row->actor, row->state[0],
		  row->state[1]);
	if (row->has_segment) {
		const struct segment *s = &row->segment;
		bool raw = s->flags == (SEG_RST | SEG_ACK) && s->seq == 0 && s->wnd == 0;

		r->raw |= raw;
		text_addf(&r->text, " %u %u %u %u %u", s->flags, raw ? 0 : s->seq - r->config->iss[s->from],
			  s->flags & SEG_ACK ? s->ack - r->config->iss[!s->from] : 0, s->len, s->wnd);
	}
	text_add(&r->text, "\n");
}

/* Whether the walk's numbers are all relative. */
static bool relative_walk(size_t walk, seqnum client, seqnum server, char *array, size_t size)
{
	struct world *w = calloc(1, sizeof *w);
	struct trace *trace = calloc(1, sizeof *trace);
	struct config c = config_of_walk(walk);
	struct relative r = { .config = &c, .array = array, .text = text_over(array, size) };

	c.iss[0] = client;
	c.iss[1] = server;
	trace_init(trace, relative_row, &r);
	state_of_chance = walk * 31 + 11;
	world_init(w, &c);
	for (size_t step = 0; step < STEPS; step++) {
		struct action a = random_action(w, LOSS | REORDER);

		world_apply(w, &a, trace);
	}
	free(trace);
	free(w);
	return !r.raw;
}

START_TEST(initial_numbers_near_0_and_2_31_and_2_32__change_nothing_but_numbers)
{
	static const seqnum places[] = { 0, 1, 0x7FFFFFF0u, 0x80000000u, 0xFFFFFFF0u, 0xFFFFFFFFu };
	size_t size = 1 << 18, n = walks(2000) / 20;
	char *one = malloc(size), *two = malloc(size);

	for (size_t walk = 0; walk < n; walk++) {
		if (!relative_walk(walk, 100, 300, one, size))
			continue;
		for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
			relative_walk(walk, places[i], places[5 - i], two, size);
			ck_assert_msg(strcmp(one, two) == 0, "walk %zu, ISS %u and %u", walk, places[i], places[5 - i]);
		}
	}
	free(one);
	free(two);
}
END_TEST

/* --- a transfer over a bad wire: every octet once and in order, or an error --- */

static void line(struct world *w, const char *s)
{
	struct action a;
	struct diag d;

	ck_assert_msg(action_read(s, &a, &d), "%s: %s", s, d.message);
	world_apply(w, &a, NULL);
}

static void lines(struct world *w, const char *const *s)
{
	for (; *s; s++)
		line(w, *s);
}

static const char *const connected[] = {
	"server socket",     "server bind 80", "server listen", "server accept", "client socket",
	"client connect 80", "deliver",        "deliver",       "deliver",       NULL
};

START_TEST(octets__over_a_wire_that_loses_copies_and_reorders__arrive_once_and_in_order)
{
	struct world *w = calloc(1, sizeof *w);
	size_t n = walks(2000) / 4;

	for (size_t walk = 0; walk < n; walk++) {
		struct config c = config_of_walk(walk);
		char sent[4096], got[4096];
		size_t put = 0, taken = 0;

		state_of_chance = walk * 97 + 5;
		c.buffer[0] = c.buffer[1] = 64;
		c.user_timeout_ms = 0;
		c.keepalive_ms = 0;
		c.retries = 1000; /* so that repeated loss does not end the connection */
		world_init(w, &c);
		lines(w, connected);
		for (size_t step = 0; step < 400; step++) {
			const struct slot *client = world_focus(w, HOST_CLIENT);
			uint32_t dice = chance(100);
			struct action a;

			if (dice < 25 && client->tcb.snd_len < 40 && put < 3000 && !client->blocked) {
				a = action_call(HOST_CLIENT, CALL_SEND);
				a.option = 1;
				a.text_len = (uint16_t)(1 + chance(20));
				a.amount = a.text_len;
				for (uint16_t i = 0; i < a.text_len; i++)
					sent[put++] = a.text[i] = (char)('a' + chance(26));
			} else if (dice < 45 && world_focus(w, HOST_SERVER)->tcb.rcv_len) {
				a = action_call(HOST_SERVER, CALL_RECV);
			} else if (dice < 55) {
				a = action_pick(chance(2) ? ACT_DROP : ACT_DUP, 0);
			} else if (dice < 65 && w->net.count) {
				a = action_pick(ACT_DELIVER, w->net.flights[chance(w->net.count)].id);
			} else if (dice < 70) {
				memset(&a, 0, sizeof a);
				a.kind = ACT_WAIT_NEXT;
			} else {
				a = action_pick(ACT_DELIVER, 0);
			}
			perform(w, &a, walk, step);
			if (a.kind == ACT_CALL && a.call == CALL_RECV) {
				const struct result *r = &w->hosts[HOST_SERVER].last;

				ck_assert_msg(r->error == 0 && r->has_text, "walk %zu: recv failed", walk);
				memcpy(got + taken, r->data.text, r->value);
				taken += r->value;
			}
		}
		for (int i = 0; i < 200 && taken < put; i++) {
			line(w, "wait 2m");
			if (world_focus(w, HOST_SERVER)->tcb.rcv_len == 0)
				continue;
			line(w, "server recv");
			memcpy(got + taken, w->hosts[HOST_SERVER].last.data.text, w->hosts[HOST_SERVER].last.value);
			taken += w->hosts[HOST_SERVER].last.value;
		}
		ck_assert_msg(taken == put && memcmp(sent, got, put) == 0, "walk %zu: sent %zu, got %zu", walk, put,
			      taken);
	}
	free(w);
}
END_TEST

/* --- pairs of states, and no walk gets stuck --- */

static bool impossible(enum tcp_state a, enum tcp_state b)
{
	if (a == TCPS_FIN_WAIT_2 && b == TCPS_FIN_WAIT_2)
		return true;
	return a == TCPS_ESTABLISHED && (b == TCPS_FIN_WAIT_2 || b == TCPS_CLOSE_WAIT || b == TCPS_CLOSING ||
					 b == TCPS_LAST_ACK || b == TCPS_TIME_WAIT);
}

START_TEST(one_connection__is_never_in_a_pair_that_cannot_be)
{
	struct world *w = calloc(1, sizeof *w);
	size_t n = walks(2000);

	for (size_t walk = 0; walk < n; walk++) {
		static const uint8_t calls[] = { CALL_SEND, CALL_RECV, CALL_SHUTDOWN, CALL_CLOSE };
		struct config c = config_of_walk(0);

		state_of_chance = walk * 13 + 7;
		c.buffer[0] = c.buffer[1] = 64;
		world_init(w, &c);
		lines(w, connected);
		for (size_t step = 0; step < 60; step++) {
			enum tcp_state a, b;
			struct action act = chance(3) ? action_pick(ACT_DELIVER, 0)
						      : action_call((uint8_t)chance(2), calls[chance(4)]);

			if (act.kind == ACT_CALL && act.call == CALL_SEND)
				act.amount = chance(30);
			if (act.kind == ACT_CALL && act.call == CALL_SHUTDOWN)
				act.option = SHUTDOWN_WR;
			perform(w, &act, walk, step);
			a = world_state(w, HOST_CLIENT);
			b = world_state(w, HOST_SERVER);
			/* ESTABLISHED with one who has had our FIN cannot be; CLOSE-WAIT means that we sent one. */
			ck_assert_msg(!impossible(a, b) && !impossible(b, a), "walk %zu: (%s, %s)", walk, state_name(a),
				      state_name(b));
		}
	}
	free(w);
}
END_TEST

START_TEST(any_walk__once_faults_stop_and_both_exit__ends_closed)
{
	struct world *w = calloc(1, sizeof *w);
	size_t n = walks(2000);

	for (size_t walk = 0; walk < n; walk++) {
		struct config c = config_of_walk(walk);

		state_of_chance = walk * 17 + 9;
		world_init(w, &c);
		for (size_t step = 0; step < STEPS; step++) {
			struct action a = random_action(w, LOSS | REORDER);

			perform(w, &a, walk, step);
		}
		line(w, "client exit");
		line(w, "server exit");
		line(w, "wait 60m");
		ck_assert_uint_eq(w->net.count, 0);
		for (uint8_t h = 0; h < HOSTS; h++)
			ck_assert_msg(world_state(w, h) == TCPS_CLOSED, "walk %zu: %s ends in %s", walk, host_name(h),
				      state_name(world_state(w, h)));
	}
	free(w);
}
END_TEST

Suite *suite_engine_walk(void)
{
	Suite *s = suite_create("engine/walk");
	TCase *c = tcase_create("properties");

	tcase_set_timeout(c, 600);
	tcase_add_test(c, any_walk__keeps_the_invariants);
	tcase_add_test(c, any_walk__replayed_from_its_script__is_identical);
	tcase_add_test(c, initial_numbers_near_0_and_2_31_and_2_32__change_nothing_but_numbers);
	tcase_add_test(c, octets__over_a_wire_that_loses_copies_and_reorders__arrive_once_and_in_order);
	tcase_add_test(c, one_connection__is_never_in_a_pair_that_cannot_be);
	tcase_add_test(c, any_walk__once_faults_stop_and_both_exit__ends_closed);
	suite_add_tcase(s, c);
	return s;
}
