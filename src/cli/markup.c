/* Writes text as Markdown or HTML. Called by cmd_handout and quiz_print. */
#include "cli/markup.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

void markup_put(bool html, FILE *out, const char *text)
{
	bool in_code = false;
	size_t n;

	for (; *text; text += n) {
		char safe[40];
		struct text t = text_over(safe, sizeof safe);

		utf8_next(text, &n);
		text_add_safe(&t, *text == '\n' ? " " : text, n);
		if (*text == '`' && (in_code || strchr(text + 1, '`'))) {
			in_code = !in_code;
			fputs(!html ? "`" : in_code ? "<code>" : "</code>", out);
		} else if (html && n == 1 && strchr("<>&\"", *text)) {
			fprintf(out, "&#%d;", *text);
		} else if (!html && !in_code && n == 1 && strchr("\\`*_<>[]#&|", *text)) {
			fprintf(out, "\\%c", *text);
		} else {
			fputs(safe, out);
		}
	}
}

void markup_marked(bool html, FILE *out, const char *text, const char *before, const char *after)
{
	const char *end;

	for (; text && *text; text = *end ? end + 2 : end) {
		char *one;

		end = strstr(text, "\n\n");
		end = end ? end : text + strlen(text);
		one = mem_copy_n(text, (size_t)(end - text));
		fputs(before, out);
		markup_put(html, out, one);
		fputs(after, out);
		mem_free(one);
	}
}

void markup_paragraphs(bool html, FILE *out, const char *text)
{
	markup_marked(html, out, text, html ? "<p>" : "", html ? "</p>\n" : "\n\n");
}

void markup_heading(bool html, FILE *out, int level, const char *text)
{
	if (html)
		fprintf(out, "<h%d>", level);
	else
		fprintf(out, "%.*s ", level, "###");
	markup_put(html, out, text);
	if (html)
		fprintf(out, "</h%d>\n", level);
	else
		fputs("\n\n", out);
}

void markup_code(bool html, FILE *out, const char *text)
{
	fputs(html ? "<pre>" : "```\n", out);
	for (; *text; text++)
		if (html && strchr("<>&", *text))
			fprintf(out, "&#%d;", *text);
		else
			fputc(*text, out);
	fputs(html ? "</pre>\n" : "```\n\n", out);
}

void markup_list_begins(bool html, FILE *out)
{
	fputs(html ? "<ol>\n" : "", out);
}

void markup_list_ends(bool html, FILE *out)
{
	fputs(html ? "</ol>\n" : "\n", out);
}

void markup_item(bool html, FILE *out, size_t number, const char *label, const char *text)
{
	if (html)
		fputs("<li>", out);
	else
		fprintf(out, "%zu. ", number);
	fputs(label, out);
	markup_put(html, out, text);
	fputs(html ? "</li>\n" : "\n", out);
}
