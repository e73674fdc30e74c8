/* The actions that a search tries in a world. A move is an action in two octets:
 * segments are named by their position in flight, so that one move may be
 * performed in two worlds that number their segments differently. */
#ifndef TCPSTEP_SESSION_MOVES_H
#define TCPSTEP_SESSION_MOVES_H

#include "session/search.h"

/* The ports are those that a host binds if it has bound none. */
enum { MOVES_MAX = 3 * FLIGHT_MAX + 24, MOVE_CALLS = 12, PORT_SERVER = 80, PORT_CLIENT = 90 };

enum move_kind {
	MOVE_WAIT, /* wait next */
	MOVE_DELIVER,
	MOVE_DROP,
	MOVE_DUP,
	MOVE_CALL /* this and those after it: the client's calls, then the server's */
};

struct move {
	uint8_t what; /* enum move_kind, or MOVE_CALL + host * MOVE_CALLS + the call's place in the table */
	uint8_t pick; /* the segment's position in flight */
};

/* What the way to a state has used of the bounds. */
struct spent {
	uint8_t losses : 3, copies : 3, crashes : 2;
};

struct moves {
	const struct search *search;
	struct action calls[HOSTS][MOVE_CALLS];
	struct action net;             /* of a move that is no call */
	bool tried[HOSTS][MOVE_CALLS]; /* the call is allowed, and within the bounds of the search */
	bool forbidden[MOVE_CALL];
};

/* Prepares the actions of a search. */
void moves_init(struct moves *m, const struct search *search);
/* Writes the moves to try in a world, MOVES_MAX at most. Returns how many. */
size_t moves_list(const struct moves *m, const struct world *w, struct spent spent, struct move *moves);
/* Returns the action of a move in a world, or NULL if no segment has its
 * position. It is valid until the next call. */
const struct action *moves_action(struct moves *m, const struct world *w, struct move move);
/* Adds what a move uses of the bounds. */
void moves_spend(struct move move, struct spent *spent);

#endif
