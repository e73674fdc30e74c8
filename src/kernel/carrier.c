/* Keeps packets between the two kernels, and compares them with the model's segments.
 * Called by rehearse.c and match.c. */
#include "kernel/carrier.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "engine/net.h"
#include "kernel/wire.h"

/* --- the capture --- */

enum { PCAP_LINK_RAW = 101 };

static void put_little(FILE *out, uint32_t value, int octets)
{
	for (int i = 0; i < octets; i++)
		fputc((int)(value >> 8 * i & 0xFF), out);
}

static void pcap_header(FILE *out)
{
	put_little(out, UINT32_C(0xA1B2C3D4), 4);
	put_little(out, 2, 2);
	put_little(out, 4, 2);
	put_little(out, 0, 4);
	put_little(out, 0, 4);
	put_little(out, PACKET_MAX, 4);
	put_little(out, PCAP_LINK_RAW, 4);
}

static void pcap_packet(FILE *out, const uint8_t *octets, size_t size)
{
	struct timespec now;

	if (!out)
		return;
	clock_gettime(CLOCK_REALTIME, &now);
	put_little(out, (uint32_t)now.tv_sec, 4);
	put_little(out, (uint32_t)(now.tv_nsec / 1000), 4);
	put_little(out, (uint32_t)size, 4);
	put_little(out, (uint32_t)size, 4);
	fwrite(octets, 1, size, out);
}

void carrier_begin(struct carrier *c, FILE *pcap)
{
	memset(c, 0, sizeof *c);
	c->pcap = pcap;
	if (pcap)
		pcap_header(pcap);
}

void carrier_end(struct carrier *c)
{
	for (int h = 0; h < HOSTS; h++) {
		for (size_t i = 0; i < c->queue_used[h]; i++)
			mem_free(c->queue[h][i].octets);
		mem_free(c->queue[h]);
	}
	for (size_t i = 0; i < c->kept_used; i++)
		mem_free(c->kept[i].octets);
	mem_free(c->kept);
	mem_free(c->offsets);
	mem_free(c->last);
}

/* --- what was caught --- */

/* Returns whether the segment says no more than the one before it, and remembers it. */
static bool repeats(struct carrier *c, const struct segment *s)
{
	struct last_seen *l = c->last;
	bool same;

	while (l < c->last + c->last_used && (l->from != s->from || l->sport != s->sport || l->dport != s->dport))
		l++;
	if (l == c->last + c->last_used) {
		c->last = mem_grow(c->last, c->last_used, &c->last_size, sizeof *c->last);
		l = &c->last[c->last_used++];
		*l = (struct last_seen){ .sport = s->sport, .dport = s->dport, .from = s->from };
		l->next = s->seq - 1;
	}
	same = s->flags == SEG_ACK && s->len == 0 && s->seq == l->next && s->ack == l->ack;
	l->next = s->seq + segment_length(s);
	l->ack = s->ack;
	return same;
}

size_t carrier_catch(struct carrier *c, const struct machine *m)
{
	static uint8_t octets[PACKET_MAX];
	size_t caught = 0;
	struct segment s;
	ssize_t n;

	while (m->tun >= 0 && (n = read(m->tun, octets, sizeof octets)) > 0) {
		struct caught *p;

		if (!wire_read(octets, (size_t)n, m->host, &s))
			continue;
		pcap_packet(c->pcap, octets, (size_t)n);
		c->queue[m->host] = mem_grow(c->queue[m->host], c->queue_used[m->host], &c->queue_size[m->host],
					     sizeof *c->queue[m->host]);
		p = &c->queue[m->host][c->queue_used[m->host]++];
		p->octets = (uint8_t *)mem_copy_n((const char *)octets, (size_t)n);
		p->size = (size_t)n;
		p->segment = s;
		p->repeats_ack = repeats(c, &s);
		caught++;
	}
	return caught;
}

static struct caught take(struct carrier *c, uint8_t host, size_t index)
{
	struct caught p = c->queue[host][index];

	c->queue_used[host]--;
	memmove(&c->queue[host][index], &c->queue[host][index + 1],
		(c->queue_used[host] - index) * sizeof c->queue[host][0]);
	return p;
}

void carrier_discard(struct carrier *c, uint8_t host, size_t index)
{
	mem_free(take(c, host, index).octets);
}

/* --- numbers --- */

static bool is_of(const struct offset *o, uint8_t from, uint16_t sport, uint16_t dport)
{
	return o->from == from && o->sport == sport && o->dport == dport;
}

static seqnum newest(const struct carrier *c, uint8_t from, uint16_t sport, uint16_t dport)
{
	for (size_t i = c->offsets_used; i > 0; i--)
		if (is_of(&c->offsets[i - 1], from, sport, dport))
			return c->offsets[i - 1].by;
	return 0;
}

