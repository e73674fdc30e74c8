/* Reads a line, gives it to the same app that the screen has, tells what came of
 * it. What is said is plain_tell's. Called by main. */
#include "ui/plain.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "engine/verbs.h"
#include "lesson/write.h"
#include "ui/app_core.h"
#include "ui/keymap.h"
#include "ui/plain_tell.h"

enum { GOOD, BAD = 2, LINE_SIZE = 4096 };

struct plain {
	struct app app;
	FILE *in, *out;
	struct told before, now;
	uint32_t moment; /* told of last */
	const struct statement *at;
	bool ended; /* that the lesson is over was said */
	char line[LINE_SIZE];
};

static void say(struct plain *p, enum message id)
{
	fprintf(p->out, "%s\n", message(id, p->app.view.lang));
}

/* ---- lists to choose from by number ---- */

static void tell_menu(struct plain *p)
{
	const struct view *v = &p->app.view;
	for (size_t i = 0; i < v->items_used; i++) {
		const struct menu_item *item = &v->items[i];
		const char *title = item->sandbox          ? message(MSG_SANDBOX, v->lang)
				    : item->script != NULL ? script_title(item->script, v->lang)
							   : item->name;
		fprintf(p->out, "%zu. ", i + 1);
		fprintf(p->out, "%s", item->done ? message(MSG_PLAIN_DONE_BEFORE, v->lang) : "");
		tell_text(p->out, title);
	}
	say(p, MSG_PLAIN_CHOOSE);
}

static void tell_calls(struct plain *p)
{
	const struct view *v = &p->app.view;
	for (size_t i = 0; i < v->calls_used; i++) {
		char line[SEND_TEXT_MAX * 4 + 64];
		struct text t = text_over(line, sizeof line);
		const struct call_item *item = &v->calls[i];
		action_write(&t, &item->action);
		if (item->refusal != REFUSED_NOT)
			text_addf(&t, ": %s", refusal_text(item->refusal, v->lang));
		else if (item->error != ERR_NONE)
			text_add(&t, ": "),
				text_addf(&t, message(MSG_CALLS_WILL_FAIL, v->lang), error_name(item->error));
		fprintf(p->out, "%zu. ", i + 1);
		tell_text(p->out, line);
	}
	say(p, MSG_PLAIN_CHOOSE);
}

/* Blanks that stand in a list's columns are one in a sentence. */
static void tell_squeezed(FILE *out, const char *s)
{
	char line[256];
	struct text t = text_over(line, sizeof line);
	for (; *s != '\0'; s++)
		if (*s != ' ' || (s[1] != ' ' && t.len > 0))
			text_add_n(&t, s, 1);
	tell_text(out, line);
}

static void tell_list(struct plain *p)
{
	const struct list *l = &p->app.view.list;
	tell_text(p->out, l->title);
	for (size_t i = 0; i < l->used; i++) {
		if (l->choose)
			fprintf(p->out, "%zu. ", i + 1);
		tell_squeezed(p->out, l->lines[i].text);
	}
	if (l->choose)
		say(p, MSG_PLAIN_CHOOSE);
	else
		tell_text(p->out, l->foot);
}

/* ---- what came of it ---- */

static bool in_session(const struct plain *p)
{
	return p->app.view.screen == SCREEN_STEP && p->app.player_on;
}

static void tell_message(struct plain *p)
{
	const struct view *v = &p->app.view;
	if (strcmp(v->message, message(MSG_APP_ANSWER_FIRST, v->lang)) == 0)
		say(p, MSG_PLAIN_ANSWER_FIRST); /* no arrows here */
	else if (v->message[0] != '\0')
		tell_text(p->out, v->message);
	app_quiet(&p->app);
}

