/* Tests that the TCP segment is found in each link layer's frame, and that no frame, however
 * short or wrong, is read beyond its end. */
#include <check.h>
#include <pcap/dlt.h>
#include <stdlib.h>
#include <string.h>

#include "capture/packet.h"
#include "engine/segment.h"

#include "suites.h"

/* 10.0.0.1:40000 to 10.0.0.2:80, PSH,ACK, MSS and timestamps, "hello". */
#define TCP_HEAD \
	"\x9c\x40\x00\x50\x00\x00\x00\x65\x00\x00\x01\x2d\x90\x18\x01\x00\x00\x00\x00\x00" \
	"\x02\x04\x05\xb4\x08\x0a\x00\x00\x00\x07\x00\x00\x00\x09\x00\x00"
#define IP4(total, fragment) "\x45\x00\x00" total "\x12\x34" fragment "\x40\x06\x00\x00\x0a\x00\x00\x01\x0a\x00\x00\x02"
#define SEGMENT              IP4("\x3d", "\x40\x00") TCP_HEAD "hello"
#define ADDRESSES6           "\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\x02"
#define IP6(payload, next)   "\x60\0\0\0\0" payload next "\x40" ADDRESSES6
#define ETHER                "\1\2\3\4\5\6\1\2\3\4\5\7"

#define FRAME(bytes) bytes, sizeof(bytes) - 1
static const struct {
	const char *name;
	int link;
	const char *frame;
	size_t n;
} frames[] = {
	{ "Ethernet", DLT_EN10MB, FRAME(ETHER "\x08\x00" SEGMENT) },
	{ "Ethernet, padded", DLT_EN10MB, FRAME(ETHER "\x08\x00" SEGMENT "\0\0\0\0\0\0") },
	{ "VLAN", DLT_EN10MB, FRAME(ETHER "\x81\x00\0\1\x08\x00" SEGMENT) },
	{ "three VLAN tags", DLT_EN10MB, FRAME(ETHER "\x88\xa8\0\1\x81\x00\0\2\x91\x00\0\3\x08\x00" SEGMENT) },
	{ "LLC and SNAP", DLT_EN10MB, FRAME(ETHER "\x00\x45\xaa\xaa\x03\0\0\0\x08\x00" SEGMENT) },
	{ "PPPoE", DLT_EN10MB, FRAME(ETHER "\x88\x64\x11\0\0\1\0\x3f\x00\x21" SEGMENT) },
	{ "cooked", DLT_LINUX_SLL, FRAME("\0\0\0\1\0\6\1\2\3\4\5\6\0\0\x08\x00" SEGMENT) },
	{ "cooked v2", DLT_LINUX_SLL2, FRAME("\x08\x00\0\0\0\0\0\1\0\1\0\6\1\2\3\4\5\6\0\0" SEGMENT) },
	{ "loopback", DLT_NULL, FRAME("\2\0\0\0" SEGMENT) },
	{ "loopback, the other byte order", DLT_NULL, FRAME("\0\0\0\2" SEGMENT) },
	{ "OpenBSD's loopback", DLT_LOOP, FRAME("\0\0\0\2" SEGMENT) },
	{ "raw IP", DLT_RAW, FRAME(SEGMENT) },
	{ "raw IPv4", DLT_IPV4, FRAME(SEGMENT) },
	{ "PPP", DLT_PPP, FRAME("\xff\x03\x00\x21" SEGMENT) },
	{ "PPP, compressed", DLT_PPP, FRAME("\x21" SEGMENT) },
	{ "PPP over a serial line", DLT_PPP_SERIAL, FRAME("\xff\x03\x00\x21" SEGMENT) },
	{ "Cisco's HDLC", DLT_C_HDLC, FRAME("\x0f\x00\x08\x00" SEGMENT) },
	{ "FDDI", DLT_FDDI, FRAME("\x50\1\2\3\4\5\6\1\2\3\4\5\6\xaa\xaa\x03\0\0\0\x08\x00" SEGMENT) },
	{ "NFLOG", DLT_NFLOG, FRAME("\2\0\0\1\x08\0\x01\0\0\0\0\0\x06\0\x0a\0x\0\0\0\x41\0\x09\0" SEGMENT) },
	{ "NFLOG, the other byte order", DLT_NFLOG, FRAME("\2\0\0\1\0\x08\0\x01\0\0\0\0\0\x41\0\x09" SEGMENT) },
	{ "TSO, length 0", DLT_RAW, FRAME(IP4("\0", "\x40\x00") TCP_HEAD "hello") },
	{ "IPv6", DLT_IPV6, FRAME(IP6("\x29", "\6") TCP_HEAD "hello") },
	{ "IPv6, extension headers", DLT_RAW,
	  FRAME(IP6("\x41", "\0") "\x2b\0\0\0\0\0\0\0"
				  "\x2c\0\0\0\0\0\0\0"
				  "\6\0\0\0\0\0\0\1" TCP_HEAD "hello") },
	{ "IPv6 in a VLAN", DLT_EN10MB, FRAME(ETHER "\x81\x00\0\1\x86\xdd" IP6("\x29", "\6") TCP_HEAD "hello") },
};
enum { FRAMES = sizeof frames / sizeof *frames };

