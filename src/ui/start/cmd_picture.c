/* The row of `tcpstep picture`. */
#include "cli/cli.h"
#include "lesson/script.h"
#include "ui/app/app.h"
#include "ui/export/picture.h"
#include "ui/start/cmd_options.h"

static int perform(const struct options *o)
{
	struct app_options app = cmd_app_options(o);
	struct script *script;
	int status = EXIT_BAD;

	if (o->words_used != 1)
		return cli_usage(o, DIAG_NAME_FILE, "picture", "");
	if (!cli_at_is_step(o))
		return EXIT_BAD;
	script = cli_script_open(o, o->words[0]);
	if (script)
		status = picture_make(&app, script, o->at, o->at_of, o->w, o->h, o->output);
	script_free(script);
	return status;
}

const struct cli_command cmd_picture = {
	.name = "picture",
	.usage = { "FILE -o OUT.svg", "파일 -o 그림.svg" },
	.about = { "draw the screen at a step as SVG", "어느 단계의 화면을 SVG로 그리기" },
	.help = { "usage: tcpstep picture FILE [--at STEP] [--size COLSxROWS] [-o OUT.svg]\n"
		  "\n"
		  "Draws the screen after a step of the script (a file or a lesson's name) as an SVG, to a file or to standard\n"
		  "output, by default after the last. --at 24/28 takes the step as the top of the\n"
		  "screen counts it, --at 50 as `run --trace=tsv` does. The default size is 80x24.\n"
		  "--lang, --ascii and --scheme apply.\n"
		  "\n"
		  "example: tcpstep picture lessons/half-close.tcpstep --at 15/30 --size 120x40 -o half.svg\n",
		  "사용법: tcpstep picture 파일 [--at 단계] [--size 열x행] [-o 그림.svg]\n"
		  "\n"
		  "스크립트(파일이나 레슨 이름)의 어느 단계 뒤의 화면을 SVG로 그립니다. --at 24/28은 화면 맨 위에\n"
		  "나오는 단계이고, --at 50은 run --trace=tsv처럼 센 단계입니다. 지정하지\n"
		  "않으면 마지막 단계입니다. 크기의 기본값은 80x24이고, 파일이나\n"
		  "표준 출력으로 내보냅니다. --lang, --ascii, --scheme도 쓸 수 있습니다.\n"
		  "\n"
		  "예: tcpstep picture lessons/half-close.tcpstep --at 15/30 --size 120x40 -o half.svg\n" },
	.options = OPTION_BIT(OPT_AT) | OPTION_BIT(OPT_SIZE) | OPTION_BIT(OPT_OUTPUT),
	.words = WORDS_LESSON,
	.perform = perform,
};
