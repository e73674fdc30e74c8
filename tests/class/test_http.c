/* Tests what a class reads from the network: answers of HTTP, and forms. */
#include <check.h>
#include <string.h>

#include "class/form.h"
#include "class/http.h"

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

Suite *suite_class_http(void)
{
	Suite *s = suite_create("class/http");
	TCase *c = tcase_create("read");

	tcase_add_test(c, answers__are_read_however_they_are_cut);
	tcase_add_test(c, an_answer_that_ends__is_whole_only_where_nothing_says_its_length);
	tcase_add_test(c, a_head_without_end__is_given_up);
	tcase_add_test(c, forms__have_known_fields_once);
	suite_add_tcase(s, c);
	return s;
}
