/* The network between the two hosts: a table of segments in flight. world.c
 * decides when they arrive, host.c what an arrival does. */
#include "engine/net.h"

#include <string.h>

#include "base/check.h"

const char *host_name(uint8_t host)
{
	return host == HOST_CLIENT ? "client" : "server";
}

bool net_has_room(const struct net *net)
{
	return net->count < FLIGHT_MAX;
}

struct flight *net_put(struct net *net, const struct segment *s, vtime now_ms, vtime delay_ms)
{
	struct flight *f;

	if (!net_has_room(net))
		return NULL;
	f = &net->flights[net->count++];
	f->id = ++net->last_id;
	f->sent_ms = now_ms;
	f->due_ms = now_ms + delay_ms;
	f->segment = *s;
	return f;
}

int net_find(const struct net *net, uint32_t id)
{
	for (uint32_t i = 0; i < net->count; i++)
		if (net->flights[i].id == id)
			return (int)i;
	return -1;
}

static bool matches(const struct flight *f, enum pick_kind kind, bool held_too, bool held_only)
{
	if (held_only ? !f->held : f->held && !held_too)
		return false;
	if (kind == PICK_TO_CLIENT)
		return f->segment.from == HOST_SERVER;
	if (kind == PICK_TO_SERVER)
		return f->segment.from == HOST_CLIENT;
	return true;
}

int net_pick(const struct net *net, enum pick_kind kind, uint32_t id, bool held_too, bool held_only)
{
	int best = -1;

	if (kind == PICK_ID)
		return net_find(net, id);
	for (uint32_t i = 0; i < net->count; i++) {
		if (!matches(&net->flights[i], kind, held_too, held_only))
			continue;
		if (best < 0 || kind == PICK_LAST || net->flights[i].due_ms < net->flights[best].due_ms)
			best = (int)i;
	}
	return best;
}

void net_remove(struct net *net, int index)
{
	CHECK(index >= 0 && (uint32_t)index < net->count);
	net->count--;
	memmove(&net->flights[index], &net->flights[index + 1],
		(net->count - (uint32_t)index) * sizeof net->flights[0]);
	memset(&net->flights[net->count], 0, sizeof net->flights[0]);
}

int net_next(const struct net *net)
{
	return net_pick(net, PICK_FIRST, 0, false, false);
}

int net_next_death(const struct net *net, vtime msl_ms, vtime *when_ms)
{
	int best = -1;

	for (uint32_t i = 0; i < net->count; i++)
		if (best < 0 || net->flights[i].sent_ms < net->flights[best].sent_ms)
			best = (int)i;
	if (best >= 0)
		*when_ms = net->flights[best].sent_ms + msl_ms + 1;
	return best;
}
