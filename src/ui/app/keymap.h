/* The names of keys, and which command a key gives in a context. Knows no
 * terminal. */
#ifndef TCPSTEP_UI_APP_KEYMAP_H
#define TCPSTEP_UI_APP_KEYMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/app/commands.h"
#include "ui/app/keys.h"

/* "space", "Tab", "⌫"; a character as itself. */
const char *key_label(uint32_t key, bool ascii);
/* NULL: none. */
const struct command *keymap_find(uint32_t key, enum context context);

#endif
