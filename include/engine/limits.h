/* Every capacity of the engine. When a table is full, the user sees it: the
 * action is refused, the call fails or the trace says what was lost. */
#ifndef TCPSTEP_ENGINE_LIMITS_H
#define TCPSTEP_ENGINE_LIMITS_H

enum {
	HOSTS = 2,
	DESCRIPTORS_MAX = 8,   /* open sockets of a host; one more gives EMFILE */
	SLOTS_MAX = 16,        /* sockets and connections of a host, with half-open ones and orphans */
	FLIGHT_MAX = 48,       /* segments in flight */
	KEPT_MAX = 64,         /* octets of a buffer or segment whose content is kept */
	RANGES_MAX = 8,        /* ranges beyond RCV.NXT that a receive buffer remembers */
	RTX_MAX = 16,          /* segments whose borders a retransmission queue remembers */
	SEND_TEXT_MAX = 256,   /* octets of the text of one send or inject */
	BUFFER_MAX = 65535,    /* octets of a buffer */
	REFERENCES_MAX = 9999, /* descriptors that refer to one socket */
	ROWS_MAX = 160,        /* rows of one event's trace */
	OWED_MAX = 16,         /* RSTs that an observed host should have sent, and has not */
	FIRST_PORT = 49152,    /* where the system looks for a local port (RFC 6335 6) */
	PAST_RETURNS_MAX = 48, /* results of a host's sockets that expectations can ask for: one a socket and call */
	PAST_TEXTS_MAX = 8,    /* sockets of a host whose last text from recv is remembered */
	PAST_SENT_MAX = 16,    /* connections of a host whose last segment is remembered */
};

/* The events that one action may cause: at one instant, and in all. Macros,
 * because error messages have them. */
#define INSTANT_MAX 10000
#define EVENTS_MAX  1000000

/* The latest time that the clock reaches: 100 years, in ms. */
#define CLOCK_MAX UINT64_C(3155760000000)

#endif
