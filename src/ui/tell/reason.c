/* The words of errors and the short forms of refusals. Called by panel_calls and plain. */
#include "ui/tell/reason.h"

#include "lesson/player.h"

struct words {
	const char *in[LANG_COUNT];
};

/* What an error means to a call that is being chosen. */
static const struct words of_errors[ERR_COUNT] = {
	[ERR_ECONNREFUSED] = { { "refused", "거절됨" } },
	[ERR_ECONNRESET] = { { "reset by the peer", "상대가 리셋함" } },
	[ERR_ECONNABORTED] = { { "aborted", "중단됨" } },
	[ERR_EPIPE] = { { "sending has ended", "송신이 끝났음" } },
	[ERR_ETIMEDOUT] = { { "no answer came", "응답 없음" } },
	[ERR_EADDRINUSE] = { { "the port is taken", "사용 중인 포트" } },
	[ERR_EADDRNOTAVAIL] = { { "no port is free", "남은 포트 없음" } },
	[ERR_EALREADY] = { { "it is connecting", "이미 연결 중" } },
	[ERR_EINPROGRESS] = { { "in progress", "진행 중" } },
	[ERR_ENOTCONN] = { { "not connected", "연결되지 않음" } },
	[ERR_EISCONN] = { { "connected already", "이미 연결됨" } },
	[ERR_EOPNOTSUPP] = { { "it is a listener", "리스너임" } },
	[ERR_EDESTADDRREQ] = { { "bind it first", "먼저 bind" } },
	[ERR_EBADF] = { { "it is closed", "닫힌 소켓" } },
	[ERR_EINVAL] = { { "not in this state", "할 수 없는 상태" } },
	[ERR_EMFILE] = { { "too many sockets", "소켓이 너무 많음" } },
	[ERR_ENOBUFS] = { { "no room", "공간 없음" } },
};

static const struct words of_refusals[PLAYER_REFUSALS] = {
	[REFUSED_NO_SEGMENT] = { { "no segment", "세그먼트 없음" } },
	[REFUSED_NOT_ACCEPTED] = { { "not accepted yet", "accept() 전" } },
	[REFUSED_DOWN] = { { "switched off", "전원 꺼짐" } },
	[REFUSED_UP] = { { "it is running", "이미 켜져 있음" } },
	[REFUSED_NOTHING_NEXT] = { { "nothing is due", "예정된 일 없음" } },
	[REFUSED_NOTHING_UNACKED] = { { "none is unacked", "미확인 없음" } },
	[REFUSED_BUSY] = { { "it still waits", "이미 대기 중" } },
	[REFUSED_WIRE_FULL] = { { "wire is full", "네트워크 포화" } },
	[REFUSED_CLOCK] = { { "too far", "너무 먼 시각" } },
	[REFUSED_INSTANT] = { { "too many events", "사건이 너무 많음" } },
	[REFUSED_EVENTS] = { { "too many events", "사건이 너무 많음" } },
	[REFUSED_NOT_HELD] = { { "none is held", "보류 없음" } },
	[REFUSED_BY_GOAL] = { { "against the goal", "목표의 규칙" } },
};

static const char *meaning(enum sock_error error, enum rule_id rule, enum lang lang)
{
	static const struct words no_socket = { { "no socket yet", "아직 소켓 없음" } };

	return rule == RULE_NO_SOCKET ? no_socket.in[lang] : of_errors[error].in[lang];
}

static const char *whole(unsigned refusal, enum lang lang)
{
	static const struct words by_goal = { { "the goal does not allow it", "이 목표에서는 할 수 없습니다" } };

	return refusal == REFUSED_BY_GOAL ? by_goal.in[lang] : refusal_text((enum refusal)refusal, lang);
}

void reason_add(struct text *t, unsigned refusal, enum sock_error error, enum rule_id rule, enum lang lang, int columns)
{
	char line[200];
	struct text words = text_over(line, sizeof line);

	for (int form = 0; form < 3; form++) {
		text_clear(&words);
		if (refusal != REFUSED_NOT)
			text_add(&words, form == 0 ? whole(refusal, lang) : of_refusals[refusal].in[lang]);
		else if (error != ERR_NONE && form < 2)
			text_addf(&words, "%s%s: %s", form == 0 ? "-1 " : "", error_name(error),
				  meaning(error, rule, lang));
		else if (error != ERR_NONE)
			text_add(&words, error_name(error));
		if ((int)text_width(line) <= columns)
			break;
	}
	text_add(t, line);
}
