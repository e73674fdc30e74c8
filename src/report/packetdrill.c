/* A run as a script of packetdrill: one end of one connection, as a test of a real kernel.
 * Sequence numbers count from each end's SYN, as packetdrill's do. Windows and options of
 * what the kernel sends are not compared. Called by cli/export_data. */
#include "report/packetdrill.h"

#include <inttypes.h>
#include <string.h>

#include "base/mem.h"
#include "language/format.h"
#include "report/packetdrill_calls.h"

enum { LINE_OCTETS = 512, CALL_OCTETS = 160, NAME_OCTETS = 400 };

/* What is known of a socket of the tested host. */
struct socket {
	unsigned refs;         /* descriptors that refer to it */
	bool has_pair;         /* a segment of its connection was seen */
	uint16_t lport, rport; /* if has_pair */
};

/* A call that has not returned yet. packetdrill has one at a time: one that waits for what
 * arrives is made when it returns if another call comes meanwhile. */
struct pending {
	size_t line; /* of the script, kept for it */
	vtime since_ms;
	unsigned step;
	uint32_t socket;
	uint32_t octets; /* of send */
	uint8_t call;    /* enum call_id */
	bool late;
	char text[CALL_OCTETS]; /* as packetdrill has it, without the result */
};

struct drill {
	const struct config *config;
	char **lines;
	size_t used, size, events;
	struct socket *sockets; /* by number */
	size_t sockets_used, sockets_size;
	uint64_t *writes; /* where the octets of each write end, counted from 1 */
	size_t writes_used, writes_size;
	uint64_t written;
	struct pending *pendings;
	size_t pendings_used, pendings_size;
	seqnum base[HOSTS]; /* the number of each host's SYN */
	bool has_base[HOSTS];
	bool has_pair, others, over; /* over: nothing more can be expressed */
	uint16_t lport, rport;       /* of the connection that is tested */
	uint8_t at;
};

/* --- lines --- */

static size_t add_line(struct drill *d, const char *text)
{
	d->lines = mem_grow(d->lines, d->used, &d->size, sizeof *d->lines);
	d->lines[d->used] = mem_copy_text(text);
	return d->used++;
}

static void set_line(struct drill *d, size_t line, const char *text)
{
	mem_free(d->lines[line]);
	d->lines[line] = mem_copy_text(text);
}

static void add_clock(struct text *t, vtime ms)
{
	text_addf(t, "%" PRIu64 ".%03u", (uint64_t)(ms / 1000), (unsigned)(ms % 1000));
}

/* Adds an event at a time. */
static void event(struct drill *d, vtime ms, const char *what)
{
	char array[LINE_OCTETS];
	struct text t = text_over(array, sizeof array);

	add_clock(&t, ms);
	text_addf(&t, " %s", what);
	add_line(d, array);
	d->events++;
}

/* A comment in the place of what cannot be expressed. */
struct comment {
	char at[LINE_OCTETS];
};

static struct comment comment(vtime ms, const char *what, const char *why)
{
	struct comment c;
	struct text t = text_over(c.at, sizeof c.at);

	text_add(&t, "// left out at ");
	add_clock(&t, ms);
	text_addf(&t, ": %s (%s)", what, why);
	return c;
}

static void left_out(struct drill *d, vtime ms, const char *what, const char *why)
{
	add_line(d, comment(ms, what, why).at);
}

/* Ends the script's events before its rows end. */
static void rest_left_out(struct drill *d, const char *why)
{
	char array[LINE_OCTETS];
	struct text t = text_over(array, sizeof array);

	text_addf(&t, "// the rest is left out: %s", why);
	add_line(d, array);
	d->over = true;
}

/* --- sockets --- */

static struct socket *socket_at(struct drill *d, uint32_t number)
{
	while (d->sockets_used <= number) {
		d->sockets = mem_grow(d->sockets, d->sockets_used, &d->sockets_size, sizeof *d->sockets);
		d->sockets[d->sockets_used++] = (struct socket){ 0 };
	}
	return &d->sockets[number];
}

