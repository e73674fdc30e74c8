/* Fuzz target: performs the bytes as actions. The invariants must hold after each. */
#include <stdint.h>
#include <string.h>

#include "language/settings.h"
#include "base/check.h"
#include "engine/world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct action action_of(const uint8_t *b, const struct world *w)
{
	struct action a;

	memset(&a, 0, sizeof a);
	a.kind = b[0] % ACT_COUNT;
	a.host = b[1] & 1;
	a.call = (b[1] >> 1) % CALL_COUNT;
	a.pick = b[2] % 5;
	a.option = a.call == CALL_SHUTDOWN ? b[2] % 3 : b[2] & 1;
	a.has_amount = b[2] >> 7;
	a.amount = a.call == CALL_CONNECT || a.call == CALL_BIND ? 80u + (b[3] & 1u) : b[3];
	a.id = w->net.count ? w->net.flights[b[3] % w->net.count].id : 0;
	a.sock = b[2] & 64 ? b[3] % 6 : 0;
	a.span = (struct duration){ .count = b[3], .unit = b[2] % 4 };
	if (a.kind == ACT_CALL && a.call == CALL_SEND && a.option) {
		a.text_len = b[3];
		memset(a.text, 'x', a.text_len);
	}
	if (a.kind == ACT_INJECT) {
		const struct slot *s = world_focus(w, a.host);

		a.forgery.flags = b[2] & (SEG_FIN | SEG_SYN | SEG_RST | SEG_ACK);
		a.forgery.seq = (s ? s->tcb.rcv_nxt : 0) + b[3] - 128u;
		a.forgery.ack = a.forgery.flags & SEG_ACK ? (s ? s->tcb.snd_nxt : 0) + b[1] - 128u : 0;
		a.forgery.len = b[0] >> 2;
		a.forgery.wnd = b[3];
	}
	return a;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct world w;
	struct config c = config_default();

	if (size && data[0] & 1)
		c.policies = ~(uint64_t)0 >> (64 - POL_COUNT);
	c.mss = size > 1 ? 1u + data[1] : 1;
	memset(&w, 0, sizeof w);
	world_init(&w, &c);
	for (; size >= 4; size -= 4, data += 4) {
		struct action a = action_of(data, &w);

		world_apply(&w, &a, NULL);
		CHECK(world_broken(&w) == NULL);
	}
	return 0;
}
