/* `tcpstep profiles`: prints each setting and each switch with its value in the two
 * profiles, its source and its meaning. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/cli.h"
#include "engine/net.h"
#include "language/format.h"
#include "language/settings.h"

/* Prints one line: a star if the profiles differ, the name, both values, the source.
 * The sources are the same in both languages, except for the word "measured". */
static void row(const char *name, const char *rfc, const char *lin, const char *source, enum lang lang)
{
	static const char word[] = "measured, ";
	const char *measured = lang == LANG_KO ? strstr(source, word) : NULL;
	int pad = 28 - (int)text_width(name);

	printf("%c %s%*s %-11s ", strcmp(rfc, lin) != 0 ? '*' : ' ', name, pad > 0 ? pad : 0, "", rfc);
	if (measured)
		printf("%-6s %.*s측정: %s\n", lin, (int)(measured - source), source, measured + sizeof word - 1);
	else if (*source)
		printf("%-6s %s\n", lin, source);
	else
		puts(lin);
}

static const char *const not_modelled[][LANG_COUNT] = {
#define NOT_MODELLED(en, ko) { en, ko },
#include "engine/not_modelled.def"
#undef NOT_MODELLED
};

static const char *on_off(bool on)
{
	return on ? "on" : "off";
}

/* Prints a setting: one line, or one for each host if the hosts have their own values. */
static void setting_row(const struct setting_info *info, enum lang lang)
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
		row(name, rfc, lin, info->source, lang);
		if (one)
			return;
	}
}

/* Prints the limit of the retransmission timeout, which no setting names. */
static void most_row(enum lang lang)
{
	char array[2][32];

	for (int lin = 0; lin < 2; lin++) {
		struct script_settings s = script_settings_none();
		struct text t = text_over(array[lin], sizeof array[lin]);

		script_settings_set(&s, "profile", lin ? "linux" : "rfc");
		format_span(&t, script_settings_resolve(&s).rto_max_ms);
	}
	row(lang == LANG_KO ? "  (두 배씩, 최대)" : "  (doubling, at most)", array[0], array[1], "", lang);
}

static void values(enum lang lang)
{
	for (int id = 0; id < SET_COUNT; id++) {
		if (id == SET_PROFILE)
			continue;
		setting_row(setting_info((enum setting)id), lang);
		printf("      %s\n", setting_info((enum setting)id)->what[lang]);
		if (id == SET_RTO)
			most_row(lang);
	}
}

static int perform(const struct options *o)
{
	bool ko = o->lang == LANG_KO;

	if (o->words_used)
		return cli_usage(o, DIAG_NO_ARGUMENTS, "profiles", "");
	printf("  %s%23srfc         linux\n", ko ? "이름  " : "NAME  ", "");
	putchar('\n');
	values(o->lang);
	putchar('\n');
	for (int p = 0; p < POL_COUNT; p++) {
		const struct policy_info *info = policy_info((enum policy)p);

		row(info->name, on_off(info->rfc), on_off(info->linux_), info->source, o->lang);
		printf("      %s\n", info->what[o->lang]);
	}
	puts(ko ? "\n* 두 프로필이 다른 항목" : "\n* the profiles differ");
	puts(ko ? "\nLinux 6.18에서 측정했지만 프로필 linux에 없는 것:"
		: "\nMeasured on Linux 6.18, and not in profile linux:");
	for (size_t i = 0; i < sizeof not_modelled / sizeof *not_modelled; i++)
		printf("  %s\n", not_modelled[i][o->lang]);
	return cli_finish(o, stdout, EXIT_OK);
}

const struct cli_command cmd_profiles = {
	.name = "profiles",
	.about = { "compare the profiles rfc and linux", "rfc와 linux 프로필의 차이" },
	.help = { "usage: tcpstep profiles\n"
		  "\n"
		  "Prints every setting and every named switch: its value in each profile, its\n"
		  "source (a section of an RFC, a sysctl or a socket option of Linux), and what it\n"
		  "means; and what of Linux is not modelled. `set NAME VALUE` in a script changes one.\n"
		  "\n"
		  "example: tcpstep profiles --lang ko\n",
		  "사용법: tcpstep profiles\n"
		  "\n"
		  "설정과 이름 붙은 스위치마다 프로필별 값, 출처(RFC의 절, Linux의 sysctl이나 소켓\n"
		  "옵션), 뜻을 보여 줍니다. 스크립트에서 set 이름 값으로 바꿀 수 있습니다.\n"
		  "\n"
		  "예: tcpstep profiles --lang ko\n" },
	.perform = perform,
};