/* Returns whether a socket has a connection that is not the tested one. */
static bool is_other(struct drill *d, uint32_t socket)
{
	const struct socket *s = socket_at(d, socket);

	return s->has_pair && (s->lport != d->lport || s->rport != d->rport);
}

/* --- segments --- */

/* Returns whether the row's segment passes the wire of the tested host. */
static bool passes(const struct drill *d, const struct row *row)
{
	enum row_kind kind = (enum row_kind)row->kind;

	return row->actor == d->at &&
	       (kind == ROW_SEND || kind == ROW_ARRIVE || (kind == ROW_LOSE && row->loss == LOSS_WIRE_FULL));
}

static void ports_of(const struct drill *d, const struct segment *s, uint16_t *lport, uint16_t *rport)
{
	*lport = s->from == d->at ? s->sport : s->dport;
	*rport = s->from == d->at ? s->dport : s->sport;
}

void drill_look(struct drill *d, const struct row *row)
{
	uint16_t lport, rport;

	if (!passes(d, row))
		return;
	ports_of(d, &row->segment, &lport, &rport);
	if (!d->has_pair) {
		d->has_pair = true;
		d->lport = lport;
		d->rport = rport;
	}
	d->others |= lport != d->lport || rport != d->rport;
	if (row->socket && !socket_at(d, row->socket)->has_pair)
		*socket_at(d, row->socket) = (struct socket){ .has_pair = true, .lport = lport, .rport = rport };
}

/* Returns whether a segment of ours ends a write: then the kernel sets PSH. */
static bool pushes(const struct drill *d, const struct segment *s)
{
	uint64_t end = (uint32_t)(s->seq - d->base[s->from]) + (uint64_t)s->len;

	for (size_t i = d->writes_used; s->len && i > 0; i--)
		if (d->writes[i - 1] + 1 == end)
			return true;
	return false;
}

static void add_flags(const struct drill *d, struct text *t, const struct segment *s)
{
	static const struct {
		uint8_t bit;
		const char *letter;
	} letters[] = { { SEG_FIN, "F" }, { SEG_SYN, "S" }, { SEG_RST, "R" } };

	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (s->flags & letters[i].bit)
			text_add(t, letters[i].letter);
	if (s->from == d->at && pushes(d, s))
		text_add(t, "P");
	if (s->flags & SEG_ACK)
		text_add(t, ".");
	else if (!(s->flags & (SEG_FIN | SEG_SYN | SEG_RST)))
		text_add(t, "-");
}

static void add_options(const struct drill *d, struct text *t, const struct segment *s)
{
	bool ours = s->from == d->at, syn = (s->flags & SEG_SYN) != 0;

	if (ours && (syn || s->has_times)) {
		text_add(t, " <...>");
	} else if (!ours && (syn || s->has_times)) {
		text_add(t, " <");
		if (syn)
			text_addf(t, "mss %u%s", (unsigned)d->config->mss, s->has_times ? "," : "");
		if (s->has_times)
			text_addf(t, "nop,nop,TS val %u ecr %u", (unsigned)s->tsval, (unsigned)s->tsecr);
		text_add(t, ">");
	}
}

/* Writes "< S 0:0(0) win 64 <mss 536>". Returns NULL, or why packetdrill cannot have it. */
static const char *write_segment(const struct drill *d, struct text *t, const struct segment *s)
{
	bool ours = s->from == d->at;
	uint32_t start = s->seq - d->base[s->from], ack = s->ack - d->base[!s->from];
	uint64_t end = (uint64_t)start + s->len;

	text_add(t, ours ? "> " : "< ");
	add_flags(d, t, s);
	text_addf(t, " %u:%" PRIu64 "(%u)", (unsigned)start, end, (unsigned)s->len);
	if (s->flags & SEG_ACK)
		text_addf(t, " ack %u", (unsigned)ack);
	if (!ours)
		text_addf(t, " win %u", (unsigned)s->wnd);
	add_options(d, t, s);
	if (end > UINT32_MAX)
		return "its sequence numbers wrap";
	if (s->len > UINT16_MAX || (!ours && s->wnd > UINT16_MAX))
		return "its length or window is beyond 65535";
	return NULL;
}

