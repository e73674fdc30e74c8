/* The parts of which scripts are written. For write.c and record.c alone. */
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
/* The header's lines behind `tcpstep 1`; those that name prerequisites too, or not. */
void write_header(struct out *o, const struct script *s, bool after);
/* One statement, in all its languages. */
void write_statement(struct out *o, const struct script *s, const struct statement *st);

#endif
