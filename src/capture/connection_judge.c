/* Says of a connection which end is the client, each end's state, who closed it and how,
 * and its figures. Called by summary.c, verdict.c and cli/cmd_import.c. */
#include <string.h>

#include "capture/connection_life.h"
#include "engine/seq.h"

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
	if (!acked)
		return TCPS_CLOSING;
	return l->anew.record != 0 ? TCPS_CLOSED : TCPS_TIME_WAIT;
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
		return l->of[1 - i].syn || l->of[i].syn_ack ? TCPS_SYN_RECEIVED : TCPS_SYN_SENT;
	return state_of_closing(l, i);
}

bool connection_ended(const struct connection *c)
{
	if (c->bits & BIT_RESET)
		return !(c->bits & BIT_DOUBTFUL);
	if (!c->life)
		return false;
	for (int i = 0; i < 2; i++) {
		enum tcp_state s = connection_state(c, i);

		if (!c->life->of[i].sent || (s != TCPS_CLOSED && s != TCPS_TIME_WAIT))
			return false;
	}
	return true;
}

/* --- the judgement --- */

int connection_client(const struct connection *c, bool *inferred)
{
	const struct life *l = c->life;
	bool low[2];

	if (inferred)
		*inferred = false;
	for (int i = 0; i < 2; i++)
		if (!l ? i == 0 : l->of[i].active)
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
		return c->packets > 1 ? ENDING_TIMEOUT : ENDING_OPEN;
	fins = l->of[0].fin_sent && l->of[1].fin_sent;
	if (fins && !l->of[0].fin_acks_peer && !l->of[1].fin_acks_peer)
		return ENDING_SIMULTANEOUS;
	if (l->first_fin >= 0)
		return ENDING_FIN;
	for (int i = 0; i < 2; i++)
		if (l->of[i].active && l->of[i].resent > 0 && !l->of[i].beyond_syn && !l->of[1 - i].sent &&
		    !l->stranger)
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
		return c->life->first_fin >= 0 ? c->life->first_fin : c->life->reset.from;
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
	uint32_t at = d->data.trimmed ? d->data.ranges[0].from : d->start, acked = peer->acked;

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
		f->resent[0] = c->packets - 1;
		strcpy(f->history, "S");
		return;
	}
	for (int i = 0; i < 2; i++) {
		f->octets += l->of[i].data.octets;
		f->lost += lost_octets(l, i);
		f->resent[i != client] = l->of[i].resent;
	}
	f->twice = l->twice;
	f->differs = l->differs;
	f->rtt_ns = l->rtt_ns;
	f->one_way = !l->of[0].heard || !l->of[1].heard;
	f->no_start = (!l->of[0].syn && !l->of[1].syn) || (!f->one_way && !l->of[0].active && !l->of[1].active);
	f->gaps = f->lost > 0;
	strcpy(f->history, l->history);
}
