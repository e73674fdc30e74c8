/* screens LESSONS ID COLSxROWS LANG: plays a lesson by keys, as the terminal's program would,
 * and prints each key and the screen after it. `make test-web` compares the page's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ui/app/app_core.h"
#include "ui/draw/keys.h"

enum { KEYS_MOST = 600 };

/* Returns the next key of somebody who reads everything, and looks at the solutions. */
static uint32_t next_key(const struct app *a)
{
	const struct view *v = &a->view;

	if (v->overlay == OVERLAY_ASK)
		return a->player.answered < 0 && !v->passed ? '1' : ' ';
	return view_goal_is_open(v) && !view_shows_solution(v) ? 'v' : ' ';
}

static void print(const struct app *a, uint32_t key, struct canvas *c)
{
	char *text;

	canvas_clear(c);
	screen_draw(c, &a->view);
	text = canvas_dump(c, false);
	printf("%u\n%s\f", (unsigned)key, text);
	mem_free(text);
}

int main(int argc, char **argv)
{
	static struct app a;
	struct app_options o = { .mouse = true };
	struct canvas c;
	struct lessons *l = &a.lessons;
	const char *near;
	const struct script *s;
	int w, h;

	if (argc != 5 || sscanf(argv[3], "%dx%d", &w, &h) != 2 || !lang_parse(argv[4], &o.lang)) {
		fputs("usage: screens LESSONS ID COLSxROWS LANG\n", stderr);
		return 2;
	}
	app_init(&a, &o);
	lessons_load(l, argv[1]);
	s = lessons_find(l, argv[2], &near);
	if (!s)
		return 2;
	app_progress_begin(&a);
	app_open(&a, s, MODE_LESSON);
	canvas_init(&c, w, h);
	a.canvas = &c;
	print(&a, 0, &c);
	for (int i = 0; i < KEYS_MOST && a.view.overlay != OVERLAY_CARD; i++) {
		uint32_t key = next_key(&a);

		app_key(&a, key);
		a.view.to_go = 0;
		print(&a, key, &c);
	}
	canvas_free(&c);
	app_free(&a);
	return 0;
}
