/* What the last step did, as sentences: what happened, why, what comes next, and the
 * rule. The story panel draws them, plain mode prints them. */
#ifndef TCPSTEP_UI_TELL_STORY_H
#define TCPSTEP_UI_TELL_STORY_H

#include <stdbool.h>

#include "base/lang.h"
#include "base/text.h"
#include "session/session.h"
#include "ui/tell/messages.h"

struct story {
	char what[640]; /* sentences; empty at the start */
	char why[320];  /* what the rule says; empty: no rule decided */
	char now[320];  /* what the state waits for; empty: nothing to say */
	char rule[96];  /* "RFC 9293 3.10.7.4, eighth"; empty: none */
};

/* Fills in the story of the session's last step. */
void story_tell(struct story *story, const struct session *s, enum lang lang);
/* Adds that the last step has put another socket of a host into focus, while an earlier
 * connection lives on: "This is a second connection of the server; ...". */
void story_focus(struct text *t, const struct session *s, enum lang lang);
/* Adds the changes of state in a row of the last step: "The client goes from ...". Where
 * it could be another socket than the one shown, the sentence says which. */
void story_changes(struct text *t, const struct session *s, const struct row *row, enum lang lang);
/* Fills in story->now: what the connection or listener of the event, which has n rows,
 * waits for. */
void story_now(struct story *story, const struct session *s, const struct row *rows, size_t n, enum lang lang);
/* Reports whether a segment arrived at the socket that the diagram shows: the
 * connection in focus, or a listener. */
bool story_is_for_view(const struct world *w, const struct row *row);
/* Adds which of its host's sockets this is: "socket 2", "not yet accepted". */
void story_socket(struct text *t, const struct slot *slot, enum lang lang);
/* Adds the clock; without milliseconds if it is wider than `columns` with them. */
void story_clock(struct text *t, vtime ms, size_t columns);
/* Returns what a sentence calls a timer: in English the script's word, in Korean
 * the name that the panel of timers shows. */
const char *story_timer(enum timer_id timer, enum lang lang);
/* Returns the message with the name that is shown beside a timer's bar. */
enum message story_timer_title(enum timer_id timer);
/* Adds a span of time as a person writes it: "950ms", "1.5s", "2m59.95s"; in Korean
 * "950ms", "1.5초", "2분59.95초". */
void story_span(struct text *t, vtime ms, enum lang lang);
/* Does the same, with Latin units where those of the language are wider than `width`. */
void story_span_within(struct text *t, vtime ms, enum lang lang, int width);
/* Adds a segment as a person reads it: "FIN,ACK"; one that carries data by the
 * data, "\"hello\"", "(20 octets)", "FIN,ACK \"bye\"". */
void story_segment(struct text *t, const struct segment *s, enum lang lang);
/* Adds the call as a programmer writes it: shutdown(wr), send("GET /"). */
void story_call(struct text *t, const struct action *action);
/* Adds the value of a result: for `recv = "GET /"`, `"GET /"`. */
void story_value(struct text *t, const struct result *r);
/* Adds what the last action returned: "0", "\"GET /\"", "-1 EPIPE". Returns false if
 * nothing has returned: it was no call, or the call still waits. */
bool story_result(struct text *t, const struct session *s, bool *failed);
/* Adds the calls of a host that wait: "recv()". Returns false if none does. */
bool story_waiting(struct text *t, const struct session *s, uint8_t host);

#endif
