/* Every capacity of the engine. A full table refuses visibly. */
#ifndef TCPSTEP_ENGINE_LIMITS_H
#define TCPSTEP_ENGINE_LIMITS_H

enum {
	HOSTS = 2,
	DESCRIPTORS_MAX = 8,   /* open sockets a host; the next draws EMFILE */
	SLOTS_MAX = 16,        /* sockets and connections a host: descriptors, half-open ones, orphans */
	FLIGHT_MAX = 48,       /* segments in flight */
	KEPT_MAX = 64,         /* octets of a buffer or segment whose content is kept */
	RANGES_MAX = 8,        /* gaps that a receive buffer remembers */
	RTX_MAX = 16,          /* segment borders that a retransmission queue remembers */
	SEND_TEXT_MAX = 256,   /* octets of one send's text */
	BUFFER_MAX = 65535,    /* octets of a buffer */
	REFERENCES_MAX = 9999, /* to one descriptor */
	ROWS_MAX = 160,        /* rows that one event may trace */
};

/* The furthest that the clock runs: 100 years, in ms. */
#define CLOCK_MAX UINT64_C(3155760000000)

#endif
