/* Opens listening sockets and says where they can be reached. Called by serve. */
#include "class/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/text.h"

/* SEND_BUFFER: what waits for a follower that does not read, so that it is bounded. */
enum { BACKLOG = 256, PORT_TRIES = 16, ADDRESS_MAX = 256, SEND_BUFFER = 65536 };

void listen_close(struct listening *l)
{
	for (size_t i = 0; i < l->used; i++)
		if (l->fds[i] >= 0)
			close(l->fds[i]);
	l->used = 0;
}

static unsigned port_of(int fd)
{
	struct sockaddr_storage at;
	socklen_t len = sizeof at;

	if (getsockname(fd, (struct sockaddr *)&at, &len) != 0)
		return 0;
	return ntohs(at.ss_family == AF_INET6 ? ((const struct sockaddr_in6 *)&at)->sin6_port
					      : ((const struct sockaddr_in *)&at)->sin_port);
}

/* Opens one socket; returns 0 or an errno. */
static int open_one(struct listening *l, const struct addrinfo *a)
{
	int fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1, size = SEND_BUFFER, error;

	if (fd < 0)
		return errno;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
	if (a->ai_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	if (bind(fd, a->ai_addr, a->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0) {
		l->fds[l->used++] = fd;
		return 0;
	}
	error = errno;
	close(fd);
	return error;
}

/* Opens a socket at each address of a name; with port 0 at the first alone, for the others
 * would get other ports. Returns 0 or an errno. */
static int open_name(struct listening *l, const char *name, unsigned port)
{
	struct addrinfo want = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV | AI_PASSIVE }, *found;
	size_t before = l->used;
	char digits[8];
	int error = EADDRNOTAVAIL;

	snprintf(digits, sizeof digits, "%u", port);
	if (getaddrinfo(name, digits, &want, &found) != 0)
		return error;
	for (const struct addrinfo *a = found; a && l->used < LISTEN_SOCKETS_MAX; a = a->ai_next) {
		error = open_one(l, a);
		if (port == 0 && !error)
			break;
	}
	freeaddrinfo(found);
	return l->used > before ? 0 : error;
}

/* Opens 127.0.0.1 and, where there is IPv6, ::1 with the same port. Returns 0 or an errno. */
static int open_loopback(struct listening *l, unsigned port)
{
	int error = EADDRINUSE;

	for (int i = 0; i < PORT_TRIES && error == EADDRINUSE; i++) {
		listen_close(l);
		error = open_name(l, "127.0.0.1", port);
		if (error)
			return error;
		error = open_name(l, "::1", port_of(l->fds[0]));
		if (error == EADDRINUSE && port > 0)
			break;
	}
	if (error == EADDRINUSE)
		listen_close(l);
	return error == EADDRINUSE ? error : 0;
}

/* --- where it is --- */

static void add_url(struct listening *l, const struct sockaddr *at, unsigned port)
{
	bool six = at->sa_family == AF_INET6;
	char host[INET6_ADDRSTRLEN];
	const void *octets = six ? (const void *)&((const struct sockaddr_in6 *)(const void *)at)->sin6_addr
				 : (const void *)&((const struct sockaddr_in *)(const void *)at)->sin_addr;

	if (l->urls_used == LISTEN_URLS_MAX || !inet_ntop(at->sa_family, octets, host, sizeof host))
		return;
	snprintf(l->urls[l->urls_used++], LISTEN_URL_MAX, six ? "http://[%s]:%u/" : "http://%s:%u/", host, port);
}

/* Adds the addresses of this machine's interfaces, which others can type. */
static void add_interfaces(struct listening *l, int family, unsigned port)
{
	struct ifaddrs *all = NULL;

	if (getifaddrs(&all) != 0)
		return;
	for (const struct ifaddrs *i = all; i; i = i->ifa_next) {
		const struct sockaddr_in6 *six = (const void *)i->ifa_addr;

		if (!i->ifa_addr || i->ifa_addr->sa_family != family || !(i->ifa_flags & IFF_UP) ||
		    i->ifa_flags & IFF_LOOPBACK || (family == AF_INET6 && IN6_IS_ADDR_LINKLOCAL(&six->sin6_addr)))
			continue;
		add_url(l, i->ifa_addr, port);
	}
	freeifaddrs(all);
}

static void add_urls(struct listening *l, bool loopback)
{
	size_t named = loopback ? 1 : l->used; /* ::1 is the same place */

	for (size_t i = 0; i < named; i++) {
		struct sockaddr_storage at;
		socklen_t len = sizeof at;
		bool any;

		if (getsockname(l->fds[i], (struct sockaddr *)&at, &len) != 0)
			continue;
		any = at.ss_family == AF_INET6
			      ? IN6_IS_ADDR_UNSPECIFIED(&((const struct sockaddr_in6 *)&at)->sin6_addr)
			      : ((const struct sockaddr_in *)&at)->sin_addr.s_addr == htonl(INADDR_ANY);
		if (any)
			add_interfaces(l, at.ss_family, port_of(l->fds[i]));
		if (!any || l->urls_used == 0)
			add_url(l, (const struct sockaddr *)&at, port_of(l->fds[i]));
	}
}

/* Cuts "[ADDRESS:]PORT"; name is "" if there is a port alone. */
static bool cut(const char *where, char name[ADDRESS_MAX], unsigned *port)
{
	const char *colon = strrchr(where, ':'), *digits = colon ? colon + 1 : where;
	size_t n = colon ? (size_t)(colon - where) : 0;
	uint32_t number;

	if (!text_digits(digits, 0, 65535, &number) || n >= ADDRESS_MAX || (colon && n == 0))
		return false;
	if (n >= 2 && where[0] == '[' && where[n - 1] == ']') {
		where++;
		n -= 2;
	} else if (memchr(where, ':', n)) {
		return false; /* an IPv6 address needs brackets */
	}
	memcpy(name, where, n);
	name[n] = '\0';
	*port = number;
	return true;
}

bool listen_open(struct listening *l, const char *where, struct diag *diag)
{
	char name[ADDRESS_MAX];
	unsigned port;
	int error;

	memset(l, 0, sizeof *l);
	if (!cut(where, name, &port))
		return diag_file(diag, DIAG_FILE, where, DIAG_WHY_NOT_LISTEN, "");
	error = name[0] != '\0' ? open_name(l, name, port) : open_loopback(l, port);
	if (error)
		return diag_file(diag, DIAG_CANNOT_LISTEN, where, diag_errno(error), strerror(error));
	add_urls(l, name[0] == '\0');
	return true;
}
