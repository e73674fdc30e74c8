/* What a session is set to: the header's `set` lines, and the named switches
 * in which profile rfc (the letter of RFC 9293) and profile linux (a measured
 * kernel, 6.18) differ. The table of switches is PROFILE_SWITCHES: name,
 * rfc's value, linux's value, source. `tcpstep profiles` prints it. */
#ifndef TCPSTEP_ENGINE_PROFILE_H
#define TCPSTEP_ENGINE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/lang.h"
#include "engine/limits.h"
#include "engine/seq.h"

typedef uint64_t vtime; /* virtual time, ms */

/* A duration as it was written; 2msl waits for the MSL in force. */
enum duration_unit { UNIT_MS, UNIT_S, UNIT_M, UNIT_MSL };
struct duration {
	uint32_t count;
	uint32_t unit; /* enum duration_unit */
};
/* In ms, with the MSL in force. */
vtime duration_ms(struct duration d, vtime msl_ms);
/* "500ms", "5s", "2m", "2msl" (and "2h"); whole numbers, at most CLOCK_MAX. */
bool duration_parse(const char *word, struct duration *d);

enum profile_id { PROFILE_RFC, PROFILE_LINUX };

/* Policy switches: one bit each of config.policies. */
enum policy {
	POL_CLOSE_UNREAD_RST,       /* close with unread data sends RST */
	POL_DATA_AFTER_CLOSE_RST,   /* data that arrives after close draws RST */
	POL_RST_KEEPS_UNREAD,       /* octets queued before a RST stay readable */
	POL_RST_CLOSE_WAIT_EPIPE,   /* a RST in CLOSE-WAIT shows as EPIPE */
	POL_RST_CLOSING_ERROR,      /* a RST in CLOSING or LAST-ACK shows as ECONNRESET */
	POL_RST_SYN_RCVD_REFUSED,   /* a RST in an active SYN-RECEIVED shows as ECONNREFUSED */
	POL_RST_BELOW_FIN,          /* a RST at RCV.NXT-1 after the peer's FIN is taken */
	POL_RFC1337,                /* a RST does not end TIME-WAIT */
	POL_TIME_WAIT_REOPEN,       /* a higher SYN may reopen TIME-WAIT */
	POL_TIME_WAIT_RESUME,       /* ... and TIME-WAIT resumes if that SYN was an old one */
	POL_CHALLENGE_ACK,          /* RFC 5961 3, 4, 5 */
	POL_FIGURE_7,               /* a SYN,ACK with SEQ = IRS completes a simultaneous open */
	POL_SYN_RCVD_RESEND,        /* a retransmitted SYN draws SYN,ACK again */
	POL_SYN_RCVD_SYN_RST,       /* a new SYN in a passive SYN-RECEIVED draws RST,ACK */
	POL_BAD_ACK_SYN_AGAIN,      /* a bad ACK in SYN-SENT draws RST and a fresh SYN */
	POL_OLD_SEQ_ACK_TAKEN,      /* the ACK of a retransmitted FIN is taken in CLOSING, LAST-ACK */
	POL_LAST_ACK_AT_ONCE,       /* CLOSE-WAIT: LAST-ACK at close, though the FIN waits its turn */
	POL_BACKLOG_PLUS_ONE,       /* listen N admits N+1 */
	POL_ACCEPT_GIVES_RESET,     /* accept hands out a connection that was reset meanwhile */
	POL_REUSEADDR_BOTH,         /* bind needs SO_REUSEADDR on both sockets */
	POL_TUPLE_EADDRNOTAVAIL,    /* connect to a pair in use: EADDRNOTAVAIL, else EADDRINUSE */
	POL_SEND_UNCONNECTED_EPIPE, /* send on a socket never connected: EPIPE, else ENOTCONN */
	POL_SHUTDOWN_SYN_SENT,      /* shutdown in SYN-SENT gives the attempt up, else ENOTCONN */
	POL_SHUTDOWN_LISTEN,        /* shutdown on a listener: rd ends it, wr does nothing; else ENOTCONN */
	POL_PROBE_EMPTY,            /* zero-window probe: empty, SND.UNA-1; else one octet beyond */
	POL_LISTEN_CONNECT_EISCONN, /* connect on a listener: EISCONN, else EOPNOTSUPP */
	POL_LISTEN_AUTOBIND,        /* listen on an unbound socket picks a port, else EDESTADDRREQ */
	POL_ABORT_RST_ACK,          /* the RST of an abort carries ACK */
	POL_KEEPALIVE_RST,          /* giving up on keepalive sends RST */
	POL_TIME_WAIT_ANY_ACK,      /* any segment with ACK restarts 2MSL, not a FIN alone */
	POL_TIME_WAIT_RST_SILENT,   /* an inexact RST in TIME-WAIT draws no challenge ACK */
	POL_NO_ACK_FIRST,           /* a segment without ACK, SYN, RST is dropped before its number is looked at */
	POL_RETRANSMIT_MERGES,      /* what is retransmitted is merged up to the MSS, FIN included */
	POL_SYN_TEXT_DROPPED,       /* text on a SYN is dropped, not queued; SYN,FIN is dropped whole */
	POL_SHUTDOWN_TIME_WAIT,     /* shutdown in TIME-WAIT: ENOTCONN, else 0 */
	POL_SHUTDOWN_SYN_RCVD,      /* shutdown in SYN-RECEIVED: the FIN waits for ESTABLISHED */
	POL_ORPHAN_FIN_WAIT_2,      /* an orphan in FIN-WAIT-2 takes any RST or SYN in the window */
	POL_FIGURE_7_ACK,           /* figure 7's SYN,ACK is acknowledged once more */
	POL_RDWR_DATA_RST,          /* data after shutdown rdwr draws RST, as after close */
	POL_FIN_ZERO_WINDOW,        /* a bare FIN is taken though the window is zero */
	POL_LISTENER_CLOSED_SILENT, /* closing a listener drops SYN-RECEIVED children without RST */
	POL_FIN_ACK_DELAYED,        /* the ACK of the first FIN may be delayed */
	POL_COUNT
};

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

