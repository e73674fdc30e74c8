/* `tcpstep new NAME`: writes a lesson to start from. It passes `check` unchanged,
 * and its comments teach the format. */
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "lesson/write.h"

/* The lesson; NAME is replaced by its id. */
static const char lesson[] =
	"tcpstep 1\n"
	"# A lesson is a script with narration. Try it as you write:\n"
	"#   tcpstep check NAME.tcpstep     report errors and failed expectations\n"
	"#   tcpstep learn ./NAME.tcpstep   see it as a student does\n"
	"id        NAME\n"
	"title     A title of your own\n"
	"title[ko] 여러분의 제목\n"
	"after     handshake                # prerequisites\n"
	"# set     profile linux            # rfc by default; tcpstep profiles lists the differences\n"
	"\n"
	"# Narration: at most four lines of 78 columns. Start with a situation that matters.\n"
	"say\n"
	"  A program connects to a port where nobody listens. What does it learn, and\n"
	"  how soon?\n"
	"say ko\n"
	"  아무도 기다리지 않는 포트로 프로그램이 연결합니다. 무엇을, 얼마나 빨리 알게 됩니까?\n"
	"\n"
	"# A note is for the instructor only: `tcpstep notes` shows it.\n"
	"note\n"
	"  Let the class vote before the next step.\n"
	"note ko\n"
	"  다음 단계로 가기 전에 학생들이 고르게 하십시오.\n"
	"\n"
	"# `client` and `server` make calls. Write what a step changes below it as `expect`:\n"
	"# `check` then reports when text and behaviour no longer agree.\n"
	"client socket\n"
	"client connect 80\n"
	"expect client SYN-SENT\n"
	"expect client sent SYN seq=100\n"
	"\n"
	"# A question: the student predicts before the answer is shown. Below each wrong\n"
	"# choice write why it is wrong; `because` gives the reason for the right one.\n"
	"ask\n"
	"  The SYN reaches a host where nobody listens. What comes back?\n"
	"  ( ) Nothing\n"
	"      A host that is off, or a firewall, gives no answer.\n"
	"  (x) RST\n"
	"  because RFC 9293 3.10.7.1: in CLOSED every segment except a RST is answered with a RST.\n"
	"ask ko\n"
	"  SYN이 아무도 기다리지 않는 호스트에 도착합니다. 무엇이 돌아옵니까?\n"
	"  ( ) 아무것도 오지 않습니다\n"
	"      꺼진 호스트나 방화벽일 때 그렇습니다.\n"
	"  (x) RST\n"
	"  because RFC 9293 3.10.7.1: CLOSED에서는 RST가 아닌 모든 세그먼트에 RST로 답합니다.\n"
	"\n"
	"deliver\n"
	"expect server sent RST,ACK seq=0 ack=101\n"
	"\n"
	"# A lesson has two questions or more. `check` compares what a right choice names with\n"
	"# what the next steps return and send.\n"
	"ask\n"
	"  The RST arrives. What does connect() return?\n"
	"  (x) -1, ECONNREFUSED\n"
	"  ( ) -1, ETIMEDOUT\n"
	"      That needs silence: here somebody has answered.\n"
	"  because RFC 9293 3.10.7.3: a RST that acknowledges the SYN ends SYN-SENT, \"connection reset\".\n"
	"ask ko\n"
	"  RST가 도착합니다. connect()는 무엇을 반환합니까?\n"
	"  (x) -1, ECONNREFUSED\n"
	"  ( ) -1, ETIMEDOUT\n"
	"      그러려면 아무 답이 없어야 합니다. 여기서는 답이 왔습니다.\n"
	"  because RFC 9293 3.10.7.3: SYN에 대한 ACK가 있는 RST는 SYN-SENT를 끝냅니다(\"connection reset\").\n"
	"\n"
	"# An exercise: the student acts freely until every `reach` holds. `check` performs\n"
	"# the solution and verifies that it reaches the goal.\n"
	"goal \"Let the client find out\"\n"
	"  reach client connect returned ECONNREFUSED\n"
	"  solution\n"
	"    deliver\n"
	"goal ko \"클라이언트가 알게 하십시오\"\n"
	"expect client returned ECONNREFUSED\n"
	"\n"
	"# A summary in three sentences.\n"
	"say\n"
	"  A host that is up answers a SYN to a closed port with a RST. connect() fails with\n"
	"  ECONNREFUSED after one round trip. Silence would have taken minutes.\n"
	"say ko\n"
	"  켜져 있는 호스트는 닫힌 포트로 온 SYN에 RST로 답합니다. connect()는 왕복 한 번 만에\n"
	"  ECONNREFUSED로 실패합니다. 아무 답이 없었다면 몇 분이 걸렸을 것입니다.\n";

