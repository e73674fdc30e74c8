/* The state of the interactive program, and what its files do for each other.
 * For app*.c and their tests; needs no terminal. */
#ifndef TCPSTEP_UI_APP_APP_CORE_H
#define TCPSTEP_UI_APP_APP_CORE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "ui/app/app.h"
#include "ui/app/commands.h"
#include "class/follow.h"
#include "lesson/library.h"
#include "lesson/progress.h"
#include "quiz/quiz_round.h"
#include "class/record.h"
#include "ui/tell/messages.h"
#include "ui/app/ladder_log.h"
#include "ui/app/view.h"

enum { LAYERS_MAX = 4 };

/* What a line of a list overlay stands for. */
struct target {
	struct action action;
	uint32_t id; /* a moment, a state, an arrow */
};

/* What a hint leads to, and how much of it was told. */
struct hint {
	struct predicate goals[8];
	size_t goals_used;
	struct action next; /* the action to come */
	unsigned degree;    /* told: 1 a thought, 2 the rule, 3 the action; 0: a state is being picked */
	unsigned left;      /* actions from here */
};

/* A lesson before a class: its recording; or a class that is followed. */
struct classroom {
	struct record record;
	struct follow follow;
	struct script *script; /* followed: the version that the player has */
	struct script *news;   /* ... and one that waits until the student is where the class is; NULL: none */
	bool open, news_open;  /* their last goal is still to be worked on */
	unsigned waits;        /* looks without anything to read */
	unsigned waited_ms;    /* since the last beat of playing */
	bool idle;             /* the last key changed nothing that is seen */
	/* what was recorded last */
	const struct session *session;
	uint32_t moment;
	size_t cursor, stops;
	bool detour;
};

struct app;

/* What a mode does, where the facts of view.h do not say it (modes.def). NULL: nothing. */
struct mode_ops {
	void (*at_end)(struct app *app);                   /* the script is at its end */
	void (*come_back)(struct app *app);                /* from a detour */
	void (*answered)(struct app *app, size_t choice);  /* a question */
	void (*after_key)(struct app *app, uint32_t key);  /* each one, K_TIMEOUT too */
	bool (*beat_due)(struct app *app);                 /* playing: whether a step is due; NULL: each beat */
	bool (*leave)(struct app *app, struct diag *diag); /* false with *diag filled */
};
extern const struct mode_ops app_modes[MODE_COUNT];

/* What choosing a line of a list does. */
struct target;
typedef void list_chooser(struct app *app, const struct target *target);

