/* Compares a script in a process of its own. The records are in memory that both processes share, so that
 * it never waits for its reader: the kernels' timers would go on. Called by ui/start. */
#define _GNU_SOURCE
#include "kernel/alongside.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "kernel/agenda.h"
#include "kernel/rehearse.h"
#include "kernel/tell.h"

/* What the process writes and the program reads. A record is written before `used` counts it. */
struct shared {
	_Atomic size_t used;
	_Atomic unsigned waited_s, of_s;
	_Atomic int started; /* 1: the hosts are there */
	struct diag diag;    /* why they are not */
	struct compared at[];
};

struct alongside {
	struct agenda agenda;
	struct shared *shared;
	size_t size; /* of the shared memory */
	int news;    /* an octet comes for each piece of news; the end when the process has ended */
	int pid;
	bool ended;
};

/* --- the process --- */

struct teller {
	struct shared *shared;
	int news;
};

static void tell_news(const struct teller *t)
{
	char octet = 0;
	ssize_t n = write(t->news, &octet, 1); /* if the pipe is full, the reader has news anyway */

	(void)n;
}

static void on_progress(void *to, vtime waited_ms, vtime of_ms)
{
	struct teller *t = to;
	unsigned waited_s = (unsigned)(waited_ms / 1000), of_s = (unsigned)((of_ms + 999) / 1000);

	if (t->shared->waited_s == waited_s && t->shared->of_s == of_s)
		return;
	t->shared->waited_s = waited_s;
	t->shared->of_s = of_s;
	tell_news(t);
}

static void fill_words(struct compared *c, const struct step *step)
{
	for (size_t i = 0; i < step->differences_used && i < COMPARED_SAID; i++) {
		const struct difference *d = &step->differences[i];

		for (int l = 0; l < LANG_COUNT; l++) {
			struct compared_words *w = &c->said[i][l];
			struct text subject = text_over(w->subject, sizeof w->subject);
			struct text model = text_over(w->model, sizeof w->model);
			struct text kernel = text_over(w->kernel, sizeof w->kernel);

			tell_subject(&subject, d, (enum lang)l);
			tell_model(&model, d, (enum lang)l);
			tell_kernel(&kernel, d, (enum lang)l);
		}
		c->said_used = i + 1;
	}
	for (size_t i = 0; i < step->differences_used; i++)
		c->differs[step->differences[i].host] = true;
}

static enum compared_kind kind_of(enum step_end end)
{
	switch (end) {
	case STEP_AGREES:
		return COMPARED_AGREES;
	case STEP_DIFFERS:
		return COMPARED_DIFFERS;
	case STEP_SKIPPED:
		return COMPARED_SKIPPED;
	case STEP_REFUSED: /* agenda_make has performed it */
	case STEP_BROKEN:
		break;
	}
	return COMPARED_BROKEN;
}

/* Performs the agenda to its end, or to where nothing more can be compared. */
static void compare(const struct agenda *agenda, struct rehearsal *r, struct teller *t)
{
	struct step step = { .end = STEP_AGREES };

	for (size_t i = 0; i < agenda->used && step.end == STEP_AGREES; i++) {
		struct compared *c = &t->shared->at[i];

		rehearsal_do(r, &agenda->steps[i].at->action, &step);
		c->kind = (uint8_t)kind_of(step.end);
		c->line = agenda->steps[i].at->line;
		c->wait_s = (unsigned)(step.wait_ms / 1000);
		for (uint8_t h = 0; h < HOSTS; h++)
			c->used[h] = (uint32_t)rehearsal_sockets(r, h, c->sockets[h], COMPARED_SOCKETS);
		fill_words(c, &step);
		t->shared->of_s = 0;
		t->shared->used = i + 1;
		tell_news(t);
	}
}

/* Belongs to no terminal, so that neither Ctrl-C nor Ctrl-Z reaches it, and ends with the program. */
static void stand_apart(pid_t parent)
{
	int null = open("/dev/null", O_RDWR);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
	setpgid(0, 0);
	signal(SIGINT, SIG_IGN);
	for (int fd = 0; fd <= STDERR_FILENO && null >= 0; fd++)
		dup2(null, fd);
}

