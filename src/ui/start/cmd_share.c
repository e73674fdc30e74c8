/* What the key that shares offers: the formats of `tcpstep export`. Called by
 * cmd_options. */
#include <string.h>

#include "base/check.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/export.h"
#include "ui/app/app_core.h"
#include "ui/start/cmd_options.h"

enum { FORMATS_MAX = 16 };
#define FILM "film"

/* The rows of main's list, and after them the svg that moves. */
static struct share_format formats[FORMATS_MAX];
static const struct export_format *writers[FORMATS_MAX];
static char endings[FORMATS_MAX][12];
static size_t formats_used;

static void add(const struct export_format *f, const char *name, const char *const about[LANG_COUNT])
{
	struct text t = text_over(endings[formats_used], sizeof endings[0]);

	CHECK(formats_used + 1 < FORMATS_MAX);
	text_add_n(&t, f->endings, strcspn(f->endings, " "));
	formats[formats_used] = (struct share_format){ .name = name, .ending = endings[formats_used] };
	for (int l = 0; l < LANG_COUNT; l++)
		formats[formats_used].about[l] = about[l];
	writers[formats_used++] = f;
}

const struct share_format *cmd_share_formats(const struct options *o)
{
#define EXPORT_FILM(en, ko) en, ko
	static const char *const film[LANG_COUNT] = {
#include "cli/exports.def"
	};

	if (!o->exports)
		return NULL;
	if (formats_used > 0)
		return formats;
	for (const struct export_format *f = o->exports; f->name; f++)
		add(f, f->name, f->about);
	for (const struct export_format *f = o->exports; f->name; f++)
		if (strcmp(f->name, "svg") == 0)
			add(f, FILM, film);
	return formats;
}

char *cmd_share(const struct app *app, size_t format, const struct script *script, size_t *n, struct diag *diag)
{
	struct options o = *(const struct options *)app->options.share_for;
	struct export_job job = { .options = &o, .script = script, .file = script->path };
	char *octets;
	FILE *out = mem_stream(&octets, n);
	bool ok;

	o.film = strcmp(formats[format].name, FILM) == 0;
	o.output = formats[format].ending; /* no terminal reads it */
	o.lang = app->view.lang;
	ok = writers[format]->write(&job, out, diag);
	mem_stream_close(out);
	if (ok)
		return octets;
	mem_free(octets);
	return NULL;
}