/* Notes the number of a SYN. Returns false if it is not that of the one before. */
static bool take_syn(struct drill *d, const struct segment *s)
{
	if (!(s->flags & SEG_SYN))
		return true;
	if (d->has_base[s->from] && d->base[s->from] != s->seq)
		return false;
	d->base[s->from] = s->seq;
	d->has_base[s->from] = true;
	return true;
}

/* Returns whether packetdrill has a socket that the segment may belong to. */
static bool has_socket(const struct drill *d)
{
	for (size_t i = 1; i < d->sockets_used; i++)
		if (d->sockets[i].refs)
			return true;
	return d->has_base[0] || d->has_base[1];
}

static void segment_row(struct drill *d, const struct row *row)
{
	const struct segment *s = &row->segment;
	char array[LINE_OCTETS];
	struct text t = text_over(array, sizeof array);
	const char *why, *cannot = NULL;
	uint16_t lport, rport;

	ports_of(d, s, &lport, &rport);
	if (lport != d->lport || rport != d->rport)
		cannot = "another connection";
	else if (!has_socket(d))
		cannot = "there is no socket";
	else if (!take_syn(d, s))
		cannot = "a SYN with another number";
	why = write_segment(d, &t, s);
	if (cannot || why)
		left_out(d, row->time_ms, array, cannot ? cannot : why);
	else
		event(d, row->time_ms, array);
	if (cannot && s->flags & SEG_SYN && has_socket(d) && lport == d->lport && rport == d->rport)
		rest_left_out(d, "the ports are used anew, or the SYN is forged");
}

/* --- calls --- */

/* Has a call that waits give way to another one. Returns false if it cannot. */
static bool gives_way(struct drill *d, struct pending *p)
{
	char array[LINE_OCTETS];
	struct text t = text_over(array, sizeof array);
	unsigned fd = drill_fd(p->socket);

	if (p->call == CALL_ACCEPT || p->call == CALL_RECV) {
		set_line(d, p->line, comment(p->since_ms, p->text, "it waits, and is made when it returns").at);
		p->late = true;
		return true;
	}
	if (p->call != CALL_CONNECT)
		return false;
	add_clock(&t, p->since_ms);
	text_addf(&t, " fcntl(%u, F_SETFL, O_RDWR|O_NONBLOCK) = 0\n", fd);
	add_clock(&t, p->since_ms);
	text_addf(&t, " %s = -1 EINPROGRESS (Operation now in progress)\n", p->text);
	add_clock(&t, p->since_ms);
	text_addf(&t, " fcntl(%u, F_SETFL, O_RDWR) = 0", fd);
	set_line(d, p->line, array);
	d->events++;
	p->call = CALL_NONE; /* its result is not awaited */
	return true;
}

/* Returns whether no call waits any more. */
static bool all_give_way(struct drill *d)
{
	bool all = true;

	for (size_t i = 0; i < d->pendings_used; i++)
		if (!d->pendings[i].late && d->pendings[i].call != CALL_NONE)
			all = gives_way(d, &d->pendings[i]) && all;
	return all;
}

static void exits(struct drill *d, vtime ms)
{
	for (uint32_t i = 1; i < d->sockets_used; i++) {
		char array[CALL_OCTETS];
		struct text t = text_over(array, sizeof array);

		text_addf(&t, "close(%u) = 0", drill_fd(i));
		if (d->sockets[i].refs && !is_other(d, i))
			event(d, ms, array);
		d->sockets[i].refs = 0;
	}
}

/* Takes what a call does to descriptors into account. Returns NULL, or why the call is left
 * out. */
