/* A segment that a host really sent: finds its connection, or makes the one whose beginning
 * was not seen. Called by world.c. */
#include "engine/host.h"

#include "engine/tcp.h"
#include "engine/trace.h"

/* From the first segment on the host sends nothing by itself. */
static void begin(struct world *w, uint8_t host)
{
	struct host *h = &w->hosts[host];

	if (!config_observed(&w->config, host))
		w->config.observed[host] = OBSERVED_ON;
	for (uint32_t i = 0; i < h->high; i++)
		tcb_observed(&h->slots[i].tcb);
}

static bool joins(const struct world *w, uint8_t host)
{
	return w->config.observed[host] == OBSERVED_MIDWAY && w->hosts[host].connections == 0;
}

/* Makes the connection of a host whose beginning was not seen, by the first segment of
 * either host. Its rows belong to the event of that segment. */
static void join(struct world *w, uint8_t host, const struct segment *s, uint16_t rport, struct trace *trace)
{
	bool bare = (s->flags & (SEG_SYN | SEG_RST)) == 0; /* without ACK it differs, and yet it was sent */
	struct slot *slot = joins(w, host) && (bare || s->flags & SEG_ACK)
				    ? host_newest_socket(&w->hosts[host], true, true)
				    : NULL;
	struct tcp_at at;

	if (!slot)
		return;
	slot->rport = rport;
	host_connection_new(w, host, slot);
	at = slot_at(w, host, slot, trace);
	tcp_join(&at, s);
}

/* Returns the local port of the host's connection in focus, else of its newest socket, else
 * 0. */
static uint16_t port_of(struct world *w, uint8_t host)
{
	const struct slot *focus = world_focus(w, host);
	const struct slot *socket = focus && focus->lport ? NULL : host_newest_socket(&w->hosts[host], true, true);

	return focus && focus->lport ? focus->lport : socket ? socket->lport : 0;
}

static void fill_ports(struct world *w, uint8_t host, struct segment *s)
{
	const struct slot *own = world_focus(w, host), *far = world_focus(w, host_other(host));

	s->sport = own && own->conn ? own->lport : far && far->conn ? far->rport : port_of(w, host);
	s->dport = own && own->conn ? own->rport : far && far->conn ? far->lport : port_of(w, host_other(host));
	if (s->sport == 0)
		s->sport = FIRST_PORT;
	if (s->dport == 0)
		s->dport = FIRST_PORT;
}

void host_observe(struct world *w, uint8_t host, struct segment *s, struct trace *trace)
{
	uint8_t other = host_other(host);
	struct slot *slot;
	struct tcp_at at;
	struct row *row;

	begin(w, host);
	fill_ports(w, host, s);
	row = trace_begin(trace, ROW_SEND, host, w->now_ms);
	join(w, host, s, s->dport, trace);
	join(w, other, s, s->sport, trace);
	slot = host_connection(w, host, s->sport, s->dport);
	if (slot) {
		at = slot_at(w, host, slot, trace);
	} else {
		at = slot_at(w, host, &w->hosts[host].slots[0], trace);
		at.tcb = NULL;
		at.conn = 0;
		at.number = 0;
		at.lport = s->sport;
		at.rport = s->dport;
	}
	if (row)
		row->socket = at.number;
	tcp_observe(&at, s, w->hosts[other].has_sent);
}
