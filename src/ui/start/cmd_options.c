/* What the command line and the environment say of the screen. */
#include "ui/start/cmd_options.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const scheme_names[] = { "default", "light", "safe", "mono" };

/* As rxvt and others say it: COLORFGBG=0;15, the background last. */
static bool light_background(void)
{
	const char *colours = getenv("COLORFGBG"), *last = colours ? strrchr(colours, ';') : NULL;

	return last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0);
}

struct app_options cmd_app_options(const struct options *o)
{
	struct app_options a = { .lang = o->lang,
				 .ascii = o->ascii,
				 .animation = o->animation,
				 .mouse = o->mouse,
				 .speed = o->speed,
				 .seed = (uint32_t)time(NULL) };
	const char *no = getenv("NO_COLOR");

	if (light_background())
		a.scheme = SCHEME_LIGHT;
	for (int i = 0; i < SCHEME_COUNT; i++)
		if (o->scheme && strcmp(o->scheme, scheme_names[i]) == 0)
			a.scheme = (enum scheme)i;
	if (o->colour == WHEN_NEVER || (!o->scheme && o->colour == WHEN_AUTO && no && *no))
		a.scheme = SCHEME_MONO;
	return a;
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
