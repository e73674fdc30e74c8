/* What a session is set to, as the engine uses it: times, sizes, and the named
 * switches in which profile rfc (the letter of RFC 9293) and profile linux (a
 * measured kernel, 6.18) differ. Scripts and profiles are language/settings.h. */
#ifndef TCPSTEP_ENGINE_PROFILE_H
#define TCPSTEP_ENGINE_PROFILE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/limits.h"
#include "engine/seq.h"

typedef uint64_t vtime; /* virtual time, ms */

/* A duration as it was written; 2msl waits for the MSL in force. */
enum duration_unit { UNIT_MS, UNIT_S, UNIT_M, UNIT_MSL };
struct duration {
	uint64_t count;
	uint32_t unit; /* enum duration_unit */
	uint8_t pad_[4];
};
/* In ms, with the MSL in force. */
vtime duration_ms(struct duration d, vtime msl_ms);
/* Why a word is not a duration: it is something else, longer than CLOCK_MAX, or
 * not a whole number of milliseconds. */
enum duration_fault { DURATION_OK, DURATION_NONE, DURATION_LONG, DURATION_FINE };
/* Reads "500ms", "59.95s", "2m", "2h" or "2msl" (whole multiples of the MSL).
 * One with a fraction is kept in the largest unit in which it is whole. */
enum duration_fault duration_read(const char *word, struct duration *d);
/* Returns whether duration_read succeeds. */
bool duration_parse(const char *word, struct duration *d);

enum profile_id { PROFILE_RFC, PROFILE_LINUX };

/* The switches in which the profiles may differ: one bit each of
 * config.policies. policies.def has what each one means. */
enum policy {
#define POLICY(id, ...) POL_##id,
#include "engine/policies.def"
#undef POLICY
	POL_COUNT
};
static_assert(POL_COUNT <= 64, "config.policies has a bit for each switch");

/* All that a session is set to, defaults filled in. Times in ms, sizes in octets. */
struct config {
	vtime msl_ms;
	vtime delay_ms;       /* one way */
	vtime delayed_ack_ms; /* 0: off */
	vtime rto_ms;         /* first retransmission timeout */
	vtime rto_max_ms;
	vtime fin_wait_2_ms;   /* orphans only; 0: off */
	vtime user_timeout_ms; /* 0: off */
	vtime keepalive_ms;    /* 0: off */
	uint64_t policies;     /* bit enum policy */
	uint32_t buffer[HOSTS];
	seqnum iss[HOSTS];
	uint32_t mss;
	uint16_t retries, syn_retries;
	uint8_t profile;   /* enum profile_id */
	uint8_t time_wait; /* 0: TIME-WAIT lasts no time */
	uint8_t pad_[6];
};

static inline bool config_policy(const struct config *c, enum policy p)
{
	return (c->policies >> p & 1) != 0;
}

#endif
