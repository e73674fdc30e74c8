/* Writes the script of an import: the packets in their order, between them the calls that
 * must have been made, the losses and the arrivals. Called by import.c.
 *
 * Every line is performed at once in a world, so that what a call must have been follows
 * from the states. The rules are those that the script states first: import_say.c. */
#include "capture/import_write.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "capture/import_calls.h"
#include "capture/import_lines.h"
#include "capture/import_say.h"
#include "engine/net.h"
#include "engine/segment.h"
#include "engine/seq.h"
#include "engine/world.h"
#include "language/settings.h"
#include "language/verbs.h"

enum {
	UNREAD_MOST = 32768,
	LATER_MOST = 10000,       /* packets that are looked through for what is missing */
	SLACK_NS = 2 * NS_PER_MS, /* how much later than its packet a call may have been seen */
	GAPS_MOST = 1 << 30,      /* octets in all that are added for packets which the file lacks */
	SEND_MOST = 1048576       /* octets of a call in a script */
};

struct writer {
	const struct imported *all;
	const struct import_options *options;
	struct lines lines;
	struct real_calls calls;
	struct world *world; /* of the lines */
	uint32_t *numbers;   /* of the segments, one a packet; 0: not in flight */
	uint32_t *queue;     /* packets by their arrival */
	size_t queue_at, queue_used;
	bool connects[HOSTS], listens, opens, refuses, port_0, midway[HOSTS], speaks[HOSTS], answered;
	bool scale_cut;       /* the file does not show how windows are scaled */
	int64_t end[HOSTS];   /* one past the highest number that each host has sent */
	uint32_t last[HOSTS]; /* the last packet of each host + 1; 0: none */
	uint16_t port[HOSTS];
	int64_t gaps;      /* octets added so far */
	uint32_t stranger; /* the last packet + 1 that is of a connection before; 0: none */
};

/* --- lines --- */

static void perform(struct writer *w, struct action *a, bool inferred)
{
	lines_perform(&w->lines, a, inferred);
}

static void call(struct writer *w, uint8_t host, enum call_id id, uint32_t amount)
{
	lines_infer(&w->lines, host, id, amount);
}

/* Makes the real calls up to a time, and lets the clock run to it. */
static void wait_until(struct writer *w, int64_t ns)
{
	if (w->calls.used > 0)
		real_calls_until(&w->calls, ns);
	lines_wait_until(&w->lines, ns);
}

static const struct slot *connection_of(const struct writer *w, uint8_t host)
{
	return lines_connection(&w->lines, host);
}

/* --- the calls that must have been made --- */

static void read_all(struct writer *w, uint8_t host)
{
	const struct slot *s = connection_of(w, host);

	if (s && s->number && s->refs && s->tcb.rcv_len > 0)
		call(w, host, CALL_RECV, 0);
}

static void end_sending(struct writer *w, uint8_t host)
{
	const struct slot *s = connection_of(w, host);
	struct action a = action_call(host, w->all->plan.half_closed[host] ? CALL_SHUTDOWN : CALL_CLOSE);

	if (!s || s->tcb.fin_wanted)
		return;
	a.option = SHUTDOWN_WR;
	read_all(w, host);
	perform(w, &a, true);
}

/* A RST that no segment asked for. */
static void reset(struct writer *w, const struct kept *k)
{
	const struct slot *s = connection_of(w, k->host);

	if (w->world->hosts[k->host].owed_used > 0 || !s || s->number == 0 || s->refs == 0 ||
	    s->tcb.state == TCPS_CLOSED)
		return;
	call(w, k->host, s->tcb.rcv_len > 0 && !s->tcb.fin_wanted ? CALL_CLOSE : CALL_ABORT, 0);
}

static void give(struct writer *w, const struct kept *k)
{
	const struct slot *s = connection_of(w, k->host);
	struct action a = action_call(k->host, CALL_SEND);
	uint32_t end = k->seq + ((k->flags & SEG_SYN) != 0) + k->len, has;

	if (w->calls.has[k->host] || !s || s->number == 0 || s->tcb.fin_wanted || !k->fresh)
		return;
	if (!seq_gt(end, s->tcb.snd_nxt))
		return;
	has = s->tcb.snd_len - tcb_sent_octets(&s->tcb);
	a.amount = seq_diff(s->tcb.snd_nxt, end);
	if (k->flags & SEG_SYN || a.amount > k->len)
		a.amount = k->len;
	if (a.amount <= has)
		return;
	a.amount -= has;
	if (a.amount == k->text_len && !w->options->no_data) {
		a.option = 1;
		a.text_len = k->text_len;
		memcpy(a.text, w->all->texts + k->text, k->text_len);
	}
	read_all(w, k->host);
	for (uint32_t left = a.amount; left > 0; left -= a.amount) {
		a.amount = left < SEND_MOST ? left : SEND_MOST;
		perform(w, &a, true);
	}
}

