/* The state of plain mode, and the functions that its files share. For plain*.c only.
 * Each file uses only those above it here. */
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
	struct facts before, now;    /* as printed last; room for other facts */
	uint32_t moment;             /* the moment that was printed last, */
	const struct statement *at;  /* the statement, */
	const struct script *script; /* and the script */
	size_t hint_told;            /* lines of the hint that were printed */
	bool log_told;               /* the log was the last answer: a number goes to one of its steps */
	bool echo;                   /* input is not a terminal, so what is read is printed */
	char line[4096];
};

/* plain_say.c: prints a message, alone or with one argument. */
void plain_say(struct plain *p, enum message id);
void plain_say_with(struct plain *p, enum message id, const char *text);
/* Returns whether a session is open; otherwise the menu is. */
bool plain_in_session(const struct plain *p);

/* plain_news.c */
/* Prints what the app has reported since it was last asked. */
void plain_message(struct plain *p);
/* Prints what is new since the last call. */
void plain_news(struct plain *p);
/* Introduces a session that has started or is resumed. */
void plain_begin(struct plain *p);
/* Prints the menu's prompt, and its lessons first if `all`. */
void plain_menu(struct plain *p, bool all);

/* plain_list.c: lists to choose from. */
bool plain_list_open(const struct plain *p);
/* Prints the list or text that a command opened instead of acting. */
void plain_opened(struct plain *p);
/* Takes a line that is the number of a printed line. Returns false if it is no number. */
bool plain_choose(struct plain *p, const char *line);
/* Performs "compare 2", after the branches or the log. */
void plain_compare(struct plain *p, const char *number);
/* Leaves the open list. */
void plain_list_close(struct plain *p);

/* plain_focus.c: performs "focus", "focus server", "focus server.2". */
void plain_focus(struct plain *p, const char *rest);

/* plain_ask.c: what changes nothing. */
void plain_ask(struct plain *p, const struct plain_word *w, const char *rest);
/* Reports an unknown word; near: a similar word, or NULL. */
void plain_near(struct plain *p, const char *word, const char *near);
/* Reports a line that starts with no known word, with a suggestion where one is near. */
void plain_unknown(struct plain *p, const char *line);
/* Returns the screen's command; NULL for CMD_NONE. */
const struct command *plain_command(enum command_id id);
/* plain_acts returns whether the word acts rather than prints; plain_ready, whether it
 * can be used now. */
bool plain_acts(const struct plain_word *w);
bool plain_ready(const struct plain *p, const struct plain_word *w);

/* plain_do.c: performs what was typed, without the spaces around it. */
void plain_do(struct plain *p, const char *line);

#endif
