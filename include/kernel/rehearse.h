/* Performs actions in the model and on two kernels, and compares after each event: the
 * states of all sockets, what calls return, and what the hosts send. */
#ifndef TCPSTEP_KERNEL_REHEARSE_H
#define TCPSTEP_KERNEL_REHEARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/diag.h"
#include "engine/trace.h"
#include "engine/world.h"
#include "lesson/compared.h"

struct rehearsal_options {
	vtime max_wait_ms; /* a step that waits longer for timers is not performed */
	FILE *pcap;        /* what was on the wire; NULL: not wanted */
	/* Called now and then while the kernels' timers are waited for; may be NULL. */
	void (*progress)(void *to, vtime waited_ms, vtime of_ms);
	void *to;
};

enum difference_kind { DIFFERS_STATE, DIFFERS_QUEUE, DIFFERS_SENT, DIFFERS_RETURN };

/* One thing in which the kernel of a host differs from the model. */
struct difference {
	enum difference_kind kind;
	uint8_t host;
	bool model_has, kernel_has;                   /* sent, return: there is a segment, a result */
	uint8_t before;                               /* state: that both agreed on before; enum tcp_state */
	uint8_t model_state, kernel_state;            /* state */
	uint16_t lport, rport;                        /* state, queue: the ports of the socket; rport 0: a listener */
	uint32_t model_queue[2], kernel_queue[2];     /* queue: octets received and to be sent */
	struct segment model_segment, kernel_segment; /* in the model's numbers */
	struct result model_result, kernel_result;
	char kernel_error[24]; /* the name of kernel_result's error, where enum sock_error lacks it */
	enum rule_id rule;     /* that the model has followed; RULE_NONE: none was cited */
};

enum { DIFFERENCES_MAX = 6 };

enum step_end {
	STEP_AGREES,
	STEP_DIFFERS,
	STEP_SKIPPED, /* it waits longer than max_wait_ms */
	STEP_REFUSED, /* the model does not perform it: *diag says why */
	STEP_BROKEN   /* a host's process is gone */
};

struct step {
	enum step_end end;
	bool between; /* over loopback: segments are in flight in the model, so nothing was compared */
	uint8_t model[HOSTS], kernel[HOSTS]; /* enum tcp_state of what is in focus */
	vtime wait_ms;                       /* for which the kernels' timers were, or would be, waited for */
	size_t events;                       /* that were compared */
	struct difference differences[DIFFERENCES_MAX];
	size_t differences_used;
	enum refusal refusal; /* STEP_REFUSED */
};

struct rehearsal; /* opaque */

/* Starts two kernels. `config` has profile linux, and must outlive the rehearsal. Returns
 * NULL with *diag: what this machine does not allow. */
struct rehearsal *rehearsal_begin(const struct config *config, const struct rehearsal_options *options,
				  struct diag *diag);
/* Performs one action in both. After STEP_DIFFERS, STEP_SKIPPED or STEP_BROKEN nothing more
 * can be compared. */
void rehearsal_do(struct rehearsal *r, const struct action *action, struct step *step);
/* Returns the model's world. */
const struct world *rehearsal_world(const struct rehearsal *r);
/* Copies the sockets of a host's kernel, as they were seen last. Returns how many, at most `most`. */
size_t rehearsal_sockets(const struct rehearsal *r, uint8_t host, struct compared_socket *out, size_t most);
/* Returns how many retransmissions of the kernels came before the model's clock came to them and were
 * dropped, because in the model an acknowledgment arrived first. */
size_t rehearsal_early(const struct rehearsal *r);
/* Ends both kernels; does nothing for NULL. */
void rehearsal_end(struct rehearsal *r);

#endif
