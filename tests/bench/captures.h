/* Measures of captures. Called by bench.c. */
#ifndef TCPSTEP_BENCH_CAPTURES_H
#define TCPSTEP_BENCH_CAPTURES_H

/* Prints how long `import --summary` takes, next to tcptrace and tcpdump. */
void bench_captures(const char *program);

#endif
