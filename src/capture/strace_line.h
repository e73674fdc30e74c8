/* One line of strace's output. Called by strace.c. */
#ifndef TCPSTEP_CAPTURE_STRACE_LINE_H
#define TCPSTEP_CAPTURE_STRACE_LINE_H

#include <stdint.h>

#include "capture/packet.h"
#include "engine/action.h"

enum line_kind {
	LINE_UNKNOWN, /* no time, or nothing of strace */
	LINE_TIMED,   /* a signal, or what else has a time */
	LINE_CALL,    /* a whole call */
	LINE_BEGUN,   /* "… <unfinished ...>" */
	LINE_RESUMED, /* "<... recv resumed>…"; its text is what follows */
	LINE_EXIT
};

/* What a call does beyond itself. */
enum traced_what {
	TRACED_CALL,
	TRACED_SOCKET,
	TRACED_BIND,
	TRACED_CONNECT,
	TRACED_ACCEPT,
	TRACED_CLOSE,
	TRACED_DUP,
	TRACED_GETSOCKNAME,
	TRACED_GETPEERNAME,
	TRACED_OTHER
};

struct strace_words {
	uint32_t pid;
	int64_t time_ns, end_ns;
	enum traced_what what;
	enum call_id call; /* CALL_NONE: the language lacks it */
	int fd;            /* its first argument; -1: none */
	int64_t amount, result;
	char error[16];
	struct endpoint address;     /* in the arguments; port 0: none */
	struct endpoint here, there; /* what -yy says of fd; port 0: nothing */
	struct endpoint result_here; /* and of the result */
	const char *text;            /* the call from its name on, or what was resumed */
	size_t text_n;
	bool sized;     /* the third argument is the number of octets */
	size_t begun_n; /* octets of the line before "<unfinished ...>" */
};

enum line_kind strace_line_read(const char *line, size_t n, struct strace_words *w);

#endif
