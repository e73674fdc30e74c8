/* Concludes from the packets of a connection which of them were lost, and when the others
 * arrived. Called by import.c.
 *
 * A host is known to have a segment from the moment at which it acknowledges it; it did
 * not have it when it sent something that would have acknowledged it, within the time
 * in which that host answers. A host from which answers take a time is half of that time
 * away from where the capture was taken: its own segments left so much before they were
 * seen, and others arrive so much after. Packets come in the order in which import.c put them. */
#include "capture/import_plan.h"

#include <string.h>

#include "base/mem.h"
#include "capture/connection.h"
#include "engine/segment.h"
#include "engine/net.h"

#define NONE UINT32_MAX /* no packet */

enum {
	RESET_NS = 1000000000, /* in which a RST has arrived, if no time of an answer is known */
	SURE_NS = 100000000,   /* by which an answer may be later than others */
	RESENT_MOST = 8,       /* repetitions that are looked at for one that an ACK should have prevented */
	RESETS_MOST = 64       /* RSTs that are passed over for what came before them */
};

struct planner {
	const struct kept *at;
	uint32_t n;
	struct plan plan;
	uint32_t *previous[HOSTS]; /* the last packet of the host, this one included; NONE */
	int64_t *most[HOSTS];      /* the highest acknowledgment of the host so far, this one included */
	bool opens[HOSTS];         /* it has sent a SYN without ACK */
	uint32_t first[HOSTS][2];  /* its first SYN, and its first SYN,ACK; NONE: it has sent none */
	uint32_t fin[HOSTS];       /* its first FIN; NONE */
	uint32_t abort[HOSTS];     /* its first RST with ACK, which says what had arrived; NONE */
	uint32_t told[HOSTS];      /* its last acknowledgment, but for RSTs; NONE */
	int64_t *seen, *sent;      /* when each packet was seen, and when it left its sender; neither goes back */
	uint32_t *again;           /* the next packet of the sender that begins at the same number. A SYN,ACK does not
				    * repeat a SYN: when both open at once, each end sends both */
	uint32_t *resent[HOSTS];   /* packets that have nothing new, in order */
	uint32_t resent_used[HOSTS];
};

static int64_t half(int64_t lag_ns)
{
	return lag_ns > 0 ? lag_ns / 2 : 0;
}

static bool is_syn(const struct kept *k)
{
	return (k->flags & (SEG_SYN | SEG_ACK)) == SEG_SYN;
}

static void index_packets(struct planner *p)
{
	for (int h = 0; h < HOSTS; h++) {
		uint32_t last = NONE;
		int64_t most = -1;

		p->previous[h] = mem_new(p->n, sizeof **p->previous);
		p->most[h] = mem_new(p->n, sizeof **p->most);
		p->resent[h] = mem_new(p->n, sizeof **p->resent);
		p->first[h][0] = p->first[h][1] = p->fin[h] = p->abort[h] = p->told[h] = NONE;
		for (uint32_t i = 0; i < p->n; i++) {
			const struct kept *k = &p->at[i];

			if (k->host == h) {
				last = i;
				p->opens[h] |= is_syn(k);
				if (k->flags & SEG_SYN && p->first[h][(k->flags & SEG_ACK) != 0] == NONE)
					p->first[h][(k->flags & SEG_ACK) != 0] = i;
				if ((k->flags & (SEG_RST | SEG_ACK)) == (SEG_RST | SEG_ACK) && p->abort[h] == NONE)
					p->abort[h] = i;
				if (k->flags & SEG_FIN && !(k->flags & SEG_RST) && p->fin[h] == NONE)
					p->fin[h] = i;
				if (k->flags & SEG_ACK && !(k->flags & SEG_RST) && !k->stranger) {
					most = k->ack > most ? k->ack : most;
					p->told[h] = i;
				}
				if (!k->fresh && k->end > k->start)
					p->resent[h][p->resent_used[h]++] = i;
			}
			p->previous[h][i] = last;
			p->most[h][i] = most;
		}
	}
}

