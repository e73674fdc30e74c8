/* The state of the interactive program, and the functions that its files share.
 * For app*.c, plain, start and the tests; needs no terminal. */
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
#include "class/serve.h"
#include "ui/tell/messages.h"
#include "ui/app/ladder_log.h"
#include "ui/app/view.h"

enum { LAYERS_MAX = 4 };

/* What choosing a line of a list overlay acts on. */
struct target {
	struct action action;
	uint32_t id; /* a moment, a state, an arrow */
};

/* How much of a hint is shown. PICK: a state is being picked. OWN: only the lesson's words. */
enum hint_degree { HINT_PICK, HINT_OWN, HINT_THOUGHT, HINT_RULE, HINT_ACTION };

/* A hint, and how much of it has been shown. */
struct hint {
	struct predicate goals[8];
	size_t goals_used;
	struct action next;             /* the next action */
	unsigned degree;                /* enum hint_degree */
	bool more;                      /* there is more to show */
	const struct statement *goal;   /* whose hints of the lesson are shown; NULL: none */
	size_t own;                     /* those that are shown */
	const struct statement *helped; /* the goal towards which a hint performed an action; NULL: none */
	unsigned left;                  /* actions from here to the goal */
	size_t back;                    /* no way leads on: actions to take back; 0: one does */
};

/* A lesson taught to a class and recorded, or a class that is followed. */
struct classroom {
	struct record record;
	struct serve *serve; /* taught: the class is served to followers; NULL: it is not */
	struct follow follow;
	struct script *script; /* followed: the version in the player */
	struct script *news;   /* followed: a newer one, taken when the student is with the class; NULL: none */
	bool open, news_open;  /* the last goal of script, of news, is still being worked on */
	unsigned waits;        /* consecutive polls without a readable recording */
	unsigned waited_ms;    /* since the last beat of playing */
	bool idle;             /* the last key changed nothing visible */
	bool broke;            /* followed: the connection broke, and is not back yet */
	bool leaves;           /* followed: the program ends when the class does */
	unsigned leaves_in;    /* looks without a key until it ends; 0: it does not end */
	/* the state that was recorded last */
	const struct session *session;
	uint32_t moment;
	size_t cursor, stops;
	bool detour;
	size_t place_told; /* followed: how far behind the class was told that one is */
	/* taught */
	char *lesson_path, *status_path; /* of a lesson from a file; for class/status */
	bool votes_typed;                /* the votes on the question here were typed */
	bool end_asked;                  /* q was pressed, which asks first */
	size_t resume;                   /* the stops of the last class, which is offered; 0: none */
};

struct app;

/* The functions of a mode (modes.def); its facts are in view.h. NULL: does nothing. */
struct mode_ops {
	void (*at_end)(struct app *app);                   /* at the end of the script */
	void (*come_back)(struct app *app);                /* returns from a detour */
	void (*answered)(struct app *app, size_t choice);  /* a question was answered */
	void (*after_key)(struct app *app, uint32_t key);  /* after each key, including K_TIMEOUT */
	bool (*beat_due)(struct app *app);                 /* playing: whether a step is due; NULL: at each beat */
	bool (*leave)(struct app *app, struct diag *diag); /* at the end; false with *diag filled */
};
extern const struct mode_ops app_modes[MODE_COUNT];

/* Performs the choice of a list's line. */
struct target;
typedef void list_chooser(struct app *app, const struct target *target);

