/* `tcpstep completion`: prints scripts that complete the command line in a shell.
 * They are made from the tables of commands and options. A script asks `tcpstep
 * lessons --names` for the names of lessons; a name comes from a file, so the
 * shell must never expand it. */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/text.h"
#include "cli/cli.h"

/* --- the tables of commands and options --- */

static bool belongs(const struct cli_command *c, int id)
{
	return id >= OPT_COMMON && c->options >> id & 1;
}

/* Returns the option's values with spaces for bars, "en ko"; "" if they are not a
 * choice of words. What is in capitals, as in "STEP|client", is not a word to type. */
static const char *choices_of(const struct option *option, char store[VALUES_MAX])
{
	struct text t = text_over(store, VALUES_MAX);
	const char *v = option->values && strchr(option->values, '|') ? option->values : "";

	for (size_t n; *v; v += n + (v[n] == '|')) {
		n = strcspn(v, "|");
		if (*v >= 'A' && *v <= 'Z')
			continue;
		text_add(&t, *store ? " " : "");
		text_add_n(&t, v, n);
	}
	return store;
}

static bool takes_file(int id)
{
	return strcmp(cli_options[id].values ? cli_options[id].values : "", "FILE") == 0;
}

/* Prints every name of the options for which `only` is true. */
static void print_names(const char *between, bool (*only)(int id))
{
	char opposite[OPTION_NAME_MAX];
	const char *before = "";

	for (int i = 0; i < OPT_COUNT_OF; i++) {
		if (!only(i))
			continue;
		printf("%s%s", before, cli_options[i].name);
		before = between;
		if (cli_options[i].also)
			printf("%s%s", between, cli_options[i].also);
		if (option_opposite((enum option_id)i, opposite))
			printf("%s%s", between, opposite);
	}
}

static bool is_common(int id)
{
	return id < OPT_COMMON;
}

static bool is_valued(int id)
{
	return cli_options[id].values;
}

static void print_commands(const struct cli_command *const *commands)
{
	for (size_t i = 0; commands[i]; i++)
		printf("%s%s", i ? " " : "", commands[i]->name);
}

/* --- bash --- */

static const char *const words_names[] = {
	[WORDS_NONE] = "none",   [WORDS_LESSON] = "lesson",         [WORDS_FILE] = "file",
	[WORDS_FILES] = "files", [WORDS_PREDICATES] = "predicates", [WORDS_OTHER] = "other",
	[WORDS_ONE] = "one",     [WORDS_COMMAND] = "command",
};

static const char bash_begin[] = "# tcpstep(1) completion for bash, made by `tcpstep completion bash`.\n"
				 "\n"
				 "# Adds the candidates read, one a line, that start with the word.\n"
				 "_tcpstep_from() {\n"
				 "\tlocal candidate\n"
				 "\twhile IFS= read -r candidate; do\n"
				 "\t\t[[ $candidate == \"$cur\"* ]] && COMPREPLY+=(\"$prefix$candidate\")\n"
				 "\tdone\n"
				 "}\n"
				 "\n"
				 "_tcpstep_words() {\n"
				 "\t_tcpstep_from < <([[ $# -eq 0 ]] || printf '%s\\n' \"$@\")\n"
				 "}\n"
				 "\n"
				 "_tcpstep_files() {\n"
				 "\tlocal file\n"
				 "\tcompopt -o filenames 2>/dev/null\n"
				 "\twhile IFS= read -r file; do\n"
				 "\t\tCOMPREPLY+=(\"$prefix$file\")\n"
				 "\tdone < <(compgen -f -X \"$1\" -- \"$cur\"; compgen -d -- \"$cur\")\n"
				 "}\n"
				 "\n"
				 "_tcpstep_lessons() {\n"
				 "\tlocal id title\n"
				 "\twhile IFS=$'\\t' read -r id title; do\n"
				 "\t\t[[ $id == \"$cur\"* ]] && COMPREPLY+=(\"$(printf %q \"$id\")\")\n"
				 "\tdone < <(command tcpstep lessons --names 2>/dev/null)\n"
				 "\t[[ ${#COMPREPLY[@]} -gt 0 ]] || _tcpstep_files '!*.tcpstep'\n"
				 "}\n"
				 "\n"
				 "# Sets command, count (number of words after it), ended (-- was seen), and\n"
				 "# option if the word at the cursor is an option's value. bash splits\n"
				 "# --lang=ko into three words by default.\n"
				 "_tcpstep_look() {\n"
				 "\tlocal i word\n"
				 "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
				 "\t\tword=${COMP_WORDS[i]}\n"
				 "\t\tif [[ $option ]]; then\n"
				 "\t\t\t[[ $word == '=' ]] || option=\n"
				 "\t\telif [[ -z $ended && $word == -- ]]; then\n"
				 "\t\t\tended=yes\n"
				 "\t\telif [[ -z $ended && $word == -?* ]]; then\n"
				 "\t\t\tcase $word in\n"
				 "\t\t\t";

