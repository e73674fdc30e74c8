/* What the parser's files share: parse.c (lines) stands on parse_header.c and
 * parse_block.c (say, note, ask, goal), and all of them on parse_core.c (errors,
 * words, statements of one line). Nobody else includes it. */
#ifndef TCPSTEP_LESSON_PARSE_INTERNAL_H
#define TCPSTEP_LESSON_PARSE_INTERNAL_H

#include "language/verbs.h"
#include "lesson/parse.h"

enum { LINE_OCTETS_MAX = 4096, ERRORS_MAX = 1000 };

struct source_line {
	const char *text; /* NUL-terminated, no line ending; a damaged line's sound beginning */
	unsigned number;
	bool damaged; /* not UTF-8, a NUL, too long: told of already, not to be read further */
};

struct parser {
	struct script *script;
	struct diags *errors;
	size_t errors_before; /* errors that were there already: another file's */
	struct source_line *lines;
	size_t lines_used, lines_size;
	size_t at;     /* the line being read */
	unsigned step; /* statements numbered so far */
	bool id_given;
	bool begun;   /* the place of `tcpstep 1` is past */
	bool ended;   /* nothing more is to be read: another version, or too many errors */
	bool forgive; /* the last statement could not be told: what hangs on it is not judged */
};

/* Each adds an error: one whose text has no arguments; one with an argument ("":
 * none) and the word that may have been meant (NULL: none); one that says what
 * was expected. */
void parse_error(struct parser *p, unsigned line, unsigned column, enum diag_id id);
void parse_error_with(struct parser *p, unsigned line, unsigned column, enum diag_id id, const char *argument,
		      const char *hint);
void parse_expected(struct parser *p, unsigned line, unsigned column, enum diag_id id, enum diag_id expected);
/* Adds d at this line. */
void parse_add(struct parser *p, unsigned line, const struct diag *d);
/* Whether any error of this file was added. */
bool parse_failed(const struct parser *p);
/* Words of a line, into store (at least LINE_OCTETS_MAX + 1). */
bool parse_words(struct parser *p, const struct source_line *line, char *store, struct word words[WORDS_MAX],
		 size_t *n);
/* A language's code and nothing else: "en", "ko". When it is none, *near is the
 * code that may have been meant, or NULL. */
bool parse_lang(const char *word, enum lang *lang, const char **near);
/* One more statement in a growing array, numbered when `counts`. */
struct statement *parse_statement(struct parser *p, struct statement **array, size_t *used, size_t *size,
				  enum statement_kind kind, const struct source_line *line, unsigned column,
				  bool counts);
/* An action or an expectation (words: the whole line's). False: an error was added. */
bool parse_simple(struct parser *p, const struct source_line *line, const struct word *words, size_t n,
		  struct statement *st);
/* Returns the column after the last word, where a missing word would be. */
unsigned parse_after(const struct word *words, size_t n);
/* A word for an error message: escaped, cut at a bearable length. Returns array. */
const char *parse_shown(const struct word *w, char *array, size_t size);

/* Whether a line begins with a title, which is not made of words. */
bool parse_is_title(const char *line);
void parse_title(struct parser *p, const struct source_line *line);
/* id, after, set. */
bool parse_is_header(const struct word *w);
void parse_header(struct parser *p, const struct source_line *line, const struct word *words, size_t n);

/* say, note, ask, goal; p->at is at the head, and is left at the block's last line. */
void parse_block(struct parser *p, enum statement_kind kind, const struct word *words, size_t n);

#endif
