/* Allocation that does not fail. */
#define _GNU_SOURCE /* fopencookie, which glibc and musl have */
#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

static _Noreturn void out_of_memory(void)
{
	fputs("tcpstep: out of memory\n", stderr);
	exit(2);
}

/* Asks for large pages below a large array: on a virtual machine a page's first use
 * can cost more than what is then done with it. A hint: where it fails, nothing
 * changes. */
static void *in_large_pages(void *p, size_t bytes)
{
#ifdef MADV_HUGEPAGE
	enum { LARGE = 8 << 20 };
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t skip = (page - (uintptr_t)p % page) % page;

	if (bytes >= LARGE)
		madvise((char *)p + skip, (bytes - skip) / page * page, MADV_HUGEPAGE);
#else
	(void)bytes;
#endif
	return p;
}

void *mem_new(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return in_large_pages(p, count * size);
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
	return in_large_pages(p, bytes);
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
	if (count >= *capacity) {
		*capacity = *capacity ? 2 * *capacity : 8;
		array = mem_resize(array, *capacity, size);
	}
	memset((char *)array + count * size, 0, size);
	return array;
}

/* --- text that is written as to a file --- */

/* open_memstream of the C library drops what it has no memory for without setting
 * the error of the stream; this one sets it. */
struct memory {
	char **text;
	size_t *len;
	size_t size;
};

static ssize_t memory_write(void *to, const char *octets, size_t n)
{
	struct memory *m = to;

	if (n >= m->size - *m->len) {
		size_t size = 2 * (m->size + n);
		char *text = realloc(*m->text, size);

		if (!text)
			return 0; /* an error for fopencookie */
		*m->text = text;
		m->size = size;
	}
	memcpy(*m->text + *m->len, octets, n);
	*m->len += n;
	(*m->text)[*m->len] = '\0';
	return (ssize_t)n;
}

static int memory_close(void *to)
{
	free(to);
	return 0;
}

FILE *mem_stream(char **text, size_t *len)
{
	struct memory *m = mem_new(1, sizeof *m);
	FILE *stream;

	*m = (struct memory){ text, len, BUFSIZ };
	*text = mem_new(m->size, 1);
	*len = 0;
	stream = fopencookie(m, "w", (cookie_io_functions_t){ .write = memory_write, .close = memory_close });
	if (!stream)
		out_of_memory();
	return stream;
}

void mem_stream_close(FILE *stream)
{
	bool failed = fflush(stream) != 0 || ferror(stream);

	if (fclose(stream) != 0 || failed)
		out_of_memory();
}

void mem_free(void *p)
{
	free(p);
}
