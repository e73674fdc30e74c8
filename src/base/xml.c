/* Writes text within XML: for pictures and charts. */
#include "base/xml.h"

#include <string.h>

#include "base/text.h"

void xml_put_character(FILE *out, uint32_t c)
{
	char utf8[4];

	if (c == '<')
		fputs("&lt;", out);
	else if (c == '>')
		fputs("&gt;", out);
	else if (c == '&')
		fputs("&amp;", out);
	else if (c == '"')
		fputs("&quot;", out);
	else if (c >= ' ')
		fwrite(utf8, 1, utf8_put(utf8, c), out);
}

void xml_put(FILE *out, const char *s)
{
	char safe[2048];
	struct text t = text_over(safe, sizeof safe);
	size_t n;

	text_add_safe(&t, s, strlen(s));
	for (const char *c = safe; *c != '\0'; c += n)
		xml_put_character(out, utf8_next(c, &n));
}
