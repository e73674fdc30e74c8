/* The call matrix: every state × every call of the sockets API, from RFC 9293
 * 3.10.1 to 3.10.5 and POSIX, with the measured kernel's answer where it
 * differs. The subject is the client. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/settings.h"
#include "language/format.h"
#include "language/predicate.h"
#include "language/verbs.h"

#include "engine/reach.h"
#include "suites.h"

#define UNREAD   ESTABLISHED "inject to client ACK seq=301 ack=101 len=5\ndeliver last\n"
#define LAST_ACK CLOSE_WAIT "client shutdown wr\n"
#define RESET    ESTABLISHED "inject to client RST seq=301\ndeliver last\n"
#define REFUSED  SYN_SENT "inject to client RST,ACK seq=0 ack=101\ndeliver last\n"

/* One call: its result ("": it blocks), the state after it, and the segments sent (joined
 * by ;). */
struct call_row {
	const char *call;
	const char *result;
	const char *state;
	const char *sent;
};

struct table {
	const char *source;
	const char *set;
	const char *reach;
	const struct call_row *rows;
	size_t n;
};

#define TABLE(source, set, reach, ...) \
	{ \
		source, set, reach, (const struct call_row[]){ __VA_ARGS__ }, \
			sizeof((const struct call_row[]){ __VA_ARGS__ }) / sizeof(struct call_row) \
	}

