/* Reads captures with libpcap. Called by cli/cmd_import.c. */
#include "capture/source.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <pcap/pcap.h>

#include "base/load.h"
#include "base/mem.h"
#include "capture/fragments.h"
#include "capture/snoop.h"

/* Octets read at a time. A stream gives what it has. */
enum { BUFFER = 1 << 16 };

struct capture {
	pcap_t *pcap;        /* owns the stream; or NULL: */
	struct snoop *snoop; /* this does */
	char *path;
	int link;
	uint32_t records;
	uint64_t others, cut_short;
	int64_t last_ns;
	struct fragments *fragments;
	struct packet kept; /* a segment that was read, and comes after one that is not whole */
	bool kept_back;
	int status; /* of the last record: what libpcap returned */
};

/* --- libpcap, loaded when the first capture is opened --- */

/* What is used of it: one row a function. Linked in, its libraries would make every
 * start of the program slower. */
#define FUNCTIONS(X) \
	X(pcap_t *, pcap_fopen_offline_with_tstamp_precision, (FILE *, u_int, char *)) \
	X(int, pcap_next_ex, (pcap_t *, struct pcap_pkthdr **, const u_char **)) \
	X(int, pcap_datalink, (pcap_t *)) \
	X(const char *, pcap_datalink_val_to_name, (int)) \
	X(char *, pcap_geterr, (pcap_t *)) \
	X(void, pcap_close, (pcap_t *))

static struct {
#define MEMBER(result, name, arguments) result(*name) arguments;
	FUNCTIONS(MEMBER)
#undef MEMBER
} library;

static bool library_load(void)
{
	static const char *const names[] = { "libpcap.so.0.8", "libpcap.so.1", "libpcap.so", NULL };
#define WANTED(result, name, arguments) { #name, &library.name },
	static const struct load_function functions[] = { FUNCTIONS(WANTED) };
#undef WANTED
	static bool loaded;

	loaded = loaded || load_library(names, functions, sizeof functions / sizeof *functions);
	return loaded;
}

/* --- opening --- */

/* A stream may be a pipe; a folder or device is refused. */
static FILE *stream_open(const char *path, struct diag *diag)
{
	struct stat st;
	FILE *f;

	if (strcmp(path, "-") == 0)
		return stdin;
	f = fopen(path, "rb");
	if (!f) {
		diag_file(diag, DIAG_FILE, path, diag_errno(errno), strerror(errno));
		return NULL;
	}
	if (fstat(fileno(f), &st) == 0 && (S_ISREG(st.st_mode) || S_ISFIFO(st.st_mode)))
		return f;
	diag_file(diag, DIAG_FILE, path, S_ISDIR(st.st_mode) ? DIAG_WHY_FOLDER : DIAG_WHY_NOT_PLAIN, "");
	fclose(f);
	return NULL;
}

/* Opens what the stream has: sets c->pcap or c->snoop, and c->link. */
static bool open_form(struct capture *c, FILE *f, struct diag *diag)
{
	char why[PCAP_ERRBUF_SIZE] = "";
	int first = getc(f);

	ungetc(first, f);
	if (first == SNOOP_FIRST) {
		c->snoop = snoop_open(f, &c->link);
	} else {
		c->pcap = library.pcap_fopen_offline_with_tstamp_precision(f, PCAP_TSTAMP_PRECISION_NANO, why);
		if (c->pcap)
			c->link = library.pcap_datalink(c->pcap);
	}
	if (c->snoop || c->pcap)
		return true;
	if (f != stdin)
		fclose(f);
	return diag_file(diag, DIAG_FILE, c->path, DIAG_WHY_NO_CAPTURE, why[0] ? why : "snoop");
}

/* Says that no segment can be found in frames of this link. */
static void link_unknown(const struct capture *c, struct diag *diag)
{
	const char *name = library.pcap_datalink_val_to_name(c->link);
	char why[32];

	snprintf(why, sizeof why, name ? "%s" : "%.0s%d", name ? name : "", c->link);
	diag_file(diag, DIAG_FILE, c->path, DIAG_WHY_LINK, why);
}

struct capture *capture_open(const char *path, struct diag *diag)
{
	struct capture *c;
	FILE *f;

