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
