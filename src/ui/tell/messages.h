/* Every sentence and word that the screen and plain mode show, in each language,
 * by name. The table is messages.def; commands have their own words. */
#ifndef TCPSTEP_UI_TELL_MESSAGES_H
#define TCPSTEP_UI_TELL_MESSAGES_H

#include <stddef.h>

#include "base/lang.h"

enum message {
#define MESSAGE(name, en, ko) MSG_##name,
#include "ui/tell/messages.def"
	MSG_COUNT
};

/* Returns the text in the language. Some are printf formats: messages.def names
 * their arguments. */
const char *message(enum message id, enum lang lang);
/* Returns the text as plain mode words it; its arguments are the same. */
const char *message_plain(enum message id, enum lang lang);
/* Returns the message for a number of things: one of them, or none or many. */
enum message message_for(size_t n, enum message one, enum message many);

#endif