/* Returns whether `after` can name this id: lower-case letters, digits and -, a
 * letter first. */
static bool is_id(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return n > 0 && n <= 64 && name[n] == '\0' && name[0] >= 'a' && name[0] <= 'z';
}

static char *with_name(const char *name)
{
	size_t size = sizeof lesson + 8 * strlen(name);
	char *text = mem_new(size, 1);
	struct text t = text_over(text, size);

	for (const char *at = lesson, *hit; *at; at = hit + 4) {
		hit = strstr(at, "NAME");
		if (!hit) {
			text_add(&t, at);
			break;
		}
		text_add_n(&t, at, (size_t)(hit - at));
		text_add(&t, name);
	}
	return text;
}

static int perform(const struct options *o)
{
	char path[80];
	struct text t = text_over(path, sizeof path);
	struct diag d = { 0 };
	const char *to;
	char *text;
	bool written;

	if (o->words_used != 1)
		return cli_usage(o, DIAG_NEW_NAME, "", "");
	if (!is_id(o->words[0]))
		return cli_usage(o, DIAG_NEW_LETTERS, "", "");
	text_addf(&t, "%s.tcpstep", o->words[0]);
	to = o->output ? o->output : path;
	if (access(to, F_OK) == 0)
		return cli_usage(o, DIAG_NEW_EXISTS, "", "");
	text = with_name(o->words[0]);
	written = file_replace(to, text, &d);
	mem_free(text);
	if (!written)
		return cli_bad(o, &d);
	fputs(o->lang == LANG_KO ? "" : "wrote ", stdout);
	cli_column(to, 0);
	fputs(o->lang == LANG_KO ? " 파일을 만들었습니다. 다음: tcpstep check " : "; next: tcpstep check ", stdout);
	cli_column(to, 0);
	putchar('\n');
	return cli_finish(o, stdout, EXIT_OK);
}

const struct cli_command cmd_new = {
	.name = "new",
	.usage = { "NAME", "이름" },
	.about = { "write a lesson to start from", "직접 쓸 레슨의 본보기" },
	.help = { "usage: tcpstep new NAME [-o FILE]\n"
		  "\n"
		  "Writes NAME.tcpstep (or FILE), a short lesson in English and Korean that passes\n"
		  "`tcpstep check`. Its comments explain each part. An existing file is not\n"
		  "overwritten. lessons/README.md teaches the language.\n"
		  "\n"
		  "example: tcpstep new my-lesson\n",
		  "사용법: tcpstep new 이름 [-o 파일]\n"
		  "\n"
		  "이름.tcpstep(또는 파일)에 영어와 한국어로 된 짧은 레슨을 씁니다. 그대로\n"
		  "tcpstep check를 통과하며, 각 부분의 쓰임은 주석에 있습니다. 이미 있는 파일은\n"
		  "건드리지 않습니다. 레슨 언어는 lessons/README.ko.md에서 배울 수 있습니다.\n"
		  "\n"
		  "예: tcpstep new my-lesson\n" },
	.options = OPTION_BIT(OPT_OUTPUT),
	.words = WORDS_OTHER,
	.perform = perform,
};
