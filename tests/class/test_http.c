/* Tests what a class reads from the network: answers of HTTP, forms, and the table of who
 * follows and votes. */
#include <check.h>
#include <string.h>

#include "class/form.h"
#include "class/http.h"
#include "class/room.h"

#include "suites.h"

/* --- answers --- */

/* Takes an answer in pieces of n octets; returns the body. */
static const char *take(struct http *h, const char *answer, size_t n)
{
	static char body[4096];
	size_t used = 0, len = strlen(answer);

	memset(h, 0, sizeof *h);
	for (size_t at = 0; at < len; at += n)
		used += http_take(h, answer + at, len - at < n ? len - at : n, body + used);
	body[used] = '\0';
	return body;
}

struct answer {
	const char *label, *text, *body;
	enum http_state state;
	unsigned status;
};

static const struct answer answers[] = {
	{ "chunks",
	  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n10;x=y\r\n0123456789abcdef\r\n0\r\n\r\n",
	  "abc0123456789abcdef", HTTP_DONE, 200 },
	{ "chunks that go on", "HTTP/1.1 200 OK\ntransfer-encoding:  Chunked\n\n2\nab\n", "ab", HTTP_BODY, 200 },
	{ "a length", "HTTP/1.0 403 No\r\nContent-Length: 3\r\n\r\nabcd", "abc", HTTP_DONE, 403 },
	{ "nothing", "HTTP/1.1 204 No Content\r\n\r\n", "", HTTP_DONE, 204 },
	{ "to the end", "HTTP/1.1 200 OK\r\n\r\nabc", "abc", HTTP_BODY, 200 },
	{ "an interim answer", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", "a",
	  HTTP_DONE, 200 },
	{ "trailers", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n", "a",
	  HTTP_DONE, 200 },
	{ "no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", "", HTTP_BAD, 0 },
	{ "no status", "HTTP/1.1 OK\r\n\r\n", "", HTTP_BAD, 0 },
	{ "a huge chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\n", "", HTTP_BAD, 200 },
	{ "no chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "", HTTP_BAD, 200 },
	{ "a chunk that is too long", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", "a", HTTP_BAD,
	  200 },
	{ "gzip", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", "", HTTP_BAD, 200 },
	{ "a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "", HTTP_BAD, 200 },
};

START_TEST(answers__are_read_however_they_are_cut)
{
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		for (size_t n = 1; n < 40; n += 6) {
			const struct answer *a = &answers[i];
			struct http h;
			const char *body = take(&h, a->text, n);

			ck_assert_msg(h.state == a->state, "%s by %zu: state %d", a->label, n, h.state);
			ck_assert_msg(a->status == 0 || h.status == a->status, "%s: %u", a->label, h.status);
			ck_assert_msg(strcmp(body, a->body) == 0, "%s by %zu: '%s'", a->label, n, body);
		}
}
END_TEST

START_TEST(an_answer_that_ends__is_whole_only_where_nothing_says_its_length)
{
	struct http h;

	take(&h, "HTTP/1.1 200 OK\r\n\r\nabc", 100);
	http_end(&h);
	ck_assert_int_eq(h.state, HTTP_DONE);
	take(&h, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", 100);
	http_end(&h);
	ck_assert_int_eq(h.state, HTTP_BAD);
	take(&h, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", 100);
	http_end(&h);
	ck_assert_int_eq(h.state, HTTP_BAD);
}
END_TEST

START_TEST(a_head_without_end__is_given_up)
{
	static char line[HTTP_LINE_MAX + 10], body[HTTP_LINE_MAX + 10];
	struct http h = { 0 };

	memset(line, 'x', sizeof line);
	http_take(&h, line, sizeof line, body);
	ck_assert_int_eq(h.state, HTTP_BAD);
	memset(&h, 0, sizeof h);
	http_take(&h, "HTTP/1.1 200 OK\r\n", 17, body);
	for (int i = 0; i < 10000 && h.state == HTTP_HEAD; i++)
		http_take(&h, "X: y\r\n", 6, body);
	ck_assert_int_eq(h.state, HTTP_BAD);
}
END_TEST

/* --- forms --- */

#define TOKEN "abcdefghijklmnop"

static bool reads(struct form *f, const char *body)
{
	return form_read(f, body, strlen(body));
}

START_TEST(forms__have_known_fields_once)
{
	static const char *const wrong[] = { "",
					     "token",
					     "token=short",
					     "token=" TOKEN "&token=" TOKEN,
					     "token=" TOKEN "&question=x",
					     "token=" TOKEN "&question=1&name=x",
					     "token=" TOKEN "&choice=1000001",
					     "token=" TOKEN "&",
					     "token=abcdefghijkl%20op",
					     "code=\x1b[31m" };
	char many[FORM_OCTETS_MAX + 2];
	struct form f;

	ck_assert(reads(&f, "token=" TOKEN "&question=3&choice=2&code=room-7"));
	ck_assert_str_eq(f.token, TOKEN);
	ck_assert_str_eq(f.code, "room-7");
	ck_assert_uint_eq(f.question, 3);
	ck_assert_uint_eq(f.choice, 2);
	ck_assert(!f.has_behind);
	ck_assert(reads(&f, "behind=0&token=" TOKEN));
	ck_assert(f.has_behind);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		ck_assert_msg(!reads(&f, wrong[i]), "%s", wrong[i]);
	memset(many, 'a', sizeof many);
	ck_assert(!form_read(&f, many, sizeof many));
	ck_assert(form_same_code("abc", "abc"));
	ck_assert(!form_same_code("abc", "abd") && !form_same_code("abc", "ab") && !form_same_code("", "a"));
}
END_TEST

/* --- the room --- */

#define OTHER "ponmlkjihgfedcba"

START_TEST(a_vote__counts_once_for_each_follower_and_only_while_the_question_stands)
{
	struct room *r = room_new(3);
	struct room_counts n;
	size_t seat, other;

	ck_assert_int_eq(room_vote(r, TOKEN, 1, 1, 0), ROOM_STRANGER);
	ck_assert_int_eq(room_join(r, TOKEN, 0, &seat), ROOM_OK);
	ck_assert_int_eq(room_vote(r, TOKEN, 1, 1, 0), ROOM_CLOSED);
	room_ask(r, 1, 3, true);
	ck_assert_int_eq(room_vote(r, TOKEN, 1, 4, 0), ROOM_NO_CHOICE);
	ck_assert_int_eq(room_vote(r, TOKEN, 1, 0, 0), ROOM_NO_CHOICE);
	ck_assert_int_eq(room_vote(r, TOKEN, 1, 1, 0), ROOM_OK);
	ck_assert_int_eq(room_vote(r, TOKEN, 1, 3, 0), ROOM_OK);
	ck_assert_int_eq(room_join(r, OTHER, 0, &other), ROOM_OK);
	ck_assert_int_eq(room_vote(r, OTHER, 1, 3, 0), ROOM_OK);
	ck_assert_int_eq(room_place(r, OTHER, 2, 0), ROOM_OK);
	n = room_count(r);
	ck_assert_uint_eq(n.connected, 2);
	ck_assert_uint_eq(n.answered, 2);
	ck_assert_uint_eq(n.behind, 1);
	ck_assert_uint_eq(n.votes[0], 0);
	ck_assert_uint_eq(n.votes[2], 2);
	room_ask(r, 1, 3, false);
	ck_assert_int_eq(room_vote(r, TOKEN, 1, 1, 0), ROOM_CLOSED);
	ck_assert_uint_eq(room_count(r).answered, 2);
	room_ask(r, 2, 2, true);
	ck_assert_uint_eq(room_count(r).answered, 0);
	ck_assert_int_eq(room_vote(r, TOKEN, 1, 1, 0), ROOM_CLOSED);
	room_free(r);
}
END_TEST

START_TEST(a_follower_who_comes_back__has_the_same_seat)
{
	struct room *r = room_new(2);
	size_t seat, again, other;

	room_ask(r, 1, 2, true);
	ck_assert_int_eq(room_join(r, TOKEN, 0, &seat), ROOM_OK);
	ck_assert_int_eq(room_vote(r, TOKEN, 1, 2, 0), ROOM_OK);
	room_leave(r, seat, 1000);
	ck_assert_uint_eq(room_count(r).connected, 0);
	ck_assert_uint_eq(room_count(r).votes[1], 1);
	ck_assert_int_eq(room_join(r, TOKEN, 2000, &again), ROOM_OK);
	ck_assert_uint_eq(seat, again);
	ck_assert_uint_eq(room_count(r).answered, 1);
	ck_assert_int_eq(room_join(r, "", 2000, &other), ROOM_OK);
	ck_assert_int_eq(room_join(r, OTHER, 2000, &other), ROOM_FULL);
	room_leave(r, seat, 3000);
	ck_assert_int_eq(room_join(r, OTHER, 4000, &other), ROOM_FULL); /* the vote is kept for a while */
	ck_assert_int_eq(room_join(r, OTHER, 3000 + ROOM_LINGERS_MS, &other), ROOM_OK);
	ck_assert_int_eq(room_vote(r, TOKEN, 1, 1, 3000 + ROOM_LINGERS_MS), ROOM_STRANGER);
	room_free(r);
}
END_TEST

Suite *suite_class_http(void)
{
	Suite *s = suite_create("class/http");
	TCase *c = tcase_create("read");

	tcase_add_test(c, answers__are_read_however_they_are_cut);
	tcase_add_test(c, an_answer_that_ends__is_whole_only_where_nothing_says_its_length);
	tcase_add_test(c, a_head_without_end__is_given_up);
	tcase_add_test(c, forms__have_known_fields_once);
	tcase_add_test(c, a_vote__counts_once_for_each_follower_and_only_while_the_question_stands);
	tcase_add_test(c, a_follower_who_comes_back__has_the_same_seat);
	suite_add_tcase(s, c);
	return s;
}
