/* What `teach` tells `notes` in a small file next to the recording, which followers never
 * receive: the lesson's file, who follows, and the vote. */
#ifndef TCPSTEP_CLASS_STATUS_H
#define TCPSTEP_CLASS_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#include "class/room.h"

struct class_status {
	char *lesson;            /* the lesson's file (malloc'ed); NULL: an installed one */
	bool served;             /* followers may connect */
	struct room_counts room; /* who follows, and the vote; choices 0: there is none */
};

/* Returns the status file of a recording (malloc'ed). */
char *status_path(const char *recording);
/* Writes the file; returns false if that is not possible. */
bool status_write(const char *path, const struct class_status *status);
/* Reads it; false: there is none, or it is only half there. Call status_free after true. */
bool status_read(const char *path, struct class_status *status);
void status_free(struct class_status *status);

#endif
