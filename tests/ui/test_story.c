/* Tests which socket the sentences on the last step name, and what they say it waits for. */
#include "ui/by_keys.h"
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

Suite *suite_ui_story(void)
{
	Suite *s = suite_create("ui/story");
	TCase *sentences = tcase_create("sentences");

	tcase_add_checked_fixture(sentences, setup, teardown);
	tcase_add_loop_test(sentences, the_story__names_the_socket_and_what_it_waits_for, 0,
			    (int)(sizeof stories / sizeof stories[0]));
	suite_add_tcase(s, sentences);
	return s;
}
