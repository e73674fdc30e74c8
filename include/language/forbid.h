/* What a goal does not allow: the words of its `forbid` lines. */
#ifndef TCPSTEP_LANGUAGE_FORBID_H
#define TCPSTEP_LANGUAGE_FORBID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/text.h"
#include "base/words.h"
#include "engine/action.h"

/* One thing that is forbidden: a call, a step, or both (`dup`). */
struct forbidden {
	uint8_t host; /* HOSTS: both; else the call is forbidden to this host alone */
	uint8_t call; /* enum call_id; CALL_NONE: no call */
	uint8_t act;  /* enum act_kind; ACT_CALL: no step. ACT_WAIT stands for every wait */
};

/* Reads one thing: the word at *at, with the word after it if that one is a host.
 * Advances *at. False with *diag filled: message, column and the near word; the
 * caller sets its line. */
bool forbid_parse(const struct word *words, size_t n, size_t *at, struct forbidden *f, struct diag *diag);
/* Appends it as it is written in a script: "crash", "server close". */
void forbid_write(struct text *t, const struct forbidden *f);
/* Returns whether f forbids the action. */
bool forbid_matches(const struct forbidden *f, const struct action *action);
bool forbid_same(const struct forbidden *a, const struct forbidden *b);

#endif
