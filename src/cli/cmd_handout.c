/* `tcpstep handout`: prints a lesson as a sheet for class: its texts, a ladder of
 * what happens between them, and the questions and exercises to fill in. The
 * instructor's sheet adds notes, reasons and solutions. The format is HTML if the
 * file's name ends in .html, else Markdown. */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/markup.h"
#include "lesson/glossary.h"
#include "lesson/library.h"
#include "lesson/run.h"
#include "lesson/write.h"
#include "language/format.h"
#include "language/verbs.h"
#include "report/chart.h"
#include "report/report.h"

/* How the sheet shows the events since the last text: drawn, left for the student
 * to draw after a question, or only among the answers as an exercise's solution. */
#define LINE_TO_WRITE_ON "______________________________"

enum drawing { DRAW_TOLD, DRAW_ASKED, DRAW_SOLVED };

struct sheet {
	FILE *out;
	FILE *answers; /* NULL: the students' sheet */
	bool html;
	bool slides, slide_open; /* a page for each text, question and exercise */
	enum lang lang;
	unsigned questions, exercises;
	const struct statement *goal; /* the goal whose solution is being performed; NULL: none */
	enum drawing drawing;
	unsigned rows;      /* rows of the ladder since the last text */
	struct chart chart; /* of HTML: those rows, to be drawn */
	struct ladder ladder;
	char *drawn; /* that ladder's text, while rows > 0 */
	size_t drawn_len;
	char calls[800];                /* those calls, which lines left empty do not show */
	const struct statement *finish; /* the first of the texts at the end, which are answers, too */
	const struct options *options;
	const struct script *script;
	struct source_lines lines;
	size_t failures;
};

static const char *word(const struct sheet *s, const char *en, const char *ko)
{
	return s->lang == LANG_KO ? ko : en;
}

/* --- the ladder between two texts --- */

static void note_call(struct sheet *s, const struct row *row)
{
	char call[4 * SEND_TEXT_MAX + 64];
	struct text c = text_over(call, sizeof call), t;
	size_t used = strlen(s->calls);

	format_call(&c, &row->call);
	t = text_over(s->calls + used, sizeof s->calls - used);
	text_addf(&t, "%s%s %s", used ? ", " : "", host_word(row->actor, s->lang), call);
}

static void on_row(void *to, unsigned step, const struct row *row)
{
	struct sheet *s = to;
	const struct ladder_style style = { .lang = s->lang };

	(void)step;
	if (s->rows == 0)
		ladder_begin(&s->ladder, mem_stream(&s->drawn, &s->drawn_len), &style, NULL);
	s->rows++;
	if (row->kind == ROW_CALL)
		note_call(s, row);
	ladder_row(&s->ladder, row);
	chart_row(&s->chart, row);
}

/* Draws the ladder: in HTML as a chart, in Markdown as Mermaid. blank: only its lifelines,
 * in Markdown as text. */
static void draw(const struct sheet *s, FILE *out, bool blank, const char *text)
{
	const struct chart_style chart = { .lang = s->lang, .part = true, .blank = blank };

	if (s->html) {
		chart_svg(out, &s->chart, &chart);
	} else if (blank) {
		markup_code(s->html, out, text);
	} else {
		fputs("```mermaid\n", out);
		chart_mermaid(out, &s->chart, &chart);
		fputs("```\n\n", out);
	}
}

