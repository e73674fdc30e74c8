/* Finds out which calls belong to which socket: follows descriptors through processes.
 * Called by the import of a capture with --calls. */
#include "capture/strace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "capture/strace_line.h"

/* ENTRIES_MAX: processes and descriptors that are followed. PARTIAL_MAX: octets kept of a
 * call that has not returned. */
enum { BUCKETS_FIRST = 256, ENTRIES_MAX = 1 << 20, PARTIAL_MAX = 1024 };

struct socket {
	struct endpoint here, there; /* port 0: not known */
	int64_t opened_ns;           /* connect was called, or accept returned */
	uint32_t listener;           /* which accept returned it; STRACE_NONE: not accepted */
	uint32_t first, last;        /* its calls */
	bool connects;
};

/* A descriptor of a process, or (fd -1) the process, whose `next` is the first of its
 * descriptors, and whose `value` is the call that has not returned, plus 1. */
struct entry {
	uint64_t key; /* 0: free */
	uint32_t value, next;
	bool open;
	char *partial; /* of a process: the line of that call so far */
};

struct strace {
	struct traced_call *calls;
	size_t calls_used, calls_size;
	struct socket *sockets;
	size_t sockets_used, sockets_size;
	struct entry *entries; /* a hash table with open addressing */
	size_t entries_used, entries_size;
	char *texts;
	size_t texts_used, texts_size;
	uint32_t files, dropped;
};

struct strace *strace_new(void)
{
	struct strace *s = mem_new(1, sizeof *s);

	s->entries_size = BUCKETS_FIRST;
	s->entries = mem_new(s->entries_size, sizeof *s->entries);
	s->texts = mem_grow(NULL, 0, &s->texts_size, 1);
	s->texts_used = 1; /* offset 0 is "" */
	return s;
}

void strace_free(struct strace *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->entries_size; i++)
		mem_free(s->entries[i].partial);
	mem_free(s->entries);
	mem_free(s->calls);
	mem_free(s->sockets);
	mem_free(s->texts);
	mem_free(s);
}

/* --- descriptors --- */

enum { ANY_PROCESS = 0, NO_FD = -1 };

/* Processes of different files differ. */
static uint64_t key_of(const struct strace *s, uint64_t process, int fd)
{
	return ((uint64_t)s->files << 56 | (process & 0xffffffffff) << 16 | (uint16_t)fd) + 1;
}

static size_t slot_of(const struct entry *entries, size_t size, uint64_t key)
{
	size_t i = (size_t)((key * 0x9e3779b97f4a7c15u) >> 32) & (size - 1);

	while (entries[i].key != 0 && entries[i].key != key)
		i = (i + 1) & (size - 1);
	return i;
}

static struct entry *find(const struct strace *s, uint64_t key)
{
	struct entry *e = &s->entries[slot_of(s->entries, s->entries_size, key)];

	return e->key != 0 ? e : NULL;
}

static struct entry *make(struct strace *s, uint64_t key)
{
	struct entry *e;

	if (2 * (s->entries_used + 1) > s->entries_size) {
		size_t size = 2 * s->entries_size;
		struct entry *larger = mem_new(size, sizeof *larger);

		for (size_t i = 0; i < s->entries_size; i++)
			if (s->entries[i].key != 0)
				larger[slot_of(larger, size, s->entries[i].key)] = s->entries[i];
		mem_free(s->entries);
		s->entries = larger;
		s->entries_size = size;
	}
	e = &s->entries[slot_of(s->entries, s->entries_size, key)];
	if (e->key == 0) {
		e->key = key;
		e->next = e->value = STRACE_NONE;
		s->entries_used++;
	}
	return e;
}

/* 1 more than the pid, so that a pid of 0 is not ANY_PROCESS. */
static uint64_t process_of(uint32_t pid)
{
	return (uint64_t)pid + 1;
}

static void set_socket(struct strace *s, uint32_t pid, int fd, uint32_t socket)
{
	struct entry *e = make(s, key_of(s, process_of(pid), fd));
	bool is_new = e->next == STRACE_NONE && e->value == STRACE_NONE;
	struct entry *process;

	e->value = socket;
	e->open = true;
	if (is_new) {
		process = make(s, key_of(s, process_of(pid), NO_FD));
		e = find(s, key_of(s, process_of(pid), fd)); /* the table may have moved */
		e->next = process->next;
		process->next = (uint32_t)fd;
	}
	make(s, key_of(s, ANY_PROCESS, fd))->value = socket;
}

/* Returns the socket of a descriptor; one that the process did not open, but another one
 * did, was inherited, or is that of another thread. */
