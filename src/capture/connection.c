/* Judges one connection of a capture. Called by connections.c. */
#include "capture/connection.h"

#include <string.h>

#include "base/mem.h"
#include "capture/octets_seen.h"
#include "engine/segment.h"
#include "engine/seq.h"

/* Bits of a connection. */
enum {
	BIT_SYN = 1,        /* its first packet is a SYN without ACK, kept in it */
	BIT_RESET = 2,      /* a RST was accepted */
	BIT_REFUSED = 4,    /* it answered a SYN */
	BIT_FORGOTTEN = 8,  /* its receiver returned to LISTEN */
	BIT_RST_FROM_1 = 16 /* end 1 sent the first RST */
};

enum {
	RECENT = 4,              /* packets of a direction that a copy is compared with */
	COPY_NS = 100000000,     /* how long after a packet its copy may come */
	COPY_NO_ID_NS = 1000000, /* the same where no id tells */
	LETTERS_MAX = 31
};

struct recent {
	int64_t time_ns;
	uint32_t seq, ack, length, tsval;
	uint16_t window, id;
	uint8_t flags;
	bool used;
};

struct direction {
	struct recent recent[RECENT];
	struct octets_seen data;
	uint32_t iss;                /* if syn */
	uint32_t start, end;         /* the first number, and one past the last that was sent */
	uint32_t acked;              /* the highest acknowledgment sent: this host's RCV.NXT */
	uint32_t fin;                /* number of its FIN */
	uint32_t window, most;       /* that it offers, scaled; the largest so far */
	uint32_t resent, unanswered; /* unanswered: sent again since the peer's last packet */
	uint8_t scale, newest;
	bool heard, sent, syn, syn_ack, scaled, acks, fin_sent, fin_acks_peer, beyond_syn;
	bool data_since; /* data came since it last sent data */
};

struct life {
	struct direction of[2];
	int64_t syn_ns, rtt_ns;
	uint32_t twice;
	enum reset_cause cause;
	int first_fin; /* end; -1: none */
	char history[LETTERS_MAX + 1];
};

const char *ending_name(enum ending e)
{
	static const char *const names[] = {
#define ENDING(id, name) [ENDING_##id] = name,
#include "capture/words.def"
	};

	return names[e];
}

const char *reset_cause_name(enum reset_cause c)
{
	static const char *const names[] = {
#define CAUSE(id, name) [CAUSE_##id] = name,
#include "capture/words.def"
	};

	return names[c];
}

/* --- copies --- */

/* Returns whether the file has the packet twice: a copy comes soon and is the same in
 * all, the id that IPv4 gives each packet included. */
static bool is_copy(struct direction *d, const struct packet *p)
{
	for (int i = 0; i < RECENT; i++) {
		const struct recent *r = &d->recent[i];

		if (r->used && r->seq == p->seq && r->ack == p->ack && r->flags == p->flags && r->length == p->length &&
		    r->window == p->window && r->tsval == p->tsval && r->id == p->id &&
		    p->time_ns - r->time_ns <= (p->id != 0 ? COPY_NS : COPY_NO_ID_NS))
			return true;
	}
	d->newest = (uint8_t)((d->newest + 1) % RECENT);
	d->recent[d->newest] = (struct recent){ p->time_ns, p->seq, p->ack,   p->length, p->tsval,
						p->window,  p->id,  p->flags, true };
	return false;
}

/* --- states --- */

/* Returns whether end i's SYN was acknowledged, or must have been. */
static bool syn_acknowledged(const struct life *l, int i)
{
	const struct direction *d = &l->of[i], *peer = &l->of[1 - i];

	return !d->syn || d->beyond_syn || (peer->acks && seq_gt(peer->acked, d->iss));
}

static bool fin_acknowledged(const struct life *l, int i)
{
	const struct direction *d = &l->of[i], *peer = &l->of[1 - i];

	return d->fin_sent && peer->acks && seq_gt(peer->acked, d->fin);
}

static enum tcp_state state_of_closing(const struct life *l, int i)
{
	const struct direction *d = &l->of[i];
	bool acked = fin_acknowledged(l, i), received = l->of[1 - i].fin_sent;

	if (!d->fin_sent)
		return received ? TCPS_CLOSE_WAIT : TCPS_ESTABLISHED;
	if (!received)
		return acked ? TCPS_FIN_WAIT_2 : TCPS_FIN_WAIT_1;
	if (d->fin_acks_peer)
		return acked ? TCPS_CLOSED : TCPS_LAST_ACK;
	return acked ? TCPS_TIME_WAIT : TCPS_CLOSING;
}

