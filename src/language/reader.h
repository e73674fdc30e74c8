/* Reads a statement's words one after the other. Included only by
 * action_parse.c, predicate_parse.c, complete.c and reader.c. */
#ifndef TCPSTEP_LANGUAGE_READER_H
#define TCPSTEP_LANGUAGE_READER_H

#include "language/verbs.h"

enum { LINE_MAX_OCTETS = 4096 };

/* The most that an observed window and length may be: windows are scaled, and several segments
 * may be recorded as one. */
enum { OBSERVED_MAX = 1 << 30 };

/* A line and its words, which point into it. */
struct line {
	char store[LINE_MAX_OCTETS + 1];
	struct word words[WORDS_MAX];
	size_t used;
};

bool reader_line(const char *line, struct line *l, struct diag *diag);

struct reader {
	const struct word *words;
	size_t n, at; /* number of words, and how many of them are read */
	struct diag *diag;
};

/* Returns the column after the last word; columns count characters. */
unsigned reader_end(const struct reader *r);
bool reader_more(const struct reader *r);
/* Returns whether the next word is this one, unquoted; reader_take also takes
 * it. */
bool reader_is(const struct reader *r, const char *word);
bool reader_take(struct reader *r, const char *word);
/* Takes all words of a name, "wait next", or none of them. */
bool reader_take_name(struct reader *r, const char *name);
/* Returns whether nothing is left; otherwise reports an error. */
bool reader_done(const struct reader *r);
/* Always false: fills the diag with what was expected, what was found instead,
 * and the nearest of `near` (NULL: none). */
bool reader_unexpected(const struct reader *r, enum diag_id expected, const char *const *near, size_t n);

/* Does the same, with the list of words that the text of `expected` names. */
bool reader_unexpected_list(const struct reader *r, enum diag_id expected, const char *list, const char *const *near,
			    size_t n);
/* Always false: reports that the line ends before what was expected. */
bool reader_missing(const struct reader *r, enum diag_id expected);

/* Reads "client", and "server.2" where a number is allowed. */
bool reader_is_host(const char *word, bool may_number, uint8_t *host, uint32_t *sock);

/* Returns whether the next word is a host whose number is wrong or not allowed
 * here; then the diag is filled. */
bool reader_bad_socket(const struct reader *r, bool may_number);

/* Each of these reads one word. False with the diag filled. */
bool reader_number(struct reader *r, uint64_t low, uint64_t high, uint32_t *value, enum diag_id expected);
bool reader_span(struct reader *r, struct duration *d, enum diag_id expected, const char *const *near, size_t n);
bool reader_text(struct reader *r, char *text, uint16_t *len);
bool reader_host(struct reader *r, bool may_number, uint8_t *h, uint32_t *sock);
bool reader_one_of(struct reader *r, const char *const *names, size_t n, enum diag_id expected, uint8_t *which);
bool reader_flags(struct reader *r, uint8_t *flags);
/* Reads a call; CALL_NONE for `nothing`, where that is allowed. */
bool reader_call(struct reader *r, bool or_nothing, uint8_t *call);
/* Notes the bit `what` in *given. False, with the diag at the next word, if it
 * is set already. */
bool reader_once(const struct reader *r, unsigned *given, unsigned what, const char *name);

/* A number with a name, "seq=300", which may be anywhere among the arguments,
 * once. */
struct field {
	const char *name;
	uint64_t high;
	uint32_t *value;
	unsigned bit; /* its bit in the set of fields given */
};
enum field_read { FIELD_TAKEN, FIELD_OTHER, FIELD_BAD };
/* FIELD_OTHER: the next word is none of these. FIELD_BAD: the diag is
 * filled. */
enum field_read reader_field(struct reader *r, const struct field *fields, size_t n, unsigned *given);

#endif
