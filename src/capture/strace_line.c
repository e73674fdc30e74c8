/* Reads one line of strace's output: "PID TIME name(arguments) = result". */
#include "capture/strace_line.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* A part of a line. */
struct part {
	const char *at;
	size_t n;
};

static bool starts(struct part p, const char *word)
{
	size_t n = strlen(word);

	return p.n >= n && memcmp(p.at, word, n) == 0;
}

static struct part after(struct part p, size_t n)
{
	n = n < p.n ? n : p.n;
	return (struct part){ p.at + n, p.n - n };
}

/* Returns what follows the first place of a word; n is 0 without it. */
static struct part behind(struct part p, const char *word)
{
	for (; p.n > 0; p = after(p, 1))
		if (starts(p, word))
			return after(p, strlen(word));
	return p;
}

static struct part skip_spaces(struct part p)
{
	while (p.n > 0 && *p.at == ' ')
		p = after(p, 1);
	return p;
}

/* Reads a number, which may be negative, and bounded. Returns what follows; n does not
 * change if there is none. */
static struct part read_number(struct part p, int64_t *n)
{
	bool minus = p.n > 0 && *p.at == '-';
	struct part rest = minus ? after(p, 1) : p;
	int64_t value = 0;

	if (rest.n == 0 || *rest.at < '0' || *rest.at > '9')
		return p;
	for (; rest.n > 0 && *rest.at >= '0' && *rest.at <= '9'; rest = after(rest, 1))
		if (value < INT64_C(1000000000000))
			value = value * 10 + (*rest.at - '0');
	*n = minus ? -value : value;
	return rest;
}

/* Reads "1795875766.318121". */
static struct part read_time(struct part p, int64_t *ns)
{
	int64_t seconds = -1, part = 0, unit = 1000000000;
	struct part rest = read_number(p, &seconds);

	if (seconds < 0 || rest.n == 0 || *rest.at != '.')
		return p;
	for (rest = after(rest, 1); rest.n > 0 && *rest.at >= '0' && *rest.at <= '9'; rest = after(rest, 1))
		if (unit > 1) {
			unit /= 10;
			part += (*rest.at - '0') * unit;
		}
	*ns = seconds % INT64_C(9000000000) * 1000000000 + part;
	return rest;
}

/* --- addresses --- */

static bool read_address(struct part p, struct endpoint *e)
{
	char text[INET6_ADDRSTRLEN];
	size_t n = 0;

	while (n < p.n && n + 1 < sizeof text && strchr("0123456789abcdefABCDEF.:", p.at[n]))
		n++;
	memcpy(text, p.at, n);
	text[n] = '\0';
	memset(e->address, 0, sizeof e->address);
	if (inet_pton(AF_INET6, text, e->address) == 1)
		return true;
	memset(e->address + 10, 0xff, 2);
	return inet_pton(AF_INET, text, e->address + 12) == 1;
}

/* Reads "{sa_family=AF_INET, sin_port=htons(5000), sin_addr=inet_addr("127.0.0.1")}". */
static void read_sockaddr(struct part p, struct endpoint *e)
{
	int64_t port = 0;
	struct part six = behind(p, "inet_pton(AF_INET6, \""), four = behind(p, "inet_addr(\"");

	read_number(behind(p, "htons("), &port);
	if (port > 0 && port < 65536 && read_address(six.n > 0 ? six : four, e))
		e->port = (uint16_t)port;
}

/* Reads "127.0.0.1:5000" or "[::1]:5000". Returns what follows. */
static struct part read_endpoint(struct part p, struct endpoint *e)
{
	struct part address = p;
	int64_t port = 0;

	if (p.n > 0 && *p.at == '[') {
		address = after(p, 1);
		p = behind(p, "]");
	} else {
		while (p.n > 0 && *p.at != ':' && *p.at != ']' && *p.at != '-')
			p = after(p, 1);
		address.n -= p.n;
	}
	if (p.n == 0 || *p.at != ':')
		return p;
	p = read_number(after(p, 1), &port);
	if (port > 0 && port < 65536 && read_address(address, e))
		e->port = (uint16_t)port;
	return p;
}

/* Reads what -y and -yy put after a descriptor: "<TCP:[a:1->b:2]>". Returns what follows,
 * and whether it may be a socket. */
static struct part read_annotation(struct part p, struct endpoint *here, struct endpoint *there, bool *socket)
{
	struct part rest = after(p, 1);

	*socket = true;
	if (p.n == 0 || *p.at != '<')
		return p;
	*socket = starts(rest, "TCP") || starts(rest, "socket:");
	if (starts(rest, "TCP")) {
		rest = read_endpoint(behind(rest, ":["), here);
		if (starts(rest, "->"))
			rest = read_endpoint(after(rest, 2), there);
	}
	/* "->" has the sign that ends it */
	for (; rest.n > 0; rest = after(rest, 1))
		if (*rest.at == '>' && rest.at[-1] != '-')
			return after(rest, 1);
	return rest;
}

