/* Makes random walks, and shrinks those in which the kernels differ from the model. Called
 * by cli/kernel_walks. */
#include "kernel/walk.h"

#include <string.h>

#include "base/mem.h"
#include "engine/net.h"
#include "kernel/agenda.h"
#include "language/verbs.h"

enum { TRIES = 200, PORT_SERVER = 80, PORT_CLIENT = 5000 };

/* --- chance --- */

/* SplitMix64 by Steele, Lea and Flood. */
static uint32_t roll(uint64_t *state, uint32_t sides)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
	return (uint32_t)((z ^ z >> 31) >> 33) % sides;
}

/* --- beginnings --- */

static const char *const listening[] = { "server socket", "server bind 80", "server listen 1", "client socket" };
static const char *const connected[] = { "server socket", "server bind 80",    "server listen",
					 "client socket", "client connect 80", "deliver",
					 "deliver",       "deliver",           "server accept" };
static const char *const meeting[] = { "client socket",  "client bind 5000",  "server socket",
				       "server bind 80", "client connect 80", "server connect 5000" };

static void begin(struct walk *w, uint64_t *chance)
{
	static const struct {
		const char *const *lines;
		size_t n;
	} all[] = { { listening, 4 }, { connected, 9 }, { connected, 9 }, { meeting, 6 } };
	uint32_t which = roll(chance, sizeof all / sizeof all[0]);
	struct diag diag;

	for (size_t i = 0; i < all[which].n; i++)
		action_read(all[which].lines[i], &w->actions[w->used++], &diag);
}

/* --- one action --- */

static struct action random_call(uint64_t *chance)
{
	static const uint8_t calls[] = { CALL_SOCKET, CALL_BIND,     CALL_LISTEN,   CALL_CONNECT, CALL_ACCEPT,
					 CALL_ACCEPT, CALL_SEND,     CALL_SEND,     CALL_SEND,    CALL_RECV,
					 CALL_RECV,   CALL_SHUTDOWN, CALL_SHUTDOWN, CALL_CLOSE,   CALL_CLOSE,
					 CALL_ABORT,  CALL_LINGER,   CALL_DUP };
	uint8_t host = (uint8_t)roll(chance, HOSTS);
	struct action a = action_call(host, (enum call_id)calls[roll(chance, sizeof calls)]);

	switch ((enum call_id)a.call) {
	case CALL_BIND:
		a.amount = host == HOST_SERVER ? PORT_SERVER : PORT_CLIENT;
		break;
	case CALL_CONNECT:
		a.amount = host == HOST_SERVER ? PORT_CLIENT : PORT_SERVER;
		break;
	case CALL_LISTEN:
		a.amount = 1 + roll(chance, 2);
		a.has_amount = 1;
		break;
	case CALL_SEND:
		a.amount = 1 + roll(chance, roll(chance, 4) ? 20 : 1500);
		break;
	case CALL_RECV:
		a.has_amount = roll(chance, 2) == 0;
		a.amount = a.has_amount ? 1 + roll(chance, 30) : 0;
		break;
	case CALL_SHUTDOWN:
		a.option = (uint8_t)roll(chance, 3);
		break;
	case CALL_LINGER:
		a.option = 1; /* 0 s */
		break;
	case CALL_SOCKET:
	case CALL_ACCEPT:
	case CALL_CLOSE:
	case CALL_ABORT:
	case CALL_REUSEADDR:
	case CALL_DUP:
	case CALL_EXIT:
	case CALL_CRASH:
	case CALL_BOOT:
	case CALL_COUNT:
	case CALL_NONE:
		break;
	}
	return a;
}

/* Names no number of a segment, so that the action stays legal when others are removed. */
static struct action random_pick(uint64_t *chance, enum act_kind kind)
{
	static const uint8_t picks[] = { PICK_FIRST, PICK_FIRST, PICK_TO_CLIENT, PICK_TO_SERVER, PICK_LAST };
	struct action a = action_pick(kind, 0);

	a.pick = picks[roll(chance, sizeof picks)];
	return a;
}

static struct action random_action(uint64_t *chance, bool losses)
{
	static const uint8_t faults[] = { ACT_DROP, ACT_DUP, ACT_HOLD, ACT_RELEASE, ACT_WAIT_NEXT };

	if (losses && roll(chance, 8) == 0) {
		enum act_kind kind = (enum act_kind)faults[roll(chance, sizeof faults)];

		return kind == ACT_WAIT_NEXT ? (struct action){ .kind = ACT_WAIT_NEXT } : random_pick(chance, kind);
	}
	return roll(chance, 5) < 3 ? random_pick(chance, ACT_DELIVER) : random_call(chance);
}

