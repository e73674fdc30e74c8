/* `make bench`: measures what a student and a script wait for, and prints medians. It
 * does not judge them. The screen is measured in a pseudo-terminal. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench/captures.h"
#include "language/settings.h"
#include "engine/world.h"
#include "language/verbs.h"
#include "session/search.h"
#include "ui/app/app_core.h"
#include "ui/draw/keys.h"
#include "session/session.h"

enum { RUNS = 15, STEPS = 20 };

static unsigned short columns, rows; /* size of the pseudo-terminal */

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(double *v, size_t n)
{
	qsort(v, n, sizeof *v, by_size);
	return v[n / 2];
}

/* Returns the user and system time of the process so far, in ms. */
static double cpu_ms(pid_t pid)
{
	char path[64], line[1024], *after;
	unsigned long user = 0, sys = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
	f = fopen(path, "r");
	if (f) {
		unsigned long long ns = 0;
		int ok = fscanf(f, "%llu", &ns);

		fclose(f);
		if (ok == 1)
			return (double)ns / 1e6;
	}
	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	f = fopen(path, "r");
	if (!f || !fgets(line, sizeof line, f))
		return 0;
	fclose(f);
	after = strrchr(line, ')');
	sscanf(after + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &sys);
	return (double)(user + sys) * 1000.0 / (double)sysconf(_SC_CLK_TCK);
}

static long resident_kib(pid_t pid)
{
	char path[64], line[256];
	long kib = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "VmRSS: %ld", &kib) == 1)
			break;
	if (f)
		fclose(f);
	return kib;
}

/* Reads until the terminal is quiet for quiet_ms; returns the octets, and when the last came. */
static size_t drain(int fd, int quiet_ms, double *last_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char array[65536];
	size_t n = 0;

	while (poll(&p, 1, quiet_ms) > 0) {
		ssize_t got = read(fd, array, sizeof array);

		if (got <= 0)
			break;
		n += (size_t)got;
		*last_ms = now_ms();
	}
	return n;
}

static pid_t start(char *const *command, int *fd)
{
	struct winsize size = { .ws_row = rows, .ws_col = columns };
	pid_t pid = forkpty(fd, NULL, NULL, &size);

	if (pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execvp(command[0], command);
		_exit(127);
	}
	return pid;
}

static void stop(pid_t pid, int fd)
{
	kill(pid, SIGTERM);
	close(fd);
	waitpid(pid, NULL, 0);
}

enum { FIRST_MS = 20000 };

/* Returns the time from fork to the last octet of the first screen; 0: nothing was drawn. */
static double first_screen(char *const *command)
{
	double begun = now_ms(), last = begun;
	int fd;
	pid_t pid = start(command, &fd);
	struct pollfd first = { .fd = fd, .events = POLLIN };

	if (poll(&first, 1, FIRST_MS) > 0)
		drain(fd, 100, &last);
	stop(pid, fd);
	return last - begun;
}

/* Measures the menu, a lesson, and `less` on a lesson's file by turns, so that changes in
 * the machine's load affect all of them. */
static void bench_first_screen(char *program)
{
	char *const menu[] = { program, NULL };
	char *const lesson[] = { program, "learn", "handshake", NULL };
	char *const less[] = { "less", "lessons/handshake.tcpstep", NULL };
	double of_menu[RUNS], of_lesson[RUNS], of_less[RUNS], base;
	bool has_less = system("command -v less >/dev/null 2>&1") == 0;

	for (int i = 0; i < RUNS; i++) {
		of_menu[i] = first_screen(menu);
		of_lesson[i] = first_screen(lesson);
		of_less[i] = has_less ? first_screen(less) : 0;
	}
	printf("first screen, menu       %8.2f ms    from fork to the last octet, median of %d\n",
	       median(of_menu, RUNS), RUNS);
	printf("first screen, lesson     %8.2f ms\n", median(of_lesson, RUNS));
	base = median(of_less, RUNS);
	if (base <= 0) {
		printf("the same of less         skipped: less is missing\n");
		return;
	}
	printf("the same of less         %8.2f ms    menu %.2f times that, lesson %.2f times\n", base,
	       median(of_menu, RUNS) / base, median(of_lesson, RUNS) / base);
}

static void bench_screen(char *program, unsigned short w, unsigned short h)
{
	char *const command[] = { program, "learn", "handshake", "--no-animation", "--lang", "en", NULL };
	double bytes[STEPS], cpu[STEPS], idle, at, last;
	pid_t pid;
	int fd;

	columns = w;
	rows = h;
	printf("at %ux%u\n", w, h);
	bench_first_screen(program);
	pid = start(command, &fd);
	drain(fd, 150, &last);
	for (int i = 0; i < STEPS; i++) {
		double before = cpu_ms(pid);

		if (write(fd, " ", 1) != 1)
			break;
		bytes[i] = (double)drain(fd, 60, &last);
		cpu[i] = cpu_ms(pid) - before;
		if (write(fd, "2", 1) != 1) /* an answer, in case a question is open */
			break;
		drain(fd, 60, &last);
	}
	at = cpu_ms(pid);
	sleep(1);
	idle = cpu_ms(pid) - at;
	printf("a step redraws           %8.0f octets, median of %d\n", median(bytes, STEPS), STEPS);
	printf("a step costs             %8.3f ms CPU\n", median(cpu, STEPS));
	printf("resident                 %8.2f MiB\n", (double)resident_kib(pid) / 1024.0);
	printf("idle                     %8.3f ms CPU in a second\n", idle);
	stop(pid, fd);
}

