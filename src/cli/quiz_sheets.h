/* What the files of the quiz on paper share: quiz_paper makes a sheet, quiz_print and
 * quiz_gift write it, quiz_mark grades what was filled in. Called by cmd_quiz. */
#ifndef TCPSTEP_CLI_QUIZ_SHEETS_H
#define TCPSTEP_CLI_QUIZ_SHEETS_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/cli.h"
#include "quiz/quiz_paper.h"

enum { PAPER_QUESTIONS = 10 /* if --count is not given */ };

/* Writes a sheet, with or without its answers. */
typedef void paper_function(FILE *out, const struct quiz_paper *paper, enum lang lang, bool answers);
paper_function paper_html, paper_markdown, paper_gift;

/* Reads the file of --key, to be freed with mem_free. NULL after reporting what is wrong. */
char *quiz_key_read(const struct options *o, size_t *len);
/* Returns the number of questions of a sheet; 0 after reporting that --count is too large. */
size_t quiz_paper_count(const struct options *o);
/* Performs `quiz --paper`. Returns the exit status. */
int quiz_paper_print(const struct options *o);
/* Performs `quiz --grade`. Returns the exit status. */
int quiz_mark(const struct options *o);

#endif
