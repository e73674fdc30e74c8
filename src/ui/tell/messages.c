/* The table of messages.h. Called by panels and app. */
#include "ui/tell/messages.h"

static const char *const messages[MSG_COUNT][LANG_COUNT] = {
#define MESSAGE(name, en, ko) { en, ko },
#include "ui/tell/messages.def"
#undef MESSAGE
};

const char *message(enum message id, enum lang lang)
{
	return messages[id][lang];
}
