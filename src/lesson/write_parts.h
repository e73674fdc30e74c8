/* The parts of a written script. For write.c, draft.c, and the recordings in
 * class/. */
#ifndef TCPSTEP_LESSON_WRITE_PARTS_H
#define TCPSTEP_LESSON_WRITE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/script.h"

/* Text that grows (malloc'ed). */
struct out {
	char *at;
	size_t used, size;
};

void write_text(struct out *o, const char *s);
/* Writes the header's lines after `tcpstep 1`, with or without those that name
 * prerequisites. */
void write_header(struct out *o, const struct script *s, bool after);
/* Writes TRIED_COMMENT and the goal's solution after it. */
void write_tried(struct out *o, const struct statement *goal);
/* Writes one statement, in all its languages. */
void write_statement(struct out *o, const struct script *s, const struct statement *st);

#endif