/* Tells what is new since the last line. */
static void tell_news(struct plain *p)
{
	struct app *a = &p->app;
	const struct statement *now = in_session(p) ? player_now(&a->player) : NULL;
	if (!in_session(p)) {
		tell_message(p);
		return;
	}
	uint32_t moment = session_now(a->player.session);
	bool moved = moment != p->moment;
	if (now != p->at && now != NULL && now->kind != ST_ACTION)
		tell_statement(p->out, a);
	else if (moved)
		tell_step(p->out, a);
	if (moved) {
		told_now(&p->now, a, TELL_ALL);
		told_changes(p->out, &p->before, &p->now);
		struct told swap = p->before;
		p->before = p->now;
		p->now = swap;
		if (now == p->at && player_goal(&a->player) != NULL)
			tell_goal(p->out, a);
	}
	tell_message(p);
	p->moment = moment;
	p->at = now;
}

static void forget(struct plain *p)
{
	p->moment = UINT32_MAX;
	p->at = NULL;
	p->before.used = 0;
}

static void begin_session(struct plain *p)
{
	struct app *a = &p->app;
	forget(p);
	tell_text(p->out, script_title(a->player.script, a->view.lang));
	told_now(&p->before, a, TELL_ALL);
	p->moment = session_now(a->player.session);
	p->at = NULL;
	for (size_t i = 0; i < p->before.used; i++)
		tell_text(p->out, p->before.lines[i]);
	say(p, a->view.mode == MODE_SANDBOX ? MSG_SANDBOX_BEGINS : MSG_PLAIN_LESSON_BEGINS);
}

/* ---- commands ---- */

static void help(struct plain *p)
{
	const struct view *v = &p->app.view;
	say(p, MSG_PLAIN_HELP);
	for (size_t i = 0; i < commands_count; i++) {
		const struct command *c = &commands[i];
		bool motion = c->keys[0] >= KEYS_BEGIN && c->keys[0] != K_BACKSPACE;
		if ((c->contexts & (CTX_LESSON | CTX_FREE | CTX_ASK)) == 0 || motion || c->id == CMD_SELECT ||
		    c->id == CMD_UP || c->id == CMD_DOWN || c->id == CMD_LEFT || c->id == CMD_RIGHT ||
		    c->id == CMD_FORGE || c->id == CMD_FIRST || c->id == CMD_LAST || c->id == CMD_FASTER ||
		    c->id == CMD_SLOWER)
			continue;
		const char *key = c->keys[0] == ' '           ? message(MSG_PLAIN_EMPTY_LINE, v->lang)
				  : c->keys[0] == K_BACKSPACE ? "u"
				  : c->id == CMD_ANSWER       ? "1"
							      : key_label(c->keys[0], true);
		fprintf(p->out, "%s, %s: %s\n", key, c->label[v->lang], c->help[v->lang]);
	}
	say(p, MSG_PLAIN_PARTS);
}

static void look_into(struct plain *p)
{
	const struct net *net = &session_world(p->app.player.session)->net;
	told_now(&p->now, &p->app, TELL_SEGMENTS);
	for (size_t i = 0; i < p->now.used; i++)
		tell_text(p->out, p->now.lines[i]);
	if (net->count == 0)
		say(p, MSG_APP_NO_SEGMENT);
}

static void tell_parts(struct plain *p, unsigned parts)
{
	told_now(&p->now, &p->app, parts);
	for (size_t i = 0; i < p->now.used; i++)
		tell_text(p->out, p->now.lines[i]);
	if (p->now.used == 0)
		say(p, parts == TELL_SEGMENTS ? MSG_APP_NO_SEGMENT
		       : parts == TELL_TIMERS ? MSG_NO_TIMER
					      : MSG_TCB_EMPTY);
}

