/* `tcpstep quiz`: asks multiple-choice questions line by line, on a terminal or
 * through a pipe, and explains the answers. A question that was answered wrong is
 * asked again a few questions later. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <time.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/quiz_sheets.h"
#include "quiz/quiz_round.h"

enum { WIDTH = 80, LINE = 256 };

struct session {
	enum lang lang;
	struct quiz_round round;
	bool over; /* the student typed q, or the input ended */
};

static const char *say(const struct session *s, const char *en, const char *ko)
{
	return s->lang == LANG_KO ? ko : en;
}

/* --- wrapping, by columns: a Hangul syllable has two --- */

/* Returns how many octets of s fit in `room` columns, up to a space if possible. */
static size_t fitting(const char *s, size_t len, int room)
{
	size_t at = 0, blank = 0, n;
	int width = 0;

	while (at < len) {
		width += utf8_width(utf8_next(s + at, &n));
		if (width > room)
			return blank ? blank : at ? at : n;
		at += n;
		if (at < len && s[at] == ' ')
			blank = at;
	}
	return len;
}

/* Prints one line, wrapped; the lines after the first are indented by `hang`. */
static void put_line(const char *s, size_t len, int indent, int hang)
{
	for (int first = 1; first || len > 0; first = 0) {
		int margin = first ? indent : hang;
		size_t n = fitting(s, len, WIDTH - margin);

		printf("%*s%.*s\n", margin, "", (int)n, s);
		s += n;
		len -= n;
		while (len > 0 && *s == ' ')
			s++, len--;
	}
}

/* Prints lines, wrapped. An indented line keeps its indentation, and its continuation
 * is indented by two more columns. */
static void put(const char *s, int indent)
{
	while (*s) {
		size_t len = strcspn(s, "\n"), blanks = strspn(s, " ");

		put_line(s + blanks, len - blanks, indent + (int)blanks, indent + (int)blanks + (blanks ? 2 : 0));
		s += len + (s[len] == '\n');
	}
}

/* Prints a label, and text that is wrapped to its right. */
static void put_labelled(const char *label, const char *s)
{
	char array[QUIZ_TEXT_MAX * 2];
	struct text t = text_over(array, sizeof array);

	text_addf(&t, "%s%s", label, s);
	put_line(array, t.len, 2, 2 + (int)text_width(label));
}

/* --- asking --- */

/* Reads a line, without the white space around it. Returns false at the end of the
 * input. */
static bool read_line(char line[static LINE])
{
	size_t n = 0;
	int c;

	while ((c = getchar()) != EOF && c != '\n')
		if (n + 1 < LINE && (n > 0 || (c != ' ' && c != '\t')))
			line[n++] = (char)c;
	while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t' || line[n - 1] == '\r'))
		n--;
	line[n] = '\0';
	return c != EOF || n > 0;
}

/* Prints what was read unless it was typed on a terminal, so that the output looks the
 * same. */
static void echo(const char *line)
{
	char array[LINE * 10];
	struct text t = text_over(array, sizeof array);

	if (isatty(STDIN_FILENO))
		return;
	text_add_safe(&t, line, strlen(line));
	puts(array);
}

/* Asks for a choice. Returns its index from 0, or `choices` if the session is over. */
static size_t answer(struct session *s, size_t choices)
{
	char line[LINE];

	for (;;) {
		printf(say(s, "Your answer, 1 to %zu (q quits): ", "답 (1~%zu, q를 누르면 끝냅니다): "), choices);
		if (fflush(stdout) != 0 || !read_line(line)) {
			puts("\n");
			return choices;
		}
		echo(line);
		if (strcmp(line, "q") == 0 || strcmp(line, "Q") == 0) {
			putchar('\n');
			return choices;
		}
		if (line[0] >= '1' && line[0] < '1' + (int)choices && line[1] == '\0')
			return (size_t)(line[0] - '1');
	}
}

static void reveal(const struct session *s, const struct quiz_question *q, size_t chosen)
{
	const struct quiz_choice *c = &q->choices[chosen], *right = &q->choices[q->right];
	char array[QUIZ_TEXT_MAX * 2];

	putchar('\n');
	if (chosen == q->right) {
		put(say(s, "Right.", "맞습니다."), 2);
	} else {
		struct text t = text_over(array, sizeof array);

		text_addf(&t, say(s, "No. The answer is %zu: %s.", "아닙니다. 정답은 %zu번입니다: %s."), q->right + 1,
			  right->text[s->lang]);
		put(array, 2);
		if (c->refuted[s->lang][0])
			put(c->refuted[s->lang], 2);
	}
	for (size_t i = 0; i < q->reasons_used; i++) {
		struct text t = text_over(array, sizeof array);

		text_addf(&t, "%s (%s)", q->reasons[i].text[s->lang], q->reasons[i].source);
		put_labelled(i == 0 ? say(s, "Why: ", "이유: ") : say(s, "     ", "      "), array);
	}
	putchar('\n');
}