enum tcp_state connection_state(const struct connection *c, int i)
{
	const struct life *l = c->life;

	if (!l)
		return i == 0 ? TCPS_SYN_SENT : TCPS_CLOSED;
	if (c->bits & BIT_RESET)
		return c->bits & BIT_FORGOTTEN && i != connection_client(c, NULL) ? TCPS_LISTEN : TCPS_CLOSED;
	if (!l->of[i].sent)
		return TCPS_CLOSED;
	if (!syn_acknowledged(l, i))
		return l->of[1 - i].syn ? TCPS_SYN_RECEIVED : TCPS_SYN_SENT;
	return state_of_closing(l, i);
}

bool connection_ended(const struct connection *c)
{
	if (c->bits & BIT_RESET)
		return true;
	if (!c->life)
		return false;
	for (int i = 0; i < 2; i++) {
		enum tcp_state s = connection_state(c, i);

		if (!c->life->of[i].sent || (s != TCPS_CLOSED && s != TCPS_TIME_WAIT))
			return false;
	}
	return true;
}

/* --- RST --- */

/* Returns whether the receiver takes a RST: its number is in the window. */
static bool rst_accepted(const struct connection *c, int from, const struct packet *p)
{
	const struct direction *d = &c->life->of[from], *receiver = &c->life->of[1 - from];
	enum tcp_state state = connection_state(c, 1 - from);
	uint32_t low, size;

	if (!receiver->sent)
		return true; /* nothing is known of it */
	if (state == TCPS_SYN_SENT)
		return (p->flags & SEG_ACK) != 0 && p->ack == receiver->iss + 1;
	if (state == TCPS_CLOSED)
		return false;
	if (!receiver->acks && !d->sent)
		return true;
	low = receiver->acks ? receiver->acked : d->start;
	size = receiver->window > 0 ? receiver->window : 1;
	if (d->sent && seq_gt(d->end, low) && seq_diff(low, d->end) >= size)
		size = seq_diff(low, d->end) + 1; /* what was sent is taken to have arrived */
	return seq_within(p->seq, low, size);
}

static enum reset_cause cause_of(const struct connection *c, int from, const struct packet *p)
{
	const struct direction *d = &c->life->of[from], *peer = &c->life->of[1 - from];

	if (d->unanswered >= 2)
		return CAUSE_TIMEOUT;
	if (d->fin_sent)
		return CAUSE_AFTER_CLOSE;
	if (!(p->flags & SEG_ACK) || !d->sent)
		return CAUSE_UNKNOWN;
	return peer->data.octets > 0 && (d->data_since || d->window < d->most) ? CAUSE_UNREAD : CAUSE_ABORT;
}

