/* Any value of the engine as text, the same in every output. */
#ifndef TCPSTEP_LANGUAGE_FORMAT_H
#define TCPSTEP_LANGUAGE_FORMAT_H

#include "base/text.h"
#include "engine/trace.h"

/* "SYN,ACK seq=300 ack=101 win=64 len=0", absolute numbers. */
void format_segment(struct text *t, const struct segment *s);
/* "connect 80": a call without its host. */
void format_call(struct text *t, const struct action *a);
/* "recv = \"GET /\"", "send = -1 EPIPE". */
void format_result(struct text *t, const struct result *r);
/* "500ms": as it was written. */
void duration_write(struct text *t, struct duration d);
/* Shortest exact form: "4m", "90s", "1500ms", "0ms". */
void format_span(struct text *t, vtime ms);
/* "00:04.170", "01:02:03.004" from an hour on. */
void format_clock(struct text *t, vtime ms);
/* The row's detail column of the tsv trace; "-" for none. */
void format_detail(struct text *t, const struct row *row);
/* Octets as a person reads them: known ones escaped, unknown ones as dots. */
void format_octets(struct text *t, const struct octets *o, uint32_t n);
/* "call", "return", … */
const char *row_kind_name(enum row_kind kind);

#endif
