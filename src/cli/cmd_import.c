/* `tcpstep import --summary`: prints of each connection of a capture who closed it and
 * how. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "capture/connections.h"
#include "capture/source.h"
#include "capture/summary.h"
#include "cli/cli.h"

/* What --fail-on asks for. */
struct unwanted {
	bool ending[ENDINGS];
	bool state[TCPS_COUNT];
};

/* A connection that has ended is handed out when nothing came of it for this time, if
 * the capture is a stream that somebody watches. */
enum { LINGER_S = 60 };

struct job {
	const struct options *options;
	struct summary summary;
	const struct capture *capture;
	struct unwanted unwanted;
	uint32_t found; /* connections that are unwanted */
	uint32_t first; /* the number of one of them */
};

/* Reads one word of --fail-on. */
static bool want_not(const struct options *o, struct unwanted *u, const char *word)
{
	const char *names[ENDINGS + TCPS_COUNT];
	enum tcp_state state;
	size_t n = 0;

	for (int e = 0; e < ENDINGS; e++) {
		names[n++] = ending_name((enum ending)e);
		if (strcmp(word, ending_name((enum ending)e)) == 0)
			return u->ending[e] = true;
	}
	for (int s = 0; s < TCPS_COUNT; s++)
		names[n++] = state_name((enum tcp_state)s);
	if (state_parse(word, &state))
		return u->state[state] = true;
	cli_unknown(o, DIAG_UNKNOWN_ENDING, word, diag_nearest(word, names, n));
	return false;
}

static bool read_unwanted(const struct options *o, struct unwanted *u)
{
	const char *at = o->fail_on;

	while (at) {
		size_t n = strcspn(at, ",");
		char word[64];
		struct text t = text_over(word, sizeof word);

		text_add_n(&t, at, n);
		if (!want_not(o, u, word))
			return false;
		at = at[n] ? at + n + 1 : NULL;
	}
	return true;
}

static void on_connection(void *to, const struct connection *c)
{
	struct job *job = to;
	bool unwanted = job->unwanted.ending[connection_ending(c)];

	summary_connection(&job->summary, c, capture_last_ns(job->capture));
	for (int end = 0; end < 2; end++)
		unwanted |= job->unwanted.state[connection_state(c, end)];
	if (!unwanted)
		return;
	if (job->found++ == 0)
		job->first = c->number;
}

static int report_unwanted(const struct job *job)
{
	char found[16], first[16];
	struct diag d;

	if (job->found == 0)
		return EXIT_OK;
	snprintf(found, sizeof found, "%u", (unsigned)job->found);
	snprintf(first, sizeof first, "%u", (unsigned)job->first);
	diag_set(&d, 0, DIAG_CAPTURE_UNWANTED, found, first);
	diag_argument(&d, 3, "%s", job->options->fail_on);
	cli_bad(job->options, &d);
	return EXIT_NO;
}

static int summarize(const struct options *o, struct capture *c, struct job *job)
{
	int64_t linger_ns = strcmp(o->words[0], "-") == 0 ? LINGER_S * INT64_C(1000000000) : INT64_MAX;
	struct connections *all = connections_new(linger_ns, on_connection, job);
	enum capture_read got;
	struct packet p;
	struct diag d;
	uint32_t seen;

	summary_begin(&job->summary);
	while ((got = capture_next(c, &p, &d)) == CAPTURE_SEGMENT)
		connections_add(all, &p);
	seen = connections_end(all);
	if (got != CAPTURE_END)
		cli_bad(o, &d);
	if (got == CAPTURE_BAD)
		return EXIT_BAD;
	if (seen == 0 && got == CAPTURE_END)
		return cli_no_tcp(o, c);
	return report_unwanted(job);
}

static int perform(const struct options *o)
{
	struct job job = { .options = o,
			   .summary = { .out = stdout, .json = o->json, .verdict = o->verdict, .lang = o->lang } };
	struct capture *c;
	struct diag d;
	int status;

	if (o->words_used != 1)
		return cli_usage(o, DIAG_NAME_CAPTURE, "import", "");
	if (!o->summary && (o->verdict || o->json || o->fail_on))
		return cli_usage(o, DIAG_IMPORT_SUMMARY,
				 o->verdict ? "--verdict"
				 : o->json  ? "--json"
					    : "--fail-on",
				 "");
	if (!o->summary)
		return cli_import_session(o);
	if (!read_unwanted(o, &job.unwanted))
		return EXIT_BAD;
	c = capture_open(o->words[0], &d);
	if (!c)
		return cli_bad(o, &d);
	job.capture = c;
	status = summarize(o, c, &job);
	capture_close(c);
	return cli_finish(o, stdout, status);
}