/* Fills in `again`, by a table of the numbers at which packets begin. */
static void index_again(struct planner *p)
{
	uint32_t size = 64, *table;

	while (size < 2 * p->n)
		size *= 2;
	table = mem_new(size, sizeof *table);
	p->again = mem_new(p->n, sizeof *p->again);
	for (uint32_t i = p->n; i-- > 0;) {
		const struct kept *k = &p->at[i];
		uint64_t key = ((uint64_t)k->start << 1 | k->host) * UINT64_C(0x9e3779b97f4a7c15);
		uint32_t at = (uint32_t)(key >> 33) & (size - 1);

		p->again[i] = NONE;
		if (k->end == k->start)
			continue;
		for (; table[at]; at = (at + 1) & (size - 1)) {
			const struct kept *other = &p->at[table[at] - 1];

			if (other->host == k->host && other->start == k->start && is_syn(other) == is_syn(k))
				break;
		}
		if (table[at])
			p->again[i] = table[at] - 1;
		table[at] = i + 1;
	}
	mem_free(table);
}

/* Returns the first packet of the peer after i that shows that i arrived: it
 * acknowledges some of it, or its FIN, that was not acknowledged before. NONE: there is none. */
static uint32_t shown_by(const struct planner *p, uint32_t i)
{
	const int64_t *most = p->most[host_other(p->at[i].host)];
	const struct kept *k = &p->at[i];
	int64_t known = most[i] > k->start ? most[i] : k->start, wanted = k->flags & SEG_FIN ? k->end : known + 1;
	uint32_t low = i, high = p->n - 1;

	if (k->end == k->start || most[i] >= k->end || most[p->n - 1] < wanted)
		return NONE;
	if (p->opens[k->host] && (k->flags & (SEG_SYN | SEG_ACK)) == (SEG_SYN | SEG_ACK))
		return NONE; /* its SYN may have been acknowledged */
	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (most[mid] >= wanted)
			high = mid;
		else
			low = mid;
	}
	return high;
}

/* Returns the last of n packets whose time is before ns; the first one, if none is. */
static uint32_t last_before(const int64_t *times, uint32_t n, int64_t ns)
{
	uint32_t low = 0, high = n;

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (times[mid] < ns)
			low = mid;
		else
			high = mid;
	}
	return low;
}

/* --- how long each host takes to answer --- */

/* Finds the shortest time from a packet to its answer. Of one that was sent again before the
 * answer, it is not known which the answer is for (RFC 6298 3, Karn's algorithm): the last
 * one counts, if `again`. */
static void measure_answers(struct planner *p, bool again)
{
	const bool wanted[HOSTS] = { p->plan.lag_ns[0] < 0, p->plan.lag_ns[1] < 0 };

	for (uint32_t i = 0; i < p->n; i++) {
		uint8_t answers = host_other(p->at[i].host);
		uint32_t j = p->at[i].fresh || again ? shown_by(p, i) : NONE;
		int64_t *lag = &p->plan.lag_ns[answers];

		if (wanted[answers] && j != NONE && p->again[i] > j && (*lag < 0 || p->at[j].ns - p->at[i].ns < *lag))
			*lag = p->at[j].ns - p->at[i].ns;
	}
}

static void measure(struct planner *p)
{
	int64_t total;

	p->plan.lag_ns[0] = p->plan.lag_ns[1] = -1;
	measure_answers(p, false);
	measure_answers(p, true); /* for a host of which nothing else tells */
	total = p->plan.lag_ns[0] + p->plan.lag_ns[1];
	p->plan.vantage = NOT_KNOWN;
	if (p->plan.lag_ns[0] < 0 || p->plan.lag_ns[1] < 0 || total < 1000000)
		return;
	p->plan.vantage = p->plan.lag_ns[HOST_CLIENT] * 5 < total   ? AT_CLIENT
			  : p->plan.lag_ns[HOST_SERVER] * 5 < total ? AT_SERVER
								    : BETWEEN;
}

