/* Options of the interactive program. Every entry in ui/start fills them in. */
#ifndef TCPSTEP_UI_APP_APP_H
#define TCPSTEP_UI_APP_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"
#include "ui/draw/style.h"

struct app;
struct compared_feed;
struct diag;
struct script;

/* A format in which what was done leaves the screen. */
struct share_format {
	const char *name;   /* NULL after the last one */
	const char *ending; /* of its file's name */
	const char *about[LANG_COUNT];
};

struct strace;

struct app_options {
	enum lang lang;
	bool ascii;
	enum scheme scheme;
	bool animation;
	bool mouse;
	bool ask_width;                    /* use ASCII if the terminal draws line characters in two columns */
	unsigned speed;                    /* of playing, steps a minute; 0: the default */
	uint32_t seed;                     /* of the quiz */
	const char *begin;                 /* where the free session begins (lesson/beginnings.def); NULL: CLOSED */
	char *(*picture)(struct app *app); /* returns the screen as SVG (malloc'ed); NULL: it cannot be drawn */
	const struct share_format *shares; /* NULL: a picture and a script alone */
	/* writes a script in a format of `shares`: returns its octets (malloc'ed), *n of
	 * them; NULL: it cannot be written, *diag says why */
	char *(*share)(const struct app *app, size_t format, const struct script *script, size_t *n, struct diag *diag);
	const void *share_for; /* for that function */
	bool (*key_waits)(
		void); /* whether a key was pressed that is not read yet: while none was, a search may run; NULL: not
				    known, and none runs */
	const char *listen;      /* where a class is served, "[ADDRESS:]PORT"; NULL: nowhere */
	const char *code;        /* the class's room code; NULL: none */
	unsigned followers;      /* of a class that is served, at most; 0: the default */
	bool kiosk;              /* nothing is written and no command runs */
	bool once;               /* a replay ends the program after its last step */
	const char *const *sets; /* `set` lines of the free session, NAME VALUE or NAME=VALUE */
	int sets_used;
	const struct compared_feed *kernel; /* what two kernels do at the first lesson that is opened; NULL: they do
					       not run */
	const struct strace *calls;         /* of the programs of a capture; NULL: they are inferred */
	const char *file;                   /* a lesson's file, opened before the installed lessons; NULL: none */
};

#endif