/* Prints empty lifelines, one line longer than the ladder that belongs there. */
static void blank(const struct sheet *s)
{
	size_t heading_len = strcspn(s->drawn, "\n") + 1;
	FILE *out;
	char *text;
	size_t len;

	out = mem_stream(&text, &len);
	fwrite(s->drawn, 1, heading_len, out);
	for (unsigned i = 0; i < s->rows + 1; i++)
		fprintf(out, "%26s│%39s│\n", "", "");
	mem_stream_close(out);
	markup_paragraphs(s->html, s->out,
			  word(s, "Draw what happens, and write each end's state next to its line.",
			       "무슨 일이 일어나는지 아래에 그려 넣고, 선 옆에 양쪽의 상태를 쓰십시오."));
	if (s->calls[0]) {
		char line[1000];
		struct text t = text_over(line, sizeof line);

		text_addf(&t, word(s, "These calls are made, in this order: %s.", "다음 호출을 이 순서로 합니다: %s."),
			  s->calls);
		markup_paragraphs(s->html, s->out, line);
	}
	draw(s, s->out, true, text);
	mem_free(text);
}

static void ladder_done(struct sheet *s)
{
	if (s->rows > 0) {
		mem_stream_close(s->ladder.out);
		if (s->slides || s->drawing == DRAW_TOLD || (s->drawing == DRAW_ASKED && s->answers))
			draw(s, s->out, false, s->drawn);
		else if (s->drawing == DRAW_ASKED)
			blank(s);
		else if (s->answers)
			draw(s, s->answers, false, s->drawn);
		mem_free(s->drawn);
	}
	s->rows = 0;
	s->calls[0] = '\0';
	chart_next(&s->chart);
	s->drawing = DRAW_TOLD;
}

/* --- slides --- */

/* Ends a slide, if one was begun, and begins the next. */
static void next_slide(struct sheet *s)
{
	if (!s->slides)
		return;
	fputs(s->slide_open ? "</section>\n<section>\n" : "<section>\n", s->out);
	s->slide_open = true;
}

/* Returns the length of a number that the text itself begins with, such as "Q12" or "A12" before a
 * full stop; 0: it has none. A lesson that numbers its questions so has the answers among its
 * texts. */
static size_t own_number(const char *text, char letter)
{
	size_t digits = text && text[0] == letter ? strspn(text + 1, "0123456789") : 0;

	return digits > 0 && text[1 + digits] == '.' ? 1 + digits : 0;
}

/* Prints the answer to a question as the next slide. */
static void answer_slide(struct sheet *s, const char *title, const struct block *b)
{
	next_slide(s);
	if (own_number(b->text, 'Q') == 0)
		markup_heading(s->html, s->out, 3, title);
	markup_paragraphs(s->html, s->out, b->text);
	markup_list_begins(s->html, s->out);
	for (size_t i = 0; i < b->choices_used; i++)
		markup_item(s->html, s->out, i + 1, b->choices[i].right ? "✓ " : "", b->choices[i].text);
	markup_list_ends(s->html, s->out);
	markup_paragraphs(s->html, s->out, b->because);
}

/* --- statements --- */

static void question(struct sheet *s, const struct statement *st, const struct block *b)
{
	size_t own = own_number(b->text, 'Q');
	char title[64];
	struct text t = text_over(title, sizeof title);

	if (own > 0)
		text_add_n(&t, b->text, own);
	else
		text_addf(&t, word(s, "Question %u", "질문 %u"), ++s->questions);
	fputs(s->html ? "<div class=\"whole\">\n" : "", s->out);
	if (own == 0)
		markup_heading(s->html, s->out, 3, title);
	markup_paragraphs(s->html, s->out, b->text);
	markup_list_begins(s->html, s->out);
	for (size_t i = 0; i < b->choices_used; i++)
		markup_item(s->html, s->out, i + 1, "", b->choices[i].text);
	markup_list_ends(s->html, s->out);
	fputs(s->html ? "</div>\n" : "", s->out);
	s->drawing = own > 0 ? DRAW_TOLD : DRAW_ASKED;
	if (s->slides && !question_is_open(st)) {
		answer_slide(s, title, b);
		return;
	}
	if (!s->answers || question_is_open(st))
		return;
	fputs(s->html ? "<div class=\"whole\">\n" : "", s->answers);
	markup_heading(s->html, s->answers, 3, title);
	markup_list_begins(s->html, s->answers);
	for (size_t i = 0; i < b->choices_used; i++) {
		const struct choice *c = &b->choices[i];

		markup_item(s->html, s->answers, i + 1,
			    c->right ? word(s, c->feedback ? "Right. " : "Right.", c->feedback ? "정답. " : "정답.")
				     : word(s, c->feedback ? "Wrong. " : "Wrong.", c->feedback ? "오답. " : "오답."),
			    c->feedback ? c->feedback : "");
	}
	markup_list_ends(s->html, s->answers);
	markup_paragraphs(s->html, s->answers, b->because);
	fputs(s->html ? "</div>\n" : "", s->answers);
}

