/* Every command a key can give, as one table: its keys, where it has a
 * meaning, its word for the key bar, its sentence for the help screen and the
 * man page. Does nothing itself: app does. */
#ifndef TCPSTEP_UI_APP_COMMANDS_H
#define TCPSTEP_UI_APP_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/lang.h"
#include "ui/app/view.h"

enum command_id {
	CMD_NONE,
	CMD_NEXT,
	CMD_EVENT,
	CMD_BACK,
	CMD_FORWARD,
	CMD_RESTART,
	CMD_PLAY,
	CMD_FASTER,
	CMD_SLOWER,
	CMD_RETURN,
	CMD_CLIENT,
	CMD_SERVER,
	CMD_DELIVER,
	CMD_DROP,
	CMD_COPY,
	CMD_HOLD,
	CMD_WAIT,
	CMD_LINE,
	CMD_SAVE,
	CMD_SELECT,
	CMD_SELECT_BACK,
	CMD_UP,
	CMD_DOWN,
	CMD_LEFT,
	CMD_RIGHT,
	CMD_PAGE_UP,
	CMD_PAGE_DOWN,
	CMD_FIRST,
	CMD_LAST,
	CMD_CHOOSE,
	CMD_ANSWER,
	CMD_SOLUTION,
	CMD_STATE,
	CMD_HINT,
	CMD_WHAT_IF,
	CMD_INSPECT,
	CMD_FORGE,
	CMD_LADDER,
	CMD_NUMBERS,
	CMD_ARROWS,
	CMD_TREE,
	CMD_COMPARE,
	CMD_GO,
	CMD_SEARCH,
	CMD_SEARCH_NEXT,
	CMD_SEARCH_BACK,
	CMD_OPEN,
	CMD_LANGUAGE,
	CMD_HELP,
	CMD_ESCAPE,
	CMD_LEAVE,
	CMD_COUNT
};

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

struct command {
	enum command_id id;
	uint32_t keys[4];              /* code points or enum key (ui/keys.h); 0 ends */
	unsigned contexts;             /* bits enum context */
	int bar;                       /* rank in the key bar, lowest first; 0: not in it */
	const char *label[LANG_COUNT]; /* a word or two */
	const char *help[LANG_COUNT];  /* one sentence */
};
extern const struct command commands[];
extern const size_t commands_count;

enum context view_context(const struct view *v);
/* It would do something now (a key that would not is not in the key bar). */
bool command_ready(const struct command *c, const struct view *v);
/* The commands of the key bar now, by rank: writes up to n, returns how many. */
size_t commands_bar(const struct view *v, const struct command **out, size_t n);
/* Its keys as a person reads them, "⌫ u"; of the first key alone when short. */
void command_keys(struct text *t, const struct command *c, bool ascii, bool brief);
/* The man page's list of keys (roff, English). */
void commands_roff(FILE *out);

#endif
