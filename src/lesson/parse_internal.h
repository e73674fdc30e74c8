/* What the parser's files share: parse.c (lines and header), parse_block.c
 * (say, note, ask, goal). Nobody else includes it. */
#ifndef TCPSTEP_LESSON_PARSE_INTERNAL_H
#define TCPSTEP_LESSON_PARSE_INTERNAL_H

#include "engine/verbs.h"
#include "lesson/parse.h"

enum { LINE_OCTETS_MAX = 4096 };

struct source_line {
	const char *text; /* NUL-terminated, no line ending */
	unsigned number;
};

struct parser {
	struct script *script;
	struct diags *errors;
	struct source_line *lines;
	size_t lines_used, lines_size;
	size_t at;     /* the line being read */
	unsigned step; /* statements numbered so far */
};

void parse_error(struct parser *p, unsigned line, unsigned column, const char *hint, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* Adds d at this line. */
void parse_add(struct parser *p, unsigned line, const struct diag *d);
/* Words of a line, into store (at least LINE_OCTETS_MAX + 1). */
bool parse_words(struct parser *p, const struct source_line *line, char *store, struct word words[WORDS_MAX], size_t *n);
/* One more statement in a growing array, numbered when `counts`. */
struct statement *parse_statement(struct parser *p, struct statement **array, size_t *used, size_t *size,
                                  enum statement_kind kind, const struct source_line *line, unsigned column,
                                  bool counts);
/* An action or an expectation (words: the whole line's). False: an error was added. */
bool parse_simple(struct parser *p, const struct source_line *line, const struct word *words, size_t n,
                  struct statement *st);
/* say, note, ask, goal; p->at is at the head, and is left at the block's last line. */
void parse_block(struct parser *p, enum statement_kind kind, const struct word *words, size_t n);

#endif