static void show(const struct session *s, const struct quiz_question *q, bool again)
{
	const char *subject = quiz_subject_name(quiz_subject(q->kind), s->lang);

	if (again)
		printf(say(s, "Once more (%s)\n\n", "다시 한 번 (%s)\n\n"), subject);
	else
		printf(say(s, "Question %zu of %zu (%s)\n\n", "문제 %zu/%zu (%s)\n\n"), s->round.made, s->round.count,
		       subject);
	put(q->situation[s->lang], 2);
	putchar('\n');
	put(q->next[s->lang], 2);
	put(q->ask[s->lang], 2);
	putchar('\n');
	for (size_t i = 0; i < q->choices_used; i++) {
		char label[] = "  1) ";

		label[2] = (char)('1' + i);
		put_labelled(label, q->choices[i].text[s->lang]);
	}
	putchar('\n');
}

/* --- the session --- */

static void ask(struct session *s, const struct quiz_question *q)
{
	size_t chosen;

	show(s, q, s->round.now_asked > 0);
	chosen = answer(s, q->choices_used);
	if (chosen == q->choices_used) {
		s->over = true;
		return;
	}
	reveal(s, q, chosen);
	quiz_round_answer(&s->round, chosen);
}

static void summary(const struct session *s)
{
	const struct quiz_round *r = &s->round;
	size_t right = quiz_round_right(r), all = quiz_round_answered(r);

	if (all == 0) {
		puts(say(s, "No question was answered.", "답한 문제가 없습니다."));
		return;
	}
	if (s->lang == LANG_KO)
		printf("%zu문제 가운데 %zu문제를 처음에 맞혔습니다.\n", all, right);
	else
		printf("%zu of %zu right at the first try.\n", right, all);
	if (r->again_right)
		printf(say(s, "%zu more right when asked again.\n", "다시 물었을 때 %zu문제를 더 맞혔습니다.\n"),
		       r->again_right);
	for (int i = 0; i < SUBJECT_COUNT; i++)
		if (r->all[i])
			printf("  %s %zu/%zu\n", quiz_subject_name((enum quiz_subject)i, s->lang), r->right[i],
			       r->all[i]);
	if (r->look_again_used)
		puts(say(s, "To review:", "다시 볼 것:"));
	for (size_t i = 0; i < r->look_again_used; i++) {
		char array[QUIZ_TEXT_MAX * 2];
		struct text t = text_over(array, sizeof array);

		text_addf(&t, "%s (%s)", r->look_again[i].text[s->lang], r->look_again[i].source);
		put_labelled("- ", array);
	}
}

/* Chooses the questions: by the key and the seed of the command line, by its seed alone, else
 * by the clock where a person answers, and by 1 where a script does. The clock's number is
 * printed, so that the same questions can be asked again. Returns false after reporting a key
 * that cannot be read. */
static bool choose_seed(const struct options *o, struct quiz_seed *seed)
{
	uint32_t number = (uint32_t)time(NULL) % 100000, typed;
	size_t len;
	char *key;

	if (o->key) {
		key = quiz_key_read(o, &len);
		if (key)
			*seed = quiz_seed_keyed(key, len, o->seed_text);
		mem_free(key);
		return key;
	}
	if (o->seed_text && !text_digits(o->seed_text, 0, UINT32_MAX, &typed)) {
		*seed = quiz_seed_text(o->seed_text);
		return true;
	}
	*seed = quiz_seed_number(o->seed);
	if (o->seed_text || !isatty(STDIN_FILENO))
		return true;
	*seed = quiz_seed_number(number);
	printf(o->lang == LANG_KO ? "(같은 문제를 다시 풀려면 --seed %u)\n\n"
				  : "(--seed %u asks the same questions again)\n\n",
	       number);
	return true;
}

static int ask_all(const struct options *o)
{
	struct session s = { .lang = o->lang };
	const struct quiz_question *q;
	struct quiz_seed seed;

	if (!choose_seed(o, &seed))
		return EXIT_BAD;
	quiz_round_begin(&s.round, seed, o->count ? o->count : PAPER_QUESTIONS);
	while (!s.over && !ferror(stdout) && (q = quiz_round_next(&s.round)) != NULL)
		ask(&s, q);
	summary(&s);
	quiz_round_end(&s.round);
	return cli_finish(o, stdout, EXIT_OK);
}

