/* What of a script two kernels can be asked to do. */
#ifndef TCPSTEP_KERNEL_AGENDA_H
#define TCPSTEP_KERNEL_AGENDA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "lesson/script.h"

/* One action, in the order in which it is performed; a goal's are those of its solution. */
struct planned {
	const struct statement *at;
};

struct agenda {
	struct config config; /* profile linux, with what the script sets and a kernel has */
	struct planned *steps;
	size_t used, size;
};

/* Makes the agenda of a script, which must outlive it. Returns false with *diag, which has the
 * line, if a setting or an action cannot be performed. agenda_free frees it either way. */
bool agenda_make(struct agenda *p, const struct script *s, struct diag *diag);
void agenda_free(struct agenda *p);

/* Returns whether the settings are the kernel's usual ones, where a namespace would be needed to change them; else false
 * with *diag. */
bool agenda_has_no_sysctl(const struct agenda *p, const struct script *s, struct diag *diag);

/* Returns the settings of profile linux with buffers as large as a kernel's, and with what
 * `settings` sets besides. */
struct config agenda_config(const struct script_settings *settings);

#endif
