/* Texts under golden/ that a person has read. TCPSTEP_GOLDEN=write rewrites them:
 * read the difference before you commit it. */
#ifndef TCPSTEP_TESTS_UI_GOLDEN_H
#define TCPSTEP_TESTS_UI_GOLDEN_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { GOLDEN_MAX = 1 << 18 };

/* Fails if the text is not that of golden/NAME.txt, and prints the first line that differs. */
static inline void assert_read(const char *name, const char *text)
{
	char file[512], *golden = mem_new(GOLDEN_MAX, 1);
	const char *mode = getenv("TCPSTEP_GOLDEN");
	bool writes = mode != NULL && strcmp(mode, "write") == 0;
	snprintf(file, sizeof file, "%s/ui/golden/%s.txt", TESTS_DIR, name);
	FILE *f = fopen(file, writes ? "wb+" : "rb");
	if (writes) {
		ck_assert_ptr_nonnull(f);
		fputs(text, f);
		rewind(f);
	}
	if (f != NULL) {
		golden[fread(golden, 1, GOLDEN_MAX - 1, f)] = '\0';
		fclose(f);
	}
	size_t at = 0;
	while (text[at] != '\0' && text[at] == golden[at])
		at++;
	bool same = text[at] == golden[at];
	while (at > 0 && text[at - 1] != '\n')
		at--;
	ck_assert_msg(same, "golden/%s.txt differs from here on:\n%.400s", name, text + at);
	mem_free(golden);
}

#endif
