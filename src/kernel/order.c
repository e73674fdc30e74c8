/* The order for a call of the model. Called by rehearse.c and loopback.c. */
#include "kernel/order.h"

#include <string.h>

struct order order_of(const struct row *cause, uint32_t port, const struct config *config)
{
	const struct action *a = &cause->call;
	struct order o = { .kind = ORDER_CALL,
			   .call = a->call,
			   .socket = cause->socket,
			   .amount = a->amount,
			   .option = a->option,
			   .has_amount = a->has_amount,
			   .text_len = a->text_len };

	memcpy(o.text, a->text, a->text_len);
	if (a->call == CALL_LISTEN && !a->has_amount)
		o.amount = 5; /* as do_listen has it */
	if (a->call == CALL_CONNECT || a->call == CALL_LISTEN || (a->call == CALL_BIND && a->amount == 0))
		o.port = port;
	if (a->call == CALL_LINGER && a->option)
		o.span_ms = (uint32_t)duration_ms(a->span, config->msl_ms);
	return o;
}
