/* Takes the terminal, or reports what term_start finds wrong with it. */
#include "ui/term/take.h"

#include <stdlib.h>
#include <unistd.h>

#include "ui/tell/complain.h"

static const char *term_name(void)
{
	const char *name = getenv("TERM");

	return name ? name : "";
}

bool term_is_there(enum lang lang)
{
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return true;
	complain(lang, MSG_APP_NOT_A_TERMINAL, "");
	return false;
}

bool term_take(const struct term_options *options, enum lang lang)
{
	switch (term_start(options)) {
	case TERM_FITS:
		return true;
	case TERM_UNSET:
		complain(lang, MSG_APP_TERM_UNSET, "");
		break;
	case TERM_UNKNOWN:
		complain(lang, MSG_APP_TERM_UNKNOWN, term_name());
		break;
	case TERM_NO_CURSOR:
		complain(lang, MSG_APP_TERM_NO_CURSOR, term_name());
		break;
	case TERM_FAILED:
		complain(lang, MSG_APP_TERM_FAILED, term_name());
		break;
	}
	return false;
}
