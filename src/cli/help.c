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
	"usage: tcpstep [OPTION…]               the menu of lessons\n"
	"       tcpstep learn [LESSON]          a lesson, by its name\n"
	"       tcpstep sandbox                 two hosts, and nothing set up\n"
	"       tcpstep replay FILE             a script on the screen, playing by itself\n"
	"       tcpstep teach LESSON            a lesson before a class, recorded\n"
	"       tcpstep follow FILE|-           a class, on each student's own terminal\n"
	"       tcpstep notes [FILE]            what the instructor sees beside it\n"
	"       tcpstep run [OPTION…] FILE…     a script without a terminal\n"
	"       tcpstep check FILE…             is it valid, do its expectations hold?\n"
	"       tcpstep profiles                where profiles rfc and linux differ\n"
	"       tcpstep path [--from FILE] WHAT…  the shortest script that gets there\n"
	"       tcpstep explore                 all that two ends can do\n"
	"       tcpstep picture FILE -o OUT.svg the screen at a moment, as a picture\n"
	"       tcpstep quiz                    questions from random situations\n"
	"       tcpstep lessons                 the lessons, and which are finished\n"
	"       tcpstep progress [reset]        what you have done so far\n"
	"       tcpstep settings                each setting, and where it comes from\n"
	"       tcpstep completion SHELL        a script for bash, zsh or fish\n"
	"\n"
	"options: --lang en|ko   --ascii   --color auto|always|never\n"
	"         --scheme default|light|safe|mono   --no-animation   --no-mouse\n"
	"         --plain (line by line, for a screen reader or a pipe)   --speed STEPS\n"
	"         --help (after a command: of that command)   --version\n"
	"\n"
	"examples:\n"
	"  tcpstep learn handshake\n"
	"  tcpstep run lessons/half-close.tcpstep\n"
	"  tcpstep run --trace=tsv - < mine.tcpstep\n"
	"  tcpstep path 'client CLOSING'\n"
	"\n"
	"Exit status: 0 success, 1 an expectation failed, 2 bad usage or input.\n",
	"tcpstep: TCP 상태 기계를 한 단계씩 따라갑니다\n"
	"\n"
	"사용법: tcpstep [옵션…]                레슨 메뉴\n"
	"        tcpstep learn [레슨]           이름으로 레슨 시작\n"
	"        tcpstep sandbox                아무것도 준비되지 않은 두 호스트\n"
	"        tcpstep replay 파일            스크립트를 화면에서 자동 재생\n"
	"        tcpstep teach 레슨             수업에서 보이며 기록하는 레슨\n"
	"        tcpstep follow 파일|-          학생의 터미널에서 따라가는 수업\n"
	"        tcpstep notes [파일]           강사만 보는 노트\n"
	"        tcpstep run [옵션…] 파일…      터미널 없이 스크립트 실행\n"
	"        tcpstep check 파일…            올바른지, 기대가 모두 맞는지 확인\n"
	"        tcpstep profiles               rfc와 linux 프로필의 차이\n"
	"        tcpstep path [--from 파일] 조건…  조건에 이르는 가장 짧은 스크립트\n"
	"        tcpstep explore                두 끝이 할 수 있는 모든 것\n"
	"        tcpstep picture 파일 -o 그림.svg  어느 순간의 화면을 그림으로\n"
	"        tcpstep quiz                   무작위 상황에서 내는 문제\n"
	"        tcpstep lessons                레슨 목록과 완료 여부\n"
	"        tcpstep progress [reset]       지금까지의 학습 기록\n"
	"        tcpstep settings               설정의 값과 출처\n"
	"        tcpstep completion 셸          bash, zsh, fish용 자동 완성 스크립트\n"
	"\n"
	"옵션: --lang en|ko   --ascii   --color auto|always|never\n"
	"      --scheme default|light|safe|mono   --no-animation   --no-mouse\n"
	"      --plain (화면 낭독기나 파이프를 위해 한 줄씩)   --speed 단계\n"
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

