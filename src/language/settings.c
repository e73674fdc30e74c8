/* Reads a script's `set` lines and fills in the profile. Each setting is a row
 * of settings.def, each switch a row of engine/policies.def; the code that
 * obeys a switch tests it with config_policy. */
#include "language/settings.h"

#include <stdio.h>
#include <string.h>

#include "base/check.h"
#include "base/text.h"

#define RFC      "RFC 9293 "
#define MEASURED "measured, Linux 6.18"

static const struct policy_info policies[POL_COUNT] = {
#define POLICY(id, name, rfc, linux_, source, en, ko) [POL_##id] = { name, rfc, linux_, source, { en, ko } },
#include "engine/policies.def"
#undef POLICY
};

/* How a setting's value is written. */
enum kind {
	KIND_PROFILE,
	KIND_MSL,  /* a duration that is not itself a multiple of the MSL */
	KIND_SPAN, /* a duration above 0 */
	KIND_SPAN_OR_ZERO,
	KIND_SPAN_OR_OFF,
	KIND_OCTETS,
	KIND_HOST_OCTETS, /* the common value or one host's; so are the next two */
	KIND_HOST_NUMBER,
	KIND_HOST_OBSERVED,
	KIND_COUNT,
	KIND_SWITCH
};

#define PER_HOST(kind) ((kind) >= KIND_HOST_OCTETS && (kind) <= KIND_HOST_OBSERVED)

static const enum kind kinds[SET_COUNT] = {
#define SETTING(id, name, kind, ...) [SET_##id] = KIND_##kind,
#include "language/settings.def"
#undef SETTING
};

