/* Keeps the packets of one connection, and makes a session script of them. Called by
 * cli/cmd_import.c and ui/app. import_plan.c concludes what became of each packet,
 * import_write.c writes the script. */
#include "capture/import.h"

#include <string.h>

#include "base/mem.h"
#include "capture/connections.h"
#include "capture/import_write.h"
#include "engine/net.h"
#include "engine/segment.h"
#include "engine/seq.h"

enum {
	LENGTH_MOST = 1 << 30,  /* octets of a segment; a damaged file may say more */
	IDS_APART = 4096,       /* IPv4 identifications that are further apart do not count on */
	ROUND_TRIP_NS = 3000000 /* a round trip takes longer, if the file does not show one */
};

struct raw {
	int64_t ns;
	uint32_t seq, ack, len, tsval, tsecr, text, record;
	uint16_t window, id;
	uint8_t from, flags, text_len, has_times, has_scale, scale, stranger;
};

struct import {
	uint32_t wanted, connections;
	struct connections *all;
	struct connection mine;
	struct syn_options options[2]; /* of the first SYN of each end */
	struct raw *raws;
	size_t used, size;
	char *texts;
	size_t texts_used, texts_size;
	int64_t first_ns;
	uint32_t copies, passed_over;
};

static void forget(void *to, const struct connection *c)
{
	(void)to;
	(void)c;
}

struct import *import_new(uint32_t wanted)
{
	struct import *im = mem_new(1, sizeof *im);

	im->wanted = wanted;
	im->all = connections_new(INT64_MAX, forget, NULL);
	return im;
}

void import_free(struct import *im)
{
	if (!im)
		return;
	connections_end(im->all);
	if (im->mine.packets)
		connection_free(&im->mine);
	mem_free(im->raws);
	mem_free(im->texts);
	mem_free(im);
}

uint32_t import_connections(const struct import *im)
{
	return im->connections;
}

/* --- keeping --- */

