/* One thing that can happen, as a value: a key, a script line, the solver and
 * a recording all make actions. An action prints as a script line, and the
 * line reads back as the same action. */
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
	ACT_RETRANSMIT,
	ACT_WAIT,
	ACT_WAIT_NEXT,
	ACT_WAIT_IDLE,
	ACT_COUNT
};

enum shutdown_how { SHUTDOWN_RD, SHUTDOWN_WR, SHUTDOWN_RDWR };

/* The segment of an inject. */
struct forgery {
	seqnum seq, ack;
	uint32_t len; /* octets; those of `text` when it has one */
	uint16_t wnd;
	uint16_t from_port, to_port; /* 0: of the target's connection in focus */
	uint8_t flags;
	uint8_t has_text;
	uint8_t pad_[4];
};

struct action {
	uint8_t kind;       /* enum act_kind */
	uint8_t host;       /* of a call or retransmit: whose; of inject: the target */
	uint8_t call;       /* enum call_id */
	uint8_t pick;       /* enum pick_kind, of deliver … release */
	uint8_t option;     /* shutdown: how; linger, reuseaddr: 1 on, 0 off; send: 1 when text is given */
	uint8_t has_amount; /* recv N, listen BACKLOG were given */
	uint16_t text_len;  /* octets of text */
	uint32_t sock;      /* socket named (server.2); 0: none */
	uint32_t id;        /* segment number, with PICK_ID */
	uint32_t amount;    /* port, backlog, octets */
	uint8_t pad_[4];
	struct duration span; /* wait; linger on */
	struct forgery forgery;
	char text[SEND_TEXT_MAX]; /* of send and inject; zero beyond text_len */
};

/* The same action in every field that its kind has. */
bool action_same(const struct action *a, const struct action *b);

/* Made by hand, for keys and tests. */
struct action action_call(uint8_t host, enum call_id call);
struct action action_pick(enum act_kind kind, uint32_t id); /* id 0: the earliest due */
struct action action_wait(uint64_t count, enum duration_unit unit);

#endif