static uint32_t get_socket(struct strace *s, uint32_t pid, int fd)
{
	struct entry *e = find(s, key_of(s, process_of(pid), fd));
	uint32_t socket;

	if (e)
		return e->open ? e->value : STRACE_NONE;
	e = find(s, key_of(s, ANY_PROCESS, fd));
	if (!e || e->value == STRACE_NONE)
		return STRACE_NONE;
	socket = e->value;
	set_socket(s, pid, fd, socket);
	return socket;
}

static void forget(struct strace *s, uint32_t pid, int fd)
{
	struct entry *e = find(s, key_of(s, process_of(pid), fd));

	if (e)
		e->open = false;
}

/* --- sockets and calls --- */

static uint32_t new_socket(struct strace *s)
{
	struct socket *k;

	s->sockets = mem_grow(s->sockets, s->sockets_used, &s->sockets_size, sizeof *s->sockets);
	k = &s->sockets[s->sockets_used];
	memset(k, 0, sizeof *k);
	k->listener = k->first = k->last = STRACE_NONE;
	return (uint32_t)s->sockets_used++;
}

static uint32_t new_call(struct strace *s, const struct strace_words *w)
{
	struct traced_call *c;

	if (s->calls_used == STRACE_CALLS_MAX) {
		s->dropped++;
		return STRACE_NONE;
	}
	s->calls = mem_grow(s->calls, s->calls_used, &s->calls_size, sizeof *s->calls);
	c = &s->calls[s->calls_used];
	*c = (struct traced_call){ .start_ns = w->time_ns,
				   .end_ns = INT64_MAX,
				   .pid = w->pid,
				   .socket = STRACE_NONE,
				   .call = CALL_NONE,
				   .next = STRACE_NONE,
				   .opened = STRACE_NONE };
	return (uint32_t)s->calls_used++;
}

static void give_socket(struct strace *s, uint32_t call, uint32_t socket)
{
	struct socket *k = &s->sockets[socket];
	uint32_t *link = k->last == STRACE_NONE ? &k->first : &s->calls[k->last].next;

	if (s->calls[call].socket != STRACE_NONE)
		return;
	s->calls[call].socket = socket;
	*link = call;
	k->last = call;
}

static uint32_t add_text(struct strace *s, const char *text, size_t n)
{
	char array[STRACE_TEXT_MAX];
	struct text t = text_over(array, sizeof array);
	uint32_t at = (uint32_t)s->texts_used;

	text_add_safe(&t, text, n);
	for (size_t i = 0; i <= t.len; i++) {
		s->texts = mem_grow(s->texts, s->texts_used, &s->texts_size, 1);
		s->texts[s->texts_used++] = array[i];
	}
	return at;
}

static void note_endpoints(struct socket *k, const struct strace_words *w)
{
	if (w->here.port != 0)
		k->here = w->here;
	if (w->there.port != 0)
		k->there = w->there;
}

/* What a call does to the socket that it is about. */
static void apply(struct strace *s, struct traced_call *c, const struct strace_words *w)
{
	struct socket *k = &s->sockets[c->socket];

	note_endpoints(k, w);
	switch (w->what) {
	case TRACED_BIND:
		if (c->result == 0)
			k->here = w->address;
		break;
	case TRACED_CONNECT:
		k->there = w->address;
		k->opened_ns = c->start_ns;
		k->connects = true;
		break;
	case TRACED_CLOSE:
		forget(s, c->pid, w->fd);
		break;
	case TRACED_DUP:
		if (c->result >= 0)
			set_socket(s, c->pid, (int)c->result, c->socket);
		break;
	case TRACED_SOCKET:
	case TRACED_ACCEPT:
	case TRACED_GETSOCKNAME:
	case TRACED_GETPEERNAME:
	case TRACED_CALL:
	case TRACED_OTHER:
		break;
	}
}

static void take_accepted(struct strace *s, uint32_t call, const struct strace_words *w)
{
	uint32_t made = new_socket(s), listener = s->calls[call].socket;
	struct socket *k = &s->sockets[made];

	k->listener = listener;
	k->opened_ns = s->calls[call].end_ns;
	k->here = s->sockets[listener].here;
	k->there = w->address;
	if (w->result_here.port != 0)
		k->here = w->result_here;
	s->calls[call].opened = made;
	set_socket(s, w->pid, (int)w->result, made);
}

/* Returns whether a call only asks for the endpoints. */
static bool is_question(const struct strace_words *w)
{
	return w->what == TRACED_GETSOCKNAME || w->what == TRACED_GETPEERNAME;
}

static void take_answer(struct strace *s, const struct strace_words *w)
{
	uint32_t socket = get_socket(s, w->pid, w->fd);
	struct endpoint *e;

	if (socket == STRACE_NONE || w->result != 0 || w->address.port == 0)
		return;
	e = w->what == TRACED_GETSOCKNAME ? &s->sockets[socket].here : &s->sockets[socket].there;
	*e = w->address;
}

