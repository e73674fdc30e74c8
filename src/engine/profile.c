/* Durations in the notation of scripts. language/settings.c has the settings. */
#include "engine/profile.h"

#include <string.h>

#include "base/text.h"

vtime duration_ms(struct duration d, vtime msl_ms)
{
	switch ((enum duration_unit)d.unit) {
	case UNIT_MS:
		return d.count;
	case UNIT_S:
		return d.count * 1000;
	case UNIT_M:
		return d.count * 60000;
	case UNIT_MSL:
		return d.count * msl_ms;
	}
	return 0;
}

struct unit {
	const char *name;
	uint32_t ms; /* 0: a multiple of the MSL */
	enum duration_unit unit;
	uint32_t factor; /* of the unit in which it is kept */
};

/* Returns the unit of this name, NULL: none. */
static const struct unit *unit_named(const char *name)
{
	static const struct unit units[] = { { "ms", 1, UNIT_MS, 1 },
					     { "s", 1000, UNIT_S, 1 },
					     { "m", 60000, UNIT_M, 1 },
					     { "h", 3600000, UNIT_M, 60 },
					     { "msl", 0, UNIT_MSL, 1 } };

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(name, units[i].name) == 0)
			return &units[i];
	return NULL;
}

/* Reads the digits after the point as milliseconds of this unit. */
static enum duration_fault read_fraction(const char *digits, size_t n, const struct unit *u, vtime *ms)
{
	uint64_t value = 0, scale = 1;

	while (n > 0 && digits[n - 1] == '0')
		n--;
	if (n > 0 && u->unit == UNIT_MSL)
		return DURATION_NONE;
	if (n > 9)
		return DURATION_FINE;
	for (size_t i = 0; i < n; i++, scale *= 10)
		value = value * 10 + (uint64_t)(digits[i] - '0');
	*ms = value * u->ms / scale;
	return value * u->ms % scale == 0 ? DURATION_OK : DURATION_FINE;
}

/* Returns a time in the largest unit in which it is whole. */
static struct duration whole(vtime ms)
{
	if (ms % 60000 == 0)
		return (struct duration){ .count = ms / 60000, .unit = UNIT_M };
	if (ms % 1000 == 0)
		return (struct duration){ .count = ms / 1000, .unit = UNIT_S };
	return (struct duration){ .count = ms, .unit = UNIT_MS };
}

enum duration_fault duration_read(const char *word, struct duration *d)
{
	size_t digits = strspn(word, "0123456789"), after = 0;
	const char *rest = word + digits, *point = rest;
	const struct unit *u;
	enum duration_fault fault;
	vtime ms = 0;
	uint64_t n;

	if (*rest == '.') {
		after = strspn(point + 1, "0123456789");
		rest += 1 + after;
	}
	u = unit_named(rest);
	if (!u || digits == 0 || (*point == '.' && after == 0))
		return DURATION_NONE;
	fault = read_fraction(point + 1, after, u, &ms);
	if (fault != DURATION_OK)
		return fault;
	if (!text_number(word, u->unit == UNIT_MSL ? UINT32_MAX : CLOCK_MAX, &n, &rest) || n * u->ms + ms > CLOCK_MAX)
		return DURATION_LONG;
	*d = ms ? whole(n * u->ms + ms) : (struct duration){ .count = n * u->factor, .unit = u->unit };
	return DURATION_OK;
}

bool duration_parse(const char *word, struct duration *d)
{
	return duration_read(word, d) == DURATION_OK;
}
