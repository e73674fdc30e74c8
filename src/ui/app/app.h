/* What the interactive program is told at its start, by any of its entries. */
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

#endif
