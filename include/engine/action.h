/* An action: one thing that can happen to a world, as a value. Keys, script
 * lines, the search and recordings all make actions. An action is printed as
 * a script line, and parsing that line gives the same action. */
#ifndef TCPSTEP_ENGINE_ACTION_H
#define TCPSTEP_ENGINE_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/limits.h"
#include "engine/profile.h"
#include "engine/seq.h"

/* The calls of a script (lessons/FORMAT.md, "Calls"). */
enum call_id {
	CALL_SOCKET,
	CALL_BIND,
	CALL_LISTEN,
	CALL_CONNECT,
	CALL_ACCEPT,
	CALL_SEND,
	CALL_RECV,
	CALL_SHUTDOWN,
	CALL_CLOSE,
	CALL_ABORT,
	CALL_LINGER,
	CALL_REUSEADDR,
	CALL_DUP,
	CALL_EXIT,
	CALL_CRASH,
	CALL_BOOT,
	CALL_COUNT,
	CALL_NONE = 255
};

enum act_kind {
	ACT_CALL,
	ACT_DELIVER,
	ACT_DROP,
	ACT_DUP,
	ACT_HOLD,
	ACT_RELEASE,
	ACT_INJECT,
	ACT_OBSERVE,
	ACT_RETRANSMIT,
	ACT_WAIT,
	ACT_WAIT_NEXT,
	ACT_WAIT_IDLE,
	ACT_COUNT
};

enum shutdown_how { SHUTDOWN_RD, SHUTDOWN_WR, SHUTDOWN_RDWR };

/* The segment that an inject makes up, or that an observe has seen. */
struct forgery {
	seqnum seq, ack;
	uint32_t len;                /* octets of data; with has_text, the action's text_len */
	uint32_t wnd;                /* octets */
	uint32_t tsval, tsecr;       /* observe, if has_times */
	uint16_t from_port, to_port; /* inject; 0: that of the target's connection in focus */
	uint8_t flags;
	uint8_t has_text;
	uint8_t has_times;
	uint8_t pad_[1];
};

struct action {
	uint8_t kind;       /* enum act_kind */
	uint8_t host;       /* call, retransmit, observe: the host that acts; inject: the target */
	uint8_t call;       /* enum call_id */
	uint8_t pick;       /* enum pick_kind, for ACT_DELIVER to ACT_RELEASE */
	uint8_t option;     /* shutdown: enum shutdown_how; linger, reuseaddr: 1 on, 0 off; send: 1 with text */
	uint8_t has_amount; /* recv: N was given; listen: BACKLOG was given */
	uint16_t text_len;  /* octets of text */
	uint8_t inferred;   /* an import has concluded it; the engine does not ask */
	uint8_t pad_[3];
	uint32_t sock;   /* the number of the socket that was named (server.2); 0: none */
	uint32_t id;     /* segment number, with PICK_ID */
	uint32_t amount; /* port, backlog, octets */
	struct forgery forgery;
	struct duration span;     /* of wait and of linger on */
	char text[SEND_TEXT_MAX]; /* of send, inject and observe; zero beyond text_len */
};

/* Returns whether two actions are equal in every field. */
bool action_same(const struct action *a, const struct action *b);

/* Make an action without parsing, for keys and tests. The first makes a call
 * without arguments, the second an action on a segment (id 0: the one that is
 * due first), the third a wait. */
struct action action_call(uint8_t host, enum call_id call);
struct action action_pick(enum act_kind kind, uint32_t id);
struct action action_wait(uint64_t count, enum duration_unit unit);

#endif
