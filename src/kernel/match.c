/* Compares an event of the model with what was seen of the kernels. Called by rehearse.c. */
#include "kernel/match.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "engine/net.h"

enum { ROWS_COMPARED = 64 };

void seen_add_returns(struct seen *s, uint8_t host, const struct returns *all)
{
	for (uint32_t i = 0; i < all->used && s->returns_used[host] < 2 * RETURNS_MAX; i++)
		s->returns[host][s->returns_used[host]++] = all->at[i];
}

struct match match_begin(const struct events *all, const struct event *e)
{
	struct match m = { .event = e, .rows = &all->rows[e->row] };

	return m;
}

static size_t rows_of(const struct match *m)
{
	return m->event->rows < ROWS_COMPARED ? m->event->rows : ROWS_COMPARED;
}

static bool is_found(const struct match *m, size_t i)
{
	return m->found >> i & 1;
}

/* --- segments --- */

static bool is_bare_ack(const struct row *row)
{
	return row->kind == ROW_SEND && row->segment.flags == SEG_ACK && row->segment.len == 0;
}

/* Returns whether the event lets recv read octets: made now, or made before and waiting. */
static bool reads(const struct match *m)
{
	for (size_t i = 0; i < rows_of(m); i++)
		if (m->rows[i].kind == ROW_RETURN && m->rows[i].result.call == CALL_RECV)
			return true;
	return false;
}

/* Returns whether the segment may be missing: an ACK after recv that acknowledges nothing new
 * says that the window is larger, and the kernel's window has another size. The wire then
 * carries what the model sent. */
static bool is_window_update(const struct match *m, const struct row *row)
{
	if (!is_bare_ack(row) || !reads(m))
		return false;
	if (m->rows[0].kind == ROW_CALL)
		return true;
	for (const struct row *other = m->rows + 1; other < row; other++)
		if (is_bare_ack(other) && other->segment.from == row->segment.from &&
		    other->segment.seq == row->segment.seq && other->segment.ack == row->segment.ack)
			return true;
	return false;
}

/* Returns whether the model will send this later: by a table of the model, its timer runs, but its
 * clock is behind the kernel's. */
static bool is_early_in(const struct model_table *t, const struct segment *s)
{
	for (uint32_t i = 0; i < t->used[s->from]; i++) {
		const struct model_socket *m = &t->at[s->from][i];

		if (m->lport != s->sport || m->rport != s->dport)
			continue;
		if (s->flags == SEG_ACK && s->len == 0)
			return m->delays_ack;
		return m->retransmits && !(s->flags & SEG_RST);
	}
	return false;
}

/* Returns the same of a packet, which may have been sent before this event. */
static bool is_early(const struct match *m, const struct seen *s, const struct caught *p)
{
	return p->early || is_early_in(&m->event->table, &p->segment) || is_early_in(&s->before, &p->segment);
}

/* Looks for the segment of a row: the oldest that was caught, or one that came early. */
static bool find_segment(const struct match *m, struct seen *s, const struct row *row)
{
	struct carrier *c = s->carrier;
	uint8_t h = row->segment.from;

	for (size_t i = 0; i < c->queue_used[h]; i++) {
		if (carrier_same(c, &row->segment, &c->queue[h][i].segment)) {
			carrier_match(c, h, i, row->id, &row->segment);
			return true;
		}
		if (!is_early(m, s, &c->queue[h][i]) && !c->queue[h][i].repeats_ack)
			return false;
	}
	return false;
}

/* Returns the first packet of a host that the model does not send, or NULL. */
static const struct caught *unexpected(const struct match *m, const struct seen *s, uint8_t host)
{
	for (size_t i = 0; i < s->carrier->queue_used[host]; i++)
		if (!is_early(m, s, &s->carrier->queue[host][i]))
			return &s->carrier->queue[host][i];
	return NULL;
}

/* Drops what came early and is not needed any more: in the model an acknowledgment has come
 * before the timer. */
