/* Takes the packets of one connection of a capture into account. Called by
 * connections.c. */
#include <string.h>

#include "base/mem.h"
#include "capture/connection_life.h"
#include "engine/segment.h"
#include "engine/seq.h"

/* --- copies --- */

/* Returns how long after a packet its copy may come. A host sends a SYN again later, and then with another
 * timestamp. */
static int64_t copy_ns(const struct packet *p)
{
	return p->id != 0 || (p->flags & SEG_SYN && p->tsval != 0) ? COPY_NS : COPY_NO_ID_NS;
}

/* Returns whether the file has the packet twice: a copy comes soon and is the same in
 * all, the id that IPv4 gives each packet included. Without an id an ACK that comes again may be
 * a second one: it is a copy only where a packet with numbers has one. */
static bool is_copy(struct life *l, int from, const struct packet *p)
{
	struct direction *d = &l->of[from];
	bool numbers = p->length > 0 || p->flags & (SEG_SYN | SEG_FIN);

	for (int i = 0; i < RECENT; i++) {
		const struct recent *r = &d->recent[i];

		if (r->used && r->seq == p->seq && r->ack == p->ack && r->flags == p->flags && r->length == p->length &&
		    r->window == p->window && r->tsval == p->tsval && r->id == p->id &&
		    p->time_ns - r->time_ns <= copy_ns(p) && (p->id != 0 || numbers || l->copied)) {
			l->copied |= numbers;
			return true;
		}
	}
	d->newest = (uint8_t)((d->newest + 1) % RECENT);
	d->recent[d->newest] = (struct recent){ .time_ns = p->time_ns,
						.seq = p->seq,
						.ack = p->ack,
						.length = p->length,
						.tsval = p->tsval,
						.record = p->record,
						.window = p->window,
						.id = p->id,
						.flags = p->flags,
						.used = true };
	return false;
}

/* --- packets --- */

/* Zeek's letters, each once a direction: large for end 0. */
static void note_letter(struct life *l, int from, char letter)
{
	char c = from == 0 ? (char)(letter - 'a' + 'A') : letter;
	size_t n = strlen(l->history);

	if (!strchr(l->history, c) && n < LETTERS_MAX) {
		l->history[n] = c;
		l->history[n + 1] = '\0';
	}
}

static void note_resent(struct direction *d, const struct packet *p)
{
	d->resent++;
	if (d->first_resent == 0)
		d->first_resent = p->record;
}

static void take_syn(struct life *l, int from, const struct packet *p)
{
	struct direction *d = &l->of[from];

	if (d->syn && d->iss == p->seq && (p->flags & SEG_ACK ? d->syn_ack : d->active))
		note_resent(d, p);
	d->syn = true;
	d->active |= (p->flags & SEG_ACK) == 0;
	d->syn_ack |= (p->flags & SEG_ACK) != 0;
	d->iss = p->seq;
	d->scaled = p->has_scale;
	d->scale = p->has_scale ? p->scale : 0;
	d->scale_cut = p->options_cut && !p->has_scale;
	if (d->syn_ack && l->syn_ack_record == 0)
		l->syn_ack_record = p->record;
	if (!(p->flags & SEG_ACK) && l->syn_ack_record == 0)
		l->syn_ns = p->time_ns;
	note_letter(l, from, p->flags & SEG_ACK ? 'h' : 's');
}

/* Returns whether the SYNs say how windows are scaled: neither option is cut off, or one SYN is seen to
 * have none. */
static bool scale_known(const struct direction *d, const struct direction *peer)
{
	bool none = (!d->scaled && !d->scale_cut) || (!peer->scaled && !peer->scale_cut);

	return d->syn && peer->syn && (none || (!d->scale_cut && !peer->scale_cut));
}

/* Where the scale is not known, the window may be as large as the largest one makes it (RFC 7323 2.3). */
static void note_edge(struct life *l, int from, const struct packet *p)
{
	struct direction *d = &l->of[from];
	uint32_t edge = p->ack + (scale_known(d, &l->of[1 - from]) ? d->window : (uint32_t)p->window << 14);

	if (!d->acks || seq_gt(edge, d->edge))
		d->edge = edge;
}

