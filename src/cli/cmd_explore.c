/* `tcpstep explore` and `tcpstep path`: search everything that can happen. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "language/verbs.h"
#include "lesson/library.h"
#include "lesson/parse.h"
#include "lesson/run.h"
#include "session/path.h"
#include "language/settings.h"

/* PATH_FIRST bounds the space that is searched to its end, PATH_STATES each larger
 * one: together two seconds and 40 MiB. EXPLORE_STATES take 700 MiB. */
enum { PATH_FIRST = 500000, PATH_STATES = 100000, EXPLORE_STATES = 20000000, GOALS_MAX = 16 };

static double begun; /* when the search began, in seconds */
static bool shown;   /* progress was printed */

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Prints how far a search has come, once it has lasted for a second. */
static void progress(void *to, size_t states)
{
	(void)to;
	if (!isatty(STDERR_FILENO) || seconds() - begun < 1)
		return;
	shown = true;
	fprintf(stderr, "\r%zu states…", states);
	fflush(stderr);
}

static void progress_over(void)
{
	if (!shown)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
}

/* Prints actions as script lines. */
static void print_actions(const struct action *actions, size_t n)
{
	char array[700];

	for (size_t i = 0; i < n; i++) {
		struct text t = text_over(array, sizeof array);

		action_write(&t, &actions[i]);
		puts(array);
	}
}

/* --- explore --- */

static struct config explore_config(void)
{
	static const char *const sets[][2] = { { "delay", "0ms" }, { "retries", "2" }, { "syn-retries", "2" } };
	struct script_settings s = script_settings_none();

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		script_settings_set(&s, sets[i][0], sets[i][1]);
	return script_settings_resolve(&s);
}

/* Gives each end a bound socket: the client's has port 90, the server's port 80. */
static void explore_start(struct world *w)
{
	struct config c = explore_config();

	world_init(w, &c);
	for (uint8_t h = 0; h < HOSTS; h++) {
		struct action a = action_call(h, CALL_SOCKET);

		world_apply(w, &a, NULL);
		a = action_call(h, CALL_BIND);
		a.amount = h == HOST_SERVER ? 80 : 90;
		world_apply(w, &a, NULL);
	}
}

static void print_pairs(const struct found *f, bool ko)
{
	size_t n = 0;

	printf("%s\n%14s",
	       ko ? "이를 수 있는 상태의 짝(세로 client, 가로 server):"
		  : "pairs of states reached (client down, server across):",
	       "");
	for (int b = 0; b < TCPS_COUNT; b++)
		printf(" %c%c%c%c", state_name((enum tcp_state)b)[0], state_name((enum tcp_state)b)[1],
		       state_name((enum tcp_state)b)[2],
		       state_name((enum tcp_state)b)[strlen(state_name((enum tcp_state)b)) - 1]);
	putchar('\n');
	for (int a = 0; a < TCPS_COUNT; a++) {
		printf("%14s", state_name((enum tcp_state)a));
		for (int b = 0; b < TCPS_COUNT; b++) {
			printf("  %s  ", f->pairs[a][b] ? "x" : ".");
			n += f->pairs[a][b];
		}
		putchar('\n');
	}
	printf(ko ? "%zu개(모두 %d개 가운데)\n" : "%zu of %d\n", n, TCPS_COUNT * TCPS_COUNT);
}

