/* The results of files as TAP or JUnit. Called by cli: run, check, kernel. */
#include "report/results.h"

#include <stdbool.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/xml.h"

enum { LINE_OCTETS = 2048 };

struct results {
	FILE *out;
	enum results_format format;
	const char *command;
	unsigned files, failures, errors; /* files so far, and those that failed or are not valid */
	char *file;                       /* the one being reported; NULL: none */
	FILE *body;                       /* what is told of it (TAP), of all of them (JUnit) */
	char *text;
	size_t len;
	bool failed, not_valid; /* of that file */
	char *notes;            /* JUnit: the last note; NULL: none */
};

struct results *results_begin(FILE *out, enum results_format format, const char *command, unsigned files)
{
	struct results *r;

	if (format == RESULTS_NONE)
		return NULL;
	r = mem_new(1, sizeof *r);
	r->out = out;
	r->format = format;
	r->command = command;
	if (format == RESULTS_TAP)
		fprintf(out, "TAP version 14\n1..%u\n", files);
	else
		r->body = mem_stream(&r->text, &r->len);
	return r;
}

/* Writes text with control characters escaped, and a backslash before each of `special`. */
static void put_escaped(FILE *out, const char *s, const char *special)
{
	char safe[LINE_OCTETS];
	struct text t = text_over(safe, sizeof safe);

	text_add_safe(&t, s, strlen(s));
	for (const char *c = safe; *c; c++) {
		if (strchr(special, *c))
			putc('\\', out);
		putc(*c, out);
	}
}

/* Writes a string of YAML. */
static void put_yaml(FILE *out, const char *s)
{
	char safe[LINE_OCTETS];
	struct text t = text_over(safe, sizeof safe);

	text_add_safe(&t, s, strlen(s));
	putc('\'', out);
	for (const char *c = safe; *c; c++) {
		if (*c == '\'')
			putc('\'', out);
		putc(*c, out);
	}
	putc('\'', out);
}

/* Ends the result of the file that is being reported. */
static void end_file(struct results *r)
{
	if (!r->file)
		return;
	r->errors += r->not_valid;
	r->failures += r->failed && !r->not_valid;
	if (r->format == RESULTS_TAP) {
		fprintf(r->out, "%sok %u - ", r->failed ? "not " : "", r->files);
		put_escaped(r->out, r->file, "\\#");
		putc('\n', r->out);
		if (r->failed) {
			mem_stream_close(r->body);
			fprintf(r->out, "  ---\n  failures:\n%s  ...\n", r->text);
			mem_free(r->text);
		}
	} else {
		fputs(r->failed ? "    </testcase>\n" : "/>\n", r->body);
	}
	mem_free(r->file);
	r->file = NULL;
}

void results_file(struct results *r, const char *file)
{
	if (!r)
		return;
	end_file(r);
	r->files++;
	r->failed = r->not_valid = false;
	r->file = mem_copy_text(file);
	if (r->format == RESULTS_TAP)
		return;
	fputs("    <testcase classname=\"tcpstep\" name=\"", r->body);
	xml_put(r->body, file);
	fputs("\"", r->body);
}

/* Called before the first thing that is told of a file. */
static void begin_body(struct results *r)
{
	if (r->failed)
		return;
	r->failed = true;
	if (r->format == RESULTS_TAP)
		r->body = mem_stream(&r->text, &r->len);
	else
		fputs(">\n", r->body);
}

/* Writes FILE:LINE:COLUMN. Returns array. */
static const char *place_text(struct results_place place, char *array, size_t size)
{
	struct text t = text_over(array, size);

	text_add(&t, place.file);
	if (place.line)
		text_addf(&t, ":%u:%u", place.line, place.column);
	return array;
}

static void put_xml_element(struct results *r, const char *name, struct results_place place, const char *message)
{
	char at[LINE_OCTETS];

	fprintf(r->body, "      <%s message=\"", name);
	xml_put(r->body, message);
	fputs("\">", r->body);
	xml_put(r->body, place_text(place, at, sizeof at));
	fprintf(r->body, "</%s>\n", name);
}

static void put_yaml_entry(struct results *r, struct results_place place, const char *expected, const char *found)
{
	char at[LINE_OCTETS];

	fputs("    - at: ", r->body);
	put_yaml(r->body, place_text(place, at, sizeof at));
	fputs("\n      expected: ", r->body);
	put_yaml(r->body, expected);
	fputs("\n      found: ", r->body);
	put_yaml(r->body, found);
	putc('\n', r->body);
}

void results_failure(struct results *r, struct results_place at, const char *expected, const char *found)
{
	char message[LINE_OCTETS];
	struct text t = text_over(message, sizeof message);

	if (!r)
		return;
	begin_body(r);
	if (r->format == RESULTS_TAP) {
		put_yaml_entry(r, at, expected, found);
		return;
	}
	text_addf(&t, "expected %s, found %s", expected, found);
	put_xml_element(r, "failure", at, message);
}

void results_error(struct results *r, struct results_place at, const char *message)
{
	if (!r)
		return;
	begin_body(r);
	r->not_valid = true;
	if (r->format == RESULTS_TAP) {
		put_yaml_entry(r, at, "a valid script", message);
		return;
	}
	put_xml_element(r, "error", at, message);
}

void results_note(struct results *r, const char *note)
{
	if (!r)
		return;
	if (r->format == RESULTS_TAP) {
		fprintf(r->out, "# %s\n", note);
		return;
	}
	mem_free(r->notes);
	r->notes = mem_copy_text(note);
}

void results_end(struct results *r)
{
	if (!r)
		return;
	end_file(r);
	if (r->format == RESULTS_JUNIT) {
		mem_stream_close(r->body);
		fprintf(r->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
		fprintf(r->out, "  <testsuite name=\"tcpstep %s\" tests=\"%u\" failures=\"%u\" errors=\"%u\">\n",
			r->command, r->files, r->failures, r->errors);
		fwrite(r->text, 1, r->len, r->out);
		if (r->notes) {
			fputs("    <system-out>", r->out);
			xml_put(r->out, r->notes);
			fputs("</system-out>\n", r->out);
		}
		fputs("  </testsuite>\n</testsuites>\n", r->out);
		mem_free(r->text);
	}
	mem_free(r->notes);
	mem_free(r);
}
