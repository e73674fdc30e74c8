/* Stands in for serve.c in a program that was built without libmicrohttpd: no class can be
 * served. Called by the app. */
#include "class/serve.h"

#ifndef HAVE_MICROHTTPD

struct serve *serve_start(const struct serve_options *options, struct diag *diag)
{
	(void)options;
	diag_set(diag, 0, DIAG_LISTEN_NOT_BUILT, "", "");
	return NULL;
}

const char *serve_url(const struct serve *s, size_t i)
{
	(void)s;
	(void)i;
	return NULL;
}

void serve_text(struct serve *s, const char *text)
{
	(void)s;
	(void)text;
}

void serve_ask(struct serve *s, unsigned question, unsigned choices, bool open)
{
	(void)s;
	(void)question;
	(void)choices;
	(void)open;
}

struct room_counts serve_count(struct serve *s)
{
	(void)s;
	return (struct room_counts){ 0 };
}

void serve_beat(struct serve *s)
{
	(void)s;
}

void serve_stop(struct serve *s)
{
	(void)s;
}
#endif
