/* A monkey at the keys: 200,000 random keys, clicks and resizes from 20x5 to
 * 300x100, from fixed seeds. Nothing fails, no layer stays open, and taking everything
 * back gives the first screen again. Each key sequence that once failed is a test of
 * its own. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "ui/app/app_core.h"
#include "ui/app/commands.h"
#include "ui/draw/keys.h"
#include "ui/panel/panels.h"

Suite *suite_ui_monkey(void);

enum { RUNS = 8, EVENTS = 25000, ROUND = 2500, STEPS_MOST = 400 };

static struct app app;
static struct canvas canvas;
static uint64_t seed;
static char folder[] = "/tmp/tcpstep-monkey-XXXXXX";
/* The keys pressed in this round, printed when something fails. */
static uint32_t pressed[ROUND];
static size_t pressed_used;

/* splitmix64 */
static uint64_t chance(void)
{
	uint64_t z = (seed += 0x9E3779B97F4A7C15u);
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
	return z ^ (z >> 31);
}

static unsigned below(unsigned n)
{
	return (unsigned)(chance() % n);
}

static void tell_keys(void)
{
	fputs("keys:", stderr);
	for (size_t i = 0; i < pressed_used; i++)
		fprintf(stderr, " %s%x", pressed[i] >= KEYS_BEGIN ? "K" : "", (unsigned)pressed[i]);
	fputc('\n', stderr);
}

