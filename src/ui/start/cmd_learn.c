/* The row of `tcpstep learn`. */
#include "cli/cli.h"
#include "ui/plain/plain.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);
	const char *lesson = o->words_used ? o->words[0] : NULL;

	if (o->words_used > 1)
		return cli_usage(o, DIAG_LEARN_ONE, "", "");
	if (lesson)
		app.file = cmd_lesson_file(lesson);
	return cmd_plain(o) ? plain_learn(&app, lesson) : app_learn(&app, lesson);
}

const struct cli_command cmd_learn = {
	.name = "learn",
	.usage = { "[LESSON]", "[레슨]" },
	.about = { "open a lesson by its name", "이름으로 레슨 시작" },
	.help = { "usage: tcpstep learn [LESSON]\n"
		  "\n"
		  "Opens a lesson by its name or file. Without one, shows the menu.\n"
		  "\n"
		  "example: tcpstep learn half-close --lang ko\n",
		  "사용법: tcpstep learn [레슨]\n"
		  "\n"
		  "이름이나 파일로 레슨을 엽니다. 없으면 메뉴를 보여 줍니다.\n"
		  "\n"
		  "예: tcpstep learn half-close --lang ko\n" },
	.words = WORDS_LESSON,
	.perform = perform,
};
