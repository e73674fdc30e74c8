/* Hashes the canonical form of a world without storing it. */
#include "engine/world_key.h"

#include <string.h>

enum { ISS_STEP = 100000 };

struct hash {
	uint64_t a, b;
};

static uint64_t mix(uint64_t x)
{
	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	return x ^ x >> 32;
}

static void put(struct hash *h, uint64_t v)
{
	h->a = (h->a ^ v) * 0xd6e8feb86659fd93u;
	h->a ^= h->a >> 32;
	h->b = (h->b ^ v) * 0x9e3779b97f4a7c15u;
	h->b = (h->b << 29 | h->b >> 35) + 0x632be59bd9b4e019u;
}

/* Returns the ISS of a host's newest connection. */
static seqnum base(const struct world *w, uint8_t host)
{
	uint32_t n = w->hosts[host].connections;

	return w->config.iss[host] + (n ? n - 1 : 0) * ISS_STEP;
}

static void put_octets(struct hash *h, const struct octets *o)
{
	put(h, o->known);
	for (int i = 0; i < KEPT_MAX; i += 8) {
		uint64_t v;

		memcpy(&v, o->text + i, 8);
		put(h, v);
	}
}

/* Puts the timers that run: which, then when each expires. */
static void put_timers(struct hash *h, const struct world *w, const struct tcb *t)
{
	uint64_t running = 0;

	for (int i = 0; i < TMR_COUNT; i++)
		running |= (uint64_t)(t->deadline_ms[i] != TIMER_OFF) << i;
	put(h, running);
	for (int i = 0; running >> i; i++)
		if (running >> i & 1)
			put(h, t->deadline_ms[i] - w->now_ms);
}

/* Puts what a TCB has of queues. put_tcb has put which are empty. */
static void put_queues(struct hash *h, const struct tcb *t)
{
	for (int i = 0; i < t->rtx_used; i++)
		put(h, (uint64_t)t->rtx[i].len << 8 | t->rtx[i].fin);
	for (int i = 0; i < t->ranges_used; i++)
		put(h, (uint64_t)t->ranges[i].at << 32 | t->ranges[i].len);
	if (t->snd.known)
		put_octets(h, &t->snd);
	if (t->rcv.known)
		put_octets(h, &t->rcv);
}

static void put_tcb(struct hash *h, const struct world *w, uint8_t host, const struct tcb *t)
{
	seqnum mine = base(w, host), theirs = base(w, host_other(host));
	bool open = t->state > TCPS_LISTEN;

	put(h, (uint64_t)t->state | (uint64_t)t->passive << 8 | (uint64_t)t->fin_wanted << 9 |
		       (uint64_t)t->fin_sent << 10 | (uint64_t)t->fin_acked << 11 | (uint64_t)t->peer_fin << 12 |
		       (uint64_t)t->peer_fin_done << 13 | (uint64_t)t->shut_rd << 14 | (uint64_t)t->closed << 15 |
		       (uint64_t)t->was_established << 16 | (uint64_t)t->aborted << 17 | (uint64_t)t->probing << 18 |
		       (uint64_t)t->ack_delayed << 19 | (uint64_t)(t->snd.known != 0) << 20 |
		       (uint64_t)(t->rcv.known != 0) << 21 | (uint64_t)t->error << 24 | (uint64_t)t->rcv_len << 32);
	if (!open)
		return;
	put(h, (uint64_t)(t->snd_una - mine) << 32 | (t->snd_nxt - mine));
	if (t->state != TCPS_SYN_SENT) { /* the peer's numbers are known */
		put(h, (uint64_t)(t->rcv_nxt - theirs) << 32 | (t->snd_wl1 - theirs));
		put(h, (uint64_t)(t->snd_wl2 - mine) << 32 | t->snd_wnd);
	}
	put(h, (uint64_t)t->rcv_wnd << 32 | t->snd_len);
	put(h, (uint64_t)t->snd_waiting << 32 | (t->peer_fin ? t->peer_fin_seq - theirs : 0));
	put(h, (uint64_t)(t->iss - mine) << 32 | (t->fin_sent ? t->fin_seq - mine : 0));
	put(h, (uint64_t)t->rtx_count << 48 | (uint64_t)t->probes << 32 | t->max_snd_wnd);
	put(h, t->rto_ms);
	put(h, t->persist_ms);
	if (config_policy(&w->config, POL_RETRIES_TIME) && (t->state == TCPS_SYN_SENT || t->rtx_count))
		put(h, w->now_ms - t->since_ms);
	put(h, (uint64_t)t->rtx_used << 40 | (uint64_t)t->ranges_used << 32 |
		       (seq_gt(t->rtx_end, t->snd_una) ? t->rtx_end - t->snd_una : 0));
	put_timers(h, w, t);
	put_queues(h, t);
}

/* Returns the rank of this slot among the host's slots, ordered by the given number. */
static unsigned rank(const struct host *host, uint32_t number)
{
	unsigned n = 0;

	for (uint32_t i = 0; number && i < host->high; i++)
		n += host->slots[i].used && host->slots[i].number && host->slots[i].number <= number;
	return n;
}

/* Puts what the sockets of a host have returned, the newest result of each, or of
 * each call that is asked for. */