static void take_ack(struct life *l, int from, const struct packet *p)
{
	struct direction *d = &l->of[from], *peer = &l->of[1 - from];
	bool news = !d->acks || seq_gt(p->ack, d->acked);
	bool scaled = d->scaled && peer->scaled && !(p->flags & SEG_SYN);

	if (news)
		d->acked = p->ack;
	d->window = scaled ? (uint32_t)p->window << d->scale : p->window;
	note_edge(l, from, p);
	d->acks = true;
	d->most = d->window > d->most ? d->window : d->most;
	if (news || d->window == 0) /* a probe of a closed window is answered by the same ACK */
		peer->unanswered = 0;
	if (!(p->flags & SEG_SYN) && l->rtt_ns < 0 && l->syn_ns >= 0 && peer->syn_ack && p->ack == peer->iss + 1)
		l->rtt_ns = p->time_ns - l->syn_ns;
	if (!(p->flags & (SEG_SYN | SEG_FIN | SEG_RST)) && p->length == 0)
		note_letter(l, from, 'a');
	if (d->window == 0 && !(p->flags & (SEG_SYN | SEG_RST))) {
		note_letter(l, from, 'w');
		if (d->zero_window == 0)
			d->zero_window = p->record;
	}
}

/* A probe of a keepalive repeats one octet, or none, below what was acknowledged. */
static bool is_keepalive(const struct life *l, int from, const struct packet *p, uint32_t at)
{
	const struct direction *d = &l->of[from], *peer = &l->of[1 - from];

	return p->flags == SEG_ACK && p->length <= 1 && d->sent && at + 1 == d->end && peer->acks &&
	       peer->acked == d->end;
}

static void note_probe(struct direction *d, const struct packet *p)
{
	if (d->probes++ == 0)
		d->first_probe = p->record;
}

/* A probe of a closed window sends the octet after those acknowledged, again and again. */
static bool is_window_probe(const struct life *l, int from, const struct packet *p, uint32_t at)
{
	const struct direction *peer = &l->of[1 - from];

	return p->length == 1 && peer->acks && peer->window == 0 && at == peer->acked;
}

static void take_data(struct life *l, int from, const struct packet *p, uint32_t at)
{
	struct direction *d = &l->of[from];
	bool first = d->data.octets == 0 && d->data.used == 0;
	uint32_t news;

	if (first && seq_lt(at, d->start))
		d->start = at;
	note_letter(l, from, 'd');
	d->last_data = p->record;
	news = octets_seen_add(&d->data, at, at + p->length);
	if (l->of[1 - from].fin_sent && news > 0) {
		if (d->after_fin == 0)
			d->after_fin_from = at;
		d->after_fin += news;
	}
	if (news == 0) {
		d->unanswered++;
		if (!is_window_probe(l, from, p, at)) {
			note_resent(d, p);
			note_letter(l, from, 't');
		} else if (d->first_resent == 0) {
			d->first_resent = p->record;
		}
	}
	d->data_since = false;
	l->of[1 - from].data_since = true;
}

static void take_fin(struct connection *c, int from, const struct packet *p, uint32_t at)
{
	struct life *l = c->life;
	struct direction *d = &l->of[from], *peer = &l->of[1 - from];

	note_letter(l, from, 'f');
	if (d->fin_sent) {
		if (p->length == 0 && at == d->fin) /* with another number it is another FIN, which differs */
			note_resent(d, p);
		d->unanswered++;
		return;
	}
	d->fin_sent = true;
	d->fin_mark = (struct mark){ p->time_ns, p->record };
	d->fin = at;
	d->fin_acks_peer = peer->fin_sent && (p->flags & SEG_ACK) != 0 && seq_gt(p->ack, peer->fin);
	if (l->first_fin < 0 && !(c->bits & BIT_RESET))
		l->first_fin = from;
}