static int explore(const struct options *o)
{
	struct world *from = mem_new(1, sizeof *from);
	struct found found;
	struct search s = { .from = from,
			    .states_max = EXPLORE_STATES,
			    .sockets_max = 2,
			    .connections_max = 1,
			    .losses_max = 1,
			    .in_order = true,
			    .progress = progress };
	double spent;
	struct diag d;
	bool copies = false, ko = o->lang == LANG_KO;
	int status;

	for (int i = 0; i < o->words_used; i++) {
		if (strcmp(o->words[i], "loss") == 0)
			continue;
		if (strcmp(o->words[i], "copy") == 0) {
			copies = true;
			continue;
		}
		if (strcmp(o->words[i], "reorder") == 0) {
			s.in_order = false;
			continue;
		}
		if (strcmp(o->words[i], "perfect") == 0) {
			s.losses_max = 0;
			continue;
		}
		mem_free(from);
		return cli_usage(o, DIAG_EXPLORE_WORD, o->words[i], "");
	}
	if (copies) {
		s.losses_max = 0;
		s.copies_max = 1;
	}
	explore_start(from);
	begun = seconds();
	search_run(&s, &found);
	spent = seconds() - begun;
	progress_over();
	printf(ko ? "범위: 양쪽에 소켓 하나와 연결 하나. listen, connect, accept, shutdown wr, close, abort를 아무 순서로나.\n"
		    "      데이터 없음. 유실 %u번, 복제 %u번. 네트워크는 %s. 타이머는 네트워크가 빌 때 만료. 재전송 2번\n"
		  : "bounds: one socket and one connection at each end; listen, connect, accept, shutdown wr, close, abort in any order;\n"
		    "        no data; losses: %u, copies: %u; wires %s; timers fire when the wires are empty; 2 retransmissions\n",
	       s.losses_max, s.copies_max,
	       s.in_order ? (ko ? "순서대로" : "in order") : (ko ? "순서가 바뀔 수 있음" : "reorder"));
	printf(ko ? "상태 %zu개, 이동 %zu번, 깊이 %u단계, %.2f초, 1초에 상태 %.0f개\n"
		  : "%zu states, %zu moves, %u steps deep, %.2f s, %.0f states a second\n",
	       found.states, found.moves, found.depth, spent, (double)found.states / spent);
	print_pairs(&found, ko);
	status = EXIT_OK;
	if (found.end == SEARCH_BROKEN) {
		fflush(stdout);
		diag_set(&d, 0, DIAG_EXPLORE_BROKEN, found.broken, "");
		fprintf(stderr, "%s\n", diag_words(&d, o->lang).at);
		puts("tcpstep 1");
		print_actions(found.actions, found.actions_used);
		status = EXIT_NO;
	} else if (found.end == SEARCH_LIMIT) {
		diag_set(&d, 0, DIAG_EXPLORE_LIMIT, "", "");
		diag_argument(&d, 1, "%zu", found.states);
		diag_argument(&d, 2, "%zu", found.octets >> 20);
		cli_bad(o, &d);
		status = EXIT_NO;
	} else {
		puts(ko ? "모든 상태에서 모든 불변식이 성립합니다" : "every invariant holds in every state");
	}
	found_free(&found);
	mem_free(from);
	return cli_finish(o, stdout, status);
}

/* --- path --- */

/* Runs a script and copies its last world to w. Returns false after printing the
 * script's errors. */
static bool world_after(const char *path, struct world *w, enum lang lang)
{
	struct run_events none = { 0 };
	struct script *s = script_open(path, lang);

	if (s) {
		world_init(w, &s->config);
		script_run(s, &none, w);
	}
	script_free(s);
	return s;
}

static bool read_goals(const struct options *o, struct predicate *goals)
{
	for (int i = 0; i < o->words_used; i++) {
		struct diag d;

		if (predicate_read(o->words[i], &goals[i], &d))
			continue;
		d.line = 1;
		diag_print(stderr, "path", o->words[i], &d, DIAG_LABEL_ERROR, o->lang);
		return false;
	}
	return true;
}

/* Prints what was searched in vain. */
static void print_spaces(const struct path_found *f)
{
	for (size_t i = 0; i < f->spaces_used; i++) {
		const struct path_space *s = &f->spaces[i];

		if (s->proves)
			printf("unreachable: %s (all %zu states searched)\n", s->name, s->states);
		else if (s->whole)
			printf("not found: %s, all %zu states searched\n", s->name, s->states);
		else
			printf("not found: %s, %zu states searched (the limit)\n", s->name, s->states);
	}
}