/* --- losses --- */

static bool peer_spoke(const struct planner *p, uint32_t from, uint32_t to, uint8_t peer)
{
	uint32_t last = p->previous[peer][to];

	return last != NONE && last > from;
}

/* Returns whether the peer sent something after the packet should have come, and yet never acknowledged
 * the first of its numbers, which it waited for. */
static bool never_came(const struct planner *p, uint32_t i)
{
	const struct kept *k = &p->at[i];
	uint8_t peer = host_other(k->host);
	int64_t most = p->most[peer][p->n - 1], lag_ns = p->plan.lag_ns[peer];

	return p->told[peer] != NONE && lag_ns >= 0 && most == k->start && p->at[p->told[peer]].ns - k->ns > 2 * lag_ns;
}

/* Returns whether the last that the peer sends after packet i and before packet `to` is a RST that answers it. */
static bool answered_by_reset(const struct planner *p, uint32_t i, uint32_t to)
{
	const struct kept *k = &p->at[i];
	uint32_t last = p->previous[host_other(k->host)][to];

	return k->flags & SEG_ACK && last != NONE && last > i && (p->at[last].flags & (SEG_RST | SEG_ACK)) == SEG_RST &&
	       p->at[last].seq == k->acked;
}

/* Returns whether a segment with numbers was lost: it was sent again before anything
 * acknowledged it. A probe of a closed window, and one that has nothing new, is lost
 * only if the peer was silent. */
static bool text_lost(const struct planner *p, uint32_t i)
{
	const struct kept *k = &p->at[i];
	uint8_t peer = host_other(k->host);
	uint32_t again = p->again[i], shown = shown_by(p, i), heard = p->previous[peer][i];
	bool closed = heard != NONE && p->at[heard].window == 0 && k->len <= 1;

	if (!peer_spoke(p, i, p->n - 1, peer) && p->at[p->previous[k->host][p->n - 1]].flags == SEG_SYN)
		return true; /* nobody answered the SYN */
	if (again == NONE)
		return never_came(p, i);
	if (closed || p->most[peer][i] >= k->end)
		return !peer_spoke(p, i, again, peer);
	if (shown == NONE && answered_by_reset(p, i, again))
		return false;
	if (shown == NONE || shown <= again)
		return shown == NONE;
	return p->at[shown].ns - p->at[again].ns >= p->plan.lag_ns[peer]; /* else it cannot answer the repetition */
}

/* Returns whether a bare ACK was lost: what it acknowledged came again, later than its
 * sender takes to learn of the ACK. */
static bool ack_lost(const struct planner *p, uint32_t i)
{
	uint8_t peer = host_other(p->at[i].host);
	const uint32_t *resent = p->resent[peer];
	uint32_t low = 0, high = p->resent_used[peer];

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (resent[mid] > i)
			high = mid;
		else
			low = mid + 1;
	}
	for (uint32_t n = 0; n < RESENT_MOST && low + n < p->resent_used[peer]; n++) {
		const struct kept *k = &p->at[resent[low + n]];

		if (k->end > p->at[i].ack || (k->len <= 1 && !(k->flags & (SEG_FIN | SEG_SYN))))
			return false; /* something else; a keepalive probe */
		if (k->ns - p->at[i].ns >= p->plan.lag_ns[peer])
			return true;
	}
	return false;
}

/* A SYN that a connection before has answered did not reach a listener: it counts as lost. */
static void find_answered_for_others(struct planner *p)
{
	bool stranger[HOSTS] = { false, false }; /* the host's next packet is one */

	for (uint32_t i = p->n; i-- > 0;) {
		const struct kept *k = &p->at[i];

		if (is_syn(k) && stranger[host_other(k->host)])
			p->plan.fates[i].lost = true;
		stranger[k->host] = k->stranger;
	}
}