struct app {
	struct app_options options;
	const struct mode_ops *modes; /* app_modes */
	FILE *keys;                   /* where keys are read from; NULL: standard input */
	struct view view;
	struct lessons lessons;
	bool lessons_complete; /* whole lessons were read, not only their headers */
	const char *capture;   /* the file that the session is an import of; NULL: of none */
	struct script *own;    /* the sandbox's, or that of a given file; NULL: none */
	struct player player;
	bool player_on;
	bool leave;            /* the program is to end */
	bool keeps_progress;   /* progress is kept in a file, not only for this run */
	bool keeps_sandbox;    /* so is the free session */
	uint32_t sandbox_kept; /* the moment that was kept last; 0: none */
	bool sandbox_offered;  /* the kept session is offered: Enter resumes it */
	struct progress progress;
	uint32_t key;                   /* the key of the command being performed */
	enum overlay below[LAYERS_MAX]; /* overlays below the visible one */
	size_t below_used;
	const struct canvas *canvas; /* the one last drawn; NULL: none yet */
	int mouse_x, mouse_y;        /* of the last click, cells */
	const char *pasted;          /* of K_PASTE; NULL: none */
	bool pasted_whole;           /* nothing of it was dropped */
	bool skip_asked;             /* space was pressed at an unanswered question */
	bool solution_asked;         /* v was pressed, which asks first */
	bool line_fresh;             /* the input is a default that typing replaces */
	struct target *targets;      /* one for each line of view.list */
	size_t targets_size;
	list_chooser *list_choose; /* NULL: the lines cannot be chosen */
	struct hint hint;
	size_t states_most; /* states that a hint may search */
	char **typed;       /* command lines, the oldest first */
	size_t typed_used, typed_size, typed_at;
	char replace[SEND_TEXT_MAX]; /* save: pressing Enter again replaces this file; empty: none */
	struct classroom room;
	struct quiz_round quiz;
	struct script *question; /* the quiz's current question as a script; NULL: no quiz was started */
	bool question_answered;
	unsigned kernel_ms;          /* playing: since the last step, while the kernels run */
	const struct compared *said; /* the record that the message line was about last; NULL: none */
	bool said_over;              /* ... and that nothing more is compared */
};

/* --- app.c --- */

void app_init(struct app *a, const struct app_options *options);
void app_free(struct app *a);
/* Performs everything that a key does; K_TIMEOUT is a beat of playing. */
void app_key(struct app *a, uint32_t key);
/* Performs a command as its key would, or reports why it does nothing here. */
void app_perform(struct app *a, enum command_id id);
/* Performs the contents of the open input line. If they are wrong, the line stays
 * open. */
void app_submit(struct app *a);

/* --- app_layers.c: the message line and the stack of overlays --- */

/* Clears the message line; shows a message, or a text, on it. */
void app_quiet(struct app *a);
void app_say(struct app *a, bool bad, enum message id, ...);
void app_say_text(struct app *a, bool bad, const char *text);
/* Reports why an action was refused. */
void app_refuse(struct app *a, enum refusal r);
void app_push(struct app *a, enum overlay o);
void app_pop(struct app *a);
void app_layers_clear(struct app *a);
/* Clears the selection if its segment is no longer in flight. */
void app_selection_check(struct app *a);
/* Returns how long to wait for a key, in ms; -1: forever. */
int app_timeout_ms(const struct app *a);

/* --- app_open.c --- */

/* Opens the menu of a->lessons. */
void app_menu(struct app *a);
/* Opens a script, or resumes it where it was left. The caller keeps the script until
 * app_free. */
void app_open(struct app *a, const struct script *script, enum mode mode);

/* --- app_lessons.c: the installed lessons --- */

/* Opens one by its id, or the menu (NULL). Returns false if there is none of this id, with
 * the nearest id in *near, or NULL. */
bool app_lessons_open(struct app *a, const char *lesson, const char **near);
/* Finds a lesson of which only the header was read, and reads all of it. Returns NULL
 * if there is no valid one; *near is then set as by lessons_find. */
const struct script *app_lesson_find(struct app *a, const char *lesson, const char **near);
/* Reads the rest of the lessons, once the first screen is drawn. Returns whether the menu
 * may look different now. */
bool app_lessons_complete(struct app *a);

/* --- app_sandbox.c: the free session --- */

/* Opens the free session, or resumes it where it was left in this run. A session that was kept
 * is offered in the message line. */
void app_open_sandbox(struct app *a);
/* Returns the free session's script with these settings, each "NAME VALUE" or
 * "NAME=VALUE" (script_free frees it); NULL with the errors. */
struct script *app_sandbox_script(const char *const *sets, int n, struct diags *errors);
/* Opens it in a situation of lesson/beginnings.def or, by BEGINNING_LAST, with the session that was
 * kept; if none was, at its start, and says so. */
void app_sandbox_named(struct app *a, const char *name);
/* Ends the offer of the kept session: Enter accepts it, any other key declines it. Returns true
 * if it was accepted, and the key is used up. */