static void solution(const struct sheet *s, const struct statement *goal)
{
	FILE *out;
	char *text;
	size_t len;

	out = mem_stream(&text, &len);
	for (size_t i = 0; i < goal->solution_used; i++) {
		char line[4 * SEND_TEXT_MAX + 64];
		struct text t = text_over(line, sizeof line);

		if (goal->solution[i].kind != ST_ACTION)
			continue;
		action_write(&t, &goal->solution[i].action);
		fprintf(out, "%s\n", line);
	}
	mem_stream_close(out);
	markup_code(s->html, s->answers, text);
	mem_free(text);
}

/* Writes what a goal does not allow. */
static void rules(const struct sheet *s, const struct statement *goal)
{
	char line[800];
	struct text t = text_over(line, sizeof line);

	for (size_t i = 0; i < goal->forbid_used; i++) {
		text_add(&t, i ? ", " : word(s, "Not allowed: ", "할 수 없는 동작: "));
		forbid_write(&t, &goal->forbid[i]);
	}
	if (goal->forbid_used)
		markup_paragraphs(s->html, s->out, line);
	text_clear(&t);
	if (goal->within == 0)
		return;
	text_addf(&t, word(s, "Actions at most: %u", "동작 수: %u번 이하"), (unsigned)goal->within);
	markup_paragraphs(s->html, s->out, line);
}

/* Prints lines to write on: as many as the solution has actions, and two. */
static void room(const struct sheet *s, const struct statement *goal)
{
	size_t n = 2;

	for (size_t i = 0; i < goal->solution_used; i++)
		n += goal->solution[i].kind == ST_ACTION;
	markup_paragraphs(s->html, s->out, word(s, "What you do:", "내가 할 일:"));
	markup_list_begins(s->html, s->out);
	for (size_t i = 0; i < n; i++)
		markup_item(s->html, s->out, i + 1, "", LINE_TO_WRITE_ON);
	markup_list_ends(s->html, s->out);
}

static void exercise(struct sheet *s, const struct statement *goal, const struct block *b)
{
	char title[64];
	struct text t = text_over(title, sizeof title);

	text_addf(&t, word(s, "Exercise %u", "연습 %u"), ++s->exercises);
	markup_heading(s->html, s->out, 3, title);
	markup_paragraphs(s->html, s->out, b->text);
	markup_paragraphs(
		s->html, s->out,
		word(s, "The goal is reached when all of this holds:", "다음을 모두 만족하면 목표를 이룬 것입니다."));
	markup_list_begins(s->html, s->out);
	for (size_t i = 0; i < goal->reach_used; i++) {
		char line[256];
		struct text p = text_over(line, sizeof line);

		predicate_write(&p, &goal->reach[i].predicate);
		markup_item(s->html, s->out, i + 1, "", line);
	}
	markup_list_ends(s->html, s->out);
	rules(s, goal);
	s->goal = goal;
	s->drawing = DRAW_SOLVED;
	if (!s->answers) {
		if (!s->slides)
			room(s, goal);
		return;
	}
	markup_heading(s->html, s->answers, 3, title);
	solution(s, goal);
}

