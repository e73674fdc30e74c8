/* What happened to a connection, in one sentence with its evidence. */
#ifndef TCPSTEP_CAPTURE_VERDICT_H
#define TCPSTEP_CAPTURE_VERDICT_H

#include "base/lang.h"
#include "capture/connection.h"

enum verdict {
#define VERDICT(id, en, ko) VERDICT_##id,
#include "capture/verdicts.def"
#undef VERDICT
	VERDICTS
};

/* Appends the verdict. `end_ns` is when the capture ends, or as far as it was read.
 * Packets are numbered by their records in the file, from 1. */
void verdict_write(struct text *t, const struct connection *c, int64_t end_ns, enum lang lang);
/* Returns a sentence with its %w, %1 … in place. */
const char *verdict_format(enum verdict v, enum lang lang);

#endif
