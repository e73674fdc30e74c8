/* `tcpstep kernel`: a script in the model and on two kernels, compared step by step. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/text.h"
#include "cli/kernel.h"
#include "kernel/agenda.h"
#include "kernel/loopback.h"
#include "kernel/rehearse.h"
#include "kernel/tell.h"
#include "language/format.h"
#include "language/verbs.h"
#include "lesson/library.h"
#include "lesson/parse.h"

enum { ACTION_COLUMNS = 22, STATE_COLUMNS = 13 };

/* One script that is compared. */
struct job {
	const struct options *options;
	const struct script *script;
	struct agenda agenda;
	struct rehearsal *rehearsal;
	struct loopback *loopback; /* of --loopback, in place of the rehearsal; NULL: none */
	FILE *pcap;
	struct results *results; /* of --report, in place of the table; NULL: none */
	size_t steps;            /* that agreed */
	unsigned line;           /* of the last of them */
	bool progress;           /* a progress line is shown */
};

/* --- the table --- */

static void print_header(const struct options *o)
{
	bool ko = o->lang == LANG_KO;

	printf("%5s  ", ko ? "줄" : "line");
	cli_column(ko ? "동작" : "step", ACTION_COLUMNS);
	for (uint8_t h = 0; h < HOSTS; h++) {
		char name[40];

		snprintf(name, sizeof name, "%s", host_word(h, o->lang));
		cli_column(name, STATE_COLUMNS);
		cli_column(ko ? "커널" : "kernel", STATE_COLUMNS);
	}
	putchar('\n');
}

static void print_action(const struct action *action)
{
	char line[SEND_TEXT_MAX * 4 + 100], cut[ACTION_COLUMNS * 4 + 8];
	struct text whole = text_over(line, sizeof line), t = text_over(cut, sizeof cut);

	action_write(&whole, action);
	if (whole.len < ACTION_COLUMNS) {
		cli_column(line, ACTION_COLUMNS);
		return;
	}
	text_add_n(&t, line, ACTION_COLUMNS - 2);
	text_add(&t, "…");
	cli_column(cut, ACTION_COLUMNS);
}

static void clear_progress(struct job *j)
{
	if (j->progress)
		fputs("\r\033[K", stderr);
	j->progress = false;
}

static void print_step(struct job *j, const struct statement *st, const struct step *step)
{
	bool seen = (step->end == STEP_AGREES || step->end == STEP_DIFFERS) && !step->between;

	clear_progress(j);
	printf("%c%4u  ", step->end == STEP_DIFFERS ? '!' : ' ', st->line);
	print_action(&st->action);
	for (uint8_t h = 0; h < HOSTS; h++) {
		cli_column(state_name((enum tcp_state)step->model[h]), STATE_COLUMNS);
		cli_column(seen ? state_name((enum tcp_state)step->kernel[h]) : "-", h + 1 < HOSTS ? STATE_COLUMNS : 0);
	}
	putchar('\n');
	fflush(stdout);
}

/* Adds what differs at a step to a report. */
static void report_differences(struct job *j, const struct statement *st, const struct step *step)
{
	for (size_t i = 0; i < step->differences_used; i++) {
		const struct results_place at = { j->script->path, st->line, st->column };
		char model[1024], kernel[1024], subject[128];
		struct text m = text_over(model, sizeof model), k = text_over(kernel, sizeof kernel);
		struct text s = text_over(subject, sizeof subject);

		tell_subject(&s, &step->differences[i], LANG_EN);
		text_addf(&m, "%s: ", subject);
		tell_model(&m, &step->differences[i], LANG_EN);
		text_addf(&k, "%s: ", subject);
		tell_kernel(&k, &step->differences[i], LANG_EN);
		results_failure(j->results, at, model, kernel);
	}
}

static void on_progress(void *to, vtime waited_ms, vtime of_ms)
{
	struct job *j = to;

	if (!isatty(STDERR_FILENO))
		return;
	j->progress = true;
	fprintf(stderr,
		j->options->lang == LANG_KO ? "\r커널의 타이머를 기다리는 중: %u초 / %u초 "
					    : "\rwaiting for the kernels' timers: %u s of %u s ",
		(unsigned)(waited_ms / 1000), (unsigned)(of_ms / 1000));
	fflush(stderr);
}

/* --- one script --- */

