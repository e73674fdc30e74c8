/* The arrival matrix: every state × every kind of segment, written from RFC
 * 9293 3.10.7, with the measured kernel's answer where it differs. The subject is
 * the client. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/settings.h"
#include "language/format.h"
#include "language/predicate.h"
#include "language/verbs.h"

#include "engine/reach.h"
#include "suites.h"

#define LAST_ACK CLOSE_WAIT "client close\n"
/* The same with a closed descriptor, so that nothing is read. */
#define ORPHAN_1 ESTABLISHED "client close\n"
#define ORPHAN_2 ORPHAN_1 "inject to client ACK seq=301 ack=102\ndeliver last\n"
/* The receive buffer is full: RCV.NXT 365, window 0. */
#define FULL ESTABLISHED "inject to client ACK seq=301 ack=101 len=64\ndeliver last\n"

/* One arrival: the segment (as `inject to client` takes it), the state after it, and the
 * segments that the client sends in answer ("": none; joined by ;). */
struct arrival_row {
	const char *label;
	const char *segment;
	const char *state;
	const char *reply;
};

struct table {
	const char *source;
	const char *set; /* "profile linux", … one setting; NULL: none */
	const char *reach;
	const struct arrival_row *rows;
	size_t n;
};

#define TABLE(source, set, reach, ...) \
	{ \
		source, set, reach, (const struct arrival_row[]){ __VA_ARGS__ }, \
			sizeof((const struct arrival_row[]){ __VA_ARGS__ }) / sizeof(struct arrival_row) \
	}

#define ACK_NOW  "ACK seq=101 ack=301"
#define ACK_LATE "ACK seq=102 ack=301"
#define ACK_FIN  "ACK seq=101 ack=302"
#define ACK_BOTH "ACK seq=102 ack=302"

static const struct table closed[] = {
	TABLE("RFC 9293 3.10.7.1", NULL, "", { "RST is dropped", "RST seq=0 from 5000 to 80", "CLOSED", "" },
	      { "RST,ACK is dropped", "RST,ACK seq=0 ack=5 from 5000 to 80", "CLOSED", "" },
	      { "SYN draws RST,ACK", "SYN seq=300 from 5000 to 80", "CLOSED", "RST,ACK seq=0 ack=301" },
	      { "data without ACK: the RST acknowledges it", "- seq=300 len=5 from 5000 to 80", "CLOSED",
		"RST,ACK seq=0 ack=305" },
	      { "SYN and FIN count one each", "SYN,FIN seq=300 len=5 from 5000 to 80", "CLOSED",
		"RST,ACK seq=0 ack=307" },
	      { "ACK draws RST at its ACK", "ACK seq=300 ack=777 from 5000 to 80", "CLOSED", "RST seq=777" },
	      { "FIN,ACK draws RST", "FIN,ACK seq=300 ack=101 from 5000 to 80", "CLOSED", "RST seq=101" },
	      { "SYN,ACK draws RST", "SYN,ACK seq=300 ack=101 from 5000 to 80", "CLOSED", "RST seq=101" }),
};

static const struct table listen_[] = {
	TABLE("RFC 9293 3.10.7.2", NULL, LISTEN, { "first: RST is ignored", "RST seq=300 from 5000", "LISTEN", "" },
	      { "first: RST,ACK is ignored", "RST,ACK seq=300 ack=101 from 5000", "LISTEN", "" },
	      { "second: ACK draws RST", "ACK seq=300 ack=101 from 5000", "LISTEN", "RST seq=101" },
	      { "second: SYN,ACK draws RST", "SYN,ACK seq=300 ack=101 from 5000", "LISTEN", "RST seq=101" },
	      { "second: FIN,ACK draws RST", "FIN,ACK seq=300 ack=9 from 5000", "LISTEN", "RST seq=9" },
	      { "third: SYN makes a connection", "SYN seq=300 from 5000", "SYN-RECEIVED", "SYN,ACK seq=100 ack=301" },
	      { "third: text on a SYN waits", "SYN seq=300 len=5 from 5000", "SYN-RECEIVED",
		"SYN,ACK seq=100 ack=301" },
	      { "fourth: data without ACK is dropped", "- seq=300 len=5 from 5000", "LISTEN", "" },
	      { "fourth: FIN without ACK is dropped", "FIN seq=300 from 5000", "LISTEN", "" },
	      { "fourth: no flag is dropped", "- seq=300 from 5000", "LISTEN", "" }),
};

