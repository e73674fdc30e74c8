/* Answers questions of screens, predicates and the trace about a world, and has
 * the texts of errors and refusals. Changes nothing. */
#include <string.h>
#include <strings.h>

#include "base/check.h"
#include "engine/world.h"

#define TEXT_OF(macro)  TEXT_OF_(macro)
#define TEXT_OF_(value) #value

static const char *const error_names[ERR_COUNT] = {
	"",
#define SOCK_ERROR(name) #name,
#include "engine/errors.def"
#undef SOCK_ERROR
};

const char *error_name(enum sock_error e)
{
	CHECK(e < ERR_COUNT);
	return error_names[e];
}

bool error_parse(const char *word, enum sock_error *e)
{
	for (int i = 1; i < ERR_COUNT; i++)
		if (strcasecmp(word, error_names[i]) == 0) {
			*e = (enum sock_error)i;
			return true;
		}
	return false;
}

const char *refusal_text(enum refusal r, enum lang lang)
{
	static const char *const texts[REFUSED_COUNT][LANG_COUNT] = {
		[REFUSED_NOT] = { "", "" },
		[REFUSED_NO_SEGMENT] = { "no such segment is in flight", "그런 세그먼트가 전송 중이 아닙니다" },
		[REFUSED_NOT_ACCEPTED] = { "accept() has not handed out this connection yet",
					   "accept()가 아직 이 연결을 내주지 않았습니다" },
		[REFUSED_DOWN] = { "the host has crashed; boot it first", "호스트가 꺼져 있습니다. 먼저 boot하십시오" },
		[REFUSED_UP] = { "the host is running", "호스트가 이미 켜져 있습니다" },
		[REFUSED_NOTHING_NEXT] = { "no segment is in flight and no timer is running",
					   "전송 중인 세그먼트도, 동작 중인 타이머도 없습니다" },
		[REFUSED_NOTHING_UNACKED] = { "nothing is unacknowledged", "확인 응답을 기다리는 것이 없습니다" },
		[REFUSED_BUSY] = { "the same call is still waiting", "같은 호출이 이미 대기 중입니다" },
		[REFUSED_WIRE_FULL] = { "too many segments are in flight", "전송 중인 세그먼트가 너무 많습니다" },
		[REFUSED_CLOCK] = { "the clock cannot advance that far", "시계를 그만큼 진행할 수 없습니다" },
		[REFUSED_INSTANT] = { "it causes more than " TEXT_OF(INSTANT_MAX) " events at one instant (the limit)",
				      "한순간에 일어나는 사건이 " TEXT_OF(INSTANT_MAX) "개를 넘습니다(한도)" },
		[REFUSED_EVENTS] = { "it causes more than " TEXT_OF(EVENTS_MAX) " events (the limit)",
				     "일어나는 사건이 " TEXT_OF(EVENTS_MAX) "개를 넘습니다(한도)" },
		[REFUSED_NOT_HELD] = { "no such segment is held", "붙잡아 둔 세그먼트가 아닙니다" },
	};

	return texts[r][lang];
}

uint32_t world_listener_meant(const struct world *w, const struct action *action)
{
	uint32_t newest = 0;

	if (action->call == CALL_SEND || action->call == CALL_RECV)
		return 0;
	for (int i = 0; i < SLOTS_MAX; i++) {
		const struct slot *s = &w->hosts[action->host].slots[i];

		if (s->used && s->refs && slot_state(s) == TCPS_LISTEN && s->number > newest)
			newest = s->number;
	}
	return newest;
}

static bool listens(const struct slot *s)
{
	return s->used && s->conn == 0 && slot_state(s) == TCPS_LISTEN;
}

const struct slot *world_listener(const struct world *w, uint8_t host, uint32_t number)
{
	const struct host *h = &w->hosts[host];
	const struct slot *best = NULL;

	for (uint32_t i = 0; i < h->high; i++) {
		const struct slot *s = &h->slots[i];

		if (listens(s) && (number == 0 || s->number == number) && (!best || s->number > best->number))
			best = s;
	}
	return best;
}

bool world_listener_on(const struct world *w, uint8_t host, uint16_t port)
{
	const struct host *h = &w->hosts[host];

	for (uint32_t i = 0; i < h->high; i++)
		if (listens(&h->slots[i]) && h->slots[i].lport == port)
			return true;
	return false;
}

uint32_t world_syn_queue(const struct world *w, uint8_t host, const struct slot *listener)
{
	const struct host *h = &w->hosts[host];
	uint32_t n = 0;

	for (uint32_t i = 0; i < h->high; i++)
		n += h->slots[i].used && h->slots[i].number == 0 && h->slots[i].parent == listener->number &&
		     slot_state(&h->slots[i]) == TCPS_SYN_RECEIVED;
	return n;
}

uint32_t world_accept_queue(const struct world *w, uint8_t host, const struct slot *listener)
{
	const struct host *h = &w->hosts[host];
	uint32_t n = 0;

	for (uint32_t i = 0; i < h->high; i++)
		n += h->slots[i].used && h->slots[i].ready && h->slots[i].parent == listener->number;
	return n;
}

enum tcp_state slot_state(const struct slot *s)
{
	return (enum tcp_state)s->tcb.state;
}

const struct slot *world_focus(const struct world *w, uint8_t host)
{
	const struct host *h = &w->hosts[host];
	const struct slot *listener = NULL, *socket = NULL;

	for (uint32_t i = 0; i < h->high; i++) {
		const struct slot *s = &h->slots[i];

		if (!s->used || s->gone)
			continue;
		if (h->focus && s->conn == h->focus)
			return s;
		if (s->number == 0 || s->conn)
			continue;
		if (slot_state(s) == TCPS_LISTEN && (!listener || s->number > listener->number))
			listener = s;
		if (!socket || s->number > socket->number)
			socket = s;
	}
	return listener ? listener : socket;
}

const struct slot *world_focus_with(const struct world *w, uint8_t host, uint16_t lport, uint16_t rport)
{
	const struct slot *s = world_focus(w, host);

	return s && s->conn && s->lport == lport && s->rport == rport ? s : NULL;
}

enum tcp_state world_state(const struct world *w, uint8_t host)
{
	const struct slot *s = world_focus(w, host);

	return s ? slot_state(s) : TCPS_CLOSED;
}

const struct slot *world_socket(const struct world *w, uint8_t host, uint32_t number)
{
	const struct host *h = &w->hosts[host];

	for (uint32_t i = 0; i < h->high; i++)
		if (h->slots[i].used && number && h->slots[i].number == number)
			return &h->slots[i];
	return NULL;
}

bool slot_timer_left(const struct world *w, const struct slot *s, enum timer_id t, vtime *left_ms)
{
	vtime deadline = s->tcb.deadline_ms[t];

	if (deadline == TIMER_OFF)
		return false;
	*left_ms = deadline > w->now_ms ? deadline - w->now_ms : 0;
	return true;
}
