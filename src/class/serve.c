/* The HTTP server of a class, on libmicrohttpd. Called by the app while it teaches.
 *
 * The daemon's thread answers; a follower's stream is suspended while there is nothing new, and
 * resumed by serve_text. The lock is held only to copy memory, so that neither side waits for
 * the other. Only what is in memory is served: no request names a file. */
#include "class/serve.h"

#ifdef HAVE_MICROHTTPD

#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/load.h"
#include "base/mem.h"
#include "class/form.h"
#include "class/listen.h"
#include "class/page.h"
#include "class/visits.h"

enum {
	BEAT_MS = 20000,
	IDLE_S = 30, /* a follower that takes or sends nothing for so long is dropped */
	LAST_MS = 1500,
	BESIDE = 48,           /* connections besides the followers': pages and votes */
	BLOCK = 8192,          /* octets of a stream at once */
	REQUEST_MEMORY = 16384 /* octets of a request's head */
};

/* --- libmicrohttpd, loaded when the first class is served --- */

/* X(result, name, arguments): the functions of libmicrohttpd that this file uses. */
#define FUNCTIONS(X) \
	X(struct MHD_Daemon *, MHD_start_daemon, \
	  (unsigned, uint16_t, MHD_AcceptPolicyCallback, void *, MHD_AccessHandlerCallback, void *, ...)) \
	X(void, MHD_stop_daemon, (struct MHD_Daemon *)) \
	X(struct MHD_Response *, MHD_create_response_from_callback, \
	  (uint64_t, size_t, MHD_ContentReaderCallback, void *, MHD_ContentReaderFreeCallback)) \
	X(struct MHD_Response *, MHD_create_response_from_buffer, (size_t, void *, enum MHD_ResponseMemoryMode)) \
	X(enum MHD_Result, MHD_add_response_header, (struct MHD_Response *, const char *, const char *)) \
	X(enum MHD_Result, MHD_queue_response, (struct MHD_Connection *, unsigned, struct MHD_Response *)) \
	X(void, MHD_destroy_response, (struct MHD_Response *)) \
	X(void, MHD_suspend_connection, (struct MHD_Connection *)) \
	X(void, MHD_resume_connection, (struct MHD_Connection *)) \
	X(const union MHD_ConnectionInfo *, MHD_get_connection_info, \
	  (struct MHD_Connection *, enum MHD_ConnectionInfoType, ...)) \
	X(const char *, MHD_lookup_connection_value, (struct MHD_Connection *, enum MHD_ValueKind, const char *))

static struct {
#define POINTER(result, name, arguments) result(*name) arguments;
	FUNCTIONS(POINTER)
#undef POINTER
} mhd;

static bool library_load(void)
{
	static const char *const names[] = { "libmicrohttpd.so.12", "libmicrohttpd.so", NULL };
#define WANTED(result, name, arguments) { #name, &mhd.name },
	static const struct load_function functions[] = { FUNCTIONS(WANTED) };
#undef WANTED
	static bool loaded;

	loaded = loaded || load_library(names, functions, sizeof functions / sizeof *functions);
	return loaded;
}

/* --- what is shared between the threads --- */

/* One open answer to /recording. */
struct stream {
	struct serve *serve;
	struct MHD_Connection *connection;
	struct visit *visit;
	size_t seat;
	unsigned version;   /* of the recording that is being sent */
	size_t at;          /* octets of it that were sent */
	bool mid_line;      /* the last octet sent ended no line */
	bool suspended;     /* until there is more */
	bool dropped;       /* the same follower has come anew, or the class is over */
	long long heard_ms; /* when something was sent last */
	struct stream *next;
};

struct serve {
	struct MHD_Daemon *daemons[LISTEN_SOCKETS_MAX];
	struct listening listening;
	char code[CODE_MAX + 1];
	char *page;
	size_t page_used;
	long long (*now_ms)(void);

	pthread_mutex_t lock; /* of all that follows */
	pthread_cond_t left;  /* a stream has ended */
	char *text;
	size_t used, size;
	unsigned version;
	bool over; /* nothing is added any more */
	struct room *room;
	struct stream *streams;
	struct visit *visits;
};

