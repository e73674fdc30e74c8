/* Every sentence and word of the screen in each language, by name. The table
 * is messages.def; commands have their own words in commands.c. */
#ifndef TCPSTEP_UI_TELL_MESSAGES_H
#define TCPSTEP_UI_TELL_MESSAGES_H

#include "base/lang.h"

enum message {
#define MESSAGE(name, en, ko) MSG_##name,
#include "ui/tell/messages.def"
#undef MESSAGE
	MSG_COUNT
};

/* Some are printf formats: messages.def says with what. */
const char *message(enum message id, enum lang lang);

#endif
