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

static int perform(const struct options *o)
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

const struct cli_command cmd_profiles = {
	.name = "profiles",
	.about = { "where profiles rfc and linux differ", "rfc와 linux 프로필의 차이" },
	.help = { "usage: tcpstep profiles\n"
		  "\n"
		  "Prints every named switch, its value in each profile, and its source.\n"
		  "`set NAME on` or `set NAME off` in a script changes one.\n"
		  "\n"
		  "example: tcpstep profiles --lang ko\n",
		  "사용법: tcpstep profiles\n"
		  "\n"
		  "이름 붙은 스위치마다 프로필별 값과 출처를 보입니다. 스크립트에서 set 이름 on\n"
		  "또는 set 이름 off로 바꿀 수 있습니다.\n"
		  "\n"
		  "예: tcpstep profiles --lang ko\n" },
	.perform = perform,
};