static void discard_early(const struct match *m, struct seen *s)
{
	for (uint8_t h = 0; h < HOSTS; h++)
		for (size_t i = 0; i < s->carrier->queue_used[h];) {
			struct caught *p = &s->carrier->queue[h][i];
			bool now = is_early_in(&m->event->table, &p->segment);

			if (!now && is_early(m, s, p)) {
				carrier_discard(s->carrier, h, i);
				s->carrier->early++;
				continue;
			}
			p->early = now;
			i++;
		}
}

/* Drops window updates that the model did not need. */
static void discard_window_updates(const struct match *m, struct seen *s)
{
	bool read = reads(m);

	for (uint8_t h = 0; read && h < HOSTS; h++)
		for (size_t i = 0; i < s->carrier->queue_used[h];)
			if (s->carrier->queue[h][i].repeats_ack)
				carrier_discard(s->carrier, h, i);
			else
				i++;
}

/* --- results --- */

static const struct {
	int error;
	enum sock_error is;
} errors[] = {
#define SOCK_ERROR(name) { name, ERR_##name },
#include "engine/errors.def"
#undef SOCK_ERROR
};

static enum sock_error error_of(int error)
{
	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
		if (errors[i].error == error)
			return errors[i].is;
	return ERR_NONE;
}

static bool result_fits(const struct result *model, const struct kernel_return *kernel)
{
	if (model->error || kernel->error)
		return model->error && model->error == error_of(kernel->error);
	if (model->value != kernel->value)
		return false;
	for (uint32_t i = 0; model->call == CALL_RECV && i < kernel->text_len; i++)
		if (model->data.known >> i & 1 && model->data.text[i] != kernel->text[i])
			return false;
	return true;
}

static struct kernel_return *return_of(struct seen *s, const struct row *row)
{
	for (size_t i = 0; i < s->returns_used[row->actor]; i++) {
		struct kernel_return *r = &s->returns[row->actor][i];

		if (r->call == row->result.call && r->socket == row->socket)
			return r;
	}
	return NULL;
}

static bool find_return(struct seen *s, const struct row *row)
{
	struct kernel_return *r = return_of(s, row), *all = s->returns[row->actor];

	if (!r || !result_fits(&row->result, r))
		return false;
	s->returns_used[row->actor]--;
	memmove(r, r + 1, (size_t)(all + s->returns_used[row->actor] - r) * sizeof *r);
	return true;
}

/* --- states --- */

static const struct kernel_socket *kernel_socket_of(const struct seen *s, uint8_t host, uint16_t lport, uint16_t rport)
{
	const struct kernel_table *t = &s->tables[host];

	for (uint32_t i = 0; i < t->used; i++)
		if (t->at[i].lport == lport && t->at[i].rport == rport)
			return &t->at[i];
	return NULL;
}

enum tcp_state match_state(const struct seen *s, uint8_t host, uint16_t lport, uint16_t rport)
{
	const struct kernel_socket *k = kernel_socket_of(s, host, lport, rport);

	return k ? (enum tcp_state)k->state : TCPS_CLOSED;
}

/* Returns the model's socket with these ports in a table, or NULL. */
static const struct model_socket *in_table(const struct model_table *t, uint8_t host, uint16_t lport, uint16_t rport)
{
	for (uint32_t i = t->used[host]; i > 0; i--)
		if (t->at[host][i - 1].lport == lport && t->at[host][i - 1].rport == rport)
			return &t->at[host][i - 1];
	return NULL;
}

static bool queues_fit(const struct model_socket *m, const struct kernel_socket *k)
{
	return !m->counts || (m->recv_queue == k->recv_queue && m->send_queue == k->send_queue);
}

static bool listens(const struct model_table *t, uint8_t host, uint16_t port)
{
	for (uint32_t i = 0; i < t->used[host]; i++)
		if (t->at[host][i].state == TCPS_LISTEN && t->at[host][i].lport == port)
			return true;
	return false;
}

