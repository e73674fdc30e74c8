/* The row of `tcpstep follow`. */
#include "cli/cli.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);

	if (o->seen >> OPT_TRACE & 1 || cmd_plain(o)) /* without a screen: the trace, line by line */
		return cli_follow_trace(o);
	if (o->seen >> OPT_WHY & 1)
		return cli_usage(o, DIAG_FOLLOW_WHY, "", "");
	if (o->words_used != 1)
		return cli_usage(o, DIAG_NAME_RECORDING, "follow", "");
	return app_follow(&app, o->words[0]);
}

const struct cli_command cmd_follow = {
	.name = "follow",
	.usage = { "FILE|-", "파일|-" },
	.about = { "follow a class on your own terminal", "학생이 자기 터미널에서 수업 따라가기" },
	.help = { "usage: tcpstep follow [--trace=text|tsv] [--why] FILE|-\n"
		  "\n"
		  "Follows the recording that `tcpstep teach` writes, step by step while it grows.\n"
		  "If you step back or try something, you stay there: the header shows how many\n"
		  "steps the class is ahead, and r catches up. - reads standard input.\n"
		  "  --trace   print each row as it arrives, without a screen. The whole output and\n"
		  "            the exit status are those of `run --trace`; the status is also 1 if\n"
		  "            the instructor takes back a row that was already printed\n"
		  "  --why     with --trace=text: cite the rule behind each event\n"
		  "  --plain   the same as --trace=text\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep follow /srv/class.tcpstep\n"
		  "  ssh host tail -n +1 -F /srv/class.tcpstep | tcpstep follow -\n",
		  "사용법: tcpstep follow [--trace=text|tsv] [--why] 파일|-\n"
		  "\n"
		  "tcpstep teach가 쓰는 기록을 한 단계씩 따라갑니다. 되돌리거나 다른 것을 해 보면\n"
		  "그 자리에 머물고, 맨 윗줄에 수업보다 몇 단계 뒤처졌는지 보여 주며, r을 누르면\n"
		  "수업으로 돌아옵니다. -는 표준 입력입니다.\n"
		  "  --trace   화면 없이 한 줄씩 바로 출력합니다. 끝나면 run --trace와 출력도 종료\n"
		  "            상태도 같습니다. 이미 출력한 단계를 강사가 되돌리면 1입니다.\n"
		  "  --why     --trace=text에서 일어난 일마다 근거 규칙을 보여 줍니다\n"
		  "  --plain   --trace=text와 같습니다\n"
		  "\n"
		  "예:\n"
		  "  tcpstep follow /srv/class.tcpstep\n"
		  "  ssh host tail -n +1 -F /srv/class.tcpstep | tcpstep follow -\n" },
	.options = OPTION_BIT(OPT_TRACE) | OPTION_BIT(OPT_WHY),
	.words = WORDS_FILE,
	.perform = perform,
};