static long long clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Wakes a stream up; the lock is held. */
static void wake(struct stream *s)
{
	if (!s->suspended)
		return;
	s->suspended = false;
	mhd.MHD_resume_connection(s->connection);
}

static struct visit *visit_of(struct MHD_Connection *c)
{
	return mhd.MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

static void wake_all(struct serve *serve)
{
	for (struct stream *s = serve->streams; s; s = s->next)
		wake(s);
}

/* --- answers --- */

static enum MHD_Result send_answer(struct MHD_Connection *c, unsigned status, struct MHD_Response *answer)
{
	enum MHD_Result sent;

	mhd.MHD_add_response_header(answer, "Cache-Control", "no-store");
	mhd.MHD_add_response_header(answer, "X-Content-Type-Options", "nosniff");
	mhd.MHD_add_response_header(answer, "Referrer-Policy", "no-referrer");
	sent = mhd.MHD_queue_response(c, status, answer);
	mhd.MHD_destroy_response(answer);
	return sent;
}

/* Answers with a line of text. */
static enum MHD_Result say(struct MHD_Connection *c, unsigned status, const char *text)
{
	struct MHD_Response *answer = mhd.MHD_create_response_from_buffer(strlen(text), (void *)(uintptr_t)text,
									  MHD_RESPMEM_PERSISTENT);

	if (!answer)
		return MHD_NO;
	mhd.MHD_add_response_header(answer, "Content-Type", "text/plain; charset=utf-8");
	if (status == 405)
		mhd.MHD_add_response_header(answer, "Allow", "GET, POST");
	return send_answer(c, status, answer);
}

static enum MHD_Result send_page(const struct serve *serve, struct MHD_Connection *c)
{
	struct MHD_Response *answer = mhd.MHD_create_response_from_buffer(serve->page_used, serve->page,
									  MHD_RESPMEM_PERSISTENT);

	if (!answer)
		return MHD_NO;
	mhd.MHD_add_response_header(answer, "Content-Type", "text/html; charset=utf-8");
	mhd.MHD_add_response_header(answer, "Content-Security-Policy",
				    "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; "
				    "style-src 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none'; "
				    "form-action 'none'; frame-ancestors 'none'");
	return send_answer(c, 200, answer);
}

/* --- the recording --- */

/* Fills in the next octets of a stream; the lock is held. */
static ssize_t next_octets(struct stream *s, char *to, size_t size)
{
	struct serve *serve = s->serve;
	size_t n;

	if (s->dropped)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (s->version != serve->version && s->mid_line) { /* so that `tcpstep 1` begins a line */
		to[0] = '\n';
		s->mid_line = false;
		return 1;
	}
	if (s->version != serve->version) {
		s->version = serve->version;
		s->at = 0;
	}
	n = serve->used - s->at < size ? serve->used - s->at : size;
	if (n > 0) {
		memcpy(to, serve->text + s->at, n);
		s->at += n;
		s->mid_line = to[n - 1] != '\n';
	} else if (serve->over) {
		return MHD_CONTENT_READER_END_OF_STREAM;
	} else if (serve->now_ms() - s->heard_ms >= BEAT_MS && !s->mid_line) {
		to[0] = '\n';
		n = 1;
	}
	visit_goes_on(s->visit, n > 0 ? VISIT_TAKES : VISIT_WAITS, serve->now_ms());
	if (n > 0) {
		s->heard_ms = serve->now_ms();
		return (ssize_t)n;
	}
	s->suspended = true;
	mhd.MHD_suspend_connection(s->connection);
	return 0;
}

static ssize_t read_stream(void *stream, uint64_t pos, char *to, size_t size)
{
	struct stream *s = stream;
	ssize_t n;

	(void)pos;
	pthread_mutex_lock(&s->serve->lock);
	n = next_octets(s, to, size);
	pthread_mutex_unlock(&s->serve->lock);
	return n;
}

static void free_stream(void *stream)
{
	struct stream *s = stream, **at;
	struct serve *serve = s->serve;

	pthread_mutex_lock(&serve->lock);
	for (at = &serve->streams; *at != s; at = &(*at)->next)
		;
	*at = s->next;
	room_leave(serve->room, s->seat, serve->now_ms());
	pthread_cond_signal(&serve->left);
	pthread_mutex_unlock(&serve->lock);
	mem_free(s);
}

/* Lets a follower in; NULL: as many follow as may. */
static struct stream *new_stream(struct serve *serve, struct MHD_Connection *c, const char *token)
{
	struct stream *s = NULL;
	size_t seat;

