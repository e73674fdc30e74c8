/* What RFC 9293 allows a sender. Called by tcp_observe.c. */
#include "engine/observed.h"

#include "engine/seq.h"

bool observed_after(seqnum a, seqnum b)
{
	return seq_gt(b, a) && seq_diff(a, b) <= UINT32_C(1) << 30;
}

static bool has_connection(enum tcp_state s)
{
	return s != TCPS_CLOSED && s != TCPS_LISTEN && s != TCPS_SYN_SENT;
}

static enum rule_id syn_differs(const struct observed_sender *h, const struct segment *s)
{
	bool answers = (s->flags & SEG_ACK) != 0;

	if (h->state != TCPS_SYN_RECEIVED && !(h->state == TCPS_SYN_SENT && !answers))
		return RULE_OBSERVED_SYN;
	if (h->snd_nxt != h->iss && s->seq != h->iss)
		return RULE_OBSERVED_ISS;
	return answers && s->ack != h->rcv_nxt ? RULE_OBSERVED_ACK : RULE_NONE;
}

/* A probe repeats the number before SND.NXT, or has one octet more than a closed window
 * allows (3.8.4, 3.8.6.1). */
static bool is_probe(const struct observed_sender *h, const struct segment *s)
{
	return s->len <= 1 && (s->seq + 1 == h->snd_nxt || (s->seq == h->edge && h->edge == h->snd_una));
}

static enum rule_id numbers_differ(const struct observed_sender *h, const struct segment *s)
{
	seqnum end = s->seq + s->len;
	bool fin = (s->flags & SEG_FIN) != 0;

	if (seq_gt(s->ack, h->rcv_nxt) && h->peer_seen)
		return RULE_OBSERVED_ACK;
	if (seq_gt(s->seq, h->snd_nxt))
		return RULE_OBSERVED_GAP;
	if (is_probe(h, s))
		return RULE_NONE;
	if (h->fin_sent && ((s->len > 0 && seq_gt(end, h->fin_seq)) || (fin && end != h->fin_seq)))
		return RULE_OBSERVED_AFTER_FIN;
	if (seq_gt(end, h->snd_nxt) && seq_gt(end, h->edge))
		return RULE_OBSERVED_WINDOW;
	if (seq_gt(end, h->snd_nxt) && seq_diff(h->snd_nxt, end) > h->given)
		return RULE_OBSERVED_NOT_GIVEN;
	return fin && !h->fin_given ? RULE_OBSERVED_FIN : RULE_NONE;
}

enum rule_id observed_differs(const struct observed_sender *h, const struct segment *s)
{
	if (s->flags & SEG_SYN)
		return syn_differs(h, s);
	if (!has_connection(h->state))
		return RULE_OBSERVED_NO_CONNECTION;
	if (!(s->flags & SEG_ACK))
		return RULE_OBSERVED_NO_ACK;
	return numbers_differ(h, s);
}