/* Ends an exercise: draws how it was solved, of slides on the next. */
static void solved(struct sheet *s)
{
	char title[64];
	struct text t = text_over(title, sizeof title);

	if (!s->goal)
		return;
	if (s->slides && s->rows > 0) {
		text_addf(&t, word(s, "Exercise %u: a solution", "연습 %u: 풀이"), s->exercises);
		next_slide(s);
		markup_heading(s->html, s->out, 3, title);
	}
	ladder_done(s);
	s->goal = NULL;
}

static bool is_in_solution(const struct sheet *s, const struct statement *st)
{
	return s->goal && st >= s->goal->solution && st < s->goal->solution + s->goal->solution_used;
}

static void on_statement(void *to, const struct statement *st, const struct world *w)
{
	struct sheet *s = to;
	const struct block *b = statement_block(st, s->lang);

	(void)w;
	if (is_in_solution(s, st))
		return;
	solved(s);
	if (st->kind == ST_SAY || st->kind == ST_ASK || st->kind == ST_GOAL)
		next_slide(s);
	switch (st->kind) {
	case ST_SAY:
		ladder_done(s);
		if (!s->answers && !s->slides && s->finish && st >= s->finish)
			break;
		if (own_number(b->text, 'A') == 0)
			markup_paragraphs(s->html, s->out, b->text);
		else if (s->answers)
			markup_paragraphs(s->html, s->answers, b->text);
		break;
	case ST_NOTE:
		if (!s->answers)
			break;
		ladder_done(s);
		markup_marked(s->html, s->out, b->text, s->html ? "<blockquote>" : "> ",
			      s->html ? "</blockquote>\n" : "\n\n");
		break;
	case ST_ASK:
		ladder_done(s);
		question(s, st, b);
		break;
	case ST_GOAL:
		ladder_done(s);
		exercise(s, st, b);
		break;
	case ST_ACTION:
	case ST_EXPECT:
	case ST_PAUSE:
		break;
	}
}

static void on_failure(void *to, const struct failure *f)
{
	struct sheet *s = to;

	s->failures++;
	cli_tell_failure(s->options, s->script, &s->lines, f);
}

/* Returns the first of the texts after the last question or exercise: what to take home, and an
 * answer to what was asked. NULL: nothing was asked. */
static const struct statement *finish_of(const struct script *script)
{
	size_t i = script->used;

	while (i > 0 && script->statements[i - 1].kind != ST_ASK && script->statements[i - 1].kind != ST_GOAL)
		i--;
	return i > 0 && i < script->used ? &script->statements[i] : NULL;
}

/* --- the glossary --- */

/* Returns whether a block's text or choices have the term: what every sheet prints. */
static bool said(const struct term *term, const struct block *b, enum lang lang)
{
	if (b->text && term_occurs(term, b->text, lang))
		return true;
	for (size_t i = 0; i < b->choices_used; i++)
		if (term_occurs(term, b->choices[i].text, lang))
			return true;
	return false;
}

static bool is_used(const struct term *term, const struct script *script, enum lang lang)
{
	for (size_t i = 0; i < script->used; i++)
		if (script->statements[i].kind != ST_NOTE &&
		    said(term, statement_block(&script->statements[i], lang), lang))
			return true;
	return false;
}

/* Prints the terms that the sheet uses. */
static void glossary_part(const struct sheet *s, const struct script *script)
{
	bool any = false;

	for (size_t i = 0; i < glossary_count; i++) {
		char name[256], source[128];
		struct text n = text_over(name, sizeof name), at = text_over(source, sizeof source);

		if (!is_used(&glossary[i], script, s->lang))
			continue;
		if (!any)
			markup_heading(s->html, s->out, 2, word(s, "Glossary", "용어집"));
		any = true;
		term_heading(&n, &glossary[i], s->lang);
		term_source(&at, &glossary[i], glossary[i].lesson, s->lang);
		fputs(s->html ? "<p><b>" : "**", s->out);
		markup_put(s->html, s->out, name);
		fputs(s->html ? "</b> " : "** ", s->out);
		markup_put(s->html, s->out, glossary[i].meaning[s->lang]);
		fputs(s->html ? " <small>" : " (", s->out);
		markup_put(s->html, s->out, source);
		fputs(s->html ? "</small></p>\n" : ")\n\n", s->out);
	}
}

