/* Joins paths, and finds the user's own folders. Called by what reads or writes
 * the user's files. */
#include "base/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

char *path_join(const char *folder, const char *rest)
{
	size_t size = strlen(folder) + strlen(rest) + 1;
	char *path = mem_new(size, 1);

	snprintf(path, size, "%s%s", folder, rest);
	return path;
}

char *path_xdg(const char *variable, const char *home_default, const char *rest)
{
	const char *folder = getenv(variable), *home = getenv("HOME");
	char *below, *path;

	if (folder && folder[0] == '/')
		return path_join(folder, rest);
	if (!home || home[0] != '/')
		return NULL;
	below = path_join(home, home_default);
	path = path_join(below, rest);
	mem_free(below);
	return path;
}