static const char *count_references(struct drill *d, const struct row *row)
{
	struct socket *s = socket_at(d, row->socket);

	if (row->call.call == CALL_SOCKET)
		return NULL;
	if (s->refs == 0)
		return "there is no descriptor";
	if (row->call.call == CALL_DUP)
		s->refs++;
	if (row->call.call != CALL_CLOSE && row->call.call != CALL_ABORT)
		return NULL;
	if (row->call.call == CALL_ABORT)
		s->refs = 1;
	return --s->refs ? "other descriptors refer to the socket" : NULL;
}

static void wrote(struct drill *d, uint32_t octets)
{
	d->writes = mem_grow(d->writes, d->writes_used, &d->writes_size, sizeof *d->writes);
	d->written += octets;
	d->writes[d->writes_used++] = d->written;
}

static void call_row(struct drill *d, unsigned step, const struct row *row)
{
	const struct action *a = &row->call;
	struct pending p = { .since_ms = row->time_ms, .step = step, .socket = row->socket, .call = a->call };
	struct text t = text_over(p.text, sizeof p.text);
	char words[LINE_OCTETS];
	struct text w = text_over(words, sizeof words);
	const char *why;

	format_call(&w, a);
	if (a->call == CALL_CRASH || a->call == CALL_BOOT) {
		rest_left_out(d, "the host loses power");
		return;
	}
	if (a->call == CALL_EXIT) {
		if (all_give_way(d))
			exits(d, row->time_ms);
		else
			rest_left_out(d, "the program ends while a call waits");
		return;
	}
	why = count_references(d, row);
	if (!why)
		why = drill_write_call(d->config, &t, a, drill_fd(row->socket));
	if (!why && is_other(d, row->socket))
		why = "another connection";
	if (!why && !all_give_way(d))
		why = "another call has not returned";
	if (why) {
		left_out(d, row->time_ms, words, why);
		return;
	}
	if (a->call == CALL_ABORT) {
		char option[CALL_OCTETS];
		struct text o = text_over(option, sizeof option);

		drill_write_linger(&o, drill_fd(row->socket), true, 0);
		text_add(&o, " = 0");
		event(d, row->time_ms, option);
	}
	if (a->call == CALL_SEND) {
		p.octets = a->option ? a->text_len : a->amount;
		wrote(d, p.octets);
	}
	p.line = add_line(d, "");
	d->pendings = mem_grow(d->pendings, d->pendings_used, &d->pendings_size, sizeof *d->pendings);
	d->pendings[d->pendings_used++] = p;
}

/* Gives a new socket the options that the settings mean. */
static void settle_socket(struct drill *d, vtime ms, uint32_t number)
{
	const struct config *c = d->config;
	const struct {
		bool wanted;
		const char *name;
		vtime value;
	} options[] = {
		{ true, "IPPROTO_TCP, TCP_NODELAY", 1 }, /* Nagle's algorithm is left out */
		{ c->keepalive_ms > 0, "SOL_SOCKET, SO_KEEPALIVE", 1 },
		{ c->keepalive_ms > 0, "IPPROTO_TCP, TCP_KEEPIDLE", (c->keepalive_ms + 999) / 1000 },
		{ c->user_timeout_ms > 0, "IPPROTO_TCP, TCP_USER_TIMEOUT", c->user_timeout_ms },
	};

	socket_at(d, number)->refs = 1;
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		char array[CALL_OCTETS];
		struct text t = text_over(array, sizeof array);

		if (!options[i].wanted)
			continue;
		drill_write_option(&t, drill_fd(number), options[i].name, (unsigned)options[i].value);
		text_add(&t, " = 0");
		event(d, ms, array);
	}
}

