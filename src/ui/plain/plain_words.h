/* What can be typed in plain mode: one table of words. The letters of the screen's
 * commands work too. plain_do and plain_ask perform the words. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_WORDS_H
#define TCPSTEP_UI_PLAIN_PLAIN_WORDS_H

#include <stdio.h>

#include "ui/app/commands.h"

enum plain_act {
	PLAIN_COMMAND,   /* performs the screen's command */
	PLAIN_CALLS,     /* opens a list of calls */
	PLAIN_STATEMENT, /* a statement of the script language; without arguments, its command */
	PLAIN_STATUS,
	PLAIN_SEGMENTS,
	PLAIN_BUFFERS,
	PLAIN_TIMERS,
	PLAIN_SOCKETS,
	PLAIN_VARIABLES,
	PLAIN_LOG,
	PLAIN_FIND,
	PLAIN_AGAIN,
	PLAIN_GOAL,
	PLAIN_STATE,
	PLAIN_COMPARE,
	PLAIN_PLAY,
	PLAIN_FORGE,
	PLAIN_FOCUS,
	PLAIN_SAVE,
	PLAIN_WRITE,
	PLAIN_LANG,
	PLAIN_GLOSSARY,
	PLAIN_HELP,
	PLAIN_QUIT
};

struct plain_word {
	enum plain_act act;
	enum command_id command;          /* its letters can be typed for the word, too; CMD_NONE: none */
	const char *verb;                 /* the statement's verb in the script language; NULL */
	const char *words[LANG_COUNT][3]; /* the first is the one that help prints */
	const char *rest;                 /* the argument it may take, "FILE"; NULL: none */
	const char *help[LANG_COUNT];
};
extern const struct plain_word plain_words[];
extern const size_t plain_words_count;

/* Returns the word whose name or letter the line starts with, with its argument (or
 * "") in *rest. NULL: there is none, or it takes no argument but got one. */
const struct plain_word *plain_word_find(const char *line, const char **rest);
/* Returns the most similar word, of these and of the script language; NULL: none. */
const char *plain_word_near(const char *typed);
/* Returns whether the line starts like a statement of the script language. */
bool plain_word_is_script(const char *line);
/* Prints "u, back: Take the last step back." */
void plain_word_tell(FILE *out, const struct plain_word *w, enum lang lang);

#endif
