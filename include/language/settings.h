/* What a script's `set` lines say before the profile fills in the rest, and the
 * tables of settings and switches: settings.def and engine/policies.def. */
#ifndef TCPSTEP_LANGUAGE_SETTINGS_H
#define TCPSTEP_LANGUAGE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/lang.h"
#include "engine/net.h"
#include "engine/profile.h"

enum setting {
#define SETTING(id, ...) SET_##id,
#include "language/settings.def"
#undef SETTING
	SET_COUNT
};

/* One setting, for lists and help. */
struct setting_info {
	const char *name;         /* as `set` writes it: "syn-retries" */
	const char *rfc, *linux_; /* the value in each profile, as `set` writes it */
	const char *source;       /* sysctl or socket option; "" if there is none */
	const char *what[LANG_COUNT];
	bool per_host; /* `set client.NAME` is accepted */
};
const struct setting_info *setting_info(enum setting id);

/* One switch in which the profiles may differ. */
struct policy_info {
	const char *name; /* as `set` writes it: "close-unread-rst" */
	bool rfc, linux_;
	const char *source; /* "RFC 9293 3.6.1 SHLD-3"; "measured, Linux 6.18" */
	const char *what[LANG_COUNT];
};
const struct policy_info *policy_info(enum policy p);

/* An explicit `set` overrides the profile, and the value of one host overrides
 * the common one, in whatever order the lines are. */
struct script_settings {
	uint64_t policies, policies_given;     /* bit enum policy */
	uint32_t given[HOSTS + 1];             /* bit enum setting; the last: for both hosts */
	uint32_t number[SET_COUNT][HOSTS + 1]; /* octets, counts, numbers; on/off; enum profile_id */
	struct duration span[SET_COUNT];       /* count 0: off */
};

/* Returns what was expected in place of a duration with this fault: of a word
 * that is none, `other`. */
enum diag_id duration_expected(enum duration_fault fault, enum diag_id other);

struct script_settings script_settings_none(void);
/* Reads one `set NAME VALUE` line. The name may have a host before a dot where
 * the setting takes one. Returns DIAG_NONE; DIAG_NO_SUCH_SETTING or
 * DIAG_SETTING_OF_BOTH if the name is wrong; else what was expected in place of
 * the value. */
enum diag_id script_settings_set(struct script_settings *s, const char *name, const char *value);
/* Returns the settings with the profile's values where nothing is set. */
struct config script_settings_resolve(const struct script_settings *s);
/* Returns the defaults of profile rfc. */
struct config config_default(void);
/* Writes all names that `set` knows, up to n; returns how many. */
size_t script_settings_names(const char **names, size_t n);

#endif