static void find_losses(struct planner *p)
{
	for (uint32_t i = 0; i < p->n; i++) {
		const struct kept *k = &p->at[i];
		struct fate *f = &p->plan.fates[i];

		if (k->flags & SEG_RST || k->stranger)
			continue;
		f->lost = k->end > k->start ? text_lost(p, i) : k->flags & SEG_ACK && ack_lost(p, i);
	}
	find_answered_for_others(p);
}

/* Lets the RSTs be lost that came at the number expected and that neither host knows of. */
static void find_ignored(struct planner *p)
{
	struct {
		uint32_t packet; /* NONE: no such RST */
		int64_t end;     /* one past what its sender had sent */
	} reset[HOSTS] = { { .packet = NONE }, { .packet = NONE } };
	int64_t end[HOSTS] = { 0, 0 };

	for (uint32_t i = 0; i < p->n; i++) {
		const struct kept *k = &p->at[i];
		uint8_t peer = host_other(k->host);

		if (!(k->flags & SEG_RST)) {
			end[k->host] = k->end > end[k->host] ? k->end : end[k->host];
			if (reset[peer].packet != NONE && k->flags & SEG_ACK &&
			    reset_is_foreign((uint32_t)reset[peer].end, (uint32_t)end[peer], (uint32_t)k->ack))
				p->plan.fates[reset[peer].packet].lost = true;
		} else if (reset[k->host].packet == NONE && k->start == end[k->host]) {
			reset[k->host].packet = i;
			reset[k->host].end = end[k->host];
		}
	}
}

/* Lets the RSTs be lost that have the number expected, if their receiver goes on when it has long had them. */
static void find_lost_resets(struct planner *p)
{
	for (uint32_t i = 0; i < p->n; i++) {
		const struct kept *k = &p->at[i];
		uint8_t peer = host_other(k->host);
		uint32_t told = p->told[peer];
		int64_t lag_ns = p->plan.lag_ns[peer];

		if (k->flags & SEG_RST && !p->plan.fates[i].foreign && k->start == p->most[peer][i] && told != NONE &&
		    told > i && lag_ns >= 0 && p->at[told].ns - k->ns > 2 * lag_ns + SURE_NS)
			p->plan.fates[i].lost = true;
	}
}

/* A RST after which its sender went on is not its own, unless an arrival asked for it. */
static void find_foreign(struct planner *p)
{
	bool goes_on[HOSTS] = { false, false };

	for (uint32_t i = p->n; i-- > 0;) {
		uint8_t h = p->at[i].host;

		if (!(p->at[i].flags & SEG_RST))
			goes_on[h] = true;
		else
			p->plan.fates[i].foreign = goes_on[h];
	}
	find_ignored(p);
	find_lost_resets(p);
}

/* --- arrivals --- */

static void find_departures(struct planner *p)
{
	int64_t before = 0;

	p->seen = mem_new(p->n, sizeof *p->seen);
	p->sent = mem_new(p->n, sizeof *p->sent);
	for (uint32_t i = 0; i < p->n; i++) {
		int64_t ns = p->at[i].ns - half(p->plan.lag_ns[p->at[i].host]);

		before = ns > before ? ns : before;
		p->seen[i] = p->at[i].ns;
		p->sent[i] = p->plan.fates[i].sent_ns = before;
	}
}

/* Returns whether a RST has the number that the peer waits for, or will when it has all that was sent,
 * and its sender does not go on: who has it sends nothing more, so that what the peer sends soon after
 * was under way. */
static bool kills(const struct planner *p, uint32_t i)
{
	const struct kept *k = &p->at[i];
	uint32_t before = i > 0 ? p->previous[k->host][i - 1] : NONE;

	return k->flags & SEG_RST && !p->plan.fates[i].foreign &&
	       (k->start == p->most[host_other(k->host)][i] || (before != NONE && k->start == p->at[before].end));
}

