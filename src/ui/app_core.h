/* The state of the interactive program, and what its files do for each other.
 * For app*.c and their tests; needs no terminal. */
#ifndef TCPSTEP_UI_APP_CORE_H
#define TCPSTEP_UI_APP_CORE_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/app.h"
#include "ui/commands.h"
#include "lesson/library.h"
#include "ui/messages.h"
#include "ui/view.h"

enum { LAYERS_MAX = 4 };

struct app {
	struct app_options options;
	struct view view;
	struct lessons lessons;
	struct script *own; /* the sandbox's, or of a file given; NULL */
	struct player player;
	bool player_on;
	bool from_menu;                 /* leaving a session leads there */
	bool leave;                     /* the student is done */
	uint32_t key;                   /* of the command being performed */
	enum overlay below[LAYERS_MAX]; /* overlays under the one in view */
	size_t below_used;
	bool skip_asked;             /* space was pressed at a question without an answer */
	bool line_fresh;             /* the input is a default that typing replaces */
	char replace[SEND_TEXT_MAX]; /* save: Enter again replaces this file; empty: none */
};

/* app.c */
void app_init(struct app *a, const struct app_options *options);
void app_free(struct app *a);
/* Goes to the menu, with these lessons read. */
void app_menu(struct app *a);
/* Begins script; its owner keeps it until app_free. */
void app_open(struct app *a, const struct script *script, enum mode mode);
void app_open_sandbox(struct app *a);
/* The whole of what a key does; K_TIMEOUT is a beat of playing. */
void app_key(struct app *a, uint32_t key);
/* How long to wait for a key, ms; -1: as long as it takes. */
int app_timeout_ms(const struct app *a);

/* The message line. */
void app_quiet(struct app *a);
void app_say(struct app *a, bool bad, enum message id, ...);
void app_say_text(struct app *a, bool bad, const char *text);
void app_push(struct app *a, enum overlay o);
void app_pop(struct app *a);

/* app_step.c: commands on the session. An argument unused is for the table. */
void app_next(struct app *a, int unused);
void app_event(struct app *a, int unused);
void app_back(struct app *a, int unused);
void app_forward(struct app *a, int unused);
void app_restart(struct app *a, int unused);
void app_return(struct app *a, int unused);
void app_solution(struct app *a, int unused);
void app_act_on_selected(struct app *a, int kind); /* enum act_kind */
void app_act(struct app *a, const struct action *action);
void app_beat(struct app *a);
void app_select(struct app *a, int by); /* the segment that many further on */
void app_answer(struct app *a, int choice);

/* app_calls.c: the menu of calls. */
void app_calls_open(struct app *a, int host);
void app_calls_list(struct app *a); /* for view.side, as things stand */
void app_calls_choose(struct app *a);

/* app_line.c: input lines. */
void app_line_open(struct app *a, enum overlay o, const char *text, bool fresh);
bool app_line_key(struct app *a, uint32_t key); /* false: not a key of the line */

#endif