static void print_end(const struct job *j, const struct step *step)
{
	bool ko = j->options->lang == LANG_KO;

	switch (step->end) {
	case STEP_AGREES:
		if (j->loopback) {
			printf(ko ? "\n모델과 커널이 같습니다(%zu단계). 루프백에서는 세그먼트가 곧바로 도착하므로, 모델에서\n"
				    "오가는 세그먼트가 없는 단계에서만 비교했습니다.\n"
				  : "\nThe model and the kernel agree (%zu steps). On loopback segments arrive at once, so\n"
				    "they were compared at the steps where the model has none in flight.\n",
			       j->steps);
			return;
		}
		printf(ko ? "\n모델과 두 커널이 모든 단계에서 같습니다(%zu단계).\n"
			  : "\nThe model and both kernels agree at every step (%zu steps).\n",
		       j->steps);
		return;
	case STEP_DIFFERS:
	case STEP_BROKEN:
	case STEP_REFUSED:
		break;
	case STEP_SKIPPED:
		printf(ko ? "       이 단계는 타이머를 %u초 동안 기다립니다. --all을 주면 기다립니다\n"
			  : "       skipped: this step waits %u s for timers; --all waits\n",
		       (unsigned)(step->wait_ms / 1000));
		break;
	}
	printf(ko ? "\n%u번째 줄까지 비교했습니다.\n" : "\ncompared up to line %u\n", j->line);
}

/* Tells why the comparison cannot go on at a step: the model does not perform it, or a host's
 * process is gone. */
static void tell_stop(const struct job *j, const struct statement *st, const struct step *step)
{
	struct source_lines lines = { .text = j->script->source };
	char line[SEND_TEXT_MAX * 4 + 100];
	struct text t = text_over(line, sizeof line);
	struct diag d[LANG_COUNT];

	action_write(&t, &st->action);
	for (int l = 0; l < LANG_COUNT; l++) {
		if (step->end == STEP_REFUSED)
			diag_set(&d[l], st->column, DIAG_REFUSED, line, refusal_text(step->refusal, (enum lang)l));
		else
			diag_set(&d[l], st->column, DIAG_KERNEL_BROKEN, "", "");
		d[l].line = st->line;
	}
	fflush(stdout);
	diag_print_next(stderr, j->script->path, &lines, &d[j->options->lang], DIAG_LABEL_ERROR, j->options->lang);
	cli_report_diag(j->results, j->script->path, &d[LANG_EN], true);
}

/* Tells of the retransmissions that were left out, if there were any. */
static void tell_early(const struct job *j)
{
	size_t n = j->rehearsal ? rehearsal_early(j->rehearsal) : 0;
	char line[200];
	struct text t = text_over(line, sizeof line);

	if (n == 0)
		return;
	text_addf(&t,
		  j->options->lang == LANG_KO && !j->results
			  ? "커널이 모델의 타이머보다 먼저 재전송해서 비교하지 않은 세그먼트: %zu개"
			  : "retransmissions that came before the model's timer, and were not compared: %zu",
		  n);
	if (j->results)
		results_note(j->results, line);
	else
		puts(line);
}

static int compare(struct job *j)
{
	struct step step = { .end = STEP_AGREES };

	if (!j->results)
		print_header(j->options);
	for (size_t i = 0; i < j->agenda.used && step.end == STEP_AGREES; i++) {
		const struct statement *st = j->agenda.steps[i].at;

		if (j->loopback)
			loopback_do(j->loopback, &st->action, &step);
		else
			rehearsal_do(j->rehearsal, &st->action, &step);
		if (j->results) {
			report_differences(j, st, &step);
		} else {
			print_step(j, st, &step);
			kernel_print_differences(j->options, &step, "       ");
		}
		if (step.end == STEP_BROKEN || step.end == STEP_REFUSED) {
			clear_progress(j);
			tell_stop(j, st, &step);
		}
		if (step.end != STEP_AGREES)
			break;
		j->steps++;
		j->line = st->line;
	}
	clear_progress(j);
	if (!j->results)
		print_end(j, &step);
	tell_early(j);
	if (step.end == STEP_BROKEN || step.end == STEP_REFUSED)
		return EXIT_BAD;
	return step.end == STEP_DIFFERS ? EXIT_NO : EXIT_OK;
}

static int start_and_compare(struct job *j)
{
	const struct options *o = j->options;
	struct rehearsal_options how = {
		.max_wait_ms = kernel_max_wait(o), .pcap = j->pcap, .progress = on_progress, .to = j
	};
	struct diag diag;
	int status;

	fflush(stdout); /* a host's process must not write it again */
	if (o->loopback)
		j->loopback = loopback_begin(&j->agenda.config, &how, &diag);
	else
		j->rehearsal = rehearsal_begin(&j->agenda.config, &how, &diag);
	if (!j->rehearsal && !j->loopback) {
		cli_report_diag(j->results, j->script->path, &diag, true);
		return cli_bad(o, &diag);
	}
	status = compare(j);
	rehearsal_end(j->rehearsal);
	loopback_end(j->loopback);
	return status;
}

