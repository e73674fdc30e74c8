/* All that the screen shows, as one value: panels take it const. Undo would
 * annoy here: selection, layout, speed. */
#ifndef TCPSTEP_UI_APP_VIEW_H
#define TCPSTEP_UI_APP_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"
#include "engine/action.h"
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
	bool has_steps;       /* a script is stepped through */
	bool student_acts;    /* goals are the student's; else it plays at once, and performs stored solutions */
	bool keeps_progress;  /* what is done counts as progress */
	bool in_class;        /* the header shows the state of the class */
	bool grows;           /* the script is still being written: the end is not the end */
	enum message begins;  /* said before anything is done */
	enum message ends;    /* said at the end */
	enum message at_last; /* said after the last action; MSG_COUNT: nothing */
};
const struct mode_facts *mode_facts(enum mode mode);

/* Of a class: what the header says of its recording. */
enum class_state { CLASS_RECORDED, CLASS_NOT_RECORDED, CLASS_LIVE, CLASS_WAITS, CLASS_ENDED };
enum overlay {
	OVERLAY_NONE,
	OVERLAY_HELP,
	OVERLAY_CALLS,
	OVERLAY_WAIT,
	OVERLAY_SAVE,
	OVERLAY_STATE,
	OVERLAY_ASK,
	OVERLAY_COMMAND,
	OVERLAY_SEARCH,  /* an input line: what to look for in the ladder */
	OVERLAY_LADDER,  /* all that happened */
	OVERLAY_NUMBERS, /* both TCBs and the socket tables */
	OVERLAY_TREE,    /* a list: what was tried */
	OVERLAY_WHAT_IF, /* a list: what each next action would lead to */
	OVERLAY_ARROWS,  /* a list: the arrows walked and not walked */
	OVERLAY_HINT,    /* a list: what leads to a goal or a state */
	OVERLAY_COMPARE, /* lines: two moments */
	OVERLAY_SEGMENT, /* a segment's header */
	OVERLAY_FORGE    /* one to be filled in */
};

/* What arrows and hjkl move in. */
enum pane { PANE_WIRE, PANE_CLIENT, PANE_SERVER, PANE_COUNT };

/* A line of a list overlay. */
struct list_line {
	char text[200];
	uint8_t look, mark; /* enum look; enum glyph before it, 0: none */
};

/* What the app reported last: a message, a refusal or any text. */
struct notice {
	enum message id;      /* MSG_COUNT: none, the text is of its own */
	enum refusal refusal; /* REFUSED_NOT: it is none */
	bool bad;
	char text[320]; /* empty: there is no notice */
};

/* What a list overlay shows; what a line stands for is app's. */
struct list {
	char title[96], foot[200]; /* foot: a sentence beneath; empty: none */
	struct list_line *lines;
	size_t used, size;
	size_t at;   /* the line selected */
	bool choose; /* lines can be chosen; else they are read */
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
	enum pane pane;
	uint8_t pointed[HOSTS]; /* the state pointed at in each diagram (enum tcp_state) */
	uint8_t explained;      /* overlay state: which one */
	unsigned to_go;         /* motion: permille of its way that an arriving segment still has; 0: none */
	const struct player *player;
	struct ladder_log *ladder;    /* ui/panel_ladder.h, kept in step by app; NULL: none */
	enum class_state class_state; /* MODE_TEACH, MODE_FOLLOW */
	bool live;                    /* MODE_FOLLOW: where the class is, and carried along */
	size_t behind;                /* ... steps that the class is ahead */
	/* menu */
	const struct menu_item *items;
	size_t items_used, item;
	bool from_menu; /* leaving a session leads to the menu */
	/* calls overlay */
	struct call_item calls[32];
	size_t calls_used, call;
	/* ask overlay or panel: what was chosen; -1: nothing yet */
	int choice;
	/* an input line (wait, save, command) and what is wrong with it */
	char input[SEND_TEXT_MAX];
	size_t input_at; /* octets before the cursor */
	struct notice notice;
	unsigned input_bad_at; /* column, from 1, of what is wrong with the input; 0: nothing, or no place */
	int scroll;            /* of the overlay or text panel, lines */
	int scroll_most;       /* as far as that goes: app takes it from the canvas */
	struct list list;      /* of the list overlays */
	size_t rung;           /* ladder overlay: the row selected */
	char search[64];       /* ... and what was looked for */
	uint32_t segment;      /* segment overlay: its number */
	struct action forge;   /* forge overlay: an inject */
	enum forge_field field;
	bool field_fresh; /* typing replaces the field's value */
};

/* --- view.c --- */

/* Where a key is pressed: the innermost layer. Bits. */
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
	CTX_FORGE = 512 /* the header form */
};
enum { CTX_END = 1024 };

/* Returns the layer that has the keys. */
enum context view_context(const struct view *v);
/* Whether it is the student's turn to reach a goal. */
bool view_goal_is_open(const struct view *v);
/* Returns the number of the segment that a key would act on; 0: none in flight. */
uint32_t view_segment(const struct view *v);
/* Returns the statement whose text is shown; NULL: the story tells what happened. */
const struct statement *view_statement(const struct view *v);
/* Returns a lesson's title, or what the menu calls the entry. */
const char *menu_title(const struct menu_item *item, const struct view *v);

/* Draws the whole screen for c's size. */
void screen_draw(struct canvas *c, const struct view *v);

#endif
