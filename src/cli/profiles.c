/* `tcpstep profiles`: what the two profiles set, and each switch in which
 * they may differ, with its source. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"
#include "language/format.h"
#include "engine/net.h"
#include "engine/profile.h"

static struct config of_profile(const char *name)
{
	struct script_settings s = script_settings_none();
	const char *why;
	bool bad;

	script_settings_set(&s, "profile", name, &why, &bad);
	return script_settings_resolve(&s);
}

/* One line: a star where the profiles differ, the name, the two values. */
static void row(const char *name, const char *rfc, const char *lin, const char *source)
{
	int pad = 28 - (int)text_width(name);

	printf("%c %s%*s %-6s ", strcmp(rfc, lin) != 0 ? '*' : ' ', name, pad > 0 ? pad : 0, "", rfc);
	if (source)
		printf("%-6s %s\n", lin, source);
	else
		puts(lin);
}

static void number_row(const char *name, unsigned rfc, unsigned lin)
{
	char array[2][16];

	snprintf(array[0], sizeof array[0], "%u", rfc);
	snprintf(array[1], sizeof array[1], "%u", lin);
	row(name, array[0], array[1], NULL);
}

static void span_row(const char *name, vtime rfc, vtime lin)
{
	char array[2][32];

	for (int i = 0; i < 2; i++) {
		struct text t = text_over(array[i], sizeof array[i]);
		vtime ms = i ? lin : rfc;

		if (ms)
			format_span(&t, ms);
		else
			text_add(&t, "off");
	}
	row(name, array[0], array[1], NULL);
}

static const char *on_off(bool on)
{
	return on ? "on" : "off";
}

static void values(bool ko)
{
	struct config rfc = of_profile("rfc"), lin = of_profile("linux");

	span_row("msl", rfc.msl_ms, lin.msl_ms);
	span_row("delay", rfc.delay_ms, lin.delay_ms);
	number_row("buffer", rfc.buffer[HOST_CLIENT], lin.buffer[HOST_CLIENT]);
	number_row("client.iss", rfc.iss[HOST_CLIENT], lin.iss[HOST_CLIENT]);
	number_row("server.iss", rfc.iss[HOST_SERVER], lin.iss[HOST_SERVER]);
	number_row("mss", rfc.mss, lin.mss);
	span_row("delayed-ack", rfc.delayed_ack_ms, lin.delayed_ack_ms);
	span_row("rto", rfc.rto_ms, lin.rto_ms);
	span_row(ko ? "  (두 배씩, 최대)" : "  (doubling, at most)", rfc.rto_max_ms, lin.rto_max_ms);
	number_row("retries", rfc.retries, lin.retries);
	number_row("syn-retries", rfc.syn_retries, lin.syn_retries);
	span_row("fin-wait-2", rfc.fin_wait_2_ms, lin.fin_wait_2_ms);
	span_row("user-timeout", rfc.user_timeout_ms, lin.user_timeout_ms);
	span_row("keepalive", rfc.keepalive_ms, lin.keepalive_ms);
	row("time-wait", on_off(rfc.time_wait), on_off(lin.time_wait), NULL);
}

int cli_profiles(const struct options *o)
{
	bool ko = o->lang == LANG_KO;

	if (o->words_used)
		return cli_usage("profiles: it takes no words");
	printf("  %s%23srfc    linux\n", ko ? "이름  " : "NAME  ", "");
	putchar('\n');
	values(ko);
	putchar('\n');
	for (int p = 0; p < POL_COUNT; p++) {
		const struct policy_info *info = policy_info((enum policy)p);

		row(info->name, on_off(info->rfc), on_off(info->linux_), info->source);
		printf("      %s\n", info->what[o->lang]);
	}
	puts(ko ? "\n* 두 프로필이 다른 항목" : "\n* the profiles differ");
	return cli_finish(stdout, EXIT_OK);
}
