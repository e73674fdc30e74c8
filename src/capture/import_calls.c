/* Puts the calls that strace saw into the script of an import. Called by import_write.c.
 *
 * A call is made at its time. Where the program's result shows that a segment had arrived,
 * it arrives before the call, or before the next call of the same process. Where a call returned
 * something else than the model's call, a line after it says so. A call that scripts do not
 * have, or that failed where the model's would not, becomes a comment. */
#include "capture/import_calls.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "engine/segment.h"
#include "engine/seq.h"
#include "language/verbs.h"

enum {
	TOLD_MOST = 100,     /* results that a `say` tells of; of later ones there is only the comment with the call */
	TEXT_AHEAD_MOST = 64 /* packets that are looked through for what a send sends */
};

/* --- which call is next --- */

static int64_t start_of(const struct real_calls *c, const struct real_socket *s, const struct traced_call *call)
{
	return call->start_ns - c->all->first_ns + c->shift_ns[s->host];
}

static const struct real_socket *connection_of(const struct real_calls *c, uint8_t host)
{
	for (int i = 0; i < c->used; i++)
		if (c->sockets[i].host == host && !c->sockets[i].listens)
			return &c->sockets[i];
	return NULL;
}

static const struct slot *slot_of(const struct real_calls *c, const struct real_socket *s)
{
	return s->number ? world_socket(c->lines->world, s->host, s->number) : NULL;
}

/* Returns whether a call says nothing of the connection: accept of another one, and the end
 * of a process whose copy of the descriptor was made by a call that the trace does not have. */
static bool is_beside(const struct real_calls *c, const struct real_socket *s, const struct traced_call *call)
{
	const struct slot *slot = slot_of(c, s);

	if (call->call == CALL_ACCEPT)
		return call->opened != connection_of(c, s->host)->socket;
	return call->call == CALL_EXIT && call->spare && !(slot && slot->refs > 1);
}

/* Returns the next call of a socket, which is not taken yet; NULL: none. */
static const struct traced_call *peek(struct real_calls *c, struct real_socket *s)
{
	const struct traced_call *call;
	uint32_t at = s->at;

	while ((call = strace_next(c->all->trace, s->socket, &at, INT64_MAX)) && is_beside(c, s, call))
		s->at = at;
	return call;
}

/* Returns the socket whose call is next of all, or of one host (0, 1), with that call; NULL: there
 * is none up to `ns`. */
static struct real_socket *next(struct real_calls *c, int host, int64_t ns, const struct traced_call **call)
{
	struct real_socket *best = NULL;

	for (int i = 0; i < c->used; i++) {
		struct real_socket *s = &c->sockets[i];
		const struct traced_call *k = host < 0 || s->host == host ? peek(c, s) : NULL;

		if (!k || start_of(c, s, k) > ns || (best && start_of(c, s, k) >= start_of(c, best, *call)))
			continue;
		best = s;
		*call = k;
	}
	return best;
}

static void take(struct real_calls *c, struct real_socket *s, const struct traced_call *call)
{
	if (peek(c, s) == call)
		strace_next(c->all->trace, s->socket, &s->at, INT64_MAX);
}

/* --- results --- */

/* Appends what a program's call was: "recv = 5", or strace's text. */
static void write_call(struct text *t, const struct real_calls *c, const struct traced_call *call)
{
	const char *text = strace_text(c->all->trace, call);

	if (call->call == CALL_NONE && !c->all->names_only) {
		text_add(t, text);
		return;
	}
	if (call->call == CALL_NONE)
		text_add_n(t, text, strcspn(text, "("));
	else
		text_add(t, call_name(call->call));
	text_addf(t, " = %" PRId64, call->result);
	if (call->error[0])
		text_addf(t, " %s", call->error);
}

static void comment(struct real_calls *c, uint8_t host, const struct traced_call *call)
{
	char array[STRACE_TEXT_MAX + 40];
	struct text t = text_over(array, sizeof array);

	write_call(&t, c, call);
	lines_comment(c->lines, host, array);
}

/* Tells that a call returned something else than the model's; ours: what that returned,
 * NULL: it waits. */
