/* Reads a recording while it is being written, again and again: from a file
 * that may grow, be replaced or be missing for a while, from standard input, from the
 * address that `teach --listen` prints, or from a caller that has what arrived. Nothing here
 * waits; the caller decides how often to look. The recording is written by class/record. */
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
	FOLLOW_BROKE, /* the connection broke, and is tried again; the last version remains */
	FOLLOW_ENDED  /* the recording says that nothing more comes, or the stream is at its end */
};

enum follow_source { FOLLOW_FILE, FOLLOW_STREAM, FOLLOW_ADDRESS, FOLLOW_PUSHED };

struct fetch;

struct follow {
	char *path; /* "-": standard input; "http://…": an address */
	enum follow_source source;
	struct fetch *fetch; /* of an address; NULL: it is none, or was refused */
	bool at_eof;
	bool connected; /* an address, pushed: the connection is up */
	bool pushed;    /* pushed: something came since the last look */
	bool lost;      /* it ended, but not with the line that says so: the connection broke for good */
	unsigned vote_question, vote_choice; /* pushed: a choice to be sent; question 0: none */
	char *text;                          /* the version being read: everything received so far */
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

/* code: the class's room code, if path is an address without it; NULL: none. */
void follow_begin(struct follow *f, const char *path, const char *code);
/* The same, for text that the caller receives: follow_connected says whether a connection is
 * up; each begins with the recording from its start. follow_push adds what has come;
 * follow_push_end says that no further connection is tried. */
void follow_begin_pushed(struct follow *f);
void follow_connected(struct follow *f, bool connected);
void follow_push(struct follow *f, const char *octets, size_t n);
void follow_push_end(struct follow *f);
void follow_free(struct follow *f);
/* Returns whether an address has no class yet, which is worth saying at once. */
bool follow_has_no_class(const struct follow *f);
/* Looks once. Returns true if there is news: another state, or a new script. */
bool follow_look(struct follow *f);
/* Returns the newest version, once; the caller frees it. NULL: there is no newer one. */
struct script *follow_take(struct follow *f);
/* Sends a choice to the class, if it can take votes: of the question with this number among
 * the recording's questions, from 1. A newer choice replaces one that is not sent yet. */
void follow_vote(struct follow *f, unsigned question, unsigned choice);
/* Pushed: returns a choice to be sent, once; false: there is none. */
bool follow_take_vote(struct follow *f, unsigned *question, unsigned *choice);
/* Tells the class how many steps one is behind. */
void follow_place(struct follow *f, size_t behind);
/* Returns the number of the last question, if nobody knows its answer yet; 0: there is none. */
unsigned follow_question(const struct script *s);

#endif
