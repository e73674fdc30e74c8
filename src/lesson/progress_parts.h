/* The parts of lesson/progress: progress.c (what the program calls) uses
 * progress_file.c (reads and writes the file), and both use progress_table.c (finds,
 * keeps and forgets). No other file includes it. */
#ifndef TCPSTEP_LESSON_PROGRESS_PARTS_H
#define TCPSTEP_LESSON_PROGRESS_PARTS_H

#include "lesson/progress.h"

/* The longest way that is kept: a longer one is solved all the same. */
enum { WAY_OCTETS_MAX = 4000 };

/* Add a thing, or improve it: see the functions of progress.h. */
void keep_lesson(struct progress *p, const char *id);
/* `lesson` and `nth` of the result are ignored; its way is copied. */
void keep_goal(struct progress *p, const char *id, uint32_t nth, const struct progress_goal *result);
void keep_prediction(struct progress *p, const char *id, uint32_t nth, bool right, bool skipped);
void keep_position(struct progress *p, const char *id, uint32_t step, uint32_t of);
/* Forget what belongs to one lesson (NULL: to all). */
void forget(struct progress *p, const char *id);
void forget_positions(struct progress *p, const char *id);

/* What a file turned out to be. */
enum verdict { FILE_SOUND, FILE_NONE, FILE_DAMAGED, FILE_LATER, FILE_NOT_PLAIN, FILE_UNREADABLE };

/* Reads the whole file (malloc'ed, NUL-terminated); a longer one is cut, and so
 * counts as damaged. NULL: it could not be opened. */
char *progress_file_text(const char *path, size_t *len, enum verdict *verdict);
/* Adds what the file has. Positions and `dropped` are the file's afterwards. */
enum verdict progress_file_read(struct progress *p, const char *path);
/* Replaces the file p->path. False with *diag filled: it is as it was. */
bool progress_file_write(const struct progress *p, struct diag *diag);

#endif
