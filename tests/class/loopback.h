/* A class over the loopback interface: a server and its followers, with a clock that a test
 * sets. */
#ifndef TCPSTEP_TESTS_CLASS_LOOPBACK_H
#define TCPSTEP_TESTS_CLASS_LOOPBACK_H

#include <check.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "class/follow.h"
#include "class/serve.h"

#define HEAD "tcpstep 1\nid x\n"

enum { CLASS = 100, DEADLINE_MS = 20000 };

static struct serve *server;
static struct follow followers[CLASS];
static size_t following;
static char url[128];
static unsigned port;
static const char *page; /* what the server sends a browser; NULL: what is installed */
/* The clock of the server, and of followers who are given it. */
static _Atomic long long class_ms;

static inline long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static inline long long class_now_ms(void)
{
	return class_ms;
}

/* Starts the server; false: this program was built without libmicrohttpd. */
static inline bool start(const char *where, const char *code, unsigned most)
{
	struct serve_options options = {
		.where = where, .code = code, .followers = most, .page = page, .now_ms = class_now_ms
	};
	struct diag diag = { 0 };

	server = serve_start(&options, &diag);
	if (!server && diag.id == DIAG_LISTEN_NOT_BUILT)
		return false;
	ck_assert_msg(server != NULL, "%s", diag.message);
	snprintf(url, sizeof url, "%s", serve_url(server, 0));
	port = (unsigned)strtoul(strrchr(url, ':') + 1, NULL, 10);
	ck_assert_uint_gt(port, 0);
	return true;
}

static inline void end(void)
{
	for (size_t i = 0; i < following; i++)
		follow_free(&followers[i]);
	following = 0;
	serve_stop(server);
	server = NULL;
}

static inline void begin_followers(size_t n)
{
	for (; following < n; following++)
		follow_begin(&followers[following], url, NULL);
}

/* Looks until all followers have this text and state; fails after DEADLINE_MS. Returns the
 * milliseconds that the last one took. */
static inline long long until_all(const char *text, enum follow_state state)
{
	long long began = now_ms();
	size_t done;

	do {
		done = 0;
		for (size_t i = 0; i < following; i++) {
			struct follow *f = &followers[i];

			follow_look(f);
			done += f->state == state && f->taken && f->taken_used == strlen(text) &&
				memcmp(f->taken, text, f->taken_used) == 0;
		}
		ck_assert_msg(now_ms() - began < DEADLINE_MS, "%zu of %zu have it: state %d '%s'", done, following,
			      (int)followers[0].state, followers[0].taken ? followers[0].text : "");
		if (done < following)
			poll(NULL, 0, 1); /* the server's thread */
	} while (done < following);
	return now_ms() - began;
}

#endif