static void finish_call(struct drill *d, struct pending *p, unsigned step, const struct row *row)
{
	char array[LINE_OCTETS], what[CALL_OCTETS + 64];
	struct text t = text_over(array, sizeof array), w = text_over(what, sizeof what);

	text_add(&w, p->text);
	drill_add_result(&w, &row->result);
	if (p->late) {
		event(d, row->time_ms, what);
		return;
	}
	add_clock(&t, p->since_ms);
	if (p->step != step) {
		text_add(&t, "...");
		add_clock(&t, row->time_ms);
	}
	text_addf(&t, " %s", what);
	set_line(d, p->line, array);
	d->events++;
}

static void return_row(struct drill *d, unsigned step, const struct row *row)
{
	const struct result *r = &row->result;
	struct pending *p = d->pendings, *end = p + d->pendings_used;
	bool makes = !r->error && (r->call == CALL_SOCKET || r->call == CALL_ACCEPT);

	while (p < end && (p->call != r->call || (p->socket != row->socket && p->call != CALL_SOCKET)))
		p++;
	if (makes)
		socket_at(d, r->value)->refs = 1;
	if (p == end)
		return;
	if (r->call == CALL_SEND && (r->error || r->value < p->octets)) {
		d->written -= p->octets - (r->error ? 0 : r->value);
		d->writes[d->writes_used - 1] = d->written;
	}
	if (p->late && socket_at(d, p->socket)->refs == 0)
		left_out(d, row->time_ms, p->text, "the descriptor was closed while it waited");
	else if (r->call == CALL_ACCEPT && makes && is_other(d, r->value))
		set_line(d, p->line, comment(p->since_ms, p->text, "another connection").at);
	else
		finish_call(d, p, step, row);
	if (r->call == CALL_SOCKET && makes)
		settle_socket(d, row->time_ms, r->value);
	memmove(p, p + 1, (size_t)(end - p - 1) * sizeof *p);
	d->pendings_used--;
}

/* --- the script --- */

struct drill *drill_begin(uint8_t at, const struct config *config)
{
	struct drill *d = mem_new(1, sizeof *d);

	d->at = at;
	d->config = config;
	return d;
}

void drill_row(struct drill *d, unsigned step, const struct row *row)
{
	if (d->over)
		return;
	if (passes(d, row))
		segment_row(d, row);
	else if (row->kind == ROW_CALL && row->actor == d->at)
		call_row(d, step, row);
	else if (row->kind == ROW_RETURN && row->actor == d->at)
		return_row(d, step, row);
}

/* Calls that never return. */
static void end_pendings(struct drill *d)
{
	for (size_t i = 0; i < d->pendings_used; i++) {
		struct pending *p = &d->pendings[i];

		if (p->call == CALL_NONE || (p->call == CALL_CONNECT && !d->over && gives_way(d, p)))
			continue;
		set_line(d, p->line, comment(p->since_ms, p->text, "it does not return").at);
	}
}

void drill_end(struct drill *d, FILE *out, const char *name)
{
	char safe[NAME_OCTETS];
	struct text t = text_over(safe, sizeof safe);

	end_pendings(d);
	text_add_safe(&t, name, strlen(name));
	fprintf(out, "// %s: the %s's end, for a kernel to be tested by packetdrill.\n", safe, host_name(d->at));
	fputs("// Numbers count from each end's SYN. What it cannot express is a comment.\n", out);
	if (d->others)
		fputs("// There is more than one connection: only the first is tested.\n", out);
	fputs("--ip_version=ipv4\n", out);
	if (d->has_pair) /* the end that listens has the small port, by bind; connect names the other's */
		fprintf(out, "--bind_port=%u\n--connect_port=%u\n", (unsigned)d->lport, (unsigned)d->rport);
	for (size_t i = 0; i < d->used; i++) {
		fprintf(out, "%s\n", d->lines[i]);
		mem_free(d->lines[i]);
	}
	if (d->events == 0)
		fputs("0 `true`\n", out);
	mem_free(d->lines);
	mem_free(d->sockets);
	mem_free(d->writes);
	mem_free(d->pendings);
	mem_free(d);
}
