/* Tests which socket the sentences on the last step name, and what they say it waits for. */
#include "language/verbs.h"
#include "ui/by_keys.h"
#include "ui/tell/condition.h"
#include "ui/tell/story.h"

Suite *suite_ui_story(void);

/* Performs lines of the script language, separated by "; ". */
static void lines(const char *all)
{
	char copy[512];
	char *rest = copy;

	ck_assert_uint_lt(strlen(all), sizeof copy);
	strcpy(copy, all);
	while (rest) {
		char *end = strstr(rest, "; ");

		if (end)
			*end = '\0';
		line(rest);
		rest = end ? end + 2 : NULL;
	}
}

#define LISTENS  "server socket; server bind 80; server listen; "
#define CONNECTS "client socket; client connect 80; wait idle; server accept; "

static const struct {
	const char *done;
	const char *what, *now;       /* parts of the story, in English */
	const char *what_ko, *now_ko; /* and in Korean */
} stories[] = {
	/* one event, two sockets */
	{ LISTENS CONNECTS "server crash",
	  "The server's listener, socket 1, goes from LISTEN to CLOSED. The server's socket 2 goes", "",
	  "서버의 리스너(소켓 1번)는 LISTEN 상태에서", "" },
	{ LISTENS CONNECTS CONNECTS "server exit", "The server's socket 2 goes from ESTABLISHED to FIN-WAIT-1.", "",
	  "서버의 소켓 3번은 ESTABLISHED 상태에서 FIN-WAIT-1", "" },
	/* a connection that a listener makes, and that is given up */
	{ LISTENS "client socket; client connect 80; deliver",
	  "The server's listener stays in LISTEN, and makes a new connection, in SYN-RECEIVED.",
	  "the acknowledgment of its own SYN", "서버의 리스너는 LISTEN 그대로이고", "자기 SYN의 확인 응답" },
	{ LISTENS "inject to server SYN seq=90 from 50000; deliver; deliver; deliver",
	  "The server deletes this connection; the listener is still in LISTEN.", "a SYN",
	  "리스너는 LISTEN 그대로입니다", "SYN을" },
	/* one socket: there is nothing to tell apart */
	{ "client socket; client connect 80", "The client goes from CLOSED to SYN-SENT.", "the peer's SYN,ACK.",
	  "클라이언트는 CLOSED 상태에서", "상대의 SYN,ACK를 기다립니다." },
	/* what is not acknowledged, what does not fit, what is over */
	{ LISTENS CONNECTS "client send \"HI\"", "It sends #4 \"HI\"", "the ACK of what it has sent",
	  "\"HI\" 세그먼트를", "보낸 것에 대한 ACK" },
	{ LISTENS CONNECTS "client send \"HI\"; deliver; deliver", "It acknowledges 2 octets",
	  "data, or either side's close", "2바이트에 대한 ACK", "어느 한쪽이 닫기를" },
	{ LISTENS CONNECTS "client send 64; wait idle; client send 1", "send() returns 1", "room at the peer",
	  "반환값은 1", "상대의 윈도우에 자리" },
	{ LISTENS CONNECTS "client close; wait idle", "The client goes from FIN-WAIT-1 to FIN-WAIT-2",
	  "the peer's FIN, for as long as it takes.", "FIN-WAIT-2 상태로", "정해진 시한은 없습니다." },
	{ LISTENS CONNECTS "client close; wait idle; server.2 close; wait idle",
	  "The server goes from LAST-ACK to CLOSED.", "the server's listener, socket 1, waits for a SYN",
	  "서버는 LAST-ACK 상태에서", "서버의 리스너(소켓 1번)는 SYN을" },
	{ LISTENS CONNECTS "server.1 close; client close; wait idle; server.2 close; wait idle",
	  "The server goes from LAST-ACK to CLOSED.", "The server now waits for nothing", "서버는 LAST-ACK 상태에서",
	  "기다리는 것이 없습니다" },
	/* whose port it is */
	{ LISTENS CONNECTS "server exit; wait idle; server socket; server bind 80",
	  "an old connection (once socket 2), which is in FIN-WAIT-2", "", "옛 연결(전에 소켓 2번)", "" },
	{ LISTENS "server socket; server bind 80", "Port 80 belongs to socket 1, which is in LISTEN.", "",
	  "소켓 1번이 쓰고", "" },
	/* the constants of sys/socket.h */
	{ LISTENS CONNECTS "client shutdown wr", "The client calls shutdown(SHUT_WR).", "", "shutdown(SHUT_WR)", "" },
};