static const char bash_look_end[] = ") option=$word ;;\n"
				    "\t\t\tesac\n"
				    "\t\telif [[ -z $command ]]; then\n"
				    "\t\t\tcommand=$word\n"
				    "\t\telse\n"
				    "\t\t\tcount=$((count + 1))\n"
				    "\t\tfi\n"
				    "\tdone\n"
				    "\tif [[ $option && $cur == '=' ]]; then\n"
				    "\t\tcur=\n"
				    "\telif [[ -z $option && -z $ended && $cur == --*=* ]]; then\n"
				    "\t\toption=${cur%%=*}\n"
				    "\t\tprefix=$option=\n"
				    "\t\tcur=${cur#*=}\n"
				    "\tfi\n"
				    "}\n"
				    "\n"
				    "_tcpstep_value() {\n"
				    "\tcase $option in\n";

static const char bash_main[] = "\tesac\n"
				"}\n"
				"\n"
				"_tcpstep() {\n"
				"\tlocal cur=${COMP_WORDS[COMP_CWORD]} prefix= option= command= count=0 ended=\n"
				"\tlocal options= choices= words= commands='";

static const char bash_main_common[] = "' common='";

static const char bash_main_rest[] = "'\n"
				     "\tCOMPREPLY=()\n"
				     "\t_tcpstep_look\n"
				     "\tif [[ $option ]]; then\n"
				     "\t\t_tcpstep_value\n"
				     "\t\treturn\n"
				     "\tfi\n"
				     "\tcase $command in\n";

static const char bash_end[] =
	"\tesac\n"
	"\tif [[ -z $ended && $cur == -* ]]; then\n"
	"\t\t_tcpstep_words $common $options\n"
	"\telif [[ -z $command ]]; then\n"
	"\t\t_tcpstep_words $commands\n"
	"\telse\n"
	"\t\tcase $words:$count in\n"
	"\t\tlesson:0) if [[ $choices ]]; then _tcpstep_words $choices; else _tcpstep_lessons; fi ;;\n"
	"\t\tlesson:1) [[ -z $choices ]] || _tcpstep_lessons ;;\n"
	"\t\tfile:0 | files:*) _tcpstep_files '!*.tcpstep' ;;\n"
	"\t\tone:0 | other:*) _tcpstep_words $choices ;;\n"
	"\t\tcommand:0) _tcpstep_words $commands ;;\n"
	"\t\tesac\n"
	"\tfi\n"
	"}\n"
	"\n"
	"complete -F _tcpstep tcpstep\n";

static void bash_value(int id)
{
	const struct option *option = &cli_options[id];
	char choices[VALUES_MAX];

	printf("\t%s%s%s) ", option->name, option->also ? " | " : "", option->also ? option->also : "");
	if (takes_file(id))
		printf("_tcpstep_files '%s' ;;\n", id == OPT_FROM ? "!*.tcpstep" : "");
	else if (*choices_of(option, choices))
		printf("_tcpstep_words %s ;;\n", choices);
	else
		puts(";;");
}

