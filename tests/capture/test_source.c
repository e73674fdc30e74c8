/* Tests captures as files: the form of snoop, which libpcap does not read. */
#include <check.h>
#include <stdlib.h>
#include <unistd.h>

#include "capture/source.h"
#include "engine/segment.h"

#include "capture/crafted.h"
#include "suites.h"

static char path[] = "/tmp/tcpstep-source-XXXXXX";

static FILE *begin(void)
{
	strcpy(path + sizeof path - 7, "XXXXXX");
	return fdopen(mkstemp(path), "wb");
}

static void big_endian(FILE *f, uint32_t v)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		putc((int)(v >> shift & 0xff), f);
}

/* Writes a snoop file of a type, with one SYN, of whose record the last `cut` octets are
 * missing. */
static void write_snoop(uint32_t type, uint32_t cut)
{
	struct crafted syn = { .seq = 9, .flags = SEG_SYN };
	static struct frame o;
	FILE *f = begin();

	o.n = 0;
	frame_32(&o, 0);
	frame_32(&o, 0);
	frame_32(&o, 0);
	frame_16(&o, 0x0800);
	frame_ip4(&o, &syn, 20, 0);
	frame_tcp(&o, &syn);
	fwrite("snoop\0\0", 1, 8, f);
	big_endian(f, 2);
	big_endian(f, type);
	big_endian(f, o.n);
	big_endian(f, o.n);
	big_endian(f, 24 + o.n + 2); /* padded */
	big_endian(f, 0);
	big_endian(f, 5);
	big_endian(f, 250000);
	fwrite(o.at, 1, o.n + 2 - cut, f);
	fclose(f);
}

START_TEST(snoop__is_read)
{
	struct capture *c;
	struct packet p;
	struct diag d;

	write_snoop(4, 0);
	c = capture_open(path, &d);
	ck_assert_ptr_nonnull(c);
	ck_assert(capture_next(c, &p, &d) == CAPTURE_SEGMENT);
	ck_assert(p.seq == 9 && p.flags == SEG_SYN && p.time_ns == 5250000000);
	ck_assert(capture_next(c, &p, &d) == CAPTURE_END);
	capture_close(c);
	unlink(path);
}
END_TEST

START_TEST(snoop_that_is_cut_off_or_unknown__is_reported)
{
	struct capture *c;
	struct packet p;
	struct diag d;

	write_snoop(4, 20);
	c = capture_open(path, &d);
	ck_assert_ptr_nonnull(c);
	ck_assert(capture_next(c, &p, &d) == CAPTURE_CUT_OFF);
	ck_assert(d.id != DIAG_NONE);
	capture_close(c);
	unlink(path);
	write_snoop(77, 0);
	ck_assert_ptr_null(capture_open(path, &d));
	unlink(path);
}
END_TEST

Suite *suite_capture_source(void)
{
	Suite *s = suite_create("capture/source");
	TCase *t = tcase_create("files");

	tcase_add_test(t, snoop__is_read);
	tcase_add_test(t, snoop_that_is_cut_off_or_unknown__is_reported);
	suite_add_tcase(s, t);
	return s;
}