START_TEST(the_story__names_the_socket_and_what_it_waits_for)
{
	struct story story;

	app_open_sandbox(&app);
	lines(stories[_i].done);
	story_tell(&story, app.player.session, LANG_EN);
	ck_assert_msg(strstr(story.what, stories[_i].what), "%s", story.what);
	ck_assert_msg(strstr(story.now, stories[_i].now), "%s", story.now);
	story_tell(&story, app.player.session, LANG_KO);
	ck_assert_msg(strstr(story.what, stories[_i].what_ko), "%s", story.what);
	ck_assert_msg(strstr(story.now, stories[_i].now_ko), "%s", story.now);
}
END_TEST

START_TEST(a_fin_ahead_of_a_gap__is_said_to_be_kept)
{
	struct story story;

	app_open_sandbox(&app);
	lines(LISTENS CONNECTS "client send \"HI\"; client close; hold #4; deliver");
	story_tell(&story, app.player.session, LANG_EN);
	ck_assert_msg(strstr(story.why, "it is remembered, and counts when they have come"), "%s", story.why);
	story_tell(&story, app.player.session, LANG_KO);
	ck_assert_msg(strstr(story.why, "FIN을 기억해 두고"), "%s", story.why);
	line("deliver #4");
	story_tell(&story, app.player.session, LANG_EN);
	ck_assert_msg(strstr(story.what, "to CLOSE-WAIT"), "%s", story.what);
}
END_TEST

static const struct {
	const char *condition; /* as after `expect` */
	const char *words[LANG_COUNT];
} conditions[] = {
	{ "server sent ACK seq=301 \"DONE\"", { "the server last sent \"DONE\"", "서버: 마지막으로 \"DONE\" 보냄" } },
	{ "server sent ACK seq=301 len=4", { "the server last sent 4 octets", "서버: 마지막으로 4바이트 보냄" } },
	{ "server sent ACK seq=301", { "the server last sent ACK seq=301", "서버: 마지막으로 ACK seq=301 보냄" } },
	{ "client timer rto 2s",
	  { "the client's retransmission (RTO) timer has 2s left", "클라이언트: 재전송(RTO) 타이머 2초 남음" } },
	{ "client timer time-wait 2msl",
	  { "the client's TIME-WAIT timer has 2msl left", "클라이언트: TIME-WAIT 타이머 2msl 남음" } },
	{ "client ESTABLISHED", { "the client is ESTABLISHED", "클라이언트: ESTABLISHED 상태" } },
	{ "client TIME-WAIT", { "the client is in TIME-WAIT", "클라이언트: TIME-WAIT 상태" } },
	{ "server syn-queue 2", { "the server's SYN queue has 2", "서버: SYN 큐에 연결 2개" } },
	{ "server accept-queue 2", { "the server's accept queue has 2", "서버: accept 큐에 연결 2개" } },
	{ "client can send", { "the client can send", "클라이언트: 송신 가능" } },
	{ "client can send no", { "the client can no longer send", "클라이언트: 더 송신할 수 없음" } },
	{ "client can receive", { "the client can receive", "클라이언트: 수신 가능" } },
};

/* A goal's conditions say what the screen says. */
START_TEST(a_condition__uses_the_words_of_the_screen)
{
	struct predicate p;
	struct diag diag;
	char said[256];
	struct text t = text_over(said, sizeof said);

	ck_assert(predicate_read(conditions[_i].condition, &p, &diag));
	for (int lang = 0; lang < LANG_COUNT; lang++) {
		text_clear(&t);
		condition_tell(&t, &p, (enum lang)lang);
		ck_assert_str_eq(said, conditions[_i].words[lang]);
	}
}
END_TEST

START_TEST(what_a_goal_forbids__is_explained)
{
	const struct forbidden f = { .host = HOST_SERVER, .call = CALL_CRASH };
	char said[256];
	struct text t = text_over(said, sizeof said);

	forbidden_tell(&t, &f, LANG_EN);
	ck_assert_str_eq(said, "server crash (power off: all state is lost)");
	text_clear(&t);
	forbidden_tell(&t, &f, LANG_KO);
	ck_assert_str_eq(said, "server crash (전원이 꺼져 모든 상태를 잃습니다)");
}
END_TEST

Suite *suite_ui_story(void)
{
	Suite *s = suite_create("ui/story");
	TCase *sentences = tcase_create("sentences");

	tcase_add_checked_fixture(sentences, setup, teardown);
	tcase_add_loop_test(sentences, the_story__names_the_socket_and_what_it_waits_for, 0,
			    (int)(sizeof stories / sizeof stories[0]));
	tcase_add_test(sentences, a_fin_ahead_of_a_gap__is_said_to_be_kept);
	tcase_add_loop_test(sentences, a_condition__uses_the_words_of_the_screen, 0,
			    (int)(sizeof conditions / sizeof conditions[0]));
	tcase_add_test(sentences, what_a_goal_forbids__is_explained);
	suite_add_tcase(s, sentences);
	return s;
}
