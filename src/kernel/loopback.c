/* Performs the calls of a script on sockets of 127.0.0.0/8, each host with an address of its own, and compares.
 * The ports of the script are mapped to free ones. Called by cli/cmd_kernel. */
#define _GNU_SOURCE
#include "kernel/loopback.h"

#ifdef __linux__

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "kernel/carrier.h"
#include "kernel/match.h"
#include "kernel/patience.h"
#include "kernel/performer.h"
#include "kernel/played.h"
#include "kernel/table.h"

/* A port of the script, and the one that is used for it. */
struct port_map {
	uint16_t model, real;
};

struct end {
	int performer, pid;
	uint32_t address;
	struct port_map *ports;
	size_t ports_used, ports_size;
};

struct loopback {
	const struct config *config;
	struct rehearsal_options options;
	struct played model;
	size_t compared; /* returns of the model that were compared */
	vtime owed_ms;   /* for which timers ran in the model since */
	struct end ends[HOSTS];
	int diag;
	struct carrier none;
	struct seen seen;
	bool broken;
};

/* --- the processes --- */

static bool start(struct end *end, uint32_t peer, const struct config *config, uint32_t sockets)
{
	pid_t parent = getpid();
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return false;
	end->pid = fork();
	if (end->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(0);
		close(ends[0]);
		performer_run(ends[1], config, end->address, peer, sockets);
	}
	close(ends[1]);
	end->performer = ends[0];
	return end->pid > 0;
}

static void stop(struct end *end)
{
	if (end->performer >= 0)
		close(end->performer);
	end->performer = -1;
	if (end->pid <= 0)
		return;
	kill(end->pid, SIGKILL);
	while (waitpid(end->pid, NULL, 0) < 0 && errno == EINTR)
		;
	end->pid = 0;
}

struct loopback *loopback_begin(const struct config *config, const struct rehearsal_options *options, struct diag *diag)
{
	struct loopback *l = mem_new(1, sizeof *l);

	l->config = config;
	l->options = *options;
	l->seen.carrier = &l->none;
	carrier_begin(&l->none, NULL);
	played_begin(&l->model, config);
	for (uint32_t h = 0; h < HOSTS; h++) /* no other process has these addresses */
		l->ends[h] = (struct end){ .performer = -1,
					   .address = 0x7F000000u | ((uint32_t)getpid() & 0x3FFFFF) << 2 | (1 + h) };
	l->diag = table_open();
	for (uint8_t h = 0; h < HOSTS; h++)
		if (l->diag < 0 || !start(&l->ends[h], l->ends[host_other(h)].address, config, 0)) {
			diag_set(diag, 0, DIAG_KERNEL_PROCESS, strerror(errno), "");
			loopback_end(l);
			return NULL;
		}
	return l;
}

void loopback_end(struct loopback *l)
{
	if (!l)
		return;
	for (int h = 0; h < HOSTS; h++) {
		stop(&l->ends[h]);
		mem_free(l->ends[h].ports);
	}
	if (l->diag >= 0)
		close(l->diag);
	carrier_end(&l->none);
	played_end(&l->model);
	mem_free(l);
}

/* --- ports --- */

/* Returns a port that is free at an address. */
static uint16_t free_port(uint32_t address)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t size = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	uint16_t port = 0;

	a.sin_addr.s_addr = htonl(address);
	if (fd >= 0 && bind(fd, (struct sockaddr *)&a, sizeof a) == 0 &&
	    getsockname(fd, (struct sockaddr *)&a, &size) == 0)
		port = ntohs(a.sin_port);
	if (fd >= 0)
		close(fd);
	return port;
}

static uint16_t real_port(struct end *end, uint32_t model)
{
	for (size_t i = 0; i < end->ports_used; i++)
		if (end->ports[i].model == model)
			return end->ports[i].real;
	end->ports = mem_grow(end->ports, end->ports_used, &end->ports_size, sizeof *end->ports);
	end->ports[end->ports_used] = (struct port_map){ (uint16_t)model, free_port(end->address) };
	return end->ports[end->ports_used++].real;
}

/* Returns the script's port for a real one; 0: it has none. */
static uint16_t model_port(const struct end *end, uint16_t real)
{
	for (size_t i = 0; i < end->ports_used; i++)
		if (end->ports[i].real == real)
			return end->ports[i].model;
	return 0;
}

/* --- calls --- */

static void ask(struct loopback *l, uint8_t host, const struct order *o)
{
	struct returns all = { 0 };
	int channel = l->ends[host].performer;

	if (send(channel, o, sizeof *o, MSG_NOSIGNAL) != (ssize_t)sizeof *o ||
	    recv(channel, &all, sizeof all, 0) != (ssize_t)sizeof all)
		l->broken = true;
	seen_add_returns(&l->seen, host, &all);
}