/* Measures the program without the terminal: history, ladder and the rest. */
static void bench_app(void)
{
	static struct app app;
	struct action a = action_wait(1, UNIT_MS), drop = action_pick(ACT_DROP, 0);
	struct rusage usage;
	double at[2] = { 0 };

	app_init(&app, &(struct app_options){ .lang = LANG_EN });
	app_open_sandbox(&app);
	a = action_call(HOST_CLIENT, CALL_SOCKET);
	app_act(&app, &a);
	a = action_call(HOST_CLIENT, CALL_CONNECT);
	a.amount = 80;
	app_act(&app, &a);
	app_act(&app, &drop);
	a = action_call(HOST_CLIENT, CALL_LINGER);
	for (int i = 0; i < 100000; i++) {
		app_act(&app, &a);
		app_key(&app, K_OTHER);
		ladder_log_sync(app.view.ladder, app.player.session);
		if (i == 10 || i == 99999) {
			double begun = now_ms();

			app_key(&app, 'u');
			at[i > 10] = now_ms() - begun;
			app_key(&app, 'f');
		}
	}
	getrusage(RUSAGE_SELF, &usage);
	printf("key u at step 10, 100000 %8.3f ms, %.3f ms\n", at[0], at[1]);
	printf("all of such a session    %8.2f MiB resident at most\n", (double)usage.ru_maxrss / 1024.0);
	app_free(&app);
}

/* Measures the engine: a request, its acknowledgment, a read; three events and two calls
 * a round. */
static void bench_engine(void)
{
	static struct world w;
	struct config c = config_default();
	struct action call = action_call(HOST_SERVER, CALL_SOCKET), next;
	double begun, spent;
	unsigned long n = 0;

	world_init(&w, &c);
	world_apply(&w, &call, NULL);
	call = action_call(HOST_SERVER, CALL_BIND);
	call.amount = 80;
	world_apply(&w, &call, NULL);
	call = action_call(HOST_SERVER, CALL_LISTEN);
	world_apply(&w, &call, NULL);
	call = action_call(HOST_SERVER, CALL_ACCEPT);
	world_apply(&w, &call, NULL);
	call = action_call(HOST_CLIENT, CALL_SOCKET);
	world_apply(&w, &call, NULL);
	call = action_call(HOST_CLIENT, CALL_CONNECT);
	call.amount = 80;
	world_apply(&w, &call, NULL);
	next = action_pick(ACT_DELIVER, 0);
	for (int i = 0; i < 3; i++)
		world_apply(&w, &next, NULL);
	begun = now_ms();
	do {
		for (int i = 0; i < 1000; i++) {
			call = action_call(HOST_CLIENT, CALL_SEND);
			call.amount = 5;
			world_apply(&w, &call, NULL);
			world_apply(&w, &next, NULL);
			world_apply(&w, &next, NULL);
			call = action_call(HOST_SERVER, CALL_RECV);
			world_apply(&w, &call, NULL);
			n += 4;
		}
		spent = now_ms() - begun;
	} while (spent < 500);
	printf("actions, headless        %8.2f million a second\n", (double)n / spent / 1000.0);
}

static void bench_history(void)
{
	struct config c = config_default();
	struct session *s = session_new(&c);
	struct action a = action_wait(1, UNIT_MS);
	struct rusage usage;
	double at[2] = { 0 };

	for (int i = 0; i < 100000; i++) {
		session_do(s, &a);
		if (i == 10) {
			at[0] = now_ms();
			session_undo(s);
			at[0] = now_ms() - at[0];
		}
	}
	at[1] = now_ms();
	session_undo(s);
	at[1] = now_ms() - at[1];
	getrusage(RUSAGE_SELF, &usage);
	printf("undo at step 10, 100000  %8.3f ms, %.3f ms\n", at[0], at[1]);
	printf("100,000 steps of history %8.2f MiB resident at most\n", (double)usage.ru_maxrss / 1024.0);
	session_free(s);
}

static void line(struct world *w, const char *s)
{
	struct action a;
	struct diag d;

	if (action_read(s, &a, &d))
		world_apply(w, &a, NULL);
}

/* Runs a command with its output thrown away. Returns seconds, and the memory that it
 * took at most in *mib; -1: it could not be run. */
static double run_program(char *const *command, double *mib)
{
	double started = now_ms();
	struct rusage usage;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execvp(command[0], command);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || !WIFEXITED(status) || WEXITSTATUS(status) == 127)
		return -1;
	*mib = (double)usage.ru_maxrss / 1024.0;
	return (now_ms() - started) / 1e3;
}

