/* Loads libpcap for captures and libmicrohttpd for classes. Called by capture/source and
 * class/serve. */
#include "base/load.h"

#include <dlfcn.h>
#include <string.h>

bool load_library(const char *const *names, const struct load_function *functions, size_t n)
{
	void *handle = NULL;
	bool whole = true;

	for (; *names && !handle; names++)
		handle = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
	if (!handle)
		return false;
	for (size_t i = 0; i < n; i++) {
		void *found = dlsym(handle, functions[i].name);

		memcpy(functions[i].pointer, &found, sizeof found);
		whole &= found != NULL;
	}
	return whole;
}