static const struct table rfc[] = {
	TABLE("fresh, bound", NULL, BOUND, { "listen", "0", "LISTEN", "" },
	      { "connect 5000", "", "SYN-SENT", "SYN seq=100" }, { "bind 81", "EINVAL", "CLOSED", "" },
	      { "accept", "EINVAL", "CLOSED", "" }, { "send 1", "ENOTCONN", "CLOSED", "" },
	      { "recv", "ENOTCONN", "CLOSED", "" }, { "shutdown wr", "ENOTCONN", "CLOSED", "" },
	      { "abort", "ENOTCONN", "CLOSED", "" }, { "close", "0", "CLOSED", "" }),
	TABLE("LISTEN", NULL, LISTEN, { "listen 3", "0", "LISTEN", "" }, { "accept", "", "LISTEN", "" },
	      { "connect 5000", "EOPNOTSUPP", "LISTEN", "" }, { "bind 81", "EINVAL", "LISTEN", "" },
	      { "send 1", "ENOTCONN", "LISTEN", "" }, { "recv", "ENOTCONN", "LISTEN", "" },
	      { "shutdown wr", "ENOTCONN", "LISTEN", "" }, { "abort", "0", "CLOSED", "" },
	      { "close", "0", "CLOSED", "" }),
	TABLE("SYN-SENT", NULL, SYN_SENT, { "connect 5000", "EALREADY", "SYN-SENT", "" },
	      { "bind 81", "EINVAL", "SYN-SENT", "" }, { "listen", "EINVAL", "SYN-SENT", "" },
	      { "accept", "EINVAL", "SYN-SENT", "" }, { "send 5", "5", "SYN-SENT", "" }, { "recv", "", "SYN-SENT", "" },
	      { "shutdown wr", "ENOTCONN", "SYN-SENT", "" }, { "abort", "0", "CLOSED", "" },
	      { "close", "0", "CLOSED", "" }),
	TABLE("SYN-RECEIVED, active", NULL, ACTIVE, { "connect 5000", "EALREADY", "SYN-RECEIVED", "" },
	      { "send 5", "5", "SYN-RECEIVED", "" }, { "recv", "", "SYN-RECEIVED", "" },
	      { "shutdown wr", "0", "FIN-WAIT-1", "FIN,ACK seq=101 ack=301" },
	      { "close", "0", "FIN-WAIT-1", "FIN,ACK seq=101 ack=301" }, { "abort", "0", "CLOSED", "RST seq=101" }),
	TABLE("ESTABLISHED", NULL, ESTABLISHED, { ".2 connect 5000", "EISCONN", "ESTABLISHED", "" },
	      { ".2 bind 81", "EINVAL", "ESTABLISHED", "" }, { ".2 listen", "EINVAL", "ESTABLISHED", "" },
	      { ".2 accept", "EINVAL", "ESTABLISHED", "" },
	      { "send 5", "5", "ESTABLISHED", "ACK seq=101 ack=301 len=5" }, { "send 0", "0", "ESTABLISHED", "" },
	      { "recv", "", "ESTABLISHED", "" }, { "shutdown wr", "0", "FIN-WAIT-1", "FIN,ACK seq=101 ack=301" },
	      { "shutdown rd", "0", "ESTABLISHED", "" },
	      { "shutdown rdwr", "0", "FIN-WAIT-1", "FIN,ACK seq=101 ack=301" },
	      { "close", "0", "FIN-WAIT-1", "FIN,ACK seq=101 ack=301" }, { "abort", "0", "CLOSED", "RST seq=101" }),
	TABLE("ESTABLISHED, octets unread (SHLD-3)", NULL, UNREAD, { "recv", "5", "ESTABLISHED", "" },
	      { "recv 2", "2", "ESTABLISHED", "" }, { "close", "0", "CLOSED", "RST seq=101" },
	      { "shutdown rdwr", "0", "FIN-WAIT-1", "FIN,ACK seq=101 ack=306" }),
	TABLE("ESTABLISHED, linger 0", NULL, ESTABLISHED "client linger 0\n",
	      { "close", "0", "CLOSED", "RST seq=101" }),
	TABLE("ESTABLISHED, linger 5s", NULL, ESTABLISHED "client linger 5s\n",
	      { "close", "", "FIN-WAIT-1", "FIN,ACK seq=101 ack=301" }),
	TABLE("ESTABLISHED, two references", NULL, ESTABLISHED "client dup\n", { "close", "0", "ESTABLISHED", "" },
	      { "shutdown wr", "0", "FIN-WAIT-1", "FIN,ACK seq=101 ack=301" }),
	TABLE("FIN-WAIT-1", NULL, FIN_WAIT_1, { ".2 connect 5000", "EISCONN", "FIN-WAIT-1", "" },
	      { "send 1", "EPIPE", "FIN-WAIT-1", "" }, { "recv", "", "FIN-WAIT-1", "" },
	      { "shutdown wr", "0", "FIN-WAIT-1", "" }, { "close", "0", "FIN-WAIT-1", "" },
	      { "abort", "0", "CLOSED", "RST seq=102" }),
	TABLE("FIN-WAIT-2", NULL, FIN_WAIT_2, { "send 1", "EPIPE", "FIN-WAIT-2", "" }, { "recv", "", "FIN-WAIT-2", "" },
	      { "shutdown wr", "0", "FIN-WAIT-2", "" }, { "close", "0", "FIN-WAIT-2", "" },
	      { "abort", "0", "CLOSED", "RST seq=102" }),
	TABLE("CLOSE-WAIT", NULL, CLOSE_WAIT, { "send 5", "5", "CLOSE-WAIT", "ACK seq=101 ack=302 len=5" },
	      { "recv", "0", "CLOSE-WAIT", "" }, { "shutdown wr", "0", "LAST-ACK", "FIN,ACK seq=101 ack=302" },
	      { "close", "0", "LAST-ACK", "FIN,ACK seq=101 ack=302" }, { "abort", "0", "CLOSED", "RST seq=101" }),
	TABLE("CLOSING", NULL, CLOSING, { "send 1", "EPIPE", "CLOSING", "" }, { "recv", "0", "CLOSING", "" },
	      { "shutdown wr", "0", "CLOSING", "" }, { "close", "0", "CLOSING", "" }, { "abort", "0", "CLOSED", "" }),
	TABLE("LAST-ACK", NULL, LAST_ACK, { "send 1", "EPIPE", "LAST-ACK", "" }, { "recv", "0", "LAST-ACK", "" },
	      { "shutdown wr", "0", "LAST-ACK", "" }, { "close", "0", "LAST-ACK", "" }, { "abort", "0", "CLOSED", "" }),
	TABLE("TIME-WAIT", NULL, TIME_WAIT, { ".2 connect 5000", "EISCONN", "TIME-WAIT", "" },
	      { "send 1", "EPIPE", "TIME-WAIT", "" }, { "recv", "0", "TIME-WAIT", "" },
	      { "shutdown wr", "0", "TIME-WAIT", "" }, { "close", "0", "TIME-WAIT", "" },
	      { "abort", "0", "CLOSED", "" }),
	TABLE("reset by the peer: told once", NULL, RESET, { "send 1", "ECONNRESET", "CLOSED", "" },
	      { "recv", "ECONNRESET", "CLOSED", "" }, { "close", "0", "CLOSED", "" }),
	TABLE("reset by the peer, told already", NULL, RESET "client recv\n", { "send 1", "EPIPE", "CLOSED", "" },
	      { "recv", "0", "CLOSED", "" }),
	TABLE("aborted", NULL, ESTABLISHED "client abort\n", { "send 1", "ENOTCONN", "CLOSED", "" },
	      { "recv", "ENOTCONN", "CLOSED", "" }, { "close", "0", "CLOSED", "" }),
	TABLE("refused", NULL, REFUSED, { "recv", "ENOTCONN", "CLOSED", "" }, { "send 1", "ENOTCONN", "CLOSED", "" },
	      { "close", "0", "CLOSED", "" }),
	TABLE("closed", NULL, ESTABLISHED "client close\n", { "send 1", "EBADF", "FIN-WAIT-1", "" },
	      { "recv", "EBADF", "FIN-WAIT-1", "" }, { "close", "EBADF", "FIN-WAIT-1", "" },
	      { "shutdown wr", "EBADF", "FIN-WAIT-1", "" }),
};

