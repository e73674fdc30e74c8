/* The table of messages. Called by all of ui. */
#include "ui/tell/messages.h"

static const struct {
	const char *screen[LANG_COUNT], *plain[LANG_COUNT]; /* plain: NULL if it is the same */
} messages[MSG_COUNT] = {
#define MESSAGE(name, en, ko)                      { { en, ko }, { NULL, NULL } },
#define MESSAGE2(name, en, ko, plain_en, plain_ko) { { en, ko }, { plain_en, plain_ko } },
#include "ui/tell/messages.def"
};

const char *message(enum message id, enum lang lang)
{
	return messages[id].screen[lang];
}

const char *message_plain(enum message id, enum lang lang)
{
	const char *plain = messages[id].plain[lang];

	return plain ? plain : messages[id].screen[lang];
}

enum message message_for(size_t n, enum message one, enum message many)
{
	return n == 1 ? one : many;
}