/* Which options go together: `first` needs `second`, or excludes it. */
static const struct {
	enum option_id first, second;
	bool excludes;
} together[] = {
	{ OPT_PAPER, OPT_GRADE, true }, { OPT_ANSWERS, OPT_GRADE, true }, { OPT_PAPER, OPT_KEY, false },
	{ OPT_GRADE, OPT_KEY, false },  { OPT_PAPER, OPT_SEED, false },   { OPT_ANSWERS, OPT_PAPER, false },
	{ OPT_AS, OPT_PAPER, false },   { OPT_OUTPUT, OPT_PAPER, false },
};

/* Reports that an option needs another one. Returns false. */
static bool needs(const struct options *o, enum option_id first, enum option_id second)
{
	const struct option *other = &cli_options[second];
	char array[80];
	struct text t = text_over(array, sizeof array);

	text_addf(&t, other->values ? "%s %s" : "%s", other->name, other->values);
	cli_usage(o, DIAG_QUIZ_NEEDS, cli_options[first].name, array);
	return false;
}

/* Returns whether the options go together. Otherwise reports two that do not. */
static bool options_agree(const struct options *o)
{
	for (size_t i = 0; i < sizeof together / sizeof *together; i++) {
		bool second = o->seen & OPTION_BIT(together[i].second);

		if (!(o->seen & OPTION_BIT(together[i].first)) || second != together[i].excludes)
			continue;
		if (!second)
			return needs(o, together[i].first, together[i].second);
		cli_usage(o, DIAG_QUIZ_NOT_WITH, cli_options[together[i].first].name,
			  cli_options[together[i].second].name);
		return false;
	}
	return !o->key || o->seed_text || o->grade || needs(o, OPT_KEY, OPT_SEED);
}

static int perform(const struct options *o)
{
	struct diag d;

	if (o->words_used && !o->grade)
		return cli_usage(o, DIAG_NO_ARGUMENTS, "quiz", "");
	if (!options_agree(o))
		return EXIT_BAD;
	if (o->seed_text && !quiz_seed_check(o->seed_text, &d))
		return cli_usage_of(o, &d);
	return o->paper ? quiz_paper_print(o) : o->grade ? quiz_mark(o) : ask_all(o);
}