	pthread_mutex_lock(&serve->lock);
	if (!serve->over && room_join(serve->room, token, serve->now_ms(), &seat) == ROOM_OK) {
		for (struct stream *old = serve->streams; old && token[0] != '\0'; old = old->next)
			if (old->seat == seat) {
				old->dropped = true;
				wake(old);
			}
		s = mem_new(1, sizeof *s);
		*s = (struct stream){
			.serve = serve, .connection = c, .visit = visit_of(c), .seat = seat, .next = serve->streams
		};
		s->version = serve->version;
		s->heard_ms = serve->now_ms();
		serve->streams = s;
	}
	pthread_mutex_unlock(&serve->lock);
	return s;
}

static enum MHD_Result send_recording(struct serve *serve, struct MHD_Connection *c)
{
	const char *token = mhd.MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "token");
	struct MHD_Response *answer;
	struct stream *s;

	if (token && !form_is_token(token))
		return say(c, 400, "a token is 16 to 64 letters, digits, - and _\n");
	s = new_stream(serve, c, token ? token : "");
	if (!s)
		return say(c, 503, "as many follow this class as may: try again later\n");
	answer = mhd.MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_stream, s, free_stream);
	if (!answer) {
		free_stream(s);
		return MHD_NO;
	}
	mhd.MHD_add_response_header(answer, "Content-Type", "text/plain; charset=utf-8");
	return send_answer(c, 200, answer);
}

/* --- votes --- */

/* A request's body, as far as it has come. */
struct body {
	char text[FORM_OCTETS_MAX + 1];
	size_t used;
};

static enum MHD_Result answer_form(struct serve *serve, struct MHD_Connection *c, const struct form *f, bool vote)
{
	enum room_said said;

	pthread_mutex_lock(&serve->lock);
	said = vote ? room_vote(serve->room, f->token, f->question, f->choice, serve->now_ms())
		    : room_place(serve->room, f->token, f->behind, serve->now_ms());
	pthread_mutex_unlock(&serve->lock);
	switch (said) {
	case ROOM_OK:
		return say(c, 204, "");
	case ROOM_STRANGER:
	case ROOM_FULL:
		return say(c, 401, "this token does not follow the class\n");
	case ROOM_CLOSED:
		return say(c, 409, "this question takes no votes now\n");
	case ROOM_NO_CHOICE:
		return say(c, 400, "the question has no such choice\n");
	}
	return MHD_NO;
}

static enum MHD_Result take_form(struct serve *serve, struct MHD_Connection *c, const struct body *body, bool vote)
{
	const char *origin = mhd.MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Origin");
	const char *host = mhd.MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host");
	struct form f;

	if (origin && (strncmp(origin, "http://", 7) != 0 || !host || strcmp(origin + 7, host) != 0))
		return say(c, 403, "this comes from a page of another place\n");
	if (body->used > FORM_OCTETS_MAX)
		return say(c, 413, "too long\n");
	if (!form_read(&f, body->text, body->used) || f.token[0] == '\0' ||
	    (vote ? f.question == 0 || f.choice == 0 : !f.has_behind))
		return say(c, 400, "a vote is token=…&question=N&choice=N\n");
	if (serve->code[0] != '\0' && !form_same_code(f.code, serve->code))
		return say(c, 403, "the room code is missing or wrong\n");
	return answer_form(serve, c, &f, vote);
}

/* --- requests --- */

