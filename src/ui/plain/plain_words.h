/* What can be typed in the plain program: one table of words, the letters of the
 * screen's commands beside them. Does nothing itself: plain does. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_WORDS_H
#define TCPSTEP_UI_PLAIN_PLAIN_WORDS_H

#include <stdio.h>

#include "ui/app/commands.h"

enum plain_act {
	PLAIN_COMMAND,   /* the screen's command does it */
	PLAIN_CALLS,     /* its list of calls */
	PLAIN_STATEMENT, /* a statement of the script language; alone: the key of its command */
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
	PLAIN_SAVE,
	PLAIN_WRITE,
	PLAIN_LANG,
	PLAIN_HELP,
	PLAIN_QUIT
};

struct plain_word {
	enum plain_act act;
	enum command_id command;          /* whose keys name it, too; CMD_NONE */
	const char *verb;                 /* of a statement: what the script language calls it; NULL */
	const char *words[LANG_COUNT][3]; /* the first is the one told */
	const char *rest;                 /* what may stand behind it: "FILE"; NULL: nothing */
	const char *help[LANG_COUNT];
};
extern const struct plain_word plain_words[];
extern const size_t plain_words_count;

/* The word or letter that the line begins with, what follows it in *rest (""
 * when nothing does). NULL: none, or one that takes nothing behind it. */
const struct plain_word *plain_word_find(const char *line, const char **rest);
/* The word nearest to what was typed, of these and the script's; NULL: none is near. */
const char *plain_word_near(const char *typed);
/* Whether the script language has a statement that begins so. */
bool plain_word_is_script(const char *line);
/* "u, back: Take the last step back." */
void plain_word_tell(FILE *out, const struct plain_word *w, enum lang lang);

#endif
