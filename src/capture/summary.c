/* Prints what is known of a connection, by one table of columns. Called by
 * cli/cmd_import.c. */
#include "capture/summary.h"

#include <string.h>

#include "base/text.h"
#include "capture/verdict.h"

/* What a column needs. */
struct seen {
	const struct connection *c;
	struct connection_figures f;
	int client;
	bool inferred; /* which end is the client */
};

/* How a value is written in JSON. */
enum form { FORM_TEXT, FORM_NUMBER };

static void nanoseconds(struct text *t, int64_t ns)
{
	uint64_t size = ns < 0 ? (uint64_t)-ns : (uint64_t)ns;

	if (ns < 0)
		text_add(t, "-");
	text_add_number(t, size / 1000000000, 1);
	text_add(t, ".");
	text_add_number(t, size % 1000000000 / 1000, 6);
}

static const char *closer(const struct seen *s)
{
	int who = connection_closer(s->c);

	return who < 0 ? "-" : who == 2 ? "both" : who == s->client ? "client" : "server";
}

static void seen_words(struct text *t, const struct seen *s)
{
	const struct {
		bool on;
		const char *word;
	} words[] = { { s->f.no_start, "no-start" },
		      { s->f.no_end, "no-end" },
		      { s->f.one_way, "one-way" },
		      { s->f.gaps, "gaps" },
		      { s->inferred, "client-inferred" } };
	bool any = false;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (words[i].on) {
			text_add(t, any ? "," : "");
			text_add(t, words[i].word);
			any = true;
		}
	if (!any)
		text_add(t, "whole");
}

/* Zeek's letters are large for the client. */
static void history(struct text *t, const struct seen *s)
{
	for (const char *h = s->f.history; *h; h++) {
		char letter = (char)(s->client == 0 ? *h : *h ^ ('a' ^ 'A'));

		text_add_n(t, &letter, 1);
	}
}

/* One row a column: its name, its form, what it appends. */
#define COLUMNS(X) \
	X(client, FORM_TEXT, endpoint_write(t, &s->c->end[s->client])) \
	X(server, FORM_TEXT, endpoint_write(t, &s->c->end[1 - s->client])) \
	X(packets, FORM_NUMBER, text_add_number(t, s->c->packets, 1)) \
	X(bytes, FORM_NUMBER, text_add_number(t, s->f.octets, 1)) \
	X(client_state, FORM_TEXT, text_add(t, state_name(connection_state(s->c, s->client)))) \
	X(server_state, FORM_TEXT, text_add(t, state_name(connection_state(s->c, 1 - s->client)))) \
	X(closed_by, FORM_TEXT, text_add(t, closer(s))) \
	X(how, FORM_TEXT, text_add(t, ending_name(connection_ending(s->c)))) \
	X(start, FORM_NUMBER, nanoseconds(t, s->c->first_ns)) \
	X(duration, FORM_NUMBER, nanoseconds(t, s->c->last_ns - s->c->first_ns)) \
	X(idle, FORM_NUMBER, nanoseconds(t, s->c->idle_ns)) \
	X(seen, FORM_TEXT, seen_words(t, s)) \
	X(history, FORM_TEXT, history(t, s)) \
	X(client_resent, FORM_NUMBER, text_add_number(t, s->f.resent[0], 1)) \
	X(server_resent, FORM_NUMBER, text_add_number(t, s->f.resent[1], 1)) \
	X(twice, FORM_NUMBER, text_add_number(t, s->f.twice, 1)) \
	X(lost, FORM_NUMBER, text_add_number(t, s->f.lost, 1)) \
	X(rtt, FORM_NUMBER, s->f.rtt_ns < 0 ? text_add(t, "-") : nanoseconds(t, s->f.rtt_ns)) \
	X(cause, FORM_TEXT, text_add(t, reset_cause_name(connection_cause(s->c)))) \
	X(differs, FORM_NUMBER, text_add_number(t, s->f.differs, 1)) \
	X(n, FORM_NUMBER, text_add_number(t, s->c->number, 1))

#define COLUMN(name, form, write) \
	static void column_##name(struct text *t, const struct seen *s) \
	{ \
		write; \
	}
COLUMNS(COLUMN)
#undef COLUMN

static const struct {
	const char *name;
	enum form form;
	void (*write)(struct text *t, const struct seen *s);
} columns[] = {
#define COLUMN(name, form, write) { #name, form, column_##name },
	COLUMNS(COLUMN)
#undef COLUMN
};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

static struct seen seen_of(const struct connection *c)
{
	struct seen s = { .c = c };

	s.client = connection_client(c, &s.inferred);
	connection_figures(c, &s.f);
	return s;
}

void summary_begin(const struct summary *s)
{
	if (s->json)
		return;
	for (int i = 0; i < COLUMN_COUNT; i++)
		fprintf(s->out, "%s%s", i == 0 ? "" : "\t", columns[i].name);
	fputs(s->verdict ? "\tverdict\n" : "\n", s->out);
}

static void print_row(const struct summary *to, const struct seen *s)
{
	char row[1024];
	struct text t = text_over(row, sizeof row);

	for (int i = 0; i < COLUMN_COUNT; i++) {
		if (i > 0)
			text_add(&t, "\t");
		columns[i].write(&t, s);
	}
	fputs(row, to->out);
}

static void print_json(const struct summary *to, const struct seen *s)
{
	for (int i = 0; i < COLUMN_COUNT; i++) {
		char value[128];
		struct text t = text_over(value, sizeof value);
		bool none, quoted;

		columns[i].write(&t, s);
		none = strcmp(value, "-") == 0;
		quoted = !none && columns[i].form == FORM_TEXT;
		fprintf(to->out, "%s\"%s\":%s%s%s", i == 0 ? "{" : ",", columns[i].name, quoted ? "\"" : "",
			none ? "null" : value, quoted ? "\"" : "");
	}
}

void summary_connection(const struct summary *to, const struct connection *c, int64_t end_ns)
{
	struct seen s = seen_of(c);
	char verdict[2048] = "";
	struct text t = text_over(verdict, sizeof verdict);

	if (to->verdict)
		verdict_write(&t, c, end_ns, to->lang);
	if (to->json) {
		print_json(to, &s);
		fprintf(to->out, to->verdict ? ",\"verdict\":\"%s\"}\n" : "}\n", verdict);
	} else {
		print_row(to, &s);
		fprintf(to->out, to->verdict ? "\t%s\n" : "\n", verdict);
	}
}