/* --- calls --- */

static const struct {
	const char *name;
	enum traced_what what;
	enum call_id call;
} names[] = {
	{ "socket", TRACED_SOCKET, CALL_SOCKET },
	{ "bind", TRACED_BIND, CALL_BIND },
	{ "listen", TRACED_CALL, CALL_LISTEN },
	{ "connect", TRACED_CONNECT, CALL_CONNECT },
	{ "accept", TRACED_ACCEPT, CALL_ACCEPT },
	{ "accept4", TRACED_ACCEPT, CALL_ACCEPT },
	{ "send", TRACED_CALL, CALL_SEND },
	{ "sendto", TRACED_CALL, CALL_SEND },
	{ "sendmsg", TRACED_CALL, CALL_SEND },
	{ "write", TRACED_CALL, CALL_SEND },
	{ "writev", TRACED_CALL, CALL_SEND },
	{ "sendfile", TRACED_CALL, CALL_SEND },
	{ "recv", TRACED_CALL, CALL_RECV },
	{ "recvfrom", TRACED_CALL, CALL_RECV },
	{ "recvmsg", TRACED_CALL, CALL_RECV },
	{ "read", TRACED_CALL, CALL_RECV },
	{ "readv", TRACED_CALL, CALL_RECV },
	{ "shutdown", TRACED_CALL, CALL_SHUTDOWN },
	{ "close", TRACED_CLOSE, CALL_CLOSE },
	{ "dup", TRACED_DUP, CALL_DUP },
	{ "dup2", TRACED_DUP, CALL_DUP },
	{ "dup3", TRACED_DUP, CALL_DUP },
	{ "getsockname", TRACED_GETSOCKNAME, CALL_NONE },
	{ "getpeername", TRACED_GETPEERNAME, CALL_NONE },
	{ "setsockopt", TRACED_OTHER, CALL_NONE },
};
enum { NAMES = sizeof names / sizeof *names };

/* Returns whether a call's third argument is the number of octets. */
static bool is_sized(const char *name)
{
	static const char *const sized[] = { "send", "sendto", "write", "recv", "recvfrom", "read" };

	for (size_t i = 0; i < sizeof sized / sizeof *sized; i++)
		if (strcmp(name, sized[i]) == 0)
			return true;
	return false;
}

/* Returns the length of the arguments up to the parenthesis that ends them. */
static size_t arguments_length(struct part p)
{
	bool quoted = false;
	size_t depth = 0;

	for (size_t i = 0; i < p.n; i++) {
		if (quoted && p.at[i] == '\\')
			i++;
		else if (p.at[i] == '"')
			quoted = !quoted;
		else if (!quoted && p.at[i] == '(')
			depth++;
		else if (!quoted && p.at[i] == ')' && depth-- == 0)
			return i;
	}
	return p.n;
}

/* Returns argument n, from 0. */
static struct part argument(struct part p, int n)
{
	bool quoted = false;
	int depth = 0;
	size_t i, from = 0;

	for (i = 0; i < p.n; i++) {
		char c = p.at[i];

		if (quoted && c == '\\')
			i++;
		else if (c == '"')
			quoted = !quoted;
		else if (!quoted && strchr("([{", c))
			depth++;
		else if (!quoted && strchr(")]}", c))
			depth--;
		else if (!quoted && depth == 0 && c == ',' && n-- == 0)
			break;
		else if (!quoted && depth == 0 && c == ',')
			from = i + 1;
	}
	if (n > 0 || from > i)
		return (struct part){ p.at + p.n, 0 };
	return skip_spaces((struct part){ p.at + from, (i < p.n ? i : p.n) - from });
}

static void read_option(struct part arguments, struct strace_words *w)
{
	struct part name = argument(arguments, 2), value = argument(arguments, 3);
	int64_t on = 0, seconds = 0;

	if (starts(name, "SO_LINGER")) {
		read_number(behind(value, "l_onoff="), &on);
		read_number(behind(value, "l_linger="), &seconds);
		w->call = CALL_LINGER;
		w->amount = on ? seconds * 1000 : -1;
	} else if (starts(name, "SO_REUSEADDR")) {
		read_number(after(value, 1), &on);
		w->call = CALL_REUSEADDR;
		w->amount = on != 0;
	}
}

/* Reads what the call is given, as far as the language has it. */
static void read_amount(struct part arguments, struct strace_words *w)
{
	struct part second = argument(arguments, 1);

	if (w->call == CALL_LISTEN) {
		read_number(second, &w->amount);
	} else if (w->call == CALL_SEND || w->call == CALL_RECV) {
		w->amount = w->result;
		if (w->sized)
			read_number(argument(arguments, 2), &w->amount);
	} else if (w->call == CALL_SHUTDOWN) {
		w->amount = starts(second, "SHUT_RDWR") ? SHUTDOWN_RDWR
			    : starts(second, "SHUT_WR") ? SHUTDOWN_WR
							: SHUTDOWN_RD;
	} else if (w->what == TRACED_OTHER) {
		read_option(arguments, w);
	}
	if (w->what == TRACED_BIND || w->what == TRACED_CONNECT || w->what == TRACED_ACCEPT ||
	    w->what == TRACED_GETSOCKNAME || w->what == TRACED_GETPEERNAME) {
		read_sockaddr(second, &w->address);
		if (w->what == TRACED_BIND || w->what == TRACED_CONNECT)
			w->amount = w->address.port;
	}
}

