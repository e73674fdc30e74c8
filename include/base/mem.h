/* Allocation that does not fail, for every layer but the engine. Without memory
 * the program prints a message and exits with status 2. */
#ifndef TCPSTEP_BASE_MEM_H
#define TCPSTEP_BASE_MEM_H

#include <stddef.h>
#include <stdio.h>

/* Returns zeroed memory for an array. */
void *mem_new(size_t count, size_t size);
/* Changes the size of an array as realloc does; what is added is not zeroed. */
void *mem_resize(void *old, size_t count, size_t size);
/* Return a copy of a string, and of n octets with a NUL after them. */
char *mem_copy_text(const char *s);
char *mem_copy_n(const char *s, size_t n);
/* Like open_memstream, and fclose of what it returned: the text is complete, or the
 * program has printed an error and ended. */
FILE *mem_stream(char **text, size_t *len);
void mem_stream_close(FILE *stream);
/* Frees what these functions returned; does nothing for NULL. */
void mem_free(void *p);
/* Makes room for one more item in an array of `count` items. Returns the array,
 * which may have moved, with *capacity > count; that one item is zeroed. */
void *mem_grow(void *array, size_t count, size_t *capacity, size_t size);

#endif