/* Returns whether two numbers are one, of any connection that this direction has had. */
static bool number_fits(const struct carrier *c, uint8_t from, uint16_t sport, uint16_t dport, seqnum model,
			seqnum kernel)
{
	bool known = false;

	for (size_t i = 0; i < c->offsets_used; i++) {
		if (!is_of(&c->offsets[i], from, sport, dport))
			continue;
		known = true;
		if (model + c->offsets[i].by == kernel)
			return true;
	}
	return (!known || model == 0) && model == kernel;
}

static bool content_fits(const struct segment *model, const struct segment *kernel)
{
	for (uint32_t i = 0; i < model->len && i < KEPT_MAX; i++)
		if (model->data.known >> i & 1 && model->data.text[i] != kernel->data.text[i])
			return false;
	return model->len == kernel->len;
}

bool carrier_same(const struct carrier *c, const struct segment *model, const struct segment *kernel)
{
	uint8_t other = host_other(model->from);

	if (model->flags != kernel->flags || model->sport != kernel->sport || model->dport != kernel->dport)
		return false;
	if (!(model->flags & SEG_SYN) &&
	    !number_fits(c, model->from, model->sport, model->dport, model->seq, kernel->seq))
		return false;
	if (model->flags & SEG_ACK && !number_fits(c, other, model->dport, model->sport, model->ack, kernel->ack))
		return false;
	return content_fits(model, kernel);
}

struct segment carrier_in_model(const struct carrier *c, const struct segment *kernel)
{
	struct segment s = *kernel;

	if (s.seq)
		s.seq -= newest(c, s.from, s.sport, s.dport);
	if (s.flags & SEG_ACK)
		s.ack -= newest(c, host_other(s.from), s.dport, s.sport);
	return s;
}

/* Learns from a SYN how far the kernel's numbers are ahead. */
static void learn(struct carrier *c, const struct segment *model, const struct segment *kernel)
{
	seqnum by = kernel->seq - model->seq;

	if (!(model->flags & SEG_SYN) || newest(c, model->from, model->sport, model->dport) == by)
		return;
	c->offsets = mem_grow(c->offsets, c->offsets_used, &c->offsets_size, sizeof *c->offsets);
	c->offsets[c->offsets_used++] = (struct offset){ model->sport, model->dport, model->from, by };
}

/* --- packets by the model's number --- */

static struct kept *keep(struct carrier *c, uint32_t id)
{
	c->kept = mem_grow(c->kept, c->kept_used, &c->kept_size, sizeof *c->kept);
	c->kept[c->kept_used] = (struct kept){ .id = id };
	return &c->kept[c->kept_used++];
}

static struct kept *find(struct carrier *c, uint32_t id)
{
	for (size_t i = c->kept_used; i > 0; i--)
		if (c->kept[i - 1].id == id)
			return &c->kept[i - 1];
	return NULL;
}

void carrier_match(struct carrier *c, uint8_t host, size_t index, uint32_t id, const struct segment *model)
{
	struct caught p = take(c, host, index);
	struct kept *k = keep(c, id);

	learn(c, model, &p.segment);
	k->octets = p.octets;
	k->size = p.size;
}

void carrier_copy(struct carrier *c, uint32_t id, uint32_t of)
{
	const struct kept *from = find(c, of);
	uint8_t *octets = from && from->octets ? (uint8_t *)mem_copy_n((const char *)from->octets, from->size) : NULL;
	size_t size = from ? from->size : 0;
	struct kept *k = keep(c, id);

	k->octets = octets;
	k->size = size;
	if (octets)
		pcap_packet(c->pcap, octets, size);
}

void carrier_forge(struct carrier *c, uint32_t id, const struct segment *model)
{
	struct segment s = *model;
	struct kept *k = keep(c, id);

	s.seq += newest(c, s.from, s.sport, s.dport);
	if (s.flags & SEG_ACK)
		s.ack += newest(c, host_other(s.from), s.dport, s.sport);
	k->octets = mem_new(PACKET_HEADERS + s.len, 1);
	k->size = wire_write(k->octets, &s);
	pcap_packet(c->pcap, k->octets, k->size);
}

void carrier_lose(struct carrier *c, uint32_t id)
{
	struct kept *k = find(c, id);

	if (!k)
		return;
	mem_free(k->octets);
	*k = c->kept[--c->kept_used];
}

bool carrier_deliver(struct carrier *c, uint32_t id, const struct machine *m)
{
	struct kept *k = find(c, id);
	bool written = !k || !k->octets || m->tun < 0 || write(m->tun, k->octets, k->size) == (ssize_t)k->size;

	carrier_lose(c, id);
	return written;
}
