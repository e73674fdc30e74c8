/* The settings of a session and the two profiles. What a switch does is where
 * it is asked for; this file knows its name, its values and its source. */
#include "engine/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "engine/net.h"

#define RFC      "RFC 9293 "
#define MEASURED "measured, Linux 6.18"

static const struct policy_info policies[POL_COUNT] = {
#define POLICY(id, name, rfc, linux_, source, en, ko) [POL_##id] = { name, rfc, linux_, source, { en, ko } },
#include "policies.def"
#undef POLICY
};

const struct policy_info *policy_info(enum policy p)
{
	CHECK(p < POL_COUNT);
	return &policies[p];
}

/* How a setting's value is written. */
enum kind { KIND_PROFILE, KIND_SPAN, KIND_SPAN_OR_OFF, KIND_OCTETS, KIND_SEQ, KIND_COUNT, KIND_SWITCH };

static const struct {
	const char *name;
	enum kind kind;
	bool per_host;
} known[SET_COUNT] = {
	[SET_PROFILE] = { "profile", KIND_PROFILE, false },
	[SET_MSL] = { "msl", KIND_SPAN, false },
	[SET_DELAY] = { "delay", KIND_SPAN, false },
	[SET_BUFFER] = { "buffer", KIND_OCTETS, true },
	[SET_ISS] = { "iss", KIND_SEQ, true },
	[SET_MSS] = { "mss", KIND_OCTETS, false },
	[SET_DELAYED_ACK] = { "delayed-ack", KIND_SPAN_OR_OFF, false },
	[SET_RTO] = { "rto", KIND_SPAN, false },
	[SET_RETRIES] = { "retries", KIND_COUNT, false },
	[SET_SYN_RETRIES] = { "syn-retries", KIND_COUNT, false },
	[SET_FIN_WAIT_2] = { "fin-wait-2", KIND_SPAN_OR_OFF, false },
	[SET_USER_TIMEOUT] = { "user-timeout", KIND_SPAN_OR_OFF, false },
	[SET_KEEPALIVE] = { "keepalive", KIND_SPAN_OR_OFF, false },
	[SET_TIME_WAIT] = { "time-wait", KIND_SWITCH, false },
};

vtime duration_ms(struct duration d, vtime msl_ms)
{
	switch ((enum duration_unit)d.unit) {
	case UNIT_MS:
		return d.count;
	case UNIT_S:
		return (vtime)d.count * 1000;
	case UNIT_M:
		return (vtime)d.count * 60000;
	case UNIT_MSL:
		return (vtime)d.count * msl_ms;
	}
	return 0;
}

static bool number_parse(const char *word, uint64_t max, uint64_t *n, const char **rest)
{
	uint64_t value = 0;
	const char *p = word;

	for (; *p >= '0' && *p <= '9'; p++) {
		value = value * 10 + (uint64_t)(*p - '0');
		if (value > max)
			return false;
	}
	*n = value;
	*rest = p;
	return p != word;
}

bool duration_parse(const char *word, struct duration *d)
{
	static const struct {
		const char *name;
		uint32_t factor;
		enum duration_unit unit;
	} units[] = { { "ms", 1, UNIT_MS },
		      { "s", 1, UNIT_S },
		      { "m", 1, UNIT_M },
		      { "h", 60, UNIT_M },
		      { "msl", 1, UNIT_MSL } };
	const char *rest;
	uint64_t n;

	if (!number_parse(word, UINT32_MAX, &n, &rest))
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (strcmp(rest, units[i].name) != 0)
			continue;
		if (n * units[i].factor > UINT32_MAX)
			return false;
		*d = (struct duration){ (uint32_t)(n * units[i].factor), units[i].unit };
		return units[i].unit == UNIT_MSL || duration_ms(*d, 0) <= CLOCK_MAX;
	}
	return false;
}

struct script_settings script_settings_none(void)
{
	struct script_settings s;

	memset(&s, 0, sizeof s);
	return s;
}

/* Splits "client.iss" into host and name; no host: HOSTS. */
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

static bool set_policy(struct script_settings *s, const char *name, const char *value, const char **why,
		       bool *bad_value)
{
	for (int p = 0; p < POL_COUNT; p++) {
		uint64_t bit = (uint64_t)1 << p;

		if (strcmp(name, policies[p].name) != 0)
			continue;
		*bad_value = true;
		*why = "expected on or off";
		if (strcmp(value, "on") == 0)
			s->policies |= bit;
		else if (strcmp(value, "off") == 0)
			s->policies &= ~bit;
		else
			return false;
		s->policies_given |= bit;
		return true;
	}
	*bad_value = false;
	*why = "no such setting";
	return false;
}

static bool set_number(struct script_settings *s, enum setting id, int host, uint32_t value)
{
	if (host == HOSTS) {
		s->number[id] = value;
		s->given |= 1u << id;
	} else if (id == SET_ISS) {
		s->host_iss[host] = value;
		s->host_iss_given |= (uint8_t)(1 << host);
	} else {
		s->host_buffer[host] = value;
	}
	return true;
}

static bool read_number(const char *value, uint64_t low, uint64_t high, uint32_t *n)
{
	const char *rest;
	uint64_t v;

	if (!number_parse(value, high, &v, &rest) || *rest != '\0' || v < low)
		return false;
	*n = (uint32_t)v;
	return true;
}

