/* Tests `observe`: which segments RFC 9293 allows a host, and that the states follow what
 * was seen. */
#include <check.h>
#include <string.h>

#include "base/text.h"
#include "engine/rules.h"
#include "lesson/parse.h"
#include "lesson/run.h"

#include "suites.h"

struct seen {
	const char *label;
	const char *body;
	const char *differs; /* the rules of the observed segments that differ, in order */
	const char *states;  /* client and server at the end */
};

#define HEAD   "tcpstep 1\nset delay 0ms\n"
#define LISTEN "server socket\nserver bind 80\nserver listen\nclient socket\nclient connect 80\n"
/* Both ends observed and ESTABLISHED: the client's SND.NXT 1001, the server's 5001. */
#define OPEN \
	"set observed on\n" LISTEN "observe client SYN seq=1000 win=1000\ndeliver\n" \
	"observe server SYN,ACK seq=5000 ack=1001 win=1000\ndeliver\n" \
	"observe client ACK seq=1001 ack=5001 win=1000\ndeliver\nserver accept\n"

static const struct seen cases[] = {
	{ "a handshake", OPEN, "", "ESTABLISHED ESTABLISHED" },
	{ "a SYN that is sent again",
	  "set observed on\n" LISTEN "observe client SYN seq=7\ndrop\nobserve client SYN seq=7\n", "",
	  "SYN-SENT LISTEN" },
	{ "SYN-RECEIVED acknowledges a SYN that comes twice, and goes on waiting",
	  "set observed on\n" LISTEN "observe client SYN seq=7\ndup\ndeliver\nobserve server SYN,ACK seq=5 ack=8\n"
	  "deliver #2\nobserve server ACK seq=6 ack=8\n",
	  "", "SYN-SENT SYN-RECEIVED" },
	{ "SYN-RECEIVED acknowledges data: the ACK of its SYN must have arrived",
	  "set observed on\n" LISTEN "observe client SYN seq=7\ndeliver\nobserve server SYN,ACK seq=5 ack=8\n"
	  "observe server ACK seq=6 ack=9\n",
	  "observed-ack", "SYN-SENT ESTABLISHED" },
	{ "a SYN with another number",
	  "set observed on\n" LISTEN "observe client SYN seq=7\ndrop\nobserve client SYN seq=8\n", "observed-iss",
	  "SYN-SENT LISTEN" },
	{ "a SYN without a connect", "set observed on\nclient socket\nobserve client SYN seq=7\n", "observed-syn",
	  "CLOSED CLOSED" },
	{ "data that a call gave", OPEN "client send \"hi\"\nobserve client ACK seq=1001 ack=5001 \"hi\"\n", "",
	  "ESTABLISHED ESTABLISHED" },
	{ "data that no call gave", OPEN "observe client ACK seq=1001 ack=5001 \"hi\"\n", "observed-not-given",
	  "ESTABLISHED ESTABLISHED" },
	{ "the same again",
	  OPEN "client send 2\nobserve client ACK seq=1001 ack=5001 len=2\n"
	       "observe client ACK seq=1001 ack=5001 len=2\n",
	  "", "ESTABLISHED ESTABLISHED" },
	{ "numbers that were left out", OPEN "client send 9\nobserve client ACK seq=1005 ack=5001 len=2\n",
	  "observed-gap", "ESTABLISHED ESTABLISHED" },
	{ "more than the window", OPEN "client send 2000\nobserve client ACK seq=1001 ack=5001 len=1001\n",
	  "observed-window", "ESTABLISHED ESTABLISHED" },
	{ "one octet into a closed window is a probe",
	  OPEN
	  "observe server ACK seq=5001 ack=1001 win=0\ndeliver\nclient send 5\nobserve client ACK seq=1001 ack=5001 len=1\n",
	  "", "ESTABLISHED ESTABLISHED" },
	{ "a keepalive probe", OPEN "observe client ACK seq=1000 ack=5001\n", "", "ESTABLISHED ESTABLISHED" },
	{ "a window update", OPEN "observe client ACK seq=1001 ack=5001 win=2000\n", "", "ESTABLISHED ESTABLISHED" },
	{ "an ACK of what has not arrived", OPEN "observe client ACK seq=1001 ack=5009\n", "observed-ack",
	  "ESTABLISHED ESTABLISHED" },
	{ "no ACK", OPEN "client send 1\nobserve client - seq=1001 len=1\n", "observed-no-ack",
	  "ESTABLISHED ESTABLISHED" },
	{ "close, and its FIN", OPEN "client close\nobserve client FIN,ACK seq=1001 ack=5001\ndeliver\n", "",
	  "FIN-WAIT-1 CLOSE-WAIT" },
	{ "a FIN without a close", OPEN "observe client FIN,ACK seq=1001 ack=5001\ndeliver\n", "observed-fin",
	  "FIN-WAIT-1 CLOSE-WAIT" },
	{ "data after the FIN",
	  OPEN "client close\nobserve client FIN,ACK seq=1001 ack=5001\ndeliver\n"
	       "observe client ACK seq=1002 ack=5001 len=3\n",
	  "observed-after-fin", "FIN-WAIT-1 CLOSE-WAIT" },
	{ "both close at the same time",
	  OPEN "client close\nobserve client FIN,ACK seq=1001 ack=5001\nserver close\n"
	       "observe server FIN,ACK seq=5001 ack=1001\ndeliver #4\ndeliver #5\n"
	       "observe client ACK seq=1002 ack=5002\ndeliver\nobserve server ACK seq=5002 ack=1002\ndeliver\n",
	  "", "TIME-WAIT TIME-WAIT" },
	{ "abort, and its RST", OPEN "client abort\nobserve client RST,ACK seq=1001 ack=5001\ndeliver\n", "",
	  "CLOSED CLOSED" },
	{ "a RST for no reason", OPEN "observe client RST seq=1001\ndeliver\n", "observed-reset", "CLOSED CLOSED" },
	{ "a RST with other numbers", OPEN "client abort\nobserve client RST seq=1002\n", "observed-reset-numbers",
	  "CLOSED ESTABLISHED" },
	{ "a refused SYN",
	  "set observed on\nclient socket\nclient connect 80\nobserve client SYN seq=7\ndeliver\n"
	  "observe server RST,ACK seq=0 ack=8\ndeliver\n",
	  "", "CLOSED CLOSED" },
	{ "an ACK from nobody",
	  "set observed on\nclient socket\nclient connect 80\nobserve client SYN seq=7\ndeliver\n"
	  "observe server ACK seq=1 ack=8\n",
	  "observed-reset-due", "SYN-SENT CLOSED" },
	{ "an ACK after a RST",
	  OPEN "client abort\nobserve client RST,ACK seq=1001 ack=5001\n"
	       "observe client ACK seq=1001 ack=5001\n",
	  "observed-no-connection", "CLOSED ESTABLISHED" },
	{ "data after close draw RST, or differ",
	  OPEN "client close\nobserve client FIN,ACK seq=1001 ack=5001\ndeliver\nserver send 5\n"
	       "observe server ACK seq=5001 ack=1002 len=5\ndeliver\nobserve client ACK seq=1002 ack=5006\n",
	  "observed-reset-due", "FIN-WAIT-2 CLOSE-WAIT" },
	{ "data after close draw RST",
	  OPEN "client close\nobserve client FIN,ACK seq=1001 ack=5001\ndeliver\nserver send 5\n"
	       "observe server ACK seq=5001 ack=1002 len=5\ndeliver\nobserve client RST seq=1002\ndeliver\n",
	  "", "CLOSED CLOSED" },
	{ "a beginning that was not seen",
	  "set observed midway\nserver socket\nserver bind 80\nclient socket\nclient bind 4000\n"
	  "observe client FIN,ACK seq=10 ack=30 len=5\ndeliver\n",
	  "", "FIN-WAIT-1 CLOSE-WAIT" },
	{ "one direction alone",
	  "set observed on\nset server.iss 5000\n" LISTEN "observe client SYN seq=1000\ndeliver\n"
	  "observe client ACK seq=1001 ack=5001\ndeliver\nserver accept\nclient close\n"
	  "observe client FIN,ACK seq=1001 ack=5101\ndeliver\n",
	  "observed-no-connection", "FIN-WAIT-1 CLOSE-WAIT" },
	{ "the first observe turns its host, and no other, into an observed one",
	  LISTEN
	  "wait idle\nserver accept\nobserve client ACK seq=101 ack=301 len=4\nwait idle\nclient close\nwait idle\n",
	  "observed-not-given", "FIN-WAIT-1 ESTABLISHED" },
	{ "an observed host sends nothing again",
	  OPEN "client send 3\nobserve client ACK seq=1001 ack=5001 len=3\ndrop\nwait 10m\n", "",
	  "ESTABLISHED ESTABLISHED" },
};