static const struct table syn_sent[] = {
	TABLE("RFC 9293 3.10.7.3", NULL, SYN_SENT,
	      { "first: ACK at ISS draws RST, stays", "ACK seq=300 ack=100", "SYN-SENT", "RST seq=100" },
	      { "first: ACK below ISS draws RST, stays", "ACK seq=300 ack=50", "SYN-SENT", "RST seq=50" },
	      { "first: ACK beyond SND.NXT draws RST, stays", "ACK seq=300 ack=102", "SYN-SENT", "RST seq=102" },
	      { "first: SYN,ACK with a bad ACK draws RST, stays", "SYN,ACK seq=300 ack=102", "SYN-SENT",
		"RST seq=102" },
	      { "first: RST with a bad ACK is dropped", "RST,ACK seq=300 ack=102", "SYN-SENT", "" },
	      { "second: RST that acknowledges the SYN refuses", "RST,ACK seq=0 ack=101", "CLOSED", "" },
	      { "second: RST without ACK is dropped", "RST seq=0", "SYN-SENT", "" },
	      { "fourth: SYN,ACK establishes", "SYN,ACK seq=300 ack=101", "ESTABLISHED", ACK_NOW },
	      { "fourth: SYN,ACK with text takes the text", "SYN,ACK seq=300 ack=101 len=5", "ESTABLISHED",
		"ACK seq=101 ack=306" },
	      { "fourth: SYN,FIN,ACK: CLOSE-WAIT at once", "SYN,FIN,ACK seq=300 ack=101", "CLOSE-WAIT", ACK_FIN },
	      { "fourth: SYN alone is a simultaneous open", "SYN seq=300", "SYN-RECEIVED", "SYN,ACK seq=100 ack=301" },
	      { "fifth: good ACK without SYN is dropped", "ACK seq=300 ack=101", "SYN-SENT", "" },
	      { "fifth: data without SYN is dropped", "ACK seq=300 ack=101 len=5", "SYN-SENT", "" },
	      { "eighth: FIN is dropped", "FIN,ACK seq=300 ack=101", "SYN-SENT", "" },
	      { "fifth: no flag is dropped", "- seq=300", "SYN-SENT", "" }),
	TABLE("Linux 6.18, measured", "profile linux", SYN_SENT,
	      { "a bad ACK draws RST and the SYN again", "ACK seq=300 ack=102", "SYN-SENT",
		"RST seq=102;SYN seq=100" }),
};