static enum MHD_Result get(struct serve *serve, struct MHD_Connection *c, const char *path)
{
	const char *code = mhd.MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "code");

	if (strcmp(path, "/") == 0)
		return send_page(serve, c);
	if (strcmp(path, "/vote") == 0 || strcmp(path, "/place") == 0)
		return say(c, 405, "send this with POST\n");
	if (strcmp(path, "/recording") != 0)
		return say(c, 404, "there is /, the class, and /recording\n");
	if (serve->code[0] != '\0' && (!code || !form_same_code(code, serve->code)))
		return say(c, 403, "the room code is missing or wrong: ?code=WORD\n");
	return send_recording(serve, c);
}

static void now_goes_on(struct serve *serve, struct MHD_Connection *c, enum visit_phase phase)
{
	pthread_mutex_lock(&serve->lock);
	visit_goes_on(visit_of(c), phase, serve->now_ms());
	pthread_mutex_unlock(&serve->lock);
}

/* Called by the daemon: first with the head, then with the pieces of the body, then once more. */
static enum MHD_Result request(void *to, struct MHD_Connection *c, const char *path, const char *method,
			       const char *version, const char *octets, size_t *n, void **own)
{
	struct serve *serve = to;
	struct body *body = *own;

	(void)version;
	if (!body) {
		*own = mem_new(1, sizeof *body);
		return MHD_YES;
	}
	if (*n > 0) {
		size_t room = FORM_OCTETS_MAX + 1 - body->used, taken = *n < room ? *n : room;

		memcpy(body->text + body->used, octets, taken);
		body->used += taken;
		*n = 0;
		/* what is too long is not read to its end */
		return body->used > FORM_OCTETS_MAX ? MHD_NO : MHD_YES;
	}
	now_goes_on(serve, c, VISIT_TAKES);
	if (strcmp(method, "GET") == 0 && body->used == 0)
		return get(serve, c, path);
	if (strcmp(method, "POST") == 0 && (strcmp(path, "/vote") == 0 || strcmp(path, "/place") == 0))
		return take_form(serve, c, body, path[1] == 'v');
	return say(c, 405, "GET /, GET /recording, POST /vote\n");
}

static void completed(void *to, struct MHD_Connection *c, void **own, enum MHD_RequestTerminationCode why)
{
	(void)why;
	mem_free(*own);
	*own = NULL;
	now_goes_on(to, c, VISIT_ASKS);
}

/* Called by the daemon when a connection begins, and before its socket is closed. */
static void connection(void *to, struct MHD_Connection *c, void **visit, enum MHD_ConnectionNotificationCode what)
{
	struct serve *serve = to;
	int fd = mhd.MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;

	pthread_mutex_lock(&serve->lock);
	if (what == MHD_CONNECTION_NOTIFY_STARTED)
		*visit = visit_add(&serve->visits, fd, serve->now_ms());
	else
		visit_remove(&serve->visits, *visit);
	pthread_mutex_unlock(&serve->lock);
}

/* The daemon says on standard error what went wrong, where the screen is. */
static void silent(void *to, const char *format, va_list arguments)
{
	(void)to;
	(void)format;
	(void)arguments;
}

/* --- start and end --- */

/* Starts a daemon for each socket. Their threads take no signal: those are the screen's. */
static bool start_daemons(struct serve *serve, unsigned followers)
{
	sigset_t all, before;
	bool ok = true;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	for (size_t i = 0; i < serve->listening.used && ok; i++) {
		serve->daemons[i] = mhd.MHD_start_daemon(
			MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG,
			0, NULL, NULL, request, serve, MHD_OPTION_EXTERNAL_LOGGER, silent, NULL,
			MHD_OPTION_LISTEN_SOCKET, (MHD_socket)serve->listening.fds[i], MHD_OPTION_CONNECTION_LIMIT,
			followers + BESIDE, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S,
			MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)REQUEST_MEMORY, MHD_OPTION_NOTIFY_COMPLETED,
			completed, serve, MHD_OPTION_NOTIFY_CONNECTION, connection, serve, MHD_OPTION_END);
		ok = serve->daemons[i] != NULL;
		if (ok)
			serve->listening.fds[i] = -1; /* the daemon closes it */
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return ok;
}

