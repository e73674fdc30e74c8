/* The languages of the messages. A language is passed as a value; the locale of
 * the process is not used. */
#ifndef TCPSTEP_BASE_LANG_H
#define TCPSTEP_BASE_LANG_H

#include <stdbool.h>

enum lang { LANG_EN, LANG_KO, LANG_COUNT };

/* Returns the code of a language: "en" or "ko". */
const char *lang_code(enum lang lang);
/* Parses a code or the name of a locale ("ko", "ko_KR.UTF-8"). Returns false for
 * other languages. */
bool lang_parse(const char *word, enum lang *lang);

#endif