static const struct table syn_received[] = {
	TABLE("RFC 9293 3.10.7.4, passive open", NULL, PASSIVE,
	      { "first: retransmitted SYN draws ACK", "SYN seq=300", "SYN-RECEIVED", ACK_NOW },
	      { "first: below the window draws ACK", "ACK seq=300 ack=101", "SYN-RECEIVED", ACK_NOW },
	      { "first: beyond the window draws ACK", "ACK seq=365 ack=101", "SYN-RECEIVED", ACK_NOW },
	      { "second: RST at RCV.NXT returns to LISTEN", "RST seq=301", "LISTEN", "" },
	      { "second: RST in the window draws challenge ACK", "RST seq=302", "SYN-RECEIVED", ACK_NOW },
	      { "second: RST below is dropped", "RST seq=300", "SYN-RECEIVED", "" },
	      { "second: RST beyond is dropped", "RST seq=365", "SYN-RECEIVED", "" },
	      { "fourth: new SYN returns to LISTEN silently", "SYN seq=310", "LISTEN", "" },
	      { "fifth: no ACK bit is dropped", "- seq=301 len=5", "SYN-RECEIVED", "" },
	      { "fifth: FIN without ACK is dropped", "FIN seq=301", "SYN-RECEIVED", "" },
	      { "fifth: ACK of our SYN establishes", "ACK seq=301 ack=101", "ESTABLISHED", "" },
	      { "fifth: ACK at ISS draws RST", "ACK seq=301 ack=100", "SYN-RECEIVED", "RST seq=100" },
	      { "fifth: ACK beyond SND.NXT draws RST", "ACK seq=301 ack=102", "SYN-RECEIVED", "RST seq=102" },
	      { "seventh: text with the ACK is taken", "ACK seq=301 ack=101 len=5", "ESTABLISHED",
		"ACK seq=101 ack=306" },
	      { "eighth: FIN with the ACK: CLOSE-WAIT", "FIN,ACK seq=301 ack=101", "CLOSE-WAIT", ACK_FIN }),
	TABLE("Linux 6.18, measured", "profile linux", PASSIVE,
	      { "retransmitted SYN draws SYN,ACK", "SYN seq=300", "SYN-RECEIVED", "SYN,ACK seq=100 ack=301" },
	      { "new SYN draws RST,ACK and ends it", "SYN seq=310", "LISTEN", "RST,ACK seq=0 ack=311" }),
	TABLE("RFC 9293 3.10.7.4, active open", NULL, ACTIVE,
	      { "figure 7: SYN,ACK at IRS establishes", "SYN,ACK seq=300 ack=101", "ESTABLISHED", "" },
	      { "first: retransmitted SYN draws ACK", "SYN seq=300", "SYN-RECEIVED", ACK_NOW },
	      { "second: RST at RCV.NXT refuses", "RST seq=301", "CLOSED", "" },
	      { "second: RST in the window draws challenge ACK", "RST seq=302", "SYN-RECEIVED", ACK_NOW },
	      { "fourth: SYN in the window draws challenge ACK", "SYN seq=310", "SYN-RECEIVED", ACK_NOW },
	      { "fifth: ACK of our SYN establishes", "ACK seq=301 ack=101", "ESTABLISHED", "" },
	      { "fifth: ACK at ISS draws RST", "ACK seq=301 ack=100", "SYN-RECEIVED", "RST seq=100" },
	      { "eighth: FIN with the ACK: CLOSE-WAIT", "FIN,ACK seq=301 ack=101", "CLOSE-WAIT", ACK_FIN }),
};

/* The answers that all synchronized states share (RCV.NXT 301, SND.NXT 101 or 102). */
#define SYNCHRONIZED(state, ack) \
	{ "first: ACK below the window draws ACK", "ACK seq=300 ack=101", state, ack }, \
		{ "first: ACK at the right edge draws ACK", "ACK seq=365 ack=101", state, ack }, \
		{ "first: old data draws ACK", "ACK seq=296 ack=101 len=5", state, ack }, \
		{ "first: data beyond the window draws ACK", "ACK seq=365 ack=101 len=5", state, ack }, \
		{ "first: FIN beyond the window draws ACK", "FIN,ACK seq=365 ack=101", state, ack }, \
		{ "second: RST at RCV.NXT resets", "RST seq=301", "CLOSED", "" }, \
		{ "second: RST,ACK at RCV.NXT resets", "RST,ACK seq=301 ack=101", "CLOSED", "" }, \
		{ "second: RST inside draws challenge ACK", "RST seq=302", state, ack }, \
		{ "second: RST at the last octet draws challenge ACK", "RST seq=364", state, ack }, \
		{ "second: RST at the right edge is dropped", "RST seq=365", state, "" }, \
		{ "second: RST below is dropped", "RST seq=300", state, "" }, \
		{ "fourth: SYN at RCV.NXT draws challenge ACK", "SYN seq=301", state, ack }, \
		{ "fourth: SYN inside draws challenge ACK", "SYN seq=310", state, ack }, \
		{ "fourth: SYN outside draws ACK", "SYN seq=5000", state, ack }, \
		{ "fourth: SYN,ACK of the handshake again draws ACK", "SYN,ACK seq=300 ack=101", state, ack }, \
		{ "fifth: no ACK bit is dropped", "- seq=301 len=5", state, "" }, \
		{ "fifth: no flag is dropped", "- seq=301", state, "" }, \
		{ "fifth: FIN without ACK is dropped", "FIN seq=301", state, "" }, \
		{ "fifth: ACK beyond SND.NXT draws ACK", "ACK seq=301 ack=103", state, ack }, \
		{ "fifth: ACK far too old draws ACK", "ACK seq=301 ack=4294967000", state, ack }, \
	{ \
		"fifth: an old ACK within MAX.SND.WND is ignored", "ACK seq=301 ack=90", state, "" \
	}