static enum decoded decode(int link, const void *frame, size_t recorded, size_t length, struct packet *p)
{
	/* exactly as large, so that the address sanitizer sees a read beyond it */
	uint8_t *copy = malloc(recorded ? recorded : 1);
	enum decoded d;

	memcpy(copy, frame, recorded);
	d = packet_decode(link, copy, (uint32_t)recorded, (uint32_t)length, p);
	if (p->data)
		ck_assert(p->data >= copy && p->data + p->recorded <= copy + recorded);
	free(copy);
	p->data = NULL;
	return d;
}

START_TEST(each_link_layer__gives_the_same_segment)
{
	struct packet p;
	char from[64];
	struct text t = text_over(from, sizeof from);

	ck_assert_msg(packet_link_known(frames[_i].link), "%s", frames[_i].name);
	ck_assert_msg(decode(frames[_i].link, frames[_i].frame, frames[_i].n, frames[_i].n, &p) == DECODED_TCP, "%s",
		      frames[_i].name);
	endpoint_write(&t, &p.from);
	ck_assert_msg(strcmp(from, "10.0.0.1:40000") == 0 || strcmp(from, "[fe80::1]:40000") == 0, "%s: %s",
		      frames[_i].name, from);
	ck_assert_msg(p.to.port == 80 && p.seq == 101 && p.ack == 301 && p.flags == SEG_ACK && p.window == 256, "%s",
		      frames[_i].name);
	ck_assert_msg(p.length == 5 && p.recorded == 5, "%s: %u of %u octets", frames[_i].name, p.recorded, p.length);
	ck_assert_msg(p.has_mss && p.mss == 1460 && p.has_times && p.tsval == 7 && p.tsecr == 9 && !p.has_scale, "%s",
		      frames[_i].name);
}
END_TEST

START_TEST(a_frame_cut_anywhere__is_read_to_its_end_and_no_further)
{
	for (size_t n = 0; n < frames[_i].n; n++) {
		struct packet p;

		if (decode(frames[_i].link, frames[_i].frame, n, frames[_i].n, &p) != DECODED_TCP)
			continue;
		ck_assert_msg(p.length == 5, "%s, %zu octets: length %u", frames[_i].name, n, p.length);
		ck_assert_msg(p.seq == 101 && p.flags == SEG_ACK, "%s, %zu octets", frames[_i].name, n);
	}
}
END_TEST

/* Every octet of every frame, set to each of some values. */
START_TEST(a_frame_with_wrong_octets__is_not_read_beyond_its_end)
{
	static const uint8_t values[] = { 0, 1, 2, 3, 4, 5, 0x0f, 0x40, 0x50, 0x60, 0x80, 0xf0, 0xff };
	uint8_t frame[256];
	struct packet p;

	for (size_t at = 0; at < frames[_i].n; at++)
		for (size_t k = 0; k < sizeof values; k++) {
			memcpy(frame, frames[_i].frame, frames[_i].n);
			frame[at] = values[k];
			decode(frames[_i].link, frame, frames[_i].n, frames[_i].n, &p);
		}
}
END_TEST

START_TEST(what_is_not_a_segment__is_passed_over)
{
	static const struct {
		const char *name, *frame;
		size_t n;
		enum decoded is;
	} rows[] = {
		{ "nothing", FRAME(""), DECODED_OTHER },
		{ "ARP", FRAME(ETHER "\x08\x06\0\1\x08\0\6\4\0\1"), DECODED_OTHER },
		{ "UDP",
		  FRAME(ETHER "\x08\x00"
			      "\x45\0\0\x1c\0\0\0\0\x40\x11\0\0\x0a\0\0\1\x0a\0\0\2\0\1\0\2\0\x08\0\0"),
		  DECODED_OTHER },
		{ "a later fragment", FRAME(ETHER "\x08\x00" IP4("\x3d", "\x00\x10") TCP_HEAD "hello"),
		  DECODED_FRAGMENT },
		{ "the header ends before the flags",
		  FRAME(ETHER "\x08\x00" IP4("\x3d", "\x40\x00") "\x9c\x40\x00\x50"), DECODED_CUT },
		{ "a data offset of four",
		  FRAME(ETHER
			"\x08\x00" IP4("\x28", "\x40\x00") "\x9c\x40\x00\x50\0\0\0\x65\0\0\1\x2d\x40\x18\1\0\0\0\0\0"),
		  DECODED_OTHER },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct packet p;

		ck_assert_msg(decode(DLT_EN10MB, rows[i].frame, rows[i].n, 400, &p) == rows[i].is, "%s", rows[i].name);
	}
	ck_assert(!packet_link_known(105)); /* 802.11 */
}
END_TEST

Suite *suite_capture_decode(void)
{
	Suite *s = suite_create("capture/decode");
	TCase *t = tcase_create("frames");

	tcase_add_loop_test(t, each_link_layer__gives_the_same_segment, 0, FRAMES);
	tcase_add_loop_test(t, a_frame_cut_anywhere__is_read_to_its_end_and_no_further, 0, FRAMES);
	tcase_add_loop_test(t, a_frame_with_wrong_octets__is_not_read_beyond_its_end, 0, FRAMES);
	tcase_add_test(t, what_is_not_a_segment__is_passed_over);
	suite_add_tcase(s, t);
	return s;
}
