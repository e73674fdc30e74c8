/* Prints one character and asks where the cursor is. Called by term. */
#include "ui/term/ask_width.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WAIT_MS = 150, ANSWER_MOST = 16 };

static void say(int out, const char *octets)
{
	ssize_t n = write(out, octets, strlen(octets));

	(void)n; /* a terminal that is gone is noticed where it is read */
}

/* Reads one octet; false: none comes in time. */
static bool read_octet(int in, char *octet)
{
	struct pollfd fd = { .fd = in, .events = POLLIN };

	return poll(&fd, 1, WAIT_MS) > 0 && read(in, octet, 1) == 1;
}

bool ask_width(int in, int out, char typed[ASK_WIDTH_TYPED], size_t *n)
{
	static const char question[] = "\r\xE2\x94\x80\033[6n", clear[] = "\r  \r";
	char answer[ANSWER_MOST + 1] = "", octet;
	size_t used = 0;
	int row, column;
	bool wide = false;

	*n = 0;
	say(out, question);
	while (read_octet(in, &octet)) {
		if (octet == '\033' || (used > 0 && used < ANSWER_MOST)) {
			if (octet == '\033')
				used = 0;
			answer[used++] = octet;
			answer[used] = '\0';
		} else if (*n < ASK_WIDTH_TYPED) {
			typed[(*n)++] = octet;
		}
		if (octet == 'R' && used > 0) {
			wide = sscanf(answer, "\033[%d;%dR", &row, &column) == 2 && column == 3;
			break;
		}
	}
	say(out, clear);
	return wide;
}
