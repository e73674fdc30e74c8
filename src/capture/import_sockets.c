/* Finds which of the sockets that strace saw are the connection's, and how far its clock is from the
 * capture's. Called by import_write.c. */
#include <stdlib.h>

#include "capture/import_calls.h"
#include "engine/net.h"
#include "engine/segment.h"

enum { CLOCKS_APART_NS = 100 * NS_PER_MS /* more than this: the clocks of trace and capture differ */ };

static void add(struct real_calls *c, uint8_t host, uint32_t socket, bool listens)
{
	c->sockets[c->used++] =
		(struct real_socket){ .socket = socket, .at = STRACE_NONE, .host = host, .listens = listens };
}

static uint32_t find(const struct real_calls *c, uint8_t host, int64_t syn_ns)
{
	const struct imported *all = c->all;
	const struct endpoint *client = &all->connection->end[all->client];
	const struct endpoint *server = &all->connection->end[1 - all->client];
	uint32_t socket;

	if (host == HOST_CLIENT)
		return strace_socket(all->trace, false, client, server, syn_ns);
	socket = strace_socket(all->trace, true, client, server, syn_ns);
	if (socket == STRACE_NONE) /* both may have called connect */
		socket = strace_socket(all->trace, false, server, client, syn_ns);
	return socket;
}

/* Returns when the host's first packet with data (fin: its first FIN) was seen, since 1970; -1: it has none. */
static int64_t first_sent_ns(const struct imported *all, uint8_t host, bool fin)
{
	for (size_t i = 0; i < all->used; i++) {
		const struct kept *k = &all->packets[i];

		if (k->host == host && !(k->flags & SEG_RST) && (fin ? (k->flags & SEG_FIN) != 0 : k->len > 0))
			return all->first_ns + k->ns;
	}
	return -1;
}

/* Returns how far the clock of the trace is behind the capture's, by the first call that sends data or a
 * FIN; `otherwise`, if there is none. */
static int64_t behind(const struct real_calls *c, uint8_t host, uint32_t socket, int64_t otherwise)
{
	const struct traced_call *call;
	uint32_t at = STRACE_NONE;

	while ((call = strace_next(c->all->trace, socket, &at, INT64_MAX))) {
		bool fin = call->call == CALL_CLOSE || call->call == CALL_SHUTDOWN;
		int64_t sent_ns;

		if (!fin && (call->call != CALL_SEND || call->result <= 0))
			continue;
		sent_ns = first_sent_ns(c->all, host, fin);
		return sent_ns >= 0 ? sent_ns - call->start_ns : otherwise;
	}
	return otherwise;
}

/* The client calls connect when its SYN leaves; what the server accepts is used later. Where that is not
 * so, the trace has another clock than the capture. */
static int64_t shift(const struct real_calls *c, uint8_t host, uint32_t socket, int64_t syn_ns)
{
	bool accepted = strace_listener(c->all->trace, socket) != STRACE_NONE;
	int64_t apart_ns = syn_ns - strace_opened_ns(c->all->trace, socket);

	if (host == HOST_SERVER && accepted)
		return apart_ns > CLOCKS_APART_NS ? behind(c, host, socket, apart_ns) : 0;
	return llabs(apart_ns) > CLOCKS_APART_NS ? apart_ns : 0;
}

/* Passes over the calls before the first packet: of a connection whose beginning the
 * capture lacks. */
static void skip_beginning(struct real_calls *c, struct real_socket *s)
{
	int64_t until_ns = c->all->first_ns - c->shift_ns[s->host];

	while (strace_next(c->all->trace, s->socket, &s->at, until_ns))
		;
	s->number = 1;
}

void real_calls_find(struct real_calls *c, const struct imported *all, struct lines *lines)
{
	bool begins = false;
	int64_t syn_ns = all->first_ns;

	c->all = all;
	c->lines = lines;
	for (size_t i = 0; i < all->used && !begins; i++)
		if ((all->packets[i].flags & (SEG_SYN | SEG_ACK)) == SEG_SYN) {
			begins = true;
			syn_ns = all->first_ns + all->packets[i].ns;
		}
	for (uint8_t h = 0; all->trace && h < HOSTS; h++) {
		uint32_t socket = find(c, h, syn_ns);
		uint32_t listener = socket != STRACE_NONE ? strace_listener(all->trace, socket) : STRACE_NONE;

		if (socket == STRACE_NONE)
			continue;
		c->has[h] = true;
		if (all->traced)
			all->traced[h] = true;
		if (begins)
			c->shift_ns[h] = shift(c, h, socket, syn_ns);
		if (begins && listener != STRACE_NONE)
			add(c, h, listener, true);
		add(c, h, socket, false);
		if (!begins)
			skip_beginning(c, &c->sockets[c->used - 1]);
	}
}
