/* Writes a script as a film: an SVG of all frames side by side, of which one at a time is
 * seen. Rows that look the same are drawn once, in its definitions. Called by
 * start/cmd_export_screen. */
#include <string.h>

#include "base/mem.h"
#include "ui/draw/svg.h"
#include "ui/export/reel.h"

struct shape {
	char *svg;
	uint32_t hash;
};

struct film {
	enum scheme scheme;
	struct shape *shapes; /* rows */
	size_t shapes_used, shapes_size;
	size_t frames;
	unsigned long ms; /* so far */
	size_t octets;    /* of the shapes */
	FILE *uses;       /* the frames */
	char *uses_text;
	size_t uses_len;
	unsigned long *begins; /* of each frame, in ms */
	size_t begins_size;
};

static uint32_t hash_of(const char *s)
{
	uint32_t hash = 2166136261u;

	for (; *s; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619u;
	return hash;
}

/* Returns the number of a shape, which takes its text. */
static size_t shape_of(struct film *f, char *svg)
{
	uint32_t hash = hash_of(svg);

	for (size_t i = 0; i < f->shapes_used; i++)
		if (f->shapes[i].hash == hash && strcmp(f->shapes[i].svg, svg) == 0) {
			mem_free(svg);
			return i;
		}
	f->shapes = mem_grow(f->shapes, f->shapes_used, &f->shapes_size, sizeof *f->shapes);
	f->shapes[f->shapes_used] = (struct shape){ svg, hash };
	f->octets += strlen(svg);
	return f->shapes_used++;
}

/* Writes the rows of a frame as uses of shapes. */
static void put_frame(struct film *f, const struct canvas *c)
{
	fprintf(f->uses, "<g transform=\"translate(%ld)\">", (long)f->frames * svg_width(c));
	for (int y = 0; y < c->h; y++) {
		char *svg;
		size_t n;
		FILE *row = mem_stream(&svg, &n);

		svg_row(row, c, f->scheme, y);
		mem_stream_close(row);
		if (n == 0)
			mem_free(svg);
		else
			fprintf(f->uses, "<use href=\"#r%zu\" y=\"%d\"/>", shape_of(f, svg), svg_row_top(y));
	}
	fputs("</g>\n", f->uses);
}

static void take(void *to, const struct frame *frame)
{
	struct film *f = to;

	if (f->frames < FILM_FRAMES_MAX && f->octets < FILM_OCTETS_MAX) {
		f->begins = mem_grow(f->begins, f->frames, &f->begins_size, sizeof *f->begins);
		f->begins[f->frames] = f->ms;
		put_frame(f, frame->canvas);
	}
	f->frames++;
	f->ms += frame->ms;
}

/* Writes the style sheet, by which the row of frames moves. */
static void put_style(const struct film *f, FILE *out, int w)
{
	fprintf(out, "<style>\n.film{animation:film %lu.%03lus step-end infinite}\n@keyframes film{\n", f->ms / 1000,
		f->ms % 1000);
	for (size_t i = 0; i < f->frames; i++)
		fprintf(out, "%.4f%%{transform:translateX(-%ldpx)}\n", 100.0 * (double)f->begins[i] / (double)f->ms,
			(long)i * w);
	fprintf(out, "100%%{transform:translateX(-%ldpx)}\n}\n", (long)(f->frames - 1) * w);
	fputs("@media (prefers-reduced-motion:reduce){.film{animation:none}}\n</style>\n", out);
}

static void put_film(const struct film *f, FILE *out, const struct canvas *size, const char *title, enum lang lang)
{
	int w = svg_width(size), h = svg_height(size);

	svg_begin(out, size, title, lang == LANG_KO ? "화면을 한 단계씩 보여 주는 영상" : "The screen, step by step");
	put_style(f, out, w);
	fputs("<defs>\n", out);
	for (size_t i = 0; i < f->shapes_used; i++)
		fprintf(out, "<g id=\"r%zu\">\n%s</g>\n", i, f->shapes[i].svg);
	fputs("</defs>\n", out);
	svg_ground(out, size, f->scheme);
	fprintf(out,
		"<svg width=\"%d\" height=\"%d\" xml:space=\"preserve\"><g class=\"film\" transform=\"translate(-%ld)\">\n",
		w, h, (long)(f->frames - 1) * w);
	fwrite(f->uses_text, 1, f->uses_len, out);
	fputs("</g></svg>\n</svg>\n", out);
}

/* Returns whether the film is small enough. */
static bool is_small(const struct film *f, size_t octets, struct diag *diag)
{
	bool frames = f->frames <= FILM_FRAMES_MAX;

	if (frames && octets <= FILM_OCTETS_MAX)
		return true;
	diag_set(diag, 0, frames ? DIAG_FILM_OCTETS : DIAG_FILM_FRAMES, "", "");
	diag_argument(diag, 1, "%zu", frames ? octets : f->frames);
	diag_argument(diag, 2, "%d", frames ? (int)FILM_OCTETS_MAX : (int)FILM_FRAMES_MAX);
	return false;
}

static void film_free(struct film *f)
{
	for (size_t i = 0; i < f->shapes_used; i++)
		mem_free(f->shapes[i].svg);
	mem_free(f->shapes);
	mem_free(f->begins);
	mem_free(f->uses_text);
}

bool film_write(FILE *out, const struct app_options *options, const struct script *script, unsigned w, unsigned h,
		struct diag *diag)
{
	struct film f = { .scheme = options->scheme };
	struct canvas size = { .w = w > 0 ? (int)w : 80, .h = h > 0 ? (int)h : 24 };
	const char *title = script_title(script, options->lang);
	bool small;

	f.uses = mem_stream(&f.uses_text, &f.uses_len);
	reel_play(options, script, w, h, take, &f);
	mem_stream_close(f.uses);
	small = is_small(&f, f.octets, diag);
	if (small) {
		char *text;
		size_t n;
		FILE *memory = mem_stream(&text, &n);

		put_film(&f, memory, &size, title ? title : script->id, options->lang);
		mem_stream_close(memory);
		small = is_small(&f, n, diag);
		if (small)
			fwrite(text, 1, n, out);
		mem_free(text);
	}
	film_free(&f);
	return small;
}
