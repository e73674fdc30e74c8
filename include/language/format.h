/* Writes any value of the engine as text, the same in every output. */
#ifndef TCPSTEP_LANGUAGE_FORMAT_H
#define TCPSTEP_LANGUAGE_FORMAT_H

#include "base/lang.h"
#include "base/text.h"
#include "engine/trace.h"

/* Appends "SYN,ACK seq=300 ack=101 win=64 len=0", in absolute numbers. */
void format_segment(struct text *t, const struct segment *s);
/* Appends "connect 80": a call without its host. */
void format_call(struct text *t, const struct action *a);
/* Appends "recv = \"GET /\"", "send = -1 EPIPE". */
void format_result(struct text *t, const struct result *r);
/* Appends "500ms": a duration as it was written. */
void duration_write(struct text *t, struct duration d);
/* Appends a time in its shortest exact form: "4m", "90s", "1500ms", "0ms". */
void format_span(struct text *t, vtime ms);
/* Appends "00:04.170", or "01:02:03.004" from an hour on. */
void format_clock(struct text *t, vtime ms);
/* Appends the row's detail column of the tsv trace; "-" for none. */
void format_detail(struct text *t, const struct row *row);
/* Appends octets as a person reads them: known ones escaped, unknown ones as
 * dots. */
void format_octets(struct text *t, const struct octets *o, uint32_t n);
/* Returns the name of a row's kind: "call", "return", ... */
const char *row_kind_name(enum row_kind kind);
/* Returns a host's word in a sentence: "client", in Korean "클라이언트". Labels and
 * script lines have host_name. */
const char *host_word(uint8_t host, enum lang lang);

#endif
