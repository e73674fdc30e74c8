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
#define COMMAND(id, ...) CMD_##id,
#include "ui/app/commands.def"
#undef COMMAND
	CMD_COUNT
};

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

/* Returns the row of a command that has a meaning in a context; NULL: it has none. */
const struct command *command_here(enum command_id id, enum context context);
/* Returns the command that a key gives in a context; NULL: none. */
const struct command *command_find(uint32_t key, enum context context);
/* It would do something now (a key that would not is not in the key bar). */
bool command_ready(const struct command *c, const struct view *v);
/* The commands of the key bar now, by rank: writes up to n, returns how many. */
size_t commands_bar(const struct view *v, const struct command **out, size_t n);
/* Its keys as a person reads them, "⌫ u"; of the first key alone when short. */
void command_keys(struct text *t, const struct command *c, bool ascii, bool brief);
/* The man page's list of keys (roff, English). */
void commands_roff(FILE *out);

#endif
