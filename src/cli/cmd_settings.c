/* `tcpstep settings`: prints each setting of the user configuration, its value, and
 * where the value comes from. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"
#include "cli/user_config.h"

static const char *const what[OPT_COMMON][LANG_COUNT] = {
	[OPT_LANG] = { "the language; by default that of the locale", "언어. 기본값은 로캘을 따릅니다" },
	[OPT_ASCII] = { "draw with ASCII characters only", "ASCII 문자로만 그립니다" },
	[OPT_COLOR] = { "whether output and screen use colours", "출력과 화면의 색" },
	[OPT_SCHEME] = { "the colour scheme of the screen", "화면의 색 구성" },
	[OPT_ANIMATION] = { "segments move along the wire", "세그먼트가 선 위에서 움직입니다" },
	[OPT_MOUSE] = { "use the mouse to click and scroll", "마우스로 누르고 스크롤합니다" },
	[OPT_PLAIN] = { "line by line, without a screen", "화면 없이 한 줄씩 진행합니다" },
	[OPT_SPEED] = { "automatic play, in steps a minute", "자동 재생 속도(1분당 단계 수)" },
};

static const char *of_flag(const struct options *o, enum option_id id)
{
	bool on = id == OPT_ASCII       ? o->ascii
		  : id == OPT_ANIMATION ? o->animation
		  : id == OPT_MOUSE     ? o->mouse
					: o->plain;

	return on ? "on" : "off";
}

static const char *value_of(const struct options *o, enum option_id id, struct text *number)
{
	static const char *const colours[] = { "auto", "always", "never" };

	if (id == OPT_LANG)
		return lang_code(o->lang);
	if (id == OPT_COLOR)
		return colours[o->colour];
	if (id == OPT_SCHEME)
		return o->scheme ? o->scheme : "default";
	if (id != OPT_SPEED)
		return of_flag(o, id);
	text_addf(number, "%u", o->speed);
	return o->speed ? number->at : "-";
}

/* Prints where a value comes from: the option, the settings file and line, or the
 * default. */
static void print_source(const struct options *o, enum option_id id, const char *value)
{
	const struct user_config *s = o->settings;
	const struct option *option = &cli_options[id];
	char opposite[OPTION_NAME_MAX];

	if (o->seen >> id & 1) {
		bool undone = option_opposite(id, opposite) && strcmp(value, option->setting_off) != 0;

		puts(undone ? opposite : option->name);
	} else if (s->lines[id]) {
		cli_column(s->path, 0);
		printf(":%u\n", s->lines[id]);
	} else {
		puts(o->lang == LANG_KO ? "기본값" : "default");
	}
}

static void print_path(const struct user_config *s, bool ko)
{
	fputs(ko ? "설정 파일: " : "settings file: ", stdout);
	if (s->path)
		cli_column(s->path, 0);
	else
		fputs(ko ? "HOME과 XDG_CONFIG_HOME이 모두 폴더가 아니어서 없음"
			 : "none: neither XDG_CONFIG_HOME nor HOME names a folder",
		      stdout);
	puts(!s->path || s->text ? "" : ko ? " (아직 없음)" : " (does not exist yet)");
}

static int settings(const struct options *o)
{
	bool ko = o->lang == LANG_KO;

	if (o->words_used)
		return cli_usage(o, DIAG_NO_ARGUMENTS, "settings", "");
	print_path(o->settings, ko);
	putchar('\n');
	cli_column(ko ? "이름" : "NAME", 10);
	putchar(' ');
	cli_column(ko ? "값" : "VALUE", 8);
	putchar(' ');
	cli_column(ko ? "가능한 값" : "TAKES", 24);
	putchar(' ');
	puts(ko ? "출처" : "FROM");
	for (int i = 0; i < OPT_COMMON; i++) {
		enum option_id id = (enum option_id)i;
		char number[16];
		struct text t = text_over(number, sizeof number);
		const char *value;

		if (!cli_options[i].setting)
			continue;
		value = value_of(o, id, &t);
		cli_column(cli_options[i].setting, 10);
		putchar(' ');
		cli_column(value, 8);
		putchar(' ');
		cli_column(user_config_accepted(id), 24);
		putchar(' ');
		print_source(o, id, value);
		printf("           %s\n", what[i][o->lang]);
	}
	return cli_finish(o, stdout, EXIT_OK);
}

const struct cli_command cmd_settings = {
	.name = "settings",
	.about = { "show each setting and its source", "설정의 값과 출처" },
	.help = { "usage: tcpstep settings\n"
		  "\n"
		  "Prints the path of the settings file ($XDG_CONFIG_HOME/tcpstep/config, else\n"
		  "~/.config/tcpstep/config) and each setting: its value, the values it takes, and\n"
		  "where the value comes from (the default, a line of the file, an option).\n"
		  "A line of the file is name = value; # starts a comment. Options override the\n"
		  "file: --no-ascii, --no-plain, --animation and --mouse are there for its flags.\n"
		  "\n"
		  "example: tcpstep settings --lang ko\n",
		  "사용법: tcpstep settings\n"
		  "\n"
		  "설정마다 값, 가능한 값, 출처(기본값, 설정 파일의 줄, 옵션)를 보여 주고 파일의\n"
		  "위치를 알립니다. 위치는 $XDG_CONFIG_HOME/tcpstep/config이고, 변수가 없으면\n"
		  "~/.config/tcpstep/config입니다. 파일의 한 줄은 이름 = 값이고 #부터는 주석입니다.\n"
		  "옵션이 파일보다 앞섭니다. 파일에서 켠 것은 --no-ascii, --no-plain으로 끄고, 끈\n"
		  "것은 --animation, --mouse로 켭니다.\n"
		  "\n"
		  "예: tcpstep settings --lang ko\n" },
	.perform = settings,
};
