/* A sheet of the quiz as HTML, to print, and as Markdown, to fill in. Called by quiz_paper. The
 * seed is any text, so it is escaped wherever it is written. */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "base/xml.h"
#include "cli/markup.h"
#include "cli/quiz_sheets.h"

#define LINE_TO_WRITE_ON "______________________________"

/* The choices are in one row if all together have at most ROW columns, in two if each has at most
 * HALF. */
enum { ROW = 64, HALF = 38, GRID_COLUMNS = 10 };

struct sheet {
	FILE *out;
	const struct quiz_paper *paper;
	enum lang lang;
	bool html, answers;
};

static const char *word(const struct sheet *s, const char *en, const char *ko)
{
	return s->lang == LANG_KO ? ko : en;
}

/* Writes the mark of a choice: a number in a circle, or in brackets. */
static void put_number(const struct sheet *s, size_t choice)
{
	static const char *const circles[QUIZ_CHOICES_MAX] = { "①", "②", "③", "④" };

	if (s->html)
		fputs(circles[choice], s->out);
	else
		fprintf(s->out, "(%zu)", choice + 1);
}

/* --- the head --- */

static const char style[] =
	"<style>\n"
	"body { max-width: 48em; margin: 2em auto; padding: 0 1em; font: 10pt/1.4 'Noto Sans KR', 'Malgun Gothic',\n"
	"  'Apple SD Gothic Neo', sans-serif; word-break: keep-all; }\n"
	"h1 { font-size: 16pt; margin: 0 0 .3em; }\n"
	"h2 { font-size: 11pt; margin: 1em 0 .2em; border-top: 1px solid #888; padding-top: .4em; break-after: avoid; }\n"
	"h2 small { font-weight: normal; color: #555; }\n"
	"p { margin: .3em 0; }\n"
	"pre { font: 8.5pt/1.25 'D2Coding', 'Nanum Gothic Coding', 'DejaVu Sans Mono', monospace; margin: .4em 0 .4em 1em;\n"
	"  white-space: pre; overflow-x: auto; }\n"
	"pre span { display: inline-block; }\n"
	".question, .grid { break-inside: avoid; }\n"
	".ask { font-weight: bold; }\n"
	".head { display: flex; flex-wrap: wrap; justify-content: space-between; }\n"
	"ul { list-style: none; margin: .4em 0; padding-left: 1em; display: grid; gap: .15em 2.5em; justify-content: start; }\n"
	"ul.half { grid-template-columns: 1fr 1fr; justify-content: stretch; }\n"
	"ul.row { grid-auto-flow: column; }\n"
	".right { font-weight: bold; }\n"
	".why { break-before: avoid; margin: .3em 0 .3em 1em; font-size: 9.5pt; }\n"
	"table { border-collapse: collapse; margin: .6em 0; }\n"
	"th, td { border: 1px solid #888; width: 3.2em; height: 1.7em; text-align: center; padding: 0; }\n"
	"th { font-weight: normal; background: #eee; print-color-adjust: exact; -webkit-print-color-adjust: exact; }\n"
	"footer { margin-top: 2em; font-size: 8pt; color: #555; overflow-wrap: anywhere; }\n"
	"@page { margin: 12mm 15mm 15mm; ";

/* Writes a string of CSS: all but letters and digits by their numbers. */
static void put_css_string(FILE *out, const char *text)
{
	size_t n;

	fputc('"', out);
	for (; *text; text += n) {
		uint32_t c = utf8_next(text, &n);

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
			fputc((int)c, out);
		else
			fprintf(out, "\\%06X", (unsigned)c);
	}
	fputc('"', out);
}

/* Writes the seed, whatever it has in it. */
static void put_seed(const struct sheet *s)
{
	const char *at = s->paper->seed;

	if (s->html) {
		xml_put(s->out, at);
		return;
	}
	for (; *at; at++) {
		if (strchr("\\`*_{}[]<>()#!|~$&@", *at))
			fputc('\\', s->out);
		fputc(*at, s->out);
	}
}

