/* All that the screen shows, as one value: panels take it const. Undo would
 * annoy here: selection, layout, speed. */
#ifndef TCPSTEP_UI_VIEW_H
#define TCPSTEP_UI_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "lesson/library.h"
#include "lesson/player.h"
#include "session/session.h"
#include "ui/canvas.h"
#include "ui/style.h"

enum screen { SCREEN_MENU, SCREEN_STEP };
/* What SCREEN_STEP shows: a lesson, a free session, a replay. */
enum mode { MODE_LESSON, MODE_SANDBOX, MODE_REPLAY };
enum overlay {
	OVERLAY_NONE,
	OVERLAY_HELP,
	OVERLAY_CALLS,
	OVERLAY_WAIT,
	OVERLAY_SAVE,
	OVERLAY_STATE,
	OVERLAY_ASK,
	OVERLAY_COMMAND
};

/* A line of the calls menu. */
struct call_item {
	struct action action;
	enum refusal refusal;
	enum sock_error error; /* it would fail with this */
};

struct view {
	enum lang lang;
	bool ascii;
	enum screen screen;
	enum overlay overlay;
	enum mode mode;
	uint8_t side;      /* enum host_id that calls go to, and the diagram shown alone */
	uint32_t selected; /* segment number; 0: the earliest due */
	bool playing;
	unsigned speed; /* of playing: steps a minute */
	unsigned to_go; /* motion: permille of its way that an arriving segment still has; 0: none */
	struct player *player;
	struct ladder_log *ladder; /* ui/panel_ladder.h, kept in step by app; NULL: none */
	/* menu */
	const struct menu_item *items;
	size_t items_used, item;
	/* calls overlay */
	struct call_item calls[32];
	size_t calls_used, call;
	/* ask overlay or panel: what was chosen; -1: nothing yet */
	int choice, answered;
	/* an input line (wait, save, command) and what is wrong with it */
	char input[SEND_TEXT_MAX];
	size_t input_at;   /* octets before the cursor */
	char message[160]; /* the last refusal or notice; empty: none */
	bool message_bad;
	unsigned input_bad_at; /* column, from 1, of what is wrong with the input; 0: nothing, or no place */
	bool at_end;           /* the lesson was stepped past its last statement */
	size_t end_at;         /* session_at there: what is done beyond it is free */
	int scroll;            /* of the overlay or text panel, lines */
};

/* Draws the whole screen for c's size. */
void screen_draw(struct canvas *c, const struct view *v);

#endif