static const struct table established[] = {
	TABLE("RFC 9293 3.10.7.4", NULL, ESTABLISHED, SYNCHRONIZED("ESTABLISHED", ACK_NOW),
	      { "fifth: current ACK changes nothing", "ACK seq=301 ack=101", "ESTABLISHED", "" },
	      { "seventh: data at RCV.NXT is taken", "ACK seq=301 ack=101 len=5", "ESTABLISHED",
		"ACK seq=101 ack=306" },
	      { "seventh: data ahead is held", "ACK seq=310 ack=101 len=5", "ESTABLISHED", ACK_NOW },
	      { "first: partly old data gives its new part", "ACK seq=299 ack=101 len=5", "ESTABLISHED",
		"ACK seq=101 ack=304" },
	      { "first: data across the right edge is cut", "ACK seq=301 ack=101 len=70", "ESTABLISHED",
		"ACK seq=101 ack=365" },
	      { "eighth: FIN at RCV.NXT: CLOSE-WAIT", "FIN,ACK seq=301 ack=101", "CLOSE-WAIT", ACK_FIN },
	      { "eighth: FIN behind data: CLOSE-WAIT", "FIN,ACK seq=301 ack=101 len=5", "CLOSE-WAIT",
		"ACK seq=101 ack=307" },
	      { "eighth: FIN ahead of a gap waits", "FIN,ACK seq=310 ack=101", "ESTABLISHED", ACK_NOW }),
	TABLE("RFC 9293 3.10.7.4, zero window", NULL, FULL,
	      { "ACK at RCV.NXT is taken", "ACK seq=365 ack=101", "ESTABLISHED", "" },
	      { "data draws ACK", "ACK seq=365 ack=101 len=1", "ESTABLISHED", "ACK seq=101 ack=365" },
	      { "FIN draws ACK and waits", "FIN,ACK seq=365 ack=101", "ESTABLISHED", "ACK seq=101 ack=365" },
	      { "RST at RCV.NXT resets", "RST seq=365", "CLOSED", "" },
	      { "RST beyond is dropped", "RST seq=366", "ESTABLISHED", "" }),
	TABLE("RFC 793, without RFC 5961", "challenge-ack off", ESTABLISHED,
	      { "RST inside resets", "RST seq=310", "CLOSED", "" },
	      { "SYN inside resets", "SYN seq=310", "CLOSED", "RST,ACK seq=0 ack=311" },
	      { "SYN outside draws ACK", "SYN seq=5000", "ESTABLISHED", ACK_NOW }),
};

