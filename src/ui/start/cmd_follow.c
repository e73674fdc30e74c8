/* The row of `tcpstep follow`. */
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "lesson/write.h"
#include "ui/plain/plain.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);

	bool typed = cmd_plain(o) && o->words_used == 1 && strcmp(o->words[0], "-") != 0 && isatty(STDIN_FILENO) &&
		     isatty(STDOUT_FILENO);

	if (o->seen >> OPT_TRACE & 1 || (cmd_plain(o) && !typed)) /* without a screen: the trace, line by line */
		return cli_follow_trace(o);
	if (o->seen >> OPT_WHY & 1)
		return cli_usage(o, DIAG_FOLLOW_WHY, "", "");
	if (o->words_used != 1)
		return cli_usage(o, DIAG_NAME_RECORDING, "follow", "");
	if (app.kiosk)
		file_forbid();
	return typed ? plain_follow(&app, o->words[0]) : app_follow(&app, o->words[0]);
}

const struct cli_command cmd_follow = {
	.name = "follow",
	.usage = { "URL|FILE|-", "URL|파일|-" },
	.about = { "follow a class on your own terminal", "학생이 자기 터미널에서 수업 따라가기" },
	.help = { "usage: tcpstep follow [--trace=text|tsv|json] [--why] URL|FILE|-\n"
		  "\n"
		  "Follows a class that `tcpstep teach` records, step by step. URL is the address\n"
		  "that `teach --listen` prints; a connection that breaks is tried again for ten\n"
		  "minutes. - reads standard input. If you step back or try something, you stay\n"
		  "there: the header shows how many steps the class is ahead, and r catches up. At\n"
		  "a question your choice goes to the class; you can change it until the answer is\n"
		  "revealed. When the class ends, so does the program, unless you press a key within\n"
		  "five seconds or are elsewhere in the lesson. It prints how to see the class\n"
		  "again; what came over a network is kept next to the progress file for that.\n"
		  "  --trace   print each row as it arrives, without a screen, until the class ends.\n"
		  "            The whole output and the exit status are those of `run --trace`; the\n"
		  "            status is also 1 if the instructor takes back a row that was already\n"
		  "            printed\n"
		  "  --why     with --trace=text: cite the rule behind each event\n"
		  "  --plain   on a terminal, print the class as sentences, line by line, and read\n"
		  "            commands; elsewhere the same as --trace=text\n"
		  "  --code WORD   the class's room code\n"
		  "  --kiosk   write no file, as a forced command of ssh needs it\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep follow http://192.168.0.5:8080/\n"
		  "  tcpstep follow /srv/class.tcpstep\n"
		  "  curl -sN http://192.168.0.5:8080/recording | tcpstep follow -\n"
		  "  ssh host \"tail -n +1 -F /srv/class.tcpstep 2>/dev/null\" | tcpstep follow -\n",
		  "사용법: tcpstep follow [--trace=text|tsv|json] [--why] URL|파일|-\n"
		  "\n"
		  "tcpstep teach로 진행하는 수업을 한 단계씩 따라갑니다. URL은 teach --listen이\n"
		  "출력하는 주소이며, 연결이 끊기면 10분 동안 다시 시도합니다. -는 표준 입력입니다.\n"
		  "되돌리거나 다른 것을 해 보면 그 자리에 머물고, 맨 윗줄에 수업보다 몇 단계\n"
		  "뒤처졌는지 보여 주며, r을 누르면 수업으로 돌아옵니다. 질문에서 고른 답은 수업에\n"
		  "전해지고, 답을 공개할 때까지 바꿀 수 있습니다. 수업이 끝나면 프로그램도 끝납니다.\n"
		  "5초 안에 아무 키나 누르거나 수업과 다른 곳을 보고 있었다면 끝나지 않습니다. 끝날\n"
		  "때 다시 보는 방법을 출력하며, 네트워크로 받은 수업은 진도 파일 옆에 남겨 둡니다.\n"
		  "  --trace   수업이 끝날 때까지 화면 없이 한 줄씩 바로 출력합니다. 출력도 종료\n"
		  "            상태도 run --trace와 같습니다. 이미 출력한 단계를 강사가 되돌리면\n"
		  "            1입니다.\n"
		  "  --why     --trace=text에서 일어난 일마다 근거 규칙을 보여 줍니다\n"
		  "  --plain   터미널에서는 수업을 문장으로 한 줄씩 출력하고 명령을 읽습니다. 그 밖에는\n"
		  "            --trace=text와 같습니다\n"
		  "  --code 단어   수업 코드\n"
		  "  --kiosk   어떤 파일도 쓰지 않습니다. ssh의 강제 명령으로 쓸 때 필요합니다\n"
		  "\n"
		  "예:\n"
		  "  tcpstep follow http://192.168.0.5:8080/\n"
		  "  tcpstep follow /srv/class.tcpstep\n"
		  "  curl -sN http://192.168.0.5:8080/recording | tcpstep follow -\n"
		  "  ssh host \"tail -n +1 -F /srv/class.tcpstep 2>/dev/null\" | tcpstep follow -\n" },
	.options = OPTION_BIT(OPT_TRACE) | OPTION_BIT(OPT_WHY) | OPTION_BIT(OPT_CODE) | OPTION_BIT(OPT_KIOSK),
	.words = WORDS_FILE,
	.perform = perform,
};
