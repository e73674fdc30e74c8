/* Keeps what each socket of a host has returned and sent last. Called by
 * sockets_result.c and tcp_output.c. */
#include "engine/past.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "engine/world.h"

/* --- finding --- */

const struct past_return *past_find_return(const struct past *p, uint32_t sock, uint8_t call)
{
	const struct past_return *best = NULL;

	for (uint16_t i = 0; i < p->returns_used; i++) {
		const struct past_return *r = &p->returns[i];

		if ((sock == 0 || r->sock == sock) && (call == CALL_NONE || r->call == call) &&
		    (!best || r->order > best->order))
			best = r;
	}
	return best;
}

const struct octets *past_find_text(const struct past *p, uint32_t sock)
{
	for (uint16_t i = 0; i < p->texts_used; i++)
		if (p->texts[i].sock == sock)
			return &p->texts[i].data;
	return NULL;
}

const struct past_sent *past_find_sent(const struct past *p, uint32_t sock)
{
	const struct past_sent *best = NULL;

	for (uint16_t i = 0; i < p->sent_used; i++) {
		const struct past_sent *s = &p->sent[i];

		if ((sock == 0 || s->sock == sock) && (!best || s->order > best->order))
			best = s;
	}
	return best;
}

/* --- keeping --- */

/* Returns the entry that a result replaces: the last one of the same call on the
 * same socket, else a new one, else the oldest that is not the newest of its
 * call. There are more entries than calls, so there is one. */
static struct past_return *place_of_return(struct past *p, uint32_t sock, uint8_t call)
{
	struct past_return *oldest = NULL;

	for (uint16_t i = 0; i < p->returns_used; i++)
		if (p->returns[i].sock == sock && p->returns[i].call == call)
			return &p->returns[i];
	if (p->returns_used < PAST_RETURNS_MAX)
		return &p->returns[p->returns_used++];
	for (uint16_t i = 0; i < p->returns_used; i++) {
		struct past_return *r = &p->returns[i];

		if (past_find_return(p, 0, r->call) != r && (!oldest || r->order < oldest->order))
			oldest = r;
	}
	return oldest;
}

static void keep_text(struct past *p, uint32_t sock, const struct octets *data)
{
	struct past_text *at = NULL;

	for (uint16_t i = 0; i < p->texts_used && !at; i++)
		if (p->texts[i].sock == sock)
			at = &p->texts[i];
	if (!at && p->texts_used < PAST_TEXTS_MAX)
		at = &p->texts[p->texts_used++];
	if (!at) {
		at = &p->texts[0];
		for (uint16_t i = 1; i < p->texts_used; i++)
			if (p->texts[i].order < at->order)
				at = &p->texts[i];
	}
	*at = (struct past_text){ .sock = sock, .order = p->order, .data = *data };
}

/* The last entry takes the place of the one that is forgotten. */
static void forget_text(struct past *p, uint32_t sock)
{
	for (uint16_t i = 0; i < p->texts_used; i++)
		if (p->texts[i].sock == sock) {
			p->texts[i] = p->texts[--p->texts_used];
			memset(&p->texts[p->texts_used], 0, sizeof *p->texts);
			return;
		}
}

void past_returned(struct past *p, uint32_t sock, const struct result *r)
{
	if (p->off)
		return;
	p->order++;
	*place_of_return(p, sock, r->call) = (struct past_return){
		.sock = sock, .order = p->order, .value = r->value, .call = r->call, .error = r->error
	};
	if (r->call != CALL_RECV)
		return;
	if (r->has_text)
		keep_text(p, sock, &r->data);
	else
		forget_text(p, sock);
}

void past_sent(struct past *p, uint32_t conn, uint32_t sock, uint32_t id, const struct segment *s)
{
	struct past_sent *at = NULL;

	if (conn == 0 || p->off)
		return;
	for (uint16_t i = 0; i < p->sent_used && !at; i++)
		if (p->sent[i].conn == conn)
			at = &p->sent[i];
	if (!at && p->sent_used < PAST_SENT_MAX)
		at = &p->sent[p->sent_used++];
	if (!at) {
		at = &p->sent[0];
		for (uint16_t i = 1; i < p->sent_used; i++)
			if (p->sent[i].order < at->order)
				at = &p->sent[i];
	}
	at->conn = conn;
	at->sock = sock;
	at->id = id;
	at->order = ++p->order;
	at->segment = *s;
}

void past_accepted(struct past *p, uint32_t conn, uint32_t sock)
{
	for (uint16_t i = 0; i < p->sent_used; i++)
		if (p->sent[i].conn == conn)
			p->sent[i].sock = sock;
}

/* Copies the used entries of a table, and clears those that only *dst uses. */
static void copy_table(void *dst, uint16_t had, const void *src, uint16_t used, size_t size)
{
	memcpy(dst, src, used * size);
	if (had > used)
		memset((char *)dst + used * size, 0, (size_t)(had - used) * size);
}

void past_copy(struct past *dst, const struct past *src)
{
	copy_table(dst->returns, dst->returns_used, src->returns, src->returns_used, sizeof *src->returns);
	copy_table(dst->texts, dst->texts_used, src->texts, src->texts_used, sizeof *src->texts);
	copy_table(dst->sent, dst->sent_used, src->sent, src->sent_used, sizeof *src->sent);
	memcpy(dst, src, offsetof(struct past, returns));
}
