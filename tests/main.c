/* Runs the Check suites, which the Makefile lists.
 * run-tests: all of them. run-tests SUITE…: those. run-tests --list: their names. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "suites.h"

static const struct {
	const char *name;
	Suite *(*make)(void);
} suites[] = {
#define SUITE(name) { #name, suite_##name },
	SUITES
#undef SUITE
};

static int is_named(const char *name, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return 1;
	return argc == 1;
}

int main(int argc, char **argv)
{
	SRunner *runner = srunner_create(NULL);
	int failed, run;

	if (argc == 2 && strcmp(argv[1], "--list") == 0) {
		for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
			puts(suites[i].name);
		return 0;
	}
	for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
		if (is_named(suites[i].name, argc, argv))
			srunner_add_suite(runner, suites[i].make());
	srunner_run_all(runner, CK_ENV);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	printf("%d passed, %d failed\n", run - failed, failed);
	srunner_free(runner);
	return failed != 0;
}
