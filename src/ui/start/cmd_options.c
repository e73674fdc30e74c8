/* Derives the screen's options from the command line and the environment. */
#include "ui/start/cmd_options.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ui/export/picture.h"
#include "ui/term/term.h"

/* Reports whether the terminal may draw characters of ambiguous width in two columns: only those
 * for Chinese, Japanese and Korean do. */
static bool draws_wide_perhaps(enum lang lang)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *value = NULL;

	for (size_t i = 0; i < sizeof names / sizeof names[0] && (!value || !*value); i++)
		value = getenv(names[i]);
	return lang == LANG_KO || (value && (strncmp(value, "ko", 2) == 0 || strncmp(value, "ja", 2) == 0 ||
					     strncmp(value, "zh", 2) == 0));
}

struct app_options cmd_app_options(const struct options *o)
{
	struct colour_wish wish = cli_colour_wish(o);

	return (struct app_options){ .lang = o->lang,
				     .ascii = o->ascii,
				     .scheme = scheme_choose(&wish),
				     .picture = picture_of,
				     .shares = cmd_share_formats(o),
				     .share = cmd_share,
				     .share_for = o,
				     .key_waits = term_key_waits,
				     .animation = o->animation,
				     .mouse = o->mouse,
				     .ask_width = !(o->seen >> OPT_ASCII & 1) && draws_wide_perhaps(o->lang),
				     .speed = o->speed,
				     .listen = o->listen,
				     .code = o->code,
				     .followers = o->followers,
				     .kiosk = o->kiosk,
				     .seed = (uint32_t)time(NULL) };
}

bool cmd_plain(const struct options *o)
{
	const char *variable = getenv("TCPSTEP_PLAIN"), *term = getenv("TERM");

	if (o->plain || o->seen >> OPT_PLAIN & 1)
		return o->plain;
	return (variable && *variable && strcmp(variable, "0") != 0) || !term || !*term || strcmp(term, "dumb") == 0;
}

const char *cmd_lesson_file(const char *lesson)
{
	return cli_names_file(lesson) ? lesson : NULL;
}
