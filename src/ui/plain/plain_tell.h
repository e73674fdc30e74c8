/* What plain mode prints about steps, the script and lists. plain_facts prints the
 * state. For plain*.c alone. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_TELL_H
#define TCPSTEP_UI_PLAIN_PLAIN_TELL_H

#include <stdio.h>

#include "ui/app/app_core.h"

/* Prints the step that led here: its script line, what happened, why, what now, the rule. */
void tell_step(FILE *out, const struct app *a);
/* Prints how the session went from a moment to the present one. */
void tell_way(FILE *out, struct app *a, uint32_t from);
/* Prints the statement at which the script has stopped. */
void tell_statement(FILE *out, const struct app *a);
/* The same after going back to it: a step is not printed as if it were performed again. */
void tell_place(FILE *out, const struct app *a);
/* Prints the end of a lesson: how it went, and what comes next. */
void tell_card(FILE *out, const struct app *a);
/* Prints whether the answer was right, and the reason; of a skipped question, its answer. */
void tell_answer(FILE *out, const struct app *a);
/* Prints the goal's parts, reached or open. */
void tell_goal(FILE *out, const struct app *a);
void tell_state(FILE *out, const struct app *a, enum tcp_state s);
/* Prints every step so far as a numbered sentence; with words, only those that
 * contain them. Returns how many were printed. */
size_t tell_log(FILE *out, struct app *a, const char *words);

/* Print lists, numbered where a line can be chosen. */
void tell_menu(FILE *out, const struct app *a);
void tell_calls(FILE *out, const struct app *a, bool all);
/* Prints the open list. hint_from: lines of a hint that were printed before. */
void tell_list(FILE *out, const struct app *a, size_t hint_from);

#endif
