/* The row of `tcpstep replay`. */
#include "cli/cli.h"
#include "ui/plain/plain.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);

	if (o->words_used != 1)
		return cli_usage(o, DIAG_NAME_FILE, "replay", "");
	return cmd_plain(o) ? plain_replay(&app, o->words[0]) : app_replay(&app, o->words[0]);
}

const struct cli_command cmd_replay = {
	.name = "replay",
	.usage = { "FILE", "파일" },
	.about = { "play a script on the screen", "스크립트를 화면에서 자동 재생" },
	.help = { "usage: tcpstep replay FILE\n"
		  "\n"
		  "Plays a script on the screen automatically; p pauses.\n"
		  "\n"
		  "example: tcpstep replay lessons/simultaneous-close.tcpstep\n",
		  "사용법: tcpstep replay 파일\n"
		  "\n"
		  "스크립트를 화면에서 자동으로 재생합니다. p를 누르면 멈춥니다.\n"
		  "\n"
		  "예: tcpstep replay lessons/simultaneous-close.tcpstep\n" },
	.words = WORDS_FILE,
	.perform = perform,
};
