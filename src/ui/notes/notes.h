/* The instructor's second terminal: it follows the recording that `teach`
 * writes, and shows what the class does not see. */
#ifndef TCPSTEP_UI_NOTES_NOTES_H
#define TCPSTEP_UI_NOTES_NOTES_H

#include <stdbool.h>
#include <stdint.h>

#include "class/place.h"
#include "ui/app/app.h"
#include "ui/app/view.h"

/* What the notes show. */
struct notes {
	enum lang lang;
	bool ascii;
	const char *path;            /* the recording */
	const struct script *lesson; /* NULL: nothing is recorded yet */
	struct place place;
	enum class_state state;
	unsigned all_s, step_s; /* seconds since the class started, and since it reached this place */
	int scroll, scroll_most;
	bool served;             /* followers are connected over the network */
	struct room_counts room; /* who follows, and the vote */
	const char *message;     /* a notice; NULL: none */
	bool keeps;              /* if a step has no note, the last note stays */
};

/* Receives the lines after the heading, in order: a look (draw/style.h), the indentation
 * of continuation lines, the text. */
typedef void notes_line(void *to, uint8_t look, int indent, const char *text);
void notes_tell(const struct notes *n, notes_line *line, void *to);
/* Adds "step 5 of 31", and the number of actions of a detour. */
void notes_where(struct text *t, const struct notes *n);
/* Adds "12:34". */
void notes_span(struct text *t, unsigned s);

/* Runs until the instructor leaves; plain: prints lines whenever the place changes,
 * until the class is over. recording NULL: where `teach` writes by default. lesson: a
 * file; NULL: the lesson that the recording names. Returns an exit status as app_learn. */
int notes_run(const struct app_options *options, const char *recording, const char *lesson, bool plain);

#endif