struct app {
	struct app_options options;
	const struct mode_ops *modes; /* app_modes */
	FILE *keys;                   /* where keys are read; NULL: standard input */
	struct view view;
	struct lessons lessons;
	bool lessons_complete; /* more than their headers was read */
	struct script *own;    /* the sandbox's, or of a file given; NULL */
	struct player player;
	bool player_on;
	bool leave;          /* the student is done */
	bool keeps_progress; /* in a file; else of this run alone */
	struct progress progress;
	uint32_t key;                   /* of the command being performed */
	enum overlay below[LAYERS_MAX]; /* overlays under the one in view */
	size_t below_used;
	const struct canvas *canvas; /* last drawn; NULL: none yet */
	int mouse_x, mouse_y;        /* of the last click, cells */
	bool skip_asked;             /* space was pressed at a question without an answer */
	bool line_fresh;             /* the input is a default that typing replaces */
	struct target *targets;      /* of the lines of view.list, in their order */
	size_t targets_size;
	list_chooser *list_choose; /* NULL: the lines are read only */
	struct hint hint;
	size_t states_most; /* how far a hint looks */
	char **typed;       /* command lines, the oldest first */
	size_t typed_used, typed_size, typed_at;
	char replace[SEND_TEXT_MAX]; /* save: Enter again replaces this file; empty: none */
	struct classroom room;
	struct quiz_round quiz;
	struct script *question; /* the quiz's, as a script; NULL: no quiz has begun */
	bool question_answered;
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
/* Performs a command as its key would, or reports why it does nothing here. */
void app_perform(struct app *a, enum command_id id);
/* Performs what the open input line holds. The line stays open where that is wrong. */
void app_submit(struct app *a);
/* How long to wait for a key, ms; -1: as long as it takes. */
int app_timeout_ms(const struct app *a);

/* app_layers.c: the message line and the layers. */
void app_quiet(struct app *a);
void app_say(struct app *a, bool bad, enum message id, ...);
void app_say_text(struct app *a, bool bad, const char *text);
/* Reports why an action was refused. */
void app_refuse(struct app *a, enum refusal r);
void app_push(struct app *a, enum overlay o);
void app_pop(struct app *a);
void app_layers_clear(struct app *a);

/* app_quiz.c: starts or resumes the quiz; shows its next question; records an answer
 * (only the first counts). */
void app_quiz_open(struct app *a);
void app_quiz_next(struct app *a);
void app_quiz_answered(struct app *a, size_t choice);
void app_quiz_free(struct app *a);

/* app_move.c: arrows, pages, panes. */
enum { PAGE = 10, LINES_MAX = 1000 };          /* lines of a page, of any text */
size_t app_moved(size_t at, size_t n, int by); /* within [0, n) */
void app_move(struct app *a, int by);
void app_side(struct app *a, int host);
void app_scroll(struct app *a, int by);
void app_pane(struct app *a, int by);

/* app_step.c: commands on the session. An argument unused is for the table. */
void app_next(struct app *a);
void app_event(struct app *a);
void app_back(struct app *a);
void app_forward(struct app *a);
void app_restart(struct app *a);
void app_return(struct app *a);
void app_solution(struct app *a);
void app_act_on_selected(struct app *a, int kind); /* enum act_kind */
void app_act(struct app *a, const struct action *action);
void app_beat(struct app *a);
void app_select(struct app *a, int by); /* the segment that many further on */
enum saved { SAVE_DONE, SAVE_EXISTS, SAVE_FAILED };
/* app_save.c: what was done so far, to the file of this name, whose path is told
 * in *path; as a lesson to narrate, or as a script that replays it. A file that
 * is there is only replaced when that is wanted. SAVE_FAILED: *diag says why. */
enum saved app_save(const struct app *a, const char *name, bool lesson, bool replace, struct text *path,
		    struct diag *diag);
void app_answer(struct app *a, int choice);
/* The choice that alone names the state pointed at, if there is one. */
void app_answer_state(struct app *a, uint8_t state);

/* Goes to where `stop` stops were made; reports it when there are fewer. */
void app_go(struct app *a, size_t stop);
/* A script is at its end; a detour is over: modes.def says in which modes. */
void app_lesson_ended(struct app *a);
void app_came_to_lesson(struct app *a);
/* The class went on: st is where it stopped; NULL: where it stood. */
void app_arrived(struct app *a, const struct statement *st);

/* app_class.c: an instructor's recording, and following one. */
/* Takes path for the recording (NULL: where it is kept by default). */
bool app_class_teach(struct app *a, const char *path, struct diag *diag);
void app_class_follow(struct app *a, const char *path);
/* After each key: records what was done; looks at what the class does. */
void app_class_record(struct app *a, uint32_t key);
void app_class_look(struct app *a, uint32_t key);
/* At the end of what the class has done so far. */
void app_class_waits(struct app *a);
void app_class_catch_up(struct app *a);
/* Playing in a class that is followed: whether a step is due. */
bool app_class_beat_due(struct app *a);
/* Writes the recording's last line. False with *diag filled. */
bool app_class_end(struct app *a, struct diag *diag);
void app_class_free(struct app *a);

/* app_calls.c: the menu of calls. */
void app_calls_open(struct app *a, int host);
void app_calls_list(struct app *a); /* for view.side, as things stand */
void app_calls_choose(struct app *a);

/* app_list.c: building a list overlay, and choosing a line of it. */
/* Opens an empty list. choose: what choosing a line does; NULL: the lines are read. */
void app_list_begin(struct app *a, enum overlay o, list_chooser *choose);
/* A line; returns what it stands for, to be filled in. */
struct target *app_list_add(struct app *a, uint8_t look, uint8_t mark, const char *text);
void app_list_choose(struct app *a);
/* app_tree.c: looking back. */
void app_tree_open(struct app *a);
void app_compare(struct app *a);

/* app_explore.c: looking ahead. */
void app_what_if(struct app *a);
void app_arrows(struct app *a);
void app_hint(struct app *a);
void app_hint_towards(struct app *a, uint8_t host, uint8_t state);
void app_arrow_choose(struct app *a, const struct target *target); /* id: index into state_edges */

/* app_ladder.c: the overlay of all that happened. */
void app_ladder_open(struct app *a);
void app_ladder_go(struct app *a);
void app_ladder_find(struct app *a,
		     int by); /* 1: the next row that has view.search; -1: the one before; 0: from here */

/* app_forge.c: a segment's header, looked at and filled in. */
void app_inspect(struct app *a);
void app_forge_open(struct app *a);
bool app_forge_key(struct app *a, uint32_t key); /* false: not a key of the form */

/* Goes to any moment of the session, the view with it. */
void app_goto(struct app *a, uint32_t moment);

/* app_mouse.c: selects what was clicked on the canvas last drawn (app.canvas);
 * returns the command that the click means, NULL for none. CMD_ANSWER: the choice's
 * digit is in app.key. */
const struct command *app_click(struct app *a);

/* app_progress.c: what was done, kept between runs. */
void app_progress_begin(struct app *a);
void app_progress_mark(struct app *a); /* in the menu's items */
void app_progress_lesson(struct app *a);
void app_progress_answer(struct app *a, const struct statement *ask, bool right);
void app_progress_goal(struct app *a, const struct statement *goal, bool solved, size_t actions);

/* app_line.c: input lines. */
void app_line_open(struct app *a, enum overlay o, const char *text, bool fresh);
void app_line_submit(struct app *a);
bool app_line_key(struct app *a, uint32_t key); /* false: not a key of the line */

#endif
