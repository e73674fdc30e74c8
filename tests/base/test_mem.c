/* base/mem: a text that grows in memory. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

#include "suites.h"

Suite *suite_base_mem(void);

START_TEST(a_stream__is_the_text_written_to_it)
{
	char *text;
	size_t len;
	FILE *out = mem_stream(&text, &len);

	fputs("one, two", out);
	mem_stream_close(out);
	ck_assert_str_eq(text, "one, two");
	ck_assert_uint_eq(len, 8);
	mem_free(text);
}
END_TEST

#if !defined __SANITIZE_ADDRESS__ /* it takes address space for itself */
START_TEST(a_stream_without_memory__ends_the_program)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		const struct rlimit none = { 1, 1 };
		char *text, octets[4096];
		size_t len;
		FILE *out;

		memset(octets, '.', sizeof octets);
		ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
		setrlimit(RLIMIT_AS, &none);
		out = mem_stream(&text, &len);
		for (int i = 0; i < 16384; i++)
			fwrite(octets, 1, sizeof octets, out);
		mem_stream_close(out);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), 2);
}
END_TEST
#endif

Suite *suite_base_mem(void)
{
	Suite *s = suite_create("base/mem");
	TCase *t = tcase_create("streams");

	tcase_add_test(t, a_stream__is_the_text_written_to_it);
#if !defined __SANITIZE_ADDRESS__
	tcase_add_test(t, a_stream_without_memory__ends_the_program);
#endif
	suite_add_tcase(s, t);
	return s;
}
