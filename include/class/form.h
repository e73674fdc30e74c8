/* What a follower sends: tokens, room codes and the bodies of its POST requests, from
 * octets that anybody may have sent. For class/serve and class/fetch. */
#ifndef TCPSTEP_CLASS_FORM_H
#define TCPSTEP_CLASS_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FORM_OCTETS_MAX = 256, TOKEN_MIN = 16, TOKEN_MAX = 64, CODE_MAX = 32 };

/* The fields of a body such as "token=T&question=2&choice=1"; text "" and numbers 0 where a
 * field is missing. */
struct form {
	char token[TOKEN_MAX + 1], code[CODE_MAX + 1];
	uint32_t question, choice, behind;
	bool has_behind;
};

/* Returns false if the body is not such a form: a field that is unknown, given twice or has
 * another kind of value. */
bool form_read(struct form *f, const char *body, size_t n);
/* Return whether s may be a follower's token, a room code. */
bool form_is_token(const char *s);
bool form_is_code(const char *s);
/* Compares two codes in a time that does not depend on where they differ. */
bool form_same_code(const char *a, const char *b);

#endif