	if (!library_load()) {
		diag_set(diag, 0, DIAG_CAPTURE_NO_LIBRARY, "", "");
		return NULL;
	}
	f = stream_open(path, diag);
	if (!f)
		return NULL;
	setvbuf(f, NULL, _IOFBF, BUFFER);
	c = mem_new(1, sizeof *c);
	c->path = mem_copy_text(path);
	c->fragments = fragments_new();
	c->status = 1;
	if (open_form(c, f, diag)) {
		if (packet_link_known(c->link))
			return c;
		link_unknown(c, diag);
	}
	capture_close(c);
	return NULL;
}

void capture_close(struct capture *c)
{
	if (!c)
		return;
	if (c->pcap)
		library.pcap_close(c->pcap);
	snoop_close(c->snoop);
	fragments_free(c->fragments);
	mem_free(c->path);
	mem_free(c);
}

/* --- reading --- */

/* Says why libpcap reads no further. */
static enum capture_read stopped(struct capture *c, struct diag *diag)
{
	const char *why = c->snoop ? c->status == SNOOP_CUT_OFF ? "truncated" : "snoop" : library.pcap_geterr(c->pcap);

	if (strstr(why, "truncated")) {
		diag_file(diag, DIAG_FILE, c->path, DIAG_WHY_CUT_OFF, "");
		return CAPTURE_CUT_OFF;
	}
	/* pcapng: "an interface has a type 12 different from the type of the first interface" */
	if (strstr(why, "different from the type of the first")) {
		diag_file(diag, DIAG_FILE, c->path, DIAG_WHY_LINKS_DIFFER, "");
		return CAPTURE_BAD;
	}
	diag_file(diag, DIAG_FILE, c->path, DIAG_WHY_DAMAGED_CAPTURE, why);
	return CAPTURE_CUT_OFF;
}

/* Reads a record; returns what pcap_next_ex does. */
static int next_record(struct capture *c, struct record *r)
{
	const int64_t seconds_max = 9000000000; /* in the year 2255 */
	struct pcap_pkthdr *head;
	int64_t seconds;
	int got;

	if (c->snoop)
		return snoop_next(c->snoop, r);
	got = library.pcap_next_ex(c->pcap, &head, &r->frame);
	if (got == 1) {
		/* a file may say any time; with this precision the second member is nanoseconds */
		seconds = head->ts.tv_sec < 0 || head->ts.tv_sec > seconds_max ? 0 : head->ts.tv_sec;
		r->time_ns = seconds * 1000000000 + (head->ts.tv_usec & INT32_MAX);
		r->recorded = head->caplen;
		r->length = head->len;
	}
	return got;
}

/* Takes the record into account; returns whether *p is a segment. Where its host sent
 * fragments before that never became whole, *p is what there is of them, and the segment
 * is kept for the next call. */
static bool take(struct capture *c, const struct record *r, struct packet *p)
{
	enum decoded is = packet_decode(c->link, r->frame, r->recorded, r->length, p);
	struct packet partial;

	c->records++;
	c->last_ns = r->time_ns;
	p->time_ns = c->last_ns;
	p->record = c->records;
	if (is == DECODED_FRAGMENT)
		return fragments_add(c->fragments, p);
	if (is != DECODED_TCP) {
		c->others++;
		c->cut_short += is == DECODED_CUT;
		return false;
	}
	c->kept_back = fragments_partial(c->fragments, p, &partial);
	if (c->kept_back) {
		c->kept = *p;
		*p = partial;
	}
	return true;
}

enum capture_read capture_next(struct capture *c, struct packet *p, struct diag *diag)
{
	struct record r;

	if (c->kept_back) {
		c->kept_back = fragments_partial(c->fragments, &c->kept, p);
		if (!c->kept_back)
			*p = c->kept;
		return CAPTURE_SEGMENT;
	}
	while (c->status == 1 && (c->status = next_record(c, &r)) == 1)
		if (take(c, &r, p))
			return CAPTURE_SEGMENT;
	if (fragments_partial(c->fragments, NULL, p))
		return CAPTURE_SEGMENT;
	return c->status == PCAP_ERROR_BREAK ? CAPTURE_END : stopped(c, diag);
}

int64_t capture_last_ns(const struct capture *c)
{
	return c->last_ns;
}

uint64_t capture_cut_short(const struct capture *c)
{
	return c->cut_short;
}

uint64_t capture_others(const struct capture *c)
{
	return c->others;
}
