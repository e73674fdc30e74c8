/* Starts and stops a host, and talks to its processes. Called by rehearse.c. */
#define _GNU_SOURCE
#include "kernel/machine.h"

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/stack.h"

/* Fills in what this machine does not allow, and what to do about it. */
static void explain(struct diag *d, const struct stack_ready *r)
{
	static const enum diag_id ids[] = {
		[STEP_READY] = DIAG_KERNEL_PROCESS,
		[STEP_USER_NAMESPACE] = DIAG_KERNEL_USER_NAMESPACE,
		[STEP_NET_NAMESPACE] = DIAG_KERNEL_NET_NAMESPACE,
		[STEP_OPEN_DEVICE] = DIAG_KERNEL_OPEN_DEVICE,
		[STEP_MAKE_DEVICE] = DIAG_KERNEL_MAKE_DEVICE,
		[STEP_ADDRESS] = DIAG_KERNEL_ADDRESS,
		[STEP_SYSCTL] = DIAG_KERNEL_SYSCTL,
		[STEP_ROUTE] = DIAG_KERNEL_ADDRESS,
		[STEP_PROCESS] = DIAG_KERNEL_PROCESS,
	};
	enum diag_id id = r->step < sizeof ids / sizeof ids[0] ? ids[r->step] : DIAG_KERNEL_PROCESS;

	if (r->step == STEP_OPEN_DEVICE && (r->error == ENOENT || r->error == ENODEV || r->error == ENXIO))
		id = DIAG_KERNEL_NO_DEVICE;
	diag_set(d, 0, id, strerror(r->error), r->what);
}

bool machine_start(struct machine *m, uint8_t host, const struct config *config, uint32_t sockets, struct diag *diag)
{
	struct stack_ready ready = { .step = STEP_PROCESS };
	int ends[2], given[2];
	pid_t self = getpid();

	*m = (struct machine){ .config = config, .host = host, .tun = -1, .stack = -1, .performer = -1 };
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0) {
		m->pid = fork();
		if (m->pid == 0) {
			close(ends[0]);
			stack_run(ends[1], host, config, sockets, self);
		}
		close(ends[1]);
		m->stack = ends[0];
	}
	if (m->stack < 0 || m->pid < 0)
		ready.error = errno;
	else if (!stack_receive(m->stack, &ready, sizeof ready, given, 2))
		ready.step = STEP_PROCESS;
	else if (ready.step == STEP_READY && given[0] >= 0 && given[1] >= 0) {
		m->tun = given[0];
		m->performer = given[1];
		return true;
	}
	explain(diag, &ready);
	machine_stop(m);
	return false;
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void machine_stop(struct machine *m)
{
	shut(&m->tun);
	shut(&m->performer);
	shut(&m->stack);
	if (m->pid <= 0)
		return;
	kill(m->pid, SIGKILL);
	while (waitpid(m->pid, NULL, 0) < 0 && errno == EINTR)
		;
	m->pid = 0;
}

static bool receive(int channel, void *at, size_t size)
{
	ssize_t n;

	do
		n = recv(channel, at, size, 0);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)size;
}

bool machine_ask(struct machine *m, const struct order *order, struct returns *all)
{
	return send(m->performer, order, sizeof *order, MSG_NOSIGNAL) == (ssize_t)sizeof *order &&
	       receive(m->performer, all, sizeof *all);
}

bool machine_table(struct machine *m, struct kernel_table *table)
{
	const uint32_t order[2] = { STACK_TABLE, 0 };

	return send(m->stack, order, sizeof order, MSG_NOSIGNAL) == (ssize_t)sizeof order &&
	       receive(m->stack, table, sizeof *table);
}

bool machine_exit(struct machine *m, uint32_t sockets)
{
	const uint32_t order[2] = { STACK_EXIT, sockets };
	struct stack_ready ready;

	shut(&m->performer);
	return send(m->stack, order, sizeof order, MSG_NOSIGNAL) == (ssize_t)sizeof order &&
	       stack_receive(m->stack, &ready, sizeof ready, &m->performer, 1) && m->performer >= 0;
}

#else

bool machine_start(struct machine *m, uint8_t host, const struct config *config, uint32_t sockets, struct diag *diag)
{
	(void)config;
	(void)sockets;
	*m = (struct machine){ .host = host, .tun = -1, .stack = -1, .performer = -1 };
	diag_set(diag, 0, DIAG_KERNEL_LINUX, "", "");
	return false;
}

void machine_stop(struct machine *m)
{
	(void)m;
}

bool machine_ask(struct machine *m, const struct order *order, struct returns *all)
{
	(void)m;
	(void)order;
	(void)all;
	return false;
}

bool machine_table(struct machine *m, struct kernel_table *table)
{
	(void)m;
	(void)table;
	return false;
}

bool machine_exit(struct machine *m, uint32_t sockets)
{
	(void)m;
	(void)sockets;
	return false;
}

#endif