static void run(const struct agenda *agenda, struct teller *t, vtime max_wait_ms, pid_t parent)
{
	struct rehearsal_options how = { .max_wait_ms = max_wait_ms, .progress = on_progress, .to = t };
	struct rehearsal *r;

	stand_apart(parent);
	r = rehearsal_begin(&agenda->config, &how, &t->shared->diag);
	if (!r)
		_exit(0);
	t->shared->started = 1;
	tell_news(t);
	compare(agenda, r, t);
	rehearsal_end(r);
	_exit(0);
}

/* --- the program --- */

static void shared_new(struct alongside *a)
{
	void *at;

	a->size = sizeof *a->shared + (a->agenda.used + 1) * sizeof a->shared->at[0];
	at = mmap(NULL, a->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	a->shared = at == MAP_FAILED ? NULL : at;
}

static bool start_process(struct alongside *a, vtime max_wait_ms)
{
	struct teller t = { .shared = a->shared };
	pid_t parent = getpid();
	int ends[2];

	if (!a->shared || pipe2(ends, O_CLOEXEC) != 0)
		return false;
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	t.news = ends[1];
	fflush(NULL); /* the process must not write it again */
	a->pid = fork();
	if (a->pid == 0) {
		close(ends[0]);
		run(&a->agenda, &t, max_wait_ms, parent);
	}
	close(ends[1]);
	a->news = ends[0];
	return a->pid > 0;
}

/* Waits for news, and takes all of it. Returns whether there was any; the end is news once. */
static bool take_news(struct alongside *a, int wait_ms)
{
	struct pollfd p = { .fd = a->news, .events = POLLIN };
	bool news = false;
	char octets[512];
	ssize_t n;

	while (!a->ended && poll(&p, 1, news ? 0 : wait_ms) > 0) {
		n = read(a->news, octets, sizeof octets);
		a->ended = n == 0 || (n < 0 && errno != EINTR);
		news = true;
	}
	return news;
}

struct alongside *alongside_start(const struct script *s, vtime max_wait_ms, struct diag *diag)
{
	struct alongside *a = mem_new(1, sizeof *a);

	a->news = -1;
	if (!agenda_make(&a->agenda, s, diag)) {
		alongside_stop(a);
		return NULL;
	}
	shared_new(a);
	if (!start_process(a, max_wait_ms)) {
		diag_set(diag, 0, DIAG_KERNEL_PROCESS, strerror(errno), "");
		alongside_stop(a);
		return NULL;
	}
	take_news(a, -1);
	if (a->shared->started)
		return a;
	*diag = a->shared->diag;
	if (diag->id == DIAG_NONE)
		diag_set(diag, 0, DIAG_KERNEL_PROCESS, strerror(ECHILD), "");
	alongside_stop(a);
	return NULL;
}

bool alongside_look(void *from, struct comparison *now, int wait_ms)
{
	struct alongside *a = from;
	bool news = take_news(a, wait_ms);

	now->at = a->shared->at;
	now->used = a->shared->used;
	now->ended = a->ended;
	now->waited_s = a->shared->waited_s;
	now->of_s = a->shared->of_s;
	return news;
}

void alongside_stop(struct alongside *a)
{
	if (!a)
		return;
	if (a->pid > 0) {
		kill(a->pid, SIGKILL);
		while (waitpid(a->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	if (a->news >= 0)
		close(a->news);
	if (a->shared)
		munmap(a->shared, a->size);
	agenda_free(&a->agenda);
	mem_free(a);
}

#else

struct alongside *alongside_start(const struct script *s, vtime max_wait_ms, struct diag *diag)
{
	(void)s;
	(void)max_wait_ms;
	diag_set(diag, 0, DIAG_KERNEL_LINUX, "", "");
	return NULL;
}

bool alongside_look(void *from, struct comparison *now, int wait_ms)
{
	(void)from;
	(void)now;
	(void)wait_ms;
	return false;
}

void alongside_stop(struct alongside *a)
{
	(void)a;
}

#endif
