/* What the last step did, told: what happened, why, what now, in that order,
 * and the rule. Text alone, no drawing: the story panel shows it, and so does
 * whoever tells a session line by line. */
#ifndef TCPSTEP_UI_TELL_STORY_H
#define TCPSTEP_UI_TELL_STORY_H

#include <stdbool.h>

#include "base/lang.h"
#include "base/text.h"
#include "session/session.h"

struct story {
	char what[640]; /* sentences; empty at the start */
	char why[320];  /* what the rule says; empty: none decided */
	char now[320];  /* what the state waits for; empty: nothing to say */
	char rule[96];  /* "RFC 9293 3.10.7.4, eighth"; empty: none */
};

void story_tell(struct story *story, const struct session *s, enum lang lang);
/* A span as a person says it: "950ms", "1.5s", "2m59.95s". */
/* The clock in so many columns: without milliseconds where they have no room. */
void story_clock(struct text *t, vtime ms, size_t columns);
void story_span(struct text *t, vtime ms);
/* The call as a programmer writes it: "shutdown(wr)", "send("GET /")". */
void story_call(struct text *t, const struct action *a);
/* The last action's line is `action_write`; this is what it gave: "0", "\"GET /\"",
 * "-1 EPIPE". False when it returned nothing (not a call, or it waits still). */
bool story_result(struct text *t, const struct session *s, bool *failed);
/* The host's calls that wait: "recv()"; false: none. */
bool story_waiting(struct text *t, const struct session *s, uint8_t host);

#endif
