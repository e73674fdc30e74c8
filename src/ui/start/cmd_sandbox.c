/* The row of `tcpstep sandbox`. */
#include "cli/cli.h"
#include "ui/plain/plain.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);

	app.begin = o->begin;
	if (o->words_used)
		return cli_usage(o, DIAG_NO_ARGUMENTS, "sandbox", "");
	return cmd_plain(o) ? plain_sandbox(&app) : app_sandbox(&app);
}

const struct cli_command cmd_sandbox = {
	.name = "sandbox",
	.about = { "experiment with two hosts", "레슨 없이 두 호스트로 자유롭게 실험" },
	.help = { "usage: tcpstep sandbox [--begin NAME]\n"
		  "\n"
		  "Starts with two hosts, both CLOSED. Make calls, lose segments, take steps back,\n"
		  "and save what you did as a script. The session is kept when you leave it and\n"
		  "offered the next time.\n"
		  "  --begin   start in a ready-made situation: closed (the default), connected,\n"
		  "            half-closed, time-wait (with a lost ACK), close-wait, two\n"
		  "            (connections); last: the session that was left\n"
		  "\n"
		  "example: tcpstep sandbox --begin connected\n",
		  "사용법: tcpstep sandbox [--begin 이름]\n"
		  "\n"
		  "둘 다 CLOSED인 두 호스트로 시작합니다. 호출하고, 세그먼트를 유실시키고,\n"
		  "되돌리고, 한 일을 스크립트로 저장할 수 있습니다. 끝내면 세션이 남아, 다음에\n"
		  "이어서 할 수 있습니다.\n"
		  "  --begin   준비된 상황에서 시작합니다: closed(기본), connected, half-closed,\n"
		  "            time-wait(ACK 유실), close-wait, two(연결 두 개), last(지난번 세션)\n"
		  "\n"
		  "예: tcpstep sandbox --begin connected\n" },
	.options = OPTION_BIT(OPT_BEGIN),
	.perform = perform,
};