/* Not ck_assert, which records its place each time: there are too many cells. */
#define HOLDS(what) \
	do { \
		if (!(what)) { \
			tell_keys(); \
			ck_abort_msg("%s", #what); \
		} \
	} while (0)

/* --- what must hold after each event --- */

static void check_cells(void)
{
	for (int y = 0; y < canvas.h; y++)
		for (int x = 0; x < canvas.w; x++) {
			const struct cell *c = &canvas.cells[y * canvas.w + x];
			bool wide = c->c != 0 && utf8_width(c->c) == 2;
			bool half = x + 1 < canvas.w && c[1].c == 0;
			HOLDS(c->c == 0 || c->c >= ' ');
			HOLDS(c->c != 0 || (x > 0 && utf8_width(c[-1].c) == 2));
			HOLDS(wide == half || c->c == 0);
			HOLDS(c->look < LOOK_COUNT);
		}
}

static void check_view(void)
{
	const struct view *v = &app.view;
	HOLDS(app.below_used <= LAYERS_MAX);
	HOLDS((app.below_used == 0) == (v->overlay == OVERLAY_NONE));
	HOLDS(v->list.used == 0 || v->list.at < v->list.used);
	HOLDS(v->pointed[0] < TCPS_COUNT && v->pointed[1] < TCPS_COUNT);
	HOLDS(v->side < HOSTS && v->pane < PANE_COUNT);
	HOLDS(v->input_at <= strlen(v->input));
	if (!app.player_on)
		return;
	const struct world *w = session_world(app.player.session);
	HOLDS(world_broken(w) == NULL);
	HOLDS(v->selected == 0 || net_find(&w->net, v->selected) >= 0);
	HOLDS(ladder_log_rows(v->ladder) == 0 || v->overlay != OVERLAY_LADDER || v->rung < ladder_log_rows(v->ladder));
}

static void draw(void)
{
	canvas_clear(&canvas);
	screen_draw(&canvas, &app.view);
}

/* --- what the monkey does --- */

static uint32_t random_key(void)
{
	static const uint32_t specials[] = { K_UP,    K_DOWN,    K_LEFT,      K_RIGHT,     K_DOWN,
					     K_END,   K_PAGE_UP, K_PAGE_DOWN, K_BACKSPACE, K_DELETE,
					     K_ENTER, K_TAB,     K_BACKTAB,   K_ESC,       K_ENTER,
					     K_ENTER, K_ESC,     K_TIMEOUT,   K_OTHER,     K_RESIZE };
	static const char *const lines[] = { "client close", "server.2 send 5",
					     "wait idle",    "inject to client RST seq=301",
					     "deliver #1",   "한글",
					     "go 3",         "expect client CLOSED" };
	static const char *typing;
	if (typing != NULL && *typing != '\0') {
		size_t n;
		uint32_t c = utf8_next(typing, &n);
		typing += n;
		return c;
	}
	enum context context = view_context(&app.view);
	unsigned n = below(100);
	if (context == CTX_LINE && n < 40)
		return n < 25 ? K_ENTER : K_ESC;
	if (context == CTX_CALLS && n < 60)
		return n < 30 ? K_ENTER : K_DOWN;
	if (app.view.overlay != OVERLAY_NONE && n < 25)
		return K_ESC;
	if ((context & (CTX_LESSON | CTX_FREE)) && n < 50) /* to get on */
		return (uint32_t) "  cscsdd"[below(8)];
	n = below(100);
	if (n < 12)
		return ' ';
	if (n < 60) {
		const struct command *c = &commands[below((unsigned)commands_count)];
		/* a search takes long: not at every turn */
		if ((c->id == CMD_HINT || c->id == CMD_ARROWS || c->id == CMD_LEAVE) && below(12) != 0)
			return ' ';
		if (((c->id == CMD_RESTART || c->id == CMD_LADDER) && below(20) != 0) ||
		    (c->id == CMD_BACK && below(3) != 0))
			return ' ';
		return c->id == CMD_SAVE ? ' ' : c->keys[0];
	}
	if (n < 85)
		return specials[below(sizeof specials / sizeof specials[0])];
	if (n < 90) {
		typing = lines[below(sizeof lines / sizeof lines[0])];
		return ':';
	}
	return n < 97 ? ' ' + below(95) : below(0x2000);
}

static void one_event(void)
{
	unsigned n = below(100);
	uint32_t key = random_key();
	if (n < 3)
		canvas_resize(&canvas, 20 + (int)below(281), 5 + (int)below(96));
	if (n >= 3 && n < 12) {
		app.mouse_x = (int)below((unsigned)canvas.w);
		app.mouse_y = (int)below((unsigned)canvas.h);
		key = K_MOUSE;
	}
	const char *typed = app.view.input + strspn(app.view.input, " \t");
	if (app.view.overlay == OVERLAY_SAVE || (app.view.overlay == OVERLAY_COMMAND && *typed == 'w'))
		key = K_ESC; /* a monkey does not write files */
	pressed[pressed_used++ % ROUND] = key;
	app_key(&app, key);
	app.leave = false;
}

/* Leaves every layer with Esc. */
static void come_out(void)
{
	for (int i = 0; i < 10 && app.view.overlay != OVERLAY_NONE; i++)
		app_key(&app, K_ESC);
	HOLDS(app.view.overlay == OVERLAY_NONE);
	if (app.view.playing)
		app_key(&app, 'p');
	HOLDS(!app.view.playing);
}

/* Returns the first screen, drawn with the present settings of the screen. */
static char *start_screen(const struct script *s, enum mode mode, size_t item)
{
	static struct app fresh;
	struct canvas c;
	app_init(&fresh, &app.options);
	fresh.view.lang = app.view.lang;
	app_open(&fresh, s, mode);
	fresh.view.side = app.view.side;
	fresh.view.from_menu = app.view.from_menu;
	fresh.view.playing = false;
	fresh.view.item = item;
	app_quiet(&fresh);
	canvas_init(&c, canvas.w, canvas.h);
	screen_draw(&c, &fresh.view);
	char *dump = canvas_dump(&c, true);
	canvas_free(&c);
	app_free(&fresh);
	return dump;
}

static void take_back_everything(void)
{
	if (app.view.screen != SCREEN_STEP)
		return;
	size_t guard = 4 * STEPS_MOST + 200 + app.player.stops_used;
	while (guard-- > 0 && player_back(&app.player))
		continue;
	HOLDS(session_at(app.player.session) == 0);
	session_end_trail(app.player.session); /* the header shows that steps were taken back */
	app.view.pane = PANE_WIRE;
	app.view.scroll = 0;
	app.player.at_end = false;
	app.view.choice = app.player.answered = -1;
	app.view.selected = 0;
	app.view.to_go = 0;
	app_key(&app, K_OTHER);
	ladder_log_sync(app.view.ladder, app.player.session);
	app_quiet(&app);
	draw();
	char *now = canvas_dump(&canvas, true), *first = start_screen(app.player.script, app.view.mode, app.view.item);
	if (strcmp(now, first) != 0)
		fprintf(stderr, "%s\nis not\n%s\n", now, first), tell_keys();
	ck_assert(strcmp(now, first) == 0);
	free(now);
	free(first);
}

static void begin(int run)
{
	seed = 1000 + (uint64_t)run;
	app_init(&app, &(struct app_options){
			       .lang = run % 2 ? LANG_KO : LANG_EN, .ascii = run % 3 == 0, .animation = run % 2 == 0 });
	app.states_most = 300; /* this test does not care what a hint finds */
	canvas_init(&canvas, 80, 24);
	app.canvas = &canvas;
	lessons_load(&app.lessons, TESTS_DIR "/../lessons");
	app_menu(&app);
	if (run % 4 == 0)
		app_open_sandbox(&app);
}

START_TEST(a_monkey__breaks_nothing_and_everything_can_be_taken_back)
{
	ck_assert(mkdtemp(folder) != NULL && chdir(folder) == 0);
	begin(_i);
	for (int event = 0; event < EVENTS; event++) {
		one_event();
		check_view();
		if (event % 4 == 0) {
			draw();
			check_cells();
		}
		if (event % ROUND == ROUND - 1) {
			come_out();
			take_back_everything();
			pressed_used = 0;
		} else if (app.player_on && session_at(app.player.session) > STEPS_MOST) {
			come_out();
			app_key(&app, 'R');
		}
	}
	come_out();
	app_free(&app);
	canvas_free(&canvas);
	ck_assert_int_eq(rmdir(folder), 0); /* nothing was written there */
}
END_TEST

Suite *suite_ui_monkey(void)
{
	Suite *s = suite_create("ui/monkey");
	TCase *c = tcase_create("200,000 events");
	tcase_set_timeout(c, 600);
	tcase_add_loop_test(c, a_monkey__breaks_nothing_and_everything_can_be_taken_back, 0, RUNS);
	suite_add_tcase(s, c);
	return s;
}
