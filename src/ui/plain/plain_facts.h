/* The state of the world as `name: value` lines in the student's language: printed
 * on demand, and compared to print what a step changed. For plain*.c alone. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_FACTS_H
#define TCPSTEP_UI_PLAIN_PLAIN_FACTS_H

#include <stdio.h>

#include "engine/limits.h"
#include "ui/app/app_core.h"

/* Whether a line is printed when a fact has ended. */
enum fact_end {
	END_OF_STEP, /* only if no step's sentence says so */
	END_TOLD,
	END_SILENT /* it continues under another name */
};

struct fact {
	char name[96];
	char value[KEPT_MAX * 4 + 160];
	uint64_t until; /* when a countdown ends; 0: it is none */
	size_t fixed;   /* octets of the value that do not count down */
	enum fact_end end;
};
struct facts {
	struct fact *at;
	size_t used, size;
};
void facts_free(struct facts *f);

enum fact_part {
	FACT_STATES = 1,
	FACT_CALLS = 2, /* calls that wait */
	FACT_BUFFERS = 4,
	FACT_TIMERS = 8,
	FACT_SEGMENTS = 16,
	FACT_OTHERS = 32,  /* connections other than the one in focus */
	FACT_SOCKETS = 64, /* every socket */
	FACT_VARIABLES = 128,
	FACT_NEWS = FACT_STATES | FACT_CALLS | FACT_BUFFERS | FACT_TIMERS | FACT_SEGMENTS | FACT_OTHERS,
	FACT_ALL = FACT_STATES | FACT_CALLS | FACT_BUFFERS | FACT_TIMERS | FACT_SEGMENTS | FACT_SOCKETS | FACT_VARIABLES
};
/* Fills f with these parts of the present state. */
void facts_now(struct facts *f, const struct app *a, unsigned parts);
void facts_tell(FILE *out, const struct facts *f);
/* Prints the facts that changed and those that ended; all_gone: also those whose end
 * a step's sentence reports. A countdown that merely runs has not changed. */
void facts_tell_changes(FILE *out, const struct facts *before, const struct facts *now, bool all_gone, enum lang lang);

/* Prints the header of the segment in flight with this number. Returns false if there is none. */
bool facts_tell_segment(FILE *out, const struct app *a, uint32_t id);

#endif