/* Returns whether packet `j`, if there is one, acknowledges what comes before packet i, and nothing of it. */
static bool waits_for(const struct planner *p, uint32_t j, uint32_t i)
{
	const struct kept *k = &p->at[i];

	return j != NONE && k->end > k->start && p->at[j].ack >= k->start && p->at[j].ack < k->end;
}

/* --- evidence that a packet had not arrived: each returns the last packet of this kind that was sent
 * before packet i arrived; NONE: there is none. `to`: the last one that can be --- */

/* What the peer sent within the time in which it answers. */
static uint32_t sent_too_soon(const struct planner *p, uint32_t i, uint32_t to)
{
	const struct kept *k = &p->at[i];
	uint8_t peer = host_other(k->host);
	int64_t lag = p->plan.lag_ns[peer] > 0 ? p->plan.lag_ns[peer] : 0;
	bool fatal = kills(p, i);
	int64_t unaware = !fatal ? lag : lag > 0 ? 2 * lag : RESET_NS;
	uint32_t last = last_before(p->seen, p->n, k->seen_ns + unaware);

	if (last > to)
		last = to;
	last = last > i ? p->previous[peer][last] : NONE;
	/* a host that has a RST may send others, or another host sends them */
	for (int n = 0; fatal && last != NONE && last > i && p->at[last].flags & SEG_RST && n < RESETS_MOST; n++)
		last = p->previous[peer][last - 1];
	return last;
}

/* The peer's SYN that would have acknowledged this one. */
static uint32_t opening(const struct planner *p, uint32_t i, uint32_t to)
{
	const struct kept *k = &p->at[i];
	uint8_t peer = host_other(k->host);

	(void)to;
	return k->flags & SEG_SYN && p->opens[k->host] && p->opens[peer] ? p->first[peer][(k->flags & SEG_ACK) != 0]
									 : NONE;
}

/* The peer's FIN, or RST, that acknowledges what came before this one. */
static uint32_t closing(const struct planner *p, uint32_t i, uint32_t to)
{
	const struct kept *k = &p->at[i];
	uint32_t fin = p->fin[host_other(k->host)];
	bool crosses = k->flags & SEG_FIN && !(k->flags & SEG_RST) && fin != NONE && p->at[fin].ack < k->end;

	(void)to;
	return crosses || waits_for(p, fin, i) ? fin : NONE;
}

static uint32_t aborting(const struct planner *p, uint32_t i, uint32_t to)
{
	uint32_t reset = p->abort[host_other(p->at[i].host)];

	(void)to;
	return waits_for(p, reset, i) ? reset : NONE;
}

/* The last packet that overtook this one. */
static uint32_t overtaking(const struct planner *p, uint32_t i, uint32_t to)
{
	uint32_t last = NONE;

	for (uint32_t j = i + 1; p->at[i].overtaken && j <= to && j - i < 2 * OVERTAKEN_MOST; j++)
		if (p->at[j].place < p->at[i].place)
			last = j;
	return last;
}

static uint32_t (*const evidence[])(const struct planner *p, uint32_t i, uint32_t to) = {
	sent_too_soon, opening, closing, aborting, overtaking,
};

