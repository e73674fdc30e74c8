/* `tcpstep progress submit`: homework, from the progress file. Called by cmd_progress. */
#include <stdio.h>

#include "base/mem.h"
#include "cli/cli.h"
#include "lesson/submission.h"
#include "lesson/write.h"

/* Writes what was done for a lesson's goals as a file to hand in. Returns the exit status. */
static int submit(const struct options *o, const struct progress *p, const struct script *lesson)
{
	unsigned left_out, goals = 0;
	char *text = submission_write(lesson, p, &left_out), figure[16];
	int status = EXIT_OK;
	struct diag d;

	for (size_t i = 0; i < lesson->used; i++)
		goals += lesson->statements[i].kind == ST_GOAL;
	snprintf(figure, sizeof figure, "%u", left_out);
	diag_set(&d, 0, left_out == goals ? DIAG_SUBMISSION_NONE : DIAG_SUBMISSION_PART, lesson->id, figure);
	if (left_out > 0) {
		cli_bad(o, &d);
		status = EXIT_NO;
	}
	if (left_out < goals && o->output && !file_replace(o->output, text, &d))
		status = cli_bad(o, &d);
	else if (left_out < goals && !o->output)
		fputs(text, stdout);
	mem_free(text);
	return status;
}

int cli_submit(const struct options *o)
{
	struct progress progress;
	struct script *lesson;
	int status;

	if (o->words_used != 2)
		return cli_usage(o, DIAG_SUBMIT_WORDS, "", "");
	lesson = cli_script_open(o, o->words[1]);
	if (!lesson)
		return EXIT_BAD;
	status = cli_progress_load(o, &progress);
	if (status == EXIT_OK)
		status = submit(o, &progress, lesson);
	progress_free(&progress);
	script_free(lesson);
	return cli_finish(o, stdout, status);
}