static const struct table fin_wait[] = {
	TABLE("RFC 9293 3.10.7.4, FIN-WAIT-1", NULL, FIN_WAIT_1, SYNCHRONIZED("FIN-WAIT-1", ACK_LATE),
	      { "fifth: ACK short of our FIN stays", "ACK seq=301 ack=101", "FIN-WAIT-1", "" },
	      { "fifth: ACK of our FIN: FIN-WAIT-2", "ACK seq=301 ack=102", "FIN-WAIT-2", "" },
	      { "fifth: ACK of our FIN ahead of a gap counts", "ACK seq=310 ack=102", "FIN-WAIT-2", "" },
	      { "seventh: data is taken", "ACK seq=301 ack=101 len=5", "FIN-WAIT-1", "ACK seq=102 ack=306" },
	      { "eighth: FIN alone: CLOSING", "FIN,ACK seq=301 ack=101", "CLOSING", ACK_BOTH },
	      { "eighth: FIN with ACK of ours: TIME-WAIT", "FIN,ACK seq=301 ack=102", "TIME-WAIT", ACK_BOTH },
	      { "eighth: FIN with data and ACK of ours: TIME-WAIT", "FIN,ACK seq=301 ack=102 len=5", "TIME-WAIT",
		"ACK seq=102 ack=307" }),
	TABLE("RFC 9293 3.10.7.4, FIN-WAIT-2", NULL, FIN_WAIT_2, SYNCHRONIZED("FIN-WAIT-2", ACK_LATE),
	      { "fifth: ACK changes nothing", "ACK seq=301 ack=102", "FIN-WAIT-2", "" },
	      { "seventh: data is taken", "ACK seq=301 ack=102 len=5", "FIN-WAIT-2", "ACK seq=102 ack=306" },
	      { "eighth: FIN: TIME-WAIT", "FIN,ACK seq=301 ack=102", "TIME-WAIT", ACK_BOTH },
	      { "eighth: FIN ahead of a gap waits", "FIN,ACK seq=310 ack=102", "FIN-WAIT-2", ACK_LATE }),
	TABLE("RFC 9293 3.6.1 SHLD-3, after close()", NULL, ORPHAN_1,
	      { "data draws RST", "ACK seq=301 ack=101 len=5", "CLOSED", "RST seq=102" },
	      { "old data draws ACK alone", "ACK seq=296 ack=101 len=5", "FIN-WAIT-1", ACK_LATE },
	      { "FIN with data draws RST", "FIN,ACK seq=301 ack=101 len=5", "CLOSED", "RST seq=102" }),
	TABLE("RFC 9293 3.6.1 SHLD-3, after close()", NULL, ORPHAN_2,
	      { "data draws RST", "ACK seq=301 ack=102 len=5", "CLOSED", "RST seq=102" },
	      { "FIN alone: TIME-WAIT", "FIN,ACK seq=301 ack=102", "TIME-WAIT", ACK_BOTH }),
};

/* After the peer's FIN: RCV.NXT 302. */
#define PAST_FIN(state, ack) \
	{ "first: the FIN again draws ACK", "FIN,ACK seq=301 ack=101", state, ack }, \
		{ "first: old data draws ACK", "ACK seq=296 ack=101 len=5", state, ack }, \
		{ "second: RST at RCV.NXT resets", "RST seq=302", "CLOSED", "" }, \
		{ "second: RST inside draws challenge ACK", "RST seq=303", state, ack }, \
		{ "second: RST below is dropped", "RST seq=301", state, "" }, \
		{ "second: RST beyond is dropped", "RST seq=5000", state, "" }, \
		{ "fourth: SYN at RCV.NXT draws challenge ACK", "SYN seq=302", state, ack }, \
		{ "fifth: no ACK bit is dropped", "- seq=302", state, "" }, \
		{ "fifth: ACK beyond SND.NXT draws ACK", "ACK seq=302 ack=103", state, ack }, \
	{ \
		"seventh: text after the FIN is ignored", "ACK seq=302 ack=101 len=5", state, "" \
	}

