/* Makes the calls of a host on real sockets, each in a thread of its own, so that those
 * that block can be left waiting. An answer is given when every thread has returned or
 * sleeps in the kernel, so what it says does not depend on luck. Started by stack.c. */
#define _GNU_SOURCE
#include "kernel/performer.h"

#ifdef __linux__

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/mem.h"

enum { JOBS_MAX = 32, READ_MAX = 256 * 1024 };

enum job_state { JOB_FREE, JOB_STARTED, JOB_CALLING, JOB_DONE };

/* One call that was made. Its thread writes `result`, then the state. */
struct job {
	_Atomic int state; /* enum job_state */
	_Atomic int thread;
	struct order order;
	int fd;
	ssize_t result;
	int error;
	char *octets; /* of recv */
};

static struct job jobs[JOBS_MAX];
static int descriptors[SOCKETS_MAX][DESCRIPTORS_OF_ONE]; /* of each socket's number; those in use first */
static uint32_t descriptors_used[SOCKETS_MAX];
static uint32_t sockets; /* made so far */

static int fd_of(uint32_t number)
{
	return number < SOCKETS_MAX && descriptors_used[number] ? descriptors[number][0] : -1;
}

static void keep(uint32_t number, int fd)
{
	if (number < SOCKETS_MAX && descriptors_used[number] < DESCRIPTORS_OF_ONE)
		descriptors[number][descriptors_used[number]++] = fd;
	else
		close(fd);
}

static int take(uint32_t number)
{
	return number < SOCKETS_MAX && descriptors_used[number] ? descriptors[number][--descriptors_used[number]] : -1;
}

/* --- one call --- */

static struct sockaddr_in address(uint32_t ip, uint32_t port)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };

	a.sin_addr.s_addr = htonl(ip);
	return a;
}

static uint32_t peer_address; /* of the other host */
static uint32_t own_address;  /* 0: any, in a namespace of its own */

static void option_int(int fd, int level, int name, int value)
{
	setsockopt(fd, level, name, &value, sizeof value);
}

/* Gives a socket the options that the model's sockets always have. */
static void prepare(int fd, const struct config *config)
{
	option_int(fd, IPPROTO_TCP, TCP_NODELAY, 1);
	if (config->user_timeout_ms)
		option_int(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, (int)config->user_timeout_ms);
	if (config->keepalive_ms) {
		option_int(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
		option_int(fd, IPPROTO_TCP, TCP_KEEPIDLE, (int)((config->keepalive_ms + 999) / 1000));
		option_int(fd, IPPROTO_TCP, TCP_KEEPINTVL, 75);
		option_int(fd, IPPROTO_TCP, TCP_KEEPCNT, 9);
	}
}

/* Where the model delays ACKs, has the kernel do so from the first segment on. It leaves this
 * mode after each delayed ACK. */
static void delay_acks(const struct config *config)
{
	for (uint32_t i = 1; config->delayed_ack_ms && i <= sockets && i < SOCKETS_MAX; i++)
		if (descriptors_used[i])
			option_int(fd_of(i), IPPROTO_TCP, TCP_QUICKACK, 0);
}

static int linger(int fd, const struct order *o)
{
	struct linger l = { .l_onoff = (int)o->option, .l_linger = (int)((o->span_ms + 999) / 1000) };

	return setsockopt(fd, SOL_SOCKET, SO_LINGER, &l, sizeof l);
}

/* ABORT of RFC 9293 3.10.5, for which sockets have no call of that name: a connection is
 * disconnected, and the error that this leaves for the next call is read. */
static int disconnect(int fd)
{
	struct sockaddr none = { .sa_family = AF_UNSPEC };
	struct tcp_info info = { 0 };
	socklen_t size = sizeof info;
	int error;

	if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 && info.tcpi_state == TCP_CLOSE) {
		errno = ENOTCONN;
		return -1;
	}
	if (connect(fd, &none, sizeof none) != 0)
		return -1;
	size = sizeof error;
	return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
}

static ssize_t send_octets(int fd, const struct order *o)
{
	char *octets = mem_new(o->amount + 1, 1);
	ssize_t n;

	memset(octets, '.', o->amount);
	memcpy(octets, o->text, o->text_len < o->amount ? o->text_len : o->amount);
	n = send(fd, octets, o->amount, MSG_NOSIGNAL);
	mem_free(octets);
	return n;
}

/* Gives a socket the port that the model's system chose. One that was bound keeps its own. */
static void bind_chosen(const struct job *j)
{
	struct sockaddr_in a = address(own_address, j->order.port);

	if (own_address && j->order.port)
		bind(j->fd, (struct sockaddr *)&a, sizeof a);
}

