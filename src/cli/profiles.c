/* `tcpstep profiles`: what the two profiles set, and each switch in which
 * they may differ, with its source. */
#include <stdio.h>

#include "base/text.h"
#include "cli/cli.h"
#include "engine/format.h"
#include "engine/profile.h"

static struct config of_profile(const char *name)
{
	struct settings s = settings_none();
	const char *why;
	bool bad;

	settings_set(&s, "profile", name, &why, &bad);
	return settings_resolve(&s);
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
	printf("  %-28s %-6s %-6s\n", name, array[0], array[1]);
}

int cli_profiles(const struct options *o)
{
	struct config rfc = of_profile("rfc"), lin = of_profile("linux");
	bool ko = o->lang == LANG_KO;

	if (o->words_used)
		return cli_usage("profiles: it takes no words");
	printf("%-30s %-6s %s\n", ko ? "set NAME VALUE" : "set NAME VALUE", "rfc", "linux");
	span_row("msl", rfc.msl_ms, lin.msl_ms);
	span_row("fin-wait-2", rfc.fin_wait_2_ms, lin.fin_wait_2_ms);
	printf("  %-28s %-6u %-6u\n", "retries", rfc.retries, lin.retries);
	printf("  %-28s %-6u %-6u\n", "syn-retries", rfc.syn_retries, lin.syn_retries);
	span_row(ko ? "rto, 최대" : "rto, at most", rfc.rto_max_ms, lin.rto_max_ms);
	putchar('\n');
	for (int p = 0; p < POL_COUNT; p++) {
		const struct policy_info *info = policy_info((enum policy)p);

		printf("%c %-28s %-6s %-6s %s\n", info->rfc != info->linux_ ? '*' : ' ', info->name,
		       info->rfc ? "on" : "off", info->linux_ ? "on" : "off", info->source);
		printf("      %s\n", info->what[o->lang]);
	}
	puts(ko ? "\n* 두 프로필이 다른 항목" : "\n* the profiles differ");
	return cli_finish(stdout, EXIT_OK);
}