static void put_returns(struct hash *h, const struct past *p, unsigned also)
{
	for (uint16_t i = 0; i < p->returns_used; i++) {
		const struct past_return *r = &p->returns[i];
		bool of_socket = also & KEY_RETURNED_OF && past_find_return(p, r->sock, CALL_NONE) == r;
		bool of_call = also & (unsigned)KEY_CALL << r->call;

		if (!of_socket && !of_call)
			continue;
		put(h, (uint64_t)r->sock << 32 | r->value);
		put(h, (uint64_t)r->call << 8 | r->error);
		put(h, of_call && past_find_return(p, 0, r->call) == r);
	}
}

static void put_sent(struct hash *h, const struct past *p)
{
	for (uint16_t i = 0; i < p->sent_used; i++) {
		const struct segment *s = &p->sent[i].segment;

		put(h, (uint64_t)p->sent[i].sock << 32 | (uint64_t)s->flags);
		put(h, (uint64_t)s->seq << 32 | s->ack);
		put(h, s->len);
	}
}

static void put_host(struct hash *h, const struct world *w, uint8_t id, unsigned also)
{
	const struct host *host = &w->hosts[id];

	put(h, (uint64_t)host->down << 32 | host->next_port);
	for (uint32_t i = 0; i < host->high; i++) {
		const struct slot *s = &host->slots[i];

		if (!s->used)
			continue;
		put(h, (uint64_t)rank(host, s->number) | (uint64_t)rank(host, s->parent) << 8 |
			       (uint64_t)(s->ready != 0) << 16 | (uint64_t)(s->conn != 0) << 17 |
			       (uint64_t)(s->conn && s->conn == host->focus) << 18 | (uint64_t)s->linger_on << 19 |
			       (uint64_t)s->reuseaddr << 20 | (uint64_t)s->bound << 21 | (uint64_t)s->gone << 22 |
			       (uint64_t)s->refs << 32 | (uint64_t)s->blocked << 48);
		put(h, (uint64_t)s->lport | (uint64_t)s->rport << 16 | (uint64_t)s->backlog << 32);
		put(h, (uint64_t)s->linger_ms << 32 | s->recv_want);
		put(h, s->send_total);
		put_tcb(h, w, id, &s->tcb);
	}
	if (also & KEY_RETURNED) {
		put(h, (uint64_t)host->has_returned << 40 | (uint64_t)host->last.call << 32 | host->last.value);
		put(h, host->last.error);
	}
	if (also & KEY_SENT && host->has_sent) {
		put(h, (uint64_t)host->last_sent.flags << 32 | host->last_sent.len);
		put(h, (uint64_t)host->last_sent.seq << 32 | host->last_sent.ack);
	}
	if (also & ~(unsigned)(KEY_RETURNED | KEY_SENT | KEY_SENT_OF))
		put_returns(h, &w->past[id], also);
	if (also & KEY_SENT_OF)
		put_sent(h, &w->past[id]);
}

static struct hash flight_hash(const struct world *w, const struct flight *f)
{
	const struct segment *s = &f->segment;
	struct hash h = { 1, 2 };

	put(&h, (uint64_t)(s->seq - base(w, s->from)) << 32 |
			(s->flags & SEG_ACK ? s->ack - base(w, host_other(s->from)) : 0));
	put(&h, (uint64_t)s->len << 32 | s->wnd);
	put(&h, (uint64_t)(s->data.known != 0) << 16 | (uint64_t)s->flags << 8 | s->from);
	put(&h, (uint64_t)s->sport << 32 | (uint64_t)s->dport << 16 | f->held);
	put(&h, f->due_ms > w->now_ms ? f->due_ms - w->now_ms : 0);
	put(&h, w->now_ms - f->sent_ms);
	if (s->data.known)
		put_octets(&h, &s->data);
	return h;
}

static struct world_key key_of(const struct hash *h)
{
	return (struct world_key){ mix(h->a), mix(h->b ^ h->a) };
}

struct world_key world_key_host(const struct world *w, uint8_t host, unsigned also)
{
	struct hash h = { 0x243f6a8885a308d3u + host, 0x13198a2e03707344u };

	put_host(&h, w, host, also);
	return key_of(&h);
}

struct world_key world_key_net(const struct world *w)
{
	struct hash h = { 0x243f6a8885a308d3u, 0x13198a2e03707344u };

	put(&h, w->net.count);
	for (uint32_t i = 0; i < w->net.count; i++) { /* sums do not depend on the order */
		const struct hash f = flight_hash(w, &w->net.flights[i]);

		h.a += mix(f.a);
		h.b += mix(f.b ^ f.a);
	}
	return key_of(&h);
}

struct world_key world_key_join(const struct world_key hosts[HOSTS], struct world_key net)
{
	struct hash h = { net.high, net.low };

	for (int i = 0; i < HOSTS; i++) {
		put(&h, hosts[i].high);
		put(&h, hosts[i].low);
	}
	return key_of(&h);
}

struct world_key world_key(const struct world *w, unsigned also)
{
	struct world_key hosts[HOSTS];

	for (uint8_t i = 0; i < HOSTS; i++)
		hosts[i] = world_key_host(w, i, also);
	return world_key_join(hosts, world_key_net(w));
}
