/* Memory for the first screen. Called by term. */
#define _GNU_SOURCE /* MADV_POPULATE_WRITE */
#include "ui/term/heap.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	BLOCK = 96 * 1024, /* octets, few enough that malloc takes them from the heap */
	BLOCKS_MAX = 64
};

static void *heap_end;

void heap_prepare(int fd, size_t cell_size)
{
#ifdef MADV_POPULATE_WRITE
	struct winsize size = { 0 };
	size_t page = (size_t)sysconf(_SC_PAGESIZE), wanted, n = 0;
	char *blocks[BLOCKS_MAX];

	if (ioctl(fd, TIOCGWINSZ, &size) != 0)
		return;
	wanted = (size_t)size.ws_row * size.ws_col * cell_size / BLOCK + 1;
	while (n < wanted && n < BLOCKS_MAX && (blocks[n] = malloc(BLOCK)))
		n++;
	heap_end = malloc(BLOCK);
	for (size_t i = 0; i < n; i++) {
		size_t before = (uintptr_t)blocks[i] % page;

		madvise(blocks[i] - before, before + BLOCK, MADV_POPULATE_WRITE);
	}
	while (n > 0)
		free(blocks[--n]);
#else
	(void)fd;
	(void)cell_size;
#endif
}

void heap_release(void)
{
	free(heap_end);
	heap_end = NULL;
}
