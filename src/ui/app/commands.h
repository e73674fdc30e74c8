/* Every command that a key can give, as one table: its keys, the contexts in which they
 * mean it, its label in the key bar, and its sentence for the help screen and the
 * man page. What a command does is in app.c. */
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
	uint32_t keys[4];              /* code points or enum key (ui/draw/keys.h); ends at 0 */
	unsigned contexts;             /* bits of enum context */
	int bar;                       /* rank in the key bar, lowest first; 0: not in it */
	const char *label[LANG_COUNT]; /* a word or two */
	const char *help[LANG_COUNT];  /* one sentence */
};
extern const struct command commands[];
extern const size_t commands_count;

/* Returns the command of this id in a context; NULL: it has no meaning there. */
const struct command *command_here(enum command_id id, enum context context);
/* Returns the command that a key gives in a context; NULL: none. */
const struct command *command_find(uint32_t key, enum context context);
/* Reports whether the command would do something now. The key bar shows only those. */
bool command_ready(const struct command *c, const struct view *v);
/* Writes up to n commands of the current key bar, by rank; returns how many. */
size_t commands_bar(const struct view *v, const struct command **out, size_t n);
/* Adds the names of its keys, "⌫ u"; with `brief`, only the first. */
void command_keys(struct text *t, const struct command *c, bool ascii, bool brief);
/* Prints the man page's list of keys (roff, English). */
void commands_roff(FILE *out);

#endif
