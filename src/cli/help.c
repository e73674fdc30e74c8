/* `--help`: what the program does, by examples. */
#include <string.h>

#include "cli/cli.h"

struct command_help {
	const char *name;
	const char *text[LANG_COUNT];
};

static const char *const overview[LANG_COUNT] = {
	"tcpstep: step through the TCP state machine\n"
	"\n"
	"usage: tcpstep [OPTION…]                  the menu of lessons\n"
	"       tcpstep learn [LESSON]             a lesson, by its name\n"
	"       tcpstep sandbox                    two hosts, and nothing set up\n"
	"       tcpstep replay FILE                a script on the screen, playing by itself\n"
	"       tcpstep run [OPTION…] FILE…        a script without a terminal: the exit status is the verdict\n"
	"       tcpstep check FILE…                is it valid, and does every expectation hold?\n"
	"       tcpstep profiles                   what profile rfc and profile linux do differently\n"
	"       tcpstep path [--from FILE] WHAT…   the shortest script that reaches it: 'client CLOSING'\n"
	"       tcpstep explore                    all that two ends can do over a wire that may lose a segment\n"
	"\n"
	"options: --lang en|ko   --ascii   --color auto|always|never   --scheme default|light|safe|mono\n"
	"         --no-animation   --no-mouse   --help   --version\n"
	"\n"
	"examples:\n"
	"  tcpstep learn handshake\n"
	"  tcpstep run lessons/half-close.tcpstep\n"
	"  tcpstep run --trace=tsv --why - < mine.tcpstep\n"
	"\n"
	"Exit status: 0 success, 1 an expectation failed, 2 bad usage or input.\n",
	"tcpstep: TCP 상태 기계를 한 단계씩 따라갑니다\n"
	"\n"
	"사용법: tcpstep [옵션…]                   레슨 메뉴\n"
	"        tcpstep learn [레슨]              이름으로 레슨 시작\n"
	"        tcpstep sandbox                   아무것도 준비되지 않은 두 호스트\n"
	"        tcpstep replay 파일               스크립트를 화면에서 자동 재생\n"
	"        tcpstep run [옵션…] 파일…         터미널 없이 실행합니다. 종료 상태가 판정입니다\n"
	"        tcpstep check 파일…               올바른 스크립트인지, 기대가 모두 맞는지 확인\n"
	"        tcpstep profiles                  rfc와 linux 프로필의 차이\n"
	"        tcpstep path [--from 파일] 조건…  조건에 이르는 가장 짧은 스크립트: 'client CLOSING'\n"
	"        tcpstep explore                   세그먼트를 잃을 수 있는 망에서 두 끝이 할 수 있는 모든 것\n"
	"\n"
	"옵션: --lang en|ko   --ascii   --color auto|always|never   --scheme default|light|safe|mono\n"
	"      --no-animation   --no-mouse   --help   --version\n"
	"\n"
	"예:\n"
	"  tcpstep learn handshake\n"
	"  tcpstep run lessons/half-close.tcpstep\n"
	"  tcpstep run --trace=tsv - < mine.tcpstep\n"
	"\n"
	"종료 상태: 0 성공, 1 기대가 어긋남, 2 잘못된 사용법이나 입력.\n",
};

