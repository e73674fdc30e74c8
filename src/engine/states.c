/* The states of RFC 9293 3.3.2: their names and meanings, and the edges of
 * figure 5. tcp_*.c has the logic. */
#include "engine/states.h"

#include <ctype.h>
#include <string.h>

#include "base/check.h"

static const struct {
	const char *name;
	const char *meaning[LANG_COUNT];
	const char *calls[LANG_COUNT];
	const char *waits[LANG_COUNT];
} states[TCPS_COUNT] = {
	[TCPS_CLOSED] = { "CLOSED",
			  { "There is no connection: nothing is remembered.",
			    "연결이 없습니다. 기억하는 것도 없습니다." },
			  { "connect() opens actively, listen() passively.",
			    "connect()는 능동 개방, listen()은 수동 개방입니다." },
			  { "Nothing. Any segment but a RST draws RST.",
			    "기다리는 것이 없습니다. RST가 아닌 세그먼트에는 RST로 답합니다." } },
	[TCPS_LISTEN] = { "LISTEN",
			  { "A listener: it waits for a SYN from anyone.",
			    "리스너입니다. 누구에게서든 SYN을 기다립니다." },
			  { "accept() waits for a connection, close() ends the listener.",
			    "accept()로 연결을 기다리고 close()로 리스너를 끝냅니다." },
			  { "A SYN.", "SYN을 기다립니다." } },
	[TCPS_SYN_SENT] = { "SYN-SENT",
			    { "The SYN of this end is on its way, its acknowledgment has not come.",
			      "SYN을 보냈고 아직 확인되지 않았습니다." },
			    { "send() queues (on Linux it waits), recv() waits, close() gives the attempt up.",
			      "send()는 버퍼에 넣고(Linux는 기다림) recv()는 기다리며 close()는 시도를 그만둡니다." },
			    { "The peer's SYN,ACK (or its SYN, if both call connect() at once: a simultaneous open).",
			      "상대의 SYN,ACK를 기다립니다(양쪽이 동시에 connect()를 부른 동시 개방이라면 상대의 SYN)." } },
	[TCPS_SYN_RECEIVED] = { "SYN-RECEIVED",
				{ "A SYN came and ours was sent: it is not acknowledged yet.",
				  "SYN을 받고 자기 SYN도 보냈지만 아직 확인되지 않았습니다." },
				{ "send() queues (on Linux it waits), recv() waits, close() sends FIN behind what is queued.",
				  "send()는 버퍼에 넣고(Linux는 기다림) recv()는 기다리며 "
				  "close()는 버퍼의 데이터 뒤에 FIN을 보냅니다." },
				{ "The acknowledgment of its own SYN.", "자기 SYN의 확인 응답을 기다립니다." } },
	[TCPS_ESTABLISHED] = { "ESTABLISHED",
			       { "The connection is open: data flows both ways.",
				 "연결이 열려 데이터가 양방향으로 오갑니다." },
			       { "send(), recv(), shutdown(), close().",
				 "send(), recv(), shutdown(), close()를 할 수 있습니다." },
			       { "Data, or either side's close.", "데이터가 오거나 어느 한쪽이 닫기를 기다립니다." } },
	[TCPS_FIN_WAIT_1] = { "FIN-WAIT-1",
			      { "This end closed first: its FIN is not acknowledged yet.",
				"먼저 닫았고 자기가 보낸 FIN은 아직 확인되지 않았습니다." },
			      { "After shutdown() recv() still reads, send() gives EPIPE; "
				"after close() there is no call left.",
				"shutdown() 뒤에는 recv()로 계속 읽고 send()는 EPIPE입니다. "
				"close() 뒤에는 부를 호출이 없습니다." },
			      { "The acknowledgment of its own FIN, or the peer's FIN.",
				"자기 FIN의 확인 응답이나 상대의 FIN을 기다립니다." } },
	[TCPS_FIN_WAIT_2] = { "FIN-WAIT-2",
			      { "This end's direction has ended; the peer's is still open.",
				"이쪽 송신은 끝났고 상대는 아직 보낼 수 있습니다." },
			      { "After shutdown() recv() still reads, send() gives EPIPE; "
				"after close() there is no call left.",
				"shutdown() 뒤에는 recv()로 계속 읽고 send()는 EPIPE입니다. "
				"close() 뒤에는 부를 호출이 없습니다." },
			      { "The peer's FIN, for as long as it takes (Linux: after close(), tcp_fin_timeout at most, 60 s).",
				"상대의 FIN을 기다립니다. 정해진 시한은 없습니다(Linux: close() 뒤에는 tcp_fin_timeout인 60초까지)." } },
	[TCPS_CLOSE_WAIT] = { "CLOSE-WAIT",
			      { "The peer closed first; this end's direction is still open.",
				"상대가 먼저 닫았고 이쪽은 아직 보낼 수 있습니다." },
			      { "send() still sends, recv() reads what is left, then gives 0; close() sends FIN.",
				"send()는 계속 보내고 recv()는 남은 데이터를 읽은 뒤 0을 줍니다. close()는 FIN을 보냅니다." },
			      { "Its own application's close().", "자기 프로그램의 close()를 기다립니다." } },
	[TCPS_CLOSING] = { "CLOSING",
			   { "Both have closed, and the peer's FIN came before the acknowledgment of ours.",
			     "양쪽이 모두 닫았고, 자기가 보낸 FIN이 확인되기 전에 상대의 FIN이 왔습니다." },
			   { "After shutdown() recv() reads what is left, then gives 0; "
			     "send() gives EPIPE.",
			     "shutdown() 뒤라면 recv()는 남은 데이터를 읽은 뒤 0을 줍니다. "
			     "send()는 EPIPE입니다." },
			   { "The acknowledgment of its own FIN.", "자기 FIN의 확인 응답을 기다립니다." } },
	[TCPS_LAST_ACK] = { "LAST-ACK",
			    { "The peer closed first, then this end: its FIN is not acknowledged yet.",
			      "상대가 먼저, 이어서 이쪽이 닫았습니다. 자기가 보낸 FIN은 아직 확인되지 않았습니다." },
			    { "After shutdown() recv() reads what is left, then gives 0; "
			      "send() gives EPIPE.",
			      "shutdown() 뒤라면 recv()는 남은 데이터를 읽은 뒤 0을 줍니다. "
			      "send()는 EPIPE입니다." },
			    { "The acknowledgment of its own FIN; then all is over.",
			      "자기 FIN의 확인 응답을 기다립니다. 이것이 오면 연결이 모두 끝납니다." } },
	[TCPS_TIME_WAIT] = { "TIME-WAIT",
			     { "Both directions have ended; the 4-tuple (addresses and ports) is kept for 2MSL.",
			       "양방향이 모두 끝났고 4-tuple(양쪽 주소와 포트)을 2MSL 동안 붙들고 있습니다." },
			     { "After shutdown() recv() reads what is left, then gives 0. "
			       "No socket call ends the wait.",
			       "shutdown() 뒤라면 recv()는 남은 데이터를 읽은 뒤 0을 줍니다. "
			       "기다림을 끝내는 소켓 호출은 없습니다." },
			     { "2MSL: to answer the peer's FIN if it comes again, and for old segments to die.",
			       "2MSL이 지나기를 기다립니다. 상대의 FIN이 다시 오면 답하고, 옛 세그먼트가 사라지게 합니다." } },
};

