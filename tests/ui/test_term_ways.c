/* Tests that the terminal is restored however the program ends, on files and pipes. */
#include "ui/term_room.h"

Suite *suite_ui_term_ways(void);

#define GIVEN_BACK "\033[?1049l"

static void quiet_child(void)
{
	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
	ck_assert_int_eq(start(), TERM_FITS);
}

static int status_of(pid_t child)
{
	int status;
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	return status;
}

static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS,    SIGFPE,  SIGILL,  SIGTRAP, SIGSYS,  SIGXCPU,
			       SIGXFSZ, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGPOLL, SIGPIPE };

START_TEST(a_crash__gives_the_terminal_back_and_ends_by_its_signal)
{
	pid_t child = fork();
	if (child == 0) {
		signal(crashes[_i], SIG_DFL);
		quiet_child();
		raise(crashes[_i]);
		_exit(0);
	}
	int status = status_of(child);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(WTERMSIG(status), crashes[_i]);
	ck_assert(was_sent(GIVEN_BACK));
}
END_TEST

START_TEST(a_real_time_signal__gives_the_terminal_back)
{
	pid_t child = fork();
	if (child == 0) {
		quiet_child();
		raise(SIGRTMAX);
		_exit(0);
	}
	int status = status_of(child);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(WTERMSIG(status), SIGRTMAX);
	ck_assert(was_sent(GIVEN_BACK));
}
END_TEST

START_TEST(a_crash_while_a_screen_is_collected__gives_the_terminal_back)
{
	pid_t child = fork();
	if (child == 0) {
		signal(SIGSEGV, SIG_DFL);
		quiet_child();
		whole_collect();
		raise(SIGSEGV);
		_exit(0);
	}
	int status = status_of(child);
	ck_assert(WIFSIGNALED(status));
	ck_assert(was_sent(GIVEN_BACK));
}
END_TEST

static const int endings[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT };

START_TEST(a_signal_to_end__leaves_and_ends_by_it)
{
	pid_t child = fork();
	if (child == 0) {
		signal(endings[_i], SIG_DFL); /* even if the tests run in the background, where it is ignored */
		quiet_child();
		raise(endings[_i]);
		if (term_read(-1) != K_LEAVE)
			_exit(1);
		term_stop();
		term_end();
		_exit(0);
	}
	int status = status_of(child);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(WTERMSIG(status), endings[_i]);
	ck_assert(was_sent(GIVEN_BACK));
}
END_TEST

/* Opens both ends of a pseudo-terminal. */
static int pseudo_terminal(FILE **terminal)
{
	int far = posix_openpt(O_RDWR | O_NOCTTY);
	ck_assert_int_ge(far, 0);
	ck_assert_int_eq(grantpt(far), 0);
	ck_assert_int_eq(unlockpt(far), 0);
	*terminal = fopen(ptsname(far), "r+");
	ck_assert_ptr_nonnull(*terminal);
	return far;
}

/* The program hangs in a write when SIGTERM comes; the second one ends it. */
START_TEST(a_terminal_that_is_not_read__does_not_keep_the_program)
{
	FILE *terminal;
	int far = pseudo_terminal(&terminal), ready[2];
	ck_assert_int_eq(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		struct canvas c;
		close(ready[0]);
		signal(SIGTERM, SIG_DFL);
		if (term_start(&(struct term_options){ .in = terminal, .out = terminal }) != TERM_FITS)
			_exit(1);
		if (_i == 1)
			tcflow(fileno(terminal), TCOOFF);
		canvas_init(&c, 80, 24);
		if (write(ready[1], "", 1) != 1)
			_exit(2);
		for (uint32_t fill = 'a'; term_read(0) != K_LEAVE; fill ^= 3) {
			for (int i = 0; i < 80 * 24; i++)
				c.cells[i].c = fill;
			term_blit(&c);
		}
		term_stop();
		term_end();
		_exit(3);
	}
	char octet;
	close(ready[1]);
	ck_assert_int_eq(read(ready[0], &octet, 1), 1);
	struct pollfd end = { .fd = ready[0] }; /* hung up when the child has ended */
	for (int i = 0; i < 500 && end.revents == 0; i++) {
		kill(child, SIGTERM);
		poll(&end, 1, 10);
	}
	kill(child, SIGKILL);
	int status = status_of(child);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(WTERMSIG(status), SIGTERM);
	static char all[65536];
	fcntl(far, F_SETFL, O_NONBLOCK);
	size_t used = 0;
	for (ssize_t n; used < sizeof all && (n = read(far, all + used, sizeof all - used)) > 0;)
		used += (size_t)n;
	ck_assert_msg(holds(all, used, GIVEN_BACK), "the terminal is restored");
	fclose(terminal);
	close(far);
	close(ready[0]);
}
END_TEST

START_TEST(a_failed_check__gives_the_terminal_back)
{
	pid_t child = fork();
	if (child == 0) {
		quiet_child();
		CHECK(in == NULL);
		_exit(0);
	}
	int status = status_of(child);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(WTERMSIG(status), SIGABRT);
	ck_assert(was_sent(GIVEN_BACK));
}
END_TEST

START_TEST(handlers__are_those_of_before_after_a_stop)
{
	struct sigaction sa;
	signal(SIGTERM, SIG_IGN);
	ck_assert_int_eq(start(), TERM_FITS);
	sigaction(SIGTERM, NULL, &sa);
	ck_assert_msg(sa.sa_handler == SIG_IGN, "what is ignored stays ignored");
	sigaction(SIGWINCH, NULL, &sa);
	ck_assert(sa.sa_handler != SIG_DFL);
	term_stop();
	sigaction(SIGWINCH, NULL, &sa);
	ck_assert(sa.sa_handler == SIG_DFL);
	signal(SIGTERM, SIG_DFL);
}
END_TEST

Suite *suite_ui_term_ways(void)
{
	Suite *s = suite_create("ui/term_ways");
	TCase *t;

	t = section(s, "ways out");
	tcase_add_loop_test(t, a_crash__gives_the_terminal_back_and_ends_by_its_signal, 0, ROWS(crashes));
	tcase_add_test(t, a_crash_while_a_screen_is_collected__gives_the_terminal_back);
	tcase_add_loop_test(t, a_signal_to_end__leaves_and_ends_by_it, 0, ROWS(endings));
	tcase_add_test(t, a_real_time_signal__gives_the_terminal_back);
	tcase_add_loop_test(t, a_terminal_that_is_not_read__does_not_keep_the_program, 0, 2);
	tcase_add_test(t, a_failed_check__gives_the_terminal_back);
	tcase_add_test(t, handlers__are_those_of_before_after_a_stop);
	return s;
}