static void calls_before(struct writer *w, const struct kept *k, const struct fate *f)
{
	if (w->calls.has[k->host]) {
		int64_t lag_ns = w->all->plan.lag_ns[k->host];

		real_calls_for(&w->calls, k, f->sent_ns + (lag_ns > 0 ? lag_ns : 0) + SLACK_NS);
		return;
	}
	if ((k->flags & (SEG_SYN | SEG_ACK | SEG_RST)) == SEG_SYN && !w->connects[k->host]) {
		w->connects[k->host] = true;
		call(w, k->host, CALL_CONNECT, w->port[host_other(k->host)]);
	}
	if (k->flags & SEG_RST)
		reset(w, k);
	else if (k->len > 0)
		give(w, k);
	if (k->flags & SEG_FIN && !(k->flags & SEG_RST) && k->fresh)
		end_sending(w, k->host);
}

static void calls_after_arrival(struct writer *w, uint8_t host)
{
	const struct slot *s = connection_of(w, host), *listener = world_listener(w->world, host, 0);

	if (w->calls.has[host])
		return;
	if (listener && world_accept_queue(w->world, host, listener) > 0)
		call(w, host, CALL_ACCEPT, 0);
	if (s && s->tcb.rcv_len >= UNREAD_MOST)
		read_all(w, host);
	if (s && s->refs && s->number && s->tcb.fin_wanted && s->tcb.peer_fin_done && w->all->plan.half_closed[host]) {
		read_all(w, host);
		call(w, host, CALL_CLOSE, 0);
	}
}

/* --- packets --- */

static void fill(struct writer *w, struct action *a, const struct kept *k)
{
	a->host = k->host;
	a->forgery = (struct forgery){
		.seq = k->seq,
		.ack = k->acked,
		.len = k->len,
		.wnd = k->window,
		.tsval = k->tsval,
		.tsecr = k->tsecr,
		.flags = k->flags,
		.has_times = k->has_times,
	};
	if (k->text_len == 0 || w->options->no_data)
		return;
	a->forgery.has_text = 1;
	a->text_len = k->text_len;
	memcpy(a->text, w->all->texts + k->text, k->text_len);
}

/* A RST that its sender did not send, or an ACK of a connection before this one. */
static void forge(struct writer *w, const struct kept *k)
{
	struct action a = { .kind = ACT_INJECT };

	fill(w, &a, k);
	a.host = host_other(k->host);
	a.forgery.has_times = 0;
	a.forgery.wnd = k->window < UINT16_MAX ? k->window : UINT16_MAX;
	a.forgery.len = k->len < UINT16_MAX ? k->len : UINT16_MAX; /* no more fits into a packet */
	a.forgery.from_port = w->port[k->host];
	a.forgery.to_port = w->port[a.host];
	perform(w, &a, true);
}

/* --- packets that the file does not have --- */

/* Returns whether a later packet of the host has the octet of this number. */
static bool comes_later(const struct writer *w, uint32_t from, uint8_t host, int64_t number)
{
	for (uint32_t i = from; i < w->all->used && i - from < LATER_MOST; i++) {
		const struct kept *k = &w->all->packets[i];

		if (k->host == host && !(k->flags & SEG_RST) && k->start <= number && k->end > number)
			return true;
	}
	return false;
}

/* Adds what the host must have sent up to `end`, before packet i: it was lost before it
 * came by, and sent again later; or, if the other host acknowledges it (`arrived`) or nothing repeats it,
 * the file has not recorded it. */
static void fill_gap(struct writer *w, uint32_t i, uint8_t host, int64_t end, bool arrived)
{
	const struct kept *now = &w->all->packets[i];
	const struct kept *before = w->last[host]       ? &w->all->packets[w->last[host] - 1]
				    : now->host == host ? now
							: NULL;
	struct kept k = { .host = host, .flags = SEG_ACK, .fresh = true };
	struct action a = { .kind = ACT_OBSERVE };

	if (!before || end <= w->end[host] || end - w->end[host] > GAPS_MOST - w->gaps)
		return;
	w->gaps += end - w->end[host];
	k.seq = w->all->base[host] + (uint32_t)w->end[host];
	k.acked = before->flags & SEG_ACK ? before->acked : w->all->base[host_other(host)] + 1;
	k.window = before->window;
	k.len = (uint32_t)(end - w->end[host]);
	give(w, &k);
	fill(w, &a, &k);
	perform(w, &a, true);
	arrived = arrived || !comes_later(w, i, host, w->end[host]);
	a = action_pick(arrived ? ACT_DELIVER : ACT_DROP, w->world->net.last_id);
	perform(w, &a, false);
	w->end[host] = end;
}

