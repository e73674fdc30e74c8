/* The available lessons: finds, reads and orders them. What a student has
 * finished is kept by lesson/progress; the app copies it into the items for the
 * menu. */
#ifndef TCPSTEP_LESSON_LIBRARY_H
#define TCPSTEP_LESSON_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "lesson/parse.h"
#include "lesson/script.h"

enum item_kind { ITEM_LESSON, ITEM_SANDBOX, ITEM_QUIZ };
/* The parts of a course. A lesson that the file `course` names before its first
 * line `section`, or not at all, is in none. */
enum course_section { SECTION_NONE, SECTION_CORE, SECTION_ADVANCED };

/* One line of the menu of lessons. */
struct menu_item {
	enum item_kind kind;
	const struct script *script;     /* NULL: no lesson, or a file that is not valid */
	const char *name;                /* id, or the file's name */
	const char *problem[LANG_COUNT]; /* why it cannot be opened; NULL: it can */
	enum course_section section;     /* as the file `course` has it */
	unsigned minutes;                /* how long it takes, as the file `course` has it; 0: it does not say */
	bool done;                       /* finished before */
	unsigned at, stops;              /* begun and not finished: the place in it, of how many; 0: not begun */
	unsigned goals, solved;          /* its goals, and those solved by oneself */
	unsigned best, shortest;         /* of those solved: the fewest actions so far, and the fewest known */
	unsigned asked, right, skipped;  /* its questions, those answered right at once, and those skipped */
};

struct lessons {
	struct menu_item *items; /* valid ones in order, then the others, the sandbox and the quiz last */
	size_t used, size;
	struct script **scripts; /* owned; items point into them */
	size_t scripts_used, scripts_size;
	char **texts; /* of files that are not valid, in turn: the name, the problem in each language */
	size_t texts_used, texts_size;
	char *course; /* the text of the directory's file `course`; empty: there is none */
};

/* Sets how the program was started (argv[0], which must last): where /proc does
 * not say where the program is, it is looked up in PATH. */
void lessons_program(const char *argv0);
/* Puts a folder (it must last) before all others; NULL: none. */
void lessons_use(const char *folder);
/* Returns the first of these folders that exists, NULL where none does:
 * that of lessons_use, ../share/tcpstep/lessons and ../lessons next to the program's own folder, the
 * source tree that it was built from, the PREFIX that it was built for. */
const char *lessons_directory(void);
/* Does the same without that of lessons_use: where the program's own files are. */
const char *lessons_own_directory(void);
/* Writes those folders, one a line, indented: where lessons_directory looked. */
void lessons_places(struct text *t);
/* Reads every lesson of a directory (NULL: none), each after those that it
 * names in `after`, else as the directory's file `course` lists their ids, else
 * by file name. A file with errors has its item too. Lines of `course`: `ID`,
 * `ID MINUTES`, `section core`, `section advanced`, `# comment`. */
void lessons_load(struct lessons *l, const char *directory);
/* Does the same, but reads only the header of each file, which is what a menu
 * shows. Before any other use of a script, complete it; a file whose header has
 * errors is read whole at once. */
void lessons_load_headers(struct lessons *l, const char *directory);
/* Reads the rest of a script (NULL or complete: nothing to do), in place. False
 * when it is not valid: the script is gone, and its file is listed as a problem.
 * Either may move the items; their marks (done, solved …) are lost. */
bool lessons_complete(struct lessons *l, const struct script *script);
/* Completes all scripts; false when any is not valid. */
bool lessons_complete_all(struct lessons *l);
void lessons_free(struct lessons *l);
/* Returns the lesson with this id, or NULL, with the nearest id in *near (NULL:
 * none). */
const struct script *lessons_find(const struct lessons *l, const char *id, const char **near);

/* Reads and parses one file; NULL with the errors. *source is its text
 * (malloc'ed, NULL when it could not be read), for diag_print. */
struct script *lesson_read(const char *path, struct diags *errors, char **source);
/* Reads and parses one file ("-": standard input); NULL when it is not valid or
 * cannot be read, with all its errors printed on standard error. */
struct script *script_open(const char *path, enum lang lang);
/* Does the same, and leaves the errors in *errors (diags_free frees them). */
struct script *script_open_with(const char *path, enum lang lang, struct diags *errors);

#endif
