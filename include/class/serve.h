/* Serves a class over HTTP: the page, the recording as it grows, and votes. It has a thread of
 * its own: nothing that a follower does makes a caller wait. libmicrohttpd is loaded when the
 * first class is served. */
#ifndef TCPSTEP_CLASS_SERVE_H
#define TCPSTEP_CLASS_SERVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "class/room.h"

enum { SERVE_FOLLOWERS = 200, SERVE_FOLLOWERS_MAX = 800 };

struct serve_options {
	const char *where;         /* "[ADDRESS:]PORT" */
	const char *code;          /* the room code that followers give; NULL: none */
	unsigned followers;        /* at most; 0: SERVE_FOLLOWERS */
	const char *page;          /* what a browser is sent; NULL: the page of class/page */
	long long (*now_ms)(void); /* the clock; NULL: the system's, which only goes forward */
};

struct serve;

/* Starts. NULL with *diag filled. */
struct serve *serve_start(const struct serve_options *options, struct diag *diag);
/* Returns the ith address where the class is, "http://127.0.0.1:8080/"; NULL: there are no more. */
const char *serve_url(const struct serve *s, size_t i);
/* Sets the recording: what was added is sent to all; one that does not begin with what was
 * there before is sent anew. */
void serve_text(struct serve *s, const char *text);
/* Sets the question on which votes are taken, as room_ask does. */
void serve_ask(struct serve *s, unsigned question, unsigned choices, bool open);
struct room_counts serve_count(struct serve *s);
/* Sends something to followers that have heard nothing for a while, and ends connections that
 * take too long (class/visits); to be called about every second. */
void serve_beat(struct serve *s);
/* Gives followers a moment to receive the rest, and stops. NULL: nothing. */
void serve_stop(struct serve *s);

#endif