bool app_sandbox_accept(struct app *a, uint32_t key);
/* Keeps what was done, if anything was: a function of modes.def; false with *diag filled. */
bool app_sandbox_keep(struct app *a, struct diag *diag);
/* Does the same, and reports a failure in the message line. */
void app_sandbox_left(struct app *a);
/* Opens the list of beginnings. */
void app_sandbox_list(struct app *a);

/* --- app_quiz.c: the quiz --- */

/* Starts or resumes the quiz. */
void app_quiz_open(struct app *a);
/* Functions of modes.def: shows the next question; records an answer, of which only the
 * first counts. */
void app_quiz_next(struct app *a);
void app_quiz_answered(struct app *a, size_t choice);
/* Reports the score, in the menu. */
void app_quiz_left(struct app *a);
void app_quiz_free(struct app *a);

/* --- app_move.c: arrows, pages, panes --- */

enum { PAGE = 10, LINES_MAX = 1000 }; /* lines of a page, of any text */
/* Returns at + by, limited to [0, n). */
size_t app_moved(size_t at, size_t n, int by);
void app_move(struct app *a, int by);
void app_side(struct app *a, int host);
void app_scroll(struct app *a, int by);
void app_pane(struct app *a, int by);

/* --- app_goal.c: the exercise --- */

/* Reports that the goal is reached, and keeps the result. */
void app_goal_reached(struct app *a);
/* Names the rule of the goal that does not allow an action. */
void app_goal_refused(struct app *a, const struct action *action);
/* Lists the conditions of the open goal. */
void app_goal_list(struct app *a);
/* Asks first; then shows the goal's solution, an action at a time. */
void app_solution(struct app *a);
void app_solution_step(struct app *a);

/* --- app_step.c: commands on the session --- */

void app_next(struct app *a);
void app_event(struct app *a);
void app_back(struct app *a);
void app_forward(struct app *a);
void app_restart(struct app *a);
void app_return(struct app *a);
void app_act_on_selected(struct app *a, int kind); /* enum act_kind */
void app_act(struct app *a, const struct action *action);
/* Reports why an action was refused; for a connection that was not accepted, also how
 * to address the listener. */
void app_refuse_action(struct app *a, const struct action *action, unsigned r);
void app_beat(struct app *a);
/* Selects the segment `by` places after the selected one. */
void app_select(struct app *a, int by);
/* Shows the choices of the question again. */
void app_ask_again(struct app *a);
/* Answers the question with a choice (from 0). */
void app_answer(struct app *a, int choice);
/* Answers with the only choice that names just this state, if there is one. */
void app_answer_state(struct app *a, uint8_t state);
/* Goes to any moment of the session. */
void app_goto(struct app *a, uint32_t moment);
/* Goes to the point after `stop` stops; reports it if there are fewer. */
void app_go(struct app *a, size_t stop);
/* Functions of modes.def: at the end of a script; at the end of a detour. */
void app_lesson_ended(struct app *a);
void app_came_to_lesson(struct app *a);
/* Shows where the session is after several steps at once. st: the statement at which
 * it stopped; NULL: none. */
void app_arrived(struct app *a, const struct statement *st);

/* --- app_card.c: the end of a lesson --- */

/* Function of modes.def: shows how the lesson went. */
void app_card_open(struct app *a);
/* Opens the next lesson, or the menu after the last one. */
void app_card_onward(struct app *a);
/* Goes back to the first question that was missed. */
void app_card_missed(struct app *a);

/* --- app_save.c --- */

enum saved { SAVE_DONE, SAVE_EXISTS, SAVE_FAILED };
/* Saves what was done so far, as a lesson to narrate or as a script that
 * replays it. Sets *path to the path of the file. An existing file is replaced only
 * if `replace`; else SAVE_EXISTS. SAVE_FAILED: *diag has the reason. */
enum saved app_save(const struct app *a, const char *name, bool lesson, bool replace, struct text *path,
		    struct diag *diag);

/* --- app_share.c --- */

/* Writes a picture of the screen, and a script that leads there, into the current folder.
 * Never overwrites a file. */
void app_share(struct app *a);

/* --- app_capture.c: captures --- */

enum { CAPTURE_LINES_MAX = 1000 }; /* connections in the list */
/* Returns the session of a connection of a capture, or NULL after printing why there is
 * none. */
struct script *capture_script(const char *path, uint32_t connection, const struct strace *calls, enum lang lang);
/* Opens a capture's first connection, and the list if there are several. False after
 * printing why not. */