/* Returns whether all octets are text that a script can show. */
static bool is_text(const struct packet *p)
{
	char copy[KEPT_MAX + 4] = { 0 };
	size_t n;

	if (p->length == 0 || p->length > KEPT_MAX || p->recorded < p->length)
		return false;
	memcpy(copy, p->data, p->length);
	for (size_t i = 0; i < p->length; i += n) {
		uint32_t c = utf8_next(copy + i, &n);

		if (c == UTF8_BROKEN || n == 0 || (c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f)
			return false;
	}
	return true;
}

static void keep_options(struct syn_options *o, const struct packet *p)
{
	if (o->seen || !(p->flags & SEG_SYN))
		return;
	*o = (struct syn_options){ .seen = true,
				   .cut = p->options_cut,
				   .has_mss = p->has_mss,
				   .has_scale = p->has_scale,
				   .has_sack = p->has_sack,
				   .has_times = p->has_times,
				   .mss = p->mss,
				   .scale = p->scale };
}

static void keep_text(struct import *im, struct raw *r, const struct packet *p)
{
	while (im->texts_used + p->length > im->texts_size) {
		im->texts_size = im->texts_size ? 2 * im->texts_size : 4096;
		im->texts = mem_resize(im->texts, im->texts_size, 1);
	}
	memcpy(im->texts + im->texts_used, p->data, p->length);
	r->text = (uint32_t)im->texts_used;
	r->text_len = (uint8_t)p->length;
	im->texts_used += p->length;
}

/* A segment that lacks pieces is handed over late, after the wait for them: puts it back to its place in
 * the file. */
static void move_back(struct import *im)
{
	struct raw last = im->raws[im->used - 1];
	size_t i = im->used - 1;

	while (i > 0 && im->raws[i - 1].record > last.record)
		i--;
	memmove(&im->raws[i + 1], &im->raws[i], (im->used - 1 - i) * sizeof last);
	im->raws[i] = last;
}

static void keep(struct import *im, const struct packet *p, int from, bool stranger)
{
	struct raw *r;

	if (im->used == IMPORT_PACKETS_MAX) {
		im->passed_over++;
		return;
	}
	im->raws = mem_grow(im->raws, im->used, &im->size, sizeof *im->raws);
	r = &im->raws[im->used++];
	*r = (struct raw){
		.ns = p->time_ns - im->first_ns,
		.seq = p->seq,
		.ack = p->ack,
		.len = p->length < LENGTH_MOST ? p->length : LENGTH_MOST,
		.window = p->window,
		.tsval = p->tsval,
		.tsecr = p->tsecr,
		.record = p->record,
		.id = p->id,
		.from = (uint8_t)from,
		.flags = p->flags,
		.has_times = p->has_times,
		.has_scale = p->has_scale,
		.scale = p->scale,
		.stranger = stranger,
	};
	if (is_text(p))
		keep_text(im, r, p);
	move_back(im);
}

void import_add(struct import *im, const struct packet *p)
{
	struct placed placed = connections_add(im->all, p);

	if (placed.number > im->connections)
		im->connections = placed.number;
	if (placed.number != im->wanted)
		return;
	if (im->mine.packets == 0)
		im->first_ns = p->time_ns;
	if (connection_add(&im->mine, placed.from, p))
		im->copies++;
	else
		keep(im, p, placed.from, connection_stranger(&im->mine) == p->record);
	keep_options(&im->options[placed.from], p);
}

/* --- making it ready --- */

/* What is known of a sender while its packets are numbered. */
struct sender {
	uint32_t base; /* the number that counts as 0: of its SYN, if there is one */
	bool known;
	int64_t last;
	uint8_t scale;
	bool scaled;
};

/* Returns a number as it counts from the sender's base, near the last one. */
static int64_t unwrap(struct sender *s, uint32_t number)
{
	if (!s->known) {
		s->known = true;
		s->base = number - 1; /* its SYN was not seen */
		s->last = 1;
	}
	s->last += (int32_t)(number - (s->base + (uint32_t)s->last));
	return s->last;
}

static void note_syns(const struct import *im, struct sender of[HOSTS], int client)
{
	bool seen[HOSTS] = { false, false };

	for (size_t i = 0; i < im->used; i++) {
		const struct raw *r = &im->raws[i];
		uint8_t h = r->from == client ? HOST_CLIENT : HOST_SERVER;

		if (!(r->flags & SEG_SYN) || seen[h])
			continue;
		seen[h] = true;
		of[h].known = true;
		of[h].base = r->seq;
		of[h].scaled = r->has_scale;
		of[h].scale = r->scale < 15 ? r->scale : 14; /* RFC 7323 2.3 */
	}
}

static struct kept number(const struct raw *r, struct sender of[HOSTS], int client)
{
	uint8_t h = r->from == client ? HOST_CLIENT : HOST_SERVER;
	struct sender *own = &of[h], *peer = &of[host_other(h)];
	bool scaled = own->scaled && peer->scaled && !(r->flags & SEG_SYN);
	struct kept k = {
		.ns = r->ns > 0 ? r->ns : 0,
		.id = r->id,
		.seq = r->seq,
		.acked = r->ack,
		.len = r->len,
		.window = scaled ? (uint32_t)r->window << own->scale : r->window,
		.tsval = r->tsval,
		.tsecr = r->tsecr,
		.text = r->text,
		.text_len = r->text_len,
		.host = h,
		.flags = r->flags,
		.has_times = r->has_times,
		.stranger = r->stranger,
	};

	if (r->stranger)
		return k;
	if (r->flags & SEG_ACK)
		k.ack = unwrap(peer, r->ack);
	if (r->flags & SEG_RST) {
		k.start = k.end = own->known ? own->last + (int32_t)(r->seq - (own->base + (uint32_t)own->last)) : 0;
		return k;
	}
	k.start = unwrap(own, r->seq);
	k.end = k.start + r->len + ((r->flags & SEG_SYN) != 0) + ((r->flags & SEG_FIN) != 0);
	return k;
}

/* Puts a SYN before the SYN,ACK that answers it: a capture of two interfaces may have them
 * the other way round. */
static void put_syn_first(struct kept *k, size_t n)
{
	size_t answer = n, syn = n;

	for (size_t i = 0; i < n && i < 8; i++) {
		if ((k[i].flags & (SEG_SYN | SEG_ACK)) == (SEG_SYN | SEG_ACK) && answer == n)
			answer = i;
		if ((k[i].flags & (SEG_SYN | SEG_ACK)) == SEG_SYN && syn == n)
			syn = i;
	}
	if (answer < syn && syn < n && k[answer].ack == k[syn].end) {
		struct kept first = k[syn];

		memmove(&k[answer + 1], &k[answer], (syn - answer) * sizeof *k);
		first.ns = k[answer + 1].ns;
		k[answer] = first;
	}
}

/* Returns whether a host sent packet a before packet b, which has later numbers but was seen first.
 * Else it was sent again, which takes at least a round trip. */
static bool was_overtaken(const struct kept *a, const struct kept *b, int64_t round_trip_ns)
{
	uint16_t ids = (uint16_t)(b->id - a->id);

	if (a->id != 0 && b->id != 0 && ids != 0 && (ids < IDS_APART || ids > UINT16_MAX - IDS_APART))
		return ids < IDS_APART;
	if (a->has_times && b->has_times && a->tsval != b->tsval)
		return seq_lt(a->tsval, b->tsval);
	return a->seen_ns - b->seen_ns < round_trip_ns;
}

/* Returns the first of the packets that overtook packet i: its host's, with later numbers, after one
 * that ends where i begins. Returns i if there is none. */
static size_t overtook(const struct kept *k, size_t i, int64_t round_trip_ns)
{
	size_t first = i;

	if (k[i].flags & (SEG_RST | SEG_SYN) || k[i].end == k[i].start)
		return i;
	for (size_t j = i; j > 0 && i - j < OVERTAKEN_MOST; j--) {
		const struct kept *before = &k[j - 1];

		if (before->host != k[i].host || before->flags & SEG_RST)
			continue;
		if (before->start < k[i].end)
			return before->end == k[i].start && first < i && was_overtaken(&k[i], &k[first], round_trip_ns)
				       ? first
				       : i;
		first = j - 1;
	}
	return i;
}

/* Puts each packet where its sender sent it. Returns how many were overtaken. Times do not go back. */
static uint32_t put_in_order(struct kept *k, size_t n, int64_t round_trip_ns)
{
	uint32_t moved = 0;

	put_syn_first(k, n);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && k[i].ns < k[i - 1].ns)
			k[i].ns = k[i - 1].ns;
		k[i].seen_ns = k[i].ns;
		k[i].place = (uint32_t)i;
	}
	for (size_t i = 0; i < n; i++) {
		size_t to = overtook(k, i, round_trip_ns);
		struct kept late = k[i];

		if (to == i)
			continue;
		memmove(&k[to + 1], &k[to], (i - to) * sizeof *k);
		late.ns = k[to + 1].ns;
		late.overtaken = true;
		k[to] = late;
		moved++;
	}
	return moved;
}