static void tell(struct real_calls *c, uint8_t host, const struct traced_call *call, const char *ours)
{
	char array[LANG_COUNT][200];
	const char *says[LANG_COUNT];
	char theirs[40];
	struct text r = text_over(theirs, sizeof theirs), t;
	const char *name = call_name(call->call);

	comment(c, host, call);
	if (c->told++ >= TOLD_MOST)
		return;
	if (call->error[0])
		text_add(&r, call->error);
	else
		text_addf(&r, "%" PRId64, call->result);
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		bool korean = lang == LANG_KO;
		const char *who = host == HOST_CLIENT ? (korean ? "클라이언트" : "client")
						      : (korean ? "서버" : "server");

		t = text_over(array[lang], sizeof array[lang]);
		says[lang] = array[lang];
		text_addf(&t,
			  korean ? "실제 %s 프로그램에서는 `%s`의 결과가 %s였지만, "
				 : "In the %s's program `%s` returned %s; ",
			  who, name, theirs);
		if (!ours)
			text_add(&t, korean ? "이 모델에서는 아직 기다립니다." : "in this model it still waits.");
		else
			text_addf(&t, korean ? "이 모델에서는 %s입니다." : "in this model it returns %s.", ours);
	}
	lines_say(c->lines, says);
}

/* Returns whether the result is a count of octets; of the other calls success is one value. */
static bool is_count(enum call_id call)
{
	return call == CALL_SEND || call == CALL_RECV;
}

/* A descriptor that does not block returns at once where the model's call waits. */
static bool does_not_wait(const struct traced_call *call)
{
	return strcmp(call->error, "EINPROGRESS") == 0 || strcmp(call->error, "EAGAIN") == 0 ||
	       strcmp(call->error, "EINTR") == 0 || strncmp(call->error, "ERESTART", 8) == 0;
}

static const struct past_return *result_of(const struct real_calls *c, const struct waiting *w)
{
	const struct past_return *r = past_find_return(&c->lines->world->past[w->host], w->number,
						       (uint8_t)w->call->call);

	return r && r->order > w->order ? r : NULL;
}

static void compare(struct real_calls *c, const struct waiting *w, const struct past_return *r)
{
	const struct traced_call *call = w->call;
	char ours[16];

	if (does_not_wait(call))
		return;
	if (r && (call->result < 0 ? strcmp(call->error, error_name((enum sock_error)r->error)) == 0
				   : r->error == ERR_NONE && (!is_count(call->call) || call->result == r->value)))
		return;
	if (r && r->error == ERR_NONE)
		snprintf(ours, sizeof ours, "%u", (unsigned)r->value);
	tell(c, w->host, call, !r ? NULL : r->error ? error_name((enum sock_error)r->error) : ours);
}

static void learn_number(struct real_calls *c, const struct waiting *w, const struct past_return *r)
{
	for (int i = 0; i < c->used && w->call->call == CALL_ACCEPT && r && r->error == ERR_NONE; i++)
		if (c->sockets[i].host == w->host && !c->sockets[i].listens)
			c->sockets[i].number = r->value;
}

/* Compares what has returned by now. `all`: the rest has returned too, in the program.
 * begins: this call begins now, so that those of the same process have returned, and the
 * accept that made its socket; NULL: none. */
static void settle(struct real_calls *c, int64_t ns, bool all, const struct traced_call *begins)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < c->waiting_used; i++) {
		struct waiting w = c->waiting[i];
		int64_t end_ns = w.call->end_ns == INT64_MAX ? INT64_MAX
							     : w.call->end_ns - c->all->first_ns + c->shift_ns[w.host];
		const struct past_return *r = result_of(c, &w);
		bool timed = w.call->end_ns > w.call->start_ns;
		bool over = w.call->end_ns != INT64_MAX &&
			    (all || (timed && end_ns <= ns) ||
			     (begins && (begins->pid == w.call->pid || begins->socket == w.call->opened)));

		while (!r && over && !does_not_wait(w.call) && c->arrive(c->to, w.host))
			r = result_of(c, &w);
		learn_number(c, &w, r);
		if (r || over)
			compare(c, &w, r);
		else
			c->waiting[kept++] = w;
	}
	c->waiting_used = kept;
}

/* --- making a call --- */

/* Returns the packet that sends the next octets which the socket is given, if they are these
 * and a script can show them; NULL: there is none. */
static const struct kept *text_of(const struct real_calls *c, const struct slot *s, uint8_t host, uint32_t octets)
{
	uint32_t waiting = s->tcb.snd_len - tcb_sent_octets(&s->tcb);
	seqnum at = s->tcb.snd_nxt + waiting;

	for (uint32_t i = c->packet; octets > 0 && i < c->all->used && i - c->packet < TEXT_AHEAD_MOST; i++) {
		const struct kept *k = &c->all->packets[i];

		if (k->host == host && k->fresh && k->len == octets && k->text_len == octets && k->seq == at)
			return k;
	}
	return NULL;
}

static void fill_send(const struct real_calls *c, const struct slot *s, const struct traced_call *call,
		      struct action *a)
{
	const struct kept *k;

