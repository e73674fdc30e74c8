/* What is kept of a connection besides SYNs of one host. Shared by connection.c and its
 * parts, connection_reset.c, connection_judge.c and verdict.c. */
#ifndef TCPSTEP_CAPTURE_CONNECTION_LIFE_H
#define TCPSTEP_CAPTURE_CONNECTION_LIFE_H

#include "capture/connection.h"
#include "capture/octets_seen.h"

/* Bits of a connection. */
enum {
	BIT_SYN = 1,       /* its first packet is a SYN without ACK, kept in it */
	BIT_RESET = 2,     /* a RST was accepted */
	BIT_REFUSED = 4,   /* it answered a SYN */
	BIT_FORGOTTEN = 8, /* its receiver returned to LISTEN */
	BIT_DOUBTFUL = 16  /* the RST is in the window, but not where octets that the file has end */
};

enum {
	RECENT = 4,              /* packets of a direction that a copy is compared with */
	COPY_NS = 100000000,     /* how long after a packet its copy may come */
	COPY_NO_ID_NS = 1000000, /* the same where no id tells */
	LETTERS_MAX = 31
};

/* A packet that a verdict cites. */
struct mark {
	int64_t ns;
	uint32_t record; /* 0: there is none */
};

struct recent {
	int64_t time_ns;
	uint32_t seq, ack, length, tsval, record;
	uint16_t window, id;
	uint8_t flags;
	bool used;
};

struct direction {
	struct recent recent[RECENT];
	struct octets_seen data;
	uint32_t iss;           /* if syn */
	uint32_t asked, resets; /* packets of the peer since it acknowledged all; RSTs since its last other packet */
	uint32_t bare;          /* bare ACKs of the peer in a row: no pause between them is longer than a round trip */
	int64_t bare_ns;        /* when the last of them came */
	uint32_t resets_differ; /* RSTs of its among `differs`, since its last other packet */
	uint32_t start, end;    /* the first number, and one past the last that was sent */
	uint32_t acked;         /* the highest acknowledgment sent: this host's RCV.NXT */
	uint32_t fin;           /* number of its FIN */
	uint32_t window, most;  /* that it offers, scaled; the largest so far */
	uint32_t resent, unanswered;                   /* unanswered: sent again since the peer's last packet */
	uint32_t first_resent, last_data, zero_window; /* records; 0: none */
	uint32_t probes, first_probe; /* of keepalive, since the peer's last packet; record of the first */
	struct mark fin_mark;         /* its first FIN */
	uint32_t after_fin;           /* octets sent since the peer's FIN */
	uint32_t after_fin_from;      /* number of the first */
	uint32_t edge;                /* the right edge of its window, the farthest so far; if acks */
	uint8_t scale, newest;
	uint8_t ttl; /* of its first packet */
	bool heard, sent, syn, active, syn_ack, scaled, acks, fin_sent, fin_acks_peer, beyond_syn;
	bool scale_cut;  /* the options of its SYN are cut off, and the rest has no scale */
	bool data_since; /* data came since it last sent data */
};

/* The RST that was accepted. */
struct reset {
	struct mark mark;
	uint32_t seq;           /* its number */
	uint32_t end;           /* one past the last number that its sender had used */
	enum tcp_state state;   /* of its receiver, until then */
	uint32_t before;        /* record of the packet before it */
	int before_from;        /* the end that sent that */
	uint32_t asked;         /* record of the last packet that it may answer: that acknowledges its number; or 0 */
	bool still_came;        /* that came after the FIN of the RST's sender */
	int64_t idle_ns;        /* the silence between the two */
	int64_t before_idle_ns; /* the silence before that packet */
	uint8_t ttl;
	int from;
};

struct life {
	struct direction of[2];
	int64_t syn_ns, rtt_ns; /* syn_ns: when the last SYN before the SYN,ACK was seen; -1: never */
	uint32_t twice, differs;
	bool copied; /* a packet with numbers has a copy: the file has each packet twice */
	enum reset_cause cause;
	int first_fin; /* end; -1: none */
	struct reset reset;
	bool stranger; /* end 1 answered the SYN for a connection before */
	uint32_t stranger_ack, stranger_record;
	uint32_t ignored_reset;  /* record of the first that was not accepted */
	uint32_t foreign_reset;  /* record of the first that its sender did not send */
	int foreign_from;        /* the end whose address that has */
	int64_t last_idle_ns;    /* the silence before the last packet */
	int last_from;           /* who sent that */
	uint32_t syn_ack_record; /* of the first SYN,ACK */
	struct mark anew;        /* the SYN by which the pair is used anew */
	uint32_t went_on_record; /* of the first packet that the sender of the accepted RST cannot have sent after it */
	char history[LETTERS_MAX + 1];
};

/* --- connection_differs.c --- */

/* Returns whether end `from` would not have sent the packet by RFC 9293. Every packet of the
 * file has arrived; what a program must have called, it called. */
bool connection_differs(const struct connection *c, int from, const struct packet *p);

/* --- connection_reset.c --- */

/* Returns a time in which what is under way arrives: a round trip, if one was measured. */
int64_t connection_late_ns(const struct life *l);
/* Takes a RST of end `from` into account. */
void connection_take_reset(struct connection *c, int from, const struct packet *p);
/* Takes back a RST that was accepted, if this packet of end `from` shows that it was not. */
void connection_doubt_reset(struct connection *c, int from, const struct packet *p);

#endif