/* Returns whether the model may lack a socket that the kernel's table has. Half-made
 * connections of a listener that was closed are listed there until their timer expires,
 * though nothing can complete them (include/engine/not_modelled.def). */
static bool may_lack(const struct model_table *t, uint8_t host, const struct kernel_socket *k)
{
	return k->state == TCPS_SYN_RECEIVED && !listens(t, host, k->lport);
}

/* Returns whether a host's sockets are those of the model, in the same states. */
static bool table_fits(const struct match *m, const struct seen *s, uint8_t h)
{
	const struct model_table *t = &m->event->table;
	uint32_t lacking = 0;

	for (uint32_t i = 0; i < s->tables[h].used; i++) {
		const struct kernel_socket *k = &s->tables[h].at[i];

		lacking += !in_table(t, h, k->lport, k->rport) && may_lack(t, h, k);
	}
	if (t->used[h] + lacking != s->tables[h].used)
		return false;
	for (uint32_t i = 0; i < t->used[h]; i++) {
		const struct kernel_socket *k = kernel_socket_of(s, h, t->at[h][i].lport, t->at[h][i].rport);

		if (!k || k->state != t->at[h][i].state || !queues_fit(&t->at[h][i], k))
			return false;
	}
	return true;
}

/* --- all of it --- */

bool match_look(struct match *m, struct seen *s)
{
	bool all = true;

	for (size_t i = 1; i < rows_of(m); i++) {
		const struct row *row = &m->rows[i];
		bool found = is_found(m, i);

		if (!found && row->kind == ROW_SEND)
			found = find_segment(m, s, row);
		else if (!found && row->kind == ROW_RETURN)
			found = find_return(s, row);
		else
			found = true;
		if (found)
			m->found |= UINT64_C(1) << i;
		all &= found || is_window_update(m, row);
	}
	if (!all)
		return false;
	discard_window_updates(m, s);
	discard_early(m, s);
	for (uint8_t h = 0; h < HOSTS; h++)
		if (unexpected(m, s, h) || s->returns_used[h] || !table_fits(m, s, h))
			return false;
	for (size_t i = 1; i < rows_of(m); i++)
		if (!is_found(m, i) && m->rows[i].kind == ROW_SEND)
			carrier_forge(s->carrier, m->rows[i].id, &m->rows[i].segment);
	return true;
}

/* --- what differs --- */

struct list {
	const struct match *m;
	const struct seen *s;
	struct difference *at;
	size_t used, most;
};

static struct difference *add(struct list *l, enum difference_kind kind, uint8_t host)
{
	static struct difference spare;
	struct difference *d = l->used < l->most ? &l->at[l->used++] : &spare;

	memset(d, 0, sizeof *d);
	d->kind = kind;
	d->host = host;
	d->rule = l->m->rows[0].rules_used ? (enum rule_id)l->m->rows[0].rules[0] : RULE_NONE;
	return d;
}

static void kernel_result(struct difference *d, const struct kernel_return *r)
{
	d->kernel_has = true;
	d->kernel_result.call = (uint8_t)r->call;
	d->kernel_result.sock = r->socket;
	d->kernel_result.value = r->value;
	d->kernel_result.error = (uint8_t)error_of(r->error);
	if (r->error && !d->kernel_result.error)
		snprintf(d->kernel_error, sizeof d->kernel_error, "errno %d", (int)r->error);
	d->kernel_result.has_text = r->text_len > 0 && r->text_len == r->value;
	octets_put(&d->kernel_result.data, 0, r->text, r->text_len);
}

