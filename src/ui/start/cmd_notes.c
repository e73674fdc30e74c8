/* The row of `tcpstep notes`. */
#include "cli/cli.h"
#include "ui/app/app.h"
#include "ui/notes/notes.h"
#include "ui/start/cmd_options.h"

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);

	if (o->words_used > 2)
		return cli_usage(o, DIAG_NOTES_WORDS, "", "");
	return notes_run(&app, o->words_used > 0 ? o->words[0] : NULL, o->words_used > 1 ? o->words[1] : NULL,
			 cmd_plain(o));
}

const struct cli_command cmd_notes = {
	.name = "notes",
	.usage = { "[FILE]", "[파일]" },
	.about = { "show the instructor's notes", "강사의 노트 보기" },
	.help = { "usage: tcpstep notes [FILE [LESSON-FILE]]\n"
		  "\n"
		  "Runs on the instructor's second terminal. Follows the recording FILE (default:\n"
		  "that of `tcpstep teach` without -o) and shows the notes for this step, the\n"
		  "answer to the current question, the next steps and the time. The lesson is\n"
		  "found by the recording's id unless LESSON-FILE names it. --plain prints lines\n"
		  "instead of a screen.\n"
		  "\n"
		  "example: tcpstep notes /srv/class.tcpstep\n",
		  "사용법: tcpstep notes [파일 [레슨 파일]]\n"
		  "\n"
		  "강사의 두 번째 터미널입니다. 기록 파일(기본은 -o 없이 쓴 tcpstep teach의 기록)을\n"
		  "따라가며 이 단계의 노트, 지금 던진 질문의 정답, 다음 단계, 시간을 보여 줍니다.\n"
		  "레슨은 기록의 id로 찾으며 파일을 직접 지정할 수도 있습니다. --plain을 주면\n"
		  "화면 대신 한 줄씩 출력합니다.\n"
		  "\n"
		  "예: tcpstep notes /srv/class.tcpstep\n" },
	.words = WORDS_FILE,
	.perform = perform,
};
