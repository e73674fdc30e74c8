/* Called by app_line. The table is diagnosis.def. */
#include "ui/tell/diagnosis.h"

#include <string.h>

enum { PARTS_MAX = 2, DEPTH_MAX = 2 };

static const struct {
	const char *en, *ko;
} table[] = {
#define DIAGNOSIS(en, ko) { en, ko },
#include "ui/tell/diagnosis.def"
#undef DIAGNOSIS
};

struct part {
	char text[200];
};

/* The last place of the n octets in s. */
static const char *last_of(const char *s, const char *what, size_t n)
{
	const char *found = NULL;
	for (; *s != '\0'; s++)
		if (strncmp(s, what, n) == 0)
			found = s;
	return found;
}

static void keep(struct part *part, const char *s, size_t n)
{
	struct text t = text_over(part->text, sizeof part->text);
	text_add_n(&t, s, n);
}

/* Whether s is the pattern, with what its % stand for. */
static bool matches(const char *pattern, const char *s, struct part parts[PARTS_MAX])
{
	for (size_t used = 0;; used++) {
		size_t n = strcspn(pattern, "%");
		if (strncmp(pattern, s, n) != 0)
			return false;
		pattern += n;
		s += n;
		if (*pattern == '\0')
			return *s == '\0';
		pattern++;
		size_t rest = strcspn(pattern, "%");
		const char *end = rest > 0 ? last_of(s, pattern, rest) : s + strlen(s);
		if (!end || used == PARTS_MAX)
			return false;
		keep(&parts[used], s, (size_t)(end - s));
		s = end;
	}
}

static void translate(struct text *t, const char *s, int depth)
{
	struct part parts[PARTS_MAX];
	for (size_t i = 0; depth < DEPTH_MAX && i < sizeof table / sizeof table[0]; i++) {
		if (!matches(table[i].en, s, parts))
			continue;
		size_t used = 0;
		for (const char *c = table[i].ko; *c != '\0'; c++) {
			if (*c == '%' && used < PARTS_MAX)
				translate(t, parts[used++].text, depth + 1);
			else
				text_add_n(t, c, 1);
		}
		return;
	}
	text_add(t, s);
}

void diagnosis_add(struct text *t, const char *message, enum lang lang)
{
	if (lang == LANG_KO)
		translate(t, message, 0);
	else
		text_add(t, message);
}