static void take_numbers(struct connection *c, int from, const struct packet *p)
{
	struct life *l = c->life;
	struct direction *d = &l->of[from];
	uint32_t at = p->seq + ((p->flags & SEG_SYN) != 0), end = at + p->length;

	if (p->flags & SEG_SYN)
		take_syn(l, from, p);
	else
		d->beyond_syn = true;
	if (!d->sent) {
		d->ttl = p->ttl;
		d->start = at;
		d->end = at;
	}
	if (is_keepalive(l, from, p, at))
		note_probe(d, p);
	else if (p->length > 0)
		take_data(l, from, p, at);
	l->of[1 - from].probes = 0;
	if (p->flags & SEG_FIN)
		take_fin(c, from, p, end);
	end += (p->flags & SEG_FIN) != 0;
	if (!d->sent || seq_gt(end, d->end))
		d->end = end;
	d->sent = true;
	if (p->flags & SEG_ACK)
		take_ack(l, from, p);
}

/* Returns whether a packet belongs to a connection that its sender has not forgotten: it
 * does not acknowledge the SYN that it answers (RFC 9293 3.5.1, figure 9). */
static bool is_stranger(const struct connection *c, int from, const struct packet *p)
{
	const struct direction *d = &c->life->of[from], *peer = &c->life->of[1 - from];

	return (p->flags & (SEG_SYN | SEG_ACK | SEG_RST)) == SEG_ACK && !d->syn && peer->active && !peer->beyond_syn &&
	       !(d->sent && d->acks) && !seq_within(p->ack, peer->iss + 1, seq_diff(peer->iss, peer->end));
}

/* Returns whether a RST is for such a connection. */
static bool answers_stranger(const struct life *l, int from, const struct packet *p)
{
	return l->stranger && l->of[from].active && !l->of[1 - from].sent && p->seq == l->stranger_ack;
}

/* Counts the packets that a host may yet answer with RST: those that its peer sent since it acknowledged
 * all, and the ACKs before, which may be under way. */
static void note_asked(struct life *l, int from, const struct packet *p)
{
	struct direction *d = &l->of[from], *peer = &l->of[1 - from];
	int64_t late_ns = connection_late_ns(l);

	peer->asked++;
	if (p->length == 0 && !(p->flags & (SEG_SYN | SEG_FIN))) {
		peer->bare = p->time_ns - peer->bare_ns > late_ns ? 1 : peer->bare + 1;
		peer->bare_ns = p->time_ns;
	}
	if (p->flags & SEG_ACK && peer->sent && p->ack == peer->end)
		d->asked = p->time_ns - d->bare_ns > late_ns ? 0 : d->bare;
}

/* Returns whether the packet is a copy. */
static bool take(struct connection *c, int from, const struct packet *p)
{
	struct life *l = c->life;

	l->of[from].heard = true;
	if (is_copy(l, from, p)) {
		l->twice++;
		return true;
	}
	if (p->flags & SEG_RST) {
		bool differs = connection_differs(c, from, p);

		note_letter(l, from, 'r');
		l->differs += differs;
		l->of[from].resets_differ += differs;
		l->of[from].resets++;
		if (!answers_stranger(l, from, p))
			connection_take_reset(c, from, p);
		if (p->length > 0) /* a reason in words */
			octets_seen_add(&l->of[from].data, p->seq, p->seq + p->length);
		return false;
	}
	if (is_stranger(c, from, p)) {
		l->stranger = true;
		l->stranger_ack = p->ack;
		l->stranger_record = p->record;
		note_letter(l, from, 'a');
		return false;
	}
	note_asked(l, from, p);
	l->of[from].resets = 0;
	l->differs -= l->of[from].resets_differ; /* it goes on: the RSTs were not its own */
	l->of[from].resets_differ = 0;
	if (c->bits & BIT_RESET)
		connection_doubt_reset(c, from, p);
	l->differs += connection_differs(c, from, p);
	take_numbers(c, from, p);
	return false;
}

