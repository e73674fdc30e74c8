/* `tcpstep learn --kernel`: starts the kernels before the screen. Called by ui/start. */
#include "cli/kernel.h"
#include "kernel/alongside.h"
#include "lesson/library.h"
#include "lesson/parse.h"

static struct script *script; /* that the kernels perform */
static struct alongside *alongside;

int kernel_beside_start(const struct options *o, const char *lesson, struct compared_feed *feed)
{
	struct source_lines lines;
	struct diag diag;

	script = cli_script_open(o, lesson);
	if (!script)
		return EXIT_BAD;
	alongside = alongside_start(script, kernel_max_wait(o), &diag);
	if (alongside) {
		*feed = (struct compared_feed){ .look = alongside_look, .from = alongside };
		return EXIT_OK;
	}
	lines = (struct source_lines){ .text = script->source };
	if (diag.line)
		diag_print_next(stderr, script->path, &lines, &diag, DIAG_LABEL_ERROR, o->lang);
	else
		cli_bad(o, &diag);
	kernel_beside_stop();
	return EXIT_BAD;
}

void kernel_beside_stop(void)
{
	alongside_stop(alongside);
	script_free(script);
	alongside = NULL;
	script = NULL;
}
