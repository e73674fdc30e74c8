/* Script to text: the inverse of parse, for recordings, saves and drafts.
 * script_write is what tests and the fuzzer hold the parser against. */
#ifndef TCPSTEP_LESSON_WRITE_H
#define TCPSTEP_LESSON_WRITE_H

#include <stdbool.h>

#include "base/diag.h"
#include "lesson/script.h"
#include "session/session.h"

/* The whole script as text (malloc'ed). parse(write(s)) is s again. */
char *script_write(const struct script *s);
/* A session's actions up to its current moment, under the header of `like`
 * (its set lines; NULL: none), as a recording (malloc'ed). Its id is left to its
 * file's name: it is not the lesson that it was made in. */
char *recording_write(const struct session *session, const struct script *like);
/* The same as a lesson to narrate: what each step changed is expected beneath
 * it, words to write over stand at both ends (malloc'ed). It passes `check`. */
char *draft_write(const struct session *session, const struct script *like);
/* Writes text to path beside itself, then renames: the old file is whole or
 * the new one is. False with *diag filled. */
bool file_replace(const char *path, const char *text, struct diag *diag);
/* Adds text to a file that has `had` octets; false with *diag filled when it
 * has not, or is not there: then part of the text may stand in it. */
bool file_append(const char *path, size_t had, const char *text, struct diag *diag);
/* Makes the folders above path. What goes wrong shows when it is written. */
void file_folders(const char *path);

#endif
