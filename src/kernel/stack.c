/* A host: a user namespace, a network namespace in it with a TUN device, an address,
 * sysctls and a route, and the process that makes its calls. When this process ends, all
 * of it is gone. Started by machine.c. */
#define _GNU_SOURCE
#include "kernel/stack.h"

#ifdef __linux__

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <linux/if_tun.h>

#include "kernel/performer.h"
#include "kernel/route.h"
#include "kernel/table.h"

struct stack {
	const struct config *config;
	struct stack_ready ready;
	int tun, diag;
	pid_t performer;
	uint8_t host;
};

static bool fails(struct stack *s, enum stack_step step)
{
	s->ready.step = step;
	s->ready.error = errno;
	return false;
}

/* --- descriptors between processes --- */

bool stack_send(int channel, const void *at, size_t size, const int *descriptors, int n)
{
	union {
		char octets[CMSG_SPACE(2 * sizeof(int))];
		struct cmsghdr align;
	} control;
	struct iovec io = { (void *)at, size };
	struct msghdr m = { .msg_iov = &io, .msg_iovlen = 1 };
	struct cmsghdr *c;

	if (n > 0) {
		memset(&control, 0, sizeof control);
		m.msg_control = control.octets;
		m.msg_controllen = CMSG_SPACE((size_t)n * sizeof(int));
		c = CMSG_FIRSTHDR(&m);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN((size_t)n * sizeof(int));
		memcpy(CMSG_DATA(c), descriptors, (size_t)n * sizeof(int));
	}
	return sendmsg(channel, &m, MSG_NOSIGNAL) == (ssize_t)size;
}

bool stack_receive(int channel, void *at, size_t size, int *descriptors, int n)
{
	union {
		char octets[CMSG_SPACE(2 * sizeof(int))];
		struct cmsghdr align;
	} control;
	struct iovec io = { at, size };
	struct msghdr m = {
		.msg_iov = &io, .msg_iovlen = 1, .msg_control = control.octets, .msg_controllen = sizeof control.octets
	};
	struct cmsghdr *c;

	for (int i = 0; i < n; i++)
		descriptors[i] = -1;
	if (recvmsg(channel, &m, MSG_CMSG_CLOEXEC) != (ssize_t)size)
		return false;
	c = CMSG_FIRSTHDR(&m);
	if (c && c->cmsg_type == SCM_RIGHTS && c->cmsg_len == CMSG_LEN((size_t)n * sizeof(int)))
		memcpy(descriptors, CMSG_DATA(c), (size_t)n * sizeof(int));
	return true;
}

/* --- the namespace --- */

/* As root a network namespace is enough; others need a user namespace around it. */
static bool enter(struct stack *s)
{
	if (geteuid() == 0 && unshare(CLONE_NEWNET) == 0)
		return true;
	if (unshare(CLONE_NEWUSER) != 0)
		return fails(s, STEP_USER_NAMESPACE);
	return unshare(CLONE_NEWNET) == 0 || fails(s, STEP_NET_NAMESPACE);
}

static bool make_device(struct stack *s)
{
	struct ifreq r = { .ifr_flags = IFF_TUN | IFF_NO_PI };

	s->tun = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (s->tun < 0)
		return fails(s, STEP_OPEN_DEVICE);
	strcpy(r.ifr_name, "tun0");
	return ioctl(s->tun, TUNSETIFF, &r) == 0 || fails(s, STEP_MAKE_DEVICE);
}

/* --- sysctls: what the model leaves out is off, what a script sets is set --- */

struct sysctl {
	const char *name;
	uint64_t value;
	bool needed; /* an older kernel must have it too */
};

static bool write_sysctl(struct stack *s, const struct sysctl *c)
{
	char path[128];
	FILE *f;
	bool written;

	snprintf(path, sizeof path, "/proc/sys/net/%s", c->name);
	f = fopen(path, "w");
	written = f && fprintf(f, "%llu\n", (unsigned long long)c->value) > 0;
	if (f && fclose(f) != 0)
		written = false;
	if (written || (!c->needed && errno == ENOENT))
		return true;
	snprintf(s->ready.what, sizeof s->ready.what, "net/%s", c->name);
	return fails(s, STEP_SYSCTL);
}

