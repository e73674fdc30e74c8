/* Runs the Check suites, which the Makefile lists.
 * run-tests: all of them. run-tests SUITE…: those. run-tests --list: their names.
 * Exit status 1: a test failed; 2: no such suite, or no test was chosen, as by a
 * CK_RUN_CASE that no case has. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
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

static int is_suite(const char *name)
{
	for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
		if (strcmp(suites[i].name, name) == 0)
			return 1;
	fprintf(stderr, "run-tests: no suite '%s'; run-tests --list prints their names\n", name);
	return 0;
}

int main(int argc, char **argv)
{
	SRunner *runner;
	int failed, run;

	if (argc == 2 && strcmp(argv[1], "--list") == 0) {
		for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
			puts(suites[i].name);
		return 0;
	}
	for (int i = 1; i < argc; i++)
		if (!is_suite(argv[i]))
			return 2;
	setenv("CK_DEFAULT_TIMEOUT", "60", 0); /* seconds a test; sanitized on a busy machine they are slow */
	runner = srunner_create(NULL);
	for (size_t i = 0; i < sizeof suites / sizeof *suites; i++)
		if (is_named(suites[i].name, argc, argv))
			srunner_add_suite(runner, suites[i].make());
	srunner_run_all(runner, CK_ENV);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	printf("%d passed, %d failed\n", run - failed, failed);
	srunner_free(runner);
	if (run == 0) {
		fprintf(stderr, "run-tests: no test has this name (CK_RUN_SUITE, CK_RUN_CASE)\n");
		return 2;
	}
	return failed != 0;
}
