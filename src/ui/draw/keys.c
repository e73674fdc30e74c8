/* The names of keys. Called by app and plain. */
#include "ui/draw/keys.h"

#include <stddef.h>

static const struct {
	enum key key;
	const char *name, *ascii;
} names[] = {
	{ K_UP, "↑", "Up" },
	{ K_DOWN, "↓", "Down" },
	{ K_LEFT, "←", "Left" },
	{ K_RIGHT, "→", "Right" },
	{ K_HOME, "Home", "Home" },
	{ K_END, "End", "End" },
	{ K_PAGE_UP, "PgUp", "PgUp" },
	{ K_PAGE_DOWN, "PgDn", "PgDn" },
	{ K_BACKSPACE, "⌫", "Bksp" },
	{ K_DELETE, "Del", "Del" },
	{ K_ENTER, "Enter", "Enter" },
	{ K_TAB, "Tab", "Tab" },
	{ K_BACKTAB, "S-Tab", "S-Tab" },
	{ K_ESC, "Esc", "Esc" },
};

void key_label(struct text *t, uint32_t key, bool ascii)
{
	if (key == ' ') {
		text_add(t, "space");
		return;
	}
	if (key > ' ' && key <= '~') {
		text_addf(t, "%c", (int)key);
		return;
	}
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (names[i].key == (enum key)key)
			text_add(t, ascii ? names[i].ascii : names[i].name);
}

/* --- Hangul --- */

/* The keys of each jamo from U+3131 on, on the two-set keyboard. */
static const char *const jamo_keys[] = {
	"r", "R", "rt", "s", "sw", "sg", "e",  "E",  "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a",
	"q", "Q", "qt", "t", "T",  "d",  "w",  "W",  "c", "z",  "x",  "v",  "g",  "k",  "o",  "i",  "O",
	"j", "p", "u",  "P", "h",  "hk", "ho", "hl", "y", "n",  "nj", "np", "nl", "b",  "m",  "ml", "l",
};
/* The first consonants and the last ones of a syllable, as keys, in the order of Unicode. */
static const char *const first_keys[] = { "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t",
					  "T", "d", "w", "W", "c", "z", "x", "v", "g" };
static const char *const last_keys[] = { "",   "r",  "R",  "rt", "s",  "sw", "sg", "e", "f",  "fr",
					 "fa", "fq", "ft", "fx", "fv", "fg", "a",  "q", "qt", "t",
					 "T",  "d",  "w",  "c",  "z",  "x",  "v",  "g" };

bool keys_of_hangul(uint32_t c, char letters[KEYS_OF_HANGUL])
{
	enum { JAMO = 0x3131, VOWEL = 30, VOWELS = 21, LASTS = 28, SYLLABLE = 0xAC00, SYLLABLES = 11172 };
	struct text t = text_over(letters, KEYS_OF_HANGUL);

	if (c >= JAMO && c - JAMO < sizeof jamo_keys / sizeof jamo_keys[0]) {
		text_add(&t, jamo_keys[c - JAMO]);
		return true;
	}
	if (c < SYLLABLE || c - SYLLABLE >= SYLLABLES)
		return false;
	c -= SYLLABLE;
	text_add(&t, first_keys[c / (VOWELS * LASTS)]);
	text_add(&t, jamo_keys[VOWEL + c / LASTS % VOWELS]);
	text_add(&t, last_keys[c % LASTS]);
	return true;
}