static const struct setting_info settings[SET_COUNT] = {
#define SETTING(id, name, kind, field, rfc, linux_, source, en, ko) \
	[SET_##id] = { name, rfc, linux_, source, { en, ko }, PER_HOST(KIND_##kind) },
#include "language/settings.def"
#undef SETTING
};

const struct policy_info *policy_info(enum policy p)
{
	CHECK(p < POL_COUNT);
	return &policies[p];
}

const struct setting_info *setting_info(enum setting id)
{
	CHECK(id < SET_COUNT);
	return &settings[id];
}

struct script_settings script_settings_none(void)
{
	struct script_settings s;

	memset(&s, 0, sizeof s);
	return s;
}

/* --- one value --- */

static bool read_either(const char *value, const char *zero, const char *one, uint32_t *n)
{
	*n = strcmp(value, one) == 0;
	return *n || strcmp(value, zero) == 0;
}

static bool read_observed(const char *value, uint32_t *n)
{
	static const char *const words[] = {
		[OBSERVED_OFF] = "off", [OBSERVED_ON] = "on", [OBSERVED_MIDWAY] = "midway"
	};

	for (*n = 0; *n < sizeof words / sizeof *words; ++*n)
		if (strcmp(value, words[*n]) == 0)
			return true;
	return false;
}

static bool read_span(const char *value, enum kind kind, struct duration *d)
{
	if (kind == KIND_SPAN_OR_OFF && strcmp(value, "off") == 0) {
		*d = (struct duration){ .unit = UNIT_MS };
		return true;
	}
	return duration_parse(value, d) && !(kind == KIND_MSL && d->unit == UNIT_MSL) &&
	       (d->count > 0 || kind == KIND_SPAN_OR_ZERO);
}

/* Reads a value of this kind into *n or *d. Returns whether it could be read. */
static bool read_value(enum kind kind, const char *value, uint32_t *n, struct duration *d)
{
	switch (kind) {
	case KIND_PROFILE:
		return read_either(value, "rfc", "linux", n);
	case KIND_SWITCH:
		return read_either(value, "off", "on", n);
	case KIND_OCTETS:
	case KIND_HOST_OCTETS:
		return text_digits(value, 1, BUFFER_MAX, n);
	case KIND_HOST_NUMBER:
		return text_digits(value, 0, UINT32_MAX, n);
	case KIND_HOST_OBSERVED:
		return read_observed(value, n);
	case KIND_COUNT:
		return text_digits(value, 0, 255, n);
	case KIND_SPAN_OR_OFF:
		return read_span(value, kind, d);
	case KIND_MSL:
	case KIND_SPAN:
	case KIND_SPAN_OR_ZERO:
		return read_span(value, kind, d);
	}
	return false;
}

/* What is expected where a value of this kind cannot be read. */
static const enum diag_id expected[] = {
	[KIND_PROFILE] = DIAG_EXPECTED_PROFILE,   [KIND_SWITCH] = DIAG_EXPECTED_ON_OFF,
	[KIND_OCTETS] = DIAG_EXPECTED_BUFFER,     [KIND_HOST_OCTETS] = DIAG_EXPECTED_BUFFER,
	[KIND_HOST_NUMBER] = DIAG_EXPECTED_ISS,   [KIND_HOST_OBSERVED] = DIAG_EXPECTED_OBSERVED,
	[KIND_COUNT] = DIAG_EXPECTED_COUNT,       [KIND_SPAN_OR_OFF] = DIAG_EXPECTED_SPAN_OR_OFF,
	[KIND_MSL] = DIAG_EXPECTED_SPAN,          [KIND_SPAN] = DIAG_EXPECTED_SPAN,
	[KIND_SPAN_OR_ZERO] = DIAG_EXPECTED_SPAN,
};

enum diag_id duration_expected(enum duration_fault fault, enum diag_id other)
{
	return fault == DURATION_LONG   ? DIAG_EXPECTED_SPAN_SHORTER
	       : fault == DURATION_FINE ? DIAG_EXPECTED_SPAN_WHOLE
					: other;
}

/* Returns what is expected in place of this value. */
static enum diag_id expected_for(enum kind kind, const char *value)
{
	bool is_span = expected[kind] == DIAG_EXPECTED_SPAN || expected[kind] == DIAG_EXPECTED_SPAN_OR_OFF;
	struct duration d;

	return is_span ? duration_expected(duration_read(value, &d), expected[kind]) : expected[kind];
}

/* --- a line --- */

/* Splits "client.iss" into host and name; the host is HOSTS if none is
 * named. */
static const char *split_host(const char *name, int *host)
{
	*host = HOSTS;
	for (uint8_t h = 0; h < HOSTS; h++) {
		size_t n = strlen(host_name(h));

		if (strncmp(name, host_name(h), n) == 0 && name[n] == '.') {
			*host = h;
			return name + n + 1;
		}
	}
	return name;
}

static enum diag_id set_policy(struct script_settings *s, const char *name, const char *value)
{
	for (int p = 0; p < POL_COUNT; p++) {
		uint64_t bit = (uint64_t)1 << p;
		uint32_t on;

		if (strcmp(name, policies[p].name) != 0)
			continue;
		if (!read_either(value, "off", "on", &on))
			return expected[KIND_SWITCH];
		s->policies = on ? s->policies | bit : s->policies & ~bit;
		s->policies_given |= bit;
		return DIAG_NONE;
	}
	return DIAG_NO_SUCH_SETTING;
}

enum diag_id script_settings_set(struct script_settings *s, const char *name, const char *value)
{
	int host;
	const char *base = split_host(name, &host);

	for (int id = 0; id < SET_COUNT; id++) {
		if (strcmp(base, settings[id].name) != 0)
			continue;
		if (host != HOSTS && !settings[id].per_host)
			return DIAG_SETTING_OF_BOTH;
		if (!read_value(kinds[id], value, &s->number[id][host], &s->span[id]))
			return expected_for(kinds[id], value);
		s->given[host] |= 1u << id;
		return DIAG_NONE;
	}
	return set_policy(s, name, value);
}

size_t script_settings_names(const char **names, size_t n)
{
#define SETTING(id, name, ...) "client." name, "server." name,
	static const char *const of_host[] = {
#include "language/settings.def"
	};
#undef SETTING
	size_t used = 0;

	for (size_t i = 0; i < SET_COUNT && used < n; i++)
		names[used++] = settings[i].name;
	for (size_t i = 0; i < sizeof of_host / sizeof *of_host && used < n; i++)
		if (settings[i / HOSTS].per_host)
			names[used++] = of_host[i];
	for (size_t i = 0; i < POL_COUNT && used < n; i++)
		names[used++] = policies[i].name;
	return used;
}

/* --- with the profile's values --- */

/* Returns the setting with this name, or SET_COUNT. */
static int setting_named(const char *name)
{
	int id = 0;

	while (id < SET_COUNT && strcmp(name, settings[id].name) != 0)
		id++;
	return id;
}

/* Uses the profile's value of a setting; if that is two words, the second is
 * the server's. If it is the name of a setting before it, that one's value. */
static void use_default(struct script_settings *s, enum setting id, bool lin, int host)
{
	const char *at = lin ? settings[id].linux_ : settings[id].rfc, *second = strchr(at, ' ');
	char value[32];
	int same = setting_named(at);

	if (same < (int)id) {
		s->number[id][host] = s->number[same][host];
		s->span[id] = s->span[same];
		return;
	}
	if (host == HOST_SERVER && second)
		at = second + 1;
	snprintf(value, sizeof value, "%.*s", (int)strcspn(at, " "), at);
	CHECK(read_value(kinds[id], value, &s->number[id][host], &s->span[id]));
}

/* Returns the settings with the profile's values where nothing is set. */
static struct script_settings filled(const struct script_settings *given, bool lin)
{
	struct script_settings s = *given;

	for (int id = 0; id < SET_COUNT; id++) {
		bool common = (s.given[HOSTS] >> id & 1) != 0;

		if (!common)
			use_default(&s, (enum setting)id, lin, HOSTS);
		for (int host = 0; settings[id].per_host && host < HOSTS; host++)
			if (s.given[host] >> id & 1)
				continue;
			else if (common)
				s.number[id][host] = s.number[id][HOSTS];
			else
				use_default(&s, (enum setting)id, lin, host);
	}
	return s;
}

struct config script_settings_resolve(const struct script_settings *given)
{
	bool lin = given->number[SET_PROFILE][HOSTS] == PROFILE_LINUX;
	struct script_settings s = filled(given, lin);
	vtime msl_ms = duration_ms(s.span[SET_MSL], 0);
	struct config c;

	memset(&c, 0, sizeof c);
#define ASSIGN_PROFILE(field, id)           c.field = (uint8_t)s.number[id][HOSTS]
#define ASSIGN_SWITCH                       ASSIGN_PROFILE
#define ASSIGN_COUNT(field, id)             c.field = (uint16_t)s.number[id][HOSTS]
#define ASSIGN_OCTETS(field, id)            c.field = s.number[id][HOSTS]
#define ASSIGN_HOST_NUMBER(field, id)       memcpy(c.field, s.number[id], sizeof c.field)
#define ASSIGN_HOST_OCTETS                  ASSIGN_HOST_NUMBER
#define ASSIGN_HOST_OBSERVED                ASSIGN_HOST_NUMBER
#define ASSIGN_MSL                          ASSIGN_SPAN
#define ASSIGN_SPAN(field, id)              c.field = duration_ms(s.span[id], msl_ms)
#define ASSIGN_SPAN_OR_ZERO                 ASSIGN_SPAN
#define ASSIGN_SPAN_OR_OFF                  ASSIGN_SPAN
#define SETTING(id, name, kind, field, ...) ASSIGN_##kind(field, SET_##id);
#include "language/settings.def"
#undef SETTING
	c.rto_max_ms = lin ? 120000 : 60000;
	for (int p = 0; p < POL_COUNT; p++) {
		uint64_t bit = (uint64_t)1 << p;

		if (s.policies_given & bit ? (s.policies & bit) != 0 : lin ? policies[p].linux_ : policies[p].rfc)
			c.policies |= bit;
	}
	return c;
}

struct config config_default(void)
{
	struct script_settings s = script_settings_none();

	return script_settings_resolve(&s);
}
