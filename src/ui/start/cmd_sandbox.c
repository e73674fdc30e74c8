/* The row of `tcpstep sandbox`. */
#include "cli/cli.h"
#include "ui/plain/plain.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);

	if (o->words_used)
		return cli_usage(o, DIAG_NO_ARGUMENTS, "sandbox", "");
	return cmd_plain(o) ? plain_sandbox(&app) : app_sandbox(&app);
}

const struct cli_command cmd_sandbox = {
	.name = "sandbox",
	.about = { "experiment with two hosts", "아무것도 준비되지 않은 두 호스트" },
	.help = { "usage: tcpstep sandbox\n"
		  "\n"
		  "Starts with two hosts, both CLOSED. Make calls, lose segments, take steps back,\n"
		  "and save what you did as a script.\n"
		  "\n"
		  "example: tcpstep sandbox --scheme light\n",
		  "사용법: tcpstep sandbox\n"
		  "\n"
		  "둘 다 CLOSED인 두 호스트입니다. 호출하고, 세그먼트를 잃어버리고, 되돌리고,\n"
		  "스크립트로 저장할 수 있습니다.\n"
		  "\n"
		  "예: tcpstep sandbox --scheme light\n" },
	.perform = perform,
};