static void arrival(struct planner *p, uint32_t i, struct fate *before)
{
	const struct kept *k = &p->at[i];
	struct fate *f = &p->plan.fates[i];
	uint8_t peer = host_other(k->host);
	uint32_t shown = shown_by(p, i), to = shown != NONE ? shown - 1 : p->n - 1, natural;

	f->ns = k->seen_ns + half(p->plan.lag_ns[peer]);
	f->after = i;
	for (size_t e = 0; e < sizeof evidence / sizeof *evidence; e++) {
		uint32_t last = evidence[e](p, i, to);

		if (last != NONE && last > f->after && last <= to)
			f->after = last;
	}
	if (before->after > f->after && before->after <= to && !k->overtaken) /* in the order in which they were sent */
		f->after = before->after;
	if (f->ns < p->plan.fates[f->after].sent_ns)
		f->ns = p->plan.fates[f->after].sent_ns;
	if (f->ns < before->ns && before->after <= to)
		f->ns = before->ns;
	if (shown != NONE && f->ns > p->plan.fates[shown].sent_ns)
		f->ns = p->plan.fates[shown].sent_ns;
	/* what arrives at a time comes before what is sent then; but who has a RST sends nothing */
	natural = last_before(p->sent, p->n, f->ns);
	if (k->flags & SEG_RST && natural + 1 < p->n && p->at[natural + 1].host == peer &&
	    p->sent[natural + 1] == f->ns && !(p->at[natural + 1].flags & SEG_RST) &&
	    p->at[natural + 1].acked == k->seq)
		natural++;
	if (natural > f->after)
		f->after = natural < to ? natural : to;
	if (!k->overtaken)
		*before = *f;
}

static void find_arrivals(struct planner *p)
{
	struct fate before[HOSTS];

	memset(before, 0, sizeof before);
	for (uint32_t i = 0; i < p->n; i++)
		if (!p->plan.fates[i].lost)
			arrival(p, i, &before[p->at[i].host]);
}

/* --- shutdown or close --- */

static void find_half_closes(struct planner *p)
{
	int64_t fin[HOSTS] = { -1, -1 }, sent[HOSTS] = { 0, 0 };
	int64_t data_end[HOSTS] = { -1, -1 }; /* who acknowledges it has read after its FIN */

	for (uint32_t i = 0; i < p->n; i++) {
		const struct kept *k = &p->at[i];
		uint8_t h = k->host, peer = host_other(h);

		bool data_came = data_end[peer] >= 0 && !(k->flags & SEG_ACK && k->ack < data_end[peer]);
		bool fin_came = fin[peer] >= 0 && !(k->flags & SEG_ACK && k->ack < fin[peer]);

		if (k->flags & SEG_RST && fin[h] >= 0 && !data_came && !fin_came)
			p->plan.half_closed[h] = true; /* nothing asked for the RST: its program aborted */
		if (fin[h] >= 0 && data_end[peer] >= 0 && k->flags & SEG_ACK && !(k->flags & SEG_RST) &&
		    k->ack >= data_end[peer])
			p->plan.half_closed[h] = true;
		if (k->flags & SEG_FIN && fin[h] < 0) {
			fin[h] = k->end;
			if (sent[peer] > k->ack && data_end[peer] < 0) /* under way */
				data_end[peer] = k->ack + 1;
		}
		if (k->len > 0 && k->start + k->len > sent[h])
			sent[h] = k->start + k->len;
		if (k->len > 0 && p->most[peer][i] < k->start + k->len && fin[peer] >= 0 && data_end[h] < 0)
			data_end[h] = k->end - ((k->flags & SEG_FIN) != 0);
	}
}

bool options_cut_scale(const struct syn_options of[HOSTS])
{
	bool cut = false;

	for (int h = 0; h < HOSTS; h++) {
		if (!of[h].seen || (!of[h].has_scale && !of[h].cut))
			return false;
		cut |= !of[h].has_scale;
	}
	return cut;
}

struct plan plan_make(const struct kept *packets, size_t n)
{
	struct planner p = { .at = packets, .n = (uint32_t)n };

	p.plan.fates = mem_new(n, sizeof *p.plan.fates);
	index_packets(&p);
	index_again(&p);
	measure(&p);
	find_losses(&p);
	find_foreign(&p);
	find_departures(&p);
	find_arrivals(&p);
	find_half_closes(&p);
	for (int h = 0; h < HOSTS; h++) {
		mem_free(p.previous[h]);
		mem_free(p.most[h]);
		mem_free(p.resent[h]);
	}
	mem_free(p.seen);
	mem_free(p.sent);
	mem_free(p.again);
	return p.plan;
}

void plan_free(struct plan *p)
{
	mem_free(p->fates);
	p->fates = NULL;
}
