/* Keeps a table of followers, a seat each. Called by serve. */
#include "class/room.h"

#include <string.h>

#include "base/mem.h"
#include "class/form.h"

struct seat {
	char token[TOKEN_MAX + 1]; /* "": cannot vote */
	unsigned connections;      /* a new one may come before the old one is known to be broken */
	long long left_ms;         /* when the last connection ended */
	bool taken;                /* the seat is somebody's: connected, or left not long ago */
	uint32_t behind, choice;   /* choice: from 1; 0: none */
};

struct room {
	struct seat *seats;
	size_t most;
	unsigned question, choices;
	bool open;
};

struct room *room_new(unsigned most)
{
	struct room *r = mem_new(1, sizeof *r);

	r->seats = mem_new(most, sizeof *r->seats);
	r->most = most;
	return r;
}

void room_free(struct room *r)
{
	if (!r)
		return;
	mem_free(r->seats);
	mem_free(r);
}

/* Returns whether a seat counts: somebody is connected, or was until a moment ago. */
static bool is_here(const struct seat *s, long long now_ms)
{
	return s->taken && (s->connections > 0 || now_ms - s->left_ms < ROOM_LINGERS_MS);
}

/* Returns the seat of a token, NULL: it has none. */
static struct seat *seat_of(struct room *r, const char *token)
{
	for (size_t i = 0; i < r->most && token[0] != '\0'; i++)
		if (r->seats[i].taken && strcmp(r->seats[i].token, token) == 0)
			return &r->seats[i];
	return NULL;
}

/* Returns a seat for somebody new: a free one, else one whose follower left long ago, else
 * one who left without a vote. NULL: all are taken. */
static struct seat *seat_free(struct room *r, long long now_ms)
{
	struct seat *left = NULL;

	for (size_t i = 0; i < r->most; i++) {
		struct seat *s = &r->seats[i];

		if (!s->taken || (s->connections == 0 && s->token[0] == '\0'))
			return s;
		if (!is_here(s, now_ms) || (s->connections == 0 && s->choice == 0))
			left = s;
	}
	return left;
}

enum room_said room_join(struct room *r, const char *token, long long now_ms, size_t *seat)
{
	struct seat *s = seat_of(r, token);

	if (!s) {
		s = seat_free(r, now_ms);
		if (!s)
			return ROOM_FULL;
		memset(s, 0, sizeof *s);
		memcpy(s->token, token, strlen(token) + 1);
		s->taken = true;
	}
	s->connections++;
	*seat = (size_t)(s - r->seats);
	return ROOM_OK;
}

void room_leave(struct room *r, size_t seat, long long now_ms)
{
	struct seat *s = &r->seats[seat];

	s->connections--;
	s->left_ms = now_ms;
	if (s->connections == 0)
		s->behind = 0;
}

enum room_said room_vote(struct room *r, const char *token, uint32_t question, uint32_t choice, long long now_ms)
{
	struct seat *s = seat_of(r, token);

	if (!s || !is_here(s, now_ms))
		return ROOM_STRANGER;
	if (!r->open || question != r->question)
		return ROOM_CLOSED;
	if (choice == 0 || choice > r->choices)
		return ROOM_NO_CHOICE;
	s->choice = choice;
	return ROOM_OK;
}

enum room_said room_place(struct room *r, const char *token, uint32_t behind, long long now_ms)
{
	struct seat *s = seat_of(r, token);

	if (!s || !is_here(s, now_ms))
		return ROOM_STRANGER;
	s->behind = behind;
	return ROOM_OK;
}

void room_ask(struct room *r, unsigned question, unsigned choices, bool open)
{
	if (question != r->question)
		for (size_t i = 0; i < r->most; i++)
			r->seats[i].choice = 0;
	r->question = question;
	r->choices = choices < ROOM_CHOICES_MAX ? choices : ROOM_CHOICES_MAX;
	r->open = open && question > 0;
}

struct room_counts room_count(const struct room *r)
{
	struct room_counts n = { .question = r->question, .choices = r->choices };

	for (size_t i = 0; i < r->most; i++) {
		const struct seat *s = &r->seats[i];

		if (!s->taken)
			continue;
		n.connected += s->connections > 0;
		n.behind += s->connections > 0 && s->behind > 0;
		n.answered += s->choice > 0;
		if (s->choice > 0)
			n.votes[s->choice - 1]++;
	}
	return n;
}
