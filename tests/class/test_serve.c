/* Tests a class over the loopback interface: a server, followers, and those who disturb. Every
 * wait ends when what is waited for has come, or fails after a bounded time. */
#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "class/fetch.h"
#include "class/follow.h"
#include "class/record.h"
#include "class/serve.h"
#include "class/visits.h"

#include "class/loopback.h"
#include "suites.h"

enum { LARGE = 3 * 1024 * 1024 };

/* --- a socket --- */

static int dial(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(connect(fd, (struct sockaddr *)&to, sizeof to), 0);
	return fd;
}

/* Sends a request as it is; returns the answer's status. *kept: the connection, which goes on;
 * NULL: it is closed. */
static unsigned ask(const char *request, char *answer, size_t size, int *kept)
{
	int fd = dial();
	size_t used = 0;
	unsigned status = 0;

	ck_assert_int_eq(send(fd, request, strlen(request), MSG_NOSIGNAL), (ssize_t)strlen(request));
	for (long long began = now_ms(); used + 1 < size && now_ms() - began < DEADLINE_MS;) {
		struct pollfd in = { .fd = fd, .events = POLLIN };
		ssize_t n = poll(&in, 1, 100) > 0 ? recv(fd, answer + used, size - used - 1, 0) : -1;

		if (n == 0 || (n < 0 && used > 0))
			break;
		used += n > 0 ? (size_t)n : 0;
		if (kept && used > 0)
			break;
	}
	answer[used] = '\0';
	sscanf(answer, "HTTP/1.1 %u", &status);
	if (kept)
		*kept = fd;
	else
		close(fd);
	return status;
}

static unsigned get(const char *path)
{
	char request[600], answer[65536];

	snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", path);
	return ask(request, answer, sizeof answer, NULL);
}

static unsigned post(const char *path, const char *more, const char *body)
{
	char request[1200], answer[4096];

	snprintf(request, sizeof request,
		 "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sContent-Length: %zu\r\n\r\n%s", path, more,
		 strlen(body), body);
	return ask(request, answer, sizeof answer, NULL);
}

/* --- a class --- */