/* Words that the screen has panes for. False: it is none of them. */
static bool asked_for(struct plain *p, const char *word)
{
	struct app *a = &p->app;
	enum tcp_state s;
	if (strcmp(word, "status") == 0 || strcmp(word, "상태") == 0)
		tell_parts(p, TELL_ALL);
	else if (strcmp(word, "segments") == 0 || strcmp(word, "세그먼트") == 0 || strcmp(word, "i") == 0)
		look_into(p);
	else if (strcmp(word, "buffers") == 0 || strcmp(word, "버퍼") == 0)
		tell_parts(p, TELL_BUFFERS);
	else if (strcmp(word, "timers") == 0 || strcmp(word, "타이머") == 0)
		tell_parts(p, TELL_TIMERS);
	else if (strcmp(word, "tcb") == 0 || strcmp(word, "numbers") == 0 || strcmp(word, "T") == 0)
		tell_variables(p->out, a);
	else if (strcmp(word, "sockets") == 0 || strcmp(word, "소켓") == 0)
		tell_sockets(p->out, a);
	else if (strcmp(word, "log") == 0 || strcmp(word, "so far") == 0 || strcmp(word, "a") == 0)
		tell_log(p->out, a);
	else if (strcmp(word, "again") == 0 || strcmp(word, "다시") == 0)
		tell_statement(p->out, a);
	else if (strcmp(word, "goal") == 0 || strcmp(word, "목표") == 0)
		tell_goal(p->out, a);
	else if (strcmp(word, "e") == 0 || strcmp(word, "explain") == 0 || strcmp(word, "설명") == 0)
		tell_state(p->out, a, world_state(session_world(a->player.session), a->view.side));
	else if (state_parse(word, &s))
		tell_state(p->out, a, s);
	else
		return false;
	return true;
}

/* A file name behind "save" or "S". */
static bool saves(struct plain *p, const char *line)
{
	struct app *a = &p->app;
	struct diag diag = { 0 };
	size_t n = strncmp(line, "save ", 5) == 0 ? 5 : strncmp(line, "S ", 2) == 0 ? 2 : 0;
	if (n == 0)
		return false;
	const char *path = line + n + strspn(line + n, " ");
	if (access(path, F_OK) == 0) {
		fprintf(p->out, "%s\n", message(MSG_PLAIN_EXISTS, a->view.lang));
		return true;
	}
	char *script = recording_write(a->player.session, a->player.script);
	if (file_replace(path, script, &diag))
		app_say(a, false, MSG_APP_SAVED, path);
	else
		app_say(a, true, MSG_APP_NOT_SAVED, diag.message);
	free(script);
	return true;
}

/* The command that a key or a word of the table names here; NULL: none. */
static const struct command *command_named(const struct plain *p, const char *word)
{
	size_t n;
	uint32_t key = utf8_next(word, &n);
	enum context context = view_context(&p->app.view);
	bool next = word[0] == '\0' || strcmp(word, "space") == 0 || strcmp(word, "스페이스") == 0;
	if (next)
		key = ' ';
	if (next || word[n] == '\0')
		return keymap_find(key, context);
	for (size_t i = 0; i < commands_count; i++)
		for (int lang = 0; lang < LANG_COUNT; lang++)
			if ((commands[i].contexts & context) != 0 && strcmp(commands[i].label[lang], word) == 0)
				return &commands[i];
	return NULL;
}

/* A statement of the script language; what is wrong with it is told. */
static void statement(struct plain *p, const char *line)
{
	struct app *a = &p->app;
	app_line_open(a, OVERLAY_COMMAND, line, false);
	app_key(a, K_ENTER);
	if (a->view.overlay == OVERLAY_COMMAND) {
		char said[sizeof a->view.message];
		memcpy(said, a->view.message, sizeof said);
		app_key(a, K_ESC);
		app_say_text(a, true, said);
	}
}

/* The number of a line that was told. False: it is no number, or nothing is to
 * be chosen. */