/* Takes a whole call; `call` is where it was begun, or STRACE_NONE. */
static void take_call(struct strace *s, uint32_t call, const struct strace_words *w)
{
	uint32_t socket;

	if (is_question(w)) {
		take_answer(s, w);
		return;
	}
	if (w->what == TRACED_SOCKET) {
		if (w->result < 0 || s->calls_used == STRACE_CALLS_MAX)
			return;
		socket = new_socket(s);
		set_socket(s, w->pid, (int)w->result, socket);
	} else {
		socket = get_socket(s, w->pid, w->fd);
	}
	if (socket == STRACE_NONE)
		return;
	call = call == STRACE_NONE ? new_call(s, w) : call;
	if (call == STRACE_NONE) {
		if (w->what == TRACED_CLOSE)
			forget(s, w->pid, w->fd);
		return;
	}
	s->calls[call].end_ns = w->end_ns;
	s->calls[call].call = w->call;
	s->calls[call].amount = w->amount;
	s->calls[call].result = w->result;
	memcpy(s->calls[call].error, w->error, sizeof w->error);
	if (w->call == CALL_NONE)
		s->calls[call].text = add_text(s, w->text, w->text_n);
	give_socket(s, call, socket);
	apply(s, &s->calls[call], w);
	if (w->what == TRACED_ACCEPT && w->result >= 0)
		take_accepted(s, call, w);
}

/* The process has ended: what it had open is closed. */
static void take_exit(struct strace *s, const struct strace_words *w)
{
	struct entry *process = find(s, key_of(s, process_of(w->pid), NO_FD));
	uint32_t fd = process ? process->next : STRACE_NONE;

	while (fd != STRACE_NONE) {
		struct entry *e = find(s, key_of(s, process_of(w->pid), (int)fd));
		uint32_t call;

		if (!e)
			return;
		if (e->open && (call = new_call(s, w)) != STRACE_NONE) {
			s->calls[call].call = CALL_EXIT;
			s->calls[call].end_ns = w->time_ns;
			give_socket(s, call, e->value);
		}
		e->open = false;
		fd = e->next;
	}
}

/* --- lines --- */

/* Keeps a call that has not returned yet, with its place among the calls. */
static void begin_call(struct strace *s, const char *line, size_t n, const struct strace_words *w)
{
	uint32_t socket = get_socket(s, w->pid, w->fd), call = STRACE_NONE;
	struct entry *process = make(s, key_of(s, process_of(w->pid), NO_FD));

	mem_free(process->partial);
	process->partial = mem_copy_n(line, n < PARTIAL_MAX ? n : PARTIAL_MAX);
	if (socket != STRACE_NONE && !is_question(w) && (call = new_call(s, w)) != STRACE_NONE) {
		s->calls[call].call = w->call;
		s->calls[call].amount = w->amount;
		if (w->call == CALL_NONE)
			s->calls[call].text = add_text(s, w->text, w->text_n);
		give_socket(s, call, socket);
	}
	process->value = call;
}

static void end_call(struct strace *s, const char *rest, size_t n, struct strace_words *w)
{
	struct entry *process = find(s, key_of(s, process_of(w->pid), NO_FD));
	int64_t end_ns = w->time_ns;
	char *whole;
	size_t head;

	if (!process || !process->partial)
		return;
	head = strlen(process->partial);
	whole = mem_new(head + n + 1, 1);
	memcpy(whole, process->partial, head);
	memcpy(whole + head, rest, n);
	mem_free(process->partial);
	process->partial = NULL;
	if (strace_line_read(whole, head + n, w) == LINE_CALL) {
		uint32_t call = process->value;

		w->end_ns = end_ns;
		process->value = STRACE_NONE;
		take_call(s, call, w);
	}
	mem_free(whole);
}

bool strace_line(struct strace *s, const char *line, size_t n)
{
	struct strace_words w;

	if (s->entries_used >= ENTRIES_MAX) {
		s->dropped++;
		return true;
	}
	switch (strace_line_read(line, n, &w)) {
	case LINE_CALL:
		take_call(s, STRACE_NONE, &w);
		return true;
	case LINE_BEGUN:
		begin_call(s, line, w.begun_n, &w);
		return true;
	case LINE_RESUMED:
		end_call(s, w.text, w.text_n, &w);
		return true;
	case LINE_EXIT:
		take_exit(s, &w);
		return true;
	case LINE_TIMED:
		return true;
	case LINE_UNKNOWN:
		break;
	}
	return false;
}

