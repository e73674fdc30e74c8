/* `tcpstep kernel --walks N`: random walks in the model and on two kernels. Called by
 * cmd_kernel. */
#include "cli/kernel.h"

#include "base/mem.h"
#include "base/text.h"
#include "kernel/tell.h"
#include "kernel/walk.h"
#include "language/verbs.h"

enum { MAX_WAIT_MS = 5000 };

void kernel_print_differences(const struct options *o, const struct step *step, const char *before)
{
	bool ko = o->lang == LANG_KO;

	for (size_t i = 0; i < step->differences_used; i++) {
		char line[2048];
		struct text t = text_over(line, sizeof line);

		text_add(&t, before);
		tell_subject(&t, &step->differences[i], o->lang);
		text_addf(&t, ko ? "\n%s  모델: " : "\n%s  model:  ", before);
		tell_model(&t, &step->differences[i], o->lang);
		text_addf(&t, ko ? "\n%s  커널: " : "\n%s  kernel: ", before);
		tell_kernel(&t, &step->differences[i], o->lang);
		puts(line);
	}
}

vtime kernel_max_wait(const struct options *o)
{
	if (o->all)
		return UINT64_MAX;
	return o->seen & OPTION_BIT(OPT_MAX_WAIT) ? duration_ms(o->max_wait, 0) : (vtime)MAX_WAIT_MS;
}

static void print_script(const struct walk *w)
{
	puts("tcpstep 1");
	for (size_t i = 0; i < w->used; i++) {
		char line[SEND_TEXT_MAX * 4 + 100];
		struct text t = text_over(line, sizeof line);

		action_write(&t, &w->actions[i]);
		puts(line);
	}
}

/* Shrinks a walk in which the kernels differ, and prints it as a script. */
static void print_difference(const struct options *o, uint32_t seed, struct walk *w,
			     const struct rehearsal_options *how, struct step *step)
{
	walk_shrink(w, how, step);
	printf(o->lang == LANG_KO ? "# --seed %u: 모델과 커널이 다릅니다. 가장 짧은 스크립트:\n"
				  : "# --seed %u: the model and a kernel differ; the shortest script:\n",
	       (unsigned)seed);
	print_script(w);
	kernel_print_differences(o, step, "# ");
	fflush(stdout);
}

int kernel_walks(const struct options *o)
{
	const struct rehearsal_options how = { .max_wait_ms = MAX_WAIT_MS };
	struct walk *w = mem_new(1, sizeof *w);
	size_t steps = 0, differ = 0;
	bool ko = o->lang == LANG_KO;
	struct diag diag;

	for (uint32_t i = 0; i < o->walks; i++) {
		struct step step;
		size_t done;

		fflush(stdout); /* a host's process must not write it again */
		walk_make(w, o->seed + i, o->all);
		if (!walk_perform(w, &how, &step, &done, &diag)) {
			mem_free(w);
			return cli_bad(o, &diag);
		}
		steps += done;
		if (step.end != STEP_DIFFERS)
			continue;
		differ++;
		print_difference(o, o->seed + i, w, &how, &step);
	}
	mem_free(w);
	printf(ko ? "무작위 걸음 %u개(%zu단계)를 비교했습니다. 다른 것: %zu개\n"
		  : "%u walks compared (%zu steps): %zu differ\n",
	       (unsigned)o->walks, steps, differ);
	return differ ? EXIT_NO : EXIT_OK;
}
