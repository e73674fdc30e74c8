/* The assertion that stays on. */
#include "base/check.h"

#include <stdio.h>
#include <stdlib.h>

static void (*failure_hook)(void);

void check_on_failure(void (*hook)(void))
{
	failure_hook = hook;
}

_Noreturn void check_failed(const char *file, int line, const char *expr)
{
	void (*hook)(void) = failure_hook;

	failure_hook = NULL;
	if (hook)
		hook();
	fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, expr);
	fflush(stderr); /* abort does not */
	abort();
}