static const struct table close_wait[] = {
	TABLE("RFC 9293 3.10.7.4, CLOSE-WAIT", NULL, CLOSE_WAIT, PAST_FIN("CLOSE-WAIT", ACK_FIN),
	      { "fifth: ACK changes nothing", "ACK seq=302 ack=101", "CLOSE-WAIT", "" }),
	TABLE("Linux 6.18, measured", "profile linux", CLOSE_WAIT,
	      { "RST just below the FIN is taken", "RST seq=301", "CLOSED", "" }),
	TABLE("RFC 9293 3.10.7.4, LAST-ACK", NULL, LAST_ACK, PAST_FIN("LAST-ACK", ACK_BOTH),
	      { "fifth: ACK short of our FIN stays", "ACK seq=302 ack=101", "LAST-ACK", "" },
	      { "fifth: ACK of our FIN: CLOSED", "ACK seq=302 ack=102", "CLOSED", "" },
	      { "first: the FIN again, with ACK of ours, draws ACK and stays", "FIN,ACK seq=301 ack=102", "LAST-ACK",
		ACK_BOTH }),
	TABLE("Linux 6.18, measured", "profile linux", LAST_ACK,
	      { "the FIN again, with ACK of ours: CLOSED", "FIN,ACK seq=301 ack=102", "CLOSED", "" }),
	TABLE("RFC 9293 3.10.7.4, CLOSING", NULL, CLOSING, PAST_FIN("CLOSING", ACK_BOTH),
	      { "fifth: ACK short of our FIN stays", "ACK seq=302 ack=101", "CLOSING", "" },
	      { "fifth: ACK of our FIN: TIME-WAIT", "ACK seq=302 ack=102", "TIME-WAIT", "" },
	      { "first: the FIN again, with ACK of ours, draws ACK and stays", "FIN,ACK seq=301 ack=102", "CLOSING",
		ACK_BOTH }),
};

static const struct table linux_[] = {
	TABLE("Linux 6.18, measured", "profile linux", LISTEN,
	      { "SYN,FIN is dropped", "SYN,FIN seq=300 from 5000", "LISTEN", "" }),
	TABLE("Linux 6.18, measured", "profile linux", ACTIVE,
	      { "a retransmitted SYN draws ACK", "SYN seq=300", "SYN-RECEIVED", ACK_NOW },
	      { "figure 7: the SYN,ACK is acknowledged", "SYN,ACK seq=300 ack=101", "ESTABLISHED", ACK_NOW }),
	TABLE("Linux 6.18, measured", "profile linux", PASSIVE,
	      { "SYN,ACK in the window draws RST and ends it", "SYN,ACK seq=310 ack=101", "LISTEN", "RST seq=101" }),
	TABLE("Linux 6.18, measured", "profile linux", ESTABLISHED,
	      { "a segment without ACK goes unanswered wherever it lies", "- seq=5000 len=5", "ESTABLISHED", "" },
	      { "FIN without ACK out of the window too", "FIN seq=5000", "ESTABLISHED", "" },
	      { "RST inside draws challenge ACK", "RST seq=302", "ESTABLISHED", ACK_NOW },
	      { "SYN inside draws challenge ACK", "SYN seq=310", "ESTABLISHED", ACK_NOW }),
	TABLE("Linux 6.18, measured", "profile linux", FULL,
	      { "a FIN at zero window is taken", "FIN,ACK seq=365 ack=101", "CLOSE-WAIT", "ACK seq=101 ack=366" }),
	TABLE("Linux 6.18, measured", "profile linux", ESTABLISHED "client shutdown rdwr\n",
	      { "data after shutdown rdwr draws RST", "ACK seq=301 ack=101 len=5", "CLOSED", "RST seq=101" }),
	TABLE("Linux 6.18, measured", "profile linux", ORPHAN_1,
	      { "data after close draws RST at its ACK", "ACK seq=301 ack=101 len=5", "CLOSED", "RST seq=101" }),
	TABLE("Linux 6.18, measured", "profile linux", ORPHAN_2,
	      { "RST anywhere in the window ends an orphan", "RST seq=310", "CLOSED", "" },
	      { "RST outside is answered", "RST seq=300", "FIN-WAIT-2", ACK_LATE },
	      { "SYN in the window: CLOSED, RST,ACK", "SYN seq=310", "CLOSED", "RST,ACK seq=0 ack=311" },
	      { "FIN: TIME-WAIT", "FIN,ACK seq=301 ack=102", "TIME-WAIT", ACK_BOTH }),
	TABLE("Linux 6.18, measured", "profile linux", CLOSING,
	      { "the FIN again, with ACK of ours: TIME-WAIT, silently", "FIN,ACK seq=301 ack=102", "TIME-WAIT", "" },
	      { "RST just below the FIN is taken", "RST seq=301", "CLOSED", "" }),
	TABLE("Linux 6.18, measured", "profile linux", TIME_WAIT,
	      { "RST inside draws nothing", "RST seq=303", "TIME-WAIT", "" },
	      { "RST at RCV.NXT ends it", "RST seq=302", "CLOSED", "" },
	      { "a bare ACK goes unanswered", "ACK seq=302 ack=102", "TIME-WAIT", "" },
	      { "a higher SYN reopens", "SYN seq=303", "SYN-RECEIVED", "SYN,ACK seq=65639 ack=304" },
	      { "SYN at RCV.NXT draws ACK", "SYN seq=302", "TIME-WAIT", ACK_BOTH }),
};

