/* The row of `tcpstep learn`. */
#include <string.h>

#include "cli/cli.h"
#include "ui/plain/plain.h"
#include "ui/start/cmd_options.h"
#include "ui/start/entries.h"

static int learn_capture(const struct options *o, const struct app_options *app)
{
	if (cmd_plain(o))
		return plain_capture(app, o->capture);
	return strcmp(o->capture, "-") == 0 ? app_watch(app) : app_capture(app, o->capture);
}

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);
	const char *lesson = o->words_used ? o->words[0] : NULL;

	if (o->capture && o->words_used > 0)
		return cli_usage(o, DIAG_LEARN_ONE, "", "");
	if (o->capture)
		return learn_capture(o, &app);
	if (o->words_used > 1)
		return cli_usage(o, DIAG_LEARN_ONE, "", "");
	if (lesson)
		app.file = cmd_lesson_file(lesson);
	return cmd_plain(o) ? plain_learn(&app, lesson) : app_learn(&app, lesson);
}

const struct cli_command cmd_learn = {
	.name = "learn",
	.usage = { "[LESSON|--capture CAPTURE]", "[레슨|--capture 캡처]" },
	.about = { "open a lesson by its name", "이름으로 레슨 시작" },
	.options = OPTION_BIT(OPT_CAPTURE),
	.help = { "usage: tcpstep learn [LESSON]\n"
		  "       tcpstep learn --capture CAPTURE\n"
		  "\n"
		  "Opens a lesson by its name or file. Without one, shows the menu.\n"
		  "  --capture CAPTURE  open a capture (pcap or pcapng) as a session to step through;\n"
		  "                     - shows one that comes on standard input, packet by packet\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep learn half-close --lang ko\n"
		  "  tcpstep learn --capture trace.pcap\n"
		  "  tcpdump -i lo -U -w - tcp port 8080 | tcpstep learn --capture -\n",
		  "사용법: tcpstep learn [레슨]\n"
		  "        tcpstep learn --capture 캡처\n"
		  "\n"
		  "이름이나 파일로 레슨을 엽니다. 없으면 메뉴를 보여 줍니다.\n"
		  "\n"
		  "  --capture 캡처  캡처(pcap이나 pcapng)를 한 단계씩 따라갈 세션으로 엽니다.\n"
		  "                  -는 표준 입력으로 오는 캡처를 패킷이 오는 대로 보여 줍니다\n"
		  "\n"
		  "예:\n"
		  "  tcpstep learn half-close --lang ko\n"
		  "  tcpstep learn --capture trace.pcap\n"
		  "  tcpdump -i lo -U -w - tcp port 8080 | tcpstep learn --capture -\n" },
	.words = WORDS_LESSON,
	.perform = perform,
};
