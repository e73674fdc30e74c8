/* Writes what the script of an import says first: where the capture was taken, what it lacks, whose
 * the calls are, which options the SYNs have. Called by import_write.c. */
#include "capture/import_say.h"

#include <string.h>

#include "base/text.h"
#include "engine/net.h"

static void add_name(struct text *t, const struct imported *all, uint8_t host, bool anonymous)
{
	int end = host == HOST_CLIENT ? all->client : 1 - all->client;
	struct endpoint e = all->connection->end[end];

	if (anonymous) {
		static const uint8_t four[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 0 };
		static const uint8_t six[] = { 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

		memcpy(e.address, memcmp(e.address, four, 12) == 0 ? four : six, sizeof e.address);
		e.address[15] = host == HOST_CLIENT ? 1 : 2;
	}
	endpoint_write(t, &e);
}

void import_head(const struct imported *all, bool anonymous, bool traced, FILE *out)
{
	static const char *const rules =
		"# An import of a capture. `observe` is a packet of the file. Calls that end in\n"
		"# `tcpstep: inferred` were concluded from the packets: each segment with new data is\n"
		"# one send; a program reads what has arrived before its next call, at the latest\n"
		"# when 32 KiB are unread; a FIN is a close, or a shutdown if its sender went on\n"
		"# reading, or reset though nothing asked for it; a RST that no segment asked for is an\n"
		"# abort, or a close with data unread.\n"
		"# A segment that was sent again before anything acknowledged it was lost. A host whose\n"
		"# answers take a time is half of that time away from where the capture was taken: its\n"
		"# segments left so much before they were seen, and those to it arrive so much after.\n"
		"# A RST after which its sender went on is forged; if its receiver went on too, it was lost.\n"
		"# A segment that came after later ones, and sooner than it can have been sent again,\n"
		"# was overtaken: it is put where it was sent. What is acknowledged and not in the file is added.\n";
	static const char *const real =
		"# Calls without that comment are those that strace saw. One that scripts lack, or whose\n"
		"# result was another than here, is in a comment `tcpstep: call`.\n";

	char client[80], server[80];
	struct text c = text_over(client, sizeof client), s = text_over(server, sizeof server);

	add_name(&c, all, HOST_CLIENT, anonymous);
	add_name(&s, all, HOST_SERVER, anonymous);
	fprintf(out, "tcpstep 1\n%s%stitle   %s > %s\ntitle[ko] %s > %s\nset     delay 0ms\n", rules,
		traced ? real : "", client, server, client, server);
}

static const char *comma(const struct text *t, size_t start)
{
	return t->len > start ? "," : "";
}

/* Appends " MSS 1460, window scale 7, SACK permitted, timestamps". */
static void add_options(struct text *t, const struct syn_options *o, bool ko)
{
	size_t start = t->len;

	if (!o->seen) {
		text_add(t, ko ? " 알 수 없음(SYN이 파일에 없음)" : " not known, its SYN is not in the file");
		return;
	}
	if (o->has_mss)
		text_addf(t, " MSS %u", (unsigned)o->mss);
	if (o->has_scale)
		text_addf(t, ko ? "%s 윈도우 스케일 %u" : "%s window scale %u", comma(t, start), (unsigned)o->scale);
	if (o->has_sack)
		text_addf(t, ko ? "%s SACK 허용" : "%s SACK permitted", comma(t, start));
	if (o->has_times)
		text_addf(t, ko ? "%s 타임스탬프" : "%s timestamps", comma(t, start));
	if (o->cut)
		text_add(t, t->len == start ? (ko ? " 잘림" : " cut off")
			    : ko            ? ", 나머지는 잘림"
					    : ", the rest cut off");
	if (t->len == start)
		text_add(t, ko ? " 없음" : " none");
}

/* Writes what the SYNs agree on, and what that means for the windows shown. */
static void say_options(const struct imported *all, bool refused, FILE *out, bool ko)
{
	const struct syn_options *o = all->options;
	bool seen = o[HOST_CLIENT].seen && o[HOST_SERVER].seen && !o[HOST_CLIENT].cut && !o[HOST_SERVER].cut;
	bool scaled = o[HOST_CLIENT].has_scale && o[HOST_SERVER].has_scale;
	char array[300];
	struct text t = text_over(array, sizeof array);

	if (o[HOST_CLIENT].seen || o[HOST_SERVER].seen) {
		text_add(&t, ko ? "SYN의 옵션: 클라이언트" : "Options of the SYNs: client");
		add_options(&t, &o[HOST_CLIENT], ko);
		if (!refused) {
			text_add(&t, ko ? "; 서버" : "; server");
			add_options(&t, &o[HOST_SERVER], ko);
		}
		text_add(&t, ".\n");
		fprintf(out, "  %s", array);
	}
	if (refused)
		return; /* no window counts */
	if (!seen && !scaled)
		fprintf(out, "  %s\n",
			ko ? "윈도우는 헤더의 값 그대로입니다. 두 SYN의 옵션이 다 있지 않아 스케일을 알 수 없습니다."
			   : "Windows are those of the headers: whether they are scaled is not known without the options of both SYNs.");
	else if (scaled)
		fprintf(out, "  %s\n",
			ko ? "SYN 뒤의 윈도우는 스케일을 곱한 값입니다."
			   : "Windows after the SYNs are multiplied by the scale.");
	else if (o[HOST_CLIENT].has_scale || o[HOST_SERVER].has_scale)
		fprintf(out, "  %s\n",
			ko ? "윈도우 스케일은 양쪽이 모두 제시해야 쓰이므로 쓰지 않습니다."
			   : "Only one end offered a window scale, so none is used.");
}

/* What is said at the beginning, in both languages. */
struct remark {
	bool on;
	const char *text[LANG_COUNT];
};

/* The host that answered a SYN for a connection before does not have that one here. */
static void say_stranger(const struct imported *all, FILE *out)
{
	for (size_t i = 0; i < all->used; i++)
		if (all->packets[i].stranger) {
			fputs("say\n"
			      "  The server still had the connection before: it answers the SYN with an ACK of that one.\n"
			      "  This session begins after it: the SYN is shown as lost, and the ACK comes from nowhere.\n"
			      "say ko\n"
			      "  서버에 이전 연결이 남아 있어서 SYN에 그 연결의 ACK로 답합니다.\n"
			      "  이 세션은 그 연결 뒤에 시작합니다. 그래서 SYN은 손실로, ACK는 누구도 보내지 않은 것으로 보입니다.\n",
			      out);
			return;
		}
}

void import_say(const struct imported *all, const struct import_said *said, FILE *out)
{
	const bool *traced = said->traced;
	bool begun = !said->midway[HOST_CLIENT] && !said->midway[HOST_SERVER];
	bool answered = (all->packets[0].flags & SEG_SYN) != 0;
	bool options = !said->refused || all->options[HOST_CLIENT].seen;
	const struct remark remarks[] = {
		{ all->plan.vantage == AT_CLIENT,
		  { "The times show that the capture was taken at the client.",
		    "시각을 보면 클라이언트에서 캡처했습니다." } },
		{ all->plan.vantage == AT_SERVER,
		  { "The times show that the capture was taken at the server.",
		    "시각을 보면 서버에서 캡처했습니다." } },
		{ all->plan.vantage == BETWEEN,
		  { "The times show that the capture was taken between the two hosts.",
		    "시각을 보면 두 호스트 사이에서 캡처했습니다." } },
		{ all->plan.vantage == NOT_KNOWN,
		  { "Where the capture was taken, the times do not show.",
		    "어디에서 캡처했는지는 시각으로 알 수 없습니다." } },
		{ !begun && answered,
		  { "The client's SYN is missing: it must have been sent.",
		    "클라이언트의 SYN이 없습니다. 보냈던 것은 분명합니다." } },
		{ !begun && !answered,
		  { "The beginning is missing: both ends are taken to be ESTABLISHED.",
		    "시작 부분이 없습니다. 양쪽이 ESTABLISHED였다고 봅니다." } },
		{ !said->speaks[HOST_SERVER],
		  { "The file has only what the client sent.", "클라이언트가 보낸 것만 파일에 있습니다." } },
		{ !said->speaks[HOST_CLIENT],
		  { "The file has only what the server sent.", "서버가 보낸 것만 파일에 있습니다." } },
		{ all->client_inferred,
		  { "Which end is the client is inferred from who sent first.",
		    "어느 쪽이 클라이언트인지는 먼저 보낸 쪽으로 추정했습니다." } },
		{ all->copies > 0,
		  { "Packets that the file has twice are shown once.", "두 번 기록된 패킷은 한 번만 보여 줍니다." } },
		{ said->port_0,
		  { "Port 0, which scripts do not have, is port 1 here.",
		    "포트 0은 스크립트에 없으므로 여기서는 포트 1입니다." } },
		{ all->overtaken > 0,
		  { "Segments that were overtaken before the capture are shown where they were sent.",
		    "캡처 지점 전에 추월당한 세그먼트는 보낸 순서대로 보여 줍니다." } },
		{ all->passed_over > 0,
		  { "The connection is longer than 1000000 packets: the rest is left out.",
		    "연결이 1000000패킷보다 깁니다. 나머지는 뺐습니다." } },
		{ all->trace && !traced[HOST_CLIENT] && !traced[HOST_SERVER],
		  { "No call that strace recorded is of a socket of this connection.",
		    "strace가 기록한 호출 가운데 이 연결의 소켓에 대한 것은 없습니다." } },
		{ !traced[HOST_CLIENT] && !traced[HOST_SERVER],
		  { "Packets show no calls: those marked as inferred must have been made.",
		    "호출은 패킷에 나타나지 않습니다. 추정이라고 표시된 호출이 있었을 것입니다." } },
		{ traced[HOST_CLIENT] && traced[HOST_SERVER],
		  { "The calls of both programs are those that strace saw.",
		    "두 프로그램의 호출은 strace가 기록한 것입니다." } },
		{ traced[HOST_CLIENT] && !traced[HOST_SERVER],
		  { "The client's calls are those that strace saw; the server's are inferred.",
		    "클라이언트의 호출은 strace가 기록한 것이고, 서버의 호출은 추정한 것입니다." } },
		{ !traced[HOST_CLIENT] && traced[HOST_SERVER],
		  { "The server's calls are those that strace saw; the client's are inferred.",
		    "서버의 호출은 strace가 기록한 것이고, 클라이언트의 호출은 추정한 것입니다." } },
		{ said->shifted,
		  { "The clock of strace is not that of the capture: the calls are shifted so that they fit.",
		    "strace의 시계가 캡처의 시계와 달라서, 호출의 시각을 캡처에 맞게 옮겼습니다." } },
	};

	for (int lang = 0; lang < LANG_COUNT; lang++) {
		fputs(lang == LANG_KO ? "say ko\n" : "say\n", out);
		for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
			if (remarks[i].on)
				fprintf(out, "  %s\n", remarks[i].text[lang]);
	}
	/* a text of its own: the screen shows four lines of one */
	for (int lang = 0; options && lang < LANG_COUNT; lang++) {
		fputs(lang == LANG_KO ? "say ko\n" : "say\n", out);
		say_options(all, said->refused, out, lang == LANG_KO);
	}
	say_stranger(all, out);
}
