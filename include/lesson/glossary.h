/* The terms of the course in both languages, with their section of the standard and the
 * lesson that teaches them. Read by the glossary's overlay, by plain mode and by
 * `tcpstep handout`. */
#ifndef TCPSTEP_LESSON_GLOSSARY_H
#define TCPSTEP_LESSON_GLOSSARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "base/text.h"

struct term {
	const char *name[LANG_COUNT];
	const char *also;   /* other names, in either language, separated by ", "; NULL: none */
	const char *rfc;    /* where the standard has it; NULL: nowhere */
	const char *lesson; /* its id */
	const char *meaning[LANG_COUNT];
};
extern const struct term glossary[]; /* in the order of the English names */
extern const size_t glossary_count;

/* Adds the term's name and its other ones, the other language's first: "소켓 말소
 * (delete, 말소)". */
void term_heading(struct text *t, const struct term *term, enum lang lang);
/* Adds where to read on: "RFC 9293 3.6; lesson half-close", or if the lesson has another title than
 * its id, with that. */
void term_source(struct text *t, const struct term *term, const char *title, enum lang lang);
/* Returns whether the text has one of the term's names of that language as a word. What
 * is in parentheses is no part of a name; upper and lower case are the same. */
bool term_occurs(const struct term *term, const char *text, enum lang lang);
/* Returns whether a name of the term, in any language, contains what was typed. */
bool term_matches(const struct term *term, const char *typed);

#endif
