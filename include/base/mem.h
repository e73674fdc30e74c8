/* Allocate or die, for every layer but the engine. */
#ifndef TCPSTEP_BASE_MEM_H
#define TCPSTEP_BASE_MEM_H

#include <stddef.h>

/* As malloc (zeroed), realloc and strdup; never NULL: without memory the
 * program says so and exits with status 2. */
void *mem_new(size_t count, size_t size);
void *mem_resize(void *old, size_t count, size_t size);
char *mem_copy_text(const char *s);
char *mem_copy_n(const char *s, size_t n);
/* As free. */
void mem_free(void *p);
/* Makes room for one more item in a growing array: returns the array (moved
 * perhaps) with *capacity > count. */
void *mem_grow(void *array, size_t count, size_t *capacity, size_t size);

#endif