/* What the header's lines say before the profile's values fill the gaps: a
 * value that is set goes before the profile's, one host's before both
 * hosts', in whatever order the lines stand. */

/* The settings other than switches; the table has their names and kinds. */
enum setting {
	SET_PROFILE,
	SET_MSL,
	SET_DELAY,
	SET_BUFFER,
	SET_ISS,
	SET_MSS,
	SET_DELAYED_ACK,
	SET_RTO,
	SET_RETRIES,
	SET_SYN_RETRIES,
	SET_FIN_WAIT_2,
	SET_USER_TIMEOUT,
	SET_KEEPALIVE,
	SET_TIME_WAIT,
	SET_COUNT
};

struct script_settings {
	uint64_t policies, policies_given; /* bit enum policy */
	uint32_t given;                    /* bit enum setting */
	uint32_t number[SET_COUNT];        /* octets, counts, numbers; on/off; enum profile_id */
	struct duration span[SET_COUNT];   /* count 0: off */
	uint32_t host_buffer[HOSTS];       /* octets; 0: not given */
	seqnum host_iss[HOSTS];
	uint8_t host_iss_given; /* bit enum host_id */
};

struct script_settings script_settings_none(void);
/* One `set NAME VALUE` line. name may have a host before a dot where the
 * setting takes one. False with the reason in *why (static text) and, in
 * *bad_value, whether the value (else the name) is what is wrong. */
bool script_settings_set(struct script_settings *s, const char *name, const char *value, const char **why,
			 bool *bad_value);
struct config script_settings_resolve(const struct script_settings *s);
/* The defaults of profile rfc. */
struct config config_default(void);
/* All names that `set` knows, for did-you-mean: writes up to n, returns how many. */
size_t script_settings_names(const char **names, size_t n);

struct policy_info {
	const char *name; /* as `set` writes it: "close-unread-rst" */
	bool rfc, linux_;
	const char *source; /* "RFC 9293 3.6.1 SHLD-3"; "measured, Linux 6.18" */
	const char *what[LANG_COUNT];
};
const struct policy_info *policy_info(enum policy p);

#endif
