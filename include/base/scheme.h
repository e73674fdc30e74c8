/* The colour schemes, their names, and the rule that chooses one from the options
 * and the environment. The caller passes the values of the environment. Called
 * for the screen (ui/start) and for the ladder of `run` (cli). */
#ifndef TCPSTEP_BASE_SCHEME_H
#define TCPSTEP_BASE_SCHEME_H

#include <stdbool.h>

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* The table of schemes: SCHEME(id, name). FIRST is for the first one, which has no
 * '|' before it in SCHEME_WORDS. */
#define SCHEMES(FIRST, SCHEME) \
	FIRST(DEFAULT, "default") SCHEME(LIGHT, "light") SCHEME(SAFE, "safe") SCHEME(MONO, "mono")
#define SCHEME_ID_(id, name) SCHEME_##id,
enum scheme { SCHEMES(SCHEME_ID_, SCHEME_ID_) SCHEME_COUNT };
/* The names as the help of --scheme has them: "default|light|safe|mono". */
#define SCHEME_WORD_(id, name) name
#define SCHEME_NEXT_(id, name) "|" name
#define SCHEME_WORDS           SCHEMES(SCHEME_WORD_, SCHEME_NEXT_)
extern const char *const scheme_names[SCHEME_COUNT];

struct colour_wish {
	enum when when;        /* --color */
	const char *scheme;    /* --scheme; NULL: not given */
	const char *no_color;  /* NO_COLOR; NULL: not set */
	const char *colorfgbg; /* COLORFGBG, such as "0;15"; NULL: not set */
};

/* Returns whether to use colours. --color decides if it is not auto; otherwise
 * there are colours if a scheme is named, or if NO_COLOR is unset or empty. */
bool colour_wanted(const struct colour_wish *w);
/* Returns the scheme to use: the monochrome one if there are no colours, or the one
 * that is named, or the light one if COLORFGBG has a light background, or the
 * default. */
enum scheme scheme_choose(const struct colour_wish *w);

#endif