/* Makes a life, with the SYNs of end 0 so far. */
static void make_life(struct connection *c)
{
	struct life *l = mem_new(1, sizeof *l);
	struct packet syn = { .time_ns = c->first_ns,
			      .record = c->first_record,
			      .ttl = c->ttl,
			      .seq = c->iss,
			      .flags = SEG_SYN,
			      .window = c->window,
			      .id = c->id,
			      .tsval = c->tsval,
			      .options_cut = c->scale == CUT_SCALE,
			      .has_scale = c->scale < CUT_SCALE,
			      .scale = c->scale };

	l->syn_ns = l->rtt_ns = -1;
	l->first_fin = -1;
	c->life = l;
	if (!(c->bits & BIT_SYN))
		return;
	take_numbers(c, 0, &syn);
	l->of[0].heard = true;
	l->of[0].resent = c->packets - 2; /* this packet is counted already */
	l->of[0].first_resent = c->again_record;
	syn.time_ns = c->last_ns;
	is_copy(l, 0, &syn);
	l->syn_ns = c->last_ns;
}

/* Returns whether p is one more SYN, so that no life is needed. */
static bool is_bare_syn(const struct connection *c, int from, const struct packet *p)
{
	bool copy = c->bits & BIT_SYN && p->id == c->id && p->tsval == c->tsval &&
		    p->time_ns - c->last_ns <= copy_ns(p);

	return from == 0 && p->flags == SEG_SYN && p->length == 0 && !copy;
}

static void keep_syn(struct connection *c, const struct packet *p)
{
	if (c->bits & BIT_SYN && c->again_record == 0)
		c->again_record = p->record;
	c->bits |= BIT_SYN;
	c->ttl = p->ttl;
	c->iss = p->seq;
	c->window = p->window;
	c->id = p->id;
	c->tsval = p->tsval;
	c->scale = p->has_scale ? p->scale : p->options_cut ? CUT_SCALE : NO_SCALE;
}

bool connection_add(struct connection *c, int from, const struct packet *p)
{
	bool copy = false;
	int64_t idle_ns = c->packets == 0 ? 0 : p->time_ns - c->last_ns;

	if (c->packets == 0) {
		c->first_ns = p->time_ns;
		c->first_record = p->record;
		c->end[from] = p->from;
		c->end[1 - from] = p->to;
	}
	if (idle_ns > c->idle_ns)
		c->idle_ns = idle_ns;
	c->packets++;
	if (!c->life && is_bare_syn(c, from, p)) {
		keep_syn(c, p);
	} else {
		if (!c->life)
			make_life(c);
		copy = take(c, from, p);
		c->life->last_idle_ns = idle_ns;
		c->life->last_from = from;
	}
	/* a file need not be in order, and a piece of a segment waits for the other pieces */
	c->last_ns = idle_ns < 0 ? c->last_ns : p->time_ns;
	c->last_record = p->record > c->last_record ? p->record : c->last_record;
	return copy;
}

uint32_t connection_stranger(const struct connection *c)
{
	return c->life ? c->life->stranger_record : 0;
}

void connection_note_anew(struct connection *c, const struct packet *p)
{
	if (c->life && c->life->anew.record == 0)
		c->life->anew = (struct mark){ p->time_ns, p->record };
}

void connection_free(struct connection *c)
{
	if (!c->life)
		return;
	for (int i = 0; i < 2; i++)
		octets_seen_free(&c->life->of[i].data);
	mem_free(c->life);
	c->life = NULL;
}

bool connection_is_another(const struct connection *c, int from, const struct packet *p)
{
	const struct direction *d = c->life ? &c->life->of[from] : NULL, *peer;

	if ((p->flags & (SEG_SYN | SEG_ACK | SEG_RST)) != SEG_SYN)
		return false;
	if (!c->life)
		return from == 0 ? p->seq != c->iss : false; /* both may open at once */
	if (d->syn)
		return p->seq != d->iss;
	if (d->sent && d->start == p->seq + 1)
		return false; /* the SYN was recorded late */
	peer = &c->life->of[1 - from];
	if (peer->syn_ack && seq_within(peer->acked, p->seq + 1, p->length + 1))
		return d->sent; /* the SYN after the SYN,ACK that answers it */
	/* both open at once, unless one of them has refused the other's SYN */
	return c->bits & BIT_RESET || d->sent || !peer->active || peer->beyond_syn || peer->syn_ack;
}