	a->amount = (uint32_t)(call->result >= 0 ? call->result : call->amount);
	k = s && !c->all->no_data ? text_of(c, s, a->host, a->amount) : NULL;
	if (!k)
		return;
	a->option = 1;
	a->text_len = k->text_len;
	memcpy(a->text, c->all->texts + k->text, k->text_len);
}

static uint16_t port_of(const struct real_calls *c, uint8_t host)
{
	int end = host == HOST_CLIENT ? c->all->client : 1 - c->all->client;

	return c->all->connection->end[end].port;
}

/* Fills in the arguments of a call. */
static void fill(const struct real_calls *c, const struct real_socket *s, const struct traced_call *call,
		 struct action *a)
{
	const struct slot *slot = slot_of(c, s);

	switch (call->call) {
	case CALL_BIND:
		a->amount = port_of(c, s->host);
		break;
	case CALL_CONNECT:
		a->amount = port_of(c, host_other(s->host));
		break;
	case CALL_LISTEN:
		a->has_amount = 1;
		a->amount = (uint32_t)(call->amount < 0 ? 0 : call->amount > UINT16_MAX ? UINT16_MAX : call->amount);
		break;
	case CALL_SEND:
		fill_send(c, slot, call, a);
		break;
	case CALL_RECV:
		a->has_amount = call->amount > 0;
		a->amount = (uint32_t)(call->amount < 0 ? 0 : call->amount > INT32_MAX ? INT32_MAX : call->amount);
		break;
	case CALL_SHUTDOWN:
	case CALL_REUSEADDR:
		a->option = (uint8_t)call->amount;
		break;
	case CALL_LINGER:
		a->option = call->amount >= 0;
		if (call->amount >= 0)
			a->span = (struct duration){ .count = (uint64_t)(call->amount / 1000), .unit = UNIT_S };
		break;
	case CALL_SOCKET:
	case CALL_ACCEPT:
	case CALL_CLOSE:
	case CALL_ABORT:
	case CALL_DUP:
	case CALL_EXIT:
	case CALL_CRASH:
	case CALL_BOOT:
	case CALL_COUNT:
	case CALL_NONE:
		break;
	}
}

/* Names the socket if the call would mean another one. */
static void address(const struct real_calls *c, const struct real_socket *s, struct action *a)
{
	const struct slot *meant;

	if (a->call == CALL_SOCKET || s->number == 0)
		return;
	meant = world_call_means(c->lines->world, a);
	if (!meant || meant->number != s->number)
		a->sock = s->number;
}

/* Returns whether the program's call failed in a way that the model's would not, so that it
 * must not be made. */
static bool fails_alone(const struct real_calls *c, const struct traced_call *call, const struct action *a)
{
	enum sock_error error = ERR_NONE;

	if (call->result >= 0 || call->end_ns == INT64_MAX)
		return false;
	if (strcmp(call->error, "EINPROGRESS") == 0)
		return false;
	if (does_not_wait(call))
		return true;
	if (call->call == CALL_RECV || call->call == CALL_ACCEPT || call->call == CALL_CONNECT)
		return strcmp(call->error, "EALREADY") == 0 || strcmp(call->error, "EISCONN") == 0;
	return world_would(c->lines->world, a, &error) != REFUSED_NOT || error == ERR_NONE;
}

/* Lets arrive what the program had when it called. */
static void arrivals_before(struct real_calls *c, const struct real_socket *s, const struct traced_call *call)
{
	const struct slot *slot = slot_of(c, s);

	while (call->call == CALL_RECV && slot && slot->tcb.rcv_len > 0 && call->result > slot->tcb.rcv_len &&
	       c->arrive(c->to, s->host))
		slot = slot_of(c, s);
}

/* Adds what a call presupposes: the port that the system chose, and the copies that fork
 * made. */
static void presuppose(struct real_calls *c, const struct real_socket *s, const struct traced_call *call)
{
	const struct slot *slot = slot_of(c, s);
	struct action a = action_call(s->host, call->call == CALL_CONNECT ? CALL_BIND : CALL_DUP);

	if (!slot)
		return;
	a.amount = call->call == CALL_CONNECT ? port_of(c, s->host) : 0;
	address(c, s, &a);
	if (call->call == CALL_CONNECT && !slot->bound && !slot->conn)
		lines_perform(c->lines, &a, true);
	if (call->call == CALL_CLOSE && call->spare && slot->refs == 1)
		lines_perform(c->lines, &a, true);
}

static bool is_same_end(const struct traced_call *k, const struct traced_call *call)
{
	return k && k->call == CALL_EXIT && k->pid == call->pid && k->start_ns == call->start_ns && !k->spare;
}