/* Adds the SYN,ACK that packet k acknowledges, if the file has no packet of the host that sent it. */
static void answer_syn(struct writer *w, const struct kept *k)
{
	uint8_t peer = host_other(k->host);
	const struct kept syn_ack = { .host = peer,
				      .flags = SEG_SYN | SEG_ACK,
				      .seq = w->all->base[peer],
				      .acked = w->all->base[k->host] + 1,
				      .window = UINT16_MAX };
	struct action a;

	if (w->answered || w->speaks[peer] || w->midway[k->host] || !(k->flags & SEG_ACK))
		return;
	w->answered = true;
	forge(w, &syn_ack);
	a = action_pick(ACT_DELIVER, w->world->net.last_id);
	perform(w, &a, false);
}

static void fill_gaps(struct writer *w, uint32_t i)
{
	const struct kept *k = &w->all->packets[i];

	if (k->flags & (SEG_RST | SEG_SYN))
		return;
	answer_syn(w, k);
	if (k->flags & SEG_ACK)
		fill_gap(w, i, host_other(k->host), k->ack, true);
	fill_gap(w, i, k->host, k->start, false);
}

static void note_sent(struct writer *w, uint32_t i)
{
	const struct kept *k = &w->all->packets[i];

	if (!(k->flags & SEG_RST) && k->end > w->end[k->host])
		w->end[k->host] = k->end;
	w->last[k->host] = i + 1;
}

static void act_on(struct writer *w, enum act_kind kind, uint32_t i)
{
	struct action a = action_pick(kind, w->numbers[i]);

	perform(w, &a, false);
	if (kind != ACT_HOLD)
		w->numbers[i] = 0;
}

static void arrive(struct writer *w, uint32_t i)
{
	uint8_t to = host_other(w->all->packets[i].host);

	if (w->numbers[i] == 0)
		return;
	act_on(w, ACT_DELIVER, i);
	calls_after_arrival(w, to);
}

/* A host whose file begins with its FIN has closed before. */
static void close_late(struct writer *w, const struct kept *k)
{
	const struct slot *s = connection_of(w, k->host);

	if (w->midway[k->host] && k->flags & SEG_FIN && !(k->flags & SEG_RST) && !w->calls.has[k->host] && s &&
	    s->refs && s->number && s->tcb.fin_wanted && !w->all->plan.half_closed[k->host])
		call(w, k->host, CALL_CLOSE, 0);
}

/* Lets arrive what arrives after packet `after` was sent, and before the next. */
static void arrivals(struct writer *w, uint32_t after)
{
	while (w->queue_at < w->queue_used) {
		uint32_t i = w->queue[w->queue_at];
		const struct fate *f = &w->all->plan.fates[i];

		if (f->after != after)
			return;
		wait_until(w, f->ns);
		arrive(w, i);
		w->queue_at++;
	}
}

/* Makes room in flight: the oldest segment arrives now. */
static void make_room(struct writer *w)
{
	for (size_t i = w->queue_at; w->world->net.count + 1 >= FLIGHT_MAX && i < w->queue_used; i++)
		arrive(w, w->queue[i]);
}

/* Lets the next segment to a host arrive now, because what the host or its program does
 * shows that it has. Returns whether there is one in flight. */
static bool arrive_early(void *to, uint8_t host)
{
	struct writer *w = to;
	bool any = false;

	for (uint32_t i = 0; i < w->world->net.count; i++)
		any |= w->world->net.flights[i].segment.from == host_other(host);
	for (size_t i = w->queue_at; any && i < w->queue_used; i++)
		if (host_other(w->all->packets[w->queue[i]].host) == host && w->numbers[w->queue[i]] != 0) {
			arrive(w, w->queue[i]);
			return true;
		}
	return false;
}

/* A RST shows that the ACK of a connection before, which asks for it, has arrived. */
static void stranger_arrives(struct writer *w, const struct kept *k)
{
	const struct kept *stranger = w->stranger ? &w->all->packets[w->stranger - 1] : NULL;

	if (stranger && k->flags & SEG_RST && stranger->host != k->host && stranger->acked == k->seq)
		arrive(w, w->stranger - 1);
}

