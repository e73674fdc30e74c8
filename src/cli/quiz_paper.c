/* `tcpstep quiz --paper`: a sheet of questions, the same whenever the key and the seed are.
 * papers.def has the formats. Called by cmd_quiz; quiz_mark reads the key here. */
#include <string.h>

#include "base/mem.h"
#include "cli/quiz_sheets.h"
#include "lesson/write.h"

static const struct paper_format {
	const char *name, *endings;
	paper_function *write;
} formats[] = {
#define PAPER(name, endings, en, ko)      { #name, endings, paper_##name },
#define PAPER_ALSO(name, endings, en, ko) { #name, endings, paper_##name },
#include "cli/papers.def"
};
static const char *const names =
#define PAPER(name, endings, en, ko)      "|" #name
#define PAPER_ALSO(name, endings, en, ko) "|" #name
	&
#include "cli/papers.def"
	[1];

enum { FORMATS = sizeof formats / sizeof *formats };

/* Returns the format that --as or the ending of OUT names, Markdown if neither is given; NULL
 * after an error. */
static const struct paper_format *format_of(const struct options *o)
{
	for (size_t i = 0; i < FORMATS; i++)
		if (o->as       ? strcmp(o->as, formats[i].name) == 0
		    : o->output ? cli_ends_in(o->output, formats[i].endings)
				: formats[i].write == paper_markdown)
			return &formats[i];
	cli_usage(o, o->as ? DIAG_QUIZ_AS : DIAG_QUIZ_ENDING, names, o->as ? o->as : o->output);
	return NULL;
}

/* Reports a key that has too few or too many octets. */
static void bad_key(const struct options *o, enum diag_id id, size_t len, int limit)
{
	struct diag d;

	diag_set(&d, 0, id, o->key, "");
	diag_argument(&d, 2, "%zu", len);
	diag_argument(&d, 3, "%d", limit);
	cli_bad(o, &d);
}

char *quiz_key_read(const struct options *o, size_t *len)
{
	struct diags errors = { 0 };
	struct diag d;
	char *key = NULL;

	if (!source_read(o->key, &key, len, &errors)) {
		diag_file(&d, DIAG_FILE, o->key, errors.at[0].id, errors.at[0].argument[1]);
		cli_bad(o, &d);
	} else if (*len < PAPER_KEY_MIN || *len > PAPER_KEY_MAX) {
		bad_key(o, *len < PAPER_KEY_MIN ? DIAG_KEY_SHORT : DIAG_KEY_LONG, *len,
			*len < PAPER_KEY_MIN ? PAPER_KEY_MIN : PAPER_KEY_MAX);
		mem_free(key);
		key = NULL;
	}
	diags_free(&errors);
	return key;
}

size_t quiz_paper_count(const struct options *o)
{
	struct diag d;

	if (o->count <= PAPER_QUESTIONS_MAX)
		return o->count ? o->count : PAPER_QUESTIONS;
	diag_set(&d, 0, DIAG_QUIZ_COUNT, "", "");
	diag_argument(&d, 1, "%u", (unsigned)o->count);
	diag_argument(&d, 2, "%d", PAPER_QUESTIONS_MAX);
	cli_usage_of(o, &d);
	return 0;
}

int quiz_paper_print(const struct options *o)
{
	const struct paper_format *format = format_of(o);
	size_t count = format ? quiz_paper_count(o) : 0, key_len, len;
	struct quiz_paper paper;
	char *key, *text;
	FILE *out;
	int status;

	if (!format || count == 0)
		return EXIT_BAD;
	if (format->write == paper_gift && !o->answers)
		return cli_usage(o, DIAG_QUIZ_GIFT, "", "");
	key = quiz_key_read(o, &key_len);
	if (!key)
		return EXIT_BAD;
	quiz_paper_make(&paper, key, key_len, o->seed_text, count);
	out = mem_stream(&text, &len);
	format->write(out, &paper, o->lang, o->answers);
	mem_stream_close(out);
	status = cli_deliver(o, text, len, EXIT_OK);
	mem_free(text);
	quiz_paper_free(&paper);
	mem_free(key);
	return status;
}
