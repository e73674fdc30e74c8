/* Durations as scripts write them. The settings are language/settings.c. */
#include "engine/profile.h"

#include <string.h>

#include "base/text.h"

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

	if (!text_number(word, UINT32_MAX, &n, &rest))
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
