/* The RSTs that an observed host should have sent. tcp_output.c adds them, tcp_observe.c
 * compares. */
#include "engine/owed.h"

#include <string.h>

void owed_add(struct host *h, const struct segment *s)
{
	if (h->owed_used == OWED_MAX) {
		memmove(&h->owed[0], &h->owed[1], (OWED_MAX - 1) * sizeof h->owed[0]);
		h->owed_used--;
	}
	h->owed[h->owed_used++] = (struct owed_reset){ .seq = s->seq, .ack = s->ack, .flags = s->flags };
}

/* The ACK of a RST that aborts may be left out (3.5.2, 3.10.5). */
bool owed_take(struct host *h, const struct segment *s)
{
	for (uint32_t i = 0; i < h->owed_used; i++) {
		const struct owed_reset *o = &h->owed[i];
		bool both = (o->flags & s->flags & SEG_ACK) != 0;

		if (o->seq != s->seq || (both && o->ack != s->ack))
			continue;
		h->owed_used--;
		memmove(&h->owed[i], &h->owed[i + 1], (h->owed_used - i) * sizeof h->owed[0]);
		h->owed[h->owed_used] = (struct owed_reset){ 0 };
		return true;
	}
	return false;
}

bool owed_forget(struct host *h)
{
	bool any = h->owed_used > 0;

	memset(h->owed, 0, sizeof h->owed);
	h->owed_used = 0;
	return any;
}
