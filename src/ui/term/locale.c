/* The process's locale. Called by ui/start and by term. */
#include <langinfo.h>
#include <locale.h>
#include <strings.h>

#include "ui/term/term.h"

bool term_locale_is_utf8(void)
{
	const char *set = nl_langinfo(CODESET);

	return strcasecmp(set, "UTF-8") == 0 || strcasecmp(set, "utf8") == 0;
}

bool term_locale(void)
{
	/* Only the categories that are used: each is a file that is opened and mapped. */
	setlocale(LC_CTYPE, "");
	setlocale(LC_MESSAGES, "");
	return term_locale_is_utf8() || (setlocale(LC_CTYPE, "C.UTF-8") && term_locale_is_utf8());
}
