/* The help overlay: all keys of the current context. */
#include "ui/panel/panels.h"

#include "ui/app/commands.h"
#include "ui/tell/messages.h"
#include "ui/draw/box.h"

enum { KEY_W = 12 };

/* Returns the contexts of the layer below the help. */
static unsigned context_beneath(const struct view *v)
{
	struct view beneath = *v;

	beneath.overlay = OVERLAY_NONE;
	return (unsigned)view_context(&beneath) | (v->screen == SCREEN_STEP ? CTX_ASK : 0u);
}

/* Draws a command's keys and sentence, y lines below the top of r; returns the
 * lines needed. */
static int draw_command(struct canvas *c, struct rect r, int y, const struct command *cmd, const struct view *v)
{
	char keys[48];
	struct text t = text_over(keys, sizeof keys);
	struct rect text = { r.x + KEY_W, r.y, r.w - KEY_W, r.h };

	command_keys(&t, cmd, v->ascii, false);
	if (text.w < 8)
		text = (struct rect){ r.x + 6, r.y, r.w - 6, r.h };
	struct flow f = { .r = text, .y = y > 0 ? y : 0, .skip = y < 0 ? -y : 0 };
	canvas_flow(c, &f, LOOK_PLAIN, cmd->help[v->lang]);
	if (y >= 0 && y < r.h)
		canvas_text(c, r.x, r.y + y, text.x - r.x - 1, LOOK_KEY, keys);
	return f.y + 1 - (y > 0 ? y : 0);
}

static int draw_commands(struct canvas *c, const struct rect column[2], int break_at, int skip, const struct view *v)
{
	unsigned where = context_beneath(v);
	int y = 0;

	for (size_t i = 0; i < commands_count; i++) {
		if ((commands[i].contexts & where) == 0 || (commands[i].id == CMD_KERNEL && !v->kernels.script))
			continue;
		bool second = break_at > 0 && y >= break_at;
		y += draw_command(c, column[second], (second ? y - break_at : y) - skip, &commands[i], v);
	}
	return y;
}

void panel_help(struct canvas *c, struct rect screen, const struct view *v)
{
	bool two = screen.w >= 112;
	int column_w = two ? (screen.w - 4 - 3) / 2 : screen.w - 4;
	const struct rect measure[2] = { { 0, 0, column_w, 0 }, { 0, 0, column_w, 0 } };
	int lines = draw_commands(c, measure, 0, 0, v), break_at = two ? (lines + 1) / 2 : 0;
	int h = (two ? break_at + 1 : lines) + 2;

	if (h < screen.h)
		screen.h = h;
	struct rect in = panel_box(c, screen, message(MSG_HELP_TITLE, v->lang), v->ascii);
	const struct rect column[2] = { { in.x, in.y, column_w, in.h }, { in.x + column_w + 3, in.y, column_w, in.h } };
	int skip = panel_scroll(v->scroll, two ? break_at + 1 : lines, in.h);
	draw_commands(c, column, break_at, skip, v);
	if (!two)
		panel_more(c, (struct rect){ in.x, in.y, in.w + 1, in.h }, skip, lines, v->ascii);
}
