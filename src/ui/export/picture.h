/* `tcpstep picture`: a moment of a script as the screen shows it, as an SVG. */
#ifndef TCPSTEP_UI_EXPORT_PICTURE_H
#define TCPSTEP_UI_EXPORT_PICTURE_H

#include <stdint.h>

#include "ui/app/app.h"

/* After step `at` of the script (its steps as the trace counts them; UINT32_MAX:
 * the last), on a screen of w columns and h rows, to the file at `output` (NULL:
 * standard output). Returns the exit status; what is wrong is told. */
int picture_make(const struct app_options *options, const char *file, uint32_t at, unsigned w, unsigned h,
		 const char *output);

#endif
