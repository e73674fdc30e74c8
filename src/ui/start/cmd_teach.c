/* The row of `tcpstep teach`. */
#include "cli/cli.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);

	if (o->words_used != 1)
		return cli_usage(o, DIAG_NAME_LESSON, "teach", "");
	app.file = cmd_lesson_file(o->words[0]);
	return app_teach(&app, o->words[0], o->output);
}

const struct cli_command cmd_teach = {
	.name = "teach",
	.usage = { "LESSON", "레슨" },
	.about = { "show a lesson to a class and record it", "수업에서 레슨을 보여 주며 기록" },
	.help = { "usage: tcpstep teach LESSON [-o FILE]\n"
		  "\n"
		  "Opens a lesson, by its name or file, for the projector. Every step, detours\n"
		  "included, is recorded in FILE at once; a step that you take back is removed.\n"
		  "Students see the same with `tcpstep follow FILE`, and `tcpstep notes` shows you\n"
		  "the notes. `:go N` jumps to step N, r ends a detour. After the class FILE is a\n"
		  "lesson to replay.\n"
		  "  -o FILE   default: teach.tcpstep in the folder of the progress file, which\n"
		  "            nobody else can read. An earlier recording is kept as FILE.before\n"
		  "\n"
		  "example: tcpstep teach half-close -o /srv/class.tcpstep\n",
		  "사용법: tcpstep teach 레슨 [-o 파일]\n"
		  "\n"
		  "이름이나 파일로 연 레슨을 프로젝터에 띄웁니다. 진행한 단계는 우회까지 바로\n"
		  "파일에 기록하고, 되돌린 단계는 기록에서 뺍니다. 학생은 tcpstep follow 파일로\n"
		  "같은 화면을 보고, 강사는 tcpstep notes로 노트를 봅니다. :go N은 N단계로 가고\n"
		  "r은 우회를 끝냅니다. 수업이 끝나면 파일은 다시 재생할 수 있는 레슨이 됩니다.\n"
		  "  -o 파일   기본은 진도 파일과 같은 폴더의 teach.tcpstep이며 다른 사용자는\n"
		  "            읽을 수 없습니다. 이전 기록은 파일.before로 남깁니다\n"
		  "\n"
		  "예: tcpstep teach half-close -o /srv/class.tcpstep\n" },
	.options = OPTION_BIT(OPT_OUTPUT),
	.words = WORDS_LESSON,
	.perform = perform,
};