const char *state_name(enum tcp_state s)
{
	CHECK(s < TCPS_COUNT);
	return states[s].name;
}

const char *state_meaning(enum tcp_state s, enum lang lang)
{
	return states[s].meaning[lang];
}

const char *state_calls(enum tcp_state s, enum lang lang)
{
	return states[s].calls[lang];
}

const char *state_waits(enum tcp_state s, enum lang lang)
{
	return states[s].waits[lang];
}

/* Copies s without '-' and '_', in capitals: "fin_wait1" and "FIN-WAIT-1" give
 * the same. */
static void fold(const char *s, char *out, size_t size)
{
	size_t n = 0;

	for (; *s && n + 1 < size; s++)
		if (*s != '-' && *s != '_')
			out[n++] = (char)toupper((unsigned char)*s);
	out[n] = '\0';
}

bool state_parse(const char *word, enum tcp_state *s)
{
	static const struct {
		const char *name;
		enum tcp_state state;
	} others[] = { { "SYNRCVD", TCPS_SYN_RECEIVED },
		       { "SYNRECV", TCPS_SYN_RECEIVED },
		       { "ESTAB", TCPS_ESTABLISHED },
		       { "CLOSE", TCPS_CLOSED },
		       { "TIMEDWAIT", TCPS_TIME_WAIT } };
	char folded[16], name[16];

	if (strlen(word) > 15 || !isalpha((unsigned char)word[0]))
		return false;
	fold(word, folded, sizeof folded);
	for (int i = 0; i < TCPS_COUNT; i++) {
		fold(states[i].name, name, sizeof name);
		if (strcmp(folded, name) == 0) {
			*s = (enum tcp_state)i;
			return true;
		}
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(folded, others[i].name) == 0) {
			*s = others[i].state;
			return true;
		}
	return false;
}

