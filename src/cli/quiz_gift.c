/* A sheet of the quiz in GIFT, Moodle's text format for questions. Called by quiz_paper. Texts are
 * HTML, so that the columns of a situation stay columns; what GIFT gives a meaning is escaped with
 * a backslash. */
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "cli/quiz_sheets.h"

/* Writes text as HTML within GIFT. */
static void put(FILE *out, const char *text)
{
	size_t n;

	for (; *text; text += n) {
		uint32_t c = utf8_next(text, &n);

		if (c == '\n')
			fputs("\\n", out);
		else if (c < 0x80 && strchr("\\~=#{}:", (int)c))
			fprintf(out, "\\%c", (int)c);
		else if (c != UTF8_BROKEN && !text_harmful(c))
			xml_put_character(out, c);
	}
}

/* Writes the lines of a situation: paragraphs, and what is in columns. */
static void put_situation(FILE *out, const char *text)
{
	size_t told = strcspn(text, "\n");
	char first[QUIZ_SITUATION_MAX];
	struct text t = text_over(first, sizeof first);

	text_add_n(&t, text, told);
	fputs("<p>", out);
	put(out, first);
	fputs("</p><pre>", out);
	put(out, text[told] ? text + told + 1 : "");
	fputs("</pre>", out);
}

static void put_reasons(FILE *out, const struct quiz_question *q, enum lang lang)
{
	for (size_t i = 0; i < q->reasons_used; i++) {
		fputs(i ? "<br>" : "", out);
		put(out, q->reasons[i].text[lang]);
		fputs(" (", out);
		put(out, q->reasons[i].source);
		fputs(")", out);
	}
}

static void put_question(FILE *out, const struct quiz_paper *paper, size_t nth, enum lang lang)
{
	const struct quiz_question *q = &paper->questions[nth];

	fputs("::", out);
	put(out, paper->seed);
	fprintf(out, " %03zu::[html]", nth + 1);
	put_situation(out, q->situation[lang]);
	fputs("<p>", out);
	put(out, q->next[lang]);
	fputs("</p><p>", out);
	put(out, q->ask[lang]);
	fputs("</p> {\n", out);
	for (size_t i = 0; i < q->choices_used; i++) {
		fputc(i == q->right ? '=' : '~', out);
		put(out, q->choices[i].text[lang]);
		if (q->choices[i].refuted[lang][0]) {
			fputs(" #", out);
			put(out, q->choices[i].refuted[lang]);
		}
		fputc('\n', out);
	}
	fputs("####", out);
	put_reasons(out, q, lang);
	fputs("\n}\n\n", out);
}

void paper_gift(FILE *out, const struct quiz_paper *paper, enum lang lang, bool answers)
{
	char header[PAPER_HEADER_SIZE];
	struct text t = text_over(header, sizeof header);

	(void)answers; /* GIFT always has them */
	quiz_paper_header(&t, paper, true);
	fprintf(out, "// %s\n\n", header);
	for (size_t i = 0; i < paper->count; i++)
		put_question(out, paper, i, lang);
}
