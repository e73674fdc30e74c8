/* `tcpstep profiles`: what the two profiles set, and each switch in which
 * they may differ, with its source. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"
#include "engine/net.h"
#include "language/settings.h"

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

static const char *on_off(bool on)
{
	return on ? "on" : "off";
}

/* A setting with a value of its own for each host has a line for each. */
static void setting_row(const struct setting_info *info)
{
	for (uint8_t h = 0; h < HOSTS; h++) {
		char name[48], rfc[16], lin[16];
		size_t skip = strcspn(info->rfc, " ");
		bool one = info->rfc[skip] == '\0';
		const char *values[] = { info->rfc, info->linux_ };
		char *const to[] = { rfc, lin };

		for (int i = 0; i < 2; i++) {
			const char *at = values[i] + (h > 0 && !one ? strcspn(values[i], " ") + 1 : 0);

			snprintf(to[i], sizeof rfc, "%.*s", (int)strcspn(at, " "), at);
		}
		snprintf(name, sizeof name, "%s%s%s", one ? "" : host_name(h), one ? "" : ".", info->name);
		row(name, rfc, lin, NULL);
		if (one)
			return;
	}
}

static void values(bool ko)
{
	for (int id = 0; id < SET_COUNT; id++) {
		if (id == SET_PROFILE)
			continue;
		setting_row(setting_info((enum setting)id));
		if (id == SET_RTO)
			row(ko ? "  (두 배씩, 최대)" : "  (doubling, at most)", "1m", "2m", NULL);
	}
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
