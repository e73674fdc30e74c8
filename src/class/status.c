/* The status file of a class. Written by the app while it teaches, read by notes. */
#include "class/status.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/paths.h"
#include "base/text.h"

enum { OCTETS_MAX = 8192 };

static const char head[] = "tcpstep-class 1\n", tail[] = "end\n";

char *status_path(const char *recording)
{
	return path_join(recording, ".status");
}

static void put(struct text *t, const struct class_status *s)
{
	const struct room_counts *room = &s->room;

	text_add(t, head);
	if (s->lesson && !strchr(s->lesson, '\n'))
		text_addf(t, "lesson %s\n", s->lesson);
	text_addf(t, "room %u %u %u %u\n", s->served, room->connected, room->behind, room->answered);
	text_addf(t, "votes %u", room->choices);
	for (unsigned i = 0; i < room->choices; i++)
		text_addf(t, " %u", (unsigned)room->votes[i]);
	text_addf(t, "\n%s", tail);
}

bool status_write(const char *path, const struct class_status *status)
{
	char octets[OCTETS_MAX];
	struct text t = text_over(octets, sizeof octets);
	int fd;
	bool ok;

	put(&t, status);
	if (t.cut)
		return false;
	/* It is small and nobody depends on it: it is not replaced whole, and not forced to the
	 * disk, which might make a key wait. */
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW, 0600);
	if (fd < 0)
		return false;
	ok = pwrite(fd, octets, t.len, 0) == (ssize_t)t.len && ftruncate(fd, (off_t)t.len) == 0;
	return close(fd) == 0 && ok;
}

/* Reads the numbers after a word; returns how many there are. */
static size_t numbers(const char *s, uint32_t *at, size_t most)
{
	size_t n = 0;
	char *end;

	for (; n < most && *s == ' '; s = end, n++)
		at[n] = (uint32_t)strtoul(s + 1, &end, 10);
	return n;
}

static void line(struct class_status *s, const char *text)
{
	uint32_t n[ROOM_CHOICES_MAX + 1];

	if (strncmp(text, "lesson ", 7) == 0 && !s->lesson) {
		s->lesson = mem_copy_text(text + 7);
	} else if (strncmp(text, "room", 4) == 0 && numbers(text + 4, n, 4) == 4) {
		s->served = n[0] > 0;
		s->room.connected = n[1];
		s->room.behind = n[2];
		s->room.answered = n[3];
	} else if (strncmp(text, "votes", 5) == 0) {
		size_t used = numbers(text + 5, n, ROOM_CHOICES_MAX + 1);

		if (used == 0 || n[0] != used - 1)
			return;
		s->room.choices = n[0];
		memcpy(s->room.votes, n + 1, (used - 1) * sizeof *n);
	}
}

bool status_read(const char *path, struct class_status *status)
{
	char octets[OCTETS_MAX + 1];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	ssize_t n = fd < 0 ? -1 : read(fd, octets, OCTETS_MAX);

	memset(status, 0, sizeof *status);
	if (fd >= 0)
		close(fd);
	if (n < (ssize_t)(sizeof head + sizeof tail - 2) || memcmp(octets, head, sizeof head - 1) != 0 ||
	    memcmp(octets + n - (sizeof tail - 1), tail, sizeof tail - 1) != 0)
		return false;
	octets[n] = '\0';
	for (char *at = octets + sizeof head - 1, *end; (end = strchr(at, '\n')); at = end + 1) {
		*end = '\0';
		line(status, at);
	}
	return true;
}

void status_free(struct class_status *status)
{
	mem_free(status->lesson);
	memset(status, 0, sizeof *status);
}