bool app_capture_begin(struct app *a, const char *path);
/* Lists the connections of the capture. Returns how many lines there are. */
size_t app_capture_list(struct app *a);
void app_capture_open(struct app *a);

/* --- app_kernel.c: what two kernels did at the same steps --- */

/* Shows them next to a script that was opened, if it is the first. */
void app_kernel_begin(struct app *a, const struct script *script);
/* Takes what they have done since, for up to `wait_ms` (negative: until the kernels have come to this step, or
 * will not). Returns whether something is new. */
bool app_kernel_look(struct app *a, int wait_ms);
/* Reports in the message line that a kernel differs here, or that no more is compared. */
void app_kernel_say(struct app *a);
/* Does what a beat does while the kernels run. Returns true if it was too early for a step of playing. */
bool app_kernel_beat(struct app *a);
/* Opens the list of what the model and the kernels did here. */
void app_kernel_open(struct app *a);

/* --- app_class.c: recording a class, and following one --- */

/* Starts recording to path (NULL: the default path), and serving the class if the options say
 * where; false with *diag filled. */
bool app_class_teach(struct app *a, const char *path, struct diag *diag);
/* Takes a vote that was counted without a network, "12 5 3": one number a choice. */
void app_class_votes(struct app *a, const char *numbers);
/* Asks before a class that is taught ends for everyone; returns whether it did. */
bool app_class_asks(struct app *a);
/* Steps as space and Backspace do, where a page of a class has nothing to scroll: a presenter's
 * clicker sends these keys. Returns false if that is not so. */
bool app_class_clicks(struct app *a, int by);
/* Ends the offer to resume the last class: Enter accepts it, any other key declines it. Returns
 * true if it was accepted, and the key is used up. */
bool app_class_resumes(struct app *a, uint32_t key);
/* Frees what the class that is taught has. */
void app_class_taught(struct app *a);
/* Function of modes.def: sends a follower's answer to the class. */
void app_class_answered(struct app *a, size_t choice);
/* Starts following the recording at path, in a mode that grows. NULL: the caller pushes what
 * arrives (class/follow.h). */
void app_class_follow(struct app *a, const char *path, enum mode mode);
/* Functions of modes.def, called after each key: records what was done; reads what
 * the class has done. */
void app_class_record(struct app *a, uint32_t key);
void app_class_look(struct app *a, uint32_t key);
/* Functions of modes.def: at the end of what the class has done so far; back to the
 * class. */
void app_class_waits(struct app *a);
void app_class_catch_up(struct app *a);
/* Reports whether a step is due, while playing in a followed class. */
bool app_class_beat_due(struct app *a);
/* Writes the recording's last line; false with *diag filled. */
bool app_class_end(struct app *a, struct diag *diag);
void app_class_free(struct app *a);

/* --- app_class_over.c --- */

/* Lets the program end when the class does, and no key is pressed for five seconds. To be
 * called before app_class_follow. */
void app_class_leaves(struct app *a);
/* Says that the class is over; then counts the time to the end. */
void app_class_over(struct app *a);
void app_class_over_key(struct app *a, uint32_t key);
/* Returns a line that says how to see the class again (malloc'ed), after keeping what came
 * over a network in a file. NULL: the class is not over, or none was followed. */
char *app_class_farewell(struct app *a);

/* --- app_focus.c: which socket of a host is shown --- */

/* Shows the next socket of the selected host, or of the other one if it has one alone. */
void app_focus_next(struct app *a);
/* Shows this socket of a host, and in the other diagram the other end of its
 * connection. */
void app_focus_on(struct app *a, uint8_t host, const struct slot *s);

/* --- app_calls.c: the menu of calls --- */

void app_calls_open(struct app *a, int host);
/* Fills in view.calls for view.side and the current world. */
void app_calls_list(struct app *a);
void app_calls_choose(struct app *a);
/* Goes to the next call that begins with the letter; returns false if none does. */
bool app_calls_key(struct app *a, uint32_t key);

/* --- app_list.c: building a list overlay, and choosing a line of it --- */

