/* Finds the connection of each packet of a capture, and hands out those that have ended.
 * Called by cli/cmd_import.c. */
#include "capture/connections.h"

#include <string.h>

#include "base/mem.h"

/* Connections live in chunks, which do not move. Number 0 stands for none. */
enum { CHUNK = 1024, BUCKETS_FIRST = 1024 };

/* Linked by `older` and `newer`. */
struct queue {
	uint32_t oldest, newest;
	uint32_t length;
};

struct connections {
	struct connection **chunks;
	size_t chunks_used, chunks_size;
	uint32_t made;       /* in the chunks, free ones included */
	uint32_t free_first; /* linked by `next` */
	uint32_t live;
	uint32_t *buckets; /* the first one, linked by `next`; a power of two */
	size_t buckets_size;
	struct queue open, ended; /* by their first packet, and by their end */
	uint32_t seen;
	int64_t linger_ns;
	void (*out)(void *to, const struct connection *c);
	void *to;
};

struct connections *connections_new(int64_t linger_ns, void (*out)(void *to, const struct connection *c), void *to)
{
	struct connections *all = mem_new(1, sizeof *all);

	all->buckets_size = BUCKETS_FIRST;
	all->buckets = mem_new(all->buckets_size, sizeof *all->buckets);
	all->linger_ns = linger_ns;
	all->out = out;
	all->to = to;
	return all;
}

static struct connection *at(const struct connections *all, uint32_t i)
{
	return &all->chunks[(i - 1) / CHUNK][(i - 1) % CHUNK];
}

/* --- by pair --- */

static uint64_t mix(uint64_t h, const struct endpoint *e)
{
	uint64_t low, high;

	memcpy(&low, e->address, 8);
	memcpy(&high, e->address + 8, 8);
	h = (h ^ low ^ e->port) * 0x9e3779b97f4a7c15u;
	h = (h ^ h >> 29 ^ high) * 0xbf58476d1ce4e5b9u;
	return h ^ h >> 32;
}

/* The same for both directions. */
static size_t bucket_of(const struct connections *all, const struct endpoint *a, const struct endpoint *b)
{
	return (size_t)(mix(1, a) + mix(1, b)) & (all->buckets_size - 1);
}

static void grow(struct connections *all)
{
	uint32_t *old = all->buckets;
	size_t n = all->buckets_size;

	all->buckets_size = 2 * n;
	all->buckets = mem_new(all->buckets_size, sizeof *all->buckets);
	for (size_t k = 0; k < n; k++)
		for (uint32_t i = old[k], next; i != 0; i = next) {
			struct connection *c = at(all, i);
			size_t to = bucket_of(all, &c->end[0], &c->end[1]);

			next = c->next;
			c->next = all->buckets[to];
			all->buckets[to] = i;
		}
	mem_free(old);
}

/* Returns the youngest connection of the packet's pair, 0: none. *from is the end that
 * sent the packet. */
static uint32_t find(const struct connections *all, const struct packet *p, int *from)
{
	uint32_t i = all->buckets[bucket_of(all, &p->from, &p->to)];

	for (; i != 0; i = at(all, i)->next)
		for (*from = 0; *from < 2; ++*from)
			if (endpoint_same(&at(all, i)->end[*from], &p->from) &&
			    endpoint_same(&at(all, i)->end[1 - *from], &p->to))
				return i;
	*from = 0;
	return 0;
}

static uint32_t make(struct connections *all, const struct packet *p)
{
	uint32_t i = all->free_first;
	struct connection *c;
	size_t to;

	if (i != 0) {
		all->free_first = at(all, i)->next;
	} else {
		if (all->made % CHUNK == 0) {
			all->chunks = mem_grow(all->chunks, all->chunks_used, &all->chunks_size, sizeof *all->chunks);
			all->chunks[all->chunks_used++] = mem_new(CHUNK, sizeof **all->chunks);
		}
		i = ++all->made;
	}
	if (++all->live > all->buckets_size)
		grow(all);
	c = at(all, i);
	memset(c, 0, sizeof *c);
	c->number = ++all->seen;
	to = bucket_of(all, &p->from, &p->to);
	c->next = all->buckets[to];
	all->buckets[to] = i;
	return i;
}

/* --- handing out --- */

static void enqueue(struct connections *all, struct queue *q, uint32_t i)
{
	struct connection *c = at(all, i);

	c->older = q->newest;
	c->newer = 0;
	*(q->newest ? &at(all, q->newest)->newer : &q->oldest) = i;
	q->newest = i;
	q->length++;
}

static void dequeue(struct connections *all, struct queue *q, uint32_t i)
{
	struct connection *c = at(all, i);

	*(c->older ? &at(all, c->older)->newer : &q->oldest) = c->newer;
	*(c->newer ? &at(all, c->newer)->older : &q->newest) = c->older;
	q->length--;
}

static void hand_out_oldest(struct connections *all, struct queue *q)
{
	uint32_t i = q->oldest, *link;
	struct connection *c = at(all, i);

	all->out(all->to, c);
	dequeue(all, q, i);
	link = &all->buckets[bucket_of(all, &c->end[0], &c->end[1])];
	while (*link != i)
		link = &at(all, *link)->next;
	*link = c->next;
	connection_free(c);
	c->next = all->free_first;
	all->free_first = i;
	all->live--;
}

/* Puts a connection among those that have ended, or back. */
static void move(struct connections *all, uint32_t i, bool ended)
{
	at(all, i)->aside = ended;
	dequeue(all, ended ? &all->open : &all->ended, i);
	enqueue(all, ended ? &all->ended : &all->open, i);
	if (all->ended.length > CONNECTIONS_ENDED_MAX)
		hand_out_oldest(all, &all->ended);
}

static bool has_lingered(const struct connections *all, int64_t now_ns)
{
	uint32_t i = all->ended.oldest;

	return i != 0 && now_ns - at(all, i)->last_ns > all->linger_ns;
}

struct placed connections_add(struct connections *all, const struct packet *p)
{
	bool ended;
	uint32_t i, number;
	int from;

	while (has_lingered(all, p->time_ns))
		hand_out_oldest(all, &all->ended);
	i = find(all, p, &from);
	if (i != 0 && connection_is_another(at(all, i), from, p)) {
		connection_note_anew(at(all, i), p);
		i = 0;
	}
	if (i == 0) {
		from = 0;
		i = make(all, p);
		enqueue(all, &all->open, i);
	}
	number = at(all, i)->number;
	connection_add(at(all, i), from, p);
	ended = connection_ended(at(all, i));
	if (ended != at(all, i)->aside)
		move(all, i, ended);
	return (struct placed){ .number = number, .from = from };
}

/* Hands out all of a queue, and leaves the table as it is. */
static void hand_out_rest(struct connections *all, const struct queue *q)
{
	for (uint32_t i = q->oldest; i != 0; i = at(all, i)->newer) {
		all->out(all->to, at(all, i));
		connection_free(at(all, i));
	}
}

uint32_t connections_end(struct connections *all)
{
	uint32_t seen = all->seen;

	hand_out_rest(all, &all->ended);
	hand_out_rest(all, &all->open);
	for (size_t k = 0; k < all->chunks_used; k++)
		mem_free(all->chunks[k]);
	mem_free(all->chunks);
	mem_free(all->buckets);
	mem_free(all);
	return seen;
}
