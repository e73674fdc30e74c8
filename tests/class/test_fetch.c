/* Tests how a class is followed over a network that breaks: a server on the loopback interface
 * that ends, says nothing or is none. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "class/fetch.h"

#include "class/loopback.h"
#include "suites.h"

/* Takes the port, so that nobody else answers there. */
static int hold_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
	return fd;
}

START_TEST(a_connection_that_broke__is_tried_for_ten_minutes)
{
	long long broke;
	int held;

	if (!start("0", NULL, 0))
		return;
	class_ms = 5000;
	serve_text(server, HEAD);
	begin_followers(1);
	fetch_clock(followers[0].fetch, class_now_ms);
	until_all(HEAD, FOLLOW_LIVE);
	class_ms = 100000; /* what came before does not count */
	serve_stop(server);
	server = NULL;
	held = hold_port();
	until_all(HEAD, FOLLOW_BROKE);
	broke = class_ms;
	while (followers[0].state == FOLLOW_BROKE && class_ms < broke + 2 * FETCH_GIVES_UP_MS) {
		class_ms += 1000;
		for (int i = 0; i < 4; i++)
			follow_look(&followers[0]);
	}
	ck_assert_int_eq(followers[0].state, FOLLOW_ENDED);
	ck_assert(followers[0].lost);
	ck_assert_int_ge(class_ms - broke, FETCH_GIVES_UP_MS);
	ck_assert_int_le(class_ms - broke, FETCH_GIVES_UP_MS + 10000);
	close(held);
}
END_TEST

START_TEST(a_server_that_says_nothing__is_left)
{
	if (!start("0", NULL, 0))
		return;
	serve_text(server, HEAD);
	begin_followers(1);
	fetch_clock(followers[0].fetch, class_now_ms);
	until_all(HEAD, FOLLOW_LIVE);
	class_ms += FETCH_SILENCE_MS - 1;
	follow_look(&followers[0]);
	ck_assert_int_eq(followers[0].state, FOLLOW_LIVE);
	class_ms += 1;
	follow_look(&followers[0]);
	ck_assert_int_eq(followers[0].state, FOLLOW_BROKE);
	class_ms += 999;
	follow_look(&followers[0]);
	ck_assert_int_eq(followers[0].state, FOLLOW_BROKE);
	class_ms += 1;
	until_all(HEAD, FOLLOW_LIVE);
}
END_TEST

START_TEST(a_vote_while_the_connection_is_broken__arrives_after_it)
{
	static const char question[] = HEAD "ask\n  Which?\n  (?) a\n  (?) b\n";
	char where[16];
	int held;

	if (!start("0", NULL, 0))
		return;
	serve_text(server, question);
	begin_followers(2);
	for (int i = 0; i < 2; i++)
		fetch_clock(followers[i].fetch, class_now_ms);
	until_all(question, FOLLOW_LIVE);
	serve_stop(server);
	server = NULL;
	held = hold_port();
	until_all(question, FOLLOW_BROKE);
	follow_vote(&followers[0], 1, 2);
	follow_vote(&followers[1], 1, 2);
	follow_vote(&followers[1], 1, 1); /* changes it */
	close(held);
	snprintf(where, sizeof where, "%u", port);
	ck_assert(start(where, NULL, 0));
	serve_text(server, question);
	serve_ask(server, 1, 2, true);
	class_ms += 1000;
	until_all(question, FOLLOW_LIVE);
	for (long long began = now_ms(); serve_count(server).answered < 2;) {
		ck_assert_int_lt(now_ms() - began, DEADLINE_MS);
		for (int i = 0; i < 2; i++)
			follow_look(&followers[i]);
	}
	ck_assert_uint_eq(serve_count(server).votes[0], 1);
	ck_assert_uint_eq(serve_count(server).votes[1], 1);
}
END_TEST