static bool arrives_at_once(const struct writer *w, uint32_t i)
{
	const struct fate *f = &w->all->plan.fates[i];

	return w->queue_at < w->queue_used && w->queue[w->queue_at] == i && f->after == i &&
	       f->ns / NS_PER_MS <= f->sent_ns / NS_PER_MS;
}

/* Returns whether a packet has octets beyond the window that its host knows. */
static bool beyond_window(const struct writer *w, const struct kept *k)
{
	const struct slot *s = connection_of(w, k->host);
	uint32_t end = k->seq + k->len;

	return k->len > 1 && k->fresh && !(k->flags & (SEG_SYN | SEG_RST)) && !w->midway[k->host] && !w->scale_cut &&
	       s && seq_gt(end, s->tcb.snd_nxt) && seq_gt(end, s->tcb.snd_una + s->tcb.snd_wnd);
}

static bool is_owed(const struct writer *w, const struct kept *k)
{
	const struct host *h = &w->world->hosts[k->host];

	for (uint32_t i = 0; i < h->owed_used; i++)
		if (h->owed[i].seq == k->seq)
			return true;
	return false;
}

/* A RST of a host whose connection has ended, or whose program has closed it, answers something: what
 * is on its way arrives. */
static void let_be_asked(struct writer *w, const struct kept *k)
{
	const struct slot *s = connection_of(w, k->host);

	if (!(k->flags & SEG_RST) || !s || (s->tcb.state != TCPS_CLOSED && !s->tcb.closed))
		return;
	while (!is_owed(w, k) && arrive_early(w, k->host))
		;
}

/* Returns whether another host must have sent a RST, which nothing asked its host for: that goes on
 * after it, or another RST has ended its connection. */
static bool is_forged(const struct writer *w, const struct kept *k, const struct fate *f)
{
	const struct slot *s = connection_of(w, k->host);
	bool ended = s && s->tcb.state == TCPS_CLOSED && s->conn && !s->tcb.aborted && s->tcb.error != ERR_NONE;

	/* a RST that is due is the host's own, though it goes on: RFC 9293 3.5.1, figure 9 */
	return k->flags & SEG_RST && w->world->hosts[k->host].owed_used == 0 && (f->foreign || ended);
}

static void packet(struct writer *w, uint32_t i)
{
	const struct kept *k = &w->all->packets[i];
	const struct fate *f = &w->all->plan.fates[i];
	struct action a = { .kind = ACT_OBSERVE };

	wait_until(w, f->sent_ns);
	make_room(w);
	stranger_arrives(w, k);
	let_be_asked(w, k);
	if (k->stranger || is_forged(w, k, f)) {
		forge(w, k);
		w->stranger = k->stranger ? i + 1 : w->stranger;
	} else {
		fill_gaps(w, i);
		calls_before(w, k, f);
		while (beyond_window(w, k) && arrive_early(w, k->host))
			; /* that it sends this shows that the window was opened */
		fill(w, &a, k);
		perform(w, &a, false);
		note_sent(w, i);
		close_late(w, k);
	}
	w->numbers[i] = w->world->net.last_id;
	if (f->lost)
		act_on(w, ACT_DROP, i);
	else if (!arrives_at_once(w, i))
		act_on(w, ACT_HOLD, i);
}

/* --- the order of arrivals --- */

static const struct fate *sorted_by; /* for qsort, which takes no argument */

static int by_arrival(const void *a, const void *b)
{
	uint32_t i = *(const uint32_t *)a, k = *(const uint32_t *)b;
	const struct fate *x = &sorted_by[i], *y = &sorted_by[k];

	if (x->after != y->after)
		return x->after < y->after ? -1 : 1;
	if (x->ns != y->ns)
		return x->ns < y->ns ? -1 : 1;
	return i < k ? -1 : 1;
}

static void make_queue(struct writer *w)
{
	w->queue = mem_new(w->all->used, sizeof *w->queue);
	for (uint32_t i = 0; i < w->all->used; i++)
		if (!w->all->plan.fates[i].lost)
			w->queue[w->queue_used++] = i;
	sorted_by = w->all->plan.fates;
	qsort(w->queue, w->queue_used, sizeof *w->queue, by_arrival);
}

/* --- the beginning --- */

