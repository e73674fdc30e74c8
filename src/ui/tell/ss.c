/* The names, numbers and times of ss. Its timers are those of the kernel's sockets: of
 * several that run here it shows one, and neither the user timer nor that of a lingering
 * close. */
#include "ui/tell/ss.h"

bool ss_lists(const struct slot *s)
{
	return slot_state(s) != TCPS_CLOSED;
}

const char *ss_state(const struct slot *s)
{
	enum tcp_state state = slot_state(s);

	if (state == TCPS_SYN_RECEIVED)
		return "SYN-RECV";
	return state == TCPS_ESTABLISHED ? "ESTAB" : state_name(state);
}

uint32_t ss_recv_q(const struct host *h, const struct slot *s)
{
	uint32_t waiting = 0;

	if (slot_state(s) == TCPS_TIME_WAIT)
		return 0;
	if (slot_state(s) != TCPS_LISTEN) /* a FIN that recv has not passed counts as an octet */
		return s->tcb.rcv_len + (s->tcb.peer_fin_done && !s->tcb.fin_read);
	for (uint32_t i = 0; i < h->high; i++)
		waiting += h->slots[i].used && h->slots[i].parent == s->number && h->slots[i].ready;
	return waiting;
}

uint32_t ss_send_q(const struct slot *s)
{
	const struct tcb *t = &s->tcb;

	if (slot_state(s) == TCPS_LISTEN)
		return s->backlog;
	if (slot_state(s) == TCPS_TIME_WAIT)
		return 0;
	/* a SYN or FIN that is not acknowledged counts, but not the SYN,ACK of a listener */
	return t->snd_len + (tcb_syn_unacked(t) && !t->passive) + (t->fin_wanted && !t->fin_acked);
}

/* Adds a time as ss prints it: "3min59sec", "59sec", "1.500ms", "950ms". */
static void add_time(struct text *t, vtime ms)
{
	unsigned minutes = (unsigned)(ms / 60000), seconds = (unsigned)(ms / 1000 % 60), rest = (unsigned)(ms % 1000);

	if (minutes > 0) {
		text_addf(t, "%umin", minutes);
		rest = 0;
		seconds = minutes > 9 ? 0 : seconds;
	}
	if (seconds > 0) {
		rest = seconds > 9 ? 0 : rest;
		text_addf(t, "%u%s", seconds, rest > 0 ? "." : "sec");
	}
	if (rest > 0)
		text_addf(t, "%03ums", rest);
}

bool ss_timer(struct text *t, const struct world *w, const struct slot *s)
{
	static const struct {
		enum timer_id timer;
		const char *name;
	} timers[] = {
		{ TMR_RTO, "on" },
		{ TMR_PERSIST, "persist" },
		{ TMR_TIME_WAIT, "timewait" },
		{ TMR_FIN_WAIT_2, "timewait" },
		{ TMR_KEEPALIVE, "keepalive" },
	};
	vtime left;

	for (size_t i = 0; i < sizeof timers / sizeof timers[0]; i++) {
		enum timer_id timer = timers[i].timer;
		unsigned count = timer == TMR_RTO ? s->tcb.rtx_count : s->tcb.probes;

		if (!ss_lists(s) || !slot_timer_left(w, s, timer, &left))
			continue;
		text_addf(t, "timer:(%s,", timers[i].name);
		add_time(t, left);
		text_addf(t, ",%u)", timer == TMR_TIME_WAIT || timer == TMR_FIN_WAIT_2 ? 0 : count);
		return true;
	}
	return false;
}