/* The edges of figure 5, from top to bottom, then those that 3.10 adds. Two
 * transitions that 3.10.7.4 mentions have no edge, because its fifth check comes
 * before its eighth: SYN-RECEIVED to CLOSE-WAIT passes through ESTABLISHED, and
 * FIN-WAIT-1 to TIME-WAIT (note 2 of the figure) through FIN-WAIT-2. */
const struct state_edge state_edges[] = {
	{ TCPS_CLOSED, TCPS_LISTEN, "passive OPEN", "create TCB", true },
	{ TCPS_CLOSED, TCPS_SYN_SENT, "active OPEN", "create TCB, snd SYN", true },
	{ TCPS_LISTEN, TCPS_CLOSED, "CLOSE", "delete TCB", true },
	{ TCPS_LISTEN, TCPS_SYN_RECEIVED, "rcv SYN", "snd SYN,ACK", true },
	{ TCPS_LISTEN, TCPS_SYN_SENT, "SEND", "snd SYN", true },
	{ TCPS_SYN_SENT, TCPS_CLOSED, "CLOSE", "delete TCB", true },
	{ TCPS_SYN_SENT, TCPS_SYN_RECEIVED, "rcv SYN", "snd SYN,ACK", true },
	{ TCPS_SYN_SENT, TCPS_ESTABLISHED, "rcv SYN,ACK", "snd ACK", true },
	{ TCPS_SYN_RECEIVED, TCPS_LISTEN, "rcv RST", "", true }, /* note 1: after a passive OPEN */
	{ TCPS_SYN_RECEIVED, TCPS_ESTABLISHED, "rcv ACK of SYN", "", true },
	{ TCPS_SYN_RECEIVED, TCPS_FIN_WAIT_1, "CLOSE", "snd FIN", true },
	{ TCPS_ESTABLISHED, TCPS_FIN_WAIT_1, "CLOSE", "snd FIN", true },
	{ TCPS_ESTABLISHED, TCPS_CLOSE_WAIT, "rcv FIN", "snd ACK", true },
	{ TCPS_FIN_WAIT_1, TCPS_FIN_WAIT_2, "rcv ACK of FIN", "", true },
	{ TCPS_FIN_WAIT_1, TCPS_CLOSING, "rcv FIN", "snd ACK", true },
	{ TCPS_CLOSE_WAIT, TCPS_LAST_ACK, "CLOSE", "snd FIN", true },
	{ TCPS_FIN_WAIT_2, TCPS_TIME_WAIT, "rcv FIN", "snd ACK", true },
	{ TCPS_CLOSING, TCPS_TIME_WAIT, "rcv ACK of FIN", "", true },
	{ TCPS_TIME_WAIT, TCPS_CLOSED, "Timeout=2MSL", "delete TCB", true },
	{ TCPS_LAST_ACK, TCPS_CLOSED, "rcv ACK of FIN", "", true },
	/* 3.10.7.3 and 3.10.7.4, second: the figure omits these (note 3). */
	{ TCPS_SYN_SENT, TCPS_CLOSED, "rcv RST", "delete TCB", false },
	{ TCPS_SYN_RECEIVED, TCPS_CLOSED, "rcv RST", "delete TCB", false }, /* after an active OPEN */
	{ TCPS_ESTABLISHED, TCPS_CLOSED, "rcv RST", "delete TCB", false },
	{ TCPS_FIN_WAIT_1, TCPS_CLOSED, "rcv RST", "delete TCB", false },
	{ TCPS_FIN_WAIT_2, TCPS_CLOSED, "rcv RST", "delete TCB", false },
	{ TCPS_CLOSE_WAIT, TCPS_CLOSED, "rcv RST", "delete TCB", false },
	{ TCPS_CLOSING, TCPS_CLOSED, "rcv RST", "delete TCB", false },
	{ TCPS_LAST_ACK, TCPS_CLOSED, "rcv RST", "delete TCB", false },
	{ TCPS_TIME_WAIT, TCPS_CLOSED, "rcv RST", "delete TCB", false },
	/* 3.10.7.4 fourth, after a passive OPEN. */
	{ TCPS_SYN_RECEIVED, TCPS_LISTEN, "rcv SYN", "", false },
	/* 3.10.1: OPEN makes a passive connection active. No call of a socket does this. */
	{ TCPS_LISTEN, TCPS_SYN_SENT, "active OPEN", "snd SYN", false },
	/* 3.10.5. */
	{ TCPS_LISTEN, TCPS_CLOSED, "ABORT", "delete TCB", false },
	{ TCPS_SYN_SENT, TCPS_CLOSED, "ABORT", "delete TCB", false },
	{ TCPS_SYN_RECEIVED, TCPS_CLOSED, "ABORT", "snd RST, delete TCB", false },
	{ TCPS_ESTABLISHED, TCPS_CLOSED, "ABORT", "snd RST, delete TCB", false },
	{ TCPS_FIN_WAIT_1, TCPS_CLOSED, "ABORT", "snd RST, delete TCB", false },
	{ TCPS_FIN_WAIT_2, TCPS_CLOSED, "ABORT", "snd RST, delete TCB", false },
	{ TCPS_CLOSE_WAIT, TCPS_CLOSED, "ABORT", "snd RST, delete TCB", false },
	{ TCPS_CLOSING, TCPS_CLOSED, "ABORT", "delete TCB", false },
	{ TCPS_LAST_ACK, TCPS_CLOSED, "ABORT", "delete TCB", false },
	{ TCPS_TIME_WAIT, TCPS_CLOSED, "ABORT", "delete TCB", false },
	/* 3.10.8, and the limit of retransmissions (3.8.3). */
	{ TCPS_SYN_SENT, TCPS_CLOSED, "USER TIMEOUT", "delete TCB", false },
	{ TCPS_SYN_RECEIVED, TCPS_CLOSED, "USER TIMEOUT", "delete TCB", false },
	{ TCPS_ESTABLISHED, TCPS_CLOSED, "USER TIMEOUT", "delete TCB", false },
	{ TCPS_FIN_WAIT_1, TCPS_CLOSED, "USER TIMEOUT", "delete TCB", false },
	{ TCPS_FIN_WAIT_2, TCPS_CLOSED, "USER TIMEOUT", "delete TCB", false },
	{ TCPS_CLOSE_WAIT, TCPS_CLOSED, "USER TIMEOUT", "delete TCB", false },
	{ TCPS_CLOSING, TCPS_CLOSED, "USER TIMEOUT", "delete TCB", false },
	{ TCPS_LAST_ACK, TCPS_CLOSED, "USER TIMEOUT", "delete TCB", false },
};
const size_t state_edges_count = sizeof state_edges / sizeof *state_edges;
