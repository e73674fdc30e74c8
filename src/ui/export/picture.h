/* Draws the screen as SVG: at a step of a script (`tcpstep picture`), and as it is. */
#ifndef TCPSTEP_UI_EXPORT_PICTURE_H
#define TCPSTEP_UI_EXPORT_PICTURE_H

#include <stdint.h>

#include "ui/app/app.h"

/* Draws a screen of w columns and h rows (0: 80 and 24) after step `at` of the script, to the
 * file `output` (NULL: standard output). at_of 0: steps are counted as in the trace
 * (UINT32_MAX: the last); else as on the screen, where there are at_of. Returns the exit status;
 * errors are printed. */
int picture_make(const struct app_options *options, const struct script *script, uint32_t at, uint32_t at_of,
		 unsigned w, unsigned h, const char *output);

/* Returns the screen as SVG (malloc'ed), as large as the one that was drawn last: the
 * function of app_options.picture. */
char *picture_of(struct app *a);

#endif