/* Returns whether the end of the process closes all that the host has: then it is one call. */
static bool ends_all(struct real_calls *c, const struct real_socket *s, const struct traced_call *call)
{
	for (int i = 0; i < c->used; i++) {
		struct real_socket *other = &c->sockets[i];
		const struct slot *slot = slot_of(c, other);

		if (other->host == s->host && slot && slot->refs > 0 && !is_same_end(peek(c, other), call))
			return false;
	}
	return true;
}

static void end_process(struct real_calls *c, struct real_socket *s, const struct traced_call *call)
{
	struct action a = action_call(s->host, ends_all(c, s, call) ? CALL_EXIT : CALL_CLOSE);
	bool all = a.call == CALL_EXIT;
	const struct slot *slot = slot_of(c, s);

	for (int i = 0; i < c->used && all; i++)
		if (c->sockets[i].host == s->host && &c->sockets[i] != s && is_same_end(peek(c, &c->sockets[i]), call))
			take(c, &c->sockets[i], peek(c, &c->sockets[i]));
	take(c, s, call);
	if (!slot || slot->refs == 0)
		return;
	if (!all) {
		lines_comment(c->lines, s->host, "exit");
		address(c, s, &a);
	}
	lines_perform(c->lines, &a, false);
}

/* Makes the next call of a socket. */
static void make(struct real_calls *c, struct real_socket *s, const struct traced_call *call)
{
	struct world *world = c->lines->world;
	struct action a = action_call(s->host, call->call);
	struct waiting w = { .call = call, .host = s->host };

	settle(c, start_of(c, s, call), false, call);
	if (call->call == CALL_EXIT) {
		end_process(c, s, call);
		return;
	}
	take(c, s, call);
	if (call->call == CALL_NONE || (s->number == 0 && call->call != CALL_SOCKET)) {
		comment(c, s->host, call);
		return;
	}
	arrivals_before(c, s, call);
	presuppose(c, s, call);
	fill(c, s, call, &a);
	address(c, s, &a);
	if (fails_alone(c, call, &a)) {
		if (does_not_wait(call))
			comment(c, s->host, call);
		else
			tell(c, s->host, call, "0");
		return;
	}
	w.number = s->number;
	w.order = world->past[s->host].order;
	if (!lines_perform(c->lines, &a, false)) {
		tell(c, s->host, call, NULL);
		return;
	}
	if (call->call == CALL_SOCKET)
		s->number = world->hosts[s->host].sockets;
	else if (c->waiting_used < WAITING_MAX)
		c->waiting[c->waiting_used++] = w;
	if (call->call == CALL_CONNECT && does_not_wait(call))
		comment(c, s->host, call);
}

void real_calls_until(struct real_calls *c, int64_t ns)
{
	const struct traced_call *call;
	struct real_socket *s;

	while ((s = next(c, -1, ns, &call))) {
		lines_wait_until(c->lines, start_of(c, s, call));
		make(c, s, call);
	}
	settle(c, ns, false, NULL);
}

/* --- for a packet --- */

/* Returns whether the host has a reason to send a packet that needs a call. */
static bool has_reason(const struct real_calls *c, const struct kept *k)
{
	const struct slot *s = lines_connection(c->lines, k->host);
	uint32_t end = k->seq + ((k->flags & SEG_SYN) != 0) + k->len;

	if (k->flags & SEG_RST)
		return c->lines->world->hosts[k->host].owed_used > 0;
	if ((k->flags & (SEG_SYN | SEG_ACK)) == SEG_SYN && !s)
		return false;
	if (!s || !k->fresh)
		return true;
	if (k->flags & SEG_FIN && !s->tcb.fin_wanted)
		return false;
	return k->len == 0 || !seq_gt(end, s->tcb.snd_nxt + (s->tcb.snd_len - tcb_sent_octets(&s->tcb)));
}

void real_calls_for(struct real_calls *c, const struct kept *k, int64_t ns)
{
	const struct traced_call *call;
	struct real_socket *s;

	while (!has_reason(c, k) && (s = next(c, k->host, ns, &call)))
		make(c, s, call);
}

/* --- the end --- */

/* Returns the time of the last call on a socket of the connection itself. */
static int64_t last_call_ns(const struct real_calls *c)
{
	int64_t last_ns = INT64_MIN;

	for (int i = 0; i < c->used; i++) {
		const struct real_socket *s = &c->sockets[i];
		const struct traced_call *call;
		uint32_t at = s->at;

		while (!s->listens && (call = strace_next(c->all->trace, s->socket, &at, INT64_MAX)))
			if (start_of(c, s, call) > last_ns)
				last_ns = start_of(c, s, call);
	}
	return last_ns;
}

void real_calls_rest(struct real_calls *c)
{
	real_calls_until(c, last_call_ns(c));
	settle(c, INT64_MAX, true, NULL);
}
