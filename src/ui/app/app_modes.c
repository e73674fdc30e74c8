/* What each mode does, by the rows of modes.def. Only app.c, on top, refers to it:
 * the files below call the functions through the app. */
#include "ui/app/app_core.h"

const struct mode_ops app_modes[MODE_COUNT] = {
#define FUNCTIONS(...) \
	{ \
		__VA_ARGS__ \
	}
#define MODE(id, its_facts, its_functions) [MODE_##id] = its_functions,
#include "ui/app/modes.def"
#undef MODE
#undef FUNCTIONS
};
