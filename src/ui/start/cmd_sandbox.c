/* The row of `tcpstep sandbox`. */
#include "cli/cli.h"
#include "ui/app/app_core.h"
#include "ui/plain/plain.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

/* Returns false after printing what is wrong with the first --set that is not valid. */
static bool sets_are_valid(const struct options *o)
{
	for (int i = 0; i < o->sets_used; i++) {
		struct diags errors = { 0 };
		struct script *s = app_sandbox_script(&o->sets[i], 1, &errors);
		bool valid = s;

		if (!valid) {
			errors.at[0].line = errors.at[0].column = 0;
			cli_usage_of(o, &errors.at[0]);
		}
		script_free(s);
		diags_free(&errors);
		if (!valid)
			return false;
	}
	return true;
}

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);

	app.begin = o->begin;
	app.sets = o->sets;
	app.sets_used = o->sets_used;
	if (o->words_used)
		return cli_usage(o, DIAG_NO_ARGUMENTS, "sandbox", "");
	if (!sets_are_valid(o))
		return EXIT_BAD;
	return cmd_plain(o) ? plain_sandbox(&app) : app_sandbox(&app);
}

const struct cli_command cmd_sandbox = {
	.name = "sandbox",
	.about = { "experiment with two hosts", "레슨 없이 두 호스트로 자유롭게 실험" },
	.help = { "usage: tcpstep sandbox [--begin NAME] [--set NAME=VALUE]…\n"
		  "\n"
		  "Starts with two hosts, both CLOSED. Make calls, lose segments, take steps back,\n"
		  "and save what you did as a script. The session is kept when you leave it and\n"
		  "offered the next time.\n"
		  "  --begin   start in a ready-made situation: closed (the default), connected,\n"
		  "            half-closed, time-wait (with a lost ACK), close-wait, two\n"
		  "            (connections); last: the session that was left\n"
		  "  --set     a setting of scripts (tcpstep profiles lists them)\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep sandbox --begin connected\n"
		  "  tcpstep sandbox --set profile=linux --set delay=10ms\n",
		  "사용법: tcpstep sandbox [--begin 이름] [--set 이름=값]…\n"
		  "\n"
		  "둘 다 CLOSED인 두 호스트로 시작합니다. 호출하고, 세그먼트를 유실시키고,\n"
		  "되돌리고, 한 일을 스크립트로 저장할 수 있습니다. 끝내면 세션이 남아, 다음에\n"
		  "이어서 할 수 있습니다.\n"
		  "  --begin   준비된 상황에서 시작합니다: closed(기본), connected, half-closed,\n"
		  "            time-wait(ACK 유실), close-wait, two(연결 두 개), last(지난번 세션)\n"
		  "  --set     스크립트의 설정(tcpstep profiles로 볼 수 있습니다)\n"
		  "\n"
		  "예:\n"
		  "  tcpstep sandbox --begin connected\n"
		  "  tcpstep sandbox --set profile=linux --set delay=10ms\n" },
	.options = OPTION_BIT(OPT_BEGIN) | OPTION_BIT(OPT_SET),
	.perform = perform,
};
