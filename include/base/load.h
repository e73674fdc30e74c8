/* Loads a shared library when it is first needed, so that the program runs without it. */
#ifndef TCPSTEP_BASE_LOAD_H
#define TCPSTEP_BASE_LOAD_H

#include <stdbool.h>
#include <stddef.h>

/* A function that is wanted of a library, and the pointer to it that is filled in. */
struct load_function {
	const char *name;
	void *pointer; /* to the pointer: `&library.pcap_close` */
};

/* Opens the first of the libraries that is installed (names end with NULL) and fills in all
 * pointers. False: none is installed, or it lacks one of the functions. */
bool load_library(const char *const *names, const struct load_function *functions, size_t n);

#endif
