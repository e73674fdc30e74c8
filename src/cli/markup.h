/* Text as HTML (html true) or Markdown. Untrusted text is escaped. */
#ifndef TCPSTEP_CLI_MARKUP_H
#define TCPSTEP_CLI_MARKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Prints text as one line, with control characters and markup escaped. What is between two
 * backquotes is code, as in Markdown. */
void markup_put(bool html, FILE *out, const char *text);
/* Prints each paragraph between `before` and `after`. */
void markup_marked(bool html, FILE *out, const char *text, const char *before, const char *after);
void markup_paragraphs(bool html, FILE *out, const char *text);
void markup_heading(bool html, FILE *out, int level, const char *text);
/* Prints preformatted lines: a ladder, a script. */
void markup_code(bool html, FILE *out, const char *text);
void markup_list_begins(bool html, FILE *out);
void markup_list_ends(bool html, FILE *out);
/* Prints item `number` (from 1) of a list: the label, which may be "", then the text. */
void markup_item(bool html, FILE *out, size_t number, const char *label, const char *text);

#endif
