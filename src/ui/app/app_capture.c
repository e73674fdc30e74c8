/* A capture as a session: makes it, and lists the connections to choose from. Called by
 * the commands and by app. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "capture/connections.h"
#include "capture/import.h"
#include "capture/source.h"
#include "ui/app/app_core.h"

/* Reads a capture to its end, and gives each packet to `take`. Returns false with *diag
 * filled if there is nothing to show; else *said: the file is cut off, *diag says how. */
static bool read_all(const char *path, void (*take)(void *to, const struct packet *p), void *to, struct diag *diag,
		     bool *said)
{
	struct capture *c = capture_open(path, diag);
	enum capture_read got;
	struct packet p;

	*said = false;
	if (!c)
		return false;
	while ((got = capture_next(c, &p, diag)) == CAPTURE_SEGMENT)
		take(to, &p);
	*said = got != CAPTURE_END;
	capture_close(c);
	return got != CAPTURE_BAD;
}

/* --- a session --- */

static void take_import(void *to, const struct packet *p)
{
	import_add(to, p);
}

static struct script *parse(const struct import *im, const char *path, const struct strace *calls)
{
	const struct import_options how = { .calls = calls };
	struct diags errors = { 0 };
	struct script *s;
	char *text;
	size_t len;
	FILE *out = mem_stream(&text, &len);

	import_write(im, &how, out);
	mem_stream_close(out);
	s = script_parse(path, text, len, &errors);
	diags_free(&errors);
	mem_free(text);
	return s;
}

static void complain_no_tcp(const char *path, enum lang lang)
{
	struct diag diag;

	diag_set(&diag, 0, DIAG_CAPTURE_NONE, path, "");
	diag_complain(&diag, lang);
}

struct script *capture_script(const char *path, uint32_t connection, const struct strace *calls, enum lang lang)
{
	struct import *im = import_new(connection);
	struct script *s = NULL;
	struct diag diag;
	bool said;

	if (read_all(path, take_import, im, &diag, &said)) {
		if (said)
			diag_complain(&diag, lang);
		if (import_connections(im) >= connection)
			s = parse(im, path, calls);
		else if (!said)
			complain_no_tcp(path, lang);
	} else {
		diag_complain(&diag, lang);
	}
	import_free(im);
	return s;
}

/* --- the list --- */

/* A connection of the list. */
struct listed {
	uint32_t number, packets;
	struct endpoint end[2]; /* the client's first */
	enum ending how;
	int closer; /* enum host_id; neither: nobody, or both */
};

struct lister {
	struct connections *all;
	struct listed *at;
	size_t used;
	uint32_t left_out;
};

static void list_packet(void *to, const struct packet *p)
{
	connections_add(((struct lister *)to)->all, p);
}

static void list_connection(void *to, const struct connection *c)
{
	struct lister *l = to;
	int client = connection_client(c, NULL), closer = connection_closer(c);

	if (l->used == CAPTURE_LINES_MAX) {
		l->left_out++;
		return;
	}
	l->at[l->used++] = (struct listed){
		.number = c->number,
		.packets = c->packets,
		.end = { c->end[client], c->end[1 - client] },
		.how = connection_ending(c),
		.closer = closer < 0 || closer > 1 ? closer
			  : closer == client       ? HOST_CLIENT
						   : HOST_SERVER,
	};
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = ((const struct listed *)a)->number, y = ((const struct listed *)b)->number;

	return x < y ? -1 : x > y;
}

static void add_lines(struct app *a, struct lister *l)
{
	char line[200], client[64], server[64], number[16], how[40];

	qsort(l->at, l->used, sizeof *l->at, by_number);
	for (size_t i = 0; i < l->used; i++) {
		const struct listed *c = &l->at[i];
		struct text t = text_over(line, sizeof line), from = text_over(client, sizeof client);
		struct text at = text_over(server, sizeof server);

		endpoint_write(&from, &c->end[0]);
		endpoint_write(&at, &c->end[1]);
		snprintf(number, sizeof number, "%*u", l->used > 99 ? 3 : l->used > 9 ? 2 : 1, (unsigned)c->number);
		snprintf(how, sizeof how, "%s", ending_name(c->how));
		if (c->closer == HOST_CLIENT || c->closer == HOST_SERVER)
			snprintf(how, sizeof how, "%s (%s)", ending_name(c->how), host_name((uint8_t)c->closer));
		text_addf(&t, message(MSG_CAPTURE_LINE, a->view.lang), number, client, server, (unsigned)c->packets,
			  how);
		app_list_add(a, LOOK_PLAIN, 0, line)->id = c->number;
	}
}

static void choose(struct app *a, const struct target *target)
{
	struct script *s = capture_script(a->capture, target->id, a->options.calls, a->view.lang);

	app_pop(a);
	if (!s)
		return;
	app_open(a, s, MODE_REPLAY);
	script_free(a->own);
	a->own = s;
}

size_t app_capture_list(struct app *a)
{
	struct lister l = { 0 };
	struct diag diag;
	bool said;

	if (!a->capture) {
		app_say(a, true, MSG_CAPTURE_NONE);
		return 0;
	}
	app_list_begin(a, OVERLAY_CAPTURE, choose);
	app_list_title(a, message(MSG_CAPTURE_TITLE, a->view.lang));
	l.at = mem_new(CAPTURE_LINES_MAX, sizeof *l.at);
	l.all = connections_new(INT64_MAX, list_connection, &l);
	read_all(a->capture, list_packet, &l, &diag, &said);
	connections_end(l.all);
	add_lines(a, &l);
	mem_free(l.at);
	if (l.left_out > 0) {
		char more[200];
		struct text t = text_over(more, sizeof more);

		text_addf(&t, message(MSG_CAPTURE_MORE, a->view.lang), (unsigned)l.left_out);
		app_list_foot(a, more);
	} else {
		app_list_foot(a, message(MSG_CAPTURE_FOOT, a->view.lang));
	}
	return a->view.list.used;
}

void app_capture_open(struct app *a)
{
	app_capture_list(a);
}

bool app_capture_begin(struct app *a, const char *path)
{
	a->own = capture_script(path, 1, a->options.calls, a->options.lang);
	if (!a->own)
		return false;
	a->capture = path;
	app_open(a, a->own, MODE_REPLAY);
	if (app_capture_list(a) < 2)
		app_pop(a);
	return true;
}
