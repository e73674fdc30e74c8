/* Every sentence and word that the screen and plain mode show, in each language, by
 * name. messages.def is the table; the texts of commands are in commands.def. */
#ifndef TCPSTEP_UI_TELL_MESSAGES_H
#define TCPSTEP_UI_TELL_MESSAGES_H

#include <stddef.h>

#include "base/lang.h"

enum message {
#define MESSAGE(name, en, ko) MSG_##name,
#include "ui/tell/messages.def"
	MSG_COUNT
};

/* Returns the text in the language. Some texts are printf formats; comments in
 * messages.def name their arguments. */
const char *message(enum message id, enum lang lang);
/* Returns the text as plain mode words it; its arguments are the same. */
const char *message_plain(enum message id, enum lang lang);
/* Returns the message for n things: `one` for n == 1, else `many`. */
enum message message_for(size_t n, enum message one, enum message many);

#endif
