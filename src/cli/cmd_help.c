/* `tcpstep --help`, `tcpstep help COMMAND`, `tcpstep COMMAND --help`: print the
 * overview and the pages from the rows of the commands. */
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"

enum { ABOUT_COLUMN = 39 }; /* column of the overview where a command's description starts */

static const char *const title[LANG_COUNT] = {
	"tcpstep: step through the TCP state machine",
	"tcpstep: TCP 상태 기계를 한 단계씩 따라갑니다",
};

static const char *const usage[LANG_COUNT] = { "usage: ", "사용법: " };

/* The overview's first line: the words, and what happens without a command. */
static const char *const no_command[LANG_COUNT][2] = {
	{ "[OPTION…]", "show the menu of lessons" },
	{ "[옵션…]", "레슨 메뉴" },
};

static const char *const rest[LANG_COUNT] = {
	"\n"
	"options: --lang en|ko   --ascii   --color auto|always|never\n"
	"         --scheme " SCHEME_WORDS "   --no-animation   --no-mouse\n"
	"         --plain (line by line, for a screen reader or a pipe)   --speed STEPS\n"
	"         --lessons DIR (a course of one's own; also TCPSTEP_LESSONS)\n"
	"         --help (after a command: help on it)   --version\n"
	"\n"
	"examples:\n"
	"  tcpstep learn handshake\n"
	"  tcpstep run lessons/half-close.tcpstep\n"
	"  tcpstep run --trace=tsv - < mine.tcpstep\n"
	"  tcpstep path 'client CLOSING'\n"
	"\n"
	"Exit status: 0 success, 1 an expectation failed, 2 bad usage or input.\n",
	"\n"
	"옵션: --lang en|ko   --ascii   --color auto|always|never\n"
	"      --scheme " SCHEME_WORDS "   --no-animation   --no-mouse\n"
	"      --plain (화면 낭독기나 파이프를 위해 한 줄씩)   --speed 단계\n"
	"      --lessons 폴더 (자기 레슨을 먼저 씀. TCPSTEP_LESSONS도 같음)\n"
	"      --help (명령 뒤에 쓰면 그 명령의 도움말)   --version\n"
	"\n"
	"예:\n"
	"  tcpstep learn handshake\n"
	"  tcpstep run lessons/half-close.tcpstep\n"
	"  tcpstep run --trace=tsv - < mine.tcpstep\n"
	"  tcpstep path 'client CLOSING'\n"
	"\n"
	"종료 상태: 0 성공, 1 기대가 어긋남, 2 잘못된 사용법이나 입력.\n",
};

/* Prints one line of the overview: before, "tcpstep NAME WORDS", spaces, about. */
static void print_line(const char *before, const char *name, const char *words, const char *about)
{
	char array[200];
	struct text t = text_over(array, sizeof array);
	int pad;

	text_addf(&t, "%stcpstep %s%s%s", before, name, *name && *words ? " " : "", words);
	pad = ABOUT_COLUMN - (int)text_width(array);
	printf("%s%*s%s\n", array, pad > 0 ? pad : 2, "", about);
}

static void print_overview(const struct options *o)
{
	char indent[16];
	int width = (int)text_width(usage[o->lang]);

	snprintf(indent, sizeof indent, "%*s", width, "");
	printf("%s\n\n", title[o->lang]);
	print_line(usage[o->lang], "", no_command[o->lang][0], no_command[o->lang][1]);
	for (const struct cli_command *const *c = o->commands; *c; c++) {
		const char *words = (*c)->usage[o->lang];

		print_line(indent, (*c)->name, words ? words : "", (*c)->about[o->lang]);
	}
	fputs(rest[o->lang], stdout);
}

int cli_help(const struct options *o)
{
	/* `COMMAND --help` or `help COMMAND` */
	const char *name = o->help ? o->command : o->words_used ? o->words[0] : NULL;
	const struct cli_command *c = name ? cli_command_find(o, name) : NULL;

	if (name && !c)
		return EXIT_BAD;
	if (c)
		fputs(c->help[o->lang], stdout);
	else
		print_overview(o);
	return cli_finish(o, stdout, EXIT_OK);
}

const struct cli_command cmd_help = {
	.name = "help",
	.usage = { "[COMMAND]", "[명령]" },
	.about = { "print help on a command", "명령의 도움말과 예" },
	.help = { "usage: tcpstep help [COMMAND]\n"
		  "\n"
		  "Prints an overview of the commands, or help on one command, as does --help after\n"
		  "the command.\n"
		  "\n"
		  "example: tcpstep help run\n",
		  "사용법: tcpstep help [명령]\n"
		  "\n"
		  "모든 명령의 개요나 명령 하나의 도움말을 출력합니다. 명령 뒤의 --help와 같습니다.\n"
		  "\n"
		  "예: tcpstep help run\n" },
	.words = WORDS_COMMAND,
	.perform = cli_help,
};
