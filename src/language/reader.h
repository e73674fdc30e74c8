/* A statement's words, read one after the other. Shared by action_parse.c and
 * predicate_parse.c; nobody else includes it. */
#ifndef TCPSTEP_LANGUAGE_READER_H
#define TCPSTEP_LANGUAGE_READER_H

#include "language/verbs.h"

enum { LINE_MAX_OCTETS = 4096 };

/* A line and its words, which point into it. */
struct line {
	char store[LINE_MAX_OCTETS + 1];
	struct word words[WORDS_MAX];
	size_t used;
};

bool reader_line(const char *line, struct line *l, struct diag *diag);

struct reader {
	const struct word *words;
	size_t n, at; /* words in all, read so far */
	struct diag *diag;
};

/* The place after the last word: columns count characters. */
unsigned reader_end(const struct reader *r);
bool reader_more(const struct reader *r);
/* The next word is this one, unquoted; take: and goes on behind it. */
bool reader_is(const struct reader *r, const char *word);
bool reader_take(struct reader *r, const char *word);
/* Takes all words of a name, "wait next", or none of them. */
bool reader_take_name(struct reader *r, const char *name);
/* Nothing is left; else an error. */
bool reader_done(const struct reader *r);
/* Always false: fills the diag with what was expected, what stands there, and
 * the nearest of `near` (NULL: none). */
bool reader_unexpected(const struct reader *r, enum diag_id expected, const char *const *near, size_t n);

/* The same, with the list of words that the text of `expected` names. */
bool reader_unexpected_list(const struct reader *r, enum diag_id expected, const char *list, const char *const *near,
			    size_t n);
/* Always false: the line ends before what was expected. */
bool reader_missing(const struct reader *r, enum diag_id expected);

/* "client", "server.2" when it may have a number. */
bool reader_is_host(const char *word, bool may_number, uint8_t *host, uint32_t *sock);

/* Whether the next word is a host with a number that is wrong, or not wanted
 * at all; then the diag is filled. */
bool reader_bad_socket(const struct reader *r, bool may_number);

/* Each reads one word, or fills the diag and gives false. */
bool reader_number(struct reader *r, uint64_t low, uint64_t high, uint32_t *value, enum diag_id expected);
bool reader_span(struct reader *r, struct duration *d, enum diag_id expected, const char *const *near, size_t n);
bool reader_text(struct reader *r, char *text, uint16_t *len);
bool reader_host(struct reader *r, bool may_number, uint8_t *h, uint32_t *sock);
bool reader_one_of(struct reader *r, const char *const *names, size_t n, enum diag_id expected, uint8_t *which);
bool reader_flags(struct reader *r, uint8_t *flags);
/* CALL_NONE for `nothing`, where that may stand. */
bool reader_call(struct reader *r, bool or_nothing, uint8_t *call);
/* Notes the bit `what` in *given; false with the diag at the next word when it
 * is there already. */
bool reader_once(const struct reader *r, unsigned *given, unsigned what, const char *name);

/* "seq=300": a number that has a name and may stand anywhere, once. */
struct field {
	const char *name;
	uint64_t high;
	uint32_t *value;
	unsigned bit; /* in what was given */
};
enum field_read { FIELD_TAKEN, FIELD_OTHER, FIELD_BAD };
/* FIELD_OTHER: the next word is none of these. FIELD_BAD: the diag is filled. */
enum field_read reader_field(struct reader *r, const struct field *fields, size_t n, unsigned *given);

#endif