struct serve *serve_start(const struct serve_options *options, struct diag *diag)
{
	unsigned followers = options->followers ? options->followers : SERVE_FOLLOWERS;
	struct serve *serve;

	if (!library_load()) {
		diag_set(diag, 0, DIAG_LISTEN_NO_LIBRARY, "", "");
		return NULL;
	}
	serve = mem_new(1, sizeof *serve);
	serve->now_ms = options->now_ms ? options->now_ms : clock_ms;
	if (!listen_open(&serve->listening, options->where, diag)) {
		mem_free(serve);
		return NULL;
	}
	if (options->code)
		memcpy(serve->code, options->code, strlen(options->code) + 1);
	serve->page = options->page ? mem_copy_text(options->page) : page_of_class(&serve->page_used);
	if (options->page)
		serve->page_used = strlen(options->page);
	serve->room = room_new(followers);
	serve->text = mem_new(1, 1);
	pthread_mutex_init(&serve->lock, NULL);
	pthread_cond_init(&serve->left, NULL);
	if (start_daemons(serve, followers))
		return serve;
	diag_set(diag, 0, DIAG_LISTEN_NO_LIBRARY, "", "");
	serve_stop(serve);
	return NULL;
}

const char *serve_url(const struct serve *serve, size_t i)
{
	return i < serve->listening.urls_used ? serve->listening.urls[i] : NULL;
}

void serve_text(struct serve *serve, const char *text)
{
	size_t n = strlen(text);

	pthread_mutex_lock(&serve->lock);
	if (n < serve->used || memcmp(text, serve->text, serve->used) != 0) {
		serve->version++;
		serve->used = 0;
	}
	if (n > serve->used || serve->used == 0) {
		if (n + 1 > serve->size) {
			serve->size = 2 * n + 1;
			serve->text = mem_resize(serve->text, serve->size, 1);
		}
		memcpy(serve->text + serve->used, text + serve->used, n - serve->used);
		serve->used = n;
		wake_all(serve);
	}
	pthread_mutex_unlock(&serve->lock);
}

void serve_ask(struct serve *serve, unsigned question, unsigned choices, bool open)
{
	pthread_mutex_lock(&serve->lock);
	room_ask(serve->room, question, choices, open);
	pthread_mutex_unlock(&serve->lock);
}

struct room_counts serve_count(struct serve *serve)
{
	struct room_counts counts;

	pthread_mutex_lock(&serve->lock);
	counts = room_count(serve->room);
	pthread_mutex_unlock(&serve->lock);
	return counts;
}

void serve_beat(struct serve *serve)
{
	long long now = serve->now_ms();

	pthread_mutex_lock(&serve->lock);
	for (struct stream *s = serve->streams; s; s = s->next)
		if (now - s->heard_ms >= BEAT_MS)
			wake(s);
	visit_end_overdue(serve->visits, now);
	pthread_mutex_unlock(&serve->lock);
}

/* Waits until all followers have received the rest, at most LAST_MS; then drops those left. */
static void wait_for_streams(struct serve *serve)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += LAST_MS % 1000 * 1000000L;
	until.tv_sec += LAST_MS / 1000 + until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	pthread_mutex_lock(&serve->lock);
	serve->over = true;
	wake_all(serve);
	while (serve->streams && pthread_cond_timedwait(&serve->left, &serve->lock, &until) == 0)
		;
	for (struct stream *s = serve->streams; s; s = s->next)
		s->dropped = true;
	wake_all(serve);
	pthread_mutex_unlock(&serve->lock);
}

void serve_stop(struct serve *serve)
{
	if (!serve)
		return;
	wait_for_streams(serve);
	for (size_t i = 0; i < LISTEN_SOCKETS_MAX; i++)
		if (serve->daemons[i])
			mhd.MHD_stop_daemon(serve->daemons[i]);
	listen_close(&serve->listening);
	room_free(serve->room);
	pthread_cond_destroy(&serve->left);
	pthread_mutex_destroy(&serve->lock);
	mem_free(serve->page);
	mem_free(serve->text);
	mem_free(serve);
}
#endif