START_TEST(a_hundred_followers__see_the_same_as_it_comes)
{
	struct timespec before, after;
	long long worst = 0, took;
	char text[4096] = HEAD;

	if (!start("0", NULL, 0))
		return;
	serve_text(server, text);
	begin_followers(CLASS);
	until_all(text, FOLLOW_LIVE);
	ck_assert_uint_eq(serve_count(server).connected, CLASS);
	for (int step = 0; step < 10; step++) {
		strcat(text, step % 2 ? "wait 1s\n" : "client socket\n");
		serve_text(server, text);
		took = until_all(text, FOLLOW_LIVE);
		worst = took > worst ? took : worst;
	}
	printf("100 followers: a step is seen by all after %lld ms at the worst\n", worst);
	ck_assert_int_lt(worst, DEADLINE_MS / 4);
	serve_text(server, HEAD "client socket\n"); /* a step back */
	until_all(HEAD "client socket\n", FOLLOW_LIVE);
	serve_text(server, HEAD "client socket\nserver boot\n");
	until_all(HEAD "client socket\nserver boot\n", FOLLOW_LIVE);
	/* idle: nothing runs while nothing happens */
	ck_assert_int_eq(poll(NULL, 0, 100), 0); /* what was under way ends */
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	ck_assert_int_eq(poll(NULL, 0, 300), 0);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	ck_assert_int_lt((after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000, 30);
	serve_text(server, HEAD "client socket\nserver boot\n" RECORD_END "\n");
	serve_stop(server);
	server = NULL;
	until_all(HEAD "client socket\nserver boot\n" RECORD_END "\n", FOLLOW_ENDED);
	for (size_t i = 0; i < following; i++)
		ck_assert(!followers[i].lost);
}
END_TEST

START_TEST(an_instructor_who_starts_again__is_found_again)
{
	char where[16];

	if (!start("0", NULL, 0))
		return;
	serve_text(server, HEAD "client socket\n");
	begin_followers(5);
	until_all(HEAD "client socket\n", FOLLOW_LIVE);
	serve_stop(server); /* without the line that ends a class */
	until_all(HEAD "client socket\n", FOLLOW_BROKE);
	snprintf(where, sizeof where, "%u", port);
	ck_assert(start(where, NULL, 0));
	serve_text(server, HEAD "client socket\nserver boot\n");
	until_all(HEAD "client socket\nserver boot\n", FOLLOW_LIVE);
	ck_assert_uint_eq(serve_count(server).connected, 5);
}
END_TEST

/* --- votes --- */

START_TEST(a_choice__comes_back_to_the_class)
{
	long long began;

	if (!start("127.0.0.1:0", NULL, 0))
		return;
	serve_text(server, HEAD "ask\n  Which?\n  (?) a\n  (?) b\n");
	serve_ask(server, 1, 2, true);
	begin_followers(3);
	until_all(HEAD "ask\n  Which?\n  (?) a\n  (?) b\n", FOLLOW_LIVE);
	ck_assert_uint_eq(follow_question(followers[0].script), 1);
	follow_vote(&followers[0], 1, 1);
	follow_vote(&followers[1], 1, 1);
	follow_vote(&followers[2], 1, 2);
	follow_vote(&followers[1], 1, 2); /* changes it */
	follow_place(&followers[2], 3);
	for (began = now_ms(); serve_count(server).votes[1] < 2 || serve_count(server).behind < 1;) {
		for (size_t i = 0; i < following; i++)
			follow_look(&followers[i]);
		ck_assert_int_lt(now_ms() - began, DEADLINE_MS);
		poll(NULL, 0, 1);
	}
	ck_assert_uint_eq(serve_count(server).votes[0], 1);
	ck_assert_uint_eq(serve_count(server).answered, 3);
}
END_TEST

#define TOKEN "abcdefghijklmnop"

START_TEST(requests__are_judged)
{
	char answer[8192];
	int kept;

	if (!start("0", "room7", 1))
		return;
	serve_text(server, HEAD);
	serve_ask(server, 1, 2, true);
	ck_assert_uint_eq(get("/"), 200);
	ck_assert_uint_eq(ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", answer, sizeof answer, NULL),
			  200);
	ck_assert_ptr_nonnull(strstr(answer, "Content-Security-Policy: default-src 'none'"));
	ck_assert_ptr_nonnull(strstr(answer, "X-Content-Type-Options: nosniff"));
	ck_assert_uint_eq(get("/recording"), 403);
	ck_assert_uint_eq(get("/recording?code=room8"), 403);
	ck_assert_uint_eq(get("/recording?code=room7&token=x"), 400);
	ck_assert_uint_eq(get("/../../etc/passwd"), 404);
	ck_assert_uint_eq(get("/vote"), 405);
	ck_assert_uint_eq(post("/recording", "", ""), 405);
	ck_assert_uint_eq(post("/vote", "", "token=" TOKEN "&question=1&choice=1"), 403);
	ck_assert_uint_eq(post("/vote", "", "code=room7&token=" TOKEN "&question=1&choice=1"), 401);
	ck_assert_uint_eq(ask("GET /recording?code=room7&token=" TOKEN " HTTP/1.1\r\nHost: x\r\n\r\n", answer,
			      sizeof answer, &kept),
			  200);
	ck_assert_uint_eq(get("/recording?code=room7"), 503);
	ck_assert_uint_eq(post("/vote", "", "code=room7&token=" TOKEN "&question=1&choice=2"), 204);
	ck_assert_uint_eq(post("/vote", "Origin: http://x\r\n", "code=room7&token=" TOKEN "&question=1&choice=2"), 204);
	ck_assert_uint_eq(
		post("/vote", "Origin: http://evil.example\r\n", "code=room7&token=" TOKEN "&question=1&choice=1"),
		403);
	ck_assert_uint_eq(post("/vote", "", "code=room7&token=" TOKEN "&question=1&choice=3"), 400);
	ck_assert_uint_eq(post("/vote", "", "code=room7&token=" TOKEN "&question=2&choice=1"), 409);
	ck_assert_uint_eq(post("/vote", "", "code=room7&token=" TOKEN), 400);
	ck_assert_uint_eq(post("/place", "", "code=room7&token=" TOKEN "&behind=2"), 204);
	serve_ask(server, 1, 2, false);
	ck_assert_uint_eq(post("/vote", "", "code=room7&token=" TOKEN "&question=1&choice=1"), 409);
	ck_assert_uint_eq(serve_count(server).votes[1], 1);
	close(kept);
}
END_TEST

/* --- those who disturb --- */

/* Returns a recording of about LARGE octets, with room for one more line (malloc'ed). */
static char *large_text(void)
{
	char *large = malloc(LARGE + 64);

	ck_assert_ptr_nonnull(large);
	strcpy(large, HEAD);
	for (size_t n = strlen(large); n + 4001 <= LARGE; n += 4001) {
		memset(large + n, ' ', 4000);
		memcpy(large + n, "# a long line", 13);
		strcpy(large + n + 4000, "\n");
	}
	return large;
}

START_TEST(who_floods_or_never_reads__disturbs_nobody)
{
	char *large, *flood, answer[1024];
	const char request[] = "GET /recording HTTP/1.1\r\nHost: x\r\n\r\n";
	int deaf, talker, small = 4096;
	long long began;

	if (!start("0", NULL, 0))
		return;
	large = large_text();
	flood = malloc(LARGE);
	ck_assert_ptr_nonnull(flood);
	serve_text(server, HEAD);
	begin_followers(3);
	until_all(HEAD, FOLLOW_LIVE);
	deaf = dial();
	setsockopt(deaf, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
	ck_assert_int_gt(send(deaf, request, sizeof request - 1, MSG_NOSIGNAL), 0);
	began = now_ms();
	serve_text(server, large);
	ck_assert_int_lt(now_ms() - began, 1000); /* whoever does not read, the instructor goes on */
	until_all(large, FOLLOW_LIVE);
	memset(flood, 'x', LARGE);
	memcpy(flood, "POST /vote HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n", 57);
	flood[LARGE - 1] = '\0';
	talker = dial();
	while (send(talker, flood, LARGE, MSG_NOSIGNAL) > 0 && now_ms() - began < DEADLINE_MS)
		; /* until the server hangs up */
	close(talker);
	memcpy(flood, "GET / HTTP/1.1\r\nX: ", 19);
	talker = dial();
	while (send(talker, flood, LARGE, MSG_NOSIGNAL) > 0 && now_ms() - began < DEADLINE_MS)
		;
	close(talker);
	ck_assert_uint_ge(ask("NONSENSE\r\n\r\n\r\n", answer, sizeof answer, NULL), 0);
	strcat(large, "server boot\n");
	serve_text(server, large);
	until_all(large, FOLLOW_LIVE);
	began = now_ms();
	serve_stop(server);
	server = NULL;
	ck_assert_int_lt(now_ms() - began, DEADLINE_MS / 2);
	close(deaf);
	free(large);
	free(flood);
}
END_TEST

/* Waits until the server has closed a connection; returns whether it sent an answer before. */
static bool answered_until_closed(int fd)
{
	struct pollfd in = { .fd = fd, .events = POLLIN };
	char octets[4096];
	bool answered = false;
	ssize_t n;

	for (long long began = now_ms(); (n = poll(&in, 1, 1) > 0 ? recv(fd, octets, sizeof octets, 0) : -2) != 0;) {
		if (n == -1)
			break; /* reset */
		answered = answered || n > 0;
		ck_assert_int_lt(now_ms() - began, DEADLINE_MS);
	}
	close(fd);
	return answered;
}

/* Waits until the server has seen as many connections as were made. */
static void until_connected(unsigned n)
{
	for (long long began = now_ms(); serve_count(server).connected < n;) {
		ck_assert_int_lt(now_ms() - began, DEADLINE_MS);
		poll(NULL, 0, 1);
	}
}

START_TEST(a_request_that_trickles__is_ended)
{
	static const char part[] = "GET / HTTP/1.1\r\nHost: x\r\n", rest[] = "X: y\r\n\r\n";
	int fd, other;

	if (!start("0", NULL, 0))
		return;
	fd = dial();
	ck_assert_int_gt(send(fd, part, sizeof part - 1, MSG_NOSIGNAL), 0);
	/* connections are accepted in their order */
	ck_assert_uint_eq(get("/"), 200);
	class_ms = VISIT_ASKS_MS - 1;
	serve_beat(server);
	ck_assert_int_gt(send(fd, "A: b\r\n", 6, MSG_NOSIGNAL), 0);
	other = dial();
	ck_assert_uint_eq(get("/"), 200);
	class_ms = VISIT_ASKS_MS;
	serve_beat(server);
	ck_assert(!answered_until_closed(fd));
	/* who came later has time left */
	ck_assert_int_gt(send(other, part, sizeof part - 1, MSG_NOSIGNAL), 0);
	ck_assert_int_gt(send(other, rest, sizeof rest - 1, MSG_NOSIGNAL), 0);
	for (long long began = now_ms(); now_ms() - began < DEADLINE_MS;) {
		struct pollfd in = { .fd = other, .events = POLLIN };

		if (poll(&in, 1, 1) > 0)
			break;
	}
	serve_beat(server);
	class_ms += VISIT_TAKES_MS;
	serve_beat(server);
	ck_assert(answered_until_closed(other));
}
END_TEST

START_TEST(a_follower_who_never_catches_up__is_ended)
{
	static const char request[] = "GET /recording HTTP/1.1\r\nHost: x\r\n\r\n";
	char *large;
	int slow, small = 4096;

	if (!start("0", NULL, 0))
		return;
	large = large_text();
	serve_text(server, large);
	slow = dial();
	setsockopt(slow, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
	ck_assert_int_gt(send(slow, request, sizeof request - 1, MSG_NOSIGNAL), 0);
	until_connected(1);
	begin_followers(1);
	until_all(large, FOLLOW_LIVE);
	until_connected(2);
	class_ms = VISIT_TAKES_MS;
	serve_beat(server);
	ck_assert(answered_until_closed(slow));
	serve_text(server, HEAD);
	until_all(HEAD, FOLLOW_LIVE); /* who has everything stays */
	for (long long began = now_ms(); serve_count(server).connected > 1;) {
		ck_assert_int_lt(now_ms() - began, DEADLINE_MS);
		poll(NULL, 0, 1);
	}
	free(large);
}
END_TEST

START_TEST(who_comes_anew_with_the_same_token__leaves_the_old_connection)
{
	static const char request[] = "GET /recording?token=" TOKEN " HTTP/1.1\r\nHost: x\r\n\r\n";
	char answer[8192];
	int old, anew;

	if (!start("0", NULL, 2))
		return;
	serve_text(server, HEAD);
	ck_assert_uint_eq(ask(request, answer, sizeof answer, &old), 200);
	ck_assert_uint_eq(ask(request, answer, sizeof answer, &anew), 200);
	answered_until_closed(old); /* fails if it stays open */
	begin_followers(1);
	until_all(HEAD, FOLLOW_LIVE); /* one follower had two connections, not two seats */
	ck_assert_uint_eq(serve_count(server).connected, 2);
	serve_text(server, HEAD RECORD_END "\n");
	serve_stop(server);
	server = NULL;
	ck_assert(answered_until_closed(anew));
}
END_TEST

enum { PAGE = 4 * 1024 * 1024 };

/* Asks for the page, and waits until the answer has begun. */
static int ask_page(void)
{
	static const char request[] = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
	int fd = dial();
	struct pollfd in = { .fd = fd, .events = POLLIN };

	ck_assert_int_gt(send(fd, request, sizeof request - 1, MSG_NOSIGNAL), 0);
	ck_assert_int_eq(poll(&in, 1, DEADLINE_MS), 1);
	return fd;
}

/* Reads to the end of a connection; returns the number of octets. */
static size_t read_all(int fd)
{
	static char octets[65536];
	size_t all = 0;
	ssize_t n;

	while ((n = recv(fd, octets, sizeof octets, 0)) > 0)
		all += (size_t)n;
	close(fd);
	return all;
}

START_TEST(a_page__may_be_taken_for_two_minutes)
{
	char *large = malloc(PAGE + 1);
	int slow, deaf;

	ck_assert_ptr_nonnull(large);
	memset(large, ' ', PAGE);
	large[PAGE] = '\0';
	page = large;
	if (!start("0", NULL, 0)) {
		page = NULL;
		free(large);
		return;
	}
	slow = ask_page();
	deaf = ask_page();
	class_ms = VISIT_ASKS_MS; /* that was the time for the request */
	serve_beat(server);
	ck_assert_uint_gt(read_all(slow), PAGE);
	class_ms = VISIT_TAKES_MS - 1;
	serve_beat(server);
	class_ms = VISIT_TAKES_MS;
	serve_beat(server);
	ck_assert_uint_lt(read_all(deaf), PAGE);
	page = NULL;
	free(large);
}
END_TEST

Suite *suite_class_serve(void)
{
	Suite *s = suite_create("class/serve");
	TCase *c = tcase_create("class");

	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, NULL, end);
	tcase_add_test(c, a_hundred_followers__see_the_same_as_it_comes);
	tcase_add_test(c, an_instructor_who_starts_again__is_found_again);
	tcase_add_test(c, a_choice__comes_back_to_the_class);
	tcase_add_test(c, requests__are_judged);
	tcase_add_test(c, who_floods_or_never_reads__disturbs_nobody);
	tcase_add_test(c, a_request_that_trickles__is_ended);
	tcase_add_test(c, a_follower_who_never_catches_up__is_ended);
	tcase_add_test(c, who_comes_anew_with_the_same_token__leaves_the_old_connection);
	tcase_add_test(c, a_page__may_be_taken_for_two_minutes);
	suite_add_tcase(s, c);
	return s;
}