static bool open_pcap(struct job *j, struct diag *diag)
{
	if (!j->options->pcap)
		return true;
	j->pcap = fopen(j->options->pcap, "wb");
	return j->pcap || diag_file(diag, DIAG_FILE_NOT_WRITTEN, j->options->pcap, diag_errno(errno), strerror(errno));
}

static int compare_script(const struct options *o, const struct script *s, struct results *results)
{
	struct job j = { .options = o, .script = s, .results = results };
	struct source_lines lines = { .text = s->source };
	struct diag diag;
	int status = EXIT_BAD;

	if (!agenda_make(&j.agenda, s, &diag) || (o->loopback && !loopback_fits(&j.agenda, s, &diag))) {
		diag_print_next(stderr, s->path, &lines, &diag, DIAG_LABEL_ERROR, o->lang);
		cli_report_diag(results, s->path, &diag, true);
	} else if (!open_pcap(&j, &diag)) {
		cli_report_diag(results, s->path, &diag, true);
		status = cli_bad(o, &diag);
	} else {
		status = start_and_compare(&j);
	}
	if (j.pcap && fclose(j.pcap) != 0) {
		diag_file(&diag, DIAG_FILE_NOT_WRITTEN, o->pcap, diag_errno(errno), strerror(errno));
		cli_report_diag(results, s->path, &diag, true);
		status = cli_bad(o, &diag);
	}
	agenda_free(&j.agenda);
	return status;
}

static int perform(const struct options *o)
{
	struct results *results;
	struct script *s;
	int status;

	if (!cli_seed_is_number(o))
		return EXIT_BAD;
	if (o->loopback && (o->walks || o->pcap))
		return cli_usage(o, DIAG_KERNEL_LOOPBACK_ALONE, "", "");
	if (o->walks && !o->words_used)
		return cli_finish(o, stdout, kernel_walks(o));
	if (o->words_used != 1 || o->walks)
		return cli_usage(o, DIAG_NAME_LESSON, "kernel", "");
	results = results_begin(stdout, o->report, "kernel", 1);
	results_file(results, o->words[0]);
	s = cli_script_report(o, o->words[0], results);
	status = s ? compare_script(o, s, results) : EXIT_BAD;
	results_end(results);
	script_free(s);
	return cli_finish(o, stdout, status);
}

