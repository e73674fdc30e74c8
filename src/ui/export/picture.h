/* `tcpstep picture`: draws the screen at a step of a script as SVG. */
#ifndef TCPSTEP_UI_EXPORT_PICTURE_H
#define TCPSTEP_UI_EXPORT_PICTURE_H

#include <stdint.h>

#include "ui/app/app.h"

/* Draws a screen of w columns and h rows (0: 80 and 24) after step `at` of the script,
 * counted as in the trace (UINT32_MAX: the last), to the file `output` (NULL: standard
 * output). Returns the exit status; errors are printed. */
int picture_make(const struct app_options *options, const char *file, uint32_t at, unsigned w, unsigned h,
		 const char *output);

#endif
