/* What holds, as `name: value` lines in the student's language: said on demand,
 * and compared to say what a step changed. For plain*.c alone. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_FACTS_H
#define TCPSTEP_UI_PLAIN_PLAIN_FACTS_H

#include <stdio.h>

#include "engine/limits.h"
#include "ui/app/app_core.h"

/* Whether a fact's end is worth a line. */
enum fact_end {
	END_OF_STEP, /* a step's sentence tells it: only where none does */
	END_TOLD,
	END_SILENT /* it goes on under another name */
};

struct fact {
	char name[96];
	char value[KEPT_MAX * 4 + 160];
	uint64_t until; /* of a countdown: when it ends; 0: the value is all */
	size_t fixed;   /* ... octets of the value that do not count down */
	enum fact_end end;
};
struct facts {
	struct fact *at;
	size_t used, size;
};
void facts_free(struct facts *f);

enum fact_part {
	FACT_STATES = 1,
	FACT_CALLS = 2, /* those that wait */
	FACT_BUFFERS = 4,
	FACT_TIMERS = 8,
	FACT_SEGMENTS = 16,
	FACT_OTHERS = 32,  /* connections beside the one in view */
	FACT_SOCKETS = 64, /* every socket */
	FACT_VARIABLES = 128,
	FACT_NEWS = FACT_STATES | FACT_CALLS | FACT_BUFFERS | FACT_TIMERS | FACT_SEGMENTS | FACT_OTHERS,
	FACT_ALL = FACT_STATES | FACT_CALLS | FACT_BUFFERS | FACT_TIMERS | FACT_SEGMENTS | FACT_SOCKETS | FACT_VARIABLES
};
/* Fills f with the parts of what holds now. */
void facts_now(struct facts *f, const struct app *a, unsigned parts);
void facts_tell(FILE *out, const struct facts *f);
/* The facts of now that differ from before, and those that ended; all_gone: also
 * those whose end a step's sentence tells. Time that merely runs is no difference. */
void facts_tell_changes(FILE *out, const struct facts *before, const struct facts *now, bool all_gone, enum lang lang);

/* The header of the segment in flight with this number. False: there is none. */
bool facts_tell_segment(FILE *out, const struct app *a, uint32_t id);

#endif
