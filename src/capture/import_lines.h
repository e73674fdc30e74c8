/* The lines of an import's script: each is performed at once in a world, so that what comes
 * next follows from the states. Shared by import_write.c and import_calls.c. */
#ifndef TCPSTEP_CAPTURE_IMPORT_LINES_H
#define TCPSTEP_CAPTURE_IMPORT_LINES_H

#include <stdio.h>

#include "base/lang.h"
#include "engine/world.h"

enum { NS_PER_MS = 1000000 };

struct lines {
	FILE *out;
	struct world *world;
};

/* Performs an action and writes it, if the world does not refuse it. Returns whether it was
 * performed. */
bool lines_perform(struct lines *l, struct action *a, bool inferred);
/* Makes a call that was inferred. */
void lines_infer(struct lines *l, uint8_t host, enum call_id id, uint32_t amount);
/* Lets the clock run to a time since the first packet. */
void lines_wait_until(struct lines *l, int64_t ns);
/* Writes a comment: a call that the language lacks, or that was not performed. */
void lines_comment(struct lines *l, uint8_t host, const char *call);
/* Writes a paragraph that the screen shows, in each language. */
void lines_say(struct lines *l, const char *const text[LANG_COUNT]);

/* Returns the slot of the host's connection, or NULL. */
const struct slot *lines_connection(const struct lines *l, uint8_t host);

#endif