static const struct table time_wait[] = {
	TABLE("RFC 9293 3.10.7.4, TIME-WAIT", NULL, TIME_WAIT,
	      { "eighth: the FIN again draws ACK", "FIN,ACK seq=301 ack=102", "TIME-WAIT", ACK_BOTH },
	      { "fifth: a bare ACK goes unanswered", "ACK seq=302 ack=102", "TIME-WAIT", "" },
	      { "fifth: a FIN without ACK is dropped", "FIN seq=302", "TIME-WAIT", "" },
	      { "seventh: text is ignored, and acknowledged", "ACK seq=302 ack=102 len=5", "TIME-WAIT", ACK_BOTH },
	      { "first: old data draws ACK", "ACK seq=296 ack=102 len=5", "TIME-WAIT", ACK_BOTH },
	      { "second: RST at RCV.NXT: CLOSED", "RST seq=302", "CLOSED", "" },
	      { "second: RST inside draws challenge ACK", "RST seq=303", "TIME-WAIT", ACK_BOTH },
	      { "second: RST outside is dropped", "RST seq=301", "TIME-WAIT", "" },
	      { "MAY-2: a higher SYN reopens", "SYN seq=303", "SYN-RECEIVED", "SYN,ACK seq=100100 ack=304" },
	      { "fourth: a lower SYN draws ACK", "SYN seq=300", "TIME-WAIT", ACK_BOTH },
	      { "fourth: SYN at RCV.NXT draws challenge ACK", "SYN seq=302", "TIME-WAIT", ACK_BOTH }),
	TABLE("RFC 1337", "rfc1337 on", TIME_WAIT,
	      { "RST at RCV.NXT does not end it", "RST seq=302", "TIME-WAIT", "" }),
	TABLE("without MAY-2", "time-wait-reopen off", TIME_WAIT,
	      { "a higher SYN draws challenge ACK", "SYN seq=303", "TIME-WAIT", ACK_BOTH }),
};

/* --- running them --- */

struct answers {
	char array[400];
	struct text text;
};

static void on_row(void *to, const struct row *row)
{
	struct answers *a = to;

	if (row->kind != ROW_SEND || row->actor != HOST_CLIENT)
		return;
	text_add(&a->text, a->text.len ? ";" : "");
	text_addf(&a->text, "%s seq=%u", segment_flags_name(row->segment.flags), (unsigned)row->segment.seq);
	if (row->segment.flags & SEG_ACK)
		text_addf(&a->text, " ack=%u", (unsigned)row->segment.ack);
	if (row->segment.len)
		text_addf(&a->text, " len=%u", (unsigned)row->segment.len);
}

static void perform(struct world *w, const char *line, struct trace *trace)
{
	struct action a;
	struct diag d;
	enum refusal r;

	ck_assert_msg(action_read(line, &a, &d), "%s: %s", line, d.message);
	r = world_apply(w, &a, trace);
	ck_assert_msg(r == REFUSED_NOT, "%s: %s", line, refusal_text(r, LANG_EN));
	ck_assert_msg(world_broken(w) == NULL, "%s: %s", line, world_broken(w));
}

