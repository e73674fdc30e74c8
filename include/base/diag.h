/* What is wrong with the outside world: a message with its place and a hint. */
#ifndef TCPSTEP_BASE_DIAG_H
#define TCPSTEP_BASE_DIAG_H

#include <stddef.h>

struct diag {
	unsigned line;   /* from 1; 0: no place */
	unsigned column; /* characters, from 1 */
	char message[200];
	char hint[64]; /* the near word for "did you mean"; empty: none */
};

/* Fills d with a message at a column; no line, no hint. */
void diag_at(struct diag *d, unsigned column, const char *message);

/* The candidate nearest to word (edit distance at most a third of its length,
 * at least 1), or NULL. Case is ignored. */
const char *diag_nearest(const char *word, const char *const *candidates, size_t n);

#endif
