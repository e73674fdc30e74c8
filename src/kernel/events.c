/* Records what an action does in the model. Called by rehearse.c and agenda.c. */
#include "kernel/events.h"

#include <string.h>

#include "base/mem.h"

/* What the sink of the trace needs. */
struct recording {
	struct events *e;
	const struct world *w;
	uint32_t made[HOSTS];
};

/* Fills in what sock_diag would say of the queues. */
static void count_queues(struct model_socket *m, const struct host *h, const struct slot *s)
{
	const struct tcb *t = &s->tcb;

	m->counts = 1;
	switch ((enum tcp_state)m->state) {
	case TCPS_LISTEN:
		for (uint32_t i = 0; i < h->high; i++)
			m->recv_queue += h->slots[i].used && h->slots[i].parent == s->number && h->slots[i].ready;
		m->send_queue = s->backlog;
		return;
	case TCPS_ESTABLISHED:
	case TCPS_CLOSE_WAIT:
		m->recv_queue = t->rcv_len + (t->peer_fin_done && !t->fin_read);
		m->send_queue = t->snd_len + (t->fin_wanted && !t->fin_acked);
		m->counts = t->snd_waiting == 0;
		return;
	case TCPS_CLOSED:
	case TCPS_SYN_SENT:
	case TCPS_SYN_RECEIVED:
	case TCPS_FIN_WAIT_1:
	case TCPS_FIN_WAIT_2:
	case TCPS_CLOSING:
	case TCPS_LAST_ACK:
	case TCPS_TIME_WAIT:
	case TCPS_COUNT:
		m->counts = 0;
	}
}

static void photograph(struct model_table *t, const struct world *w)
{
	memset(t, 0, sizeof *t);
	for (uint8_t h = 0; h < HOSTS; h++)
		for (uint32_t i = 0; i < w->hosts[h].high; i++) {
			const struct slot *s = &w->hosts[h].slots[i];
			struct model_socket *m;

			if (!s->used || slot_state(s) == TCPS_CLOSED)
				continue;
			m = &t->at[h][t->used[h]++];
			m->state = (uint8_t)slot_state(s);
			m->lport = s->lport;
			m->rport = m->state == TCPS_LISTEN ? 0 : s->rport;
			m->conn = s->conn;
			m->retransmits = s->tcb.deadline_ms[TMR_RTO] != TIMER_OFF;
			m->delays_ack = s->tcb.deadline_ms[TMR_DELAYED_ACK] != TIMER_OFF;
			count_queues(m, &w->hosts[h], s);
		}
}

static bool begins(const struct row *row)
{
	return row->kind == ROW_CALL || row->kind == ROW_ARRIVE || row->kind == ROW_TIMER || row->kind == ROW_FORGE ||
	       (row->kind == ROW_LOSE && row->loss != LOSS_WIRE_FULL);
}

static void on_row(void *to, const struct row *row)
{
	struct recording *r = to;
	struct events *e = r->e;
	const struct slot *s;

	if (begins(row)) {
		e->many |= e->used >= EVENTS_RECORDED;
		if (e->many)
			return;
		e->at = mem_grow(e->at, e->used, &e->size, sizeof *e->at);
		e->at[e->used++] = (struct event){ .row = e->rows_used, .made = r->made[row->actor] };
		photograph(&e->at[e->used - 1].table, r->w);
		s = row->kind == ROW_CALL ? world_socket(r->w, row->actor, row->socket) : NULL;
		e->at[e->used - 1].port = s ? s->lport : 0;
	}
	if (e->many || e->used == 0)
		return;
	e->rows = mem_grow(e->rows, e->rows_used, &e->rows_size, sizeof *e->rows);
	e->rows[e->rows_used++] = *row;
	e->at[e->used - 1].rows++;
}

enum refusal events_record(struct events *e, struct world *w, const struct action *action)
{
	struct recording r = { .e = e, .w = w, .made = { w->hosts[0].sockets, w->hosts[1].sockets } };
	struct trace *trace = mem_new(1, sizeof *trace);
	enum refusal refusal;

	e->used = e->rows_used = 0;
	e->many = false;
	e->from_ms = w->now_ms;
	trace_init(trace, on_row, &r);
	refusal = world_apply(w, action, trace);
	e->to_ms = w->now_ms;
	mem_free(trace);
	return refusal;
}

void events_free(struct events *e)
{
	mem_free(e->at);
	mem_free(e->rows);
	memset(e, 0, sizeof *e);
}

vtime events_wait_ms(const struct events *e, const struct action *action)
{
	vtime last = e->from_ms, wait = 0;

	for (size_t i = 0; i < e->used; i++) {
		const struct row *cause = &e->rows[e->at[i].row];

		if (cause->kind == ROW_TIMER)
			wait += cause->time_ms - last;
		last = cause->time_ms;
	}
	return action->kind == ACT_WAIT ? wait + (e->to_ms - last) : wait;
}
