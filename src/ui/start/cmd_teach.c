/* The row of `tcpstep teach`. */
#include "class/visits.h"
#include "cli/cli.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

#define TEXT_OF(macro)  TEXT_OF_(macro)
#define TEXT_OF_(value) #value
#define ASKS_SECONDS    TEXT_OF(VISIT_ASKS_SECONDS)
#define TAKES_MINUTES   TEXT_OF(VISIT_TAKES_MINUTES)

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
	.help = { "usage: tcpstep teach LESSON [-o FILE] [--listen [ADDRESS:]PORT [--code WORD]]\n"
		  "\n"
		  "Opens a lesson, by its name or file, for the projector. Every step, detours\n"
		  "included, is recorded in FILE at once; a step that you take back is removed.\n"
		  "Students see the same with `tcpstep follow`, and `tcpstep notes` shows you the\n"
		  "notes. What students receive has no notes and no solutions, and the answer to a\n"
		  "question only once you have shown it. `:go N` jumps to step N, r ends a detour,\n"
		  "`:votes 12 5 3` enters a vote. After the class FILE is a lesson to replay.\n"
		  "  -o FILE   default: teach.tcpstep in the folder of the progress file, which\n"
		  "            nobody else can read. An earlier recording is kept as FILE.before\n"
		  "  --listen [ADDRESS:]PORT   serve the class over HTTP, on this machine alone\n"
		  "            unless an address such as 0.0.0.0 is given; port 0: any free one.\n"
		  "            Students open the address in a browser or with `tcpstep follow`,\n"
		  "            and vote. It is not encrypted: use it on networks that you trust.\n"
		  "            A connection that takes over " ASKS_SECONDS " seconds for its request, or\n"
		  "            " TAKES_MINUTES " minutes for what it is sent, is closed\n"
		  "  --code WORD   followers must give this word\n"
		  "  --followers N   at most N of them; default: 200\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep teach half-close -o /srv/class.tcpstep\n"
		  "  tcpstep teach half-close --listen 0.0.0.0:8080\n",
		  "사용법: tcpstep teach 레슨 [-o 파일] [--listen [주소:]포트 [--code 단어]]\n"
		  "\n"
		  "이름이나 파일로 연 레슨을 프로젝터에 띄웁니다. 진행한 단계는 우회까지 바로\n"
		  "파일에 기록하고, 되돌린 단계는 기록에서 뺍니다. 학생은 tcpstep follow로 같은\n"
		  "화면을 보고, 강사는 tcpstep notes로 노트를 봅니다. 학생이 받는 기록에는 노트와\n"
		  "풀이가 없고, 질문의 답은 보여 준 다음에야 들어갑니다. :go N은 N단계로 가고, r은\n"
		  "우회를 끝내며, :votes 12 5 3은 투표 결과를 넣습니다. 수업이 끝나면 파일은 다시\n"
		  "재생할 수 있는 레슨이 됩니다.\n"
		  "  -o 파일   기본은 진도 파일과 같은 폴더의 teach.tcpstep이며 다른 사용자는\n"
		  "            읽을 수 없습니다. 이전 기록은 파일.before로 남깁니다\n"
		  "  --listen [주소:]포트   HTTP로 수업을 보냅니다. 0.0.0.0 같은 주소를 주지\n"
		  "            않으면 이 컴퓨터에서만 받고, 포트 0은 비어 있는 아무 포트입니다.\n"
		  "            학생은 그 주소를 브라우저나 tcpstep follow로 열고 투표합니다.\n"
		  "            암호화하지 않으므로 믿을 수 있는 네트워크에서 쓰십시오. 요청에 " ASKS_SECONDS "초,\n"
		  "            보낸 것을 받는 데 " TAKES_MINUTES "분이 넘게 걸리는 연결은 끊습니다\n"
		  "  --code 단어   따라오는 사람은 이 단어를 내야 합니다\n"
		  "  --followers N   몇 명까지 따라오는지. 기본은 200명\n"
		  "\n"
		  "예:\n"
		  "  tcpstep teach half-close -o /srv/class.tcpstep\n"
		  "  tcpstep teach half-close --listen 0.0.0.0:8080\n" },
	.options = OPTION_BIT(OPT_OUTPUT) | OPTION_BIT(OPT_LISTEN) | OPTION_BIT(OPT_CODE) | OPTION_BIT(OPT_FOLLOWERS),
	.words = WORDS_LESSON,
	.perform = perform,
};