/* Opens an empty list. choose: called for a chosen line; NULL: lines cannot be chosen. */
void app_list_begin(struct app *a, enum overlay o, list_chooser *choose);
/* Set its title, and the sentence below its lines. */
void app_list_title(struct app *a, const char *s);
void app_list_foot(struct app *a, const char *s);
/* Adds a line; returns its target, which the caller fills in. */
struct target *app_list_add(struct app *a, uint8_t look, uint8_t mark, const char *text);
void app_list_choose(struct app *a);

/* --- app_tree.c: looking back --- */

void app_tree_open(struct app *a);
void app_compare(struct app *a);

/* --- app_explore.c: looking ahead --- */

void app_what_if(struct app *a);
void app_arrows(struct app *a);

/* --- app_hint.c --- */

/* Returns the actions of the stored solution. */
size_t app_solution_actions(const struct statement *goal);
void app_hint(struct app *a);
/* While no key was pressed, searches whether the open goal can still be reached, for view.looked; gives
 * up as soon as a key is pressed. app_wants_look: whether that is not known yet. */
bool app_wants_look(const struct app *app);
void app_look(struct app *app);
void app_hint_towards(struct app *a, uint8_t host, uint8_t state);
/* Gives a hint for an arrow; target->id: its index in state_edges. */
void app_arrow_choose(struct app *a, const struct target *target);

/* --- app_ladder.c: the ladder overlay --- */

void app_ladder_open(struct app *a);
void app_ladder_go(struct app *a);
/* Selects the next row that contains view.search (by 1), the previous one (-1), or
 * the first from the selected row on (0). */
void app_ladder_find(struct app *a, int by);

/* --- app_forge.c: showing a segment's header, and filling one in --- */

void app_inspect(struct app *a);
void app_forge_open(struct app *a);
/* Performs a key in the form; returns false if the form does not use it. */
bool app_forge_key(struct app *a, uint32_t key);

/* --- app_mouse.c --- */

/* Selects what was clicked on the last drawn canvas (app.canvas).
 * Returns the command that the click means, or NULL. For CMD_ANSWER, the digit of
 * the choice is in app.key. */
const struct command *app_click(struct app *a);

/* --- app_progress.c: what was done of each lesson, kept between runs --- */

void app_progress_begin(struct app *a);
/* Copies the progress into the menu's items. */
void app_progress_mark(struct app *a);
void app_progress_lesson(struct app *a);
/* Begins to keep the outcomes of the script that was opened. */
void app_progress_open(struct app *a);
/* Keeps how a question or a goal was done; for a goal, the actions and those of the
 * shortest known way. Only the first answer to a question counts. */
void app_progress_outcome(struct app *a, const struct statement *st, enum outcome_kind kind, size_t actions,
			  size_t shortest);
/* Keeps that the lesson is finished, if it is left after its last text. */
void app_progress_leave(struct app *a);
/* Says once that results of an earlier version were dropped, and why. */
void app_progress_tell_dropped(struct app *a);
/* Notes where the lesson is being left, or that it is finished. */
void app_progress_place(struct app *a);
/* Returns where the lesson was left, or NULL: it begins at its beginning. */
const struct progress_position *app_progress_left(struct app *a);
/* Notes that the answer to a question was shown without a try. */
void app_progress_skipped(struct app *a, const struct statement *ask);
void app_progress_answer(struct app *a, const struct statement *ask, bool right);
void app_progress_goal(struct app *a, const struct statement *goal, bool solved, size_t actions);

/* --- app_due.c: what is due, and when --- */

/* Opens the list; choosing a line waits until then. */
void app_due_open(struct app *a);
/* Closes the list and opens the input line for a time. */
void app_due_type(struct app *a);
/* Begins to type a time with this key; returns false if the list is not open, or uses the
 * key itself. */
bool app_due_key(struct app *a, uint32_t key);

/* --- app_paste.c --- */

/* Takes pasted text: script lines into the command line, where they are performed if all are valid,
 * one line into another input. Elsewhere it is refused. whole: nothing of it was dropped. */
void app_paste(struct app *a, const char *text, bool whole);

/* --- app_line.c: input lines --- */

/* Opens an input line with this text; fresh: typing replaces it. */
void app_line_open(struct app *a, enum overlay o, const char *text, bool fresh);
void app_line_submit(struct app *a);
/* Performs a key in the input line; returns false if the line does not use it. */
bool app_line_key(struct app *a, uint32_t key);

#endif