static bool chooses(struct plain *p, const char *line)
{
	struct app *a = &p->app;
	char *end;
	unsigned long n = strtoul(line, &end, 10);
	size_t *at = NULL, used = 0;
	if (line[0] < '0' || line[0] > '9' || *end != '\0')
		return false;
	switch (view_context(&a->view)) {
	case CTX_ASK:
		app_answer(a, (int)n - 1);
		tell_answer(p->out, a);
		return true;
	case CTX_MENU:
		at = &a->view.item;
		used = a->view.items_used;
		break;
	case CTX_CALLS:
		at = &a->view.call;
		used = a->view.calls_used;
		break;
	case CTX_LIST:
		at = &a->view.list.at;
		used = a->view.list.choose ? a->view.list.used : 0;
		break;
	case CTX_LESSON:
	case CTX_FREE:
	case CTX_LINE:
	case CTX_READ:
	case CTX_LADDER:
	case CTX_FORGE:
		return false;
	}
	if (n < 1 || n > used) {
		say(p, MSG_PLAIN_NO_NUMBER);
		return true;
	}
	*at = n - 1;
	bool menu = a->view.screen == SCREEN_MENU;
	app_key(a, K_ENTER);
	if (a->view.overlay == OVERLAY_COMMAND) /* a call with its argument proposed: taken as it is */
		app_key(a, K_ENTER);
	if (menu && in_session(p))
		begin_session(p);
	return true;
}

/* What a command opened instead of acting. */
static void tell_opened(struct plain *p)
{
	switch (view_context(&p->app.view)) {
	case CTX_CALLS:
		tell_calls(p);
		return;
	case CTX_LIST:
		tell_list(p);
		return;
	case CTX_MENU:
		tell_menu(p);
		return;
	case CTX_LINE:
		app_key(&p->app, K_ESC);
		say(p, MSG_PLAIN_WHOLE_LINE);
		return;
	case CTX_READ:
	case CTX_LADDER:
	case CTX_FORGE:
		app_key(&p->app, K_ESC);
		return;
	case CTX_LESSON:
	case CTX_FREE:
	case CTX_ASK:
		return;
	}
}

static bool is_list(enum context c)
{
	return c == CTX_CALLS || c == CTX_LIST;
}

static void command(struct plain *p, const struct command *c)
{
	struct app *a = &p->app;
	bool was_session = in_session(p);
	enum overlay before = a->view.overlay;
	if (c->id == CMD_HELP) {
		help(p);
		return;
	}
	if (c->id == CMD_PLAY || c->id == CMD_SELECT || c->id == CMD_FORGE) {
		say(p, MSG_APP_NO_KEY);
		return;
	}
	app_key(a, c->keys[0]);
	if (was_session && !in_session(p) && !a->leave)
		forget(p);
	if (!a->leave && (a->view.overlay != before || !in_session(p)))
		tell_opened(p);
	else if (c->id == CMD_HINT)
		tell_opened(p);
}

static void obey(struct plain *p, char *line)
{
	struct app *a = &p->app;
	size_t n = strlen(line);
	while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r' || line[n - 1] == ' '))
		line[--n] = '\0';
	line += strspn(line, " \t:");
	if (chooses(p, line))
		return;
	if (strcmp(line, "quit") == 0 || strcmp(line, "exit") == 0) {
		a->leave = true;
		return;
	}
	if (is_list(view_context(&a->view)) && strcmp(line, "H") != 0) {
		app_key(a, K_ESC); /* anything but a number leaves the list */
		if (strcmp(line, "q") == 0)
			return;
	}
	const struct command *c = command_named(p, line);
	if (in_session(p) && saves(p, line))
		return;
	if (in_session(p) && asked_for(p, line))
		return;
	if (c != NULL && (line[0] == '\0' || line[1] == '\0' || strchr(line, ' ') == NULL || !in_session(p)) &&
	    !(in_session(p) &&
	      (strcmp(line, "deliver") == 0 || strcmp(line, "drop") == 0 || strcmp(line, "hold") == 0)))
		command(p, c);
	else if (in_session(p))
		statement(p, line);
	else
		say(p, MSG_APP_NO_KEY);
}

