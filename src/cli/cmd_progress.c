/* `tcpstep progress`: prints what the student has done, lesson by lesson. `tcpstep
 * progress reset` forgets it. lesson/progress reads and writes the file. */
#include "lesson/progress.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "lesson/library.h"

enum { FINISHED_WIDTH = 7, QUESTIONS_WIDTH = 14, TITLE_WIDTH_MAX = 44 };

/* --- which lessons --- */

/* The numbers for one lesson, or for all. */
struct tally {
	unsigned lessons, asked, right, skipped, solved, shown, places;
};

struct row {
	const char *id, *title;
	const struct script *script; /* NULL: it appears only in the progress file */
	struct tally tally;
	size_t first_goal, last_goal; /* 1 + their indices among all goals; 0: none */
};

/* The installed lessons, and those that appear only in the progress file: a
 * student's own, or another version's. */
struct rows {
	struct row *at;
	size_t used, size;
	struct row **by_id; /* the same rows in the order of their ids */
	size_t *next_goal;  /* 1 + the index of the next goal of the same lesson; 0: none */
};

static void add_row(struct rows *r, const char *id, const char *title, const struct script *script)
{
	r->at = mem_grow(r->at, r->used, &r->size, sizeof *r->at);
	r->at[r->used++] = (struct row){ .id = id, .title = title ? title : id, .script = script };
}

/* Compares by id, rows of one id by their place. */
static int by_id(const void *a, const void *b)
{
	const struct row *one = *(struct row *const *)a, *other = *(struct row *const *)b;
	int order = strcmp(one->id, other->id);

	return order ? order : (one > other) - (one < other);
}

static void sort(struct rows *r)
{
	mem_free(r->by_id);
	r->by_id = mem_new(r->used, sizeof(struct row *));
	for (size_t i = 0; i < r->used; i++)
		r->by_id[i] = &r->at[i];
	qsort(r->by_id, r->used, sizeof(struct row *), by_id);
}

/* Keeps the first row of each id. */
static void remove_doubles(struct rows *r)
{
	size_t used = 0;

	sort(r);
	for (size_t i = 1; i < r->used; i++)
		if (strcmp(r->by_id[i]->id, r->by_id[i - 1]->id) == 0)
			r->by_id[i]->title = NULL;
	for (size_t i = 0; i < r->used; i++)
		if (r->at[i].title)
			r->at[used++] = r->at[i];
	r->used = used;
	sort(r);
}

/* Returns NULL if no row has the id. */
static struct row *find_row(const struct rows *r, const char *id)
{
	size_t low = 0, high = r->used;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(id, r->by_id[middle]->id);