static bool waits(const struct slot *s, enum call_id call)
{
	return (s->blocked >> call & 1) != 0;
}

/* Returns whether the action leads to what include/engine/not_modelled.def lists: a socket is
 * ended on which another call waits, TIME-WAIT is aborted, a socket is used again after its
 * connection or after it has listened, shut down without one, or two calls wait for one error. */
static bool is_not_modelled(const struct world *w, const struct action *action)
{
	const struct slot *s = action->kind == ACT_CALL ? world_call_means(w, action) : NULL;
	enum tcp_state state = s ? slot_state(s) : TCPS_CLOSED;

	if (!s)
		return false;
	if (action->call == CALL_CLOSE || action->call == CALL_ABORT)
		return s->blocked || state == TCPS_TIME_WAIT;
	if (action->call == CALL_BIND || action->call == CALL_LISTEN || action->call == CALL_CONNECT)
		return waits(s, CALL_CONNECT) || (s->backlog && state == TCPS_CLOSED) ||
		       (s->conn && (state == TCPS_CLOSED || state == TCPS_TIME_WAIT));
	if (action->call == CALL_SHUTDOWN)
		return state == TCPS_CLOSED || (state == TCPS_SYN_RECEIVED && !s->tcb.passive);
	if (action->call == CALL_SEND || action->call == CALL_RECV)
		return waits(s, CALL_CONNECT) || waits(s, action->call == CALL_SEND ? CALL_RECV : CALL_SEND);
	return false;
}

static bool is_legal(const struct world *w, const struct action *action)
{
	enum sock_error error;
	vtime next_ms;

	if (world_would(w, action, &error) != REFUSED_NOT || error == ERR_EMFILE || error == ERR_ENOBUFS)
		return false;
	if (action->kind == ACT_WAIT_NEXT && (!world_next_ms(w, &next_ms) || next_ms > w->now_ms + 2500))
		return false;
	return !is_not_modelled(w, action);
}

static struct config *settings(void)
{
	static struct config config;
	struct script_settings none = script_settings_none();

	config = agenda_config(&none);
	return &config;
}

void walk_make(struct walk *w, uint32_t seed, bool losses)
{
	struct world *world = mem_new(1, sizeof *world);
	uint64_t chance = seed;

	memset(w, 0, sizeof *w);
	world_init(world, settings());
	begin(w, &chance);
	for (size_t i = 0; i < w->used; i++)
		world_apply(world, &w->actions[i], NULL);
	for (int tries = 0; w->used < WALK_STEPS && tries < TRIES; tries++) {
		struct action a = random_action(&chance, losses);

		if (!is_legal(world, &a))
			continue;
		world_apply(world, &a, NULL);
		w->actions[w->used++] = a;
	}
	mem_free(world);
}

bool walk_perform(const struct walk *w, const struct rehearsal_options *options, struct step *step, size_t *done,
		  struct diag *diag)
{
	struct rehearsal *r = rehearsal_begin(settings(), options, diag);

	memset(step, 0, sizeof *step);
	*done = 0;
	if (!r)
		return false;
	while (*done < w->used && step->end == STEP_AGREES)
		rehearsal_do(r, &w->actions[(*done)++], step);
	rehearsal_end(r);
	return true;
}

/* Returns whether the model performs all of a walk. */
static bool is_walk(const struct walk *w)
{
	struct world *world = mem_new(1, sizeof *world);
	bool legal = true;

	world_init(world, settings());
	for (size_t i = 0; legal && i < w->used; i++) {
		legal = is_legal(world, &w->actions[i]);
		if (legal)
			world_apply(world, &w->actions[i], NULL);
	}
	mem_free(world);
	return legal;
}

/* Returns whether the kernels differ on a walk; then *w ends where they do. */
static bool differs(struct walk *w, const struct rehearsal_options *options, struct step *step)
{
	struct step s;
	struct diag diag;
	size_t done;

	if (!is_walk(w) || !walk_perform(w, options, &s, &done, &diag) || s.end != STEP_DIFFERS)
		return false;
	w->used = done;
	*step = s;
	return true;
}

void walk_shrink(struct walk *w, const struct rehearsal_options *options, struct step *step)
{
	struct walk *less = mem_new(1, sizeof *less);
	size_t before;

	if (!differs(w, options, step)) {
		mem_free(less);
		return;
	}
	do {
		before = w->used;
		for (size_t i = w->used - 1; i-- > 0;) {
			*less = *w;
			less->used--;
			memmove(&less->actions[i], &less->actions[i + 1], (less->used - i) * sizeof less->actions[0]);
			if (differs(less, options, step))
				*w = *less;
			if (i > w->used - 1)
				i = w->used - 1;
		}
	} while (w->used < before);
	mem_free(less);
}
