/* Keeps a list of connections, and ends those that take too long. Called by serve. */
#include "class/visits.h"

#include <stddef.h>
#include <sys/socket.h>

#include "base/mem.h"

struct visit *visit_add(struct visit **all, int fd, long long now_ms)
{
	struct visit *v = mem_new(1, sizeof *v);

	*v = (struct visit){ .fd = fd, .phase = VISIT_ASKS, .since_ms = now_ms, .next = *all };
	*all = v;
	return v;
}

void visit_remove(struct visit **all, struct visit *v)
{
	while (*all != v)
		all = &(*all)->next;
	*all = v->next;
	mem_free(v);
}

void visit_goes_on(struct visit *v, enum visit_phase phase, long long now_ms)
{
	if (phase != v->phase || phase == VISIT_ASKS)
		v->since_ms = now_ms;
	v->phase = phase;
}

static bool is_overdue(const struct visit *v, long long now_ms)
{
	long long took = now_ms - v->since_ms;

	switch (v->phase) {
	case VISIT_ASKS:
		return took >= VISIT_ASKS_MS;
	case VISIT_TAKES:
		return took >= VISIT_TAKES_MS;
	case VISIT_WAITS:
		return false;
	}
	return false;
}

void visit_end_overdue(struct visit *all, long long now_ms)
{
	for (struct visit *v = all; v; v = v->next)
		if (is_overdue(v, now_ms))
			shutdown(v->fd, SHUT_RDWR);
}
