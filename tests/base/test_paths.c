/* Tests where the user's own files are, by the XDG rule. */
#include <check.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/mem.h"
#include "base/paths.h"

#include "suites.h"

Suite *suite_base_paths(void);

START_TEST(a_users_file__is_below_the_variables_folder_else_below_home)
{
	static const struct {
		const char *folder, *home, *path; /* NULL: not set */
	} rows[] = {
		{ "/state", "/home/one", "/state/tcpstep/progress" },
		{ NULL, "/home/one", "/home/one/.local/state/tcpstep/progress" },
		{ "relative", "/home/one", "/home/one/.local/state/tcpstep/progress" },
		{ "", "/home/one", "/home/one/.local/state/tcpstep/progress" },
		{ NULL, "relative", NULL },
		{ NULL, NULL, NULL },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *path;

		ck_assert_int_eq(
			rows[i].folder ? setenv("XDG_STATE_HOME", rows[i].folder, 1) : unsetenv("XDG_STATE_HOME"), 0);
		ck_assert_int_eq(rows[i].home ? setenv("HOME", rows[i].home, 1) : unsetenv("HOME"), 0);
		path = path_xdg("XDG_STATE_HOME", "/.local/state", "/tcpstep/progress");
		if (rows[i].path)
			ck_assert_str_eq(path, rows[i].path);
		else
			ck_assert_ptr_null(path);
		mem_free(path);
	}
}
END_TEST

START_TEST(a_diag_of_a_file__names_it_safely)
{
	struct diag d;

	ck_assert(!diag_file(&d, DIAG_FILE, "a\x1B[31m", DIAG_WHY_SYSTEM, "no such file"));
	ck_assert_str_eq(d.message, "a\\x1B[31m: no such file");
	ck_assert_uint_eq(d.line, 0);
}
END_TEST

Suite *suite_base_paths(void)
{
	Suite *s = suite_create("base/paths");
	TCase *c = tcase_create("paths");

	tcase_add_test(c, a_users_file__is_below_the_variables_folder_else_below_home);
	tcase_add_test(c, a_diag_of_a_file__names_it_safely);
	suite_add_tcase(s, c);
	return s;
}
