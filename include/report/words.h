/* The words for one row of a trace, the same in every ladder: as text, as a chart and
 * as a Mermaid diagram. */
#ifndef TCPSTEP_REPORT_WORDS_H
#define TCPSTEP_REPORT_WORDS_H

#include "base/lang.h"
#include "base/text.h"
#include "engine/trace.h"

/* Appends " again", " differs", " copy of #4", " forged": what is odd about a segment. */
void words_oddity(struct text *t, const struct row *row, enum lang lang);
/* Appends the length if there is data, and the window if it is zero. */
void words_size(struct text *t, const struct segment *s);
/* Appends a segment and what is odd about it: "#5 ACK \"hi\" seq=101 ack=301 again". A copy
 * has the numbers of its original, and no others are given. */
void words_segment(struct text *t, const struct row *row, enum lang lang);
/* Returns why the segment of a ROW_LOSE was lost: "too old". */
const char *words_loss(const struct row *row, enum lang lang);
/* Appends the call of a ROW_CALL: ".2 send \"hi\"". */
void words_call(struct text *t, const struct row *row, enum lang lang);
/* Appends what the call of a ROW_RETURN gave: "= 5", "= -1 EPIPE". */
void words_value(struct text *t, const struct result *result);
/* Appends the timer of a ROW_TIMER: "timer rto". */
void words_timer(struct text *t, const struct row *row, enum lang lang);

#endif
