/* Tests the pcap export: each segment of an end's wire is there, in order, with its numbers,
 * right checksums and times. The reader is written from the RFCs, not from the writer. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lesson/parse.h"
#include "lesson/run.h"
#include "report/pcap.h"

#include "suites.h"

enum { FILE_HEADER = 24, RECORD_HEADER = 16 };

static uint8_t *file;
static size_t size, at;
static struct pcap pcap;
static bool refused;

static void look(void *to, unsigned step, const struct row *row)
{
	(void)to;
	(void)step;
	pcap_look(&pcap, row);
}

static void write_row(void *to, unsigned step, const struct row *row)
{
	(void)to;
	(void)step;
	refused |= !pcap_row(&pcap, row);
}

/* Exports a script as the host's wire has it. */
static void export_at(uint8_t host, const char *source)
{
	struct diags errors = { 0 };
	struct script *s = script_parse("test", source, strlen(source), &errors);
	FILE *f = open_memstream((char **)&file, &size);
	struct run_events first = { .row = look }, second = { .row = write_row };

	ck_assert_msg(s != NULL, "%s", errors.used ? errors.at[0].message : "no script");
	pcap_begin(&pcap, f, host, &s->config);
	script_run(s, &first, NULL);
	pcap_header(&pcap);
	script_run(s, &second, NULL);
	fclose(f);
	script_free(s);
	diags_free(&errors);
	at = FILE_HEADER;
}

static void setup(void)
{
	file = NULL;
	refused = false;
}

static void teardown(void)
{
	free(file);
}

static uint32_t little(const uint8_t *p, int n)
{
	uint32_t v = 0;

	for (int i = n - 1; i >= 0; i--)
		v = v << 8 | p[i];
	return v;
}

static uint32_t big(const uint8_t *p, int n)
{
	uint32_t v = 0;

	for (int i = 0; i < n; i++)
		v = v << 8 | p[i];
	return v;
}

/* Returns the one's complement sum of octets and the pseudo-header's words, which is 0xFFFF
 * if the checksum among them is right. */
static uint32_t ones(const uint8_t *p, size_t n, uint32_t v)
{
	for (size_t i = 0; i < n; i += 2)
		v += (uint32_t)p[i] << 8 | (i + 1 < n ? p[i + 1] : 0u);
	while (v >> 16)
		v = (v & 0xFFFF) + (v >> 16);
	return v;
}

/* Tests the next record: its time, ends, flags, numbers, octets, options and checksums. */
static void next_is(const char *wanted)
{
	const uint8_t *ip = file + at + RECORD_HEADER, *tcp = ip + 20, *data, *end;
	uint32_t length = little(file + at + 8, 4);
	char found[400];
	int n;

	ck_assert_uint_le(at + RECORD_HEADER + 40, size);
	ck_assert_uint_eq(length, little(file + at + 12, 4));
	end = ip + length;
	data = tcp + (tcp[12] >> 4) * 4;
	ck_assert_uint_eq(big(ip, 1), 0x45);
	ck_assert_uint_eq(big(ip + 2, 2), length);
	ck_assert_uint_eq(ip[9], 6);
	ck_assert_uint_eq(ones(ip, 20, 0), 0xFFFF);
	ck_assert_uint_eq(ones(tcp, (size_t)(end - tcp), ones(ip + 12, 8, 6 + (uint32_t)(end - tcp))), 0xFFFF);
	n = snprintf(found, sizeof found, "%u.%06u 10.0.0.%u:%u>10.0.0.%u:%u %02x %u %u win=%u",
		     (unsigned)little(file + at, 4), (unsigned)little(file + at + 4, 4), (unsigned)ip[15],
		     (unsigned)big(tcp, 2), (unsigned)ip[19], (unsigned)big(tcp + 2, 2), (unsigned)tcp[13],
		     (unsigned)big(tcp + 4, 4), (unsigned)big(tcp + 8, 4), (unsigned)big(tcp + 14, 2));
	for (const uint8_t *o = tcp + 20; o < data; o++)
		n += snprintf(found + n, sizeof found - (size_t)n, "%s%02x", o == tcp + 20 ? " opt=" : "",
			      (unsigned)*o);
	snprintf(found + n, sizeof found - (size_t)n, " \"%.*s\"", (int)(end - data), (const char *)data);
	ck_assert_str_eq(found, wanted);
	at += RECORD_HEADER + length;
}

static void no_more(void)
{
	ck_assert_uint_eq(at, size);
}

#define LISTENING "tcpstep 1\nserver socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n"
#define CONNECTED LISTENING "deliver\ndeliver\ndeliver\nserver accept\n"
#define SYN_C     "0.000000 10.0.0.1:49152>10.0.0.2:80 02 100 0 win=64 opt=02040218 \"\""
#define SYN_ACK_C "0.100000 10.0.0.2:80>10.0.0.1:49152 12 300 101 win=64 opt=02040218 \"\""
#define ACK_C     "0.100000 10.0.0.1:49152>10.0.0.2:80 10 101 301 win=64 \"\""

START_TEST(the_header__is_the_same_on_every_machine)
{
	static const uint8_t wanted[FILE_HEADER] = { 0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0,   0, 0, 0,
						     0,    0,    0,    0,    0, 0, 4, 0, 101, 0, 0, 0 };

	export_at(HOST_CLIENT, "tcpstep 1\n");
	ck_assert_mem_eq(file, wanted, sizeof wanted);
	no_more();
}
END_TEST

