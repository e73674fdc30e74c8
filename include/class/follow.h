/* Reads a recording while it is being written, again and again: from a file
 * that may grow, be replaced or be missing for a while, or from standard input.
 * Nothing here waits; the caller decides how often to look. The recording is
 * written by class/record. */
#ifndef TCPSTEP_CLASS_FOLLOW_H
#define TCPSTEP_CLASS_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "lesson/parse.h"
#include "lesson/script.h"

enum {
	FOLLOW_EVERY_MS = 100, /* between two looks */
	FOLLOW_TAKES_BACK = 3  /* looks after which a shorter version is accepted: before that it may be half written */
};

enum follow_state {
	FOLLOW_LIVE,
	FOLLOW_WAITS, /* nothing could be read: missing, empty or cut off; the last version remains */
	FOLLOW_ENDED  /* the recording says that nothing more comes, or the stream is at its end */
};

struct follow {
	char *path; /* "-": standard input */
	bool stream, at_eof;
	char *text; /* the version being read: everything received so far */
	size_t used, size;
	char *taken; /* the whole lines of the last version that was accepted; NULL: none yet */
	size_t taken_used;
	unsigned header_lines; /* ... the number of lines in its header */
	long long stamp[6];    /* the file's identity, size and times when it was last read */
	unsigned shorter;      /* looks during which this shorter version has not changed */
	size_t shorter_used;   /* ... its octets */
	enum follow_state state;
	struct script *script; /* a new version that the caller has not taken yet; NULL: none */
	struct diags errors;   /* why the current text cannot be read; empty: it can, or it is missing */
	char *bad_source;      /* ... and its text */
	bool torn;             /* the stream ended within a line, which was left out */
	bool is_open_goal;     /* the last version ends in a goal for which nothing has been done yet */
};

void follow_begin(struct follow *f, const char *path);
void follow_free(struct follow *f);
/* Looks once. Returns true if there is news: another state, or a new script. */
bool follow_look(struct follow *f);
/* Returns the newest version, once; the caller frees it. NULL: there is no newer one. */
struct script *follow_take(struct follow *f);

#endif