static void survey(struct writer *w)
{
	bool syn = false;

	w->end[HOST_CLIENT] = w->end[HOST_SERVER] = 1; /* as if its SYN were not in the file */
	w->refuses = true;
	for (size_t i = 0; i < w->all->used; i++) {
		const struct kept *k = &w->all->packets[i];

		w->speaks[k->host] = true;
		syn |= (k->flags & (SEG_SYN | SEG_ACK)) == SEG_SYN;
		if (k->flags & SEG_SYN)
			w->end[k->host] = 0;
		if (k->host == HOST_SERVER && !(k->flags & SEG_RST) && !k->stranger)
			w->refuses = false;
	}
	for (uint8_t h = 0; h < HOSTS; h++) {
		int end = h == HOST_CLIENT ? w->all->client : 1 - w->all->client;

		w->port[h] = w->all->connection->end[end].port;
		if (w->port[h] == 0) { /* scripts have no such port */
			w->port[h] = 1;
			w->port_0 = true;
		}
		w->midway[h] = !syn && w->speaks[h];
	}
	if (!w->refuses && !w->midway[HOST_SERVER])
		w->listens = true;
	for (size_t i = 0; i < w->all->used; i++) /* a simultaneous open has no listener */
		if (w->all->packets[i].host == HOST_SERVER &&
		    (w->all->packets[i].flags & (SEG_SYN | SEG_ACK)) == SEG_SYN) {
			w->listens = false;
			w->opens = true;
		}
}

static void header(struct writer *w)
{
	struct script_settings set = script_settings_none();
	struct import_said said = { .refused = w->refuses,
				    .port_0 = w->port_0,
				    .shifted = w->calls.shift_ns[HOST_CLIENT] != 0 ||
					       w->calls.shift_ns[HOST_SERVER] != 0 };

	for (int h = 0; h < HOSTS; h++) {
		said.midway[h] = w->midway[h];
		said.speaks[h] = w->speaks[h];
		said.traced[h] = w->calls.has[h];
	}
	import_head(w->all, w->options->anonymize, w->calls.used > 0, w->lines.out);
	script_settings_set(&set, "delay", "0ms");
	for (uint8_t h = 0; h < HOSTS; h++) {
		char key[32], iss[16];
		/* with `midway`, which changes nothing else after a SYN, the windows may be scaled */
		const char *observed = w->midway[h] || w->scale_cut ? "midway" : "on";

		snprintf(key, sizeof key, "%s.observed", host_name(h));
		snprintf(iss, sizeof iss, "%" PRIu32, w->all->base[h]);
		fprintf(w->lines.out, "set     %s %s\n", key, observed);
		script_settings_set(&set, key, observed);
		snprintf(key, sizeof key, "%s.iss", host_name(h));
		fprintf(w->lines.out, "set     %s %s\n", key, iss);
		script_settings_set(&set, key, iss);
	}
	fputs("\n", w->lines.out);
	import_say(w->all, &said, w->lines.out);
	fputs("\n", w->lines.out);
	const struct config config = script_settings_resolve(&set);
	world_init(w->world, &config);
}

static void sockets(struct writer *w)
{
	for (int i = 0; i < HOSTS; i++) {
		uint8_t h = i == 0 ? HOST_SERVER : HOST_CLIENT;

		if (h == HOST_SERVER ? !w->listens && !w->midway[h] && !w->opens : !w->speaks[h])
			continue;
		if (w->calls.has[h] && !w->midway[h])
			continue;
		call(w, h, CALL_SOCKET, 0);
		call(w, h, CALL_BIND, w->port[h]);
		if (h == HOST_SERVER && w->listens)
			call(w, h, CALL_LISTEN, 0);
	}
}

void import_script(const struct imported *all, const struct import_options *o, FILE *out)
{
	struct writer w = { .all = all, .options = o, .lines = { .out = out } };

	w.world = mem_new(1, sizeof *w.world);
	w.lines.world = w.world;
	w.numbers = mem_new(all->used, sizeof *w.numbers);
	w.scale_cut = options_cut_scale(all->options);
	make_queue(&w);
	survey(&w);
	w.calls.arrive = arrive_early;
	w.calls.to = &w;
	real_calls_find(&w.calls, all, &w.lines);
	header(&w);
	sockets(&w);
	for (uint32_t i = 0; i < all->used; i++) {
		w.calls.packet = i;
		packet(&w, i);
		arrivals(&w, i);
	}
	if (w.calls.used > 0)
		real_calls_rest(&w.calls);
	mem_free(w.queue);
	mem_free(w.numbers);
	mem_free(w.world);
}
