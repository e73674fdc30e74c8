/* Reads text as a script: the whole file is read and all its errors are
 * collected; nothing runs before it is valid. */
#ifndef TCPSTEP_LESSON_PARSE_H
#define TCPSTEP_LESSON_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/diag.h"
#include "lesson/script.h"

struct diags {
	struct diag *at;
	size_t used, size;
};
/* Adds one, which the caller fills in. It moves when another is added. */
struct diag *diags_add(struct diags *d);
void diags_free(struct diags *d);

/* Opens a plain file for reading. NULL, without waiting, when it is a FIFO, a
 * device or a folder: *why is DIAG_WHY_NOT_PLAIN or DIAG_WHY_FOLDER. NULL with
 * DIAG_WHY_SYSTEM: errno says why. */
FILE *source_open(const char *path, enum diag_id *why);
/* Reads the file at path ("-": standard input). False when it could not be
 * read: one diag without a place. The text is malloc'ed, NUL-terminated. */
bool source_read(const char *path, char **text, size_t *len, struct diags *errors);
/* Parses text (ownership of the copy goes to the script). NULL when it is not
 * valid: errors has every error, in order of place (beyond 1000, one that says
 * so). */
struct script *script_parse(const char *path, const char *text, size_t len, struct diags *errors);
/* Fills in the words with which a line of a script can start, those within blocks too, at most
 * `most`. Returns their number. For editors. */
size_t script_line_words(const char **words, size_t most);
/* Returns the number of octets before the first line that does not belong in a
 * header. */
size_t script_header_length(const char *text);
/* Prints "FILE:LINE:COLUMN:", made safe. */
void diag_place(FILE *out, const char *path, const struct diag *d);
/* Prints FILE:LINE:COLUMN: error: …, the line, a caret, and did you mean, in this
 * language. label is DIAG_LABEL_ERROR or DIAG_LABEL_WARNING; column counts
 * characters; text is made safe. */
void diag_print(FILE *out, const char *path, const char *source, const struct diag *d, enum diag_id label,
		enum lang lang);
/* A text, and the line of it that was printed last. Zeroed but for the text: none
 * was. */
struct source_lines {
	const char *text;
	const char *first, *at;
	unsigned line;
};
/* The same, looking for the line from the one printed last: many of one text cost
 * one pass over it. */
void diag_print_next(FILE *out, const char *path, struct source_lines *lines, const struct diag *d, enum diag_id label,
		     enum lang lang);
/* Prints "tcpstep: TEXT" on standard error, made safe. */
void diag_complain(const struct diag *d, enum lang lang);
/* Prints on standard error that the output could not be written, and why. */
void diag_output_failed(int error, enum lang lang);

#endif
