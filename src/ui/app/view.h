/* Everything that the screen shows, as one value, which the panels take const. It has
 * what undo must not restore, such as the selection and the speed. */
#ifndef TCPSTEP_UI_APP_VIEW_H
#define TCPSTEP_UI_APP_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "class/room.h"
#include "engine/action.h"
#include "lesson/compared.h"
#include "lesson/library.h"
#include "lesson/player.h"
#include "session/session.h"
#include "ui/draw/canvas.h"
#include "ui/draw/style.h"
#include "ui/tell/messages.h"

enum screen { SCREEN_MENU, SCREEN_STEP };
/* What SCREEN_STEP shows; modes.def has a row for each. */
enum mode {
#define MODE(id, facts, functions) MODE_##id,
#include "ui/app/modes.def"
#undef MODE
	MODE_COUNT
};
struct mode_facts {
	bool has_steps;        /* a script is stepped through */
	bool student_acts;     /* the student solves goals; else it plays by itself and performs solutions */
	bool keeps_progress;   /* what is done is kept as progress */
	bool in_class;         /* the header shows the state of the class */
	bool has_score;        /* questions without end: the header has their score, not steps */
	bool grows;            /* the script is still being written, and its end moves */
	enum message begins;   /* shown before anything is done */
	enum message ends;     /* shown at the end */
	enum message not_kept; /* at the end of the program, if what is kept could not be written */
	enum message at_last;  /* shown after the last action; MSG_COUNT: nothing */
	/* grows: in the header, with what grows and when it has ended; said where it ends for
	 * now, when it has ended, and when the student is back */
	enum message live, over, here, ended, caught_up;
};
const struct mode_facts *mode_facts(enum mode mode);

/* The state of a class's recording, for the header. */
enum class_state {
	CLASS_RECORDED,
	CLASS_NOT_RECORDED,
	CLASS_LIVE,
	CLASS_WAITS,
	CLASS_BROKE, /* the connection, which is tried again */
	CLASS_ENDED,
	CLASS_LOST /* the connection broke for good */
};

/* The vote on a question of a class, and who follows it. */
struct class_room {
	bool served;                          /* followers are connected over the network */
	unsigned connected, behind, answered; /* how many */
	bool shown;                           /* the votes are shown */
	size_t choices;                       /* of the question voted on; 0: there is no vote */
	uint32_t votes[ROOM_CHOICES_MAX];
};

/* What stands before the panels: overlays.def. */
enum overlay {
	OVERLAY_NONE,
#define OVERLAY(name, context, panel) OVERLAY_##name,
#include "ui/app/overlays.def"
#undef OVERLAY
	OVERLAY_COUNT
};

/* The pane in which arrows and hjkl move. */
enum pane { PANE_WIRE, PANE_CLIENT, PANE_SERVER, PANE_COUNT };

/* How a question or a goal of the open lesson was done. */
enum outcome_kind {
	OUTCOME_NONE,
	OUTCOME_RIGHT,
	OUTCOME_WRONG,
	OUTCOME_SKIPPED,
	OUTCOME_REACHED,
	OUTCOME_SHOWN /* its solution was shown */
};
struct outcome {
	uint8_t kind;             /* enum outcome_kind */
	bool earlier;             /* from an earlier run; what is done now replaces it */
	bool helped;              /* REACHED: a hint performed some of the actions */
	bool mended;              /* WRONG, SKIPPED: answered right since */
	size_t actions, shortest; /* REACHED: those done, and those of the shortest known way */
};

/* What a search found while no key was pressed: whether the goal can still be reached. */
struct looked {
	const struct statement *goal; /* NULL: nothing was searched */
	uint32_t moment;              /* it holds for this moment of the session alone */
	size_t back;                  /* how many actions back a way to the goal still leads on; 0: from here */
};

/* A line of a list overlay. */
struct list_line {
	char text[400];
	uint8_t look, mark; /* enum look; enum glyph before the text, 0: none */
};

/* What the app reported last: a message, a refusal or another text. */
struct notice {
	enum message id;  /* MSG_COUNT: the text is no message */
	unsigned refusal; /* as of player_act; REFUSED_NOT: the text is no refusal */
	bool bad;
	char text[320];   /* empty: there is no notice */
	char spoken[320]; /* the same in the words of plain mode */
};

/* What a list overlay shows; app.targets has what its lines stand for. */
struct list {
	char title[96], foot[200]; /* foot: a sentence below the lines; empty: none */
	struct list_line *lines;
	size_t used, size;
	size_t at;   /* the selected line */
	bool choose; /* lines can be chosen, not only read */
};

/* The header form: a segment to be forged. */
enum forge_field {
	FORGE_TO,
	FORGE_SPORT,
	FORGE_DPORT,
	FORGE_SEQ,
	FORGE_ACK,
	FORGE_FLAG_ACK,
	FORGE_FLAG_RST,
	FORGE_FLAG_SYN,
	FORGE_FLAG_FIN,
	FORGE_WND,
	FORGE_DATA,
	FORGE_COUNT
};

/* A line of the calls menu. */
struct call_item {
	struct action action;
	unsigned refusal;      /* as of player_act */
	enum sock_error error; /* the error with which it would fail; ERR_NONE: none */
	enum rule_id rule;     /* the rule behind that error; RULE_NONE: none */
};

/* The socket that the student put into a diagram, and the one that was in focus of the
 * script language then (focus.h): the numbers of its connection and of its socket. */
struct pin {
	uint32_t conn, number;           /* both 0: none */
	uint32_t over_conn, over_number; /* while this one is in focus */
};