static void perform_lines(struct world *w, const char *lines)
{
	char line[200];

	while (*lines) {
		size_t n = strcspn(lines, "\n");

		snprintf(line, sizeof line, "%.*s", (int)n, lines);
		perform(w, line, NULL);
		lines += n + (lines[n] == '\n');
	}
}

/* Returns `setting` together with retransmission timers that do not expire. */
static struct config settings(const char *setting)
{
	struct script_settings s = script_settings_none();
	char name[40], value[40];

	if (setting) {
		ck_assert_int_eq(sscanf(setting, "%39s %39s", name, value), 2);
		ck_assert(script_settings_set(&s, name, value) == DIAG_NONE);
	}
	return script_settings_resolve(&s);
}

static void run_row(const struct table *t, const struct arrival_row *row, struct world *w, struct trace *trace)
{
	struct config c = settings(t->set);
	struct answers answers;
	char line[200];

	world_init(w, &c);
	perform_lines(w, t->reach);
	answers.text = text_over(answers.array, sizeof answers.array);
	trace_init(trace, on_row, &answers);
	snprintf(line, sizeof line, "inject to client %s", row->segment);
	perform(w, line, NULL);
	perform(w, "deliver last", trace);
	ck_assert_msg(strcmp(state_name(world_state(w, HOST_CLIENT)), row->state) == 0,
		      "%s: %s (%s): expected %s, found %s", t->source, row->label, row->segment, row->state,
		      state_name(world_state(w, HOST_CLIENT)));
	ck_assert_msg(strcmp(answers.array, row->reply) == 0, "%s: %s (%s): expected reply '%s', found '%s'", t->source,
		      row->label, row->segment, row->reply, answers.array);
}

static void run_tables(const struct table *tables, size_t n)
{
	struct world *w = calloc(1, sizeof *w);
	struct trace *trace = calloc(1, sizeof *trace);

	ck_assert(w && trace);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < tables[i].n; k++)
			run_row(&tables[i], &tables[i].rows[k], w, trace);
	free(trace);
	free(w);
}

#define RUN(name) run_tables(name, sizeof name / sizeof *name)

START_TEST(closed__answers_by_the_rfc)
{
	RUN(closed);
}
END_TEST

START_TEST(listen__answers_by_the_rfc)
{
	RUN(listen_);
}
END_TEST

START_TEST(syn_sent__answers_by_the_rfc)
{
	RUN(syn_sent);
}
END_TEST

START_TEST(syn_received__answers_by_the_rfc)
{
	RUN(syn_received);
}
END_TEST

START_TEST(established__answers_by_the_rfc)
{
	RUN(established);
}
END_TEST

START_TEST(fin_wait__answers_by_the_rfc)
{
	RUN(fin_wait);
}
END_TEST

START_TEST(close_wait_last_ack_closing__answer_by_the_rfc)
{
	RUN(close_wait);
}
END_TEST

START_TEST(time_wait__answers_by_the_rfc)
{
	RUN(time_wait);
}
END_TEST

START_TEST(profile_linux__answers_as_the_kernel_was_measured)
{
	RUN(linux_);
}
END_TEST

Suite *suite_engine_arrival(void)
{
	Suite *s = suite_create("engine/arrival");
	TCase *c = tcase_create("RFC 9293 3.10.7");

	tcase_add_test(c, closed__answers_by_the_rfc);
	tcase_add_test(c, listen__answers_by_the_rfc);
	tcase_add_test(c, syn_sent__answers_by_the_rfc);
	tcase_add_test(c, syn_received__answers_by_the_rfc);
	tcase_add_test(c, established__answers_by_the_rfc);
	tcase_add_test(c, fin_wait__answers_by_the_rfc);
	tcase_add_test(c, close_wait_last_ack_closing__answer_by_the_rfc);
	tcase_add_test(c, time_wait__answers_by_the_rfc);
	tcase_add_test(c, profile_linux__answers_as_the_kernel_was_measured);
	suite_add_tcase(s, c);
	return s;
}
