/* The row of `tcpstep learn`. */
#include <string.h>

#include "capture/strace.h"
#include "cli/cli.h"
#include "cli/kernel.h"
#include "ui/plain/plain.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

static int open_capture(const struct options *o, const struct app_options *app)
{
	if (cmd_plain(o))
		return plain_capture(app, o->capture);
	return strcmp(o->capture, "-") == 0 ? app_watch(app) : app_capture(app, o->capture);
}

static int learn_capture(const struct options *o, struct app_options *app)
{
	bool ok;
	struct strace *calls = cli_read_calls(o, &ok);
	int status = EXIT_BAD;

	app->calls = calls;
	if (ok)
		status = open_capture(o, app);
	strace_free(calls);
	return status;
}

static int learn(const struct options *o, const struct app_options *app, const char *lesson)
{
	return cmd_plain(o) ? plain_learn(app, lesson) : app_learn(app, lesson);
}

/* Opens a lesson that two kernels perform, too. */
static int learn_kernel(const struct options *o, struct app_options *app, const char *lesson)
{
	struct compared_feed feed;
	int status = kernel_beside_start(o, lesson, &feed);

	if (status != EXIT_OK)
		return status;
	app->kernel = &feed;
	status = learn(o, app, lesson);
	kernel_beside_stop();
	return status;
}

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);
	const char *lesson = o->words_used ? o->words[0] : NULL;

	if (o->capture && (o->words_used > 0 || o->kernel))
		return cli_usage(o, DIAG_LEARN_ONE, "", "");
	if (o->kernel && !lesson)
		return cli_usage(o, DIAG_NAME_LESSON, "learn --kernel", "");
	if (o->calls_used > 0 && !o->capture)
		return cli_usage(o, DIAG_LEARN_CALLS, "", "");
	if (o->capture)
		return learn_capture(o, &app);
	if (o->words_used > 1)
		return cli_usage(o, DIAG_LEARN_ONE, "", "");
	if (lesson)
		app.file = cmd_lesson_file(lesson);
	return o->kernel ? learn_kernel(o, &app, lesson) : learn(o, &app, lesson);
}

const struct cli_command cmd_learn = {
	.name = "learn",
	.usage = { "[[--kernel] LESSON|--capture CAPTURE [--calls FILE]…]",
		   "[[--kernel] 레슨|--capture 캡처 [--calls 파일]…]" },
	.about = { "open a lesson by its name", "이름으로 레슨 시작" },
	.options = OPTION_BIT(OPT_CAPTURE) | OPTION_BIT(OPT_CALLS) | OPTION_BIT(OPT_KERNEL) | OPTION_BIT(OPT_MAX_WAIT) |
		   OPTION_BIT(OPT_ALL),
	.help = { "usage: tcpstep learn [LESSON]\n"
		  "       tcpstep learn --kernel [--max-wait TIME | --all] LESSON\n"
		  "       tcpstep learn --capture CAPTURE [--calls FILE]…\n"
		  "\n"
		  "Opens a lesson by its name or file. Without one, shows the menu.\n"
		  "  --kernel           two Linux kernels of this machine perform the lesson, too: each\n"
		  "                     diagram has its kernel's state, and K shows what differs and\n"
		  "                     the rule that each side follows. What it needs, --max-wait and\n"
		  "                     --all: `tcpstep kernel --help`\n"
		  "  --capture CAPTURE  open a capture (pcap or pcapng) as a session to step through;\n"
		  "                     - shows one that comes on standard input, packet by packet\n"
		  "  --calls FILE       the programs' own calls in place of inferred ones, from the output of\n"
		  "                     strace -f -ttt -e trace=network,close,read,write; one FILE a program\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep learn half-close --lang ko\n"
		  "  tcpstep learn --kernel four-way-close\n"
		  "  tcpstep learn --capture trace.pcap\n"
		  "  tcpdump -i lo -U -w - tcp port 8080 | tcpstep learn --capture -\n",
		  "사용법: tcpstep learn [레슨]\n"
		  "        tcpstep learn --kernel [--max-wait 시간 | --all] 레슨\n"
		  "        tcpstep learn --capture 캡처 [--calls 파일]…\n"
		  "\n"
		  "이름이나 파일로 레슨을 엽니다. 없으면 메뉴를 보여 줍니다.\n"
		  "\n"
		  "  --kernel        이 컴퓨터의 Linux 커널 둘이 레슨을 함께 수행합니다. 다이어그램마다\n"
		  "                  커널의 상태가 나오고, K를 누르면 다른 점과 양쪽이 따르는 규칙을\n"
		  "                  보여 줍니다. 필요한 것과 --max-wait, --all: `tcpstep kernel --help`\n"
		  "  --capture 캡처  캡처(pcap이나 pcapng)를 한 단계씩 따라갈 세션으로 엽니다.\n"
		  "                  -는 표준 입력으로 오는 캡처를 패킷이 오는 대로 보여 줍니다\n"
		  "  --calls 파일    호출을 추정하지 않고 다음 출력에서 읽습니다(프로그램마다 파일 하나).\n"
		  "                  strace -f -ttt -e trace=network,close,read,write\n"
		  "\n"
		  "예:\n"
		  "  tcpstep learn half-close --lang ko\n"
		  "  tcpstep learn --kernel four-way-close\n"
		  "  tcpstep learn --capture trace.pcap\n"
		  "  tcpdump -i lo -U -w - tcp port 8080 | tcpstep learn --capture -\n" },
	.words = WORDS_LESSON,
	.perform = perform,
};