static const struct table linux_[] = {
	TABLE("fresh, bound", "profile linux", BOUND, { "send 1", "EPIPE", "CLOSED", "" },
	      { "recv", "ENOTCONN", "CLOSED", "" }, { "shutdown wr", "ENOTCONN", "CLOSED", "" }),
	TABLE("unbound", "profile linux", "client socket\n", { "listen", "0", "LISTEN", "" }),
	TABLE("LISTEN", "profile linux", LISTEN, { "connect 5000", "EISCONN", "LISTEN", "" },
	      { "send 1", "EPIPE", "LISTEN", "" }, { "shutdown rd", "0", "CLOSED", "" },
	      { "shutdown wr", "0", "LISTEN", "" }),
	TABLE("SYN-SENT", "profile linux", SYN_SENT, { "shutdown wr", "0", "CLOSED", "" }),
	TABLE("SYN-RECEIVED, active", "profile linux", ACTIVE, { "shutdown wr", "0", "SYN-RECEIVED", "" },
	      { "close", "0", "FIN-WAIT-1", "FIN,ACK seq=101 ack=301" },
	      { "abort", "0", "CLOSED", "RST,ACK seq=101 ack=301" }),
	TABLE("ESTABLISHED, linger 0", "profile linux", ESTABLISHED "client linger 0\n",
	      { "close", "0", "CLOSED", "RST,ACK seq=101 ack=301" }),
	TABLE("ESTABLISHED, octets unread", "profile linux", UNREAD,
	      { "close", "0", "CLOSED", "RST,ACK seq=101 ack=306" }),
	TABLE("TIME-WAIT", "profile linux", TIME_WAIT, { "shutdown wr", "ENOTCONN", "TIME-WAIT", "" },
	      { "send 1", "EPIPE", "TIME-WAIT", "" }, { "recv", "0", "TIME-WAIT", "" }),
	TABLE("reset with octets unread", "profile linux", UNREAD "inject to client RST seq=306\ndeliver last\n",
	      { "recv", "5", "CLOSED", "" }, { "send 1", "ECONNRESET", "CLOSED", "" }),
	TABLE("reset in CLOSE-WAIT", "profile linux", CLOSE_WAIT "inject to client RST seq=302\ndeliver last\n",
	      { "send 1", "EPIPE", "CLOSED", "" }, { "recv", "0", "CLOSED", "" }),
	TABLE("refused", "profile linux", REFUSED, { "send 1", "EPIPE", "CLOSED", "" },
	      { "recv", "ENOTCONN", "CLOSED", "" }),
};

