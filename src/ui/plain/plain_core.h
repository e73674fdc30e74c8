/* The state of the plain program, and what its files do for each other. For
 * plain.c, plain_do.c, plain_list.c and plain_ask.c alone. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_CORE_H
#define TCPSTEP_UI_PLAIN_PLAIN_CORE_H

#include <stdio.h>

#include "ui/app/app_core.h"
#include "ui/plain/plain_facts.h"
#include "ui/plain/plain_text.h"
#include "ui/plain/plain_words.h"

struct plain {
	struct app app;
	FILE *in, *out;
	struct facts before, now;    /* told last; a place for others */
	uint32_t moment;             /* told last */
	const struct statement *at;  /* ... */
	const struct script *script; /* ... */
	size_t hint_told;            /* lines of the hint */
	bool log_told;               /* the last answer was the log: a number goes there */
	bool echo;                   /* what is read is written: no terminal does it */
	char line[4096];
};

/* plain.c */
void plain_say(struct plain *p, enum message id);
void plain_say_with(struct plain *p, enum message id, const char *text);
bool plain_in_session(const struct plain *p);
/* Tells what is new since the last time. */
void plain_news(struct plain *p);
/* A session has begun, or is gone on with. */
void plain_begin(struct plain *p);
void plain_menu(struct plain *p, bool all);

/* plain_list.c: lists to choose from. */
bool plain_list_open(const struct plain *p);
/* What a command opened instead of acting. */
void plain_opened(struct plain *p);
/* The number of a line that was told. False: it is no number. */
bool plain_choose(struct plain *p, const char *line);
/* "compare 2", after the branches or the log. */
void plain_compare(struct plain *p, const char *number);
/* Leaves the list in view. */
void plain_list_close(struct plain *p);
/* Digits alone, at most six. */
bool plain_number(const char *s, size_t *n);

/* plain_ask.c: what changes nothing. */
void plain_ask(struct plain *p, const struct plain_word *w, const char *rest);
/* There is no such word; near: one that is like it, NULL: none. */
void plain_near(struct plain *p, const char *word, const char *near);
void plain_unknown(struct plain *p, const char *line);
/* The screen's command; NULL for CMD_NONE. */
const struct command *plain_command(enum command_id id);
/* It does something, rather than tell; it would do so now. */
bool plain_acts(const struct plain_word *w);
bool plain_ready(const struct plain *p, const struct plain_word *w);

/* plain_do.c: does what was typed, blanks around it cut. */
void plain_do(struct plain *p, const char *line);

#endif