START_TEST(the_client__sees_what_it_sends_and_what_arrives)
{
	export_at(HOST_CLIENT, CONNECTED "client send \"GET /\"\ndeliver\n");
	next_is(SYN_C);
	next_is(SYN_ACK_C);
	next_is(ACK_C);
	next_is("0.150000 10.0.0.1:49152>10.0.0.2:80 10 101 301 win=64 \"GET /\"");
	no_more();
}
END_TEST

START_TEST(the_server__sees_the_same_later)
{
	export_at(HOST_SERVER, CONNECTED "client send \"odd\"\ndeliver\n");
	next_is("0.050000 10.0.0.1:49152>10.0.0.2:80 02 100 0 win=64 opt=02040218 \"\"");
	next_is("0.050000 10.0.0.2:80>10.0.0.1:49152 12 300 101 win=64 opt=02040218 \"\"");
	next_is("0.150000 10.0.0.1:49152>10.0.0.2:80 10 101 301 win=64 \"\"");
	next_is("0.200000 10.0.0.1:49152>10.0.0.2:80 10 101 301 win=64 \"odd\"");
	next_is("0.200000 10.0.0.2:80>10.0.0.1:49152 10 301 104 win=61 \"\"");
	no_more();
}
END_TEST

START_TEST(what_is_lost__is_on_the_wire_of_its_sender_alone)
{
	const char *source = LISTENING "drop\nwait 1s\ndrop\n";

	export_at(HOST_CLIENT, source);
	next_is(SYN_C);
	next_is("1.000000 10.0.0.1:49152>10.0.0.2:80 02 100 0 win=64 opt=02040218 \"\"");
	no_more();
	free(file);
	export_at(HOST_SERVER, source);
	no_more();
}
END_TEST

START_TEST(copies_and_forged_segments__are_on_the_wire_where_they_arrive)
{
	const char *source = CONNECTED
		"inject to server RST seq=4294967295\ndeliver\nclient send 3\ndup\ndeliver\ndeliver\n";

	export_at(HOST_CLIENT, source);
	next_is(SYN_C);
	next_is(SYN_ACK_C);
	next_is(ACK_C);
	next_is("0.200000 10.0.0.1:49152>10.0.0.2:80 10 101 301 win=64 \"...\"");
	no_more();
	free(file);
	export_at(HOST_SERVER, source);
	for (int i = 0; i < 3; i++)
		at += RECORD_HEADER + little(file + at + 8, 4);
	next_is("0.200000 10.0.0.1:49152>10.0.0.2:80 04 4294967295 0 win=64 \"\"");
	next_is("0.250000 10.0.0.1:49152>10.0.0.2:80 10 101 301 win=64 \"...\"");
	next_is("0.250000 10.0.0.2:80>10.0.0.1:49152 10 301 104 win=61 \"\"");
	next_is("0.250000 10.0.0.1:49152>10.0.0.2:80 10 101 301 win=64 \"...\"");
	next_is("0.250000 10.0.0.2:80>10.0.0.1:49152 10 301 104 win=61 \"\"");
	no_more();
}
END_TEST

START_TEST(timestamps_and_large_windows__of_observed_ends)
{
	const char *source = "tcpstep 1\nset observed on\nobserve client SYN seq=9 win=65535 tsval=5 tsecr=0\n"
			     "deliver\nobserve server SYN,ACK seq=1 ack=10 win=64 tsval=7 tsecr=5\ndeliver\n"
			     "observe client ACK seq=10 ack=2 win=262144\n";

	export_at(HOST_CLIENT, source);
	next_is("0.000000 10.0.0.1:49152>10.0.0.2:49152 02 9 0 win=65535 opt=02040218010303030101080a0000000500000000 \"\"");
	at += RECORD_HEADER + little(file + at + 8, 4);
	next_is("0.100000 10.0.0.1:49152>10.0.0.2:49152 10 10 2 win=32768 \"\"");
	no_more();
}
END_TEST

START_TEST(a_window_that_no_syn_explains__is_cut)
{
	export_at(HOST_CLIENT, "tcpstep 1\nset observed midway\nobserve client ACK seq=10 ack=2 win=262144\n");
	next_is("0.000000 10.0.0.1:49152>10.0.0.2:49152 10 10 2 win=65535 \"\"");
	no_more();
}
END_TEST

START_TEST(more_octets_than_a_packet_holds__are_refused)
{
	export_at(HOST_CLIENT, "tcpstep 1\nset observed midway\nobserve client ACK seq=10 ack=2 win=64 len=65495\n");
	ck_assert(!refused);
	free(file);
	export_at(HOST_CLIENT, "tcpstep 1\nset observed midway\nobserve client ACK seq=10 ack=2 win=64 len=65496\n");
	ck_assert(refused);
	ck_assert_uint_eq(pcap.too_long, 65496);
	ck_assert_uint_eq(pcap.too_id, 1);
}
END_TEST

Suite *suite_report_pcap(void)
{
	Suite *s = suite_create("report/pcap");
	TCase *c = tcase_create("records");

	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_test(c, the_header__is_the_same_on_every_machine);
	tcase_add_test(c, the_client__sees_what_it_sends_and_what_arrives);
	tcase_add_test(c, the_server__sees_the_same_later);
	tcase_add_test(c, what_is_lost__is_on_the_wire_of_its_sender_alone);
	tcase_add_test(c, copies_and_forged_segments__are_on_the_wire_where_they_arrive);
	tcase_add_test(c, timestamps_and_large_windows__of_observed_ends);
	tcase_add_test(c, a_window_that_no_syn_explains__is_cut);
	tcase_add_test(c, more_octets_than_a_packet_holds__are_refused);
	suite_add_tcase(s, c);
	return s;
}