/* One line of any length; false at the end of the input. */
static bool read_line(struct plain *p)
{
	fputs("> ", p->out);
	fflush(p->out);
	if (fgets(p->line, sizeof p->line, p->in) == NULL) {
		fputc('\n', p->out);
		return false;
	}
	if (strchr(p->line, '\n') == NULL)
		for (int c = fgetc(p->in); c != '\n' && c != EOF; c = fgetc(p->in))
			continue; /* what no statement is as long as */
	return true;
}

static int talk(struct plain *p)
{
	while (!p->app.leave && read_line(p)) {
		obey(p, p->line);
		if (!p->app.leave)
			tell_news(p);
	}
	bool written = fflush(p->out) == 0 && !ferror(p->out);
	if (!written)
		fputs("tcpstep: cannot write\n", stderr);
	told_free(&p->before);
	told_free(&p->now);
	app_free(&p->app);
	free(p);
	return written ? GOOD : BAD;
}

static struct plain *start(const struct app_options *options, FILE *in, FILE *out)
{
	struct plain *p = mem_new(1, sizeof *p);
	struct app_options o = *options;
	o.ascii = true; /* arrows as a reader says them */
	o.animation = false;
	app_init(&p->app, &o);
	p->in = in;
	p->out = out;
	forget(p);
	say(p, MSG_PLAIN_ON);
	return p;
}

static int no_lesson(struct plain *p, const char *lesson, const char *near)
{
	enum lang lang = p->app.view.lang;
	char safe[128];
	struct text t = text_over(safe, sizeof safe);
	text_add_safe(&t, lesson, strlen(lesson));
	fputs("tcpstep: ", stderr);
	fprintf(stderr, message(MSG_APP_NO_LESSON, lang), safe);
	fputc('\n', stderr);
	if (near != NULL)
		fputs("tcpstep: ", stderr), fprintf(stderr, message(MSG_APP_DID_YOU_MEAN, lang), near),
			fputc('\n', stderr);
	app_free(&p->app);
	free(p);
	return BAD;
}

static int learn(struct plain *p, const char *lesson)
{
	const char *near;
	if (lesson == NULL) {
		app_menu(&p->app);
		tell_menu(p);
		return talk(p);
	}
	const struct script *s = lessons_find(&p->app.lessons, lesson, &near);
	if (s == NULL)
		return no_lesson(p, lesson, near);
	app_open(&p->app, s, MODE_LESSON);
	begin_session(p);
	return talk(p);
}

int plain_run(const struct app_options *options, const char *lesson, const char *directory, FILE *in, FILE *out)
{
	struct plain *p = start(options, in, out);
	lessons_load(&p->app.lessons, directory);
	return learn(p, lesson);
}

/* A script of the student's own. */
static int open_file(const struct app_options *options, const char *path)
{
	struct plain *p = start(options, stdin, stdout);
	struct diags errors = { 0 };
	char *source;
	p->app.own = lesson_read(path, &errors, &source);
	for (size_t i = 0; p->app.own == NULL && i < errors.used; i++)
		diag_print(stderr, path, source, &errors.at[i], "error");
	diags_free(&errors);
	free(source);
	if (p->app.own == NULL) {
		app_free(&p->app);
		free(p);
		return BAD;
	}
	app_open(&p->app, p->app.own, MODE_LESSON);
	begin_session(p);
	return talk(p);
}

int plain_learn(const struct app_options *options, const char *lesson)
{
	if (options->file != NULL)
		return open_file(options, options->file);
	struct plain *p = start(options, stdin, stdout);
	lessons_load(&p->app.lessons, lessons_directory());
	app_progress_begin(&p->app);
	return learn(p, lesson);
}

int plain_sandbox(const struct app_options *options)
{
	struct plain *p = start(options, stdin, stdout);
	app_open_sandbox(&p->app);
	begin_session(p);
	return talk(p);
}

int plain_replay(const struct app_options *options, const char *file)
{
	return open_file(options, file);
}
