/* The runner of all Check suites; their list is made by the Makefile. */
#include <check.h>
#include <stdio.h>

#include "suites.h"

int main(void)
{
	SRunner *runner = srunner_create(NULL);
	int failed, run;

#define SUITE(name) srunner_add_suite(runner, suite_##name());
	SUITES
#undef SUITE
	srunner_run_all(runner, CK_ENV);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	printf("%d passed, %d failed\n", run - failed, failed);
	srunner_free(runner);
	return failed != 0;
}
