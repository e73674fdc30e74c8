/* Writes the packets of a connection as a session script. */
#ifndef TCPSTEP_CAPTURE_IMPORT_WRITE_H
#define TCPSTEP_CAPTURE_IMPORT_WRITE_H

#include "capture/connection.h"
#include "capture/import.h"
#include "capture/import_plan.h"

/* A connection with all that was concluded. */
struct imported {
	const struct connection *connection;
	const struct kept *packets;
	size_t used;
	const char *texts;
	struct plan plan;
	uint32_t base[HOSTS]; /* the number of each host's SYN, seen or not */
	struct syn_options options[HOSTS];
	uint32_t copies, passed_over, overtaken;
	int client; /* end of the connection */
	bool client_inferred;
	bool no_data;
	bool names_only;            /* of a call that the language lacks: nothing of its arguments */
	bool *traced;               /* one a host: set if its calls are real; NULL: not asked for */
	int64_t first_ns;           /* when the first packet was seen, since 1970 */
	const struct strace *trace; /* NULL: every call is inferred */
};

void import_script(const struct imported *all, const struct import_options *o, FILE *out);

#endif