/* Marks the packets that have numbers which their sender had not sent before. */
static void mark_fresh(struct kept *k, size_t n)
{
	int64_t most[HOSTS] = { 0, 0 };
	bool begun[HOSTS] = { false, false };

	for (size_t i = 0; i < n; i++) {
		uint8_t h = k[i].host;

		if (k[i].flags & SEG_RST || k[i].stranger)
			continue;
		if (!begun[h])
			most[h] = k[i].flags & SEG_SYN ? 0 : 1;
		begun[h] = true;
		k[i].fresh = k[i].end > most[h];
		if (k[i].fresh)
			most[h] = k[i].end;
	}
}

bool import_write(const struct import *im, const struct import_options *o, FILE *out)
{
	struct sender of[HOSTS];
	struct imported all = { .connection = &im->mine,
				.texts = im->texts,
				.used = im->used,
				.copies = im->copies,
				.passed_over = im->passed_over,
				.no_data = o->no_data,
				.names_only = o->no_data || o->anonymize,
				.traced = o->traced,
				.first_ns = im->first_ns,
				.trace = o->calls };
	struct connection_figures figures;
	struct kept *packets;

	if (im->used == 0)
		return false;
	memset(of, 0, sizeof of);
	all.client = connection_client(&im->mine, &all.client_inferred);
	note_syns(im, of, all.client);
	packets = mem_new(im->used, sizeof *packets);
	for (size_t i = 0; i < im->used; i++)
		packets[i] = number(&im->raws[i], of, all.client);
	connection_figures(&im->mine, &figures);
	all.overtaken = put_in_order(packets, im->used, figures.rtt_ns > 0 ? figures.rtt_ns : ROUND_TRIP_NS);
	mark_fresh(packets, im->used);
	all.packets = packets;
	all.plan = plan_make(packets, im->used);
	for (int h = 0; h < HOSTS; h++) {
		all.base[h] = of[h].base;
		all.options[h] = im->options[h == HOST_CLIENT ? all.client : 1 - all.client];
	}
	import_script(&all, o, out);
	plan_free(&all.plan);
	mem_free(packets);
	return true;
}
