/* The results of files for test harnesses: TAP 14 (testanything.org) or the XML of JUnit. Both
 * are in English, and have no times, so that the same run gives the same octets. */
#ifndef TCPSTEP_REPORT_RESULTS_H
#define TCPSTEP_REPORT_RESULTS_H

#include <stdio.h>

/* The values of --report, in this order. */
enum results_format { RESULTS_NONE, RESULTS_TAP, RESULTS_JUNIT };

struct results;

/* Starts a report on `files` files. results_end ends it; NULL for RESULTS_NONE, which the other
 * functions take and do nothing. */
struct results *results_begin(FILE *out, enum results_format format, const char *command, unsigned files);
/* Starts the result of a file, as the command line has it. */
void results_file(struct results *r, const char *file);
/* Where something is. */
struct results_place {
	const char *file;
	unsigned line, column; /* from 1; line 0: the whole file */
};
/* Something in the file failed. */
void results_failure(struct results *r, struct results_place at, const char *expected, const char *found);
/* The file is not valid, or could not be read. */
void results_error(struct results *r, struct results_place at, const char *message);
/* Something to know about the file that is no failure. */
void results_note(struct results *r, const char *note);
/* Ends the report, and frees it. */
void results_end(struct results *r);

#endif
