/* The functions of each mode, from modes.def. Only app.c refers to this table; the
 * files below it call the functions through app.modes, which avoids a circle. */
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
