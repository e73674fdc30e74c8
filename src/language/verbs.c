/* The vocabulary: every verb of the script language with its form and its
 * meaning. Parsing (words.c, action_parse.c, predicate_parse.c), printing, help and completion use it. */
#include "language/verbs.h"

#include "base/check.h"

const struct verb verbs[] = {
	{ "socket", "HOST socket", { "make a socket", "소켓을 만듭니다" }, true, false },
	{ "bind", "HOST bind PORT", { "give the socket a local port", "소켓에 로컬 포트를 지정합니다" }, true, false },
	{ "listen",
	  "HOST listen [BACKLOG]",
	  { "passive open: wait for SYNs", "수동 개방: SYN을 기다립니다" },
	  true,
	  false },
	{ "connect",
	  "HOST connect PORT",
	  { "active open, to the other host's port", "능동 개방: 상대 호스트의 포트로 연결합니다" },
	  true,
	  false },
	{ "accept",
	  "HOST accept",
	  { "take an established connection from the queue", "맺어진 연결을 큐에서 꺼냅니다" },
	  true,
	  false },
	{ "send",
	  "HOST send \"TEXT\"|N",
	  { "put octets into the send buffer", "송신 버퍼에 데이터를 넣습니다" },
	  true,
	  false },
	{ "recv", "HOST recv [N]", { "read octets that arrived", "도착한 데이터를 읽습니다" }, true, false },
	{ "shutdown",
	  "HOST shutdown rd|wr|rdwr",
	  { "end one direction; the descriptor stays", "한 방향을 끝냅니다. 디스크립터는 남습니다" },
	  true,
	  false },
	{ "close", "HOST close", { "give the descriptor back", "디스크립터를 닫습니다" }, true, false },
	{ "abort",
	  "HOST abort",
	  { "ABORT: RST, all queues dropped", "ABORT: RST를 보내고 버퍼를 모두 버립니다" },
	  true,
	  false },
	{ "linger", "HOST linger off|0|5s", { "SO_LINGER", "SO_LINGER" }, true, false },
	{ "reuseaddr", "HOST reuseaddr on|off", { "SO_REUSEADDR", "SO_REUSEADDR" }, true, false },
	{ "dup",
	  "HOST dup",
	  { "one more reference, as fork(2) makes", "fork(2)처럼 참조를 하나 늘립니다" },
	  true,
	  false },
	{ "exit",
	  "HOST exit",
	  { "the process ends: every descriptor is closed", "프로세스가 끝나 모든 디스크립터가 닫힙니다" },
	  true,
	  false },
	{ "crash", "HOST crash", { "power off: all state is lost", "전원이 꺼져 모든 상태를 잃습니다" }, true, false },
	{ "boot", "HOST boot", { "start again after a crash", "다운된 호스트를 다시 켭니다" }, true, false },
	{ "deliver", "deliver [SEGMENT]", { "a segment arrives", "세그먼트가 도착합니다" }, false, false },
	{ "drop", "drop [SEGMENT]", { "a segment is lost", "세그먼트가 유실됩니다" }, false, false },
	{ "dup", "dup [SEGMENT]", { "the network makes a copy", "네트워크가 세그먼트를 복제합니다" }, false, false },
	{ "hold", "hold [SEGMENT]", { "a segment wanders about", "세그먼트가 네트워크를 떠돕니다" }, false, false },
	{ "release", "release [SEGMENT]", { "a held segment goes on", "떠돌던 세그먼트를 보냅니다" }, false, false },
	{ "inject",
	  "inject to HOST FLAGS seq=N [ack=N] [win=N] [len=N|\"data\"] [from PORT] [to PORT]",
	  { "a forged or stray segment", "위조되거나 떠돌던 세그먼트를 넣습니다" },
	  false,
	  false },
	{ "retransmit",
	  "retransmit HOST",
	  { "the retransmission timer goes off now", "재전송 타이머를 지금 만료시킵니다" },
	  false,
	  false },
	{ "wait", "wait 5s|next|idle", { "the clock runs", "시계를 진행합니다" }, false, false },
	{ "sent",
	  "expect HOST sent FLAGS [seq=N] [ack=N] [win=N] [len=N|\"data\"]",
	  { "the last segment that the host sent", "호스트가 마지막으로 보낸 세그먼트" },
	  false,
	  true },
	{ "returned",
	  "expect HOST returned N|\"data\"|ERRNO",
	  { "what its last call returned", "마지막 호출의 결과" },
	  false,
	  true },
	{ "blocked",
	  "expect HOST blocked CALL|nothing",
	  { "a call that has not returned", "아직 반환되지 않은 호출" },
	  false,
	  true },
	{ "timer", "expect HOST timer NAME [TIME|off]", { "a running timer", "동작 중인 타이머" }, false, true },
	{ "send-buffer",
	  "expect HOST send-buffer N",
	  { "octets unsent or unacknowledged", "송신 버퍼의 바이트 수" },
	  false,
	  true },
	{ "recv-buffer",
	  "expect HOST recv-buffer N|\"data\"",
	  { "octets not yet read", "수신 버퍼의 바이트 수" },
	  false,
	  true },
	{ "can", "expect HOST can send|receive [no]", { "a direction is open", "방향이 열려 있는지" }, false, true },
	{ "flight", "expect flight N", { "segments in flight", "전송 중인 세그먼트 수" }, false, true },
	{ "time", "expect time TIME", { "the clock", "시계" }, false, true },
};
const size_t verbs_count = sizeof verbs / sizeof *verbs;

const char *call_name(enum call_id call)
{
	CHECK(call < CALL_COUNT);
	return verbs[call].name;
}

const char *act_name(enum act_kind kind)
{
	static const char *const names[ACT_COUNT] = { "call", "deliver",   "drop",     "dup",
						      "hold", "release",   "inject",   "retransmit",
						      "wait", "wait next", "wait idle" };

	CHECK(kind < ACT_COUNT);
	return names[kind];
}