static void take_rst(struct connection *c, int from, const struct packet *p)
{
	struct life *l = c->life;
	enum tcp_state state = connection_state(c, 1 - from);

	if (c->bits & BIT_RESET)
		return;
	if (!rst_accepted(c, from, p)) {
		if (l->cause == CAUSE_NONE && state != TCPS_CLOSED)
			l->cause = CAUSE_OUTSIDE;
		return;
	}
	l->cause = cause_of(c, from, p);
	if (state == TCPS_SYN_SENT && !l->of[from].syn) {
		c->bits |= BIT_REFUSED;
		l->cause = CAUSE_REFUSED;
	}
	if (state == TCPS_SYN_RECEIVED)
		c->bits |= BIT_FORGOTTEN;
	c->bits |= BIT_RESET;
	if (from == 1)
		c->bits |= BIT_RST_FROM_1;
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

static void take_syn(struct life *l, int from, const struct packet *p)
{
	struct direction *d = &l->of[from];

	if (d->syn && d->iss == p->seq)
		d->resent++;
	d->syn = true;
	d->syn_ack = (p->flags & SEG_ACK) != 0;
	d->iss = p->seq;
	d->scaled = p->has_scale;
	d->scale = p->has_scale ? p->scale : 0;
	if (!d->syn_ack && l->syn_ns < 0)
		l->syn_ns = p->time_ns;
	note_letter(l, from, d->syn_ack ? 'h' : 's');
}

static void take_ack(struct life *l, int from, const struct packet *p)
{
	struct direction *d = &l->of[from], *peer = &l->of[1 - from];
	bool news = !d->acks || seq_gt(p->ack, d->acked);
	bool scaled = d->scaled && peer->scaled && !(p->flags & SEG_SYN);

	if (news)
		d->acked = p->ack;
	d->acks = true;
	d->window = scaled ? (uint32_t)p->window << d->scale : p->window;
	d->most = d->window > d->most ? d->window : d->most;
	if (news)
		peer->unanswered = 0;
	if (!(p->flags & SEG_SYN) && l->rtt_ns < 0 && l->syn_ns >= 0 && peer->syn_ack && p->ack == peer->iss + 1)
		l->rtt_ns = p->time_ns - l->syn_ns;
	if (!(p->flags & (SEG_SYN | SEG_FIN | SEG_RST)) && p->length == 0)
		note_letter(l, from, 'a');
	if (d->window == 0 && !(p->flags & (SEG_SYN | SEG_RST)))
		note_letter(l, from, 'w');
}

/* A probe of a keepalive repeats one octet, or none, below what was acknowledged. */
static bool is_keepalive(const struct life *l, int from, const struct packet *p, uint32_t at)
{
	const struct direction *d = &l->of[from], *peer = &l->of[1 - from];

	return p->length <= 1 && d->sent && at + 1 == d->end && peer->acks && peer->acked == d->end;
}

static void take_data(struct life *l, int from, const struct packet *p, uint32_t at)
{
	struct direction *d = &l->of[from];
	bool first = d->data.octets == 0 && d->data.used == 0;

	if (first && seq_lt(at, d->start))
		d->start = at;
	note_letter(l, from, 'd');
	if (octets_seen_add(&d->data, at, at + p->length) == 0) {
		d->resent++;
		d->unanswered++;
		note_letter(l, from, 't');
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
		d->resent += p->length == 0;
		d->unanswered++;
		return;
	}
	d->fin_sent = true;
	d->fin = at;
	d->fin_acks_peer = peer->fin_sent && (p->flags & SEG_ACK) != 0 && seq_gt(p->ack, peer->fin);
	if (l->first_fin < 0)
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
		d->start = at;
		d->end = at;
	}
	if (p->length > 0 && !is_keepalive(l, from, p, at))
		take_data(l, from, p, at);
	if (p->flags & SEG_FIN)
		take_fin(c, from, p, end);
	end += (p->flags & SEG_FIN) != 0;
	if (!d->sent || seq_gt(end, d->end))
		d->end = end;
	d->sent = true;
	if (p->flags & SEG_ACK)
		take_ack(l, from, p);
}

static void take(struct connection *c, int from, const struct packet *p)
{
	struct life *l = c->life;

	l->of[from].heard = true;
	if (is_copy(&l->of[from], p)) {
		l->twice++;
		return;
	}
	if (p->flags & SEG_RST) {
		note_letter(l, from, 'r');
		take_rst(c, from, p);
		return;
	}
	if (!(c->bits & BIT_RESET))
		take_numbers(c, from, p);
}

/* Makes a life, with the SYNs of end 0 so far. */
static void make_life(struct connection *c)
{
	struct life *l = mem_new(1, sizeof *l);
	struct packet syn = { .time_ns = c->first_ns,
			      .seq = c->iss,
			      .flags = SEG_SYN,
			      .window = c->window,
			      .id = c->id,
			      .has_scale = c->scale != NO_SCALE,
			      .scale = c->scale };

	l->syn_ns = l->rtt_ns = -1;
	l->first_fin = -1;
	c->life = l;
	if (!(c->bits & BIT_SYN))
		return;
	take_numbers(c, 0, &syn);
	l->of[0].resent = c->syns;
	syn.time_ns = c->last_ns;
	is_copy(&l->of[0], &syn);
}

/* Returns whether p is one more SYN, so that no life is needed. */
static bool is_bare_syn(const struct connection *c, int from, const struct packet *p)
{
	bool copy = c->bits & BIT_SYN && p->id == c->id &&
		    p->time_ns - c->last_ns <= (p->id != 0 ? COPY_NS : COPY_NO_ID_NS);

	return from == 0 && p->flags == SEG_SYN && p->length == 0 && !copy;
}

static void keep_syn(struct connection *c, const struct packet *p)
{
	c->syns += c->bits & BIT_SYN ? 1 : 0;
	c->bits |= BIT_SYN;
	c->iss = p->seq;
	c->window = p->window;
	c->id = p->id;
	c->scale = p->has_scale ? p->scale : NO_SCALE;
}