static void differing_returns(struct list *l)
{
	struct seen rest = *l->s;

	for (size_t i = 1; i < rows_of(l->m); i++) {
		const struct row *row = &l->m->rows[i];
		struct kernel_return *r;
		struct difference *d;

		if (row->kind != ROW_RETURN || is_found(l->m, i))
			continue;
		r = return_of(&rest, row);
		d = add(l, DIFFERS_RETURN, row->actor);
		d->model_has = true;
		d->model_result = row->result;
		if (!r)
			continue;
		kernel_result(d, r);
		r->call = CALL_NONE;
	}
	for (uint8_t h = 0; h < HOSTS; h++)
		for (size_t i = 0; i < rest.returns_used[h]; i++)
			if (rest.returns[h][i].call != CALL_NONE)
				kernel_result(add(l, DIFFERS_RETURN, h), &rest.returns[h][i]);
}

static void differing_segments(struct list *l)
{
	for (uint8_t h = 0; h < HOSTS; h++) {
		const struct caught *p = unexpected(l->m, l->s, h);
		const struct row *missing = NULL;
		struct difference *d;

		for (size_t i = 1; i < rows_of(l->m) && !missing; i++)
			if (l->m->rows[i].kind == ROW_SEND && l->m->rows[i].segment.from == h && !is_found(l->m, i) &&
			    !is_window_update(l->m, &l->m->rows[i]))
				missing = &l->m->rows[i];
		if (!missing && !p)
			continue;
		d = add(l, DIFFERS_SENT, h);
		d->model_has = missing;
		d->kernel_has = p;
		if (missing)
			d->model_segment = missing->segment;
		if (p)
			d->kernel_segment = carrier_in_model(l->s->carrier, &p->segment);
	}
}

static enum rule_id rule_of_change(const struct list *l, uint8_t host, uint32_t conn)
{
	const struct row *cause = &l->m->rows[0];

	for (int i = 0; i < cause->changes_used; i++)
		if (cause->changes[i].host == host && cause->changes[i].conn == conn)
			return (enum rule_id)cause->changes[i].rule;
	return cause->rules_used ? (enum rule_id)cause->rules[0] : RULE_NONE;
}

static void differing_state(struct list *l, uint8_t h, const struct model_socket *m, const struct kernel_socket *k)
{
	uint16_t lport = m ? m->lport : k->lport, rport = m ? m->rport : k->rport;
	const struct model_socket *before = in_table(&l->s->before, h, lport, rport);
	struct difference *d = add(l, m && k && m->state == k->state ? DIFFERS_QUEUE : DIFFERS_STATE, h);

	d->lport = lport;
	d->rport = rport;
	d->before = before ? before->state : TCPS_CLOSED;
	d->model_state = m ? m->state : TCPS_CLOSED;
	d->kernel_state = k ? k->state : TCPS_CLOSED;
	d->rule = rule_of_change(l, h, m ? m->conn : before ? before->conn : 0);
	if (m && k) {
		d->model_queue[0] = m->recv_queue;
		d->model_queue[1] = m->send_queue;
		d->kernel_queue[0] = k->recv_queue;
		d->kernel_queue[1] = k->send_queue;
	}
}

static void differing_states(struct list *l)
{
	const struct model_table *t = &l->m->event->table;

	for (uint8_t h = 0; h < HOSTS; h++) {
		for (uint32_t i = 0; i < t->used[h]; i++) {
			const struct model_socket *m = &t->at[h][i];
			const struct kernel_socket *k = kernel_socket_of(l->s, h, m->lport, m->rport);

			if (!k || k->state != m->state || !queues_fit(m, k))
				differing_state(l, h, m, k);
		}
		for (uint32_t i = 0; i < l->s->tables[h].used; i++) {
			const struct kernel_socket *k = &l->s->tables[h].at[i];

			if (!in_table(t, h, k->lport, k->rport) && !may_lack(t, h, k))
				differing_state(l, h, NULL, k);
		}
	}
}

size_t match_differences(const struct match *m, const struct seen *s, struct difference *differences, size_t most)
{
	struct list l = { .m = m, .s = s, .at = differences, .most = most };

	differing_states(&l);
	differing_segments(&l);
	differing_returns(&l);
	return l.used;
}
