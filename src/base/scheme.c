/* Chooses the colour scheme. */
#include "base/scheme.h"

#include <stddef.h>
#include <string.h>

#define NAME(id, name) [SCHEME_##id] = name,
const char *const scheme_names[SCHEME_COUNT] = { SCHEMES(NAME, NAME) };

bool colour_wanted(const struct colour_wish *w)
{
	if (w->when != WHEN_AUTO)
		return w->when == WHEN_ALWAYS;
	return w->scheme || !w->no_color || !*w->no_color;
}

/* Returns whether COLORFGBG has a light background. rxvt and others set it, for
 * example to "0;15", with the background last. */
static bool light_background(const char *colours)
{
	const char *last = colours ? strrchr(colours, ';') : NULL;

	return last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0);
}

enum scheme scheme_choose(const struct colour_wish *w)
{
	if (!colour_wanted(w))
		return SCHEME_MONO;
	for (int i = 0; w->scheme && i < SCHEME_COUNT; i++)
		if (strcmp(w->scheme, scheme_names[i]) == 0)
			return (enum scheme)i;
	return light_background(w->colorfgbg) ? SCHEME_LIGHT : SCHEME_DEFAULT;
}