const struct cli_command cmd_import = {
	.name = "import",
	.usage = { "[--summary] CAPTURE", "[--summary] 캡처" },
	.about = { "make a session of a capture; or tell who closed each connection",
		   "캡처를 세션으로 만들기. 연결마다 누가 닫았는지 보기" },
	.help = { "usage: tcpstep import [--connection N] [--calls FILE]… [--no-data] [--anonymize] [-o FILE] CAPTURE\n"
		  "       tcpstep import --summary [--verdict] [--json] [--fail-on WORD,…] CAPTURE\n"
		  "\n"
		  "Makes a session script of a connection of a capture (pcap or pcapng, - is standard\n"
		  "input): its segments, both ends' states, the calls that must have been made, what\n"
		  "was lost. `tcpstep run` and the screen say where a host differs from RFC 9293.\n"
		  "  --connection N   the connection, by first packets, from 1\n"
		  "  --calls FILE     the programs' own calls in place of inferred ones, from the output of\n"
		  "                   strace -f -ttt -e trace=network,close,read,write; one FILE a program\n"
		  "  --no-data        lengths only\n"
		  "  --anonymize      other addresses\n"
		  "  -o FILE          the script goes there\n"
		  "\n"
		  "With --summary it prints a row for each connection, separated by tabs: its ends, packets and octets, the state of each\n"
		  "end after the last packet, who closed it, how, and more. Rows come in the order\n"
		  "in which the connections end.\n"
		  "  --verdict        one more column: what happened, in one sentence, and which\n"
		  "                   packets show it\n"
		  "  --json           a line of JSON for each connection\n"
		  "  --fail-on WORDS  exit with 1 if a connection ended so, or is in such a state\n"
		  "\n"
		  "how:    refused, rst, simultaneous, fin, timeout, open\n"
		  "seen:   whole, or what is missing: no-start, no-end, one-way, gaps;\n"
		  "        client-inferred: nothing shows which end is the client\n"
		  "cause:  of a RST: refused, unread, after-close, unknown-connection, abort,\n"
		  "        timeout, outside (not accepted)\n"
		  "differs: segments that their host would not have sent by RFC 9293\n"
		  "\n"
		  "Exit status 1: no TCP in it, or --fail-on found one. 2: not a capture, or\n"
		  "no such connection.\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep import --calls client.strace --calls server.strace trace.pcap -o trace.tcpstep\n"
		  "  tcpstep import --summary trace.pcap | column -t\n"
		  "  tcpstep import --summary --verdict trace.pcap | cut -f1,2,22\n"
		  "  tcpstep import --summary --fail-on rst,timeout,CLOSE-WAIT trace.pcap\n"
		  "  tcpdump -i lo -w - tcp port 8080 | tcpstep import --summary -\n",
		  "사용법: tcpstep import [--connection N] [--calls 파일]… [--no-data] [--anonymize] [-o 파일] 캡처\n"
		  "        tcpstep import --summary [--verdict] [--json] [--fail-on 단어,…] 캡처\n"
		  "\n"
		  "캡처(pcap이나 pcapng, -는 표준 입력)의 한 연결을 세션 스크립트로 만듭니다. 세그먼트와\n"
		  "양쪽 상태, 있었을 호출, 유실된 것이 들어갑니다. 호스트가 RFC 9293과 다르게 행동한 곳은\n"
		  "`tcpstep run`과 화면에 나타납니다.\n"
		  "  --connection N   다룰 연결. 첫 패킷의 순서로 1부터\n"
		  "  --calls 파일     호출을 추정하지 않고 다음 출력에서 읽습니다(프로그램마다 파일 하나).\n"
		  "                   strace -f -ttt -e trace=network,close,read,write\n"
		  "  --no-data        데이터를 빼고 길이만\n"
		  "  --anonymize      주소를 바꿉니다\n"
		  "  -o 파일          스크립트를 여기에 씁니다\n"
		  "\n"
		  "--summary를 주면 캡처를 읽고 연결마다 한 줄을 탭으로 나누어\n"
		  "출력합니다. 양쪽 끝, 패킷과 바이트 수, 마지막 패킷 뒤의 양쪽 상태, 누가 어떻게\n"
		  "닫았는지 등입니다. 연결이 끝난 순서대로 나옵니다.\n"
		  "  --verdict        무슨 일이 있었는지를 근거 패킷과 함께 한 문장으로 덧붙이기\n"
		  "  --json           연결마다 JSON 한 줄\n"
		  "  --fail-on 단어   그렇게 끝났거나 그 상태인 연결이 있으면 종료 상태 1\n"
		  "\n"
		  "how:    refused, rst, simultaneous, fin, timeout, open\n"
		  "seen:   whole, 또는 빠진 것: no-start, no-end, one-way, gaps;\n"
		  "        client-inferred: 어느 쪽이 클라이언트인지 드러나지 않음\n"
		  "cause:  RST를 보낸 까닭: refused, unread, after-close, unknown-connection,\n"
		  "        abort, timeout, outside(받아들여지지 않음)\n"
		  "differs: RFC 9293대로라면 보내지 않았을 세그먼트의 수\n"
		  "\n"
		  "종료 상태 1: TCP가 없거나 --fail-on에 걸림. 2: 캡처가 아님.\n"
		  "\n"
		  "예:\n"
		  "  tcpstep import --calls client.strace --calls server.strace trace.pcap -o trace.tcpstep\n"
		  "  tcpstep import --summary trace.pcap | column -t\n"
		  "  tcpstep import --summary --verdict trace.pcap | cut -f1,2,22\n"
		  "  tcpstep import --summary --fail-on rst,timeout,CLOSE-WAIT trace.pcap\n"
		  "  tcpdump -i lo -w - tcp port 8080 | tcpstep import --summary -\n" },
	.options = OPTION_BIT(OPT_SUMMARY) | OPTION_BIT(OPT_JSON) | OPTION_BIT(OPT_VERDICT) | OPTION_BIT(OPT_FAIL_ON) |
		   OPTION_BIT(OPT_OUTPUT) | OPTION_BIT(OPT_CONNECTION) | OPTION_BIT(OPT_NO_DATA) |
		   OPTION_BIT(OPT_ANONYMIZE) | OPTION_BIT(OPT_CALLS),
	.words = WORDS_FILE,
	.perform = perform,
};
