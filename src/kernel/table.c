/* Reads the states of all TCP sockets by sock_diag(7): those with descriptors, and
 * TIME-WAIT, orphans and half-made connections. Called by stack.c. */
#define _GNU_SOURCE
#include "kernel/table.h"

#ifdef __linux__

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>

#include "engine/states.h"

int table_open(void)
{
	return socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
}

/* The numbers of include/net/tcp_states.h, in their order from 1. */
static const uint8_t states[] = { 0,
				  TCPS_ESTABLISHED,
				  TCPS_SYN_SENT,
				  TCPS_SYN_RECEIVED,
				  TCPS_FIN_WAIT_1,
				  TCPS_FIN_WAIT_2,
				  TCPS_TIME_WAIT,
				  TCPS_CLOSED,
				  TCPS_CLOSE_WAIT,
				  TCPS_LAST_ACK,
				  TCPS_LISTEN,
				  TCPS_CLOSING,
				  TCPS_SYN_RECEIVED };

static void take(struct kernel_table *table, uint32_t address, const struct inet_diag_msg *m)
{
	struct kernel_socket *s;

	if (m->idiag_state >= sizeof states || states[m->idiag_state] == TCPS_CLOSED || table->used == TABLE_MAX)
		return;
	if (address && m->id.idiag_src[0] != htonl(address))
		return;
	s = &table->at[table->used++];
	memset(s, 0, sizeof *s);
	s->state = states[m->idiag_state];
	s->lport = ntohs(m->id.idiag_sport);
	s->rport = s->state == TCPS_LISTEN ? 0 : ntohs(m->id.idiag_dport);
	s->timer = m->idiag_timer;
	s->recv_queue = m->idiag_rqueue;
	s->send_queue = m->idiag_wqueue;
	s->expires_ms = m->idiag_expires;
}

/* Reads one message of the answer. Returns false at its end. */
static bool read_message(const struct nlmsghdr *h, uint32_t address, struct kernel_table *table)
{
	const struct nlmsgerr *e = NLMSG_DATA(h);

	if (h->nlmsg_type == NLMSG_DONE)
		return false;
	if (h->nlmsg_type == NLMSG_ERROR) {
		table->error = -e->error;
		return false;
	}
	take(table, address, NLMSG_DATA(h));
	return true;
}

static bool ask(int diag)
{
	struct {
		struct nlmsghdr h;
		struct inet_diag_req_v2 r;
	} request = { .h = { .nlmsg_len = sizeof request,
			     .nlmsg_type = SOCK_DIAG_BY_FAMILY,
			     .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP },
		      .r = { .sdiag_family = AF_INET, .sdiag_protocol = IPPROTO_TCP, .idiag_states = ~0u } };

	return send(diag, &request, sizeof request, 0) == (ssize_t)sizeof request;
}

void table_read(int diag, uint32_t address, struct kernel_table *table)
{
	static _Alignas(struct nlmsghdr) char octets[32 * 1024];
	ssize_t n;

	memset(table, 0, sizeof *table);
	if (!ask(diag)) {
		table->error = errno;
		return;
	}
	for (;;) {
		const struct nlmsghdr *h = (const struct nlmsghdr *)octets;
		size_t left;

		n = recv(diag, octets, sizeof octets, 0);
		if (n <= 0) {
			table->error = n < 0 ? errno : EIO;
			return;
		}
		left = (size_t)n;
		while (left >= sizeof *h && h->nlmsg_len >= sizeof *h && h->nlmsg_len <= left) {
			size_t whole = NLMSG_ALIGN(h->nlmsg_len);

			if (!read_message(h, address, table))
				return;
			if (whole >= left)
				break;
			left -= whole;
			h = (const struct nlmsghdr *)((const char *)h + whole);
		}
	}
}

#endif
