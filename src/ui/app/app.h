/* The interactive program: the menu of lessons, a lesson stepped, a free
 * session, a replay, a class. Turns keys into commands, commands into changes of the
 * view or actions of the session. main calls the entries; nobody else. */
#ifndef TCPSTEP_UI_APP_APP_H
#define TCPSTEP_UI_APP_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/lang.h"
#include "ui/draw/style.h"

struct app_options {
	enum lang lang;
	bool ascii;
	enum scheme scheme;
	bool plain; /* notices are worded for plain mode */
	bool animation;
	bool mouse;
	unsigned speed;   /* of playing, steps a minute; 0: as usual */
	uint32_t seed;    /* of the quiz */
	const char *file; /* a lesson's file, opened before those installed; NULL: none */
};

/* Each runs until the student leaves and returns an exit status: 0, or 2 when
 * there is no terminal fit for it, or no such lesson (said on standard error). */
int app_learn(const struct app_options *options, const char *lesson /* NULL: the menu */);
int app_sandbox(const struct app_options *options);
int app_replay(const struct app_options *options, const char *file);
/* A lesson before a class, recorded in a file (NULL: teach.tcpstep beside the progress). */
int app_teach(const struct app_options *options, const char *lesson, const char *recording);
/* A recording that is still being written ("-": standard input). */
int app_follow(const struct app_options *options, const char *recording);

#endif
