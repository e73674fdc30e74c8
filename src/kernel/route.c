/* Replaces the route over tun0 by one with metrics (rtnetlink(7)). Called by stack.c. */
#define _GNU_SOURCE
#include "kernel/route.h"

#ifdef __linux__

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/rtnetlink.h>

#include "kernel/stack.h"

enum { CONGESTION_WINDOW = 1000, ATTRIBUTES_MAX = 256 };

struct request {
	struct nlmsghdr h;
	struct rtmsg r;
	char attributes[ATTRIBUTES_MAX];
};

/* Appends an attribute, and returns it. */
static struct rtattr *add(struct request *q, unsigned short type, const void *at, size_t size)
{
	struct rtattr *a = (struct rtattr *)((char *)q + NLMSG_ALIGN(q->h.nlmsg_len));

	a->rta_type = type;
	a->rta_len = (unsigned short)RTA_LENGTH(size);
	if (size)
		memcpy(RTA_DATA(a), at, size);
	q->h.nlmsg_len = NLMSG_ALIGN(q->h.nlmsg_len) + (uint32_t)RTA_ALIGN(a->rta_len);
	return a;
}

static void add_number(struct request *q, unsigned short type, uint32_t value)
{
	add(q, type, &value, sizeof value);
}

static void add_metrics(struct request *q, const struct config *config)
{
	struct rtattr *metrics = add(q, RTA_METRICS, NULL, 0);

	add_number(q, RTAX_LOCK, 1u << RTAX_RTO_MIN); /* else the kernel takes its own minimum */
	add_number(q, RTAX_RTO_MIN, (uint32_t)config->rto_ms);
	add_number(q, RTAX_INITCWND, CONGESTION_WINDOW);
	if (!config->delayed_ack_ms)
		add_number(q, RTAX_QUICKACK, 1);
	metrics->rta_len = (unsigned short)((char *)q + q->h.nlmsg_len - (char *)metrics);
}

static bool ask(int fd, const struct request *q)
{
	struct {
		struct nlmsghdr h;
		struct nlmsgerr e;
		char rest[512];
	} reply;

	if (send(fd, q, q->h.nlmsg_len, 0) < 0 || recv(fd, &reply, sizeof reply, 0) < (ssize_t)sizeof reply.h)
		return false;
	errno = reply.h.nlmsg_type == NLMSG_ERROR ? -reply.e.error : EIO;
	return errno == 0;
}

bool route_set(const struct config *config)
{
	struct request q = { .h = { .nlmsg_len = NLMSG_LENGTH(sizeof q.r),
				    .nlmsg_type = RTM_NEWROUTE,
				    .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE },
			     .r = { .rtm_family = AF_INET,
				    .rtm_dst_len = 24,
				    .rtm_table = RT_TABLE_MAIN,
				    .rtm_protocol = RTPROT_KERNEL,
				    .rtm_scope = RT_SCOPE_LINK,
				    .rtm_type = RTN_UNICAST } };
	uint32_t net = htonl(ADDRESS_FIRST & 0xFFFFFF00);
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	bool done;
	int error;

	if (fd < 0)
		return false;
	add(&q, RTA_DST, &net, sizeof net);
	add_number(&q, RTA_OIF, if_nametoindex("tun0"));
	add_metrics(&q, config);
	done = ask(fd, &q);
	error = errno;
	close(fd);
	errno = error;
	return done;
}

#endif