/* Reads "= -1 ECONNREFUSED (…) <0.000120>" or "= 4<TCP:[…]>". Returns whether there is a
 * result. */
static bool read_result(struct part p, struct strace_words *w)
{
	struct endpoint there = { .port = 0 };
	int64_t took_ns = 0;
	size_t n = 0;
	bool socket;

	p = skip_spaces(p);
	if (!starts(p, "="))
		return false;
	p = skip_spaces(after(p, 1));
	if (starts(p, "?")) { /* the process ended meanwhile */
		w->end_ns = INT64_MAX;
		return true;
	}
	p = read_number(p, &w->result);
	if (w->result < 0) {
		p = skip_spaces(p);
		while (n < p.n && n + 1 < sizeof w->error && p.at[n] >= 'A' && p.at[n] <= 'Z')
			n++;
		memcpy(w->error, p.at, n);
	} else {
		p = read_annotation(p, &w->result_here, &there, &socket);
	}
	while (p.n > 0 && !starts(p, " <"))
		p = after(p, 1);
	read_time(after(p, 2), &took_ns);
	w->end_ns = w->time_ns + took_ns;
	return true;
}

/* Returns whether a socket is for TCP. */
static bool is_tcp(struct part arguments)
{
	return (starts(arguments, "AF_INET") || starts(arguments, "PF_INET")) &&
	       starts(argument(arguments, 1), "SOCK_STREAM");
}

static enum line_kind read_call(struct part p, struct strace_words *w)
{
	size_t name = 0, length;
	struct part arguments, rest;
	int64_t fd = -1;
	bool begun, socket, ended;

	while (name < p.n && p.at[name] != '(' && p.at[name] != ' ')
		name++;
	if (name == 0 || name == p.n || p.at[name] != '(')
		return LINE_TIMED;
	w->text = p.at;
	w->text_n = p.n;
	w->what = TRACED_OTHER;
	w->call = CALL_NONE;
	for (int i = 0; i < NAMES; i++)
		if (strlen(names[i].name) == name && memcmp(names[i].name, p.at, name) == 0) {
			w->what = names[i].what;
			w->call = names[i].call;
			w->sized = is_sized(names[i].name);
		}
	arguments = after(p, name + 1);
	length = arguments_length(arguments);
	ended = length < arguments.n;
	rest = after(arguments, length + 1);
	arguments.n = length;
	begun = !ended && w->begun_n > 0;
	rest = ended ? rest : after(p, p.n);
	read_annotation(read_number(arguments, &fd), &w->here, &w->there, &socket);
	w->fd = socket && fd >= 0 && fd < 65535 && w->what != TRACED_SOCKET ? (int)fd : -1;
	if (!begun && !read_result(rest, w))
		return LINE_TIMED;
	read_amount(arguments, w);
	if (w->what == TRACED_SOCKET && !is_tcp(arguments))
		return LINE_TIMED;
	return begun ? LINE_BEGUN : LINE_CALL;
}

enum line_kind strace_line_read(const char *line, size_t n, struct strace_words *w)
{
	static const char unfinished[] = "<unfinished ...>";
	struct part p = skip_spaces((struct part){ line, n }), rest;
	int64_t pid = 0;

	memset(w, 0, sizeof *w);
	w->fd = -1;
	if (starts(p, "[pid"))
		p = skip_spaces(after(p, 4));
	rest = read_number(p, &pid);
	if (rest.n > 0 && rest.n < p.n && (*rest.at == ' ' || *rest.at == ']')) {
		w->pid = (uint32_t)(pid & 0x7fffffff);
		p = skip_spaces(after(rest, 1));
	}
	rest = read_time(p, &w->time_ns);
	if (rest.n == p.n)
		return LINE_UNKNOWN;
	p = skip_spaces(rest);
	w->end_ns = w->time_ns;
	if (starts(p, "+++"))
		return LINE_EXIT;
	if (starts(p, "<... ")) {
		rest = behind(p, " resumed>");
		w->text = rest.at;
		w->text_n = rest.n;
		return rest.n > 0 ? LINE_RESUMED : LINE_TIMED;
	}
	if (p.n >= sizeof unfinished &&
	    memcmp(p.at + p.n - sizeof unfinished + 1, unfinished, sizeof unfinished - 1) == 0) {
		p.n -= sizeof unfinished - 1;
		w->begun_n = (size_t)(p.at + p.n - line);
	}
	return read_call(p, w);
}
