/* Who follows a class, and how they have voted. Knows no socket, no clock and no thread:
 * class/serve calls it under its lock. */
#ifndef TCPSTEP_CLASS_ROOM_H
#define TCPSTEP_CLASS_ROOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ROOM_CHOICES_MAX = 16, ROOM_LINGERS_MS = 60000 /* a follower whose connection broke may still vote */ };

struct room;

enum room_said {
	ROOM_OK,
	ROOM_FULL,     /* as many follow as may */
	ROOM_STRANGER, /* this token does not follow */
	ROOM_CLOSED,   /* this question takes no votes now */
	ROOM_NO_CHOICE /* the question has no such choice */
};

struct room_counts {
	unsigned connected, behind, answered; /* answered: the question that is asked now, or was last */
	unsigned question, choices;           /* its number, 0: none yet; its choices */
	uint32_t votes[ROOM_CHOICES_MAX];
};

struct room *room_new(unsigned most);
void room_free(struct room *r);
/* Lets a follower in (token "": one that cannot vote). ROOM_FULL, or ROOM_OK with *seat. A
 * token that is here already keeps its seat and its vote. */
enum room_said room_join(struct room *r, const char *token, long long now_ms, size_t *seat);
/* Says that a connection of this seat ended. */
void room_leave(struct room *r, size_t seat, long long now_ms);
enum room_said room_vote(struct room *r, const char *token, uint32_t question, uint32_t choice, long long now_ms);
/* Notes how many steps a follower is behind the class. */
enum room_said room_place(struct room *r, const char *token, uint32_t behind, long long now_ms);
/* Sets the question on which votes are taken, by its number from 1. Another number forgets the
 * votes; 0: there is none. open: votes are taken. */
void room_ask(struct room *r, unsigned question, unsigned choices, bool open);
struct room_counts room_count(const struct room *r);

#endif
