/* What a capture shows of one connection, packet by packet: who sent what, each end's
 * state, who closed it and how. Every packet of the file is taken to have arrived. */
#ifndef TCPSTEP_CAPTURE_CONNECTION_H
#define TCPSTEP_CAPTURE_CONNECTION_H

#include "capture/packet.h"
#include "engine/states.h"

/* How a connection ended (`how`). */
enum ending {
#define ENDING(id, name) ENDING_##id,
#include "capture/words.def"
	ENDINGS
};
/* Why a host sent a RST (`cause`). */
enum reset_cause {
#define CAUSE(id, name) CAUSE_##id,
#include "capture/words.def"
	CAUSES
};
const char *ending_name(enum ending e);
const char *reset_cause_name(enum reset_cause c); /* "-" for CAUSE_NONE */

/* What is seen of one direction. */
struct direction;
/* What a connection needs that is more than SYNs of one host. */
struct life;

enum { CUT_SCALE = 254, NO_SCALE = 255 };

/* Ends are numbered: 0 sent the connection's first packet. */
struct connection {
	int64_t first_ns, last_ns, idle_ns; /* idle: the longest time without a packet */
	struct endpoint end[2];
	uint32_t number;   /* by its first packet, from 1 */
	struct life *life; /* NULL: only SYNs of end 0 so far, all with the same number */
	uint32_t packets;
	uint32_t first_record, last_record;
	uint32_t iss;                /* of the SYN without ACK that began it */
	uint32_t again_record;       /* the first that repeated it; 0: none did */
	uint32_t next, older, newer; /* links of the table */
	uint32_t tsval;              /* of the last of them */
	uint16_t window, id;         /* the same */
	uint8_t scale;               /* of its option; NO_SCALE: it has none; CUT_SCALE: the file lacks it */
	uint8_t ttl;
	bool aside; /* for connections.c: it is among those that have ended */
	uint8_t bits;
};

/* Returns whether a packet from end `from` begins another connection of the same pair: a
 * SYN whose number is not that of the host's SYN before. */
bool connection_is_another(const struct connection *c, int from, const struct packet *p);
/* Takes a packet of end `from` into account; the first one makes the connection. Returns
 * whether it is a copy of one that the file has already. */
bool connection_add(struct connection *c, int from, const struct packet *p);
/* Notes that the pair is used anew by this packet, which ends a TIME-WAIT. */
void connection_note_anew(struct connection *c, const struct packet *p);
void connection_free(struct connection *c);
/* Returns whether a RST was neither sent by the host whose address it has nor taken by the other
 * one: since it came the first has sent more, up to end_now, and the other acknowledges that. */
bool reset_is_foreign(uint32_t end_then, uint32_t end_now, uint32_t ack);

/* Returns whether it has ended: nothing is open, but for a TIME-WAIT. */
bool connection_ended(const struct connection *c);
/* Returns which end is the client, and whether that is only inferred from who sent
 * first or from the ports. */
int connection_client(const struct connection *c, bool *inferred);
/* Returns the state of an end after the last packet. */
enum tcp_state connection_state(const struct connection *c, int end);
enum ending connection_ending(const struct connection *c);
/* Returns the end that sent the first FIN, else the first RST: 0 or 1; 2: both, at the
 * same time; -1: nobody closed it. */
int connection_closer(const struct connection *c);
enum reset_cause connection_cause(const struct connection *c);
/* Returns the last packet by which an end answered the SYN for a connection before, that it had not
 * forgotten (RFC 9293 3.5.1, figure 9); 0: none did. */
uint32_t connection_stranger(const struct connection *c);

/* Figures of the summary. */
struct connection_figures {
	uint64_t octets;    /* of payload, each counted once */
	uint64_t lost;      /* octets that were acknowledged and are not in the file */
	uint32_t resent[2]; /* segments sent again, by the client and by the server */
	uint32_t twice;     /* records that are copies of one packet */
	uint32_t differs;   /* segments where a host did otherwise than RFC 9293 */
	int64_t rtt_ns;     /* from the last SYN before the SYN,ACK to the ACK of that; -1: not seen */
	bool no_start, no_end, one_way, gaps;
	char history[32]; /* Zeek's letters */
};
void connection_figures(const struct connection *c, struct connection_figures *f);

#endif
