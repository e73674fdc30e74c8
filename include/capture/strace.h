/* The socket calls of real programs, from the output of
 * `strace -f -ttt -e trace=network,close,read,write` (also with -y, -yy, -T). */
#ifndef TCPSTEP_CAPTURE_STRACE_H
#define TCPSTEP_CAPTURE_STRACE_H

#include <stdio.h>

#include "base/diag.h"
#include "capture/packet.h"
#include "engine/action.h"

/* What is read at most: further calls are counted in `dropped`, the rest of a longer line
 * is passed over. */
enum { STRACE_CALLS_MAX = 1000000, STRACE_LINE_MAX = 8192, STRACE_TEXT_MAX = 160 };

#define STRACE_NONE UINT32_MAX

struct traced_call {
	int64_t start_ns, end_ns; /* since 1970; end: INT64_MAX if it never returned */
	uint32_t pid;             /* 0: strace ran without -f */
	uint32_t socket;          /* which it is about, as strace_socket counts them */
	enum call_id call;        /* CALL_NONE: the language lacks it; `text` has it */
	/* bind and connect: the port; listen: the backlog; send and recv: octets asked for;
	 * shutdown: 0 rd, 1 wr, 2 rdwr; linger: milliseconds, -1: off; reuseaddr: 0 or 1 */
	int64_t amount;
	int64_t result;  /* -1 with an error */
	char error[16];  /* "ECONNREFUSED", or "" */
	bool spare;      /* close: of a copy that fork or dup made; the socket stays open */
	uint32_t text;   /* for strace_text; 0: it has none */
	uint32_t next;   /* of the same socket; STRACE_NONE: none */
	uint32_t opened; /* accept: the socket that it made */
};

struct strace;

/* Makes an empty list; strace_read adds a file to it, in whatever order. */
struct strace *strace_new(void);
void strace_free(struct strace *s);
/* Reads a file ("-": standard input). Returns false with *diag filled if it cannot be read
 * or has no call with a time of -ttt. */
bool strace_read(struct strace *s, const char *path, struct diag *diag);
/* Reads one line without its newline. Returns whether it has a pid, if any, and a time. */
bool strace_line(struct strace *s, const char *line, size_t n);
/* Finishes: calls that never returned, which closes are spare. Called once, before what
 * follows. */
void strace_end(struct strace *s);

/* Returns the socket of the client's program, or of the server's (the one that accept
 * returned), for a connection whose first SYN was seen at syn_ns; STRACE_NONE: none. Where
 * strace does not show the client's port, it is the nearest connect to the server; where
 * accept asked for no address, the first socket that was used after the SYN. */
uint32_t strace_socket(const struct strace *s, bool server, const struct endpoint *client_at,
		       const struct endpoint *server_at, int64_t syn_ns);
/* Returns when connect was called on a socket, or when one that accept returned was used
 * first. */
int64_t strace_opened_ns(const struct strace *s, uint32_t socket);
/* Returns the listener from which accept took a socket; STRACE_NONE: not known. */
uint32_t strace_listener(const struct strace *s, uint32_t socket);

/* Returns the next call of a socket that started at or before `until_ns`, or NULL. *at is
 * where it is read on: STRACE_NONE the first time, then left as it is. Calls come in the
 * order of their start. accept is a call of the listener. */
const struct traced_call *strace_next(const struct strace *s, uint32_t socket, uint32_t *at, int64_t until_ns);
/* Returns the call's text, "poll(…) = 1", escaped; "" if it is none that the language lacks. */
const char *strace_text(const struct strace *s, const struct traced_call *c);

/* Figures, for a report. Sockets are counted from 0. */
uint32_t strace_sockets(const struct strace *s);
uint32_t strace_calls(const struct strace *s);
uint32_t strace_dropped(const struct strace *s);

#endif