static void put_document_head(const struct sheet *s, const char *title)
{
	fprintf(s->out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n", lang_code(s->lang));
	fputs("<meta name=\"viewport\" content=\"width=device-width\">\n<title>", s->out);
	put_seed(s);
	fprintf(s->out, ": %s</title>\n%s@bottom-left { font-size: 8pt; content: ", title, style);
	put_css_string(s->out, s->paper->seed);
	fputs("; } @bottom-right { font-size: 8pt; content: counter(page) \" / \" counter(pages); } }\n"
	      "@media print { body { max-width: none; margin: 0; padding: 0; } }\n"
	      "</style>\n",
	      s->out);
}

/* Writes the line that says which sheet it is: it is how a filled sheet is graded. */
static void put_header(const struct sheet *s)
{
	char header[PAPER_HEADER_SIZE];
	struct text t = text_over(header, sizeof header);

	quiz_paper_header(&t, s->paper, s->answers && !s->html);
	if (s->html) {
		fputs("<footer><code>", s->out);
		xml_put(s->out, header);
		fputs("</code></footer>\n", s->out);
	} else {
		fprintf(s->out, "    %s\n\n", header);
	}
}

/* Writes a table with a field for each answer, GRID_COLUMNS in a row. */
static void put_grid(const struct sheet *s)
{
	for (size_t from = 0; from < s->paper->count; from += GRID_COLUMNS) {
		size_t to = from + GRID_COLUMNS < s->paper->count ? from + GRID_COLUMNS : s->paper->count;

		fputs("<table class=\"grid\"><tr>", s->out);
		for (size_t i = from; i < to; i++)
			fprintf(s->out, "<th>%zu</th>", i + 1);
		fputs("</tr><tr>", s->out);
		for (size_t i = from; i < to; i++) {
			fputs("<td>", s->out);
			if (s->answers)
				put_number(s, s->paper->questions[i].right);
			fputs("</td>", s->out);
		}
		fputs("</tr></table>\n", s->out);
	}
}

static void put_head(const struct sheet *s)
{
	const char *title = s->answers ? word(s, "TCP quiz: the answers", "TCP 퀴즈: 정답")
				       : word(s, "TCP quiz", "TCP 퀴즈");

	if (s->html)
		put_document_head(s, title);
	markup_heading(s->html, s->out, 1, title);
	fputs(s->html ? "<div class=\"head\"><p>" : "", s->out);
	fputs(word(s, "Sheet number: ", "시험지 번호: "), s->out);
	fputs(s->html ? "<b>" : "**", s->out);
	put_seed(s);
	fputs(s->html ? "</b></p>\n" : "**\n\n", s->out);
	if (!s->html)
		put_header(s);
	if (!s->answers) {
		fputs(s->html ? "<p>" : "", s->out);
		fputs(word(s, "Name: ", "이름: "), s->out);
		fputs(s->html ? LINE_TO_WRITE_ON "</p>\n" : "\n\n", s->out);
	}
	fputs(s->html ? "</div>\n" : "", s->out);
	markup_paragraphs(s->html, s->out,
			  word(s, "Each question has one right choice. All follow RFC 9293 (profile rfc).",
			       "문제마다 정답은 하나입니다. 모두 RFC 9293을 따릅니다(rfc 프로필)."));
	if (!s->answers && !s->html)
		markup_paragraphs(
			false, s->out,
			word(s,
			     "Write the number of your choice after `Answer 1:` and so on, and hand in this file. Leave the line `tcpstep-quiz` as it is.",
			     "`답 1:` 같은 줄의 끝에 고른 번호를 써넣고 이 파일을 제출하십시오. `tcpstep-quiz` 줄은 그대로 두십시오."));
	if (s->html)
		put_grid(s);
}

/* --- questions --- */

/* Writes a line of columns. Each column is as wide as it is in a terminal, whatever the font:
 * a syllable of Hangul may not be as wide as two letters. */
static void put_columns(FILE *out, const char *line)
{
	while (*line) {
		size_t blanks = strspn(line, " "), len = 0;
		char cell[QUIZ_SITUATION_MAX];
		struct text t = text_over(cell, sizeof cell);

		while (line[blanks + len] && strncmp(line + blanks + len, "  ", 2) != 0)
			len++;
		text_add_n(&t, line + blanks, len);
		fprintf(out, "%*s", (int)blanks, "");
		line += blanks + len;
		if (*line) {
			blanks = strspn(line, " ");
			fprintf(out, "<span style=\"width:%zuch\">", text_width(cell) + blanks);
			line += blanks;
		}
		xml_put(out, cell);
		fputs(*line ? "</span>" : "", out);
	}
}

/* Writes the situation: its first line is a paragraph, the others are columns. */
static void put_situation(const struct sheet *s, const char *text)
{
	size_t n = strcspn(text, "\n");
	char line[QUIZ_SITUATION_MAX];
	struct text t = text_over(line, sizeof line);

	text_add_n(&t, text, n);
	markup_paragraphs(s->html, s->out, line);
	text += n + (text[n] == '\n');
	fputs(s->html ? "<pre>" : "```\n", s->out);
	for (; *text; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		text_clear(&t);
		text_add_n(&t, text, n);
		if (s->html)
			put_columns(s->out, line);
		else
			fputs(line, s->out);
		fputc('\n', s->out);
	}
	fputs(s->html ? "</pre>\n" : "```\n\n", s->out);
}

static const char *choices_class(const struct sheet *s, const struct quiz_question *q)
{
	size_t widest = 0, all = 0;

	for (size_t i = 0; i < q->choices_used; i++) {
		size_t width = text_width(q->choices[i].text[s->lang]);

		widest = width > widest ? width : widest;
		all += width;
	}
	return all <= ROW ? " class=\"row\"" : widest <= HALF ? " class=\"half\"" : "";
}

static void put_choices(const struct sheet *s, const struct quiz_question *q)
{
	if (s->html)
		fprintf(s->out, "<ul%s>\n", choices_class(s, q));
	for (size_t i = 0; i < q->choices_used; i++) {
		bool right = s->answers && i == q->right;

		if (s->html)
			fputs(right ? "<li class=\"right\">" : "<li>", s->out);
		else
			fputs("- ", s->out);
		put_number(s, i);
		fputs(" ", s->out);
		markup_put(s->html, s->out, q->choices[i].text[s->lang]);
		fputs(right ? " ✓" : "", s->out);
		fputs(s->html ? "</li>\n" : "\n", s->out);
	}
	fputs(s->html ? "</ul>\n" : "\n", s->out);
}

/* Returns the first choice that is refuted by the same words as this one. */
static size_t first_refuted(const struct sheet *s, const struct quiz_question *q, size_t choice)
{
	size_t first = 0;

	while (strcmp(q->choices[first].refuted[s->lang], q->choices[choice].refuted[s->lang]) != 0)
		first++;
	return first;
}

/* Writes why the right choice is right, and what those who chose another may believe. */
static void put_reasons(const struct sheet *s, const struct quiz_question *q)
{
	const char *before = s->html ? "<p class=\"why\">" : "", *after = s->html ? "</p>\n" : "\n\n";

	for (size_t i = 0; i < q->reasons_used; i++) {
		fputs(before, s->out);
		fputs(i == 0 ? word(s, "Why: ", "이유: ") : "", s->out);
		markup_put(s->html, s->out, q->reasons[i].text[s->lang]);
		fputs(" (", s->out);
		markup_put(s->html, s->out, q->reasons[i].source);
		fputs(")", s->out);
		fputs(after, s->out);
	}
	for (size_t i = 0; i < q->choices_used; i++) {
		if (!q->choices[i].refuted[s->lang][0] || first_refuted(s, q, i) != i)
			continue;
		fputs(before, s->out);
		fputs(word(s, "Not ", "오답 "), s->out);
		for (size_t k = i; k < q->choices_used; k++)
			if (first_refuted(s, q, k) == i) {
				fputs(k > i ? ", " : "", s->out);
				put_number(s, k);
			}
		fputs(": ", s->out);
		markup_put(s->html, s->out, q->choices[i].refuted[s->lang]);
		fputs(after, s->out);
	}
}

static void put_question(const struct sheet *s, size_t nth)
{
	const struct quiz_question *q = &s->paper->questions[nth];
	const char *subject = quiz_subject_name(quiz_subject(q->kind), s->lang);

	if (s->html)
		fprintf(s->out, "<div class=\"question\">\n<h2>%zu <small>(%s)</small></h2>\n", nth + 1, subject);
	else
		fprintf(s->out, word(s, "## Question %zu (%s)\n\n", "## 문제 %zu (%s)\n\n"), nth + 1, subject);
	put_situation(s, q->situation[s->lang]);
	markup_paragraphs(s->html, s->out, q->next[s->lang]);
	markup_marked(s->html, s->out, q->ask[s->lang], s->html ? "<p class=\"ask\">" : "**",
		      s->html ? "</p>\n" : "**\n\n");
	put_choices(s, q);
	if (!s->html) {
		fprintf(s->out, word(s, "Answer %zu: ", "답 %zu: "), nth + 1);
		if (s->answers)
			fprintf(s->out, "%zu", q->right + 1);
		fputs("\n\n", s->out);
	}
	fputs(s->html ? "</div>\n" : "", s->out);
	if (s->answers)
		put_reasons(s, q);
}

static void put_sheet(const struct sheet *s)
{
	put_head(s);
	for (size_t i = 0; i < s->paper->count; i++)
		put_question(s, i);
	if (!s->html)
		return;
	put_header(s);
	fputs("</html>\n", s->out);
}

void paper_html(FILE *out, const struct quiz_paper *paper, enum lang lang, bool answers)
{
	put_sheet(&(struct sheet){ out, paper, lang, true, answers });
}

void paper_markdown(FILE *out, const struct quiz_paper *paper, enum lang lang, bool answers)
{
	put_sheet(&(struct sheet){ out, paper, lang, false, answers });
}
