/* Measures of captures. Called by bench.c. */
#ifndef TCPSTEP_BENCH_CAPTURES_H
#define TCPSTEP_BENCH_CAPTURES_H

#include <stdint.h>

/* Prints how long `import --summary` takes, next to tcptrace and tcpdump, and `import` of RSTs. */
void bench_captures(const char *program);
/* Writes a capture of one connection with `segments` segments. Returns its path, which the
 * caller unlinks; NULL: it could not be made. */
const char *bench_long_connection(uint32_t segments);

#endif
