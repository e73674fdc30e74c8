/* The languages a student may read. A value, never the process's locale. */
#ifndef TCPSTEP_BASE_LANG_H
#define TCPSTEP_BASE_LANG_H

#include <stdbool.h>

enum lang { LANG_EN, LANG_KO, LANG_COUNT };

/* "en", "ko". */
const char *lang_code(enum lang lang);
/* Reads "ko", "ko_KR.UTF-8", "en" and the like; false for anything else. */
bool lang_parse(const char *word, enum lang *lang);

#endif
