/* A recording that is still being written, read again and again: from a file
 * that may grow, be replaced or be missing for a while, or from standard
 * input. Never waits; who asks decides how often. Writing one is lesson/record. */
#ifndef TCPSTEP_CLASS_FOLLOW_H
#define TCPSTEP_CLASS_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "lesson/parse.h"
#include "lesson/script.h"

enum {
	FOLLOW_EVERY_MS = 100, /* between two looks */
	FOLLOW_TAKES_BACK = 3  /* looks for which a shorter version must stand: it may be half written */
};

enum follow_state {
	FOLLOW_LIVE,
	FOLLOW_WAITS, /* nothing that could be read: missing, empty, cut off; the last version stands */
	FOLLOW_ENDED  /* it says that nothing more comes, or the stream is at its end */
};

struct follow {
	char *path; /* "-": standard input */
	bool stream, at_eof;
	char *text; /* the version being read: all that has come */
	size_t used, size;
	char *taken; /* the whole lines of the version last taken up; NULL: none yet */
	size_t taken_used;
	unsigned header_lines; /* ... of its header */
	long long stamp[6];    /* what the file was when it was last read */
	unsigned shorter;      /* looks for which this shorter version has stood */
	size_t shorter_used;   /* ... its octets */
	enum follow_state state;
	struct script *script; /* a version not yet taken; NULL: none */
	struct diags errors;   /* why what stands there cannot be read; none: it can, or is not there */
	char *bad_source;      /* ... and its text */
	bool torn;             /* the stream ended within a line, which was left out */
	bool is_open_goal;     /* of the version last found */
};

void follow_begin(struct follow *f, const char *path);
void follow_free(struct follow *f);
/* Looks once. True: there is news, a state or a script. */
bool follow_look(struct follow *f);
/* The newest version, once; the caller's. NULL: no newer one. */
struct script *follow_take(struct follow *f);

#endif
