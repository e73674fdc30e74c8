/* `tcpstep quiz`: asks multiple-choice questions line by line, on a terminal or
 * through a pipe, and explains the answers. A question that was answered wrong is
 * asked again a few questions later. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <time.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "quiz/quiz_round.h"

enum { QUESTIONS = 10, WIDTH = 80, LINE = 256 };

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

/* Returns the seed: that of the command line, else one of the clock where a person
 * answers, and 1 where a script does. The clock's is printed, so that the same
 * questions can be asked again. */
static uint32_t seed_of(const struct options *o)
{
	uint32_t seed = (uint32_t)time(NULL) % 100000;

	if (o->seen & OPTION_BIT(OPT_SEED) || !isatty(STDIN_FILENO))
		return o->seed;
	printf(o->lang == LANG_KO ? "(같은 문제를 다시 풀려면 --seed %u)\n\n"
				  : "(--seed %u asks the same questions again)\n\n",
	       seed);
	return seed;
}

static int perform(const struct options *o)
{
	struct session s = { .lang = o->lang };
	const struct quiz_question *q;

	if (o->words_used)
		return cli_usage(o, DIAG_NO_ARGUMENTS, "quiz", "");
	quiz_round_begin(&s.round, quiz_seed_number(seed_of(o)), o->count ? o->count : QUESTIONS);
	while (!s.over && !ferror(stdout) && (q = quiz_round_next(&s.round)) != NULL)
		ask(&s, q);
	summary(&s);
	quiz_round_end(&s.round);
	return cli_finish(o, stdout, EXIT_OK);
}

const struct cli_command cmd_quiz = {
	.name = "quiz",
	.about = { "answer questions on random situations", "무작위 상황에서 내는 문제" },
	.help = { "usage: tcpstep quiz [--seed N] [--count N]\n"
		  "\n"
		  "Asks questions on random situations (profile rfc): which state comes next, what\n"
		  "is sent, what a call returns, which timer runs. Answer with the number of a\n"
		  "choice; the right answer and its rule are then printed. A question that you\n"
		  "answered wrong is asked again a few questions later. q quits.\n"
		  "  --seed N    the same number gives the same questions; without it, others\n"
		  "              each time at a terminal, and those of 1 elsewhere\n"
		  "  --count N   number of questions (default 10)\n"
		  "\n"
		  "The exit status is 0, whatever the answers.\n"
		  "\n"
		  "example: tcpstep quiz --seed 7 --count 20\n",
		  "사용법: tcpstep quiz [--seed N] [--count N]\n"
		  "\n"
		  "무작위로 만든 상황에서 문제를 냅니다(rfc 프로필). 다음 상태, 보내는 세그먼트,\n"
		  "호출의 결과, 동작하는 타이머를 묻습니다. 번호로 답하면 정답과 근거 규칙을\n"
		  "보여 줍니다. 틀린 문제는 몇 문제 뒤에 다시 나옵니다. q를 누르면 끝냅니다.\n"
		  "  --seed N    같은 수이면 같은 문제. 없으면 터미널에서는 매번 다른 문제,\n"
		  "              그 밖에서는 1일 때의 문제\n"
		  "  --count N   문제 수(기본 10)\n"
		  "\n"
		  "종료 상태는 답과 관계없이 0입니다.\n"
		  "\n"
		  "예: tcpstep quiz --seed 7 --count 20\n" },
	.options = OPTION_BIT(OPT_SEED) | OPTION_BIT(OPT_COUNT),
	.perform = perform,
};