static void make_call(struct loopback *l, const struct event *e, const struct row *cause)
{
	const struct action *a = &cause->call;
	struct end *own = &l->ends[cause->actor], *peer = &l->ends[host_other(cause->actor)];
	struct order o = order_of(cause, e->port, l->config);

	if (a->call == CALL_EXIT) {
		stop(own);
		l->seen.returns_used[cause->actor] = 0;
		l->broken |= !start(own, peer->address, l->config, e->made);
		return;
	}
	if (o.port)
		o.port = real_port(own, o.port);
	if (a->call == CALL_BIND && o.amount)
		o.amount = real_port(own, o.amount);
	if (a->call == CALL_CONNECT)
		o.amount = real_port(peer, o.amount);
	ask(l, cause->actor, &o);
}

/* --- comparing --- */

static void look(struct loopback *l)
{
	static const struct order look = { .kind = ORDER_LOOK };

	for (uint8_t h = 0; h < HOSTS; h++) {
		struct kernel_table *t = &l->seen.tables[h];
		uint32_t used = 0;

		ask(l, h, &look);
		table_read(l->diag, l->ends[h].address, t);
		for (uint32_t i = 0; i < t->used; i++) {
			struct kernel_socket s = t->at[i];

			s.lport = model_port(&l->ends[h], s.lport);
			s.rport = s.rport ? model_port(&l->ends[host_other(h)], s.rport) : 0;
			if (s.lport)
				t->at[used++] = s;
		}
		t->used = used;
	}
}

/* Compares what the model has returned since, and its sockets. */
static bool fits(struct loopback *l, struct match *m, vtime wait_ms, vtime patience_ms)
{
	const struct timespec pause = { .tv_nsec = LOOK_MS * 1000000 };
	vtime began_ms = real_ms();

	for (;;) {
		vtime since_ms = real_ms() - began_ms;

		look(l);
		if (l->broken || (since_ms >= wait_ms && match_look(m, &l->seen)))
			return !l->broken;
		if (since_ms > wait_ms + patience_ms)
			return false;
		nanosleep(&pause, NULL);
		if (l->options.progress && wait_ms + patience_ms >= LATE_MS)
			l->options.progress(l->options.to, since_ms, wait_ms + patience_ms);
	}
}

/* Makes one event of all that the model has returned since the last comparison, after the last cause. */
static void compare(struct loopback *l, const struct action *action, struct step *step)
{
	size_t n = l->model.returns_used - l->compared;
	struct row *rows = mem_new(n + 1, sizeof *rows);
	struct event all = { .rows = n + 1, .table = l->model.table };
	struct match m = { .event = &all, .rows = rows };
	vtime fixed_ms = action->kind == ACT_WAIT ? step->wait_ms : 0, timers_ms = l->owed_ms - fixed_ms;

	rows[0] = l->model.cause;
	memcpy(rows + 1, l->model.returns + l->compared, n * sizeof *rows);
	for (int h = 0; h < HOSTS; h++)
		for (uint32_t i = 0; i < all.table.used[h]; i++)
			all.table.at[h][i].counts = 0; /* buffers depend on when an ACK is sent */
	l->compared = l->model.returns_used;
	l->owed_ms = 0;
	if (fits(l, &m, fixed_ms, ANSWER_MS + (timers_ms ? timer_patience_ms(timers_ms) : 0))) {
		l->seen.before = all.table;
	} else {
		step->end = l->broken ? STEP_BROKEN : STEP_DIFFERS;
		step->differences_used = match_differences(&m, &l->seen, step->differences, DIFFERENCES_MAX);
	}
	mem_free(rows);
}

void loopback_do(struct loopback *l, const struct action *action, struct step *step)
{
	const struct world *w = l->model.world;

	memset(step, 0, sizeof *step);
	step->refusal = played_do(&l->model, action);
	step->wait_ms = events_wait_ms(&l->model.events, action);
	step->between = w->net.count > 0;
	if (step->refusal != REFUSED_NOT) {
		step->end = STEP_REFUSED;
	} else if (step->wait_ms > l->options.max_wait_ms) {
		step->end = STEP_SKIPPED;
	} else {
		step->end = STEP_AGREES;
		l->owed_ms += step->wait_ms;
		if (action->kind == ACT_CALL)
			make_call(l, &l->model.events.at[0], &l->model.events.rows[0]);
		if (!step->between)
			compare(l, action, step);
		else if (l->broken)
			step->end = STEP_BROKEN;
	}
	for (uint8_t h = 0; h < HOSTS; h++) {
		const struct slot *s = world_focus(w, h);

		step->model[h] = (uint8_t)world_state(w, h);
		step->kernel[h] = (uint8_t)(s ? match_state(&l->seen, h, s->lport, s->conn ? s->rport : 0)
					      : TCPS_CLOSED);
	}
}

#else

struct loopback *loopback_begin(const struct config *config, const struct rehearsal_options *options, struct diag *diag)
{
	(void)config;
	(void)options;
	diag_set(diag, 0, DIAG_KERNEL_LINUX, "", "");
	return NULL;
}

void loopback_do(struct loopback *l, const struct action *action, struct step *step)
{
	(void)l;
	(void)action;
	memset(step, 0, sizeof *step);
	step->end = STEP_BROKEN;
}

void loopback_end(struct loopback *l)
{
	(void)l;
}

#endif
