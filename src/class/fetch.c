/* A small HTTP client over a socket: one connection for the recording, one at a time for what
 * is sent back. Called by follow. */
#include "class/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "class/form.h"
#include "class/http.h"

enum {
	ADDRESSES_MAX = 8,
	HOST_MAX = 256,
	PATH_LENGTH = 512,
	REQUEST_MAX = 1536,
	FIRST_TRY_MS = 1000,
	SLOWEST_TRY_MS = 5000
};

struct address {
	struct sockaddr_storage at;
	socklen_t len;
};

/* One connection and its request. */
struct link {
	int fd;             /* -1: none */
	size_t address;     /* the one that is tried */
	bool connected;     /* ... and it answered */
	long long since_ms; /* when it was tried, or when something came last */
	char request[REQUEST_MAX];
	size_t used, sent;
	struct http http;
};

struct fetch {
	char host[HOST_MAX], path[PATH_LENGTH]; /* as in the request; the path ends with a slash */
	char code[CODE_MAX + 1], token[TOKEN_MAX + 1];
	struct address addresses[ADDRESSES_MAX];
	size_t addresses_used;
	enum fetch_state state;
	struct link recording, back; /* back: a vote or a place on its way */
	bool anew;                   /* what comes next is the first of a connection */
	unsigned status;
	long long broke_ms, again_ms; /* since when it is broken; when it is tried again */
	unsigned tries;
	unsigned question, choice;           /* a vote to send; question 0: none */
	unsigned sent_question, sent_choice; /* the vote on its way; question 0: none */
	long long back_again_ms;             /* when what could not be sent is tried again */
	size_t behind;                       /* a place to send */
	bool has_behind;
	long long (*now_ms)(void);
};

static long long clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- the address --- */

static const char scheme[] = "http://";

bool fetch_is_url(const char *path)
{
	return strncmp(path, scheme, sizeof scheme - 1) == 0 || strncmp(path, "https://", 8) == 0;
}

/* Takes "code=WORD" out of a query. Returns false if the code is none. */
static bool take_code(struct fetch *f, const char *query)
{
	for (const char *s = query; s && *s != '\0'; s = strchr(s, '&') ? strchr(s, '&') + 1 : NULL) {
		size_t n = strcspn(s, "&");

		if (strncmp(s, "code=", 5) != 0)
			continue;
		if (n - 5 > CODE_MAX)
			return false;
		memcpy(f->code, s + 5, n - 5);
		f->code[n - 5] = '\0';
		return form_is_code(f->code);
	}
	return true;
}

static bool is_plain(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] <= ' ' || (unsigned char)s[i] >= 127)
			return false;
	return true;
}

/* Cuts the address into f->host, f->path, f->code and the two words for getaddrinfo. */
static bool cut(struct fetch *f, const char *url, char name[HOST_MAX], char port[8])
{
	const char *host = url + sizeof scheme - 1, *end, *colon;
	size_t n, path;
	struct text t = text_over(f->path, sizeof f->path);

	if (strncmp(url, scheme, sizeof scheme - 1) != 0 || !is_plain(url, strlen(url)))
		return false;
	n = strcspn(host, "/?#");
	if (n == 0 || n >= HOST_MAX || memchr(host, '@', n))
		return false;
	memcpy(f->host, host, n);
	end = f->host[0] == '[' ? strchr(f->host, ']') : NULL;
	if (f->host[0] == '[' && !end)
		return false;
	colon = strchr(end ? end : f->host, ':');
	snprintf(port, 8, "%.6s", colon ? colon + 1 : "80");
	snprintf(name, HOST_MAX, "%.*s",
		 (int)(end     ? end - f->host - 1
		       : colon ? colon - f->host
			       : (long)n),
		 f->host + (end ? 1 : 0));
	path = strcspn(host + n, "?#");
	text_add_n(&t, host + n, path);
	if (f->path[0] == '\0' || f->path[t.len - 1] != '/') /* the address of /recording is taken too */
		t.len = strrchr(f->path, '/') ? (size_t)(strrchr(f->path, '/') - f->path) : 0;
	f->path[t.len] = '\0';
	if (t.len == 0 || f->path[t.len - 1] != '/')
		text_add(&t, "/");
	return !t.cut && take_code(f, host[n + path] == '?' ? host + n + path + 1 : NULL);
}

static bool find_host(struct fetch *f, const char *name, const char *port, struct diag *diag)
{
	struct addrinfo want = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV }, *found = NULL;
	int error = getaddrinfo(name, port, &want, &found);

	for (const struct addrinfo *a = error ? NULL : found; a && f->addresses_used < ADDRESSES_MAX; a = a->ai_next) {
		struct address *to = &f->addresses[f->addresses_used];

		if (a->ai_addrlen > sizeof to->at)
			continue;
		memcpy(&to->at, a->ai_addr, a->ai_addrlen);
		to->len = a->ai_addrlen;
		f->addresses_used++;
	}
	if (!error)
		freeaddrinfo(found);
	if (f->addresses_used > 0)
		return true;
	return diag_file(diag, DIAG_FILE, f->host, DIAG_WHY_NO_HOST, error ? gai_strerror(error) : "");
}

