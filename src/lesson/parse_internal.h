/* What the parser's files share: parse.c (lines) calls parse_header.c and
 * parse_block.c (say, note, ask, goal), which calls parse_goal.c (a goal's
 * lines), and all of them call parse_core.c (errors, words, statements of one
 * line). No other file includes it. */
#ifndef TCPSTEP_LESSON_PARSE_INTERNAL_H
#define TCPSTEP_LESSON_PARSE_INTERNAL_H

#include "language/verbs.h"
#include "lesson/parse.h"

enum { LINE_OCTETS_MAX = 4096, ERRORS_MAX = 1000 };

struct source_line {
	const char *text; /* NUL-terminated, no line ending; of a damaged line its valid beginning */
	unsigned number;
	bool damaged; /* not UTF-8, a NUL, too long: reported already, and not read further */
};

struct parser {
	struct script *script;
	struct diags *errors;
	size_t errors_before; /* errors of other files that were there already */
	struct source_line *lines;
	size_t lines_used, lines_size;
	size_t at;     /* the line being read */
	unsigned step; /* statements numbered so far */
	bool id_given;
	bool begun;      /* the line where `tcpstep 1` belongs has been read */
	bool ended;      /* nothing more is read: another version, or too many errors */
	bool tried;      /* what follows was done for the last goal (TRIED_COMMENT) */
	bool submission; /* its goals have only solutions (submission_parse) */
	bool forgive;    /* the last statement is not known: errors that follow from this are not reported */
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
/* Returns whether any error of this file was added. */
bool parse_failed(const struct parser *p);
/* Splits a line into words, stored in store (at least LINE_OCTETS_MAX + 1
 * octets). False: an error was added. */
bool parse_words(struct parser *p, const struct source_line *line, char *store, struct word words[WORDS_MAX],
		 size_t *n);
/* Reads a language's code: "en", "ko". False: it is none, and *near is the code
 * that may have been meant, or NULL. */
bool parse_lang(const char *word, enum lang *lang, const char **near);
/* Adds a statement to a growing array; it gets the next number if it
 * `counts`. */
struct statement *parse_statement(struct parser *p, struct statement **array, size_t *used, size_t *size,
				  enum statement_kind kind, const struct source_line *line, unsigned column,
				  bool counts);
/* Returns the kind of statement that starts with this word. */
enum statement_kind parse_kind(const struct word *first);
/* Returns whether statements of this kind have a block of text. */
bool parse_is_block(enum statement_kind kind);
/* Reads an action or an expectation (words: those of the whole line). False: an
 * error was added. */
bool parse_simple(struct parser *p, const struct source_line *line, const struct word *words, size_t n,
		  struct statement *st);
/* Returns the column after the last word, where a missing word would be. */
unsigned parse_after(const struct word *words, size_t n);
/* Writes a word for an error message: escaped and cut. Returns array. */
const char *parse_shown(const struct word *w, char *array, size_t size);

/* Returns whether a line is one of the comments that mean something. */
bool parse_is_mark(const char *line);
/* Reads `votes N…`. */
void parse_votes(struct parser *p, const struct source_line *line, const struct word *words, size_t n);
/* Reads `reveal`, as parse_block. */
void parse_reveal(struct parser *p, const struct word *words, size_t n);

/* Returns whether a line starts with a title, which does not consist of
 * words. */
bool parse_is_title(const char *line);
void parse_title(struct parser *p, const struct source_line *line);
/* Returns whether the word is id, after or set. */
bool parse_is_header(const struct word *w);
void parse_header(struct parser *p, const struct source_line *line, const struct word *words, size_t n);

/* A line of a block. */
struct body_line {
	const struct source_line *line;
	const char *text; /* without its indentation; "": an empty line */
	unsigned indent;  /* columns; a tab goes to the next multiple of eight */
	unsigned column;  /* of text's first character */
};

/* The lines of a block without comments and without empty lines at the end. */
struct body {
	struct body_line *lines;
	size_t used, size;
	bool damaged; /* one of its lines could not be read: do not judge the whole */
};

/* Reads the lines of a goal's block. */
/* Fills in the words with which the lines of a goal start. Returns their number. */
size_t goal_line_words(const char **words, size_t most);
void parse_goal(struct parser *p, struct statement *goal, const struct body *body, const struct source_line *head);
/* Reads the lines of a translated goal's block, which are hints. */
void parse_goal_translation(struct parser *p, struct block *out, const struct body *body);

/* Reads say, note, ask or goal; p->at is at the head, and is left at the
 * block's last line. */
void parse_block(struct parser *p, enum statement_kind kind, const struct word *words, size_t n);

#endif