/* What two kernels did at the steps of one script. */
struct kernels {
	const struct script *script; /* NULL: none */
	struct comparison now;
};

struct view {
	enum lang lang;
	bool ascii;
	enum screen screen;
	enum overlay overlay;
	enum overlay under; /* what the overlay is over */
	enum mode mode;
	uint8_t side; /* enum host_id that calls go to, and the diagram shown alone */
	struct pin pins[HOSTS];
	uint32_t selected; /* segment number; 0: the next to arrive */
	bool playing;
	unsigned speed; /* of playing, steps a minute */
	enum pane pane;
	uint8_t pointed[HOSTS]; /* the state pointed at in each diagram (enum tcp_state) */
	uint8_t explained;      /* state overlay: the state (enum tcp_state) */
	unsigned to_go;         /* animation: permille of its way left for an arriving segment; 0: none */
	const struct player *player;
	struct ladder_log *ladder;    /* kept up to date by app; NULL: none */
	enum class_state class_state; /* MODE_TEACH, MODE_FOLLOW */
	struct class_room room;       /* MODE_TEACH */
	bool live;                    /* MODE_FOLLOW: the view is with the class and follows it */
	size_t behind;                /* MODE_FOLLOW: steps that the class is ahead */
	struct kernels kernels;
	/* menu */
	const struct menu_item *items;
	size_t items_used, item;
	bool from_menu; /* leaving a session returns to the menu */
	/* calls overlay */
	struct call_item calls[32];
	size_t calls_used, call;
	/* ask overlay: the selected choice; -1: none yet */
	int choice;
	bool passed; /* the question was skipped, and its answer is shown */
	/* card overlay */
	struct outcome *outcomes; /* one for each statement of the lesson */
	size_t outcomes_used;
	struct looked looked;
	const struct menu_item *next; /* the lesson after this one; NULL: none */
	/* an input line (wait, save, command, search) */
	char input[SEND_TEXT_MAX];
	size_t input_at; /* octets before the cursor */
	struct notice notice;
	unsigned input_bad_at; /* column of the error in the input, from 1; 0: no error, or no place */
	int scroll;            /* of the overlay or text panel, lines */
	int scroll_most;       /* the largest useful value; app takes it from the canvas */
	int scroll_page;       /* the lines that are visible; so does this */
	struct list list;      /* the list overlays */
	size_t rung;           /* ladder overlay: the selected row */
	char search[64];       /* ladder overlay: the text last searched for */
	char term[64];         /* glossary overlay: terms that have this in a name are shown; empty: all */
	uint32_t segment;      /* segment overlay: its number */
	struct action forge;   /* forge overlay: an inject action */
	enum forge_field field;
	bool field_fresh; /* typing replaces the field's value */
};

/* --- view.c --- */

/* The layer that takes the keys. Bits. */
enum context {
	CTX_MENU = 1,
	CTX_LESSON = 2, /* a lesson or replay on its path */
	CTX_FREE = 4,   /* the sandbox, a detour, an open goal, beyond the end */
	CTX_ASK = 8,    /* a question */
	CTX_CALLS = 16,
	CTX_LINE = 32, /* an input line: wait, save, command */
	CTX_READ = 64, /* a text: help, a state, a header, numbers */
	CTX_LIST = 128,
	CTX_LADDER = 256,
	CTX_FORGE = 512, /* the header form */
	CTX_CARD = 1024  /* the end of a lesson */
};
enum { CTX_END = 2048 };

/* Returns the layer that has the keys. */
enum context view_context(const struct view *v);
/* Reports whether the student has a goal to reach. */
bool view_goal_is_open(const struct view *v);
/* Returns how many actions back a way to the open goal still leads on; 0: from here, or it is not known. */
size_t view_dead_end(const struct view *v);
/* Reports whether the goal's solution is being shown, an action at a time. */
bool view_shows_solution(const struct view *v);
/* Reports whether something was done after the lesson's end. */
bool view_is_beyond(const struct view *v);
/* Reports whether the lesson stands at a question that is still to be answered, and whose
 * choices are hidden. */
bool view_question_hides(const struct view *v);
/* Reports whether the question here can be answered no more: it was answered or skipped, or
 * the class that is followed has revealed the answer. A question whose answer is not revealed
 * yet can be answered anew. */
bool view_answer_stands(const struct view *v);
/* Returns the number that the header shows after this many actions: the stops of the
 * lesson that lead there; in a free session, the actions. */
size_t view_step_number(const struct view *v, size_t actions);
/* Returns the number of a lesson's stops up to and including this statement. */
size_t view_stop_of(const struct script *s, size_t statement);
/* Returns the first question that was missed and not mended since, as an index of the
 * script's statements; the number of statements: there is none. */
size_t view_first_missed(const struct view *v);
/* Returns the number of the segment on which a key acts; 0: none is in flight. */
uint32_t view_segment(const struct view *v);
/* Returns the statement whose text is shown; NULL: the story is shown instead. */
const struct statement *view_statement(const struct view *v);
/* Returns the title of the lesson with this id, as the menu has it; the id if it has none. */
const char *view_lesson_title(const struct view *v, const char *id);
/* Reports whether the student types the argument of a chosen call, in an input line. */
bool call_asks(const struct action *action);
/* Returns the title of a menu entry. */
const char *menu_title(const struct menu_item *item, const struct view *v);

/* Draws the whole screen, laid out for c's size. */
void screen_draw(struct canvas *c, const struct view *v);

#endif