static int path(const struct options *o)
{
	struct world *from = mem_new(1, sizeof *from);
	struct predicate *goals = mem_new(GOALS_MAX, sizeof *goals);
	struct config c = config_default();
	struct path p = { .from = from,
			  .goals = goals,
			  .goals_used = (size_t)o->words_used,
			  .first_max = PATH_FIRST,
			  .states_max = PATH_STATES,
			  .progress = progress };
	struct path_found found;
	int status = EXIT_BAD;

	world_init(from, &c);
	if (o->words_used == 0 || o->words_used > GOALS_MAX) {
		cli_usage(o, DIAG_PATH_WORDS, "", "");
	} else if (read_goals(o, goals) && (!o->from || world_after(o->from, from, o->lang))) {
		begun = seconds();
		path_find(&p, &found);
		progress_over();
		if (found.reached) {
			if (!o->from)
				puts("tcpstep 1");
			print_actions(found.actions, found.actions_used);
		} else {
			print_spaces(&found);
		}
		status = found.reached ? EXIT_OK : EXIT_NO;
		path_found_free(&found);
	}
	mem_free(from);
	mem_free(goals);
	return cli_finish(o, stdout, status);
}

const struct cli_command cmd_explore = {
	.name = "explore",
	.about = { "explore what two ends can do", "정해진 범위 안에서 양쪽이 할 수 있는 모든 것" },
	.help = { "usage: tcpstep explore [loss|copy|perfect] [reorder]\n"
		  "\n"
		  "Visits every state that two ends can reach when each opens, closes and aborts\n"
		  "in any order. Prints the bounds, the number of states and the pairs of states.\n"
		  "If an invariant breaks, exits with status 1 and prints the shortest script that\n"
		  "breaks it.\n"
		  "\n"
		  "example: tcpstep explore loss reorder\n",
		  "사용법: tcpstep explore [loss|copy|perfect] [reorder]\n"
		  "\n"
		  "양쪽이 아무 순서로나 열고 닫고 중단할 때 이를 수 있는 모든 상태를 방문합니다.\n"
		  "탐색의 범위, 상태 수, 상태의 짝을 보여 줍니다. 불변식이 깨지면 이를 깨는 가장\n"
		  "짧은 스크립트를 출력하고 종료 상태 1로 끝납니다.\n"
		  "\n"
		  "예: tcpstep explore loss reorder\n" },
	.words = WORDS_OTHER,
	.choices = "loss copy perfect reorder",
	.perform = explore,
};

const struct cli_command cmd_path = {
	.name = "path",
	.usage = { "[--from FILE] WHAT…", "[--from 파일] 조건…" },
	.about = { "find the shortest script to a state", "조건에 이르는 가장 짧은 스크립트" },
	.help = { "usage: tcpstep path [--from FILE] PREDICATE…\n"
		  "\n"
		  "Prints the shortest script that makes every predicate hold, from scratch or\n"
		  "from the end of FILE. Predicates are what `expect` takes. Every state of the\n"
		  "two ends of one connection is searched first, then larger spaces, each up to\n"
		  "100,000 states: two sockets an end, a crash and a boot, segments out of order.\n"
		  "Exit status 1: no script was found. Each space that was searched is printed:\n"
		  "`unreachable` if it was searched to its end and decides the question.\n"
		  "\n"
		  "example: tcpstep path 'client CLOSING' 'server CLOSING'\n",
		  "사용법: tcpstep path [--from 파일] 조건…\n"
		  "\n"
		  "모든 조건(expect에 쓰는 것)을 이루는 가장 짧은 스크립트를 보여 줍니다. 처음부터\n"
		  "찾거나 파일이 끝난 곳에서 찾습니다. 먼저 연결 하나의 양쪽이 가질 수 있는 모든\n"
		  "상태를 살펴보고, 이어서 더 넓은 공간을 각각 상태 100,000개까지 살펴봅니다.\n"
		  "한쪽마다 소켓 두 개, 전원 끄고 켜기, 순서가 바뀐 세그먼트입니다. 종료 상태 1:\n"
		  "찾지 못함. 살펴본 공간을 모두 보여 주고, 끝까지 살펴보아 이를 수 없음이\n"
		  "확실하면 `unreachable`이라고 알립니다.\n"
		  "\n"
		  "예: tcpstep path 'client CLOSING' 'server CLOSING'\n" },
	.options = OPTION_BIT(OPT_FROM),
	.words = WORDS_PREDICATES,
	.perform = path,
};
