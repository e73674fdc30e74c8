/* What the plain program says of steps, the script and lists: sentences, nothing
 * drawn. Facts are plain_facts'. For plain.c alone. */
#ifndef TCPSTEP_UI_PLAIN_PLAIN_TELL_H
#define TCPSTEP_UI_PLAIN_PLAIN_TELL_H

#include <stdio.h>

#include "ui/app/app_core.h"

/* The step that led here: its script line, what happened, why, what now, the rule. */
void tell_step(FILE *out, const struct app *a);
/* How one got from a moment of the session to the present one. */
void tell_way(FILE *out, struct app *a, uint32_t from);
/* The statement of the script at which it stopped. */
void tell_statement(FILE *out, const struct app *a);
/* ... after going back to it: a step is not told as if it were done again. */
void tell_place(FILE *out, const struct app *a);
/* A question's choice that was taken, and the reason. */
void tell_answer(FILE *out, const struct app *a);
/* The goal's parts, reached or open. */
void tell_goal(FILE *out, const struct app *a);
void tell_state(FILE *out, const struct app *a, enum tcp_state s);
/* Every step so far, a numbered sentence each; with words: those that have
 * them. Returns how many. */
size_t tell_log(FILE *out, struct app *a, const char *words);

/* Lists, numbered where a line can be taken. */
void tell_menu(FILE *out, const struct app *a);
void tell_calls(FILE *out, const struct app *a, bool all);
/* The list overlay in view. hint_from: lines of a hint that were told before. */
void tell_list(FILE *out, const struct app *a, size_t hint_from);

#endif