/* Prints what one question to `path` costs. */
static void bench_path(char *program, const char *name, char *client, char *server)
{
	char *const command[] = { program, "path", client, server, NULL };
	double of_runs[5], mib = 0;

	for (int i = 0; i < 5; i++)
		of_runs[i] = run_program(command, &mib);
	printf("path, %-17s  %8.2f s, %.1f MiB\n", name, median(of_runs, 5), mib);
}

/* Measures lines a second: a script of many steps is checked, and run with a trace. */
static void bench_lines(char *program)
{
	enum { ROUNDS = 20000 };
	static const char *const open_both[] = { "tcpstep 1",     "server socket", "server bind 80",    "server listen",
						 "server accept", "client socket", "client connect 80", "deliver",
						 "deliver",       "deliver" };
	static const char *const round[] = { "client send 5", "deliver", "deliver", "server recv" };
	char path[] = "/tmp/tcpstep-bench-XXXXXX";
	char *const check[] = { program, "check", path, NULL };
	char *const run[] = { program, "run", "--trace=tsv", path, NULL };
	double of_check[5], of_run[5], mib, lines = 0;
	int fd = mkstemp(path);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

	if (!f)
		return;
	for (size_t i = 0; i < sizeof open_both / sizeof *open_both; i++, lines++)
		fprintf(f, "%s\n", open_both[i]);
	for (int n = 0; n < ROUNDS; n++)
		for (size_t i = 0; i < sizeof round / sizeof *round; i++, lines++)
			fprintf(f, "%s\n", round[i]);
	fclose(f);
	for (int i = 0; i < 5; i++) {
		of_check[i] = run_program(check, &mib);
		of_run[i] = run_program(run, &mib);
	}
	printf("check                    %8.0f lines a second (%.0f lines)\n", lines / median(of_check, 5), lines);
	printf("run --trace=tsv          %8.0f lines a second\n", lines / median(of_run, 5));
	unlink(path);
}

/* All that two ends can do over wires that may copy a segment; and a hint: the
 * way from an open connection to a state five actions away. */
static void bench_search(void)
{
	static const char *const ends[] = { "client socket", "client bind 90", "server socket", "server bind 80" };
	static const char *const open[] = { "server socket", "server bind 80", "server listen",
					    "server accept", "client socket",  "client connect 80",
					    "deliver",       "deliver",        "deliver" };
	static struct world w;
	struct config c = config_default();
	struct search s = { .from = &w,
			    .states_max = 5000000,
			    .sockets_max = 2,
			    .connections_max = 1,
			    .copies_max = 1,
			    .in_order = true };
	struct predicate goal;
	struct found found;
	struct diag d;
	double begun, spent;

	c.delay_ms = 0;
	c.retries = c.syn_retries = 2;
	world_init(&w, &c);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		line(&w, ends[i]);
	begun = now_ms();
	search_run(&s, &found);
	spent = now_ms() - begun;
	printf("exploration              %8.0f states a second (%zu states)\n", (double)found.states * 1000.0 / spent,
	       found.states);
	found_free(&found);
	c = config_default();
	world_init(&w, &c);
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		line(&w, open[i]);
	predicate_read("client TIME-WAIT", &goal, &d);
	s = (struct search){ .from = &w,
			     .goals = &goal,
			     .goals_used = 1,
			     .steps_max = 6,
			     .states_max = 1000000,
			     .sockets_max = 1,
			     .connections_max = 2,
			     .in_order = true };
	begun = now_ms();
	search_run(&s, &found);
	printf("a path, %zu actions away   %8.2f ms\n", found.actions_used, now_ms() - begun);
	found_free(&found);
}

/* Measures how long it takes to open a connection of 100,000 segments. */
static void bench_capture_screen(char *program)
{
	const char *path = bench_long_connection(100000);
	char *copy = path ? strdup(path) : NULL;
	char *const learn[] = { program, "learn", "--capture", copy, NULL };
	double of_capture[5];

	if (!copy)
		return;
	for (int i = 0; i < 5; i++)
		of_capture[i] = first_screen(learn);
	printf("first screen, 100,000 segments of a capture %8.2f ms (1000 at most)\n", median(of_capture, 5));
	unlink(copy);
	free(copy);
}

int main(int argc, char **argv)
{
	/* first, while this process is small: each program starts with a fork of it */
	if (argc > 1) {
		bench_screen(argv[1], 80, 24);
		bench_screen(argv[1], 200, 60);
		bench_path(argv[1], "reachable pair", "client CLOSING", "server CLOSING");
		bench_path(argv[1], "far pair", "client SYN-SENT", "server ESTABLISHED");
		bench_path(argv[1], "unreachable pair", "client FIN-WAIT-2", "server FIN-WAIT-2");
		bench_lines(argv[1]);
		bench_captures(argv[1]);
		bench_capture_screen(argv[1]);
	}
	printf("world %zu octets\n", sizeof(struct world));
	bench_engine();
	bench_app();
	bench_history();
	bench_search();
	return 0;
}