const struct cli_command cmd_quiz = {
	.name = "quiz",
	.about = { "answer questions on random situations", "무작위 상황에서 내는 문제" },
	.help = { "usage: tcpstep quiz [--seed N|TEXT] [--count N]\n"
		  "       tcpstep quiz --key FILE --seed TEXT [--count N]\n"
		  "                    [--paper [--answers] [--as FORMAT] [-o OUT]]\n"
		  "       tcpstep quiz --key FILE [--seed TEXT] [--count N] --grade SHEET…\n"
		  "\n"
		  "Asks questions on random situations (profile rfc): which state comes next, what\n"
		  "is sent, what a call returns, which timer runs. Answer with the number of a\n"
		  "choice; the right answer and its rule are then printed. A question that you\n"
		  "answered wrong is asked again a few questions later. q quits.\n"
		  "  --seed N|TEXT  the same number or text gives the same questions; without it,\n"
		  "              others each time at a terminal, and those of 1 elsewhere\n"
		  "  --count N   number of questions (default 10; on paper at most 200)\n"
		  "\n"
		  "On paper, each student has another sheet, and only you can make its answers:\n"
		  "  --key FILE  your secret, 16 to 65536 octets. Questions come from it and the\n"
		  "              seed, such as a student's number; nobody finds them without it\n"
		  "  --paper     print the sheet: no answers, room for the name. OUT's ending says\n"
		  "              the format, or --as; Markdown without either\n"
#define PAPER(name, endings, en, ko)      "    --as " #name "\n      " en "\n"
#define PAPER_ALSO(name, endings, en, ko) "    --as " #name "\n      " en "\n"
#include "cli/papers.def"
		  "  --answers   the same sheet with the right choices, and why\n"
		  "  --grade SHEET…  grade filled sheets: that Markdown with a number after each\n"
		  "              `Answer N:`; or a file with the sheet's line `tcpstep-quiz` and\n"
		  "              lines such as `1 3`, `2. c`, `Q3 = 1` (`#` begins a comment).\n"
		  "              --seed and --count stand in for that line, or must agree with it.\n"
		  "              Prints a table, separated by tabs, a row a question, and a row\n"
		  "              whose question is `all` for the sheet:\n"
		  "                file seed question answer key right of\n"
		  "              A file that was not graded has a row `all` with the reason in the\n"
		  "              place of the answer, and - in that of the points\n"
		  "\n"
		  "Exit status 0, whatever the answers; of --grade 0: all are right, 1: one is not,\n"
		  "2: a file was not graded: made with another key or version, or not understood.\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep quiz --seed 7 --count 20\n"
		  "  head -c 32 /dev/urandom >quiz.key\n"
		  "  tcpstep quiz --key quiz.key --seed s2024-001 --paper -o s2024-001.html\n"
		  "  tcpstep quiz --key quiz.key --seed s2024-001 --paper --answers\n"
		  "  tcpstep quiz --key quiz.key --grade handed-in/*.md | grep -w all\n",
		  "사용법: tcpstep quiz [--seed N|글] [--count N]\n"
		  "        tcpstep quiz --key 파일 --seed 글 [--count N]\n"
		  "                     [--paper [--answers] [--as 형식] [-o 출력]]\n"
		  "        tcpstep quiz --key 파일 [--seed 글] [--count N] --grade 시험지…\n"
		  "\n"
		  "무작위로 만든 상황에서 문제를 냅니다(rfc 프로필). 다음 상태, 보내는 세그먼트,\n"
		  "호출의 결과, 동작하는 타이머를 묻습니다. 번호로 답하면 정답과 근거 규칙을\n"
		  "보여 줍니다. 틀린 문제는 몇 문제 뒤에 다시 나옵니다. q를 누르면 끝냅니다.\n"
		  "  --seed N|글  같은 수나 글이면 같은 문제. 없으면 터미널에서는 매번 다른 문제,\n"
		  "              그 밖에서는 1일 때의 문제\n"
		  "  --count N   문제 수(기본 10, 시험지에서는 200까지)\n"
		  "\n"
		  "시험지는 학생마다 다르고, 정답은 강사만 만들 수 있습니다.\n"
		  "  --key 파일  강사의 비밀, 16~65536바이트. 문제는 이 키와 학번 같은 seed에서\n"
		  "              나오며, 키 없이는 아무도 알아낼 수 없습니다\n"
		  "  --paper     시험지를 출력합니다. 정답은 없고 이름을 쓸 자리가 있습니다.\n"
		  "              형식은 출력 파일의 확장자나 --as로, 둘 다 없으면 Markdown입니다\n"
#define PAPER(name, endings, en, ko)      "    --as " #name "\n      " ko "\n"
#define PAPER_ALSO(name, endings, en, ko) "    --as " #name "\n      " ko "\n"
#include "cli/papers.def"
		  "  --answers   같은 시험지에 정답과 이유를 넣습니다\n"
		  "  --grade 시험지…  답을 쓴 시험지를 채점합니다. Markdown 시험지의 `답 N:` 뒤에\n"
		  "              번호를 쓴 파일이나, 시험지의 `tcpstep-quiz` 줄과 `1 3`, `2. c`,\n"
		  "              `Q3 = 1` 같은 줄로 된 파일입니다(`#` 뒤는 주석). --seed와\n"
		  "              --count는 그 줄을 대신하며, 줄이 있으면 서로 맞아야 합니다.\n"
		  "              탭으로 나눈 표를 출력합니다. 문제마다 한 줄, 시험지마다 question이\n"
		  "              `all`인 줄이 하나 있습니다.\n"
		  "                file seed question answer key right of\n"
		  "              채점하지 못한 파일은 `all` 줄의 답 자리에 이유가, 점수 자리에 -가\n"
		  "              나옵니다\n"
		  "\n"
		  "종료 상태는 답과 관계없이 0입니다. --grade에서는 0: 모두 정답, 1: 틀린 답이\n"
		  "있음, 2: 채점하지 못한 파일이 있음. 키나 버전이 다르거나 읽을 수 없는 파일.\n"
		  "\n"
		  "예:\n"
		  "  tcpstep quiz --seed 7 --count 20\n"
		  "  head -c 32 /dev/urandom >quiz.key\n"
		  "  tcpstep quiz --key quiz.key --seed s2024-001 --paper -o s2024-001.html\n"
		  "  tcpstep quiz --key quiz.key --seed s2024-001 --paper --answers\n"
		  "  tcpstep quiz --key quiz.key --grade handed-in/*.md | grep -w all\n" },
	.options = OPTION_BIT(OPT_SEED) | OPTION_BIT(OPT_COUNT) | OPTION_BIT(OPT_KEY) | OPTION_BIT(OPT_PAPER) |
		   OPTION_BIT(OPT_GRADE) | OPTION_BIT(OPT_ANSWERS) | OPTION_BIT(OPT_AS) | OPTION_BIT(OPT_OUTPUT),
	.perform = perform,
};
