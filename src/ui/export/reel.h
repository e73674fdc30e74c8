/* A script played on the screen from its beginning to its end, frame by frame. */
#ifndef TCPSTEP_UI_EXPORT_REEL_H
#define TCPSTEP_UI_EXPORT_REEL_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "lesson/script.h"
#include "ui/app/app.h"
#include "ui/draw/canvas.h"

enum { FILM_FRAMES_MAX = 500, FILM_OCTETS_MAX = 4 * 1024 * 1024 };

struct frame {
	const struct canvas *canvas;
	unsigned ms;      /* how long it is shown */
	const char *mark; /* the text or question that begins here; NULL: none */
};

/* Passes each frame of the script, on a screen of w columns and h rows, to take(). What the
 * session does takes about a second a step, and at most two more where its clock runs far;
 * a text is shown as long as it takes to read. */
void reel_play(const struct app_options *options, const struct script *script, unsigned w, unsigned h,
	       void (*take)(void *to, const struct frame *frame), void *to);

/* Writes the script as a film: SVG that moves by its style sheet, without a script. Who prefers
 * no motion sees the last frame. Returns false with *diag filled if it has more than
 * FILM_FRAMES_MAX frames or FILM_OCTETS_MAX octets. */
bool film_write(FILE *out, const struct app_options *options, const struct script *script, unsigned w, unsigned h,
		struct diag *diag);
/* Writes the script as a recording of a terminal, asciicast version 2. */
void cast_write(FILE *out, const struct app_options *options, const struct script *script, unsigned w, unsigned h);

#endif