struct found {
	char differs[200];
	char states[40];
	unsigned sends;
};

static void on_row(void *to, unsigned step, const struct row *row)
{
	struct found *f = to;
	struct text d = { .at = f->differs, .size = sizeof f->differs, .len = strlen(f->differs) };
	struct text s = text_over(f->states, sizeof f->states);

	(void)step;
	if (row->differs)
		text_addf(&d, "%s%s", d.len ? " " : "", rule_name((enum rule_id)row->differs));
	text_addf(&s, "%s %s", state_name((enum tcp_state)row->state[HOST_CLIENT]),
		  state_name((enum tcp_state)row->state[HOST_SERVER]));
}

START_TEST(a_segment__is_allowed_or_differs_by_a_rule)
{
	const struct seen *c = &cases[_i];
	struct found f = { .differs = "" };
	struct run_events events = { .to = &f, .row = on_row };
	struct diags errors = { 0 };
	char source[2000];
	struct text t = text_over(source, sizeof source);
	struct script *s;

	text_addf(&t, HEAD "%s", c->body);
	s = script_parse("test", source, t.len, &errors);
	ck_assert_msg(s && errors.used == 0, "%s: line %u", c->label, errors.used ? errors.at[0].line : 0);
	ck_assert_msg(script_run(s, &events, NULL) == 0, "%s: it does not run", c->label);
	ck_assert_msg(strcmp(f.differs, c->differs) == 0, "%s: '%s'", c->label, f.differs);
	ck_assert_msg(strcmp(f.states, c->states) == 0, "%s: %s", c->label, f.states);
	script_free(s);
	diags_free(&errors);
}
END_TEST

Suite *suite_engine_observe(void)
{
	Suite *s = suite_create("engine/observe");
	TCase *c = tcase_create("observe");

	tcase_add_loop_test(c, a_segment__is_allowed_or_differs_by_a_rule, 0, sizeof cases / sizeof *cases);
	suite_add_tcase(s, c);
	return s;
}
