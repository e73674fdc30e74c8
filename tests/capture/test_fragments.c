/* Tests that IP fragments become one segment, in whatever order they come, that memory is
 * bounded, and what is left of those that never become whole. */
#include <check.h>
#include <stdlib.h>
#include <unistd.h>

#include "capture/fragments.h"
#include "capture/source.h"
#include "engine/segment.h"

#include "capture/crafted.h"
#include "suites.h"

enum { OCTETS = 100, WHOLE = 20 + OCTETS, PIECE = 40 };

static const struct crafted segment = { .seq = 1000, .ack = 1, .flags = SEG_ACK | SEG_FIN, .length = OCTETS, .id = 7 };

/* Makes the IP packet with octets [at, at + n) of the segment. */
static void make(struct frame *o, const struct crafted *c, bool six, uint32_t at, uint32_t n)
{
	static struct frame tcp;
	bool more;

	tcp.n = 0;
	frame_tcp(&tcp, c);
	more = at + n < tcp.n;
	n = more ? n : tcp.n - at;
	o->n = 0;
	if (six) {
		frame_ip6(o, c, n + 8, 44);
		frame_16(o, 6 << 8);
		frame_16(o, at | more);
		frame_32(o, c->id);
	} else {
		frame_ip4(o, c, n, at / 8 | (more ? 0x2000u : 0));
	}
	frame_add(o, tcp.at + at, n);
}

/* Adds a piece, of which the file has all but `cut` octets; returns whether the segment is
 * whole now. */
static bool add(struct fragments *all, bool six, uint32_t at, uint32_t cut, struct packet *p)
{
	static struct frame o;

	make(&o, &segment, six, at, PIECE);
	ck_assert(packet_decode(DLT_RAW, o.at, o.n - cut, o.n, p) == DECODED_FRAGMENT);
	return fragments_add(all, p);
}

static void is_whole(const struct packet *p)
{
	ck_assert_uint_eq(p->seq, 1000);
	ck_assert_uint_eq(p->length, OCTETS);
	ck_assert_uint_eq(p->flags, SEG_ACK | SEG_FIN);
	ck_assert_uint_eq(p->from.port, 40000);
	for (uint32_t i = 0; i < p->recorded; i++)
		ck_assert_uint_eq(p->data[i], 'a' + (1000 + i) % 26);
}

START_TEST(fragments__become_one_segment_in_any_order)
{
	static const uint32_t orders[][3] = { { 0, 40, 80 }, { 80, 40, 0 }, { 40, 80, 0 }, { 40, 0, 80 } };

	for (size_t i = 0; i < 4; i++)
		for (int six = 0; six < 2; six++) {
			struct fragments *all = fragments_new();
			struct packet p;

			ck_assert(!add(all, six, orders[i][0], 0, &p));
			ck_assert(!add(all, six, orders[i][0], 0, &p)); /* again: nothing new */
			ck_assert(!add(all, six, orders[i][1], 0, &p));
			ck_assert(add(all, six, orders[i][2], 0, &p));
			is_whole(&p);
			ck_assert_uint_eq(p.recorded, OCTETS);
			ck_assert(!fragments_partial(all, NULL, &p));
			fragments_free(all);
		}
}
END_TEST

START_TEST(fragments_cut_by_the_snap_length__have_their_length)
{
	struct fragments *all = fragments_new();
	struct packet p;

	ck_assert(!add(all, false, 0, 0, &p));
	ck_assert(!add(all, false, 40, 30, &p));
	ck_assert(add(all, false, 80, 10, &p));
	is_whole(&p);
	ck_assert_uint_eq(p.recorded, 50 - 20);
	fragments_free(all);
}
END_TEST

START_TEST(the_first_fragment_alone__has_its_octets_and_no_fin)
{
	struct fragments *all = fragments_new();
	struct packet p, part;

	add(all, false, 0, 0, &p);
	ck_assert(fragments_partial(all, &p, &part));
	ck_assert_uint_eq(part.length, PIECE - 20);
	ck_assert_uint_eq(part.flags, SEG_ACK);
	ck_assert(!fragments_partial(all, &p, &part));
	ck_assert(!add(all, false, 40, 0, &p));
	ck_assert(add(all, false, 80, 0, &p)); /* the rest came late */
	is_whole(&p);
	fragments_free(all);
}
END_TEST

/* nmap -f: the first fragment ends before the flags. */
START_TEST(a_header_in_two_fragments__is_read)
{
	struct fragments *all = fragments_new();
	struct crafted syn = { .seq = 5, .flags = SEG_SYN, .id = 9 };
	static struct frame o;
	struct packet p;

	for (uint32_t at = 0; at < 24; at += 8) {
		make(&o, &syn, false, at, 8);
		ck_assert(packet_decode(DLT_RAW, o.at, o.n, o.n, &p) == DECODED_FRAGMENT);
		ck_assert(fragments_add(all, &p) == (at == 16));
		if (at == 0)
			ck_assert(!fragments_partial(all, NULL, &p));
	}
	ck_assert_uint_eq(p.flags, SEG_SYN);
	ck_assert_uint_eq(p.seq, 5);
	fragments_free(all);
}
END_TEST