static const struct command_help commands[] = {
	{ "run",
	  { "usage: tcpstep run [--trace=text|tsv] [--why] FILE…\n"
	    "\n"
	    "Runs each script without a terminal; - is standard input. Of a goal the solution is performed.\n"
	    "  --trace=text   a ladder for people (default)\n"
	    "  --trace=tsv    a table for programs: step time_ms kind actor client server segment detail\n"
	    "  --why          cite the rule behind each event (text)\n"
	    "\n"
	    "Exit status: 0 every expectation held; 1 one did not (FILE:LINE:COLUMN: expected …, found …);\n"
	    "2 a script is not valid or could not be read. Of several files, the highest.\n"
	    "\n"
	    "example: tcpstep run --trace=tsv lessons/*.tcpstep | cut -f5,6 | uniq\n",
	    "사용법: tcpstep run [--trace=text|tsv] [--why] 파일…\n"
	    "\n"
	    "터미널 없이 스크립트를 실행합니다. -는 표준 입력입니다. 목표(goal)는 풀이를 실행합니다.\n"
	    "  --trace=text   사람이 읽는 래더(기본)\n"
	    "  --trace=tsv    프로그램이 읽는 표: step time_ms kind actor client server segment detail\n"
	    "  --why          일어난 일마다 근거 규칙을 보입니다(text)\n"
	    "\n"
	    "종료 상태: 0 모든 기대가 맞음, 1 어긋난 기대가 있음, 2 스크립트가 잘못되었거나 읽을 수 없음.\n" } },
	{ "check",
	  { "usage: tcpstep check FILE…\n\nReads and runs each script silently; reports errors, expectations that fail, and "
	    "missing translations.\n",
	    "사용법: tcpstep check 파일…\n\n스크립트를 읽고 조용히 실행해 오류, 어긋난 기대, 빠진 번역을 알립니다.\n" } },
	{ "learn",
	  { "usage: tcpstep learn [LESSON]\n\nOpens a lesson by its name or file; without one, the menu.\n\n"
	    "example: tcpstep learn half-close --lang ko\n",
	    "사용법: tcpstep learn [레슨]\n\n이름이나 파일로 레슨을 엽니다. 없으면 메뉴를 보입니다.\n\n"
	    "예: tcpstep learn half-close --lang ko\n" } },
	{ "sandbox",
	  { "usage: tcpstep sandbox\n\nTwo hosts, both CLOSED: make the calls, lose the segments, save it as a script.\n",
	    "사용법: tcpstep sandbox\n\n둘 다 CLOSED인 두 호스트입니다. 호출하고, 잃어버리고, 스크립트로 저장하십시오.\n" } },
	{ "replay",
	  { "usage: tcpstep replay FILE\n\nPlays a script on the screen; p pauses.\n",
	    "사용법: tcpstep replay 파일\n\n스크립트를 화면에서 재생합니다. p를 누르면 멈춥니다.\n" } },
	{ "path",
	  { "usage: tcpstep path [--from FILE] PREDICATE…\n\nPrints the shortest script that makes every predicate hold (those of "
	    "`expect`), from scratch or from\nthe end of FILE. Exit status 1: unreachable within the bounds, which it says.\n\n"
	    "example: tcpstep path 'client CLOSING' 'server CLOSING'\n",
	    "사용법: tcpstep path [--from 파일] 조건…\n\n모든 조건(expect의 것)을 이루는 가장 짧은 스크립트를 보입니다.\n\n"
	    "예: tcpstep path 'client CLOSING' 'server CLOSING'\n" } },
	{ "explore",
	  { "usage: tcpstep explore [loss|copy|perfect] [reorder]\n\nVisits every state that two ends can be in when each opens, "
	    "closes and aborts at will; prints the bounds,\nthe states, the pairs. A broken invariant: exit status 1 and the shortest "
	    "script that breaks it.\n",
	    "사용법: tcpstep explore [loss|copy|perfect] [reorder]\n\n양 끝이 마음대로 열고 닫고 중단할 때 있을 수 있는 모든 상태를 "
	    "방문합니다.\n불변식이 깨지면 종료 상태 1과 그 가장 짧은 스크립트를 보입니다.\n" } },
	{ "profiles",
	  { "usage: tcpstep profiles\n\nPrints every named switch, its value in each profile, and its source.\n",
	    "사용법: tcpstep profiles\n\n이름 붙은 스위치마다 프로필별 값과 출처를 보입니다.\n" } },
};

void cli_help(FILE *out, const char *command, enum lang lang)
{
	for (size_t i = 0; command && i < sizeof commands / sizeof *commands; i++)
		if (strcmp(command, commands[i].name) == 0) {
			fputs(commands[i].text[lang], out);
			return;
		}
	fputs(overview[lang], out);
}
