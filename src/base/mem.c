/* Allocation that does not fail. */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void out_of_memory(void)
{
	fputs("tcpstep: out of memory\n", stderr);
	exit(2);
}

void *mem_new(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *mem_resize(void *old, size_t count, size_t size)
{
	size_t bytes;
	void *p;

	if (size && count > SIZE_MAX / size)
		out_of_memory();
	bytes = count * size;
	p = realloc(old, bytes > 0 ? bytes : 1);
	if (!p)
		out_of_memory();
	return p;
}

char *mem_copy_n(const char *s, size_t n)
{
	char *p = mem_new(n + 1, 1);

	memcpy(p, s, n);
	return p;
}

char *mem_copy_text(const char *s)
{
	return mem_copy_n(s, strlen(s));
}

void *mem_grow(void *array, size_t count, size_t *capacity, size_t size)
{
	size_t old = *capacity;

	if (count < old)
		return array;
	*capacity = old ? 2 * old : 8;
	array = mem_resize(array, *capacity, size);
	memset((char *)array + old * size, 0, (*capacity - old) * size);
	return array;
}

void mem_free(void *p)
{
	free(p);
}