/* --- the sheet --- */

static const char style[] =
	"<style>\n"
	"body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 11pt/1.5 'Noto Sans KR', 'Malgun Gothic',\n"
	"  'Apple SD Gothic Neo', sans-serif; word-break: keep-all; }\n"
	"pre { font: 9pt/1.25 'D2Coding', 'Nanum Gothic Coding', 'DejaVu Sans Mono', monospace;\n"
	"  border-left: 3px solid #888; padding-left: 1em; overflow-x: auto; }\n"
	"blockquote { border: 1px solid #888; margin: 1em 0; padding: 0 1em; }\n"
	"svg.chart { max-width: 100%; height: auto; }\n"
	"@media print { pre, ol, .whole { break-inside: avoid; } h3 { break-after: avoid; } }\n"
	"</style>\n";
static const char slides_style[] =
	"<style>\n"
	"@page { size: 320mm 180mm; margin: 0; }\n" /* 16:9, as projectors are */
	"html { scroll-snap-type: y mandatory; }\n"
	"body { max-width: none; margin: 0; padding: 0; font-size: 2.1vw; line-height: 1.4; }\n"
	/* a slide fills the screen, and its chart takes the room that the text leaves */
	"section { box-sizing: border-box; min-height: 100vh; padding: 4vh 4vw; display: flex; flex-direction: column;\n"
	"  justify-content: center; scroll-snap-align: start; break-after: page; break-inside: avoid; }\n"
	"section:last-of-type { break-after: auto; } section:has(> .chart) { height: 100vh; }\n"
	"section > * { flex: 0 0 auto; margin: .4em 0; } h1 { font-size: 2.2em; text-align: center; }\n"
	"svg.chart { flex: 0 1 auto; width: 100%; min-height: 20vh; }\n"
	"</style>\n";

/* Returns how many expectations failed, which are told. */
static size_t write_sheet(FILE *out, const struct script *script, const struct options *o, bool html)
{
	struct sheet s = {
		.out = out, .html = html, .lang = o->lang, .options = o, .script = script, .slides = o->slides
	};
	struct run_events events = { .to = &s, .statement = on_statement, .row = on_row, .failure = on_failure };
	const char *title = script_title(script, s.lang);
	char *answers = NULL;
	size_t len;

	title = title ? title : script->id;
	if (o->answers)
		s.answers = mem_stream(&answers, &len);
	if (html) {
		fprintf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n<title>",
			lang_code(s.lang));
		markup_put(s.html, out, title);
		fprintf(out, "</title>\n%s<style>\n", style);
		chart_css(out, false);
		fprintf(out, "</style>\n%s", s.slides ? slides_style : "");
	}
	next_slide(&s);
	markup_heading(s.html, out, 1, title);
	s.lines.text = script->source;
	s.finish = finish_of(script);
	if (!s.slides && !s.answers)
		markup_paragraphs(s.html, out, word(&s, "Name: " LINE_TO_WRITE_ON, "이름: " LINE_TO_WRITE_ON));
	chart_begin(&s.chart, NULL, 0);
	script_run(script, &events, NULL);
	solved(&s);
	ladder_done(&s);
	if (s.answers) {
		mem_stream_close(s.answers);
		markup_heading(s.html, out, 2, word(&s, "Answers", "정답"));
		fputs(answers, out);
		mem_free(answers);
	}
	chart_free(&s.chart);
	fputs(s.slide_open ? "</section>\n" : "", out);
	if (!s.slides)
		glossary_part(&s, script);
	fputs(html ? "</html>\n" : "", out);
	return s.failures;
}

static bool ends_in_html(const char *path)
{
	size_t n = path ? strlen(path) : 0;

	return n > 5 && strcmp(path + n - 5, ".html") == 0;
}