static ssize_t perform(struct job *j)
{
	const struct order *o = &j->order;
	struct sockaddr_in a;
	int on = 1;

	switch ((enum call_id)o->call) {
	case CALL_SOCKET:
		return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	case CALL_BIND:
		a = address(own_address, o->amount || !own_address ? o->amount : o->port);
		return bind(j->fd, (struct sockaddr *)&a, sizeof a);
	case CALL_LISTEN:
		bind_chosen(j);
		return listen(j->fd, (int)o->amount);
	case CALL_CONNECT:
		bind_chosen(j);
		a = address(peer_address, o->amount);
		return connect(j->fd, (struct sockaddr *)&a, sizeof a);
	case CALL_ACCEPT:
		return accept(j->fd, NULL, NULL);
	case CALL_SEND:
		return send_octets(j->fd, o);
	case CALL_RECV:
		j->octets = mem_new(READ_MAX, 1);
		return recv(j->fd, j->octets, o->has_amount && o->amount < READ_MAX ? o->amount : READ_MAX, 0);
	case CALL_SHUTDOWN:
		return shutdown(j->fd, o->option == SHUTDOWN_RD   ? SHUT_RD
				       : o->option == SHUTDOWN_WR ? SHUT_WR
								  : SHUT_RDWR);
	case CALL_CLOSE:
		return close(j->fd);
	case CALL_ABORT:
		return disconnect(j->fd);
	case CALL_LINGER:
		return linger(j->fd, o);
	case CALL_REUSEADDR:
		on = (int)o->option;
		return setsockopt(j->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	case CALL_DUP:
		return fcntl(j->fd, F_DUPFD_CLOEXEC, 0);
	case CALL_EXIT:
	case CALL_CRASH:
	case CALL_BOOT:
	case CALL_COUNT:
	case CALL_NONE:
		break;
	}
	errno = ENOSYS;
	return -1;
}

static void *thread_main(void *to)
{
	struct job *j = to;

	j->thread = (int)syscall(SYS_gettid);
	j->state = JOB_CALLING;
	j->result = perform(j);
	j->error = j->result < 0 ? errno : 0;
	j->state = JOB_DONE;
	return NULL;
}

/* --- when all is quiet --- */

/* Returns whether a thread sleeps: it waits within its call. */
static bool sleeps(int thread)
{
	char path[64], line[256];
	const char *end;
	ssize_t n;
	int fd;

	snprintf(path, sizeof path, "/proc/self/task/%d/stat", thread);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, line, sizeof line - 1);
	close(fd);
	if (n <= 0)
		return false;
	line[n] = '\0';
	end = strrchr(line, ')');
	return end && strncmp(end, ") S", 3) == 0;
}

static void settle(void)
{
	for (struct job *j = jobs; j < jobs + JOBS_MAX; j++)
		while (j->state == JOB_STARTED || (j->state == JOB_CALLING && !sleeps(j->thread)))
			sched_yield();
}

/* Takes a finished call into account, and fills in what it returned. */
static void finish(struct job *j, const struct config *config, struct kernel_return *r)
{
	memset(r, 0, sizeof *r);
	r->call = j->order.call;
	r->socket = j->order.socket;
	r->error = j->error;
	r->value = j->result > 0 ? (uint32_t)j->result : 0;
	if (j->result >= 0 && (j->order.call == CALL_SOCKET || j->order.call == CALL_ACCEPT)) {
		keep(++sockets, (int)j->result);
		prepare((int)j->result, config);
		r->value = sockets;
		if (j->order.call == CALL_SOCKET)
			r->socket = sockets;
	}
	if (j->result >= 0 && j->order.call == CALL_DUP) {
		keep(j->order.socket, (int)j->result);
		r->value = 0;
	}
	if (j->result > 0 && j->order.call == CALL_RECV) {
		r->text_len = r->value < KEPT_MAX ? r->value : KEPT_MAX;
		memcpy(r->text, j->octets, r->text_len);
	}
	mem_free(j->octets);
	j->octets = NULL;
	j->state = JOB_FREE;
}

static void answer(int channel, const struct config *config)
{
	struct returns all = { 0 };

	settle();
	for (struct job *j = jobs; j < jobs + JOBS_MAX && all.used < RETURNS_MAX; j++)
		if (j->state == JOB_DONE)
			finish(j, config, &all.at[all.used++]);
	delay_acks(config);
	if (send(channel, &all, sizeof all, MSG_NOSIGNAL) < 0)
		_exit(0);
}

/* --- orders --- */

/* Leaves the system one local port to choose. The model has chosen, so both ends number
 * their ports alike. */
static void choose_port(uint32_t port)
{
	FILE *f = fopen("/proc/sys/net/ipv4/ip_local_port_range", "w");

	if (!f)
		return;
	fprintf(f, "%u %u\n", (unsigned)port, (unsigned)port);
	fclose(f);
}

static void start(const struct order *o)
{
	struct job *j = jobs;
	pthread_attr_t how;
	pthread_t thread;

	while (j < jobs + JOBS_MAX && j->state != JOB_FREE)
		j++;
	if (j == jobs + JOBS_MAX)
		_exit(1);
	j->order = *o;
	j->error = 0;
	j->fd = o->call == CALL_CLOSE ? take(o->socket) : fd_of(o->socket);
	if (o->port && !own_address)
		choose_port(o->port);
	j->state = JOB_STARTED;
	pthread_attr_init(&how);
	pthread_attr_setdetachstate(&how, PTHREAD_CREATE_DETACHED);
	if (pthread_create(&thread, &how, thread_main, j) != 0)
		_exit(1);
	pthread_attr_destroy(&how);
}

void performer_run(int channel, const struct config *config, uint32_t own, uint32_t peer, uint32_t first)
{
	static struct order o;

	sockets = first;
	own_address = own;
	peer_address = peer;
	while (recv(channel, &o, sizeof o, 0) == (ssize_t)sizeof o) {
		if (o.kind == ORDER_CALL)
			start(&o);
		answer(channel, config);
	}
	_exit(0);
}

#endif
