/* Reads the fragment of the page's address: `learn=time-wait&lang=ko&size=80x24`. Called
 * by web. */
#include "ui/web/place.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* The sizes that a grid may have. */
enum { COLS_LEAST = 10, COLS_MOST = 500, ROWS_LEAST = 4, ROWS_MOST = 200 };

static int hex(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) % 16 : -1;
}

/* Decodes n octets in place, and ends them. */
static void decode(char *s, size_t n)
{
	size_t to = 0;

	for (size_t i = 0; i < n; i++) {
		bool coded = s[i] == '%' && i + 2 < n && hex(s[i + 1]) >= 0 && hex(s[i + 2]) >= 0;

		if (!coded) {
			s[to++] = s[i];
			continue;
		}
		s[to++] = (char)(hex(s[i + 1]) * 16 + hex(s[i + 2]));
		i += 2;
	}
	s[to] = '\0';
}

/* Returns a number from `least` to `most`, and what follows it in *end; 0: it is none. */
static int number(const char *s, char **end, int least, int most)
{
	long n = strtol(s, end, 10);

	return *s >= '0' && *s <= '9' && n >= least && n <= most ? (int)n : 0;
}

static void read_size(struct place *p, const char *value)
{
	char *end;
	int w = number(value, &end, COLS_LEAST, COLS_MOST), h;

	if (w == 0 || *end != 'x')
		return;
	h = number(end + 1, &end, ROWS_LEAST, ROWS_MOST);
	if (h == 0 || *end != '\0')
		return;
	p->w = w;
	p->h = h;
}

static void read_part(struct place *p, const char *name, const char *value)
{
	if (strcmp(name, "learn") == 0) {
		struct text lesson = text_over(p->lesson, sizeof p->lesson);

		text_add(&lesson, value);
		p->kind = lesson.len > 0 ? PLACE_LESSON : PLACE_MENU;
	} else if (strcmp(name, "sandbox") == 0) {
		p->kind = PLACE_SANDBOX;
	} else if (strcmp(name, "quiz") == 0) {
		p->kind = PLACE_QUIZ;
	} else if (strcmp(name, "lang") == 0) {
		p->lang_said = lang_parse(value, &p->lang) || p->lang_said;
	} else if (strcmp(name, "animation") == 0) {
		p->still = strcmp(value, "off") == 0;
	} else if (strcmp(name, "size") == 0) {
		read_size(p, value);
	} else if (strcmp(name, "keys") == 0) {
		mem_free(p->keys);
		p->keys = mem_copy_text(value);
	}
}

void place_read(struct place *p, const char *fragment)
{
	*p = (struct place){ 0 };
	fragment += *fragment == '#';
	while (*fragment != '\0') {
		size_t len = strcspn(fragment, "&"), name = strcspn(fragment, "=&");
		char *part = mem_copy_n(fragment, len), *value = part + (name < len ? name + 1 : len);

		decode(value, len - (size_t)(value - part));
		part[name] = '\0';
		read_part(p, part, value);
		mem_free(part);
		fragment += len + (fragment[len] == '&');
	}
}

void place_free(struct place *p)
{
	mem_free(p->keys);
	*p = (struct place){ 0 };
}