/* A thousand that never become whole. */
START_TEST(fragments_that_stay_alone__are_bounded)
{
	struct fragments *all = fragments_new();
	struct crafted c = segment;
	static struct frame o;
	struct packet p;
	int partial = 0;

	for (c.id = 1; c.id <= 1000; c.id++) {
		make(&o, &c, false, 0, PIECE);
		packet_decode(DLT_RAW, o.at, o.n, o.n, &p);
		fragments_add(all, &p);
	}
	while (fragments_partial(all, NULL, &p))
		partial++;
	ck_assert_int_eq(partial, FRAGMENTS_MAX);
	fragments_free(all);
}
END_TEST

START_TEST(an_id_used_again_later__is_another_datagram)
{
	struct fragments *all = fragments_new();
	static struct frame o;
	struct packet p;

	add(all, false, 0, 0, &p);
	add(all, false, 40, 0, &p);
	make(&o, &segment, false, 80, PIECE);
	packet_decode(DLT_RAW, o.at, o.n, o.n, &p);
	p.time_ns = 61 * INT64_C(1000000000);
	ck_assert(!fragments_add(all, &p));
	fragments_free(all);
}
END_TEST

/* Offsets beyond the largest datagram, none and odd lengths. */
START_TEST(wrong_fragments__are_passed_over)
{
	static const uint32_t rows[][2] = { { 65528, 16 }, { 8, 0 }, { 0, 3 }, { 16, 1 } };
	struct fragments *all = fragments_new();
	static const uint8_t octets[64];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int more = 0; more < 2; more++) {
			struct packet p = { .fragment = { .id = (uint32_t)i,
							  .offset = rows[i][0],
							  .length = rows[i][1],
							  .recorded = rows[i][1],
							  .at = octets,
							  .more = more,
							  .header = 6 } };

			ck_assert(!fragments_add(all, &p));
		}
	fragments_free(all);
}
END_TEST

/* What came before the segment is returned first, and the record numbers are the file's. */
START_TEST(a_file_with_fragments__keeps_their_order)
{
	char path[] = "/tmp/tcpstep-fragments-XXXXXX";
	FILE *f = fdopen(mkstemp(path), "wb");
	struct crafted next = { .seq = 1100, .ack = 1, .flags = SEG_ACK, .length = 10, .id = 8 };
	static struct frame o;
	struct capture *c;
	struct packet p;
	struct diag d;

	file_begin(f, DLT_RAW);
	make(&o, &segment, false, 0, PIECE);
	file_add(f, 0, &o, o.n);
	make(&o, &next, false, 0, 1000);
	file_add(f, 1, &o, o.n);
	for (uint32_t at = 40; at < WHOLE; at += PIECE) {
		make(&o, &segment, false, at, PIECE);
		file_add(f, at, &o, o.n);
	}
	fclose(f);
	c = capture_open(path, &d);
	ck_assert_ptr_nonnull(c);
	ck_assert(capture_next(c, &p, &d) == CAPTURE_SEGMENT && p.record == 1 && p.length == 20);
	ck_assert(capture_next(c, &p, &d) == CAPTURE_SEGMENT && p.record == 2 && p.seq == 1100);
	ck_assert(capture_next(c, &p, &d) == CAPTURE_SEGMENT && p.record == 4 && p.length == OCTETS);
	ck_assert(capture_next(c, &p, &d) == CAPTURE_END);
	ck_assert(capture_next(c, &p, &d) == CAPTURE_END);
	capture_close(c);
	unlink(path);
}
END_TEST

Suite *suite_capture_fragments(void)
{
	Suite *s = suite_create("capture/fragments");
	TCase *t = tcase_create("fragments");

	tcase_add_test(t, fragments__become_one_segment_in_any_order);
	tcase_add_test(t, fragments_cut_by_the_snap_length__have_their_length);
	tcase_add_test(t, the_first_fragment_alone__has_its_octets_and_no_fin);
	tcase_add_test(t, a_header_in_two_fragments__is_read);
	tcase_add_test(t, fragments_that_stay_alone__are_bounded);
	tcase_add_test(t, an_id_used_again_later__is_another_datagram);
	tcase_add_test(t, wrong_fragments__are_passed_over);
	tcase_add_test(t, a_file_with_fragments__keeps_their_order);
	suite_add_tcase(s, t);
	return s;
}
