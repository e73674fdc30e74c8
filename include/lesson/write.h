/* Writes scripts as text, the inverse of parse: recordings, saves and drafts.
 * Tests and the fuzzer compare script_write with the parser. */
#ifndef TCPSTEP_LESSON_WRITE_H
#define TCPSTEP_LESSON_WRITE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "lesson/script.h"
#include "session/session.h"

/* Returns the whole script as text (malloc'ed). parse(write(s)) is s again. */
char *script_write(const struct script *s);
/* Returns a session's actions up to its current moment, under the header of
 * `like` (its set lines; NULL: none), as a recording (malloc'ed). It has no id
 * line, since it is not the lesson that it was made in. */
char *recording_write(const struct session *session, const struct script *like);
/* Returns the same as a lesson to narrate: each step is followed by
 * expectations of what it changed, with placeholder text at both ends
 * (malloc'ed). It passes `check`. */
char *draft_write(const struct session *session, const struct script *like);
/* Writes text to a temporary file next to path, then renames it: the file is
 * the old one or the new one, never a part. False with *diag filled. */
bool file_replace(const char *path, const char *text, struct diag *diag);
/* Does the same with n octets, which may be any, also NUL. */
bool file_replace_octets(const char *path, const char *octets, size_t n, struct diag *diag);
/* Appends text to a file that has `had` octets. False with *diag filled when it
 * has another size, is missing, or could not be written: then it may have part
 * of the text. */
bool file_append(const char *path, size_t had, const char *text, struct diag *diag);
/* Gives a file another name (it keeps its own where there are links), PATHsuffix or the first of PATHsuffix.2, .3, … that
 * is free, and returns it (malloc'ed). NULL with *diag filled: it could not. */
char *file_keep(const char *path, const char *suffix, struct diag *diag);
/* Locks by the file at path, which is made if it is missing. Waits at most about
 * a second for another process; then, or when the file cannot be made, the caller
 * goes on without the lock. Returns what file_unlock takes. */
int file_lock(const char *path);
void file_unlock(int lock);
/* Locks a file at once, without waiting: FILE_HELD if another process holds it; -1 if it cannot
 * be made, which locks nothing. */
enum { FILE_HELD = -2 };
int file_hold(const char *path);
/* Forbids all writing by this file's functions: each fails from now on. */
void file_forbid(void);
/* Makes the folders above path. False with *diag filled: one cannot be made. */
bool file_folders(const char *path, struct diag *diag);

#endif
