/* Fetches the recording of a class from the address that `teach --listen` prints, and sends
 * votes back. Nothing here waits, apart from finding a name's address once. A connection
 * that broke is tried again. For class/follow. */
#ifndef TCPSTEP_CLASS_FETCH_H
#define TCPSTEP_CLASS_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

enum {
	FETCH_SILENCE_MS = 60000,   /* the server sends something every 20 s: then the connection is dead */
	FETCH_GIVES_UP_MS = 600000, /* after which no more is tried */
	FETCH_CONNECTS_MS = 10000   /* an attempt */
};

enum fetch_state {
	FETCH_CONNECTS, /* the first time */
	FETCH_OPEN,     /* the recording comes */
	FETCH_BROKE,    /* it is tried again */
	FETCH_REFUSED,  /* the server answers, but not with a recording: fetch_status says how */
	FETCH_GAVE_UP
};

struct fetch;

/* Returns whether this is an address and not a file. */
bool fetch_is_url(const char *path);
/* Reads an address, "http://HOST[:PORT]/[?code=WORD]", and finds the host. code: a room code
 * that is not in it; NULL: none. NULL with *diag filled. */
struct fetch *fetch_begin(const char *url, const char *code, struct diag *diag);
void fetch_free(struct fetch *f);
/* Takes the time from another clock than the system's, from now on. */
void fetch_clock(struct fetch *f, long long (*now_ms)(void));
/* Puts up to `size` octets of the recording that have come into `to`; returns their number.
 * *anew: they are the first of a new connection, which sends the recording from its start. */
size_t fetch_look(struct fetch *f, char *to, size_t size, bool *anew);
enum fetch_state fetch_state(const struct fetch *f);
/* Returns the status with which the server last refused: 503 as many follow as may, 403 the room code is missing or wrong, 404
 * no class is there. 0: it speaks no HTTP. */
unsigned fetch_status(const struct fetch *f);
/* Send a choice and how far behind one is, as soon as that is possible; a newer one replaces
 * one that is not sent yet. A vote that did not arrive is sent again. */
void fetch_vote(struct fetch *f, unsigned question, unsigned choice);
void fetch_place(struct fetch *f, size_t behind);
/* Goes on with sending them; to be called as often as fetch_look. */
void fetch_back(struct fetch *f);

#endif