static bool set_known(struct script_settings *s, enum setting id, int host, const char *value, const char **why)
{
	struct duration d;
	uint32_t n = 0;

	switch (known[id].kind) {
	case KIND_PROFILE:
		*why = "expected rfc or linux";
		if (strcmp(value, "rfc") != 0 && strcmp(value, "linux") != 0)
			return false;
		return set_number(s, id, host, strcmp(value, "linux") == 0 ? PROFILE_LINUX : PROFILE_RFC);
	case KIND_SWITCH:
		*why = "expected on or off";
		if (strcmp(value, "on") != 0 && strcmp(value, "off") != 0)
			return false;
		return set_number(s, id, host, strcmp(value, "on") == 0);
	case KIND_OCTETS:
		*why = "expected a number of octets from 1 to 65535";
		return read_number(value, 1, BUFFER_MAX, &n) && set_number(s, id, host, n);
	case KIND_SEQ:
		*why = "expected a sequence number from 0 to 4294967295";
		return read_number(value, 0, UINT32_MAX, &n) && set_number(s, id, host, n);
	case KIND_COUNT:
		*why = "expected a number from 0 to 255";
		return read_number(value, 0, 255, &n) && set_number(s, id, host, n);
	case KIND_SPAN:
	case KIND_SPAN_OR_OFF:
		*why = known[id].kind == KIND_SPAN ? "expected a duration such as 500ms, 5s or 2m"
						   : "expected off or a duration such as 500ms, 5s or 2m";
		if (known[id].kind == KIND_SPAN_OR_OFF && strcmp(value, "off") == 0)
			d = (struct duration){ 0, UNIT_MS };
		else if (!duration_parse(value, &d) || (id == SET_MSL && d.unit == UNIT_MSL) ||
			 (d.count == 0 && id != SET_DELAY))
			return false;
		s->span[id] = d;
		s->given |= 1u << id;
		return true;
	}
	return false;
}

bool script_settings_set(struct script_settings *s, const char *name, const char *value, const char **why,
			 bool *bad_value)
{
	int host;
	const char *base = split_host(name, &host);

	for (int id = 0; id < SET_COUNT; id++) {
		if (strcmp(base, known[id].name) != 0)
			continue;
		*bad_value = false;
		*why = "this setting is not one host's: leave out the host and the dot";
		if (host != HOSTS && !known[id].per_host)
			return false;
		*bad_value = true;
		return set_known(s, (enum setting)id, host, value, why);
	}
	return set_policy(s, name, value, why, bad_value);
}

size_t script_settings_names(const char **names, size_t n)
{
	static const char *const more[] = { "client.iss", "server.iss", "client.buffer", "server.buffer" };
	size_t used = 0;

	for (size_t i = 0; i < SET_COUNT && used < n; i++)
		names[used++] = known[i].name;
	for (size_t i = 0; i < sizeof more / sizeof *more && used < n; i++)
		names[used++] = more[i];
	for (size_t i = 0; i < POL_COUNT && used < n; i++)
		names[used++] = policies[i].name;
	return used;
}

static bool given(const struct script_settings *s, enum setting id)
{
	return (s->given >> id & 1) != 0;
}

static vtime span(const struct script_settings *s, enum setting id, vtime msl_ms, vtime otherwise)
{
	return given(s, id) ? duration_ms(s->span[id], msl_ms) : otherwise;
}

static uint32_t number(const struct script_settings *s, enum setting id, uint32_t otherwise)
{
	return given(s, id) ? s->number[id] : otherwise;
}

struct config script_settings_resolve(const struct script_settings *s)
{
	static const seqnum default_iss[HOSTS] = { 100, 300 };
	bool lin = number(s, SET_PROFILE, PROFILE_RFC) == PROFILE_LINUX;
	vtime msl = span(s, SET_MSL, 0, lin ? 30000 : 120000);
	struct config c;

	memset(&c, 0, sizeof c);
	c.profile = lin ? PROFILE_LINUX : PROFILE_RFC;
	c.msl_ms = msl;
	c.delay_ms = span(s, SET_DELAY, msl, 50);
	c.delayed_ack_ms = span(s, SET_DELAYED_ACK, msl, 0);
	c.rto_ms = span(s, SET_RTO, msl, 1000);
	c.rto_max_ms = lin ? 120000 : 60000;
	c.fin_wait_2_ms = span(s, SET_FIN_WAIT_2, msl, lin ? 60000 : 0);
	c.user_timeout_ms = span(s, SET_USER_TIMEOUT, msl, 0);
	c.keepalive_ms = span(s, SET_KEEPALIVE, msl, 0);
	c.mss = number(s, SET_MSS, 536);
	c.retries = (uint16_t)number(s, SET_RETRIES, lin ? 15 : 6);
	c.syn_retries = (uint16_t)number(s, SET_SYN_RETRIES, lin ? 6 : 7);
	c.time_wait = (uint8_t)number(s, SET_TIME_WAIT, 1);
	for (int h = 0; h < HOSTS; h++) {
		c.buffer[h] = s->host_buffer[h] ? s->host_buffer[h] : number(s, SET_BUFFER, 64);
		c.iss[h] = s->host_iss_given >> h & 1 ? s->host_iss[h] : number(s, SET_ISS, default_iss[h]);
	}
	for (int p = 0; p < POL_COUNT; p++) {
		uint64_t bit = (uint64_t)1 << p;

		if (s->policies_given & bit ? (s->policies & bit) != 0 : lin ? policies[p].linux_ : policies[p].rfc)
			c.policies |= bit;
	}
	return c;
}

struct config config_default(void)
{
	struct script_settings s = script_settings_none();

	return script_settings_resolve(&s);
}
