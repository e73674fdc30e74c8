/* Calls and their results in the words of packetdrill. Called by packetdrill. */
#include "report/packetdrill_calls.h"

enum { FIRST_FD = 2 /* socket 1 is descriptor 3 */, BACKLOG_DEFAULT = 5 };

unsigned drill_fd(uint32_t socket)
{
	return FIRST_FD + socket;
}

void drill_write_option(struct text *t, unsigned fd, const char *level_and_name, unsigned value)
{
	text_addf(t, "setsockopt(%u, %s, [%u], 4)", fd, level_and_name, value);
}

void drill_write_linger(struct text *t, unsigned fd, bool on, vtime ms)
{
	text_addf(t, "setsockopt(%u, SOL_SOCKET, SO_LINGER, {onoff=%d, linger=%u}, 8)", fd, on, (unsigned)(ms / 1000));
}

const char *drill_write_call(const struct config *config, struct text *t, const struct action *a, unsigned fd)
{
	static const char *const how[] = { "SHUT_RD", "SHUT_WR", "SHUT_RDWR" };
	vtime span = duration_ms(a->span, config->msl_ms);

	switch ((enum call_id)a->call) {
	case CALL_SOCKET:
		text_add(t, "socket(..., SOCK_STREAM, IPPROTO_TCP)");
		return NULL;
	case CALL_BIND:
		text_addf(t, "bind(%u, ..., ...)", fd);
		return NULL;
	case CALL_LISTEN:
		text_addf(t, "listen(%u, %u)", fd, a->has_amount ? (unsigned)a->amount : BACKLOG_DEFAULT);
		return NULL;
	case CALL_CONNECT:
		text_addf(t, "connect(%u, ..., ...)", fd);
		return NULL;
	case CALL_ACCEPT:
		text_addf(t, "accept(%u, ..., ...)", fd);
		return NULL;
	case CALL_SEND:
		text_addf(t, "write(%u, ..., %u)", fd, a->option ? (unsigned)a->text_len : (unsigned)a->amount);
		return NULL;
	case CALL_RECV:
		text_addf(t, "read(%u, ..., %u)", fd, a->has_amount ? (unsigned)a->amount : (unsigned)BUFFER_MAX);
		return NULL;
	case CALL_SHUTDOWN:
		text_addf(t, "shutdown(%u, %s)", fd, how[a->option]);
		return NULL;
	case CALL_CLOSE:
	case CALL_ABORT:
		text_addf(t, "close(%u)", fd);
		return NULL;
	case CALL_LINGER:
		drill_write_linger(t, fd, a->option, span);
		return a->option && span % 1000 ? "SO_LINGER counts seconds" : NULL;
	case CALL_REUSEADDR:
		drill_write_option(t, fd, "SOL_SOCKET, SO_REUSEADDR", a->option);
		return NULL;
	case CALL_DUP:
		return "packetdrill has no dup";
	case CALL_EXIT:
	case CALL_CRASH:
	case CALL_BOOT:
	case CALL_COUNT:
	case CALL_NONE:
		return "packetdrill has no such call";
	}
	return NULL;
}

void drill_add_result(struct text *t, const struct result *r)
{
	static const char *const texts[ERR_COUNT] = {
		[ERR_EPIPE] = "Broken pipe",
		[ERR_ECONNREFUSED] = "Connection refused",
		[ERR_ECONNRESET] = "Connection reset by peer",
		[ERR_ETIMEDOUT] = "Connection timed out",
		[ERR_ENOTCONN] = "Transport endpoint is not connected",
		[ERR_EISCONN] = "Transport endpoint is already connected",
		[ERR_EADDRINUSE] = "Address already in use",
		[ERR_EALREADY] = "Operation already in progress",
		[ERR_EINVAL] = "Invalid argument",
	};

	if (r->error)
		text_addf(t, " = -1 %s (%s)", error_name((enum sock_error)r->error),
			  texts[r->error] ? texts[r->error] : error_name((enum sock_error)r->error));
	else if (r->call == CALL_SOCKET || r->call == CALL_ACCEPT)
		text_addf(t, " = %u", drill_fd(r->value));
	else
		text_addf(t, " = %u", (unsigned)r->value);
}
