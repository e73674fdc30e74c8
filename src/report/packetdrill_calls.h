/* Calls and their results in the words of packetdrill. packetdrill.c alone includes it. */
#ifndef TCPSTEP_REPORT_PACKETDRILL_CALLS_H
#define TCPSTEP_REPORT_PACKETDRILL_CALLS_H

#include "base/text.h"
#include "engine/profile.h"
#include "engine/world.h"

/* Returns the descriptor that packetdrill gives a socket. */
unsigned drill_fd(uint32_t socket);
/* Writes a call without its result. Returns NULL, or why packetdrill has no such call. */
const char *drill_write_call(const struct config *config, struct text *t, const struct action *a, unsigned fd);
/* Write a setsockopt with a number (LEVEL, NAME), and that of SO_LINGER. */
void drill_write_option(struct text *t, unsigned fd, const char *level_and_name, unsigned value);
void drill_write_linger(struct text *t, unsigned fd, bool on, vtime ms);
/* Writes " = RESULT". */
void drill_add_result(struct text *t, const struct result *r);

#endif