static const struct command_help commands[] = {
	{ "run",
	  { "usage: tcpstep run [--trace=text|tsv] [--why] FILE…\n"
	    "\n"
	    "Runs each script without a terminal; - is standard input. Of a goal the\n"
	    "solution is performed.\n"
	    "  --trace=text   a ladder for people (default)\n"
	    "  --trace=tsv    a table for programs, its columns:\n"
	    "                 step time_ms kind actor client server segment detail\n"
	    "  --why          cite the rule behind each event (text)\n"
	    "\n"
	    "Exit status 0: every expectation held. 1: one did not; standard error says\n"
	    "FILE:LINE:COLUMN: expected …, found …. 2: a script is not valid, or could not\n"
	    "be read. Of several files, the highest.\n"
	    "\n"
	    "examples:\n"
	    "  tcpstep run --why lessons/time-wait.tcpstep\n"
	    "  tcpstep run --trace=tsv lessons/*.tcpstep | cut -f5,6 | uniq\n",
	    "사용법: tcpstep run [--trace=text|tsv] [--why] 파일…\n"
	    "\n"
	    "터미널 없이 스크립트를 실행합니다. -는 표준 입력입니다. 목표(goal)에서는\n"
	    "풀이를 실행합니다.\n"
	    "  --trace=text   사람이 읽는 래더(기본)\n"
	    "  --trace=tsv    프로그램이 읽는 표. 열은 다음과 같습니다\n"
	    "                 step time_ms kind actor client server segment detail\n"
	    "  --why          일어난 일마다 근거 규칙을 보입니다(text)\n"
	    "\n"
	    "종료 상태 0: 모든 기대가 맞음. 1: 어긋난 기대가 있음. 표준 오류에\n"
	    "파일:줄:열: expected …, found …로 알립니다. 2: 스크립트가 잘못되었거나\n"
	    "읽을 수 없음. 파일이 여럿이면 가장 큰 값입니다.\n"
	    "\n"
	    "예:\n"
	    "  tcpstep run --why lessons/time-wait.tcpstep\n"
	    "  tcpstep run --trace=tsv lessons/*.tcpstep | cut -f5,6 | uniq\n" } },
	{ "check",
	  { "usage: tcpstep check FILE…\n"
	    "\n"
	    "Reads and runs each script. Prints a line for each good one; reports errors,\n"
	    "expectations that fail, and languages missing here but not elsewhere in it.\n"
	    "Exit status as that of `run`.\n"
	    "\n"
	    "example: tcpstep check lessons/*.tcpstep\n",
	    "사용법: tcpstep check 파일…\n"
	    "\n"
	    "스크립트를 읽고 실행합니다. 올바르면 한 줄로, 아니면 오류와 어긋난 기대, 빠진\n"
	    "번역을 알립니다.\n"
	    "종료 상태는 run과 같습니다.\n"
	    "\n"
	    "예: tcpstep check lessons/*.tcpstep\n" } },
	{ "learn",
	  { "usage: tcpstep learn [LESSON]\n"
	    "\n"
	    "Opens a lesson by its name or file; without one, the menu.\n"
	    "\n"
	    "example: tcpstep learn half-close --lang ko\n",
	    "사용법: tcpstep learn [레슨]\n"
	    "\n"
	    "이름이나 파일로 레슨을 엽니다. 없으면 메뉴를 보입니다.\n"
	    "\n"
	    "예: tcpstep learn half-close --lang ko\n" } },
	{ "sandbox",
	  { "usage: tcpstep sandbox\n"
	    "\n"
	    "Two hosts, both CLOSED: make the calls, lose the segments, take it back, save\n"
	    "it as a script.\n"
	    "\n"
	    "example: tcpstep sandbox --scheme light\n",
	    "사용법: tcpstep sandbox\n"
	    "\n"
	    "둘 다 CLOSED인 두 호스트입니다. 호출하고, 세그먼트를 잃어버리고, 되돌리고,\n"
	    "스크립트로 저장할 수 있습니다.\n"
	    "\n"
	    "예: tcpstep sandbox --scheme light\n" } },
	{ "replay",
	  { "usage: tcpstep replay FILE\n"
	    "\n"
	    "Plays a script on the screen; p pauses.\n"
	    "\n"
	    "example: tcpstep replay lessons/simultaneous-close.tcpstep\n",
	    "사용법: tcpstep replay 파일\n"
	    "\n"
	    "스크립트를 화면에서 재생합니다. p를 누르면 멈춥니다.\n"
	    "\n"
	    "예: tcpstep replay lessons/simultaneous-close.tcpstep\n" } },
	{ "teach",
	  { "usage: tcpstep teach LESSON [-o FILE]\n"
	    "\n"
	    "A lesson, by its name or file, for the projector: what is stepped through is\n"
	    "recorded in FILE as it happens, detours too; what is taken back leaves it. Each\n"
	    "student's `tcpstep follow FILE` shows the same, `tcpstep notes` what to say.\n"
	    "`:go N` jumps to step N, r ends a detour. Afterwards FILE is a lesson to replay.\n"
	    "  -o FILE   default: teach.tcpstep beside the progress file, which nobody else\n"
	    "            can read; an earlier recording is kept as FILE.before\n"
	    "\n"
	    "example: tcpstep teach half-close -o /srv/class.tcpstep\n",
	    "사용법: tcpstep teach 레슨 [-o 파일]\n"
	    "\n"
	    "이름이나 파일로 연 레슨을 프로젝터에 띄웁니다. 진행한 단계는 우회까지 바로\n"
	    "파일에 기록하고, 되돌린 단계는 기록에서 뺍니다. 학생은 tcpstep follow 파일로\n"
	    "같은 화면을 보고, 강사는 tcpstep notes로 할 말을 봅니다. :go N은 N단계로 가고\n"
	    "r은 우회를 끝냅니다. 수업이 끝나면 파일은 다시 재생할 수 있는 레슨이 됩니다.\n"
	    "  -o 파일   기본은 진도 파일 옆의 teach.tcpstep이며 다른 사용자는 읽을 수\n"
	    "            없습니다. 이전 기록은 파일.before로 남깁니다\n"
	    "\n"
	    "예: tcpstep teach half-close -o /srv/class.tcpstep\n" } },
	{ "follow",
	  { "usage: tcpstep follow [--trace=text|tsv] FILE|-\n"
	    "\n"
	    "Follows the recording that `tcpstep teach` writes, step by step as they come.\n"
	    "Who steps back or tries something else stays there; the header says how many\n"
	    "steps the class is ahead, and r catches up. - reads it from a pipe.\n"
	    "  --trace   without a screen: prints each row as it comes; in the end the same\n"
	    "            as `run --trace`, with its exit status. 1 too if what was printed\n"
	    "            is taken back.\n"
	    "\n"
	    "examples:\n"
	    "  tcpstep follow /srv/class.tcpstep\n"
	    "  ssh host tail -n +1 -F /srv/class.tcpstep | tcpstep follow -\n",
	    "사용법: tcpstep follow [--trace=text|tsv] 파일|-\n"
	    "\n"
	    "tcpstep teach가 쓰는 기록을 한 단계씩 따라갑니다. 되돌리거나 다른 것을 해 보면\n"
	    "그 자리에 머물고, 맨 윗줄에 수업보다 몇 단계 뒤인지 보이며, r을 누르면 수업으로\n"
	    "돌아옵니다. -는 파이프에서 읽습니다.\n"
	    "  --trace   화면 없이 한 줄씩 바로 출력합니다. 끝나면 run --trace와 출력도 종료\n"
	    "            상태도 같습니다. 이미 출력한 단계를 강사가 되돌리면 1입니다.\n"
	    "\n"
	    "예:\n"
	    "  tcpstep follow /srv/class.tcpstep\n"
	    "  ssh host tail -n +1 -F /srv/class.tcpstep | tcpstep follow -\n" } },
	{ "notes",
	  { "usage: tcpstep notes [FILE [LESSON-FILE]]\n"
	    "\n"
	    "The instructor's second terminal: follows the recording FILE (default: that of\n"
	    "`tcpstep teach` without -o) and shows the notes of this step, the answer of the\n"
	    "question that stands, the next steps, the time. The lesson is found by the\n"
	    "recording's id, unless its file is named. --plain prints it as lines.\n"
	    "\n"
	    "example: tcpstep notes /srv/class.tcpstep\n",
	    "사용법: tcpstep notes [파일 [레슨 파일]]\n"
	    "\n"
	    "강사의 두 번째 터미널입니다. 기록 파일(기본은 -o 없이 쓴 tcpstep teach의 기록)을\n"
	    "따라가며 이 단계의 노트, 지금 던진 질문의 정답, 다음 단계, 시간을 보입니다.\n"
	    "레슨은 기록의 id로 찾으며 파일을 직접 지정할 수도 있습니다. --plain은 줄로\n"
	    "출력합니다.\n"
	    "\n"
	    "예: tcpstep notes /srv/class.tcpstep\n" } },
	{ "path",
	  { "usage: tcpstep path [--from FILE] PREDICATE…\n"
	    "\n"
	    "Prints the shortest script that makes every predicate hold (those of\n"
	    "`expect`), from scratch or from the end of FILE. Exit status 1: unreachable\n"
	    "within the bounds, which it says.\n"
	    "\n"
	    "example: tcpstep path 'client CLOSING' 'server CLOSING'\n",
	    "사용법: tcpstep path [--from 파일] 조건…\n"
	    "\n"
	    "모든 조건(expect의 것)을 이루는 가장 짧은 스크립트를 보입니다. 처음부터\n"
	    "찾거나 파일이 끝난 곳에서 찾습니다. 종료 상태 1: 정해진 범위에서는 이를 수\n"
	    "없음.\n"
	    "\n"
	    "예: tcpstep path 'client CLOSING' 'server CLOSING'\n" } },
	{ "quiz",
	  { "usage: tcpstep quiz [--seed N] [--count N]\n"
	    "\n"
	    "Asks questions, made from random situations, by profile rfc: which state comes\n"
	    "next, what is sent, what a call returns, which timer runs. Answer with the\n"
	    "choice's number; then it says what is right, and by which rule. What was wrong\n"
	    "comes again a few questions later. q leaves.\n"
	    "  --seed N    the same number gives the same questions (default 1)\n"
	    "  --count N   so many questions (default 10)\n"
	    "\n"
	    "Exit status 0, whatever the answers.\n"
	    "\n"
	    "example: tcpstep quiz --seed 7 --count 20\n",
	    "사용법: tcpstep quiz [--seed N] [--count N]\n"
	    "\n"
	    "무작위로 만든 상황에서 문제를 냅니다(rfc 프로필). 다음 상태, 보내는 세그먼트,\n"
	    "호출의 결과, 동작하는 타이머를 묻습니다. 번호로 답하면 정답과 근거 규칙을\n"
	    "보입니다. 틀린 문제는 몇 문제 뒤에 다시 나옵니다. q를 누르면 끝냅니다.\n"
	    "  --seed N    같은 수이면 같은 문제(기본 1)\n"
	    "  --count N   문제 수(기본 10)\n"
	    "\n"
	    "종료 상태는 답과 관계없이 0입니다.\n"
	    "\n"
	    "예: tcpstep quiz --seed 7 --count 20\n" } },
	{ "explore",
	  { "usage: tcpstep explore [loss|copy|perfect] [reorder]\n"
	    "\n"
	    "Visits every state that two ends can be in when each opens, closes and aborts\n"
	    "at will; prints the bounds, the states, the pairs. A broken invariant: exit\n"
	    "status 1 and the shortest script that breaks it.\n"
	    "\n"
	    "example: tcpstep explore loss reorder\n",
	    "사용법: tcpstep explore [loss|copy|perfect] [reorder]\n"
	    "\n"
	    "양 끝이 마음대로 열고 닫고 중단할 때 있을 수 있는 모든 상태를 방문하고\n"
	    "범위, 상태 수, 상태의 짝을 보입니다. 불변식이 깨지면 종료 상태 1과 그 가장\n"
	    "짧은 스크립트를 보입니다.\n"
	    "\n"
	    "예: tcpstep explore loss reorder\n" } },
	{ "picture",
	  { "usage: tcpstep picture FILE [--at STEP] [--size COLSxROWS] [-o OUT.svg]\n"
	    "\n"
	    "Draws the screen as it is after a step of the script (as `run --trace=tsv`\n"
	    "counts them; by default the last) as an SVG, 80x24 unless told otherwise, to a\n"
	    "file or to standard output. --lang, --ascii and --scheme are those of the screen.\n"
	    "\n"
	    "example: tcpstep picture lessons/half-close.tcpstep --at 50 --size 120x40 -o half.svg\n",
	    "사용법: tcpstep picture 파일 [--at 단계] [--size 열x행] [-o 그림.svg]\n"
	    "\n"
	    "스크립트의 어느 단계 뒤의 화면을 SVG로 그립니다. 단계는 run --trace=tsv가 세는\n"
	    "것이고 기본은 마지막입니다. 크기는 따로 정하지 않으면 80x24이고, 파일이나 표준\n"
	    "출력으로 내보냅니다. --lang, --ascii, --scheme도 쓸 수 있습니다.\n"
	    "\n"
	    "예: tcpstep picture lessons/half-close.tcpstep --at 50 --size 120x40 -o half.svg\n" } },
	{ "profiles",
	  { "usage: tcpstep profiles\n"
	    "\n"
	    "Prints every named switch, its value in each profile, and its source.\n"
	    "`set NAME on` or `set NAME off` in a script changes one.\n"
	    "\n"
	    "example: tcpstep profiles --lang ko\n",
	    "사용법: tcpstep profiles\n"
	    "\n"
	    "이름 붙은 스위치마다 프로필별 값과 출처를 보입니다. 스크립트에서 set 이름 on\n"
	    "또는 set 이름 off로 바꿀 수 있습니다.\n"
	    "\n"
	    "예: tcpstep profiles --lang ko\n" } },
	{ "lessons",
	  { "usage: tcpstep lessons [--names]\n"
	    "\n"
	    "Lists the lessons in their order: the name, whether it is finished, the title.\n"
	    "  --names   for programs: name, tab, title\n"
	    "\n"
	    "example: tcpstep lessons --names | cut -f1\n",
	    "사용법: tcpstep lessons [--names]\n"
	    "\n"
	    "레슨을 순서대로 보입니다. 이름, 완료 여부, 제목입니다.\n"
	    "  --names   프로그램용: 이름, 탭, 제목\n"
	    "\n"
	    "예: tcpstep lessons --names | cut -f1\n" } },
	{ "progress",
	  { "usage: tcpstep progress [reset [LESSON]]\n"
	    "\n"
	    "Prints what you have done, lesson by lesson: whether it is finished, how many\n"
	    "predictions were right at the first try, which goals you solved and with how\n"
	    "many actions at the fewest, or saw the solution of.\n"
	    "reset forgets one lesson, or everything, and says what; the file as it was is\n"
	    "kept beside as progress.before-reset. The file moves to another machine.\n"
	    "\n"
	    "example: tcpstep progress reset half-close\n",
	    "사용법: tcpstep progress [reset [레슨]]\n"
	    "\n"
	    "레슨별 기록을 보입니다. 완료 여부, 처음에 맞힌 예측의 수, 해결한 목표와 가장\n"
	    "적게 쓴 동작의 수, 풀이를 본 목표입니다.\n"
	    "reset은 레슨 하나 또는 모든 기록을 지우고 무엇을 지웠는지 알립니다. 지우기\n"
	    "전의 파일은 progress.before-reset으로 옆에 남습니다. 기록 파일은 다른 컴퓨터로\n"
	    "옮길 수 있습니다.\n"
	    "\n"
	    "예: tcpstep progress reset half-close\n" } },
	{ "settings",
	  { "usage: tcpstep settings\n"
	    "\n"
	    "Prints each setting: its value, the values it takes, where it comes from (the\n"
	    "default, a line of the settings file, an option), and the file's place:\n"
	    "$XDG_CONFIG_HOME/tcpstep/config, else ~/.config/tcpstep/config.\n"
	    "A line of it is name = value; # begins a comment. An option goes before it:\n"
	    "--no-ascii, --no-plain, --animation and --mouse undo what it says of a flag.\n"
	    "\n"
	    "example: tcpstep settings --lang ko\n",
	    "사용법: tcpstep settings\n"
	    "\n"
	    "설정마다 값, 가능한 값, 출처(기본값, 설정 파일의 줄, 옵션)를 보이고 파일의\n"
	    "위치를 알립니다. 위치는 $XDG_CONFIG_HOME/tcpstep/config이고, 변수가 없으면\n"
	    "~/.config/tcpstep/config입니다. 파일의 한 줄은 이름 = 값이고 #부터는 주석입니다.\n"
	    "옵션이 파일보다 앞섭니다. 파일에서 켠 것은 --no-ascii, --no-plain으로 끄고, 끈\n"
	    "것은 --animation, --mouse로 켭니다.\n"
	    "\n"
	    "예: tcpstep settings --lang ko\n" } },
	{ "completion",
	  { "usage: tcpstep completion bash|zsh|fish\n"
	    "\n"
	    "Prints a script that completes commands, options, their values, lessons and\n"
	    "files. `make install` puts all three where the shells look for them.\n"
	    "\n"
	    "examples:\n"
	    "  source <(tcpstep completion bash)      # in ~/.bashrc\n"
	    "  source <(tcpstep completion zsh)       # in ~/.zshrc, after compinit\n"
	    "  tcpstep completion fish | source       # in ~/.config/fish/config.fish\n",
	    "사용법: tcpstep completion bash|zsh|fish\n"
	    "\n"
	    "명령, 옵션과 그 값, 레슨, 파일 이름을 자동 완성하는 스크립트를 출력합니다.\n"
	    "make install은 셋 모두를 셸이 찾는 곳에 설치합니다.\n"
	    "\n"
	    "예:\n"
	    "  source <(tcpstep completion bash)      # ~/.bashrc에서\n"
	    "  source <(tcpstep completion zsh)       # ~/.zshrc에서, compinit 뒤\n"
	    "  tcpstep completion fish | source       # ~/.config/fish/config.fish에서\n" } },
	{ "help",
	  { "usage: tcpstep help [COMMAND]\n"
	    "\n"
	    "Says what the program does, or what one command does; --help after a command\n"
	    "does the same.\n"
	    "\n"
	    "example: tcpstep help run\n",
	    "사용법: tcpstep help [명령]\n"
	    "\n"
	    "프로그램 또는 명령 하나의 도움말을 보입니다. 명령 뒤의 --help와 같습니다.\n"
	    "\n"
	    "예: tcpstep help run\n" } },
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
