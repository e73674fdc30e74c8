/* `tcpstep lessons`: lists the lessons in order, whether each is finished, its part of the
 * course and how long it takes. With
 * --names it prints a table for programs such as the completion scripts. */
#include "lesson/library.h"

#include <string.h>

#include "base/text.h"
#include "cli/cli.h"
#include "lesson/progress.h"

static const char *title_of(const struct menu_item *item, enum lang lang)
{
	const char *title = item->script ? script_title(item->script, lang) : NULL;

	return title ? title : item->name;
}

static void print_names(const struct lessons *l, enum lang lang)
{
	for (size_t i = 0; i < l->used; i++) {
		if (!l->items[i].script)
			continue;
		cli_column(l->items[i].name, 0);
		putchar('\t');
		cli_column(title_of(&l->items[i], lang), 0);
		putchar('\n');
	}
}

static const char *section_name(enum course_section section, bool ko)
{
	static const char *const names[][2] = {
		[SECTION_NONE] = { "-", "-" },
		[SECTION_CORE] = { "core", "핵심" },
		[SECTION_ADVANCED] = { "advanced", "심화" },
	};

	return names[section][ko];
}

/* Prints a lesson's section and the minutes that it takes. */
static void print_place(const struct menu_item *item, bool ko)
{
	char minutes[16];
	struct text t = text_over(minutes, sizeof minutes);

	if (item->minutes > 0)
		text_addf(&t, "%u", item->minutes);
	else
		text_add(&t, "-");
	cli_column(section_name(item->section, ko), 10);
	cli_column(minutes, 5);
}

static void print_list(const struct lessons *l, const struct progress *p, bool ko, enum lang lang)
{
	int width = ko ? 4 : 6;

	for (size_t i = 0; i < l->used; i++)
		if ((int)text_width(l->items[i].name) > width && text_width(l->items[i].name) < 40)
			width = (int)text_width(l->items[i].name);
	cli_column(ko ? "레슨" : "LESSON", width + 2);
	cli_column(ko ? "완료" : "DONE", 6);
	cli_column(ko ? "구분" : "PART", 10);
	cli_column(ko ? "분" : "MIN", 5);
	puts(ko ? "제목" : "TITLE");
	for (size_t i = 0; i < l->used; i++) {
		const struct menu_item *item = &l->items[i];

		if (item->kind != ITEM_LESSON)
			continue;
		cli_column(item->name, width + 2);
		cli_column(!progress_has(p, item->name) ? "-" : ko ? "예" : "yes", 6);
		print_place(item, ko);
		if (item->problem[lang]) {
			fputs(ko ? "열 수 없음: " : "cannot be opened: ", stdout);
			cli_column(item->problem[lang], 0);
		} else {
			cli_column(title_of(item, lang), 0);
		}
		putchar('\n');
	}
}

/* Reports that no lessons were found, where they were looked for, and what to do. */
static void complain(bool ko)
{
	char array[4 * 4096];
	struct text t = text_over(array, sizeof array);

	lessons_places(&t);
	fprintf(stderr, "tcpstep: %s\n%s%s\n", ko ? "레슨이 없습니다. 찾아본 곳:" : "no lessons were found; looked in",
		array,
		ko ? "소스 트리에서 `make install PREFIX=…`를 실행하면 프로그램 곁의 ../share/tcpstep/lessons에 설치됩니다."
		   : "`make install PREFIX=...` in the source tree installs them in ../share/tcpstep/lessons next to the program.");
}

static int perform(const struct options *o)
{
	struct lessons lessons;
	struct progress progress;
	int status = EXIT_OK;

	if (o->words_used)
		return cli_usage(o, DIAG_NO_ARGUMENTS, "lessons", "");
	lessons_load(&lessons, lessons_directory());
	if (lessons.scripts_used == 0) {
		complain(o->lang == LANG_KO);
		status = EXIT_BAD;
	} else if (o->names) {
		print_names(&lessons, o->lang);
	} else {
		status = cli_progress_load(o, &progress);
		print_list(&lessons, &progress, o->lang == LANG_KO, o->lang);
		progress_free(&progress);
	}
	lessons_free(&lessons);
	return cli_finish(o, stdout, status);
}

const struct cli_command cmd_lessons = {
	.name = "lessons",
	.about = { "list the lessons", "레슨 목록과 완료 여부" },
	.help = { "usage: tcpstep lessons [--names]\n"
		  "\n"
		  "Lists the lessons in order: the name, whether it is finished, its part of the\n"
		  "course, the minutes that it takes, the title.\n"
		  "  --names   print a table for programs: name, tab, title\n"
		  "\n"
		  "example: tcpstep lessons --names | cut -f1\n",
		  "사용법: tcpstep lessons [--names]\n"
		  "\n"
		  "레슨을 순서대로 보여 줍니다. 이름, 완료 여부, 핵심인지 심화인지, 걸리는 시간(분),\n"
		  "제목입니다.\n"
		  "  --names   프로그램용: 이름, 탭, 제목\n"
		  "\n"
		  "예: tcpstep lessons --names | cut -f1\n" },
	.options = OPTION_BIT(OPT_NAMES),
	.perform = perform,
};