static void make_token(struct fetch *f)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char random[26];

	if (getentropy(random, sizeof random) != 0)
		memset(random, (int)(clock_ms() & 0xFF), sizeof random); /* only its vote would be another's */
	for (size_t i = 0; i < sizeof random; i++)
		f->token[i] = letters[random[i] & 31];
}

struct fetch *fetch_begin(const char *url, const char *code, struct diag *diag)
{
	struct fetch *f = mem_new(1, sizeof *f);
	char name[HOST_MAX], port[8];
	uint32_t number;

	f->recording.fd = f->back.fd = -1;
	fetch_clock(f, clock_ms);
	if (code && form_is_code(code))
		memcpy(f->code, code, strlen(code) + 1);
	make_token(f);
	if (!cut(f, url, name, port) || !text_digits(port, 1, 65535, &number))
		diag_file(diag, DIAG_FILE, url, DIAG_WHY_NO_URL, "");
	else if (find_host(f, name, port, diag))
		return f;
	mem_free(f);
	return NULL;
}

/* --- one connection --- */

static void hang_up(struct link *l)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
}

void fetch_free(struct fetch *f)
{
	if (!f)
		return;
	hang_up(&f->recording);
	hang_up(&f->back);
	mem_free(f);
}

/* Begins to connect to the next address that can be tried. False: there is none. */
static bool dial(struct fetch *f, struct link *l)
{
	int on = 1;

	hang_up(l);
	memset(&l->http, 0, sizeof l->http);
	for (; l->address < f->addresses_used; l->address++) {
		const struct address *to = &f->addresses[l->address];

		l->fd = socket(to->at.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
		if (l->fd >= 0 &&
		    (connect(l->fd, (const struct sockaddr *)&to->at, to->len) == 0 || errno == EINPROGRESS)) {
			setsockopt(l->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
			l->connected = false;
			l->sent = 0;
			l->since_ms = f->now_ms();
			return true;
		}
		hang_up(l);
	}
	return false;
}

/* Goes on to the next address. False: none is left. */
static bool redial(struct fetch *f, struct link *l)
{
	l->address++;
	return dial(f, l);
}

enum went { WENT_ON, WENT_WRONG };

/* Connects and sends the request, as far as that goes without waiting. */
static enum went send_request(struct fetch *f, struct link *l)
{
	struct pollfd out = { .fd = l->fd, .events = POLLOUT };
	int error = 0;
	socklen_t size = sizeof error;
	ssize_t n;

	if (poll(&out, 1, 0) <= 0)
		return f->now_ms() - l->since_ms < FETCH_CONNECTS_MS || redial(f, l) ? WENT_ON : WENT_WRONG;
	if (!l->connected && (getsockopt(l->fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0))
		return redial(f, l) ? WENT_ON : WENT_WRONG;
	l->connected = true;
	n = send(l->fd, l->request + l->sent, l->used - l->sent, MSG_NOSIGNAL);
	if (n > 0)
		l->sent += (size_t)n;
	l->since_ms = f->now_ms();
	return n > 0 || errno == EAGAIN || errno == EINTR ? WENT_ON : WENT_WRONG;
}

/* Reads what has come; *n octets of the body are put into `to`. */
static enum went receive(const struct fetch *f, struct link *l, char *to, size_t size, size_t *n)
{
	ssize_t got = recv(l->fd, to, size, 0);

	*n = 0;
	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return f->now_ms() - l->since_ms < FETCH_SILENCE_MS ? WENT_ON : WENT_WRONG;
	if (got <= 0) {
		http_end(&l->http);
		return l->http.state == HTTP_DONE ? WENT_ON : WENT_WRONG;
	}
	l->since_ms = f->now_ms();
	*n = http_take(&l->http, to, (size_t)got, to);
	return l->http.state == HTTP_BAD ? WENT_WRONG : WENT_ON;
}

/* --- the recording --- */

static void ask_recording(struct fetch *f)
{
	struct text t = text_over(f->recording.request, sizeof f->recording.request);

	text_addf(&t, "GET %srecording?token=%s", f->path, f->token);
	if (f->code[0] != '\0')
		text_addf(&t, "&code=%s", f->code);
	text_addf(&t, " HTTP/1.1\r\nHost: %s\r\nUser-Agent: tcpstep\r\nConnection: close\r\n\r\n", f->host);
	f->recording.used = t.len;
	f->recording.address = 0;
	f->anew = true;
}

static void broke(struct fetch *f)
{
	long long now = f->now_ms(), wait = (long long)FIRST_TRY_MS << (f->tries < 3 ? f->tries : 3);

	hang_up(&f->recording);
	if (f->state == FETCH_OPEN) {
		f->broke_ms = now;
		wait = FIRST_TRY_MS;
		f->tries = 0;
	}
	f->tries++;
	f->again_ms = now + (wait < SLOWEST_TRY_MS ? wait : SLOWEST_TRY_MS);
	if (f->state == FETCH_OPEN || f->state == FETCH_CONNECTS)
		f->state = FETCH_BROKE;
	if (now - f->broke_ms >= FETCH_GIVES_UP_MS)
		f->state = FETCH_GAVE_UP;
}

/* Judges the head of the answer, once it is there. Returns whether a recording comes. */
static bool is_recording(struct fetch *f)
{
	const struct http *h = &f->recording.http;

	if (h->state == HTTP_HEAD)
		return false;
	if (h->status == 200) {
		f->state = FETCH_OPEN;
		return true;
	}
	hang_up(&f->recording);
	f->status = h->status;
	if (h->status >= 500) { /* as many follow as may: a place may become free */
		broke(f);
		return false;
	}
	f->state = FETCH_REFUSED;
	return false;
}

size_t fetch_look(struct fetch *f, char *to, size_t size, bool *anew)
{
	struct link *l = &f->recording;
	enum went went = WENT_ON;
	size_t n = 0;

	*anew = false;
	if (f->state == FETCH_REFUSED || f->state == FETCH_GAVE_UP)
		return 0;
	if (l->fd < 0) {
		if (f->now_ms() < f->again_ms)
			return 0;
		ask_recording(f);
		went = dial(f, l) ? WENT_ON : WENT_WRONG;
	}
	if (went == WENT_ON && l->sent < l->used)
		went = send_request(f, l);
	if (went == WENT_ON && l->sent == l->used)
		went = receive(f, l, to, size, &n);
	if (n > 0 && !is_recording(f))
		n = 0;
	else if (went == WENT_ON && l->http.state != HTTP_HEAD && l->fd >= 0)
		is_recording(f);
	if (went == WENT_WRONG && l->http.state == HTTP_BAD && l->http.part == HTTP_STATUS && l->http.head > 0) {
		hang_up(l);
		f->state = FETCH_REFUSED;
		return 0;
	}
	*anew = n > 0 && f->anew;
	f->anew = f->anew && n == 0;
	if (went == WENT_WRONG || (l->fd >= 0 && l->http.state == HTTP_DONE))
		broke(f);
	return n;
}

void fetch_clock(struct fetch *f, long long (*now_ms)(void))
{
	f->now_ms = now_ms;
	f->broke_ms = now_ms();
}

enum fetch_state fetch_state(const struct fetch *f)
{
	return f->state;
}

unsigned fetch_status(const struct fetch *f)
{
	return f->status;
}

/* --- what goes back --- */

/* Writes the next request to send. Returns false if there is none. */
static bool write_back(struct fetch *f)
{
	struct link *l = &f->back;
	char body[FORM_OCTETS_MAX];
	struct text b = text_over(body, sizeof body), t = text_over(l->request, sizeof l->request);
	bool vote = f->question > 0;

	if (!vote && !f->has_behind)
		return false;
	text_addf(&b, "token=%s", f->token);
	if (vote)
		text_addf(&b, "&question=%u&choice=%u", f->question, f->choice);
	else
		text_addf(&b, "&behind=%zu", f->behind);
	if (f->code[0] != '\0')
		text_addf(&b, "&code=%s", f->code);
	text_addf(&t,
		  "POST %s%s HTTP/1.1\r\nHost: %s\r\nUser-Agent: tcpstep\r\nConnection: close\r\n"
		  "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
		  f->path, vote ? "vote" : "place", f->host, b.len, body);
	f->sent_question = vote ? f->question : 0;
	f->sent_choice = f->choice;
	if (vote)
		f->question = 0;
	else
		f->has_behind = false;
	l->used = t.len;
	l->address = 0;
	return !t.cut;
}

/* Keeps a vote that did not reach the class, unless there is a newer one. */
static void keep_vote(struct fetch *f)
{
	if (f->sent_question == 0)
		return;
	f->back_again_ms = f->now_ms() + FIRST_TRY_MS;
	if (f->question > 0)
		return;
	f->question = f->sent_question;
	f->choice = f->sent_choice;
}

/* Sends what is to be sent, and reads the answer. What it says does not matter. */
static void send_back(struct fetch *f)
{
	struct link *l = &f->back;
	enum went went = WENT_ON;
	char answer[512];
	size_t n;

	if (l->fd < 0) {
		if (f->state != FETCH_OPEN || f->now_ms() < f->back_again_ms || !write_back(f))
			return;
		went = dial(f, l) ? WENT_ON : WENT_WRONG;
	}
	if (went == WENT_ON && l->sent < l->used)
		went = send_request(f, l);
	else if (went == WENT_ON)
		went = receive(f, l, answer, sizeof answer, &n);
	if (went == WENT_WRONG && l->http.status == 0) /* no answer came, whole or not */
		keep_vote(f);
	if (went == WENT_WRONG || l->http.state == HTTP_DONE)
		hang_up(l);
}

void fetch_vote(struct fetch *f, unsigned question, unsigned choice)
{
	f->question = question;
	f->choice = choice;
	send_back(f);
}

void fetch_place(struct fetch *f, size_t behind)
{
	f->behind = behind;
	f->has_behind = true;
	send_back(f);
}

void fetch_back(struct fetch *f)
{
	send_back(f);
}