START_TEST(where_no_class_is__it_is_said)
{
	struct diag diag = { 0 };
	struct fetch *f;

	ck_assert(fetch_is_url("http://x/") && !fetch_is_url("x") && !fetch_is_url("/srv/http://x"));
	ck_assert_ptr_null(fetch_begin("http://", NULL, &diag));
	ck_assert_ptr_null(fetch_begin("https://127.0.0.1/", NULL, &diag));
	ck_assert_ptr_null(fetch_begin("http://127.0.0.1:0/", NULL, &diag));
	ck_assert_ptr_null(fetch_begin("http://127.0.0.1:99999/", NULL, &diag));
	ck_assert_ptr_null(fetch_begin("http://127.0.0.1:8080/?code=a%20b", NULL, &diag));
	ck_assert_ptr_null(fetch_begin("http://127.0.0.1\r\nX: y/", NULL, &diag));
	f = fetch_begin("http://[::1]:8080/recording?code=room7", NULL, &diag);
	ck_assert_msg(f != NULL, "%s", diag.message);
	fetch_free(f);
	if (!start("0", "room7", 0))
		return;
	serve_text(server, HEAD);
	begin_followers(1); /* without the code */
	for (long long began = now_ms(); followers[0].state != FOLLOW_ENDED; follow_look(&followers[0])) {
		ck_assert_int_lt(now_ms() - began, DEADLINE_MS);
		poll(NULL, 0, 1);
	}
	ck_assert_int_eq(followers[0].errors.at[0].id, DIAG_WHY_CODE);
}
END_TEST

/* Gives a follower whose next try is due the looks that it takes. */
static void try_in_vain(long long after_ms)
{
	class_ms += after_ms;
	for (int i = 0; i < 4; i++)
		follow_look(&followers[0]);
	ck_assert_int_eq(followers[0].state, FOLLOW_BROKE);
}

static void stop_server(void)
{
	serve_stop(server);
	server = NULL;
}

START_TEST(after_a_success__tries_follow_each_other_as_at_first)
{
	char where[16];
	int held;

	if (!start("0", NULL, 0))
		return;
	snprintf(where, sizeof where, "%u", port);
	serve_text(server, HEAD);
	begin_followers(1);
	fetch_clock(followers[0].fetch, class_now_ms);
	until_all(HEAD, FOLLOW_LIVE);
	for (int round = 0; round < 2; round++) {
		stop_server();
		held = hold_port();
		until_all(HEAD, FOLLOW_BROKE);
		try_in_vain(1000);
		for (int i = 0; round == 0 && i < 5; i++)
			try_in_vain(5000); /* they become rarer */
		close(held);
		ck_assert(start(where, NULL, 0));
		serve_text(server, HEAD);
		class_ms += round == 0 ? 5000 : 2000;
		until_all(HEAD, FOLLOW_LIVE);
	}
}
END_TEST

START_TEST(where_all_places_are_taken__one_waits_for_a_place)
{
	if (!start("0", NULL, 1))
		return;
	serve_text(server, HEAD);
	begin_followers(1);
	until_all(HEAD, FOLLOW_LIVE);
	follow_begin(&followers[1], url, NULL);
	following = 2;
	fetch_clock(followers[1].fetch, class_now_ms);
	for (long long began = now_ms(); fetch_state(followers[1].fetch) == FETCH_CONNECTS;) {
		ck_assert_int_lt(now_ms() - began, DEADLINE_MS);
		follow_look(&followers[1]);
		poll(NULL, 0, 1);
	}
	ck_assert_int_eq(followers[1].state, FOLLOW_WAITS);
	ck_assert(follow_has_no_class(&followers[1]));
	ck_assert_int_eq(followers[1].errors.at[0].id, DIAG_WHY_FULL);
	follow_free(&followers[0]);
	followers[0] = followers[1];
	following = 1;
	memset(&followers[1], 0, sizeof followers[1]);
	for (long long began = now_ms(), n = 0; serve_count(server).connected > 0; n++) {
		ck_assert_int_lt(now_ms() - began, DEADLINE_MS);
		serve_text(server, n % 2 ? HEAD : HEAD "# \n"); /* writing finds that it is gone */
		poll(NULL, 0, 1);
	}
	serve_text(server, HEAD);
	class_ms += 1000;
	until_all(HEAD, FOLLOW_LIVE);
	ck_assert_uint_eq(followers[0].errors.used, 0);
}
END_TEST

