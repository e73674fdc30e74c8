/* What follows an ESC that curses did not take for a key. Does not use curses. For term
 * only. */
#ifndef TCPSTEP_UI_TERM_ESCAPE_H
#define TCPSTEP_UI_TERM_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum escape {
	ESCAPE_KEY,   /* nothing that belongs to it: the key Esc */
	ESCAPE_OTHER, /* a whole sequence without a meaning here, swallowed */
	ESCAPE_PASTE  /* the start of a bracketed paste: escape_paste reads the rest */
};

enum { ESCAPE_NONE = -1 };
/* Where the characters come from. */
struct escape_source {
	/* Returns the next character if it is there or comes at once; ESCAPE_NONE: it is not */
	int32_t (*next)(void);
	/* Gives one character back, to be read again. */
	void (*back)(int32_t c);
};

/* Reads the rest of a sequence: CSI up to its final character; OSC, DCS, SOS, PM and APC up to BEL
 * or ST; SS3 and one character. What is no sequence is given back. */
enum escape escape_read(const struct escape_source *source);
/* Reads a paste up to its end, as UTF-8, into `text` of `size` octets; what does not fit is
 * dropped. Returns whether all of it fitted. */
bool escape_paste(const struct escape_source *source, char *text, size_t size);

#endif