void connection_add(struct connection *c, int from, const struct packet *p)
{
	if (c->packets == 0) {
		c->first_ns = p->time_ns;
		c->end[from] = p->from;
		c->end[1 - from] = p->to;
	} else if (p->time_ns - c->last_ns > c->idle_ns) {
		c->idle_ns = p->time_ns - c->last_ns;
	}
	c->packets++;
	if (!c->life && is_bare_syn(c, from, p)) {
		keep_syn(c, p);
	} else {
		if (!c->life)
			make_life(c);
		take(c, from, p);
	}
	c->last_ns = p->time_ns;
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
	const struct direction *d = c->life ? &c->life->of[from] : NULL;

	if ((p->flags & (SEG_SYN | SEG_ACK | SEG_RST)) != SEG_SYN)
		return false;
	if (!c->life)
		return from == 0 ? p->seq != c->iss : false; /* both may open at once */
	if (d->syn && !d->syn_ack)
		return p->seq != d->iss;
	if (d->sent)
		return true;
	/* the SYN after the SYN,ACK that answers it */
	return !(c->life->of[1 - from].syn_ack && c->life->of[1 - from].acked == p->seq + 1);
}

/* --- the judgement --- */

int connection_client(const struct connection *c, bool *inferred)
{
	const struct life *l = c->life;
	bool low[2];

	if (inferred)
		*inferred = false;
	for (int i = 0; i < 2; i++)
		if (!l ? i == 0 : l->of[i].syn && !l->of[i].syn_ack)
			return i;
	for (int i = 0; i < 2; i++)
		if (l->of[i].syn_ack)
			return 1 - i;
	for (int i = 0; i < 2; i++)
		low[i] = c->end[i].port < 1024;
	if (low[0] != low[1])
		return low[0];
	if (inferred)
		*inferred = true;
	return 0;
}

enum ending connection_ending(const struct connection *c)
{
	const struct life *l = c->life;
	bool fins;

	if (c->bits & BIT_REFUSED)
		return ENDING_REFUSED;
	if (c->bits & BIT_RESET)
		return ENDING_RST;
	if (!l)
		return c->syns > 0 ? ENDING_TIMEOUT : ENDING_OPEN;
	fins = l->of[0].fin_sent && l->of[1].fin_sent;
	if (fins && !l->of[0].fin_acks_peer && !l->of[1].fin_acks_peer)
		return ENDING_SIMULTANEOUS;
	if (l->first_fin >= 0)
		return ENDING_FIN;
	for (int i = 0; i < 2; i++)
		if (l->of[i].syn && !l->of[i].syn_ack && l->of[i].resent > 0 && !l->of[i].beyond_syn &&
		    !l->of[1 - i].sent)
			return ENDING_TIMEOUT;
	return ENDING_OPEN;
}

int connection_closer(const struct connection *c)
{
	switch (connection_ending(c)) {
	case ENDING_SIMULTANEOUS:
		return 2;
	case ENDING_RST:
	case ENDING_FIN:
		return c->life->first_fin >= 0 ? c->life->first_fin : (c->bits & BIT_RST_FROM_1) != 0;
	case ENDING_REFUSED:
	case ENDING_TIMEOUT:
	case ENDING_OPEN:
	case ENDINGS:
		break;
	}
	return -1;
}

enum reset_cause connection_cause(const struct connection *c)
{
	return c->life ? c->life->cause : CAUSE_NONE;
}

/* Returns the octets that the peer acknowledged and the file does not have. */
static uint64_t lost_octets(const struct life *l, int i)
{
	const struct direction *d = &l->of[i], *peer = &l->of[1 - i];
	uint64_t lost = d->data.lost;
	uint32_t at = d->start, acked = peer->acked;

	if (!d->sent || !peer->acks)
		return lost;
	if (d->fin_sent && seq_gt(acked, d->fin))
		acked = d->fin;
	for (size_t k = 0; k < d->data.used; k++) {
		if (seq_gt(d->data.ranges[k].from, at) && seq_ge(acked, d->data.ranges[k].from))
			lost += seq_diff(at, d->data.ranges[k].from);
		at = d->data.ranges[k].to;
	}
	if (seq_gt(acked, at))
		lost += seq_diff(at, acked);
	return lost;
}

void connection_figures(const struct connection *c, struct connection_figures *f)
{
	const struct life *l = c->life;
	int client = connection_client(c, NULL);

	memset(f, 0, sizeof *f);
	f->rtt_ns = -1;
	f->one_way = true;
	f->no_end = !connection_ended(c);
	if (!l) {
		f->resent[0] = c->syns;
		strcpy(f->history, "S");
		return;
	}
	for (int i = 0; i < 2; i++) {
		f->octets += l->of[i].data.octets;
		f->lost += lost_octets(l, i);
		f->resent[i != client] = l->of[i].resent;
	}
	f->twice = l->twice;
	f->rtt_ns = l->rtt_ns;
	f->one_way = (!l->of[0].heard && !(c->bits & BIT_SYN)) || !l->of[1].heard;
	f->no_start = !l->of[0].syn && !l->of[1].syn;
	f->gaps = f->lost > 0;
	strcpy(f->history, l->history);
}