START_TEST(where_nobody_listens_for_ten_minutes__there_is_no_class)
{
	long long began;
	int held;

	if (!start("0", NULL, 0))
		return;
	stop_server();
	held = hold_port();
	begin_followers(1);
	fetch_clock(followers[0].fetch, class_now_ms);
	began = class_ms;
	for (int i = 0; i < 4; i++)
		follow_look(&followers[0]);
	ck_assert(follow_has_no_class(&followers[0]));
	ck_assert_int_eq(followers[0].errors.at[0].id, DIAG_WHY_NOBODY);
	while (followers[0].state == FOLLOW_WAITS && class_ms < began + 2 * FETCH_GIVES_UP_MS) {
		class_ms += 1000;
		for (int i = 0; i < 4; i++)
			follow_look(&followers[0]);
	}
	ck_assert_int_eq(followers[0].state, FOLLOW_ENDED);
	ck_assert_int_eq(followers[0].errors.at[0].id, DIAG_WHY_NEVER);
	ck_assert_int_ge(class_ms - began, FETCH_GIVES_UP_MS);
	close(held);
}
END_TEST

/* Lets the follower look until somebody connects; returns the connection. */
static int accept_follower(int listening)
{
	struct pollfd in = { .fd = listening, .events = POLLIN };

	for (long long began = now_ms(); poll(&in, 1, 1) == 0; follow_look(&followers[0]))
		ck_assert_int_lt(now_ms() - began, DEADLINE_MS);
	return accept(listening, NULL, NULL);
}

START_TEST(a_vote_whose_connection_is_cut__is_sent_again)
{
	static const char answer[] = "HTTP/1.1 200 OK\r\n\r\n" HEAD "ask\n  Which?\n  (?) a\n  (?) b\n";
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t size = sizeof at;
	int listening = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), recording, vote;
	char request[2048] = "";

	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ck_assert_int_eq(bind(listening, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(getsockname(listening, (struct sockaddr *)&at, &size), 0);
	ck_assert_int_eq(listen(listening, 8), 0);
	snprintf(url, sizeof url, "http://127.0.0.1:%u/", ntohs(at.sin_port));
	begin_followers(1);
	fetch_clock(followers[0].fetch, class_now_ms);
	recording = accept_follower(listening);
	ck_assert_int_eq(send(recording, answer, sizeof answer - 1, MSG_NOSIGNAL), sizeof answer - 1);
	until_all(strstr(answer, HEAD), FOLLOW_LIVE);
	follow_vote(&followers[0], 1, 2);
	vote = accept_follower(listening);
	close(vote); /* it was accepted, and not answered */
	for (int i = 0; i < 100; i++)
		follow_look(&followers[0]);
	class_ms += 1000;
	vote = accept_follower(listening);
	for (long long began = now_ms(); !strstr(request, "&question=1&choice=2"); follow_look(&followers[0])) {
		size_t used = strlen(request);
		ssize_t n = recv(vote, request + used, sizeof request - 1 - used, MSG_DONTWAIT);

		ck_assert_int_lt(now_ms() - began, DEADLINE_MS);
		if (n > 0)
			request[used + (size_t)n] = '\0';
	}
	close(vote);
	close(recording);
	close(listening);
}
END_TEST

Suite *suite_class_fetch(void)
{
	Suite *s = suite_create("class/fetch");
	TCase *c = tcase_create("breaks");

	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, NULL, end);
	tcase_add_test(c, a_connection_that_broke__is_tried_for_ten_minutes);
	tcase_add_test(c, a_server_that_says_nothing__is_left);
	tcase_add_test(c, a_vote_while_the_connection_is_broken__arrives_after_it);
	tcase_add_test(c, where_no_class_is__it_is_said);
	tcase_add_test(c, after_a_success__tries_follow_each_other_as_at_first);
	tcase_add_test(c, where_all_places_are_taken__one_waits_for_a_place);
	tcase_add_test(c, where_nobody_listens_for_ten_minutes__there_is_no_class);
	tcase_add_test(c, a_vote_whose_connection_is_cut__is_sent_again);
	suite_add_tcase(s, c);
	return s;
}
