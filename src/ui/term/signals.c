/* Signals and the rescue of the terminal. Called by term. */
#include "ui/term/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/check.h"

#define COUNT(array) (sizeof array / sizeof((array)[0]))
enum { STACK_SIZE = 64 * 1024 };

static const int crashes[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL };
static const int endings[] = { SIGTERM, SIGHUP, SIGINT };
static const int changes[] = { SIGWINCH, SIGTSTP, SIGCONT };
static struct sigaction saved[COUNT(crashes) + COUNT(endings) + COUNT(changes)];
static char *handler_stack; /* a crash may be for want of stack */

static volatile sig_atomic_t ending, resized, stopped, continued;
static int wake[2] = { -1, -1 };

static volatile sig_atomic_t rescue_on;
static int terminal = -1;
static char rescue[256];
static size_t rescue_len;
static struct termios discipline;
static bool has_discipline;

/* Async-signal-safe. */
static void give_back(void)
{
	if (!rescue_on)
		return;
	rescue_on = 0;
	for (size_t at = 0; at < rescue_len;) {
		ssize_t n = write(terminal, rescue + at, rescue_len - at);
		if (n <= 0)
			break;
		at += (size_t)n;
	}
	if (has_discipline) {
		signal(SIGTTOU, SIG_IGN); /* from the background too */
		tcsetattr(terminal, TCSANOW, &discipline);
	}
}

static void on_crash(int sig)
{
	give_back();
	raise(sig); /* SA_RESETHAND: by default now */
}

static void on_event(int sig)
{
	int e = errno;
	if (sig == SIGWINCH) {
		resized = 1;
	} else if (sig == SIGTSTP) {
		stopped = 1;
	} else if (sig == SIGCONT) {
		continued = 1;
	} else if (ending != 0) { /* asked twice: the first was not heard */
		give_back();
		signal(sig, SIG_DFL);
		raise(sig);
	} else {
		ending = sig;
	}
	ssize_t n = write(wake[1], "", 1);
	(void)n; /* full: it will be read anyway */
	errno = e;
}

static struct sigaction *catch_all(const int *sigs, size_t n, void (*handler)(int), int flags, struct sigaction *old)
{
	for (size_t i = 0; i < n; i++, old++) {
		struct sigaction sa = { .sa_handler = handler, .sa_flags = flags };
		sigemptyset(&sa.sa_mask);
		sigaction(sigs[i], NULL, old);
		if (old->sa_handler != SIG_IGN) /* nohup and the like stand */
			sigaction(sigs[i], &sa, NULL);
	}
	return old;
}

static const struct sigaction *put_back(const int *sigs, size_t n, const struct sigaction *old)
{
	for (size_t i = 0; i < n; i++)
		sigaction(sigs[i], old++, NULL);
	return old;
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
	terminal = fd;
	has_discipline = tcgetattr(fd, &discipline) == 0;
	rescue_len = 0;
	handler_stack = malloc(STACK_SIZE);
	if (handler_stack)
		sigaltstack(&(stack_t){ .ss_sp = handler_stack, .ss_size = STACK_SIZE }, NULL);
	struct sigaction *old = saved;
	old = catch_all(crashes, COUNT(crashes), on_crash, (int)(SA_RESETHAND | SA_NODEFER | SA_ONSTACK), old);
	old = catch_all(endings, COUNT(endings), on_event, 0, old);
	catch_all(changes, COUNT(changes), on_event, SA_RESTART, old);
	return true;
}

void signals_release(void)
{
	const struct sigaction *old = saved;
	old = put_back(crashes, COUNT(crashes), old);
	old = put_back(endings, COUNT(endings), old);
	put_back(changes, COUNT(changes), old);
	sigaltstack(&(stack_t){ .ss_flags = SS_DISABLE }, NULL);
	free(handler_stack);
	handler_stack = NULL;
	for (int i = 0; i < 2; i++) {
		close(wake[i]);
		wake[i] = -1;
	}
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
