/* A progress file in a temporary folder, for the tests of progress. */
#ifndef TCPSTEP_TESTS_PROGRESS_FOLDER_H
#define TCPSTEP_TESTS_PROGRESS_FOLDER_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lesson/parse.h"
#include "lesson/progress.h"

static char folder[64], path[128], aside[160], before[160];

static inline void make_folder(void)
{
	strcpy(folder, "/tmp/tcpstep-progress-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a/b/progress", folder);
	snprintf(aside, sizeof aside, "%s.damaged", path);
	snprintf(before, sizeof before, "%s.before-reset", path);
}

static inline void remove_folder(void)
{
	char inner[160];

	unlink(path);
	unlink(aside);
	unlink(before);
	snprintf(inner, sizeof inner, "%s.lock", path);
	unlink(inner);
	snprintf(inner, sizeof inner, "%s/a/b", folder);
	rmdir(inner);
	snprintf(inner, sizeof inner, "%s/a", folder);
	rmdir(inner);
	rmdir(folder);
}

static inline void expect_file(const char *name, const char *text)
{
	struct diags errors = { 0 };
	char *found;
	size_t len;

	ck_assert_msg(source_read(name, &found, &len, &errors), "%s is missing", name);
	ck_assert_str_eq(found, text);
	free(found);
}

/* Writes a file as another run left it. */
static inline void put_file(const char *text)
{
	struct progress p;
	struct diag diag;
	FILE *out;

	progress_load(&p, path, &diag);
	progress_add(&p, "x", &diag);
	progress_free(&p);
	out = fopen(path, "wb");
	ck_assert_ptr_nonnull(out);
	fputs(text, out);
	fclose(out);
}

#endif
