/* Fuzz target: parses any bytes as a script. A valid script must read back the same after
 * it was written, and run without a broken invariant. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/check.h"
#include "lesson/parse.h"
#include "lesson/run.h"
#include "lesson/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct world end;
	struct run_events none = { 0 };
	struct diags errors = { 0 };
	struct script *s = script_parse("fuzz", (const char *)data, size, &errors), *again;
	char *one, *two;

	if (s) {
		one = script_write(s);
		again = script_parse("fuzz", one, strlen(one), &errors);
		CHECK(again != NULL);
		two = script_write(again);
		CHECK(strcmp(one, two) == 0);
		world_init(&end, &s->config);
		script_run(s, &none, &end);
		CHECK(world_broken(&end) == NULL);
		script_free(again);
		free(one);
		free(two);
	} else {
		CHECK(errors.used > 0);
	}
	script_free(s);
	diags_free(&errors);
	return 0;
}
