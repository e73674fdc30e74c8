/* The quiz on paper: the questions of one sheet, made from the instructor's key and a
 * student's seed, and what a student answered on it. */
#ifndef TCPSTEP_QUIZ_QUIZ_PAPER_H
#define TCPSTEP_QUIZ_QUIZ_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/text.h"
#include "lesson/parse.h"
#include "quiz/quiz.h"

enum {
	PAPER_KEY_MIN = 16,    /* octets */
	PAPER_KEY_MAX = 65536, /* octets */
	PAPER_SEED_MAX = 100,  /* octets */
	PAPER_QUESTIONS_MAX = 200,
	PAPER_SHEET_MAX = 1048576, /* octets of a sheet that is handed in */
	PAPER_TAG_SIZE = 17,       /* 16 hexadecimal digits and the NUL */
	PAPER_HEADER_SIZE = 6 * PAPER_SEED_MAX
};

/* --- quiz_paper.c --- */

/* Returns whether a text can be a seed: 1 to PAPER_SEED_MAX octets of UTF-8 without control
 * or invisible characters, and without a space at its ends. False with *diag filled. */
bool quiz_seed_check(const char *text, struct diag *diag);

struct quiz_paper {
	char seed[PAPER_SEED_MAX + 1];
	size_t count;
	struct quiz_question *questions; /* none comes twice */
	/* A code of the seed and the questions under the key: another key, or a version that asks
	 * other questions, has another one. */
	char tag[PAPER_TAG_SIZE];
};
/* Makes the sheet of a seed, to be freed with quiz_paper_free. A sheet with more questions
 * begins with those of one that has fewer. */
void quiz_paper_make(struct quiz_paper *p, const char *key, size_t key_len, const char *seed, size_t count);
void quiz_paper_free(struct quiz_paper *p);
/* Computes the tag, over all that decides what is asked and what is right. quiz_paper_make has
 * done so. */
void quiz_paper_tag(struct quiz_paper *p, const char *key, size_t key_len);
/* Writes the line that says which sheet it is, and whether it is the one with the answers,
 * without a newline. */
void quiz_paper_header(struct text *t, const struct quiz_paper *p, bool answers);

/* --- quiz_sheet.c --- */

/* A sheet that was filled in. */
struct quiz_sheet {
	bool headed; /* it has the line that says which sheet it is: the next three */
	char seed[PAPER_SEED_MAX + 1];
	size_t count;
	char tag[PAPER_TAG_SIZE];
	struct {
		uint8_t choice;        /* from 1; 0: not answered */
		unsigned line, column; /* of the answer */
	} answers[PAPER_QUESTIONS_MAX];
};
/* Reads a filled sheet: the Markdown of a sheet, or lines such as "1 3". False with the
 * errors, at most 20. */
bool quiz_sheet_read(const char *text, size_t len, struct quiz_sheet *sheet, struct diags *errors);
/* Returns whether each answer is one of the paper's choices. False with the errors. */
bool quiz_sheet_fits(const struct quiz_sheet *sheet, const struct quiz_paper *paper, struct diags *errors);

#endif