static void bash_command(const struct cli_command *c)
{
	const char *between = "";

	printf("\t%s) words=%s choices='%s' options='", c->name, words_names[c->words], c->choices ? c->choices : "");
	for (int i = 0; i < OPT_COUNT_OF; i++)
		if (belongs(c, i)) {
			printf("%s%s", between, cli_options[i].name);
			between = " ";
		}
	puts("' ;;");
}

static void print_bash(const struct cli_command *const *commands)
{
	fputs(bash_begin, stdout);
	print_names(" | ", is_valued);
	fputs(bash_look_end, stdout);
	for (int i = 0; i < OPT_COUNT_OF; i++)
		if (cli_options[i].values)
			bash_value(i);
	fputs(bash_main, stdout);
	print_commands(commands);
	fputs(bash_main_common, stdout);
	print_names(" ", is_common);
	fputs(bash_main_rest, stdout);
	for (size_t i = 0; commands[i]; i++)
		bash_command(commands[i]);
	fputs(bash_end, stdout);
}

/* --- zsh --- */

static const char zsh_begin[] =
	"#compdef tcpstep\n"
	"# tcpstep(1) completion for zsh, made by `tcpstep completion zsh`.\n"
	"\n"
	"_tcpstep_lessons() {\n"
	"\tlocal -a lessons\n"
	"\tlocal id title\n"
	"\twhile IFS=$'\\t' read -r id title; do\n"
	"\t\tlessons+=(\"${${id//\\\\/\\\\\\\\}//:/\\\\:}:$title\")\n"
	"\tdone < <(command tcpstep lessons --names 2>/dev/null)\n"
	"\t_describe -V -t lessons lesson lessons\n"
	"}\n"
	"\n"
	"_tcpstep_lesson() {\n"
	"\t_alternative 'lessons:lesson:_tcpstep_lessons' 'files:file:_files -g \"*.tcpstep\"'\n"
	"}\n"
	"\n"
	"_tcpstep_commands() {\n"
	"\tlocal -a commands=(";

static const char zsh_common[] = ")\n"
				 "\t_describe -t commands command commands\n"
				 "}\n"
				 "\n"
				 "_tcpstep() {\n"
				 "\tlocal curcontext=$curcontext context state state_descr line\n"
				 "\ttypeset -A opt_args\n"
				 "\tlocal -a common=(\n";

static const char zsh_command[] =
	"\t)\n"
	"\t_arguments -S -C -A '-*' $common '1:command:_tcpstep_commands' '*::word:->word' && return\n"
	"\tcase $state:$words[1] in\n";

static const char zsh_end[] = "\tesac\n"
			      "}\n"
			      "\n"
			      "if [[ $funcstack[1] == _tcpstep ]]; then\n"
			      "\t_tcpstep \"$@\"\n"
			      "else\n"
			      "\tcompdef _tcpstep tcpstep\n"
			      "fi\n";

/* Prints an option as _arguments takes it, between `before` and `after`. */
static void zsh_option(int id, const char *before, const char *after)
{
	const struct option *option = &cli_options[id];
	char opposite[OPTION_NAME_MAX], choices[VALUES_MAX];

	printf("%s", before);
	if (option->also)
		printf("'(%s %s)'{%s,%s%s}'", option->also, option->name, option->also, option->name,
		       option->values ? "=" : "");
	else
		printf("'%s%s", option->name, option->values ? "=" : "");
	if (takes_file(id))
		printf(":file:_files%s", id == OPT_FROM ? " -g \"*.tcpstep\"" : "");
	else if (*choices_of(option, choices))
		printf(":value:(%s)", choices);
	else if (option->values)
		printf(":%s: ", option->values);
	putchar('\'');
	if (option_opposite((enum option_id)id, opposite))
		printf(" '%s'", opposite);
	printf("%s", after);
}

