/* The languages and their codes. */
#include "base/lang.h"

#include <ctype.h>
#include <string.h>

static const char *const codes[LANG_COUNT] = { "en", "ko" };

const char *lang_code(enum lang lang)
{
	return codes[lang];
}

bool lang_parse(const char *word, enum lang *lang)
{
	for (int i = 0; i < LANG_COUNT; i++)
		if (tolower((unsigned char)word[0]) == codes[i][0] && word[0] &&
		    tolower((unsigned char)word[1]) == codes[i][1] && (word[2] == '\0' || strchr("_-.@", word[2]))) {
			*lang = (enum lang)i;
			return true;
		}
	return false;
}