const struct cli_command cmd_kernel = {
	.name = "kernel",
	.usage = { "[OPTION…] LESSON|FILE", "[옵션…] 레슨|파일" },
	.about = { "compare a script with two Linux kernels", "스크립트를 Linux 커널 둘과 비교" },
	.help = { "usage: tcpstep kernel [--max-wait TIME | --all] [--pcap FILE] LESSON|FILE\n"
		  "       tcpstep kernel --loopback [--max-wait TIME | --all] LESSON|FILE\n"
		  "       tcpstep kernel --walks N [--seed N] [--all]\n"
		  "\n"
		  "Performs a script on two TCP stacks of this machine's own Linux kernel, and in the\n"
		  "model next to them. Each step is printed with the states of both ends, the model's\n"
		  "first. Calls, their results, segments, buffers and the states of all sockets are\n"
		  "compared; windows are not. The two hosts are network namespaces, and tcpstep is the\n"
		  "wire between them: it delivers, drops, copies, holds and forges packets as the\n"
		  "script says. Goals are played by their stored solution. The model runs in profile\n"
		  "linux, with buffers of 65535 octets.\n"
		  "  --max-wait TIME  wait for the kernels' timers up to so long a step (default 5s).\n"
		  "                   A step that waits longer is skipped, and ends the comparison\n"
		  "  --all            skip no wait: TIME-WAIT alone takes a minute\n"
		  "  --pcap FILE      keep what was on the wire\n"
		  "  --report=…       the result for a test harness in place of the table: tap, junit\n"
		  "  --walks N        compare N random walks of legal calls and deliveries, the first\n"
		  "                   made from --seed (default 1); with --all segments are lost,\n"
		  "                   copied and held too. Where they differ, prints the shortest\n"
		  "                   script that shows it\n"
		  "  --loopback       make the calls over 127.0.0.0/8 in place of two namespaces: no\n"
		  "                   rights are needed. Only scripts that lose, keep and forge nothing;\n"
		  "                   states and results, where the model has nothing in flight\n"
		  "\n"
		  "No rights are needed where user namespaces and /dev/net/tun are open to users.\n"
		  "Exit status 0: model and kernels agree. 1: they differ; both sides are printed\n"
		  "with the rule behind each. 2: this machine or the script does not allow it, and\n"
		  "which right or line that is.\n"
		  "\n"
		  "examples:\n"
		  "  tcpstep kernel four-way-close\n"
		  "  tcpstep kernel --all --pcap wire.pcap lessons/time-wait.tcpstep\n"
		  "  tcpstep kernel --loopback half-close\n"
		  "  tcpstep kernel --walks 20\n",
		  "사용법: tcpstep kernel [--max-wait 시간 | --all] [--pcap 파일] 레슨|파일\n"
		  "        tcpstep kernel --loopback [--max-wait 시간 | --all] 레슨|파일\n"
		  "        tcpstep kernel --walks N [--seed N] [--all]\n"
		  "\n"
		  "스크립트를 이 컴퓨터의 Linux 커널이 제공하는 TCP 스택 둘에서 실제로 수행하고, 같은\n"
		  "것을 모델에서도 수행합니다. 단계마다 양쪽의 상태를 모델, 커널 순서로 보여 줍니다.\n"
		  "호출과 그 결과, 세그먼트, 버퍼, 모든 소켓의 상태를 비교하며 윈도우는 비교하지\n"
		  "않습니다. 두 호스트는 네트워크 네임스페이스이고, 그 사이의 회선은 tcpstep입니다.\n"
		  "스크립트대로 패킷을 전달하고, 버리고, 복제하고, 붙잡아 두고, 위조합니다. 목표(goal)에서는\n"
		  "풀이를 실행합니다. 모델은 프로필 linux를 따르고 버퍼는 65535바이트입니다.\n"
		  "  --max-wait 시간  단계마다 커널의 타이머를 기다릴 최대 시간(기본 5s). 더 오래\n"
		  "                   기다려야 하는 단계는 건너뛰고 거기에서 비교를 끝냅니다\n"
		  "  --all            모두 기다립니다. TIME-WAIT만 해도 1분이 걸립니다\n"
		  "  --pcap 파일      오간 패킷을 캡처로 남깁니다\n"
		  "  --report=…       표 대신 테스트 도구용 결과: tap, junit\n"
		  "  --walks N        호출과 전달을 무작위로 이은 걸음 N개를 비교합니다. 첫 번째는\n"
		  "                   --seed(기본 1)로 만듭니다. --all을 주면 세그먼트를 버리고,\n"
		  "                   복제하고, 붙잡아 두기도 합니다. 다르면 그것을 보이는 가장 짧은\n"
		  "                   스크립트를 출력합니다\n"
		  "  --loopback       네임스페이스 둘 대신 127.0.0.0/8에서 호출합니다. 권한이 필요 없습니다.\n"
		  "                   아무것도 버리거나 붙잡거나 위조하지 않는 스크립트만 됩니다. 모델에서\n"
		  "                   오가는 세그먼트가 없을 때 상태와 결과를 비교합니다\n"
		  "\n"
		  "일반 사용자가 사용자 네임스페이스와 /dev/net/tun을 쓸 수 있으면 다른 권한은 필요\n"
		  "없습니다. 종료 상태 0: 모델과 커널이 같음. 1: 다름. 양쪽을 그 근거 규칙과 함께\n"
		  "보여 줍니다. 2: 이 컴퓨터나 스크립트로는 할 수 없음. 모자란 권한이나 그 줄을\n"
		  "알립니다.\n"
		  "\n"
		  "예:\n"
		  "  tcpstep kernel four-way-close\n"
		  "  tcpstep kernel --all --pcap wire.pcap lessons/time-wait.tcpstep\n"
		  "  tcpstep kernel --loopback half-close\n"
		  "  tcpstep kernel --walks 20\n" },
	.options = OPTION_BIT(OPT_MAX_WAIT) | OPTION_BIT(OPT_ALL) | OPTION_BIT(OPT_PCAP) | OPTION_BIT(OPT_WALKS) |
		   OPTION_BIT(OPT_LOOPBACK) | OPTION_BIT(OPT_SEED) | OPTION_BIT(OPT_REPORT),
	.words = WORDS_LESSON,
	.perform = perform,
};