static void on_row(void *to, const struct row *row)
{
	struct text *t = to;

	if (row->kind != ROW_SEND || row->actor != HOST_CLIENT)
		return;
	text_add(t, t->len ? ";" : "");
	text_addf(t, "%s seq=%u", segment_flags_name(row->segment.flags), (unsigned)row->segment.seq);
	if (row->segment.flags & SEG_ACK)
		text_addf(t, " ack=%u", (unsigned)row->segment.ack);
	if (row->segment.len)
		text_addf(t, " len=%u", (unsigned)row->segment.len);
}

static void perform(struct world *w, const char *line, struct trace *trace)
{
	struct action a;
	struct diag d;

	ck_assert_msg(action_read(line, &a, &d), "%s: %s", line, d.message);
	ck_assert_msg(world_apply(w, &a, trace) == REFUSED_NOT, "%s: refused", line);
	ck_assert_msg(world_broken(w) == NULL, "%s: %s", line, world_broken(w));
}

static struct config settings(const char *setting)
{
	struct script_settings s = script_settings_none();

	if (setting)
		ck_assert(script_settings_set(&s, "profile", setting + strlen("profile ")) == DIAG_NONE);
	return script_settings_resolve(&s);
}

static void result_of(const struct world *w, struct text *t)
{
	const struct host *h = &w->hosts[HOST_CLIENT];

	if (!h->has_returned)
		return;
	if (h->last.error)
		text_add(t, error_name((enum sock_error)h->last.error));
	else
		text_addf(t, "%u", (unsigned)h->last.value);
}

static void run_row(const struct table *t, const struct call_row *row, struct world *w, struct trace *trace)
{
	struct config c = settings(t->set);
	char sent_array[300], result_array[60], line[200];
	struct text sent = text_over(sent_array, sizeof sent_array),
		    result = text_over(result_array, sizeof result_array);

	world_init(w, &c);
	for (const char *s = t->reach; *s;) {
		size_t n = strcspn(s, "\n");

		snprintf(line, sizeof line, "%.*s", (int)n, s);
		perform(w, line, NULL);
		s += n + (s[n] == '\n');
	}
	trace_init(trace, on_row, &sent);
	w->hosts[HOST_CLIENT].has_returned = 0;
	snprintf(line, sizeof line, "client%s%s", row->call[0] == '.' ? "" : " ", row->call);
	perform(w, line, trace);
	result_of(w, &result);
	ck_assert_msg(strcmp(result_array, row->result) == 0, "%s%s: %s: expected '%s', found '%s'", t->source,
		      t->set ? ", linux" : "", line, row->result, result_array);
	ck_assert_msg(strcmp(state_name(world_state(w, HOST_CLIENT)), row->state) == 0,
		      "%s%s: %s: expected %s, found %s", t->source, t->set ? ", linux" : "", line, row->state,
		      state_name(world_state(w, HOST_CLIENT)));
	ck_assert_msg(strcmp(sent_array, row->sent) == 0, "%s%s: %s: expected '%s' sent, found '%s'", t->source,
		      t->set ? ", linux" : "", line, row->sent, sent_array);
}

static void run_tables(const struct table *tables, size_t n)
{
	struct world *w = calloc(1, sizeof *w);
	struct trace *trace = calloc(1, sizeof *trace);

	ck_assert(w && trace);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < tables[i].n; k++)
			run_row(&tables[i], &tables[i].rows[k], w, trace);
	free(trace);
	free(w);
}

START_TEST(every_call_in_every_state__answers_by_the_rfc_and_posix)
{
	run_tables(rfc, sizeof rfc / sizeof *rfc);
}
END_TEST

START_TEST(profile_linux__answers_as_the_kernel_was_measured)
{
	run_tables(linux_, sizeof linux_ / sizeof *linux_);
}
END_TEST

Suite *suite_engine_calls(void)
{
	Suite *s = suite_create("engine/calls");
	TCase *c = tcase_create("RFC 9293 3.10.1 to 3.10.5");

	tcase_add_test(c, every_call_in_every_state__answers_by_the_rfc_and_posix);
	tcase_add_test(c, profile_linux__answers_as_the_kernel_was_measured);
	suite_add_tcase(s, c);
	return s;
}
