/* What the plain program says: sentences and `name: value` lines, nothing drawn.
 * For plain.c alone. */
#ifndef TCPSTEP_UI_PLAIN_TELL_H
#define TCPSTEP_UI_PLAIN_TELL_H

#include <stdio.h>

#include "ui/app_core.h"

/* All that can be said of a moment, a line a thing, to see what changed. */
struct told {
	char (*lines)[160];
	size_t used, size;
};
void told_free(struct told *t);

enum tell_part {
	TELL_STATES = 1,
	TELL_SEGMENTS = 2,
	TELL_BUFFERS = 4,
	TELL_TIMERS = 8,
	TELL_CALLS = 16,
	TELL_ALL = 31
};
/* Fills t with the parts of what holds now. */
void told_now(struct told *t, const struct app *a, unsigned parts);
/* Prints the lines of now that were not in before. */
void told_changes(FILE *out, const struct told *before, const struct told *now);

/* The step just made: its script line, what happened, why, what now, the rule. */
void tell_step(FILE *out, const struct app *a);
/* The statement of the script at which it stopped. */
void tell_statement(FILE *out, const struct app *a);
void tell_answer(FILE *out, const struct app *a);
/* The goal's parts, reached or open. */
void tell_goal(FILE *out, const struct app *a);
void tell_state(FILE *out, const struct app *a, enum tcp_state s);
/* Both connections' variables; every socket. */
void tell_variables(FILE *out, const struct app *a);
void tell_sockets(FILE *out, const struct app *a);
/* Every step so far, a sentence each. */
void tell_log(FILE *out, struct app *a);
/* A text of a script: a paragraph a line, made safe. */
void tell_text(FILE *out, const char *s);

#endif