static bool write_sysctls(struct stack *s)
{
	const struct config *c = s->config;
	const struct sysctl all[] = {
		{ "ipv6/conf/all/disable_ipv6", 1, false },
		{ "ipv6/conf/default/disable_ipv6", 1, false },
		{ "ipv4/tcp_timestamps", 0, true },
		{ "ipv4/tcp_sack", 0, true },
		{ "ipv4/tcp_window_scaling", 0, true },
		{ "ipv4/tcp_ecn", 0, true },
		{ "ipv4/tcp_fastopen", 0, false },
		{ "ipv4/tcp_frto", 0, false },
		{ "ipv4/tcp_early_retrans", 0, false },
		{ "ipv4/tcp_recovery", 0, false },
		{ "ipv4/tcp_mtu_probing", 0, false },
		{ "ipv4/tcp_autocorking", 0, false },
		{ "ipv4/tcp_moderate_rcvbuf", 0, false },
		{ "ipv4/tcp_slow_start_after_idle", 0, false },
		{ "ipv4/tcp_no_metrics_save", 1, false },
		{ "ipv4/tcp_invalid_ratelimit", 0, false },
		{ "ipv4/tcp_challenge_ack_limit", INT32_MAX, false },
		{ "ipv4/tcp_tw_reuse", 0, false },
		{ "ipv4/tcp_abort_on_overflow", 0, false },
		{ "ipv4/tcp_rfc1337", config_policy(c, POL_RFC1337), false },
		{ "ipv4/tcp_syncookies", config_policy(c, POL_SYNCOOKIES), false },
		{ "ipv4/tcp_fin_timeout", c->fin_wait_2_ms / 1000, true },
		{ "ipv4/tcp_retries2", c->retries, true },
		{ "ipv4/tcp_orphan_retries", c->orphan_retries, true },
		{ "ipv4/tcp_syn_retries", c->syn_retries, true },
		{ "ipv4/tcp_synack_retries", c->synack_retries, true },
		{ "ipv4/tcp_syn_linear_timeouts", c->syn_linear, false },
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (!write_sysctl(s, &all[i]))
			return false;
	return true;
}

/* --- the address --- */

static bool set_address(struct stack *s, int fd, unsigned long what, const char *device, uint32_t ip)
{
	struct ifreq r = { .ifr_flags = 0 };
	struct sockaddr_in a = { .sin_family = AF_INET };

	a.sin_addr.s_addr = htonl(ip);
	strcpy(r.ifr_name, device);
	memcpy(&r.ifr_addr, &a, sizeof a);
	return ioctl(fd, what, &r) == 0 || fails(s, STEP_ADDRESS);
}

static bool set_up(struct stack *s, int fd, const char *device)
{
	struct ifreq r = { .ifr_flags = 0 };

	strcpy(r.ifr_name, device);
	r.ifr_flags = IFF_UP | IFF_RUNNING;
	return ioctl(fd, SIOCSIFFLAGS, &r) == 0 || fails(s, STEP_ADDRESS);
}

static bool set_mtu(struct stack *s, int fd)
{
	struct ifreq r = { .ifr_mtu = (int)s->config->mss + 40 };

	strcpy(r.ifr_name, "tun0");
	r.ifr_mtu = (int)s->config->mss + 40;
	return ioctl(fd, SIOCSIFMTU, &r) == 0 || fails(s, STEP_ADDRESS);
}

static bool make_interface(struct stack *s)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool made;

	if (fd < 0)
		return fails(s, STEP_ADDRESS);
	made = set_address(s, fd, SIOCSIFADDR, "tun0", ADDRESS_FIRST + s->host) &&
	       set_address(s, fd, SIOCSIFNETMASK, "tun0", 0xFFFFFF00) && set_mtu(s, fd) && set_up(s, fd, "tun0");
	close(fd);
	return made && (route_set(s->config) || fails(s, STEP_ROUTE));
}

/* --- the processes --- */

/* Has this process killed when its parent ends. A change of rights undoes this, so it comes
 * after the namespaces. */
static void end_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(0);
}

/* Starts the process that makes the calls. Returns the end to talk to it, or -1. */
static int start_performer(struct stack *s, int channel, uint32_t sockets)
{
	int ends[2];
	pid_t self = getpid();

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
		return -1;
	s->performer = fork();
	if (s->performer == 0) {
		end_with(self);
		close(ends[0]);
		close(channel);
		close(s->diag);
		if (s->tun >= 0)
			close(s->tun);
		performer_run(ends[1], s->config, 0, ADDRESS_FIRST + (s->host ^ 1u), sockets);
	}
	close(ends[1]);
	if (s->performer > 0)
		return ends[0];
	close(ends[0]);
	return -1;
}

static bool make(struct stack *s)
{
	if (!enter(s) || !make_device(s) || !write_sysctls(s) || !make_interface(s))
		return false;
	s->diag = table_open();
	return s->diag >= 0 || fails(s, STEP_PROCESS);
}

/* Says that the host is ready, or why not. */
static void say_ready(struct stack *s, int channel, uint32_t sockets)
{
	int descriptors[2] = { s->tun, -1 };

	descriptors[1] = start_performer(s, channel, sockets);
	if (descriptors[1] < 0)
		fails(s, STEP_PROCESS);
	if (s->ready.step != STEP_READY) {
		stack_send(channel, &s->ready, sizeof s->ready, NULL, 0);
		_exit(1);
	}
	stack_send(channel, &s->ready, sizeof s->ready, descriptors, 2);
	close(descriptors[1]);
	close(s->tun); /* the program has the only one: the device is gone when it ends */
	s->tun = -1;
}

/* The host's program exits: its process is killed, and another one takes its place. */
static void exit_performer(struct stack *s, int channel, uint32_t sockets)
{
	int end;

	kill(s->performer, SIGKILL);
	while (waitpid(s->performer, NULL, 0) < 0 && errno == EINTR)
		;
	end = start_performer(s, channel, sockets);
	stack_send(channel, &s->ready, sizeof s->ready, &end, end < 0 ? 0 : 1);
	if (end >= 0)
		close(end);
}

void stack_run(int channel, uint8_t host, const struct config *config, uint32_t sockets, int parent)
{
	static struct kernel_table table;
	struct stack s = { .config = config, .host = host, .tun = -1, .diag = -1 };
	uint32_t order[2]; /* enum stack_order; of STACK_EXIT: how many sockets there were */

	signal(SIGINT, SIG_IGN); /* the program ends this process */
	if (!make(&s)) {
		stack_send(channel, &s.ready, sizeof s.ready, NULL, 0);
		_exit(1);
	}
	end_with(parent);
	say_ready(&s, channel, sockets);
	while (recv(channel, order, sizeof order, 0) == (ssize_t)sizeof order) {
		if (order[0] == STACK_EXIT) {
			exit_performer(&s, channel, order[1]);
			continue;
		}
		table_read(s.diag, 0, &table);
		if (!stack_send(channel, &table, sizeof table, NULL, 0))
			break;
	}
	kill(s.performer, SIGKILL);
	_exit(0);
}

#endif
