/* The near word for "did you mean". */
#include "base/diag.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 63 };

/* Edit distance with neighbouring letters swapped as one edit, case ignored. */
static size_t distance(const char *a, const char *b)
{
	size_t rows[3][LONGEST + 2];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];
	size_t n = strlen(a), m = strlen(b);

	if (n > LONGEST || m > LONGEST)
		return LONGEST;
	for (size_t j = 0; j <= m; j++)
		last[j] = j;
	memset(before, 0, sizeof rows[0]);
	for (size_t i = 1; i <= n; i++) {
		size_t *spare = before;
		int ca = tolower((unsigned char)a[i - 1]);

		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			int cb = tolower((unsigned char)b[j - 1]);
			size_t best = last[j - 1] + (ca != cb);

			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && ca == tolower((unsigned char)b[j - 2]) &&
			    cb == tolower((unsigned char)a[i - 2]) && before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			now[j] = best;
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[m];
}

const char *diag_nearest(const char *word, const char *const *candidates, size_t n)
{
	size_t limit = strlen(word) / 3 ? strlen(word) / 3 : 1;
	const char *best = NULL;

	for (size_t i = 0; i < n; i++) {
		size_t d = distance(word, candidates[i]);

		if (d <= limit && d < strlen(candidates[i])) {
			best = candidates[i];
			if (d == 0)
				break;
			limit = d - 1;
		}
	}
	return best;
}

void diag_at(struct diag *d, unsigned column, const char *message)
{
	memset(d, 0, sizeof *d);
	d->column = column;
	snprintf(d->message, sizeof d->message, "%s", message);
}
