/* Which colours: the schemes, their names, and the one rule that chooses among
 * what the command line and the environment say. Reads no environment itself.
 * Called for the screen (ui/start) and for the ladder of `run` (cli). */
#ifndef TCPSTEP_BASE_SCHEME_H
#define TCPSTEP_BASE_SCHEME_H

#include <stdbool.h>

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* SCHEME(id, name), the first without a bar before it. */
#define SCHEMES(FIRST, SCHEME) \
	FIRST(DEFAULT, "default") SCHEME(LIGHT, "light") SCHEME(SAFE, "safe") SCHEME(MONO, "mono")
#define SCHEME_ID_(id, name) SCHEME_##id,
enum scheme { SCHEMES(SCHEME_ID_, SCHEME_ID_) SCHEME_COUNT };
/* The names as the value of --scheme: "default|light|…". */
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

/* Whether colours are wanted: as --color says; else yes when a scheme was named
 * or NO_COLOR is not set or empty. */
bool colour_wanted(const struct colour_wish *w);
/* Monochrome where no colours are wanted; else the scheme named; else the one for
 * a light background where COLORFGBG says so; else the default. */
enum scheme scheme_choose(const struct colour_wish *w);

#endif