static void zsh_words(const struct cli_command *c)
{
	switch (c->words) {
	case WORDS_NONE:
		break;
	case WORDS_LESSON:
		if (c->choices)
			printf(" '1:word:(%s)' '2:lesson:_tcpstep_lessons'", c->choices);
		else
			printf(" '1:lesson:_tcpstep_lesson'");
		break;
	case WORDS_FILE:
		printf(" '1:file:_files -g \"*.tcpstep\"'");
		break;
	case WORDS_FILES:
		printf(" '*:file:_files -g \"*.tcpstep\"'");
		break;
	case WORDS_PREDICATES:
		printf(" '*:predicate: '");
		break;
	case WORDS_OTHER:
		printf(" '*:word:(%s)'", c->choices ? c->choices : "");
		break;
	case WORDS_ONE:
		printf(" '1:word:(%s)'", c->choices ? c->choices : "");
		break;
	case WORDS_COMMAND:
		printf(" '1:command:_tcpstep_commands'");
		break;
	}
}

static void print_zsh(const struct cli_command *const *commands)
{
	fputs(zsh_begin, stdout);
	print_commands(commands);
	fputs(zsh_common, stdout);
	for (int i = 0; i < OPT_COMMON; i++)
		zsh_option(i, "\t\t", "\n");
	fputs(zsh_command, stdout);
	for (size_t i = 0; commands[i]; i++) {
		printf("\tword:%s) _arguments -S $common", commands[i]->name);
		for (int id = OPT_COMMON; id < OPT_COUNT_OF; id++)
			if (belongs(commands[i], id))
				zsh_option(id, " ", "");
		zsh_words(commands[i]);
		puts(" ;;");
	}
	fputs(zsh_end, stdout);
}

/* --- fish --- */

static const char fish_begin[] = "# tcpstep(1) completion for fish, made by `tcpstep completion fish`.\n"
				 "\n"
				 "# Prints the words before the cursor that are not options: the command first.\n"
				 "function __tcpstep_words\n"
				 "\tset -l value no\n"
				 "\tset -l words (commandline -opc)\n"
				 "\tfor word in $words[2..-1]\n"
				 "\t\tif test $value = yes\n"
				 "\t\t\tset value no\n"
				 "\t\t\tcontinue\n"
				 "\t\tend\n"
				 "\t\tswitch $word\n"
				 "\t\t\tcase ";

static const char fish_functions[] =
	"\n"
	"\t\t\t\tset value yes\n"
	"\t\t\tcase '-?*'\n"
	"\t\t\tcase '*'\n"
	"\t\t\t\techo -- $word\n"
	"\t\tend\n"
	"\tend\n"
	"end\n"
	"\n"
	"# Tests whether the first word is COMMAND and there are COUNT words (-1: any number).\n"
	"function __tcpstep_at -a count command\n"
	"\tset -l words (__tcpstep_words)\n"
	"\ttest \"$words[1]\" = \"$command\"; or return 1\n"
	"\ttest $count = -1; or test (count $words) = $count\n"
	"end\n"
	"\n"
	"function __tcpstep_lessons\n"
	"\tcommand tcpstep lessons --names 2>/dev/null\n"
	"end\n"
	"\n"
	"function __tcpstep_files\n"
	"\t__fish_complete_suffix .tcpstep | string match -r '.*(?:/|\\.tcpstep)$'\n"
	"end\n"
	"\n"
	"complete -c tcpstep -e\n"
	"complete -c tcpstep -f\n";

static void fish_option(int id, const char *condition)
{
	const struct option *option = &cli_options[id];
	char opposite[OPTION_NAME_MAX], choices[VALUES_MAX];

	printf("complete -c tcpstep%s -l %s", condition, option->name + 2);
	if (option->also)
		printf(" -s %s", option->also + 1);
	if (takes_file(id))
		puts(id == OPT_FROM ? " -x -a '(__tcpstep_files)'" : " -r -F");
	else if (*choices_of(option, choices))
		printf(" -x -a '%s'\n", choices);
	else
		puts(option->values ? " -x" : "");
	if (option_opposite((enum option_id)id, opposite))
		printf("complete -c tcpstep%s -l %s\n", condition, opposite + 2);
}

/* Prints the candidates for the word after `count` words, the command included; -1:
 * after any number. */
static void fish_word(const struct cli_command *c, int count, const char *candidates)
{
	printf("complete -c tcpstep -n '__tcpstep_at %d %s' -k -a '%s'\n", count, c->name, candidates);
}

