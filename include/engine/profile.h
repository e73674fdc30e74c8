/* The settings of a world, as the engine uses them: times, sizes, and the
 * switches in which profile rfc (the letter of RFC 9293) and profile linux (a
 * measured kernel, 6.18) differ. language/settings.h has the settings as
 * scripts name them, and the values of each profile. */
#ifndef TCPSTEP_ENGINE_PROFILE_H
#define TCPSTEP_ENGINE_PROFILE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/limits.h"
#include "engine/seq.h"

typedef uint64_t vtime; /* virtual time, ms */

/* A duration as the script has it: the MSL of "2msl" is known only when the
 * action is performed. */
enum duration_unit { UNIT_MS, UNIT_S, UNIT_M, UNIT_MSL };
struct duration {
	uint64_t count;
	uint32_t unit; /* enum duration_unit */
	uint8_t pad_[4];
};
/* Returns a duration in ms. */
vtime duration_ms(struct duration d, vtime msl_ms);
/* Why a word is not a duration: it is something else, longer than CLOCK_MAX, or
 * not a whole number of milliseconds. */
enum duration_fault { DURATION_OK, DURATION_NONE, DURATION_LONG, DURATION_FINE };
/* Parses "500ms", "59.95s", "2m", "2h" or "2msl" (a whole multiple of the MSL).
 * A duration with a fraction is kept in the largest unit in which it is whole. */
enum duration_fault duration_read(const char *word, struct duration *d);
/* Returns whether duration_read succeeds. */
bool duration_parse(const char *word, struct duration *d);

enum profile_id { PROFILE_RFC, PROFILE_LINUX };

/* Whether a host sends what the engine decides, or what `observe` says. */
enum observed {
	OBSERVED_OFF,
	OBSERVED_ON,    /* it sends nothing by itself; only TIME-WAIT and FIN-WAIT-2 time out */
	OBSERVED_MIDWAY /* the same, and its first segment finds it ESTABLISHED */
};

/* The switches in which the profiles may differ, each one bit of
 * config.policies. policies.def describes each. */
enum policy {
#define POLICY(id, ...) POL_##id,
#include "engine/policies.def"
#undef POLICY
	POL_COUNT
};
static_assert(POL_COUNT <= 64, "config.policies has a bit for each switch");

/* All settings of a world, with the defaults filled in. Times are in ms, sizes
 * in octets. */
struct config {
	vtime msl_ms;
	vtime delay_ms;       /* of the network, in one direction */
	vtime delayed_ack_ms; /* 0: off */
	vtime rto_ms;         /* the first retransmission timeout */
	vtime rto_max_ms;
	vtime fin_wait_2_ms;   /* of closed sockets only; 0: off */
	vtime user_timeout_ms; /* 0: off */
	vtime keepalive_ms;    /* 0: off */
	uint64_t policies;     /* bit i: switch i of enum policy is on */
	uint32_t buffer[HOSTS];
	uint32_t observed[HOSTS]; /* enum observed; of a world, the first `observe` turns it on */
	seqnum iss[HOSTS];
	uint32_t mss;
	uint16_t retries, orphan_retries, syn_retries, synack_retries, syn_linear;
	uint8_t profile;   /* enum profile_id */
	uint8_t time_wait; /* 0: TIME-WAIT ends at once */
};

/* Returns whether a host sends only what `observe` says. */
static inline bool config_observed(const struct config *c, uint8_t host)
{
	return c->observed[host] != OBSERVED_OFF;
}

/* Returns whether a switch is on. */
static inline bool config_policy(const struct config *c, enum policy p)
{
	return (c->policies >> p & 1) != 0;
}

#endif
