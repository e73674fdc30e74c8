/* The lessons there are: found, read, put in order. Knows nothing of what a
 * student has finished (lesson/progress) nor of the menu's looks. */
#ifndef TCPSTEP_LESSON_LIBRARY_H
#define TCPSTEP_LESSON_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/parse.h"
#include "lesson/script.h"

enum item_kind { ITEM_LESSON, ITEM_SANDBOX, ITEM_QUIZ };

/* One line of the menu of lessons. */
struct menu_item {
	enum item_kind kind;
	const struct script *script; /* NULL: no lesson, or a file that is not valid */
	const char *name;            /* id, or the file's name */
	const char *problem;         /* why it cannot be opened; NULL: it can */
	bool done;                   /* finished before */
	unsigned goals, solved;      /* its goals, and those solved by oneself */
	unsigned asked, right;       /* its questions, and those answered right at once */
};

struct lessons {
	struct menu_item *items; /* valid ones in order, then the others, the sandbox and the quiz last */
	size_t used, size;
	struct script **scripts; /* owned; items point into them */
	size_t scripts_used, scripts_size;
	char **texts; /* names and problems of files that are not valid */
	size_t texts_used, texts_size;
};

/* The directory of lessons: the source tree's where the program was built in
 * one that is still there, else the one installed. NULL: neither is there. */
const char *lessons_directory(void);
/* Reads every lesson of a directory (NULL: none), each after those that it
 * names in `after`, else as the directory's file `course` lists their ids, else
 * by file name. A file with errors has its item too. */
void lessons_load(struct lessons *l, const char *directory);
void lessons_free(struct lessons *l);
/* The lesson with this id, or NULL, with the nearest id in *near (NULL: none). */
const struct script *lessons_find(const struct lessons *l, const char *id, const char **near);

/* Reads and parses one file; NULL with the errors. *source is its text
 * (malloc'ed, NULL when it could not be read), for diag_print. */
struct script *lesson_read(const char *path, struct diags *errors, char **source);

#endif