/* Reports that no line has a time; `untimed`: the first line that has a call; 0: none has. */
static bool complain(const char *path, unsigned untimed, struct diag *diag)
{
	char place[160];

	if (untimed == 0)
		return diag_file(diag, DIAG_FILE, path, DIAG_WHY_NO_STRACE, "");
	snprintf(place, sizeof place, "%s:%u", path, untimed);
	return diag_file(diag, DIAG_FILE, place, DIAG_WHY_NO_TIME, "");
}

bool strace_read(struct strace *s, const char *path, struct diag *diag)
{
	char line[STRACE_LINE_MAX];
	unsigned number = 0, untimed = 0;
	struct stat st;
	bool any = false;
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");

	if (!f)
		return diag_file(diag, DIAG_FILE, path, diag_errno(errno), strerror(errno));
	s->files++;
	if (f != stdin && fstat(fileno(f), &st) == 0 && S_ISDIR(st.st_mode)) {
		fclose(f);
		return diag_file(diag, DIAG_FILE, path, DIAG_WHY_FOLDER, "");
	}
	while (fgets(line, sizeof line, f)) {
		size_t n = strcspn(line, "\n");

		number++;
		any |= strace_line(s, line, n);
		if (!any && untimed == 0 && strchr(line, '(') && strstr(line, " = "))
			untimed = number;
		if (line[n] == '\0')
			for (int c = getc(f); c != EOF && c != '\n';)
				c = getc(f);
	}
	if (f != stdin)
		fclose(f);
	return any || complain(path, untimed, diag);
}

void strace_end(struct strace *s)
{
	for (size_t i = 0; i < s->sockets_used; i++)
		for (uint32_t at = s->sockets[i].first; at != STRACE_NONE; at = s->calls[at].next) {
			struct traced_call *c = &s->calls[at];

			c->spare = (c->call == CALL_CLOSE || c->call == CALL_EXIT) && c->next != STRACE_NONE;
		}
}

/* --- what was found --- */

static bool fits(const struct endpoint *known, const struct endpoint *wanted)
{
	static const struct endpoint any = { .address = { 0 } };
	static const struct endpoint any4 = { .address = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff } };
	bool all = memcmp(known->address, any.address, sizeof any.address) == 0 ||
		   memcmp(known->address, any4.address, sizeof any4.address) == 0;

	if (known->port != 0 && known->port != wanted->port)
		return false;
	return all || memcmp(known->address, wanted->address, sizeof known->address) == 0;
}

uint32_t strace_socket(const struct strace *s, bool server, const struct endpoint *client_at,
		       const struct endpoint *server_at, int64_t syn_ns)
{
	const struct endpoint *here = server ? server_at : client_at, *there = server ? client_at : server_at;
	uint32_t best = STRACE_NONE;
	int64_t best_ns = 0;
	bool best_known = false;

	for (uint32_t i = 0; i < s->sockets_used; i++) {
		const struct socket *k = &s->sockets[i];
		int64_t apart_ns = strace_opened_ns(s, i) - syn_ns;
		bool known = k->there.port != 0;

		if (server ? k->listener == STRACE_NONE : !k->connects)
			continue;
		if (!fits(&k->there, there) || !fits(&k->here, here) || (!known && (best_known || apart_ns < 0)))
			continue;
		apart_ns = llabs(apart_ns);
		if (best == STRACE_NONE || known > best_known || apart_ns < best_ns) {
			best = i;
			best_ns = apart_ns;
			best_known = known;
		}
	}
	return best;
}

int64_t strace_opened_ns(const struct strace *s, uint32_t socket)
{
	const struct socket *k = &s->sockets[socket];

	return k->connects || k->first == STRACE_NONE ? k->opened_ns : s->calls[k->first].start_ns;
}

uint32_t strace_listener(const struct strace *s, uint32_t socket)
{
	return s->sockets[socket].listener;
}

const struct traced_call *strace_next(const struct strace *s, uint32_t socket, uint32_t *at, int64_t until_ns)
{
	uint32_t next = *at == STRACE_NONE ? s->sockets[socket].first : s->calls[*at].next;

	if (next == STRACE_NONE || s->calls[next].start_ns > until_ns)
		return NULL;
	*at = next;
	return &s->calls[next];
}

const char *strace_text(const struct strace *s, const struct traced_call *c)
{
	return c->text != 0 ? s->texts + c->text : "";
}

uint32_t strace_sockets(const struct strace *s)
{
	return (uint32_t)s->sockets_used;
}

uint32_t strace_calls(const struct strace *s)
{
	return (uint32_t)s->calls_used;
}

uint32_t strace_dropped(const struct strace *s)
{
	return s->dropped;
}
