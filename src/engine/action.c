/* Makes and compares actions. language/action_write.c prints them as script
 * lines, language/action_parse.c parses those. */
#include "engine/action.h"

#include <string.h>

#include "engine/net.h"

struct action action_call(uint8_t host, enum call_id call)
{
	struct action a;

	memset(&a, 0, sizeof a);
	a.kind = ACT_CALL;
	a.host = host;
	a.call = (uint8_t)call;
	return a;
}

struct action action_pick(enum act_kind kind, uint32_t id)
{
	struct action a;

	memset(&a, 0, sizeof a);
	a.kind = (uint8_t)kind;
	a.pick = id ? PICK_ID : PICK_FIRST;
	a.id = id;
	return a;
}

struct action action_wait(uint64_t count, enum duration_unit unit)
{
	struct action a;

	memset(&a, 0, sizeof a);
	a.kind = ACT_WAIT;
	a.span = (struct duration){ .count = count, .unit = (uint32_t)unit };
	return a;
}

static bool same_forgery(const struct forgery *a, const struct forgery *b)
{
	return a->seq == b->seq && a->ack == b->ack && a->len == b->len && a->wnd == b->wnd &&
	       a->from_port == b->from_port && a->to_port == b->to_port && a->flags == b->flags &&
	       a->has_text == b->has_text && a->has_times == b->has_times && a->tsval == b->tsval &&
	       a->tsecr == b->tsecr;
}

bool action_same(const struct action *a, const struct action *b)
{
	return a->kind == b->kind && a->host == b->host && a->call == b->call && a->pick == b->pick &&
	       a->option == b->option && a->has_amount == b->has_amount && a->sock == b->sock && a->id == b->id &&
	       a->amount == b->amount && a->inferred == b->inferred && a->span.count == b->span.count &&
	       a->span.unit == b->span.unit && same_forgery(&a->forgery, &b->forgery) && a->text_len == b->text_len &&
	       memcmp(a->text, b->text, a->text_len) == 0;
}