static void fish_words(const struct cli_command *c, const struct cli_command *const *commands)
{
	static const char lessons[] = "(__tcpstep_lessons)", files[] = "(__tcpstep_files)";

	if (c->choices)
		fish_word(c, c->words == WORDS_OTHER ? -1 : 1, c->choices);
	if (c->words == WORDS_LESSON)
		fish_word(c, c->choices ? 2 : 1, lessons);
	if (c->words == WORDS_FILES)
		fish_word(c, -1, files);
	if (c->words == WORDS_FILE || (c->words == WORDS_LESSON && !c->choices))
		fish_word(c, 1, files);
	if (c->words == WORDS_COMMAND) {
		printf("complete -c tcpstep -n '__tcpstep_at 1 %s' -a '", c->name);
		print_commands(commands);
		puts("'");
	}
}

static void print_fish(const struct cli_command *const *commands)
{
	fputs(fish_begin, stdout);
	print_names(" ", is_valued);
	fputs(fish_functions, stdout);
	for (int i = 0; i < OPT_COMMON; i++)
		fish_option(i, "");
	printf("complete -c tcpstep -n 'test (count (__tcpstep_words)) = 0' -a '");
	print_commands(commands);
	puts("'");
	for (size_t i = 0; commands[i]; i++) {
		char condition[80];
		struct text t = text_over(condition, sizeof condition);

		text_addf(&t, " -n '__tcpstep_at -1 %s'", commands[i]->name);
		for (int id = OPT_COMMON; id < OPT_COUNT_OF; id++)
			if (belongs(commands[i], id))
				fish_option(id, condition);
		fish_words(commands[i], commands);
	}
}

/* --- the command --- */

static const struct {
	const char *name;
	void (*print)(const struct cli_command *const *commands);
} shells[] = { { "bash", print_bash }, { "zsh", print_zsh }, { "fish", print_fish } };

enum { SHELLS = sizeof shells / sizeof *shells };

static int perform(const struct options *o)
{
	const char *names[SHELLS];

	if (o->words_used != 1)
		return cli_usage(o, DIAG_COMPLETION_SHELL, "", "");
	for (size_t i = 0; i < SHELLS; i++) {
		names[i] = shells[i].name;
		if (strcmp(o->words[0], names[i]) == 0) {
			shells[i].print(o->commands);
			return cli_finish(o, stdout, EXIT_OK);
		}
	}
	return cli_unknown(o, DIAG_UNKNOWN_SHELL, o->words[0], diag_nearest(o->words[0], names, SHELLS));
}

const struct cli_command cmd_completion = {
	.name = "completion",
	.usage = { "SHELL", "셸" },
	.about = { "print a script for bash, zsh or fish", "bash, zsh, fish용 자동 완성 스크립트" },
	.help = { "usage: tcpstep completion bash|zsh|fish\n"
		  "\n"
		  "Prints a script that completes commands, options, their values, lessons and\n"
		  "files. `make install` installs all three where the shells look for them.\n"
		  "\n"
		  "examples:\n"
		  "  source <(tcpstep completion bash)      # in ~/.bashrc\n"
		  "  source <(tcpstep completion zsh)       # in ~/.zshrc, after compinit\n"
		  "  tcpstep completion fish | source       # in ~/.config/fish/config.fish\n",
		  "사용법: tcpstep completion bash|zsh|fish\n"
		  "\n"
		  "명령, 옵션과 그 값, 레슨, 파일 이름을 자동 완성하는 스크립트를 출력합니다.\n"
		  "make install은 셋 모두를 셸이 찾는 곳에 설치합니다.\n"
		  "\n"
		  "예:\n"
		  "  source <(tcpstep completion bash)      # ~/.bashrc에서\n"
		  "  source <(tcpstep completion zsh)       # ~/.zshrc에서, compinit 뒤\n"
		  "  tcpstep completion fish | source       # ~/.config/fish/config.fish에서\n" },
	.words = WORDS_ONE,
	.choices = "bash zsh fish",
	.perform = perform,
};
