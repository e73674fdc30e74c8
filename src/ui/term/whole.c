/* Sends a screen with one write. curses writes to its descriptor at every move of the
 * cursor: some 140 times for a first screen, each a system call, a wake-up of the
 * terminal, and over ssh perhaps a packet. While it draws, its descriptor is a file in
 * memory. Called by term.c. */
#define _GNU_SOURCE /* memfd_create */
#include "ui/term/whole.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

static int target;                     /* the descriptor that curses writes to */
static int memory = -1, terminal = -1; /* what it is meanwhile, and otherwise */

void whole_start(int fd)
{
	target = fd;
#ifdef MFD_CLOEXEC
	memory = memfd_create("screen", MFD_CLOEXEC);
	terminal = memory < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 0);
#endif
	if (terminal < 0)
		whole_stop();
}

void whole_stop(void)
{
	if (memory >= 0)
		close(memory);
	if (terminal >= 0)
		close(terminal);
	memory = terminal = -1;
}

void whole_collect(void)
{
	if (memory >= 0)
		dup2(memory, target);
}

/* A terminal that is gone is noticed where it is read. */
static void write_all(const char *octets, size_t n)
{
	while (n > 0) {
		ssize_t written = write(target, octets, n);

		if (written < 0 && errno != EINTR)
			return;
		if (written > 0) {
			octets += written;
			n -= (size_t)written;
		}
	}
}

void whole_send(void)
{
	static char octets[16 * 1024];
	ssize_t n;

	off_t left;

	if (memory < 0)
		return;
	dup2(terminal, target);
	left = lseek(memory, 0, SEEK_CUR); /* what curses wrote; behind it is an older screen */
	lseek(memory, 0, SEEK_SET);
	while (left > 0 && (n = read(memory, octets, left < (off_t)sizeof octets ? (size_t)left : sizeof octets)) > 0) {
		write_all(octets, (size_t)n);
		left -= n;
	}
	lseek(memory, 0, SEEK_SET);
}
