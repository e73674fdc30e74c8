/* The looks as a style sheet, and the figures, as ui/draw/ink has them. Called by the
 * page. */
#include <stdio.h>

#include "base/text.h"
#include "ui/draw/ink.h"
#include "ui/web/web.h"

/* Adds the rules of one palette. A class l1 is the look's text and figures, r1 the
 * ground of a reversed cell. */
static void add_rules(struct text *t, bool light)
{
	const struct palette *p = ink_palette(light);
	enum scheme scheme = light ? SCHEME_LIGHT : SCHEME_DEFAULT;

	text_addf(t, ":root{--ground:%s;--own:%s;--quiet:%s;--accent:%s}\n", p->background, p->own, p->quiet,
		  p->colours[4]);
	for (int look = 0; look < LOOK_COUNT; look++) {
		unsigned attrs = style_of((enum look)look, scheme).attrs;
		const char *fill = ink_fill((enum look)look, p, scheme);

		text_addf(t, ".l%d{color:%s%s%s}\n", look, ink_of((enum look)look, p, scheme),
			  attrs & ATTR_BOLD ? ";font-weight:bold" : "",
			  attrs & ATTR_UNDERLINE ? ";text-decoration:underline" : "");
		if (fill)
			text_addf(t, ".r%d{color:%s}\n", look, fill);
	}
}

const char *web_css(void)
{
	static char css[8192];
	struct text t = text_over(css, sizeof css);

	add_rules(&t, true);
	text_add(&t, "@media (prefers-color-scheme:dark){\n");
	add_rules(&t, false);
	text_add(&t, "}\n");
	return css;
}

const char *web_figure(uint32_t c)
{
	static char arms[8];
	const char *solid = figure_solid(c);

	if (solid)
		return solid;
	if (figure_arms(c) == 0)
		return "";
	snprintf(arms, sizeof arms, "%d", figure_arms(c));
	return arms;
}