		if (order == 0)
			return r->by_id[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static void count_goal(struct rows *r, const struct progress *p, size_t i)
{
	struct row *row = find_row(r, p->goals[i].lesson);

	*(p->goals[i].solved ? &row->tally.solved : &row->tally.shown) += 1;
	*(row->last_goal ? &r->next_goal[row->last_goal - 1] : &row->first_goal) = i + 1;
	row->last_goal = i + 1;
}

static void count_rows(struct rows *r, const struct progress *p)
{
	r->next_goal = mem_new(p->goals_used, sizeof *r->next_goal);
	for (size_t i = 0; i < p->used; i++)
		find_row(r, p->done[i])->tally.lessons++;
	for (size_t i = 0; i < p->goals_used; i++)
		count_goal(r, p, i);
	for (size_t i = 0; i < p->predictions_used; i++) {
		struct tally *t = &find_row(r, p->predictions[i].lesson)->tally;

		t->asked++;
		t->right += p->predictions[i].right;
	}
}

static struct rows rows_of(const struct lessons *l, const struct progress *p, enum lang lang)
{
	struct rows r = { 0 };

	for (size_t i = 0; i < l->used; i++) {
		const struct script *s = l->items[i].script;

		if (s)
			add_row(&r, s->id, script_title(s, lang), s);
	}
	for (size_t i = 0; i < p->used; i++)
		add_row(&r, p->done[i], NULL, NULL);
	for (size_t i = 0; i < p->goals_used; i++)
		add_row(&r, p->goals[i].lesson, NULL, NULL);
	for (size_t i = 0; i < p->predictions_used; i++)
		add_row(&r, p->predictions[i].lesson, NULL, NULL);
	for (size_t i = 0; i < p->positions_used; i++)
		add_row(&r, p->positions[i].lesson, NULL, NULL);
	remove_doubles(&r);
	count_rows(&r, p);
	return r;
}

static void free_rows(struct rows *r)
{
	mem_free(r->at);
	mem_free(r->by_id);
	mem_free(r->next_goal);
}

static int unknown_lesson(const struct options *o, const struct rows *r, const char *id)
{
	const char **ids = mem_new(r->used + 1, sizeof *ids);
	const char *near;

	for (size_t i = 0; i < r->used; i++)
		ids[i] = r->at[i].id;
	near = diag_nearest(id, ids, r->used);
	mem_free(ids);
	return cli_unknown(o, DIAG_UNKNOWN_LESSON, id, near);
}

/* --- counting --- */

/* Counts the records of one lesson; id NULL: of all. */
static struct tally count(const struct progress *p, const char *id)
{
	struct tally t = { 0 };

	for (size_t i = 0; i < p->used; i++)
		t.lessons += !id || strcmp(p->done[i], id) == 0;
	for (size_t i = 0; i < p->goals_used; i++)
		if (!id || strcmp(p->goals[i].lesson, id) == 0)
			*(p->goals[i].solved ? &t.solved : &t.shown) += 1;
	for (size_t i = 0; i < p->predictions_used; i++)
		if (!id || strcmp(p->predictions[i].lesson, id) == 0) {
			t.asked++;
			t.right += p->predictions[i].right;
			t.skipped += p->predictions[i].skipped;
		}
	for (size_t i = 0; i < p->positions_used; i++)
		t.places += !id || strcmp(p->positions[i].lesson, id) == 0;
	return t;
}

/* --- printing --- */

static void print_questions(const struct tally *t, bool ko)
{
	char line[64];
	struct text text = text_over(line, sizeof line);

	if (t->asked == 0)
		text_add(&text, "-");
	else if (ko)
		text_addf(&text, "%u개 중 %u개", t->asked, t->right);
	else
		text_addf(&text, "%u of %u", t->right, t->asked);
	cli_column(line, QUESTIONS_WIDTH);
}

/* Prints whether a lesson is finished, else where it was left: "6/30". */
static void print_done(const struct progress *p, const struct row *row, bool ko)
{
	const struct progress_position *at = progress_position_find(p, row->id);
	char line[64];
	struct text text = text_over(line, sizeof line);

	if (row->tally.lessons)
		text_add(&text, ko ? "예" : "yes");
	else if (at)
		text_addf(&text, "%u/%u", (unsigned)at->step, (unsigned)at->of);
	cli_column(text.len ? line : "-", FINISHED_WIDTH);
}

/* Prints each goal of a lesson that was solved or shown, with its number unless the
 * lesson has just one goal. */
static void print_goals(const struct rows *r, const struct progress *p, const struct row *row, bool ko)
{
	const char *between = "";
	unsigned goals = 0;

	for (size_t i = 0; row->script && i < row->script->used; i++)
		goals += row->script->statements[i].kind == ST_GOAL;
	for (size_t i = row->first_goal; i; i = r->next_goal[i - 1]) {
		const struct progress_goal *g = &p->goals[i - 1];

		fputs(between, stdout);
		between = ", ";
		if (goals != 1)
			printf("#%u ", (unsigned)g->nth);
		if (!g->solved)
			fputs(ko ? "풀이를 봄" : "shown", stdout);
		else if (ko)
			printf("해결(동작 %u번)", (unsigned)g->actions);
		else
			printf("solved, %u action%s", (unsigned)g->actions, g->actions == 1 ? "" : "s");
	}
	puts(*between ? "" : "-");
}

static void print_row(const struct rows *r, const struct progress *p, const struct row *row, int width, bool ko)
{
	cli_column(row->title, width);
	print_done(p, row, ko);
	print_questions(&row->tally, ko);
	print_goals(r, p, row, ko);
}

static void print_totals(const struct progress *p, size_t lessons, int width, bool ko)
{
	const struct tally t = count(p, NULL);
	char line[32];
	struct text text = text_over(line, sizeof line);

	text_addf(&text, "%u/%zu", t.lessons, lessons);
	cli_column(ko ? "합계" : "Total", width);
	cli_column(line, FINISHED_WIDTH);
	print_questions(&t, ko);
	printf(ko ? "해결 %u, 풀이를 봄 %u\n" : "%u solved, %u shown\n", t.solved, t.shown);
	if (t.skipped > 0)
		printf(ko ? "건너뛴 질문: %u개\n" : "Questions skipped: %u\n", t.skipped);
}

static void print_all(const struct rows *r, const struct progress *p, bool ko)
{
	int width = 0;

	for (size_t i = 0; i < r->used; i++)
		if ((int)text_width(r->at[i].title) > width && text_width(r->at[i].title) <= TITLE_WIDTH_MAX)
			width = (int)text_width(r->at[i].title);
	width += 2;
	cli_column(ko ? "레슨" : "LESSON", width);
	cli_column(ko ? "완료" : "DONE", FINISHED_WIDTH);
	cli_column(ko ? "맞힌 질문" : "QUESTIONS", QUESTIONS_WIDTH);
	puts(ko ? "목표" : "GOALS");
	for (size_t i = 0; i < r->used; i++)
		print_row(r, p, &r->at[i], width, ko);
	print_totals(p, r->used, width, ko);
	if (p->path) {
		fputs(ko ? "\n기록 파일: " : "\nprogress file: ", stdout);
		cli_column(p->path, 0);
		putchar('\n');
	}
}

/* --- reset --- */

static void print_removed(const struct progress *p, const struct tally *t, const char *id, bool ko)
{
	if (id) {
		cli_column(id, 0);
		fputs(": ", stdout);
	}
	if (ko)
		printf("완료한 레슨 %u개, 질문 %u개, 목표 %u개의 기록을 지웠습니다\n", t->lessons, t->asked,
		       t->solved + t->shown);
	else
		printf("removed: %u lesson%s finished, %u question%s, %u goal%s\n", t->lessons,
		       t->lessons == 1 ? "" : "s", t->asked, t->asked == 1 ? "" : "s", t->solved + t->shown,
		       t->solved + t->shown == 1 ? "" : "s");
	fputs(ko ? "지우기 전의 파일: " : "previous file: ", stdout);
	cli_column(p->path, 0);
	puts(".before-reset");
}

/* Forgets one lesson; id NULL: everything. Returns the exit status. */
static int reset(const struct options *o, const struct rows *r, struct progress *p, const char *id)
{
	bool ko = o->lang == LANG_KO;
	const struct tally t = count(p, id);
	struct diag diag;

	if (id && !find_row(r, id))
		return unknown_lesson(o, r, id);
	if (t.lessons + t.asked + t.solved + t.shown + t.places == 0) {
		puts(ko ? "지울 기록이 없습니다" : "nothing to remove");
		return EXIT_OK;
	}
	if (!progress_reset(p, id, &diag))
		return cli_bad(o, &diag);
	print_removed(p, &t, id, ko);
	return EXIT_OK;
}

static int perform(const struct options *o)
{
	bool ko = o->lang == LANG_KO, resets = o->words_used > 0;
	struct lessons lessons;
	struct progress progress;
	struct rows rows;
	int status, done = EXIT_OK;

	if (resets && strcmp(o->words[0], "submit") == 0)
		return cli_submit(o);
	if (resets && strcmp(o->words[0], "reset") != 0)
		return cli_unknown(o, DIAG_UNKNOWN_PROGRESS, o->words[0],
				   diag_nearest(o->words[0], (const char *const[]){ "reset", "submit" }, 2));
	if (o->output)
		return cli_usage(o, DIAG_OPTION_NOT_TAKEN, "progress", "--output");
	if (o->words_used > 2)
		return cli_usage(o, DIAG_RESET_WORDS, "", "");
	status = cli_progress_load(o, &progress);
	lessons_load(&lessons, lessons_directory());
	rows = rows_of(&lessons, &progress, o->lang);
	if (!resets)
		print_all(&rows, &progress, ko);
	else if (progress.path || status == EXIT_OK)
		done = reset(o, &rows, &progress, o->words_used == 2 ? o->words[1] : NULL);
	free_rows(&rows);
	lessons_free(&lessons);
	progress_free(&progress);
	return cli_finish(o, stdout, done > status ? done : status);
}

const struct cli_command cmd_progress = {
	.name = "progress",
	.usage = { "[reset|submit]", "[reset|submit]" },
	.about = { "show what you have done so far", "지금까지의 학습 기록" },
	.help = { "usage: tcpstep progress [reset [LESSON]]\n"
		  "       tcpstep progress submit LESSON [-o FILE]\n"
		  "\n"
		  "Prints what you have done, lesson by lesson: whether it is finished, else where\n"
		  "you left it (6/30: step 6 of 30), how many questions you answered right at the\n"
		  "first try, which goals you solved (and the fewest actions you needed), and\n"
		  "which goals' solutions you were shown.\n"
		  "reset forgets one lesson or everything, and prints what it removed. The previous\n"
		  "file is kept as progress.before-reset in the same folder. The progress file can\n"
		  "be copied to another machine.\n"
		  "submit writes the shortest way that you found to each goal of a lesson as a file\n"
		  "to hand in, which `tcpstep grade` grades; status 1 where a goal is missing.\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep progress reset half-close\n"
		  "  tcpstep progress submit half-close -o kim.tcpstep\n",
		  "사용법: tcpstep progress [reset [레슨]]\n"
		  "        tcpstep progress submit 레슨 [-o 파일]\n"
		  "\n"
		  "레슨별 기록을 보여 줍니다. 완료 여부, 멈춘 곳(6/30: 30단계 중 6단계), 처음에 맞힌\n"
		  "질문의 수, 해결한 목표와 가장 적게 쓴 동작의 수, 풀이를 본 목표입니다.\n"
		  "reset은 레슨 하나 또는 모든 기록을 지우고 무엇을 지웠는지 알립니다. 지우기\n"
		  "전의 파일은 같은 폴더에 progress.before-reset으로 남습니다. 기록 파일은 다른\n"
		  "컴퓨터로 옮길 수 있습니다.\n"
		  "submit은 레슨의 목표마다 찾아낸 가장 짧은 길을 제출할 파일로 씁니다. tcpstep\n"
		  "grade로 채점합니다. 빠진 목표가 있으면 종료 상태는 1입니다.\n"
		  "\n"
		  "예:\n"
		  "  tcpstep progress reset half-close\n"
		  "  tcpstep progress submit half-close -o kim.tcpstep\n" },
	.options = OPTION_BIT(OPT_OUTPUT),
	.words = WORDS_LESSON,
	.choices = "reset submit",
	.perform = perform,
};
