/* The table behind messages.h. Called by all of ui. */
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

enum message message_for(size_t n, enum message one, enum message many)
{
	return n == 1 ? one : many;
}