static int perform(const struct options *o)
{
	struct script *script;
	size_t len, failures;
	char *text;
	FILE *out;
	int status;

	if (o->words_used != 1)
		return cli_usage(o, DIAG_NAME_LESSON, "handout", "");
	if (o->slides && (o->answers || !ends_in_html(o->output)))
		return cli_usage(o, o->answers ? DIAG_SLIDES_ANSWERS : DIAG_SLIDES_HTML, "", "");
	script = cli_script_open(o, o->words[0]);
	status = EXIT_BAD;
	if (script) {
		out = mem_stream(&text, &len);
		failures = write_sheet(out, script, o, ends_in_html(o->output));
		mem_stream_close(out);
		status = cli_deliver(o, text, len, failures ? EXIT_NO : EXIT_OK);
		mem_free(text);
	}
	script_free(script);
	return status;
}

const struct cli_command cmd_handout = {
	.name = "handout",
	.usage = { "LESSON", "레슨" },
	.about = { "print a lesson as a sheet for class", "수업에 나눠 줄 유인물" },
	.help = { "usage: tcpstep handout LESSON|FILE [--answers | --slides] [-o OUT.md|OUT.html]\n"
		  "\n"
		  "Prints a lesson as a sheet for class: the text, a chart of what happens (SVG in\n"
		  "HTML, Mermaid in Markdown), the questions and exercises, and the glossary's\n"
		  "terms that it uses. After a question the lifelines are left empty for students\n"
		  "to draw on. Writes HTML if OUT ends in .html, else Markdown; without -o to\n"
		  "standard output.\n"
		  "  --answers   print the instructor's sheet: complete charts, notes, which\n"
		  "              choices are right and why, solutions, the words at the end\n"
		  "  --slides    a page for each text, question, answer and exercise, to project:\n"
		  "              HTML; Page Down or a clicker shows the next, F11 fills the screen,\n"
		  "              printing in a browser makes a PDF\n"
		  "\n"
		  "Exit status 1: written, but an expectation failed, which standard error says.\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep handout half-close -o half-close.html\n"
		  "  tcpstep handout ./my-lesson.tcpstep --answers --lang ko\n",
		  "사용법: tcpstep handout 레슨|파일 [--answers | --slides] [-o 이름.md|이름.html]\n"
		  "\n"
		  "레슨을 수업용 유인물로 출력합니다. 글, 일어난 일의 그림(HTML에는 SVG, Markdown에는\n"
		  "Mermaid), 질문과 연습이 들어가며, 질문 뒤에는 학생이 그려 넣도록 선을 비워 둡니다.\n"
		  "끝에는 이 레슨에 나온 용어의 용어집이 있습니다. 파일 이름이 .html로 끝나면 HTML,\n"
		  "아니면 Markdown입니다. -o가 없으면 표준 출력에 씁니다.\n"
		  "  --answers   강사용 유인물: 완성된 그림, 노트, 정답과 이유, 풀이, 끝의 정리\n"
		  "  --slides    글, 질문, 정답, 연습마다 한 쪽씩, 화면에 비출 HTML. Page Down이나\n"
		  "              리모컨으로 넘기고, F11로 화면을 채우며, 브라우저에서 인쇄하면\n"
		  "              PDF가 됩니다\n"
		  "\n"
		  "종료 상태 1: 썼지만 어긋난 기대가 있으며, 표준 오류에 알립니다.\n"
		  "\n"
		  "예:\n"
		  "  tcpstep handout half-close -o half-close.html\n"
		  "  tcpstep handout ./my-lesson.tcpstep --answers --lang ko\n" },
	.options = OPTION_BIT(OPT_OUTPUT) | OPTION_BIT(OPT_SLIDES) | OPTION_BIT(OPT_ANSWERS),
	.words = WORDS_LESSON,
	.perform = perform,
};
