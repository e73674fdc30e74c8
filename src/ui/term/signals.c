/* Catches signals and restores the terminal before a crash. Called by term. */
#include "ui/term/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/check.h"

enum { STACK_SIZE = 64 * 1024 };

static struct sigaction saved[NSIG];
static char *handler_stack; /* the handler's own stack, since a crash may be a stack overflow */

static volatile sig_atomic_t ending, resized, stopped, continued;
static int wake[2] = { -1, -1 };

static volatile sig_atomic_t rescue_on;
static int terminal = -1;
static char rescue[256];
static size_t rescue_len;
static struct termios discipline;
static bool has_discipline;

/* What is done with a signal while the terminal is taken. */
enum treatment { LEFT_ALONE, NOTED, ENDS, CRASHES };

/* Returns what is done with a signal. Every signal that ends a process by default
 * restores the terminal first, whether a key, a timer or another program sends it;
 * real-time signals too. */
static enum treatment treatment_of(int sig)
{
	switch (sig) {
	case SIGKILL:
	case SIGSTOP: /* these two cannot be caught */
	case SIGTTIN:
	case SIGTTOU:
	case SIGCHLD:
	case SIGURG:
#ifdef SIGINFO
	case SIGINFO:
#endif
		return LEFT_ALONE;
	case SIGWINCH:
	case SIGTSTP:
	case SIGCONT:
		return NOTED;
	case SIGTERM:
	case SIGHUP:
	case SIGINT:
	case SIGQUIT:
		return ENDS;
	default:
		return CRASHES;
	}
}

/* Writes as much as the terminal accepts at once. If the terminal is stopped or not
 * read, discards its waiting output and resumes it, so that the program can end even
 * then. Async-signal-safe. */
static void write_rescue(void)
{
	int flags = fcntl(terminal, F_GETFL);
	bool started = false;

	fcntl(terminal, F_SETFL, flags | O_NONBLOCK);
	for (size_t at = 0; at < rescue_len;) {
		ssize_t n = write(terminal, rescue + at, rescue_len - at);

		if (n > 0) {
			at += (size_t)n;
		} else if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) && !started) {
			started = true;
			tcflush(terminal, TCOFLUSH);
			tcflow(terminal, TCOOFF); /* TCOON resumes only what TCOOFF has stopped */
			tcflow(terminal, TCOON);
		} else {
			break;
		}
	}
	fcntl(terminal, F_SETFL, flags); /* the shell shares these flags */
}

/* Restores the terminal. Async-signal-safe. */
static void give_back(void)
{
	if (!rescue_on)
		return;
	rescue_on = 0;
	signal(SIGTTOU, SIG_IGN); /* so that this works in the background too */
	write_rescue();
	if (has_discipline)
		tcsetattr(terminal, TCSANOW, &discipline);
}

static void on_crash(int sig)
{
	give_back();
	raise(sig); /* SA_RESETHAND has restored the default action */
}

static void on_event(int sig)
{
	int e = errno;
	ssize_t n;

	if (sig == SIGWINCH) {
		resized = 1;
	} else if (sig == SIGTSTP) {
		stopped = 1;
	} else if (sig == SIGCONT) {
		continued = 1;
	} else if (ending != 0) { /* a second signal: the first had no effect */
		give_back();
		signal(sig, SIG_DFL);
		raise(sig);
	} else {
		ending = sig;
	}
	n = write(wake[1], "", 1);
	(void)n; /* a full pipe wakes the reader, too */
	errno = e;
}

static void catch_one(int sig)
{
	static const struct {
		void (*handler)(int);
		int flags;
	} how[] = {
		[NOTED] = { on_event, SA_RESTART },
		[ENDS] = { on_event, 0 },
		[CRASHES] = { on_crash, (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK) },
	};
	enum treatment treatment = treatment_of(sig);
	struct sigaction sa = { .sa_handler = how[treatment].handler, .sa_flags = how[treatment].flags };

	sigemptyset(&sa.sa_mask);
	/* keep ignored signals ignored (nohup), and skip those of the C library */
	if (treatment != LEFT_ALONE && sigaction(sig, NULL, &saved[sig]) == 0 && saved[sig].sa_handler != SIG_IGN)
		sigaction(sig, &sa, NULL);
}

bool signals_catch(int fd)
{
	if (pipe(wake) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(wake[i], F_SETFL, O_NONBLOCK);
		fcntl(wake[i], F_SETFD, FD_CLOEXEC);
	}
	ending = resized = stopped = continued = 0;
	terminal = fcntl(fd, F_DUPFD_CLOEXEC, 0); /* what is fd may be a file in memory for a moment (whole.c) */
	has_discipline = tcgetattr(fd, &discipline) == 0;
	rescue_len = 0;
	handler_stack = malloc(STACK_SIZE);
	if (handler_stack)
		sigaltstack(&(stack_t){ .ss_sp = handler_stack, .ss_size = STACK_SIZE }, NULL);
	for (int sig = 1; sig < NSIG; sig++)
		catch_one(sig);
	return true;
}

void signals_release(void)
{
	for (int sig = 1; sig < NSIG; sig++)
		if (treatment_of(sig) != LEFT_ALONE)
			sigaction(sig, &saved[sig], NULL);
	sigaltstack(&(stack_t){ .ss_flags = SS_DISABLE }, NULL);
	free(handler_stack);
	handler_stack = NULL;
	for (int i = 0; i < 2; i++) {
		close(wake[i]);
		wake[i] = -1;
	}
	close(terminal);
}

void signals_rescue_add(const char *octets, size_t n)
{
	if (n > sizeof rescue - rescue_len)
		return;
	memcpy(rescue + rescue_len, octets, n);
	rescue_len += n;
}

void signals_rescue(bool on)
{
	rescue_on = on;
	check_on_failure(on ? give_back : NULL);
}

int signals_fd(void)
{
	return wake[0];
}

static bool take(volatile sig_atomic_t *flag)
{
	bool was = *flag != 0;

	*flag = 0;
	return was;
}

enum signal_news signals_next(void)
{
	char waste[64];

	while (read(wake[0], waste, sizeof waste) > 0)
		continue;
	if (ending != 0)
		return NEWS_END;
	if (take(&stopped))
		return NEWS_STOP;
	if (take(&continued))
		return NEWS_CONTINUED;
	return take(&resized) ? NEWS_RESIZED : NEWS_NONE;
}

void signals_hang_up(void)
{
	if (ending == 0)
		ending = SIGHUP;
}

void signals_stop_here(void)
{
	struct sigaction ours;

	sigaction(SIGTSTP, &(struct sigaction){ .sa_handler = SIG_DFL }, &ours);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	continued = 0;
}

void signals_end_here(void)
{
	if (ending == 0)
		return;
	signal(ending, SIG_DFL);
	raise(ending);
}
