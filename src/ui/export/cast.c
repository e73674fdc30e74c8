/* Writes a script as a recording of a terminal, asciicast version 2: a header, then a
 * line for each frame with the rows that changed. Called by start/cmd_export_screen. */
#include <string.h>

#include "base/mem.h"
#include "report/report.h"
#include "ui/draw/style.h"
#include "ui/export/reel.h"

struct cast {
	FILE *out;
	enum scheme scheme;
	unsigned long ms; /* so far */
	struct canvas before;
	bool begun;
};

/* Writes the sequence that switches to a look. */
static void put_look(FILE *out, uint8_t look, enum scheme scheme)
{
	struct appearance a = style_of((enum look)look, scheme);

	fputs("\033[0", out);
	if (a.fg >= 0)
		fprintf(out, ";%d", 30 + a.fg);
	fprintf(out, "%s%s%s%sm", a.attrs & ATTR_BOLD ? ";1" : "", a.attrs & ATTR_DIM ? ";2" : "",
		a.attrs & ATTR_UNDERLINE ? ";4" : "", a.attrs & ATTR_REVERSE ? ";7" : "");
}

static void put_row(FILE *out, const struct canvas *c, int y, enum scheme scheme)
{
	const struct cell *row = &c->cells[y * c->w];
	int look = -1;

	fprintf(out, "\033[%d;1H", y + 1);
	for (int x = 0; x < c->w; x++) {
		char utf8[4];

		if (row[x].c == 0)
			continue;
		if (look != row[x].look)
			put_look(out, row[x].look, scheme);
		look = row[x].look;
		fwrite(utf8, 1, utf8_put(utf8, row[x].c), out);
	}
	fputs("\033[0m", out);
}

static bool same_row(const struct canvas *a, const struct canvas *b, int y)
{
	for (int x = 0; x < a->w; x++) {
		const struct cell *one = &a->cells[y * a->w + x], *other = &b->cells[y * a->w + x];

		if (one->c != other->c || one->look != other->look)
			return false;
	}
	return true;
}

static void put_event(const struct cast *c, char kind, const char *data)
{
	fprintf(c->out, "[%lu.%03lu, \"%c\", ", c->ms / 1000, c->ms % 1000, kind);
	json_string(c->out, data);
	fputs("]\n", c->out);
}

/* Writes a mark, at which a player can stop. Its text has no control characters. */
static void put_mark(const struct cast *c, const char *s)
{
	char array[1024];
	struct text t = text_over(array, sizeof array);

	text_add_safe(&t, s, strlen(s));
	put_event(c, 'm', array);
}

static void take(void *to, const struct frame *frame)
{
	struct cast *c = to;
	const struct canvas *now = frame->canvas;
	char *text;
	size_t n;
	FILE *memory = mem_stream(&text, &n);

	if (!c->begun)
		fputs("\033[?25l\033[2J", memory);
	for (int y = 0; y < now->h; y++)
		if (!c->begun || !same_row(now, &c->before, y))
			put_row(memory, now, y, c->scheme);
	mem_stream_close(memory);
	if (frame->mark)
		put_mark(c, frame->mark);
	if (n > 0)
		put_event(c, 'o', text);
	mem_free(text);
	memcpy(c->before.cells, now->cells, (size_t)now->w * (size_t)now->h * sizeof *now->cells);
	c->begun = true;
	c->ms += frame->ms;
}

void cast_write(FILE *out, const struct app_options *options, const struct script *script, unsigned w, unsigned h)
{
	struct cast c = { .out = out, .scheme = options->scheme };
	const char *title = script_title(script, options->lang);

	w = w > 0 ? w : 80;
	h = h > 0 ? h : 24;
	canvas_init(&c.before, (int)w, (int)h);
	fprintf(out, "{\"version\": 2, \"width\": %u, \"height\": %u, \"title\": ", w, h);
	json_string(out, title ? title : script->id);
	fputs(", \"env\": {\"TERM\": \"xterm-256color\"}}\n", out);
	reel_play(options, script, w, h, take, &c);
	put_event(&c, 'o', "\033[?25h");
	canvas_free(&c.before);
}
