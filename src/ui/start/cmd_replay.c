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
	app.once = o->once;
	return cmd_plain(o) ? plain_replay(&app, o->words[0]) : app_replay(&app, o->words[0]);
}

const struct cli_command cmd_replay = {
	.name = "replay",
	.usage = { "FILE", "파일" },
	.about = { "play a script on the screen", "스크립트를 화면에서 자동 재생" },
	.help = { "usage: tcpstep replay [--once] FILE\n"
		  "\n"
		  "Plays a script on the screen automatically; p pauses.\n"
		  "  --once   end the program after the last step, for a recording of the terminal\n"
		  "\n"
		  "example: tcpstep replay lessons/simultaneous-close.tcpstep\n",
		  "사용법: tcpstep replay [--once] 파일\n"
		  "\n"
		  "스크립트를 화면에서 자동으로 재생합니다. p를 누르면 멈춥니다.\n"
		  "  --once   마지막 단계가 끝나면 프로그램도 끝냅니다(터미널을 녹화할 때)\n"
		  "\n"
		  "예: tcpstep replay lessons/simultaneous-close.tcpstep\n" },
	.options = OPTION_BIT(OPT_ONCE),
	.words = WORDS_FILE,
	.perform = perform,
};
